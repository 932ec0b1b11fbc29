"""Publishing: a state of the playbooks becomes a version among the others in the branch, in one commit.

mike builds and lays out; what is decided here is which version it is, which day it is built for, whether there is room
for it, and that nothing but a whole and different store becomes a commit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..edition import LATEST, WORKING
from ..releases import Version
from . import mike
from .fault import CannotPublish
from .lost import MARK, lost_page
from .sizes import growth, judge
from .store import Shelf, Store

_LOST = "404.html"
_WORKING_TITLE = "next"
"""What the selector calls it: a long word would leave no room for the name of the site on a phone."""


@dataclass(frozen=True)
class Planned:
    """A version to publish: which, from which configuration, as on which moment in seconds, and from which commit."""

    version: str
    config: Path
    epoch: int
    commit: str
    site_url: str
    mike: Mapping[str, Any]
    """What the configuration says under mike's own plugin."""

    @property
    def is_release(self) -> bool:
        return _number(self.version) is not None


@dataclass(frozen=True)
class Done:
    """What publishing came to. `commit` is that of the branch, the one before where nothing is `changed`; "" in a
    trial. `growth` and `warning` are sentences, `said` is what mike and the build said that people should know."""

    changed: bool
    commit: str
    pushed: bool
    growth: str
    warning: str
    latest: str
    said: str = ""


@dataclass(frozen=True)
class Pruned:
    """What pruning came to: which versions go and which stay, and how many bytes that frees."""

    gone: tuple[str, ...]
    kept: tuple[str, ...]
    freed: int
    size: int
    commit: str = ""
    pushed: bool = False


def seconds(day: dt.date) -> int:
    """The first second of a day, in UTC."""
    return int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())


def publish(store: Store, planned: Planned, *, push: bool, dry_run: bool) -> Done:
    """Build a version and put it into the branch. Raises CannotPublish, GitError."""
    if planned.mike.get("deploy_prefix"):
        raise CannotPublish(
            "`deploy_prefix` of mike puts the versions into a folder of the branch, and gameplan publishes at its "
            "top. Take it out of the configuration."
        )
    mike.refuse_without(planned.config)
    store.refuse_if_checked_out()
    if push:
        store.fetch()
    begun = store.moment()
    before = store.at(begun.tip) if begun.tip else store.empty()
    latest = planned.is_release and _is_newest(planned.version, before)
    options = () if planned.is_release else ("--title", _WORKING_TITLE)
    if "alias_type" not in planned.mike:
        # In git a second copy of a folder is the same object, and no host has to know what a link is.
        options = (*options, "--alias-type", "copy")
    with store.aside(before) as ref:
        said = mike.deploy(
            store,
            ref,
            planned.config,
            planned.version,
            (LATEST,) if latest else (),
            *options,
            epoch=planned.epoch,
        )
        laid = store.at(ref)
        default = LATEST if laid.holder(LATEST) else planned.version
        if laid.holder(LATEST) or not before.versions:
            mike.set_default(store, ref, planned.config, default)
        laid = _with_lost_page(store, store.at(ref), planned.site_url, default)
        warning = judge(laid.size)
        done = Done(
            laid.tree != before.tree,
            "",
            False,
            growth(planned.version, before.size, laid.size),
            warning,
            laid.holder(LATEST),
            said,
        )
        if dry_run:
            return done
        commit = store.take(
            laid, f"Publish {planned.version}\n\nBuilt from {planned.commit} with mike.\n", begun
        )
    return Done(
        done.changed, commit, store.push() if push else False, done.growth, warning, done.latest, said
    )


def prune(store: Store, config: Path, keep: int, *, push: bool, dry_run: bool) -> Pruned:
    """Take all releases but the newest off the site; working versions and what aliases lead to stay.

    Raises CannotPublish, GitError.
    """
    mike.refuse_without(config)
    store.refuse_if_checked_out()
    if push:
        store.fetch()
    begun = store.moment()
    if not begun.tip:
        raise CannotPublish(f"There is no branch {store.branch} yet, so nothing was published.")
    before = store.at(begun.tip)
    numbers = sorted((n for v in before.versions if (n := _number(v.version))), reverse=True)
    newest = {str(number) for number in numbers[:keep]}
    gone = tuple(
        v.version for v in before.versions if _number(v.version) and v.version not in newest and not v.aliases
    )
    kept = tuple(v.version for v in before.versions if v.version not in gone)
    if not gone:
        return Pruned((), kept, 0, before.size)
    with store.aside(before) as ref:
        mike.delete(store, ref, config, gone)
        after = store.at(ref)
        pruned = Pruned(gone, kept, before.size - after.size, after.size)
        if dry_run:
            return pruned
        commit = store.take(after, f"Take {', '.join(gone)} off the site\n", begun)
    return Pruned(gone, kept, pruned.freed, pruned.size, commit, store.push() if push else False)


def _is_newest(version: str, shelf: Shelf) -> bool:
    number = _number(version)
    others = (_number(v.version) for v in shelf.versions)
    return number is not None and all(number >= other for other in others if other is not None)


def _number(version: str) -> Version | None:
    try:
        return Version.parse(version)
    except ValueError:
        return None


def _with_lost_page(store: Store, shelf: Shelf, site_url: str, default: str) -> Shelf:
    """With the page for addresses that lead nowhere, unless a site has put one of its own there."""
    there = shelf.text(_LOST)
    if there is not None and MARK not in there:
        return shelf
    return store.with_file(shelf, _LOST, lost_page(site_url, default, latest=LATEST, working=WORKING))


def names(versions: Iterable[str]) -> str:
    """Versions in a sentence: "1.0, 2.0 and 2.1"."""
    *before, last = versions
    return f"{', '.join(before)} and {last}" if before else last
