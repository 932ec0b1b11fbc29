"""What the map says of an entry besides its title: readings, states, where it comes from, why it leads nowhere."""

from __future__ import annotations

import datetime as dt

from ...model import Entity, Metric, Vision
from .. import words
from ..desk import HIDDEN, Desk
from ..why import latest

SUBTITLES = {
    "vision": "where we are going",
    "goals": "what it takes",
    "objectives": "by how much, by when",
    "strategies": "our approach",
    "tactics": "what we do",
}


def reading(desk: Desk, entity: Entity) -> str:
    """How an objective stands: 'now 6 hours, target 4', with what is known; "" for other kinds."""
    if entity.plural != "objectives":
        return ""
    for measure in entity["measured_by"]:
        metric = desk.graph.role(measure.metric)
        if not isinstance(metric, Metric):
            continue
        last = latest(metric)
        target = measure.target.value if measure.target is not None else None
        parts = [f"now {desk.number(last[1])} {metric.unit}"] if last is not None else ["no reading yet"]
        if target is not None:
            parts.append(f"target {desk.number(target)}" + (f" {metric.unit}" if last is None else ""))
        return ", ".join(parts)
    return ""


def horizon(desk: Desk, entity: Entity) -> str:
    """Until when a vision reaches: 'by 2029'."""
    until = entity.horizon if isinstance(entity, Vision) else None
    if isinstance(until, dt.date):
        return f"by {desk.day(until).words}"
    text = str(until or "")
    return f"by {text}" if text[:1].isdigit() else text


def origin(desk: Desk, entity: Entity) -> str:
    """Which playbook an entry comes from, where that is another."""
    home = desk.graph.playbook(entity.address.playbook)
    if entity.address.playbook == desk.playbook or home is None:
        return ""
    return f"from {home.organisation or home.title}"


def notes(desk: Desk, entity: Entity) -> tuple[str, ...]:
    """All that is said under a title, a state apart."""
    found = (reading(desk, entity), horizon(desk, entity), origin(desk, entity))
    return tuple(text for text in found if text)


def missing(desk: Desk, kind: str, reason: str, *, many: bool = False) -> str:
    """Why an entry of a kind leads nowhere, as the end of a sentence about it, or about several."""
    verb = _VERBS[kind][1 if many else 0]
    if reason == "hidden":
        return f"{verb} {HIDDEN}"
    if reason == "ended":
        return f"{verb} only what has ended"
    ends = [desk.kind_word(end) for end in _ENDS[kind]]
    return f"{verb} no {' or '.join(ends)}"


_VERBS = {
    "goals": ("advances", "advance"),
    "objectives": ("serves", "serve"),
    "strategies": ("pursues", "pursue"),
    "tactics": ("implements", "implement"),
}
_ENDS = {
    "goals": ("vision",),
    "objectives": ("goals",),
    "strategies": ("objectives", "goals"),
    "tactics": ("strategies",),
}


def counted(desk: Desk, kind: str, n: int) -> str:
    """'1 play', '14 plays', in the playbook's own words."""
    many = words.plural(desk.graph, desk.playbook, kind)
    many = many if many[1:] != many[1:].lower() else many.lower()
    return words.count(n, desk.kind_word(kind), "visions" if kind == "vision" else many)
