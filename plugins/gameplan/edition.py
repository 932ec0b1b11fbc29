"""Which edition of the playbooks a build makes: a release, or the working version that comes after one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

VARIABLE = "MIKE_DOCS_VERSION"
"""The environment variable in which `mike` says as which version it publishes what is built."""

WORKING = "dev"
LATEST = "latest"


class Dated(Protocol):
    """A release as an edition needs it."""

    @property
    def version(self) -> str: ...

    @property
    def date(self) -> dt.date: ...


@dataclass(frozen=True)
class Edition:
    """What a build is a copy of.

    `version` is as addresses have it: `3.0`, or `dev`. `date` is the day from which it is in force, None for a
    working version, which comes `after` a release, "" before the first. `published` says that it stands among
    others, each in a folder that is called after its version.
    """

    version: str
    date: dt.date | None = None
    after: str = ""
    published: bool = False

    @property
    def words(self) -> str:
        """The edition in words for people: "version 3.0", "working version after 3.0"."""
        if self.date is not None:
            return f"version {self.version}"
        return f"working version after {self.after}" if self.after else "working version"


def edition_of(releases: Sequence[Dated], named: str | None, same: Callable[[], bool]) -> Edition:
    """The edition of a build: as `mike` has named it, else the last release where the playbooks are the `same`.

    `releases` are in order, oldest first; `same` is asked only where nobody has named the edition.
    """
    last = releases[-1] if releases else None
    if named:
        known = {release.version: release for release in releases}
        if named in known:
            return Edition(named, known[named].date, published=True)
        return Edition(named, after=last.version if last else "", published=True)
    if last is not None and same():
        return Edition(last.version, last.date)
    return Edition(WORKING, after=last.version if last else "")
