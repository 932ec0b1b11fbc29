"""How far objectives have come: the head count, and each objective with its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from .blocks import Block
from .pieces import Fact, Link, Pieces, Spark, Status


@dataclass(frozen=True)
class Standing:
    """Where a number stands, in words. `form` is reached, under-way, behind, held or unknown.

    `share` is how much of the way a bar shows in per cent, from 0 to 100, None where no bar can be drawn.
    """

    words: str
    form: str
    share: int | None = None


@dataclass(frozen=True)
class Scored:
    """One metric of an objective: its numbers as facts and a chart, or else in one `line`, and where it stands.

    `about` says what is counted, which way is good, and how far along the way to an effect it looks.
    """

    metric: Link
    about: str
    standing: Standing
    facts: tuple[Fact, ...] = ()
    chart: Spark | None = None
    line: Pieces = ()


@dataclass(frozen=True)
class Score:
    """One objective with its metrics; `roles` are the addresses of those it concerns."""

    name: Link
    number: str
    status: Status | None
    meta: tuple[Fact, ...]
    metrics: tuple[Scored, ...]
    roles: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class ScoresBlock(Block):
    """Objectives that serve one goal."""

    template = "scores"
    goal: Link | None
    lead: str
    scores: tuple[Score, ...]


@dataclass(frozen=True)
class Side:
    """A perspective, as on a balanced scorecard: a sentence on how many have got there, and its objectives."""

    name: str
    words: str
    objectives: tuple[tuple[Link, str], ...]


@dataclass(frozen=True)
class SidesBlock(Block):
    """The same objectives by the side from which they look at the organisation."""

    template = "sides"
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class TallyBlock(Block):
    """How many there are in each state: a bar with a piece for each objective, and the same in words.

    `pieces` are the forms of `Standing`, best first; none where there are too many to draw.
    """

    template = "tally"
    big: str
    words: str
    pieces: tuple[str, ...]
    notes: tuple[Pieces, ...] = ()
