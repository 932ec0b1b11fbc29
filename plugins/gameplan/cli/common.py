"""What all commands share: how the site is named, how it is read, and what is said when it cannot be."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from ..host import configurations
from ..loader import Loaded
from ..model.address import Address
from ..project import NoPlaybooks, Project, setting_findings
from ..reports.text import as_text, safe
from ..settings import SettingError, day_from

EXIT_FINDINGS = 1
EXIT_CANNOT_RUN = 2


class CannotRun(click.ClickException):
    """Something other than the playbook stands in the way; said in a few words."""

    exit_code = EXIT_CANNOT_RUN


def site(command: Callable[..., Any]) -> Callable[..., Any]:
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


def at_the_branch(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that changes what is published the options that say where that lies."""
    for option in (
        click.option(
            "--dry-run", is_flag=True, help="Say what would happen, and change nothing that is published."
        ),
        click.option("--push", is_flag=True, help="Fetch the branch first, and push it afterwards."),
        click.option("--remote", default="origin", show_default=True, help="The remote to push to."),
        click.option(
            "--branch", default="gh-pages", show_default=True, help="The branch with what is published."
        ),
    ):
        command = option(command)
    return command


def colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def safe_lines(text: str) -> str:
    """Several lines of somebody else's, safe to print."""
    return "\n".join(safe(line) for line in text.splitlines())


def write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CannotRun(f"'{safe(str(path))}' cannot be written: {error.strerror}.") from None


def project_of(config: Path | None, path: Path | None, given: Mapping[str, str] | None = None) -> Project:
    """The project of a site, with what was `given` on the command line in the place of its settings."""
    try:
        return Project.of(config, path, given or {})
    except SettingError as error:
        if config is None:
            raise CannotRun(str(error)) from None
        click.echo(as_text(*setting_findings(config, error)), err=True, nl=False)
        raise CannotRun(f"The settings in {safe(str(config))} cannot be used.") from None


def loaded_of(project: Project) -> Loaded:
    try:
        return project.load()
    except NoPlaybooks as error:
        raise CannotRun(str(error)) from None


def day_of(given: str | None, project: Project) -> dt.date:
    if given:
        try:
            return day_from(given, "--today")
        except SettingError as error:
            raise CannotRun(str(error)) from None
    return project.today()


def typed(text: str) -> str:
    """An address without the brackets that prose puts around it."""
    return text.removeprefix("[[").removesuffix("]]")


def address_of(loaded: Loaded, text: str) -> str:
    """The one address that somebody typed, today's where it is an old one. Raises CannotRun."""
    text, graph = typed(text), loaded.graph
    found = graph.lookup(text)
    if not found and (found := graph.once(text)) and len(found) == 1:
        click.echo(f"gameplan: '{safe(text)}' is now {found[0]}.", err=True)
    if not found and _unread(loaded, text):
        raise CannotRun(f"'{safe(text)}' is there, but it could not be read: `gameplan check` says why.")
    if not found:
        known = [*graph.entities, *graph.parts] if "#" in text else list(graph.entities)
        raise CannotRun(f"Nothing lives at '{safe(text)}'.{near(text, known)}")
    return one_of_them(text, found)


def _unread(loaded: Loaded, text: str) -> bool:
    """Whether a typed address is that of an entry that could not be read."""
    steps = text.partition("#")[0].split("/")
    tried = [steps, *([name, *steps] for name in loaded.folders)]
    return any(loaded.unknowns.has(Address(*way)) for way in tried if len(way) <= 3)


def one_of_them(text: str, found: Sequence[str]) -> str:
    """The one address that a text may mean. Raises CannotRun where there are several."""
    if len(found) > 1:
        raise CannotRun(f"'{safe(text)}' could mean {', '.join(found)}; name the playbook too.")
    return found[0]


def near(address: str, known: list[str]) -> str:
    from ..diagnostics import did_you_mean

    inner = [a.partition("/")[2] or a for a in known]
    near = did_you_mean(address, [*known, *inner])
    return f" Did you mean '{near}'?" if near else ""
