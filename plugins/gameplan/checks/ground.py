"""What a check stands on: the graph, the day, and the questions that many checks ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypeVar

from ..graph import Graph
from ..model import Entity, Playbook, Role
from ..model.fields import Reference
from ..model.kinds.role import Holder
from ..model.states import current_holders
from ..model.types import Part, ProseType

Thing = Entity | Part
E = TypeVar("E", bound=Entity)


class Ground:
    """One graph without faults, judged on one day. Answers leave out what is not in force, unless they say so."""

    def __init__(self, graph: Graph, today: dt.date, *, evidence_months: int = 24) -> None:
        self.graph = graph
        self.today = today
        self.evidence_months = evidence_months

    # --- in force, or not ---------------------------------------------------------------------

    def in_force(self, thing: Thing) -> bool:
        """Whether it is active, and with it what it is a part of and its playbook."""
        if isinstance(thing, Part):
            owner = self.graph.entity_of(thing.address)
            return thing["status"] == "active" and owner is not None and self.in_force(owner)
        manifest = self.graph.playbook(thing.address.playbook)
        return thing.status == "active" and (manifest is None or manifest.status == "active")

    def all_of(self, kind: type[E], playbook: Playbook | None = None) -> list[E]:
        """The entities of a kind: those that a playbook works with, its parents' too, or all there are."""
        if playbook is None:
            return [e for e in self.graph.all_of(kind) if self.in_force(e)]
        seen = self.graph.in_sight(playbook.address.playbook, kind.plural)
        return [e for e in seen if isinstance(e, kind) and self.in_force(e)]

    def own(self, kind: type[E], playbook: Playbook) -> list[E]:
        """The entities of a kind in one playbook alone."""
        found = self.graph.of_kind(playbook.address.playbook, kind.plural)
        return [e for e in found if isinstance(e, kind) and self.in_force(e)]

    # --- where a thing belongs ------------------------------------------------------------------

    def entity(self, thing: Thing) -> Entity:
        """The entity that a part belongs to; an entity itself."""
        owner = self.graph.entity_of(thing.address) if isinstance(thing, Part) else thing
        assert owner is not None
        return owner

    def playbook(self, thing: Thing) -> Playbook:
        """The playbook it stands in."""
        manifest = self.graph.playbook(self.entity(thing).address.playbook)
        assert manifest is not None
        return manifest

    # --- relations --------------------------------------------------------------------------------

    def at(self, reference: Reference | None) -> Thing | None:
        """What a reference points at, in force or not; None for "everyone" and where nothing is written."""
        address = self.graph.target(reference)
        return self.graph.find(address) if address else None

    def role(self, reference: Reference | None) -> Role | None:
        """The role a reference points at; None for "everyone"."""
        found = self.at(reference)
        return found if isinstance(found, Role) else None

    def out(self, thing: Thing, *relations: str) -> list[Thing]:
        """What it points at by any of some relations, in force or not."""
        edges = self.graph.out_of(str(thing.address))
        return self._things(e.target for e in edges if e.relation.name in relations)

    def into(self, thing: Thing, *relations: str) -> list[Thing]:
        """What is in force and points at it by any of some relations."""
        edges = self.graph.into(str(thing.address))
        return [
            t
            for t in self._things(e.source for e in edges if e.relation.name in relations)
            if self.in_force(t)
        ]

    def _things(self, addresses: Iterable[str]) -> list[Thing]:
        found = (self.graph.find(address) for address in dict.fromkeys(addresses))
        return [thing for thing in found if thing is not None]

    # --- people and words -------------------------------------------------------------------------

    def holders(self, role: Role) -> tuple[Holder, ...]:
        """Who holds a role today."""
        return current_holders(role, self.today)

    def named(self, thing: Thing) -> str:
        """What people call it."""
        return thing.named() if isinstance(thing, Part) else thing.title

    @staticmethod
    def proses(thing: Thing) -> Iterator[tuple[str, str]]:
        """The texts of a thing that are published, by field; those in lists and records are not among them."""
        for field in thing.fields.values():
            if isinstance(field.type, ProseType) and thing[field.name]:
                yield field.name, thing[field.name]
