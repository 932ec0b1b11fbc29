"""Fields become blocks and facts, by their type: no kind is named here.

What a kind shows in its own way is in `parts` and `entity`; everything else of the model comes
through these functions, so a new field shows without a new view.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from ..model.fields import Field, Reference, Structure
from ..model.types import ChoiceType, ListOf, Part, ProseType, RecordOf, TermsOf, UrlType
from ..model.values import Duration
from .data.blocks import (
    Block,
    Callout,
    FactsBlock,
    LinksBlock,
    ListBlock,
    NotedBlock,
    ProseBlock,
    TableBlock,
    TermsBlock,
)
from .data.pieces import Fact, Link, Piece, Pieces
from .desk import Desk

MARKS = {"review_by": "due", "tested": "test", "until": "until", "starts": "starts", "expires": "until"}
"""Days from which the browser works something out."""


def section(desk: Desk, field: Field[Any], thing: Structure) -> Block | None:
    """The block of a field that has a heading of its own, or None where it is empty."""
    value = thing[field.name]
    if not value:
        return None
    anchor = f"_{field.name}"
    kind = field.type
    if isinstance(kind, ProseType):
        if field.name == "stop_if":
            return Callout(field.label, anchor, desk.inline(value, anchor))
        return ProseBlock(field.label, anchor, desk.html(value, anchor))
    if isinstance(kind, TermsOf):
        return TermsBlock(
            field.label, anchor, tuple((t, desk.inline(m, f"{anchor}_{n}")) for n, (t, m) in enumerate(value))
        )
    if isinstance(kind, RecordOf):
        facts = record_facts(desk, value)
        return FactsBlock(field.label, anchor, facts) if facts else None
    if isinstance(kind, ListOf):
        if isinstance(kind.item, RecordOf):
            return _records(desk, field, kind.item.cls, value)
        items = (
            desk.inlines(value, anchor)
            if isinstance(kind.item, ProseType)
            else tuple(Markup.escape(v) for v in value)
        )
        form = "steps" if field.name == "steps" else "bullets"
        return ListBlock(field.label, anchor, items, form)
    pieces = value_pieces(desk, field, value)
    return FactsBlock(field.label, anchor, (Fact(field.label, pieces),)) if pieces else None


def _records(desk: Desk, field: Field[Any], cls: type[Structure], values: tuple[Structure, ...]) -> Block:
    anchor = f"_{field.name}"
    if field.name == "links":
        return LinksBlock(field.label, anchor, tuple(Link(v["title"], v["url"]) for v in values))
    if field.name in ("examples", "legal"):
        return NotedBlock(
            field.label,
            anchor,
            tuple(
                (
                    Link(v["title"], v["url"] if "url" in v.fields else ""),
                    desk.html(v["text"] if "text" in v.fields else v["note"], f"{anchor}_{n}"),
                )
                for n, v in enumerate(values)
            ),
        )
    used = [f for f in cls.fields.values() if any(f.name in v for v in values)]
    rows = tuple(tuple(_cell(desk, f, v, f"{anchor}_{n}") for f in used) for n, v in enumerate(values))
    return TableBlock(field.label, anchor, tuple(f.label for f in used), rows)


def _cell(desk: Desk, field: Field[Any], record: Structure, row: str) -> Pieces:
    value = record[field.name]
    if value is None or value == "" or value == ():
        return ()
    pieces = value_pieces(desk, field, value, row)
    if field.name == "share":
        pieces = (*pieces, " %")
    return pieces


def fact(desk: Desk, field: Field[Any], thing: Structure) -> Fact | None:
    """A field as a label with what it says, or None where nothing is written."""
    if field.name not in thing:
        return None
    value = thing[field.name]
    if isinstance(field.type, RecordOf):
        if field.name == "approved":
            return Fact("Approved", _approved(desk, value))
        if field.name == "acknowledge":
            return Fact(field.label, _acknowledge(desk, value))
        if field.name == "limit":
            return Fact(field.label, (limit_words(desk, value),))
        pieces: list[Piece] = []
        for inner in record_facts(desk, value):
            pieces += [f"{'; ' if pieces else ''}{inner.label}: ", *inner.value]
        return Fact(field.label, tuple(pieces)) if pieces else None
    pieces_ = value_pieces(desk, field, value, thing.id if isinstance(thing, Part) else "")
    return Fact(field.label, pieces_) if pieces_ else None


def record_facts(desk: Desk, record: Structure) -> tuple[Fact, ...]:
    """All written fields of a record as facts."""
    facts = (fact(desk, f, record) for f in record.fields.values())
    return tuple(f for f in facts if f is not None)


def value_pieces(desk: Desk, field: Field[Any], value: Any, within: str = "") -> Pieces:
    """A value as what stands in a fact or a cell; `within` tells the part or row from its like."""
    if isinstance(value, Reference):
        return (desk.link(desk.graph.target(value)),)
    if isinstance(value, bool):
        return ("Yes" if value else "No",)
    if isinstance(value, Decimal):
        return (desk.number(value),)
    if isinstance(value, dt.date):
        return (desk.day(value, MARKS.get(field.name, "")),)
    if isinstance(value, Duration):
        return (desk.duration(value),)
    if isinstance(value, tuple):
        return _many(desk, field, value, within)
    if isinstance(value, int):
        return (f"{value:,}",)
    if isinstance(field.type, ChoiceType):
        return (choice_words(field.type, value),)
    if isinstance(field.type, ProseType):
        return (desk.inline(value, f"{within}_{field.name}"),)
    if isinstance(field.type, UrlType):
        return (
            Link(
                value.removeprefix("https://").removeprefix("http://").removeprefix("mailto:").rstrip("/"),
                value,
            ),
        )
    return (str(value),) if value else ()


def _many(desk: Desk, field: Field[Any], values: tuple[Any, ...], within: str) -> Pieces:
    if values and hasattr(values[0], "within"):
        return notices(desk, values)
    if values and isinstance(values[0], Reference):
        return desk.joined(tuple(desk.link(desk.graph.target(v)) for v in values))
    item = field.type.item if isinstance(field.type, ListOf) else None
    pieces: list[Piece] = []
    for n, value in enumerate(values):
        if n:
            pieces.append("; ")
        key = f"{within}_{field.name}_{n}"
        pieces.append(desk.inline(value, key) if isinstance(item, ProseType) else str(value))
    return tuple(pieces)


def notices(desk: Desk, values: tuple[Any, ...]) -> Pieces:
    """Who is told: names, with the time where it matters."""
    pieces: list[Piece] = []
    for n, notice in enumerate(values):
        if n:
            pieces.append(", ")
        pieces.append(desk.link(desk.graph.target(notice.role)))
        if notice.within is not None:
            pieces.append(f" within {desk.duration(notice.within)}")
    return tuple(pieces)


def choice_words(kind: ChoiceType, word: str) -> str:
    """A word of a choice, with its meaning where the word alone says little."""
    meaning = kind.options.get(word, "").rstrip(".")
    shown = word.replace("-", " ").capitalize()
    return f"{shown}: {meaning[:1].lower()}{meaning[1:]}" if meaning and len(meaning) < 60 else shown


def limit_words(desk: Desk, limit: Structure) -> str:
    """A limit as a phrase: 'at most 2 replies per thread'."""
    side, value = (
        ("at most", limit["at_most"]) if limit["at_most"] is not None else ("at least", limit["at_least"])
    )
    number = desk.number(value) if value is not None else ""
    per = f" per {limit['per']}" if limit["per"] else ""
    return f"{side} {number} {limit['unit']}{per}"


def _approved(desk: Desk, record: Structure) -> Pieces:
    pieces: list[Piece] = []
    if record["by"] is not None:
        pieces += ["by ", desk.link(desk.graph.target(record["by"]))]
    if record["on"] is not None:
        pieces += [", " if pieces else "", desk.day(record["on"])]
    if record["ref"]:
        pieces += [", " if pieces else "", record["ref"]]
    return tuple(p for p in pieces if p != "")


def _acknowledge(desk: Desk, record: Structure) -> Pieces:
    if record["required"] is False:
        return ("Not needed",)
    every = f", every {desk.duration(record['every']).removeprefix('1 ')}" if record["every"] else ""
    return (f"Everyone it binds confirms it{every}",)
