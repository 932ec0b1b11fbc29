"""`gameplan diff`, `gameplan release` and `gameplan show --on` as people type them, on real git repositories."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gameplan.cli import main
from gameplan.releases import all_releases
from gameplan.sides import compared, of_release
from small import SMALL

POLICY = "title: Social media\npurpose: To help.\nclauses:\n  keep:\n    strength: {}\n    statement: Keep a copy.\n"
SETTINGS = "site_name: A\nplugins:\n  - gameplan: {profile: starter}\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository on main with the small playbook and one policy in its first commit."""
    monkeypatch.chdir(tmp_path)
    for name in [n for n in os.environ if n.startswith("GIT_")] + ["GITHUB_BASE_REF", "SOURCE_DATE_EPOCH"]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    git("init", "-q", "-b", "main")
    Path("mkdocs.yml").write_text(SETTINGS, "utf-8")
    put({**SMALL, "m/policies/social.yml": POLICY.format("should")})
    commit()
    return tmp_path


def git(*arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def put(files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = Path("playbooks", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def commit(message: str = "A change") -> None:
    git("add", "-A")
    git("commit", "-q", "-m", message)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def tighten() -> None:
    put({"m/policies/social.yml": POLICY.format("must")})


def codes(*arguments: str) -> list[str]:
    """The codes of all changes."""
    return [c["code"] for c in json.loads(run("diff", "--format", "json", *arguments).stdout)["changes"]]


# --- diff ---------------------------------------------------------------------------------------------


def test_the_working_tree_is_compared_with_the_default_branch() -> None:
    """Without a word more, a branch is compared from where it left main, and what main did since is not its doing."""
    git("checkout", "-q", "-b", "topic")
    tighten()
    git("checkout", "-q", "-m", "main")
    git("stash", "-q")
    put({"m/tactics/other.yml": "title: Other\nimplements: [evening]\nowner: editor\n"})
    commit()
    git("checkout", "-q", "topic")
    git("stash", "pop", "-q")
    assert codes() == ["clause-strength"]


def test_nothing_changed_says_so() -> None:
    """No change is an answer, too, and never a failure."""
    result = run("diff", "--exit-code", "--fail-on", "patch")
    assert result.exit_code == 0
    assert "No change in meaning" in result.stdout


def test_a_reformatted_file_is_no_change() -> None:
    """Other bytes that mean the same are counted, and nothing more."""
    path = Path("playbooks/m/policies/social.yml")
    path.write_text(
        "# kept by Anna\n" + path.read_text("utf-8").replace("Social media", '"Social media"'), "utf-8"
    )
    result = run("diff", "--exit-code")
    assert result.exit_code == 0
    assert "No change in meaning (1 file reformatted)" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "ends"),
    [
        ((), 0),
        (("--exit-code",), 1),
        (("--fail-on", "major"), 1),
        (("--fail-on", "minor"), 1),
        (("--fail-on", "flag:obligation-up"), 1),
        (("--fail-on", "flag:obligation-down"), 0),
        (("--fail-on", "flag:obligation-down", "--fail-on", "major"), 1),
    ],
)
def test_how_a_run_ends(arguments: tuple[str, ...], ends: int) -> None:
    """Changes are no failure unless somebody asks."""
    tighten()
    assert run("diff", *arguments).exit_code == ends


def test_a_bar_that_does_not_exist_is_refused() -> None:
    """A misspelt bar would let everything pass."""
    result = run("diff", "--fail-on", "flag:obligation-upp")
    assert result.exit_code == 2
    assert "obligation-up" in result.stderr


@pytest.mark.parametrize("form", ["text", "markdown", "github", "json"])
def test_every_format_says_what_changed(form: str) -> None:
    """The clause and its impact are in all of them."""
    tighten()
    told = run("diff", "--format", form).stdout
    assert "Keep" in told or "#keep" in told
    assert "ajor" in told


def test_revisions_on_both_sides() -> None:
    """Two commits, or a commit and a tag, are compared without what lies in the folder."""
    tighten()
    commit()
    git("tag", "after")
    put({"m/vision.yml": "statement: Something else.\n"})
    assert codes("HEAD~1", "after") == ["clause-strength"]
    assert codes("after") == ["direction"]
    assert codes("after", "HEAD~1") == ["clause-strength"]


def test_git_is_left_as_it_was(here: Path) -> None:
    """No checkout, no branch, no worktree: nothing under .git changes."""
    tighten()
    before = {p: p.read_bytes() for p in (here / ".git").rglob("*") if p.is_file()}
    run("diff")
    run("diff", "HEAD", "HEAD")
    assert {p: p.read_bytes() for p in (here / ".git").rglob("*") if p.is_file()} == before


def test_a_subfolder_and_a_folder_that_moved(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site may lie deep in a repository, and its playbooks may have had another place."""
    (here / "deep").mkdir()
    git("mv", "playbooks", "deep/playbooks")
    git("mv", "mkdocs.yml", "deep/mkdocs.yml")
    commit()
    git("mv", "deep/playbooks", "deep/books")
    monkeypatch.chdir(here / "deep")
    Path("mkdocs.yml").write_text(SETTINGS.replace("profile", "playbooks_dir: books, profile"), "utf-8")
    Path("unrelated.txt").write_text("x", "utf-8")
    assert codes("HEAD") == []
    text = POLICY.format("must")
    Path("books/m/policies/social.yml").write_text(text, "utf-8")
    assert codes("HEAD") == ["clause-strength"]


def test_an_unreadable_side_is_listed_and_the_rest_compared() -> None:
    """Approvers need the difference most when something is broken."""
    tighten()
    put({"m/tactics/rota.yml": "title: [unclosed\n"})
    data = json.loads(run("diff", "--format", "json").stdout)
    assert [c["code"] for c in data["changes"]] == ["clause-strength"]
    assert [(u["path"], u["side"]) for u in data["unreadable"]] == [("playbooks/m/tactics/rota.yml", "head")]
    assert "rota.yml" in run("diff").stdout


def test_a_revision_that_is_none_says_what_there_is() -> None:
    """The cure names what can be compared with."""
    result = run("diff", "nowhere")
    assert result.exit_code == 2
    assert "There is no commit 'nowhere'" in result.stderr
    run("release", "1.0", "--date", "2026-01-01")
    assert "The releases are 1.0." in run("diff", "nowhere").stderr


def test_without_git_the_last_release_is_compared_with(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder without a repository has its releases; without either, the cure is said."""
    away = tmp_path_factory.mktemp("away")
    monkeypatch.chdir(away)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(away.parent))
    Path("mkdocs.yml").write_text(SETTINGS, "utf-8")
    put({**SMALL, "m/policies/social.yml": POLICY.format("should")})
    assert run("diff").exit_code == 2
    assert run("release", "1.0", "--date", "2026-01-01").exit_code == 0
    tighten()
    assert codes() == ["clause-strength"]
    assert codes("releases/1.0.json") == ["clause-strength"]


# --- release ------------------------------------------------------------------------------------------


def released(version: str, *arguments: str) -> Result:
    return run("release", version, "--date", "2026-03-01", *arguments)


def test_a_first_release_is_written_and_the_next_steps_said() -> None:
    """The file stands beside the playbooks, and git is left to people."""
    result = released("1.0", "--summary", "The first.", "--approver", "editor", "--ref", "minutes 3")
    assert result.exit_code == 0
    data = json.loads(Path("releases/1.0.json").read_text("utf-8"))
    assert (data["version"], data["approver"], data["reference"], data["summary"]) == (
        "1.0", "m/roles/editor", "minutes 3", "The first.",
    )  # fmt: skip
    assert 'git commit -m "Release 1.0"' in result.stdout
    assert sorted(p.name for p in Path("releases").iterdir()) == ["1.0.json"]


def test_a_dry_run_writes_nothing() -> None:
    """It says all the same what would be released."""
    result = released("1.0", "--dry-run")
    assert result.exit_code == 0
    assert "Nothing was written" in result.stdout
    assert not Path("releases").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("1.1",), "From 1.0 to 1.1 is a minor step, and the changes are major"),
        (("1.0.1",), "Release it as 2.0"),
        (("1.0",), "does not come after 1.0"),
        (("0.9",), "does not come after 1.0"),
        (("2.0", "--date", "2026-02-01"), "before 1.0, which is dated 2026-03-01"),
        (("2.0", "--date", "soon"), "--date must be a date"),
        (("two",), "'two' is not a version"),
        (("2.0", "--approver", "nobody"), "'nobody' is not a role. The roles are m/roles/editor."),
    ],
)
def test_what_a_release_refuses(arguments: tuple[str, ...], said: str) -> None:
    """Each with its cure, and without a file."""
    released("1.0")
    tighten()
    version, *more = arguments
    result = run("release", version, *(more if "--date" in more else ["--date", "2026-03-01", *more]))
    assert result.exit_code == 2
    assert said in result.stderr
    assert [p.name for p in Path("releases").iterdir()] == ["1.0.json"]


