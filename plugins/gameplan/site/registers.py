"""How a register is made: a row for each entry, pages where there are many, filters, and a sheet to download."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..model import Entity
from ..model.fields import Reference
from . import words
from .concerns import concerned
from .data.pieces import Chip, Pieces
from .data.tables import (
    Choice,
    Column,
    Filter,
    RegisterBlock,
    RowGroup,
    Sheet,
    TableCell,
    TableRow,
)
from .desk import Desk
from .tables import Group, beside, leaf, plain, sizes

ROWS = 60
"""How many rows stand on a page of a register."""
_LIGHT = 60
"""Above so many rows a register says only what is needed to choose one."""


@dataclass(frozen=True)
class Register:
    """How a kind is listed: a cell for each column (more briefly where there are many rows), the values of a row
    for filters, the filters, and the head and the lines of the download. `order` goes before that of the graph."""

    caption: str
    columns: tuple[Column, ...]
    cells: Callable[[Desk, Entity, bool], Iterator[TableCell]]
    tokens: Callable[[Desk, Entity], Iterator[str]]
    filters: Callable[[Desk, Sequence[Entity]], Iterator[Filter]]
    head: tuple[str, ...]
    line: Callable[[Desk, Entity], Iterator[Pieces]]
    order: Callable[[Entity], int] = lambda entity: 0


def register(
    desk: Desk, made: Register, kind: str, index: str, sheets: Sequence[Sequence[Group]], page: int
) -> RegisterBlock:
    """One page of a register, for the desk of that page. `sheets` are the groups of all its pages, `index` is the
    address of the first."""
    everything = [entity for sheet in sheets for group in sheet for entity in group.entities]
    light = len(everything) > _LIGHT
    several = len({e.address.playbook for e in everything}) > 1
    drawn = [
        (group, [_row(desk, made, e, light=light, several=several) for e in group.entities])
        for group in sheets[page - 1]
    ]
    rows = [row for _, group in drawn for row in group]
    # What no row says anything of is no column.
    kept = [n for n in range(len(made.columns)) if any(row.cells[n].tells for row in rows)]
    own = words.upper(desk.kind_word(kind))
    columns = [replace(made.columns[0], title=own), *made.columns[1:]]
    return RegisterBlock(
        heading=words.plural(desk.graph, desk.playbook, kind),
        anchor="_all",
        filters=(*made.filters(desk, everything), *playbook_filter(desk, everything)),
        caption=made.caption,
        csv=beside(desk, index),
        leaf=leaf(desk, index, sizes(sheets), page),
        sheet=_sheet(desk, made, everything) if page == 1 else None,
        columns=tuple(columns[n] for n in kept),
        groups=tuple(
            RowGroup(
                group.anchor,
                (group.heading,) if group.heading else (),
                tuple(replace(row, cells=tuple(row.cells[n] for n in kept)) for row in shown),
            )
            for group, shown in drawn
        ),
    )


def _row(desk: Desk, made: Register, entity: Entity, *, light: bool, several: bool) -> TableRow:
    tokens = (*made.tokens(desk, entity), *((f"from:{entity.address.playbook}",) if several else ()))
    return TableRow(
        tuple(made.cells(desk, entity, light)), tokens, concerned(desk.graph, str(entity.address))
    )


def _sheet(desk: Desk, made: Register, entities: Sequence[Entity]) -> Sheet:
    lines = tuple(tuple(plain(cell) for cell in made.line(desk, e)) for e in entities)
    return Sheet((made.head, *lines))


def playbook_filter(desk: Desk, entities: Sequence[Entity]) -> Iterator[Filter]:
    """The filter by playbook, where entries of several are listed together."""
    yield from options(
        "from", "From", [(e.address.playbook, desk.name(e.address.playbook)) for e in entities]
    )


def options(name: str, title: str, values: Sequence[tuple[str, str]]) -> Iterator[Filter]:
    """A filter by values and their words, each once and in their order; none where there is nothing to choose."""
    choices = tuple(Choice(value, said) for value, said in dict.fromkeys(values))
    if len(choices) > 1:
        yield Filter(name, title, choices)


def role_cell(desk: Desk, reference: Reference | None, lack: str = "") -> TableCell:
    """A cell with a role; where there is none, what that lacks, if it is a lack."""
    link = desk.to(reference)
    if link is None:
        return TableCell(chips=(Chip(lack, "warn"),)) if lack else TableCell()
    return TableCell((link,))
