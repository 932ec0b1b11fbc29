"""What a thing holds: the value of a field as it may be told, and whom a clause binds where it does not say."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from ...graph import Graph
from ...model import Entity, Policy
from ...model.address import EVERYONE, REFERENCE
from ...model.fields import Field, Reference, Structure
from ...model.types import Measure, Notice, Part, Waiver
from ...plain import plain, prose_in
from .fact import State, Thing

RESTRICTED = "a restricted entry"
"""What stands in the place of a reference that readers may not see."""


def value_of(thing: Thing, field: Field[Any], state: State) -> Any:
    """The plain value of a field, its default where it has one; None where nothing is written.

    Where the state hides, references to what readers may not see are left out of it.
    """
    value = thing[field.name]
    if field.name not in thing.values and not field.default:
        return None
    home = thing.address.playbook if isinstance(thing, Entity) else thing.owner.partition("/")[0]
    if state.hides:
        value = _shown(value, state.graph, home)
    return plain(value, state.graph, home, prose=prose_in(field))


def bound(thing: Thing, graph: Graph) -> tuple[str, ...]:
    """Whom a policy or clause binds; nobody for anything else."""
    policy = graph.entities.get(thing.owner) if isinstance(thing, Part) else thing
    if not isinstance(policy, Policy) or (isinstance(thing, Part) and thing.family != "clauses"):
        return ()
    written = thing["binds"] or policy.binds
    return tuple(filter(None, (graph.target(r) for r in written))) if written else (EVERYONE,)


def in_force(thing: Thing, graph: Graph) -> bool:
    """Whether a thing holds: it, what it is part of, and its playbook are active."""
    if thing["status"] != "active":
        return False
    if isinstance(thing, Part):
        return in_force(graph.entities[thing.owner], graph)
    manifest = graph.playbook(thing.address.playbook)
    return manifest is None or bool(manifest["status"] == "active")


def references_of(value: Any) -> Iterator[Reference]:
    """Every reference within a decoded value."""
    if isinstance(value, Reference):
        yield value
    elif isinstance(value, Structure):
        for inner in value.values.values():
            yield from references_of(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from references_of(inner)


def _shown(value: Any, graph: Graph, playbook: str) -> Any:
    """A decoded value without the references that lead nowhere."""
    if isinstance(value, str):
        return _shown_text(value, graph, playbook) if "[[" in value else value
    if isinstance(value, Reference):
        return value if graph.target(value) is not None else None
    if isinstance(value, Notice | Measure):
        return value if graph.target(value[0]) is not None else None
    if isinstance(value, Waiver):
        return value._replace(reason=_shown(value.reason, graph, playbook))
    if isinstance(value, Structure):
        kept = copy.copy(value)
        kept.values = {n: s for n, v in value.values.items() if (s := _shown(v, graph, playbook)) is not None}
        return kept
    if type(value) is tuple:
        return tuple(s for v in value if (s := _shown(v, graph, playbook)) is not None)
    return value


def _shown_text(text: str, graph: Graph, playbook: str) -> str:
    def known(address: str) -> bool:
        return graph.find(address) is not None or graph.prose_target(playbook, address) is not None

    return REFERENCE.sub(lambda m: m.group() if known(m[1].strip()) else RESTRICTED, text)
