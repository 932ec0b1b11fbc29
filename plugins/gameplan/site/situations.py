"""The register of situations: what may happen, how bad it is, what to do, who answers, who approves, by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Entity, Escalation, Rule
from . import words
from .data.pieces import Link, Pieces
from .data.tables import Choice, Column, Filter, Meter, TableCell
from .desk import Desk
from .registers import Register, options, role_cell

_TYPES = ("publish", "respond", "moderate", "account")


def _situation(desk: Desk, rule: Entity, light: bool) -> Iterator[TableCell]:
    assert isinstance(rule, Rule)
    status = words.status(rule.status) if rule.status != "active" else None
    when = () if light else (desk.inline(rule.when, rule.address.id),)
    yield TableCell((desk.link(str(rule.address)),), when, status=status)
    yield TableCell((words.situation(rule.type),) if rule.type else ())
    covered = _channels(desk, rule)
    yield TableCell(desk.joined(covered)) if covered else TableCell(small=("any",) if not rule.covers else ())
    yield _severity(desk, rule)
    yield TableCell((words.action(rule.action),))
    yield role_cell(desk, rule.responder)
    yield TableCell((link,) if (link := desk.to(rule.approver)) else ("nobody: it is yours",))
    within = rule.respond_within
    yield TableCell(
        (desk.duration(within),) if within else (),
        key=str(round(within.approximate_minutes)) if within else "",
    )


def _channels(desk: Desk, rule: Rule) -> tuple[Link, ...]:
    return desk.named([a for a in map(desk.graph.target, rule.covers) if a])


def _level(desk: Desk, rule: Entity) -> tuple[Escalation, str] | None:
    """The escalation plan and the level a situation goes to, where they show."""
    address = desk.graph.target(rule["escalates_to"])
    plan = desk.graph.entity_of(address) if address else None
    return (plan, address.partition("#")[2]) if address and isinstance(plan, Escalation) else None


def _severity(desk: Desk, rule: Rule) -> TableCell:
    found = _level(desk, rule)
    if found is None:
        return TableCell()
    plan, id = found
    ids = list(plan.levels)
    rank = ids.index(id) + 1
    return TableCell(
        (desk.link(f"{plan.address}#{id}"),),
        (f"level {rank} of {len(ids)}",),
        meter=Meter(rank, len(ids), words.tone(rank, len(ids))),
        key=str(rank),
    )


def _situation_tokens(desk: Desk, rule: Entity) -> Iterator[str]:
    assert isinstance(rule, Rule)
    if rule.type:
        yield f"type:{rule.type}"
    if not rule.covers:
        yield "channel:*"
    for reference in rule.covers:
        if (entity := desk.graph.role(reference)) is not None:
            yield f"channel:{entity.address.id}"
    if (level := _level(desk, rule)) is not None:
        yield f"level:{level[1]}"


def _situation_filters(desk: Desk, rules: Sequence[Entity]) -> Iterator[Filter]:
    types = {r["type"] for r in rules}
    yield from options("type", "Type", [(t, words.situation(t)) for t in _TYPES if t in types])
    plans = {str(found[0].address): found[0] for r in rules if (found := _level(desk, r)) is not None}
    used = {found[1] for r in rules if (found := _level(desk, r)) is not None}
    levels = [(id, level.title) for plan in plans.values() for id, level in plan.levels.items() if id in used]
    yield from options("level", "Severity", levels)
    covered = {t for r in rules for c in r["covers"] if (t := desk.graph.target(c))}
    channels = desk.graph.in_sight(desk.playbook, "channels")
    named = [(c.address.id, c.title) for c in channels if str(c.address) in covered]
    title = words.upper(desk.kind_word("channels"))
    yield from (
        options("channel", title, named)
        if len(named) != 1
        else [Filter("channel", title, (Choice(*named[0]),))]
    )


def _situation_line(desk: Desk, rule: Entity) -> Iterator[Pieces]:
    assert isinstance(rule, Rule)
    yield (rule.title,)
    yield (desk.text(rule.when),)
    yield (words.situation(rule.type),)
    yield desk.joined(_channels(desk, rule))
    level = _level(desk, rule)
    yield (desk.name(f"{level[0].address}#{level[1]}"),) if level else ()
    yield (words.action(rule.action),)
    yield (link,) if (link := desk.to(rule.responder)) else ()
    yield (link,) if (link := desk.to(rule.approver)) else ("nobody",)
    yield (desk.duration(rule.respond_within),) if rule.respond_within else ()


SITUATIONS = Register(
    "What happens, what to do then, who answers, who approves, and by when",
    (
        Column("situation", "Situation"),
        Column("type", "Type"),
        Column("channels", "Channels"),
        Column("severity", "Severity"),
        Column("action", "Do this"),
        Column("responder", "Who answers"),
        Column("approver", "Who approves"),
        Column("within", "By when"),
    ),
    _situation,
    _situation_tokens,
    _situation_filters,
    (
        "Situation",
        "When",
        "Type",
        "Channels",
        "Severity",
        "Do this",
        "Who answers",
        "Who approves",
        "By when",
    ),
    _situation_line,
)
"""How rules of engagement are listed."""
