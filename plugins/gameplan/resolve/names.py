"""Names become addresses: what a reference means, or why it means nothing."""

from __future__ import annotations

from ..diagnostics import Label, one_of
from ..model import Entity
from ..model.address import EVERYONE
from ..model.fields import Reference, Target
from .reasons import Reasons
from .register import Register
from .resolution import Resolution
from .unknowns import Unknowns


def targets_of(reference: Reference, here: Entity, source: str) -> tuple[Target, ...]:
    """What a reference may point at that is written at `source`, in the entity `here` or a part of it."""
    if reference.targets == (Target("*"),):  # another of its own kind
        return (Target(here.plural, here.family() if "#" in source else ""),)
    return (Target(here.plural),) if reference.relation == "part_of" else reference.targets


class Names(Register):
    """All addresses of a site, and how a text becomes one of them."""

    def __init__(self, entities: dict[str, Entity], unknowns: Unknowns) -> None:
        super().__init__(entities, unknowns)
        self._reasons = Reasons(self)

    def resolve(self, source: str, reference: Reference) -> Resolution:
        """What a reference in a field means. `source` is the address at which it is written."""
        here = self.entities[source.partition("#")[0]]
        targets = targets_of(reference, here, source)
        text = reference.text
        if text == EVERYONE and any(t.kind == "roles" for t in targets):
            return Resolution(EVERYONE)
        found: list[str] = []
        for target in targets:
            for address in self.candidates(text, target, here, source):
                if self.holds(str(address)):
                    found.append(str(address))
                    break
                if self.unknowns.has(address):
                    return Resolution()
        if len(found) == 1:
            if (
                reference.relation == "tightens"
                and found[0].split("/")[0] not in self.scope(here.address.playbook)[1:]
            ):
                return Resolution(
                    None,
                    "REF02",
                    f"'{text}' is not a clause of a playbook that this one extends, so it cannot be tightened here.",
                    "Name a clause of a playbook under `extends:`, or delete the line.",
                    "not a parent's clause",
                    (Label(self.place(found[0]), "the clause"),),
                )
            return Resolution(found[0])
        if len(found) > 1:
            ways = " or ".join("/".join(a.split("/")[1:]) for a in found)
            return Resolution(
                None, "REF07", f"'{text}' could mean {len(found)} things.", f"Write {ways}.", "which one?"
            )
        if self.may_see_more(here.address.playbook) and text.count("/") < 2:
            return Resolution()
        return self._reasons.in_field(text, targets, here, source)

    def resolve_prose(self, playbook: str, text: str) -> Resolution:
        """What `[[text]]` means in the prose of a playbook."""
        tried = self.candidates_in_prose(playbook, text)
        for address in tried:
            if self.holds(str(address)):
                return Resolution(str(address))
            if self.unknowns.has(address):
                return Resolution()
        if self.may_see_more(playbook) and text.partition("#")[0].count("/") < 2:
            return Resolution()
        return self._reasons.in_prose(playbook, text, tried)

    def resolve_outside(self, text: str) -> Resolution:
        """What `[[text]]` means on a page that belongs to no playbook: what the playbooks that know it agree on."""
        outcomes = {name: self.resolve_prose(name, text) for name in self.playbooks()}
        meant = sorted({o.address for o in outcomes.values() if o.address})
        if len(meant) > 1:
            return Resolution(
                None,
                "REF07",
                f"[[{text}]] could mean the one of {one_of([a.partition('/')[0] for a in meant])}.",
                f"Name the playbook too: {one_of([f'[[{a}]]' for a in meant])}.",
                "which of them?",
                tuple(Label(self.place(a), f"'{a}' is here") for a in meant),
            )
        if meant:
            return Resolution(meant[0])
        silent = Resolution(None, "REF01", f"[[{text}]] leads nowhere.", "", "no such entry")
        # The playbook that the text names knows best what was meant; else whichever has an idea.
        named = outcomes.get(text.partition("/")[0])
        ideas = sorted(outcomes.values(), key=lambda o: (not o.sure, not o.related))
        return named or next(iter(ideas), silent)
