"""Findings for a terminal: place, message, the line with the text marked, the cure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..diagnostics import Diagnostic
from ..source import Place

_WIDTH = 160


def as_text(findings: Iterable[Diagnostic], texts: Mapping[str, tuple[str, ...]]) -> str:
    """All findings, a blank line between them. `texts` gives the lines of a file by its path.

    No text of a playbook can become a control sequence: what cannot be printed is escaped.
    """
    return "\n".join(_one(d, texts) for d in findings)


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


def one_line(d: Diagnostic) -> str:
    """The first line of a finding, complete by itself."""
    span = d.place.span
    return safe(f"{d.place.path}:{span.line}:{span.column}: {d.severity.value}[{d.code}] {d.message}")


def _one(d: Diagnostic, texts: Mapping[str, tuple[str, ...]]) -> str:
    lines = [one_line(d)]
    lines += _excerpt(d.place, d.label, texts, secret=d.secret)
    if d.help:
        lines.append(f"  = {safe(d.help)}")
    for other in d.related:
        span = other.place.span
        lines.append(f"  = {safe(other.text)}: {safe(other.place.path)}:{span.line}:{span.column}")
    return "\n".join(lines) + "\n"


def _excerpt(place: Place, label: str, texts: Mapping[str, tuple[str, ...]], *, secret: bool) -> list[str]:
    lines = texts.get(place.path, ())
    span = place.span
    if (span.line, span.column) == (span.end_line, span.end_column):
        return []  # about the file as a whole, or its name
    if not 0 < span.line <= len(lines) or not lines[span.line - 1].strip():
        return []
    source = lines[span.line - 1]
    start = span.column - 1
    stop = span.end_column - 1 if span.end_line == span.line else len(source.rstrip())
    stop = max(stop, start + 1)
    if secret:
        source = source[:start] + "•" * (min(stop, len(source)) - start) + source[stop:]
    cut = max(0, start - 60) if len(source) > _WIDTH else 0
    source, start, stop = source[cut : cut + _WIDTH], start - cut, min(stop - cut, _WIDTH)
    number = str(span.line)
    gutter = " " * len(number)
    marks = " " * start + "^" * max(1, min(stop, len(source)) - start)
    return [
        f"{gutter} |",
        f"{number} | {safe(source)}",
        f"{gutter} | {marks} {safe(label)}".rstrip(),
        f"{gutter} |",
    ]


def safe(text: str) -> str:
    """A text in which control characters, terminal escapes included, are spelled out."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == " " else _spelled(c) for c in text)


def _spelled(c: str) -> str:
    if c == "\t":
        return " "
    # Marks that join letters and emoji are not "printable" to Python, and harmless.
    return c if c in "\u200c\u200d\u200e\u200f\ufe0f" else c.encode("unicode_escape").decode()
