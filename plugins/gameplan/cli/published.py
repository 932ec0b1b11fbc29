"""`gameplan published`: which published versions hold an entry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..releases import BadRelease
from ..reports.text import safe
from .common import CannotRun, loaded_of, near, project_of, safe_lines, site, typed

if TYPE_CHECKING:
    from ..publishing import Holding

_SHOWN = 3


@click.command()
@click.argument("address")
@click.option(
    "--branch", default="gh-pages", show_default=True, help="The branch with the published versions."
)
@click.option("--remote", default="origin", show_default=True, help="The remote it is pushed to.")
@click.option("--path", type=click.Path(path_type=Path), help="The playbooks folder.")
@site
def published(address: str, branch: str, remote: str, path: Path | None, config: Path | None) -> None:
    """List the published versions that hold an entry, under its name of that time: with a page, an old link that leads
    to it, or as a mention in another page, in search or in the data for machines.

    Nothing is checked out: the files of the branch are read as git has them here. `git fetch` brings what others have
    published. ADDRESS is an entry or a part of one, such as merrowby/tactics/rota or social-media#disclose.
    """
    from ..git import GitError, Repository
    from ..publishing import CannotPublish, holding, store_of, wanted

    project = project_of(config, path)
    loaded = loaded_of(project)
    asked = typed(address)
    try:
        found = wanted(asked, loaded.graph, project.releases())
        if not found:
            raise CannotRun(
                f"Nothing lives at '{safe(asked)}', nor did in any release.{near(asked, list(loaded.graph.entities))}"
            )
        if len(found) > 1:
            several = ", ".join(thing.address for thing in found)
            raise CannotRun(f"'{safe(asked)}' could mean {several}; name the playbook too.")
        thing = found[0]
        store = store_of(Repository.around(project.root), branch, remote)
        shelf = store.shelf()
        if shelf is None:
            raise CannotRun(
                f"There is no branch {safe(branch)} here. Fetch it: `git fetch {safe(remote)} {safe(branch)}`."
            )
        held = holding(thing, shelf)
    except (CannotPublish, GitError, BadRelease) as error:
        raise CannotRun(safe_lines(str(error))) from None
    _say(thing.address, thing.addresses, held, [v.version for v in shelf.versions])


def _say(address: str, addresses: tuple[str, ...], held: tuple[Holding, ...], versions: list[str]) -> None:
    others = [a for a in addresses if a != address]
    also = f" (also {', '.join(others)})" if others else ""
    if not held:
        click.echo(f"No published version holds {address}{also}.")
        return
    rows = [("version", "page", "how it is held")]
    for one in held:
        page = f"{one.version}/{one.page.removesuffix('index.html')}" if one.page else "-"
        rows.append((", ".join((one.version, *one.aliases)), page, _how(one)))
    widths = [max(len(row[n]) for row in rows) for n in (0, 1)]
    click.echo(f"{address}{also}")
    for row in rows:
        click.echo(safe(f"  {row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}"))
    missing = [v for v in versions if v not in {one.version for one in held}]
    if missing:
        click.echo(safe(f"Not in {', '.join(missing)}."))
    click.echo("The history of the branch is not looked at, nor what others have copied.")


def _how(one: Holding) -> str:
    said = ["its page"] if one.page else []
    links = len(one.old_links)
    said += [f"{links} old {'link' if links == 1 else 'links'}"] if links else []
    if one.named_in:
        count = len(one.named_in)
        shown = ", ".join(one.machines[:_SHOWN])
        more = ", …" if len(one.machines) > _SHOWN else ""
        said.append(
            f"named in {count} {'file' if count == 1 else 'files'}{f' ({shown}{more} too)' if shown else ''}"
        )
    return ", ".join(said)
