"""How loudly `gameplan check` says what the checks see: profiles, settings, waivers, a baseline, and what fails."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gameplan.cli import main
from gameplan.explain import clean

STRAY = "title: A post every day\nowner: editor\nmoves: [first-reply]\ncadence: Every day\n"
"""A tactic that implements no strategy, and has nothing else wrong."""
TODAY = "2026-06-01"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("SOURCE_DATE_EPOCH", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def project(files: Mapping[str, str] | None = None, settings: str = "") -> None:
    """The clean playbook that all checks pass, with some files over it."""
    for name, text in {**clean(), **(files or {})}.items():
        path = Path("playbooks", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    Path("mkdocs.yml").write_text(f"site_name: A\nplugins:\n  - gameplan: {{{settings}}}\n", encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--today", TODAY, *arguments], catch_exceptions=False)


def codes(*arguments: str) -> tuple[list[str], int]:
    """The severity and code of each finding, and how the run ends."""
    result = run("--format", "json", *arguments)
    return [f"{f['severity']} {f['code']}" for f in json.loads(result.stdout)["findings"]], result.exit_code


def stray(more: str = "") -> dict[str, str]:
    return {"merrowby/tactics/daily-post.yml": STRAY + more}


# --- profiles and severities ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "found", "ends"),
    [
        ("", ["warning STR01"], 0),
        ("profile: starter", [], 0),
        ("profile: audit", ["error STR01"], 1),
        ("checks: {STR01: error}", ["error STR01"], 1),
        ("checks: {str01: advice}", ["advice STR01"], 0),
        ("checks: {STR01: off}", [], 0),
        ("profile: starter, checks: {STR01: warning}", ["warning STR01"], 0),
        ("fail_on: warning", ["warning STR01"], 1),
        ("fail_on: advice", ["warning STR01"], 1),
        ("profile: audit, fail_on: never", ["error STR01"], 0),
    ],
)
def test_settings_say_how_loudly_a_check_speaks_and_what_fails(
    settings: str, found: list[str], ends: int
) -> None:
    project(stray(), settings)
    assert codes() == (found, ends)


def test_an_option_goes_before_the_setting() -> None:
    project(stray(), "profile: starter, fail_on: never")
    assert codes("--profile", "audit", "--fail-on", "error") == (["error STR01"], 1)


def test_a_mistake_always_fails_and_the_checks_wait_for_it() -> None:
    """Phases do not cascade: what cannot be resolved would look like a missing strategy."""
    project(
        {**stray(), "merrowby/tactics/other.yml": "title: Other\nimplements: [nothing]\n"}, "fail_on: never"
    )
    assert codes() == (["error REF01"], 1)


OVERDUE = {
    "merrowby/playbook.yml": clean()["merrowby/playbook.yml"].replace(
        "reviewed: 2026-03-02", "reviewed: 2024-03-02"
    )
}


def test_what_depends_on_the_day_fails_in_the_audit_profile_alone() -> None:
    """A calendar that breaks builds is switched off."""
    project(OVERDUE, "checks: {LIF01: error}")
    found, ends = codes()
    assert "error LIF01" in found
    assert ends == 0
    assert codes("--profile", "audit")[1] == 1


@pytest.mark.parametrize(
    ("settings", "place", "words"),
    [
        ("checks: {STR99: off}", "3:25", "There is no check 'STR99'."),
        ("checks: {REF01: off}", "3:25", "REF01 is not a check that can be set."),
        ("checks: {STR01: loud}", "3:32", "checks.STR01 must be one of error, warning, advice, off"),
        ("checks: 3", "3:24", "checks must be a mapping"),
        ("profile: strict", "3:25", "profile must be one of starter, default, audit, not 'strict'."),
        ("profil: audit", "3:16", "'profil' is not a setting of gameplan."),
        ("evidence_months: 0", "3:33", "evidence_months must be a whole number above 0."),
    ],
)
def test_a_wrong_setting_is_shown_at_its_place(settings: str, place: str, words: str) -> None:
    project(settings=settings)
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith(f"mkdocs.yml:{place}: error[SET01] {words}"), result.stderr


def test_all_wrong_settings_are_said_in_one_run() -> None:
    project(settings="profile: strict, fail_on: always, checks: {A: off, STR01: loud}")
    assert run().stderr.count("error[SET01]") == 3


def test_a_wrong_setting_in_an_inherited_file_is_shown_there() -> None:
    project(settings="profile: strict")
    Path("mkdocs.yml").rename("base.yml")
    Path("mkdocs.yml").write_text("INHERIT: base.yml\n", encoding="utf-8")
    assert run().stderr.startswith("base.yml:3:25: error[SET01]")


# --- waivers ----------------------------------------------------------------------------------------


def waived(code: str, reason: str, until: str) -> dict[str, str]:
    return stray(f"waivers: {{{code}: {{reason: {reason}, until: {until}}}}}\n")


def test_a_waiver_silences_its_check_here_until_its_end() -> None:
    project({**waived("STR01", "A trial", TODAY), "merrowby/tactics/b.yml": STRAY})
    assert codes() == (["warning STR01"], 0)
    assert "1 accepted by a waiver." in run().stdout


@pytest.mark.parametrize(
    "more", ["{reason: A trial, until: 2026-05-31}", "{reason: A trial}", "{until: 2030-01-31}"]
)
def test_a_waiver_without_reason_or_end_or_past_it_does_not_count_and_says_so(more: str) -> None:
    project(stray(f"waivers: {{STR01: {more}}}\n"))
    assert sorted(codes()[0]) == ["warning LIF06", "warning STR01"]


# --- a baseline -------------------------------------------------------------------------------------


def test_a_baseline_keeps_quiet_about_what_is_known_and_not_about_what_is_new() -> None:
    project(stray(), "fail_on: warning")
    written = run("--write-baseline")
    assert (written.exit_code, written.stdout.splitlines()[0]) == (
        0,
        "gameplan-baseline.json: 1 finding known from now on.",
    )
    assert codes("--baseline", "gameplan-baseline.json") == ([], 0)
    Path("playbooks/merrowby/tactics/daily-post.yml").write_text(f"\n\n{STRAY}", encoding="utf-8")
    assert codes("--baseline", "gameplan-baseline.json") == ([], 0)
    Path("playbooks/merrowby/tactics/more.yml").write_text(STRAY, encoding="utf-8")
    assert codes("--baseline", "gameplan-baseline.json") == (["warning STR01"], 1)


def test_a_baseline_in_the_settings_lies_beside_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(stray(), "fail_on: warning, baseline: known.json")
    run("--write-baseline")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert codes("-f", "../mkdocs.yml") == ([], 0)


def test_a_baseline_never_hides_a_mistake() -> None:
    project(stray(), "baseline: known.json")
    run("--write-baseline")
    project({"merrowby/tactics/other.yml": "title: Other\nimplements: [nothing]\n"}, "baseline: known.json")
    assert codes() == (["error REF01"], 1)
    assert run("--write-baseline").exit_code == 2


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2, "findings": {}}', '{"version": 1, "findings": 3}']
)
def test_a_file_that_is_no_baseline_is_refused_in_words(text: str) -> None:
    project(settings="baseline: known.json")
    Path("known.json").write_text(text, encoding="utf-8")
    result = run()
    assert result.exit_code == 2
    assert "gameplan check --write-baseline" in result.stderr


def test_a_baseline_that_is_not_there_is_said() -> None:
    project(settings="baseline: known.json")
    assert re.search(r"The baseline 'known.json' cannot be read: No such file", run().stderr)


# --- what a person sees -------------------------------------------------------------------------------


def test_ten_findings_are_shown_the_most_useful_first() -> None:
    """Nobody reads forty."""
    project({f"merrowby/tactics/t{n}.yml": STRAY for n in range(12)} | {"merrowby/goals/g.yml": "title: G\n"})
    few, all_ = run().stdout, run("--all").stdout
    assert len(re.findall(r"^playbooks/.*\[[A-Z]{3}\d\d\]", few, re.M)) == 10
    assert re.findall(r"\[([A-Z]{3}\d\d)\]", few) == ["STR01"] * 10
    assert len(re.findall(r"\[STR01\]", all_)) == 12
    total = len(re.findall(r"^playbooks/.*\[[A-Z]{3}\d\d\]", all_, re.M))
    assert f"The {total - 10} that are not shown: gameplan check --all\n" in few


def test_the_line_of_sight_comes_with_the_list_of_what_lacks_it() -> None:
    project(stray())
    assert run().stdout.endswith(
        "Line of sight of Merrowby, the small playbook: 1 of 2 active tactics lead to the vision (50 per cent).\n"
        "  - A post every day implements no strategy.\n"
    )


@pytest.mark.parametrize(("bar", "ends"), [("50", 0), ("51", 1)])
def test_a_run_can_ask_for_a_share_of_whole_lines(bar: str, ends: int) -> None:
    project(stray())
    result = run("--strict-line", bar)
    assert result.exit_code == ends
    assert ("--strict-line asks for 51" in result.stderr) == bool(ends)


@pytest.mark.parametrize("form", ["text", "github"])
def test_no_title_becomes_a_command_to_a_build_service(form: str) -> None:
    """GitHub's runner obeys a line that begins with two colons, after blanks too."""
    hostile = STRAY.replace("A post every day", '"::stop-commands::x"')
    playbook = clean()["merrowby/playbook.yml"].replace(
        "title: Merrowby, the small playbook", 'title: "::error::x"'
    )
    project({"merrowby/tactics/t.yml": hostile, "merrowby/playbook.yml": playbook})
    printed = run("--format", form).stdout
    assert "::stop-commands::x" in printed
    begun = [line for line in printed.splitlines() if line.lstrip().startswith("::")]
    assert all(line.startswith("::warning file=") for line in begun)


