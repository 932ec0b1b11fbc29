"""Gameplan beside plain MkDocs with Material, on the same content, in one go.

    python -m benchmarks.run                          all of it, under ten minutes
    python -m benchmarks.run --sizes 1000 --rounds 3  a quick look

Each build is a process of its own, and the two take turns, so that a busy machine slows both.
CPU is user and system time of the process and of what it started. Compare ratios; seconds differ
from machine to machine. Nothing is asserted: goals stand beside the figures.
"""

from __future__ import annotations

import argparse
import functools
import importlib.metadata
import itertools
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from gameplan.loader import load
from gameplan.settings import Limits
from gameplan.source import from_folder

from .corpus import PLAYBOOK, Corpus, invent, tiny, write_playbook
from .twin import SITE, write_twin

ROOT = Path(__file__).resolve().parent.parent
MEGA = 1_000_000
SIDES = ("stock", "gameplan")


@dataclass(frozen=True)
class Run:
    """What one process cost."""

    cpu: float
    rss: float


@dataclass(frozen=True)
class Output:
    """What a built site holds; sizes in bytes."""

    pages: int
    html: int
    largest: int
    total: int
    search: int


Turns = dict[str, Callable[[], Run]]
"""What takes turns, by name."""


class RunError(Exception):
    """A measured process ended with an error; the message is the end of what it printed."""


