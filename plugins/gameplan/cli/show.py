"""`gameplan show`: what lives at an address, as text, today or on an earlier day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ..graph import Graph
from ..project import InForce, Project
from ..releases import NOT_KEPT, BadRelease
from ..reports.text import safe
from ..settings import SettingError, day_from
from .common import CannotRun, address_of, day_of, loaded_of, near, one_of_them, project_of, site, typed


@click.command()
@click.argument("address")
@click.option("--path", type=click.Path(path_type=Path), help="The playbooks folder.")
@click.option("--on", metavar="DAY", help="Print what was in force on this day, by the releases.")
@click.option("--today", help="The day to work out due, overdue, scheduled, expired and vacant for.")
@site
def show(address: str, path: Path | None, on: str | None, today: str | None, config: Path | None) -> None:
    """Print what lives at ADDRESS: its fields, its line of sight, and what points at it.

    For example `gameplan show tactics/evening-reply-rota`.
    """
    from ..outline import outline

    project = project_of(config, path)
    loaded = loaded_of(project)
    graph = loaded.graph
    if on is None:
        click.echo(outline(graph, address_of(loaded, address), day_of(today, project)), nl=False)
        return
    day, text = _day(on), typed(address)
    then = _in_force(project, graph, day)
    found = then.lookup(text)
    there = then.address_of(one_of_them(text, found)) if found else None
    if there is None:
        raise CannotRun(
            f"'{safe(text)}' is not in {then.release.version}, which was in force on {day}."
            f"{near(text, list(then.release.graph.entities))}"
        )
    click.echo(f"{then}\n\n{outline(then.release.graph, there, day, NOT_KEPT)}", nl=False)


def _day(text: str) -> dt.date:
    try:
        return day_from(text, "--on")
    except SettingError as error:
        raise CannotRun(str(error)) from None


def _in_force(project: Project, graph: Graph, day: dt.date) -> InForce:
    try:
        then = project.in_force(day, graph)
    except BadRelease as error:
        raise CannotRun(safe(str(error))) from None
    if then is None:
        releases = project.releases()
        first = f" The first one, {releases[0].version}, is dated {releases[0].date}." if releases else ""
        raise CannotRun(f"No release was in force on {day}.{first}")
    return then