# --- other readers ------------------------------------------------------------------------------------


def test_in_github_actions_findings_are_notes_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    project(stray())
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run().stdout.startswith("::warning file=playbooks/merrowby/tactics/daily-post.yml,line=1,")
    assert run("--format", "text").stdout.startswith("playbooks/merrowby/tactics/daily-post.yml:1:1: warning")


def test_a_summary_is_written_beside_what_is_printed() -> None:
    project(stray())
    printed = run("--summary", "summary.md").stdout
    summary = Path("summary.md").read_text(encoding="utf-8")
    assert "A post every day" in printed
    assert summary.startswith("## Gameplan\n\n1 warning")
    assert "1 of 2 active tactics lead to the vision (50 per cent)" in summary
    assert "Duty editor" in summary


def test_sarif_has_what_is_found_and_what_is_accepted() -> None:
    project({**waived("STR01", "A trial", TODAY), "merrowby/tactics/b.yml": STRAY})
    results = json.loads(run("--format", "sarif").stdout)["runs"][0]["results"]
    assert [r["ruleId"] for r in results] == ["STR01", "STR01"]
    assert [(r["suppressions"] or [{}])[0].get("justification") for r in results] == [None, "A trial"]


def test_in_a_pipe_nothing_is_coloured() -> None:
    project(stray())
    assert "\x1b" not in run().stdout
