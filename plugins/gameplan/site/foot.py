"""The line at the foot of every page: of which edition it is, who may read it, and the link to it that stays.

A published version lies in a folder of its own, so the link leads out of the folder that a page was reached by
(`/latest/…`) and into the one that is called after the version (`/3.0/…`), which is never written anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from ..edition import LATEST, Edition
from .data.pieces import Day, Link
from .desk import Desk

READERS = {"public": "may be read by anyone", "internal": "for staff only", "restricted": "restricted"}
"""Who may read what a build of a level shows, in words."""


@dataclass(frozen=True)
class Foot:
    """What the line says. `words` name the edition, "" on a site that has no versions at all: the line is then on
    paper only. `since` is the day from which the edition is in force, None for a working version; `lasting` is the
    link that stays, None where the page stands in no published version. `readers` says who may read it, `calm`
    that it need not be said on a screen. `place` is the whole address of the page, "" where the site has none.
    """

    title: str
    words: str
    since: Day | None
    lasting: Link | None
    readers: str
    calm: bool
    place: str = ""


def foot(edition: Edition | None, title: str, url: str, level: str = "public", site_url: str = "") -> Foot:
    """The line for a page of something with a title, at a URL that is seen from the root of its version.

    `level` is that of the build; `site_url` is where the site stands, which of a published version may be the
    latest one.
    """
    readers, calm = READERS[level], level == "public"
    if edition is None or not (edition.published or edition.date is not None or edition.after):
        return Foot(title, "", None, None, readers, calm, f"{site_url}{url}" if site_url else "")
    since = Desk.day(edition.date) if edition.date is not None else None
    lasting = None
    if edition.published and since is not None:
        up = "../" * (url.count("/") + 1)
        lasting = Link(f"Link to this page in {edition.version}", f"{up}{edition.version}/{url}")
        site_url = _version(site_url, edition.version)
    return Foot(title, edition.words, since, lasting, readers, calm, f"{site_url}{url}" if site_url else "")


def _version(site_url: str, version: str) -> str:
    """Where a published version stands, from where its site does or the latest one."""
    if site_url.rstrip("/").rpartition("/")[2] in (LATEST, version):
        site_url = urljoin(site_url, "../")
    return f"{site_url}{version}/" if site_url else ""
