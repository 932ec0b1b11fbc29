"""The line at the foot of every page: of which edition it is, and the link to it that stays.

A published version lies in a folder of its own, so the link leads out of the folder that a page was reached by
(`/latest/…`) and into the one that is called after the version (`/3.0/…`), which is never written anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..edition import Edition
from .data.pieces import Day, Link
from .desk import Desk


@dataclass(frozen=True)
class Foot:
    """What the line says. `since` is the day from which the edition is in force, None for a working version;
    `lasting` is the link that stays, None where the page stands in no published version."""

    title: str
    words: str
    since: Day | None
    lasting: Link | None


def foot(edition: Edition, title: str, url: str) -> Foot | None:
    """The line for a page of something with a title, at a URL that is seen from the root of its version.

    None on a site that has no versions at all: there is nothing to tell its pages from.
    """
    if not (edition.published or edition.date is not None or edition.after):
        return None
    since = Desk.day(edition.date) if edition.date is not None else None
    lasting = None
    if edition.published and since is not None:
        up = "../" * (url.count("/") + 1)
        lasting = Link(f"Link to this page in {edition.version}", f"{up}{edition.version}/{url}")
    return Foot(title, edition.words, since, lasting)
