"""The parts of entities as pages show them: clauses, replies, levels, questions, phases, evidence."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from .blocks import Block
from .people import Party, Reached
from .pieces import Chip, Fact, Link, Pieces, Row, Status


@dataclass(frozen=True)
class PartHead:
    """What every part has: anchor, heading, number, status, where it was before."""

    id: str
    title: str
    number: str
    status: Status | None
    notice: Pieces
    old_anchors: tuple[str, ...]
    source: Link | None


@dataclass(frozen=True)
class Clause:
    """A clause: its words, how strongly it binds, and everything about it as facts.

    `binds` are the keys of the roles that it binds. `speaks` is for whom one speaks where it holds: official,
    personal, or "" for both.
    """

    head: PartHead
    strength: Chip
    statement: Markup
    rationale: Markup
    facts: tuple[Fact, ...]
    do: tuple[Markup, ...]
    dont: tuple[Markup, ...]
    incoming: tuple[Row, ...]
    since: Pieces = ()
    binds: tuple[str, ...] = ()
    speaks: str = ""


@dataclass(frozen=True)
class ClausesBlock(Block):
    """The clauses of a policy of an `organisation`."""

    template = "clauses"
    clauses: tuple[Clause, ...]
    organisation: str = ""


@dataclass(frozen=True)
class QuotedClause:
    """A clause quoted elsewhere; `binds` are the keys of the roles that it binds."""

    strength: Chip
    statement: Markup
    name: Link
    note: str
    binds: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuotesBlock(Block):
    """The clauses behind something."""

    template = "quotes"
    clauses: tuple[QuotedClause, ...]


@dataclass(frozen=True)
class Reply:
    """Words ready to use; the gaps are marked in `html`, `plain` is what is copied, `tongue` the `lang` of both."""

    head: PartHead
    html: Markup
    plain: str
    language: str
    incoming: tuple[Row, ...]
    tongue: str = ""


@dataclass(frozen=True)
class RepliesBlock(Block):
    """Words people can use."""

    template = "replies"
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class LevelRow:
    """A row of the card of a level, empty where only other levels have it.

    `large` rows are read from afar, two `short` ones stand side by side on a phone, `screen` ones are not for paper;
    `reached` is who decides.
    """

    facts: tuple[Fact, ...]
    large: bool = False
    short: bool = False
    screen: bool = False
    reached: Reached | None = None


@dataclass(frozen=True)
class Level:
    """One level of escalation. `colour` is what people call it, where they call it by a colour."""

    head: PartHead
    rank: int
    ranks: int
    tone: str
    colour: str
    rows: tuple[LevelRow, ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class LevelsBlock(Block):
    """Levels side by side, mildest first, all with the same rows; `others` are named there and decide nowhere."""

    template = "levels"
    levels: tuple[Level, ...]
    others: tuple[Party, ...] = ()
    hours: Pieces = ()


@dataclass(frozen=True)
class LevelPanel(Block):
    """Where a situation goes when it gets worse."""

    template = "worse"
    rank: int
    ranks: int
    tone: str
    name: Link
    sentence: Pieces
    colour: str = ""


@dataclass(frozen=True)
class Answer:
    """One answer: its words, what it leads to, and why.

    `name` is what it is called in an address. `then` is the id of the next question, or how the guide ends:
    `outcome` then says so too. `quotes` are the words of the clauses in `because`.
    """

    words: str
    name: str
    then: str
    outcome: str
    outcome_words: Pieces
    because: tuple[Link, ...]
    quotes: tuple[Markup, ...] = ()
    next: Question | None = None
    next_link: Link | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question with its answers; a question met before is only linked."""

    head: PartHead
    ask: Markup
    consider: tuple[Markup, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class QuestionsBlock(Block):
    """A guide as nested questions; `unasked` are those no answer leads to."""

    template = "questions"
    first: Question | None
    unasked: tuple[Question, ...]


@dataclass(frozen=True)
class Words:
    """Words to publish, from elsewhere: where they stand, and the words themselves where they may be shown."""

    name: Link
    html: Markup
    plain: str
    tongue: str


@dataclass(frozen=True)
class Step:
    """One step of a procedure; `clock` says by when, and how often again."""

    number: int
    anchor: str
    do: Markup
    who: Link | None
    clock: tuple[str, ...]
    options: tuple[Markup, ...]
    words: Words | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phase:
    """A stretch of a procedure: steps one after the other, those that happen at the same time as one group."""

    head: PartHead
    groups: tuple[tuple[Step, ...], ...]


@dataclass(frozen=True)
class PhasesBlock(Block):
    """What to do, phase by phase. `parties` are those who act; `whole` says that it begins with what each does."""

    template = "phases"
    phases: tuple[Phase, ...]
    parties: tuple[Party, ...] = ()
    whole: bool = False


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence."""

    head: PartHead
    finding: Markup
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class EvidenceBlock(Block):
    """What an insight rests on."""

    template = "evidence"
    pieces: tuple[Evidence, ...]
