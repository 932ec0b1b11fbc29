"""Findings for a terminal: place, message, the line with the text marked, the cure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..diagnostics import Diagnostic, Severity

_WIDTH = 160
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.ADVICE: "1;36"}
_LOG_COMMAND = re.compile(r"##(?=[\w.]*\[)")
"""How a command to a build service begins, wherever it stands in a line of a log: `##[`, `##vso[`."""


def as_text(
    findings: Iterable[Diagnostic], texts: Mapping[str, tuple[str, ...]], *, colour: bool = False
) -> str:
    """All findings, a blank line between them. `texts` gives the lines of a file by its path.

    No text of a playbook can become a control sequence, or a command to the service that keeps the log:
    what could is escaped. With `colour` the word for the severity and the marks are coloured.
    """
    return "\n".join(_one(d, texts, colour) for d in findings)


def summary_line(findings: Iterable[Diagnostic]) -> str:
    """How many of each severity, in words: '2 errors, 1 warning', or 'No findings'."""
    counts: dict[str, int] = {}
    for d in findings:
        counts[d.severity.value] = counts.get(d.severity.value, 0) + 1
    words = []
    for severity in ("error", "warning", "advice"):
        if n := counts.get(severity):
            plural = "" if n == 1 or severity == "advice" else "s"
            words.append(f"{n} {severity}{plural}")
    return ", ".join(words) or "No findings"


def one_line(d: Diagnostic, *, colour: bool = False) -> str:
    """The first line of a finding, complete by itself."""
    span = d.place.span
    word = _painted(d.severity.value, d.severity, colour)
    return f"{safe(d.place.path)}:{span.line}:{span.column}: {word}[{d.code}] {safe(d.message)}"


def _painted(text: str, severity: Severity, colour: bool) -> str:
    return f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m" if colour else text


def _one(d: Diagnostic, texts: Mapping[str, tuple[str, ...]], colour: bool) -> str:
    lines = [one_line(d, colour=colour)]
    lines += _excerpt(d, texts, colour)
    if d.help:
        lines.append(f"  = {safe(d.help)}")
    for other in d.related:
        span = other.place.span
        lines.append(f"  = {safe(other.text)}: {safe(other.place.path)}:{span.line}:{span.column}")
    return "\n".join(lines) + "\n"


def _excerpt(d: Diagnostic, texts: Mapping[str, tuple[str, ...]], colour: bool) -> list[str]:
    lines = texts.get(d.place.path, ())
    span = d.place.span
    if (span.line, span.column) == (span.end_line, span.end_column):
        return []  # about the file as a whole, or its name
    if not 0 < span.line <= len(lines) or not lines[span.line - 1].strip():
        return []
    source = lines[span.line - 1]
    start = span.column - 1
    stop = span.end_column - 1 if span.end_line == span.line else len(source.rstrip())
    stop = max(stop, start + 1)
    if d.secret:
        source = source[:start] + "•" * (min(stop, len(source)) - start) + source[stop:]
    cut = max(0, start - 60) if len(source) > _WIDTH else 0
    source, start, stop = source[cut : cut + _WIDTH], start - cut, min(stop - cut, _WIDTH)
    number = str(span.line)
    gutter = " " * len(number)
    marks = _painted("^" * max(1, min(stop, len(source)) - start), d.severity, colour)
    return [
        f"{gutter} |",
        f"{number} | {safe(source)}",
        f"{gutter} | {' ' * start}{marks} {safe(d.label)}".rstrip(),
        f"{gutter} |",
    ]


def safe(text: str) -> str:
    """A text in which control characters, terminal escapes included, and commands to a build service are
    spelled out."""
    if "##" in text:
        text = _LOG_COMMAND.sub(r"#\\x23", text)
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == " " else _spelled(c) for c in text)


def _spelled(c: str) -> str:
    if c == "\t":
        return " "
    # Marks that join letters and emoji are not "printable" to Python, and harmless.
    return c if c in "\u200c\u200d\u200e\u200f\ufe0f" else c.encode("unicode_escape").decode()
