"""Boxes into places: columns are given, their order and heights are found here, and nothing overlaps.

The order of a column follows its neighbours' (barycentres, swept both ways; the order with the fewest crossings is
kept), then each box moves as near to its neighbours as the order allows. A line that skips a column has a lane of its own
through it. Every step goes once over boxes and lines, and ties keep the order in which boxes are given, so the same boxes
always get the same places.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

GAP = 12
"""Between two boxes of a column."""
PART_GAP = 5
"""Between a box and its parts, which stand right below it."""
LANE = 4
_ROUNDS = 4


@dataclass(frozen=True)
class Box:
    """A box: its column and height, the boxes before it that it hangs on, and the box of its own column that it is part of.

    A `loose` box hangs on nothing, and stands below all that does.
    """

    key: str
    column: int
    height: int
    above: tuple[str, ...] = ()
    whole: str = ""
    loose: bool = False


@dataclass(frozen=True)
class Places:
    """Where each box begins, how deep it lies within wholes, where lanes run by (box, column), and the height of it all."""

    tops: dict[str, int]
    depths: dict[str, int]
    lanes: dict[tuple[str, int], int]
    height: int


@dataclass
class _Group:
    """Boxes that move as one: a whole with its parts, or a lane. Links are (group, height there, height here)."""

    column: int
    height: float = 0.0
    members: list[tuple[str, float, int]] = field(default_factory=list)
    lane: tuple[str, int] | None = None
    loose: bool = False
    ins: list[_Line] = field(default_factory=list)
    outs: list[_Line] = field(default_factory=list)
    outside: bool = True
    index: int = 0
    among: int = 1
    top: float = 0.0

    def share(self, at: float) -> float:
        """How far down its column a height in it lies, from 0 to 1, by order alone."""
        return (self.index + at / self.height) / self.among


_Line = tuple[_Group, float, float]


def arrange(boxes: Sequence[Box]) -> Places:
    """Places for boxes; wholes and what boxes hang on stand before them in the sequence, or in an earlier column."""
    groups, home = _groups(boxes)
    groups += _link(boxes, home)
    columns = _first_order(groups)
    _untangle(columns)
    _settle(columns)
    every = [g for column in columns for g in column]
    shift = min((g.top for g in every), default=0.0)
    tops: dict[str, int] = {}
    depths: dict[str, int] = {}
    lanes: dict[tuple[str, int], int] = {}
    for group in every:
        top = round(group.top - shift)
        for key, offset, depth in group.members:
            tops[key], depths[key] = top + round(offset), depth
        if group.lane is not None:
            lanes[group.lane] = top + LANE // 2
    ends = [tops[b.key] + b.height for b in boxes] + [middle + LANE // 2 for middle in lanes.values()]
    return Places(tops, depths, lanes, max(ends, default=0))


# --- groups and links ---------------------------------------------------------------------------------


def _groups(boxes: Sequence[Box]) -> tuple[list[_Group], dict[str, tuple[_Group, float]]]:
    """The groups, and by box its group and the height of its middle in it."""
    parts: dict[str, list[Box]] = {}
    for box in boxes:
        if box.whole:
            parts.setdefault(box.whole, []).append(box)
    found: list[_Group] = []
    home: dict[str, tuple[_Group, float]] = {}
    for root in boxes:
        if root.whole:
            continue
        group = _Group(root.column, loose=root.loose)
        waiting = [(root, 0)]
        while waiting:
            box, depth = waiting.pop()
            offset = group.height + (PART_GAP if group.members else 0)
            group.members.append((box.key, offset, depth))
            home[box.key] = group, offset + box.height / 2
            group.height = offset + box.height
            waiting += [(part, depth + 1) for part in reversed(parts.get(box.key, ()))]
        found.append(group)
    return found, home


def _link(boxes: Sequence[Box], home: dict[str, tuple[_Group, float]]) -> list[_Group]:
    """Join groups along the lines between their boxes; returns the lanes that takes."""
    lanes: dict[tuple[str, int], _Group] = {}
    for box in boxes:
        for key in box.above:
            start, leaves = home[key]
            end, arrives = home[box.key]
            for column in range(start.column + 1, end.column):
                lane = lanes.get((key, column))
                if lane is None:
                    lane = lanes[key, column] = _Group(column, LANE, lane=(key, column))
                    _join(start, leaves, lane, LANE / 2)
                start, leaves = lane, LANE / 2
            _join(start, leaves, end, arrives)
    return list(lanes.values())


def _join(start: _Group, leaves: float, end: _Group, arrives: float) -> None:
    start.outs.append((end, arrives, leaves))
    end.ins.append((start, leaves, arrives))


# --- order --------------------------------------------------------------------------------------------


def _first_order(groups: list[_Group]) -> list[list[_Group]]:
    """Columns in the order of a walk from the roots: without crossings where the lines form a tree."""
    columns: list[list[_Group]] = [[] for _ in range(max((g.column for g in groups), default=-1) + 1)]
    met: set[int] = set()
    for outside in (False, True):
        waiting = [g for g in reversed(groups) if not g.ins and g.loose is outside]
        while waiting:
            group = waiting.pop()
            if id(group) in met:
                continue
            met.add(id(group))
            group.outside = outside
            columns[group.column].append(group)
            waiting += [end for end, _, _ in reversed(group.outs)]
    for column in columns:
        _number(column)
    return columns


def _number(column: list[_Group]) -> None:
    for n, group in enumerate(column):
        group.index, group.among = n, len(column)


def _untangle(columns: list[list[_Group]]) -> None:
    best, least = [list(c) for c in columns], _crossings(columns)
    for _ in range(_ROUNDS):
        if not least:
            break
        for column in columns:
            _reorder(column, forward=True)
        for column in reversed(columns):
            _reorder(column, forward=False)
        crossings = _crossings(columns)
        if crossings < least:
            best, least = [list(c) for c in columns], crossings
    for column, kept in zip(columns, best, strict=True):
        column[:] = kept
        _number(column)


def _reorder(column: list[_Group], *, forward: bool) -> None:
    """Sort a column by where its neighbours on one side stand; what hangs on nothing stays below."""

    def place(group: _Group) -> tuple[bool, bool, float, int]:
        links = group.ins if forward else group.outs
        share = (
            sum(g.share(at) for g, at, _ in links) / len(links) if links else group.share(group.height / 2)
        )
        return group.outside, group.loose, share, group.index

    column.sort(key=place)
    _number(column)


def _crossings(columns: list[list[_Group]]) -> int:
    """How many pairs of lines cross."""
    found = 0
    for column in columns:
        met: list[float] = []
        for group in column:
            for _, end in sorted((leaves, end.share(at)) for end, at, leaves in group.outs):
                found += len(met) - bisect_right(met, end)
                insort(met, end)
    return found


# --- heights ------------------------------------------------------------------------------------------


def _settle(columns: list[list[_Group]]) -> None:
    """Give each group a height near its neighbours'."""
    for column in columns:
        top = 0.0
        for group in column:
            group.top = top
            top += group.height + GAP
    for _ in range(_ROUNDS):
        for column in reversed(columns):
            _near(column, forward=False)
        for column in columns:
            _near(column, forward=True)
    for column in reversed(columns):
        _near(column, forward=False)


def _near(column: list[_Group], *, forward: bool) -> None:
    """Move the groups of a column as near to their neighbours on one side as order and gaps allow.

    That is least squares, pooled in one pass. A group with neighbours on the other side alone yields to the rest, and so
    does all that hangs on a loose one, which itself moves up to whatever stands before it.
    """
    offset = 0.0
    pools: list[tuple[float, float, int]] = []
    wish = 0.0
    for group in column:
        ahead, behind = (group.ins, group.outs) if forward else (group.outs, group.ins)
        wished = [there.top + at - own for there, at, own in ahead or ([] if group.loose else behind)]
        weight = (1.0 if ahead else 0.02) * (0.01 if group.outside else 1.0)
        if wished:
            wish = sum(wished) / len(wished) - offset
        pool = (weight, weight * wish, 1)
        while pools and pools[-1][1] / pools[-1][0] > pool[1] / pool[0]:
            before = pools.pop()
            pool = (before[0] + pool[0], before[1] + pool[1], before[2] + pool[2])
        pools.append(pool)
        offset += group.height + GAP
    offset, n = 0.0, 0
    for weight, sum_, count in pools:
        for group in column[n : n + count]:
            group.top = sum_ / weight + offset
            offset += group.height + GAP
        n += count
