"""A comparison for machines: one JSON object, whose shape is a contract, version 1.

`changes-1.schema.json` beside this file says it as a JSON Schema. Keys may be added; none changes its meaning.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ...source import Place
from ..change import Change, Comparison, Side
from .pieces import Suggested, shown

VERSION = 1


def as_json(comparison: Comparison, *, suggested: Suggested | None = None) -> str:
    """One JSON object with its keys in the order of the contract; ends with a newline.

    Where `suggested` is given, the last key is `suggested`, with the version of the last release and the next.
    Letters of all languages stand as they are; what cannot be seen or printed is an escape of JSON.
    """
    report = {
        "version": VERSION,
        "base": _side(comparison.base),
        "head": _side(comparison.head),
        "impact": comparison.impact.value,
        "counts": comparison.counts,
        "affected": {"roles": list(comparison.roles)},
        "unreadable": [{"path": u.path, "message": u.message, "side": u.side} for u in comparison.unreadable],
        "changes": [_change(c) for c in comparison.changes],
        **({"suggested": {"last": suggested[0], "next": suggested[1]}} if suggested else {}),
    }
    text = json.dumps(report, ensure_ascii=False, indent=2).replace("##", "#\\u0023")
    return _UNSEEN.sub(_escaped, text) + "\n"


def _side(side: Side) -> dict[str, Any]:
    return {"ref": side.name, "commit": side.commit, "release": side.release}


def _change(c: Change) -> dict[str, Any]:
    return {
        "code": c.code,
        "kind": c.kind,
        "impact": c.impact.value,
        "flags": list(c.flags),
        "address": c.address,
        "old_address": c.old_address,
        "field": c.field,
        "old": c.old,
        "new": c.new,
        "words": [[word.op, word.text] for word in c.words],
        "affects": {"roles": list(c.roles), "entities": list(c.entities)},
        "base": _place(c.base),
        "head": _place(c.head),
        "fingerprint": c.fingerprint,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    return {"path": place.path, "line": place.span.line, "column": place.span.column} if place else None


_UNSEEN = re.compile(r"[^\n -~]")


def _escaped(match: re.Match[str]) -> str:
    """What can be seen as it is; anything else, which can only stand within a string, as an escape."""
    c = match[0]
    if shown(c) == c:
        return c
    return "\\u007f" if c == "\x7f" else json.dumps(c)[1:-1]
