"""A whole page: everything it shows, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from .blocks import Block
from .changes import ForYou, History
from .map import Nearby
from .pieces import Cell, Day, Fact, Link, Pieces, Row, Spark, Status


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
    boost: float = 1.0
    """How much sooner search names this page than another that fits as well."""
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
    nearby: Nearby | None = None
    """One step up and one step down, on the page of an entry of the map."""


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
