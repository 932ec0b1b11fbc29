"""The shell door: what people and machines get from `gameplan check`, `show` and `build`."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gameplan.cli import A_SITE, main
from sites import CONFIG, files_of, write
from small import SMALL

ROTA = "playbooks/m/tactics/rota.yml"
NEAR = {"m/tactics/rota.yml": "title: Rota\nimplements: [evning]\n"}
"""A playbook with one error, which has a cure."""
WARNED = {"m/tools.yml": "odd: {title: Odd, links: [{title: x, url: 'https://a.example@b.example/'}]}\n"}
"""A playbook with one warning."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in a folder of its own, with nothing of the day or the build machine around it."""
    monkeypatch.chdir(tmp_path)
    for name in ("SOURCE_DATE_EPOCH", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def project(files: Mapping[str, str] | None = None, *, config: str | None = None) -> None:
    """The small playbook with some files added or replaced, with or without an mkdocs.yml."""
    write(Path(), {}, {**SMALL, **(files or {})})
    Path("mkdocs.yml").unlink()
    if config is not None:
        configure(config)


def configure(text: str, name: str = "mkdocs.yml") -> None:
    """A configuration of the site."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def check_json(*arguments: str) -> dict[str, object]:
    """The object that `check --format json` prints: nothing else may stand on standard output."""
    result = run("check", "--format", "json", *arguments)
    report: dict[str, object] = json.loads(result.stdout)
    assert result.stdout.endswith("}\n")
    return report


# --- check ----------------------------------------------------------------------------------------


def test_check_of_a_good_playbook_says_so_and_ends_with_0() -> None:
    """It needs no mkdocs.yml."""
    project()
    result = run("check", "--profile", "starter")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "No findings in 6 entries of 1 playbook.\n"
        "Line of sight of Merrowby: 0 of 1 active tactics lead to the vision (0 per cent).\n"
        "  - Evening rota has no objective between its strategy and the goal (m/strategies/evening).\n"
    )


def test_check_shows_place_text_and_cure_and_ends_with_1() -> None:
    """A finding is complete by its first line; the rest shows the text it is about, and the way out."""
    project(NEAR)
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout == (
        "playbooks/m/tactics/rota.yml:2:14: error[REF01] 'evning' is not a strategy of this playbook.\n"
        "  |\n"
        "2 | implements: [evning]\n"
        "  |              ^^^^^^ no such strategy\n"
        "  |\n"
        "  = Did you mean 'evening'?  strategies/evening.yml\n"
        "  = 'evening' is here: playbooks/m/strategies/evening.yml:1:1\n"
        "\n"
        "1 error in 6 entries of 1 playbook.\n"
        "The checks of the strategy wait until these errors are mended.\n"
    )


def test_a_warning_alone_ends_with_0() -> None:
    """Exit 1 means that something fails."""
    project(WARNED)
    result = run("check", "--profile", "starter")
    assert result.exit_code == 0
    assert "1 warning in 7 entries" in result.stdout


def test_json_is_the_contract() -> None:
    """Machines read exactly these keys (lint.md, machine output, version 1)."""
    project({**NEAR, **WARNED})
    report = check_json()
    assert list(report) == ["findings", "summary", "version"]
    assert report["version"] == 1
    assert report["summary"] == {"advice": 0, "error": 1, "waived": 0, "warning": 1}
    first, second = report["findings"]
    assert first == {
        "address": "m/tactics/rota",
        "code": "REF01",
        "column": 14,
        "end_column": 20,
        "end_line": 2,
        "help": "Did you mean 'evening'?  strategies/evening.yml",
        "line": 2,
        "message": "'evning' is not a strategy of this playbook.",
        "path": "playbooks/m/tactics/rota.yml",
        "related": [
            {
                "column": 1,
                "line": 1,
                "path": "playbooks/m/strategies/evening.yml",
                "text": "'evening' is here",
            }
        ],
        "severity": "error",
        "url": None,
    }
    assert (second["severity"], second["address"]) == ("warning", "m/tools/odd")


def test_json_of_related_places_and_unread_files() -> None:
    """Optional values are null, never missing; related places have four keys."""
    project({"m/tactics/two.yml": "title: A\ntitle: B\nimplements: [evening]\n", "m/extra.txt": "x"})
    unread, twice = check_json()["findings"]
    assert (unread["address"], unread["path"]) == (None, "playbooks/m/extra.txt")
    assert [sorted(r) for r in twice["related"]] == [["column", "line", "path", "text"]]
    assert twice["related"][0]["line"] == 1


@pytest.mark.parametrize("form", ["json", "text"])
def test_findings_are_in_one_order(form: str) -> None:
    """By file, then place, so that two runs can be compared."""
    broken = {f"m/tactics/t{n}.yml": "implements: [x]\nfoo: 1\ntitle: T\n" for n in (3, 1, 2)}
    project(broken)
    if form == "json":
        findings = check_json()["findings"]
        keys = [(f["path"], f["line"], f["column"], f["code"]) for f in findings]
        assert len(keys) == 6
        assert keys == sorted(keys)
    assert run("check", "--format", form).stdout == run("check", "--format", form).stdout


def test_json_of_a_good_playbook() -> None:
    """No findings is an answer too, and ends with 0."""
    project()
    assert check_json("--profile", "starter") == {
        "findings": [],
        "summary": {"advice": 0, "error": 0, "waived": 0, "warning": 0},
        "version": 1,
    }
    assert run("check", "--format", "json", "--profile", "starter").exit_code == 0


@pytest.mark.parametrize("form", ["json", "text"])
@pytest.mark.parametrize(
    "arguments",
    [["nowhere"], ["--format", "xml"], ["--nonsense"], ["a", "b"], [ROTA]],
    ids=["folder", "format", "option", "arguments", "file"],
)
def test_what_cannot_run_ends_with_2(arguments: list[str], form: str) -> None:
    """Scripts tell 'something is wrong with the playbook' from 'it never ran'."""
    project()
    result = run("check", "--format", form, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert result.stderr


def test_a_missing_folder_is_named_with_the_cure() -> None:
    """The first command of a newcomer, in the wrong folder."""
    result = run("check")
    assert result.exit_code == 2
    assert "There is no folder 'playbooks' here." in result.stderr
    assert "playbooks_dir" in result.stderr


@pytest.mark.parametrize("name", ["playbook.yml", "playbook.yaml"])
@pytest.mark.parametrize("arguments", [[], ["playbooks"], ["./playbooks/"]])
def test_a_manifest_one_level_too_high_is_sent_down(name: str, arguments: list[str]) -> None:
    """The folder of the playbook was left out."""
    Path("playbooks").mkdir()
    Path("playbooks", name).write_text("title: X\n", encoding="utf-8")
    result = run("check", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        f"{name} lies directly in playbooks/. Move it, and the files beside it, into a folder"
        in result.stderr
    )
    assert "such as playbooks/<name>/." in result.stderr


def test_a_path_to_one_playbook_is_sent_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them are read together, since one may extend another."""
    project()
    result = run("check", "playbooks/m")
    assert result.exit_code == 2
    assert "Name the folder above it, which holds all playbooks: playbooks\n" in result.stderr
    monkeypatch.chdir("playbooks")
    assert "which holds all playbooks: ../playbooks\n" in run("check", "m").stderr


@pytest.mark.parametrize("folders", [[], ["m"], ["m/tactics"]])
def test_without_any_playbook_nothing_was_checked(folders: list[str]) -> None:
    """To say that nothing is wrong would be true and of no use."""
    Path("playbooks").mkdir()
    Path("playbooks/README.md").write_text("Soon.\n", encoding="utf-8")
    for folder in folders:
        (Path("playbooks") / folder).mkdir(parents=True)
    result = run("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no playbook in playbooks/ yet." in result.stderr
    assert "playbooks/<name>/playbook.yml" in result.stderr


def test_a_playbook_whose_manifest_is_broken_is_counted() -> None:
    """It is there, in its folder."""
    project({"m/playbook.yml": "title: [\n"})
    assert "in 5 entries of 1 playbook." in run("check").stdout


def test_path_names_the_playbooks_folder(here: Path) -> None:
    """Relative or absolute; findings are relative to where one works."""
    project(NEAR)
    Path("playbooks").rename("plays")
    assert run("check").exit_code == 2
    for path in ("plays", "./plays/", str(here / "plays"), "plays/../plays"):
        report = check_json(path)
        assert [f["path"] for f in report["findings"]] == ["plays/m/tactics/rota.yml"], path


def test_path_elsewhere_is_shown_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`../..` chains help nobody to find a file."""
    project(NEAR)
    Path("deep/er").mkdir(parents=True)
    monkeypatch.chdir("deep/er")
    (finding,) = check_json("../../playbooks")["findings"]
    assert (Path.cwd() / finding["path"]).resolve() == tmp_path / ROTA


@pytest.mark.parametrize(
    "config",
    [
        "plugins:\n  - search\n  - gameplan:\n      playbooks_dir: plays\n",
        "plugins:\n  gameplan:\n    playbooks_dir: plays\n",
        "\ufeffplugins: [{gameplan: {playbooks_dir: plays}}]\n",
        "plugins: [{gameplan: {playbooks_dir: !ENV PLAYS}}]\n",
        "plugins: [{gameplan: {playbooks_dir: !ENV [NOT_SET, PLAYS, other]}}]\nsite_url: !ENV HOST\n",
        "plugins: [{gameplan: {playbooks_dir: !ENV [NOT_SET, plays]}}]\n",
        "site_name: !ENV [NAME, x]\nhooks: !!python/name:os.system\nplugins: [{gameplan: {playbooks_dir: plays}}]\n",
        "INHERIT: base.yml\nsite_name: x\n",
    ],
    ids=["list", "mapping", "bom", "env", "env-list", "env-default", "tags", "inherited"],
)
def test_the_folder_is_what_mkdocs_yml_says(config: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both doors look at the same folder, however mkdocs.yml says it."""
    monkeypatch.setenv("PLAYS", "plays")
    project(NEAR, config=config)
    Path("base.yml").write_text("plugins: [{gameplan: {playbooks_dir: plays}}]\n", encoding="utf-8")
    Path("playbooks").rename("plays")
    assert [f["path"] for f in check_json()["findings"]] == ["plays/m/tactics/rota.yml"]


def test_nothing_in_mkdocs_yml_is_run() -> None:
    """`check` is run on pull requests from strangers."""
    project(config="x: !!python/object/apply:os.mkdir [ran]\nplugins: [gameplan]\n")
    assert run("check").exit_code == 0
    assert not Path("ran").exists()


@pytest.mark.parametrize("config", ["{", "plugins: 3\n", "\xff", "- a\n", "", "plugins: [search]\n"])
def test_an_unreadable_mkdocs_yml_does_not_stop_check(config: str) -> None:
    """MkDocs words what is wrong with its own file."""
    project(config=config)
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("visibility: secret", "visibility must be one of public, internal, restricted, not 'secret'."),
        ("today: soon", "today must be a date such as 2026-11-22, not 'soon'."),
        ("limits: {depth: 0}", "limits.depth must be a whole number above 0."),
        ("drafts: maybe", "drafts must be true or false, not 'maybe'."),
        ("colour: red", "'colour' is not a setting of gameplan"),
        ("playbooks_dir: [a]", "playbooks_dir must be text."),
    ],
)
def test_a_wrong_setting_ends_with_2_and_says_which(setting: str, words: str) -> None:
    """The message names mkdocs.yml, the setting and what it takes."""
    project(config=f"plugins: [{{gameplan: {{{setting}}}}}]\n")
    result = run("check")
    assert result.exit_code == 2
    assert re.search(rf"^mkdocs\.yml:1:\d+: error\[SET01\] {re.escape(words)}", result.stderr, re.M)


