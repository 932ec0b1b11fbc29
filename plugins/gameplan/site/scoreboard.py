"""The scoreboard of a playbook: every objective by the goal it serves, and how far it has come.

Nothing here depends on the day: what is overdue is worked out by the browser from the dates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..model import Entity, Metric, Objective
from ..model.types import Measure
from . import words
from .concerns import concerned
from .data.blocks import Block
from .data.page import PageData, SearchDocument, TocItem
from .data.pieces import Day, Fact, Link, Piece, Pieces
from .data.scores import Score, Scored, ScoresBlock, Side, SidesBlock, Standing, TallyBlock
from .desk import Desk, Site
from .progress import (
    BEHIND,
    HELD,
    REACHED,
    UNDER_WAY,
    UNKNOWN,
    Progress,
    baseline_of,
    progress,
    readings,
    target_of,
)
from .why import measure_chart

_CHARTS_AT_MOST = 40
"""How many objectives a page draws; with more, each number is a line of words."""

_WAYS = {"up": "more is better", "down": "fewer is better", "hold": "should stay where it is"}

_AT_GOAL = frozenset({REACHED, HELD})


def scoreboard_of(playbook: str) -> str:
    """The address of a playbook's scoreboard."""
    return f"{playbook}/scoreboard/"


def has_scoreboard(site: Site, playbook: str) -> bool:
    """Whether there is an objective in sight that is not retired."""
    return any(e.status != "retired" for e in site.graph.in_sight(playbook, "objectives"))


def reached_of_all(site: Site, playbook: str) -> str:
    """How many of the objectives in use have reached their target: "4 of 9"."""
    board = _board(Desk(site, scoreboard_of(playbook), playbook), playbook)
    active = [s for o, s in board if o.status == "active"]
    return f"{sum(s in _AT_GOAL for s in active)} of {len(active)}" if active else ""


def scoreboard(site: Site, playbook: str) -> PageData:
    """The page of a playbook that has objectives in sight."""
    desk = Desk(site, scoreboard_of(playbook), playbook)
    in_sight = [e for e in desk.graph.in_sight(playbook, "objectives") if e.status != "retired"]
    drawn = len(in_sight) <= _CHARTS_AT_MOST
    kinds = words.plural(desk.graph, playbook, "objectives").lower()
    found: list[Block] = []
    sentence = ""
    for name in (playbook, *desk.graph.parents(playbook)):
        board = _board(desk, name)
        if not board:
            continue
        own = name == playbook
        tally = _tally(desk, board, "" if own else desk.name(name), name)
        sentence = sentence or tally.words
        goals = _by_goal(desk, name, board, drawn=drawn)
        found += [tally, *(goals if own else (replace(g, anchor=f"{g.anchor}_{name}") for g in goals))]
        if own and (sides := _sides(desk, board, listed=drawn)) is not None:
            found.append(sides)
    manifest = desk.manifest()
    about = f"How far each of our {kinds} has come, from where it began to its target."
    return PageData(
        template="index",
        kind="scoreboard",
        title=words.SCOREBOARD,
        eyebrow=manifest.title if manifest else playbook,
        lead=(Markup.escape(about),),
        blocks=tuple(found),
        address=scoreboard_of(playbook).rstrip("/"),
        description=f"{about} {sentence}".strip(),
        toc=tuple(TocItem(b.heading, b.anchor) for b in found),
        search=(SearchDocument(words.SCOREBOARD, f"{about} {sentence}"),),
        layout="wide",
    )


# --- how many have got there -------------------------------------------------------------------


@dataclass(frozen=True)
class _Count:
    """Objectives by state, those that are in use."""

    states: Counter[str]

    @property
    def all(self) -> int:
        return self.states.total()

    @property
    def there(self) -> int:
        return sum(self.states[s] for s in _AT_GOAL)


_NO_READING, _NO_TARGET = "no-reading", "no-target"
_ORDER = (REACHED, HELD, UNDER_WAY, BEHIND, UNKNOWN, _NO_READING, _NO_TARGET)


def _board(desk: Desk, playbook: str) -> list[tuple[Objective, str]]:
    """The objectives of a playbook that are not retired, each with its state."""
    return [
        (e, _state(desk, e))
        for e in desk.graph.of_kind(playbook, "objectives")
        if isinstance(e, Objective) and e.status != "retired"
    ]


