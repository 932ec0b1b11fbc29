"""A release in the making: what must be true of it, and what its file will hold.

The version says what the changes mean: major where somebody who kept to the last release may no longer
comply, and so on (`diff/change.py`). A step that is smaller than that misleads everybody who reads it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .diff.change import Change, Comparison, Impact
from .graph import Graph
from .model import Role
from .releases import Release, Version, snapshot, written
from .sides import Read, compared, of_release

_SAID = {Impact.MAYBE_MAJOR: "minor at least, if not major"}
_STEPS = ("none", "patch", "minor", "major")


class CannotRelease(Exception):
    """Something stands in the way of a release; the message says what, and the cure."""


@dataclass(frozen=True)
class Draft:
    """A release that could be written: its file, its text, and what changed since the last one.

    `doubtful` are changes that may be major although the step is not: somebody must have read them.
    """

    version: Version
    path: Path
    text: str
    entries: int
    since: str = ""
    comparison: Comparison | None = None
    doubtful: tuple[Change, ...] = ()


def drafted(
    head: Read,
    releases: Sequence[Release],
    folder: Path,
    version: str,
    date: dt.date,
    *,
    summary: str = "",
    approver: str = "",
    reference: str = "",
    allow: bool = False,
) -> Draft:
    """The release of what `head` holds. `releases` are those there are, oldest first; `folder` is theirs.

    `approver` is a role as one types it. With `allow`, a step that is smaller than the changes ask for, and a
    release without changes, are accepted. Raises CannotRelease.
    """
    try:
        number = Version.parse(version)
        last = releases[-1] if releases else None
        _judge_order(number, date, last)
        role = _role(head.state.graph, approver) if approver else ""
        data = snapshot(
            head.state.graph, version=version, date=date, summary=summary, approver=role, reference=reference
        )
    except ValueError as error:
        raise CannotRelease(str(error)) from None
    path = folder / f"{number}.json"
    entries = len(data["entities"])
    if last is None:
        return Draft(number, path, written(data), entries)
    comparison = compared(of_release(last), head)
    step = Version.parse(last.version).step_to(number)
    if not allow:
        _judge_step(comparison, last.version, step, version)
    doubtful = (
        tuple(c for c in comparison.changes if c.impact is Impact.MAYBE_MAJOR) if step != "major" else ()
    )
    return Draft(number, path, written(data), entries, last.version, comparison, doubtful)


def _judge_order(version: Version, date: dt.date, last: Release | None) -> None:
    if last is None:
        return
    before = Version.parse(last.version)
    if version <= before:
        raise CannotRelease(
            f"{version} does not come after {before}, the last release. Take a higher one, such as {before.next_for('minor')}."
        )
    if date < last.date:
        raise CannotRelease(
            f"{version} would be dated {date}, before {before}, which is dated {last.date}. "
            "Write the day from which it is in force: --date."
        )


def _judge_step(comparison: Comparison, last: str, step: str, version: str) -> None:
    if not comparison.changes:
        raise CannotRelease(
            f"Nothing has changed since {last}, so there is nothing to release. To release it all the same, add --allow."
        )
    needed = {Impact.MAYBE_MAJOR: "minor", Impact.NONE: "patch"}.get(
        comparison.impact, comparison.impact.value
    )
    if _STEPS.index(step) < _STEPS.index(needed):
        least = Version.parse(last).next_for(needed)
        first = next(c for c in comparison.changes if c.impact is comparison.impact)
        raise CannotRelease(
            f"From {last} to {version} is a {step} step, and the changes are {_SAID.get(comparison.impact, needed)}: {first.title} ({first.effect}), "
            f"for one; `gameplan diff {last}` shows them all. Release it as {least}, or add --allow if you know better."
        )


def _role(graph: Graph, text: str) -> str:
    """The whole address of a role that somebody typed: an address, with or without its playbook, or an id."""
    found = [
        a for a in (*graph.lookup(text), *graph.lookup(f"roles/{text}")) if isinstance(graph.find(a), Role)
    ]
    if len(set(found)) == 1:
        return found[0]
    if found:
        raise CannotRelease(f"'{text}' could be {' or '.join(found)}. Write the whole address.")
    known = ", ".join(sorted(str(r.address) for r in graph.all_of(Role)))
    raise CannotRelease(f"'{text}' is not a role. The roles are {known}.")
