"""A baseline: the findings that an existing playbook has already, so that only new ones fail.

It holds how often each check finds something at each address, and no line or wording, so moving and
rewording change nothing. What is mended leaves it when it is written again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from ..diagnostics import INTEGRITY, Diagnostic

VERSION = 1


class BadBaseline(Exception):
    """The file is not a baseline; the message says why, and the cure."""


def written(findings: Iterable[Diagnostic]) -> str:
    """The text of a baseline with these findings; errors of integrity are never part of it."""
    counts = Counter((d.code, d.address) for d in findings if d.code not in INTEGRITY)
    by_code: dict[str, dict[str, int]] = {}
    for (code, address), n in sorted(counts.items()):
        by_code.setdefault(code, {})[address] = n
    return json.dumps({"version": VERSION, "findings": by_code}, indent=2, sort_keys=True) + "\n"


def split(text: str, findings: Iterable[Diagnostic]) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Findings as (new, known) by the text of a baseline. Raises BadBaseline.

    Where a check finds more at an address than the baseline knows, the last of them are new.
    """
    left = _counts(text)
    new: list[Diagnostic] = []
    known: list[Diagnostic] = []
    for finding in findings:
        key = finding.code, finding.address
        if finding.code not in INTEGRITY and left[key] > 0:
            left[key] -= 1
            known.append(finding)
        else:
            new.append(finding)
    return tuple(new), tuple(known)


def _counts(text: str) -> Counter[tuple[str, str]]:
    cure = "Write it again with `gameplan check --write-baseline`."
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise BadBaseline(
                f"This baseline has version {data['version']}, and {VERSION} is known here. {cure}"
            )
        return Counter(
            {
                (code, address): int(n)
                for code, places in data["findings"].items()
                for address, n in places.items()
            }
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadBaseline(f"This is not a baseline of gameplan. {cure}") from None
