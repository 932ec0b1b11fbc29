"""Every check does what its page says: each bad example is found at its mark and nowhere else, each good one is clean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gameplan.checks
from gameplan.checks import BY_CODE, CHECKS, RETIRED
from gameplan.checks.check import Check
from gameplan.checks.engine import Loudness, judge
from gameplan.checks.ground import Ground, every, quoted
from gameplan.diagnostics import INTEGRITY
from gameplan.explain import DAY, Example, clean, examples, played
from gameplan.loader import load
from gameplan.model.values import Duration
from gameplan.reports.text import as_text
from gameplan.settings import Limits
from gameplan.source import from_memory

FOLDER = Path(gameplan.checks.__file__).parent
MACHINERY = {"__init__", "baseline", "check", "engine", "ground", "words"}
FILES = sorted(p for p in FOLDER.rglob("*.py") if p.stem not in MACHINERY)
EXAMPLES = [(c, e) for c in CHECKS for e in examples(c)]


def _id(value: object) -> str:
    if isinstance(value, Check):
        return value.code
    return value.heading[:30] if isinstance(value, Example) else ""


def test_the_clean_playbook_is_clean() -> None:
    """Under the strictest profile: what an example raises comes from the example."""
    loaded = load(from_memory(clean()), Limits())
    found = judge(CHECKS, Ground(loaded.graph, DAY), Loudness("audit")).findings
    assert as_text((*loaded.findings, *found), loaded.texts) == ""


@pytest.mark.parametrize(("check", "example"), [(c, e) for c, e in EXAMPLES if e.bad], ids=_id)
def test_a_bad_example_raises_exactly_its_own_check_at_its_marks(check: Check, example: Example) -> None:
    loaded, judged = played(example)
    assert as_text(loaded.findings, loaded.texts) == ""
    found = sorted(
        (d.code, d.place.path.removeprefix("playbooks/"), d.place.span.line) for d in judged.findings
    )
    assert found == sorted((check.code, path, line) for path, line in example.marks)


@pytest.mark.parametrize(("check", "example"), [(c, e) for c, e in EXAMPLES if not e.bad], ids=_id)
def test_a_good_example_is_clean(check: Check, example: Example) -> None:
    loaded, judged = played(example)
    assert not example.marks
    assert as_text((*loaded.findings, *judged.findings), loaded.texts) == ""


@pytest.mark.parametrize("check", CHECKS, ids=_id)
def test_a_check_is_whole(check: Check) -> None:
    """What a new check forgot."""
    kinds = {e.bad for e in examples(check)}
    assert kinds == {True, False}, "it needs a bad and a good example"
    assert all(e.marks for e in examples(check) if e.bad), "a bad example marks its line with `# finding`"
    assert "## Why it matters" in check.text
    assert re.fullmatch(r"[A-Z][^\n]+\.", check.summary), "its first line is a sentence"
    assert re.fullmatch(r"[A-Z]{3}\d\d", check.code)
    assert check.code not in INTEGRITY
    assert check.code not in RETIRED


@pytest.mark.parametrize(("check", "example"), [(c, e) for c, e in EXAMPLES if e.bad], ids=_id)
def test_a_message_is_a_sentence_with_a_cure(check: Check, example: Example) -> None:
    for finding in played(example, [check])[1].findings:
        assert finding.message[0].isupper() or not finding.message[0].isalpha()
        assert finding.message.endswith((".", "?"))
        assert finding.help.endswith((".", "?", "`"))
        assert not re.search(
            r"\b(?:None|null|dict|str|entity|schema|field)\b", f"{finding.message} {finding.help}"
        )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Answer first", '"Answer first"'),
        ('Say "sorry" once', "\"Say 'sorry' once\""),
        ("two\n  lines", '"two lines"'),
        ("long " * 40, f'"{"long " * 19}…"'),
        ("字" * 120, f'"{"字" * 98} …"'),
    ],
)
def test_a_message_quotes_what_people_wrote_so_that_it_can_be_read(text: str, said: str) -> None:
    assert quoted(text) == said


def test_a_rhythm_is_said_as_people_say_it() -> None:
    said = [every(Duration(months=n)) for n in (1, 3, 12, 18)]
    assert said == ["every month", "every 3 months", "every year", "every 1 year 6 months"]


def test_the_list_names_every_check_of_the_folder_once() -> None:
    assert sorted(c.function.__name__ for c in CHECKS) == [
        p.stem for p in sorted(FILES, key=lambda p: p.stem)
    ]
    assert len(BY_CODE) == len(CHECKS)


def test_drafts_and_what_has_ended_are_quiet() -> None:
    """A check judges what is active: of the bad examples nothing is left once their entries are retired."""
    quiet = Example("Bad", {"merrowby/tactics/daily.yml": "title: Daily\nstatus: retired\n"}, ())
    assert played(quiet)[1].findings == ()
