"""What a sentence of a rule says: the act, what it is about, whether it forbids, and under which limits.

Not a parser, and it need not be: where a sentence is not plain, it says so, and the checks are quiet.
English only. `tests/test_check_contradictions.py` shows what is caught and what is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..words import plain, root

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")

_NO = frozenset(
    "no not never nothing nobody none neither nor nowhere don't doesn't didn't cannot can't won't isn't aren't mustn't "
    "shouldn't shan't refrain avoid".split()
)
"""Words that deny."""

_LIMITS = frozenset(
    "without unless except until till if when while where before after within during between outside beyond only than "
    "least most once twice times again alone first yet over under above below since instead rather".split()
)
"""Words that narrow what a sentence says: two sentences that are narrowed in different ways speak of different things."""

_NUMBERS = frozenset("zero one two three four five six seven eight nine ten dozen half third quarter".split())

_SMALL = frozenset(
    "a about all also always an and any anybody anyone anything are as at be been being both but by can could did do "
    "does doing done each either employees every everybody everyone everything for from had has have he her here his "
    "how i in into is it its just kindly may me might more much must my of on or other others our ours out people "
    "please really shall she should so some somebody someone something staff such that the their theirs them then "
    "there these they thing things this those to too up us very was way we were what whatever which who whom whose "
    "why will with would you your yours".split()
)
"""Words that hold a sentence together, and those for people in general."""

_SAME = {
    "publish": "post", "answer": "reply", "respond": "reply", "remove": "delet", "erase": "delet", "utilise": "use",
}  # fmt: skip
"""Verbs that mean the same act here."""

STANDING_FOR_OTHERS = frozenset(_SAME.values())
"""The verbs that other verbs are read as."""

ANY_USE = frozenset(
    root(word)
    for word in "account activity anymore channel feed go handle keep leave longer make open page platform post profile "
    "publish put quiet reply run say send share site speak stay still stop talk offer hold include update upload use write draft want wish "
    "like show feature contain ready new".split()
)
"""Acts and things so general that a ban of them alone is a ban of everything."""


@dataclass(frozen=True)
class Said:
    """One sentence: its verb, the other words that carry meaning, whether it opens with a denial, and its limits.

    It is `plain` where it denies nothing else; a `plain_ban` is a sentence that is plain if it forbids
    something, with a denial near its beginning or none ("Publish nothing about prizes").
    """

    verb: str
    about: frozenset[str]
    denies: bool
    limits: frozenset[str]
    plain: bool
    plain_ban: bool

    @property
    def words(self) -> frozenset[str]:
        """Verb and object together."""
        return self.about | {self.verb} if self.verb else self.about


_BOUNDS = _LIMITS | _NUMBERS
_LIGHT = _NO | _BOUNDS | _SMALL


@lru_cache(maxsize=8192)
def said(text: str) -> Said:
    """What a sentence says."""
    text = re.sub(r"\[\[[^\]|]*\]\]", " ", text)
    tokens = [t.lower().replace("’", "'") for t in _TOKEN.findall(plain(text))]
    opening = tokens[:3] if tokens[:1] and tokens[0] in ("we", "you", "staff", "employees") else tokens[:1]
    if tokens[:2] == ["do", "not"]:
        opening = tokens[:2]
    denials = [n for n, t in enumerate(tokens) if t in _NO]
    carrying = [root(t) for t in tokens if t not in _LIGHT and not t.isdigit()]
    carrying = [_SAME.get(t, t) for t in carrying]
    denies = any(t in _NO for t in opening)
    return Said(
        carrying[0] if carrying else "",
        frozenset(carrying[1:]) - set(carrying[:1]),
        denies,
        frozenset(t for t in tokens if t in _BOUNDS or t.isdigit()),
        len(denials) == int(denies),
        not denials or (len(denials) == 1 and denials[0] < 3),
    )


_OPENS = re.compile(r"^\s*(?:when(?:ever)?|where(?:ver)?|if|while|once|as soon as|in case)\b", re.I)


def situation(text: str) -> Said:
    """What a `when` says; the word that opens it says nothing."""
    return said(_OPENS.sub("", text))


def same_act(one: Said, other: Said) -> bool:
    """Whether two sentences speak of the same act: one verb, the same limits, and mostly the same words."""
    if not one.verb or one.verb != other.verb or one.limits != other.limits:
        return False
    shared, both = one.about & other.about, one.about | other.about
    return 5 * len(shared) >= 3 * len(both)


def names(text: str) -> frozenset[str]:
    """The words by which something is called, by their roots."""
    return frozenset(root(t.lower()) for t in _TOKEN.findall(plain(text)))
