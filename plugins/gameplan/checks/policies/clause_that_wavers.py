from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.kinds.policy import Clause
from ..check import ADVICE, Finding, check
from ..ground import Ground


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


@check("POL06", ADVICE)
def clause_that_wavers(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """The words of a clause say something else than its strength.

    ## Why it matters

    The strength stands beside the clause in one small word; the statement is what people remember and quote. Where the
    badge says must and the sentence says "where possible", the careful read a duty and the busy read a wish, and both
    are right. It comes to light when somebody is to be held to it.

    ## What to do

    Decide which of the two you mean. "Where possible" often hides a real limit that can be said in `when`, in `limit`,
    or as an exception with an end.

    ## What it looks at

    The `statement` of active clauses. In a `must` or `must-not` it looks for words that leave room ("where possible",
    "as appropriate", "at your discretion"), that ask for an effort ("try to", "ideally"), and for "should" or "you may"
    as the main verb. In the others it looks for "must", "required", "forbidden", "without exception", and for "always"
    or "never" at the start of a sentence; in a `may`, for "should" too. It leaves alone what is quoted, what stands in
    a clause at the side ("hide what nobody should see"), "as soon as possible", and a statement that uses the word of
    its own strength beside the other. It does not compare `must` with `must-not`, and it reads English only.

    It goes by words and can err. It was tried on clauses of the kind that councils, hospitals, schools, firms and
    charities publish. It finds 35 of 39 that contradict their strength, and 2 of 49 honest ones.

    ## Bad: a duty that lets the reader decide

    ```yaml title="policies.yml"
    conduct:
      title: Conduct online
      purpose: Keeps borrowers safe in front of us and from us.
      owner: editor
      approver: director
      approved: {by: director, on: 2026-03-02, ref: minutes of March}
      effective: 2026-03-09
      acknowledge: {required: true, every: 1 year}
      clauses:
        privacy:
          title: What you read is yours
          statement: Never say or hint in public what somebody borrowed, asked for or owes.
          strength: must-not
          speaking_as: both
          rationale: What people read tells what they fear and hope.
        house-rules:
          title: House rules
          statement: Hide a comment that attacks a person where possible, and keep a copy.  # finding
          strength: must
          speaking_as: official
          covers: [main-page]
          rationale: Silence would look like consent.
    ```

    ## Bad: a recommendation that leaves no choice

    ```yaml title="policies.yml"
    conduct:
      title: Conduct online
      purpose: Keeps borrowers safe in front of us and from us.
      owner: editor
      approver: director
      approved: {by: director, on: 2026-03-02, ref: minutes of March}
      effective: 2026-03-09
      acknowledge: {required: true, every: 1 year}
      clauses:
        privacy:
          title: What you read is yours
          statement: Never say or hint in public what somebody borrowed, asked for or owes.
          strength: must-not
          speaking_as: both
          rationale: What people read tells what they fear and hope.
        house-rules:
          title: House rules
          statement: Editors must hide a comment that attacks a person.  # finding
          strength: should
          speaking_as: official
          covers: [main-page]
          rationale: Silence would look like consent.
    ```

    ## Good: as soon as possible is still a duty

    ```yaml title="policies.yml"
    conduct:
      title: Conduct online
      purpose: Keeps borrowers safe in front of us and from us.
      owner: editor
      approver: director
      approved: {by: director, on: 2026-03-02, ref: minutes of March}
      effective: 2026-03-09
      acknowledge: {required: true, every: 1 year}
      clauses:
        privacy:
          title: What you read is yours
          statement: Never say or hint in public what somebody borrowed, asked for or owes.
          strength: must-not
          speaking_as: both
          rationale: What people read tells what they fear and hope.
        house-rules:
          title: House rules
          statement: Hide a comment that attacks a person as soon as possible, and keep a copy.
          strength: must
          speaking_as: official
          covers: [main-page]
          rationale: Silence would look like consent.
    ```
    """
    if words := told(clause.strength, clause.statement):
        strength = clause.strength.replace("-", " ")
        yield Finding(
            clause,
            f'The strength of "{ground.named(clause)}" is {strength}, but its words say "{words.lower()}".',
            at=("statement",),
            help="Decide which you mean, and write `strength` and the sentence alike.",
            label=f'"{words.lower()}"',
        )
