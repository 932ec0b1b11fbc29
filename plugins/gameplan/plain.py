"""Values of the model as plain data: what snapshots hold, and what two states are compared by.

However a value was written, its plain data is the same: a reference is a whole address, a day and a length of
time have one spelling, a field that says what holds anyway is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from .graph import Graph
from .model import Entity
from .model.address import REFERENCE, without_code
from .model.entity import WaiverFields
from .model.fields import Field, Reference, Structure
from .model.types import ListOf, Measure, NotesType, Notice, Part, ProseType, TermsOf, Waiver
from .model.values import Duration

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
"""A value as JSON holds it."""


def plain_entity(entity: Entity, graph: Graph) -> dict[str, Json]:
    """The fields of an entity that are written and legible, and say more than their default, in the order of the
    model."""
    return _fields(entity, graph, entity.address.playbook)


def plain(value: Any, graph: Graph, playbook: str = "", *, prose: bool = False) -> Json:
    """The plain data of any value that a field can have.

    A reference becomes the whole address that it points at in the graph, or its own text where that is nothing; a
    mapping of ids, roles, metrics, codes or words becomes a mapping. `playbook` is where the value is written, and
    `prose` says that a text is Markdown whose `[[references]]` count; entities and parts know both themselves.
    """
    if isinstance(value, str):
        return canonical(value, graph, playbook) if prose else value
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Reference):
        return graph.target(value) or value.text
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Duration):
        return in_units(value)
    if isinstance(value, Decimal):
        return format(value, "f")  # digits as written; str() would turn to exponents
    if isinstance(value, Structure):
        return _fields(value, graph, _home(value) or playbook)
    if isinstance(value, dict):
        return {id: plain(part, graph, playbook) for id, part in value.items()}
    if isinstance(value[0] if value else "", tuple):
        return dict(_pair(item, graph, playbook, prose=prose) for item in _in_order(value))
    return [plain(item, graph, playbook, prose=prose) for item in value]


def canonical(text: str, graph: Graph, playbook: str) -> str:
    """A text of a playbook's prose in which each `[[reference]]` that leads anywhere names a whole address.

    Words of its own (`[[…|words]]`) stay, and so does all that stands in code.
    """
    if "[[" not in text:
        return text
    pieces, done = [], 0
    for match in REFERENCE.finditer(without_code(text)):
        if address := graph.prose_target(playbook, match[1].strip()):
            pieces += [text[done : match.start(1)], address]
            done = match.end(1)
    return "".join([*pieces, text[done:]])


def in_units(length: Duration) -> str:
    """The one text of a length of time: "1 year 6 months", "2 hours", "0 minutes". `duration_from` reads it back."""
    if length == Duration():
        return "0 minutes"
    words = str(length).split(" ")
    return " ".join(
        f"{amount} {unit}"
        for number, unit in zip(words[::2], words[1::2], strict=True)
        for amount in _amounts(int(number))
    )


_LARGEST = 99_999
"""The largest amount that a length of time is written with; more of it is written in several amounts."""


def _amounts(number: int) -> Iterable[int]:
    whole, rest = divmod(number, _LARGEST)
    return [*[_LARGEST] * whole, *([rest] if rest else [])]


def _fields(structure: Structure, graph: Graph, playbook: str) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name, field in structure.fields.items():
        value = structure.values.get(name, field.default)
        if value != field.default:
            found[name] = plain(value, graph, playbook, prose=prose_in(field))
    return found


def _home(structure: Structure) -> str:
    """The playbook of an entity or part; "" for a record, which does not know."""
    if isinstance(structure, Entity):
        return structure.address.playbook
    return structure.owner.partition("/")[0] if isinstance(structure, Part) else ""


@cache
def prose_in(field: Field[Any]) -> bool:
    """Whether the texts in a field are Markdown in which references are resolved."""
    kind = field.type
    if isinstance(kind, ListOf):
        kind = kind.item
    elif isinstance(kind, TermsOf):
        kind = kind.value
    return isinstance(kind, ProseType) and not isinstance(kind, NotesType)


def _in_order(pairs: tuple[Any, ...]) -> Iterable[Any]:
    """Waivers by their code, since their order says nothing; everything else as it was written."""
    return sorted(pairs, key=lambda w: w.code) if isinstance(pairs[0], Waiver) else pairs


def _pair(item: Any, graph: Graph, playbook: str, *, prose: bool) -> tuple[str, Json]:
    """The key and the plain value of one item of a mapping: a notice, measure, waiver or term."""
    if isinstance(item, Notice):
        return _text(item.role, graph), plain(item.within, graph)
    if isinstance(item, Measure):
        ends = {"baseline": item.baseline, "target": item.target}
        return _text(item.metric, graph), {
            name: plain(end, graph, playbook) for name, end in ends.items() if end is not None
        }
    if isinstance(item, Waiver):
        said: dict[str, Json] = {}
        if item.reason:
            is_prose = prose_in(WaiverFields.reason)
            said["reason"] = plain(item.reason, graph, playbook, prose=is_prose)
        if item.until:
            said["until"] = plain(item.until, graph)
        return item.code, said
    word, meaning = item
    return word, plain(meaning, graph, playbook, prose=prose)


def _text(reference: Reference, graph: Graph) -> str:
    return graph.target(reference) or reference.text
