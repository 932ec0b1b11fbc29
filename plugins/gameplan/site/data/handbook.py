"""The page of a role as a handbook: what binds its holder, what is theirs to do, who stands in."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from .blocks import Block, TableBlock
from .pieces import Chip, Link, Pieces


@dataclass(frozen=True)
class Bound:
    """A clause that binds the reader: its words, when it holds, where it stands and what else is said of it.

    `speaks` is for whom one speaks where it holds: official, personal, or "" for both.
    """

    strength: Chip
    statement: Markup
    when: Markup
    note: Pieces
    speaks: str


@dataclass(frozen=True)
class BoundGroup:
    """Clauses that belong together. With a `fold` they stand behind a line that says so; `more` is what is only
    counted."""

    heading: str
    clauses: tuple[Bound, ...]
    fold: str = ""
    more: Pieces = ()


@dataclass(frozen=True)
class BindsBlock(Block):
    """What binds the reader: first by name, then as it binds everyone. `organisation` is for whom one speaks."""

    template = "binds"
    groups: tuple[BoundGroup, ...]
    organisation: str


@dataclass(frozen=True)
class AnswersBlock(TableBlock):
    """The situations that the reader answers; `more` are those behind a fold, `note` stands below."""

    template = "answers"
    more: tuple[Link, ...] = ()
    note: Pieces = ()


@dataclass(frozen=True)
class Said:
    """A sentence about the reader: "you own", and what. `more` stands behind a fold, which `fold` names."""

    verb: str
    what: Pieces
    fold: str = ""
    more: tuple[Pieces, ...] = ()


@dataclass(frozen=True)
class SaidGroup:
    """Sentences under a name; `note` says when they matter."""

    heading: Pieces
    note: Pieces
    lines: tuple[Said, ...]


@dataclass(frozen=True)
class SaidBlock(Block):
    """What is true of the reader, in sentences."""

    template = "said"
    groups: tuple[SaidGroup, ...]


@dataclass(frozen=True)
class Position:
    """A role in the list of all: what it is for, who has it, and how it stands to others, in sentences.

    `roles` are the keys of the roles that it concerns.
    """

    name: Link
    summary: Markup
    meta: tuple[Pieces, ...]
    kind: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class WhoBlock(Block):
    """Who is who."""

    template = "who"
    positions: tuple[Position, ...]
