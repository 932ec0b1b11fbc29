"""What the words of a clause say about how strongly it binds, beside the strength that is written. English only."""

from __future__ import annotations

import re


def _words(text: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{text})\b", re.I | re.X)


_ROOM = _words(
    r"""(?<!even\ )(?:where|wherever|when|whenever|if|as\ far\ as|as\ much\ as|so\ far\ as|insofar\ as)
        \ (?:(?:it|this|that)(?:\ is|'s)\ |is\ |at\ all\ |reasonably\ |practically\ )*
        (?:possible|practicable|practical|feasible|appropriate|convenient)(?!\ (?:to|that|for))
    | as\ appropriate | (?:where|wherever|when|if)\ you\ can(?=[.,;]|$)
    | at\ (?:[\w'-]+\ ){0,3}discretion | (?:if|when)\ time\ (?:allows|permits) | time\ permitting
    | as\ best\ (?:you|they|we)\ can"""
)
"""Words that let the reader decide whether a duty holds, wherever they stand."""

_EFFORT = _words(
    r"""(?:try|aim|strive|seek|endeavou?r)\ to | do\ (?:your|their|our)\ best | make\ every\ effort
    | (?:are|is)\ (?:strongly\ )?(?:encouraged|advised|recommended|invited)\ to | we\ recommend
    | it\ is\ (?:good\ practice|advisable|recommended|desirable|preferable)
    | (?:might|may)\ (?:wish|want)\ to | ideally | consider\ \w+ing"""
)
"""Words that ask for an effort rather than for a result."""

_PEOPLE = r"(?:you|we|staff|colleagues|employees|editors|volunteers)"
_SHOULD = _words(r"should | ought\ to")
_MUST = _words(r"must | shall | mustn't")
_MAY = _words(r"may | can | might | could")
_FREE = _words(
    rf"{_PEOPLE}\ may\ (?:also\ |always\ )?"
    r"(?!(?:not|only|be|hear|see|find|meet|feel|have|come|notice|get|learn|think|know|wish|want|need)\b)\w+"
)
"""Leave given to people by name; what "may" merely happen is another matter."""

_HARD = _words(
    rf"""(?:is|are)\ (?:strictly\ |absolutely\ )?
        (?:required|obliged|mandatory|compulsory|obligatory|forbidden|prohibited|not\ (?:allowed|permitted))
    | {_PEOPLE}\ (?:have|has)\ to | without\ exception | under\ no\ circumstances? | in\ all\ cases | at\ all\ times"""
)
"""Words that leave no choice."""

_FLAT = re.compile(r"^(?:always|never)\b", re.I)
_BAN = re.compile(r"^(?:never|do not|don['’]t)\b", re.I)
_RESERVED = _words(r"only | unless | until | no | nobody | none | never | without | not")
_ASIDE = re.compile(
    r"""\b(?:who|whom|whose|which|that|what|whatever|where|when|whenever|if|whether|how|why|because|so|as|than|until
    |unless|before|after|while|though|although|think|thinks|believe|believes|feel|feels|say|says|know|knows
    |\w*(?:thing|body|one|ones|words|people|news|pictures)\ (?:you|we|they|she|he|it|staff|people))\b""",
    re.I | re.X,
)
"""Words after which a verb belongs to a clause at the side: "hide what nobody should see"."""

_QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"|“[^”]*”|‘[^’]*’|(?<!\w)'[^']*'(?!\w)")
_LINK = re.compile(r"\[\[[^\]|]*\|?([^\]]*)\]\]")


def told(strength: str, statement: str) -> str:
    """The words of a statement that say something else than its strength; "" where they agree."""
    text = _QUOTED.sub("…", _LINK.sub(r"\1", statement)).replace("’", "'")
    pieces = [piece.strip() for piece in re.split(r"[.;:!?,–—\n]\s*", text) if piece.strip()]
    sentences = [s.strip() for s in re.split(r"[.!?;:]\s+|\n", text) if s.strip()]
    if strength in ("must", "must-not"):
        if found := _ROOM.search(text):
            return found[0]
        if strength == "must" and (said := _main(_EFFORT, pieces)):
            return said
        if not _main(_MUST, pieces) and (said := _main(_SHOULD, pieces, led=True)):
            return said
        if strength == "must" and not _RESERVED.search(text) and not _main(_MUST, pieces):
            return _main(_FREE, pieces)
        return ""
    own = _SHOULD if strength.startswith("should") else _MAY
    if said := _main(_HARD, pieces):
        return said
    if not _main(own, pieces) and (said := _main(_MUST, pieces, led=True)):
        return said
    if strength == "may":
        if not _main(own, pieces) and "feel free" not in text and (said := _main(_SHOULD, pieces, led=True)):
            return said
        return _first(_BAN, sentences[:1])
    return _first(_FLAT, sentences)


def _main(words: re.Pattern[str], pieces: list[str], *, led: bool = False) -> str:
    """The first of some words that stands in a main clause; where `led`, somebody is named before it."""
    for piece in pieces:
        for found in words.finditer(piece):
            before = piece[: found.start()]
            if not _ASIDE.search(before) and (before.strip() or not led):
                return found[0]
    return ""


def _first(words: re.Pattern[str], sentences: list[str]) -> str:
    return next((found[0] for s in sentences if (found := words.search(s))), "")