@pytest.mark.parametrize("command", ["check", "build"])
def test_settings_beside_the_plugin_are_said_to_belong_under_it(command: str) -> None:
    """Two spaces are missing; the builder would only call the configuration of plugins invalid."""
    config = f"{CONFIG.split('plugins:')[0]}plugins:\n  - search\n  - gameplan:\n    visibility: internal\n    drafts: true\n"
    project(config=config)
    result = run(command)
    assert (result.exit_code, result.stdout) == (2, "")
    line = config[: config.index("visibility")].count("\n") + 1
    assert (
        f"mkdocs.yml:{line}:5: error[SET01] 'visibility' stands beside gameplan and not under it"
        in result.stderr
    )
    assert "  = Indent the settings under gameplan by two more spaces.\n" in result.stderr
    configure(config.replace("    visibility", "      visibility").replace("    drafts", "      drafts"))
    assert run("check").exit_code == 0


def test_plugins_written_as_a_mapping_stand_beside_each_other() -> None:
    """That is no slip."""
    project(config="plugins:\n  gameplan:\n    visibility: internal\n  search: {}\n")
    assert run("check").exit_code == 0


def test_limits_of_mkdocs_yml_hold_for_check_too() -> None:
    """Else the build would refuse what check let pass."""
    project(config="plugins: [{gameplan: {limits: {field_characters: 10}}}]\n")
    assert {f["code"] for f in check_json()["findings"]} == {"SYN05"}