def test_a_step_that_is_too_small_can_be_allowed() -> None:
    """Somebody may know better, and says so."""
    released("1.0")
    tighten()
    assert released("1.1", "--allow").exit_code == 0


def test_without_a_change_there_is_nothing_to_release() -> None:
    """The same playbooks under another version would tell readers that something changed."""
    released("1.0")
    assert "Nothing has changed since 1.0" in released("1.1").stderr
    assert released("1.1", "--allow").exit_code == 0


def test_what_may_be_major_is_read_out() -> None:
    """A reworded duty passes as a minor step, and whoever releases is asked to read it."""
    put({"m/policies/social.yml": POLICY.format("must")})
    released("1.0")
    put({"m/policies/social.yml": POLICY.format("must").replace("Keep a copy", "Keep a copy only")})
    result = released("1.1")
    assert result.exit_code == 0
    assert "Read these before you release 1.1" in result.stdout


def test_what_fails_the_check_is_not_released() -> None:
    """A release is what everybody will be held to."""
    put({"m/tactics/rota.yml": "title: Evening rota\nimplements: [evning]\nowner: editor\n"})
    result = released("1.0")
    assert result.exit_code == 2
    assert "REF01" in result.stderr
    assert "must pass `gameplan check`" in result.stderr


def test_a_broken_release_is_named_with_its_cure() -> None:
    """Whoever merges two branches by hand finds the place."""
    Path("releases").mkdir()
    Path("releases/1.0.json").write_text('{"gameplan": "release",,}\n', "utf-8")
    for arguments in (("diff", "1.0"), ("release", "1.1"), ("show", "vision", "--on", "2026-01-01")):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "releases/1.0.json" in result.stderr


