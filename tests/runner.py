"""A runner of GitHub's workflows, as much of it as ours need: it reads the YAML that GitHub reads, and runs its shell.

Conditions and expressions are evaluated, steps run in `bash -e -o pipefail` in a clone, with files for summaries and
outputs, and jobs hand artifacts to one another. Actions are played by a few lines each; one that is not known here
fails. `gh` is a program that keeps comments in a file, and `python -m pip` installs nothing.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|&&|\|\||==|!=|!|\(|\)|[A-Za-z_][\w.-]*)")
_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.S)
_STATUS = re.compile(r"\b(?:always|cancelled|success|failure)\(\)")


# --- expressions --------------------------------------------------------------------------------------


class Expression:
    """An expression of GitHub's, without its braces: texts, contexts, functions, and the operators we use."""

    def __init__(self, text: str, context: Mapping[str, Any], status: str = "success") -> None:
        """`status` is what the job has come to so far: success, failure or cancelled."""
        self.tokens = self._split(text)
        self.context = context
        self.status = status

    @staticmethod
    def _split(text: str) -> list[str]:
        tokens, at = [], 0
        while text[at:].strip():
            match = _TOKEN.match(text, at)
            assert match is not None, f"cannot be read: {text[at:]!r}"
            tokens.append(match[1])
            at = match.end()
        return tokens

    def value(self) -> Any:
        """What it comes to."""
        found = self._or()
        assert not self.tokens, f"left over: {self.tokens}"
        return found

    def _or(self) -> Any:
        found = self._and()
        while self._take("||"):
            other = self._and()
            found = found or other
        return found

    def _and(self) -> Any:
        found = self._equal()
        while self._take("&&"):
            other = self._equal()
            found = found and other
        return found

    def _equal(self) -> Any:
        found = self._one()
        while self.tokens and self.tokens[0] in ("==", "!="):
            same = self.tokens.pop(0) == "=="
            other = self._one()
            found = (_compared(found) == _compared(other)) is same
        return found

    def _one(self) -> Any:
        if self._take("!"):
            return not self._one()
        if self._take("("):
            found = self._or()
            assert self._take(")")
            return found
        token = self.tokens.pop(0)
        if token.startswith("'"):
            return token[1:-1].replace("''", "'")
        if self._take("("):
            assert self._take(")"), f"{token} takes nothing here"
            return token == "always" or token == self.status if token != "cancelled" else self._cancelled()
        found: Any = self.context
        for step in token.split("."):
            found = found.get(step, "") if isinstance(found, Mapping) else ""
        return found

    def _cancelled(self) -> bool:
        return self.status == "cancelled"

    def _take(self, token: str) -> bool:
        if self.tokens and self.tokens[0] == token:
            self.tokens.pop(0)
            return True
        return False