# --- which site -----------------------------------------------------------------------------------

NAMES = ["properdocs.yml", "properdocs.yaml", "mkdocs.yml", "mkdocs.yaml"]
"""What a configuration may be called, in the order in which ProperDocs, and last MkDocs, looks."""
PLAYS = "plugins: [{gameplan: {playbooks_dir: plays}}]\n"


@pytest.mark.parametrize("name", NAMES)
def test_the_configuration_is_found_by_the_names_of_both_builders(name: str) -> None:
    """A site of ProperDocs has its settings in a properdocs.yml."""
    project(NEAR)
    configure(PLAYS, name)
    Path("playbooks").rename("plays")
    assert [f["path"] for f in check_json()["findings"]] == ["plays/m/tactics/rota.yml"]
    assert run("show", "tactics/nothing").exit_code == 2


@pytest.mark.parametrize(("first", "second"), list(pairwise(NAMES)))
def test_of_two_configurations_it_says_which_is_read(first: str, second: str) -> None:
    """On standard error, where it is in no machine's way; and not where somebody has said which."""
    project(NEAR)
    configure(PLAYS, first)
    configure("plugins: [gameplan]\n", second)
    Path("playbooks").rename("plays")
    result = run("check", "--format", "json")
    assert json.loads(result.stdout)["summary"]["error"] == 1
    assert result.stderr == (
        f"gameplan: {first} is read, and not the {second} beside it. To read that one, write: -f {second}\n"
    )
    assert run("check", "-f", first).stderr == ""
    assert "no folder 'playbooks'" in run("check", "-f", second).stderr


