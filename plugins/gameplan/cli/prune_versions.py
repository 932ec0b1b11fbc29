"""`gameplan prune-versions`: old releases off the published site."""

from __future__ import annotations

from pathlib import Path

import click

from ..reports.text import safe
from .common import CannotRun, at_the_branch, project_of, safe_lines, site


@click.command("prune-versions")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    required=True,
    metavar="N",
    help="How many releases stay, counted from the newest.",
)
@at_the_branch
@site
def prune_versions(
    keep: int, dry_run: bool, push: bool, remote: str, branch: str, config: Path | None
) -> None:
    """Take old releases off the published site, all but the newest N; dev, and what latest leads to, stay.

    The releases themselves, under releases/, stay as they are, and so does every copy in the history of the branch.
    """
    from ..git import GitError, Repository
    from ..publishing import CannotPublish, in_words, names, prune, store_of

    if config is None:
        raise CannotRun("There is no mkdocs.yml here, so there is no site.")
    project = project_of(config, None)
    try:
        store = store_of(Repository.around(project.root), branch, remote)
        pruned = prune(store, config, keep, push=push, dry_run=dry_run)
    except (CannotPublish, GitError) as error:
        raise CannotRun(safe_lines(str(error))) from None
    verb = "stays" if len(pruned.kept) == 1 else "stay"
    stays = f"{safe(names(pruned.kept))} {verb}, {in_words(pruned.size)} of 1 GB"
    if not pruned.gone:
        click.echo(f"Nothing goes. {stays}.")
        return
    verb = "would go" if dry_run else "gone"
    click.echo(f"{safe(names(pruned.gone))} {verb}, {in_words(pruned.freed)} freed. {stays}.")
    click.echo(
        f"The history of {branch} keeps the old copies. Where they must be gone for good, see `Withdraw an entry` in "
        "the guide."
    )
    if pruned.pushed:
        click.echo(f"Pushed to {remote}.")
    elif not push and not dry_run:
        click.echo(f"Next:\n  git push {remote} {branch}")
