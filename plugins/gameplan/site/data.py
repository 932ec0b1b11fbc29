"""The plain, frozen data of a page: everything it shows, and nothing else.

A `Markup` is HTML that prose made safe; every other text is plain and escaped by the renderer.
Blocks name the template that draws them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

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
class Spark:
    """A small line chart: points and target in a box of `width` by `height`, and the numbers as text."""

    points: str
    last_x: float
    last_y: float
    target_y: float | None
    width: int
    height: int
    label: str


@dataclass(frozen=True)
class Stop:
    """One stop of the line of sight; `verb` leads on to the next."""

    kind: str
    name: Link
    verb: str = ""
    spark: Spark | None = None
    reading: str = ""


@dataclass(frozen=True)
class Why:
    """The way from this page to the vision, and the other ends it serves as well."""

    heading: str
    stops: tuple[Stop, ...]
    also: tuple[Link, ...] = ()
    broken: str = ""


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
class Glossed:
    """A word in a glossary; `source` leads to who defines it, where that is somebody else."""

    word: str
    anchor: str
    meaning: Markup
    source: Link | None = None


@dataclass(frozen=True)
class GlossaryBlock(Block):
    """Words from A to Z that can be linked to."""

    template = "glossary"
    entries: tuple[Glossed, ...]


@dataclass(frozen=True)
class TableBlock(Block):
    """Rows with a head; `wide` tables fold into blocks on a phone."""

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
class Measured:
    """One metric under an objective, or one objective over a metric."""

    name: Link
    numbers: tuple[Fact, ...]
    spark: Spark | None


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
    """A clause: its words, how strongly it binds, and everything about it as facts."""

    head: PartHead
    strength: Chip
    statement: Markup
    rationale: Markup
    facts: tuple[Fact, ...]
    do: tuple[Markup, ...]
    dont: tuple[Markup, ...]
    incoming: tuple[Row, ...]
    since: Pieces = ()


@dataclass(frozen=True)
class ClausesBlock(Block):
    """The clauses of a policy."""

    template = "clauses"
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class QuotedClause:
    """A clause quoted elsewhere."""

    strength: Chip
    statement: Markup
    name: Link
    note: str


@dataclass(frozen=True)
class QuotesBlock(Block):
    """The clauses behind something."""

    template = "quotes"
    clauses: tuple[QuotedClause, ...]


@dataclass(frozen=True)
class Reply:
    """Words ready to use; the gaps are marked in `html`, `plain` is what is copied."""

    head: PartHead
    html: Markup
    plain: str
    language: str
    incoming: tuple[Row, ...]


@dataclass(frozen=True)
class RepliesBlock(Block):
    """Words people can use."""

    template = "replies"
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class Level:
    """One level of escalation."""

    head: PartHead
    rank: int
    ranks: int
    tone: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class LevelsBlock(Block):
    """Levels side by side, mildest first; `labels` line the rows of the cards up."""

    template = "levels"
    levels: tuple[Level, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class LevelPanel(Block):
    """Where a situation goes when it gets worse."""

    template = "worse"
    rank: int
    ranks: int
    tone: str
    name: Link
    sentence: Pieces


@dataclass(frozen=True)
class Answer:
    """One answer: its words, what it leads to, and why."""

    words: str
    outcome: str
    outcome_words: Pieces
    because: tuple[Link, ...]
    next: Question | None = None
    next_link: Link | None = None


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
class Step:
    """One step of a procedure."""

    do: Markup
    facts: tuple[Fact, ...]
    options: tuple[Markup, ...]
    parallel: bool


@dataclass(frozen=True)
class Phase:
    """A stretch of a procedure."""

    head: PartHead
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class PhasesBlock(Block):
    """What to do, phase by phase."""

    template = "phases"
    phases: tuple[Phase, ...]


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


@dataclass(frozen=True)
class OutlineNode:
    """A node of the strategy as an outline."""

    kind: str
    name: Link
    note: str
    children: tuple[OutlineNode, ...] = ()


@dataclass(frozen=True)
class OutlineBlock(Block):
    """The strategy from the vision down, as nested lists."""

    template = "outline"
    nodes: tuple[OutlineNode, ...]
    note: Pieces


@dataclass(frozen=True)
class Door:
    """A way in from a home page."""

    title: str
    text: str
    action: Link
    icon: str


@dataclass(frozen=True)
class DoorsBlock(Block):
    """The ways in, as cards."""

    template = "doors"
    doors: tuple[Door, ...]


@dataclass(frozen=True)
class Urgent(Block):
    """What cannot wait."""

    template = "urgent"
    links: tuple[Link, ...]


@dataclass(frozen=True)
class KindsBlock(Block):
    """Everything there is, by section: each kind with its number of entries."""

    template = "kinds"
    sections: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]


@dataclass(frozen=True)
class Item:
    """One entry of an index."""

    name: Link
    summary: Markup
    number: str
    status: Status | None
    owner: Link | None
    chips: tuple[Chip, ...] = ()


@dataclass(frozen=True)
class ItemsBlock(Block):
    """The entries of an index."""

    template = "items"
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Effect:
    """What a change does, as a chip: a word, the sign that goes with it, and whether it asks more of people."""

    word: str
    sign: str
    up: bool = False


@dataclass(frozen=True)
class Stretch:
    """A stretch of words in a text that changed: `op` is equal, delete or insert."""

    op: str
    text: str


@dataclass(frozen=True)
class ChangeLine:
    """One thing that happened: a sentence, and the words themselves, a paragraph each.

    `label` names the text that changed where it is not the only one; texts of what is new have no difference.
    """

    sentence: Pieces = ()
    label: str = ""
    texts: tuple[tuple[Stretch, ...], ...] = ()


@dataclass(frozen=True)
class Changed:
    """All that changed in one thing in one release.

    Beside it stands what it does (`effect`) or else what it is (`kind`). `strengths` are how strongly a clause
    bound before and how it binds now, or how a new one binds. `address` is that of today, and so are those of
    the `roles` that do something differently.
    """

    name: Link
    release: str
    address: str
    roles: tuple[str, ...] = ()
    effect: Effect | None = None
    kind: str = ""
    of: Link | None = None
    strengths: tuple[Chip, ...] = ()
    lines: tuple[ChangeLine, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Changes under a heading: those for one role, or all of one release."""

    heading: Pieces
    anchor: str
    changes: tuple[Changed, ...]
    more: Pieces = ()


