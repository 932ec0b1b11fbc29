"""The picture: boxes with their words, columns under their names, curves between, in units of its own."""

from __future__ import annotations

from collections.abc import Mapping

from .. import words
from ..data.map import Drawing, MapColumn, MapLine, MapNode, MapWay
from ..desk import Desk
from . import telling
from .folding import Spot
from .layout import Box, Places, arrange
from .lettering import lines
from .web import COLUMNS, Web

WIDTH = 1000
_GAP = 42
_WIDEST = 212
_HEAD = 52
"""How much room the names of the columns take."""
_TITLE, _TITLE_LINE = 12.0, 15
_NOTE, _NOTE_LINE = 10.5, 13
_SIDE, _ABOVE, _BELOW = 10, 7, 8
_INDENT, _DEEPEST = 14, 3
_SIGN = 12
"""How much room a sign takes before its word."""
_SIGNS = {"ring": "ring", "bars": "bars"}


class _Pen:
    """Draws one map: knows where columns begin, and which number each box has."""

    def __init__(self, desk: Desk, web: Web, spots: tuple[Spot, ...], extra: Mapping[str, str]) -> None:
        self.desk, self.web, self.spots, self.extra = desk, web, spots, extra
        self.kinds = [kind for kind in COLUMNS if any(s.kind == kind for s in spots)]
        self.column = {kind: n for n, kind in enumerate(self.kinds)}
        self.number = {spot.key: n for n, spot in enumerate(spots)}
        gaps = len(self.kinds) - 1
        self.wide = min(_WIDEST, (WIDTH - gaps * _GAP) // max(len(self.kinds), 1))
        self.step = (WIDTH - self.wide) // gaps if gaps else 0
        self.words = {s.key: self._words(s) for s in spots}

    def depth(self, spot: Spot) -> int:
        """How far a box stands in, under what it is part of."""
        depth, whole = 0, spot.whole
        while whole and depth < _DEEPEST:
            depth, whole = depth + 1, self.spots[self.number[whole]].whole
        return depth

    def _words(self, spot: Spot) -> tuple[tuple[MapLine, ...], str, int]:
        """The lines in a box, all of them in one text where something was left out, and the height they take."""
        room = self.wide - self.depth(spot) * _INDENT - 2 * _SIDE
        title, notes, why = self._said(spot)
        found: list[MapLine] = []
        cut = False
        y = _ABOVE - 3
        titles, cut = lines(title, room / _TITLE, 3)
        for text in titles:
            y += _TITLE_LINE
            found.append(MapLine(text, y, "title"))
        for form, sign, note in (*(("note", sign, text) for sign, text in notes), ("why", "", why)):
            if not note:
                continue
            broken, short = lines(note, (room - (_SIGN if sign else 0)) / _NOTE, 2)
            cut = cut or short
            for n, text in enumerate(broken):
                y += _NOTE_LINE + (1 if n == 0 else 0)
                found.append(MapLine(text, y, form, sign if n == 0 else ""))
        whole = ", ".join(t for t in (title, *(text for _, text in notes), why) if t) if cut else ""
        return tuple(found), whole, y + _BELOW

    def _said(self, spot: Spot) -> tuple[str, list[tuple[str, str]], str]:
        """The title of a box, its notes with the signs before them, and why it leads nowhere."""
        why = ""
        if spot.stray:
            why = telling.missing(self.desk, spot.kind, spot.stray, many=spot.folded)
        if spot.folded:
            return telling.counted(self.desk, spot.kind, len(spot.entries)), [], why
        entity = self.web.entries[spot.key]
        notes = [("", text) for text in telling.notes(self.desk, entity)]
        if entity.status != "active":
            state = words.status(entity.status)
            notes.insert(0, (_SIGNS.get(state.sign, ""), state.word))
        if spot.key in self.extra:
            notes.append(("", self.extra[spot.key]))
        return entity.title, notes, why

    def boxes(self) -> list[Box]:
        """What is laid out."""
        return [
            Box(s.key, self.column[s.kind], self.words[s.key][2], s.above, s.whole, bool(s.stray))
            for s in self.spots
        ]

    def node(self, spot: Spot, places: Places) -> MapNode:
        said, whole, height = self.words[spot.key]
        x, y = self.corner(spot, places)
        up = [self.number[key] for key in (*spot.above, *((spot.whole,) if spot.whole else ()))]
        forms = [spot.kind, *(name for name, is_so in self._forms(spot) if is_so)]
        return MapNode(
            self.number[spot.key], self._href(spot), x, y, self.right(spot) - x, height,
            " ".join(f"gp-node--{form}" for form in forms), said, tuple(up), whole,
        )  # fmt: skip

    def _forms(self, spot: Spot) -> tuple[tuple[str, bool], ...]:
        entity = self.web.entries.get(spot.key)
        return (
            ("stray", bool(spot.stray)),
            ("fold", spot.folded),
            ("off", entity is not None and entity.status != "active"),
            ("from", entity is not None and entity.address.playbook != self.desk.playbook),
        )

    def _href(self, spot: Spot) -> str:
        if not spot.folded:
            return self.desk.href(spot.key)
        return self.desk.href(spot.owner or f"{self.desk.playbook}/{spot.kind}/")

    def corner(self, spot: Spot, places: Places) -> tuple[int, int]:
        x = self.column[spot.kind] * self.step + self.depth(spot) * _INDENT
        return x, places.tops[spot.key] + _HEAD

    def right(self, spot: Spot) -> int:
        return self.column[spot.kind] * self.step + self.wide

    def ways(self, places: Places) -> list[MapWay]:
        """A curve from each box to those that lead to it, and an angle from a whole to its parts."""
        found = []
        for spot in self.spots:
            x, y = self.corner(spot, places)
            y += self.words[spot.key][2] // 2
            end = self.number[spot.key]
            if spot.whole:
                whole = self.spots[self.number[spot.whole]]
                left, top = self.corner(whole, places)
                bottom = top + self.words[whole.key][2]
                found.append(MapWay(f"M{left + 6} {bottom}V{y}H{x}", (self.number[whole.key], end)))
            for key in spot.above:
                found.append(MapWay(self._curve(key, spot, x, y, places), (self.number[key], end)))
        return found

    def _curve(self, key: str, spot: Spot, x: int, y: int, places: Places) -> str:
        start = self.spots[self.number[key]]
        here_x = self.right(start)
        here_y = places.tops[key] + _HEAD + self.words[key][2] // 2
        path = f"M{here_x} {here_y}"
        for column in range(self.column[start.kind] + 1, self.column[spot.kind]):
            lane_x, lane_y = column * self.step, places.lanes[key, column] + _HEAD
            path += _bend(here_x, here_y, lane_x, lane_y) + f"H{lane_x + self.wide}"
            here_x, here_y = lane_x + self.wide, lane_y
        return path + _bend(here_x, here_y, x, y)


def _bend(x: int, y: int, to_x: int, to_y: int) -> str:
    if abs(y - to_y) < 3:
        return f"H{to_x}"
    middle = (x + to_x) // 2
    return f"C{middle} {y} {middle} {to_y} {to_x} {to_y}"


def draw(desk: Desk, web: Web, spots: tuple[Spot, ...], extra: Mapping[str, str]) -> Drawing:
    """The picture of a map. `extra` is said of an entry besides, by its address."""
    pen = _Pen(desk, web, spots, extra)
    places = arrange(pen.boxes())
    columns = []
    for kind in pen.kinds:
        mine = tuple(sorted((pen.node(s, places) for s in spots if s.kind == kind), key=lambda n: n.y))
        title = words.plural(desk.graph, desk.playbook, kind)
        columns.append(MapColumn(kind, title, telling.SUBTITLES[kind], pen.column[kind] * pen.step, mine))
    first, last = columns[0].title, columns[-1].title
    label = f"The strategy: {first.lower()}" + (f" to {last.lower()}" if len(columns) > 1 else "")
    return Drawing(label, WIDTH, places.height + _HEAD + 4, tuple(columns), tuple(pen.ways(places)))
