"""What is wrong, where, and the cure: the one shape of every finding.

Findings are values, never exceptions. They are worded where the fault is known and
printed by `reports`; nothing here knows how they look on a terminal.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .source import Place


class Severity(enum.StrEnum):
    """How loudly a finding is said. An error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True)
class Label:
    """Another place that helps to understand a finding, with a few words about it."""

    place: Place
    text: str


@dataclass(frozen=True)
class Diagnostic:
    """One finding.

    `message` is true when read alone; `label` stands under the marked text; `help` is the
    cure as an act; `address` is the entity or part it is about, or "" where none could be read.
    `secret` findings are printed without the text they mark.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    address: str = ""
    label: str = ""
    help: str = ""
    related: tuple[Label, ...] = ()
    secret: bool = False

    @property
    def sort_key(self) -> tuple[object, ...]:
        """The one order of findings: by file, then place, then code and words."""
        return (self.place.path, self.place.span, self.code, self.message)


INTEGRITY: dict[str, str] = {
    "SYN01": "A file cannot be read",
    "SYN02": "A file is not UTF-8 text",
    "SYN03": "A character that cannot be seen, or turns the text around",
    "SYN04": "Conflict markers of an unfinished merge",
    "SYN05": "A file is too large, too deep or too long",
    "SYN06": "An anchor, alias or merge key",
    "SYN07": "A YAML tag or directive",
    "SYN08": "More than one document in a file",
    "SYN09": "The file is not well-formed YAML",
    "SYN10": "Text that needs quotes",
    "SYN11": "Text cut off by a #",
    "SYN12": "A tab where YAML wants spaces",
    "SYN13": "A field or id written twice",
    "SYN14": "A quote that is never closed",
    "SYN15": "An empty file",
    "SHP01": "An unknown field",
    "SHP02": "A value of the wrong type",
    "SHP03": "Something required is missing",
    "SHP04": "A value that is not one of the choices",
    "SHP05": "A relation written from the wrong end",
    "SHP06": "A file or folder in the wrong place",
    "SHP07": "An id that cannot be used",
    "SHP08": "A date, duration or number that does not exist",
    "SHP09": "An address on the web that cannot be linked, or should be looked at twice",
    "REF01": "A reference to something that does not exist",
    "REF02": "A reference to the wrong kind of thing",
    "REF03": "An id used twice",
    "REF04": "An old id that clashes with another",
    "REF05": "A circle of references",
    "REF06": "A reference to a part that does not exist",
    "REF07": "A reference that could mean two things",
    "SET01": "A setting that cannot be used",
    "SAF01": "A value that looks like a password, token or recovery code",
}
"""Codes of the integrity findings; a code never changes its meaning and is never reused."""


def in_order(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings sorted by the one sort key, without repetitions."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda d: d.sort_key))


def has_errors(findings: Iterable[Diagnostic]) -> bool:
    """Whether any of the findings stops a build."""
    return any(d.severity is Severity.ERROR for d in findings)


def did_you_mean(word: str, candidates: Iterable[str], *, cutoff: float = 0.6) -> str:
    """The candidate nearest to `word`, or "" where none is near.

    Ties go to the alphabetically first, so that runs are identical.
    """
    best, best_ratio = "", cutoff
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word.lower())
    for candidate in sorted(set(candidates)):
        matcher.set_seq1(candidate.lower())
        if matcher.real_quick_ratio() <= best_ratio or matcher.quick_ratio() <= best_ratio:
            continue
        ratio = matcher.ratio()
        if ratio > best_ratio:
            best, best_ratio = candidate, ratio
    return best


def mistyped(word: str, candidates: Iterable[str]) -> str:
    """The candidate that `word` is with a slip of the keyboard or two, or a piece of; "" where there is none.

    Narrower than `did_you_mean`, for words that mean different things although they look alike.
    """
    best, least = "", 3
    for candidate in sorted(set(candidates)):
        if word[:1] != candidate[:1]:
            continue
        slips = _slips(word, candidate)
        if len(word) >= 4 and (candidate.startswith(word) or word.startswith(candidate)):
            slips = min(slips, 2)
        if slips < least and (slips < 2 or len(candidate) > 4):
            best, least = candidate, slips
    return best


def _slips(one: str, other: str) -> int:
    """How many letters to add, drop, change or swap to make one word of the other; 3 stands for more."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            steps = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                steps = min(steps, last[j - 2] + 1)
            row.append(steps)
    return min(row[-1], 3)


def one_of(words: Sequence[str], joiner: str = "or") -> str:
    """Words as people list them: 'a', 'a or b', 'a, b or c'."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"


def with_article(word: str) -> str:
    """A noun as one of many: 'a goal', 'an audience'."""
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def brief(text: str) -> str:
    """A text on one line, and cut where it is long: what somebody wrote, quoted in a message."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
