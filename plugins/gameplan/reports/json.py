"""Findings for machines: the contract of lint.md, version 1."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..diagnostics import Diagnostic, Severity

VERSION = 1


def as_json(findings: Sequence[Diagnostic]) -> str:
    """One JSON object with `version`, `findings` and `summary`; keys sorted, ends with a newline."""
    summary = {s.value: sum(d.severity is s for d in findings) for s in Severity}
    report = {
        "version": VERSION,
        "findings": [_finding(d) for d in findings],
        "summary": {**summary, "waived": 0},
    }
    return json.dumps(report, indent=2, sort_keys=True, ensure_ascii=True) + "\n"


def _finding(d: Diagnostic) -> dict[str, Any]:
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
        "url": None,
    }
