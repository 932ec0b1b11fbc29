"""All addresses of a site, and which of them a text may mean.

A bare id means this playbook, then the playbooks it extends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..diagnostics import did_you_mean
from ..model import LISTED, SINGLETONS, Entity, Playbook
from ..model.address import Address
from ..model.fields import Target
from ..source import Place
from .unknowns import Unknowns


class Register:
    """All addresses of a site: which there are, and which can be seen from a playbook."""

    def __init__(self, entities: dict[str, Entity], unknowns: Unknowns) -> None:
        self.entities = entities
        self.unknowns = unknowns
        self._ids: dict[tuple[str, str], list[str]] = {}
        for entity in entities.values():
            self._ids.setdefault((entity.address.playbook, entity.plural), []).append(entity.address.id)
        self._lineage = {p: tuple(self._ancestors(p)) for p in self.playbooks()}

    def playbooks(self) -> list[str]:
        """The names of the playbooks whose manifests could be read."""
        return sorted(e.address.playbook for e in self.entities.values() if isinstance(e, Playbook))

    def lineage(self) -> dict[str, tuple[str, ...]]:
        """For each playbook those it extends, nearest first."""
        return self._lineage

    def _ancestors(self, playbook: str) -> Iterator[str]:
        seen, queue = {playbook}, [playbook]
        while queue:
            manifest = self.entities.get(queue.pop(0))
            if not isinstance(manifest, Playbook):
                continue
            for reference in manifest.extends:
                parent = reference.text
                if parent not in self.entities and not self.unknowns.may_extend(parent):
                    # A slip in a parent's name is one mistake, not one for each reference to the parent.
                    parent = did_you_mean(parent, [name for name in self.playbooks() if name != playbook])
                if parent and parent not in seen:
                    seen.add(parent)
                    queue.append(parent)
                    yield parent

    def scope(self, playbook: str) -> tuple[str, ...]:
        """The playbooks in which a bare id is looked for."""
        return (playbook, *self._lineage.get(playbook, ()))

    def ids(self, playbook: str, kind: str) -> Sequence[str]:
        """The ids of a kind in a playbook, in the order in which they were read."""
        return self._ids.get((playbook, kind), ())

    def holds(self, address: str) -> bool:
        """Whether an entity, or a part of one, was read at this address."""
        base, hash, part = address.partition("#")
        entity = self.entities.get(base)
        return entity is not None and (not hash or part in entity.parts())

    def path(self, address: str) -> str:
        """The file in which an entity or part is written."""
        return self.entities[address.partition("#")[0]].path

    def place(self, address: str) -> Place:
        """Where an entity or part is written, to the column."""
        base, _, part = address.partition("#")
        entity = self.entities[base]
        return Place(entity.path, entity.parts()[part].key) if part else entity.place()

    def single(self, playbook: str, kind: str) -> str:
        """The address of the vision or escalation plan that serves a playbook, or ""."""
        for name in self.scope(playbook):
            if (address := str(Address(name, kind))) in self.entities:
                return address
        return ""

    def serving(self, playbook: str, kind: str) -> tuple[str, ...]:
        """The playbook whose vision or plan serves this one; where none can be found, all it might be."""
        own = self.single(playbook, kind)
        return (own.split("/")[0],) if own else self.scope(playbook)

    def has_single(self, playbook: str, kind: str) -> bool:
        """Whether a vision or escalation plan serves a playbook, as far as can be known."""
        unread = any(self.unknowns.has(Address(name, kind)) for name in self.scope(playbook))
        return bool(self.single(playbook, kind)) or unread or self.may_see_more(playbook)

    def may_see_more(self, playbook: str) -> bool:
        """Whether it is unknown what a playbook, or one that it extends, extends."""
        return any(self.unknowns.may_extend(name) for name in self.scope(playbook))

    def named(self, playbook: str, id: str, kinds: list[str]) -> Entity | None:
        """An entity by a bare or whole id, of one of some kinds ("*": any)."""
        wanted = LISTED if "*" in kinds else kinds
        for name in self.scope(playbook):
            for kind in wanted:
                base = id.partition("#")[0].rpartition("/")[2]
                if found := self.entities.get(str(Address(name, kind, base))):
                    return found
        return None

    def candidates(self, text: str, target: Target, here: Entity, source: str) -> list[Address]:
        """The addresses a text may mean as a reference to one kind of target, in order of search."""
        playbook = here.address.playbook
        base, hash, part = text.partition("#")
        if target.kind == "playbook":
            return [] if hash or "/" in base else [Address(base)]
        steps = base.split("/") if base else []
        singleton = target.kind in SINGLETONS
        scope = self.scope(playbook)
        if target.family and not hash:
            if singleton and len(steps) == 1:
                part, steps = base, [target.kind]
            elif here.plural == target.kind and "#" in source and len(steps) == 1:
                return [here.address._replace(part=base)]
            else:
                return []
        if bool(part) != bool(target.family):
            return []
        if not steps:
            return [here.address._replace(part=part)] if here.plural == target.kind else []
        if singleton:
            if steps == [target.kind]:
                return [Address(name, target.kind, part=part) for name in self.serving(playbook, target.kind)]
            return [Address(steps[0], target.kind, part=part)] if steps[1:] == [target.kind] else []
        if len(steps) == 1:
            return [Address(name, target.kind, steps[0], part) for name in scope]
        if len(steps) == 2 and steps[0] == target.kind:
            return [Address(name, target.kind, steps[1], part) for name in scope]
        if len(steps) == 3 and steps[1] == target.kind:
            return [Address(steps[0], target.kind, steps[2], part)]
        return []

    def candidates_in_prose(self, playbook: str, text: str) -> list[Address]:
        """The addresses that `[[text]]` may mean in the prose of a playbook, in order of search."""
        base, _, part = text.partition("#")
        steps = base.split("/")
        if len(steps) == 1 and base in self.entities:
            return [Address(base)]
        if len(steps) == 1 and base in SINGLETONS:
            return [Address(name, base, part=part) for name in self.serving(playbook, base)]
        if len(steps) == 2 and steps[0] in LISTED:
            return [Address(name, steps[0], steps[1], part) for name in self.scope(playbook)]
        if len(steps) == 2 and steps[1] in SINGLETONS:
            return [Address(steps[0], steps[1], part=part)]
        if len(steps) == 3:
            return [Address(steps[0], steps[1], steps[2], part)]
        return []
