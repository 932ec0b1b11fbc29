"""The hook of this repository, run by the real pre-commit on a repository with playbooks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gameplan.explain import clean

ROOT = Path(__file__).resolve().parents[2]
TACTIC = "playbooks/merrowby/tactics.yml"


def _git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def _committed(folder: Path) -> None:
    """Make a repository of a folder, wherever this checkout came from."""
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "All of it"]):
        _git(folder, *arguments)


@pytest.fixture(scope="module")
def hooked(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """Runs the hook over a site whose tactic implements what is given; pre-commit installs it once."""
    folder, ours = tmp_path_factory.mktemp("hooked"), tmp_path_factory.mktemp("ours")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit"))}
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, ours)
    shutil.copytree(ROOT / "plugins", ours / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    _committed(ours)
    for name, text in clean().items():
        path = folder / "playbooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: A\nplugins: [search, gameplan]\n", encoding="utf-8")
    _committed(folder)

    def run(strategy: str) -> subprocess.CompletedProcess[str]:
        text = clean()["merrowby/tactics.yml"].replace("[be-the-evening-desk]", f"[{strategy}]")
        (folder / TACTIC).write_text(text, encoding="utf-8")
        _git(folder, "add", "-A")
        command = [sys.executable, "-m", "pre_commit", "try-repo", str(ours), "gameplan-check", "--all-files"]
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )

    return run


def test_the_hook_lets_a_good_playbook_pass(
    hooked: Callable[[str], subprocess.CompletedProcess[str]],
) -> None:
    done = hooked("be-the-evening-desk")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def test_the_hook_stops_a_commit_and_shows_the_place(
    hooked: Callable[[str], subprocess.CompletedProcess[str]],
) -> None:
    done = hooked("be-the-evening-dsk")
    assert done.returncode == 1
    assert f"{TACTIC}:3:16: error[REF01]" in done.stdout
