"""A comparison as Markdown: the comment below a pull request, or the summary of a job.

The first screen says how grave it is, what people must do differently, who must approve and which safeguards
weaken. Nothing that an author wrote becomes markup, a link, a mention, a command, or invisible.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from ..change import Change, Comparison, Impact, Word
from . import pieces
from .phrases import phrase
from .pieces import Suggested, is_editorial, shown

MARKER = "<!-- gameplan diff -->"
"""The first line, by which a comment is found again and rewritten."""

_VERDICTS = {
    Impact.MAJOR: "**Major**: who followed the old playbook may have to act differently.",
    Impact.MAYBE_MAJOR: "**Perhaps major**: words changed that often carry the meaning, so somebody must read them.",
    Impact.MINOR: "**Minor**: who followed the old playbook still does; there is something new.",
    Impact.PATCH: "**Patch**: nothing that anybody does has changed.",
    Impact.NONE: "**No change in meaning**, but a line of sight is not what it was.",
}
_PEOPLE, _SAFEGUARDS, _SIGHTS, _UNREAD, _SIGNING = 12, 4, 4, 20, 7
"""How many lines each list has at most."""

_CONTEXT = 120


def as_markdown(
    comparison: Comparison,
    *,
    suggested: Suggested | None = None,
    preview: str = "",
    source_url: str = "",
    limit: int = 60_000,
) -> str:
    """A page of Markdown of at most `limit` characters, ending with a newline.

    `suggested` is the last release's version and the next; `preview` is the address of a site built from the
    head, `source_url` that of its files, and nothing is linked without them. What does not fit is left out
    from the end, and the page says so: editorial changes, their wording, rows of the table. Marker, verdict,
    counts and who must approve always stay.
    """
    return _Page(comparison, suggested, preview, source_url).within(limit)


@dataclass(frozen=True)
class _Kept:
    """How much of the page is kept: of each long list so many items, and of the short ones those that count most."""

    rows: int
    wordings: int
    connections: int
    editorial: int
    lists: int = 4
    """4: all of them; 3: without what could not be read; 2: without lines of sight; 1: without safeguards;
    0: without what people must do."""
    signing: bool = True
    """Whether who approves what is listed, or only counted."""


class _Page:
    def __init__(
        self, comparison: Comparison, suggested: Suggested | None, preview: str, source_url: str
    ) -> None:
        self.comparison = comparison
        self.source_url = source_url
        told = [c for c in comparison.changes if not is_editorial(c)]
        hidden = pieces.connections(comparison)
        connected = [c for n, c in enumerate(comparison.changes) if n in hidden]
        self.connections = [self._listed(c) for c in connected]
        self.rows = [self._row(c) for c in told if c not in connected]
        self.wordings = [self._wording(c) for c in told if any(w.op != "equal" for w in c.words)]
        self.editorial = [self._listed(c) for c in comparison.changes if is_editorial(c)]
        self.top = [MARKER, *self._verdict(suggested), "", self._counts(preview)]
        self.people = self._people(told)
        self.signing, self.signing_counted = self._signing(told)
        weaker = [c for c in told if _weakens(c)]
        self.safeguards = self._list("Safeguards that get weaker", weaker, _SAFEGUARDS)
        sights = [c for c in told if pieces.is_thread(c) or {"thread-broken", "thread-healed"} & set(c.flags)]
        self.sights = self._list("Line of sight", sights, _SIGHTS)
        self.unread = self._unread()

    def within(self, limit: int) -> str:
        """The page, cut until it fits."""
        kept = _Kept(len(self.rows), len(self.wordings), len(self.connections), len(self.editorial))
        cuts: list[tuple[int, Callable[[_Kept, int], _Kept]]] = [
            (kept.editorial, lambda k, n: replace(k, editorial=n)),
            (kept.connections, lambda k, n: replace(k, connections=n)),
            (kept.wordings, lambda k, n: replace(k, wordings=n)),
            (kept.rows, lambda k, n: replace(k, rows=n)),
            (kept.lists, lambda k, n: replace(k, lists=n)),
            (1, lambda k, n: replace(k, signing=bool(n))),
        ]
        for most, cut_to in cuts:
            if len(text := self.text(kept)) <= limit:
                return text
            here = kept
            over = bisect_left(
                range(1, most + 1), True, key=lambda n: len(self.text(cut_to(here, n))) > limit
            )
            kept = cut_to(kept, min(over, most))
        # What is left is a few lines of running text, which a cut cannot turn into anything else.
        return self.text(kept)[:limit]

    def text(self, kept: _Kept) -> str:
        """The page with so much of it kept."""
        blocks = [self.top]
        blocks += [self.people] if kept.lists > 0 else []
        blocks += [self.signing if kept.signing else self.signing_counted]
        blocks += [self.safeguards] if kept.lists > 1 else []
        blocks += [self.sights] if kept.lists > 2 else []
        blocks += [self._left_out(kept)]
        if kept.rows:
            head = ["| What happened | Entry | Change | Impact |", "|---|---|---|---|"]
            blocks.append(["### All changes", "", *head, *self.rows[: kept.rows]])
        blocks.append(_fold("Wording", len(self.wordings), self.wordings[: kept.wordings]))
        blocks.append(_fold("Connections", len(self.connections), self.connections[: kept.connections]))
        blocks.append(_fold("Editorial changes", len(self.editorial), self.editorial[: kept.editorial]))
        blocks += [self.unread] if kept.lists > 3 else []
        return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"

    # --- the first screen -----------------------------------------------------------------------------

    def _verdict(self, suggested: Suggested | None) -> Iterator[str]:
        comparison = self.comparison
        words = _VERDICTS[comparison.impact] if comparison.changes else pieces.unchanged(comparison)
        if suggested:
            last, following = (plain(pieces.cut(version, 40)) for version in suggested)
            words += f" Suggested version: {following}{f' (last release {last})' if last else ''}."
        yield words
        if n := len(comparison.unreadable):
            yield f"{n} file{'' if n == 1 else 's'} could not be read, so there may be more than stands here."

    def _counts(self, preview: str) -> str:
        comparison = self.comparison
        sides = f"{plain(pieces.called(comparison.base))} → {plain(pieces.called(comparison.head))}"
        editorial = sum(map(is_editorial, comparison.changes))
        parts = [pieces.counted(comparison)]
        parts += [f"{editorial} editorial"] if editorial else []
        parts += [pieces.reformatted(comparison)] if comparison.reformatted and comparison.changes else []
        parts += [_link("See the preview", preview)] if preview else []
        told = " · ".join(filter(None, parts))
        return f"{sides}: {told}" if told else sides

    def _people(self, told: Sequence[Change]) -> list[str]:
        """What each role must do differently, everyone first, then in the order of the changes."""
        groups: dict[str, list[Change]] = {}
        for c in filter(lambda c: c.changes_conduct, told):
            for role in c.acts:
                groups.setdefault(role, []).append(c)
        if not groups:
            return []
        ordered = sorted(groups.items(), key=lambda group: group[0] != "everyone")
        lines = sum(1 + len(changes) for _, changes in ordered)
        room = _PEOPLE if lines <= _PEOPLE else _PEOPLE - 1
        first = ordered[: room // 2]
        shares = [1] * len(first)
        room -= 2 * len(first)
        while room and any(n < len(changes) for n, (_, changes) in zip(shares, first, strict=True)):
            for i, (_, changes) in enumerate(first):
                if room and shares[i] < len(changes):
                    shares[i] += 1
                    room -= 1
        block, seen = ["### What people must do differently"], set()
        for share, (role, changes) in zip(shares, first, strict=True):
            block.append(f"- **{self._role(role)}**")
            block += [f"  - {self._sentence(c)}" for c in changes[:share]]
            seen |= {id(c) for c in changes[:share]}
        if lines > _PEOPLE:
            left = len({id(c) for _, changes in ordered for c in changes} - seen)
            others = [self._role(role) for role, _ in ordered[len(first) :]]
            also = f"also for {pieces.listed(others, 6)}" if others else ""
            more = f"and {left} more below" if left else "all of them below"
            block.append(f"- {', '.join(filter(None, (more, also)))}")
        return block

    def _signing(self, told: Sequence[Change]) -> tuple[list[str], list[str]]:
        """Who must approve how much of what; whole, and in one sentence where even that is too long."""
        groups: dict[str, list[Change]] = {}
        for c in told:
            if _must_be_approved(c):
                groups.setdefault(pieces.approver_of(c, self.comparison), []).append(c)
        if not groups:
            return [], []
        nobody = groups.pop("", [])
        head = "### Needs sign-off"
        fits = len(groups) + bool(nobody) <= _SIGNING
        most = len(groups) if fits else _SIGNING - 1 - bool(nobody)
        lines = [
            f"- **{self._role(role)}**: {_changes(changes)} ({_flags(changes)})"
            for role, changes in list(groups.items())[:most]
        ]
        if rest := list(groups.items())[most:]:
            roles = [f"{self._role(role)} ({len(changes)})" for role, changes in rest]
            lines.append(f"- and {len(rest)} more roles: {', '.join(roles)}")
        if nobody:
            things = pieces.listed(list(dict.fromkeys(self._thing(c, plainly=True) for c in nobody)), 4)
            lines.append(f"- Nobody is named to approve {_changes(nobody)} ({_flags(nobody)}): {things}")
        signed = sum(map(len, groups.values()))
        sentence = f"{_changes_of(signed)} by {len(groups)} role{'' if len(groups) == 1 else 's'}"
        parts = [sentence] if groups else []
        parts += [f"{_changes_of(len(nobody))} that nobody is named to approve"] if nobody else []
        return [head, *lines], [f"**Needs sign-off**: {'; '.join(parts)}."]

    def _list(self, title: str, changes: Sequence[Change], most: int) -> list[str]:
        if not changes:
            return []
        kept = changes if len(changes) <= most else changes[: most - 1]
        lines = [f"- {self._sentence(c)}" for c in kept]
        lines += [f"- and {len(changes) - len(kept)} more below"] if len(changes) > len(kept) else []
        return [f"### {title}", *lines]

    # --- the rest -------------------------------------------------------------------------------------

    def _row(self, c: Change) -> str:
        what = f"{pieces.sign(c)} {plain(c.kind)}" if not pieces.is_thread(c) else "? line of sight"
        hint = f"<br>{plain(pieces.cut(c.hint, 300))}" if c.hint else ""
        said = phrase(c, self.comparison.name)
        effect = plain(pieces.chip(c, f"{c.kind} {said}"))
        change = f"{plain(said)}{hint}"
        cells = (
            what.replace(">", "&gt;"),
            self._thing(c, linked=True),
            change,
            ", ".join(filter(None, (pieces.impact_of(c), effect))),
        )
        return f"| {' | '.join(cells)} |"

    def _listed(self, c: Change) -> str:
        return f"- {self._sentence(c)}"

    def _wording(self, c: Change) -> str:
        return f"- {self._thing(c)}: {_difference(c.words)}"

    def _unread(self) -> list[str]:
        unread = self.comparison.unreadable
        if not unread:
            return []
        kept = unread if len(unread) <= _UNREAD else unread[: _UNREAD - 1]
        lines = [
            f"- {plain(pieces.cut(u.path, 200))} ({plain(u.side)}): {plain(pieces.cut(u.message, 300))}"
            for u in kept
        ]
        lines += [f"- and {len(unread) - len(kept)} more"] if len(unread) > len(kept) else []
        return ["### Could not be read", *lines]

    def _left_out(self, kept: _Kept) -> list[str]:
        parts = [
            f"{total - n} of {total} {what}"
            for n, total, what in (
                (kept.editorial, len(self.editorial), "editorial changes"),
                (kept.connections, len(self.connections), "connections"),
                (kept.wordings, len(self.wordings), "changed wordings"),
                (kept.rows, len(self.rows), "rows of the table"),
            )
            if n < total
        ]
        lists = ("what people must do", self.people), ("safeguards", self.safeguards), (
            "lines of sight", self.sights), ("what could not be read", self.unread)  # fmt: skip
        parts += [f"the list of {what}" for what, block in lists[kept.lists :] if block]
        parts += [] if kept.signing or not self.signing else ["the list of who approves what"]
        if not parts:
            return []
        return [
            f"Left out, so that this fits: {pieces.listed(parts, 8)}. Run `gameplan diff --all` to see all."
        ]

    # --- words ----------------------------------------------------------------------------------------

    def _sentence(self, c: Change) -> str:
        return f"{self._thing(c)} – {plain(phrase(c, self.comparison.name))}"

    def _thing(self, c: Change, *, linked: bool = False, plainly: bool = False) -> str:
        """A thing by its title, with what it is, and what it is part of."""
        title, whole = pieces.titled(c, self.comparison)
        if plainly:
            return plain(title)
        called = f"**{plain(title)}**"
        if linked and self.source_url and c.head:
            path = quote(c.head.path)
            called = _link(title, f"{self.source_url.rstrip('/')}/{path}#L{c.head.span.line}")
        within = f", {plain(whole)}" if whole else ""
        return f"{called} ({plain(c.thing)}{within})"

    def _role(self, address: str) -> str:
        if address == "everyone":
            return "Everyone"
        return plain(pieces.cut(" ".join(self.comparison.name(address).split()), 80)) or plain(address)


def _must_be_approved(c: Change) -> bool:
    grave = c.impact in (Impact.MAJOR, Impact.MAYBE_MAJOR)
    return grave or bool(set(c.flags) - {"thread-healed", "relation", "wording"})


def _weakens(c: Change) -> bool:
    return c.kind == "removed" or bool({"obligation-down", "dropped"} & set(c.flags))


def _changes(changes: Sequence[Change]) -> str:
    return _changes_of(len(changes))


def _changes_of(n: int) -> str:
    return f"{n} change{'' if n == 1 else 's'}"


def _flags(changes: Iterable[Change]) -> str:
    """How many changes have each flag, most frequent first; the impact for those without any."""
    found = Counter(flag for c in changes for flag in (c.flags or (c.impact.value,)))
    return ", ".join(f"{n} {plain(flag)}" for flag, n in found.most_common())


def _fold(title: str, count: int, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    return ["<details>", f"<summary>{title} ({count})</summary>", "", *lines, "", "</details>"]


def _difference(words: Sequence[Word]) -> str:
    tags = {"delete": "del", "insert": "ins"}
    stretches = []
    for word in pieces.around(words, _CONTEXT):
        text, tag = _escaped(re.sub(r"\s+", " ", word.text)), tags.get(word.op)
        stretches.append(f"<{tag}>{text}</{tag}>" if tag and text else text)
    return "".join(stretches).strip()


# --- hostile text ---------------------------------------------------------------------------------------

_BREAK = "\u200b"
"""A blank of no width, which cuts a word in two for whoever looks for mentions, issues and addresses."""

_MARKUP = re.compile(
    r"(?P<entity>[&<>$])|(?P<escape>[\\`*_{}\[\]|~^!])|(?P<cut>[@#]|:(?=:|//|[\w+-]+:)|www(?=\.)|\bgh-(?=\d))",
    re.IGNORECASE,
)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&dollar;"}
_LEAD = re.compile(r"^(?:[-+=#]|\d{1,9}(?=[.)](?: |$)))")


def plain(text: str) -> str:
    """Any text at all on one line, as Markdown that shows just this text, wherever in a line it is put."""
    told = " ".join(text.split())
    lead = _LEAD.match(told)
    escaped = _escaped(told)
    if not lead:
        return escaped
    return f"\\{escaped}" if not lead[0].isdigit() else f"{lead[0]}\\{escaped[len(lead[0]) :]}"


def _escaped(text: str) -> str:
    return _MARKUP.sub(_harmless, shown(text))


def _harmless(match: re.Match[str]) -> str:
    if match["entity"]:
        return _ENTITIES[match[0]]
    return f"\\{match[0]}" if match["escape"] else f"{match[0]}{_BREAK}"


def _link(words: str, url: str) -> str:
    """Words that lead somewhere; nothing in the address can end it."""
    return f"[{plain(words)}]({quote(url, safe='/:?#&=%@+~,;$')})"
