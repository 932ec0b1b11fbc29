"""A graph becomes a snapshot: the plain data of a release, and its text."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

from ..graph import Graph
from ..plain import plain_entity
from ..visibility import level_of
from .migrations import MODEL
from .version import Version

NOT_KEPT = frozenset({"holders", "notes"})
"""Fields of entities that no snapshot holds. A release stays in the repository for ever, and with `holders` the
names of people would, long after they gave a role up; `notes` are for editors and in no output."""

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"  # as in YAML: control, direction, half
)
"""Signs that no text of a release may hold, since nobody can see them or they turn the text around."""


def snapshot(
    graph: Graph, *, version: str, date: dt.date, summary: str, approver: str, reference: str
) -> dict[str, Any]:
    """The plain data of a release of a whole graph, in the order in which it is written.

    `approver` is the whole address of a role, `reference` where the approval is recorded; "" for none. Raises
    ValueError with a sentence for a version that is none, and for a text with hidden signs.
    """
    said = {
        "summary": _line("summary", summary),
        "approver": _line("approver", approver),
        "reference": _line("reference", reference),
    }
    return {
        "gameplan": "release",
        "model": MODEL,
        "version": str(Version.parse(version)),
        "date": date.isoformat(),
        **said,
        "entities": dict(_entities(graph)),
    }


def written(data: dict[str, Any]) -> str:
    """The text of a release file: the same for the same data, with a line for each value."""
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _entities(graph: Graph) -> Iterator[tuple[str, dict[str, Any]]]:
    for address, entity in sorted(graph.entities.items()):
        fields = {name: value for name, value in plain_entity(entity, graph).items() if name not in NOT_KEPT}
        yield address, {"visibility": level_of(entity, graph), "fields": fields}


def _line(name: str, text: str) -> str:
    if match := HIDDEN.search(text):
        if (
            "\ud800" <= match.group() <= "\udfff"
        ):  # what Python makes of bytes that the terminal's encoding has not
            raise ValueError(
                f"The {name} could not be read as text. Set the terminal to UTF-8 (for instance LC_ALL=C.UTF-8), "
                "and type it again."
            )
        raise ValueError(f"The {name} holds a hidden sign (U+{ord(match.group()):04X}): type it again.")
    return " ".join(text.split())
