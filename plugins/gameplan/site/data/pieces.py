"""What stands in a line: links, days, facts, chips, and sentences of relations."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere; without `href` they are only words."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class Day:
    """A day: for machines and in words. `mark` names what the browser works out from it
    (due, test, until, starts), "" for nothing."""

    iso: str
    words: str
    mark: str = ""


Piece = str | Markup | Link | Day
"""What stands in a fact or a table cell."""


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Fact:
    """A label and what it says."""

    label: str
    value: Pieces


@dataclass(frozen=True)
class Status:
    """Where something is in its life; `sign` is the form that goes with the word."""

    word: str
    sign: str


@dataclass(frozen=True)
class Chip:
    """A small word in a frame; `form` is its class."""

    word: str
    form: str


@dataclass(frozen=True)
class SparkLabel:
    """Words in a chart: where they stand, x in per cent, at which end of them, and whether they are a target or a day."""

    x: float
    y: float
    words: str
    anchor: str
    form: str = "value"


@dataclass(frozen=True)
class Spark:
    """A small line chart: points and target in a box of `width` by `height`, and the numbers as text.

    One with `labels` is as wide as its place: x is per cent, and `foot` is the height of the words below the box.
    """

    points: str
    last_x: float
    last_y: float
    target_y: float | None
    width: int
    height: int
    label: str
    labels: tuple[SparkLabel, ...] = ()
    foot: int = 0


@dataclass(frozen=True)
class Row:
    """A sentence of relations: this page is its subject, or the names are."""

    verb: str
    names: tuple[Link, ...]


@dataclass(frozen=True)
class Cell:
    """One cell of the answer band."""

    label: str
    answer: Pieces
    note: Pieces = ()


@dataclass(frozen=True)
class Glossed:
    """A word in a glossary; `source` leads to who defines it, where that is somebody else."""

    word: str
    anchor: str
    meaning: Markup
    source: Link | None = None


@dataclass(frozen=True)
class Measured:
    """One metric under an objective, or one objective over a metric."""

    name: Link
    numbers: tuple[Fact, ...]
    spark: Spark | None


@dataclass(frozen=True)
class Item:
    """One entry of an index; `roles` are the keys of the roles that it concerns."""

    name: Link
    summary: Markup
    number: str
    status: Status | None
    owner: Link | None
    chips: tuple[Chip, ...] = ()
    roles: tuple[str, ...] = ()
