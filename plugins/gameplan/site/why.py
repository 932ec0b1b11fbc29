"""The *why*: the way from a page up to the vision, and the numbers of an objective."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ..graph import Chain
from ..model import Entity, Metric, Objective
from ..model.types import Measure
from ..model.values import in_words
from . import words
from .chart import chart, spark
from .data.blocks import MeasuresBlock
from .data.page import Stop, Why
from .data.pieces import Fact, Link, Measured, Piece, Spark
from .desk import Desk
from .progress import readings, target_of

_ENDS = {
    "tactics": "It implements no strategy yet.",
    "strategies": "It pursues no objective or goal yet.",
    "objectives": "It serves no goal yet.",
    "goals": "There is no vision yet.",
}
_MAY_CLIMB = ("tactics", "strategies", "objectives", "goals")


def why(desk: Desk, entity: Entity) -> Why | None:
    """The line of sight of a tactic, strategy, objective or goal; of a metric, through its objective."""
    start = entity
    lead: list[Stop] = []
    if isinstance(entity, Metric):
        measured = [e for e in desk.graph.into(str(entity.address)) if e.relation.name == "measured_by"]
        if not measured:
            return None
        start = desk.graph.entities[measured[0].source]
        lead = [Stop(words.upper(desk.kind_word("metrics")) + ", this page", Link(entity.title), "measures")]
    elif entity.plural not in _MAY_CLIMB:
        return None
    chains = desk.graph.chains(start)
    if not chains and any(e.relation.upward for e in desk.graph.out_of(str(start.address))):
        return None  # what it leads to may not be shown
    if not chains:
        return Why("Why we do this", (), broken=_ENDS[entity.plural]) if start is entity else None
    first = chains[0]
    stops = [*lead, *_stops(desk, first, is_start=start is entity)]
    last = first.steps[-1][1]
    broken = "" if first.complete else f"The line ends here. {_ENDS.get(last.plural, '')}"
    return Why(
        "Why we do this" if entity.plural != "metrics" else "Why we count this",
        tuple(stops),
        _also(desk, chains),
        broken,
    )


def _stops(desk: Desk, chain: Chain, *, is_start: bool) -> list[Stop]:
    stops = []
    entities = [chain.start, *(e for _, e in chain.steps)]
    verbs = [r.verb for r, _ in chain.steps] + [""]
    for n, (entity, verb) in enumerate(zip(entities, verbs, strict=True)):
        kind = words.upper(desk.kind_word(entity.plural))
        here = n == 0 and is_start
        small, reading = _latest(desk, entity) if isinstance(entity, Objective) else (None, "")
        name = Link(entity.title) if here else desk.link(str(entity.address))
        stops.append(Stop(f"{kind}, this page" if here else kind, name, verb, small, reading))
    return stops


def _also(desk: Desk, chains: list[Chain]) -> tuple[Link, ...]:
    """What else it leads to: the first step that other chains do not share with the first."""
    first = {str(e.address) for _, e in chains[0].steps}
    also: dict[str, None] = {}
    for chain in chains[1:]:
        for _, entity in chain.steps:
            address = str(entity.address)
            if address not in first:
                also.setdefault(address)
                break
    return tuple(desk.link(a) for a in also)


def _latest(desk: Desk, objective: Objective) -> tuple[Spark | None, str]:
    for measure in objective.measured_by:
        metric = desk.graph.role(measure.metric)
        if isinstance(metric, Metric):
            numbers = _numbers(desk, measure, metric)
            line = spark(_points(measure, metric), target_of(measure), "")
            return line, numbers
    return None, ""


def _numbers(desk: Desk, measure: Measure, metric: Metric) -> str:
    """'6 hours on 31 October 2026, from 31, target 4', with what is known."""
    parts = []
    if (last := latest(metric)) is not None:
        parts.append(f"{desk.number(last[1])} {metric.unit} on {desk.day(last[0]).words}")
    if measure.baseline is not None and measure.baseline.value is not None:
        parts.append(f"from {desk.number(measure.baseline.value)}")
    if (target := target_of(measure)) is not None:
        parts.append(f"target {desk.number(target)}")
    return ", ".join(parts)


def latest(metric: Metric) -> tuple[dt.date, Decimal] | None:
    """The newest reading of a metric."""
    found = readings(metric)
    return found[-1] if found else None


def _points(measure: Measure | None, metric: Metric) -> list[tuple[dt.date, Decimal]]:
    points = readings(metric)
    base = measure.baseline if measure is not None else None
    if (
        base is not None
        and base.on is not None
        and base.value is not None
        and base.on not in {d for d, _ in points}
    ):
        points.append((base.on, base.value))
    return sorted(points)


def measures_block(desk: Desk, objective: Objective) -> MeasuresBlock | None:
    """How an objective is measured: each metric with its numbers and a chart."""
    shown = []
    for measure in objective.measured_by:
        address = desk.graph.target(measure.metric)
        metric = desk.graph.entities.get(address) if address else None
        if isinstance(metric, Metric):
            shown.append(_measured(desk, desk.link(address), measure, metric))
        else:
            shown.append(Measured(desk.link(None), _ends(desk, measure, ""), None))
    field = objective.fields["measured_by"]
    return MeasuresBlock(field.label, "_measured_by", tuple(shown)) if shown else None


def measuring_block(desk: Desk, metric: Metric) -> MeasuresBlock | None:
    """The objectives a metric measures, each with its baseline and target."""
    shown = []
    for edge in desk.graph.into(str(metric.address)):
        objective = desk.graph.entities.get(edge.source)
        if edge.relation.name != "measured_by" or not isinstance(objective, Objective):
            continue
        for measure in objective.measured_by:
            if measure.metric is edge.reference:
                shown.append(_measured(desk, desk.link(edge.source), measure, metric))
    return MeasuresBlock("What it measures", "_measures", tuple(shown)) if shown else None


def _measured(desk: Desk, name: Link, measure: Measure, metric: Metric) -> Measured:
    facts = list(_ends(desk, measure, metric.unit))
    if (last := latest(metric)) is not None:
        facts.insert(
            1 if measure.baseline is not None else 0,
            Fact("Latest reading", (f"{desk.number(last[1])} {metric.unit}, ", desk.day(last[0]))),
        )
    label = f"{name.words}: {_numbers(desk, measure, metric)}"
    return Measured(name, tuple(facts), measure_chart(desk, measure, metric, label))


def measure_chart(desk: Desk, measure: Measure, metric: Metric, label: str) -> Spark | None:
    """The readings since the baseline on the way to the target, with the numbers in it; `label` says them as text."""
    return chart(_points(measure, metric), target_of(measure), label, desk.number, height=88)


def _ends(desk: Desk, measure: Measure, unit: str) -> tuple[Fact, ...]:
    facts = []
    for label, record, day in (
        ("Where we began", measure.baseline, "on"),
        ("Where we want to be", measure.target, "due"),
    ):
        if record is None or record["value"] is None:
            continue
        pieces: list[Piece] = [f"{desk.number(record['value'])} {unit}".strip()]
        if record[day] is not None:
            pieces += [", " if day == "on" else " by ", desk.day(record[day])]
        facts.append(Fact(label, tuple(pieces)))
    return tuple(facts)


def readings_chart(desk: Desk, metric: Metric) -> tuple[Spark | None, str]:
    """A large chart of all readings, and the same in a sentence."""
    points = _points(None, metric)
    if len(points) < 2:
        return None, ""
    first, last = points[0], points[-1]
    sentence = (
        f"{metric.title}: {desk.number(first[1])} {metric.unit} on {desk.day(first[0]).words}, "
        f"{desk.number(last[1])} {metric.unit} on {desk.day(last[0]).words}."
    )
    target = _shared_target(desk, metric)
    label = f"{sentence} The target is {desk.number(target)}." if target is not None else sentence
    return chart(points, target, label, desk.number, height=190, days=in_words), sentence


def _shared_target(desk: Desk, metric: Metric) -> Decimal | None:
    """The target that objectives set for a metric, where there is only one."""
    found: set[Decimal] = set()
    for edge in desk.graph.into(str(metric.address)):
        objective = desk.graph.entities.get(edge.source)
        if isinstance(objective, Objective):
            targets = (target_of(m) for m in objective.measured_by if m.metric is edge.reference)
            found.update(t for t in targets if t is not None)
    return found.pop() if len(found) == 1 else None
