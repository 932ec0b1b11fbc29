"""Findings for machines: one JSON object, whose shape is a contract, version 1.

`findings-1.schema.json` beside this file says it as a JSON Schema. Keys may be added; none changes its meaning.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..diagnostics import Diagnostic, Severity
from .rules import url_of

VERSION = 1


def as_json(findings: Sequence[Diagnostic], *, waived: int = 0, base: str = "") -> str:
    """One JSON object with `version`, `findings` and `summary`; keys sorted, ends with a newline.

    `waived` is how many findings a waiver accepts, which are not among `findings`. `base` is the address of
    the guide; without it the `url` of every finding is null.
    """
    summary = {s.value: sum(d.severity is s for d in findings) for s in Severity}
    report = {
        "version": VERSION,
        "findings": [_finding(d, base) for d in findings],
        "summary": {**summary, "waived": waived},
    }
    return json.dumps(report, indent=2, sort_keys=True, ensure_ascii=True) + "\n"


def _finding(d: Diagnostic, base: str) -> dict[str, Any]:
    span = d.place.span
    return {
        "code": d.code,
        "severity": d.severity.value,
        "message": d.message,
        "path": d.place.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "address": d.address or None,
        "help": d.help or None,
        "related": [
            {"path": o.place.path, "line": o.place.span.line, "column": o.place.span.column, "text": o.text}
            for o in d.related
        ],
        "url": url_of(d.code, base) or None,
    }
