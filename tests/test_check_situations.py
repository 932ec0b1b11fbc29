"""What the checks for rules, guides and escalation catch, where examples on a page would be too many."""

from __future__ import annotations

import pytest

from gameplan.checks import BY_CODE
from gameplan.explain import Example, played
from gameplan.reports.text import as_text


def found(code: str, files: dict[str, str]) -> list[str]:
    """What one check says of files over the clean playbook, by address."""
    loaded, judged = played(Example("Case", files, ()), [BY_CODE[code]])
    assert as_text(loaded.findings, loaded.texts) == ""
    return [d.address for d in judged.findings]


# --- ROE10: words that are not ready ------------------------------------------------------------


def replies(text: str) -> dict[str, str]:
    quoted = "'" + text.replace("'", "''") + "'"
    return {
        "merrowby/rules/it.yml": f"title: It\nwhen: It happens.\naction: reply\nreplies: {{it: {{text: {quoted}}}}}\n"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Dear [insert name], thank you.",
        "Dear [Name], thank you.",
        "Dear <name of borrower>, thank you.",
        "Dear {{name}}, thank you.",
        "Dear ${name}, thank you.",
        "Dear %FIRST_NAME%, thank you.",
        "Dear *|FNAME|*, thank you.",
        "Dear {}, thank you.",
        "Dear {...}, thank you.",
        "We answer by XX:XX.",
        "We answer by ____.",
        "We answer by ???",
        "Dear {name, thank you.",
        "Dear name}, thank you.",
        "Dear {the name of the person who wrote to us, or of whoever looks after them}, hello.",
    ],
)
def test_what_would_be_posted_as_it_stands_is_found(text: str) -> None:
    assert found("ROE10", replies(text)) == ["merrowby/rules/it#it"]


@pytest.mark.parametrize(
    "text",
    [
        "Thank you, {first name}. {who} answers by {time}.",
        "Is it open? Yes! See [the page](https://merrowby.example/open) or [[rules/it]].",
        "See [[policies/conduct#house-rules|our house rules]] <br> and **bold** _words_.",
        'You wrote "i dont no [sic]" [...] and <https://merrowby.example/>.',
        "Fines fell by 5% in May and 20% in June.",
        "Was? Really??",
        "Size XXL is out, page XX is missing.",
    ],
)
def test_gaps_and_markdown_are_left_alone(text: str) -> None:
    assert found("ROE10", replies(text)) == []


# --- ROE07: questions that lead nowhere ---------------------------------------------------------


def guide(**ways: str) -> dict[str, str]:
    """A guide of questions, each with the words its answers lead to."""
    lines = ["title: It", "question: May I?", "start: a", "questions:"]
    for id, thens in ways.items():
        lines += [f"  {id}:", f"    ask: Is it {id}?"]
        lines += ["    answers:"] if thens else []
        lines += [f'      - {{if: "{n}", then: {then}}}' for n, then in enumerate(thens.split())]
    return {"merrowby/guides.yml": "", "merrowby/guides/it.yml": "\n".join(lines) + "\n"}


@pytest.mark.parametrize(
    ("ways", "at"),
    [
        ({"a": "b go", "b": "go stop"}, []),
        ({"a": "b c", "b": "d", "c": "d", "d": "go"}, []),
        ({"a": "b go", "b": ""}, ["b"]),
        ({"a": "a go"}, ["a"]),
        ({"a": "b", "b": "c", "c": "a go"}, ["c"]),
        ({"a": "b c", "b": "c", "c": "b"}, ["c"]),
        ({"a": "ask"}, ["a"]),
        ({"a": "go", "b": "c", "c": "go"}, ["b"]),
        ({"a": "go", "c": "go", "b": "c"}, ["b"]),
        ({"a": "go", "b": "c", "c": "b"}, ["b"]),
        ({"a": "go", "b": "b", "c": "go"}, ["b", "c"]),
    ],
)
def test_each_fault_of_a_guide_is_said_once(ways: dict[str, str], at: list[str]) -> None:
    assert found("ROE07", guide(**ways)) == [f"merrowby/guides/it#{id}" for id in at]


def test_a_long_guide_ends() -> None:
    """Without recursion, however long the way."""
    ways = {f"q{n}": f"q{n + 1} stop" for n in range(1, 3000)}
    assert found("ROE07", guide(a="q1", **ways, q3000="a")) == ["merrowby/guides/it#q3000"]


# --- what another playbook provides ---------------------------------------------------------------

CHILD = "title: Branch\norganisation: Merrowby\nextends: [merrowby]\n"
ROLE = "title: Clerk\npurpose: Answers.\n"
RULE = "title: It\nwhen: It happens.\naction: reply\ntype: respond\nresponder: clerk\n"


def test_the_plan_of_a_parent_serves_its_children() -> None:
    files = {"branch/playbook.yml": CHILD, "branch/roles/clerk.yml": ROLE, "branch/rules/it.yml": RULE}
    assert found("ROE01", files) == []
    assert found("ROE02", files) == ["branch/rules/it"]


def test_where_nobody_has_a_plan_the_topmost_playbook_is_told() -> None:
    files = {"branch/playbook.yml": CHILD, "branch/roles/clerk.yml": ROLE, "branch/rules/it.yml": RULE}
    files |= {"merrowby/escalation.yml": "", "merrowby/rules.yml": ""}
    assert found("ROE01", files) == ["merrowby"]
    assert found("ROE02", files) == []


def test_a_playbook_of_policies_needs_no_plan() -> None:
    files = {
        "council/playbook.yml": "title: Council\norganisation: Merrowby\n",
        "council/policies/it.yml": "title: It\npurpose: Order.\n",
    }
    assert found("ROE01", files) == []
