"""A comparison for a terminal: a block a change, a line where that is enough, then the counts."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...reports.text import safe
from ..change import Change, Comparison, Word
from . import pieces
from .phrases import phrase
from .pieces import Suggested, is_editorial, shown

_COLOURS = {
    "major": "1;31", "maybe-major": "1;33", "thread-broken": "1;33", "thread-healed": "32",
    "!": "1;31", "+": "32", ">": "36", "x": "31", "?": "1;33", "delete": "31", "insert": "32",
}  # fmt: skip
_MARKS = {"delete": ("\x01", "[-", "-]"), "insert": ("\x02", "{+", "+}")}
_END = "\x03"
"""Where a coloured stretch begins and ends. No text of an author holds these: `shown` has spelled them out."""

_CONTEXT = 40
_LEAST = 16


def as_text(
    comparison: Comparison,
    *,
    suggested: Suggested | None = None,
    everything: bool = False,
    colour: bool = False,
    width: int = 100,
) -> str:
    """The whole comparison as lines of about `width` characters, ending with a newline.

    Editorial changes are counted, and shown only with `everything`. `suggested` is the last release's version
    and the next. No text of a playbook can become a control sequence or a command to whoever keeps the log.
    """
    hidden = pieces.connections(comparison)
    changes = [
        c for n, c in enumerate(comparison.changes) if everything or not (is_editorial(c) or n in hidden)
    ]
    lines = [*_header(comparison, suggested, width, colour)]
    if comparison.unreadable:
        lines += ["", *_unreadable(comparison, width)]
    if changes:
        lines += ["", *_Table(comparison, changes, width, colour).lines()]
    lines += ["", footer(comparison, everything=everything)]
    return "".join(f"{_defused(line.rstrip())}\n" for line in lines)


def summary_lines(comparison: Comparison, suggested: Suggested | None = None) -> tuple[str, str]:
    """What is compared with what and how grave it is, then the counts: two lines that begin no command."""
    first = f"{_sides(comparison)}: {verdict(comparison, suggested)}"
    return _defused(first), _defused(footer(comparison))


def verdict(comparison: Comparison, suggested: Suggested | None) -> str:
    """The impact and the step of the version: "major · 2.4 -> 3.0"."""
    step = [" -> ".join(safe(version) for version in suggested if version)] if suggested else []
    return " · ".join([comparison.impact.value, *step])


def footer(comparison: Comparison, *, everything: bool = False) -> str:
    """How many changes of each kind: "1 added, 2 changed · 3 editorial (--all)"."""
    if not comparison.changes:
        return pieces.unchanged(comparison)
    editorial = sum(map(is_editorial, comparison.changes))
    parts = [pieces.counted(comparison)]
    if hidden := len(pieces.connections(comparison)):
        parts.append(f"of these {hidden} connections{'' if everything else ' (--all)'}")
    if editorial:
        parts.append(f"{editorial} editorial{'' if everything else ' (--all)'}")
    if comparison.reformatted:
        parts.append(pieces.reformatted(comparison))
    return " · ".join(filter(None, parts))


def _sides(comparison: Comparison) -> str:
    return f"{shown(pieces.called(comparison.base))} -> {shown(pieces.called(comparison.head))}"


def _header(comparison: Comparison, suggested: Suggested | None, width: int, colour: bool) -> Iterator[str]:
    sides, told = _sides(comparison), verdict(comparison, suggested)
    painted = _painted(told, comparison.impact.value, colour)
    if len(sides) + 2 + len(told) <= width:
        yield f"{sides}{' ' * (width - len(sides) - len(told))}{painted}"
    else:
        yield sides
        yield f"{' ' * max(0, width - len(told))}{painted}"


def _unreadable(comparison: Comparison, width: int) -> Iterator[str]:
    for missing in comparison.unreadable:
        yield f"  could not be read ({shown(missing.side)}): {shown(missing.path)}"
        yield from _wrapped(shown(missing.message), 4, width)
    yield "  The rest was compared all the same."


@dataclass(frozen=True)
class _Row:
    """The cells of the first line of a change."""

    change: Change
    sign: str
    thing: str
    address: str
    phrase: str
    impact: str
    effect: str


class _Table:
    """The changes with their columns in line. What does not fit into its column goes to a line of its own."""

    def __init__(self, comparison: Comparison, changes: Sequence[Change], width: int, colour: bool) -> None:
        self.comparison = comparison
        self.width = width
        self.colour = colour
        books = {a.partition("/")[0] for c in changes for a in (c.address, c.old_address) if a}
        self.rows = [_row(c, comparison, whole=len(books) > 1) for c in changes]
        self.thing = max(len(row.thing) for row in self.rows)
        self.address = min(max(len(row.address) for row in self.rows), 40)
        self.impact = max(len(row.impact) for row in self.rows)
        ends = self.impact + 2 + max(len(row.effect) for row in self.rows)
        self.indent = 4 + self.thing + 2
        room = max(_LEAST, width - self.indent - self.address - 4 - ends)
        self.phrase = max((len(row.phrase) for row in self.rows if len(row.phrase) <= room), default=0)
        self.right = self.indent + self.address + 2 + self.phrase + 2

    def lines(self) -> Iterator[str]:
        """All blocks, without a blank line between them."""
        for row in self.rows:
            yield from self._block(row)

    def _block(self, row: _Row) -> Iterator[str]:
        c = row.change
        fits = len(row.phrase) <= self.phrase and len(row.address) <= self.address
        cells = f"{row.address:<{self.address}}  {row.phrase if fits else '':<{self.phrase}}"
        sign = _painted(row.sign, row.sign, self.colour)
        impact = _painted(row.impact, row.impact, self.colour) + " " * (self.impact - len(row.impact))
        yield f"  {sign} {row.thing:<{self.thing}}  {cells}  {impact}  {row.effect}"
        if not fits:
            yield from _wrapped(row.phrase, self.indent, self.width)
        yield from self._concerned(c)
        if any(word.op != "equal" for word in c.words):
            yield from _difference(c.words, self.indent, self.width, self.colour)
        if c.hint:
            yield from _wrapped(f"= {shown(' '.join(c.hint.split()))}", self.indent, self.width)

    def _concerned(self, c: Change) -> Iterator[str]:
        """Whom it concerns and where it is written, in one line where both fit."""
        place = c.head or c.base
        where = f"{shown(place.path)}:{place.span.line}" if place else ""
        names = [shown(_oneline(role, self.comparison)) for role in c.acts]
        who = f"concerns: {pieces.listed(names, 4)}" if names else ""
        left = self.indent + len(who) + (2 if who else 0)
        right = min(self.right, self.width - len(where))
        if where and left <= right:
            yield f"{' ' * self.indent}{who:<{right - self.indent}}{where}"
            return
        if who:
            yield from _wrapped(who, self.indent, self.width)
        if where:
            yield f"{' ' * self.indent}{where}"


def _row(c: Change, comparison: Comparison, *, whole: bool) -> _Row:
    address = c.address if whole else _without_playbook(c.address)
    if c.kind in ("renamed", "moved") and c.old_address:
        old = c.old_address if whole else _without_playbook(c.old_address)
        shared = _shared(old, address)
        address = f"{old} -> {address[shared:] if c.kind == 'renamed' else address}"
    said = phrase(replace(c, words=()), comparison.name)  # the words have a line of their own
    return _Row(
        c,
        pieces.sign(c),
        shown(c.thing),
        shown(address),
        shown(said),
        pieces.impact_of(c),
        shown(pieces.chip(c, said)),
    )


def _without_playbook(address: str) -> str:
    return address.partition("/")[2] or address


def _shared(old: str, new: str) -> int:
    """How much of two addresses is the same folder, or the same entry before the name of a part."""
    for mark in "#/":
        head, found, _ = old.rpartition(mark)
        if found and new.startswith(head + found):
            return len(head + found) if mark == "/" else len(head)
    return 0


def _oneline(role: str, comparison: Comparison) -> str:
    return "everyone" if role == "everyone" else pieces.cut(" ".join(comparison.name(role).split()), 60)


def _difference(words: Sequence[Word], indent: int, width: int, colour: bool) -> Iterator[str]:
    """The words that went and came, within those around them: `You [-must-]{+should+} ask`."""
    whole = ""
    for word in pieces.around(words, _CONTEXT):
        text = re.sub(r"\s+", " ", word.text)
        if word.op not in _MARKS or not text:
            whole += shown(text)
            continue
        begin, left, right = _MARKS[word.op]
        inner = text.strip() or text
        lead, tail = text.split(inner, 1) if text.strip() else ("", "")
        whole += f"{lead}{begin}{left}{shown(inner)}{right}{_END}{tail}"
    lines: list[str] = []
    for line in _wrapped(whole.strip(), indent, width):
        if lines and not re.sub("[\x01\x02\x03]", "", line).strip():
            lines[-1] += line.lstrip(" ")  # the end of a mark, and nothing that anybody sees
        else:
            lines.append(line)
    is_open = ""
    for line in lines:
        body = line.lstrip(" ")
        begun = is_open + _defused(body)
        for mark in re.findall("[\x01\x02\x03]", body):
            is_open = "" if mark == _END else mark
        yield " " * (len(line) - len(body)) + _coloured(begun + (_END if is_open else ""), colour)


def _coloured(line: str, colour: bool) -> str:
    if not colour:
        return re.sub("[\x01\x02\x03]", "", line)
    for op, (mark, _, _) in _MARKS.items():
        line = line.replace(mark, f"\x1b[{_COLOURS[op]}m")
    return line.replace(_END, "\x1b[0m")


def _wrapped(text: str, indent: int, width: int) -> list[str]:
    room = max(_LEAST, width - indent)
    return [" " * indent + line for line in textwrap.wrap(text, room, break_on_hyphens=False)]


def _painted(text: str, colour_of: str, colour: bool) -> str:
    code = _COLOURS.get(colour_of) if colour and text else None
    return f"\x1b[{code}m{text}\x1b[0m" if code else text


def _defused(line: str) -> str:
    """A line that is no command to a build service, whatever it begins with."""
    return re.sub("^([\\s\x01\x02\x03]*):(?=:)", r"\1\\x3a", line)
