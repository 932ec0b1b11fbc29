"""`gameplan build`: the site, built aside and swapped in."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from ..host import NoBuilder, settle
from ..project import has_plugin
from ..reports.text import safe
from .common import EXIT_FINDINGS, CannotRun, project_of, site

A_SITE = """\
site_name: Our playbook

theme:
  name: material
  font: false  # no fonts from elsewhere: nobody is told who reads this

plugins:
  - search
  - gameplan
"""
"""A whole mkdocs.yml, as README shows it."""
_NO_SITE = (
    "There is no mkdocs.yml here. Write one such as this, and make an empty folder `docs` beside it, "
    "since MkDocs insists on one:"
)


@click.command()
@click.option("-d", "--site-dir", help="Where the site goes; left out, what its configuration says.")
@site
def build(site_dir: str | None, config: Path | None) -> None:
    """Check the playbooks and build the site aside; it takes the old one's place only when it is whole.

    MkDocs builds it, or ProperDocs where there is no MkDocs, or where the configuration is a properdocs.yml.
    """
    if config is None:
        raise CannotRun(f"{_NO_SITE}\n\n{A_SITE}")
    if not has_plugin(config):
        raise CannotRun(
            f"{safe(str(config))} does not name gameplan, so the site would have no playbooks. Write `- gameplan` "
            "below `plugins:`; where there is no such line yet: `plugins: [search, gameplan]`."
        )
    project_of(config, None)
    gc.enable()
    try:
        settle(config)
    except NoBuilder as error:
        raise CannotRun(str(error)) from None
    from ..plugin.building import WrongSettings, build_site

    try:
        failure = build_site(str(config), site_dir)
    except WrongSettings as error:
        raise CannotRun(str(error)) from None
    if failure is not None:
        click.echo(f"gameplan: {failure}", err=True)
        sys.exit(EXIT_FINDINGS)
