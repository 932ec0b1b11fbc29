"""What two rows have in common, and which item of an old list became which of the new one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

from .tokens import is_word, tokens

ROOM = 25_000_000
"""The most cells, length times length, that are compared for the longest common part. A cell is one bit of
a long number, so that this much takes about a hundredth of a second, however repetitive both sides are."""

PAIRS = 4_000
"""The most pairs of texts within one gap whose likeness is measured."""

Pair = tuple[int | None, int | None]


def common(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The places of a longest common subsequence, in order: a[i] == b[j] for each (i, j).

    The common beginning and end always belong to it. Where what is left is larger than ROOM, nothing
    of that does, which is coarse and still right.
    """
    shorter = min(len(a), len(b))
    head = next((n for n in range(shorter) if a[n] != b[n]), shorter)
    shorter -= head
    tail = next((n for n in range(shorter) if a[-1 - n] != b[-1 - n]), shorter)
    inner = _longest(a[head : len(a) - tail], b[head : len(b) - tail])
    return [
        *((n, n) for n in range(head)),
        *((head + i, head + j) for i, j in inner),
        *((len(a) - n, len(b) - n) for n in range(tail, 0, -1)),
    ]


def alike(old: str, new: str) -> int:
    """Per cent of their words that two texts share, rounded down; case and punctuation do not count.

    100 says that they have the same words, each as often, in whatever order.
    """
    return _likeness(_bag(old), _bag(new))


def paired(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Which item of an old list became which of the new one: (i, j), (i, None) removed, (None, j) added.

    Items that are equal but for white space pair first: those in the same order, then what is left of
    them wherever it stands. Between two that kept their order, items that share half their words pair in
    order. The result is in the order of the new list, with what was removed where it stood. Pairs whose
    i goes down from one to the next show that the list was reordered.
    """
    was, now = ([" ".join(text.split()) for text in texts] for texts in (old, new))
    kept = common(was, now)
    moved = _moved(was, now, kept)
    gone = {i for i, _ in kept} | set(moved.values())
    ends = [*kept, (len(was), len(now))]
    anchors: list[tuple[int, int]] = []
    at_old = at_new = 0
    for i, j in ends:
        left = [n for n in range(at_old, i) if n not in gone]
        right = [n for n in range(at_new, j) if n not in moved]
        anchors += _likest([(n, _bag(was[n])) for n in left], [(n, _bag(now[n])) for n in right])
        anchors.append((i, j))
        at_old, at_new = i + 1, j + 1
    gone |= {i for i, _ in anchors}
    result: list[Pair] = []
    at_old = at_new = 0
    for i, j in anchors:
        result += [(n, None) for n in range(at_old, i) if n not in gone]
        result += [(moved.get(n), n) for n in range(at_new, j)]
        result.append((i, j))
        at_old, at_new = i + 1, j + 1
    return result[:-1]


def _longest(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """A longest common subsequence by rows of bits: the bit j of row i is 0 where b[j] makes it longer.

    The carry of an addition moves each step of a row to the next place that matches, for all of b at once.
    """
    if not a or not b or len(a) * len(b) > ROOM:
        return []
    matches: dict[Hashable, int] = defaultdict(int)
    for j, item in enumerate(b):
        matches[item] |= 1 << j
    all_of_b = (1 << len(b)) - 1
    row, rows = all_of_b, []
    for item in a:
        met = row & matches.get(item, 0)
        row = ((row + met) | (row - met)) & all_of_b
        rows.append(row)
    pairs = []
    i, j = len(a) - 1, len(b) - 1
    while i >= 0 and j >= 0:
        if rows[i] >> j & 1:
            j -= 1
        elif i and not rows[i - 1] >> j & 1:
            i -= 1
        else:
            pairs.append((i, j))
            i, j = i - 1, j - 1
    return pairs[::-1]


def _bag(text: str) -> Counter[str]:
    found = tokens(text)
    words = [token for token in found if is_word(token)]
    return Counter(token.key.casefold() for token in words or found)


def _likeness(a: Counter[str], b: Counter[str]) -> int:
    both = a.total() + b.total()
    return 200 * (a & b).total() // both if both else 100


def _moved(was: list[str], now: list[str], kept: list[tuple[int, int]]) -> dict[int, int]:
    """Equal texts that did not keep their order: the old place by the new one."""
    old_kept, new_kept = {i for i, _ in kept}, {j for _, j in kept}
    places: dict[str, list[int]] = defaultdict(list)
    for i in range(len(was) - 1, -1, -1):
        if i not in old_kept:
            places[was[i]].append(i)
    return {j: places[text].pop() for j, text in enumerate(now) if j not in new_kept and places.get(text)}


def _likest(
    left: list[tuple[int, Counter[str]]], right: list[tuple[int, Counter[str]]]
) -> list[tuple[int, int]]:
    """The pairs in order, each at least half alike, that are most alike together.

    Where there are more than PAIRS to choose from, the first of a side goes with the first of the other.
    """
    if len(left) * len(right) > PAIRS:
        beside = zip(left, right, strict=False)
        return [(i, j) for (i, a), (j, b) in beside if _likeness(a, b) >= 50]
    likeness = [[_likeness(a, b) for _, b in right] for _, a in left]
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            score = likeness[i][j]
            together = score + best[i + 1][j + 1] if score >= 50 else 0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        score = likeness[i][j]
        if score >= 50 and best[i][j] == score + best[i + 1][j + 1]:
            pairs.append((left[i][0], right[j][0]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