def _compared(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def filled(text: object, context: Mapping[str, Any]) -> str:
    """A text with its expressions evaluated."""

    def one(match: re.Match[str]) -> str:
        value = Expression(match[1], context).value()
        return "" if value is None else str(value)

    return _EXPRESSION.sub(one, str(text))


def holds(condition: str | None, context: Mapping[str, Any], status: str) -> bool:
    """Whether a job or step runs. A condition that says nothing of the status means success, too."""
    text = (condition or "success()").strip()
    if inner := re.fullmatch(r"\$\{\{(.*)\}\}", text, re.S):
        text = inner[1]
    if not _STATUS.search(text):
        text = f"success() && ({text})"
    return bool(Expression(text, context, status).value())


# --- what a run leaves ----------------------------------------------------------------------------------


@dataclass
class Step:
    """A step that was come to: success, failure or skipped, and what it said and left."""

    name: str
    outcome: str
    said: str = ""
    summary: str = ""
    outputs: dict[str, str] = field(default_factory=dict)


@dataclass
class Job:
    """A job that was come to."""

    result: str
    steps: list[Step] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Step:
        (step,) = (s for s in self.steps if s.name == name)
        return step

    @property
    def said(self) -> str:
        return "".join(step.said for step in self.steps)

    @property
    def summary(self) -> str:
        return "".join(step.summary for step in self.steps)


class Runner:
    """A machine for one run of a workflow. `checkout` is what actions/checkout gets: a repository and a commit."""

    def __init__(self, folder: Path, hub: Hub, context: Mapping[str, Any], checkout: str) -> None:
        self.folder = folder
        self.hub = hub
        self.context = dict(context)
        self.checkout = checkout
        self.deployed: Path | None = None

    def run(self, workflow: str) -> dict[str, Job]:
        """All jobs of a workflow, in their order."""
        read = yaml.safe_load(workflow)
        assert read["defaults"]["run"]["shell"] == "bash"  # else there is no pipefail
        jobs: dict[str, Job] = {}
        for name, job in read["jobs"].items():
            before = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
            needs = {n: {"result": jobs[n].result, "outputs": jobs[n].outputs} for n in before}
            context = {**self.context, "needs": needs}
            fine = all(jobs[n].result == "success" for n in before)
            if holds(job.get("if"), context, "success" if fine else "failure"):
                jobs[name] = self._job(name, job, context, read.get("env", {}))
            else:
                jobs[name] = Job("skipped")
        return jobs

    def _job(
        self, name: str, job: Mapping[str, Any], context: dict[str, Any], variables: Mapping[str, str]
    ) -> Job:
        place = self.folder / name
        for part in ("work", "temp", "files"):
            (place / part).mkdir(parents=True)
        known: dict[str, Any] = {}
        context = {**context, "steps": known, "runner": {"temp": str(place / "temp")}}
        done = Job("success")
        for number, step in enumerate(job["steps"]):
            title = step["name"]
            if not holds(step.get("if"), context, done.result):
                made = Step(title, "skipped")
            elif "uses" in step:
                made = self._action(title, step, context, place)
            else:
                made = self._shell(title, step, context, place, number, {**variables, **job.get("env", {})})
            done.steps.append(made)
            if made.outcome == "failure":
                done.result = "failure"
            if "id" in step:
                known[step["id"]] = {"outcome": made.outcome, "outputs": made.outputs}
        done.outputs = {key: filled(text, context) for key, text in job.get("outputs", {}).items()}
        return done

    def _shell(
        self,
        title: str,
        step: Mapping[str, Any],
        context: Mapping[str, Any],
        place: Path,
        number: int,
        variables: Mapping[str, str],
    ) -> Step:
        files = {
            n: place / "files" / f"{number}-{n}" for n in ("STEP_SUMMARY", "OUTPUT", "ENV", "PATH", "SCRIPT")
        }
        for file in files.values():
            file.touch()
        files["SCRIPT"].write_text(filled(step["run"], context), encoding="utf-8")
        environment = {
            **self.hub.environment(),
            **self._of_github(place),
            **{f"GITHUB_{n}": str(file) for n, file in files.items() if n != "SCRIPT"},
            **{key: filled(text, context) for key, text in {**variables, **step.get("env", {})}.items()},
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(files["SCRIPT"])],
            cwd=place / "work",
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        outputs = dict(
            line.split("=", 1) for line in files["OUTPUT"].read_text(encoding="utf-8").splitlines()
        )
        return Step(
            title,
            "failure" if done.returncode else "success",
            done.stdout + done.stderr,
            files["STEP_SUMMARY"].read_text(encoding="utf-8"),
            outputs,
        )

    def _of_github(self, place: Path) -> dict[str, str]:
        github = self.context["github"]
        event = place / "files" / "event.json"
        event.write_text(json.dumps(github["event"]), encoding="utf-8")
        return {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_BASE_REF": github.get("base_ref", ""),
            "GITHUB_EVENT_NAME": github["event_name"],
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_REF": github["ref"],
            "GITHUB_REPOSITORY": github["repository"],
            "GITHUB_WORKSPACE": str(place / "work"),
            "RUNNER_TEMP": str(place / "temp"),
        }

    def _action(self, title: str, step: Mapping[str, Any], context: Mapping[str, Any], place: Path) -> Step:
        action = step["uses"].partition("@")[0].removeprefix("actions/")
        given = {key: filled(text, context) for key, text in step.get("with", {}).items()}
        outputs: dict[str, str] = {}
        artifacts = self.folder / "artifacts"
        if action == "checkout":
            assert given["fetch-depth"] == "0"
            self.hub.clone(place / "work", self.checkout)
        elif action == "upload-artifact":
            path = Path(given["path"])
            if not path.exists():
                return Step(title, "failure" if given.get("if-no-files-found") == "error" else "success")
            kept = artifacts / given["name"]
            if path.is_dir():
                shutil.copytree(path, kept)
            else:
                kept.mkdir(parents=True)
                shutil.copy(path, kept)
            outputs["artifact-url"] = f"https://github.example/artifacts/{given['name']}"
        elif action == "download-artifact":
            if not (artifacts / given["name"]).is_dir():
                return Step(title, "failure")
            shutil.copytree(artifacts / given["name"], given["path"])
        elif action == "upload-pages-artifact":
            shutil.copytree(given["path"], artifacts / "github-pages", symlinks=False)
        elif action == "deploy-pages":
            self.deployed = artifacts / "github-pages"
            outputs["page_url"] = self.hub.pages()["html_url"]
        else:
            assert action == "setup-python", f"{action} is not known here"
        return Step(title, "success", outputs=outputs)


# --- what GitHub keeps ----------------------------------------------------------------------------------

_GAMEPLAN = """\
#!{python}
import sys
sys.argv[0] = "gameplan"
from gameplan.cli import run
run()
"""
_PYTHON = """\
#!{python}
import os, sys
if sys.argv[1:4] == ["-m", "pip", "install"]:
    sys.exit(0)
os.execv({python!r}, [{python!r}, *sys.argv[1:]])
"""
_GH = """\
#!{python}
import json, os, re, sys
from pathlib import Path

place = Path({store!r})
store = json.loads(place.read_text("utf-8"))
words = sys.argv[1:]
store["calls"].append(words)
place.write_text(json.dumps(store), "utf-8")
assert os.environ["GH_TOKEN"]
assert words.pop(0) == "api", words
options = {{}}
names = []
while words:
    word = words.pop(0)
    if word in ("--jq", "--method", "--field"):
        options[word] = words.pop(0)
    elif word.startswith("-"):
        options[word] = True
    else:
        names.append(word)
(name,) = names
name, _, query = name.partition("?")
method = options.get("--method", "GET")
comments = store["comments"]
if name.endswith("/pages"):
    assert options["--jq"] == r'"\\(.public) \\(.html_url)"'
    if store["pages"] is None:
        sys.exit("gh: Not Found (HTTP 404)")
    print(str(store["pages"]["public"]).lower(), store["pages"]["html_url"])
elif method == "GET":
    asked = re.fullmatch(
        r'\\.\\[\\] \\| select\\(\\.user\\.login == "(.*)" and \\(\\.body \\| startswith\\("(.*)"\\)\\)\\) \\| \\.id',
        options["--jq"],
    )
    shown = comments if options.get("--paginate") else comments[:100 if "per_page=100" in query else 30]
    for comment in shown:
        if comment["user"] == asked[1] and comment["body"].startswith(asked[2]):
            print(comment["id"])
else:
    field, _, file = options["--field"].partition("=@")
    assert field == "body"
    body = Path(file).read_text("utf-8")
    assert len(body) <= 65536
    if method == "PATCH":
        assert re.fullmatch(r"repos/[^/]+/[^/]+/issues/comments/\\d+", name), name
        (comment,) = (c for c in comments if str(c["id"]) == name.rpartition("/")[2])
        assert comment["user"] == "github-actions[bot]"
        comment["body"] = body
    else:
        assert method == "POST" and re.fullmatch(r"repos/[^/]+/[^/]+/issues/\\d+/comments", name), (method, name)
        comments.append({{"id": 1000 + len(comments), "user": "github-actions[bot]", "body": body}})
    place.write_text(json.dumps(store), "utf-8")
"""


class Hub:
    """A repository as GitHub keeps it: a bare one, comments, and Pages. `python` is what gameplan runs in."""

    def __init__(self, folder: Path, python: str = sys.executable) -> None:
        self.folder = folder
        self.bare = folder / "hub.git"
        self.bin = folder / "bin"
        self.store = folder / "store.json"
        self.bin.mkdir(parents=True)
        self.keep({"calls": [], "comments": [], "pages": None})
        for name, text in {"gameplan": _GAMEPLAN, "python": _PYTHON, "gh": _GH}.items():
            program = self.bin / name
            program.write_text(text.format(python=python, store=str(self.store)), encoding="utf-8")
            program.chmod(program.stat().st_mode | stat.S_IXUSR)
        self.git(folder, "init", "--quiet", "--bare", "-b", "main", str(self.bare))

    def environment(self) -> dict[str, str]:
        """What a runner's shell has, whatever this one has."""
        return {
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PATH": os.pathsep.join(
                (str(self.bin), "/usr/bin", "/bin", str(Path(shutil.which("git") or "").parent))
            ),
            "PYTHONPATH": str(ROOT / "plugins"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "NO_MKDOCS_2_WARNING": "1",
        }

    def git(self, folder: Path, *arguments: str) -> str:
        """What git says in a folder."""
        who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main"]
        done = subprocess.run(
            ["git", *who, *arguments],
            cwd=folder,
            env=self.environment(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def clone(self, folder: Path, commit: str) -> None:
        """What actions/checkout leaves with `fetch-depth: 0`: all branches of the server, and a commit."""
        self.git(folder, "init", "--quiet", ".")
        self.git(folder, "remote", "add", "origin", str(self.bare))
        refs = (
            "+refs/heads/*:refs/remotes/origin/*",
            "+refs/tags/*:refs/tags/*",
            f"+{commit}:refs/checked/out",
        )
        self.git(folder, "fetch", "--quiet", "origin", *refs)
        self.git(folder, "checkout", "--quiet", "--detach", "refs/checked/out")

    def kept(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.store.read_text(encoding="utf-8"))
        return found

    def keep(self, store: Mapping[str, Any]) -> None:
        self.store.write_text(json.dumps(store), encoding="utf-8")

    def pages(self) -> dict[str, Any]:
        found: dict[str, Any] = self.kept()["pages"]
        return found

    def comments(self) -> list[str]:
        """The texts of all comments that a workflow wrote."""
        return [c["body"] for c in self.kept()["comments"] if c["user"] == "github-actions[bot]"]
