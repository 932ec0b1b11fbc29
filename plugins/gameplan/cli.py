"""The shell door: `gameplan check`, `gameplan show`, `gameplan build`."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from . import __version__
from .checks.baseline import BadBaseline
from .checks.engine import SHOWN
from .diagnostics import has_errors
from .host import NoBuilder, configurations, settle
from .loader import Loaded
from .project import NoPlaybooks, Project, has_plugin, setting_findings
from .report import FORMATS, Report
from .reports.text import as_text, safe
from .settings import NEVER, PROFILES, SEVERITIES, SettingError, day_from

EXIT_FINDINGS = 1
EXIT_CANNOT_RUN = 2
BASELINE = "gameplan-baseline.json"


A_SITE = """\
site_name: Our playbook

theme:
  name: material
  font: false  # no fonts from elsewhere: nobody is told who reads this

plugins:
  - search
  - gameplan
"""
"""A whole mkdocs.yml, as README shows it."""
_NO_SITE = (
    "There is no mkdocs.yml here. Write one such as this, and make an empty folder `docs` beside it, "
    "since MkDocs insists on one:"
)


class CannotRun(click.ClickException):
    """Something other than the playbook stands in the way; said in a few words."""

    exit_code = EXIT_CANNOT_RUN


def _site(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that names the site; it gets a Path, or None where there is none."""
    return click.option(
        "-f",
        "--config-file",
        "config",
        type=click.Path(path_type=Path),
        callback=_configuration,
        help="The configuration of the site; left out, the properdocs.yml or mkdocs.yml here.",
    )(command)


def _configuration(context: click.Context, option: click.Parameter, given: Path | None) -> Path | None:
    if given is not None:
        if not given.is_file():
            raise CannotRun(
                f"There is no file '{safe(str(given))}'. Name the configuration of the site, such as mkdocs.yml."
            )
        return given
    found = configurations(Path())
    if len(found) > 1:
        first, second = found[:2]
        click.echo(
            f"gameplan: {first} is read, and not the {second} beside it. To read that one, write: -f {second}",
            err=True,
        )
    return found[0] if found else None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gameplan", message="%(prog)s %(version)s")
def main() -> None:
    """Strategy as code: check, look up and build a playbook kept in YAML."""
    gc.disable()  # a command is over before there is garbage worth the search; a build switches it on again


def run() -> None:
    """The command as a process of its own. It leaves at once when all is said: the system takes the memory of
    a large playbook back faster than Python would free it piece by piece."""
    code: object = 1
    try:
        main()
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


