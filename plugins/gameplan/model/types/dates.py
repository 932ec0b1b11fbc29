"""Days and lengths of time."""

from __future__ import annotations

import datetime as dt

from ...diagnostics import brief
from ...document import Node
from ..fields import Compares, Reading
from ..values import Duration, day_from, duration_from, looks_like_day
from .scalar import scalar_at, too_long


class DateType:
    """A day."""

    form = "a date such as 2026-04-01"
    compares = Compares.DATE

    def decode(self, node: Node, reading: Reading) -> dt.date | None:
        scalar = scalar_at(node, reading, self.form)
        if scalar is None:
            return None
        day = day_from(scalar.text)
        if day is None:
            why = "no such day exists" if looks_like_day(scalar.text) else "a date is written year-month-day"
            reading.say(
                "SHP08",
                scalar,
                f"'{brief(scalar.text)}' is not a date: {why}.",
                help="For example: 2026-04-01",
            )
        return day


class DateOrTextType:
    """A day, or words where no day can be named."""

    form = "a date or a few words"
    compares = Compares.TEXT

    def decode(self, node: Node, reading: Reading) -> dt.date | str | None:
        scalar = scalar_at(node, reading, self.form)
        if scalar is None or too_long(scalar, reading):
            return None
        if looks_like_day(scalar.text):
            return DateType().decode(scalar, reading)
        return " ".join(scalar.text.split())


class DurationType:
    """A length of time."""

    form = "a length of time such as 4h, 2 days or 1 year"
    compares = Compares.SCALAR

    def decode(self, node: Node, reading: Reading) -> Duration | None:
        scalar = scalar_at(node, reading, self.form)
        if scalar is None:
            return None
        duration = duration_from(scalar.text)
        if duration is None:
            reading.say(
                "SHP08",
                scalar,
                f"'{brief(scalar.text)}' is not a length of time.",
                help="For example: 30 min, 4h, 2 days, 6 months, 1 year (or PT4H)",
            )
        return duration
