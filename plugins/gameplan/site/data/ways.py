"""What a home page is made of: the question it opens with, doors, what cannot wait, what changed, everything there is."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from .blocks import Block
from .changes import Changed
from .pieces import Chip, Day, Fact, Link, Pieces


@dataclass(frozen=True)
class Door:
    """A way in from a home page; `more` are further ways behind it. `mine` says that it leads to roles, of which a
    reader may have chosen one."""

    title: str
    text: str
    action: Link
    icon: str
    more: tuple[Link, ...] = ()
    mine: bool = False


@dataclass(frozen=True)
class DoorsBlock(Block):
    """The ways in, as cards; `also` are questions with a page of their own, in a line below.

    The heading of a block that is `plain` is for people who hear the page.
    """

    template = "doors"
    doors: tuple[Door, ...]
    also: tuple[Link, ...] = ()
    plain: bool = False


@dataclass(frozen=True)
class Urgent(Block):
    """What cannot wait."""

    template = "urgent"
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Ask(Block):
    """The question that a home page opens with, its heading, and the search that answers it.

    `name` is whose page it is, `edition` which state of it; between them stands the eyebrow of the page. `examples` are words that search finds, each with a
    link to what it finds first.
    """

    template = "ask"
    name: str
    edition: Pieces
    examples: tuple[Link, ...]
    urgent: Urgent | None = None


@dataclass(frozen=True)
class RecentBlock(Block):
    """What changed in the newest release, the most telling first; the script makes "Since your last visit" of it."""

    template = "recent"
    version: str
    day: Day
    changes: tuple[Changed, ...]
    ways: tuple[Link, ...]


@dataclass(frozen=True)
class Gap:
    """A tactic whose line of sight breaks: in a word, and as a sentence; `concerns` are addresses of roles."""

    word: str
    said: Pieces
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True)
class SightBlock(Block):
    """How many tactics lead to the vision, in numbers, as a meter of `marks` of which `on` are full, and in words."""

    template = "sight"
    whole: int
    tactics: int
    on: int
    marks: int
    said: str
    gaps: tuple[Gap, ...]
    page: Link


@dataclass(frozen=True)
class AboutBlock(Block):
    """Where the lead, the facts and the tags of its page stand: what a playbook is, whose, and since when."""

    template = "about"


@dataclass(frozen=True)
class BesideBlock(Block):
    """Blocks side by side, where there is room; they have headings of their own."""

    template = "beside"
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class KindsBlock(Block):
    """Everything there is, by section: each kind with its number of entries."""

    template = "kinds"
    sections: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]


@dataclass(frozen=True)
class OwnClause:
    """A clause as it holds for somebody who speaks as a private person; `concerns` are addresses of roles.

    `strength` is None where the heading that it stands under says it.
    """

    strength: Chip | None
    name: Link
    when: Markup
    statement: Markup
    source: Pieces
    facts: tuple[Fact, ...]
    concerns: tuple[str, ...]


@dataclass(frozen=True)
class OwnClausesBlock(Block):
    """Clauses of one strength; `about` says what they have in common where their strength does not."""

    template = "own_account"
    clauses: tuple[OwnClause, ...]
    about: str = ""