@main.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="How to print the findings; text, in GitHub Actions github.",
)
@click.option(
    "--profile", type=click.Choice(PROFILES), help="How strict to be: what the settings say, or this."
)
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, NEVER]),
    help="What makes the run fail, and all that is worse.",
)
@click.option(
    "--strict-line",
    type=click.IntRange(0, 100),
    help="Fail if fewer per cent of tactics have a whole line of sight.",
)
@click.option("--all", "everything", is_flag=True, help=f"Show all findings, not only {SHOWN} of the checks.")
@click.option(
    "--summary", type=click.Path(path_type=Path), help="Write a summary in Markdown to this file as well."
)
@click.option("--baseline", help="A file with findings that are known and do not fail.")
@click.option(
    "--write-baseline", is_flag=True, help=f"Write what is found now to the baseline, or to {BASELINE}."
)
@click.option("--today", help="The day to judge dates by; else that of SOURCE_DATE_EPOCH, else today.")
@_site
def check(
    path: Path | None,
    form: str | None,
    profile: str | None,
    fail_on: str | None,
    strict_line: int | None,
    everything: bool,
    summary: Path | None,
    baseline: str | None,
    write_baseline: bool,
    today: str | None,
    config: Path | None,
) -> None:
    """Say everything that is wrong with the playbooks in PATH, and what makes a strategy weak.

    PATH is the playbooks folder; left out, it is what the site's configuration says, or `playbooks`.
    Ends with 0 when nothing fails, 1 when something does, 2 when it could not run.
    """
    given = {"profile": profile, "fail_on": fail_on, "baseline": baseline}
    project = _project(config, path, {name: value for name, value in given.items() if value is not None})
    form = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    day = _today(today, project)
    loaded = _load(project)
    if write_baseline:
        _write_baseline(project, loaded, day)
        return
    try:
        checked = project.check(loaded, day)
    except BadBaseline as error:
        raise CannotRun(f"{safe(project.settings.baseline)}: {error}") from None
    except OSError as error:
        raise CannotRun(
            f"The baseline '{safe(project.settings.baseline)}' cannot be read: {error.strerror}. "
            "Write one with `gameplan check --write-baseline`."
        ) from None
    report = Report(loaded, checked, project.settings.guide_url, project.settings.source_url)
    click.echo(report.printed(form, everything=everything, colour=_colour()), nl=False)
    if summary is not None:
        _write(summary, report.summary())
    low = [s for s in checked.sights if strict_line is not None and s.share < strict_line]
    for sight in low:
        click.echo(
            f"gameplan: the line of sight of {sight.playbook.title} is {sight.share} per cent, "
            f"and --strict-line asks for {strict_line}.",
            err=True,
        )
    if checked.failing or low:
        sys.exit(EXIT_FINDINGS)


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write_baseline(project: Project, loaded: Loaded, day: dt.date) -> None:
    place = project.root / (project.settings.baseline or BASELINE)
    if has_errors(loaded.findings):
        raise CannotRun(
            "A baseline needs a playbook that can be read: run `gameplan check` and mend the errors first."
        )
    text, number = project.baseline(loaded, day)
    _write(place, text)
    click.echo(f"{place.as_posix()}: {number} finding{'' if number == 1 else 's'} known from now on.")
    if not project.settings.baseline:
        click.echo(f"Name it in {project.config} so that it counts: `baseline: {BASELINE}` under gameplan.")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CannotRun(f"'{safe(str(path))}' cannot be written: {error.strerror}.") from None


@main.command()
@click.argument("address")
@click.option("--path", type=click.Path(path_type=Path), help="The playbooks folder.")
@click.option("--today", help="The day to work out due, overdue, scheduled, expired and vacant for.")
@_site
def show(address: str, path: Path | None, today: str | None, config: Path | None) -> None:
    """Print what lives at ADDRESS: its fields, its line of sight, and what points at it.

    For example `gameplan show tactics/evening-reply-rota`.
    """
    from .outline import outline

    project = _project(config, path)
    loaded = _load(project)
    found = loaded.graph.lookup(address.removeprefix("[[").removesuffix("]]"))
    if not found:
        raise CannotRun(f"Nothing lives at '{safe(address)}'.{_near(address, list(loaded.graph.entities))}")
    if len(found) > 1:
        raise CannotRun(f"'{safe(address)}' could mean {', '.join(found)}; name the playbook too.")
    click.echo(outline(loaded.graph, found[0], _today(today, project)), nl=False)


@main.command()
@click.option("-d", "--site-dir", help="Where the site goes; left out, what its configuration says.")
@_site
def build(site_dir: str | None, config: Path | None) -> None:
    """Check the playbooks and build the site aside; it takes the old one's place only when it is whole.

    MkDocs builds it, or ProperDocs where there is no MkDocs, or where the configuration is a properdocs.yml.
    """
    if config is None:
        raise CannotRun(f"{_NO_SITE}\n\n{A_SITE}")
    if not has_plugin(config):
        raise CannotRun(
            f"{safe(str(config))} does not name gameplan, so the site would have no playbooks. Write `- gameplan` "
            "below `plugins:`; where there is no such line yet: `plugins: [search, gameplan]`."
        )
    _project(config, None)
    gc.enable()
    try:
        settle(config)
    except NoBuilder as error:
        raise CannotRun(str(error)) from None
    from .plugin.building import WrongSettings, build_site

    try:
        failure = build_site(str(config), site_dir)
    except WrongSettings as error:
        raise CannotRun(str(error)) from None
    if failure is not None:
        click.echo(f"gameplan: {failure}", err=True)
        sys.exit(EXIT_FINDINGS)


