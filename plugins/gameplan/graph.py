"""The graph: every entity and part by address, every relation as a typed edge, both ways.

It is made once, by the loader, and only read from then on. What is asked of it costs a look-up:
edges are indexed by both ends when the graph is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from .model import KINDS, Entity, Playbook
from .model.address import EVERYONE
from .model.fields import Reference
from .model.relations import Relation
from .model.types import Part

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True)
class Edge:
    """One relation between two addresses; `reference` is where it is written (None where implied).

    `target` is empty where this build may not show it.
    """

    source: str
    relation: Relation
    target: str
    reference: Reference | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Chain:
    """A way up from an entity to the vision: (relation, entity) step by step, nearest first."""

    start: Entity
    steps: tuple[tuple[Relation, Entity], ...]

    @property
    def complete(self) -> bool:
        """Whether it ends at a vision."""
        return bool(self.steps) and self.steps[-1][1].plural == "vision"


class Graph:
    """Entities, parts and edges of all playbooks of a site."""

    def __init__(
        self,
        entities: Iterable[Entity],
        targets: dict[Reference, str | None],
        edges: Iterable[Edge],
        proses: dict[tuple[str, str], str | None],
        parents: dict[str, tuple[str, ...]],
    ) -> None:
        self.entities: dict[str, Entity] = {str(e.address): e for e in sorted(entities, key=_order)}
        self.parts: dict[str, Part] = {
            part.address: part for e in self.entities.values() for part in e.parts().values()
        }
        self._targets = targets
        self._proses = proses
        self._parents = parents
        self._out: dict[str, list[Edge]] = {}
        self._in: dict[str, list[Edge]] = {}
        rank = {address: n for n, address in enumerate([*self.entities, *self.parts])}
        for edge in sorted(dict.fromkeys(edges), key=lambda e: rank.get(e.source, -1)):
            self._out.setdefault(edge.source, []).append(edge)
            if edge.target:
                self._in.setdefault(edge.target, []).append(edge)
        self._kinds: dict[tuple[str, str], list[Entity]] = {}
        for entity in self.entities.values():
            self._kinds.setdefault((entity.address.playbook, entity.plural), []).append(entity)

        self._moved: dict[str, list[tuple[str, str]]] = {}
        for part in self.parts.values():
            for old in part["formerly"]:
                home, _, id = old.rpartition("#")
                owner = self.entities[part.owner].address
                if home and owner.id and home != owner.id:
                    self._moved.setdefault(str(owner._replace(id=home)), []).append((id, part.address))

    def only(self, entities: Iterable[Entity]) -> Graph:
        """A graph of these entities alone: references to anything else lead nowhere, edges to it have no target."""
        kept = list(entities)
        addresses = {str(e.address) for e in kept} | {p.address for e in kept for p in e.parts().values()}

        def still(address: str | None) -> str | None:
            return address if address in addresses or address == EVERYONE else None

        return Graph(
            kept,
            {reference: still(address) for reference, address in self._targets.items()},
            (
                e if e.target in addresses else replace(e, target="")
                for e in self.edges()
                if e.source in addresses
            ),
            {key: still(address) for key, address in self._proses.items()},
            {p: tuple(x for x in up if x in addresses) for p, up in self._parents.items() if p in addresses},
        )

    # --- who is there ---------------------------------------------------------------------

    def playbooks(self) -> list[Playbook]:
        """All playbooks: those that no other extends first, then by name."""
        found = [e for e in self.entities.values() if isinstance(e, Playbook)]
        extended = {parent for parents in self._parents.values() for parent in parents}
        return sorted(found, key=lambda p: (p.address.playbook in extended, p.address.playbook))

    def playbook(self, name: str) -> Playbook | None:
        """A playbook's manifest by its name."""
        found = self.entities.get(name)
        return found if isinstance(found, Playbook) else None

    def parents(self, playbook: str) -> tuple[str, ...]:
        """The playbooks that a playbook extends, nearest first, without repetition."""
        return self._parents.get(playbook, ())

    def of_kind(self, playbook: str, kind: str) -> list[Entity]:
        """The entities of a kind in one playbook, by number, then title."""
        return self._kinds.get((playbook, kind), [])

    def in_sight(self, playbook: str, kind: str) -> list[Entity]:
        """The entities of a kind that a playbook works with: its own, then those of its parents."""
        return [e for name in (playbook, *self.parents(playbook)) for e in self.of_kind(name, kind)]

    def all_of(self, kind: type[E]) -> Iterator[E]:
        """All entities of a kind, in every playbook."""
        return (e for e in self.entities.values() if isinstance(e, kind))

    def single(self, playbook: str, kind: str) -> Entity | None:
        """The vision or escalation plan that serves a playbook: its own, else its nearest parent's."""
        for name in (playbook, *self.parents(playbook)):
            if found := self._kinds.get((name, kind)):
                return found[0]
        return None

    def entity_of(self, address: str) -> Entity | None:
        """The entity at an address, or the one that holds the part at it."""
        return self.entities.get(address.partition("#")[0])

    def find(self, address: str) -> Entity | Part | None:
        """What lives at a whole address."""
        return self.parts.get(address) if "#" in address else self.entities.get(address)

    def lookup(self, text: str) -> list[str]:
        """The whole addresses that a typed address may mean: with or without its playbook."""
        if self.find(text) is not None:
            return [text]
        known = (*self.entities, *self.parts)
        return sorted(a for a in known if a.partition("/")[2] == text)

    def once(self, text: str) -> list[str]:
        """The whole addresses today of what had a typed address before it was renamed or moved."""
        home, hash, part = text.partition("#")
        found = []
        for address, entity in self.entities.items():
            olds = {str(entity.address._replace(id=old)) for old in entity.formerly}
            if any(text == old or text == old.partition("/")[2] for old in olds):
                found.append(address)
            elif (
                hash
                and any(home == old or home == old.partition("/")[2] for old in olds)
                and part in entity.parts()
            ):
                found.append(f"{address}#{part}")
        for thing in self.parts.values():
            owner = self.entities[thing.owner].address
            for old in thing["formerly"]:
                id, _, name = old.rpartition("#")
                whole = f"{owner._replace(id=id) if id else owner}#{name}"
                if text in (whole, whole.partition("/")[2]):
                    found.append(thing.address)
        return sorted(found)

    # --- what points where ----------------------------------------------------------------

    def target(self, reference: Reference | None) -> str | None:
        """The whole address a reference points at; None where it is hidden from this build.

        The built-in role has the address "everyone".
        """
        return self._targets.get(reference) if reference is not None else None

    def role(self, reference: Reference | None) -> Entity | None:
        """The entity a reference points at, or None (also for "everyone")."""
        address = self.target(reference)
        return self.entities.get(address) if address else None

    def prose_target(self, playbook: str, text: str) -> str | None:
        """The whole address that a `[[reference]]` in a playbook's prose points at, or None."""
        return self._proses.get((playbook, text))

    def out_of(self, address: str) -> list[Edge]:
        """The edges written at an address (not those of its parts)."""
        return self._out.get(address, [])

    def into(self, address: str) -> list[Edge]:
        """The edges that point at an address (not at its parts)."""
        return self._in.get(address, [])

    def moved_from(self, address: str) -> list[tuple[str, str]]:
        """Parts that once lived in the entity at an address and moved away: (old id, address now)."""
        return self._moved.get(address, [])

    def all_moved(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """All addresses that parts moved away from, with what `moved_from` says of them."""
        yield from self._moved.items()

    def edges(self) -> Iterator[Edge]:
        """Every edge, by source."""
        for edges in self._out.values():
            yield from edges

    # --- the line of sight ----------------------------------------------------------------

    def chains(self, entity: Entity, limit: int = 12) -> list[Chain]:
        """The ways up from an entity towards the vision, shortest written order first.

        At most `limit` of them; complete ones before those that end early.
        """
        found: list[Chain] = []

        def climb(here: Entity, steps: tuple[tuple[Relation, Entity], ...]) -> None:
            if len(found) >= limit:
                return
            seen = {str(entity.address), *(str(e.address) for _, e in steps)}
            ahead = [
                (edge.relation, self.entities[edge.target])
                for edge in self._upward(here)
                if edge.target in self.entities and edge.target not in seen
            ]
            if not ahead or len(steps) >= _LONGEST_WAY:
                if steps:
                    found.append(Chain(entity, steps))
                return
            for step in ahead:
                climb(step[1], (*steps, step))

        climb(entity, ())
        return sorted(found, key=lambda c: not c.complete)

    def _upward(self, entity: Entity) -> list[Edge]:
        edges = [e for e in self.out_of(str(entity.address)) if e.relation.upward]
        direct = [e for e in edges if e.relation.name != "part_of"]
        return direct or edges


_LONGEST_WAY = 50
"""Steps after which a way up is not followed any further; it must end on any input."""


def _order(entity: Entity) -> tuple[object, ...]:
    kinds = list(KINDS)
    title: str = entity.title
    return (
        entity.address.playbook,
        kinds.index(entity.plural),
        *natural(entity.number),
        title.casefold(),
        str(entity.address),
    )


def natural(number: str) -> tuple[bool, tuple[tuple[int, int, str], ...]]:
    """A sort key for printed numbers: 2 before 10, things without a number last."""
    pieces = re.findall(r"\d+|[^\d]+", number)
    return (not number, tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in pieces))