def test_a_configuration_elsewhere_has_its_playbooks_beside_it() -> None:
    """As the builders have it. What PATH names is seen from where one works."""
    project(NEAR)
    configure(PLAYS, "site/own.yml")
    Path("playbooks").rename("site/plays")
    for option in ("-f", "--config-file"):
        (finding,) = check_json(option, "site/own.yml")["findings"]
        assert finding["path"] == "site/plays/m/tactics/rota.yml"
    shown = run("show", "-f", "site/own.yml", "roles/editor").stdout
    assert "site/plays/m/roles/editor.yml:1" in shown
    (finding,) = check_json("-f", "site/own.yml", "site/plays")["findings"]
    assert finding["path"] == "site/plays/m/tactics/rota.yml"


@pytest.mark.parametrize("command", [["check"], ["show", "tactics/rota"], ["build"]])
@pytest.mark.parametrize("given", ["other.yml", "docs", "\x1b[31mred.yml"])
def test_a_configuration_that_is_no_file_ends_with_2(command: list[str], given: str) -> None:
    """To go on with the defaults would answer for another site."""
    project(config=CONFIG)
    result = run(*command, "-f", given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no file '" in result.stderr
    assert "Name the configuration of the site, such as mkdocs.yml." in result.stderr
    assert "\x1b" not in result.stderr


def test_messages_name_the_configuration_that_was_read() -> None:
    """Whoever has a properdocs.yml looks in vain for an mkdocs.yml."""
    project()
    configure("plugins: [{gameplan: {visibility: secret}}]\n", "properdocs.yml")
    assert "properdocs.yml:1:35: error[SET01] visibility must be" in run("check").stderr
    configure(PLAYS, "properdocs.yml")
    assert "`playbooks_dir:` in properdocs.yml or" in run("check").stderr


# --- what must not get out ------------------------------------------------------------------------

SECRET = "ghp_0123456789abcdefABCDEF0123456789abcd"  # not a real one


@pytest.mark.parametrize(
    "line",
    [
        f"summary: The token is {SECRET} for now",
        f"password: {SECRET}",
        f"links: [{{title: x, url: 'https://u:{SECRET}@a.example/'}}]",
    ],
)
def test_a_secret_is_refused_and_never_printed(line: str) -> None:
    """Logs of pull requests are public; what was found must not be spread by the finding."""
    project({"m/tactics/rota.yml": f"title: Rota\nimplements: [evening]\n{line}\n"})
    for form in ("text", "json"):
        result = run("check", "--format", form)
        assert result.exit_code == 1
        assert "SAF01" in result.stdout
        assert SECRET not in result.output
        assert SECRET[4:20] not in result.output


ESCAPES = "\x1b]0;owned\x07 \x1b[31mred \x9b31m \r ::error::x"


def test_no_text_of_a_file_reaches_the_terminal_raw() -> None:
    """Escape sequences in a value or key could hide findings, or set the title of a window."""
    quoted = '"' + "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in ESCAPES) + '"'
    hostile = {
        "m/tactics/rota.yml": f"title: {quoted}\nimplements: [{quoted}]\n{quoted}: {quoted}\nmode: {quoted}\n",
        "m/tactics/raw.yml": f"title: {ESCAPES}\n",
        "m/roles/editor.yml": f"{quoted}: {{x: y}}\n",
    }
    project(hostile)
    for form in ("text", "json"):
        result = run("check", "--format", form)
        assert result.exit_code == 1
        raw = [c for c in result.output if not c.isprintable() and c != "\n"]
        assert raw == [], form


def test_an_id_that_is_no_text_for_a_terminal_is_spelled_out() -> None:
    """Names of files are text of strangers too."""
    project()
    Path("playbooks/m/tactics/\x1b[31mred.yml").write_text("title: x\n", encoding="utf-8")
    Path("playbooks/m/tactics/two\nlines.yml").write_text("title: x\n", encoding="utf-8")
    result = run("check")
    assert result.exit_code == 1
    assert [c for c in result.output if not c.isprintable() and c != "\n"] == []
    assert "two\\nlines" in result.output


def test_the_version_is_said() -> None:
    """The first question in every report of a fault."""
    result = run("--version")
    assert result.exit_code == 0
    assert result.output.startswith("gameplan ")


# --- show -----------------------------------------------------------------------------------------

SHOWN = {
    "m/goals/helped.yml": "title: Helped the first time\nowner: editor\n",
    "m/objectives/same-day.yml": (
        "title: Same day\nserves: [helped]\nmeasured_by: {hours: {baseline: {value: 31}, target: {value: 4, due: 2026-12-31}}}\n"
    ),
    "m/metrics/hours.yml": "title: Hours\ndefinition: Median hours.\nunit: hours\n",
    "m/strategies/evening.yml": "title: Be there in the evening\napproach: Answer.\npursues: [same-day]\n",
    "m/tactics/rota.yml": (
        "title: Evening rota\nimplements: [evening]\nowner: editor\nmoves: [hours]\nsummary: Ask [[roles/editor]].\n"
        "reviewed: 2026-01-01\nreview_every: 1 year\nnotes: for editors\n"
    ),
    "m/policies/privacy.yml": (
        "title: Privacy\npurpose: Trust.\nclauses: {hint: {title: No hints, number: '3.2', strength: must-not, statement: Never hint.}}\n"
    ),
    "m/rules/ask.yml": "title: A question\nwhen: Asked\naction: reply\nenforces: [privacy#hint]\nresponder: editor\n",
}


@pytest.mark.parametrize("address", ["tactics/rota", "m/tactics/rota", "[[tactics/rota]]"])
def test_show_prints_fields_line_of_sight_and_relations(address: str) -> None:
    """What a page says, for people who live in a terminal."""
    project(SHOWN)
    result = run("show", address, "--today", "2026-06-01")
    assert (result.exit_code, result.stderr) == (0, "")
    text = result.stdout
    assert text.startswith(
        "Evening rota  (tactic, active)\nm/tactics/rota  playbooks/m/tactics/rota.yml:1\nnext review 2027-01-01\n"
    )
    assert "  summary: Ask [[roles/editor]].\n" in text
    assert "  implements: m/strategies/evening\n" in text
    one_line = " ".join(text.split())
    assert (
        "Why Evening rota implements Be there in the evening -> pursues Same day -> serves Helped the first time"
        " -> advances Vision"
    ) in one_line
    relations = text.split("Relations\n")[1]
    assert "  implements           Be there in the evening  (m/strategies/evening)\n" in relations
    assert "  is owned by          Duty editor  (m/roles/editor)\n" in relations
    assert "  moves                Hours  (m/metrics/hours)\n" in relations


def test_show_prints_relations_from_the_other_end() -> None:
    """A relation is written once and read from both ends."""
    project(SHOWN)
    strategy = run("show", "strategies/evening").stdout.split("Relations\n")[1]
    assert "  is implemented by    Evening rota  (m/tactics/rota)\n" in strategy
    role = run("show", "roles/editor").stdout.split("Relations\n")[1]
    for words in ("owns", "answers", "is mentioned by"):
        assert f"  {words}" in role
    metric = run("show", "metrics/hours").stdout
    assert "  measures             Same day  (m/objectives/same-day)\n" in metric


def test_show_of_a_part_and_of_what_has_parts() -> None:
    """Parts have addresses of their own."""
    project(SHOWN)
    clause = run("show", "policies/privacy#hint").stdout
    assert clause.startswith(
        "No hints  (clause of Privacy)\nm/policies/privacy#hint  playbooks/m/policies/privacy.yml:3\n"
    )
    assert "  strength: must-not\n" in clause
    assert "  is enforced by       A question  (m/rules/ask)\n" in clause
    assert "  #hint  No hints\n" in run("show", "policies/privacy").stdout


def test_show_of_single_kinds_and_the_playbook() -> None:
    """Everything that has an address can be shown."""
    project(SHOWN)
    assert run("show", "vision").stdout.startswith("Vision  (vision, active)\nm/vision  ")
    assert run("show", "m").stdout.startswith("Merrowby  (playbook, active)\n")


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-06-01", "active"), ("2026-12-15", "active, due"), ("2027-02-01", "active, overdue")],
)
def test_show_works_states_out_for_a_day(day: str, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--today`, else the day of SOURCE_DATE_EPOCH; never written in the file."""
    project(SHOWN)
    assert f"Evening rota  (tactic, {state})" in run("show", "tactics/rota", "--today", day).stdout
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796428800")  # 2026-12-05
    assert "Evening rota  (tactic, active, due)" in run("show", "tactics/rota").stdout


def test_show_says_what_it_cannot_find_and_the_near_word() -> None:
    """A slip in typing ends with 2 and the cure."""
    project(SHOWN)
    result = run("show", "tactics/rotta")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Nothing lives at 'tactics/rotta'. Did you mean 'tactics/rota'?" in result.stderr
    assert run("show", "tactics/rota", "--today", "soon").exit_code == 2


def test_show_names_the_candidates_where_two_playbooks_have_one() -> None:
    """A guess would show the wrong one."""
    project({**SHOWN, **{name.replace("m/", "n/", 1): text for name, text in SMALL.items()}})
    result = run("show", "tactics/rota")
    assert result.exit_code == 2
    assert "m/tactics/rota, n/tactics/rota" in result.stderr


def test_show_prints_nothing_raw() -> None:
    """As with findings: text of files is not for the terminal to obey."""
    project(
        {"m/tactics/rota.yml": 'title: "a\\x85b \\u200b"\nimplements: [evening]\nsummary: "x \\u2028 y"\n'}
    )
    result = run("show", "tactics/rota\x1b[31m")
    assert "\x1b" not in result.output
    output = run("show", "tactics/rota").output
    assert [c for c in output if not c.isprintable() and c != "\n"] == []


# --- build ----------------------------------------------------------------------------------------


def tidy(folder: Path) -> list[str]:
    """What lies in the project folder, hidden things too."""
    return sorted(p.name for p in folder.iterdir())


WHOLE = ["docs", "mkdocs.yml", "playbooks", "site"]


def test_build_builds_aside_and_swaps(here: Path) -> None:
    """The old site stands until the new one is whole; then nothing of it is left."""
    project(config=CONFIG)
    (here / "site").mkdir()
    (here / "site/old.html").write_text("old", encoding="utf-8")
    result = run("build")
    assert (result.exit_code, result.output) == (0, "")
    built = files_of(here / "site")
    assert "m/tactics/rota/index.html" in built
    assert "old.html" not in built
    assert tidy(here) == WHOLE
    assert (here / "site").stat().st_mode & 0o777 == 0o755


def test_build_where_there_was_no_site(here: Path) -> None:
    """Also into a folder whose parents do not exist yet."""
    project(config=CONFIG)
    assert run("build", "-d", "out/public").exit_code == 0
    assert (here / "out/public/m/index.html").is_file()
    assert tidy(here / "out") == ["public"]
    assert tidy(here) == ["docs", "mkdocs.yml", "out", "playbooks"]


@pytest.mark.parametrize(
    "fault",
    ["playbook", "docs", "config", "template"],
)
def test_a_failing_build_leaves_the_old_site_and_nothing_else(here: Path, fault: str) -> None:
    """Whatever fails, early or late: the old site stays, no half-made folder is left, and it is said."""
    config = CONFIG.replace("font: false", "font: false, custom_dir: over") + "strict: true\n"
    project(NEAR if fault == "playbook" else None, config="site_name: [" if fault == "config" else config)
    (here / "over/gameplan").mkdir(parents=True)
    if fault == "docs":
        (here / "docs/index.md").write_text("[gone](nowhere.md)\n", encoding="utf-8")
    if fault == "template":
        (here / "over/gameplan/entity.html").write_text("{{ no_such_name }}", encoding="utf-8")
    (here / "site").mkdir()
    (here / "site/old.html").write_text("old", encoding="utf-8")
    result = CliRunner().invoke(main, ["build"])
    assert result.exit_code != 0
    assert files_of(here / "site") == {"old.html": b"old"}
    assert tidy(here) == ["docs", "mkdocs.yml", "over", "playbooks", "site"]
    assert result.output or result.exception


def test_build_says_what_is_wrong_with_the_playbook() -> None:
    """Exit 1, on standard error, with the place and the cure."""
    project(NEAR, config=CONFIG)
    result = run("build")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "playbooks/m/tactics/rota.yml:2:14: error[REF01]" in result.stderr
    assert "Did you mean 'evening'?" in result.stderr
    assert "the old one is untouched" in result.stderr


def test_build_without_a_configuration_ends_with_2() -> None:
    """It could not run."""
    project()
    result = run("build")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no mkdocs.yml here." in result.stderr
    assert A_SITE in result.stderr


def test_the_site_that_is_proposed_is_that_of_the_readme() -> None:
    """One file to copy, wherever one meets it first."""
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    shown = readme.split('title="mkdocs.yml"\n')[1].split("```")[0]
    assert shown.split("\n", 1)[1] == A_SITE.split("\n", 1)[1]


@pytest.mark.parametrize("plugins", ["plugins: [search]\n", "", "plugins:\n"])
def test_build_of_a_site_without_the_plugin_is_refused(here: Path, plugins: str) -> None:
    """It would put a site without playbooks in the place of the old one."""
    project(config=f"site_name: X\n{plugins}")
    result = run("build")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "mkdocs.yml does not name gameplan, so the site would have no playbooks." in result.stderr
    assert "plugins: [search, gameplan]" in result.stderr
    assert tidy(here) == ["docs", "mkdocs.yml", "playbooks"]


def build_with(*builders: str) -> subprocess.CompletedProcess[str]:
    """`gameplan build` in a process of its own, where of the two builders only these are installed."""
    script = (
        "import sys\n"
        "for name in {'mkdocs', 'properdocs'} - set(sys.argv[1:]): sys.modules[name] = None\n"
        "from gameplan.cli import main\n"
        "main(['build'])"
    )
    return subprocess.run([sys.executable, "-c", script, *builders], capture_output=True, text=True)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("name", "installed", "chosen"),
    [
        ("mkdocs.yaml", ["mkdocs", "properdocs"], "mkdocs-1"),
        ("mkdocs.yml", ["properdocs"], "ProperDocs"),
        ("properdocs.yml", ["mkdocs", "properdocs"], "ProperDocs"),
        ("properdocs.yaml", ["mkdocs"], "mkdocs-1"),
    ],
)
def test_build_uses_the_builder_of_the_site(here: Path, name: str, installed: list[str], chosen: str) -> None:
    """MkDocs where there is one; ProperDocs where there is none, or where the configuration is its own."""
    project()
    configure(CONFIG, name)
    (here / "site").mkdir()
    (here / "site/old.html").write_text("old", encoding="utf-8")
    done = build_with(*installed)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert tidy(here) == sorted(["docs", "playbooks", "site", name])
    built = files_of(here / "site")
    assert "old.html" not in built
    generator = re.search(r'name="generator" content="([^"]*)"', built["m/tactics/rota/index.html"].decode())
    assert generator is not None
    assert chosen in generator[1]


