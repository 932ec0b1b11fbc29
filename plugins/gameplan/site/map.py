"""The strategy at a glance: from the vision down to the tactics, each entry under the first end it serves."""

from __future__ import annotations

from ..model import Entity, Metric
from . import words
from .data.blocks import Block
from .data.pieces import Link, Piece, Pieces
from .data.ways import OutlineBlock, OutlineNode
from .desk import Desk
from .why import latest

_OUTLINE_LIMIT = 120


def glance(desk: Desk) -> Block | None:
    """The strategy from the vision down as an outline; each entry under the first end it serves."""
    vision = desk.graph.single(desk.playbook, "vision")
    if vision is None:
        return None
    met: set[str] = set()
    left = [_OUTLINE_LIMIT]

    def node(entity: Entity) -> OutlineNode:
        met.add(str(entity.address))
        left[0] -= 1
        below = []
        for edge in desk.graph.into(str(entity.address)):
            child = desk.graph.entities.get(edge.source)
            if not edge.relation.upward or child is None or edge.source in met or child.ended:
                continue
            if child.address.playbook != desk.playbook or left[0] <= 0:
                continue
            below.append(child)
        below.sort(key=lambda e: list(desk.graph.entities).index(str(e.address)) if len(below) < 40 else 0)
        return OutlineNode(
            desk.kind_word(entity.plural),
            desk.link(str(entity.address)),
            _now(desk, entity),
            tuple(node(c) for c in below if str(c.address) not in met),
        )

    root = node(vision)
    stray = [
        OutlineNode(desk.kind_word(e.plural), desk.link(str(e.address)), f"{_stray_words(e)}", ())
        for kind in ("goals", "objectives", "strategies", "tactics")
        for e in desk.graph.of_kind(desk.playbook, kind)
        if str(e.address) not in met and not e.ended and left[0] > 0
    ]
    note = _deepest(desk)
    return OutlineBlock("The strategy at a glance", "_glance", (root, *stray), note)


def _stray_words(entity: Entity) -> str:
    return {
        "tactics": "implements no strategy",
        "strategies": "pursues nothing",
        "objectives": "serves no goal",
    }.get(entity.plural, "")


def _now(desk: Desk, entity: Entity) -> str:
    if entity.plural != "objectives":
        return ""
    for measure in entity["measured_by"]:
        metric = desk.graph.role(measure.metric)
        if isinstance(metric, Metric) and (last := latest(metric)) is not None:
            target = measure.target.value if measure.target is not None else None
            goal = f", target {desk.number(target)}" if target is not None else ""
            return f"now {desk.number(last[1])} {metric.unit}{goal}"
    return ""


def _deepest(desk: Desk) -> Pieces:
    pieces: list[Piece] = []
    for kind, one, many in (("channels", "channel", "channels"), ("tools", "tool", "tools")):
        n = sum(not e.ended for e in desk.graph.of_kind(desk.playbook, kind))
        if n:
            pieces += [
                " and " if pieces else "What all this runs on stands last: ",
                Link(words.count(n, one, many), desk.href(f"{desk.playbook}/{kind}/")),
            ]
    return (*pieces, ".") if pieces else ()
