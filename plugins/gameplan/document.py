"""A YAML text in which every value knows its place.

The only room that reads YAML. One pass over the parser's events polices the text (depth,
size, anchors, tags, second documents) and builds the nodes at once, so nothing is ever
composed or constructed by the parser. Scalars stay text until a field's type decodes them.
Both of PyYAML's parsers, the C one and the pure one, lead to the same answer.
Limits and threats: docs "How Gameplan reads YAML".
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from .diagnostics import Diagnostic, Label, Severity
from .settings import Limits
from .source import START, Place, Span
from .syntax import Fault, cut_in_flow, deeper_hyphen, explain, unclosed

try:
    from yaml import CBaseLoader as FastLoader
except ImportError:  # PyYAML built without libyaml
    from yaml import BaseLoader as FastLoader  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as text. `plain` means written without quotes or block markers."""

    text: str
    span: Span
    plain: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether the author wrote nothing here (or blanks, or YAML's `~` and `null`, unquoted)."""
        return not self.text.strip() or (self.plain and self.text in ("~", "null", "Null", "NULL"))


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list. `flow` means written in brackets."""

    items: tuple[Node, ...]
    span: Span
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping with its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; every key occurs once. `flow`: written in braces."""

    entries: tuple[Entry, ...]
    span: Span
    flow: bool = False

    def get(self, key: str) -> Node | None:
        """The value under `key`, or None."""
        for entry in self.entries:
            if entry.key.text == key:
                return entry.value
        return None


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class Document:
    """The outcome of reading one text: its tree (None where it has none) and what was found."""

    path: str
    root: Node | None
    findings: tuple[Diagnostic, ...]
    lines: tuple[str, ...] = field(repr=False, default=())

    def slice(self, span: Span) -> str:
        """The raw text of a span, as the author wrote it."""
        if span.line == span.end_line:
            return self.lines[span.line - 1][span.column - 1 : span.end_column - 1]
        first = self.lines[span.line - 1][span.column - 1 :]
        last = self.lines[span.end_line - 1][: span.end_column - 1]
        return "\n".join([first, *self.lines[span.line : span.end_line - 1], last])


# Beyond its own errors PyYAML lets these escape on hostile text (a code point beyond Unicode, say).
_PARSER_FAULTS = (yaml.YAMLError, ValueError, OverflowError, LookupError, AttributeError, RecursionError)


class _Unreadable(Exception):
    """The text cannot be read past this point; carries the finding that says so."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read(data: bytes, path: str, limits: Limits, *, pure: bool = False) -> Document:
    """Read one YAML text. Never raises; everything wrong is a finding at its place.

    `path` is the name printed in findings; `pure` forces PyYAML's pure parser.
    """
    try:
        text = _decode(data, path, limits)
        lines = tuple(text.split("\n"))
        early = _scan_text(lines, path)
    except _Unreadable as stop:
        return Document(path, None, (stop.finding,))
    if any(d.code == "SYN04" and d.severity is Severity.ERROR for d in early):
        return Document(path, None, tuple(early), lines)
    # libyaml puts the end of a text without a last line break on a line that does not exist.
    text = text if text.endswith("\n") else text + "\n"
    fast = not pure and not _ONLY_PURE.search(text)
    document = _parsed(text, path, lines, limits, early, FastLoader if fast else yaml.BaseLoader)
    if fast and len(text) <= _TWICE and any(d.code != "SYN05" for d in document.findings):
        # The pure parser has the better words and places, and gives both parsers one voice.
        document = _parsed(text, path, lines, limits, early, yaml.BaseLoader)
    return document


_TWICE = 200_000
"""How long a text with a fault may be to be read again by the slower parser."""

# What libyaml accepts where YAML and the pure parser do not: tabs between tokens, a # that touches
# the mark of a block text, other signs than letters in the handle of a tag.
_ONLY_PURE = re.compile(r"\t|[|>][-+0-9]*#|(?:^|[\s,\[{])![^\s]*!", re.M)


# The pure parser ends a text within brackets at a question mark (`[Who can see it?]`), where YAML and
# libyaml do not; so it is shown a sign that no text may hold.
_QUESTION_MARK = re.compile(r"(?:(?<=[^\s\[{,?])|(?<=[^\s\[{,:?-])[ ]+)\?+")
_STAND_IN = "\U0010ffff"


def _parsed(
    text: str, path: str, lines: tuple[str, ...], limits: Limits, early: list[Diagnostic], loader: type
) -> Document:
    """The document that one of the parsers makes of a text."""
    builder = _Builder(path, lines, limits)
    try:
        root = builder.build(text, loader)
    except _Unreadable as stop:
        return Document(path, None, (*early, *builder.findings, stop.finding), lines)
    except _PARSER_FAULTS as error:
        return _refused(path, lines, (*early, *builder.findings), explain(error, lines, builder.last_quoted))
    return Document(path, root, (*early, *builder.findings), lines)


def _refused(path: str, lines: tuple[str, ...], found: tuple[Diagnostic, ...], fault: Fault) -> Document:
    finding = Diagnostic(
        fault.code, Severity.ERROR, fault.message, Place(path, fault.span), help=fault.help, label=fault.label
    )
    if fault.follows and any(d.place.span.line == fault.span.line for d in found):
        return Document(path, None, found, lines)
    if any(
        d.code == fault.code == "SYN10" and fault.span.line <= d.place.span.line <= fault.span.end_line
        for d in found
    ):
        return Document(path, None, found, lines)  # a hyphen in the text, which says more
    return Document(path, None, (*found, finding), lines)


# --- before parsing: bytes and characters ---------------------------------------------------


def _decode(data: bytes, path: str, limits: Limits) -> str:
    if len(data) > limits.file_bytes:
        raise _stop(
            path,
            START,
            "SYN05",
            f"This file is larger than the limit of {limits.file_bytes:,} bytes (limits.file_bytes).",
            "Split it: one file per entry, in a folder named after the kind.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # utf-8-sig counts from after the byte order mark.
        body = data[3:] if data.startswith(b"\xef\xbb\xbf") else data
        before = body[: error.start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        byte = body[error.start]
        raise _stop(
            path,
            Span(line, column, line, column + 1),
            "SYN02",
            f"This file is not UTF-8 text: the byte 0x{byte:02x} here cannot be read.",
            "Save the file as UTF-8 (in most editors: Save with encoding, UTF-8).",
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


_NAMES = {
    0x85: "a hidden line break",
    0x2028: "a hidden line separator",
    0x2029: "a hidden paragraph separator",
    0x200B: "an invisible zero-width space",
    0x2060: "an invisible word joiner",
    0xFEFF: "an invisible byte order mark",
    **dict.fromkeys(range(0xD800, 0xE000), "half of a character"),
    **dict.fromkeys(
        [*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "a mark that turns the reading direction"
    ),
}
_BAD_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u2060\ufeff\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def _bad_character(match: re.Match[str], place: Place) -> Diagnostic:
    number = ord(match.group())
    what = _NAMES.get(number, "a control character")
    return Diagnostic(
        "SYN03",
        Severity.ERROR,
        f"This text holds {what} (U+{number:04X}).",
        place,
        help="Delete it, or type the text again; it often comes along when text is pasted.",
    )


def _scan_text(lines: tuple[str, ...], path: str) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for number, line in enumerate(lines, 1):
        if not line.isprintable() and (match := _BAD_CHARACTER.search(line)):
            column = match.start() + 1
            found.append(_bad_character(match, Place(path, Span(number, column, number, column + 1))))
            # Both parsers give up at such a character, each in its own way, so it ends the reading.
            raise _Unreadable(found[-1])
        if line.startswith(("<<<<<<< ", ">>>>>>> ")) or line in ("<<<<<<<", ">>>>>>>"):
            found.append(_conflict(path, number, line, Severity.ERROR))
            return found
        stripped = line.lstrip(" ")
        if stripped is not line and stripped.startswith(("<<<<<<< ", ">>>>>>> ")):
            found.append(_conflict(path, number, line, Severity.WARNING))
    return found


def _conflict(path: str, number: int, line: str, severity: Severity) -> Diagnostic:
    start = len(line) - len(line.lstrip(" ")) + 1
    what = "This file holds" if severity is Severity.ERROR else "This text holds"
    return Diagnostic(
        "SYN04",
        severity,
        f"{what} the conflict markers of a merge that was not finished.",
        Place(path, Span(number, start, number, len(line) + 1)),
        help="Keep one of the two versions and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
    )


def _stop(path: str, span: Span, code: str, message: str, help: str = "", label: str = "") -> _Unreadable:
    return _Unreadable(Diagnostic(code, Severity.ERROR, message, Place(path, span), help=help, label=label))


# --- one pass over the events ---------------------------------------------------------------


@dataclass
class _Frame:
    """A list or mapping that is still open."""

    is_map: bool
    flow: bool
    line: int
    column: int
    items: list[Any] = field(default_factory=list)
    key: Scalar | None = None
    seen: dict[str, Scalar] = field(default_factory=dict)


class _Builder:
    def __init__(self, path: str, lines: tuple[str, ...], limits: Limits) -> None:
        self.path = path
        self.lines = lines
        self.limits = limits
        self.findings: list[Diagnostic] = []
        self.last_quoted: Span | None = None
        self._nodes = 0
        self._hashes = any(" #" in line or line.startswith("#") for line in lines)
        self._stack: list[_Frame] = []
        self._root: Node | None = None

    def build(self, text: str, loader: Any) -> Node | None:
        masked = loader is yaml.BaseLoader and "10ffff" not in text.lower()
        if masked:
            text = _QUESTION_MARK.sub(lambda m: m.group().replace("?", _STAND_IN), text)
        parser = loader(text)
        try:
            self._events(parser.get_event, masked)
        finally:
            parser.dispose()
        return self._root

    def _events(self, following: Callable[[], Any], masked: bool) -> None:
        """Build from one event after another; `yaml.parse` would do the same, and ask twice for each."""
        documents = 0
        while (event := following()) is not None:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._police(event)
                self._add(self._scalar(event, masked))
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._police(event)
                self._open(event, kind is yaml.MappingStartEvent)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close(event)
            elif kind is yaml.AliasEvent:
                raise self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise _stop(
                        self.path,
                        _mark_span(event),
                        "SYN08",
                        "A second document begins here; a file holds one.",
                        "Take out the line `---`, or move what follows into a file of its own.",
                    )
                if getattr(event, "tags", None):
                    raise _stop(
                        self.path,
                        START,
                        "SYN07",
                        "Directives such as %TAG are not allowed.",
                        "Delete the line.",
                    )
            elif kind is yaml.StreamEndEvent:
                return

    def _police(self, event: Any) -> None:
        self._nodes += 1
        if event.anchor is None and event.tag is None and self._nodes <= self.limits.nodes:
            return
        if self._nodes > self.limits.nodes:
            raise _stop(
                self.path,
                _mark_span(event),
                "SYN05",
                f"This file holds more than the limit of {self.limits.nodes:,} values (limits.nodes).",
                "Split it into several files.",
            )
        if event.anchor is not None:
            self._say(
                "SYN06",
                self._find_back(_mark_span(event), "&"),
                f"'&{event.anchor}' is a YAML anchor, and anchors are not allowed.",
                "If it is text, put quotes around the whole value.",
            )
        if event.tag is not None:
            self._say(
                "SYN07",
                self._find_back(_mark_span(event), "!"),
                f"'{_short_tag(event.tag)}' is a YAML tag, and tags are not allowed.",
                "If it is text, put quotes around the whole value; otherwise delete the tag.",
            )

    def _find_back(self, span: Span, sign: str) -> Span:
        """The anchor or tag that stands at or just before where its value was said to begin."""
        line = self.lines[span.line - 1]
        column = line.rfind(sign, 0, span.column) + 1
        if not column:
            return span
        length = len(re.split(r"[\s,\]}]", line[column - 1 :], maxsplit=1)[0])
        return Span(span.line, column, span.line, column + length)

    def _alias(self, event: Any) -> _Unreadable:
        span = _mark_span(event)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.is_map and frame.key is not None and frame.key.text == "<<":
            return _stop(
                self.path,
                frame.key.span,
                "SYN06",
                "Merge keys (<<) are not allowed.",
                "Write the fields out.",
            )
        return _stop(
            self.path,
            span,
            "SYN06",
            f"'*{event.anchor}' is a YAML alias, and aliases are not allowed.",
            "If it is text, put quotes around the whole value; otherwise write the value out.",
        )

    def _scalar(self, event: Any, masked: bool) -> Scalar:
        start, end = event.start_mark, event.end_mark
        style = event.style
        plain = not style
        text: str = event.value.replace(_STAND_IN, "?") if masked else event.value
        if style in ("|", ">"):
            span = self._block_span(start, end)
        else:
            span = Span(start.line + 1, start.column + 1, *self._end(end))
            if plain:
                if self._hashes:
                    self._cut_text(text, span)
                if span.line < span.end_line:
                    self._with_hyphens(span)
                span = self._nothing(span) if not text else span
            else:
                self.last_quoted = span
                self._swallowed(span)
                rest = self.lines[span.end_line - 1][span.end_column - 1 :] if self._hashes else ""
                if match := _CUT.match(rest):
                    self._cut(text, span.end_line, span.end_column + match.end(1))
        if not text.isprintable() and (match := _BAD_CHARACTER.search(text)):
            self.findings.append(_bad_character(match, Place(self.path, span)))
            text = _BAD_CHARACTER.sub("\ufffd", text)
        return Scalar(text, span, plain)

    def _nothing(self, span: Span) -> Span:
        """Where a value would stand that is not written: right behind its key; for an item its hyphen."""
        frame = self._stack[-1] if self._stack else None
        if frame and frame.key:
            end = frame.key.span[2:]
            return Span(*end, *end)
        if frame and not frame.is_map and not frame.flow:
            hyphen = self.lines[span.line - 1].rfind("-", 0, span.column) + 1
            return Span(span.line, hyphen, span.line, hyphen + 1) if hyphen else span
        return span

    def _end(self, mark: Any) -> tuple[int, int]:
        """Where something ends, no further than the text."""
        if mark.line < len(self.lines):
            return mark.line + 1, mark.column + 1
        return len(self.lines), len(self.lines[-1]) + 1

    def _swallowed(self, span: Span) -> None:
        """Stop at a quoted text that runs over the fields below it, because its quote was never closed."""
        frame = self._stack[-1] if self._stack else None
        if span.line == span.end_line or frame is None or frame.flow:
            return
        for line in self.lines[span.line : span.end_line]:
            indent = len(line) - len(line.lstrip(" "))
            if indent < frame.column and _FIELD_OR_ITEM.match(line, indent):
                fault = unclosed(self.lines, span.line - 1, span.column - 1)
                raise _stop(self.path, fault.span, fault.code, fault.message, fault.help, fault.label)

    def _with_hyphens(self, span: Span) -> None:
        """A line of a plain text that begins with a hyphen was meant as an item of a list."""
        if self._stack and self._stack[-1].flow:
            return
        for row in range(span.line, span.end_line):
            if match := _HYPHEN.match(self.lines[row]):
                fields = [f for f in self._stack[-1:] if f.is_map]
                lists = [f for f in self._stack[-2:] if not f.is_map and not f.flow]
                item = bool(lists) and (not fields or match.end(1) < fields[0].column)
                fault = deeper_hyphen(self.lines, row, lists[-1].column if item else 0)
                self._say(fault.code, fault.span, fault.message, fault.help)

    def _block_span(self, start: Any, end: Any) -> Span:
        """Block scalars end at the next token; end this one at its last line with text."""
        line = end.line if end.column else end.line - 1
        line = min(line, len(self.lines) - 1)
        while line > start.line and not self.lines[line].strip():
            line -= 1
        return Span(start.line + 1, start.column + 1, line + 1, len(self.lines[line]) + 1)

    def _cut_text(self, text: str, span: Span) -> None:
        line = self.lines[span.end_line - 1] if span.end_line <= len(self.lines) else ""
        rest = line[span.end_column - 1 :]
        if "#" in rest and (match := _CUT.match(rest)):
            self._cut(text, span.end_line, span.end_column + match.end(1))
        elif text and not rest.strip() and self._stack and not self._stack[-1].flow:
            self._cut_below(text, span.end_line, self._stack[-1].column)

    def _cut_below(self, text: str, line: int, column: int) -> None:
        """A line of the text that begins with a hashtag would be lost like the end of one."""
        for index in range(line, len(self.lines)):
            below = self.lines[index]
            if below.strip():
                hash_column = len(below) - len(below.lstrip(" ")) + 1
                if hash_column > column and _HASHTAG_LINE.match(below):
                    self._cut(text, index + 1, hash_column)
                return

    def _cut(self, text: str, number: int, hash_column: int) -> None:
        line = self.lines[number - 1]
        end = len(line.rstrip()) + 1
        lost = line[hash_column - 1 : end - 1]
        if self._stack and self._stack[-1].flow:
            lost = cut_in_flow(lost)
            end = hash_column + len(lost)
        whole = f"{text} {lost}".strip().replace("\\", "\\\\").replace('"', '\\"')
        self._say(
            "SYN11",
            Span(number, hash_column, number, end),
            f"YAML would cut this text before '{_brief(lost)}', because a # after a space begins a comment.",
            f'Put quotes around the text: "{_brief(whole, 90)}". A comment is written with a space: # like this.',
            "this would be lost",
        )

    def _say(self, code: str, span: Span, message: str, help: str = "", label: str = "") -> None:
        self.findings.append(
            Diagnostic(code, Severity.ERROR, message, Place(self.path, span), help=help, label=label)
        )

    def _open(self, event: Any, is_map: bool) -> None:
        if len(self._stack) >= self.limits.depth:
            raise _stop(
                self.path,
                _mark_span(event),
                "SYN05",
                f"This is nested deeper than the limit of {self.limits.depth} levels (limits.depth).",
                "A playbook never needs this depth; look for a stray bracket or hyphen.",
            )
        start = event.start_mark
        self._stack.append(_Frame(is_map, bool(event.flow_style), start.line + 1, start.column + 1))

    def _close(self, event: Any) -> None:
        frame = self._stack.pop()
        end = event.end_mark
        if frame.flow or not frame.items:
            end_line, end_column = self._end(end)
        else:
            last = frame.items[-1]
            span = last.value.span if frame.is_map else last.span
            end_line, end_column = span.end_line, span.end_column
        whole = Span(frame.line, frame.column, end_line, end_column)
        if frame.is_map:
            self._add(Mapping(tuple(frame.items), whole, frame.flow))
        else:
            self._add(Sequence(tuple(frame.items), whole, frame.flow))

    def _add(self, node: Node) -> None:
        if not self._stack:
            self._root = node
            return
        frame = self._stack[-1]
        if not frame.is_map:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = self._key(node)
        else:
            key, frame.key = frame.key, None
            first = frame.seen.setdefault(key.text, key)
            if first is key:
                frame.items.append(Entry(key, node))
            else:
                self.findings.append(
                    Diagnostic(
                        "SYN13",
                        Severity.ERROR,
                        f"'{_brief(key.text)}' is written twice here; only one of them could count.",
                        Place(self.path, key.span),
                        label="the second",
                        help="Keep one and delete or rename the other.",
                        related=(Label(Place(self.path, first.span), "the first"),),
                    )
                )

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        frame = self._stack[-1]
        span = node.span
        if frame.flow:
            end = len(self.lines[frame.line - 1].rstrip()) + 1
            span = Span(frame.line, frame.column, frame.line, end)
        raise _stop(
            self.path,
            span,
            "SYN10",
            "A list or mapping cannot be the name of a field.",
            "If this is text that begins with { or [, put quotes around the whole text.",
        )


_CUT = re.compile(r"([ ]+)#\w")
_HASHTAG_LINE = re.compile(r"[ ]*#\w(?!\w*:(?:\s|$))")
_HYPHEN = re.compile(r"([ ]*)-(?:[ ]|$)")
_FIELD_OR_ITEM = re.compile(r"-[ ]|[a-z0-9_-]+:(?:[ ]|$)")


def _mark_span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    if (end.line, end.column) == (start.line, start.column):
        return Span(start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _short_tag(tag: str) -> str:
    return _brief(tag.replace("tag:yaml.org,2002:", "!!"))


def _brief(text: str, length: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


# --- the settings of a site -----------------------------------------------------------------


def plugin_settings(data: bytes, plugin: str) -> dict[str, Any] | None:
    """The settings under `plugins: - <plugin>:` of an mkdocs.yml, as plain text values.

    None where the file does not name the plugin or cannot be read: the shell door then goes
    on with defaults, since MkDocs itself words what is wrong with its own file. `!ENV` is read
    from the environment; other tags (`!!python/name:`) are left as text, nothing is constructed.
    """
    try:
        root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        return None
    plugins = _child(root, "plugins")
    if isinstance(plugins, yaml.SequenceNode):
        for item in plugins.value:
            if isinstance(item, yaml.ScalarNode) and item.value == plugin:
                return {}
            if (found := _child(item, plugin)) is not None:
                return _plain(found)
    elif (found := _child(plugins, plugin)) is not None:
        return _plain(found)
    return None


def names_plugin(data: bytes, plugin: str) -> bool:
    """Whether an mkdocs.yml names a plugin; true too where it cannot be read, or says its plugins in another way."""
    try:
        root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        return True
    plugins = _child(root, "plugins")
    plain = isinstance(plugins, yaml.SequenceNode | yaml.MappingNode) or not getattr(plugins, "value", "")
    known = isinstance(root, yaml.MappingNode) and plain
    return not known or plugin_settings(data, plugin) is not None


def settings_beside(data: bytes, plugin: str) -> tuple[str, ...]:
    """The names that stand in the same item of `plugins:` as a plugin, where its settings should be under it."""
    try:
        root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        return ()
    plugins = _child(root, "plugins")
    for item in plugins.value if isinstance(plugins, yaml.SequenceNode) else ():
        if _child(item, plugin) is not None:
            return tuple(str(key.value) for key, _ in item.value if key.value != plugin)
    return ()


def setting_span(data: bytes, plugin: str, steps: tuple[str, ...], *, name: bool) -> Span | None:
    """Where a setting stands in an mkdocs.yml: its value, or with `name` its name. None where it does not."""
    try:
        root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        return None
    plugins = _child(root, "plugins")
    items = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    item = next((item for item in items if _child(item, plugin) is not None), None)
    node = _child(item, plugin)
    if isinstance(plugins, yaml.SequenceNode) and steps and _child(node, steps[0]) is None:
        node = item  # a setting that stands beside its plugin
    for n, step in enumerate(steps):
        if name and n == len(steps) - 1:
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            node = next((key for key, _ in pairs if getattr(key, "value", None) == step), None)
        else:
            node = _child(node, step)
    if node is None:
        return None
    start, end = node.start_mark, node.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def inherited(data: bytes) -> str | None:
    """The file named by `INHERIT:` in an mkdocs.yml, or None."""
    return _named(data, "INHERIT")


def docs_dir(data: bytes) -> str | None:
    """The folder of pages named by `docs_dir:` in an mkdocs.yml, or None."""
    return _named(data, "docs_dir")


def site_url(data: bytes) -> str | None:
    """The address named by `site_url:` in an mkdocs.yml, or None; `!ENV` is read from the environment."""
    try:
        root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        return None
    node = _child(root, "site_url")
    if node is not None and node.tag == "!ENV":
        return _from_environment(node)
    return node.value if isinstance(node, yaml.ScalarNode) else None


def _named(data: bytes, key: str) -> str | None:
    try:
        root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        return None
    node = _child(root, key)
    return node.value if isinstance(node, yaml.ScalarNode) else None


def _child(node: Any, key: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode) and name.value == key:
                return value
    return None


def _plain(node: Any) -> dict[str, Any]:
    def value(node: Any) -> Any:
        if node.tag == "!ENV":
            return _from_environment(node)
        if isinstance(node, yaml.MappingNode):
            return {str(key.value): value(item) for key, item in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [value(item) for item in node.value]
        return None if node.tag == "tag:yaml.org,2002:null" else node.value

    return value(node) if isinstance(node, yaml.MappingNode) else {}


def _from_environment(node: Any) -> str | None:
    """What MkDocs makes of `!ENV NAME` and `!ENV [NAME, OTHER, default]`."""
    listed = [item.value for item in node.value] if isinstance(node, yaml.SequenceNode) else [node.value]
    names, default = (listed[:-1], listed[-1]) if len(listed) > 1 else (listed, None)
    return next((os.environ[name] for name in names if name in os.environ), default)


def scalars(node: Node) -> Iterator[Scalar]:
    """Every key and value at or below a node, in the order of the text."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for entry in node.entries:
            yield entry.key
            yield from scalars(entry.value)


def span_within(node: Scalar, offset: int, length: int, lines: tuple[str, ...]) -> Span:
    """Where a piece of a scalar's text stands in the file, as narrowly as it can be told."""
    piece = node.text[offset : offset + length]
    before = node.text[:offset].count(piece)
    span = node.span
    for line in range(span.line, min(span.end_line, len(lines)) + 1):
        raw = lines[line - 1]
        start = span.column - 1 if line == span.line else 0
        stop = span.end_column - 1 if line == span.end_line else len(raw)
        position = raw.find(piece, start, stop)
        while position >= 0:
            if before == 0:
                return Span(line, position + 1, line, position + 1 + len(piece))
            before -= 1
            position = raw.find(piece, position + 1, stop)
    return span
