"""A playbook that does everything wrong is told so, in plain words, and by many different checks.

It is the children's football of social media: tools first, a calendar as strategy, no policy, the
intern's page, and everybody on every ball.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from gameplan.checks import BY_CODE
from gameplan.project import Checked, Project
from gameplan.settings import Settings

FOLDER = Path(__file__).parent / "swarm" / "playbooks"

TOLD = {
    "STR01": "Chasing the ball",
    "STR02": "pursues nothing",
    "STR03": "platform",
    "STR04": "shopping list",
    "STR05": "tool",
    "OBJ01": "",
    "OBJ02": "metric",
    "OBJ03": "baseline",
    "MET05": "",
    "EVD02": "",
    "GOV01": "Nobody owns",
    "GOV02": "hands",
    "ROL02": "Kim",
    "ROE01": "plan",
    "ROE03": "",
    "POL00": "policy",
    "CHN02": "",
    "CHN09": "",
    "TAC03": "",
    "TAC05": "",
    "LIF01": "",
    "LIF05": "",
}
"""Codes that must speak, and a word of what they say."""


@pytest.fixture(scope="module")
def checked() -> Checked:
    project = Project(Settings(playbooks_dir=str(FOLDER)), Path())
    loaded = project.load()
    assert loaded.findings == ()
    return project.check(loaded, dt.date(2026, 6, 1))


def test_at_least_25_different_checks_speak(checked: Checked) -> None:
    assert len({d.code for d in checked.findings}) >= 25


@pytest.mark.parametrize("code", TOLD)
def test_what_everybody_would_see_is_said(checked: Checked, code: str) -> None:
    said = [f"{d.message} {d.help}" for d in checked.findings if d.code == code]
    assert said, f"{code} {BY_CODE[code].summary}"
    assert any(TOLD[code].lower() in words.lower() for words in said), said


def test_it_is_said_in_plain_words(checked: Checked) -> None:
    """Whole sentences, and none of the words of programmers."""
    for d in checked.findings:
        assert d.message[-1] in ".?"
        assert not re.search(
            r"\b(?:None|null|entity|schema|regex|boolean|string|dict)\b", f"{d.message} {d.help}"
        )


def test_nobody_is_in_the_line_of_sight(checked: Checked) -> None:
    (sight,) = checked.sights
    assert (sight.whole, sight.tactics) == (0, 4)
