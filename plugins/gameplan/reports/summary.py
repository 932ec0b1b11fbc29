"""Findings as Markdown: the summary of a run on GitHub, or a comment below a proposed change.

Nothing that an author wrote becomes markup, a link or a mention: every character that could is spelled as HTML, or
cut off from what it would lead to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from ..diagnostics import Diagnostic, Severity
from .rules import Rule, ranks, url_of
from .text import safe, summary_line

_ROWS = 50


@dataclass(frozen=True)
class Sight:
    """The line of sight of a playbook: how many of its active tactics lead to the vision, and those that do
    not, each with what it lacks as the end of a sentence about it."""

    playbook: str
    whole: int
    tactics: int
    breaks: tuple[tuple[str, str], ...] = ()


def as_summary(
    findings: Iterable[Diagnostic],
    rules: Sequence[Rule] = (),
    *,
    waived: int = 0,
    known: int = 0,
    sights: Sequence[Sight] = (),
    owners: Mapping[str, str] | None = None,
    base: str = "",
    source_url: str = "",
    rows: int = _ROWS,
) -> str:
    """A page of Markdown: counts, the line of sight, a table of the findings by check, and who owns them.

    `waived` and `known` are how many a waiver or a baseline accepts. `owners` names who owns an entry, by its
    address. `base` is the address of the guide, `source_url` that of the repository's files; without them
    nothing is linked. Of the findings at most `rows` are in the table, the most telling first.
    """
    found = list(findings)
    blocks = ["## Gameplan", _counts(found, waived, known)]
    for sight in sights:
        blocks += _line_of_sight(sight, rows)
    if found:
        blocks += _table(found, rules, base, source_url, rows)
    if owners and found:
        blocks += _by_owner(found, owners, rows)
    return "\n\n".join(blocks) + "\n"


def _counts(findings: Sequence[Diagnostic], waived: int, known: int) -> str:
    sentences = [f"{summary_line(findings)}."]
    if waived:
        sentences.append(f"{waived} accepted by a waiver.")
    if known:
        sentences.append(f"{known} known from the baseline.")
    return " ".join(sentences)


def _line_of_sight(sight: Sight, rows: int) -> Iterator[str]:
    share = sight.whole * 100 // sight.tactics if sight.tactics else 100
    yield (
        f"**Line of sight of {_plain(sight.playbook)}:** {sight.whole} of {sight.tactics} active tactics lead to the "
        f"vision ({share} per cent)."
    )
    if sight.breaks:
        lines = [f"- “{_plain(tactic)}” {_plain(missing)}" for tactic, missing in sight.breaks[:rows]]
        if len(sight.breaks) > rows:
            lines.append(f"- {len(sight.breaks) - rows} more")
        yield "\n".join(lines)


def _table(
    findings: list[Diagnostic], rules: Sequence[Rule], base: str, source_url: str, rows: int
) -> Iterator[str]:
    rank = ranks(rules)
    telling = sorted(findings, key=lambda d: (rank.get(d.code, -1), d.code, d.sort_key))
    lines = ["| | Check | Where | What |", "|---|---|---|---|"]
    for d in telling[:rows]:
        line = d.place.span.line
        check = _link(d.code, url_of(d.code, base))
        file = f"{source_url.rstrip('/')}/{quote(d.place.path)}#L{line}" if source_url else ""
        where = _link(f"{d.place.path}:{line}", file)
        lines.append(
            f"| {d.severity.value} | {check} | {where} | {_plain(f'{d.message} {d.help}'.strip())} |"
        )
    yield "\n".join(lines)
    if len(telling) > rows:
        yield f"{len(telling) - rows} more; run `gameplan check --all` to see them."


def _by_owner(findings: list[Diagnostic], owners: Mapping[str, str], rows: int) -> Iterator[str]:
    counts: dict[str, Counter[Severity]] = {}
    for d in findings:
        owner = owners.get(d.address) or owners.get(d.address.partition("#")[0], "")
        counts.setdefault(owner, Counter())[d.severity] += 1
    ranked = sorted(counts.items(), key=lambda item: ([-item[1][s] for s in Severity], not item[0], item[0]))
    lines = ["| Owner | Errors | Warnings | Advice |", "|---|--:|--:|--:|"]
    for owner, count in ranked[:rows]:
        numbers = " | ".join(str(count[s]) for s in Severity)
        lines.append(f"| {_plain(owner) if owner else '*nobody*'} | {numbers} |")
    yield "\n".join(lines)
    if len(ranked) > rows:
        yield f"{len(ranked) - rows} more owners."


def _link(words: str, url: str) -> str:
    return f"[{_plain(words)}]({quote(url, safe='/:?#&=%@+~,;$*!')})" if url else _plain(words)


_BREAK = "\u200b"
"""A blank of no width. Authors cannot write one: `safe` spells theirs out."""

_MARKUP = re.compile(
    r"(?P<cut>[@#]|\bgh-(?=\d))|[\\`*_{}\[\]<>|~&$!^]|:(?=//|[\w+-]+:)|(?<=\bwww)\.", re.IGNORECASE
)


def _plain(text: str) -> str:
    """A text on one line as Markdown that shows just this text."""
    return _MARKUP.sub(_harmless, safe(" ".join(text.split())))


def _harmless(match: re.Match[str]) -> str:
    # An entity can begin no markup. Mentions of people and issues are looked for after that, in the finished HTML,
    # where it is the character again; so they are cut in two.
    return f"{match[0]}{_BREAK}" if match["cut"] else f"&#{ord(match[0])};"
