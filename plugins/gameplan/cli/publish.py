"""`gameplan publish`: a release, or the working version, among the published ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..project import NoPlaybooks, Project, has_plugin
from ..releases import BadRelease, Release
from ..reports.text import safe
from ..sides import NoSuchSide
from .common import CannotRun, at_the_branch, project_of, safe_lines, site

if TYPE_CHECKING:
    from ..publishing import Done, Planned, Store


@click.command()
@click.argument("version")
@at_the_branch
@click.option(
    "--allow", is_flag=True, help="Publish other playbooks than those of the release under its name."
)
@site
def publish(
    version: str, allow: bool, dry_run: bool, push: bool, remote: str, branch: str, config: Path | None
) -> None:
    """Build the site with mike and put it into the branch as VERSION: a release such as 3.0, or dev.

    The newest release is also what `latest` leads to. What is published lies in a branch of its own, gh-pages, in one
    commit; where nothing changed there is none. Ends with 2 when it could not be published.
    """
    if config is None or not has_plugin(config):
        named = f"{safe(str(config))} does not name gameplan" if config else "There is no mkdocs.yml here"
        raise CannotRun(f"{named}, so there is no site to publish.")
    from ..git import GitError
    from ..publishing import CannotPublish
    from ..publishing import publish as published

    project = project_of(config, None)
    try:
        planned, store = _planned(project, config, version, branch, remote, allow)
        done = published(store, planned, push=push, dry_run=dry_run)
    except (CannotPublish, GitError, BadRelease, NoSuchSide, NoPlaybooks) as error:
        raise CannotRun(safe_lines(str(error))) from None
    _say(done, planned, store, push=push, dry_run=dry_run)


def _planned(
    project: Project, config: Path, version: str, branch: str, remote: str, allow: bool
) -> tuple[Planned, Store]:
    from ..edition import WORKING
    from ..git import Repository
    from ..publishing import Planned, seconds, store_of

    repository = Repository.around(project.root)
    store = store_of(repository, branch, remote)
    commit = repository.short("HEAD")
    if version == WORKING:
        epoch = int(repository.told("log", "-1", "--format=%ct", "HEAD"))
    else:
        epoch = seconds(_release(project, version, allow).date)
    return Planned(version, config, epoch, commit, project.site_url, project.other_plugin("mike")), store


def _release(project: Project, version: str, allow: bool) -> Release:
    """The release to publish, whose playbooks are those that lie here. Raises CannotRun where they are not."""
    releases = {release.version: release for release in project.releases()}
    if version not in releases:
        there = f" The releases are {', '.join(releases)}." if releases else ""
        raise CannotRun(
            f"There is no release '{safe(version)}'.{there} Make it first with `gameplan release {safe(version)}`, or "
            "publish what lies here as `dev`."
        )
    comparison, _ = project.compared(version)
    if comparison.unreadable:
        first = comparison.unreadable[0]
        raise CannotRun(f"The playbooks cannot be read: {safe(first.path)}, {safe(first.message)}")
    if comparison.changes and not allow:
        count = len(comparison.changes)
        raise CannotRun(
            f"What lies here is not {version}: {count} {'thing is' if count == 1 else 'things are'} different, "
            f"{safe(comparison.changes[0].title)} for one; `gameplan diff {version}` shows them. Check out the tag "
            f"(`git checkout {version}`), or release what you have. To publish it as {version} all the same, add --allow."
        )
    return releases[version]


def _say(done: Done, planned: Planned, store: Store, *, push: bool, dry_run: bool) -> None:
    if done.said:
        click.echo(safe_lines(done.said), err=True)
    version, branch = planned.version, store.branch
    if not done.changed:
        click.echo(f"{version} is published already, just so: {branch} has no new commit.")
    elif dry_run:
        click.echo(f"{version} would be published in {branch}; without --dry-run it is.")
    else:
        leads = ", and `latest` leads to it" if done.latest == version else ""
        click.echo(f"{version} is published in {branch} ({done.commit[:7]}){leads}.")
    click.echo(done.growth)
    if done.warning:
        click.echo(f"gameplan: {done.warning}", err=True)
    if not planned.site_url:
        click.echo(
            "gameplan: without `site_url:` in the configuration readers who change the version land at its start "
            "instead of on the same page, and the page for lost addresses may not find the site.",
            err=True,
        )
    if done.pushed:
        click.echo(f"Pushed to {store.remote}.")
    elif done.changed and not push and not dry_run:
        click.echo(f"Next:\n  git push {store.remote} {branch}")
