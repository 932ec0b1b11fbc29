"""What a report says of a code beside its findings: its words, and where its page is.

Reports are given this as plain data, the most telling first, and know nothing of checks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ..diagnostics import INTEGRITY, Diagnostic, Severity


@dataclass(frozen=True)
class Rule:
    """A code as reports describe it.

    `name` stands in addresses, `summary` is the fault in a few words without a full stop, `why` says why it
    matters as plain text, `help` is its page in Markdown. `severity` is the one without any settings.
    """

    code: str
    name: str
    summary: str
    severity: Severity
    why: str = ""
    help: str = ""

    @property
    def title(self) -> str:
        """The code with the fault in a few words, on one line."""
        return f"{self.code} {self.summary}"


@dataclass(frozen=True)
class Accepted:
    """A finding that is accepted and fails nothing, with the reason: in the playbook itself, as a waiver, or
    in a file beside it."""

    finding: Diagnostic
    reason: str = ""
    in_source: bool = True


def page_of(code: str) -> str:
    """Where the guide explains a code, as a path below the address of the guide.

    A check has a page of its own; what is wrong with the files themselves is explained on one.
    """
    if code in INTEGRITY:
        return f"messages/#{_anchor(f'{code} {INTEGRITY[code]}')}"
    return f"checks/{code.lower()}/"


def url_of(code: str, base: str) -> str:
    """The address of the page of a code, or "" where nobody said where the guide is published.

    `base` is the address of the guide, such as https://merrowby.example/playbook/guide/.
    """
    return f"{base.rstrip('/')}/{page_of(code)}" if base else ""


def ranks(rules: Iterable[Rule]) -> dict[str, int]:
    """How telling each code is, from 0 on: where a report is cut short, the first are kept."""
    return {rule.code: n for n, rule in enumerate(rules)}


def _anchor(heading: str) -> str:
    """The id that a heading has on a page."""
    ascii_only = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())
