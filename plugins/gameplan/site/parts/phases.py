"""Phases of a procedure: steps on a line of time, those that happen at once side by side, and who has which."""

from __future__ import annotations

from markupsafe import Markup

from ...model.kinds.procedure import Phase as PhasePart
from ...model.kinds.procedure import Procedure
from ...model.kinds.procedure import Step as StepPart
from ...model.kinds.rule import Reply as ReplyPart
from ..data.blocks import Block
from ..data.parts import Phase, PhasesBlock, Step, Words
from ..data.people import Duty, Party
from ..data.pieces import Fact
from ..desk import Desk
from ..people import reached
from .common import roles
from .replies import copied, gaps_marked, tongue

_MANY = 6
"""A procedure with more steps than this begins with who does what by when."""


def phases_block(desk: Desk, procedure: Procedure, heading: str, anchor: str) -> Block:
    """All phases of a procedure. Steps are numbered throughout, so that one can say where one is."""
    phases = []
    number = 0
    for phase in procedure.phases.values():
        groups: list[list[Step]] = []
        for n, step in enumerate(phase.steps):
            number += 1
            drawn = _step(desk, step, number, f"{phase.id}_{n}")
            if step.parallel is True and groups:
                groups[-1].append(drawn)
            else:
                groups.append([drawn])
        phases.append(Phase(desk.part_head(phase), tuple(tuple(g) for g in groups)))
    whole = number > _MANY
    parties = _parties(desk, list(procedure.phases.values()), whole)
    return PhasesBlock(heading, anchor, tuple(phases), parties, whole)


def next_exercise(desk: Desk, procedure: Procedure) -> tuple[Fact, ...]:
    """The day by which it is exercised again; nothing where nobody has said how often, or when last."""
    if procedure.exercise_every is None or procedure.last_exercised is None or procedure.ended:
        return ()
    day = procedure.exercise_every.after(procedure.last_exercised)
    return (Fact("Next exercise", (desk.day(day, "due"),)),)


def _step(desk: Desk, step: StepPart, number: int, key: str) -> Step:
    return Step(
        number,
        anchor_of(number),
        desk.inline(step.do, key),
        desk.link(desk.graph.target(step.role)) if step.role is not None else None,
        _clock(desk, step),
        desk.inlines(step.options, key),
        _words(desk, step, key),
        roles(desk, step.role),
    )


def anchor_of(number: int) -> str:
    """The id of a step on the page of its procedure."""
    return f"_step-{number}"


def _clock(desk: Desk, step: StepPart) -> tuple[str, ...]:
    found = []
    if step.within is not None:
        found.append(f"Within {desk.duration(step.within)}")
    if step.every is not None:
        found.append(f"Again every {desk.duration(step.every)}")
    return tuple(found)


def _words(desk: Desk, step: StepPart, key: str) -> Words | None:
    """The words that a step publishes, in full: where nothing else opens, they are at hand."""
    if step.reply is None:
        return None
    target = desk.graph.target(step.reply)
    reply = desk.graph.find(target) if target else None
    if target is None or not isinstance(reply, ReplyPart):
        return Words(desk.link(None), Markup(""), "", "")
    html = gaps_marked(desk.html(reply.text, f"_words_{key}"))
    return Words(desk.full_link(target), html, copied(desk, reply.text), tongue(reply.language))


def _parties(desk: Desk, phases: list[PhasePart], whole: bool) -> tuple[Party, ...]:
    """Who acts, in the order in which they first do. A short procedure only says how they are reached."""
    duties: dict[str, list[Duty]] = {}
    steps = (step for phase in phases for step in phase.steps)
    for number, step in enumerate(steps, 1):
        address = desk.graph.target(step.role)
        if address:
            clock = ", ".join(_clock(desk, step))
            duty = Duty(number, anchor_of(number), desk.text(step.do), clock[:1].lower() + clock[1:])
            duties.setdefault(address, []).append(duty)
    found = []
    for address, own in duties.items():
        person = reached(desk, address)
        if person is not None and (whole or person.people or person.calls or person.deputy):
            found.append(Party(person, (address,), tuple(own)))
    return tuple(found)
