"""How far a number has come from its baseline to its target: one rule for more, fewer and steady.

Where baseline and target differ, they say which way is meant; else the `direction` of the metric does.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from ..model import Metric
from ..model.types import Measure

REACHED, HELD, UNDER_WAY, BEHIND, UNKNOWN = "reached", "held", "under-way", "behind", "unknown"
"""What a number may be: at its target; kept where it should stay; between; worse than where it began; not known."""


@dataclass(frozen=True)
class Progress:
    """Where a number stands. `gap` is what is missing to the target, or how much worse than the baseline it is.

    `share` is the part of the way in whole per cent, rounded down, never under 0 or over 100, and 100 only where
    the target is reached; None where there is no way to measure along. `reading` is the newest that counts.
    """

    state: str
    why: str = ""
    """For what is not known: `no-reading`, `no-reading-since`, `no-target` or `no-direction`."""
    share: int | None = None
    gap: Decimal | None = None
    reading: tuple[dt.date, Decimal] | None = None


def readings(metric: Metric) -> list[tuple[dt.date, Decimal]]:
    """The readings of a metric that have a day and a number, oldest first."""
    return sorted((r.on, r.value) for r in metric.readings if r.on is not None and r.value is not None)


def target_of(measure: Measure) -> Decimal | None:
    """The number that a measure should reach, or None where none is said."""
    value = measure.target["value"] if measure.target is not None else None
    return value if isinstance(value, Decimal) else None


def baseline_of(measure: Measure) -> Decimal | None:
    """The number that a measure began at, or None where none is said."""
    value = measure.baseline["value"] if measure.baseline is not None else None
    return value if isinstance(value, Decimal) else None


def progress(measure: Measure, metric: Metric) -> Progress:
    """Where the newest reading of a metric stands between the baseline and the target of a measure.

    A reading from before the day of the baseline, or from that day, tells nothing of the way since.
    """
    found = readings(metric)
    if not found:
        return Progress(UNKNOWN, "no-reading")
    last = found[-1]
    began = measure.baseline["on"] if measure.baseline is not None else None
    if began is not None and last[0] <= began:
        return Progress(UNKNOWN, "no-reading-since", reading=last)
    target, baseline = target_of(measure), baseline_of(measure)
    if target is None:
        return Progress(UNKNOWN, "no-target", reading=last)
    if metric.direction == "hold":
        return _held(last, target, baseline)
    way = 0 if baseline is None else _sign(target - baseline)
    way = way or {"up": 1, "down": -1}.get(metric.direction or "", 0)
    if not way:
        if last[1] == target:
            return Progress(REACHED, share=100, gap=Decimal(0), reading=last)
        return Progress(UNKNOWN, "no-direction", reading=last)
    gap = (target - last[1]) * way
    if gap <= 0:
        return Progress(REACHED, share=100, gap=gap, reading=last)
    if baseline is None:
        return Progress(UNDER_WAY, gap=gap, reading=last)
    come = (last[1] - baseline) * way
    if come < 0:
        return Progress(BEHIND, share=0, gap=-come, reading=last)
    if baseline == target:
        return Progress(BEHIND, gap=gap, reading=last)
    share = min(99, int(come * 100 / abs(target - baseline)))
    return Progress(UNDER_WAY, share=share, gap=gap, reading=last)


def _held(last: tuple[dt.date, Decimal], target: Decimal, baseline: Decimal | None) -> Progress:
    """A number that should stay: anywhere from its baseline to its target is where it should be."""
    low, high = sorted((target, target if baseline is None else baseline))
    if low <= last[1] <= high:
        return Progress(HELD, share=100, gap=Decimal(0), reading=last)
    gap = low - last[1] if last[1] < low else last[1] - high
    return Progress(BEHIND, gap=gap, reading=last)


def _sign(number: Decimal) -> int:
    return (number > 0) - (number < 0)
