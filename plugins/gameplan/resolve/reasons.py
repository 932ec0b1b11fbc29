"""Why a reference means nothing, in words: what is wrong with it, and what to write instead."""

from __future__ import annotations

from ..diagnostics import Label, did_you_mean, with_article
from ..model import LISTED, SINGLETONS, Entity
from ..model.address import Address
from ..model.fields import Target
from ..model.types import target_words
from .formerly import OldIds
from .guesses import Guesses, near_in_prose, plain
from .listings import FEW, ids_of, listing, what_there_is
from .register import Register
from .resolution import Resolution


class Reasons:
    """Says why a reference means nothing, out of what a register knows."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.entities = register.entities
        self.old = OldIds(register)
        self.guesses = Guesses(register)

    def in_field(self, text: str, targets: tuple[Target, ...], here: Entity, source: str) -> Resolution:
        """Why a reference in a field means nothing. `source` is the address at which it is written."""
        want = target_words(targets)
        base, _, part = text.partition("#")
        tried = [a for target in targets for a in self.register.candidates(text, target, here, source)]
        now, address = self.old.renamed(text, tried)
        if part:
            whole = self.guesses.holder(base, targets, here)
            if whole is not None and any(t.family and t.kind == whole.plural for t in targets):
                return self._no_part(part, whole, f"'{now}'" if now else "", address)
        elif (
            any(t.family for t in targets) and (whole := self.guesses.holder(base, targets, here)) is not None
        ):
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
        if (
            len(steps) == 3
            and steps[0] not in self.register.playbooks()
            and not self.register.unknowns.may_extend(steps[0])
        ):
            others = [
                name
                for name in self.register.playbooks()
                if name != here.address.playbook or len(base.split("/")) > 1
            ]
            near = self.guesses.near(steps[0], others)
            return Resolution(
                None,
                "REF01",
                f"There is no playbook '{steps[0]}'.",
                f"Did you mean '{near}'?"
                if near
                else listing("playbooks", others)
                or f"A playbook is a folder with a playbook.yml: {steps[0]}/playbook.yml.",
                "no such playbook",
            )
        if (other := self.guesses.of_other_kind(base, here)) is not None:
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
                f"'{text}' is {with_article(other.singular)}, but here one names {want}.",
                f"Name {want}, or move the reference to the field that is meant.",
                f"not {want}",
                (Label(other.place(), f"the {other.singular}"),),
            )
        known = self.guesses.known(targets, here)
        if known is None:
            return self._missing(text, targets, "")
        if titled := self.guesses.by_title(text, known):
            return self._missing(text, targets, f"That is {titled[0]}: its id is '{titled[1]}'.", *titled[1:])
        upstairs = self.guesses.level_of_a_parent(text, targets, here)
        near = upstairs or did_you_mean(text.rpartition("/")[2], known)
        if near:
            address = known.get(near, upstairs)
            entity = self.entities[address.partition("#")[0]]
            inner = "/".join(entity.path.split("/")[-2:])
            return self._missing(text, targets, f"Did you mean '{near}'?  {inner}", near, address)
        return self._missing(text, targets, what_there_is(targets, known, here))

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
            (Label(self.register.place(address), f"'{near}' is here"),) if near else (),
        )

    def _no_part(self, part: str, whole: Entity, now: str = "", address: str = "") -> Resolution:
        """`now` is how the part is written, quoted, and `address` where it lives, if only its id is an old one."""
        near = self.guesses.near(part, list(whole.parts())) if not now else ""
        family = whole.family()
        if not family:
            return Resolution(
                None,
                "REF06",
                f"{with_article(whole.singular).capitalize()} has no parts, so '#{part}' leads nowhere.",
                "Leave the # and what follows out.",
                "no such part",
            )
        help = f"It is now {now}." if now else f"Did you mean '{near}'?" if near else ""
        if not help:
            known = list(whole.parts())
            help = (
                f"It has {', '.join(known[:FEW])}{' …' if len(known) > FEW else ''}."
                if known
                else f"It has no {family}."
            )
        related = (
            (Label(self.register.place(f"{whole.address}#{near}"), f"'{near}' is here"),) if near else ()
        )
        if now:
            related = (Label(self.register.place(address), "it is here"),)
        return Resolution(
            None,
            "REF06",
            f"'{part}' is not one of the {family or 'parts'} of {whole.title}.",
            help,
            "no such part",
            related,
            bool(now),
        )

    # --- references in prose --------------------------------------------------------------------

    def in_prose(self, playbook: str, text: str, tried: list[Address]) -> Resolution:
        """Why `[[text]]` means nothing in the prose of a playbook; `tried` are the addresses it might have been."""
        base, _, part = text.partition("#")
        steps = base.split("/")
        now, meant = self.old.renamed(text, tried or ([Address(base)] if len(steps) == 1 else []))
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
                (Label(self.register.place(meant), f"'{now}' is here"),),
                sure=True,
            )
        return self._no_prose_target(playbook, text, base, steps)

    def _no_prose_target(self, playbook: str, text: str, base: str, steps: list[str]) -> Resolution:
        """A reference in prose to nothing, with the cure and the place of what was meant."""
        scope = self.register.scope(playbook)
        known = self.guesses.addresses(playbook)
        inner = {a.partition("/")[2] or a: a for a in known}
        near = near_in_prose(base, inner)
        help = ""
        related: tuple[Label, ...] = ()
        words = plain(steps[-1])
        of_kind = [a for a in known if len(steps) == 1 or f"/{steps[-2]}/" in a]
        if titled := next((a for a in of_kind if words and plain(self.entities[a].title) == words), ""):
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
        elif known and len(steps) == 3 and steps[0] not in self.register.playbooks():
            help = listing("playbooks", self.register.playbooks())
        elif known and len(steps) in (2, 3) and steps[-2] in LISTED:
            playbooks = scope if len(steps) == 2 else steps[:1]
            ids = [id for name in playbooks for id in self.register.ids(name, steps[-2])]
            help = ids_of(steps[-2], ["/".join([*steps[:-1], id]) for id in ids])
        elif len(steps) == 1:
            help = "A reference in text names the kind too: [[tactics/short-id]]."
        return Resolution(None, "REF01", f"[[{text}]] leads nowhere.", help, "no such entry", related)
