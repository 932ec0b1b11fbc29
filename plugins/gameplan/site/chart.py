"""Line charts from numbers: plain coordinates, drawn by a template, said again as text.

A *spark* is small and has no words in it. A *chart* is as wide as its place: its coordinates across are per cent,
and its words keep their size.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal

from .data.pieces import Spark, SparkLabel

Readings = Sequence[tuple[dt.date, Decimal]]


def spark(
    readings: Readings, target: Decimal | None, label: str, *, width: int = 72, height: int = 24
) -> Spark | None:
    """A chart of readings by day, with a dotted line at the target; None for fewer than two readings.

    Days lie on the x axis in proportion, values on the y axis; both fit the box with a small margin.
    """
    return _drawn(readings, target, label, width, height, 3.0, 3.0)


def chart(
    readings: Readings,
    target: Decimal | None,
    label: str,
    words: Callable[[Decimal], str],
    *,
    height: int,
    days: Callable[[dt.date], str] | None = None,
) -> Spark | None:
    """As `spark`, as wide as its place, with the first and last number and the target written in it.

    `words` says a number; `days` says the first and the last day below, where it is given.
    """
    foot = 20 if days is not None else 0
    drawn = _drawn(readings, target, label, 100, height - foot, 2.0, float(_LINE))
    if drawn is None:
        return None
    readings = sorted(readings)
    points = [tuple(float(n) for n in point.split(",")) for point in drawn.points.split(" ")]
    (first_x, first_y), (last_x, last_y) = points[0], points[-1]
    goal = drawn.target_y
    labels = [
        SparkLabel(first_x, _beside(first_y, goal, above=last_y >= first_y), words(readings[0][1]), "start"),
        SparkLabel(last_x, _beside(last_y, goal, above=last_y <= first_y), words(readings[-1][1]), "end"),
    ]
    if goal is not None and target is not None:
        x, anchor = _free(goal, first_y, last_y)
        y = goal - 5 if goal > height / 2 else goal + 13
        labels.append(SparkLabel(x, y, f"target {words(target)}", anchor, "target"))
    if days is not None:
        ends = ((first_x, readings[0][0], "start"), (last_x, readings[-1][0], "end"))
        labels += [SparkLabel(x, height - 3.0, days(day), anchor, "day") for x, day, anchor in ends]
    return Spark(
        drawn.points, drawn.last_x, drawn.last_y, goal, drawn.width, drawn.height, label, tuple(labels), foot
    )


_LINE = 18
"""The height of a line of words in a chart."""


def _beside(y: float, goal: float | None, *, above: bool) -> float:
    """Where the number of a point at `y` is written: on the side away from a line at `goal` that is near."""
    if goal is not None and abs(goal - y) < _LINE:
        above = goal >= y
    return round(y - 7 if above else y + 16, 1)


def _free(goal: float, first: float, last: float) -> tuple[float, str]:
    """Where along the line of a target its words stand: at the end that is farther from the readings."""
    left, right = abs(first - goal), abs(last - goal)
    if max(left, right) < _LINE:
        return 50.0, "middle"
    return (2.0, "start") if left >= right else (98.0, "end")


def _drawn(
    readings: Readings,
    target: Decimal | None,
    label: str,
    width: int,
    height: int,
    across: float,
    down: float,
) -> Spark | None:
    """The line and its target in a box, with a margin `across` at both sides and `down` above and below."""
    if len(readings) < 2:
        return None
    readings = sorted(readings)
    first, last = readings[0][0], readings[-1][0]
    days = max((last - first).days, 1)
    values = [float(v) for _, v in readings] + ([float(target)] if target is not None else [])
    low, high = min(values), max(values)
    spread = (high - low) or 1.0

    def x(day: dt.date) -> float:
        return round(across + (day - first).days / days * (width - 2 * across), 1)

    def y(value: Decimal) -> float:
        return round(height - down - (float(value) - low) / spread * (height - 2 * down), 1)

    points = " ".join(f"{x(d):g},{y(v):g}" for d, v in readings)
    end_day, end = readings[-1]
    return Spark(points, x(end_day), y(end), None if target is None else y(target), width, height, label)
