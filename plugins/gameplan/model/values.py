"""Dates and durations as people write them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering

_MINUTES = {
    "min": 1, "mins": 1, "minute": 1, "minutes": 1, "m": 1,
    "h": 60, "hr": 60, "hrs": 60, "hour": 60, "hours": 60,
    "d": 1440, "day": 1440, "days": 1440,
    "w": 10080, "week": 10080, "weeks": 10080,
}  # fmt: skip
_MONTHS = {"month": 1, "months": 1, "y": 12, "yr": 12, "year": 12, "years": 12}
_WRITTEN = re.compile(r"([0-9]{1,5})\s*([A-Za-z]+)")
_ISO = re.compile(
    r"P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?"
    r"(?:T(?=.)(?:(\d{1,5})H)?(?:(\d{1,5})M)?)?",
    re.ASCII,
)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DAYS_A_MONTH = 30.4375


@total_ordering
@dataclass(frozen=True)
class Duration:
    """A length of time: calendar months and exact minutes, kept apart. `2h` equals `PT2H`."""

    months: int = 0
    minutes: int = 0

    def __lt__(self, other: Duration) -> bool:
        return self.approximate_minutes < other.approximate_minutes

    @property
    def approximate_minutes(self) -> float:
        """The length in minutes, a month counted as a twelfth of a Julian year."""
        return self.months * _DAYS_A_MONTH * 1440 + self.minutes

    def after(self, day: dt.date) -> dt.date:
        """The day this long after `day`; the last day of a month where that day does not exist.

        Beyond the year 9999 it is the last day there is.
        """
        month = day.month - 1 + self.months
        year, month = day.year + month // 12, month % 12 + 1
        if year > 9999:
            return dt.date.max
        for last in range(day.day, 0, -1):
            try:
                moved = dt.date(year, month, last)
                break
            except ValueError:
                continue
        try:
            return moved + dt.timedelta(minutes=self.minutes)
        except OverflowError:
            return dt.date.max

    def __str__(self) -> str:
        return " ".join(self._words()) or "at once"

    def _words(self) -> list[str]:
        years, months = divmod(self.months, 12)
        if self.minutes % 10080 == 0:
            amounts = [(self.minutes // 10080, "week")]
        else:
            days, rest = divmod(self.minutes, 1440)
            hours, minutes = divmod(rest, 60)
            if hours and not minutes and days < 3:
                days, hours = 0, hours + days * 24
            amounts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
        amounts = [(years, "year"), (months, "month"), *amounts]
        return [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in amounts if n]


def duration_from(text: str) -> Duration | None:
    """The duration written as `4h`, `30 min`, `2 days`, `6 months`, `1 year` or in ISO 8601 (`PT4H`).

    None where the text is no duration.
    """
    text = text.strip()
    if match := _ISO.fullmatch(text):
        years, months, weeks, days, hours, minutes = (int(g or 0) for g in match.groups())
        return Duration(years * 12 + months, weeks * 10080 + days * 1440 + hours * 60 + minutes)
    total = Duration()
    position = 0
    for match in _WRITTEN.finditer(text):
        if text[position : match.start()].strip(" ,") not in ("", "and"):
            return None
        number, unit = int(match[1]), match[2].lower()
        if unit in _MINUTES:
            total = Duration(total.months, total.minutes + number * _MINUTES[unit])
        elif unit in _MONTHS:
            total = Duration(total.months + number * _MONTHS[unit], total.minutes)
        else:
            return None
        position = match.end()
    return total if position == len(text) and position else None


def looks_like_day(text: str) -> bool:
    """Whether a text has the form of a date, existing or not."""
    return bool(_DAY.fullmatch(text.strip()))


def day_from(text: str) -> dt.date | None:
    """The day written as `2026-04-01`; None where it has another form or does not exist."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def in_words(day: dt.date) -> str:
    """A day as people read it: '6 April 2026'. Always English, whatever the locale."""
    months = ("January February March April May June July August September October November December").split()
    return f"{day.day} {months[day.month - 1]} {day.year}"
