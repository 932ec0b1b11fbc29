"""The workflows that `gameplan init` writes: what linters say of them, what each may do, and what their steps do.

The steps are taken from the YAML itself and run on real repositories (`runner.py`).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import html5lib
import markdown
import pytest
import yaml

from gameplan import starter
from gameplan.settings import VISIBILITY_LEVELS
from runner import Expression, Hub, Job, Runner, holds
from scripts import workflows

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
OURS = workflows.files()
THEIRS = starter.github("public")
CHECK, PUBLISH = ".github/workflows/check.yml", ".github/workflows/publish.yml"
MARKER = "<!-- gameplan diff -->"
POLICY = "playbooks/tarn-end/policies/pool.yml"
CLAUSE = """\
title: By the pool
purpose: Nobody is stared at.
owner: playbook-editor
clauses:
  ask-first:
    title: Ask first
    strength: {}
    statement: You {} ask everybody in a picture before you take it.
"""


# --- what they are --------------------------------------------------------------------------------------


def test_this_repository_uses_what_it_hands_out() -> None:
    """Written by `python -m scripts.workflows`, or with `--pins` where an action in .github/ is newer."""
    assert {name: (ROOT / name).read_text(encoding="utf-8") for name in OURS} == OURS
    there = {p.relative_to(ROOT).as_posix() for p in (ROOT / ".github").rglob("*") if p.is_file()}
    assert there == set(OURS)


def test_newer_pins_are_taken_over() -> None:
    """From the one text into the other, by the name of the action, and nothing else with them."""
    old, new = ("a" * 40, "b" * 40)
    text = f"  uses: actions/x@{old} # v1\n  uses: actions/y@{old} # v1\n  run: «install»\n"
    other = f"  uses: actions/x@{new} # v2.0.1\n  run: something else\n"
    assert workflows.with_pins(text, other) == text.replace(f"x@{old} # v1", f"x@{new} # v2.0.1")


@pytest.fixture(scope="module", params=["ours", *VISIBILITY_LEVELS])
def linted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files for GitHub: those of this repository, and those of each level."""
    folder = tmp_path_factory.mktemp("linted")
    for name, text in (OURS if request.param == "ours" else starter.github(request.param)).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_zizmor_finds_nothing(linted: Path) -> None:
    """As an auditor, who takes false alarms for no trouble; and it has looked at all three files."""
    command = [
        BIN / "zizmor",
        "--persona",
        "auditor",
        "--offline",
        "--no-config",
        "--no-ignores",
        "--format",
        "json",
    ]
    done = subprocess.run(
        [*command, "--strict-collection", "."], cwd=linted, capture_output=True, encoding="utf-8", check=False
    )
    assert (json.loads(done.stdout), done.returncode) == ([], 0)
    assert all(f"./{name}" in done.stderr for name in THEIRS)


def test_actionlint_finds_nothing(linted: Path) -> None:
    files = sorted((linted / ".github" / "workflows").glob("*.yml"))
    assert len(files) == 2
    done = subprocess.run(
        [BIN / "actionlint", "-no-color", *files], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.stdout + done.stderr, done.returncode) == ("", 0)


def test_the_linters_can_bite(tmp_path: Path) -> None:
    """A guard that says nothing of anything guards nothing."""
    (tmp_path / "bad.yml").write_text(
        "on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n"
        "      - run: echo ${{ github.event.pull_request.title }}\n",
        encoding="utf-8",
    )
    for command in (["zizmor", "--offline", "--no-config"], ["actionlint"]):
        done = subprocess.run(
            [BIN / command[0], *command[1:], "bad.yml"], cwd=tmp_path, capture_output=True, check=False
        )
        assert done.returncode != 0


@dataclass(frozen=True)
class Read:
    """A workflow as YAML. `on` is read by YAML as a truth."""

    whole: dict[Any, Any]

    @property
    def triggers(self) -> dict[str, Any]:
        found: dict[str, Any] = self.whole[True]
        return found

    @property
    def jobs(self) -> dict[str, Any]:
        found: dict[str, Any] = self.whole["jobs"]
        return found

    def steps(self) -> Iterator[dict[str, Any]]:
        for job in self.jobs.values():
            yield from job["steps"]


def read(name: str) -> Read:
    return Read(yaml.safe_load(THEIRS[name]))


BOTH = pytest.mark.parametrize("name", [CHECK, PUBLISH])


