"""A new site: the files that somebody begins with, from a few answers.

The texts lie in `files/`, each as it will be but for the words between « and », which the answers fill in. Nothing
that exists is ever written over.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata
from importlib.resources import files as resources
from pathlib import Path

from ..loader.places import folder_fault
from ..model.address import near_id

PACKAGE = "mkdocs-gameplan"
PLAYBOOKS = "playbooks"
CONFIGURATION = "mkdocs.yml"

_PLAYBOOK = (
    "playbook.yml",
    "vision.yml",
    "goals/questions-get-answers.yml",
    "strategies/answer-before-announcing.yml",
    "tactics/morning-round.yml",
    "roles/playbook-editor.yml",
)
_GITHUB = ("dependabot.yml", "workflows/check.yml", "workflows/publish.yml")
_WORD = re.compile("«([a-z]+)»")
_BRANCH = "main"
_INSTALL = "python -m pip install --requirement requirements.txt"


@dataclass(frozen=True)
class Answers:
    """What somebody says of the site to come.

    `readers` is the level of those who will see it, "" where nobody has said: then the entries are internal, the
    site is public, and shows none of them. `name` is the id of the playbook. `requirement` is what pip installs
    Gameplan by.
    """

    organisation: str
    name: str
    readers: str
    github: bool
    requirement: str

    @property
    def level(self) -> str:
        """What the site shows."""
        return self.readers or "public"

    @property
    def entries(self) -> str:
        """The level of the entries that give none themselves."""
        return self.readers or "internal"


@dataclass(frozen=True)
class Outcome:
    """What became of the files: those that were made, and those that were there already."""

    made: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def name_from(organisation: str) -> str:
    """An id for the playbook of an organisation."""
    tried = (near_id(organisation), near_id(f"{organisation} playbook"), "our-playbook")
    return next(name for name in tried if name and not folder_fault(name))


def requirement() -> tuple[str, bool]:
    """What pip installs this Gameplan by elsewhere, and whether that is known to work.

    It is the address that it came from; where that is a folder of this computer, which nobody else can see, it is
    the name and the version.
    """
    here = metadata.distribution(PACKAGE)
    try:
        origin = json.loads(here.read_text("direct_url.json") or "{}")
    except ValueError:
        origin = {}
    url = str(origin.get("url", ""))
    vcs = origin.get("vcs_info", {})
    if not url.startswith(("https://", "ssh://")):
        return f"{PACKAGE}=={here.version}", not url
    if vcs.get("commit_id"):
        url = f"{vcs['vcs']}+{url}@{vcs['commit_id']}"
    return f"{PACKAGE} @ {url}", True


def texts(answers: Answers) -> dict[str, str]:
    """All files of a new site, by their paths with `/`."""
    title = f"{answers.organisation} playbook"
    plain = {
        "title": title,
        "organisation": answers.organisation,
        "name": answers.name,
        "level": answers.level,
        "entries": answers.entries,
        "gameplan": answers.requirement,
    }
    in_yaml = plain | {"title": _scalar(title), "organisation": _scalar(answers.organisation)}
    in_prose = plain | {"title": _prose(title), "organisation": _prose(answers.organisation)}
    made = {
        f"{PLAYBOOKS}/{answers.name}/{name}": _filled(_text(f"playbook/{name}"), in_yaml)
        for name in _PLAYBOOK
    }
    made[CONFIGURATION] = _filled(_text("mkdocs.yml" if answers.github else "mkdocs-plain.yml"), in_yaml)
    made["docs/.gitkeep"] = _text("docs/gitkeep")
    made["README.md"] = _readme(answers, in_prose)
    made[".gitattributes"] = _text("gitattributes")
    made[".gitignore"] = _text("gitignore")
    made["requirements.txt"] = _filled(_text("requirements.txt"), plain)
    if answers.github:
        made |= github(answers.level)
    return made


def github(level: str, *, install: str = _INSTALL, pins: str = "/") -> dict[str, str]:
    """The files for GitHub, by their paths. `level` is what the site shows, `install` how a runner installs
    Gameplan, and `pins` the folder with the pinned versions."""
    words = {"level": level, "branch": _BRANCH, "install": install, "pins": pins}
    return {f".github/{name}": _filled(_text(f"github/{name}"), words) for name in _GITHUB}


def _readme(answers: Answers, words: Mapping[str, str]) -> str:
    kind = "github" if answers.github else "plain"
    readers = _text(f"readme/readers-{answers.readers or 'nobody'}.md")
    readers += _text(f"readme/readers-{'repository' if answers.github else 'folder'}.md")
    parts = {
        "how": _text(f"readme/how-{kind}.md").rstrip("\n"),
        "readers": readers.rstrip("\n"),
        "publishing": _text(f"readme/publishing-{kind}.md").rstrip("\n"),
    }
    return _filled(_filled(_text("README.md"), parts), words)


def _text(name: str) -> str:
    return resources(__package__).joinpath("files", *name.split("/")).read_text(encoding="utf-8")


def _filled(text: str, words: Mapping[str, str]) -> str:
    return _WORD.sub(lambda m: words.get(m[1], m[0]), text)


_PLAIN = re.compile(r"[^\W\d_][\w .,'’()&/-]*[\w)]|[^\W\d_]")
_MEANT_OTHERWISE = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


def _scalar(text: str) -> str:
    """A text as YAML: as it is where that is safe, else between quotation marks."""
    if _PLAIN.fullmatch(text) and text.lower() not in _MEANT_OTHERWISE:
        return text
    return json.dumps(text, ensure_ascii=False)


def _prose(text: str) -> str:
    """A text as Markdown that shows just this text."""
    escaped = re.sub(r"([\\`*_{}\[\]#!])", r"\\\1", text)
    return re.sub(r"[<>|~$^]|&(?=#|\w)", lambda m: f"&#{ord(m[0])};", escaped)


# --- writing --------------------------------------------------------------------------------------------


@dataclass
class _Undo:
    """What was made so far, so that it can be taken back."""

    files: list[Path] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)

    def take_back(self) -> None:
        for path in reversed(self.files):
            path.unlink(missing_ok=True)
        for folder in reversed(self.folders):
            folder.rmdir()


def planned(folder: Path, made: Mapping[str, str]) -> Outcome:
    """What `write` would do."""
    there = {name for name in made if os.path.lexists(folder / name)}
    return Outcome(tuple(n for n in made if n not in there), tuple(n for n in made if n in there))


def write(folder: Path, made: Mapping[str, str]) -> Outcome:
    """Write the files that are not there yet: each whole, and all of them or none.

    Raises OSError, and has then taken back what it had written.
    """
    undo = _Undo()
    left = []
    try:
        for name, text in made.items():
            path = folder / name
            if os.path.lexists(path):
                left.append(name)
                continue
            _make_folder(path.parent, undo)
            _put(path, text)
            undo.files.append(path)
    except BaseException:
        undo.take_back()
        raise
    return Outcome(tuple(name for name in made if name not in left), tuple(left))


def _make_folder(folder: Path, undo: _Undo) -> None:
    for above in reversed([folder, *folder.parents]):
        if not above.is_dir():
            above.mkdir()
            undo.folders.append(above)


def _put(path: Path, text: str) -> None:
    """A new file, which is nowhere to be seen before it is whole. Raises FileExistsError for one that is there."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    aside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        aside.chmod(0o644)
        try:
            os.link(aside, path)
        except FileExistsError:
            raise
        except OSError:  # a disk without links
            with path.open("xb"):
                pass
            aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def playbooks_in(folder: Path) -> list[str]:
    """The folders of playbooks that a folder has already, by their names."""
    inside = folder / PLAYBOOKS
    return sorted({path.relative_to(inside).parts[0] for path in inside.glob("*/**/*.y*ml")})