def environment() -> dict[str, str]:
    """For every measured process: the same hashes, no notice of the theme, and this folder's modules."""
    return {**os.environ, "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}


def measure(command: list[str], folder: Path) -> Run:
    """Run a command in a folder to its end. Raises RunError."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise RunError(f"{' '.join(command)}\n{log.read().decode()[-2000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def in_turns(sides: Turns, rounds: int, *, warm_up: bool = True) -> dict[str, list[Run]]:
    """A warm-up of each side, then A B A B."""
    for run in sides.values() if warm_up else ():
        run()
    found: dict[str, list[Run]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, run in sides.items():
            found[name].append(run())
    return found


# --- sites ----------------------------------------------------------------------------------------


def write_gameplan(corpus: Corpus, folder: Path) -> None:
    """A site that has nothing but a playbook."""
    (folder / "docs").mkdir(parents=True)
    write_playbook(corpus, folder / "playbooks")
    _write_config(folder, ["search", "gameplan"])


def write_bare(folder: Path) -> None:
    """A site of one page, without the plugin: what the theme alone costs."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    _write_config(folder, ["search"])


def _write_config(folder: Path, plugins: list[str]) -> None:
    text = yaml.safe_dump({**SITE, "plugins": plugins}, sort_keys=False)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


def write_both(count: int, seed: int, folder: Path) -> None:
    """The playbook and its twin, from one graph. Raises AssertionError where the corpus has a fault."""
    write_gameplan(invent(count, seed), folder / "gameplan")
    limits = Limits()
    loaded = load(from_folder(folder / "gameplan" / "playbooks", max_bytes=limits.file_bytes), limits)
    assert not loaded.findings, loaded.findings[0]
    assert len(loaded.graph.entities) == count
    write_twin(loaded.graph, folder / "stock")


def build(folder: Path) -> Run:
    """One clean build of the site in a folder into its site/."""
    shutil.rmtree(folder / "site", ignore_errors=True)
    return measure([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder)


def output(folder: Path) -> Output:
    """What the site in a folder came to."""
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    html = [path.stat().st_size for path in files if path.suffix == ".html"]
    index = json.loads((folder / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    return Output(
        len(html), sum(html), max(html), sum(path.stat().st_size for path in files), len(index["docs"])
    )


# --- reports --------------------------------------------------------------------------------------


def report_builds(count: int, runs: dict[str, list[Run]], folder: Path) -> dict[str, float]:
    """Print the table of one size; the median CPU seconds by side."""
    rounds = len(next(iter(runs.values())))
    print(f"\n{count:,} entities  ({rounds} round{'' if rounds == 1 else 's'} each)")
    heads = "CPU s", "min", "max", "peak MB", "out MB", "pages", "kB/page", "largest", "search"
    print(f"  {'':10}" + "".join(f"{head:>9}" for head in heads))
    for side, results in runs.items():
        seconds = [run.cpu for run in results]
        out = output(folder / side)
        cells = (
            *(f"{value:.2f}" for value in (statistics.median(seconds), min(seconds), max(seconds))),
            f"{max(run.rss for run in results) / MEGA:.0f}",
            f"{out.total / MEGA:.1f}",
            f"{out.pages:,}",
            f"{out.html / out.pages / 1000:.1f}",
            f"{out.largest / 1000:.0f}",
            f"{out.search:,}",
        )
        print(f"  {side:10}" + "".join(f"{cell:>9}" for cell in cells))
    medians = {side: statistics.median(run.cpu for run in results) for side, results in runs.items()}
    if len(medians) == 2:
        ratio = medians["gameplan"] / medians["stock"]
        goal = "  (goal at 1,000: 0.50)" if count == 1000 else ""
        print(f"  CPU, gameplan to stock: {ratio:.2f}{goal}")
    return medians


def report_growth(medians: dict[int, dict[str, float]]) -> None:
    """Print how CPU time grows from each size to the next."""
    sizes = sorted(medians)
    if len(sizes) > 1:
        print("\nGrowth of CPU time  (goal from 1,000 to 5,000: exponent 1.05)")
    for small, large in itertools.pairwise(sizes):
        for side, after in medians[large].items():
            factor = after / medians[small][side]
            exponent = math.log(factor) / math.log(large / small)
            print(f"  {side:10}{small:,} to {large:,}: {factor:.2f} times, exponent {exponent:.2f}")


def report_extra(title: str, runs: dict[str, list[Run]], goal: str) -> None:
    """Print the difference of the second of two commands to the first."""
    first, second = (statistics.median(run.cpu for run in results) for results in runs.values())
    names = " and ".join(runs)
    print(f"\n{title}: {second - first:.2f} CPU s  ({names}: {first:.2f} and {second:.2f}; goal: {goal})")


# --- what is measured -------------------------------------------------------------------------------


def bench_builds(work: Path, wanted: argparse.Namespace) -> None:
    """Whole builds of each size, both sides in turn."""
    bare = _bare(work)
    build(bare)
    print(f"The theme's own page, empty: {output(bare).largest / 1000:.1f} kB")
    medians = {}
    for count in wanted.sizes:
        folder = _both(count, work, wanted.seed)
        turns: Turns = {side: functools.partial(build, folder / side) for side in wanted.sides}
        large = count > 1000
        runs = in_turns(turns, min(2, wanted.rounds) if large else wanted.rounds, warm_up=not large)
        medians[count] = report_builds(count, runs, folder)
    report_growth(medians)


def bench_tiny(work: Path, wanted: argparse.Namespace) -> None:
    """What the plugin adds to a small site."""
    bare, small = _bare(work), work / "tiny"
    write_gameplan(tiny(), small)
    turns: Turns = {"bare": lambda: build(bare), "tiny": lambda: build(small)}
    report_extra("A playbook of six entities adds to a bare site", in_turns(turns, wanted.rounds), "0.3")


def bench_check(work: Path, wanted: argparse.Namespace) -> None:
    """What checking costs, beyond starting."""
    folder = _both(1000, work, wanted.seed) / "gameplan"
    command = str(Path(sys.executable).with_name("gameplan"))
    turns: Turns = {
        "--version": lambda: measure([command, "--version"], folder),
        "check": lambda: measure([command, "check"], folder),
    }
    title = "`gameplan check`, 1,000 entities, beyond `gameplan --version`"
    report_extra(title, in_turns(turns, wanted.rounds), "0.8")


def bench_diff(work: Path, wanted: argparse.Namespace) -> None:
    """What a comparison with the last commit costs, beyond starting."""
    source = _both(1000, work, wanted.seed) / "gameplan"
    folder = work / "changed"
    shutil.copytree(source, folder)
    git = ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@b.example"]
    for step in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "Before"]):
        subprocess.run([*git, *step], check=True)
    changed = 0
    for path in sorted((folder / "playbooks").rglob("*.yml"))[::31]:
        text = path.read_text(encoding="utf-8")
        if changed < 20 and "\ntitle: " in f"\n{text}":
            path.write_text(text.replace("title: ", "title: New ", 1), encoding="utf-8")
            changed += 1
    command = str(Path(sys.executable).with_name("gameplan"))
    turns: Turns = {
        "--version": lambda: measure([command, "--version"], folder),
        "diff": lambda: measure([command, "diff"], folder),
    }
    title = f"`gameplan diff`, 1,000 entities, {changed} changes, beyond `gameplan --version`"
    report_extra(title, in_turns(turns, wanted.rounds), "1.5")


def bench_rebuild(work: Path, wanted: argparse.Namespace) -> None:
    """What an edit costs while `mkdocs serve` runs, and whether the pages are those of a clean build."""
    folder = _both(1000, work, wanted.seed) / "gameplan"
    edited = min((folder / "playbooks" / PLAYBOOK / "tactics").glob("*.yml"))
    edit = (str(edited), "message: ", "message: New. ")
    command = [sys.executable, "-m", "benchmarks.rebuild", "mkdocs.yml", *edit, "served"]
    before, ratios = edited.read_text(encoding="utf-8"), []
    for _ in range(min(3, wanted.rounds)):
        edited.write_text(before, encoding="utf-8")
        done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True)
        if done.returncode:
            raise RunError(f"{' '.join(command)}\n{done.stderr[-2000:]}")
        cost = json.loads(done.stdout.splitlines()[-1])
        ratios.append(cost["rebuild"] / cost["cold"])
    ratio = statistics.median(ratios)
    print(f"\nOne field edited in `mkdocs serve`, 1,000 entities: {ratio:.3f} of a cold build  (goal: 0.15)")
    build(folder)
    stale = differing(folder / "served", folder / "site")
    print(f"  files that differ from a clean build: {len(stale)}  (goal: 0)")
    print("".join(f"    {name}\n" for name in stale[:5]), end="")
    edited.write_text(before, encoding="utf-8")


def differing(one: Path, other: Path) -> list[str]:
    """The files whose bytes differ between two folders; the compressed sitemap holds a time of its own."""
    names = {
        path.relative_to(folder).as_posix()
        for folder in (one, other)
        for path in folder.rglob("*")
        if path.is_file() and path.name != "sitemap.xml.gz"
    }
    return sorted(name for name in names if _bytes(one / name) != _bytes(other / name))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _bare(work: Path) -> Path:
    folder = work / "bare"
    if not folder.exists():
        write_bare(folder)
    return folder


def _both(count: int, work: Path, seed: int) -> Path:
    folder = work / str(count)
    if not folder.exists():
        write_both(count, seed, folder)
    return folder


PARTS: dict[str, Callable[[Path, argparse.Namespace], None]] = {
    "builds": bench_builds,
    "tiny": bench_tiny,
    "check": bench_check,
    "diff": bench_diff,
    "rebuild": bench_rebuild,
}


def main() -> None:
    """Run what was asked for in a folder of its own."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add(
        "--only", nargs="+", choices=list(PARTS), default=list(PARTS), help="what to measure; else everything"
    )
    add("--sizes", nargs="+", type=int, default=[100, 1000, 5000], help="how many entities, for builds")
    add(
        "--rounds",
        type=int,
        default=5,
        help="runs of each side after a warm-up; builds above 1,000 entities: two",
    )
    add("--seed", type=int, default=1, help="another seed makes another playbook of the same size")
    add("--sides", nargs="+", choices=SIDES, default=list(SIDES), help="which sites to build")
    add("--keep", type=Path, help="a new folder to work in and leave behind; else a temporary one")
    wanted = parser.parse_args()
    names = ("mkdocs", "mkdocs-material")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    machine = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"Python {platform.python_version()}, {versions}, {machine}", flush=True)
    with tempfile.TemporaryDirectory(prefix="gameplan-bench-") as temporary:
        work = wanted.keep or Path(temporary)
        work.mkdir(parents=True, exist_ok=work != wanted.keep)
        for name in wanted.only:
            PARTS[name](work.resolve(), wanted)
            sys.stdout.flush()


if __name__ == "__main__":
    try:
        main()
    except RunError as failure:
        sys.exit(str(failure))
