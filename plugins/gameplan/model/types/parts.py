"""The parts of an entity: what has an id of its own within it, written as a mapping of id to part."""

from __future__ import annotations

import re
from typing import Any, Generic, TypeVar

from ...diagnostics import brief, with_article
from ...document import Mapping, Node, Scalar
from ...source import Span
from ..address import id_fault, near_id
from ..fields import Compares, Reading, Structure, missing_fields, read_fields
from .scalar import found, is_empty
from .text import ProseType

P = TypeVar("P", bound="Part")


class Part(Structure):
    """A part of an entity that has an id, an anchor on the page, and can be referred to.

    `owner` is the address of its entity; `family` the name of the mapping it stands in.
    """

    __slots__ = ("id", "key", "owner")
    family = ""
    singular = ""

    def __init__(self, values: dict[str, Any], node: Node, owner: str, id: str, key: Span) -> None:
        super().__init__(values, node)
        self.owner = owner
        self.id = id
        self.key = key

    @property
    def address(self) -> str:
        """`policies/social-media#borrower-privacy`, with the playbook."""
        return f"{self.owner}#{self.id}"

    def named(self) -> str:
        """What people call it: its title, or its id in words."""
        title: str = self["title"]
        return title or self.id.replace("-", " ").capitalize()


class PartsOf(Generic[P]):
    """A mapping of id to part, in the order of the file."""

    compares = Compares.PARTS

    def __init__(self, cls: type[P], refused: dict[str, str] | None = None) -> None:
        self.cls = cls
        self.refused = refused or {}
        self.form = f"a mapping of id to {cls.singular}"

    def decode(self, node: Node, reading: Reading) -> dict[str, P] | None:
        name = reading.name
        if not isinstance(node, Mapping):
            reading.say(
                "SHP02",
                node,
                f"{name} must be {self.form}, but here is {found(node)}.",
                help=f"Give each {self.cls.singular} an id of its own: `short-id:` with its fields indented under it.",
            )
            return None
        owner, field = reading.address, reading.field
        parts: dict[str, P] = {}
        for entry in node.entries:
            id, key = entry.key.text, entry.key.span
            if fault := id_fault(id):
                near = near_id(id)
                reading.say(
                    "SHP07", key, f"'{brief(id)}' {fault}.", help=f"For example: {near}" if near else ""
                )
                continue
            if id in self.refused:
                reading.say("SHP07", key, self.refused[id], help="Give it another id.")
                continue
            reading.address, reading.field = f"{owner}#{id}", ""
            what = with_article(self.cls.singular)
            if isinstance(entry.value, Mapping):
                values = read_fields(self.cls, entry.value, reading, what)
                missing_fields(self.cls, entry.value, reading, key, what)
                parts[id] = self.cls(values, entry.value, owner, id, key)
            else:
                reading.say(
                    "SHP02",
                    entry.value if not is_empty(entry.value) else key,
                    f"{what} needs fields of its own, but here is {found(entry.value) if not is_empty(entry.value) else 'nothing'}.",
                    help=f"Write `{id}:`, and on the next line, indented further, `{first_field(self.cls, entry.value)}`.",
                )
                parts[id] = self.cls({}, Mapping((), entry.value.span), owner, id, key)
            reading.address, reading.field, reading.name = owner, field, name
        return parts


def first_field(cls: type[Structure], node: Node) -> str:
    """The field that a thing cannot do without, with the text that stands in its place where it can be kept."""
    must = [field for field in cls.fields.values() if field.required]
    prose = [field for field in must if isinstance(field.type, ProseType)]
    field = next((f for f in must if f.name == "title"), prose[0] if prose else cls.fields["title"])
    text = node.text if isinstance(node, Scalar) and node.plain else ""
    fits = re.fullmatch(r"\w[^:#\n]{0,60}", text)
    return f"{field.name}: {text if fits else '…'}"
