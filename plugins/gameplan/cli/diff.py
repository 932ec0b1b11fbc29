"""`gameplan diff`: what changed in the playbooks, and what that means for people."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..diff.change import FLAGS, Comparison, Impact
from ..diff.words import as_github, as_json, as_markdown, as_text
from ..reports.text import safe
from .common import EXIT_FINDINGS, CannotRun, colour, project_of, site

_FORMATS = ("text", "markdown", "json", "github")
_IMPACTS = tuple(i.value for i in Impact if i is not Impact.NONE)


def _bars(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    known = (*_IMPACTS, *(f"flag:{flag}" for flag in FLAGS))
    for word in given:
        if word not in known:
            raise click.BadParameter(f"'{safe(word)}' is none of {', '.join(known)}.")
    return given


@click.command()
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="text", help="How to print the changes."
)
@click.option("--all", "everything", is_flag=True, help="Show editorial changes, too.")
@click.option("--exit-code", is_flag=True, help="End with 1 if anything changed.")
@click.option(
    "--fail-on",
    multiple=True,
    callback=_bars,
    metavar="WHAT",
    help="End with 1 if a change is this grave or graver (major, maybe-major, minor, patch), or has a flag (flag:NAME).",
)
@click.option("--preview", default="", help="The address of a preview of the site, for a link in markdown.")
@click.option("--path", type=click.Path(path_type=Path), help="The playbooks folder.")
@site
def diff(
    base: str | None,
    head: str | None,
    form: str,
    everything: bool,
    exit_code: bool,
    fail_on: tuple[str, ...],
    preview: str,
    path: Path | None,
    config: Path | None,
) -> None:
    """Say what changed in the playbooks from BASE to HEAD, and what it means for people.

    Each is a release such as 2.3, the file of one, or a revision of git. Left out, BASE is where this branch
    left the default branch, and HEAD is what lies in the folder. Ends with 0 also where there are changes,
    with 2 when it could not run.
    """
    from ..project import NoPlaybooks
    from ..releases import BadRelease
    from ..sides import NoSuchSide

    project = project_of(config, path)
    try:
        comparison, suggested = project.compared(base, head)
    except (NoSuchSide, BadRelease, NoPlaybooks) as error:
        raise CannotRun(safe(str(error))) from None
    if form == "json":
        told = as_json(comparison)
    elif form == "markdown":
        told = as_markdown(
            comparison, suggested=suggested, preview=preview, source_url=project.settings.source_url
        )
    elif form == "github":
        told = as_github(comparison)
    else:
        told = as_text(comparison, suggested=suggested, everything=everything, colour=colour())
    click.echo(told, nl=False)
    if (exit_code and comparison.changes) or any(_reached(comparison, bar) for bar in fail_on):
        sys.exit(EXIT_FINDINGS)


def _reached(comparison: Comparison, bar: str) -> bool:
    if bar.startswith("flag:"):
        return any(bar.removeprefix("flag:") in change.flags for change in comparison.changes)
    ranks = list(Impact)
    return any(ranks.index(c.impact) <= ranks.index(Impact(bar)) for c in comparison.changes)
