"""What is said to the holder of a role: sentences in the second person, and what they are made from."""

from __future__ import annotations

from collections.abc import Sequence

from ..graph import Edge
from ..model import Role
from . import words
from .data.blocks import Block
from .data.handbook import Said, SaidBlock, SaidGroup
from .data.pieces import Piece, Pieces
from .desk import Desk

_IN_A_LINE = 12
"""How many names a sentence holds; of more, each kind gets a line."""
_OF_A_KIND = 4
"""How many of a kind such a line names; more stand behind a fold."""


class Yours:
    """A role seen from its own page: the relations that lead to it, by name."""

    def __init__(self, desk: Desk, role: Role) -> None:
        self.desk = desk
        self.role = role
        self.address = str(role.address)
        self._edges: dict[str, list[Edge]] = {}
        for edge in desk.graph.into(self.address):
            if self.live(edge):
                self._edges.setdefault(edge.relation.name, []).append(edge)

    def edges(self, name: str) -> list[Edge]:
        """The relations of a name that lead to the role from what is in use."""
        return self._edges.get(name, [])

    def live(self, edge: Edge) -> bool:
        """Whether a relation comes from something in use."""
        thing = self.desk.graph.find(edge.source)
        entity = self.desk.graph.entity_of(edge.source)
        return (
            entity is not None
            and not entity.ended
            and thing is not None
            and thing["status"] not in ("retired", "done")
        )

    @staticmethod
    def block(heading: str, anchor: str, lines: Sequence[Said]) -> Block | None:
        """Sentences under a heading, or None where there is nothing to say."""
        return SaidBlock(heading, anchor, (SaidGroup((), (), tuple(lines)),)) if lines else None


def in_lines(
    desk: Desk, verb: str, addresses: Sequence[str], after: Pieces = (), before: str = ""
) -> list[Said]:
    """Things of which the same is said, as sentences: one, or where there are many a line for each kind.

    `before` and `after` stand around the names.
    """
    links = desk.named(list(addresses))
    if not links:
        return []
    lead: Pieces = (before,) if before else ()
    if len(links) <= _IN_A_LINE:
        return [Said(verb, (*lead, *desk.joined(links), *after))]
    kinds: dict[str, list[str]] = {}
    for address in dict.fromkeys(addresses):
        entity = desk.graph.entity_of(address)
        kinds.setdefault(entity.plural if entity is not None else "", []).append(address)
    lines = []
    for kind, group in kinds.items():
        links, name = desk.named(group), words.plural(desk.graph, desk.playbook, kind)
        if len(links) <= _OF_A_KIND:
            lines.append(Said(verb, (f"{name}: ", *lead, *desk.joined(links), *after)))
            continue
        fold = f"{len(links)} {name.lower()}"
        lines.append(Said(verb, (*lead, *after), fold, tuple((link,) for link in links)))
    return lines


def held_by(desk: Desk, role: Role) -> Pieces:
    """Who has a role, and how they are reached, as far as this build may say."""
    pieces: list[Piece] = []
    for holder in role.holders:
        pieces += [", " if pieces else "", holder.name]
        details: list[Piece] = [holder.contact] if holder.contact else []
        for word, day, mark in (("since ", holder.since, ""), ("until ", holder.until, "until")):
            if day is not None:
                details += [", " if details else "", word, desk.day(day, mark)]
        if details:
            pieces += [" (", *details, ")"]
    return tuple(p for p in pieces if p != "")
