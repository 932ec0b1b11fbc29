"""What is particular to the page of a situation, a rule of engagement: the answer first, then all that stands behind it."""

from __future__ import annotations

from ..model import Rule
from . import blocks, words
from .data.blocks import Block, DoDont
from .data.pieces import Cell, Piece, Pieces
from .desk import Desk
from .parts import part_block
from .parts.clauses import quotes_block
from .parts.common import told_within
from .parts.levels import level_panel


def answer(desk: Desk, rule: Rule) -> tuple[Cell, ...]:
    """What to do, who answers, who approves and is told, by when: the band above everything else."""
    first = (desk.inline(rule.do[0], "_first"),) if rule.do else ()
    cells = [Cell("What to do", (words.action(rule.action),), first)]
    if rule.responder is not None:
        deputy = desk.deputy(desk.graph.role(rule.responder))
        note: Pieces = ("Deputy: ", deputy) if deputy else ()
        cells.append(Cell("Who answers", (desk.link(desk.graph.target(rule.responder)),), note))
    approver: Pieces = ("Nobody: it is yours",)
    if rule.approver is not None:
        approver = (desk.link(desk.graph.target(rule.approver)),)
    cells.append(Cell("Who approves", approver, _told(desk, rule)))
    if rule.respond_within is not None:
        cells.append(Cell("By when", (f"Within {desk.duration(rule.respond_within)}",)))
    return tuple(cells)


def _told(desk: Desk, rule: Rule) -> Pieces:
    """Who is told, those with the same time together."""
    pieces: list[Piece] = []
    for within, links in told_within(desk, rule.notifies):
        pieces += ["; " if pieces else "Tell ", *desk.joined(links), f" within {within}" if within else ""]
    return tuple(p for p in pieces if p != "")


def channels_of(desk: Desk, rule: Rule) -> Pieces:
    """The channels a situation is about, as they stand in a sentence."""
    return desk.joined(tuple(desk.link(desk.graph.target(r)) for r in rule.covers))


def situation_blocks(desk: Desk, rule: Rule) -> list[Block | None]:
    """Everything below the band, in the order in which one needs it."""
    return [
        DoDont(
            "What to do, and what not",
            "_do",
            desk.inlines(rule.do, "_do"),
            desk.inlines(rule.dont, "_dont"),
        )
        if rule.do or rule.dont
        else None,
        part_block(desk, rule),
        quotes_block(desk, rule),
        level_panel(desk, rule),
        blocks.section(desk, rule.fields["record"], rule),
    ]
