"""Which thing of the old state is which of the new: by address, else as `formerly` declares. Never guessed."""

from __future__ import annotations

from collections.abc import Iterator

from ...graph import Graph
from ...model import Entity, Playbook
from ...model.types import Part


class Pairs:
    """The things of two states, side by side.

    `entities` and `parts` hold (before, after), where one of the two may be None. `now` leads from the
    addresses of things that have another one now to that one.
    """

    def __init__(self, before: Graph, after: Graph) -> None:
        self.before = before
        self.after = after
        self.now: dict[str, str] = {}
        self._playbooks = self._renamed_playbooks()
        self.entities = list(self._entities())
        self.parts = list(self._parts())

    def follow(self, address: str) -> str:
        """The address now of what lived at an address then; the same where nothing says otherwise."""
        if not self.now:
            return address
        if address in self.now:
            return self.now[address]
        home, hash, part = address.partition("#")
        return f"{self.now[home]}#{part}" if hash and home in self.now else address

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

    def _entities(self) -> Iterator[tuple[Entity | None, Entity | None]]:
        renamed = {
            str(entity.address._replace(id=old)): entity
            for entity in self.after.entities.values()
            if entity.address.id
            for old in entity.formerly
        }
        met: set[str] = set()
        for address, entity in self.before.entities.items():
            playbook = entity.address.playbook
            there = str(entity.address._replace(playbook=self._playbooks.get(playbook, playbook)))
            found = self.after.entities.get(there) or renamed.get(there)
            if found is not None and str(found.address) in met:
                found = None  # two old ids claimed by one entry: it is the first of them
            if found is not None:
                met.add(str(found.address))
                if str(found.address) != address:
                    self.now[address] = str(found.address)
            yield entity, found
        for address, entity in self.after.entities.items():
            if address not in met:
                yield None, entity

    def _parts(self) -> Iterator[tuple[Part | None, Part | None]]:
        claimed: dict[str, Part] = {}
        for part in self.after.parts.values():
            owner = self.after.entities[part.owner].address
            for old in part["formerly"]:
                home, _, id = old.rpartition("#")
                claimed.setdefault(f"{owner._replace(id=home) if home else owner}#{id}", part)
        met: set[str] = set()
        for before, after in self.entities:
            for id, part in before.parts().items() if before is not None else ():
                found = after.parts().get(id) if after is not None else None
                # Old ids may be said of the entry as it is called now, or as it was called then.
                ways = (f"{after.address}#{id}" if after is not None else "", self._moved(part.address))
                for way in ways:
                    found = found or claimed.get(way)
                if found is not None and found.address in met:
                    found = None
                if found is not None:
                    met.add(found.address)
                    if found.address != part.address:
                        self.now[part.address] = found.address
                yield part, found
        for address, part in self.after.parts.items():
            if address not in met:
                yield None, part

    def _moved(self, address: str) -> str:
        playbook, _, rest = address.partition("/")
        return f"{self._playbooks.get(playbook, playbook)}/{rest}"
