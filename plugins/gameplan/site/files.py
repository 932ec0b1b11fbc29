"""Files of a site that are no pages: what programs read, by their place on the site.

The same playbooks and releases give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping

from .data.page import PageData
from .data.tables import Tabled
from .desk import Site
from .feeds import FEED, JSON, atom, changes_json, releases_js
from .graph_json import CHANGES_SCHEMA, SCHEMA, graph_json, schema
from .graph_json import JSON as GRAPH
from .llms import LLMS, llms_txt
from .tables import CSV, csv_of
from .who import roles_js

RELEASES = "assets/gameplan/releases.js"
"""What the script in the browser knows of releases."""

ROLES = "assets/gameplan/roles.js"
"""What it knows of the roles that somebody may have."""


def scripts(site: Site) -> tuple[str, ...]:
    """The files that a page loads before gameplan.js."""
    return (*((RELEASES,) if site.history is not None else ()), *((ROLES,) if roles_js(site) else ()))


def files(
    site: Site, site_name: str, site_url: str, drawn: Mapping[str, tuple[PageData, str]]
) -> dict[str, str]:
    """All of them, by place. `drawn` are the pages of the site by address: their data and their HTML."""
    found = {ROLES: roles_js(site), GRAPH: graph_json(site, site_name, site_url), SCHEMA: schema(SCHEMA)}
    if site.history is not None:
        found[JSON] = changes_json(site.history, site, site_url)
        found[RELEASES] = releases_js(site.history, site, site_name)
        found[FEED] = atom(site.history, site, site_name, site_url) or ""
        found[CHANGES_SCHEMA] = schema(CHANGES_SCHEMA)
    for data, _ in drawn.values():
        for block in data.blocks:
            if isinstance(block, Tabled) and block.sheet is not None:
                found[f"{data.address}/{CSV}"] = csv_of(block.sheet)
    changes, feed = site.history is not None, bool(found.get(FEED))
    found[LLMS] = llms_txt(site, site_name, site_url, drawn, changes=changes, feed=feed)
    return {place: text for place, text in found.items() if text}
