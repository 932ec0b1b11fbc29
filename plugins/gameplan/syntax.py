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
    follows: bool = False
    """Whether another finding on the same line is likely to be its cause."""


# "  - key: value" cut into what stands before the value, and the value.
_LINE = re.compile(
    r"""^(?P<lead>\s*(?:-[ ]+)*)
        (?P<key>(?:"[^"]*"|'[^']*'|[^\s\-'"\[\]{}>|*&!%@`#,][^:\#]*?)\s*:(?:[ ]+|$))?
        (?P<value>.*)$""",
    re.VERBOSE,
)
_NO_SPACE = re.compile(r"^\s*(?:-\s+)*([A-Za-z_][\w-]*):(?=[^\s:/])")
_COLON = re.compile(r":(\s|$)")
_HASHTAG = re.compile(r"(?<=[\s,])(#\w)")
_FIELD = re.compile(r"^\s*[a-z_][a-z0-9_-]*\s*:(\s|$)")
_TIGHT_HYPHEN = re.compile(r"^\s*(-)[^\W\d_]")
# What may line up: the hyphen of an item, the name of a field, both on one line too.
_LINED_UP = re.compile(
    r"^(?P<lead>[ ]*)(?P<hyphens>(?:-[ ]+)*)(?P<name>[\w-]+)[ ]*:(?:[ ]|$)|^(?P<item>[ ]*)-(?:[ ]|$)"
)
_APOSTROPHE = re.compile(r"'(?:tis|twas|twere|cause|em|til|til|n|bout|round|\d\ds)\b", re.I)


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
    cut_short = "end of stream" in problem or "document separator" in problem
    if "quoted scalar" in context and context_mark is not None and cut_short:
        return unclosed(lines, context_mark.line, context_mark.column)
    if "escape" in problem:
        at = max(text.rfind("\\", 0, column + 1), 0)
        return _escape(Span(line + 1, at + 1, line + 1, max(column, at + 1) + 1))
    of_directive = "directive" in context or "%YAML" in problem or "tag handle" in problem
    if "incompatible" in problem or (of_directive and text.startswith("%")):
        return Fault(
            "SYN07",
            Span(line + 1, 1, line + 1, len(text) + 1),
            "Lines that begin with % are YAML directives, and directives are not allowed.",
            "If it is text, put quotes around it; otherwise delete the line.",
        )
    if "document start" in problem:
        return _after_the_end(lines, line, column)
    candidates = [(line, column)]
    if context_mark is not None and context_mark.line != line and context_mark.line < len(lines):
        candidates.append((context_mark.line, context_mark.column))
    if (
        last_quoted
        and last_quoted.line < last_quoted.end_line == line + 1
        and column >= last_quoted.end_column - 1
    ):
        return unclosed(lines, last_quoted.line - 1, last_quoted.column - 1)
    for row, col in candidates:
        if fault := _needs_quotes(lines, row, col, problem, context, same=row == line):
            return fault
    rows = [row for row, _ in reversed(candidates)]
    if "mapping values" in problem and line and not _COLON.search(lines[line - 1]):
        rows.append(line - 1)
    for row in rows:
        if match := _NO_SPACE.match(lines[row]):
            start = match.start(1) + 1
            return Fault(
                "SYN09",
                Span(row + 1, start, row + 1, match.end(1) + 2),
                f"There is no space after '{match[1]}:'.",
                f"Write `{match[1]}: …`, with a space after the colon.",
            )
    for row in (line, *(row for row, _ in candidates)):
        if match := _TIGHT_HYPHEN.match(lines[row]):
            return tight_hyphen(Span(row + 1, match.start(1) + 1, row + 1, match.end(1) + 2))
    if "flow" in context and (opening := _bracket(lines, context, context_mark)):
        return _open_bracket(lines, *opening)
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


