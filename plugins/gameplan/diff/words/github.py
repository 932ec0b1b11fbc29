"""Changes as workflow commands: GitHub shows those that somebody must look at where they are written."""

from __future__ import annotations

from collections.abc import Iterator

from ...reports.github import SHOWN, command
from ..change import Change, Comparison
from . import pieces
from .phrases import phrase
from .pieces import Suggested
from .text import summary_lines


def as_github(comparison: Comparison, *, suggested: Suggested | None = None) -> str:
    """A warning for each change that somebody must look at, then two lines that sum up the comparison.

    Of more than GitHub shows, the first are kept, and one more command says how many are missing. A change that
    has no place left is shown at the file in which it was.
    """
    grave = [c for c in comparison.changes if pieces.needs_eyes(c)]
    kept = grave if len(grave) <= SHOWN else grave[: SHOWN - 1]
    lines = [_command(c, comparison) for c in kept]
    if left := len(grave) - len(kept):
        lines.append(command("warning", [("title", "Gameplan")], [f"{left} more, see the summary"]))
    return "".join(f"{line}\n" for line in (*lines, *summary_lines(comparison, suggested)))


def _command(c: Change, comparison: Comparison) -> str:
    title, whole = pieces.titled(c, comparison)
    head = f"{pieces.impact_of(c)}: {title}{f' ({whole})' if whole else ''}"
    return command(
        "warning", [*_place(c), ("title", pieces.shown(head))], map(pieces.shown, _lines(c, comparison))
    )


def _place(c: Change) -> Iterator[tuple[str, str]]:
    if c.head:
        yield "file", pieces.shown(c.head.path)
        yield "line", str(c.head.span.line)
    elif c.base:
        yield "file", pieces.shown(c.base.path)


def _lines(c: Change, comparison: Comparison) -> Iterator[str]:
    said = phrase(c, comparison.name)
    effect = pieces.chip(c, said)
    yield f"{c.thing} {c.address}: {said}{f' ({effect})' if effect else ''}"
    if c.acts:
        names = [role if role == "everyone" else pieces.cut(comparison.name(role), 60) for role in c.acts]
        yield f"concerns: {pieces.listed(names, 4)}"
    if c.hint:
        yield c.hint
