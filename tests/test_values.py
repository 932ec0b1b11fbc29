"""Dates, durations, ids and addresses: the small words an author writes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gameplan.model.address import ID_LENGTH, RESERVED, Address, id_fault, near_id, references_in
from gameplan.model.values import Duration, day_from, duration_from, in_words, looks_like_day

HOUR, DAY, WEEK = 60, 1440, 10080


@pytest.mark.parametrize(
    ("text", "months", "minutes"),
    [
        ("4h", 0, 4 * HOUR),
        ("30 min", 0, 30),
        ("30min", 0, 30),
        ("2 days", 0, 2 * DAY),
        ("1 day", 0, DAY),
        ("3 weeks", 0, 3 * WEEK),
        ("6 months", 6, 0),
        ("1 year", 12, 0),
        ("1 year 6 months", 18, 0),
        ("1h 30 min", 0, 90),
        ("2 days and 4 hours", 0, 2 * DAY + 4 * HOUR),
        ("1 day, 2h", 0, DAY + 2 * HOUR),
        (" 4 H ", 0, 4 * HOUR),
        ("PT4H", 0, 4 * HOUR),
        ("PT30M", 0, 30),
        ("P6M", 6, 0),
        ("P1Y2M3DT4H5M", 14, 3 * DAY + 4 * HOUR + 5),
        ("P2W", 0, 2 * WEEK),
        ("0 min", 0, 0),
    ],
)
def test_a_duration_is_read_as_people_and_iso_write_it(text: str, months: int, minutes: int) -> None:
    """Both spellings of model.md lead to the same value, months kept apart from minutes."""
    assert duration_from(text) == Duration(months, minutes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4",
        "h",
        "four hours",
        "4 hourz",
        "4h and",
        "-4h",
        "٤h",
        "1.5h",
        "P",
        "PT",
        "P1H",
        "soon",
        "4h; 2h",
        "4 h x",
        "123456 h",
    ],
)
def test_what_is_no_duration_is_said_to_be_none(text: str) -> None:
    """A guess would put a wrong deadline on a page, so anything else is refused."""
    assert duration_from(text) is None


def test_spellings_of_one_length_are_equal_and_lengths_can_be_ordered() -> None:
    """Checks compare times of rules and levels, whichever way they were written."""
    assert duration_from("2h") == duration_from("PT2H") == duration_from("120 min")
    assert Duration(minutes=HOUR) < Duration(minutes=2 * HOUR) < Duration(minutes=DAY) < Duration(months=1)


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (Duration(0, 0), "at once"),
        (Duration(0, 1), "1 minute"),
        (Duration(0, 90), "1 hour 30 minutes"),
        (Duration(0, 48 * HOUR), "2 days"),
        (Duration(0, 26 * HOUR), "26 hours"),
        (Duration(0, 2 * WEEK), "2 weeks"),
        (Duration(18, 0), "1 year 6 months"),
    ],
)
def test_a_duration_is_printed_in_words(duration: Duration, words: str) -> None:
    """Pages print the value, never the author's spelling, so that one list reads evenly."""
    assert str(duration) == words


@given(st.integers(0, 9999), st.integers(0, 99999))
def test_a_duration_survives_being_printed_and_read(months: int, minutes: int) -> None:
    """What a page prints may be typed back into the file."""
    duration = Duration(months, minutes)
    if duration == Duration():
        return
    assert duration_from(str(duration)) == duration


@pytest.mark.parametrize(
    ("day", "length", "then"),
    [
        (dt.date(2026, 1, 31), Duration(months=1), dt.date(2026, 2, 28)),
        (dt.date(2024, 2, 29), Duration(months=12), dt.date(2025, 2, 28)),
        (dt.date(2026, 11, 30), Duration(months=3), dt.date(2027, 2, 28)),
        (dt.date(2026, 4, 1), Duration(months=12), dt.date(2027, 4, 1)),
        (dt.date(2026, 4, 1), Duration(minutes=2 * WEEK), dt.date(2026, 4, 15)),
        (dt.date(9999, 12, 31), Duration(minutes=DAY), dt.date.max),
        (dt.date(9999, 2, 1), Duration(months=11), dt.date.max),
    ],
)
def test_months_are_calendar_months(day: dt.date, length: Duration, then: dt.date) -> None:
    """A yearly review falls on the same day of the next year, not 365.25 days later."""
    assert length.after(day) == then


@given(st.dates(), st.integers(0, 999999), st.integers(0, 10**9))
def test_adding_a_duration_to_a_day_never_raises(day: dt.date, months: int, minutes: int) -> None:
    """The last day that exists is as far as anything goes."""
    assert Duration(months, minutes).after(day) >= day


@given(st.text())
def test_any_text_may_be_asked_whether_it_is_a_value(text: str) -> None:
    """Authors type anything at all; a decoder answers and never raises."""
    duration_from(text)
    day_from(text)
    looks_like_day(text)
    id_fault(text)
    references_in(text)