@dataclass(frozen=True)
class RoleCount:
    """A role with the number of things that change for it; `address` is its address, or "everyone"."""

    address: str
    name: str
    count: int


@dataclass(frozen=True)
class ChangesBlock(Block):
    """What changed, in groups. `legend` says how a difference is read; `counts` are the roles to choose from."""

    template = "changes"
    groups: tuple[Group, ...]
    counts: tuple[RoleCount, ...] = ()
    legend: bool = False


@dataclass(frozen=True)
class FoldedChanges(Block):
    """Changes that only few want to read, behind a line that counts them."""

    template = "folded"
    summary: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True)
class ReleaseItem:
    """A release in the list of all: what it means, in a word and a sentence, what it is about, who approved it."""

    name: Link
    force: Pieces
    verdict: Fact
    line: str
    approved: Pieces = ()


@dataclass(frozen=True)
class ReleasesBlock(Block):
    """The releases of a site, newest first."""

    template = "releases"
    releases: tuple[ReleaseItem, ...]


@dataclass(frozen=True)
class HistoryItem:
    """What happened to an entry in one release, a sentence for it and for each of its parts."""

    release: Link
    day: Day
    told: tuple[Pieces, ...]


@dataclass(frozen=True)
class History:
    """What happened to an entry, newest first; `earlier` stands behind a fold."""

    newest: tuple[HistoryItem, ...]
    earlier: tuple[HistoryItem, ...] = ()


@dataclass(frozen=True)
class ForYou:
    """What changed for a role in one release, and what changed besides for everyone."""

    release: str
    changes: tuple[Changed, ...]
    more: Pieces = ()


@dataclass(frozen=True)
class Action:
    """A link at the foot of a page; `icon` names its sign."""

    words: str
    href: str
    icon: str


@dataclass(frozen=True)
class SearchDocument:
    """What search knows of a page (no `anchor`) or of a part."""

    title: str
    text: str
    anchor: str = ""


@dataclass(frozen=True)
class TocItem:
    """An entry of "On this page"."""

    title: str
    anchor: str
    children: tuple[TocItem, ...] = ()


@dataclass(frozen=True)
class Noticed:
    """What a check sees at this entry: how serious in a word, what, and the cure. `href` leads to the check's page."""

    word: str
    code: str
    message: Markup
    help: Markup
    href: str = ""


@dataclass(frozen=True)
class Explained:
    """A word that the page explains where it first uses it: how it is known, its meaning, its entry in the glossary."""

    key: str
    meaning: str
    href: str


@dataclass(frozen=True)
class PageData:
    """A whole page. `template` draws it; `layout` says what stands beside the text."""

    template: str
    kind: str
    title: str
    eyebrow: str = ""
    lead: tuple[Markup, ...] = ()
    status: Status | None = None
    meta: tuple[Fact, ...] = ()
    notice: Pieces = ()
    answer: tuple[Cell, ...] = ()
    why: Why | None = None
    blocks: tuple[Block, ...] = ()
    rows: tuple[Row, ...] = ()
    pointers: tuple[Row, ...] = ()
    subject: str = ""
    facts: tuple[tuple[Fact, ...], ...] = ()
    tags: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    address: str = ""
    description: str = ""
    toc: tuple[TocItem, ...] = ()
    search: tuple[SearchDocument, ...] = ()
    searchable: bool = True
    layout: str = "aside"
    """What stands beside the text: the facts (aside), "On this page" (toc), or nothing (wide)."""
    moved: tuple[tuple[str, Pieces], ...] = ()
    terms: tuple[Explained, ...] = ()
    findings: tuple[Noticed, ...] = ()
    dated: Day | None = None
    """A day that stands beside the eyebrow."""
    verdict: tuple[Fact, ...] = ()
    """What a release means and who approved it, a line each."""
    history: History | None = None
    since: Pieces = ()
    """Since which release there is this entry, and which one changed it last."""
    role: str = ""
    """On the page of a role, where there are releases: its address."""
    yours: ForYou | None = None
    since_visit: bool = False
    """Whether the page tells what is new since somebody's last visit, which only a browser knows."""


@dataclass(frozen=True)
class SpokenOf:
    """An entry that a page written by hand refers to: what it is, and the name of its owner or ""."""

    name: Link
    kind: str
    owner: str


@dataclass(frozen=True)
class StubData:
    """A page that only leads on from an old address."""

    title: str
    href: str
    anchors: tuple[tuple[str, str], ...] = ()
