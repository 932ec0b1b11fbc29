"""Whom a thing concerns: the roles that own it, act in it or are bound by it.

Pages write it as `data-gp-for`, so that the browser can mark what applies to the reader's own role. There a role
has a short key: a page of three hundred entries would be half addresses otherwise.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from ..graph import Graph
from ..model import Entity, Policy, Role
from ..model.address import EVERYONE
from ..model.fields import Reference, Structure
from ..model.kinds.policy import Clause
from ..model.types import Part

CONCERNS = frozenset(
    "owner sponsor approver responder decides notifies editor custodian responsible consulted informed deputy "
    "delegates asks does grants carries_risk contact head".split()
)
"""The relations through which something is somebody's affair; who binds whom is told apart."""


def concerned(graph: Graph, address: str) -> tuple[str, ...]:
    """The keys of the roles that the thing at an address concerns, as `data-gp-for` holds them."""
    return keys(roles_of(graph, address))


def keys(roles: Iterable[str]) -> tuple[str, ...]:
    """The keys of roles by their addresses, in a fixed order; `everyone` is its own."""
    return tuple(sorted(key(role) for role in roles))


@lru_cache(maxsize=4096)
def key(role: str) -> str:
    """A short name for the address of a role, the same in every build: a checksum of five letters and digits."""
    if role == EVERYONE:
        return role
    number, text = zlib.crc32(role.encode()) % len(_DIGITS) ** 5, ""
    for _ in range(5):
        number, digit = divmod(number, len(_DIGITS))
        text += _DIGITS[digit]
    return text


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def roles_of(graph: Graph, address: str) -> tuple[str, ...]:
    """The addresses of the roles that the thing at an address concerns, in a fixed order; `everyone` among them.

    What concerns somebody in a part of an entity concerns them in the entity, and a role concerns itself.
    What is merely mentioned, or was approved once, is nobody's affair.
    """
    thing = graph.find(address)
    entity = graph.entity_of(address)
    if thing is None or entity is None:
        return ()
    places: list[Structure] = [thing, *(thing.parts().values() if isinstance(thing, Entity) else ())]
    found = {graph.target(r) for place in places for r in _references(place) if r.relation in CONCERNS}
    if isinstance(entity, Role):
        found.add(address)
    if isinstance(entity, Policy):
        clauses = [place for place in places if isinstance(place, Clause)]
        found.update(role for clause in clauses for role in bound(graph, entity, clause))
        if not clauses:
            found.update(bound(graph, entity))
    return tuple(sorted(role for role in found if role))


def bound(graph: Graph, policy: Policy, clause: Part | None = None) -> tuple[str, ...]:
    """Whom a policy, or one clause of it, binds: addresses of roles, or `everyone`, in a fixed order.

    A clause that names nobody binds whom its policy binds, and a policy that names nobody binds everyone. Roles
    that this build may not show are left out.
    """
    named: tuple[Reference, ...] = (clause["binds"] if clause is not None else ()) or policy.binds
    if not named:
        return (EVERYONE,)
    return tuple(sorted({target for r in named if (target := graph.target(r))}))


def _references(thing: Structure) -> Iterator[Reference]:
    """The references written in a thing, those in its records too, those of its parts not."""
    for value in thing.values.values():
        yield from _within(value)


def _within(value: Any) -> Iterator[Reference]:
    if isinstance(value, Reference):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _within(item)
    elif isinstance(value, Structure):
        yield from _references(value)
