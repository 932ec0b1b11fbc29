"""The environments a site with Gameplan is built in: each generator, with the oldest and the newest theme.

They stand under .cache/matrix, are installed with pip as the person has set it up, and are made again
when what they hold is to change.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".cache" / "matrix"

BESIDE = ("mkdocs-awesome-nav==3.3.0", "mkdocs-macros-plugin==1.5.0", "mkdocs-redirects==1.2.3")
"""Plugins that existing sites have; Material brings the one for tags."""

FLOORS = ("mkdocs", "mkdocs-material", "pymdown-extensions", "Markdown", "Jinja2")
"""What is taken as old as pyproject.toml allows: all that shapes a page and installs on every Python."""


class CannotMake(Exception):
    """An environment cannot be made; the message says which, and why."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment: what goes in, and what is taken out again."""

    name: str
    holds: tuple[str, ...]
    without: tuple[str, ...] = ()

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.command("python")

    def command(self, name: str) -> Path:
        """A command that is installed in it."""
        return FOLDER / self.name / ("Scripts" if sys.platform == "win32" else "bin") / name

    def make(self) -> None:
        """Install it, unless it stands already just so. Raises CannotMake."""
        said = "\n".join((str(ROOT), sys.version, *self.holds, "without", *self.without, str(_project())))
        stamp = FOLDER / self.name / "made-of"
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == said:
            return
        try:
            venv.create(FOLDER / self.name, with_pip=True, clear=True)
            self._pip("install", *self.holds)
            if self.without:
                self._pip("uninstall", "--yes", *self.without)
            self._pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        except (OSError, subprocess.CalledProcessError) as error:
            why = error.output if isinstance(error, subprocess.CalledProcessError) else str(error)
            raise CannotMake(
                f"The environment '{self.name}' of `make matrix` cannot be made with Python "
                f"{sys.version.split()[0]}. Mend what is said here, then try again:\n{why}"
            ) from None
        stamp.write_text(said, encoding="utf-8")

    def versions(self) -> dict[str, str]:
        """What is installed, by name in small letters."""
        script = "from importlib.metadata import distributions as d\nfor x in d(): print(x.name.lower(), x.version)"
        done = subprocess.run([self.python, "-c", script], capture_output=True, text=True, check=True)
        return dict(line.split() for line in done.stdout.splitlines())

    def _pip(self, verb: str, *words: str) -> None:
        command = [self.python, "-m", "pip", "--disable-pip-version-check", verb, "-qq", *words]
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=True,
        )


def _project() -> dict[str, Any]:
    """What pyproject.toml says of the package, and of what builds it."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {name: said[name] for name in ("project", "build-system")}


def _asked() -> list[str]:
    """What a site takes, as pyproject.toml says it."""
    return [*_project()["project"]["dependencies"], *_project()["build-system"]["requires"]]


def _locked() -> list[str]:
    """What a site takes in the newest versions that are locked, and ProperDocs with it."""
    lines = [
        line
        for name in ("site", "dev")
        for line in (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        if name == "site" or line.startswith("properdocs==")
    ]
    return [line for line in lines if re.match(r"[\w.-]+==", line)]


def floors() -> dict[str, str]:
    """The oldest version of each of FLOORS that pyproject.toml allows."""
    wanted = (re.fullmatch(r"([\w.-]+)>=([\w.]+)", line) for line in _asked())
    return {found[1]: found[2] for found in wanted if found and found[1] in FLOORS}


NEWEST = Environment("newest", (*_locked(), *BESIDE))
OLDEST = Environment(
    "oldest", (*_asked(), *(f"{name}=={version}" for name, version in floors().items()), *BESIDE)
)
ALONE = Environment("alone", NEWEST.holds, without=("mkdocs",))
"""ProperDocs where MkDocs is not even installed."""

ENVIRONMENTS = (NEWEST, OLDEST, ALONE)

HOSTS = {
    "mkdocs-newest": (NEWEST, "mkdocs"),
    "mkdocs-oldest": (OLDEST, "mkdocs"),
    "properdocs-newest": (NEWEST, "properdocs"),
    "properdocs-alone": (ALONE, "properdocs"),
}
"""Who builds: an environment, and the generator that runs in it."""


def environment() -> dict[str, str]:
    """The variables to build with: the same day for all, and no words about the future of the generators."""
    return {
        **os.environ,
        "SOURCE_DATE_EPOCH": "1767225600",
        "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }


@dataclass(frozen=True)
class Built:
    """A site, and what was said while it was built; `failed` where it was not."""

    site: Path
    said: str
    failed: bool
