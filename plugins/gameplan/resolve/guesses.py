"""What somebody may have meant: a near word, a title for an id, a thing of another kind."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..diagnostics import did_you_mean
from ..model import LISTED, SINGLETONS, Entity
from ..model.address import Address
from ..model.fields import Target
from ..model.kinds.role import Role
from .register import Register

_NEAR_BUDGET = 200_000
"""How many words a run may compare for a near one: about two seconds. It must end on any input."""


class Guesses:
    """What a text that means nothing may have been meant for, out of a register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.entities = register.entities
        self._near_left = _NEAR_BUDGET

    def known(self, targets: tuple[Target, ...], here: Entity) -> dict[str, str] | None:
        """What a reference could name, as it is written, with its address.

        None once the run has asked too often: it must end on any input.
        """
        if self._near_left <= 0:
            return None
        known: dict[str, str] = {}
        playbook = here.address.playbook
        for target in targets:
            if target.kind == "playbook":
                known.update({p: p for p in self.register.playbooks()})
                continue
            singleton = target.kind in SINGLETONS
            playbooks = (
                self.register.serving(playbook, target.kind) if singleton else self.register.scope(playbook)
            )
            for name in playbooks:
                ids = self.register.ids(name, target.kind)
                self._near_left -= len(ids)
                for id in ids:
                    address = str(Address(name, target.kind, id))
                    if not target.family:
                        known.setdefault(id or target.kind, address)
                        continue
                    for part in self.entities[address].parts():
                        known.setdefault(part if singleton else f"{id}#{part}", f"{address}#{part}")
        self._near_left -= len(known)
        return known

    def near(self, word: str, known: list[str]) -> str:
        """The near word, as long as the run has not been asked too often: it must end on any input."""
        if self._near_left <= 0:
            return ""
        self._near_left -= len(known)
        return did_you_mean(word, known)

    def by_title(self, text: str, known: dict[str, str]) -> tuple[str, str, str] | None:
        """Whose title or holder a text is ("its title"), the id and the whole address; None where it is nobody's."""
        words = plain(text)
        for id, address in known.items():
            entity = self.entities[address.partition("#")[0]]
            thing = entity.parts()[address.partition("#")[2]] if "#" in address else entity
            if words and plain(thing["title"]) == words:
                return "its title", id, address
        for id, address in known.items():
            entity = self.entities[address.partition("#")[0]]
            holders = entity["holders"] if isinstance(entity, Role) else ()
            if words and any(plain(holder["name"]) == words for holder in holders):
                return "a person; name the role", id, address
        return None

    def holder(self, base: str, targets: tuple[Target, ...], here: Entity) -> Entity | None:
        """The entity in which a part was looked for."""
        if not base:
            return here
        for target in targets:
            for address in self.register.candidates(base, Target(target.kind), here, ""):
                if entity := self.entities.get(str(address)):
                    return entity
        return None

    def of_other_kind(self, base: str, here: Entity) -> Entity | None:
        """The entity of whatever kind that has this id or address."""
        steps = base.split("/")
        for name in self.register.scope(here.address.playbook):
            for kind in (*LISTED, *SINGLETONS):
                address = Address(name, kind) if kind in SINGLETONS else Address(name, kind, steps[-1])
                spelled = (str(address), str(address).partition("/")[2], address.id or address.kind)
                if base in spelled and (entity := self.entities.get(str(address))):
                    return entity
        return None

    def level_of_a_parent(self, text: str, targets: tuple[Target, ...], here: Entity) -> str:
        """A playbook with a plan of its own reaches its parent's levels by the whole address."""
        part = text.rpartition("/")[2].rpartition("#")[2]
        playbook = here.address.playbook
        for target in targets:
            if target.family and target.kind in SINGLETONS:
                serving = self.register.serving(playbook, target.kind)
                for name in self.register.scope(playbook):
                    address = Address(name, target.kind, part=part)
                    if name not in serving and part and self.register.holds(str(address)):
                        return str(address)
        return ""

    def addresses(self, playbook: str) -> list[str]:
        """Every address that the prose of a playbook could name; none once the run has asked too often."""
        scope = self.register.scope(playbook)
        known = [a for a in self.entities if a.partition("/")[0] in scope] if self._near_left > 0 else []
        self._near_left -= 2 * len(self.entities)
        return known


def near_in_prose(base: str, inner: Collection[str]) -> str:
    """The address nearest to what prose names, among addresses without their playbook."""
    steps = base.split("/")
    if len(steps) == 1:
        fits = [a for a in inner if a.rpartition("/")[2] == base]
        near = fits[0] if fits else did_you_mean(base, [a.rpartition("/")[2] for a in inner])
        return (
            near if near in inner else next((a for a in inner if near and a.rpartition("/")[2] == near), "")
        )
    if steps[-2] in LISTED:
        alike = {a.rpartition("/")[2]: a for a in inner if a.startswith(f"{steps[-2]}/")}
        near = alike.get(did_you_mean(steps[-1], alike), "")
        return near or next((a for a in inner if a.endswith(f"/{steps[-1]}")), "")
    return did_you_mean("/".join(steps[-2:]), inner)


def plain(text: str) -> str:
    """The words of a text alone, in small letters."""
    return " ".join(re.findall(r"\w+", text.casefold()))
