"""Registers and matrices: tables with a row for each entry, which a reader can filter, order and download."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .blocks import Block
from .pieces import Chip, Link, Pieces, Status


@dataclass(frozen=True)
class Choice:
    """One of the values that rows can be filtered by, and its words."""

    value: str
    words: str


@dataclass(frozen=True)
class Filter:
    """What rows can be filtered by: its name in addresses (`type=respond`), its title, its choices.

    Two have none: `attention` asks whether anything in a row wants it, which may depend on the day; `with` asks
    for something in a column of a matrix.
    """

    name: str
    title: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Leaf:
    """A table that goes over several pages: which rows of how many stand here, and the way to the others."""

    first: int
    last: int
    total: int
    pages: tuple[Link, ...]

    @property
    def here(self) -> str:
        """'1 to 100 of 277'."""
        return f"{self.first} to {self.last} of {self.total}"


@dataclass(frozen=True)
class LeafBlock(Block):
    """The way to the other pages of a long list."""

    template: ClassVar[str] = "leaf"
    leaf: Leaf


@dataclass(frozen=True)
class Sheet:
    """A whole table as plain text, the head first: what is downloaded, whatever its pages show."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Tabled(Block):
    """What registers and matrices share. `caption` says what the table holds, `csv` leads to its download, which
    this page offers as a file where there is a `sheet`."""

    filters: tuple[Filter, ...]
    caption: str
    csv: Link
    leaf: Leaf | None
    sheet: Sheet | None


@dataclass(frozen=True)
class Column:
    """A column of a register: its name in addresses, its title, and a note in small print."""

    name: str
    title: str
    note: str = ""


@dataclass(frozen=True)
class Meter:
    """How bad a level is: one of `ranks`, the mildest first."""

    rank: int
    ranks: int
    tone: str


@dataclass(frozen=True)
class TableCell:
    """A cell: what it says, more in small print, chips where something is wrong.

    `key` is what it is ordered by where that is not its words.
    """

    pieces: Pieces = ()
    small: Pieces = ()
    chips: tuple[Chip, ...] = ()
    meter: Meter | None = None
    status: Status | None = None
    key: str = ""

    @property
    def tells(self) -> bool:
        """Whether it says anything but small print."""
        return bool(self.pieces or self.chips or self.status)


@dataclass(frozen=True)
class TableRow:
    """A row; the first cell names the entry. `tokens` are its values for filters, as `type:respond`.

    `roles` are the addresses of the roles that the entry concerns.
    """

    cells: tuple[TableCell, ...]
    tokens: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowGroup:
    """Rows under a heading of their own, which may be empty."""

    anchor: str
    heading: Pieces
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class RegisterBlock(Tabled):
    """A row for each entry, a column for each thing that one wants to know of it."""

    template: ClassVar[str] = "register"
    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]


@dataclass(frozen=True)
class Mark:
    """What stands in a cell of a matrix: a short `sign`, or none where the words themselves are shown.

    `form` is how strongly it is drawn: solid, outline, plain. A link without `href` is only words; `lead` stands
    before words.
    """

    sign: str
    name: Link
    form: str = "plain"
    lead: str = ""


@dataclass(frozen=True)
class MatrixCell:
    """A cell that holds something, with the number of empty ones before it. `label` names its column."""

    skip: int
    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class MatrixRow:
    """A row: its name with what is to be said of it in small print, its cells, the number of empty ones after them.

    `none` is said in place of all cells of a row that holds nothing.
    """

    name: Link
    small: Pieces
    status: Status | None
    chips: tuple[Chip, ...]
    cells: tuple[MatrixCell, ...]
    rest: int
    none: str
    tokens: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True)
class MatrixGroup:
    """Rows of a matrix under a heading of their own, which may be empty."""

    heading: Pieces
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class MatrixBlock(Tabled):
    """Two kinds of entries and what lies between them. `corner` names the rows, `legend` explains the signs.

    `form` says how it is drawn: words in its cells, signs, signs under turned heads, or so many of them that
    the table scrolls by itself.
    """

    template: ClassVar[str] = "matrix"
    corner: str
    columns: tuple[Link, ...]
    groups: tuple[MatrixGroup, ...]
    legend: tuple[Mark, ...]
    form: str
