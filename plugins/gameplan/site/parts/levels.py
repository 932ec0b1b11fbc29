"""Levels of escalation: side by side on the card of a plan, and one of them where a situation gets worse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from ...model.kinds.escalation import Escalation
from ...model.kinds.escalation import Level as LevelPart
from ...model.kinds.rule import Rule
from ...model.types import Notice
from .. import words
from ..concerns import concerned
from ..data.blocks import Block
from ..data.parts import Level, LevelPanel, LevelRow, LevelsBlock
from ..data.people import Party
from ..data.pieces import Fact, Piece, Pieces
from ..desk import Desk
from ..people import reached
from .common import bullets, roles, told_within

_COLOURS = frozenset(
    {"green", "yellow", "amber", "orange", "red", "black", "blue", "purple", "white", "grey"}
)
"""Ids of levels that people say aloud: "this is red"."""
_TELLS = 5
"""The row that says who is told: where it is empty on one card, that says something too."""
_NOBODY = LevelRow((Fact("Tell", ("Nobody else",)),), short=True)


def levels_block(desk: Desk, plan: Escalation, heading: str, anchor: str) -> Block:
    """All levels of a plan, mildest first, and whom else the card names."""
    levels = list(plan.levels.values())
    shown = [_level(desk, level, n, len(levels)) for n, level in enumerate(levels, 1)]
    # What no level has needs no row; what one of them has keeps a row in all, so that one compares along a line.
    used = [n for n in range(len(shown[0].rows)) if any(level.rows[n].facts for level in shown)]
    cards = tuple(
        replace(v, rows=tuple(_NOBODY if n == _TELLS and not v.rows[n].facts else v.rows[n] for n in used))
        for v in shown
    )
    hours = (desk.inline(plan.hours, "_hours"),) if plan.hours else ()
    return LevelsBlock(heading, anchor, cards, _others(desk, levels), hours)


def _level(desk: Desk, level: LevelPart, rank: int, ranks: int) -> Level:
    found = reached(desk, desk.graph.target(level.decides))
    leading = [e.source for e in desk.graph.into(level.address) if e.relation.name == "escalates_to"]
    rows = (
        _listed(desk, "It is this when", level.criteria, f"{level.id}_criteria"),
        _listed(desk, "For example", level.examples, f"{level.id}_examples", screen=True),
        LevelRow(
            (Fact("Decides", (desk.link(desk.graph.target(level.decides)),)),) if level.decides else (),
            large=True,
            reached=found,
        ),
        LevelRow((Fact("Call", ()),) if found and (found.calls or found.deputy_calls) else (), reached=found),
        _one("Answer within", (desk.duration(level.respond_within),) if level.respond_within else (), True),
        LevelRow(_told(desk, level.notifies), short=True),
        _listed(desk, "You may", level.may, f"{level.id}_may"),
        _one("Start", desk.joined(tuple(desk.link(desk.graph.target(r)) for r in level.triggers))),
        _one("In force from", (desk.day(level.effective),) if level.effective else ()),
        _one("What leads here", desk.joined(tuple(desk.link(a) for a in leading)), screen=True),
    )
    tone = words.tone(rank, ranks)
    colour = level.id if level.id in _COLOURS else ""
    return Level(desk.part_head(level), rank, ranks, tone, colour, rows, concerned(desk.graph, level.address))


def _one(label: str, value: Pieces, large: bool = False, screen: bool = False) -> LevelRow:
    return LevelRow((Fact(label, value),) if value else (), large=large, short=large, screen=screen)


def _listed(desk: Desk, label: str, texts: tuple[str, ...], prefix: str, screen: bool = False) -> LevelRow:
    lines = (Fact(label, (bullets(desk.inlines(texts, prefix)),)),) if texts else ()
    return LevelRow(lines, screen=screen)


def _told(desk: Desk, notices: Sequence[Notice]) -> tuple[Fact, ...]:
    groups = told_within(desk, notices)
    return tuple(
        Fact(f"Tell within {within}" if within else "Tell", desk.joined(links)) for within, links in groups
    )


def _others(desk: Desk, levels: list[LevelPart]) -> tuple[Party, ...]:
    """The roles to be told that decide at no level, and so stand on no card, where there is a way to reach them."""
    deciding = roles(desk, *(level.decides for level in levels))
    named = dict.fromkeys(
        address
        for level in reversed(levels)
        for notice in level.notifies
        if (address := desk.graph.target(notice.role)) and address not in deciding
    )
    parties = (Party(found, (address,)) for address in named if (found := reached(desk, address)) is not None)
    return tuple(p for p in parties if p.reached.calls)


def how_to_use(desk: Desk, plan: Escalation) -> tuple[Markup, ...]:
    """The sentence that a plan opens with; a plan of one level needs none."""
    levels = list(plan.levels.values())
    if len(levels) < 2:
        return ()
    worst = levels[-1]
    sentence = Markup(
        'Start at <a href="#{id}">{title}</a> and stop at the first that fits. In doubt take the higher level.'
    )
    return (sentence.format(id=worst.id, title=worst.title),)


def level_panel(desk: Desk, rule: Rule) -> Block | None:
    """Where a situation goes when it gets worse."""
    address = desk.graph.target(rule.escalates_to)
    plan = desk.graph.entity_of(address) if address else None
    if address is None or not isinstance(plan, Escalation):
        return None
    ids = list(plan.levels)
    level = plan.levels[address.partition("#")[2]]
    rank = ids.index(level.id) + 1
    sentence: list[Piece] = []
    if level.criteria:
        sentence += ["Raise it when one of these is true:", bullets(desk.inlines(level.criteria, "worse"))]
    if level.decides is not None:
        sentence += [desk.link(desk.graph.target(level.decides)), " then decides"]
        if level.respond_within is not None:
            sentence.append(f", within {desk.duration(level.respond_within)}")
        sentence.append(".")
    return LevelPanel(
        "When it gets worse",
        "_worse",
        rank,
        len(ids),
        words.tone(rank, len(ids)),
        desk.link(address),
        tuple(s for s in sentence if s != ""),
        level.id if level.id in _COLOURS else "",
    )
