"""What a site needs that stands among other versions of itself, where mike builds it; else next to nothing.

Nothing has to be written in a site's configuration for it, and what is written there goes before.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig

from ..edition import LATEST, VARIABLE, Edition

SCRIPT = "assets/gameplan/gameplan-versions.js"
_THEME = Path(__file__).parent.parent / "theme"
_MATERIAL = "material"


def lead_to_latest(config: MkDocsConfig, *, releases: bool) -> str:
    """Let every version name its pages in the latest one as what search engines should show; the address of the site
    that follows, with a slash at its end, "" for none.

    That is a setting of mike's own plugin. Without `releases` there is no latest version to lead to.
    """
    url, version = config.site_url or "", os.environ.get(VARIABLE, "").strip()
    mike = config.plugins.get("mike")
    if not url or not version or mike is None:
        return url
    if mike.config["canonical_version"] is None and releases:
        mike.config["canonical_version"] = LATEST
    return urljoin(url, f"{mike.config['canonical_version'] or version}/")


def add_templates(config: MkDocsConfig) -> None:
    """In a published version with Material, our `main.html`, behind one that a site has itself."""
    dirs = config.theme.dirs
    if os.environ.get(VARIABLE) and config.theme.name == _MATERIAL and str(_THEME) not in dirs:
        dirs.insert(1 if config.theme.custom_dir and dirs[0] == config.theme.custom_dir else 0, str(_THEME))


def tell_theme(config: MkDocsConfig, edition: Edition | None) -> None:
    """What Material needs for its selector, and our banner to know what to say; nothing outside of mike."""
    config.extra.pop("gameplan", None)
    if edition is None or not edition.published:
        return
    config.extra_javascript.append(SCRIPT)
    working = edition.date is None
    # Before the first release there is no latest version to lead to.
    latest = LATEST if edition.after or not working else edition.version
    config.extra.setdefault("version", {"provider": "mike", "default": latest, "alias": True})
    config.extra["gameplan"] = {"version": edition.version, "working": working, "latest": latest}
