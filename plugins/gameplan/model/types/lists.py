"""A list of values of one type, or what is said where a single one stands in its place."""

from __future__ import annotations

import re
from typing import Generic, TypeVar

from ...diagnostics import brief
from ...document import Mapping, Node, Scalar, Sequence
from ...syntax import tight_hyphen
from ..fields import Compares, Reading, Type
from .records import RecordOf
from .references import FormerlyType, RefType
from .scalar import found
from .text import ProseType

T = TypeVar("T")


class ListOf(Generic[T]):
    """A list of values of one type; `what` names its items in the plural."""

    def __init__(self, item: Type[T], what: str) -> None:
        self.item = item
        self.form = f"a list of {what}"
        self.compares = Compares.LIST
        if isinstance(item, RefType | FormerlyType):
            self.compares = Compares.SET
        elif isinstance(item, RecordOf):
            self.compares = Compares.RECORDS

    def decode(self, node: Node, reading: Reading) -> tuple[T, ...] | None:
        name = reading.name
        if not isinstance(node, Sequence):
            if isinstance(node, Scalar):
                self._single(node, reading)
                if isinstance(self.item, RefType) and "," in node.text:
                    return None
                # What is legible stays known, so that its neighbours are not blamed.
                quiet = len(reading.findings)
                value = self.item.decode(node, reading)
                del reading.findings[quiet:]
                return (value,) if value is not None else None
            reading.say(
                "SHP02",
                node,
                f"{name} must be {self.form}, but here is {found(node)}.",
                help=self._as_items(node),
            )
            return None
        values = []
        for number, item in enumerate(node.items, 1):
            reading.name = f"item {number} of {name}"
            if isinstance(item, Scalar) and item.is_empty:
                reading.say(
                    "SHP02",
                    item,
                    f"item {number} of {name} is empty.",
                    help="Write it, or delete the hyphen.",
                )
                continue
            value = self.item.decode(item, reading)
            if value is not None:
                values.append(value)
        reading.name = name
        return tuple(values)

    def _single(self, node: Scalar, reading: Reading) -> None:
        """Say that a list is meant where one text stands."""
        name = reading.name
        raw = reading.lines[node.span.line - 1 : node.span.end_line] if node.plain else ()
        if any(re.match(r"[ ]*-(?:[ ]|$)", line) for line in raw[1:]):
            return  # the reader of YAML has said it already: a list below a text
        if node.plain and re.match(r"-[^\W\d_]", node.text):
            fault = tight_hyphen(node.span._replace(end_line=node.span.line, end_column=node.span.column + 2))
            reading.say(fault.code, fault.span, fault.message, help=fault.help)
            return
        if isinstance(self.item, RecordOf):
            cure = f"Write each below `{name}:`, behind a hyphen: `- {self.item.sample()}`"
        elif self._is_prose(node.text):
            cure = f"Write each on a line of its own below `{name}:`, behind a hyphen: `- {brief(node.text)}`"
        else:
            cure = f"Write it as a list: `{name}: [{brief(node.text)}]`"
        reading.say("SHP02", node, f"{name} must be {self.form}, but here is a single text.", help=cure)

    def _is_prose(self, text: str) -> bool:
        """Whether commas in a text are likely to be commas of a sentence."""
        if isinstance(self.item, RefType | FormerlyType):
            return False
        longest = max(len(piece.split()) for piece in text.split(","))
        return isinstance(self.item, ProseType) or longest > 3 or not text.isprintable()

    def _as_items(self, node: Node) -> str:
        """The cure for a set of fields where a list is meant."""
        cure = "Begin each item with a hyphen."
        if not isinstance(node, Mapping) or not node.entries:
            return cure
        first = node.entries[0]
        value = first.value.text if isinstance(first.value, Scalar) else ""
        if not isinstance(self.item, RecordOf):
            quotes = (
                f'{cure[:-1]}, and put quotes around its text: `- "{brief(f"{first.key.text}: {value}")}"`'
            )
            return quotes if value and '"' not in value and "\\" not in value else cure
        if node.flow:
            return f"Put brackets around it: `[{self.item.sample()}]`."
        if first.key.text in self.item.cls.fields:
            return f"Put a hyphen before the first field of each, and indent the others like it: `- {first.key.text}: …`"
        return f"{cure[:-1]}: `- {self.item.sample(first.key.text, value)}`"
