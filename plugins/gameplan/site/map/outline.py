"""The map as a nested list: the same entries, under the first end they serve; deep kinds are counted where there are many."""

from __future__ import annotations

from .. import words
from ..concerns import concerned
from ..data.map import OutlineNode
from ..data.pieces import Link
from ..desk import Desk
from . import telling
from .web import COLUMNS, Web

MOST = 240
"""How many lines an outline has at most; the deepest kinds that would not fit are counted."""
MARKED = 120
"""How many lines there may be for each to say whom it concerns."""


def outline(desk: Desk, web: Web, extra: dict[str, str], most: int = MOST) -> tuple[OutlineNode, ...]:
    """The outline of a map: what leads to nothing stands last, with the reason. `extra` is said of an entry besides."""
    listed, lines = _listed(web, most)
    writer = _Writer(desk, web, extra, listed, marked=lines <= MARKED)
    whole = [a for a in web.roots() if a not in web.stray]
    strays = [a for a in web.roots() if a in web.stray]
    return writer.branch([*whole, *strays], top=True)


def _listed(web: Web, most: int) -> tuple[frozenset[str], int]:
    """The kinds whose entries are named, from the top down, and how many lines that takes."""
    listed: list[str] = []
    lines = 0
    for kind in COLUMNS:
        here = sum(max(len(web.above[a]) + (a in web.whole), 1) for a in web.of(kind))
        if listed and lines + here > most:
            break
        listed.append(kind)
        lines += here
    return frozenset(listed), lines


class _Writer:
    def __init__(
        self, desk: Desk, web: Web, extra: dict[str, str], listed: frozenset[str], *, marked: bool
    ) -> None:
        self.desk, self.web, self.extra, self.listed, self.marked = desk, web, extra, listed, marked
        self.met: set[str] = set()
        self.under: dict[str, frozenset[str]] = {}

    def branch(
        self, addresses: list[str], *, top: bool = False, first: bool = True
    ) -> tuple[OutlineNode, ...]:
        """Siblings in order; the first branch is open. Strays of a kind that is counted are counted as well."""
        found: list[OutlineNode] = []
        kinds = {a: self.web.entries[a].plural for a in addresses}
        named = [a for a in addresses if kinds[a] in self.listed]
        leaves: dict[str, int] = {}
        for address in named:
            if not self.web.below[address]:
                leaves[kinds[address]] = leaves.get(kinds[address], 0) + 1
        before = ""
        for address in named:
            kind = kinds[address]
            leaf = not self.web.below[address]
            label = words.upper(self.desk.kind_word(kind))
            if leaf and leaves[kind] > 1:
                label = "" if before == kind else words.plural(self.desk.graph, self.desk.playbook, kind)
            before = kind if leaf else ""
            found.append(self._node(address, label, opens=first and not found, top=top))
        if top:
            found += self._counted([a for a in addresses if kinds[a] not in self.listed])
        return tuple(found)

    def _node(self, address: str, label: str, *, opens: bool, top: bool) -> OutlineNode:
        desk, web = self.desk, self.web
        entity = web.entries[address]
        again = address in self.met
        self.met.add(address)
        notes = [*telling.notes(desk, entity), self.extra.get(address, "")]
        if entity.status != "active":
            notes.insert(0, words.status(entity.status).word)
        why = telling.missing(desk, entity.plural, web.stray[address]) if address in web.stray else ""
        children: tuple[OutlineNode, ...] = ()
        below = ""
        if again and web.below[address]:
            notes.append("its branch stands above")
        elif not again:
            children = self.branch(list(web.below[address]), first=opens)
            below = self._below(address)
        return OutlineNode(
            label, desk.link(address), ", ".join(n for n in notes if n), why, below, children,
            opens=opens or (top and entity.plural == "vision"), concerns=concerned(desk.graph, address) if self.marked else (),
        )  # fmt: skip

    def _counted(self, strays: list[str]) -> list[OutlineNode]:
        """Strays of kinds whose entries are not named: how many, and why."""
        groups: dict[tuple[str, str], int] = {}
        for address in strays:
            key = self.web.entries[address].plural, self.web.stray[address]
            groups[key] = groups.get(key, 0) + 1
        return [
            OutlineNode(
                "",
                Link(telling.counted(self.desk, kind, n), self.desk.href(f"{self.desk.playbook}/{kind}/")),
                why=telling.missing(self.desk, kind, reason, many=n > 1),
            )
            for (kind, reason), n in groups.items()
        ]

    def _below(self, address: str) -> str:
        """'1 objective, 2 strategies': what stands under an entry, by kind."""
        counts: dict[str, int] = {}
        for inner in self._under(address):
            kind = self.web.entries[inner].plural
            counts[kind] = counts.get(kind, 0) + 1
        return ", ".join(telling.counted(self.desk, k, counts[k]) for k in COLUMNS if k in counts)

    def _under(self, address: str) -> frozenset[str]:
        if address not in self.under:
            self.under[address] = frozenset()
            found = {inner for child in self.web.below[address] for inner in (child, *self._under(child))}
            self.under[address] = frozenset(found)
        return self.under[address]
