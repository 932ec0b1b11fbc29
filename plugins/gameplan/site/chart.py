"""Small line charts from numbers: plain coordinates, drawn by a template, said again as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from .data.pieces import Spark


def spark(
    readings: Sequence[tuple[dt.date, Decimal]],
    target: Decimal | None,
    label: str,
    *,
    width: int = 72,
    height: int = 24,
) -> Spark | None:
    """A chart of readings by day, with a dotted line at the target; None for fewer than two readings.

    Days lie on the x axis in proportion, values on the y axis; both fit the box with a small margin.
    """
    if len(readings) < 2:
        return None
    readings = sorted(readings)
    first, last = readings[0][0], readings[-1][0]
    days = max((last - first).days, 1)
    values = [float(v) for _, v in readings] + ([float(target)] if target is not None else [])
    low, high = min(values), max(values)
    spread = (high - low) or 1.0
    margin = 3.0

    def x(day: dt.date) -> float:
        return round(margin + (day - first).days / days * (width - 2 * margin), 1)

    def y(value: Decimal) -> float:
        return round(height - margin - (float(value) - low) / spread * (height - 2 * margin), 1)

    points = " ".join(f"{x(d):g},{y(v):g}" for d, v in readings)
    end_day, end = readings[-1]
    return Spark(points, x(end_day), y(end), None if target is None else y(target), width, height, label)
