"""Two states are walked side by side, and every difference becomes a fact."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ...document import Mapping as MappingNode
from ...graph import Graph
from ...model import Entity, Playbook
from ...model.address import Address, references_in
from ...model.fields import Compares, Field
from ...model.types import Part
from ...model.values import Duration
from ...plain import plain
from ...resolve import old_address
from ...secrets import blotted
from ...source import Place
from ...visibility import level_of
from ..change import Plain
from .fact import Fact, State, Thing, kind_of
from .holds import bound, in_force, value_of
from .legible import legible
from .pairs import Pairs
from .values import Difference, differences

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
            if thing is not None and not any(map(other.unread, self._addresses(thing))):
                yield self._came_or_went(old, new, inside)
            return
        if (what := self._renamed(old, new)) is not None:
            yield self._fact(what, old, new)
        yield from self._life(old, new)
        yield from self._formerly(old, new)
        told = ("binds",) if self._elsewhere("binds", old, new) else ()
        for name in dict.fromkeys((*old.values, *new.values, *told)):
            field = new.fields[name]
            if name in PASSED_OVER or name in self.omits or field.type.compares is Compares.PARTS:
                continue
            yield from self._field(old, new, field)
        if isinstance(old, Entity) and isinstance(new, Entity):
            yield from self._order(old, new)

    def _came_or_went(self, old: Thing | None, new: Thing | None, inside: bool) -> Fact:
        if new is not None:
            return self._fact("added", old, new, inside=inside)
        into = self.pairs.merged.get(str(old.address)) if old is not None else None
        return self._fact("merged" if into else "removed", old, new, now=into, inside=inside)

    def _addresses(self, thing: Thing) -> Iterator[Address]:
        """Where a thing that is on one side alone may be on the other: as its entry and its playbook are called
        there, and where it says that it was."""
        entity = thing
        if isinstance(thing, Part):
            now = self.after.graph
            graph = now if now.parts.get(thing.address) is thing else self.before.graph
            entity = graph.entities[thing.owner]
        assert isinstance(entity, Entity)
        owners = [
            entity.address,
            *(entity.address._replace(id=old) for old in entity.formerly if entity.address.id),
        ]
        for owner in [a for o in owners for a in self.pairs.elsewhere(o)]:
            if not isinstance(thing, Part):
                yield owner
                continue
            yield owner._replace(part=thing.id)
            for old in thing["formerly"]:
                home, _, part = old.rpartition("#")
                yield owner._replace(id=home or owner.id, part=part)

    def _elsewhere(self, name: str, old: Thing, new: Thing) -> bool:
        """Whether a clause came to another policy, which may bind others, so that it binds others by saying nothing."""
        if name != "binds" or not isinstance(old, Part) or not isinstance(new, Part):
            return False
        return old.owner in self.pairs.merged or self.pairs.follow(old.owner) != new.owner

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
        what = "status" if was != now else ""
        if not what and isinstance(old, Part) and isinstance(new, Part):
            began = in_force(self.after.graph.entities[new.owner], self.after.graph)
            if began != in_force(self.before.graph.entities[old.owner], self.before.graph):
                what = "began" if began else "ended"
        if not what or not (_status_known(old, self.before) and _status_known(new, self.after)):
            return
        told = ("status", was, now) if what == "status" else ("", None, None)
        yield self._fact(what, old, new, *told)

    def _formerly(self, old: Thing, new: Thing) -> Iterator[Fact]:
        if "formerly" in self.omits or "formerly" not in old.values:
            return
        kept = {old_id.rpartition("#")[2] for old_id in new["formerly"]}
        lost = tuple(i for i in old["formerly"] if i.rpartition("#")[2] not in kept and self._dead(i, new))
        if lost and legible(new, new.fields["formerly"], self.after):
            left = tuple(i for i in new["formerly"] if not self._hidden(i, new))
            yield self._fact("lost", old, new, "formerly", lost, left)

    def _dead(self, old_id: str, thing: Thing) -> bool:
        """Whether nothing leads on from an old id any more."""
        return not self._hidden(old_id, thing) and not self.pairs.leads_on(self._where(old_id, thing))

    def _hidden(self, old_id: str, thing: Thing) -> bool:
        """Whether an old id may be that of something in an entry that readers may not know of."""
        home = self._where(old_id, thing).partition("#")[0]
        return self.after.hides and "#" in old_id and not self.pairs.leads_on(home)

    def _where(self, old_id: str, thing: Thing) -> str:
        entity = thing if isinstance(thing, Entity) else self.after.graph.entities[thing.owner]
        return old_address(entity, thing, old_id)

    def _order(self, old: Entity, new: Entity) -> Iterator[Fact]:
        merged = self.pairs.merged
        here = [self.pairs.follow(p.address) for p in old.parts().values() if p.address not in merged]
        there = [p.address for p in new.parts().values()]
        both = set(here) & set(there)
        before, after = ([a for a in side if a in both] for side in (here, there))
        if before != after:
            yield self._fact("reordered", old, new, new.family(), tuple(before), tuple(after))

    # --- a field ------------------------------------------------------------------------------------

    def _field(self, old: Thing, new: Thing, field: Field[Any]) -> Iterator[Fact]:
        if _same(old.values.get(field.name), new.values.get(field.name)):
            return
        was = self._followed(value_of(old, field, self.before))
        now = value_of(new, field, self.after)
        if was == now and not self._elsewhere(field.name, old, new):
            return
        was = self._followed(_effective(old, field.name, self.before.graph, was))
        now = _effective(new, field.name, self.after.graph, now)
        if (
            was == now
            or self._only_lost_its_way(old, new, field.name)
            or not legible(old, field, self.before)
            or not legible(new, field, self.after)
        ):
            return
        was, now = _blot(was, field.name), _blot(now, field.name)
        # What differs in nothing but a secret is told, and neither secret is.
        found = differences(field, was, now) if was != now else [_secretly(field.name, was, now)]
        for d in found:
            yield self._fact(d.what, old, new, d.key, d.old, d.new, field=d.field, words=d.words)

    def _only_lost_its_way(self, old: Thing, new: Thing, name: str) -> bool:
        """Whether a text is the same on both sides, and only what it refers to could not be read on one."""
        text = old.values.get(name)
        if not isinstance(text, str) or text != new.values.get(name) or "[[" not in text:
            return False
        sides = ((old, self.before.graph), (new, self.after.graph))
        return any(
            graph.prose_target(str(thing.address).partition("/")[0], found.target) is None
            for thing, graph in sides
            for found in references_in(text)
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


def _same(old: Any, new: Any) -> bool:
    """Whether two decoded values are the same wherever they stand, as can be seen without looking anything up."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(map(_same, old, new))
    if isinstance(old, str):
        return bool(old == new) and "[[" not in old
    return isinstance(old, int | dt.date | Duration | Decimal) and bool(old == new)


def _status_known(thing: Thing, state: State) -> bool:
    """Whether nothing that decides if a thing is in force was written and could not be read."""
    around: list[Thing | None] = [thing]
    if isinstance(thing, Part):
        around.append(state.graph.entities[thing.owner])
    around.append(state.graph.playbook(str(thing.address).partition("/")[0]))
    return all(t is None or legible(t, t.fields["status"], state) for t in around)


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


def _blot(value: Any, name: str) -> Any:
    """A plain value with whatever in it looks like a secret blotted out. `name` is that of its field."""
    if isinstance(value, str):
        return blotted(value, name)
    if isinstance(value, dict):
        return {blotted(k): _blot(v, k) for k, v in value.items()}
    return [_blot(v, name) for v in value] if isinstance(value, list) else value


def _secretly(name: str, old: Any, new: Any) -> Difference:
    before, after = (value if isinstance(value, str) else None for value in (old, new))
    return Difference("changed", name, name, before, after)


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
