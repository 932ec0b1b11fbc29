"""The same sources give the same bytes, whoever builds them, where and when.

Two machines are played that share nothing but the sources and the versions of what is installed. On the `AWAY` one the
sources lie elsewhere and end their lines as Windows does, the clock goes two years ahead in the earliest time zone
there is, a folder is listed backwards, and so on; `Machine` names all of it. What they make is compared file by file.

Where no SOURCE_DATE_EPOCH says which day it is, MkDocs writes the day of the build into `sitemap.xml`, and into the
file and the header of `sitemap.xml.gz`. That is the only difference there is, and the reason why `gameplan publish`
sets it. Files that MkDocs copies as they are, a style sheet for one, keep the line endings they have.
"""

from __future__ import annotations

import gzip
import itertools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from sites import CONFIG, files_of
from small import SMALL

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parent.parent
SOURCES = ("mkdocs.yml", "playbooks", "releases", "docs", "scripts", "plugins", "README.md", "pyproject.toml")
RELEASED = {"SOURCE_DATE_EPOCH": "1790812800"}
"""2026-10-01, as when a release of that day is published."""
PUBLISHED = {**RELEASED, "MIKE_DOCS_VERSION": "3.0"}
"""As `mike` has it built."""
COPIED = frozenset({".css", ".js", ".svg", ".png"})
"""Endings of files that are no text to MkDocs: they are copied into the site as they are."""

CHILD = '''\
"""Runs before anything else in a process: another day, and another order of folders."""

import datetime
import locale
import os
import time

try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass

_ahead = int(os.environ["PLAYED_AHEAD"])
_now, _now_ns, _gmtime, _localtime, _strftime = time.time, time.time_ns, time.gmtime, time.localtime, time.strftime
time.time = lambda: _now() + _ahead
time.time_ns = lambda: _now_ns() + _ahead * 10**9
time.gmtime = lambda secs=None: _gmtime(time.time() if secs is None else secs)
time.localtime = lambda secs=None: _localtime(time.time() if secs is None else secs)
time.strftime = lambda form, when=None: _strftime(form, time.localtime() if when is None else when)

_date, _datetime = datetime.date, datetime.datetime


class _SameKind(type):
    """Days that C code makes are of the class before it was played with."""

    def __instancecheck__(cls, value):
        return isinstance(value, _datetime if cls is Datetime else _date)

    def __subclasscheck__(cls, other):
        return issubclass(other, _datetime if cls is Datetime else _date)


class Date(_date, metaclass=_SameKind):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())


class Datetime(_datetime, metaclass=_SameKind):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)

    today = now


datetime.date, datetime.datetime = Date, Datetime

_listdir, _scandir = os.listdir, os.scandir
_backwards = os.environ["PLAYED_ORDER"] == "backwards"


class _Listing:
    def __init__(self, entries):
        self.entries = entries
        self.left = iter(sorted(entries, key=lambda entry: entry.name, reverse=_backwards))

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.left)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.entries.close()


os.listdir = lambda path=".": sorted(_listdir(path), reverse=_backwards)
os.scandir = lambda path=".": _Listing(_scandir(path))
'''
"""Python imports a `sitecustomize` by itself. A clock of the whole process, such as libfaketime's, is not everywhere."""


@dataclass(frozen=True)
class Machine:
    """A machine to build on, with all that must not matter. Each field is another one on the two that are played.

    `folder` holds the sources, `languages` are locales of which the first is taken that is there. Without `utf8` a file
    is ASCII to whoever does not say otherwise. `ahead` is by how many seconds the clock is ahead, `touched` when the
    files were last written, `outside` says whether a command is started in another folder.
    """

    folder: str
    user: str
    zone: str
    languages: tuple[str, ...]
    utf8: str
    seed: str
    ahead: int
    order: str
    ending: bytes
    touched: int
    umask: int
    outside: bool


HOME = Machine(
    "here", "ada", "America/Adak", ("C",), "0", "0", 0, "forwards", b"\n", 1_000_000_000, 0o022, outside=False
)
AWAY = Machine(
    "über den Berg/and a long way/down", "Ωmega", "Pacific/Kiritimati", ("tr_TR.utf8", "de_DE.utf8", "C.utf8"),
    "1", "4711", 2 * 365 * 86_400, "backwards", b"\r\n", 1_700_000_000, 0o077, outside=True,
)  # fmt: skip


def lay_out(sources: Path, machine: Machine, below: Path) -> Path:
    """A copy of the sources as a machine has them; where they lie."""
    root = below / machine.folder
    shutil.copytree(sources, root, ignore=shutil.ignore_patterns("__pycache__"))
    for path in [p for p in root.rglob("*") if p.is_file()]:
        if path.suffix not in COPIED:
            path.write_bytes(path.read_bytes().replace(b"\n", machine.ending))
        os.utime(path, (machine.touched, machine.touched))
    return root


