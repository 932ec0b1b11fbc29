"""A change, and a comparison of two states: the plain data that judgement makes and words print.

**A change is major if someone who complied with the old playbook may no longer comply with the new one.**
Impact decides the version; flags decide who must look.
"""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..source import Place

Plain = str | int | float | bool | None | tuple["Plain", ...]
"""A value as JSON holds it; references are whole addresses, days and durations text."""


class Impact(enum.StrEnum):
    """What a change means for somebody who kept to the old playbook, gravest first."""

    MAJOR = "major"  # may no longer comply
    MAYBE_MAJOR = "maybe-major"  # a word changed that often carries the meaning: somebody must read it
    MINOR = "minor"  # still complies, and there is something new
    PATCH = "patch"  # nothing follows from it
    NONE = "none"  # not a change of a text: a line of sight that broke or healed


FLAGS: dict[str, str] = {
    "obligation-up": "People must do more, or have less room.",
    "obligation-down": "Nobody breaks a rule by it, but a safeguard goes.",
    "dropped": "Something that others refer to went without a replacement.",
    "link-broken": "An id went without `formerly`, so old links lead nowhere.",
    "direction": "What the organisation is after has changed.",
    "procedure": "What people do, who decides or how fast has changed.",
    "owner": "Somebody else is accountable.",
    "relation": "What it is connected with has changed.",
    "wording": "The words of something binding have changed.",
    "visibility": "Other people may read it now.",
    "waiver": "A finding of the checks is accepted, or no longer.",
    "thread-broken": "A tactic no longer leads to the vision.",
    "thread-healed": "A tactic leads to the vision again.",
}
"""Every flag, and what it says to whoever must look."""

_FELT = frozenset({"obligation-up", "obligation-down", "procedure"})

KINDS_OF_CHANGE = ("added", "changed", "renamed", "moved", "retired", "removed")


class Word(NamedTuple):
    """A stretch of a text in a word-level difference: `op` is equal, delete or insert."""

    op: str
    text: str


@dataclass(frozen=True)
class Change:
    """One change of one thing.

    `code` is stable (kebab-case) and `kind` one of KINDS_OF_CHANGE. `effect` is what it does in a word or
    two, for a chip: tightened, loosened, widened, narrowed, new exception, shorter, longer, new duty,
    new, renamed, moved, retired, removed, reworded, changed. `address` is where it lives now, or lived
    where it is gone. `thing` is what it is ("clause", "tactic"), `title` what people call it. `field` is
    the way to the value within it ("limit.at_most", "exceptions[election weeks].until"), "" for the whole.
    `acts` are those of `roles` that must do something differently, or may; "everyone" is the address of
    the built-in role. `entities` stand on it. `base` and `head` are where it is written on each side.
    """

    code: str
    kind: str
    impact: Impact
    address: str
    thing: str
    title: str
    effect: str
    flags: tuple[str, ...] = ()
    old_address: str | None = None
    field: str = ""
    old: Plain = None
    new: Plain = None
    words: tuple[Word, ...] = ()
    roles: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    base: Place | None = None
    head: Place | None = None
    unit: str = ""
    """What a number counts, where a number changed: "replies per thread"."""
    hint: str = ""
    """What somebody may have forgotten, as an act: a rename that looks undeclared."""

    @property
    def changes_conduct(self) -> bool:
        """Whether people have to act differently after it, or may: what a reader must know first."""
        graver = self.impact in (Impact.MAJOR, Impact.MAYBE_MAJOR)
        return graver or not _FELT.isdisjoint(self.flags)

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that stay the same for the same change, so that an approval carries over
        commits: a hash of code, address, field and new value (the old one where it is gone)."""
        told = [self.code, self.address, self.field, self.new if self.new is not None else self.old]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Side:
    """What a side of a comparison is called: a revision with its commit, a release, or the working tree."""

    name: str
    commit: str | None = None
    release: str | None = None


@dataclass(frozen=True)
class Unreadable:
    """Something on one side ("base" or "head") that could not be read, and was left out of the comparison."""

    side: str
    path: str
    message: str


@dataclass(frozen=True)
class Comparison:
    """Everything that changed between two sides, gravest first.

    `names` has the titles of all addresses that changes mention. `approvers` has, by the address of a
    changed entity, the address of the role that must approve it. `reformatted` counts the files that
    differ though nothing in them means anything else.
    """

    base: Side
    head: Side
    changes: tuple[Change, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    approvers: Mapping[str, str] = field(default_factory=dict)
    reformatted: int = 0

    @property
    def impact(self) -> Impact:
        """The gravest impact among the changes; NONE where nothing changed."""
        ranks = list(Impact)
        return min((c.impact for c in self.changes), key=ranks.index, default=Impact.NONE)

    @property
    def counts(self) -> dict[str, int]:
        """How many changes there are of each impact, of those that have some."""
        found = {impact.value: 0 for impact in Impact}
        for change in self.changes:
            found[change.impact.value] += 1
        return found

    @property
    def roles(self) -> tuple[str, ...]:
        """All roles that a change affects, sorted."""
        return tuple(sorted({role for change in self.changes for role in change.roles}))

    def name(self, address: str) -> str:
        """What people call what lives at an address, or the address itself."""
        return self.names.get(address, address)
