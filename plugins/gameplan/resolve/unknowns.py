"""What exists by name but could not be read, so that a reference to it is not blamed."""

from __future__ import annotations

from ..model.address import Address


class Unknowns:
    """What exists by name but could not be read."""

    def __init__(self) -> None:
        self._entities: set[Address] = set()
        self._kinds: set[tuple[str, str]] = set()
        self._playbooks: set[str] = set()
        self._parts: set[Address] = set()

    def entity(self, address: Address) -> None:
        """This entity exists, but could not be read."""
        self._entities.add(address)
        if not address.kind:
            self._playbooks.add(address.playbook)

    def kind(self, playbook: str, kind: str) -> None:
        """A list file of this kind could not be read: it may hold any id."""
        self._kinds.add((playbook, kind))

    def playbook(self, name: str) -> None:
        """The manifest could not be read: the playbook may extend any other."""
        self._playbooks.add(name)

    def parts(self, address: Address) -> None:
        """The parts of this entity could not be read."""
        self._parts.add(address)

    def part(self, address: Address) -> None:
        """This part of an entity exists, but could not be read."""
        self._parts.add(address)

    def has(self, address: Address) -> bool:
        """Whether something at this address may exist without having been read."""
        entity = address.entity
        if entity in self._entities or (address.playbook, address.kind) in self._kinds:
            return True
        return bool(address.part) and (entity in self._parts or address in self._parts)

    def may_extend(self, playbook: str) -> bool:
        """Whether it is unknown what this playbook extends."""
        return playbook in self._playbooks