def run(machine: Machine, root: Path, *command: str, **variables: str) -> str:
    """What Python says to a command on a machine; its folder is that of the sources, or has nothing to do with them."""
    play, home, elsewhere = root / ".played", root / ".home" / machine.user, root / ".elsewhere"
    for folder in (play, home, elsewhere):
        folder.mkdir(parents=True, exist_ok=True)
    (play / "sitecustomize.py").write_text(CHILD, encoding="utf-8")
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": os.pathsep.join((str(play), str(root / "plugins"))),
        "PYTHONHASHSEED": machine.seed,
        "PYTHONUTF8": machine.utf8,
        "PYTHONCOERCECLOCALE": machine.utf8,
        "PYTHONIOENCODING": "utf-8",
        "NO_MKDOCS_2_WARNING": "1",
        "TZ": machine.zone,
        "LC_ALL": (language := spoken(machine.languages)),
        "LANG": language,
        "HOME": str(home),
        **dict.fromkeys(("USER", "LOGNAME", "USERNAME"), machine.user),
        "PLAYED_AHEAD": str(machine.ahead),
        "PLAYED_ORDER": machine.order,
        **variables,
    }
    done = subprocess.run(
        [sys.executable, *command],
        cwd=elsewhere if machine.outside else root,
        env=environment,
        umask=machine.umask,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def spoken(languages: tuple[str, ...]) -> str:
    """The first of some locales that is installed here."""
    listed = subprocess.run([_LOCALE, "-a"], capture_output=True, text=True).stdout if _LOCALE else ""
    there = {name.replace("UTF-8", "utf8"): name for name in listed.split()}  # as macOS and as Linux write it
    return next((there[name] for name in languages if name in there), languages[-1])


_LOCALE = shutil.which("locale")


def built(machine: Machine, root: Path, builder: str = "mkdocs", **variables: str) -> Path:
    """The site that a machine builds."""
    site = root / ".built" / builder
    where = ["-f", str(root / "mkdocs.yml")] if machine.outside else []
    run(machine, root, *BUILDERS[builder], *where, "-d", str(site), **variables)
    return site


GAMEPLAN = ("-c", "import sys; from gameplan.cli import main; main(sys.argv[1:])")
BUILDERS = {"mkdocs": ("-m", "mkdocs", "build", "-q"), "gameplan": (*GAMEPLAN, "build")}


# --- comparing ------------------------------------------------------------------------------------


def differences(one: Path, other: Path) -> dict[str, str]:
    """The files that are not the same in two folders, each with what differs first in it."""
    here, there = files_of(one), files_of(other)
    found = {}
    for name in sorted(here.keys() | there.keys()):
        if name not in here or name not in there:
            found[name] = f"only in {one if name in here else other}"
        elif here[name] != there[name]:
            found[name] = _first(here[name], there[name])
        elif _runs(one / name) != _runs(other / name):
            found[name] = "may be run as a program in one of them only"
    return found


def _first(one: bytes, other: bytes) -> str:
    lines = itertools.zip_longest(one.split(b"\n"), other.split(b"\n"))
    number, (mine, its) = next((n, pair) for n, pair in enumerate(lines, 1) if pair[0] != pair[1])
    at = next((n for n, (a, b) in enumerate(zip(mine or b"", its or b"", strict=False)) if a != b), 0)
    cut = slice(max(0, at - 60), at + 60)
    return f"line {number}: {(mine or b'')[cut]!r} and {(its or b'')[cut]!r}"


def _runs(path: Path) -> bool:
    """Whether git would keep a file as a program."""
    return bool(path.stat().st_mode & 0o100)


# --- the example, built again and again -------------------------------------------------------------


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the example site is made of, taken once, with a template of its own."""
    folder = tmp_path_factory.mktemp("sources") / "sources"
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert "  name: material\n" in config
    own = config.replace("  name: material\n", "  name: material\n  custom_dir: overrides\n")
    (folder / "mkdocs.yml").write_text(own, encoding="utf-8")
    (folder / "overrides/gameplan").mkdir(parents=True)
    (folder / "overrides/gameplan/entity.html").write_text(OWN_TEMPLATE, encoding="utf-8")
    return folder


OWN_TEMPLATE = """\
{% extends "shipped/entity.html" %}
{% block lead %}
{{ super() }}
<pre>two
lines</pre>
{% endblock %}
"""


BUILT = {
    "home": (HOME, "mkdocs", "public", RELEASED),
    "away": (AWAY, "mkdocs", "public", RELEASED),
    "away on its own day": (replace(AWAY, seed="1"), "gameplan", "public", {}),
    "restricted at home": (replace(HOME, seed="2"), "mkdocs", "restricted", PUBLISHED),
    "restricted away": (replace(AWAY, seed="3"), "gameplan", "restricted", PUBLISHED),
}
"""By name: the machine, who builds, at which level, and what stands in the environment."""


class Builds:
    """The builds of the example, each made when it is first asked for; two at a time."""

    def __init__(self, sources: Path, folder: Path) -> None:
        self.sources, self.folder = sources, folder
        self.made: dict[str, Path] = {}

    def __call__(self, *names: str) -> list[Path]:
        missing = [name for name in names if name not in self.made]
        with ThreadPoolExecutor(max_workers=2) as pool:
            self.made.update(zip(missing, pool.map(self._build, missing), strict=True))
        return [self.made[name] for name in names]

    def _build(self, name: str) -> Path:
        machine, builder, level, variables = BUILT[name]
        root = lay_out(self.sources, machine, self.folder / name.replace(" ", "-"))
        config, mark = root / "mkdocs.yml", b"      source_url:"
        text = config.read_bytes()
        assert mark in text
        config.write_bytes(text.replace(mark, f"      visibility: {level}\n".encode() + mark))
        return built(machine, root, builder, **variables)


@pytest.fixture(scope="module")
def builds(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """All builds of this file."""
    return Builds(sources, tmp_path_factory.mktemp("builds"))


def test_a_version_is_the_same_bytes_whoever_builds_it(builds: Builds) -> None:
    """Publishing an unchanged version would else make a commit of some megabytes."""
    home, away = builds("home", "away")
    assert differences(home, away) == {}
    files = files_of(home)
    assert len(files) > 400
    assert {"changes.json", "changes.xml", "search/search_index.json", "assets/gameplan/releases.js"} <= {
        *files
    }
    assert b"<pre>two\nlines</pre>" in files["merrowby/tactics/evening-reply-rota/index.html"]


def test_without_an_epoch_the_sitemap_alone_says_the_day(builds: Builds) -> None:
    """MkDocs dates each address by the day of the build; nothing else knows which day it is, whoever builds."""
    home, away = builds("home", "away on its own day")
    assert differences(home, away).keys() == {"sitemap.xml", "sitemap.xml.gz"}
    dates = re.compile(rb"(?<=<lastmod>)[0-9-]+(?=</lastmod>)")
    one, other = ((site / "sitemap.xml").read_bytes() for site in (home, away))
    assert {*dates.findall(one)} == {b"2026-10-01"}
    assert len({*dates.findall(other)}) == 1
    assert dates.sub(b"", one) == dates.sub(b"", other)
    for site in (home, away):
        assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == (site / "sitemap.xml").read_bytes()


def test_a_version_with_restricted_entries_is_the_same_bytes_too(builds: Builds) -> None:
    """As `mike` has it built, for a site that few may see."""
    home, away = builds("restricted at home", "restricted away")
    assert differences(home, away) == {}
    assert (home / "council/procedures/home-address-out/index.html").is_file()


def test_the_past_is_a_small_part_of_a_copy(builds: Builds) -> None:
    """A published version is a whole copy of the site. A release adds to each copy that follows it a page of its own
    and what is told of it wherever all releases are: about 0.4 MB with 150 changes, beside the 40 MB of the rest."""
    (home,) = builds("home")
    files = files_of(home)
    past = sum(
        len(d) for name, d in files.items() if name.startswith("changes") or name.endswith("/releases.js")
    )
    assert past / len([*(ROOT / "releases").glob("*.json")]) < 600_000
    assert past < sum(map(len, files.values())) / 10


# --- releases, comparisons, schemas -----------------------------------------------------------------

COMMANDS = {
    "changes as data": ("diff", "2.0", "3.0", "--format", "json", "--all"),
    "changes for a pull request": ("diff", "1.0", "--format", "markdown", "--all"),
    "changes in a terminal": ("diff", "1.0", "2.1", "--all"),
    "notes at lines": ("diff", "1.0", "--format", "github"),
    "findings": ("check", "--format", "json", "--today", "2026-10-01", "--profile", "audit", "--fail-on", "never"),
    "what stands on it": ("impact", "merrowby/roles/duty-editor"),
    "in force": ("show", "merrowby/roles/duty-editor", "--on", "2026-10-01"),
}  # fmt: skip


def test_what_a_command_writes_is_the_same_everywhere(sources: Path, tmp_path: Path) -> None:
    """A release is written once and for all, and what a pull request is told stays until it says something else."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        home, away = pool.map(
            _said, (HOME, AWAY), itertools.repeat(sources), (tmp_path / "home", tmp_path / "away")
        )
    assert all(home.values())
    assert home.keys() == away.keys()
    assert [name for name in home if home[name] != away[name]] == []