def _after_the_end(lines: tuple[str, ...], row: int, column: int) -> Fault:
    """Text after a line `...`, or after a directive that no line `---` ends."""
    if not any(line.startswith("...") for line in lines[:row]):
        first = next((n for n, line in enumerate(lines) if line.strip() and line.lstrip()[0] != "#"), row)
        if first < row and lines[first].startswith(" ") and not lines[row].startswith((" ", "%")):
            return _begins_too_far_right(lines, first, row)
        row = next((n for n, line in enumerate(lines[:row]) if line.startswith("%")), row)
        return Fault(
            "SYN07",
            Span(row + 1, 1, row + 1, max(len(lines[row]), 1) + 1),
            "Lines that begin with % are YAML directives, and directives are not allowed.",
            "If it is text, put quotes around it; otherwise delete the line.",
        )
    return Fault(
        "SYN08",
        Span(row + 1, column + 1, row + 1, max(len(lines[row].rstrip()), column + 1) + 1),
        "This stands after the end of the document; a file holds one.",
        "Take out the line `...` above it, or move what follows into a file of its own.",
    )


def _begins_too_far_right(lines: tuple[str, ...], first: int, row: int) -> Fault:
    """The first lines of a file are indented, and those from `row` on are not."""
    spaces = _spaces(len(lines[first]) - len(lines[first].lstrip(" ")))
    last = row - 1
    while not lines[last].strip():
        last -= 1
    help = f"Delete {spaces} before {_word(lines[first])}."
    if last > first:
        help = f"Delete {spaces} at the beginning of each line from {first + 1} to {last + 1}."
    return Fault("SYN09", _whole(lines, first), f"This line begins further right than line {row + 1}.", help)


def tight_hyphen(span: Span) -> Fault:
    """A hyphen that touches the word behind it: YAML makes no list of it."""
    return Fault(
        "SYN09",
        span,
        "There is no space after this hyphen, so YAML makes no list of it.",
        "Put a space after each hyphen: `- …`.",
    )


def deeper_hyphen(lines: tuple[str, ...], row: int, column: int) -> Fault:
    """A hyphen (in a line counted from 0) that YAML takes for a part of the text above it.

    `column` is that of the hyphen of its list, counted from 1, or 0 where the text above is no item of a list.
    """
    whole = _whole(lines, row)
    message = "This hyphen is indented deeper than its list, so YAML reads it into the text above."
    help = f"Put it under the hyphen above: delete {_spaces(whole.column - column)} before it."
    if not column:
        message = "This hyphen stands below a text, so YAML reads it into that text."
        help = (
            "For a list, begin the text above on a line of its own too, behind a hyphen right above this one."
        )
    return Fault("SYN10", whole, message, f"{help} If it is all one text, put quotes around the whole.")


def _spaces(number: int) -> str:
    return "the space" if number == 1 else f"{number} spaces"


def _word(line: str) -> str:
    """What a line begins with, to be named in a message."""
    match = _LINED_UP.match(line)
    if match is None:
        return "it"
    return "the hyphen" if match["name"] is None or match["hyphens"] else f"'{match['name']}'"


def _bracket(lines: tuple[str, ...], context: str, mark: Any) -> tuple[int, int] | None:
    """Where the bracket opens that is still open, as far as it can be told."""
    if ("flow sequence" in context or "flow mapping" in context) and mark is not None:
        return mark.line, mark.column
    for row in range(len(lines) - 1, -1, -1):
        text = re.split(r"(?:^|\s)#", lines[row], maxsplit=1)[0]
        if text.count("[") + text.count("{") > text.count("]") + text.count("}"):
            return row, max(text.rfind("["), text.rfind("{"))
    return None


def _open_bracket(lines: tuple[str, ...], row: int, column: int) -> Fault:
    text = lines[row]
    if hashtag := _HASHTAG.search(text, column):
        return _cut_in_list(row, hashtag, text)
    sign = text[column : column + 1]
    closing = {"[": "]", "{": "}"}.get(sign, "a bracket")
    return Fault(
        "SYN09",
        Span(row + 1, column + 1, row + 1, column + 2),
        f"The {sign or 'bracket'} that opens here is not closed, or a comma is missing.",
        f"Close it with {closing}; if it is part of a text, put quotes around the text.",
        follows=True,
    )


def cut_in_flow(lost: str) -> str:
    """What a # cuts off a text within brackets: as far as the item goes."""
    return re.split(r"[,\]}]", lost, maxsplit=1)[0].rstrip()


