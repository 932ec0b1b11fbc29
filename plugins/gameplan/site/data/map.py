"""The strategy as a picture of links and as an outline, and the small map of one entry."""

from __future__ import annotations

from dataclasses import dataclass

from .blocks import Block
from .pieces import Link, Pieces


@dataclass(frozen=True)
class MapLine:
    """A line of words in a box: where its base line lies; `form` is title, note or why, `sign` a small mark before it."""

    words: str
    y: int
    form: str = "note"
    sign: str = ""


@dataclass(frozen=True)
class MapNode:
    """A box that leads to a page. `up` are the numbers of the boxes it leads to; `whole` says all of it where lines do not."""

    number: int
    href: str
    x: int
    y: int
    width: int
    height: int
    form: str
    lines: tuple[MapLine, ...]
    up: tuple[int, ...]
    whole: str = ""


@dataclass(frozen=True)
class MapWay:
    """A line between two boxes, by their numbers."""

    path: str
    ends: tuple[int, int]


@dataclass(frozen=True)
class MapColumn:
    """The boxes of a kind under its name; `kind` is the kind's own word."""

    kind: str
    title: str
    about: str
    x: int
    nodes: tuple[MapNode, ...]


@dataclass(frozen=True)
class Drawing:
    """The picture, in units of its own."""

    label: str
    width: int
    height: int
    columns: tuple[MapColumn, ...]
    ways: tuple[MapWay, ...]


@dataclass(frozen=True)
class OutlineNode:
    """An entry in the outline. `kind` is "" where the one before it says it already; `below` counts what stands under it.

    `opens` says that its branch is open from the start, `why` what it is missing, `concerns` whom it concerns.
    """

    kind: str
    name: Link
    note: str = ""
    why: str = ""
    below: str = ""
    children: tuple[OutlineNode, ...] = ()
    opens: bool = False
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Carrier:
    """Something that tactics run on or use: how many do, and the numbers of their boxes."""

    name: Link
    count: str
    number: int
    up: tuple[int, ...]


@dataclass(frozen=True)
class Deepest:
    """What stands deepest of a kind; `more` leads to the others."""

    title: str
    about: str
    carriers: tuple[Carrier, ...]
    more: Link | None


@dataclass(frozen=True)
class MapBlock(Block):
    """The map: the picture, the same as an outline, and what stands deepest."""

    template = "map"
    drawing: Drawing
    outline: tuple[OutlineNode, ...]
    note: Pieces
    deepest: tuple[Deepest, ...] = ()


@dataclass(frozen=True)
class Near:
    """The entries one step from a page's own: of which kind, and a link to the page that names the others."""

    links: tuple[Link, ...]
    more: str = ""


@dataclass(frozen=True)
class Nearby:
    """A small map: one step up, the page's own entry, one step down."""

    title: str
    up: Near
    down: Near
