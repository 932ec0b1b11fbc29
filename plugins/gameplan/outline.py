"""What lives at an address, as plain text: fields, line of sight, relations both ways.

The terminal's answer to a page; `gameplan show` prints it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from decimal import Decimal
from textwrap import wrap
from typing import Any

from .graph import Graph
from .model import Entity
from .model.fields import Reference, Structure
from .model.states import review_day, states
from .model.types import Measure, Notice, Part, Waiver
from .model.values import Duration
from .reports.text import safe

_WIDTH = 100


def outline(graph: Graph, address: str, today: dt.date, omits: Collection[str] = ()) -> str:
    """The text for a whole address; states are worked out for `today`. Ends with a newline.

    `omits` are fields that the graph does not keep, so that nothing is said of them being empty.
    """
    found = graph.find(address)
    entity = graph.entity_of(address)
    assert found is not None
    assert entity is not None
    lines = [*_head(graph, found, entity, today, omits), "", *_fields(graph, found)]
    if isinstance(found, Entity):
        lines += _chains(graph, found)
        lines += _parts(found)
    lines += _relations(graph, address)
    return "\n".join(safe(line) for line in lines).rstrip() + "\n"


def _head(
    graph: Graph, found: Entity | Part, entity: Entity, today: dt.date, omits: Collection[str]
) -> Iterator[str]:
    if isinstance(found, Entity):
        status = [found.status, *states(found, graph.playbook(found.address.playbook), today)]
        if "holders" in omits and "vacant" in status:
            status.remove("vacant")
        yield f"{found.title}  ({found.singular}, {', '.join(status)})"
        yield f"{found.address}  {found.path}:{found.line}"
        review = review_day(found, graph.playbook(found.address.playbook))
        if review is not None and not found.ended:
            yield f"next review {review.isoformat()}"
    else:
        yield f"{found.named()}  ({found.singular} of {entity.title})"
        yield f"{found.address}  {entity.path}:{found.key.line}"


def _fields(graph: Graph, thing: Structure) -> Iterator[str]:
    family = thing.family() if isinstance(thing, Entity) else ""
    for name in thing.values:
        if name in ("title", family):
            continue
        text = _value(graph, thing[name])
        yield from _wrapped(f"{name}: {text}")


def _wrapped(text: str) -> list[str]:
    return wrap(
        text,
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="      ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _value(graph: Graph, value: Any) -> str:
    if isinstance(value, Reference):
        return graph.target(value) or value.text
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Duration):
        return str(value)
    if isinstance(value, Notice):
        within = f" within {value.within}" if value.within else ""
        return _value(graph, value.role) + within
    if isinstance(value, Measure):
        ends = [
            f"{word} {_value(graph, end)}"
            for word, end in (("from", value.baseline), ("to", value.target))
            if end
        ]
        return " ".join([_value(graph, value.metric), *ends])
    if isinstance(value, Waiver):
        return f"{value.code} until {value.until}: {value.reason}"
    if isinstance(value, Structure):
        return "{" + ", ".join(f"{k}: {_value(graph, v)}" for k, v in value.values.items()) + "}"
    if isinstance(value, tuple):
        if value and isinstance(value[0], tuple) and not hasattr(value[0], "_fields"):
            return "; ".join(f"{term}: {meaning}" for term, meaning in value)
        return "; ".join(_value(graph, v) for v in value)
    return " ".join(str(value).split())


def _chains(graph: Graph, entity: Entity) -> Iterator[str]:
    chains = graph.chains(entity)
    if not chains:
        return
    yield ""
    yield "Why"
    for chain in chains:
        way = "".join(f" {relation.verb} {step.title} ->" for relation, step in chain.steps).removesuffix(
            " ->"
        )
        end = "" if chain.complete else "  (ends before the vision)"
        yield from _wrapped(f"{chain.start.title}{way}{end}")


def _parts(entity: Entity) -> Iterator[str]:
    parts = entity.parts()
    if parts:
        yield ""
        yield entity.family().capitalize()
        for id, part in parts.items():
            yield f"  #{id}  {part.named()}"


def _relations(graph: Graph, address: str) -> Iterator[str]:
    own: dict[str, list[str]] = {}
    for edge in graph.out_of(address):
        word = edge.relation.passive if edge.relation.acted else edge.relation.verb
        own.setdefault(word, []).append(edge.target)
    for edge in graph.into(address):
        word = edge.relation.verb if edge.relation.acted else edge.relation.passive
        own.setdefault(word, []).append(edge.source)
    if own:
        yield ""
        yield "Relations"
        for word, addresses in own.items():
            for n, other in enumerate(dict.fromkeys(addresses)):
                found = graph.find(other)
                title = found.title if isinstance(found, Entity) else found.named() if found else ""
                yield f"  {word if n == 0 else '':<20} {title}  ({other})"
