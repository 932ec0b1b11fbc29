"""Circles among relations that may not go round."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..diagnostics import Diagnostic, Label, Severity
from ..graph import Edge
from ..model.relations import RELATIONS
from ..resolve import Names
from ..source import Place


def circles(edges: Collection[Edge], names: Names) -> Iterator[Diagnostic]:
    """A finding for each circle, at its first address."""
    for name, relation in RELATIONS.items():
        if not relation.acyclic:
            continue
        ahead: dict[str, list[Edge]] = {}
        for edge in edges:
            if edge.relation.name == name:
                ahead.setdefault(edge.source, []).append(edge)
        for ring in _rings(ahead):
            addresses = [edge.source for edge in ring]
            shown = " → ".join(_short(a) for a in [*addresses, addresses[0]])
            first, *others = ring
            assert first.reference is not None
            related = tuple(
                Label(Place(names.path(e.source), e.reference.span), f"and on to {_short(e.target)}")
                for e in others
                if e.reference is not None
            )
            yield Diagnostic(
                "REF05",
                Severity.ERROR,
                f"This goes round in a circle: {shown}."
                if others
                else f"{_short(first.source)} {relation.verb} itself: {shown}.",
                Place(names.path(first.source), first.reference.span),
                first.source,
                help=f"Take out one `{first.reference.field.split('.')[-1]}` of the circle.",
                related=related,
            )


def _rings(ahead: dict[str, list[Edge]]) -> Iterator[list[Edge]]:
    """Circles among some edges, each once, beginning at its first address; without recursion.

    Where circles cross, those met first: once they are mended, the others show.
    """
    state: dict[str, int] = {}
    for start in sorted(ahead):
        if state.get(start):
            continue
        path: list[Edge] = []
        stack: list[tuple[str, Iterator[Edge]]] = [(start, iter(ahead.get(start, ())))]
        state[start] = 1
        while stack:
            node, edges = stack[-1]
            for edge in edges:
                seen = state.get(edge.target, 0)
                if seen == 1:
                    ring = [*path, edge]
                    first = next(i for i, e in enumerate(ring) if e.source == edge.target)
                    ring = ring[first:]
                    turn = min(range(len(ring)), key=lambda i: ring[i].source)
                    yield ring[turn:] + ring[:turn]
                elif seen == 0:
                    state[edge.target] = 1
                    path.append(edge)
                    stack.append((edge.target, iter(ahead.get(edge.target, ()))))
                    break
            else:
                state[node] = 2
                stack.pop()
                if path:
                    path.pop()


def _short(address: str) -> str:
    """An address without playbook and kind."""
    return address.split("/")[-1]