# --- in force on a day --------------------------------------------------------------------------------


def test_show_says_what_was_in_force_on_a_day() -> None:
    """The words of that day, with the release, its dates and who approved it."""
    run("release", "1.0", "--date", "2026-01-01", "--approver", "editor", "--ref", "minutes 3")
    tighten()
    run("release", "2.0", "--date", "2026-05-01")
    then = run("show", "policies/social#keep", "--on", "2026-04-30").stdout
    assert then.startswith(
        "As in 1.0, in force from 2026-01-01 until 2026-05-01, when the next one came. Approved by"
    )
    assert "strength: should" in then
    assert "strength: must" in run("show", "policies/social#keep", "--on", "2026-05-01").stdout


def test_an_entry_is_found_under_its_name_of_today_and_of_then() -> None:
    """Who reads an old document types the old id, everybody else today's."""
    run("release", "1.0", "--date", "2026-01-01")
    Path("playbooks/m/tactics/rota.yml").unlink()
    put({"m/tactics/desk.yml": SMALL["m/tactics/rota.yml"] + "formerly: [rota]\n"})
    for address in ("tactics/desk", "m/tactics/desk", "tactics/rota", "m/tactics/rota"):
        assert "m/tactics/rota" in run("show", address, "--on", "2026-02-01").stdout, address
    result = run("show", "tactics/rota")
    assert "is now m/tactics/desk" in result.stderr
    assert "Evening rota" in result.stdout


