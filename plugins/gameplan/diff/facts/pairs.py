"""Which thing of the old state is which of the new: by address, else as `formerly` declares. Never guessed."""

from __future__ import annotations

from collections.abc import Iterator

from ...graph import Graph
from ...model import Entity, Playbook
from ...model.address import Address
from ...model.types import Part
from ...resolve import old_address

EntityPair = tuple[Entity | None, Entity | None]
PartPair = tuple[Part | None, Part | None]


class Pairs:
    """The things of two states, side by side.

    `entities` and `parts` hold (before, after), where one of the two may be None. `now` leads from the
    addresses of things that have another one now to that one. `merged` leads on from things that are gone,
    because another that was there besides took their ids over.
    """

    def __init__(self, before: Graph, after: Graph) -> None:
        self.before = before
        self.after = after
        self.now: dict[str, str] = {}
        self.merged: dict[str, str] = {}
        self._claimed = self._claims()
        self._playbooks = self._renamed_playbooks()
        self.entities = self._entities()
        self.parts = self._parts()
        self._then = {new: old for old, new in self.now.items()}

    def follow(self, address: str) -> str:
        """The address now of what lived at an address then; the same where nothing says otherwise."""
        if not self.now:
            return address
        if address in self.now:
            return self.now[address]
        home, hash, part = address.partition("#")
        return f"{self.now[home]}#{part}" if hash and home in self.now else address

    def elsewhere(self, address: Address) -> list[Address]:
        """The address of an entity as it may be on the other side: itself, and under the other name of the entity
        and of its playbook."""
        text = str(address)
        found = {text, self.follow(text), self._then.get(text, text), self._moved(text)}
        for old, new in self._playbooks.items():
            if address.playbook == new:
                found.add(str(address._replace(playbook=old)))
        return [Address(*one.split("/")) for one in sorted(found)]

    def leads_on(self, address: str) -> bool:
        """Whether something lives at an address now, or says that it did."""
        return self.after.find(address) is not None or address in self._claimed

    def _claims(self) -> dict[str, str]:
        """The addresses that things say they had, with those they have; the first to say so has it."""
        found: dict[str, str] = {}
        for entity in self.after.entities.values():
            for old in entity["formerly"]:
                found.setdefault(old_address(entity, entity, old), str(entity.address))
            for part in entity.parts().values():
                for old in part["formerly"]:
                    found.setdefault(old_address(entity, part, old), part.address)
        return found

    def _renamed_playbooks(self) -> dict[str, str]:
        gone = {
            p.address.playbook for p in self.before.playbooks() if not self.after.playbook(p.address.playbook)
        }
        found: dict[str, str] = {}
        for manifest in self.after.all_of(Playbook):
            for old in manifest.formerly:
                if old in gone:
                    found.setdefault(old, manifest.address.playbook)
        return found

    def _entities(self) -> list[EntityPair]:
        found: dict[str, Entity] = {}
        met: set[str] = set()
        # Whatever kept its id goes first: what is taken over by it is no rename.
        for ways in (self._same, self._renamed):
            for address, entity in self.before.entities.items():
                there = self.after.entities.get(ways(entity)) if address not in found else None
                if there is None:
                    continue
                if str(there.address) != address:
                    self.now[address] = str(there.address)
                if str(there.address) in met:
                    self.merged[address] = str(there.address)
                else:
                    met.add(str(there.address))
                    found[address] = there
        pairs: list[EntityPair] = [(e, found.get(address)) for address, e in self.before.entities.items()]
        return [*pairs, *((None, e) for address, e in self.after.entities.items() if address not in met)]

    def _same(self, entity: Entity) -> str:
        return self._moved(str(entity.address))

    def _renamed(self, entity: Entity) -> str:
        return self._claimed.get(self._moved(str(entity.address)), "")

    def _parts(self) -> list[PartPair]:
        found: dict[str, Part] = {}
        met: set[str] = set()
        parts = [
            part for entity, _ in self.entities if entity is not None for part in entity.parts().values()
        ]
        for ways in (self._same_part, self._renamed_part, self._merged_part):
            for part in parts:
                there = self._first(ways(part)) if part.address not in found else None
                if there is None or part.address in self.merged:
                    continue
                if there.address != part.address:
                    self.now[part.address] = there.address
                if there.address in met:
                    self.merged[part.address] = there.address
                else:
                    met.add(there.address)
                    found[part.address] = there
        pairs: list[PartPair] = [(part, found.get(part.address)) for part in parts]
        return [*pairs, *((None, part) for address, part in self.after.parts.items() if address not in met)]

    def _first(self, addresses: Iterator[str]) -> Part | None:
        return next((p for a in addresses if (p := self.after.parts.get(a)) is not None), None)

    def _same_part(self, part: Part) -> Iterator[str]:
        if part.owner not in self.merged:
            yield f"{self.follow(part.owner)}#{part.id}"

    def _renamed_part(self, part: Part) -> Iterator[str]:
        # Old ids may be said of the entry as it is called now, or as it was called then.
        for owner in (self.follow(part.owner), self._moved(part.owner)):
            yield self._claimed.get(f"{owner}#{part.id}", "")

    def _merged_part(self, part: Part) -> Iterator[str]:
        if part.owner in self.merged:
            yield f"{self.merged[part.owner]}#{part.id}"

    def _moved(self, address: str) -> str:
        """An address with the name that its playbook has now."""
        playbook, slash, rest = address.partition("/")
        return f"{self._playbooks.get(playbook, playbook)}{slash}{rest}"
