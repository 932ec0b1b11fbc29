"""What changed, as pages tell it."""

from __future__ import annotations

from dataclasses import dataclass

from .blocks import Block
from .pieces import Chip, Day, Fact, Link, Pieces


@dataclass(frozen=True)
class Effect:
    """What a change does, as a chip: a word, the sign that goes with it, and whether it asks more of people."""

    word: str
    sign: str
    up: bool = False


@dataclass(frozen=True)
class Stretch:
    """A stretch of words in a text that changed: `op` is equal, delete or insert."""

    op: str
    text: str


@dataclass(frozen=True)
class ChangeLine:
    """One thing that happened: a sentence, and the words themselves, a paragraph each.

    `label` names the text that changed where it is not the only one; texts of what is new have no difference.
    """

    sentence: Pieces = ()
    label: str = ""
    texts: tuple[tuple[Stretch, ...], ...] = ()


@dataclass(frozen=True)
class Changed:
    """All that changed in one thing in one release.

    Beside it stands what it does (`effect`) or else what it is (`kind`). `strengths` are how strongly a clause
    bound before and how it binds now, or how a new one binds. `address` is that of today, and so are those of
    the `roles` that do something differently.
    """

    name: Link
    release: str
    address: str
    roles: tuple[str, ...] = ()
    effect: Effect | None = None
    kind: str = ""
    of: Link | None = None
    strengths: tuple[Chip, ...] = ()
    lines: tuple[ChangeLine, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Changes under a heading: those for one role, or all of one release."""

    heading: Pieces
    anchor: str
    changes: tuple[Changed, ...]
    more: Pieces = ()


@dataclass(frozen=True)
class RoleCount:
    """A role with the number of things that change for it; `address` is its address, or "everyone"."""

    address: str
    name: str
    count: int


@dataclass(frozen=True)
class ChangesBlock(Block):
    """What changed, in groups. `legend` says how a difference is read; `counts` are the roles to choose from."""

    template = "changes"
    groups: tuple[Group, ...]
    counts: tuple[RoleCount, ...] = ()
    legend: bool = False


@dataclass(frozen=True)
class FoldedChanges(Block):
    """Changes that only few want to read, behind a line that counts them."""

    template = "folded"
    summary: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True)
class ReleaseItem:
    """A release in the list of all: what it means, in a word and a sentence, what it is about, who approved it."""

    name: Link
    force: Pieces
    verdict: Fact
    line: str
    approved: Pieces = ()


@dataclass(frozen=True)
class ReleasesBlock(Block):
    """The releases of a site, newest first."""

    template = "releases"
    releases: tuple[ReleaseItem, ...]


@dataclass(frozen=True)
class HistoryItem:
    """What happened to an entry in one release, a sentence for it and for each of its parts."""

    release: Link
    day: Day
    told: tuple[Pieces, ...]


@dataclass(frozen=True)
class History:
    """What happened to an entry, newest first; `earlier` stands behind a fold."""

    newest: tuple[HistoryItem, ...]
    earlier: tuple[HistoryItem, ...] = ()


@dataclass(frozen=True)
class ForYou:
    """What changed for a role in one release, and what changed besides for everyone."""

    release: str
    changes: tuple[Changed, ...]
    more: Pieces = ()
