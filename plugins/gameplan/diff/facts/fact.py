"""A fact: one difference between two states, with the things it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ...graph import Graph
from ...model import Entity
from ...model.address import Address
from ...model.types import Part
from ...source import Place
from ..change import Plain, Word

Thing = Entity | Part


@dataclass(frozen=True)
class State:
    """One side of a comparison.

    `unread` says whether something may live at an address though it could not be read, so that it is not
    missed. `omits` are the names of fields that this side does not keep, and `placed` is false where the
    places of its values say nothing: both are so in a snapshot. `hides` says that references which lead
    nowhere are those that readers may not see, and not mistakes.
    """

    graph: Graph
    unread: Callable[[Address], bool] = field(default=lambda address: False)
    omits: frozenset[str] = frozenset()
    placed: bool = True
    hides: bool = False


@dataclass(frozen=True)
class Fact:
    """One difference.

    `what` is added, removed, merged, renamed, moved or status for a thing as a whole, where `new` is the
    address of what one that merged went into; began or ended for a part whose entity came into force or went
    out of it; for a value changed, gained, lost, reordered, or
    rewrapped where white space alone differs. `key` is the field's name in the model, from the kind on
    ("policies#clauses.limit.at_most"); `field` is the way to it in this thing ("limit.at_most",
    "definitions[official channel]"). `inside` is true for a part that came or went with its entity.
    """

    what: str
    key: str
    address: str
    before: Thing | None
    after: Thing | None
    old_address: str | None = None
    field: str = ""
    old: Plain = None
    new: Plain = None
    words: tuple[Word, ...] = ()
    base: Place | None = None
    head: Place | None = None
    inside: bool = False
    hint: str = ""

    @property
    def thing(self) -> Thing:
        """What it is about, as it is now, or was where it is gone."""
        found = self.after or self.before
        assert found is not None
        return found


def kind_of(thing: Thing) -> str:
    """The name of a thing's kind or family as keys of facts begin with it: "tactics", "policies#clauses"."""
    if isinstance(thing, Part):
        kind = Address(*thing.owner.split("/")).kind
        return f"{kind}#{thing.family}"
    return thing.plural
