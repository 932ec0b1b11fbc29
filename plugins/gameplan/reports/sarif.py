"""Findings as SARIF 2.1.0, the format that code scanning and other tools for reviews read.

Same findings, same bytes: nothing of the machine, the day or the run is in it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..diagnostics import Diagnostic, Severity
from ..source import START, Place
from .rules import Accepted, Rule, ranks, url_of
from .text import safe

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_ROOT = "%SRCROOT%"


def as_sarif(
    findings: Iterable[Diagnostic],
    rules: Sequence[Rule],
    *,
    accepted: Iterable[Accepted] = (),
    texts: Mapping[str, tuple[str, ...]] | None = None,
    base: str = "",
) -> str:
    """One SARIF log with one run, as JSON that ends with a newline.

    `rules` describe the codes; `accepted` findings are in it as suppressed results. `texts`, the lines of files
    by path, tell findings of one check at one entry apart by what they mark. `base` is the address of the guide.
    """
    run = _Run(rules, texts or {}, base)
    results = [run.result(d, []) for d in findings]
    results += [run.result(a.finding, [_suppression(a)]) for a in accepted]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Gameplan",
                        "semanticVersion": __version__,
                        **({"informationUri": _uri(base)} if base else {}),
                        "rules": [_rule(rule, base) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {
                    _ROOT: {"description": {"text": "The folder in which gameplan was run."}}
                },
                "results": results,
            }
        ],
    }
    return json.dumps(log, indent=2, ensure_ascii=True) + "\n"


def _rule(rule: Rule, base: str) -> dict[str, Any]:
    url = url_of(rule.code, base)
    more = f"\n\n[{rule.code} in the guide]({_uri(url)})" if url else ""
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in re.findall(r"\w+", rule.name)),
        "shortDescription": {"text": f"{rule.summary}."},
        "fullDescription": {"text": rule.why or f"{rule.summary}."},
        "help": {
            "text": " ".join(filter(None, (f"{rule.summary}.", rule.why, url))),
            "markdown": (rule.help or f"{rule.summary}.") + more,
        },
        **({"helpUri": _uri(url)} if url else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


class _Run:
    """What all results of a run share."""

    def __init__(self, rules: Sequence[Rule], texts: Mapping[str, tuple[str, ...]], base: str) -> None:
        self.index = ranks(rules)
        self.texts = texts
        self.base = base
        self.seen: Counter[tuple[str, ...]] = Counter()

    def result(self, d: Diagnostic, suppressions: list[dict[str, Any]]) -> dict[str, Any]:
        """One finding; `suppressions` is empty for one that is not accepted."""
        index = self.index.get(d.code)
        related = [
            {"id": n, **_location(other.place), "message": {"text": _text(other.text)}}
            for n, other in enumerate(d.related, 1)
        ]
        return {
            "ruleId": d.code,
            **({"ruleIndex": index} if index is not None else {}),
            "level": _LEVELS[d.severity],
            "message": {"text": _text(f"{d.message} {d.help}".strip())},
            "locations": [{**_location(d.place), **_logical(d.address)}],
            **({"relatedLocations": related} if related else {}),
            "partialFingerprints": {"gameplan/v1": self._fingerprint(d)},
            "suppressions": suppressions,
        }

    def _fingerprint(self, d: Diagnostic) -> str:
        """What makes it the same finding tomorrow: check, entry and marked text, and neither line nor wording."""
        key = (d.code, d.address or d.place.path, self._marked(d))
        self.seen[key] += 1
        return hashlib.sha256("\0".join((*key, str(self.seen[key]))).encode("utf-8", "replace")).hexdigest()

    def _marked(self, d: Diagnostic) -> str:
        """The marked text within one line. A mark over the whole line stands for the entry and says nothing more."""
        span = d.place.span
        lines = self.texts.get(d.place.path, ())
        if d.secret or span.line != span.end_line or not 0 < span.line <= len(lines):
            return ""
        line = lines[span.line - 1]
        marked = line[span.column - 1 : span.end_column - 1]
        return "" if marked == line else marked


def _suppression(accepted: Accepted) -> dict[str, Any]:
    return {
        "kind": "inSource" if accepted.in_source else "external",
        "status": "accepted",
        **({"justification": safe(accepted.reason)} if accepted.reason else {}),
    }


def _location(place: Place) -> dict[str, Any]:
    span = place.span
    region: dict[str, int] = {"startLine": span.line}
    if span != START:  # else it is about the file as a whole
        region |= {"startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column}
    return {"physicalLocation": {"artifactLocation": _file(place.path), "region": region}}


def _file(path: str) -> dict[str, str]:
    """A file as an address: below the folder one works in, or whole where it lies elsewhere."""
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    if re.match(r"[A-Za-z]:/", path):
        return {"uri": f"file:///{path[:2]}{quote(path[2:])}"}
    return {"uri": quote(path), "uriBaseId": _ROOT}


def _logical(address: str) -> dict[str, Any]:
    return {"logicalLocations": [{"fullyQualifiedName": address}]} if address else {}


def _text(text: str) -> str:
    """A plain text in which nothing that an author wrote becomes a link or a placeholder."""
    text = re.sub(r"\{(\d+)\}", r"{{\1}}", safe(text))
    return re.sub(r"\](?=\()", r"\\]", text)


def _uri(text: str) -> str:
    return quote(text, safe="/:?#&=%@+~,;$'*!")