def _said(machine: Machine, sources: Path, below: Path) -> dict[str, str | bytes]:
    """What the commands print on a machine, and every file that they write."""
    # Paths are printed as seen from where somebody works, so everybody works in the folder of the site.
    machine = replace(machine, outside=False)
    root = lay_out(sources, machine, below)
    found: dict[str, str | bytes] = {
        name: run(machine, root, *GAMEPLAN, *command) for name, command in COMMANDS.items()
    }
    run(machine, root, *GAMEPLAN, "schema", "--write", ".gameplan")
    found |= files_of(root / ".gameplan")
    old = list((root / "releases").iterdir())
    release = (
        *GAMEPLAN,
        "release",
        "9.0",
        "--date",
        "2027-03-01",
        "--approver",
        "merrowby/roles/service-director",
    )
    run(machine, root, *release, "--summary", "Shorter.", "--ref", "minutes 9")
    found["a release after others"] = (root / "releases/9.0.json").read_bytes()
    for path in (*old, root / "releases/9.0.json"):
        path.unlink()
    run(machine, root, *release, **RELEASED)
    found["the first release"] = (root / "releases/9.0.json").read_bytes()
    return found


# --- whether any of this would be noticed -----------------------------------------------------------

CARELESS = """\
import datetime, getpass, locale, os, pathlib, time

KEPT = {
    "clock": lambda config: time.strftime("%Y", time.gmtime()),
    "day": lambda config: datetime.date.today().year,
    "instant": lambda config: datetime.datetime.now(datetime.timezone.utc).year,
    "folder": lambda config: config.docs_dir,
    "working folder": lambda config: os.path.relpath(config.docs_dir),
    "home": lambda config: pathlib.Path.home().name,
    "user": lambda config: getpass.getuser(),
    "zone": lambda config: time.tzname,
    "language": lambda config: os.environ["LC_ALL"],
    "encoding": lambda config: locale.getpreferredencoding(False),
    "seed": lambda config: list(set("abcdefghijklmnopqrstuvwxyz")),
    "order": lambda config: os.listdir(config.docs_dir),
    "order of a walk": lambda config: [name for _, _, names in os.walk(config.docs_dir) for name in names],
    "order of a path": lambda config: [p.name for p in pathlib.Path(config.docs_dir).iterdir()],
    "ending": lambda config: pathlib.Path(config.docs_dir, "one.md").read_bytes(),
    "touched": lambda config: os.stat(os.path.join(config.docs_dir, "one.md")).st_mtime,
}


def on_post_build(config):
    for name, kept in KEPT.items():
        pathlib.Path(config.site_dir, name).write_text(ascii(kept(config)), encoding="utf-8")
    program = pathlib.Path(config.site_dir, "program")
    program.touch(0o755 if "/down/" in config.docs_dir else 0o644)
    pathlib.Path(config.site_dir, "careful").write_text("the same")
"""
"""A hook that writes into the site whatever should not be there."""


