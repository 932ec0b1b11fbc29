"""The plan of the house holds: a room imports only from floors below, and each tool has one room.

The walk reads the import statements of every file, also those inside functions and those for type
checkers only.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "plugins" / "gameplan"

FLOORS = {
    "source": 1,
    "settings": 2,
    "git": 2,
    "diagnostics": 2,
    # What a person meant when YAML refuses a text: reads lines and marks, knows no YAML.
    "syntax": 2,
    "reports": 3,
    "document": 3,
    "secrets": 4,
    "model": 4,
    "schema": 5,
    # Names to addresses: needs the model, and nothing of the graph that is made from its answers.
    "resolve": 5,
    "graph": 5,
    "loader": 6,
    "checks": 6,
    # Which tactics lead to the vision: asked of the graph, for a page, a report and a threshold.
    "sight": 6,
    "visibility": 6,
    # The filter's second wall: compares two graphs, and reads files that are finished.
    "scan": 6,
    "edit": 6,
    "prose": 6,
    # An editor's own files: schemas with the ids of a graph, first lines, settings. Writes what it plans.
    "workspace": 6,
    # Pages under docs/: they refer to the graph as prose does.
    "written": 6,
    # Values of the model as plain data: what snapshots hold and differences print.
    "plain": 6,
    # The files that a site begins with; asks the loader only what a playbook may be called.
    "starter": 7,
    "diff": 7,
    "releases": 7,
    # All releases compared one with the next: when each thing came, and when it changed.
    "history": 8,
    # Which release a build is a copy of, or what comes after it. Knows releases only as what has a version and a date.
    "edition": 8,
    # What stands on an entry, before anybody edits it.
    "impact": 8,
    # What a name such as `2.3` or `main` means, and the playbooks as they stood there.
    "sides": 8,
    # What must be true of a release before its file is written.
    "releasing": 9,
    "site": 9,
    # One entity as text for the shell: a view like the site, on the same floor.
    "outline": 9,
    # A check as a page: plays its examples through loader and checks.
    "explain": 9,
    "project": 10,
    # One run as it is printed: needs what the facade has found, and no door.
    "report": 11,
    # Versions side by side in a branch: what mike builds, room for it, and which of them hold an entry.
    "publishing": 11,
    # Settles what the name `mkdocs` means before `plugin` is imported, so it cannot be a part of it.
    "host": 11,
    "plugin": 11,
    # The shell door goes through the MkDocs door to build, so it stands one step above.
    "cli": 12,
}
"""Rooms from the ground up. `templates` and `assets` hold no code."""

SAME_FLOOR: dict[tuple[str, str], str] = {}
"""Exceptions: (room, the room it imports) and the reason in a sentence. None is wanted."""

ONE_ROOM = {
    "yaml": {"document"},
    "mkdocs": {"plugin"},
    "material": {"plugin"},
    "properdocs": {"host"},
    "click": {"cli"},
    "jinja2": {"site"},
    # mike is a program that builds and lays out; it is run as people run it.
    "subprocess": {"git", "publishing"},
}
"""Which room alone may import a library."""

FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The room a file belongs to; "" for the package itself."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports_of(path: Path) -> tuple[tuple[str, str], ...]:
    return tuple(imports_in(tree_of(path), path))


def imports_in(tree: ast.Module, path: Path) -> Iterator[tuple[str, str]]:
    """What a file of this path would import: ("own", room) or ("library", top-level name)."""
    here = path.relative_to(PACKAGE.parent).with_suffix("").parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(here[: -node.level]) if node.level else ""
            module = ".".join(filter(None, (base, node.module or "")))
            # `from . import x` names rooms, not things in a room.
            modules = [f"{module}.{alias.name}" for alias in node.names] if module == "gameplan" else [module]
        else:
            continue
        for module in modules:
            steps = module.split(".")
            if steps[0] != "gameplan":
                yield "library", steps[0]
            elif len(steps) > 1 and not steps[1].startswith("__"):
                yield "own", steps[1]


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_every_room_has_a_floor() -> None:
    """A new room says where it stands before it is moved into."""
    assert {room_of(path) for path in FILES} - {""} <= set(FLOORS)


def test_a_room_imports_only_from_floors_below() -> None:
    """Circles and shortcuts upwards are what makes a house hard to change."""
    faults = []
    for path in FILES:
        room = room_of(path)
        for kind, other in imports_of(path):
            if kind != "own" or other == room or (room, other) in SAME_FLOOR:
                continue
            if not room:
                faults.append(f"the package itself imports {other}")
            elif other not in FLOORS:
                faults.append(f"{other}, which {named(path)} imports, has no floor yet")
            elif FLOORS[other] >= FLOORS[room]:
                faults.append(f"{named(path)} (floor {FLOORS[room]}) imports {other} (floor {FLOORS[other]})")
    assert faults == []


def test_a_library_is_known_in_its_own_room_only() -> None:
    """The host, the parser and the template engine can then be changed in one place each."""
    faults = [
        f"{library} is imported in {named(path)}"
        for path in FILES
        for kind, library in imports_of(path)
        if kind == "library" and library in ONE_ROOM and room_of(path) not in ONE_ROOM[library]
    ]
    assert faults == []


def test_every_exception_states_its_reason_and_is_needed() -> None:
    """An exception outlives its cause only where nobody looks."""
    used = {(room_of(path), other) for path in FILES for kind, other in imports_of(path) if kind == "own"}
    for pair, reason in SAME_FLOOR.items():
        assert reason.endswith(".")
        assert pair in used


def test_a_room_opens_with_what_it_is_for() -> None:
    """Who opens a file reads its purpose first."""
    for path in FILES:
        tree = tree_of(path)
        functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        doc = ast.get_docstring(tree)
        if room_of(path) == "checks" and doc is None:  # a check's own words are the first of its file
            doc = ast.get_docstring(functions[0])
        assert doc, named(path)
        assert doc.split("\n")[0].endswith((".", ":")), f"{named(path)}: {doc.splitlines()[0]}"


def test_the_walk_sees_every_kind_of_import() -> None:
    """A guard that cannot bite guards nothing."""
    source = "import yaml.nodes\nfrom .. import loader\nfrom ..model.kinds import goal\ndef f():\n    from gameplan.cli import main\n"
    seen = sorted(imports_in(ast.parse(source), PACKAGE / "site" / "sample.py"))
    assert seen == [("library", "yaml"), ("own", "cli"), ("own", "loader"), ("own", "model")]
