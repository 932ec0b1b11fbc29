"""The small map of one entry: what it leads to, and what leads to it, one step each way."""

from __future__ import annotations

from ...model import Entity
from ..data.map import Near, Nearby
from ..desk import Desk
from .web import COLUMNS

_MOST = 5


def nearby(desk: Desk, entity: Entity) -> Nearby | None:
    """The small map for the page of an entry between a vision and its tactics.

    None where the line of sight on that page says as much: where nothing leads to the entry, and it leads to one thing at
    most.
    """
    if entity.plural not in COLUMNS[1:]:
        return None
    address = str(entity.address)
    up = _shown(desk, [e.target for e in desk.graph.out_of(address) if e.relation.upward])
    down = _shown(desk, [e.source for e in desk.graph.into(address) if e.relation.upward])
    if not down and len(up) < 2:
        return None
    return Nearby(entity.title, _near(desk, up), _near(desk, down))


def _shown(desk: Desk, addresses: list[str]) -> list[Entity]:
    found = (desk.graph.entities.get(a) for a in dict.fromkeys(addresses))
    return [e for e in found if e is not None and not e.ended]


def _near(desk: Desk, entities: list[Entity]) -> Near:
    """Links to entries; the last kind among them names those that are too many."""
    named = entities if len(entities) <= _MOST + 1 else entities[:_MOST]
    left = len(entities) - len(named)
    more = f"and {left} more" if left else ""
    return Near(tuple(desk.link(str(e.address)) for e in named), more)