@main.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Print the page of the check CODE: what it looks for, why, and what to do. Without CODE, list them all.

    For example `gameplan explain STR01`.
    """
    from .explain import NoSuchCode, explained, listed

    try:
        click.echo(explained(code) if code else listed(), nl=False)
    except NoSuchCode as error:
        raise CannotRun(f"{safe(str(error))} `gameplan explain` lists them all.") from None


@main.command()
@click.option("--write", "target", metavar="DIR", type=click.Path(path_type=Path), help="Write them to DIR.")
@click.option(
    "--check", "there", metavar="DIR", type=click.Path(path_type=Path), help="Say what in DIR is out of date."
)
@click.option("--vscode", is_flag=True, help="Name them in .vscode/settings.json, too.")
@click.option("--modelines", is_flag=True, help="Name them in the first line of each file, too.")
@click.option("--path", type=click.Path(path_type=Path), help="The playbooks folder.")
@_site
def schema(
    target: Path | None,
    there: Path | None,
    vscode: bool,
    modelines: bool,
    path: Path | None,
    config: Path | None,
) -> None:
    """Write schemas with which an editor completes fields and ids, such as `gameplan schema --write .gameplan`.

    They name hidden entries too: keep them out of the site. Write them again when entries come or go.
    Ends with 0 when all is as it should be, 1 when something is out of date or was left alone, 2 when it
    could not run.
    """
    from . import workspace

    folder = target or there
    if folder is None or (target and there):
        raise CannotRun("Say what to do: gameplan schema --write .gameplan, or the same with --check.")
    project = _project(config, path)
    loaded = _load(project)
    try:
        plan = workspace.plan(
            loaded.graph,
            project.folder,
            folder,
            project.root,
            project.published,
            lines=modelines,
            vscode=vscode,
        )
        changed = workspace.write(plan) if target else workspace.stale(plan)
    except workspace.Elsewhere as error:
        raise CannotRun(str(error)) from None
    except OSError as error:
        raise CannotRun(f"'{safe(str(error.filename))}' cannot be written: {error.strerror}.") from None
    click.echo(workspace.said(plan, changed, folder, written=target is not None), nl=False)
    for file, why in plan.left:
        click.echo(f"gameplan: {safe(file.as_posix())} was left as it is. {why}", err=True)
    if has_errors(loaded.findings):
        click.echo(
            "gameplan: what could not be read has no ids there; `gameplan check` says what it is.", err=True
        )
    if plan.left or (there and changed):
        sys.exit(EXIT_FINDINGS)


def _project(config: Path | None, path: Path | None, given: Mapping[str, str] | None = None) -> Project:
    """The project of a site, with what was `given` on the command line in the place of its settings."""
    try:
        return Project.of(config, path, given or {})
    except SettingError as error:
        if config is None:
            raise CannotRun(str(error)) from None
        click.echo(as_text(*setting_findings(config, error)), err=True, nl=False)
        raise CannotRun(f"The settings in {safe(str(config))} cannot be used.") from None


def _load(project: Project) -> Loaded:
    try:
        return project.load()
    except NoPlaybooks as error:
        raise CannotRun(str(error)) from None


def _today(given: str | None, project: Project) -> dt.date:
    if given:
        try:
            return day_from(given, "--today")
        except SettingError as error:
            raise CannotRun(str(error)) from None
    return project.today()


def _near(address: str, known: list[str]) -> str:
    from .diagnostics import did_you_mean

    inner = [a.partition("/")[2] or a for a in known]
    near = did_you_mean(address, [*known, *inner])
    return f" Did you mean '{near}'?" if near else ""