@pytest.mark.parametrize("text", ["2026-04-01", " 2026-04-01 ", "2024-02-29", "0001-01-01", "9999-12-31"])
def test_a_day_is_year_month_day(text: str) -> None:
    """One spelling, so that 1/4 is never read two ways."""
    assert day_from(text) == dt.date.fromisoformat(text.strip())


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "2025-02-29", "0000-01-01", "2026-00-10"])
def test_a_day_that_does_not_exist_still_looks_like_one(text: str) -> None:
    """The message can then say that no such day exists, rather than ask for another form."""
    assert day_from(text) is None
    assert looks_like_day(text)


@pytest.mark.parametrize(
    "text", ["1.4.2026", "2026-4-1", "April 2026", "20260401", "2026-04-01T10:00", "٢٠٢٦-٠٤-٠١"]
)
def test_other_forms_of_a_date_are_not_dates(text: str) -> None:
    """They get the message that shows the form."""
    assert day_from(text) is None


@given(st.dates())
def test_a_day_survives_being_written_and_read(day: dt.date) -> None:
    """Every day there is can be written."""
    assert day_from(day.isoformat()) == day


def test_a_day_in_words_is_english_in_any_locale() -> None:
    """The same playbook must give the same bytes everywhere."""
    assert in_words(dt.date(2026, 4, 6)) == "6 April 2026"


@pytest.mark.parametrize("text", ["a", "x1", "evening-reply-rota", "2026", "a-1-b", "a" * ID_LENGTH])
def test_good_ids(text: str) -> None:
    """Small letters, digits and single hyphens: safe in every URL and on every disk."""
    assert id_fault(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "Growth",
        "a_b",
        "a--b",
        "-a",
        "a-",
        "a b",
        "a/b",
        "../x",
        "a.b",
        "ä",
        "growth\n",
        "a\u200b",
        "а",
        "a" * 65,
        "*",
        "~x",
    ],
)
def test_ids_that_some_system_would_trip_over(text: str) -> None:
    """Upper case, separators, look-alikes and invisible signs never become file names or URLs."""
    assert id_fault(text)


@pytest.mark.parametrize("text", sorted(RESERVED))
def test_reserved_words_are_no_ids(text: str) -> None:
    """They would overwrite a page of the site, or name a device on Windows."""
    assert "reserved" in id_fault(text)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("müller-fest", "mueller-fest"),
        ("mu\u0308ller fest", "mueller-fest"),
        ("Straße & Café", "strasse-cafe"),
        ("Ærø Œuvre", "aeroe-oeuvre"),
        ("Łódź", "lodz"),
        ("Ann's desk", "anns-desk"),
        ("漢字", ""),
    ],
)
def test_letters_with_marks_are_spelt_out_in_a_proposed_id(text: str, id: str) -> None:
    """Dropping them would make a word that nobody knows."""
    assert near_id(text) == id


@given(st.text(max_size=200))
def test_a_proposed_id_is_always_a_good_one(text: str) -> None:
    """A cure that is itself wrong would be worse than none."""
    near = near_id(text)
    assert near == "" or id_fault(near) == ""


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (Address("merrowby"), "merrowby"),
        (Address("merrowby", "vision"), "merrowby/vision"),
        (Address("merrowby", "escalation", part="red"), "merrowby/escalation#red"),
        (Address("merrowby", "tactics", "rota"), "merrowby/tactics/rota"),
        (Address("merrowby", "policies", "social", "privacy"), "merrowby/policies/social#privacy"),
    ],
)
def test_an_address_is_a_path(address: Address, text: str) -> None:
    """The same words are the file, the URL and what one types."""
    assert str(address) == text
    assert str(address.entity) == text.partition("#")[0]


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("see [[tactics/rota]]", [("tactics/rota", "")]),
        ("see [[tactics/rota|the rota]].", [("tactics/rota", "the rota")]),
        ("[[policies/social#privacy]] and [[vision]]", [("policies/social#privacy", ""), ("vision", "")]),
        ("[[ tactics/rota]]", []),
        ("if [[ -f x ]]; then", []),
        ("a[[[0]]]", []),
        ("`[[tactics/rota]]` is how one writes it", []),
        ("``a ` [[x/y]]`` [[a/b]]", [("a/b", "")]),
        ("```\n[[tactics/rota]]\n```\n[[a/b]]", [("a/b", "")]),
        ("~~~\n[[tactics/rota]]", []),
        ("[[tactics/rota\n]]", []),
        ("[[a]b]]", []),
        ("[[a|b|c]]", [("a", "b|c")]),
    ],
)
def test_references_are_found_in_prose_but_not_in_code(prose: str, found: list[tuple[str, str]]) -> None:
    """A shell test or an example of the syntax is not a broken reference."""
    assert [(f.target, f.words) for f in references_in(prose)] == found


@given(
    st.lists(
        st.sampled_from(["[[", "]]", "[", "]", "|", "#", "`", "```", "~~~", "\n", "a/b", " ", "x"]),
        max_size=30,
    )
)
def test_a_found_reference_stands_where_it_is_said_to_stand(pieces: list[str]) -> None:
    """Findings are placed by this offset."""
    text = "".join(pieces)
    for found in references_in(text):
        raw = text[found.offset : found.offset + found.length]
        assert raw.startswith("[[")
        assert raw.endswith("]]")
        assert found.target in raw
