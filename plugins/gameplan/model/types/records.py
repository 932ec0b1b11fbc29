"""A few fields that belong together, written as one value."""

from __future__ import annotations

import re
from typing import Generic, TypeVar

from ...diagnostics import did_you_mean, one_of
from ...document import Mapping, Node, Scalar
from ..fields import SECRET_KEYS, Compares, Reading, Structure, missing_fields, read_fields
from .numbers import NUMBER, NumberType
from .scalar import found

S = TypeVar("S", bound=Structure)


class RecordOf(Generic[S]):
    """A few fields that belong together."""

    compares = Compares.RECORD

    def __init__(self, cls: type[S], what: str) -> None:
        self.cls = cls
        self.what = what
        self.form = what

    def sample(self, *given: str) -> str:
        """A small record as one would write it, with what is `given` in the place of its first values."""
        fields = list(self.cls.fields.values())
        must = [field for field in fields if field.required]
        shown = [field for field in fields if field in must or field in fields[:2]]
        pieces = []
        for number, field in enumerate(shown[:3]):
            name, _, value = field.example.partition(": ")
            if number < len(given) and given[number]:
                value = given[number]
                value = (
                    value
                    if re.fullmatch(r"[a-z0-9.+-]{2,}", value) and value not in _LIKE_YES_NO
                    else _quoted(value)
                )
            elif re.search(r"[,\[\]{}]|: ", value) and value[:1] not in ("[", "{", '"'):
                value = _quoted(value)
            pieces.append(f"{name}: {value}")
        return "{" + ", ".join(pieces) + "}"

    def decode(self, node: Node, reading: Reading) -> S | None:
        if not isinstance(node, Mapping):
            item = " " in reading.name
            counted = isinstance(next(iter(self.cls.fields.values())).type, NumberType)
            number = counted and isinstance(node, Scalar) and NUMBER.fullmatch(node.text)
            sample = self.sample(node.text) if number and isinstance(node, Scalar) else self.sample()
            reading.say(
                "SHP02",
                node,
                f"{reading.name} must be {self.what} with fields of its own, but here is {found(node)}.",
                help=f"For example: `{'-' if item else f'{reading.name}:'} {sample}`",
            )
            return None
        if self._is_pair(node):
            entry = node.entries[0]
            value = entry.value.text if isinstance(entry.value, Scalar) else ""
            reading.say(
                "SHP02",
                node,
                f"{reading.name} must be {self.what} with the fields {one_of(list(self.cls.fields), 'and')}.",
                help=f"Write `- {self.sample(entry.key.text, value)}`",
            )
            return None
        values = read_fields(self.cls, node, reading, self.what)
        first = node.entries[0].key.span if node.entries else node.span
        missing_fields(self.cls, node, reading, first, self.what)
        made = self.cls(values, node)
        made.verify(reading)
        return made

    def _is_pair(self, node: Mapping) -> bool:
        """Whether somebody wrote `yes: go` for two fields that a record must have."""
        if len(node.entries) != 1 or not isinstance(node.entries[0].value, Scalar):
            return False
        fields, name = self.cls.fields, node.entries[0].key.text
        must = [field for field in fields.values() if field.required]
        secret = name.lower().replace("-", "_") in SECRET_KEYS
        return len(must) > 1 and not secret and not did_you_mean(name, fields)


_LIKE_YES_NO = frozenset("yes no on off true false null".split())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
