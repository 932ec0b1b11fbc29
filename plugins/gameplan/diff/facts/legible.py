"""Whether a value could be read whole: nothing is said of one that could not, so that it is not missed."""

from __future__ import annotations

from typing import Any

from ...document import Mapping, Node, Scalar, Sequence
from ...model.fields import Field, Structure
from ...model.types import Measure, Notice
from .fact import State, Thing
from .holds import references_of


def legible(thing: Thing, field: Field[Any], state: State) -> bool:
    """Whether all that is written under a field could be read and leads somewhere."""
    if not state.placed or not isinstance(thing.node, Mapping):
        return True
    node = thing.node.get(field.name)
    if node is None:
        return field.name in thing.values or not field.required
    if field.name not in thing.values:
        return _empty(node) and not field.required
    value = thing.values[field.name]
    return _whole(node, value) and (
        state.hides or all(state.graph.target(r) is not None for r in references_of(value))
    )


def _whole(node: Node, value: Any) -> bool:
    """Whether a value has all that is written in its node, however deep."""
    if isinstance(node, Sequence) and isinstance(value, tuple):
        return len(value) == len(node.items) and all(map(_whole, node.items, value))
    if isinstance(node, Mapping) and isinstance(value, Measure):
        ends = ((node.get(name), getattr(value, name)) for name in ("baseline", "target"))
        return all(n is None or _empty(n) or (end is not None and _whole(n, end)) for n, end in ends)
    if isinstance(node, Mapping) and isinstance(value, Structure):
        written = [e for e in node.entries if e.key.text in value.fields and not _empty(e.value)]
        return all(e.key.text in value and _whole(e.value, value.values[e.key.text]) for e in written)
    if isinstance(node, Mapping) and type(value) is tuple:
        if len(value) != len(node.entries):
            return False
        return all(_item(entry.value, item) for entry, item in zip(node.entries, value, strict=True))
    return True


def _item(node: Node, item: Any) -> bool:
    if isinstance(item, Notice):
        return item.within is not None or _empty(node)
    return not isinstance(item, Measure) or _whole(node, item)


def _empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_empty