def _state(desk: Desk, objective: Objective) -> str:
    """The state of a whole objective: there when all its numbers are, behind when one is, unknown when all are."""
    each = [p for m in objective.measured_by if (p := _progress(desk, m)) is not None]
    known = [p.state for p in each if p.state != UNKNOWN]
    if not known:
        if any(p.why.startswith("no-reading") for p in each):
            return _NO_READING
        hidden = len(each) < len(objective.measured_by)
        return UNKNOWN if hidden or any(p.why == "no-direction" for p in each) else _NO_TARGET
    if BEHIND in known:
        return BEHIND
    if len(known) == len(objective.measured_by) and all(s in _AT_GOAL for s in known):
        return HELD if set(known) == {HELD} else REACHED
    return UNDER_WAY


def _progress(desk: Desk, measure: Measure) -> Progress | None:
    """How far a measure has come; None where its metric may not be shown."""
    metric = desk.graph.role(measure.metric)
    return progress(measure, metric) if isinstance(metric, Metric) else None


def _tally(desk: Desk, board: list[tuple[Objective, str]], heading: str, playbook: str) -> TallyBlock:
    count = _Count(Counter(state for objective, state in board if objective.status == "active"))
    kind = words.singular(desk.graph, desk.playbook, "objectives")
    if not count.all:
        said = f"No {kind} is in use at present."
    else:
        if count.all > 1:
            kind = words.plural(desk.graph, desk.playbook, "objectives").lower()
        verb = "has reached its target" if 1 in (count.all, count.there) else "have reached their target"
        said = "; ".join((f"{count.there} of {count.all} {kind} {verb}", *_besides(count))) + "."
    pieces = tuple(state for state in _ORDER for _ in range(count.states[state]))
    return TallyBlock(
        f"From {heading}" if heading else "How far we have come",
        f"_from_{playbook}" if heading else "_tally",
        f"{count.there} of {count.all}" if count.all else "",
        said,
        pieces if len(pieces) <= _CHARTS_AT_MOST else (),
        (),
    )


def _besides(count: _Count) -> Iterator[str]:
    """What else the head sentence says."""
    for state, one, many in (
        (UNDER_WAY, "is on the way", "are on the way"),
        (BEHIND, "is further away than where it began", "are further away than where they began"),
        (_NO_READING, "has no reading yet", "have no reading yet"),
        (_NO_TARGET, "has no target", "have no target"),
        (UNKNOWN, "cannot be judged", "cannot be judged"),
    ):
        if n := count.states[state]:
            yield f"{n} {one if n == 1 else many}"


# --- goal by goal ------------------------------------------------------------------------------


def _by_goal(
    desk: Desk, playbook: str, board: list[tuple[Objective, str]], *, drawn: bool
) -> list[ScoresBlock]:
    """The objectives of a playbook, each under the first goal it serves; those without one last."""
    groups: dict[str, list[Score]] = {}
    ranked = {str(g.address): n for n, g in enumerate(desk.graph.in_sight(desk.playbook, "goals"))}
    for objective, _ in board:
        edges = desk.graph.out_of(str(objective.address))
        goals = [e.target for e in edges if e.relation.name == "serves" and e.target]
        home = goals[0] if goals else ""
        groups.setdefault(home, []).append(_score(desk, objective, goals[1:], drawn=drawn))
    made = []
    for goal in sorted(groups, key=lambda g: (g == "", ranked.get(g, len(ranked)))):
        entity = desk.graph.entities.get(goal)
        kind = words.singular(desk.graph, desk.playbook, "goals")
        heading = entity.title if entity else f"Without a {kind} that can be shown here"
        lead = f"{words.upper(kind)} {entity.number}".strip() if entity else ""
        anchor = f"_goal_{goal.replace('/', '_')}" if entity else "_goal"
        link = desk.link(goal) if entity else None
        made.append(ScoresBlock(heading, anchor, link, lead, tuple(groups[goal])))
    return made


def _score(desk: Desk, objective: Objective, also: Sequence[str], *, drawn: bool) -> Score:
    address = str(objective.address)
    meta = []
    if (owner := desk.to(objective.owner)) is not None:
        meta.append(Fact("Owner", (owner,)))
    if objective.perspective:
        meta.append(Fact("Perspective", (objective.perspective,)))
    if also:
        meta.append(Fact("Also serves", desk.joined(desk.named(list(also)))))
    live = objective.status == "active"
    return Score(
        desk.link(address),
        objective.number,
        None if live else words.status(objective.status),
        tuple(meta),
        tuple(_scored(desk, m, live=live, drawn=drawn) for m in objective.measured_by),
        concerned(desk.graph, address),
        "" if objective.measured_by else "Nothing measures it yet.",
    )


