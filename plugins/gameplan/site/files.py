"""Files of a site that are no pages: what programs read, by their place on the site.

The same playbooks and releases give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping

from .data.page import PageData
from .desk import Site
from .feeds import FEED, JSON, atom, changes_json, releases_js
from .graph_json import CHANGES_SCHEMA, SCHEMA, graph_json, schema
from .graph_json import JSON as GRAPH
from .llms import LLMS, llms_txt

RELEASES = "assets/gameplan/releases.js"
"""What the script in the browser knows of releases."""


def files(
    site: Site, site_name: str, site_url: str, drawn: Mapping[str, tuple[PageData, str]]
) -> dict[str, str]:
    """All of them, by place. `drawn` are the pages of the site by address: their data and their HTML."""
    found = {GRAPH: graph_json(site, site_name, site_url), SCHEMA: schema(SCHEMA)}
    if site.history is not None:
        found[JSON] = changes_json(site.history, site, site_url)
        found[RELEASES] = releases_js(site.history, site, site_name)
        found[FEED] = atom(site.history, site, site_name, site_url) or ""
        found[CHANGES_SCHEMA] = schema(CHANGES_SCHEMA)
    changes, feed = site.history is not None, bool(found.get(FEED))
    found[LLMS] = llms_txt(site, site_name, site_url, drawn, changes=changes, feed=feed)
    return {place: text for place, text in found.items() if text}
