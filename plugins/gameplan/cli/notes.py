"""`gameplan notes`: what a release changed, in Markdown for people."""

from __future__ import annotations

from pathlib import Path

import click

from ..reports.text import safe
from .common import CannotRun, loaded_of, project_of, site


@click.command()
@click.argument("version")
@click.option(
    "--url", default="", help="The address of the published site, for a link to everything that changed."
)
@click.option("--path", type=click.Path(path_type=Path), help="The playbooks folder.")
@site
def notes(version: str, url: str, path: Path | None, config: Path | None) -> None:
    """Print the notes of the release VERSION in Markdown: what people must do differently, by role, and what is new.

    They hold what the site may show at its level of visibility, and nothing else, so they can stand where it does.
    """
    from ..diff.words import as_notes
    from ..model.values import in_words
    from ..releases import BadRelease

    project = project_of(config, path)
    loaded = loaded_of(project)
    shown = project.shown(loaded.graph)
    try:
        history = project.history(loaded.graph, shown, upcoming=False)
    except BadRelease as error:
        raise CannotRun(safe(str(error))) from None
    step = next((step for step in history.steps if step.version == version), None)
    if step is None:
        there = ", ".join(step.version for step in history.steps)
        raise CannotRun(
            f"There is no release '{safe(version)}'. {f'There are {there}.' if there else ''}".strip()
        )
    approver = shown.entities.get(step.approver)
    approved = f" Approved by {approver.title}" if approver is not None else ""
    where = f" ({step.reference})" if approved and step.reference else ""
    lead = [step.summary] if step.summary else []
    lead.append(f"In force from {in_words(step.date)}.{approved}{where}{'.' if approved else ''}")
    if step.first:
        lead.append(f"This is the first release: {len(step.graph.entities)} entries.")
    more = f"{url.rstrip('/')}/changes/{version}/" if url else ""
    click.echo(as_notes(step.comparison, lead=lead, read_more=more), nl=False)
