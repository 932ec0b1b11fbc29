"""Findings as workflow commands: GitHub shows them at their lines in a proposed change.

A command is one line, `::error file=…,line=…::message`. What a playbook says stands in it with all its line
breaks, escapes and separators spelled out, so that it can neither end a command nor begin one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..diagnostics import Diagnostic, Severity
from ..source import START
from .rules import Rule, ranks, url_of
from .text import safe

SHOWN = 10
"""GitHub shows no more annotations of a level for a step, and drops the rest without a word."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
_PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.ADVICE: "pieces of advice"}


def as_github(findings: Iterable[Diagnostic], rules: Sequence[Rule] = (), *, base: str = "") -> str:
    """A workflow command for each finding, in their order, and "" where there is none.

    Where there are more of a level than GitHub shows, the most telling are kept, and one more command says
    how many are missing. `rules` are in the order in which they tell; `base` is the address of the guide.
    """
    found = list(findings)
    titles = {rule.code: rule.title for rule in rules}
    lines: list[str] = []
    for severity in Severity:
        of_level = [d for d in found if d.severity is severity]
        kept = _kept(of_level, rules)
        lines += [_command(d, titles.get(d.code, d.code), base) for d in kept]
        if left := len(of_level) - len(kept):
            lines.append(_more(severity, left))
    return "".join(f"{line}\n" for line in lines)


def _kept(findings: list[Diagnostic], rules: Sequence[Rule]) -> list[Diagnostic]:
    if len(findings) <= SHOWN:
        return findings
    rank = ranks(rules)
    telling = sorted(range(len(findings)), key=lambda n: (rank.get(findings[n].code, -1), n))
    return [findings[n] for n in sorted(telling[: SHOWN - 1])]


def command(level: str, properties: Iterable[tuple[str, str]], lines: Iterable[str]) -> str:
    """One workflow command without its newline. `level` is error, warning or notice; properties and lines are
    any texts at all, and are escaped here."""
    told = ",".join(f"{name}={_property(value)}" for name, value in properties)
    return f"::{level} {told}::{'%0A'.join(map(_data, lines))}"


def _command(d: Diagnostic, title: str, base: str) -> str:
    return command(_LEVELS[d.severity], (*_place(d), ("title", title)), _lines(d, base))


def _more(severity: Severity, left: int) -> str:
    told = f"{left} more {_PLURALS[severity]}. GitHub shows {SHOWN} at most; run `gameplan check --all` to see them."
    return command(_LEVELS[severity], [("title", "Gameplan")], [told])


def _place(d: Diagnostic) -> Iterator[tuple[str, str]]:
    span = d.place.span
    yield "file", d.place.path
    yield "line", str(span.line)
    if span == START:
        return  # about the file as a whole
    yield "endLine", str(span.end_line)
    if span.line == span.end_line:  # GitHub refuses columns of more than one line
        yield "col", str(span.column)
        yield "endColumn", str(span.end_column)


def _lines(d: Diagnostic, base: str) -> Iterator[str]:
    yield d.message
    if d.help:
        yield d.help
    for other in d.related:
        span = other.place.span
        yield f"{other.text}: {other.place.path}:{span.line}:{span.column}"
    if url := url_of(d.code, base):
        yield url


def _data(text: str) -> str:
    return safe(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
