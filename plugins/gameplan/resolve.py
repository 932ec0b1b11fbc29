"""Names become addresses: what a reference means, or why it means nothing.

A bare id means this playbook, then the playbooks it extends. What could not be read is kept as
an unknown, so that a reference to it is not blamed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .diagnostics import Diagnostic, Label, Severity, did_you_mean, one_of
from .model import KINDS, LISTED, SINGLETONS, Entity, Playbook
from .model.address import EVERYONE, Address
from .model.fields import Reference, Target
from .model.kinds.role import Role
from .model.types import Part, target_words
from .source import Place


@dataclass(frozen=True)
class Resolution:
    """What a reference means (`address`), or the finding that says why it means nothing.

    Neither where the target exists but could not be read.
    """

    address: str | None = None
    finding: str = ""
    message: str = ""
    help: str = ""
    label: str = ""
    related: tuple[Label, ...] = ()
    sure: bool = False
    """Whether the cure is no guess: an old id, say."""


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


_FEW = 8
"""How many ids a message lists."""

_NEAR_BUDGET = 200_000
"""How many words a run may compare for a near one: about two seconds. It must end on any input."""


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


class Names:
    """All addresses of a site, and how a text becomes one of them."""

    def __init__(self, entities: dict[str, Entity], unknowns: Unknowns) -> None:
        self.entities = entities
        self.unknowns = unknowns
        self._near_left = _NEAR_BUDGET
        self._ids: dict[tuple[str, str], list[str]] = {}
        for entity in entities.values():
            self._ids.setdefault((entity.address.playbook, entity.plural), []).append(entity.address.id)
        self._old: dict[str, str] | None = None
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

    def single(self, playbook: str, kind: str) -> str:
        """The address of the vision or escalation plan that serves a playbook, or ""."""
        for name in self.scope(playbook):
            if (address := str(Address(name, kind))) in self.entities:
                return address
        return ""

    def _serving(self, playbook: str, kind: str) -> tuple[str, ...]:
        """The playbook whose vision or plan serves this one; where none can be found, all it might be."""
        own = self.single(playbook, kind)
        return (own.split("/")[0],) if own else self.scope(playbook)

    def has_single(self, playbook: str, kind: str) -> bool:
        """Whether a vision or escalation plan serves a playbook, as far as can be known."""
        unread = any(self.unknowns.has(Address(name, kind)) for name in self.scope(playbook))
        return bool(self.single(playbook, kind)) or unread or self._may_see_more(playbook)

    def _may_see_more(self, playbook: str) -> bool:
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

    def clashes(self) -> Iterator[Diagnostic]:
        """One id of one kind in a playbook and in one it extends, or in two that it extends."""
        for playbook in self.playbooks():
            scope = self.scope(playbook)
            for kind in LISTED:
                first: dict[str, str] = {}
                for name in scope if len(scope) > 1 else ():
                    for id in self._ids.get((name, kind), ()):
                        if id in first:
                            yield self._clash(playbook, kind, id, first[id], name)
                        first.setdefault(id, name)

    def _clash(self, playbook: str, kind: str, id: str, first: str, second: str) -> Diagnostic:
        mine, other = (
            self.entities[str(Address(first, kind, id))],
            self.entities[str(Address(second, kind, id))],
        )
        related: tuple[Label, ...]
        if first == playbook:
            message = f"'{id}' is also the id of {_a(KINDS[kind].singular)} of the playbook '{second}', which this one extends."
            place, address = mine.place(), str(mine.address)
            help = "A local playbook adds; it never replaces. Give this one another id."
            related = (Label(other.place(), "the one of the parent"),)
        else:
            message = f"'{id}' is the id of {_a(KINDS[kind].singular)} in both '{first}' and '{second}', which this playbook extends."
            place, address = self.entities[playbook].place("extends"), playbook
            help = "Rename one of the two."
            related = (Label(mine.place(), "one"), Label(other.place(), "the other"))
        return Diagnostic("REF03", Severity.ERROR, message, place, address, help=help, related=related)

    # --- typed references -------------------------------------------------------------------

    def resolve(self, source: str, reference: Reference) -> Resolution:
        """What a reference in a field means. `source` is the address at which it is written."""
        here = self.entities[source.partition("#")[0]]
        targets = reference.targets
        if targets == (Target("*"),):
            targets = (Target(here.plural, here.family() if "#" in source else ""),)
        elif reference.relation == "part_of":
            targets = (Target(here.plural),)
        text = reference.text
        if text == EVERYONE and any(t.kind == "roles" for t in targets):
            return Resolution(EVERYONE)
        found: list[str] = []
        for target in targets:
            for address in self._candidates(text, target, here, source):
                if self._exists(address):
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
                    (Label(self._place(found[0]), "the clause"),),
                )
            return Resolution(found[0])
        if len(found) > 1:
            ways = " or ".join("/".join(a.split("/")[1:]) for a in found)
            return Resolution(
                None, "REF07", f"'{text}' could mean {len(found)} things.", f"Write {ways}.", "which one?"
            )
        if self._may_see_more(here.address.playbook) and text.count("/") < 2:
            return Resolution()
        return self._why_not(text, targets, here, source)

    def _candidates(self, text: str, target: Target, here: Entity, source: str) -> list[Address]:
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
                return [
                    Address(name, target.kind, part=part) for name in self._serving(playbook, target.kind)
                ]
            return [Address(steps[0], target.kind, part=part)] if steps[1:] == [target.kind] else []
        if len(steps) == 1:
            return [Address(name, target.kind, steps[0], part) for name in scope]
        if len(steps) == 2 and steps[0] == target.kind:
            return [Address(name, target.kind, steps[1], part) for name in scope]
        if len(steps) == 3 and steps[1] == target.kind:
            return [Address(steps[0], target.kind, steps[2], part)]
        return []

    def _now(self, address: Address) -> str:
        """Where something lives that an entry lists under `formerly`; "" where none does."""
        if self._old is None:
            self._old = {}
            for entity in self.entities.values():
                for old in entity["formerly"]:
                    self._old.setdefault(old_address(entity, entity, old), str(entity.address))
                for part in entity.parts().values():
                    for old in part["formerly"]:
                        self._old.setdefault(old_address(entity, part, old), part.address)
        if now := self._old.get(str(address)):
            return now
        playbook = self._old.get(address.playbook, "")
        if playbook and playbook in self.entities:
            address = address._replace(playbook=playbook)
            if self._exists(address):
                return str(address)
        now = self._old.get(str(address.entity), "") if address.part else ""
        if now and self._exists(Address(*now.split("/"))._replace(part=address.part)):
            return f"{now}#{address.part}"
        return self._old.get(str(address), "")

    def _renamed(self, text: str, addresses: list[Address]) -> tuple[str, str]:
        """How a reference that uses an old id is spelled now, and the whole address; both "" where it uses none."""
        for address in addresses:
            if now := self._now(address):
                steps = now.partition("#")[0].split("/")
                length = max(text.partition("#")[0].count("/") + 1, 1) if text.partition("#")[0] else 0
                base = "/".join(steps[-length:]) if length else ""
                part = now.partition("#")[2]
                short = part and "#" not in text and len(steps) == 2  # a level needs no more than its id
                return (part if short else f"{base}#{part}" if part else base), now
        return "", ""

    def _exists(self, address: Address) -> bool:
        entity = self.entities.get(str(address.entity))
        return entity is not None and (not address.part or address.part in entity.parts())

    def _why_not(self, text: str, targets: tuple[Target, ...], here: Entity, source: str) -> Resolution:
        want = target_words(targets)
        base, _, part = text.partition("#")
        tried = [a for target in targets for a in self._candidates(text, target, here, source)]
        now, address = self._renamed(text, tried)
        if part:
            whole = self._holder(base, targets, here)
            if whole is not None and any(t.family and t.kind == whole.plural for t in targets):
                return self._no_part(part, whole, f"'{now}'" if now else "", address)
        elif any(t.family for t in targets) and (whole := self._holder(base, targets, here)) is not None:
            parts = list(whole.parts())
            sample = f"{text}#{parts[0]}" if parts else f"{text}#…"
            return Resolution(
                None,
                "REF02",
                f"'{text}' is the whole {whole.singular}, but here one names {want}.",
                f"Name a part of it, such as {sample}.",
                f"not {want}",
                (Label(whole.place(), f"the {whole.singular}"),),
            )
        if now:
            return self._missing(text, targets, f"It is now '{now}'.", now, address)
        steps = base.split("/")
        if targets == (Target("playbook"),):
            steps = [base, "", ""]
        if len(steps) == 3 and steps[0] not in self.playbooks() and not self.unknowns.may_extend(steps[0]):
            others = [
                name for name in self.playbooks() if name != here.address.playbook or len(base.split("/")) > 1
            ]
            near = self._near(steps[0], others)
            return Resolution(
                None,
                "REF01",
                f"There is no playbook '{steps[0]}'.",
                f"Did you mean '{near}'?"
                if near
                else _listing("playbooks", others)
                or f"A playbook is a folder with a playbook.yml: {steps[0]}/playbook.yml.",
                "no such playbook",
            )
        if (other := self._of_other_kind(base, here)) is not None:
            if part and any(not t.family for t in targets) and other.plural in {t.kind for t in targets}:
                return Resolution(
                    None,
                    "REF02",
                    f"'{text}' names a part, but here one names {want}.",
                    f"Write {base}.",
                    f"not {want}",
                )
            return Resolution(
                None,
                "REF02",
                f"'{text}' is {_a(other.singular)}, but here one names {want}.",
                f"Name {want}, or move the reference to the field that is meant.",
                f"not {want}",
                (Label(other.place(), f"the {other.singular}"),),
            )
        known = self._known(text, targets, here)
        if known is None:
            return self._missing(text, targets, "")
        if titled := self._by_title(text, known):
            return self._missing(text, targets, f"That is {titled[0]}: its id is '{titled[1]}'.", *titled[1:])
        upstairs = self._level_of_a_parent(text, targets, here)
        near = upstairs or did_you_mean(text.rpartition("/")[2], known)
        if near:
            address = known.get(near, upstairs)
            entity = self.entities[address.partition("#")[0]]
            inner = "/".join(entity.path.split("/")[-2:])
            return self._missing(text, targets, f"Did you mean '{near}'?  {inner}", near, address)
        return self._missing(text, targets, self._what_there_is(targets, known, here))

    def _missing(
        self, text: str, targets: tuple[Target, ...], help: str, near: str = "", address: str = ""
    ) -> Resolution:
        """A reference to nothing, with the cure and the place of what was meant."""
        want = target_words(targets)
        kind = want.removeprefix("a ").removeprefix("an ").removeprefix("the ")
        return Resolution(
            None,
            "REF01",
            f"'{text}' is not {want} of this playbook.",
            help,
            f"no such {kind.split(',')[0].split(' or ')[0]}",
            (Label(self._place(address), f"'{near}' is here"),) if near else (),
        )

    def _by_title(self, text: str, known: dict[str, str]) -> tuple[str, str, str] | None:
        """Whose title or holder a text is ("its title"), the id and the whole address; None where it is nobody's."""
        words = _plain(text)
        for id, address in known.items():
            entity = self.entities[address.partition("#")[0]]
            thing = entity.parts()[address.partition("#")[2]] if "#" in address else entity
            if words and _plain(thing["title"]) == words:
                return "its title", id, address
        for id, address in known.items():
            entity = self.entities[address.partition("#")[0]]
            holders = entity["holders"] if isinstance(entity, Role) else ()
            if words and any(_plain(holder["name"]) == words for holder in holders):
                return "a person; name the role", id, address
        return None

    def _what_there_is(self, targets: tuple[Target, ...], known: dict[str, str], here: Entity) -> str:
        """The ids that a reference could name, where they are few; else how it is written."""
        own = str(here.address)
        ids = [id for id, address in known.items() if address != own]
        target = targets[0]
        if target.family and target.kind not in SINGLETONS:
            form = f"{KINDS[target.kind].singular.split(' ')[0]}#{_singular(target).split(' ')[-1]}"
            if not ids:
                return f"It is written `{form}`, and there is no {_singular(target)} yet."
            return f"It is written `{form}`, such as {one_of(ids[:_FEW])}{' …' if len(ids) > _FEW else '.'}"
        if ids and len(ids) <= _FEW:
            return _listing(" and ".join(dict.fromkeys(t.family or t.kind for t in targets)), ids)
        if target.family and not ids:
            return f"There is no {_singular(target)} yet: write it in {target.kind}.yml."
        if not ids and (len(targets) > 1 or target.kind not in LISTED):
            return f"There is no {one_of([_singular(t) for t in targets])} yet."
        return _ids_of(target.kind, ids)

    def _place(self, address: str) -> Place:
        base, _, part = address.partition("#")
        entity = self.entities[base]
        return Place(entity.path, entity.parts()[part].key) if part else entity.place()

    def _holder(self, base: str, targets: tuple[Target, ...], here: Entity) -> Entity | None:
        """The entity in which a part was looked for."""
        if not base:
            return here
        for target in targets:
            for address in self._candidates(base, Target(target.kind), here, ""):
                if entity := self.entities.get(str(address)):
                    return entity
        return None

    def _no_part(self, part: str, whole: Entity, now: str = "", address: str = "") -> Resolution:
        """`now` is how the part is written, quoted, and `address` where it lives, if only its id is an old one."""
        near = self._near(part, list(whole.parts())) if not now else ""
        family = whole.family()
        if not family:
            return Resolution(
                None,
                "REF06",
                f"{_a(whole.singular).capitalize()} has no parts, so '#{part}' leads nowhere.",
                "Leave the # and what follows out.",
                "no such part",
            )
        help = f"It is now {now}." if now else f"Did you mean '{near}'?" if near else ""
        if not help:
            known = list(whole.parts())
            help = (
                f"It has {', '.join(known[:8])}{' …' if len(known) > 8 else ''}."
                if known
                else f"It has no {family}."
            )
        related = (Label(self._place(f"{whole.address}#{near}"), f"'{near}' is here"),) if near else ()
        if now:
            related = (Label(self._place(address), "it is here"),)
        return Resolution(
            None,
            "REF06",
            f"'{part}' is not one of the {family or 'parts'} of {whole.title}.",
            help,
            "no such part",
            related,
            bool(now),
        )

    def _of_other_kind(self, base: str, here: Entity) -> Entity | None:
        steps = base.split("/")
        for name in self.scope(here.address.playbook):
            for kind in (*LISTED, *SINGLETONS):
                address = Address(name, kind) if kind in SINGLETONS else Address(name, kind, steps[-1])
                spelled = (str(address), str(address).partition("/")[2], address.id or address.kind)
                if base in spelled and (entity := self.entities.get(str(address))):
                    return entity
        return None

    def _level_of_a_parent(self, text: str, targets: tuple[Target, ...], here: Entity) -> str:
        """A playbook with a plan of its own reaches its parent's levels by the whole address."""
        part = text.rpartition("/")[2].rpartition("#")[2]
        playbook = here.address.playbook
        for target in targets:
            if target.family and target.kind in SINGLETONS:
                serving = self._serving(playbook, target.kind)
                for name in self.scope(playbook):
                    address = Address(name, target.kind, part=part)
                    if name not in serving and part and self._exists(address):
                        return str(address)
        return ""

    def _known(self, text: str, targets: tuple[Target, ...], here: Entity) -> dict[str, str] | None:
        """What a reference could name, as it is written, with its address.

        None once the run has asked too often: it must end on any input.
        """
        if self._near_left <= 0:
            return None
        known: dict[str, str] = {}
        playbook = here.address.playbook
        for target in targets:
            if target.kind == "playbook":
                known.update({p: p for p in self.playbooks()})
                continue
            singleton = target.kind in SINGLETONS
            for name in self._serving(playbook, target.kind) if singleton else self.scope(playbook):
                ids = self._ids.get((name, target.kind), ())
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

    def _near(self, word: str, known: list[str]) -> str:
        """The near word, as long as the run has not been asked too often: it must end on any input."""
        if self._near_left <= 0:
            return ""
        self._near_left -= len(known)
        return did_you_mean(word, known)

    # --- references in prose ----------------------------------------------------------------

    def resolve_prose(self, playbook: str, text: str) -> Resolution:
        """What `[[text]]` means in the prose of a playbook."""
        base, _, part = text.partition("#")
        steps = base.split("/")
        tried: list[Address] = []
        if len(steps) == 1 and base in self.entities:
            tried = [Address(base)]
        elif len(steps) == 1 and base in SINGLETONS:
            tried = [Address(name, base, part=part) for name in self._serving(playbook, base)]
        elif len(steps) == 2 and steps[0] in LISTED:
            tried = [Address(name, steps[0], steps[1], part) for name in self.scope(playbook)]
        elif len(steps) == 2 and steps[1] in SINGLETONS:
            tried = [Address(steps[0], steps[1], part=part)]
        elif len(steps) == 3:
            tried = [Address(steps[0], steps[1], steps[2], part)]
        for address in tried:
            if self._exists(address):
                return Resolution(str(address))
            if self.unknowns.has(address):
                return Resolution()
        if self._may_see_more(playbook) and len(steps) < 3:
            return Resolution()
        now, meant = self._renamed(text, tried or ([Address(base)] if len(steps) == 1 else []))
        if part:
            for address in tried:
                if whole := self.entities.get(str(address.entity)):
                    return self._no_part(part, whole, f"[[{now}]]" if now else "", meant)
        if now:
            return Resolution(
                None,
                "REF01",
                f"[[{text}]] leads nowhere.",
                f"It is now [[{now}]].",
                "no such entry",
                (Label(self._place(meant), f"'{now}' is here"),),
                sure=True,
            )
        return self._no_prose_target(playbook, text, base, steps)

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
                tuple(Label(self._place(a), f"'{a}' is here") for a in meant),
            )
        if meant:
            return Resolution(meant[0])
        silent = Resolution(None, "REF01", f"[[{text}]] leads nowhere.", "", "no such entry")
        # The playbook that the text names knows best what was meant; else whichever has an idea.
        named = outcomes.get(text.partition("/")[0])
        ideas = sorted(outcomes.values(), key=lambda o: (not o.sure, not o.related))
        return named or next(iter(ideas), silent)

    def _no_prose_target(self, playbook: str, text: str, base: str, steps: list[str]) -> Resolution:
        scope = self.scope(playbook)
        # The near word must not cost more than the run has: it must end on any input.
        known = [a for a in self.entities if a.partition("/")[0] in scope] if self._near_left > 0 else []
        self._near_left -= 2 * len(self.entities)
        inner = {a.partition("/")[2] or a: a for a in known}
        help = ""
        related: tuple[Label, ...] = ()
        if len(steps) == 1:
            fits = [a for a in inner if a.rpartition("/")[2] == base]
            near = fits[0] if fits else did_you_mean(base, [a.rpartition("/")[2] for a in inner])
            near = (
                near
                if near in inner
                else next((a for a in inner if near and a.rpartition("/")[2] == near), "")
            )
        elif steps[-2] in LISTED:
            alike = {a.rpartition("/")[2]: a for a in inner if a.startswith(f"{steps[-2]}/")}
            near = alike.get(did_you_mean(steps[-1], alike), "")
            near = near or next((a for a in inner if a.endswith(f"/{steps[-1]}")), "")
        else:
            near = did_you_mean("/".join(steps[-2:]), inner)
        words = _plain(steps[-1])
        of_kind = [a for a in known if len(steps) == 1 or f"/{steps[-2]}/" in a]
        if titled := next((a for a in of_kind if words and _plain(self.entities[a].title) == words), ""):
            spelled = titled if len(steps) == 3 else titled.partition("/")[2] or titled
            help = f"That is its title; write [[{spelled}]]."
            related = (Label(self.entities[titled].place(), f"'{spelled}' is here"),)
        elif near:
            spelled = inner[near] if len(steps) == 3 else near
            help = f"Did you mean [[{spelled}]]?"
            related = (Label(self.entities[inner[near]].place(), f"'{spelled}' is here"),)
        elif base in SINGLETONS:
            help = f"This playbook has no {base}.yml."
        elif base in LISTED:
            help = f"Name one of them: [[{base}/short-id]]."
        elif known and len(steps) == 3 and steps[0] not in self.playbooks():
            help = _listing("playbooks", self.playbooks())
        elif known and len(steps) in (2, 3) and steps[-2] in LISTED:
            playbooks = scope if len(steps) == 2 else steps[:1]
            ids = [id for name in playbooks for id in self._ids.get((name, steps[-2]), ())]
            help = _ids_of(steps[-2], ["/".join([*steps[:-1], id]) for id in ids])
        elif len(steps) == 1:
            help = "A reference in text names the kind too: [[tactics/short-id]]."
        return Resolution(None, "REF01", f"[[{text}]] leads nowhere.", help, "no such entry", related)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _singular(target: Target) -> str:
    words = target_words((target,))
    return words.removeprefix("a ").removeprefix("an ").removeprefix("the ")


def _ids_of(kind: str, ids: list[str]) -> str:
    """What there is of a kind: its ids where they are few, where to find them, or how to write the first."""
    if not ids:
        return f"There is no {KINDS[kind].singular} yet: write {kind}/<id>.yml or {kind}.yml."
    return _listing(kind, ids) or f"The id is the name of a file in {kind}/, or a key in {kind}.yml."


def _listing(kinds: str, ids: list[str]) -> str:
    """The ids there are, where they can be listed."""
    if not ids or len(ids) > _FEW:
        return ""
    return f"The {kinds} are {one_of(ids, 'and')}." if len(ids) > 1 else f"There is only '{ids[0]}' so far."


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
