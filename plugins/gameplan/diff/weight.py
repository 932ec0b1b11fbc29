"""The words that often carry the meaning of a rule: whoever changes one may have changed the rule. English only.

A word that is missing here lets a change of meaning pass as one of style; a word too many makes somebody
read a sentence again. So the lists are generous where they are in doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from .change import Word
from .tokens import is_number, shown, tokens

NUMBERS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred thousand million once twice thrice first second third half double triple".split()
)

TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays "
    "saturdays sundays january february april june july september october november december second seconds "
    "minute minutes hour hours day days weekday weekdays weekend weekends week weeks fortnight fortnights month "
    "months quarter quarters year years hourly daily nightly weekly fortnightly monthly quarterly yearly annually "
    "noon midday midnight today tomorrow yesterday pm p.m a.m".split()
)

SHORT_DATES = frozenset(
    "March August Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun".split()
)
"""Months and days that are other words without their capital."""

UNITS = frozenset("s sec secs m min mins h hr hrs d am".split())
"""Units of time where a number stands before them."""

NEGATIONS = frozenset("not no never none nobody nothing nowhere without neither nor cannot".split())
"""Besides all that end with n't."""

DUTIES = frozenset(
    "must shall should may required recommended optional optionally mandatory forbidden prohibited allowed "
    "permitted".split()
)
"""The words of RFC 2119, and what people write for them."""

BEFORE_TO = frozenset("need needs needed have has had ought".split())
"""Duties where `to` follows."""

LIMITS = frozenset(
    "only always never unless except any anybody anyone anything all every everybody everyone everything each "
    "until before after within least most more less fewer both either".split()
)

_WEIGHTY = NUMBERS | TIMES | NEGATIONS | DUTIES | LIMITS


def weighty(words: Iterable[Word]) -> tuple[str, ...]:
    """The words among those deleted or inserted that often carry the meaning: in lower case, in order, each once.

    Those are numbers, dates, times, negations, the words for duties, and limits such as `only`. English,
    but for digits. Of a link its shown words count, of an address nothing. A word that moved counts, since
    what it belongs to may be another thing now; only where one changed stretch has it on both sides and
    all that differs is how it is written (`Only` and `only`) does it say nothing, and likewise in a link
    that is otherwise another.
    """
    found: dict[str, None] = {}
    row = [Word("equal", ""), *words, Word("equal", "")]
    for start, stop in pairwise(n for n, word in enumerate(row) if word.op == "equal"):
        before, after, stretch = row[start].text, row[stop].text, row[start + 1 : stop]
        sides = [
            list(_weighty_in("".join(word.text for word in stretch if word.op == op), before, after))
            for op in ("delete", "insert")
        ]
        found.update(dict.fromkeys(_unmatched(*sides)))
    return tuple(found)


def weighs(word: str) -> bool:
    """Whether a word in lower case often carries the meaning; of one with hyphens, whether a part does."""
    return (
        word in _WEIGHTY
        or is_number(word)
        or word.replace("’", "'").endswith("n't")
        or ("-" in word and not _WEIGHTY.isdisjoint(word.split("-")))
    )


class _Said(NamedTuple):
    """A weighty word in lower case, what it is compared by, as written, and whether it is in a link."""

    word: str
    same: str
    written: str
    linked: bool


def _weighty_in(text: str, before: str, after: str) -> Iterator[_Said]:
    """The weighty words of one side of a changed stretch; the texts around it settle `4 h` and `have to`."""
    near = [_last(before), *_pieces(text), _first(after)]
    for previous, (written, linked), following in zip(near, near[1:-1], near[2:], strict=False):
        word = written.lower().replace("’", "'")
        month = written == "May" and (is_number(previous[0]) or is_number(following[0]))
        if (
            weighs(word)
            or written in SHORT_DATES
            or (word in BEFORE_TO and following[0].lower() == "to")
            or (word in UNITS and is_number(previous[0]))
        ):
            yield _Said(word, written if month else word, written, linked)


def _pieces(text: str) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    for token in tokens(text):
        seen, linked = shown(token.key)
        pieces += [(inner.key, True) for inner in tokens(seen)] if linked else [(seen, False)]
    return pieces


def _first(text: str) -> tuple[str, bool]:
    return next(iter(_pieces(text[:60])), ("", False))


def _last(text: str) -> tuple[str, bool]:
    return next(reversed(_pieces(text[-60:])), ("", False))


def _unmatched(gone: list[_Said], came: list[_Said]) -> Iterator[str]:
    """The words of a stretch less those, one for one, that are only written differently on the other side."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for n in range(len(came) - 1, -1, -1):
        waiting[came[n].same].append(n)
    matched = set()
    for said in gone:
        others = waiting[said.same]
        if others and (came[others[-1]].written != said.written or (said.linked and came[others[-1]].linked)):
            matched.add(others.pop())
        else:
            yield said.word
    yield from (said.word for n, said in enumerate(came) if n not in matched)