def _scored(desk: Desk, measure: Measure, *, live: bool, drawn: bool) -> Scored:
    metric = desk.graph.role(measure.metric)
    if not isinstance(metric, Metric):
        standing = Standing("Its readings are not shown here", UNKNOWN)
        return Scored(desk.link(None), "", standing, tuple(_ends(desk, measure, due=live)))
    found = progress(measure, metric)
    facts = list(_ends(desk, measure, due=live and found.state not in _AT_GOAL))
    last = readings(metric)[-1:]
    if last:
        facts.insert(
            1 if baseline_of(measure) is not None else 0,
            Fact("Latest", (f"{desk.number(last[0][1])}, ", desk.day(last[0][0]))),
        )
    name, standing = desk.link(str(metric.address)), _standing(desk, found, metric)
    if not drawn:
        return Scored(name, _about(metric), replace(standing, share=None), line=_line(facts))
    chart = measure_chart(desk, measure, metric, _said(desk, metric, facts))
    return Scored(name, _about(metric), standing, tuple(facts), chart)


def _line(facts: list[Fact]) -> Pieces:
    """Facts one after the other: "began at 31, 28 February 2026 · target 4"."""
    pieces: list[Piece] = []
    for fact in facts:
        pieces += [f"{' · ' if pieces else ''}{fact.label.lower()} ", *fact.value]
    return tuple(pieces)


def _about(metric: Metric) -> str:
    said = [metric.unit, _WAYS.get(metric.direction or "", ""), metric.stage or ""]
    return " · ".join(s for s in said if s)


def _ends(desk: Desk, measure: Measure, *, due: bool) -> Iterator[Fact]:
    """Where a number began and where it should be; only what is still to be reached can be due."""
    baseline, target = baseline_of(measure), target_of(measure)
    if baseline is not None:
        on = measure.baseline["on"]
        yield Fact("Began at", (desk.number(baseline), *((", ", desk.day(on)) if on is not None else ())))
    if target is not None:
        by = measure.target["due"]
        day: tuple[Piece, ...] = (" by ", desk.day(by, "due" if due else "")) if by is not None else ()
        yield Fact("Target", (desk.number(target), *day))


def _said(desk: Desk, metric: Metric, facts: list[Fact]) -> str:
    """The numbers of a chart as one sentence."""
    told = [
        f"{f.label.lower()} {''.join(p.words if isinstance(p, Day | Link) else p for p in f.value)}"
        for f in facts
    ]
    return f"{metric.title}, in {metric.unit}: {'; '.join(told)}."


def _standing(desk: Desk, found: Progress, metric: Metric) -> Standing:
    """Where a number stands, in words that need no colour."""
    unknown = {
        "no-reading": "No reading yet",
        "no-reading-since": "No reading since it began",
        "no-target": "No target",
        "no-direction": "Not there yet; the metric does not say which way is good",
    }
    gap = desk.number(abs(found.gap)) if found.gap is not None else ""
    gap += f" {metric.unit}" if gap != "1" else ""  # no "1 hours": the unit stands beside it
    if found.state == UNKNOWN:
        return Standing(unknown[found.why], UNKNOWN)
    if found.state == HELD:
        return Standing("Where it should be", HELD, 100)
    if found.state == REACHED:
        return Standing(f"Reached, and {gap} beyond" if found.gap else "Reached", REACHED, 100)
    if found.state == BEHIND:
        if metric.direction == "hold" or found.share is None:
            return Standing(f"Off by {gap}", BEHIND)
        return Standing(f"Further away than where it began, by {gap}", BEHIND, 0)
    if found.share is None:
        return Standing(f"{gap} to go", UNDER_WAY)
    return Standing(f"{found.share} per cent of the way, {gap} to go", UNDER_WAY, found.share)


# --- side by side ------------------------------------------------------------------------------


def _sides(desk: Desk, board: list[tuple[Objective, str]], *, listed: bool) -> Block | None:
    """The objectives in use by perspective, where any has one; only counted where they are not `listed`."""
    by_side: dict[str, list[tuple[Entity, str]]] = {}
    for objective, state in board:
        if objective.status == "active":
            by_side.setdefault(objective.perspective, []).append((objective, state))
    if not any(by_side):
        return None
    sides = []
    for name in sorted(by_side, key=lambda n: (n == "", n.casefold())):
        count = _Count(Counter(state for _, state in by_side[name]))
        each = tuple((desk.link(str(o.address)), _STATES[s]) for o, s in by_side[name]) if listed else ()
        sides.append(Side(name or "No perspective", f"{count.there} of {count.all} reached", each))
    return SidesBlock("By perspective", "_perspectives", tuple(sides))


_STATES = {
    REACHED: "reached",
    HELD: "where it should be",
    UNDER_WAY: "on the way",
    BEHIND: "further away than where it began",
    UNKNOWN: "cannot be judged",
    _NO_READING: "no reading yet",
    _NO_TARGET: "no target",
}