def _cut_in_list(row: int, hashtag: re.Match[str], text: str) -> Fault:
    start = hashtag.start(1)
    lost = cut_in_flow(text[start:])
    return Fault(
        "SYN11",
        Span(row + 1, start + 1, row + 1, start + 1 + len(lost)),
        f"YAML would cut this list before '{lost}', because a # after a space begins a comment.",
        f'Put quotes around the item: "{lost}". A comment is written with a space: # like this.',
        "this would be lost",
        follows=True,
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


def unclosed(lines: tuple[str, ...], row: int, column: int) -> Fault:
    """The quote that opens at a place (counted from 0) and is not closed where it should be."""
    text = lines[row]
    sign = text[column : column + 1]
    help = f"Close it with {sign} at the end of the text."
    if sign == "'" and '"' not in text and "\\" not in text:
        quoted = f'put double quotes around the text: "{text[column:].rstrip()}"'
        if _APOSTROPHE.match(text, column):
            help = f"P{quoted[1:]}"
        elif "'" not in text[column + 1 :]:
            help += f" If it is an apostrophe, {quoted}"
    return Fault(
        "SYN14",
        Span(row + 1, column + 1, row + 1, len(text.rstrip()) + 1),
        "The quote that opens here is never closed.",
        help,
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
    if same and value[:1] in ("[", "{") and column > start and (item := _item_at(text, start, column)):
        start, end = item
        text, value = text[:end], text[start:end]
        if pieces := _TWO_QUOTED.fullmatch(value):
            return _comma(row, start + pieces.start(1), start + pieces.end(1))
        if why := _why_quotes(value):
            return _quotes(row, start, text, why)
    if "mapping values are not allowed" in problem and same:
        return _second_colon(lines, row, column, match, text)
    if value[:1] in ("@", "`", "%", "*", "&", "!") and (column >= start or not same):
        return _quotes(row, start, text, _why_quotes(value))
    if value[:1] in ("[", "{", '"', "'", ">", "|") and same and column > start:
        return _quotes(row, start, text, _why_quotes(value))
    if value[:2] in ("- ", "? ") and same and column == start and match["key"]:
        return _quotes(row, start, text, _why_quotes(value))
    return None


_TWO_QUOTED = re.compile(r"""(?:"[^"]*"|'[^']*')\s+("[^"]*"|'[^']*').*""")


def _comma(row: int, start: int, end: int) -> Fault:
    return Fault(
        "SYN09",
        Span(row + 1, start + 1, row + 1, end + 1),
        "A comma is missing before this.",
        "Write a comma between the two.",
    )


def _why_quotes(value: str) -> str:
    """Why YAML does not take a value as text, as the end of a sentence; "" where it would."""
    first = value[:1]
    if first in ("[", "{", "@", "`", "%", "*", "&", "!", ">", "|") or value[:2] in ("- ", "? "):
        return f"it begins with {first}"
    if first in ('"', "'"):
        return "only a part of it stands between quotes"
    if _COLON.search(value) or first == ":":
        return "it holds a colon followed by a space"
    return ""


def _item_at(text: str, start: int, column: int) -> tuple[int, int] | None:
    """The item of a list or mapping in brackets that stands at a column, or None.

    None too where the brackets close before the end of the line: then they belong to a text.
    For an item with a name, its value.
    """
    depth, opened, begin = 0, [start], start + 1
    quote = ""
    items: list[tuple[int, int]] = []
    for at in range(start, len(text)):
        sign = text[at]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and text[at - 1] in "[{, " and not text[begin:at].strip():
            quote = sign
        elif sign in "[{":
            depth += 1
            opened.append(at)
        elif sign in "]}":
            depth -= 1
            if depth == 0:
                if text[at + 1 :].strip():
                    return None
                items.append((begin, at))
        elif sign == "," and depth == 1:
            items.append((begin, at))
            begin = at + 1
    if depth or quote:
        return None
    for begin, end in items:
        if begin <= column <= end:
            return _trimmed(text, begin, end, column, named=text[start] == "{")
    return None


def _trimmed(text: str, begin: int, end: int, column: int, *, named: bool) -> tuple[int, int] | None:
    if named and (name := re.match(r"\s*[\w-]+:\s+", text[begin:end])):
        begin += name.end()
    item = text[begin:end]
    begin += len(item) - len(item.lstrip())
    end = begin + len(item.strip())
    if text[begin : begin + 1] in ("[", "{") and column > begin:
        return _item_at(text[:end], begin, column) or (begin, end)
    return (begin, end)


def _second_colon(
    lines: tuple[str, ...], row: int, column: int, match: re.Match[str], text: str
) -> Fault | None:
    why = "it holds a colon followed by a space"
    if match["key"] and column >= match.start("value"):
        return _quotes(row, match.start("value"), text, why)
    if _FIELD.match(text):
        return None
    # The colon stands in a continuation line: the text began further up.
    first = row
    while first > 0:
        first -= 1
        opening = _LINE.match(lines[first].rstrip())
        if opening is None or not lines[first].strip():
            continue
        if opening["key"] or "-" in opening["lead"]:
            start = opening.start("value")
            if not opening["value"]:
                first, start = _next_text(lines, first)
            return _long_quotes(lines, first, start, row, why)
    return None


def _next_text(lines: tuple[str, ...], row: int) -> tuple[int, int]:
    row += 1
    while not lines[row].strip():
        row += 1
    return row, len(lines[row]) - len(lines[row].lstrip())


def _long_quotes(lines: tuple[str, ...], first: int, start: int, last: int, why: str) -> Fault:
    """A text over several lines that needs quotes."""
    if first == last:
        return _quotes(first, start, lines[first].rstrip(), why)
    return Fault(
        "SYN10",
        Span(first + 1, start + 1, last + 1, len(lines[last].rstrip()) + 1),
        f"This text needs quotes, because {why}.",
        'Put a " before its first and after its last word, or write >- after the name of the field and the text '
        "on the lines below.",
    )


def _quotes(row: int, start: int, text: str, why: str) -> Fault:
    value = text[start:].rstrip()
    if re.fullmatch(r"'[^']*\w'\w.*'|\"[^\"]* \"\w.*\"", value):
        # A quote inside closed the quotes around: the text is what they were meant to hold.
        value = value[1:-1]
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
        _lining_up(lines, row)
        or f"Indent it like the fields it belongs to (line {above + 1} is just above), with spaces.",
    )


def _lining_up(lines: tuple[str, ...], row: int) -> str:
    """How many spaces to delete or to add, so that a line stands under one of those above it that are like it."""
    here = _LINED_UP.match(lines[row])
    if here is None:
        return ""
    indent = len(lines[row]) - len(lines[row].lstrip(" "))
    item = here["name"] is None or bool(here["hyphens"])
    less, more = _neighbours(lines, row, indent, item=item)
    word = _word(lines[row])
    delete = f"elete {_spaces(indent - less[0])} before {word}" if less else ""
    number = more[0] - indent if more else 0
    add = f"ut {number} more space{'' if number == 1 else 's'} before {word}" if more else ""
    under = [f"under {_named(lines[at[1]], item=item)} (line {at[1] + 1})" for at in (less, more) if at]
    if less and more and indent - less[0] == number:
        return f"P{add}, so that it stands {under[1]}; or d{delete}, if it belongs {under[0]}."
    if more and (not less or number < indent - less[0]):
        return f"P{add}, so that it stands {under[-1]}."
    if not less:
        return ""
    text = (
        " If it belongs to the text above, put quotes around that text."
        if indent - less[0] > 1 and not item
        else ""
    )
    return f"D{delete}, so that it stands {under[0]}.{text}"


def _named(line: str, *, item: bool) -> str:
    match = _LINED_UP.match(line)
    return "the hyphen" if item or match is None else f"'{match['name']}'"


def _neighbours(
    lines: tuple[str, ...], row: int, indent: int, *, item: bool
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The nearest columns to the left and right of an indentation at which hyphens (`item`) or names of fields
    above stand that may go on here; each with its line."""
    less: tuple[int, int] | None = None
    more: tuple[int, int] | None = None
    limit = 1_000
    for at in range(row - 1, -1, -1):
        match = _LINED_UP.match(lines[at])
        if match is None or not limit:
            continue
        left = len(lines[at]) - len(lines[at].lstrip(" "))
        if left >= limit:
            continue
        hyphen = match["name"] is None or bool(match["hyphens"])
        name = match.start("name")
        column = left if item == hyphen else name
        limit = left
        if column < 0 or (item and not hyphen):
            continue
        if column == indent:
            return None, None
        if column > indent:
            more = (column, at)
        elif less is None:
            less = (column, at)
    return less, more