@pytest.mark.thorough
@pytest.mark.parametrize("fault", ["playbook", "docs", "config"])
def test_a_failing_build_of_properdocs_leaves_the_old_site(here: Path, fault: str) -> None:
    """The same promise, and the same exit codes, whoever builds."""
    project(NEAR if fault == "playbook" else None)
    configure("site_name: [" if fault == "config" else f"{CONFIG}strict: true\n", "properdocs.yml")
    if fault == "docs":
        (here / "docs/index.md").write_text("[gone](nowhere.md)\n", encoding="utf-8")
    (here / "site").mkdir()
    (here / "site/old.html").write_text("old", encoding="utf-8")
    done = build_with("properdocs")
    assert (done.returncode, done.stdout) == (2 if fault == "config" else 1, "")
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(here / "site") == {"old.html": b"old"}
    assert tidy(here) == ["docs", "playbooks", "properdocs.yml", "site"]


def test_without_a_builder_build_ends_with_2_and_the_cure(here: Path) -> None:
    """As where gameplan alone was installed, to check with."""
    project(config=CONFIG)
    done = build_with()
    assert (done.returncode, done.stdout) == (2, "")
    assert "neither MkDocs nor ProperDocs is installed" in done.stderr
    assert "`pip install mkdocs`" in done.stderr
    assert "Traceback" not in done.stderr
    assert tidy(here) == ["docs", "mkdocs.yml", "playbooks"]


def test_two_builds_in_a_row_give_the_same_site(here: Path) -> None:
    """The second replaces the first."""
    project(config=CONFIG)
    run("build")
    first = files_of(here / "site")
    run("build")
    second = files_of(here / "site")
    assert first.keys() == second.keys()
    assert [n for n in first if first[n] != second[n] and "sitemap" not in n] == []


# --- as a process ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--version"], 0, "gameplan "),
        (["check", "--profile", "starter"], 0, "No findings in 6 entries"),
        (["check", "--profile", "audit"], 1, "error["),
        (["check", "nowhere"], 2, "There is no folder 'nowhere'"),
        (["no-such-command"], 2, "No such command"),
    ],
)
def test_the_process_ends_with_the_code_and_has_said_everything(
    arguments: list[str], code: int, words: str
) -> None:
    """It leaves without tidying up; what it said into a pipe must be out by then."""
    project()
    command = [sys.executable, "-c", "from gameplan.cli import run; run()", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert words in done.stdout + done.stderr
