"""The shell door: `gameplan check`, `gameplan show`, `gameplan build`."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from . import __version__
from .diagnostics import has_errors
from .host import NoBuilder, configurations, settle
from .loader import Loaded
from .project import NoPlaybooks, Project
from .reports.json import as_json
from .reports.text import as_text, safe, summary_line
from .settings import SettingError, day_from

EXIT_FINDINGS = 1
EXIT_CANNOT_RUN = 2


class CannotRun(click.ClickException):
    """Something other than the playbook stands in the way; said in one line."""

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


@main.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print the findings."
)
@click.option("--today", help="The day to judge dates by. No check of this version depends on it.")
@_site
def check(path: Path | None, form: str, today: str | None, config: Path | None) -> None:
    """Say everything that is wrong with the playbooks in PATH.

    PATH is the playbooks folder; left out, it is what the site's configuration says, or `playbooks`.
    Ends with 0 when nothing is wrong, 1 when something is, 2 when it could not run.
    """
    project = _project(config, path)
    _today(today, project.settings.today)
    loaded = _load(project)
    if form == "json":
        click.echo(as_json(loaded.findings), nl=False)
    else:
        if loaded.findings:
            click.echo(as_text(loaded.findings, loaded.texts))
        entries = len(loaded.graph.entities)
        playbooks = len(loaded.graph.playbooks())
        click.echo(
            f"{summary_line(loaded.findings)} in {entries} {'entry' if entries == 1 else 'entries'} "
            f"of {playbooks} playbook{'' if playbooks == 1 else 's'}."
        )
    if has_errors(loaded.findings):
        sys.exit(EXIT_FINDINGS)


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
    click.echo(outline(loaded.graph, found[0], _today(today, project.settings.today)), nl=False)


@main.command()
@click.option("-d", "--site-dir", help="Where the site goes; left out, what its configuration says.")
@_site
def build(site_dir: str | None, config: Path | None) -> None:
    """Check the playbooks and build the site aside; it takes the old one's place only when it is whole.

    MkDocs builds it, or ProperDocs where there is no MkDocs, or where the configuration is a properdocs.yml.
    """
    if config is None:
        raise CannotRun("There is no mkdocs.yml here. Write one, with `plugins: [search, gameplan]`.")
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


def _project(config: Path | None, path: Path | None) -> Project:
    try:
        return Project.of(config, path)
    except SettingError as error:
        raise CannotRun(f"{safe(str(config))}, plugin gameplan: {error}") from None


def _load(project: Project) -> Loaded:
    try:
        return project.load()
    except NoPlaybooks as error:
        raise CannotRun(str(error)) from None


def _today(given: str | None, setting: dt.date | None) -> dt.date:
    if given:
        try:
            return day_from(given, "--today")
        except SettingError as error:
            raise CannotRun(str(error)) from None
    if setting is not None:
        return setting
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    return dt.datetime.now(dt.UTC).date()


def _near(address: str, known: list[str]) -> str:
    from .diagnostics import did_you_mean

    inner = [a.partition("/")[2] or a for a in known]
    near = did_you_mean(address, [*known, *inner])
    return f" Did you mean '{near}'?" if near else ""
