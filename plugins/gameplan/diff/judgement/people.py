"""Whom a change concerns: the roles that must act differently, all that it affects, and what stands on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...graph import Graph
from ...model import Entity, Policy
from ...model.address import EVERYONE
from ...model.types import Part
from ..facts import Fact, Pairs, Thing, bound

_ACTS = {
    "rules": ("responder", "approver", "notifies"),
    "escalation": ("decides", "notifies"),
    "channels": ("editor", "custodian"),
    "tactics": ("responsible", "owner"),
    "procedures": ("does",),
    "functions": ("head",),
    "playbook": ("approver", "owner"),
}
"""By kind, the relations to the roles that carry a thing out; for other kinds it is the owner."""

_NAMED = re.compile(r"\[([^\[\]]+)\]")
"""What an author named on the way to a value: whoever is told, or acts for somebody."""


def acting(fact: Fact, pairs: Pairs) -> tuple[str, ...]:
    """The addresses now of the roles that act differently when this changes; "everyone" for the built-in role."""
    if fact.key.endswith(".notifies"):
        told = _NAMED.findall(fact.field)
        return _now((a for a in told if _is_role(a, pairs.before) or _is_role(a, pairs.after)), pairs)
    if fact.field == "binds":
        return _now(_addresses(fact.new if fact.what == "gained" else fact.old), pairs)
    # Who carried it out until now is told as well, where a role itself is what changed.
    thing, graph = (fact.after, pairs.after) if fact.after is not None else (fact.before, pairs.before)
    found = set(_carriers(thing, graph)) if thing is not None else set()
    for value in (fact.old, fact.new, tuple(_NAMED.findall(fact.field))):
        found.update(a for a in _addresses(value) if _is_role(a, pairs.before) or _is_role(a, pairs.after))
    return _now(found, pairs)


def affected(fact: Fact, pairs: Pairs) -> tuple[str, ...]:
    """The addresses now of all roles that a changed thing binds, names or is owned by, on either side."""
    found = set(acting(fact, pairs))
    for thing, graph in ((fact.before, pairs.before), (fact.after, pairs.after)):
        if thing is not None:
            found.update(
                e.target for a in _with_entity(thing) for e in graph.out_of(a) if _is_role(e.target, graph)
            )
            found.update(bound(thing, graph))
    return _now(found, pairs)


def _now(addresses: Iterable[str], pairs: Pairs) -> tuple[str, ...]:
    return tuple(sorted({pairs.follow(a) for a in addresses}))


def standing_on(fact: Fact, pairs: Pairs) -> tuple[str, ...]:
    """The addresses now of the entities that refer to a thing, or to a part of it, otherwise than in passing."""
    graph = pairs.after if fact.after is not None else pairs.before
    return _now(referrers(fact.thing, graph), pairs)


def referrers(thing: Thing, graph: Graph) -> set[str]:
    """The entities that refer to a thing, or to a part of it, otherwise than in passing."""
    address = str(thing.address)
    here = [address]
    if isinstance(thing, Entity):
        here += [p.address for p in thing.parts().values()]
    sources = {
        e.source.partition("#")[0] for a in here for e in graph.into(a) if e.relation.name != "mentions"
    }
    return sources - {address.partition("#")[0]}


def approver(thing: Thing, graph: Graph) -> str:
    """The role that must approve a change of this: the policy's, else the playbook's, else its owner; or ""."""
    entity = graph.entities[str(thing.address).partition("#")[0]]
    manifest = graph.playbook(entity.address.playbook)
    ways = [entity["approver"] if isinstance(entity, Policy) else None]
    ways += [manifest.approver if manifest is not None else None, entity.owner]
    return next((a for r in ways if (a := graph.target(r))), "")


def _carriers(thing: Thing, graph: Graph) -> Iterator[str]:
    entity = graph.entities[str(thing.address).partition("#")[0]]
    if entity.plural == "policies":
        yield from bound(thing, graph)
        if isinstance(thing, Part):
            yield from (
                e.target for e in graph.out_of(thing.address) if e.relation.name == "approver" and e.target
            )
        return
    if entity.plural == "roles":
        yield str(entity.address)
        return
    if entity.plural == "guides":
        yield EVERYONE
        return
    names = _ACTS.get(entity.plural, ("owner",))
    places = [str(thing.address)]
    if isinstance(thing, Entity):
        places += [p.address for p in thing.parts().values()]
    elif "owner" in names or entity.plural == "rules":
        places.append(str(entity.address))
    for place in places:
        yield from (e.target for e in graph.out_of(place) if e.relation.name in names and e.target)


def _with_entity(thing: Thing) -> tuple[str, ...]:
    address = str(thing.address)
    return (address, address.partition("#")[0]) if isinstance(thing, Part) else (address,)


def _addresses(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _addresses(one)


def _is_role(address: str, graph: Graph) -> bool:
    return address == EVERYONE or (
        (entity := graph.entities.get(address)) is not None and entity.plural == "roles"
    )
