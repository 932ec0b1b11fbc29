"""A release as notes in Markdown, for the page of a release on a git host, a newsletter, or a message to everyone.

What people must do differently comes first, by role. Nothing that an author wrote becomes markup, a link or a mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..change import Change, Comparison, Impact
from . import pieces
from .markdown import plain
from .phrases import phrase

_GONE = ("renamed", "moved", "retired", "removed")
_LIMIT = 120_000
"""GitHub takes 125,000 characters for the notes of a release."""


def as_notes(
    comparison: Comparison, *, lead: Sequence[str] = (), read_more: str = "", limit: int = _LIMIT
) -> str:
    """Notes of at most `limit` characters, ending with a newline.

    `lead` are sentences to begin with, as plain text; `read_more` is the address of a page with everything. What does
    not fit is left out from the end, and the notes say so.
    """
    told = [c for c in comparison.changes if not pieces.is_editorial(c) and not pieces.is_thread(c)]
    folded = {id(comparison.changes[n]) for n in pieces.connections(comparison)}
    asked = [c for c in told if c.changes_conduct and c.acts]
    left = [c for c in told if c not in asked and id(c) not in folded]
    groups = (
        ("What you must do differently", list(_by_role(asked, comparison))),
        ("New", [_line(c, comparison) for c in left if c.kind == "added"]),
        ("Renamed or no longer there", [_line(c, comparison) for c in left if c.kind in _GONE]),
        ("Also changed", [_line(c, comparison) for c in left if c.kind not in ("added", *_GONE)]),
    )
    lines = [line for sentence in lead for line in (plain(sentence), "")]
    for title, listed in groups:
        lines += [f"## {title}", "", *listed, ""] if listed else []
    end = list(_end(comparison, len(folded), read_more))
    return _cut(lines, end, limit)


def _by_role(changes: Iterable[Change], comparison: Comparison) -> Iterable[str]:
    """The changes of those who act differently because of them, everyone first."""
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        whom = ("everyone",) if "everyone" in change.acts else tuple(sorted(change.acts))
        groups.setdefault(whom, []).append(change)
    for roles, theirs in sorted(groups.items(), key=lambda group: group[0] != ("everyone",)):
        names = [_role(role, comparison) for role in roles]
        *before, last = names
        yield f"- **{plain(', '.join(before) + ' and ' + last if before else last)}**"
        yield from (f"  {_line(change, comparison)}" for change in theirs)


def _role(address: str, comparison: Comparison) -> str:
    return "Everyone" if address == "everyone" else pieces.cut(comparison.name(address), 80)


def _line(change: Change, comparison: Comparison) -> str:
    title, whole = pieces.titled(change, comparison)
    within = f", {plain(whole)}" if whole else ""
    said = phrase(change, comparison.name)
    told = f": {plain(said)}" if said != "new" else ""
    return f"- **{plain(title)}** ({plain(change.thing)}{within}){told}"


def _end(comparison: Comparison, connections: int, read_more: str) -> Iterable[str]:
    editorial = sum(c.impact is Impact.PATCH for c in comparison.changes)
    more = [
        f"{n} {word}{'' if n == 1 else 's'}"
        for n, word in ((connections, "connection"), (editorial, "edit"))
        if n
    ]
    if more:
        yield f"Besides: {' and '.join(more)} after which nobody acts differently."
        yield ""
    if read_more:
        yield f"All of it, with the wording before and after: <{read_more}>"
        yield ""


def _cut(lines: list[str], end: list[str], limit: int) -> str:
    """The lines and the end, without so many of the last lines that all of it fits."""
    whole = "\n".join((*lines, *end)).strip() + "\n"
    if len(whole) <= limit:
        return whole
    note = ["", "More has changed than fits here.", ""]
    room = limit - sum(len(line) + 1 for line in (*note, *end))
    kept = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    while kept and (not kept[-1] or kept[-1].startswith("## ")):
        kept.pop()
    return "\n".join((*kept, *note, *end)).strip() + "\n"
