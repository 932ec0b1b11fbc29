"""What entities say of each other and cannot all be true: visions, ids, old ids, the answers of guides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic, Label, Severity, brief, did_you_mean, one_of, with_article
from ..document import Mapping
from ..model import KINDS, LISTED, Entity
from ..model.address import Address
from ..model.kinds.guide import OUTCOMES, Guide
from ..resolve import Names, old_address
from ..source import START, Place, Span


def missing_visions(names: Names) -> Iterator[Diagnostic]:
    """A playbook that has goals, strategies or tactics, and no vision for them to lead to."""
    for playbook in names.playbooks():
        if names.has_single(playbook, "vision"):
            continue
        needing = sorted(
            str(e.address)
            for e in names.entities.values()
            if e.address.playbook == playbook and e.plural in ("goals", "strategies", "tactics")
        )
        if needing:
            yield Diagnostic(
                "SHP03",
                Severity.ERROR,
                f"The playbook '{playbook}' has {needing[0].split('/')[1]} but no vision.yml, so nothing says where they lead.",
                Place(names.path(playbook), START),
                playbook,
                help="Write vision.yml with a `statement:`.",
            )


def id_clashes(names: Names) -> Iterator[Diagnostic]:
    """One id of one kind in a playbook and in one it extends, or in two that it extends."""
    for playbook in names.playbooks():
        scope = names.scope(playbook)
        for kind in LISTED:
            first: dict[str, str] = {}
            for name in scope if len(scope) > 1 else ():
                for id in names.ids(name, kind):
                    if id in first:
                        yield _clash(names, playbook, kind, id, first[id], name)
                    first.setdefault(id, name)


def _clash(names: Names, playbook: str, kind: str, id: str, first: str, second: str) -> Diagnostic:
    mine, other = (
        names.entities[str(Address(first, kind, id))],
        names.entities[str(Address(second, kind, id))],
    )
    related: tuple[Label, ...]
    if first == playbook:
        message = f"'{id}' is also the id of {with_article(KINDS[kind].singular)} of the playbook '{second}', which this one extends."
        place, address = mine.place(), str(mine.address)
        help = "A local playbook adds; it never replaces. Give this one another id."
        related = (Label(other.place(), "the one of the parent"),)
    else:
        message = f"'{id}' is the id of {with_article(KINDS[kind].singular)} in both '{first}' and '{second}', which this playbook extends."
        place, address = names.entities[playbook].place("extends"), playbook
        help = "Rename one of the two."
        related = (Label(mine.place(), "one"), Label(other.place(), "the other"))
    return Diagnostic("REF03", Severity.ERROR, message, place, address, help=help, related=related)


def old_id_faults(names: Names) -> Iterator[Diagnostic]:
    """An old id must not be in use again, nor be claimed twice."""
    claimed: dict[str, Place] = {}
    for entity in names.entities.values():
        for thing, address in [
            (entity, str(entity.address)),
            *((p, p.address) for p in entity.parts().values()),
        ]:
            for index, old in enumerate(thing["formerly"]):
                place = Place(entity.path, thing.at("formerly", index))
                where = old_address(entity, thing, old)
                if where == address:
                    yield Diagnostic(
                        "REF04",
                        Severity.ERROR,
                        f"'{old}' is the id it has now, not an old one.",
                        place,
                        address,
                        help="Delete it from `formerly`.",
                    )
                elif names.holds(where):
                    at = names.place(where)
                    yield Diagnostic(
                        "REF04", Severity.ERROR, f"'{old}' cannot be an old id, because it is in use.", place, address,
                        help="Old links would lead to the wrong page; delete one of the two.", related=(Label(at, "in use here"),),
                    )  # fmt: skip
                elif where in claimed:
                    yield Diagnostic(
                        "REF04", Severity.ERROR, f"'{old}' is claimed as an old id twice.", place, address,
                        help="An old link can lead to one place only; keep one.", related=(Label(claimed[where], "claimed here first"),),
                    )  # fmt: skip
                else:
                    claimed[where] = place


def guide_faults(entities: Iterable[Entity]) -> Iterator[Diagnostic]:
    """Answers, and the start of a guide, must lead to a question or an outcome."""
    for guide in entities:
        if not isinstance(guide, Guide) or "questions" not in guide:
            continue
        questions = guide.questions
        written = guide.node.get("questions") if isinstance(guide.node, Mapping) else None
        # A question whose id cannot be used is blamed for that alone.
        ids = {e.key.text for e in written.entries} if isinstance(written, Mapping) else set(questions)
        if "start" in guide and guide.start not in ids:
            yield _nowhere(
                guide,
                str(guide.address),
                guide.at("start"),
                guide.start,
                list(questions),
                "the first question",
            )
        for question in questions.values():
            for answer in question.answers:
                then = answer.then
                if "then" in answer and then not in ids and then not in OUTCOMES:
                    yield _nowhere(
                        guide,
                        question.address,
                        answer.at("then"),
                        then,
                        [*questions, *OUTCOMES],
                        "a question, or go, stop or ask",
                    )


def _nowhere(guide: Guide, address: str, span: Span, word: str, known: list[str], want: str) -> Diagnostic:
    near = did_you_mean(word, known)
    help = (
        f"Did you mean '{near}'?"
        if near
        else f"Here one writes {want}; the questions are {one_of(list(guide.questions), 'and')}."
    )
    return Diagnostic(
        "REF06",
        Severity.ERROR,
        f"'{brief(word)}' is not a question of this guide.",
        Place(guide.path, span),
        address,
        "leads nowhere",
        help,
    )
