"""Old ids: what they stood for, and where that lives now."""

from __future__ import annotations

from ..model import Entity
from ..model.address import Address
from ..model.types import Part
from .register import Register


def old_address(entity: Entity, thing: Entity | Part, old: str) -> str:
    """The whole address that an old id of an entity or part stood for."""
    address = entity.address
    if isinstance(thing, Entity):
        return (
            old
            if not address.kind
            else str(address._replace(id=old) if address.id else Address(address.playbook, old))
        )
    base, _, part = old.rpartition("#")
    return str(address._replace(id=base or address.id, part=part))


class OldIds:
    """The old ids of everything in a register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._old: dict[str, str] | None = None

    def now(self, address: Address) -> str:
        """Where something lives that an entry lists under `formerly`; "" where none does."""
        if self._old is None:
            self._old = {}
            for entity in self.register.entities.values():
                for old in entity["formerly"]:
                    self._old.setdefault(old_address(entity, entity, old), str(entity.address))
                for part in entity.parts().values():
                    for old in part["formerly"]:
                        self._old.setdefault(old_address(entity, part, old), part.address)
        if now := self._old.get(str(address)):
            return now
        playbook = self._old.get(address.playbook, "")
        if playbook and playbook in self.register.entities:
            address = address._replace(playbook=playbook)
            if self.register.holds(str(address)):
                return str(address)
        now = self._old.get(str(address.entity), "") if address.part else ""
        if now and self.register.holds(f"{now}#{address.part}"):
            return f"{now}#{address.part}"
        return self._old.get(str(address), "")

    def renamed(self, text: str, addresses: list[Address]) -> tuple[str, str]:
        """How a reference that uses an old id is spelled now, and the whole address; both "" where it uses none."""
        for address in addresses:
            if now := self.now(address):
                steps = now.partition("#")[0].split("/")
                length = max(text.partition("#")[0].count("/") + 1, 1) if text.partition("#")[0] else 0
                base = "/".join(steps[-length:]) if length else ""
                part = now.partition("#")[2]
                short = part and "#" not in text and len(steps) == 2  # a level needs no more than its id
                return (part if short else f"{base}#{part}" if part else base), now
        return "", ""
