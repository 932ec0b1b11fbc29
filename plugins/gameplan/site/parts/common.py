"""What several families of parts need: facts, who points at a part, lists, whom a part concerns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from ...model.fields import Reference, Shows
from ...model.types import Notice, Part
from .. import blocks
from ..data.pieces import Fact, Link, Row
from ..desk import Desk

SEVERE = 6
"""How deep the headings in the text of a part begin."""


def facts_of(desk: Desk, part: Part, skip: tuple[str, ...] = ()) -> tuple[Fact, ...]:
    """All written fields of a part that are no text of their own, but those in `skip`."""
    found = (
        blocks.fact(desk, f, part)
        for f in part.fields.values()
        if f.shows in (Shows.FACT, Shows.SECTION) and f.name not in skip
    )
    return tuple(f for f in found if f is not None)


def incoming(desk: Desk, part: Part) -> tuple[Row, ...]:
    """What points at a part; those who act on it are among its facts already."""
    own = frozenset(r.relation for r in _references(part)) | {"replaced_by"}
    return desk.rows_into(part.address, skip=own)


def _references(part: Part) -> list[Any]:
    found: list[Any] = []
    for value in part.values.values():
        for item in value if isinstance(value, tuple) else (value,):
            role = getattr(item, "role", item)
            if hasattr(role, "relation"):
                found.append(role)
            elif hasattr(item, "values"):
                found += [v for v in item.values.values() if hasattr(v, "relation")]
    return found


def bullets(items: tuple[Markup, ...]) -> Markup:
    """Lines as a list, to stand within a fact."""
    return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(i) for i in items))


def roles(desk: Desk, *references: Reference | None) -> tuple[str, ...]:
    """The addresses of the roles that references point at, each once, in a fixed order; hidden ones are left out."""
    found = {desk.graph.target(r) for r in references if r is not None}
    return tuple(sorted(address for address in found if address))


def told_within(desk: Desk, notices: Sequence[Notice]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Who is told, by the length of time: shortest first, those without one last, as ""."""

    def haste(notice: Notice) -> float:
        return notice.within.approximate_minutes if notice.within is not None else float("inf")

    groups: dict[str, list[Link]] = {}
    for notice in sorted(notices, key=haste):
        within = desk.duration(notice.within) if notice.within is not None else ""
        groups.setdefault(within, []).append(desk.link(desk.graph.target(notice.role)))
    return tuple((within, tuple(links)) for within, links in groups.items())
