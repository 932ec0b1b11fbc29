"""What registers, matrices and long indexes share: pages of a table, its download, and numbers in words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from markupsafe import Markup

from ..model import Entity
from .data.pieces import Day, Link, Pieces
from .data.tables import Leaf, Sheet
from .desk import Desk

CSV = "table.csv"
"""The name of a table's file, beside its page."""

_DEFUSED = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def csv_of(sheet: Sheet) -> str:
    """A table for spreadsheets: RFC 4180, with the mark by which they know UTF-8.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it, and stays what it says.
    """
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([_safe(cell) for cell in row] for row in sheet.rows)
    return "\ufeff" + text.getvalue()


def _safe(cell: str) -> str:
    text = " ".join(cell.replace("\0", "").split())
    return f"'{text}" if _DEFUSED.match(cell) or _DEFUSED.match(text) else text


def plain(pieces: Pieces) -> str:
    """The plain words of pieces; days as spreadsheets read them."""
    said = []
    for piece in pieces:
        if isinstance(piece, Markup):
            said.append(piece.striptags())
        elif isinstance(piece, Link):
            said.append(piece.words)
        else:
            said.append(piece.iso if isinstance(piece, Day) else piece)
    return " ".join("".join(said).split())


# --- pages --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Group:
    """Entries under a heading of their own, which may be empty."""

    anchor: str
    heading: str
    entities: tuple[Entity, ...]


def pages_of(
    groups: Sequence[Group], most: int, weigh: Callable[[Entity], int] = lambda entity: 1
) -> list[list[Group]]:
    """Groups on pages that weigh at most `most`; a group is cut only where it does not fit on a page at all.

    Whatever weighs more by itself has a page of its own. There is always a page.
    """
    pages: list[list[Group]] = [[]]
    room = most
    for group in groups:
        whole = sum(map(weigh, group.entities))
        if room < whole <= most:
            pages.append([])
            room = most
        taken: list[Entity] = []
        for entity in group.entities:
            weight = weigh(entity)
            if weight > room and room < most:
                pages[-1] += [replace(group, entities=tuple(taken))] if taken else []
                pages.append([])
                room, taken = most, []
            taken.append(entity)
            room -= weight
        pages[-1].append(replace(group, entities=tuple(taken)))
    return [page for n, page in enumerate(pages) if page or n == len(pages) - 1]


def sizes(sheets: Sequence[Sequence[Group]]) -> list[int]:
    """How many entries stand on each page."""
    return [sum(len(group.entities) for group in sheet) for sheet in sheets]


def page_address(index: str, page: int) -> str:
    """The address of a page of a table, by the address of its first one; no id of an entry has two hyphens."""
    return index if page == 1 else f"{index}page--{page}"


def leaf(desk: Desk, index: str, counts: Sequence[int], page: int) -> Leaf | None:
    """Which rows of all stand on a page, for the desk of that page; None where it is the only one."""
    if len(counts) < 2:
        return None
    ends = list(accumulate(counts))
    links = []
    for n, (count, end) in enumerate(zip(counts, ends, strict=True), start=1):
        href = desk.href(page_address(index, n)) if n != page else ""
        links.append(Link(f"{end - count + 1} to {end}", href))
    return Leaf(ends[page - 1] - counts[page - 1] + 1, ends[page - 1], ends[-1], tuple(links))


def beside(desk: Desk, index: str) -> Link:
    """The link to the download of the table whose first page is at an address; its words are the file's name."""
    depth = desk.href(index)
    folder = depth.rpartition("/")[0]
    return Link(f"{index.strip('/').replace('/', '-')}.csv", f"{folder}/{CSV}" if folder else CSV)


# --- numbers and lists in words -----------------------------------------------------------------


def number(n: int) -> str:
    """'seven', '27': small numbers in words."""
    return _NUMBERS[n] if n < len(_NUMBERS) else f"{n:,}"


def counted(n: int, singular: str, plural: str) -> str:
    """'seven plays', 'one play'."""
    return f"{number(n)} {singular if n == 1 else plural}"


def sentence(text: str) -> str:
    """A text with its first letter capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."


def some(desk: Desk, addresses: Sequence[str], most: int = 3) -> Markup:
    """Links to a few things as people list them; of many, the first and how many there are besides."""
    shown = list(addresses) if len(addresses) <= most + 1 else list(addresses[:most])
    names = [_anchor(desk.link(a)) for a in shown]
    if len(shown) < len(addresses):
        names.append(Markup.escape(f"{number(len(addresses) - len(shown))} more"))
    return Markup("").join(_listed(names))


def _listed(names: Sequence[Markup]) -> Iterator[Markup]:
    for n, name in enumerate(names):
        if n:
            yield Markup(" and ") if n == len(names) - 1 else Markup(", ")
        yield name


def _anchor(link: Link) -> Markup:
    return (
        Markup('<a href="{}">{}</a>').format(link.href, link.words)
        if link.href
        else Markup.escape(link.words)
    )
