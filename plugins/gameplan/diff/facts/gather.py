"""Two states are walked side by side, and every difference becomes a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...document import Mapping as MappingNode
from ...document import Scalar, Sequence
from ...graph import Graph
from ...model import Entity, Playbook
from ...model.address import Address
from ...model.fields import Compares, Field
from ...model.types import Part
from ...plain import plain
from ...secrets import blotted
from ...source import Place
from ...visibility import level_of
from ..change import Plain
from .fact import Fact, State, Thing, kind_of
from .holds import bound, references_of, value_of
from .pairs import Pairs
from .values import differences

PASSED_OVER = frozenset({"status", "formerly", "notes"})
"""Fields whose values are not compared: two say what has become of a thing, which is told in ways of its own,
and notes are in no output."""

_REFERENCE = re.compile(r"\[\[([^\[\]|\n]+)")


def facts(before: State, after: State) -> tuple[Pairs, tuple[Fact, ...]]:
    """Which things belong together, and every fact, thing by thing in the order of the old state, then the new."""
    pairs = Pairs(before.graph, after.graph)
    walk = _Walk(before, after, pairs)
    return pairs, tuple(walk.all())


class _Walk:
    def __init__(self, before: State, after: State, pairs: Pairs) -> None:
        self.before = before
        self.after = after
        self.pairs = pairs
        self.omits = before.omits | after.omits

    def all(self) -> Iterator[Fact]:
        for old, new in self.pairs.entities:
            yield from self._thing(old, new)
        gone = {str(e.address) for e, now in self.pairs.entities if e is not None and now is None}
        come = {str(e.address) for was, e in self.pairs.entities if e is not None and was is None}
        for part, now in self.pairs.parts:
            inside = (part.owner in gone) if part is not None else (now is not None and now.owner in come)
            yield from self._thing(part, now, inside=inside)

    # --- a thing as a whole -------------------------------------------------------------------------

    def _thing(self, old: Thing | None, new: Thing | None, *, inside: bool = False) -> Iterator[Fact]:
        if old is None or new is None:
            thing, other = (new, self.before) if new is not None else (old, self.after)
            if thing is not None and not other.unread(_address(thing)):
                yield self._fact("added" if new is not None else "removed", old, new, inside=inside)
            return
        if (what := self._renamed(old, new)) is not None:
            yield self._fact(what, old, new)
        yield from self._life(old, new)
        yield from self._formerly(old, new)
        names = dict.fromkeys(n for n in new.fields if n in old.values or n in new.values)
        for name in names:
            field = new.fields[name]
            if name in PASSED_OVER or name in self.omits or field.type.compares is Compares.PARTS:
                continue
            if _legible(old, field, self.before) and _legible(new, field, self.after):
                yield from self._field(old, new, field)
        if isinstance(old, Entity) and isinstance(new, Entity):
            yield from self._order(old, new)

    def _renamed(self, old: Thing, new: Thing) -> str | None:
        if isinstance(old, Part) and isinstance(new, Part):
            if self.pairs.follow(old.owner) != new.owner:
                return "moved"
            return "renamed" if old.id != new.id else None
        assert isinstance(old, Entity)
        assert isinstance(new, Entity)
        if isinstance(new, Playbook):
            return "renamed" if old.address != new.address else None
        return "renamed" if old.address.id != new.address.id else None

    def _life(self, old: Thing, new: Thing) -> Iterator[Fact]:
        was, now = old["status"], new["status"]
        if was != now:
            yield self._fact("status", old, new, "status", was, now)
        elif isinstance(old, Part) and isinstance(new, Part):
            owner_was = self.before.graph.entities[old.owner]["status"]
            owner_now = self.after.graph.entities[new.owner]["status"]
            if (owner_was == "active") != (owner_now == "active"):
                yield self._fact("began" if owner_now == "active" else "ended", old, new)

    def _formerly(self, old: Thing, new: Thing) -> Iterator[Fact]:
        kept = {old_id.rpartition("#")[2] for old_id in new["formerly"]}
        lost = tuple(
            i for i in old["formerly"] if i not in new["formerly"] and i.rpartition("#")[2] not in kept
        )
        if lost and "formerly" not in self.omits:
            yield self._fact("lost", old, new, "formerly", lost, tuple(new["formerly"]))

    def _order(self, old: Entity, new: Entity) -> Iterator[Fact]:
        here = [self.pairs.follow(p.address) for p in old.parts().values()]
        there = [p.address for p in new.parts().values()]
        both = set(here) & set(there)
        before, after = ([a for a in side if a in both] for side in (here, there))
        if before != after:
            yield self._fact("reordered", old, new, new.family(), tuple(before), tuple(after))

    # --- a field ------------------------------------------------------------------------------------

    def _field(self, old: Thing, new: Thing, field: Field[Any]) -> Iterator[Fact]:
        raw = (old.values.get(field.name), new.values.get(field.name))
        if raw[0] == raw[1] and isinstance(raw[0], str) and "[[" not in raw[0]:
            return
        was = self._followed(value_of(old, field, self.before))
        now = value_of(new, field, self.after)
        if was == now:
            return
        was = self._followed(_effective(old, field.name, self.before.graph, was))
        now = _effective(new, field.name, self.after.graph, now)
        for d in differences(field, was, now):
            yield self._fact(
                d.what,
                old,
                new,
                d.key,
                _blot(d.old, d.key),
                _blot(d.new, d.key),
                field=d.field,
                words=tuple(w._replace(text=blotted(w.text)) for w in d.words),
            )

    def _followed(self, value: Any) -> Any:
        """An old value with every reference led on to where that lives now."""
        if not self.pairs.now:
            return value
        if isinstance(value, str):
            text = self.pairs.follow(value)
            if "[[" in text:
                text = _REFERENCE.sub(lambda m: f"[[{self.pairs.follow(m[1])}", text)
            return text
        if isinstance(value, dict):
            return {self.pairs.follow(k): self._followed(v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(map(self._followed, value))
        return value

    def _fact(
        self, what: str, old: Thing | None, new: Thing | None, key: str = "", was: Plain = None, now: Plain = None,
        *, field: str = "", words: Any = (), inside: bool = False,
    ) -> Fact:  # fmt: skip
        thing = new if new is not None else old
        assert thing is not None
        address = str(thing.address)
        old_address = str(old.address) if what in ("renamed", "moved") and old is not None else None
        return Fact(
            what, f"{kind_of(thing)}.{key}" if key else kind_of(thing), address, old, new, old_address,
            field or key, was, now, words,
            _place(old, field or key, self.before) if old is not None else None,
            _place(new, field or key, self.after) if new is not None else None,
            inside,
        )  # fmt: skip


def _address(thing: Thing) -> Address:
    if isinstance(thing, Entity):
        return thing.address
    return Address(*thing.owner.split("/"))._replace(part=thing.id)


def _legible(thing: Thing, field: Field[Any], state: State) -> bool:
    """Whether all that is written under a field could be read and leads somewhere; if not, nothing is said of it."""
    if not state.placed or not isinstance(thing.node, MappingNode):
        return True
    node = thing.node.get(field.name)
    if node is None:
        return True
    if field.name not in thing.values:
        return isinstance(node, Scalar) and node.is_empty and not field.required
    value = thing.values[field.name]
    if isinstance(node, Sequence) and isinstance(value, tuple) and len(value) != len(node.items):
        return False
    if isinstance(node, MappingNode) and isinstance(value, tuple) and len(value) != len(node.entries):
        return False
    return state.hides or all(state.graph.target(r) is not None for r in references_of(value))


def _effective(thing: Thing, name: str, graph: Graph, value: Any) -> Any:
    """What holds where nothing is written: whom the policy binds, everywhere, the playbook's level and rhythm.

    So a default that is written out is no change.
    """
    if value:
        return value
    if name == "covers":
        return ["everywhere"]
    if name == "binds":
        return list(bound(thing, graph))
    entity = thing if isinstance(thing, Entity) else graph.entities[thing.owner]
    if name == "visibility":
        return level_of(entity, graph)
    if name in ("review_every", "review_by"):
        manifest = graph.playbook(entity.address.playbook)
        return plain(manifest[name], graph) if manifest is not None and manifest is not entity else value
    return value


def _blot(value: Plain, key: str) -> Plain:
    if isinstance(value, str):
        return blotted(value, key.rpartition(".")[2])
    return tuple(_blot(v, key) for v in value) if isinstance(value, tuple) else value


_STEP = re.compile(r"\[[^\]]*\]")


def _place(thing: Thing, field: str, state: State) -> Place | None:
    """Where a value is written, or the thing itself where it is not."""
    if not state.placed:
        return None
    entity = thing if isinstance(thing, Entity) else state.graph.entities[thing.owner]
    steps = [s for s in _STEP.sub("", field).split(".") if s]
    if not steps or not isinstance(thing.node, MappingNode) or thing.node.get(steps[0]) is None:
        return Place(entity.path, thing.key)
    for entry in thing.node.entries:
        if entry.key.text == steps[0] and len(steps) == 1:
            return Place(entity.path, entry.key.span)
    return Place(entity.path, thing.at(*steps))
