"""A repository as editors have it, with a bare remote: four releases of the example, each published on its day.

Everything is done by the commands that people type, in an environment with mike, and nothing is fetched from anywhere.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

from states import lay_out, version_files

from matrix.environments import ROOT, Environment, _locked, environment

MIKE = Environment(
    "publish",
    (
        *(line for line in _locked() if not line.startswith("properdocs==")),
        *re.findall(
            r"^[\w.-]+==\S+", (ROOT / "requirements" / "publish.txt").read_text("utf-8"), re.MULTILINE
        ),
    ),
)
"""What `make publish` works in: the versions that are locked, and no ProperDocs, with which mike would build."""

WELCOME = "# Welcome\n\nThe playbooks of the library and of the council.\n"


@dataclass
class World:
    """The repository `here` and its `remote`. `said` is what publishing each version printed, by version."""

    folder: Path
    said: dict[str, str] = field(default_factory=dict)

    @property
    def here(self) -> Path:
        return self.folder / "repository"

    @property
    def remote(self) -> Path:
        return self.folder / "remote.git"

    @classmethod
    def made(cls, folder: Path) -> World:
        """Every release laid out, committed, tagged and published in its turn, and then what comes after as `dev`."""
        world = cls(folder)
        git(folder, "init", "--quiet", "--bare", str(world.remote))
        git(folder, "init", "--quiet", "--initial-branch", "main", str(world.here))
        git(world.here, "config", "user.name", "Someone")
        git(world.here, "config", "user.email", "someone@merrowby.example")
        git(world.here, "remote", "add", "origin", str(world.remote))
        shutil.copytree(ROOT / "docs" / "stylesheets", world.here / "docs" / "stylesheets")
        (world.here / "docs" / "welcome.md").write_text(WELCOME, "utf-8")
        # The guide of this project is left out: its pages speak of what came with later releases.
        config = (ROOT / "mkdocs.yml").read_text("utf-8").replace("hooks: [scripts/guide.py]\n", "")
        (world.here / "mkdocs.yml").write_text(config, "utf-8")
        (world.here / ".gitignore").write_text("site/\n", "utf-8")
        (world.here / "releases").mkdir()
        for release in version_files():
            shutil.rmtree(world.here / "playbooks", ignore_errors=True)
            lay_out(release, world.here / "playbooks")
            shutil.copy(release, world.here / "releases")
            world.commit(f"Release {release.stem}")
            git(world.here, "tag", "--annotate", release.stem, "--message", f"Release {release.stem}")
            world.said[release.stem] = world.run("publish", release.stem, "--push")
        shutil.rmtree(world.here / "playbooks")
        shutil.copytree(ROOT / "playbooks", world.here / "playbooks")
        world.commit("After the last release")
        world.said["dev"] = world.run("publish", "dev", "--push")
        return world

    def commit(self, message: str) -> None:
        """Everything there is, committed on a day long gone, so that dates come from what is published alone."""
        git(self.here, "add", "--all")
        days = {"GIT_AUTHOR_DATE": "2026-10-05T12:00:00Z", "GIT_COMMITTER_DATE": "2026-10-05T12:00:00Z"}
        git(self.here, "commit", "--quiet", "--message", message, **days)

    def run(self, *words: str, fails: bool = False, at: Path | None = None) -> str:
        """What `gameplan` prints; whether it fails must be as expected."""
        variables = {name: value for name, value in environment().items() if name != "SOURCE_DATE_EPOCH"}
        done = subprocess.run(
            [MIKE.command("gameplan"), *words],
            cwd=at or self.here,
            env=variables,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        assert (done.returncode != 0) is fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def served(self, folder: Path) -> Path:
        """The branch as a host has it: its files in `playbook/`, and its page for lost addresses."""
        data = subprocess.run(
            ["git", "archive", "--format=tar", "gh-pages"], cwd=self.here, capture_output=True, check=True
        )
        (folder / "playbook").mkdir(parents=True)
        archive = folder / "archive.tar"
        archive.write_bytes(data.stdout)
        with tarfile.open(archive) as tar:
            tar.extractall(folder / "playbook", filter="data")
        archive.unlink()
        shutil.copy(folder / "playbook" / "404.html", folder / "404.html")
        return folder


def git(folder: Path, *words: str, **variables: str) -> str:
    """What git answers in a folder."""
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()
