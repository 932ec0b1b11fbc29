"""Stretches of a page under a heading of their own. A block names the template that draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from .pieces import Day, Fact, Glossed, Item, Link, Measured, Pieces, Spark


@dataclass(frozen=True)
class Block:
    """A stretch of a page under a heading of its own."""

    template: ClassVar[str] = ""

    heading: str
    anchor: str


@dataclass(frozen=True)
class ProseBlock(Block):
    """Running text."""

    template = "prose"
    html: Markup


@dataclass(frozen=True)
class ListBlock(Block):
    """Items one under the other; `form` is steps, bullets, do or dont."""

    template = "list"
    items: tuple[Markup, ...]
    form: str


@dataclass(frozen=True)
class DoDont(Block):
    """What to do and what not, side by side."""

    template = "dodont"
    do: tuple[Markup, ...]
    dont: tuple[Markup, ...]


@dataclass(frozen=True)
class Callout(Block):
    """A condition that must not be overlooked."""

    template = "callout"
    html: Markup


@dataclass(frozen=True)
class TermsBlock(Block):
    """Words and what they mean."""

    template = "terms"
    terms: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True)
class GlossaryBlock(Block):
    """Words from A to Z that can be linked to."""

    template = "glossary"
    entries: tuple[Glossed, ...]


@dataclass(frozen=True)
class TableBlock(Block):
    """Rows with a head; they fold into blocks where there is little room."""

    template = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[Pieces, ...], ...]


@dataclass(frozen=True)
class FactsBlock(Block):
    """A few facts under a heading of their own."""

    template = "facts"
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class LinksBlock(Block):
    """Ways out."""

    template = "links"
    links: tuple[Link, ...]


@dataclass(frozen=True)
class NotedBlock(Block):
    """Entries with a title, a text and perhaps a link: examples, laws."""

    template = "noted"
    entries: tuple[tuple[Link, Markup], ...]


@dataclass(frozen=True)
class MeasuresBlock(Block):
    """Numbers with their baseline, target and latest reading."""

    template = "measures"
    measures: tuple[Measured, ...]


@dataclass(frozen=True)
class ChartBlock(Block):
    """All readings of a metric: a chart, and a table that says the same."""

    template = "chart"
    spark: Spark | None
    rows: tuple[tuple[Day, str, Markup], ...]


@dataclass(frozen=True)
class ItemsBlock(Block):
    """The entries of an index; `light` where there are many, which then say only what they are called."""

    template = "items"
    items: tuple[Item, ...]
    light: bool = False
