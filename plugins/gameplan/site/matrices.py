"""Matrices: two kinds of entries and what lies between them, drawn on as many pages as it takes.

Which entries meet, and where, is said in `meetings`; here that becomes tables, their downloads and their pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from ..model import Entity
from ..model.address import EVERYONE
from . import words
from .concerns import concerned
from .data.page import PageData, SearchDocument
from .data.pieces import Chip, Link, Pieces
from .data.tables import Filter, Mark, MatrixBlock, MatrixCell, MatrixGroup, MatrixRow, Sheet
from .desk import Desk, Site
from .registers import playbook_filter
from .tables import Group, beside, leaf, page_address, pages_of, sizes

WEIGHT = 450
"""What the rows of a page weigh at most, about 75 kB as HTML; a thing in a cell weighs one,"""
_ROW = 3
"""and a row by itself this much."""
NUMBER = "#"
"""The sign that stands for the number of things through which two entries meet."""
_WORDS = 8
"""Up to so many columns there is room for words in the cells,"""
_LEVEL = 10
"""up to so many for heads that lie level,"""
_WHOLE = 24
"""and up to so many the table is seen whole."""


@dataclass(frozen=True)
class Meeting:
    """What stands where two entries meet: a sign, what it means, how strongly it is drawn; and the things through
    which they meet, by address."""

    sign: str
    means: str
    form: str = "plain"
    through: tuple[str, ...] = ()


Cells = Mapping[str, tuple[Meeting, ...]]
"""What stands in the cells of a row, by the address of the column."""


@dataclass(frozen=True)
class Matrix:
    """Two kinds of entries and where they meet. `cells` are given by the addresses of row and column.

    `name` is the last segment of its address. `stands_out` are sentences about what there is to see, `none` is
    said of a row that meets nothing, `through` names several of what things meet through, `via` stands before
    those. `small` is printed below the name of a row, `lack` beside it.
    `beside` are the playbooks that have such a matrix, too.
    """

    name: str
    title: str
    about: str
    rows: str
    groups: tuple[Group, ...]
    columns: tuple[str, ...]
    cells: Mapping[str, Cells]
    stands_out: Callable[[Desk], Iterator[Markup]]
    legend: tuple[Meeting, ...] = ()
    none: str = ""
    through: str = ""
    via: str = ""
    filters: Callable[[Desk], Iterator[Filter]] = lambda desk: iter(())
    tokens: Callable[[Entity], Iterator[str]] = lambda entity: iter(())
    small: Callable[[Desk, Entity], Pieces] = lambda desk, entity: ()
    lack: Callable[[Entity], str] = lambda entity: ""
    beside: frozenset[str] = frozenset()


def tells(matrix: Matrix) -> bool:
    """Whether a matrix says more than the pages of its entries do."""
    rows = sum(len(group.entities) for group in matrix.groups)
    return rows > 1 and any(matrix.cells.values())


def matrix_pages(site: Site, playbook: str, matrix: Matrix) -> tuple[Callable[[], PageData], ...]:
    """The pages of a matrix, to be made when asked; none where it tells nothing."""
    if not tells(matrix):
        return ()
    wordy = bool(matrix.through) and len({c for held in matrix.cells.values() for c in held}) <= _WORDS

    def weigh(entity: Entity) -> int:
        held = matrix.cells[str(entity.address)].values()
        return _ROW + sum(len(m.through) if wordy else 1 for marks in held for m in marks)

    sheets = pages_of(matrix.groups, WEIGHT, weigh)
    return tuple(partial(_page, site, playbook, matrix, sheets, n + 1) for n in range(len(sheets)))


def _page(
    site: Site, playbook: str, matrix: Matrix, sheets: Sequence[Sequence[Group]], page: int
) -> PageData:
    index = f"{playbook}/{matrix.name}/"
    desk = Desk(site, page_address(index, page), playbook)
    manifest = desk.manifest()
    said = tuple(matrix.stands_out(desk))
    first, more = said[:2], said[2:]
    leads = tuple(Markup(" ").join(part) for part in (first, more, tuple(_parents(desk, matrix))) if part)
    return PageData(
        template="index",
        kind=matrix.name,
        title=matrix.title,
        eyebrow=manifest.title if manifest else playbook,
        lead=leads,
        blocks=(_block(desk, matrix, index, sheets, page),),
        address=desk.here.rstrip("/"),
        description=matrix.about,
        search=(SearchDocument(matrix.title, matrix.about),) if page == 1 else (),
        searchable=page == 1,
        layout="wide",
    )


def _parents(desk: Desk, matrix: Matrix) -> Iterator[Markup]:
    """The way to the same matrix of the playbooks that this one extends."""
    for parent in desk.graph.parents(desk.playbook):
        if parent in matrix.beside:
            link = Markup('<a href="{}">{}</a>').format(
                desk.href(f"{parent}/{matrix.name}/"), desk.name(parent)
            )
            yield Markup("What {} does itself has a table of its own.").format(link)


def _block(
    desk: Desk, matrix: Matrix, index: str, sheets: Sequence[Sequence[Group]], page: int
) -> MatrixBlock:
    met = {c for group in sheets[page - 1] for e in group.entities for c in matrix.cells[str(e.address)]}
    columns = [c for c in matrix.columns if c in met]
    wordy = len(columns) <= _WORDS and bool(matrix.through)
    form = "words" if wordy else "level" if len(columns) <= _LEVEL else "turned"
    everything = [e for sheet in sheets for group in sheet for e in group.entities]
    several = len({e.address.playbook for e in everything}) > 1
    return MatrixBlock(
        heading=matrix.title,
        anchor="_all",
        filters=(
            *matrix.filters(desk),
            *([Filter("with", _heads(desk, columns))] if len(columns) > 1 else []),
            *playbook_filter(desk, everything),
        ),
        caption=matrix.about,
        csv=beside(desk, index),
        leaf=leaf(desk, index, sizes(sheets), page),
        sheet=_sheet(desk, matrix, everything) if page == 1 else None,
        corner=matrix.rows,
        columns=tuple(desk.link(c) for c in columns),
        groups=tuple(
            MatrixGroup(
                (desk.link(group.anchor),)
                if "/" in group.anchor
                else (group.heading,)
                if group.heading
                else (),
                tuple(_row(desk, matrix, e, columns, wordy=wordy, several=several) for e in group.entities),
            )
            for group in sheets[page - 1]
        ),
        legend=() if wordy else tuple(_explained(m) for m in matrix.legend),
        form="wide" if len(columns) > _WHOLE else form,
    )


def _explained(meeting: Meeting) -> Mark:
    sign = "2" if meeting.sign == NUMBER else meeting.sign
    return Mark(sign, Link(words.upper(meeting.means)), meeting.form)


def _heads(desk: Desk, columns: Sequence[str]) -> str:
    """What one of the columns is called."""
    kinds = {"roles" if c == EVERYONE else c.split("/")[1] for c in columns}
    return words.upper(desk.kind_word(min(kinds)))


def _row(
    desk: Desk, matrix: Matrix, entity: Entity, columns: Sequence[str], *, wordy: bool, several: bool
) -> MatrixRow:
    address = str(entity.address)
    held = matrix.cells[address]
    cells, skip = [], 0
    for column in columns:
        if column not in held:
            skip += 1
            continue
        marks = tuple(mark for m in held[column] for mark in _marks(desk, matrix, address, m, wordy=wordy))
        cells.append(MatrixCell(skip, desk.name(column), marks))
        skip = 0
    lack = matrix.lack(entity)
    tokens = tuple(matrix.tokens(entity))
    return MatrixRow(
        desk.link(address),
        matrix.small(desk, entity),
        words.status(entity.status) if entity.status != "active" else None,
        (Chip(lack, "warn"),) if lack else (),
        tuple(cells),
        skip,
        matrix.none if not held else "",
        (*tokens, f"from:{entity.address.playbook}") if several else tokens,
        concerned(desk.graph, address),
    )


def _marks(desk: Desk, matrix: Matrix, row: str, meeting: Meeting, *, wordy: bool) -> Iterator[Mark]:
    """A meeting as it is drawn: in words, the things themselves; else a sign, which leads to the only thing."""
    through = meeting.through
    if not through:
        yield Mark("" if wordy else meeting.sign, Link(meeting.means), meeting.form)
    elif wordy:
        for n, address in enumerate(through):
            yield Mark("", desk.link(address), lead=matrix.via if n == 0 else "")
    else:
        link = desk.link(through[0])
        if len(through) > 1:
            link = Link(f"{len(through)} {matrix.through}", desk.href(row))
        sign = meeting.sign if meeting.sign != NUMBER else str(len(through))
        yield Mark(sign, link, meeting.form)


def _sheet(desk: Desk, matrix: Matrix, entities: Sequence[Entity]) -> Sheet:
    """The whole matrix in words, with all columns that hold something on any page."""
    groups = {str(e.address): g for g in matrix.groups for e in g.entities}
    grouped = any(g.anchor or g.heading for g in matrix.groups)
    met = {c for cells in matrix.cells.values() for c in cells}
    columns = [c for c in matrix.columns if c in met]
    lines = [(matrix.rows, *(("Under",) if grouped else ()), *(desk.name(c) for c in columns))]
    for entity in entities:
        address = str(entity.address)
        group = groups[address]
        heading = desk.name(group.anchor) if "/" in group.anchor else group.heading
        held = matrix.cells[address]
        cells = ("; ".join(w for m in held.get(c, ()) for w in _words_of(desk, m)) for c in columns)
        lines.append((entity.title, *((heading,) if grouped else ()), *cells))
    return Sheet(tuple(lines))


def _words_of(desk: Desk, meeting: Meeting) -> Iterator[str]:
    if not meeting.through:
        yield meeting.means
    for address in meeting.through:
        yield desk.name(address)