@pytest.mark.parametrize("builder", ["mkdocs", "gameplan"])
def test_carelessness_of_any_kind_would_be_noticed(tmp_path: Path, builder: str) -> None:
    """Two machines that were alike in something, or a comparison that passes over it, would prove nothing."""
    sources = tmp_path / "sources"
    (sources / "docs").mkdir(parents=True)
    files: Mapping[str, str] = {
        "mkdocs.yml": CONFIG.replace(
            "theme: {name: material, font: false}", "theme: mkdocs\nhooks: [careless.py]"
        ),
        "careless.py": CARELESS,
        "docs/one.md": "# One\n",
        "docs/two.md": "# Two\n",
        **{f"playbooks/{name}": text for name, text in SMALL.items()},
    }
    for name, text in files.items():
        (sources / name).parent.mkdir(parents=True, exist_ok=True)
        (sources / name).write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "plugins", sources / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    one, other = (
        built(machine, lay_out(sources, machine, tmp_path / name), builder, **RELEASED)
        for name, machine in (("a", HOME), ("b", AWAY))
    )
    careless = re.findall(r'^    "([a-z ]+)": lambda', CARELESS, re.MULTILINE)
    assert sorted(differences(one, other)) == sorted((*careless, "program"))


def test_the_first_difference_is_told(tmp_path: Path) -> None:
    """Whoever breaks this wants to know where to look."""
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, word in ((one, "red"), (other, "rot")):
        (folder / "x").mkdir(parents=True)
        (folder / "x/page.html").write_text(f"same\nthe door is {word}\n", encoding="utf-8")
        (folder / "x/same.html").write_text("same\n", encoding="utf-8")
    (one / "more.html").touch()
    assert differences(one, other) == {
        "more.html": f"only in {one}",
        "x/page.html": "line 2: b'the door is red' and b'the door is rot'",
    }
