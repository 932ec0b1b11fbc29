"""`gameplan show`: what lives at an address, as text."""

from __future__ import annotations

from pathlib import Path

import click

from ..reports.text import safe
from .common import CannotRun, day_of, loaded_of, near, project_of, site


@click.command()
@click.argument("address")
@click.option("--path", type=click.Path(path_type=Path), help="The playbooks folder.")
@click.option("--today", help="The day to work out due, overdue, scheduled, expired and vacant for.")
@site
def show(address: str, path: Path | None, today: str | None, config: Path | None) -> None:
    """Print what lives at ADDRESS: its fields, its line of sight, and what points at it.

    For example `gameplan show tactics/evening-reply-rota`.
    """
    from ..outline import outline

    project = project_of(config, path)
    loaded = loaded_of(project)
    found = loaded.graph.lookup(address.removeprefix("[[").removesuffix("]]"))
    if not found:
        raise CannotRun(f"Nothing lives at '{safe(address)}'.{near(address, list(loaded.graph.entities))}")
    if len(found) > 1:
        raise CannotRun(f"'{safe(address)}' could mean {', '.join(found)}; name the playbook too.")
    click.echo(outline(loaded.graph, found[0], day_of(today, project)), nl=False)
