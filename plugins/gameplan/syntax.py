"""What a person meant when YAML refuses a text: the parser's complaint in words of an editor.

A parser says what it expected; an editor needs to hear what to do. This room looks at the
line where the parser stopped and names the usual slip. It reads marks and lines only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .source import Span


@dataclass(frozen=True)
class Fault:
    """One slip: its code, where it is, what it is and the cure."""

    code: str
    span: Span
    message: str
    help: str = ""
    label: str = ""


# "  - key: value" cut into what stands before the value, and the value.
_LINE = re.compile(
    r"""^(?P<lead>\s*(?:-[ ]+)*)
        (?P<key>(?:"[^"]*"|'[^']*'|[^\s\-'"\[\]{}>|*&!%@`#,][^:\#]*?)\s*:(?:[ ]+|$))?
        (?P<value>.*)$""",
    re.VERBOSE,
)
_NO_SPACE = re.compile(r"^\s*(?:-\s+)*([A-Za-z_][\w-]*):(?=[^\s:/])")
_FIELD = re.compile(r"^\s*[a-z_][a-z0-9_-]*\s*:(\s|$)")


def explain(error: Any, lines: tuple[str, ...], last_quoted: Span | None) -> Fault:
    """The slip behind a parser's error.

    `error` is a yaml.YAMLError, `last_quoted` the last quoted text that was read before it.
    """
    if fault := _code_point(lines):
        return fault
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", "") or "")
    context = str(getattr(error, "context", "") or "")
    mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    if mark is None:
        mark = context_mark
    line = min(mark.line, len(lines) - 1) if mark is not None else 0
    column = mark.column if mark is not None else 0
    text = lines[line]

    if fault := _tab(lines, line, column, problem):
        return fault
    if "quoted scalar" in context and context_mark is not None and "escape" not in problem:
        if "end of stream" in problem or "document separator" in problem:
            return _unclosed(lines, context_mark.line, context_mark.column)
    if "escape" in problem:
        return _escape(Span(line + 1, max(column, 1), line + 1, column + 1))
    if "directive" in context or "%YAML" in problem or "incompatible" in problem or "tag handle" in problem:
        if text.startswith("%") or "incompatible" in problem:
            return Fault(
                "SYN07",
                Span(line + 1, 1, line + 1, len(text) + 1),
                "Lines that begin with % are YAML directives, and directives are not allowed.",
                "If it is text, put quotes around it; otherwise delete the line.",
            )
    candidates = [(line, column)]
    if context_mark is not None and context_mark.line != line and context_mark.line < len(lines):
        candidates.append((context_mark.line, context_mark.column))
    if last_quoted and last_quoted.line < last_quoted.end_line == line + 1 and column >= last_quoted.end_column - 1:
        return _unclosed(lines, last_quoted.line - 1, last_quoted.column - 1)
    for row, col in candidates:
        if fault := _needs_quotes(lines, row, col, problem, context, same=row == line):
            return fault
    for row, _ in reversed(candidates):
        if match := _NO_SPACE.match(lines[row]):
            start = match.start(1) + 1
            return Fault(
                "SYN09",
                Span(row + 1, start, row + 1, match.end(1) + 2),
                f"There is no space after '{match[1]}:'.",
                f"Write `{match[1]}: …`, with a space after the colon.",
            )
    if "flow sequence" in context or "flow mapping" in context:
        if context_mark is not None:
            sign = lines[context_mark.line][context_mark.column : context_mark.column + 1]
            closing = {"[": "]", "{": "}"}.get(sign, "bracket")
            return Fault(
                "SYN09",
                Span(context_mark.line + 1, context_mark.column + 1, context_mark.line + 1, context_mark.column + 2),
                f"The {sign or 'bracket'} that opens here is not closed, or a comma is missing.",
                f"Close it with {closing}; if it is part of a text, put quotes around the text.",
            )
    if "block mapping" in context or "block collection" in context or "mapping values" in problem:
        return _indentation(lines, line)
    if "could not find expected ':'" in problem:
        row = context_mark.line if context_mark is not None else line
        return Fault(
            "SYN09",
            _whole(lines, row),
            "This line is neither a field with a value nor the continuation of one.",
            "Write `field: value`; text that runs over several lines is indented under its field.",
        )
    words = problem.replace("<", "").replace(">", "") or "this is not well-formed"
    return Fault(
        "SYN09",
        Span(line + 1, column + 1, line + 1, column + 2),
        f"YAML cannot be read from here on: {words}.",
        "Compare the line and the one above with a neighbouring file.",
    )


def _escape(span: Span) -> Fault:
    return Fault(
        "SYN09",
        span,
        "The backslash here begins a code that does not exist.",
        "In text between double quotes write \\\\ for a backslash, or use single quotes.",
    )


def _code_point(lines: tuple[str, ...]) -> Fault | None:
    """A code beyond the end of Unicode, which the pure parser reports without a place."""
    for row, line in enumerate(lines, 1):
        for match in re.finditer(r"\\U([0-9A-Fa-f]{8})", line) if "\\U" in line else ():
            if int(match[1], 16) > 0x10FFFF:
                return _escape(Span(row, match.start() + 1, row, match.end() + 1))
    return None


def _whole(lines: tuple[str, ...], row: int) -> Span:
    text = lines[row]
    start = len(text) - len(text.lstrip()) + 1
    return Span(row + 1, start, row + 1, max(len(text.rstrip()) + 1, start + 1))


def _tab(lines: tuple[str, ...], row: int, column: int, problem: str) -> Fault | None:
    text = lines[row]
    if column < len(text) and text[column] == "\t":
        at = column
    else:
        lead = text[: len(text) - len(text.lstrip())]
        if "\t" not in lead:
            return None
        at = lead.index("\t")
    return Fault(
        "SYN12",
        Span(row + 1, at + 1, row + 1, at + 2),
        "There is a tab here; YAML wants spaces.",
        "Replace the tab by spaces (two for each level).",
    )


def _unclosed(lines: tuple[str, ...], row: int, column: int) -> Fault:
    text = lines[row]
    return Fault(
        "SYN14",
        Span(row + 1, column + 1, row + 1, len(text.rstrip()) + 1),
        "The quote that opens here is never closed.",
        f"Close it with {text[column : column + 1]} at the end of the text.",
        "opens here",
    )


def _needs_quotes(
    lines: tuple[str, ...], row: int, column: int, problem: str, context: str, *, same: bool
) -> Fault | None:
    text = lines[row].rstrip()
    match = _LINE.match(text)
    if match is None:
        return None
    value = match["value"]
    start = match.start("value")
    first = value[:1]
    if first in ("@", "`", "%", "*", "&", "!") and (column >= start or not same):
        return _quotes(row, start, text, f"it begins with {first}")
    if first in ("[", "{") and same and column > start:
        return _quotes(row, start, text, f"it begins with {first}")
    if first in ('"', "'") and same and column > start:
        return _quotes(row, start, text, "only a part of it stands between quotes")
    if first in (">", "|") and same and column > start:
        return _quotes(row, start, text, f"it begins with {first}")
    if "mapping values are not allowed" in problem and same:
        return _second_colon(lines, row, column, match, text)
    return None


def _second_colon(
    lines: tuple[str, ...], row: int, column: int, match: re.Match[str], text: str
) -> Fault | None:
    if match["key"] and column >= match.start("value"):
        return _quotes(row, match.start("value"), text, "it holds a colon followed by a space")
    above = row - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    if above < 0 or _FIELD.match(text):
        return None
    # The colon stands in a continuation line: the text began further up.
    while above > 0 and not _LINE.match(lines[above].rstrip())["key"]:  # type: ignore[index]  # _LINE matches any line
        above -= 1
    opening = _LINE.match(lines[above].rstrip())
    if opening is None or not opening["value"]:
        return None
    return _quotes(above, opening.start("value"), lines[above].rstrip(), "it holds a colon followed by a space")


def _quotes(row: int, start: int, text: str, why: str) -> Fault:
    value = text[start:].rstrip()
    inner = value.replace("\\", "\\\\").replace('"', '\\"')
    sample = f'"{inner}"' if "'" in value or '"' not in value else f"'{value}'"
    if len(sample) > 90:
        sample = sample[:88] + "…" + sample[-1]
    return Fault(
        "SYN10",
        Span(row + 1, start + 1, row + 1, len(text) + 1),
        f"This text needs quotes, because {why}.",
        f"Put quotes around it: {sample}",
    )


def _indentation(lines: tuple[str, ...], row: int) -> Fault:
    above = row - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    return Fault(
        "SYN09",
        _whole(lines, row),
        "This line does not line up with the lines above it.",
        f"Indent it like the fields it belongs to (line {above + 1} is just above), with spaces.",
    )
