"""What stands on the map of a playbook, and what leads to what: the entries from the vision to the tactics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...graph import Graph
from ...model import Entity

COLUMNS = ("vision", "goals", "objectives", "strategies", "tactics")
"""The kinds on the map, from the end to the means: each leads to one before it."""

_RANK = {kind: n for n, kind in enumerate(COLUMNS)}


@dataclass(frozen=True)
class Web:
    """The entries on a map by address, column by column, each column in the order of the playbook.

    `above` names what an entry leads to in the columns before its own (less what the whole around it leads to), `whole`
    the entry of its own kind that it is part of, `below` what leads to it, parts first. `stray` names those that lead to nothing, and why.
    """

    playbook: str
    entries: dict[str, Entity]
    above: dict[str, tuple[str, ...]]
    whole: dict[str, str]
    below: dict[str, tuple[str, ...]]
    stray: dict[str, str]

    def of(self, kind: str) -> list[str]:
        """The addresses in a column."""
        return [a for a, e in self.entries.items() if e.plural == kind]

    def roots(self) -> Iterator[str]:
        """Where the map begins: what leads to nothing, and is part of nothing."""
        return (a for a in self.entries if not self.above[a] and a not in self.whole)


def web(graph: Graph, playbook: str) -> Web:
    """The map of a playbook: all its entries in use, and what they lead to in playbooks that it extends."""
    entries = _members(graph, playbook)
    above: dict[str, tuple[str, ...]] = {}
    whole: dict[str, str] = {}
    for address, entity in entries.items():
        ups = []
        for edge in graph.out_of(address):
            if not edge.relation.upward or edge.target not in entries:
                continue
            if _RANK[entries[edge.target].plural] < _RANK[entity.plural]:
                ups.append(edge.target)
            elif edge.relation.name == "part_of" and not _around(whole, edge.target, address):
                whole[address] = edge.target
        above[address] = tuple(dict.fromkeys(ups))
    above = {address: _by_itself(above, whole, address) for address in entries}
    below: dict[str, list[str]] = {address: [] for address in entries}
    for address, target in whole.items():
        below[target].append(address)
    for address, ups_ in above.items():
        for target in ups_:
            below[target].append(address)
    has_vision = any(e.plural == "vision" for e in entries.values())
    stray = {
        a: reason
        for a, e in entries.items()
        if not above[a] and a not in whole and (reason := _reason(graph, e, has_vision))
    }
    return Web(playbook, entries, above, whole, {a: tuple(b) for a, b in below.items()}, stray)


def _members(graph: Graph, playbook: str) -> dict[str, Entity]:
    """Its own entries in use, and whatever they lead to, in order."""
    found: dict[str, Entity] = {}
    vision = graph.single(playbook, "vision")
    waiting = [vision] if vision is not None else []
    waiting += [e for kind in COLUMNS for e in graph.of_kind(playbook, kind)]
    while waiting:
        entity = waiting.pop()
        address = str(entity.address)
        if entity.ended or address in found:
            continue
        found[address] = entity
        targets = (graph.entities.get(e.target) for e in graph.out_of(address) if e.relation.upward)
        waiting += [t for t in targets if t is not None and t.plural in _RANK]
    near = {name: n for n, name in enumerate((playbook, *graph.parents(playbook)))}
    order = {address: n for n, address in enumerate(graph.entities)}

    def place(address: str) -> tuple[int, int, int]:
        entity = found[address]
        return _RANK[entity.plural], near.get(entity.address.playbook, len(near)), order[address]

    return {address: found[address] for address in sorted(found, key=place)}


def _around(whole: dict[str, str], address: str, inner: str) -> bool:
    """Whether an address is, or lies within, `inner`."""
    while address != inner and address in whole:
        address = whole[address]
    return address == inner


def _by_itself(above: dict[str, tuple[str, ...]], whole: dict[str, str], address: str) -> tuple[str, ...]:
    """What an entry leads to by itself: what the whole around it leads to needs no second line to its parts."""
    around, shared = whole.get(address), set[str]()
    while around is not None:
        shared.update(above[around])
        around = whole.get(around)
    return tuple(a for a in above[address] if a not in shared)


def _reason(graph: Graph, entity: Entity, has_vision: bool) -> str:
    """Why an entry leads to nothing: `none`, `ended` or `hidden`; "" for what need not lead anywhere."""
    if entity.plural == "vision" or (entity.plural == "goals" and not has_vision):
        return ""
    targets = [e.target for e in graph.out_of(str(entity.address)) if e.relation.upward]
    if "" in targets:
        return "hidden"
    return "ended" if targets else "none"
