"""A whole playbook as one document, to print or to keep."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from .pieces import Fact, Link


@dataclass(frozen=True)
class WholeEntry:
    """An entry: its number, the id of its place, and its page as it stands in the document.

    `plural` is its kind; `since` says since which release it is there.
    """

    number: str
    anchor: str
    title: str
    plural: str
    html: Markup
    since: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """What holds here as well and stands in another playbook: its title, and the entries of each kind."""

    title: str
    kinds: tuple[Fact, ...]


@dataclass(frozen=True)
class Chapter:
    """What people come for: under the name of each kind its entries. A chapter of one page alone has it as `html`."""

    number: str
    anchor: str
    title: str
    kinds: tuple[tuple[str, tuple[WholeEntry, ...]], ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    html: Markup | None = None


@dataclass(frozen=True)
class Whole:
    """The document: cover, contents, chapters. `style` holds all its style elements."""

    title: str
    organisation: str
    lead: Markup
    facts: tuple[Fact, ...]
    note: str
    home: Link
    chapters: tuple[Chapter, ...]
    style: Markup