@BOTH
def test_nothing_is_allowed_that_is_not_said(name: str) -> None:
    """No right at the top; in each job just these."""
    rights = {
        "check": {"contents": "read"},
        "comment": {"pull-requests": "write"},
        "build": {"contents": "read", "pages": "read"},
        "keep": {"contents": "write"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    assert read(name).whole["permissions"] == {}
    assert {n: j["permissions"] for n, j in read(name).jobs.items()} == {
        n: rights[n] for n in read(name).jobs
    }


@BOTH
def test_who_may_write_runs_nothing_of_the_repository(name: str) -> None:
    """A job with a right to write has no files, no Python and no Gameplan: what a proposal or a package brings
    along is never run there."""
    for job in read(name).jobs.values():
        if "write" in job["permissions"].values():
            told = json.dumps(job["steps"])
            assert not re.search(r"actions/checkout|setup-python|pip|gameplan (?!diff -->|diff`)", told), told


@BOTH
def test_every_action_is_pinned_and_says_its_version(name: str) -> None:
    """By its whole commit; checkout leaves no key behind."""
    pins = [f"uses: {step['uses']}" for step in read(name).steps() if "uses" in step]
    assert pins
    assert len(workflows.PIN.findall(THEIRS[name])) == len(pins) == THEIRS[name].count("uses: ")
    for step in read(name).steps():
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


@BOTH
def test_no_text_of_others_is_pasted_into_a_script(name: str) -> None:
    """Expressions go through the environment, where they are text."""
    assert not [step["name"] for step in read(name).steps() if "${{" in step.get("run", "")]
    assert "pull_request_target" not in THEIRS[name]
    assert "workflow_run" not in THEIRS[name]


def test_when_they_run() -> None:
    assert set(read(CHECK).triggers) == {"pull_request"}
    assert read(PUBLISH).triggers["push"] == {"branches": ["main"]}
    assert list(read(PUBLISH).triggers["workflow_dispatch"]["inputs"]) == ["version"]
    assert read(PUBLISH).whole["concurrency"] == {"group": "publish", "cancel-in-progress": False}


@pytest.mark.parametrize("level", VISIBILITY_LEVELS)
def test_what_is_shown_is_said_once_where_it_is_published(level: str) -> None:
    """In the workflow, which goes before what mkdocs.yml says."""
    files = starter.texts(starter.Answers("Tarn End", "tarn-end", level, True, "x"))
    assert "visibility: !ENV [GAMEPLAN_VISIBILITY, public]" in (ROOT / "mkdocs.yml").read_text(
        encoding="utf-8"
    )
    assert yaml.safe_load(files[PUBLISH])["env"] == {"GAMEPLAN_VISIBILITY": level}
    assert f"visibility: !ENV [GAMEPLAN_VISIBILITY, {level}]" in files["mkdocs.yml"]


def test_newer_versions_are_proposed_after_a_week() -> None:
    """For actions and packages alike."""
    updates = yaml.safe_load(THEIRS[".github/dependabot.yml"])["updates"]
    assert [u["package-ecosystem"] for u in updates] == ["github-actions", "pip"]
    assert all(
        u["cooldown"]["default-days"] >= 7 and u["schedule"] == {"interval": "weekly"} for u in updates
    )


@pytest.mark.parametrize(
    ("text", "status", "runs"),
    [
        (None, "success", True),
        (None, "failure", False),
        ("${{ !cancelled() }}", "failure", True),
        ("${{ !cancelled() }}", "cancelled", False),
        ("a.b == 'X' && !(a.c || a.none)", "success", True),
        ("a.b != 'x' || a.c", "success", False),
        ("${{ always() && a.none }}", "success", False),
    ],
)
def test_the_runner_reads_conditions_as_github_does(text: str | None, status: str, runs: bool) -> None:
    """Texts are compared without case, and a condition without a status means success, too."""
    assert holds(text, {"a": {"b": "x", "c": ""}}, status) is runs
    assert Expression("a.none || 'dev'", {}).value() == "dev"


# --- a proposal -----------------------------------------------------------------------------------------


@dataclass
class Proposal:
    """A repository that `gameplan init` began, with a policy, and a proposal to change it. The proposal is number 7."""

    folder: Path
    hub: Hub
    runs: int = 0

    @property
    def files(self) -> Path:
        return self.folder / "files"

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.files / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def push(self, branch: str) -> None:
        self.hub.git(self.files, "add", "--all")
        self.hub.git(self.files, "commit", "--quiet", "--allow-empty", "-m", "A change")
        self.hub.git(
            self.files, "push", "--quiet", "--force", str(self.hub.bare), f"HEAD:refs/heads/{branch}"
        )

    def propose(self, files: Mapping[str, str], *, of: str = "tarn-end/playbook") -> dict[str, Job]:
        """What a push to the proposal sets going; `of` is the repository that it comes from."""
        self.write(files)
        self.hub.git(self.files, "checkout", "--quiet", "-B", "topic")
        self.push("topic" if of == "tarn-end/playbook" else "refs/pull/7/head")
        self.hub.git(self.files, "checkout", "--quiet", "-B", "merged", "origin/main")
        self.hub.git(self.files, "merge", "--quiet", "--no-ff", "-m", "Merge", "topic")
        self.hub.git(self.files, "push", "--quiet", "--force", str(self.hub.bare), "HEAD:refs/pull/7/merge")
        self.hub.git(self.files, "checkout", "--quiet", "topic")
        event = {"pull_request": {"number": 7, "head": {"repo": {"full_name": of}}}}
        github = {
            "event": event,
            "event_name": "pull_request",
            "base_ref": "main",
            "ref": "refs/pull/7/merge",
            "repository": "tarn-end/playbook",
            "server_url": str(self.folder),
            "token": "t0ken",
        }
        return self.runner(github, "refs/pull/7/merge").run(THEIRS[CHECK])

    def runner(
        self, github: Mapping[str, Any], checkout: str, inputs: Mapping[str, str] | None = None
    ) -> Runner:
        self.runs += 1
        context = {"github": github, "inputs": inputs or {}}
        return Runner(self.folder / f"run-{self.runs}", self.hub, context, checkout)


def begin(folder: Path, python: str = sys.executable, level: str = "public") -> Proposal:
    made = Proposal(folder, Hub(folder, python))
    answers = starter.Answers("Tarn End", "tarn-end", level, True, "mkdocs-gameplan")
    made.files.mkdir()
    made.hub.git(made.files, "init", "--quiet", "-b", "main")
    made.hub.git(made.files, "remote", "add", "origin", str(made.hub.bare))
    made.write({**starter.texts(answers), POLICY: CLAUSE.format("should", "should")})
    made.push("main")
    made.hub.git(made.files, "fetch", "--quiet", "origin")
    return made


@pytest.fixture
def proposal(tmp_path: Path) -> Proposal:
    return begin(tmp_path)


def commands(told: str) -> list[str]:
    """The lines that a runner takes for commands."""
    return [line for line in told.splitlines() if line.lstrip().startswith("::") or "##[" in line]


def test_a_clause_that_gets_stricter(proposal: Proposal) -> None:
    """Noted at its line, named in the summary and in a comment; the next push writes the same comment anew."""
    jobs = proposal.propose({POLICY: CLAUSE.format("must", "must")})
    check, comment = jobs["check"], jobs["comment"]
    assert (check.result, comment.result) == ("success", "success")
    notes = commands(check["Mark the changes at their lines"].said)
    assert f"file={POLICY},line=7," in notes[0]
    assert notes[0].startswith("::warning ")
    assert "should became must" in notes[0]
    assert "**Major**" in check["Say what changes"].summary
    assert "Ask first" in check["Say what changes"].summary
    assert "No findings" in check["Say what is wrong"].summary
    (told,) = proposal.hub.comments()
    assert told.startswith(f"{MARKER}\n")
    assert told == check["Say what changes"].summary
    assert "[See the preview](https://github.example/artifacts/preview)" in told
    preview = proposal.folder / "run-1" / "artifacts" / "preview"
    assert "You must ask everybody" in (preview / "tarn-end/policies/pool/index.html").read_text(
        encoding="utf-8"
    )

    proposal.propose({POLICY: CLAUSE.format("should", "should").replace("By the pool", "At the pool")})
    (anew,) = proposal.hub.comments()
    assert "**Patch**" in anew
    assert "**Major**" not in anew


def test_yaml_that_cannot_be_read(proposal: Proposal) -> None:
    """The check fails, and what changes is told all the same, with the file that nobody can read."""
    jobs = proposal.propose(
        {
            POLICY: "title: [By the pool\n",
            "playbooks/tarn-end/vision.yml": "title: Another\nstatement: Nobody waits.\n",
        }
    )
    check = jobs["check"]
    assert check.result == "failure"
    assert check["Say what is wrong"].outcome == "failure"
    assert any(n.startswith(f"::error file={POLICY},") for n in commands(check["Say what is wrong"].said))
    assert check["Keep it as a preview"].outcome == "skipped"
    assert check["Say what changes"].outcome == "success"
    (told,) = proposal.hub.comments()
    assert "### Could not be read" in told
    assert "pool.yml" in told
    assert "Nobody waits" in told
    assert "See the preview" not in told


def test_a_file_that_is_only_written_in_another_way(proposal: Proposal) -> None:
    """Comments, quotes and the order of lines mean nothing, and the comment says so."""
    lines = CLAUSE.format("should", "should").splitlines()
    other = ["# Kept by Anna.", lines[1], f'title: "{lines[0][7:]}"', *lines[2:]]
    jobs = proposal.propose({POLICY: "\n".join(other) + "\n"})
    assert jobs["check"].result == "success"
    (told,) = proposal.hub.comments()
    assert "No change in meaning (1 file reformatted)" in told
    assert commands(jobs["check"].said) == []


def test_a_proposal_from_a_fork(proposal: Proposal) -> None:
    """It is checked as all others are, with the summary, and nothing is written for it."""
    jobs = proposal.propose({POLICY: CLAUSE.format("must", "must")}, of="stranger/playbook")
    assert jobs["check"].result == "success"
    assert "**Major**" in jobs["check"].summary
    assert jobs["comment"].result == "skipped"
    assert proposal.hub.kept()["calls"] == []


@pytest.mark.parametrize("fault", ["a release", "a package"])
def test_a_comparison_that_cannot_be_made(proposal: Proposal, fault: str) -> None:
    """An old comment would lie, so the comment says that there is nothing to say."""
    store = proposal.hub.kept()
    old = {"id": 3, "user": "github-actions[bot]", "body": f"{MARKER}\nOld."}
    proposal.hub.keep({**store, "comments": [old]})
    if fault == "a package":
        (proposal.hub.bin / "python").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    jobs = proposal.propose({"releases/1.0.json": "{}"})
    assert jobs["check"].result == "failure"
    assert jobs["comment"].result == "success"
    (told,) = proposal.hub.comments()
    assert told.startswith(f"{MARKER}\nWhat changes could not be said.")


HOSTILE = (
    "@everyone #1 GH-2 </details> ::error::x ##[error]y %0A::error::z <!-- gameplan diff --> "
    "[a](javascript:b) ![c](https://evil.example/d) `e` **f** <img src=x onerror=g>"
)


def test_hostile_words_stay_words(proposal: Proposal) -> None:
    """Whatever a title says: no command, no mention, no markup, no escape of the terminal, no second comment."""
    words = json.dumps(f"{HOSTILE} \u202eback")
    escape = '"\\e[31mred \\u009b31m"'
    jobs = proposal.propose(
        {
            POLICY: CLAUSE.format("must", "must").replace("title: Ask first", f"title: {words}"),
            "playbooks/tarn-end/tactics/round.yml": f"title: {words}\nowner: {words}\n",
            "playbooks/tarn-end/tactics/escape.yml": f"title: {escape}\n",
            "playbooks/tarn-end/vision.yml": f"title: {words}\nstatement: {words}\n",
        }
    )
    check = jobs["check"]
    for line in commands(check.said):
        assert re.match(r"::(error|warning|notice) (file|title)=[^:]*::", line), line
        assert "##[" not in line
    assert "\x1b" not in check.said + check.summary
    assert "\u202e" not in check.said + check.summary
    (told,) = proposal.hub.comments()
    assert told.count("everyone") > 3
    for page in (told, check["Say what is wrong"].summary, check["Say what changes"].summary):
        harmless(page)


def harmless(page: str) -> None:
    """A page of Markdown with our elements alone, and nothing in its text that GitHub would make live."""
    assert page.count("<!--") == page.count(MARKER) <= 1
    assert page.count("<details>") == page.count("</details>")
    assert not re.search(r"[@#]\w", re.sub(r"\]\([^)]*\)|&#\d+;", "", page)), page
    drawn = markdown.markdown(page.replace("<details>", "").replace("</details>", ""), extensions=["tables"])
    html = html5lib.parse(drawn, namespaceHTMLElements=False)
    tags = {e.tag for e in html.iter() if isinstance(e.tag, str)}
    assert not tags & {"img", "script", "code", "h1", "iframe", "form", "input"}, tags
    links = [e.get("href", "") for e in html.iter("a")]
    assert all(link.startswith("https://github.example/") for link in links), links
    assert not re.search(r"\bGH-\d|(?<!\S)@\w|(?<!\S)#\d", "".join(html.itertext()))


# --- the comment alone ----------------------------------------------------------------------------------


def comment(hub: Hub, folder: Path, text: str) -> Job:
    """The second job of the check, with what the first one would have handed it."""
    workflow = yaml.safe_load(THEIRS[CHECK])
    workflow["jobs"] = {
        "comment": {k: v for k, v in workflow["jobs"]["comment"].items() if k not in ("needs", "if")}
    }
    (folder / "artifacts" / "changes").mkdir(parents=True)
    (folder / "artifacts" / "changes" / "changes.md").write_text(text, encoding="utf-8")
    job = workflow["jobs"]["comment"]
    for step in job["steps"]:
        step.pop("if", None)
        step.get("env", {}).pop("TOLD", None)
    job["env"] = {"TOLD": "success"}
    github = {
        "event": {"pull_request": {"number": 7}}, "event_name": "pull_request", "ref": "refs/pull/7/merge",
        "repository": "tarn-end/playbook", "token": "t0ken",
    }  # fmt: skip
    return Runner(folder, hub, {"github": github}, "").run(yaml.safe_dump(workflow))["comment"]


def test_the_comment_is_found_among_many(tmp_path: Path) -> None:
    """Behind a hundred others, and not where somebody else has copied it."""
    hub = Hub(tmp_path)
    others = [{"id": n, "user": "anna", "body": f"{MARKER}\nMine."} for n in range(120)]
    ours = {"id": 500, "user": "github-actions[bot]", "body": f"{MARKER}\nOld."}
    hub.keep({**hub.kept(), "comments": [*others, ours]})
    assert comment(hub, tmp_path / "run", f"{MARKER}\nNew.\n").result == "success"
    assert hub.comments() == [f"{MARKER}\nNew.\n"]
    assert [c["body"] for c in hub.kept()["comments"][:120]] == [f"{MARKER}\nMine."] * 120


@pytest.mark.parametrize("text", ["Buy this!\n", f" {MARKER}\n", f"{MARKER}\n{'ä' * 65_000}\n", ""])
def test_nothing_but_a_diff_is_posted(text: str, tmp_path: Path) -> None:
    """What a proposal puts in its place, and what is too long for GitHub, is refused."""
    hub = Hub(tmp_path)
    assert comment(hub, tmp_path / "run", text).result == "failure"
    assert hub.kept()["calls"] == []


def test_sixty_thousand_characters_fit(tmp_path: Path) -> None:
    """They are counted as characters, of which the longest take four bytes."""
    hub = Hub(tmp_path)
    assert comment(hub, tmp_path / "run", f"{MARKER}\n{'🙂' * 60_000}\n").result == "success"
    assert len(hub.comments()) == 1


# --- publishing -----------------------------------------------------------------------------------------

_KEEPS = """\
#!/bin/bash
set -e
test "$1" = publish
version="${@: -1}"
export GIT_INDEX_FILE="$RUNNER_TEMP/index"
parent=()
if git rev-parse --quiet --verify refs/heads/gh-pages > /dev/null; then
  git read-tree gh-pages
  parent=(-p gh-pages)
fi
blob="$(echo "$version $GAMEPLAN_VISIBILITY $SITE_URL $(git rev-parse HEAD)" | git hash-object -w --stdin)"
git update-index --add --cacheinfo "100644,$blob,$version/index.html"
git update-ref refs/heads/gh-pages "$(git commit-tree -m "$version" "${parent[@]}" "$(git write-tree)")"
"""
"""What `gameplan publish` does, without a site: a commit more in the branch. tests/publish has the real one."""

PAGES = {"public": True, "html_url": "https://tarn-end.github.example/playbook/"}


@dataclass
class Published:
    """What a run of the workflow came to."""

    jobs: dict[str, Job]
    deployed: Path | None

    def __getitem__(self, job: str) -> Job:
        return self.jobs[job]

    def page(self, version: str) -> str:
        assert self.deployed is not None
        return (self.deployed / version / "index.html").read_text(encoding="utf-8")


def publish(
    made: Proposal, version: str = "", *, ref: str = "refs/heads/main", level: str = "public"
) -> Published:
    """What a push to a branch sets going, or somebody who asks for a version there."""
    github = {
        "event": {}, "event_name": "workflow_dispatch" if version else "push", "ref": ref,
        "repository": made.hub.bare.name, "server_url": str(made.folder), "token": "t0ken",
    }  # fmt: skip
    runner = made.runner(github, ref, {"version": version})
    return Published(runner.run(starter.github(level)[PUBLISH]), runner.deployed)


@pytest.fixture
def kept(tmp_path: Path) -> Proposal:
    """A repository with one commit, Pages that are public, and a stand-in for `gameplan publish`."""
    made = Proposal(tmp_path, Hub(tmp_path))
    (made.hub.bin / "gameplan").write_text(_KEEPS, encoding="utf-8")
    made.files.mkdir()
    made.hub.git(made.files, "init", "--quiet", "-b", "main")
    made.push("main")
    made.hub.keep({**made.hub.kept(), "pages": PAGES})
    return made


def test_every_change_is_published_as_dev(kept: Proposal) -> None:
    """At the level that the workflow names, with the address that GitHub names; the branch is pushed, and all of it
    is deployed."""
    done = publish(kept)
    assert {n: j.result for n, j in done.jobs.items()} == {
        "build": "success",
        "keep": "success",
        "deploy": "success",
    }
    commit = kept.hub.git(kept.files, "rev-parse", "HEAD")
    assert done.page("dev") == f"dev public {PAGES['html_url']} {commit}\n"
    assert done["build"].summary == "This build shows what is public.\n"
    assert kept.hub.git(kept.hub.bare, "log", "--format=%s %an", "gh-pages") == "dev github-actions[bot]"


def test_a_release_is_published_from_its_tag(kept: Proposal) -> None:
    """Beside what is there, from the state that was released; and nothing that was published before is lost."""
    tagged = kept.hub.git(kept.files, "rev-parse", "HEAD")
    kept.hub.git(kept.files, "tag", "-a", "-m", "1.0", "1.0")
    kept.hub.git(kept.files, "push", "--quiet", str(kept.hub.bare), "1.0")
    publish(kept)
    kept.push("main")
    done = publish(kept, "1.0")
    assert done.page("1.0").split()[-1] == tagged
    assert done.page("dev").split()[-1] == tagged
    assert kept.hub.git(kept.hub.bare, "log", "--format=%s", "gh-pages").split() == ["1.0", "dev"]


def test_a_release_without_a_tag_is_published_from_main(kept: Proposal) -> None:
    assert publish(kept, "1.0").page("1.0").split()[-1] == kept.hub.git(kept.files, "rev-parse", "HEAD")


@pytest.mark.parametrize(
    ("level", "public", "goes"),
    [
        ("public", True, True),
        ("internal", True, False),
        ("restricted", True, False),
        ("internal", False, True),
        ("restricted", False, True),
    ],
)
def test_what_is_not_public_goes_to_no_public_place(
    kept: Proposal, level: str, public: bool, goes: bool
) -> None:
    """GitHub itself is asked who can see the site, before anything is built."""
    kept.hub.keep({**kept.hub.kept(), "pages": {**PAGES, "public": public}})
    done = publish(kept, level=level)
    assert (done["build"].result == "success") is (done.deployed is not None) is goes
    if not goes:
        assert commands(done["build"].said) == [
            f"::error::Anybody can see this repository's Pages, and this build shows what is {level}."
        ]
        assert [s.outcome for s in done["build"].steps[1:]] == ["skipped"] * (len(done["build"].steps) - 1)
        assert (done["keep"].result, done["deploy"].result) == ("skipped", "skipped")
        assert "gh-pages" not in kept.hub.git(kept.hub.bare, "branch")


def test_pages_that_are_off_are_named_with_the_cure(kept: Proposal) -> None:
    """Whoever begins meets this first."""
    kept.hub.keep({**kept.hub.kept(), "pages": None})
    done = publish(kept)
    assert done["build"].result == "failure"
    assert "Choose under Settings > Pages > Source: GitHub Actions." in done["build"].said


def test_other_branches_publish_nothing(kept: Proposal) -> None:
    """A version can be asked for on any branch of GitHub's form, and only main counts."""
    kept.push("topic")
    done = publish(kept, "1.0", ref="refs/heads/topic")
    assert {j.result for j in done.jobs.values()} == {"skipped"}


@pytest.mark.parametrize("version", ["1.0; touch pwned", "$(touch pwned)", "--help", "a b", '"'])
def test_a_version_is_never_a_command(kept: Proposal, version: str) -> None:
    """Whatever somebody types into the form reaches the command as one word."""
    done = publish(kept, version)
    assert not list(kept.folder.rglob("pwned"))
    if done.deployed:
        assert done.page(version).startswith(version)
