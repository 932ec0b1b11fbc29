"""Whom a thing concerns: the roles that own it, act in it or are bound by it.

Pages write it as `data-gp-for`, so that the browser can mark what applies to the reader's own role.
"""

from __future__ import annotations

from ..graph import Graph
from ..model import Entity, Policy
from ..model.address import EVERYONE


def concerned(graph: Graph, address: str) -> tuple[str, ...]:
    """The addresses of the roles that the thing at an address concerns, in a fixed order; `everyone` among them.

    What concerns somebody in a part of an entity concerns them in the entity. A policy or clause that names
    nobody binds everyone.
    """
    entity = graph.entity_of(address)
    if entity is None:
        return ()
    found: set[str] = set()
    places = [address]
    if isinstance(graph.find(address), Entity):
        places += [part.address for part in entity.parts().values()]
    for place in places:
        found.update(e.target for e in graph.out_of(place) if _is_role(graph, e.target))
    if isinstance(entity, Policy) and not any(
        e.relation.name == "binds" for place in (address, str(entity.address)) for e in graph.out_of(place)
    ):
        found.add(EVERYONE)
    return tuple(sorted(found))


def _is_role(graph: Graph, address: str) -> bool:
    if address == EVERYONE:
        return True
    found = graph.find(address)
    return isinstance(found, Entity) and found.plural == "roles"
