"""Who stands in for a role, for whom it stands in, and what that means."""

from __future__ import annotations

from collections import Counter

from ..model import Role
from ..model.fields import Structure
from . import words
from .data.blocks import Block
from .data.handbook import Said
from .data.pieces import Link, Piece, Pieces
from .desk import Desk
from .yours import Yours

_TASKS = {
    "responder": ("situation to answer", "situations to answer"),
    "approver": ("thing to approve", "things to approve"),
    "decides": ("level to decide at", "levels to decide at"),
    "does": ("part of a procedure", "parts of procedures"),
    "asks": ("question people ask", "questions people ask"),
}
"""What waits for somebody even while they are away."""


def standing_in(mine: Yours) -> Block | None:
    """The deputy, those who act for the role in part, and the roles that it stands in for."""
    desk, graph = mine.desk, mine.desk.graph
    lines: list[Said] = []
    if (deputy := desk.to(mine.role.deputy)) is not None:
        lines.append(Said("when you are away", (deputy, " stands in for you")))
    for delegation in mine.role.delegates:
        lines.append(Said("in your place", _part(desk, desk.to(delegation["to"]), delegation, len(lines))))
    for edge in mine.edges("deputy"):
        lines.append(Said("you stand in for", (desk.link(edge.source), *_meaning(desk, edge.source))))
    for edge in mine.edges("delegates"):
        other = graph.entities.get(edge.source)
        for delegation in other.delegates if isinstance(other, Role) else ():
            if graph.target(delegation["to"]) == mine.address:
                lines.append(Said("you act for", _part(desk, desk.link(edge.source), delegation, len(lines))))
    return mine.block("Who stands in", "_standin", lines)


def _part(desk: Desk, who: Link | None, delegation: Structure, n: int) -> Pieces:
    pieces: list[Piece] = [who or desk.link(None)]
    if delegation["scope"]:
        pieces += [": ", desk.inline(delegation["scope"], f"_scope_{n}")]
    if delegation["until"] is not None:
        pieces += [", until ", desk.day(delegation["until"], "until")]
    return tuple(pieces)


def _meaning(desk: Desk, role: str) -> Pieces:
    """What is whose while the holder of a role is away: "; then 3 situations to answer are yours"."""
    found = desk.graph.entities.get(role)
    if not isinstance(found, Role):
        return ()
    theirs = Yours(desk, found)
    counts = Counter({name: len(theirs.edges(name)) for name in _TASKS})
    said = [words.count(counts[name], *_TASKS[name]) for name in _TASKS if counts[name]]
    if not said:
        return ()
    whole = " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))
    verb = "is" if sum(counts.values()) == 1 else "are"
    return (f". While nobody is there, {whole} {verb} yours too.",)