def test_before_the_first_release_nothing_was_in_force() -> None:
    """The answer says when the first one came; and what was not there yet is not shown."""
    assert "No release was in force on 2026-01-01." in run("show", "vision", "--on", "2026-01-01").stderr
    run("release", "1.0", "--date", "2026-02-01")
    assert "The first one, 1.0, is dated 2026-02-01." in run("show", "vision", "--on", "2026-01-01").stderr
    put({"m/tactics/new.yml": "title: New\nimplements: [evening]\nowner: editor\n"})
    result = run("show", "tactics/new", "--on", "2026-03-01")
    assert result.exit_code == 2
    assert "is not in 1.0" in result.stderr


def test_a_role_of_then_is_not_called_vacant() -> None:
    """Who held a role is not kept in releases, so nothing is said of it."""
    run("release", "1.0", "--date", "2026-02-01")
    assert "vacant" in run("show", "roles/editor").stdout
    assert "vacant" not in run("show", "roles/editor", "--on", "2026-03-01").stdout


def test_an_entry_that_cannot_be_read_is_not_said_to_be_missing() -> None:
    """Whoever looks at it while it is broken is sent to what is wrong."""
    put({"m/tactics/rota.yml": "title: [unclosed\n"})
    for command in ("show", "impact"):
        for address in ("tactics/rota", "m/tactics/rota"):
            result = run(command, address)
            assert result.exit_code == 2
            assert f"'{address}' is there, but it could not be read" in result.stderr


def test_a_file_that_cannot_be_read_is_not_reformatted_and_changes_no_text_elsewhere() -> None:
    """What refers to it reads as before."""
    put({"m/roles/editor.yml": SMALL["m/roles/editor.yml"] + "description: See [[tactics/rota]].\n"})
    commit()
    put({"m/tactics/rota.yml": "title: [unclosed\n"})
    told = run("diff", "HEAD").stdout
    assert "No change in meaning in what could be read." in told
    assert "reformatted" not in told


# --- the example ---------------------------------------------------------------------------------------

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("how", ["shallow", "no git"])
def test_the_releases_of_the_example_need_no_history(
    how: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They load and show in a shallow clone, and in a folder that git knows nothing of."""
    place = tmp_path_factory.mktemp("example") / "there"
    whole = tmp_path_factory.mktemp("whole")
    for name in ("playbooks", "releases"):
        shutil.copytree(ROOT / name, whole / name)
    shutil.copy(ROOT / "mkdocs.yml", whole)
    if how == "shallow":
        monkeypatch.chdir(whole)
        git("init", "-q", "-b", "main")
        commit("One")
        git("commit", "-q", "--allow-empty", "-m", "Two")
        git("clone", "-q", "--depth", "1", whole.as_uri(), str(place))
    else:
        shutil.copytree(whole, place)
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(place.parent))
    monkeypatch.chdir(place)
    assert codes("2.1", "3.0")
    assert run("diff", "3.0").exit_code == 0
    told = run("show", "merrowby/policies/social-media#house-rules", "--on", "2026-02-01").stdout
    assert told.startswith("As in 2.0, in force from 2026-01-19 until 2026-04-07")
    assert "social-media#hide-abuse" in told


def test_the_releases_of_the_example_take_steps_that_are_large_enough() -> None:
    """What the guide asks of everybody holds for the example, too."""
    releases = all_releases(ROOT / "releases")
    assert [r.version for r in releases] == ["1.0", "2.0", "2.1", "3.0"]
    for before, after in itertools.pairwise(releases):
        impact = compared(of_release(before), of_release(after)).impact
        needed = {"maybe-major": "minor"}.get(impact.value, impact.value)
        assert before.number.step_to(after.number) == needed, f"{before.version} to {after.version}"
