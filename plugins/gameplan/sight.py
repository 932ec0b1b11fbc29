"""The line of sight: which active tactics lead all the way to the vision, and where the others break off.

A chain is whole when it goes from a tactic through a strategy, an objective with a dated target and a
goal to the vision, and the tactic has an owner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .graph import Graph
from .model import Entity, Goal, Objective, Playbook, Tactic


@dataclass(frozen=True)
class Break:
    """A tactic without a whole chain, and the link that is missing, as the end of a sentence about it.

    `at` is the address of the entity where the chain ends: the tactic itself or something above it.
    """

    tactic: Tactic
    missing: str
    at: str


@dataclass(frozen=True)
class Sight:
    """The line of sight of one playbook."""

    playbook: Playbook
    tactics: int
    breaks: tuple[Break, ...]

    @property
    def whole(self) -> int:
        """How many active tactics have the whole chain."""
        return self.tactics - len(self.breaks)

    @property
    def share(self) -> int:
        """The share of them in per cent, rounded down; 100 where there is no tactic."""
        return self.whole * 100 // self.tactics if self.tactics else 100


def sights(graph: Graph, shown: Graph | None = None) -> tuple[Sight, ...]:
    """The line of sight of each playbook that has active tactics.

    Chains are followed in `graph`; with `shown`, only the tactics that it holds are counted and named.
    """
    found = []
    for playbook in (shown or graph).playbooks():
        tactics = [
            t
            for t in (shown or graph).of_kind(playbook.address.playbook, "tactics")
            if isinstance(t, Tactic) and t.status == "active"
        ]
        if tactics and playbook.status == "active":
            breaks = tuple(b for t in tactics if (b := _break(graph, t)) is not None)
            found.append(Sight(playbook, len(tactics), breaks))
    return tuple(found)


def _break(graph: Graph, tactic: Tactic) -> Break | None:
    if tactic.owner is None:
        return Break(tactic, "has no owner", str(tactic.address))
    return _farthest(graph, _strategies(graph, tactic), tactic)


def _strategies(graph: Graph, tactic: Tactic, seen: frozenset[str] = frozenset()) -> list[Entity]:
    """What a tactic implements, or what the tactic around it implements."""
    address = str(tactic.address)
    found = _above(graph, tactic, "implements")
    if found or address in seen:
        return found
    wholes = (w for w in _above(graph, tactic, "part_of") if isinstance(w, Tactic))
    return [s for whole in wholes for s in _strategies(graph, whole, seen | {address})]


def _farthest(graph: Graph, strategies: list[Entity], tactic: Tactic) -> Break | None:
    """Where the best way up breaks off, or None where one goes through."""
    if not strategies:
        return Break(tactic, "implements no strategy", str(tactic.address))
    ends = [end for s in strategies for end in _ends(graph, s)]
    best = max(ends, key=lambda end: end[0])
    return None if best[0] == _WHOLE else Break(tactic, best[1], best[2])


_WHOLE = 9


def _ends(
    graph: Graph, strategy: Entity, seen: frozenset[str] = frozenset()
) -> Iterator[tuple[int, str, str]]:
    """For each way up from a strategy how far it goes, what is missing then, and where."""
    address = str(strategy.address)
    pursued = _above(graph, strategy, "pursues")
    around = [w for w in _above(graph, strategy, "part_of") if str(w.address) not in seen]
    if not pursued and not around:
        yield 1, "leads to a strategy that pursues nothing", address
    for whole in around:
        yield from _ends(graph, whole, seen | {address})
    for end in pursued:
        if isinstance(end, Goal):
            yield 2, "has no objective between its strategy and the goal", address
        elif isinstance(end, Objective):
            yield from _from_objective(graph, end)


def _from_objective(graph: Graph, objective: Objective) -> Iterator[tuple[int, str, str]]:
    address = str(objective.address)
    if not any(m.target is not None and m.target.due is not None for m in objective.measured_by):
        yield 3, "leads to an objective without a dated target", address
        return
    goals = _above(graph, objective, "serves")
    if not goals:
        yield 4, "leads to an objective that serves no goal", address
    for goal in goals:
        vision = graph.single(goal.address.playbook, "vision") or graph.single(
            objective.address.playbook, "vision"
        )
        yield (
            (_WHOLE, "", "")
            if vision is not None
            else (5, "leads to a goal without a vision", str(goal.address))
        )


def _above(graph: Graph, entity: Entity, relation: str) -> list[Entity]:
    """What an entity points at by a relation and is in use."""
    edges = graph.out_of(str(entity.address))
    found: Iterable[Entity | None] = (
        graph.entities.get(e.target) for e in edges if e.relation.name == relation
    )
    return [e for e in found if e is not None and not e.ended]
