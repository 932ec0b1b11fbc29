"""What the checks of ends and evidence see beyond one playbook, and what they leave to one another."""

from __future__ import annotations

import pytest

from gameplan.checks import ends, evidence
from gameplan.explain import Example, clean, played

OURS = (*ends.CHECKS, *evidence.CHECKS)
CHILD = {
    "quays/playbook.yml": "title: Quays\norganisation: Merrowby Libraries\nextends: [merrowby]\nvisibility: public\n"
}
FIRST_REPLY = clean()["merrowby/metrics.yml"]


def _found(files: dict[str, str]) -> set[tuple[str, str]]:
    loaded, judged = played(Example("Bad", files, ()), OURS)
    assert not loaded.findings, loaded.findings
    return {(d.code, d.address) for d in judged.findings}


def test_what_only_a_playbook_below_uses_is_used() -> None:
    """The parent is not blamed for leaving it to others, nor the child for what its parent has."""
    strategies = clean()["merrowby/strategies.yml"].replace("be-the-evening-desk:", "evening-at-the-quays:")
    tactics = clean()["merrowby/tactics.yml"].replace("be-the-evening-desk", "evening-at-the-quays")
    moved = {
        "merrowby/strategies.yml": "",
        "merrowby/tactics.yml": "",
        "quays/strategies.yml": strategies,
        "quays/tactics.yml": tactics,
    }
    assert _found(CHILD | moved) == set()


def test_the_same_is_found_where_nobody_uses_it() -> None:
    alone = {"merrowby/strategies.yml": "", "merrowby/tactics.yml": ""}
    assert ("OBJ06", "merrowby/objectives/answer-same-day") in _found(alone)


def test_a_strategy_is_not_blamed_for_its_objectives() -> None:
    """Where the objective has no measure, or one that only flatters, the number is missing there."""
    bare = clean()["merrowby/objectives.yml"].partition("  measured_by")[0]
    still = clean()["merrowby/tactics.yml"].replace("  moves: [first-reply]\n", "")
    without = {"merrowby/tactics.yml": still, "merrowby/objectives.yml": bare}
    assert {code for code, _ in _found(without)} == {"OBJ02", "MET04"}
    output = {"merrowby/metrics.yml": FIRST_REPLY.replace("stage: outcome", "stage: output")}
    assert {code for code, _ in _found(output)} == {"MET05"}


def test_a_strategy_for_a_goal_without_objectives_has_no_number() -> None:
    files = {
        "merrowby/strategies.yml": clean()["merrowby/strategies.yml"].replace(
            "pursues: [answer-same-day]", "pursues: [helped-first-time]"
        ),
        "merrowby/tactics.yml": clean()["merrowby/tactics.yml"].replace("  moves: [first-reply]\n", ""),
        "merrowby/objectives.yml": "",
        "merrowby/metrics.yml": "",
    }
    assert _found(files) == {("MET06", "merrowby/strategies/be-the-evening-desk")}


def test_a_step_towards_an_outcome_may_be_output() -> None:
    objectives = clean()["merrowby/objectives.yml"].replace("  owner:", "  leads_to: [fewer-trips]\n  owner:")
    further = objectives.replace("answer-same-day:", "fewer-trips:").replace(
        "  leads_to: [fewer-trips]\n", ""
    )
    trips = FIRST_REPLY.replace("first-reply:", "trips:")
    files = {
        "merrowby/objectives.yml": objectives + further.replace("first-reply:", "trips:"),
        "merrowby/metrics.yml": FIRST_REPLY.replace("stage: outcome", "stage: output") + trips,
    }
    assert _found(files) == set()


@pytest.mark.parametrize(
    ("direction", "target", "wrong"),
    [
        ("", 31, True),
        ("", 40, False),
        ("up", 40, False),
        ("up", 30.5, True),
        ("down", 30.5, False),
        ("down", 31, True),
        ("hold", 31, False),
        ("hold", 28, False),
    ],
)
def test_a_target_follows_the_direction(direction: str, target: float, wrong: bool) -> None:
    line = f"  direction: {direction}\n" if direction else ""
    files = {
        "merrowby/metrics.yml": FIRST_REPLY.replace("  direction: down\n", line),
        "merrowby/objectives.yml": clean()["merrowby/objectives.yml"].replace("value: 4", f"value: {target}"),
    }
    assert {code for code, _ in _found(files)} == ({"OBJ05"} if wrong else set())


def test_a_measure_with_nothing_under_it_lacks_everything() -> None:
    bare = clean()["merrowby/objectives.yml"].partition("      baseline")[0]
    loaded, judged = played(Example("Bad", {"merrowby/objectives.yml": bare}, ()), OURS)
    (found,) = judged.findings
    assert found.message.endswith("does not say where it began, where it should end or by when.")
    assert found.place.span.line == bare[: bare.index("first-reply:")].count("\n") + 1
    assert not loaded.findings


@pytest.mark.parametrize(
    ("method", "opinion"),
    [
        ("expert opinion", True),
        ("Opinion", True),
        ("opinion of two agencies", True),
        ("our experience", True),
        ("brainstorming", True),
        ("opinion poll, 400 answers", False),
        ("customer experience survey", False),
        ("count of page views", False),
        ("test of our assumptions with twelve readers", False),
        ("", False),
    ],
)
def test_opinion_is_told_from_counting(method: str, opinion: bool) -> None:
    insights = clean()["merrowby/insights.yml"]
    for old in ("count of the inbox", "interviews"):
        line = f"      method: {method}\n" if method else ""
        insights = insights.replace(f"      method: {old}\n", line)
    assert {code for code, _ in _found({"merrowby/insights.yml": insights})} == (
        {"EVD04"} if opinion else set()
    )


@pytest.mark.parametrize(
    ("visibility", "spoken"), [("public", False), ("internal", True), ("restricted", True)]
)
def test_names_may_be_left_out_of_files_that_all_can_read(visibility: str, spoken: bool) -> None:
    manifest = clean()["merrowby/playbook.yml"].replace("visibility: public", f"visibility: {visibility}")
    roles = "".join(
        line for line in clean()["merrowby/roles.yml"].splitlines(keepends=True) if "holders:" not in line
    )
    found = _found({"merrowby/playbook.yml": manifest, "merrowby/roles.yml": roles})
    assert found == ({("PPL01", "merrowby")} if spoken else set())


def test_one_vacant_role_is_no_empty_playbook() -> None:
    manifest = clean()["merrowby/playbook.yml"].replace("visibility: public", "visibility: internal")
    roles = clean()["merrowby/roles.yml"].replace("  holders: [{name: Piotr Lang, since: 2023-02-01}]\n", "")
    assert _found({"merrowby/playbook.yml": manifest, "merrowby/roles.yml": roles}) == set()
