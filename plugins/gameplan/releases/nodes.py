"""Plain data becomes nodes of a document, so that it is read by the same fields as YAML.

What the model does not know is left out here; the types of fields leave out what they cannot read.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from ..document import Entry, Mapping, Node, Scalar, Sequence
from ..model.fields import Structure, Type
from ..model.types import ListOf, MeasuresType, PartsOf, RecordOf, WaiversType
from ..settings import VISIBILITY_LEVELS
from ..source import START


def fields_node(data: dict[str, Any], cls: type[Structure]) -> Mapping:
    """The fields of a thing that this model knows, as a mapping.

    A level of visibility that it does not know becomes the strictest: without one, the thing would be shown where
    what it belongs to is.
    """
    entries = []
    fields = cls.fields
    for name, value in data.items():
        if name not in fields or value is None:
            continue
        if name == "visibility" and value not in VISIBILITY_LEVELS:
            value = VISIBILITY_LEVELS[-1]
        entries.append(Entry(_name(name), _value(value, fields[name].type)))
    return Mapping(tuple(entries), START)


def _value(value: Any, type: Type[Any]) -> Node:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        item = type.item if isinstance(type, ListOf) else type
        return Sequence(tuple([_value(each, item) for each in value]), START)
    if isinstance(value, dict):
        if isinstance(type, RecordOf):
            return fields_node(value, type.cls)
        within = type.cls if isinstance(type, PartsOf | MeasuresType | WaiversType) else None
        return Mapping(tuple([Entry(_text(k), _under(v, type, within)) for k, v in value.items()]), START)
    return _text("" if value is None else str(value).lower())  # a number, true or false


def _under(value: Any, type: Type[Any], within: type[Structure] | None) -> Node:
    """The value under an id, a code or a word: fields of `within`, where it has fields."""
    if within is not None and isinstance(value, dict):
        return fields_node(value, within)
    return _value(value, type)


def _text(text: str) -> Scalar:
    """A text as if in quotes, so that one such as `null` is a text."""
    return Scalar(text, START, False)


_name = cache(_text)
"""The name of a field; there are only so many."""
