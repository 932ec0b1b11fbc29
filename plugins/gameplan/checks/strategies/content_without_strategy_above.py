from __future__ import annotations

from collections.abc import Iterator

from ...model import Strategy
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted


@check("STR14", WARNING)
def content_without_strategy_above(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """A content strategy is not part of a social or business strategy.

    ## Why it matters

    A content strategy says what to publish and how it should sound. Why anybody should publish at all is decided one floor
    higher. Without that floor the texts become the purpose, and the count of them the result.

    ## What to do

    Name the strategy that it serves in `part_of`. If there is none, ask what the texts are meant to change; the answer is
    either the missing strategy, or a sign that this one is a social strategy with the wrong label.

    ## What it looks at

    Strategies with `type: content`. One of the strategies above must be of the type social or business; one whose type is not
    written is given the benefit of the doubt.

    ## Bad

    ```yaml title="strategies/answers-worth-keeping.yml"
    title: Answers worth keeping
    type: content  # finding
    diagnosis: Three of us answer the same question in three ways.
    approach: >-
      Write an answer down when it was asked for the third time, in the words of the borrower who asked, and
      not before.
    experience: That was exactly my question.
    posture: mixed
    pursues: [helped-first-time]
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    not_doing: [Keep a calendar of themed days]
    owner: editor
    sponsor: director
    ```

    ## Bad: only content above it

    ```yaml title="strategies/the-house-voice.yml"
    title: The house voice
    type: content
    part_of: answers-worth-keeping  # finding
    diagnosis: Three of us answer the same question in three ways.
    approach: Write as one would speak at the desk, and cut whatever one would not say there.
    experience: That was exactly my question.
    posture: mixed
    pursues: [helped-first-time]
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    not_doing: [Keep a calendar of themed days]
    owner: editor
    sponsor: director
    ```

    ```yaml title="strategies/answers-worth-keeping.yml"
    title: Answers worth keeping
    type: content  # finding
    diagnosis: Three of us answer the same question in three ways.
    approach: >-
      Write an answer down when it was asked for the third time, in the words of the borrower who asked, and
      not before.
    experience: That was exactly my question.
    posture: mixed
    pursues: [helped-first-time]
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    not_doing: [Keep a calendar of themed days]
    owner: editor
    sponsor: director
    ```

    ## Good

    ```yaml title="strategies/answers-worth-keeping.yml"
    title: Answers worth keeping
    type: content
    part_of: be-the-evening-desk
    diagnosis: Three of us answer the same question in three ways.
    approach: >-
      Write an answer down when it was asked for the third time, in the words of the borrower who asked, and
      not before.
    experience: That was exactly my question.
    posture: mixed
    pursues: [helped-first-time]
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    not_doing: [Keep a calendar of themed days]
    owner: editor
    sponsor: director
    ```
    """
    if strategy.type != "content":
        return
    above = [s for s in ground.above(strategy) if s is not strategy]
    if all(s.type in ("content", "campaign") for s in above):
        yield Finding(
            strategy,
            f"{quoted(strategy.title)} is a content strategy without a social or business strategy above it.",
            at=("part_of",) if above else ("type",),
            help="Name the strategy that it serves: `part_of: strategy-id`.",
            others=tuple(Other(s, f"a {s.type} strategy too", ("type",)) for s in above[:1]),
        )
