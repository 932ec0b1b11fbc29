"""What all reports of a comparison say alike: signs, counts, names, and texts cut short.

What an author wrote leaves this file as it came, save from `shown`, which spells out what nobody could see.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...reports.text import safe
from ..change import KINDS_OF_CHANGE, Change, Comparison, Impact, Side, Word

Suggested = tuple[str, str]
"""The version of the last release, "" where there is none, and the one that the impact of the changes asks for."""

_THREADS = ("thread-broken", "thread-healed")
_SAY_NOTHING = ("changed", "connected", "disconnected", "editorial")
_SIGNS = {"added": "+", "renamed": ">", "moved": ">", "retired": "x", "removed": "x"}


def is_editorial(change: Change) -> bool:
    """Whether nothing follows from it for anybody."""
    return change.impact is Impact.PATCH


MANY_CONNECTIONS = 10
"""More connections than this are counted, or folded: they would bury what people must know."""


def connections(comparison: Comparison) -> frozenset[int]:
    """The places among the changes of connections that came or went and mean nothing else, where they are many."""
    found = frozenset(
        n
        for n, c in enumerate(comparison.changes)
        if c.impact is Impact.MINOR and c.flags == ("relation",) and c.kind == "changed"
    )
    return found if len(found) > MANY_CONNECTIONS else frozenset()


def is_thread(change: Change) -> bool:
    """Whether it is about a line of sight, and not about a text."""
    return change.code in _THREADS or (
        change.impact is Impact.NONE and any(flag in _THREADS for flag in change.flags)
    )


def needs_eyes(change: Change) -> bool:
    """Whether somebody must look at it before it is accepted."""
    grave = change.impact in (Impact.MAJOR, Impact.MAYBE_MAJOR)
    return grave or bool({"obligation-down", "dropped", "link-broken", "thread-broken"} & set(change.flags)) or (
        change.code == "thread-broken"
    )  # fmt: skip


def sign(change: Change) -> str:
    """One character: `!` for what somebody must look at, `+` new, `>` renamed, `x` gone, `?` a line of sight, else `~`."""
    if is_thread(change):
        return "?"
    if change.impact in (Impact.MAJOR, Impact.MAYBE_MAJOR) or any("obligation" in f for f in change.flags):
        return "!"
    return _SIGNS.get(change.kind, "~")


def impact_of(change: Change) -> str:
    """The impact in a word; for a line of sight, which has none, what became of it."""
    if change.impact is not Impact.NONE:
        return change.impact.value
    return next((f for f in (change.code, *change.flags) if f in _THREADS), change.impact.value)


def chip(change: Change, said: str) -> str:
    """The effect in a word or two, or "" where it says no more than has been said."""
    repeats = change.effect in _SAY_NOTHING or change.effect in said
    return "" if repeats or is_thread(change) else cut(change.effect, 40)


def counted(comparison: Comparison) -> str:
    """How many changes there are of each kind: "1 added, 2 changed". Editorial ones are left to the caller; lines
    of sight, which are no change of a text, are told where there is nothing else."""
    told = [c for c in comparison.changes if not is_editorial(c) and not is_thread(c)]
    counts = [(sum(c.kind == kind for c in told), kind) for kind in KINDS_OF_CHANGE]
    words = ", ".join(f"{n} {kind}" for n, kind in counts if n)
    if words:
        return words
    sights = [impact_of(c) for c in comparison.changes if is_thread(c)]
    return ", ".join(
        f"{n} line{'' if n == 1 else 's'} of sight {how}"
        for how in ("broken", "healed")
        if (n := sights.count(f"thread-{how}"))
    )


def unchanged(comparison: Comparison) -> str:
    """The sentence for a comparison without changes: "No change in meaning (2 files reformatted)."."""
    where = " in what could be read" if comparison.unreadable else ""
    how = f" ({reformatted(comparison)})" if comparison.reformatted else ""
    return f"No change in meaning{where}{how}."


def reformatted(comparison: Comparison) -> str:
    """How many files look different and say the same: "1 file reformatted"."""
    n = comparison.reformatted
    return f"{n} file{'' if n == 1 else 's'} reformatted"


def called(side: Side) -> str:
    """A side of a comparison on one line: "main (1a2b3c4)"."""
    name = " ".join(side.name.split())
    if not side.commit or name == side.commit:
        return cut(name if not side.commit else side.commit[:7], 60)
    short = side.commit[:7]
    return cut(name, 60) if name.startswith(short) else f"{cut(name, 60)} ({short})"


def titled(change: Change, comparison: Comparison) -> tuple[str, str]:
    """What people call a thing, and the title of what it is part of, or ""."""
    entity, _, part = change.address.partition("#")
    title = " ".join(change.title.split()) or change.address
    whole = comparison.names.get(entity, "") if part else ""
    return cut(title, 80), cut(" ".join(whole.split()), 60)


def approver_of(change: Change, comparison: Comparison) -> str:
    """The address of the role that must approve a change, or "" where nobody is named."""
    named = comparison.approvers
    return named.get(change.address) or named.get(change.address.partition("#")[0], "")


def listed(words: Sequence[str], most: int) -> str:
    """Words in a row, at most so many: "A, B and C", "A, B and 3 more"."""
    if len(words) > most + 1:
        words = [*words[:most], f"{len(words) - most} more"]
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def cut(text: str, length: int) -> str:
    """A text of at most so many characters, with … where it was cut, between words where there are any."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    whole = head.rpartition(" ")[0]
    return f"{(whole if len(whole) > length // 2 else head).rstrip()}…"


def around(words: Sequence[Word], context: int) -> tuple[Word, ...]:
    """A word-level difference in which long stretches that stayed are cut to what stands next to a change.

    Neighbours of one kind are joined. What came or went is never cut: nobody may hide a word behind an ellipsis.
    """
    joined: list[Word] = []
    for word in words:
        if joined and joined[-1].op == word.op:
            joined[-1] = Word(word.op, joined[-1].text + word.text)
        else:
            joined.append(word)
    last = len(joined) - 1
    return tuple(
        word if word.op != "equal" else Word("equal", _shortened(word.text, n > 0, n < last, context))
        for n, word in enumerate(joined)
    )


def _shortened(text: str, before: bool, after: bool, context: int) -> str:
    """A stretch that stayed, with a change before it, after it, or on both sides."""
    head = text[:context].rpartition(" ")[0] or text[:context]
    tail = text[-context:].partition(" ")[2] or text[-context:]
    if before and after:
        return text if len(text) <= 2 * context + 3 else f"{head} … {tail}"
    if len(text) <= context + 2:
        return text
    return f"{head} …" if before else f"… {tail}" if after else f"{head} …"


_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u200e\u200f\u2800\u3164\ufe00-\ufe0e\uffa0"
    "\U000e0100-\U000e01ef]|(?<=[ -~])[\u200c\u200d]|[\u200c\u200d](?=[ -~])"
)
"""What nobody can see, or what turns a line round, and yet is "printable"; joiners only next to plain letters,
where they join nothing."""


def shown(text: str) -> str:
    """A text in which nothing is hidden: control characters, invisible ones and marks of direction are spelled out."""
    return _UNSEEN.sub(lambda m: m[0].encode("unicode_escape").decode(), safe(text))
