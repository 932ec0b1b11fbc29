"""`gameplan impact`: who and what stands on an entry, before anybody edits it."""

from __future__ import annotations

from pathlib import Path

import click

from .common import address_of, loaded_of, project_of, site


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

    loaded = loaded_of(project_of(config, path))
    graph = loaded.graph
    found = impact_of(graph, address_of(loaded, address))
    told = as_json(graph, found) if form == "json" else as_text(graph, found, everything=everything)
    click.echo(told, nl=False)
