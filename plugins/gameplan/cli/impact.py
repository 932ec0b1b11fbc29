"""`gameplan impact`: who and what stands on an entry, before anybody edits it."""

from __future__ import annotations

from pathlib import Path

import click

from ..graph import Graph
from ..reports.text import safe
from .common import CannotRun, loaded_of, near, project_of, site


@click.command()
@click.argument("address")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="How to print the answer.",
)
@click.option("--all", "everything", is_flag=True, help="List everything, however much it is.")
@click.option("--path", type=click.Path(path_type=Path), help="The playbooks folder.")
@site
def impact(address: str, form: str, everything: bool, path: Path | None, config: Path | None) -> None:
    """Say who and what stands on ADDRESS, step by step, before you edit, rename or retire it.

    For example `gameplan impact policies/social-media#house-rules`. Ends with 2 when it could not run.
    """
    from ..impact import as_json, as_text
    from ..impact import impact as impact_of

    graph = loaded_of(project_of(config, path)).graph
    found = impact_of(graph, _whole(graph, address.removeprefix("[[").removesuffix("]]")))
    told = as_json(graph, found) if form == "json" else as_text(graph, found, everything=everything)
    click.echo(told, nl=False)


def _whole(graph: Graph, text: str) -> str:
    """The one address that somebody typed, today's where it is an old one."""
    found = graph.lookup(text)
    if not found and (found := graph.once(text)) and len(found) == 1:
        click.echo(f"gameplan: '{safe(text)}' is now {found[0]}.", err=True)
    if not found:
        known = [*graph.entities, *graph.parts] if "#" in text else list(graph.entities)
        raise CannotRun(f"Nothing lives at '{safe(text)}'.{near(text, known)}")
    if len(found) > 1:
        raise CannotRun(f"'{safe(text)}' could mean {', '.join(found)}; name the playbook too.")
    return found[0]
