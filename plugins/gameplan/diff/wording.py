"""What changed in a text, word by word, as people read it, and what else is asked of two texts.

White space is not compared: where both sides have some, of whatever kind, the new one counts as equal.
Words are told apart as written, so that `Only` and `only` differ; `weighty` lets that pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from .alignment import alike, common, paired
from .change import Word
from .tokens import Token, is_word, tokens
from .weight import weighs, weighty

__all__ = ["alike", "differing", "only_white_space", "paired", "weighty"]

_SMALL = frozenset(
    "a an the to of in on at by for with from and or as is are be was were it its this that these those he she "
    "they we you i our your their his her them us so".split()
)
_ENDS = frozenset(".!?…。！？")
_CLOSING = frozenset(")]}\"'”’»*_`")
_BULLETS = frozenset("-*+•")


class _Run(NamedTuple):
    """Tokens that both sides have, one after the other: a[i:i + size] and b[j:j + size]."""

    i: int
    j: int
    size: int


def differing(old: str, new: str) -> tuple[Word, ...]:
    """The difference between two texts: equal, deleted and inserted stretches in reading order.

    Equal and inserted stretches together are the new text to the letter. Equal and deleted ones are the
    old text, but for the kind of white space. Neighbours have different ops, and what is deleted comes
    before what is inserted for it. What stands alone between changes and says little is taken into them.
    """
    if old == new:
        return (Word("equal", new),) if new else ()
    a, b = tokens(old), tokens(new)
    met = [(i, j) for run in _kept(old, new, a, b) for i, j in zip(*_spans(run), strict=True)]
    words: list[Word] = []
    gone = came = ""
    at_old = at_new = 0
    for n, (i, j) in enumerate([*met, (len(a), len(b))]):
        old_start, old_end = (a[i].start, a[i].end) if i < len(a) else (len(old), len(old))
        new_start, new_end = (b[j].start, b[j].end) if j < len(b) else (len(new), len(new))
        was, now = old[at_old:old_start], new[at_new:new_start]
        at_old, at_new = old_end, new_end
        first, last = n == 0, n == len(met)
        if not first and not last and (i - 1, j - 1) == met[n - 1] and bool(was) == bool(now):
            words.append(Word("equal", new[new_start - len(now) : new_end]))
            continue
        lead, deleted, inserted, tail = _between(was, now, first, last)
        for equal, less, more in ((lead, deleted, inserted), (tail + new[new_start:new_end], "", "")):
            if equal:
                words += [Word("delete", gone), Word("insert", came), Word("equal", equal)]
                gone = came = ""
            gone, came = gone + less, came + more
    words += [Word("delete", gone), Word("insert", came)]
    by_op = groupby((word for word in words if word.text), key=lambda word: word.op)
    return tuple(Word(op, "".join(word.text for word in same)) for op, same in by_op)


def only_white_space(old: str, new: str) -> bool:
    """Whether two texts differ, and in white space alone: one is the other, wrapped in another way."""
    return old != new and old.split() == new.split()


# --- finding what is equal -----------------------------------------------------------------------


def _kept(old: str, new: str, a: Sequence[Token], b: Sequence[Token]) -> Iterator[_Run]:
    """What is equal, sentences first; within changed sentences words, as far as that helps a reader."""
    sentences_a, sentences_b = _sentences(old, a), _sentences(new, b)
    same = common(
        [tuple(token.key for token in a[start:end]) for start, end in sentences_a],
        [tuple(token.key for token in b[start:end]) for start, end in sentences_b],
    )
    at_a = at_b = 0
    for i, j in [*same, (len(sentences_a), len(sentences_b))]:
        start_a, end_a = sentences_a[i] if i < len(sentences_a) else (len(a), len(a))
        start_b, _ = sentences_b[j] if j < len(sentences_b) else (len(b), len(b))
        for run in _readable(a[at_a:start_a], b[at_b:start_b]):
            yield _Run(at_a + run.i, at_b + run.j, run.size)
        yield _Run(start_a, start_b, end_a - start_a)
        at_a, at_b = end_a, start_b + end_a - start_a


def _sentences(text: str, found: Sequence[Token]) -> list[tuple[int, int]]:
    """Where sentences, items and paragraphs begin and end, in tokens."""
    starts = [n for n in range(1, len(found)) if _breaks(text, found, n)]
    return [(start, end) for start, end in pairwise([0, *starts, len(found)]) if end > start]


def _breaks(text: str, found: Sequence[Token], n: int) -> bool:
    """Whether a sentence, an item or a paragraph begins with token n."""
    gap = text[found[n - 1].end : found[n].start]
    lines = gap.count("\n")
    if lines > 1 or (lines and found[n].key in _BULLETS):
        return True
    last = n - 1
    while last > max(0, n - 4) and found[last].key[0] in _CLOSING:
        last -= 1
    ending = found[last].key[0]
    return ending in _ENDS and bool(gap or (ending in "。！？" and found[n].key[0] not in _CLOSING | _ENDS))


def _readable(a: Sequence[Token], b: Sequence[Token]) -> list[_Run]:
    """The equal runs of two stretches, less those that only interrupt what changed around them."""
    runs: list[_Run] = []
    for i, j in common([token.key for token in a], [token.key for token in b]):
        last = runs[-1] if runs else _Run(-1, -1, 0)
        if (i, j) == (last.i + last.size, last.j + last.size):
            runs[-1] = last._replace(size=last.size + 1)
        else:
            runs.append(_Run(i, j, 1))
    words_a = list(accumulate((is_word(token) for token in a), initial=0))
    words_b = list(accumulate((is_word(token) for token in b), initial=0))

    def size(before: _Run, after: _Run) -> int:
        return max(
            words_a[after.i] - words_a[before.i + before.size],
            words_b[after.j] - words_b[before.j + before.size],
        )

    # Taking a run away makes the change around it larger, so the run before is asked again.
    kept = [_Run(0, 0, 0)]
    for run in [*runs, _Run(len(a), len(b), 0)]:
        while len(kept) > 1 and _interrupts(a, kept[-1], size(kept[-2], kept[-1]), size(kept[-1], run)):
            kept.pop()
        kept.append(run)
    return kept


def _interrupts(a: Sequence[Token], run: _Run, before: int, after: int) -> bool:
    """Whether a run reads better as a part of the changes beside it; those are counted in words.

    Punctuation and one or two small words do. Other words do where both changes are at least twice as
    long; an end of a sentence and a weighty word only between long ones, since people look for them.
    """
    smaller = min(before, after)
    if not smaller or run.size > 2 * smaller + 4:
        return False
    inside = a[run.i : run.i + run.size]
    said = [token.key.lower() for token in inside if is_word(token)]
    firm = any(token.key[0] in _ENDS for token in inside) or any(map(weighs, said))
    if not firm and len(said) <= 2 and _SMALL.issuperset(said):
        return True
    return smaller >= 2 * max(1, len(said)) + (4 if firm else 0)


def _spans(run: _Run) -> tuple[range, range]:
    return range(run.i, run.i + run.size), range(run.j, run.j + run.size)


def _between(old: str, new: str, first: bool, last: bool) -> tuple[str, str, str, str]:
    """What stands between two equal words: equal white space, what went, what came, equal white space.

    At the beginning and end of the texts white space is as good as none.
    """
    lead = new[: len(new) - len(new.lstrip())]
    old_lead = old[: len(old) - len(old.lstrip())]
    if first or (lead and old_lead):
        old, new = old[len(old_lead) :], new[len(lead) :]
    else:
        lead = ""
    tail, old_tail = new[len(new.rstrip()) :], old[len(old.rstrip()) :]
    if last or (tail and old_tail):
        old, new = old[: len(old) - len(old_tail)], new[: len(new) - len(tail)]
    else:
        tail = ""
    return lead, old, new, tail
