"""All releases compared, each with the one before: when a thing came, and when it changed.

What a build shows of history is what its level allows then *and* now: an entry that was restricted when a
release was made is not in that release, and one that is restricted today is in none.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from .diff.change import Change, Comparison, Side
from .diff.compare import compare
from .diff.facts import Pairs, State
from .graph import Graph
from .releases import NOT_KEPT, Release, all_releases
from .visibility import visible

T = TypeVar("T")

_OMITS = NOT_KEPT | {"waivers"}
"""Waivers are for editors and stand on no page."""

FIRST = Side("nothing")
UPCOMING = "upcoming"


@dataclass(frozen=True)
class Step:
    """One release as a build may show it, with what changed in it since the one before.

    `until` is the first day on which it was no longer in force, None for the last. `approver` is the address
    now of the role that approved it, "" where nobody is recorded or readers may not see the role.
    """

    version: str
    date: dt.date
    summary: str
    approver: str
    reference: str
    until: dt.date | None
    graph: Graph = field(repr=False, compare=False)
    comparison: Comparison = field(repr=False)
    first: bool = False

    def __str__(self) -> str:
        return self.version


class History:
    """The releases of a site, oldest first; `upcoming` is what changed since the last of them, where it is shown."""

    def __init__(
        self, steps: Sequence[Step], now: Sequence[Pairs], upcoming: Comparison | None = None
    ) -> None:
        self.steps = tuple(steps)
        self.upcoming = upcoming
        self._now = dict(zip((s.version for s in steps), now, strict=True))
        self._since: dict[str, Step] = {}
        self._changes: dict[str, list[tuple[Step, Change]]] = {}
        for step in self.steps:
            for address in (*step.graph.entities, *step.graph.parts):
                self._since.setdefault(self.address(step, address), step)
            for change in step.comparison.changes:
                self._changes.setdefault(self.address(step, change.address), []).append((step, change))

    @property
    def last(self) -> Step | None:
        """The latest release."""
        return self.steps[-1] if self.steps else None

    def address(self, step: Step, address: str) -> str:
        """The address today of what had this address in a release; the same where it is gone."""
        return self._now[step.version].follow(address)

    def since(self, address: str) -> Step | None:
        """The first release that has what lives at an address today."""
        return self._since.get(address)

    def of(self, address: str) -> tuple[tuple[Step, tuple[Change, ...]], ...]:
        """What changed in an entity and its parts, or in a part, release by release, the latest first."""
        found: dict[str, tuple[Step, list[Change]]] = {}
        for at in self._addresses(address):
            for step, change in self._changes[at]:
                found.setdefault(step.version, (step, []))[1].append(change)
        order = [s.version for s in reversed(self.steps)]
        return tuple((found[v][0], tuple(found[v][1])) for v in order if v in found)

    def _addresses(self, address: str) -> Iterator[str]:
        """The addresses with changes that belong to one: its own, and those of its parts, also of gone ones."""
        yield from (a for a in self._changes if a == address or a.startswith(f"{address}#"))

    def for_role(self, role: str) -> tuple[tuple[Step, tuple[Change, ...]], ...]:
        """What somebody with a role does differently, release by release, the latest first.

        "everyone" stands for the built-in role; what binds everyone is not repeated for each role.
        """
        found = []
        for step in reversed(self.steps):
            mine = tuple(
                c for c in step.comparison.changes if role in {self.address(step, a) for a in c.acts}
            )
            if mine:
                found.append((step, mine))
        return tuple(found)


@dataclass(frozen=True)
class Historian:
    """Makes histories, and remembers what it has compared, for a server that makes one after every edit."""

    _shown: dict[tuple[object, ...], Graph] = field(default_factory=dict)
    _compared: dict[tuple[object, ...], Comparison] = field(default_factory=dict)

    def history(
        self,
        releases: Sequence[Release],
        whole: Graph,
        shown: Graph,
        level: str,
        *,
        drafts: bool,
        upcoming: bool,
    ) -> History:
        """The history that a build of a level may show.

        `whole` is everything there is now and `shown` what the build shows of it. With `upcoming`, what is
        different now from the last release is compared, too.
        """
        steps: list[Step] = []
        before: tuple[tuple[object, ...], Graph] | None = None
        met_graphs: dict[tuple[object, ...], Graph] = {}
        met_comparisons: dict[tuple[object, ...], Comparison] = {}
        for number, release in enumerate(releases):
            hidden = _hidden_now(release.graph, whole, shown)
            key = (id(release), level, drafts, hidden)
            graph = self._shown.get(key) or visible(release.graph, level, drafts=drafts, without=hidden)
            met_graphs[key] = graph
            head = Side(f"release {release.version}", release=release.version)
            pair = (before[0] if before else None, key)
            comparison = self._compared.get(pair)
            if comparison is None:
                comparison = (
                    compare(_state(before[1]), _state(graph), base=steps[-1].comparison.head, head=head)
                    if before
                    else Comparison(FIRST, head)
                )
            met_comparisons[pair] = comparison
            approver = Pairs(release.graph, shown).follow(release.approver)
            steps.append(
                Step(
                    release.version, release.date, release.summary,
                    approver if approver in shown.entities else "", release.reference,
                    releases[number + 1].date if number + 1 < len(releases) else None,
                    graph, comparison, not before,
                )
            )  # fmt: skip
            before = (key, graph)
        _keep(self._shown, met_graphs)
        _keep(self._compared, met_comparisons)
        now = [Pairs(step.graph, shown) for step in steps]
        coming = None
        if upcoming and steps:
            coming = compare(
                _state(steps[-1].graph), _state(shown), base=steps[-1].comparison.head, head=Side(UPCOMING)
            )
            coming = replace(coming, changes=tuple(replace(c, base=None, head=None) for c in coming.changes))
        return History(steps, now, coming)


def is_last(history: History, shown: Graph) -> bool:
    """Whether a build shows just what the last release has; `history` is what it shows of the releases."""
    last = history.last
    if last is None:
        return False
    coming = history.upcoming
    if coming is None:
        coming = compare(_state(last.graph), _state(shown), base=last.comparison.head, head=Side(UPCOMING))
    return not coming.changes


def _keep(memo: dict[tuple[object, ...], T], met: dict[tuple[object, ...], T]) -> None:
    """Remember what was met this time, and forget the rest."""
    memo.clear()
    memo.update(met)


@dataclass
class Shelf:
    """Releases that were read, and histories that were made of them, kept for as long as the files are the same."""

    historian: Historian = field(default_factory=Historian)
    _stamp: tuple[object, ...] = ()
    _releases: tuple[Release, ...] = ()

    def releases(self, folder: Path) -> tuple[Release, ...]:
        """All releases in a folder, oldest first. Raises BadRelease."""
        stamp = (str(folder), *_stamps(folder))
        if stamp != self._stamp:
            self._releases = all_releases(folder)
            self._stamp = stamp
        return self._releases


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    """The files of a folder, each with its size and the moment it was last written."""
    try:
        files = sorted(os.scandir(folder), key=lambda e: e.name)
        for file in files:
            status = file.stat()
            yield file.name, status.st_size, status.st_mtime_ns
    except OSError:
        return


def _state(graph: Graph) -> State:
    return State(graph, omits=_OMITS, placed=False, hides=True)


def _hidden_now(then: Graph, whole: Graph, shown: Graph) -> frozenset[str]:
    """What of a release readers may not see today: its address then."""
    pairs = Pairs(then, whole)
    hidden = set()
    for address in (*then.entities, *then.parts):
        now = pairs.follow(address)
        if whole.find(now) is not None and shown.find(now) is None:
            hidden.add(address)
    return frozenset(hidden)
