from __future__ import annotations

from collections.abc import Iterator

from ...model import Strategy
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted
from .calendar_as_strategy import calendar_as_strategy


@check("STR09", WARNING)
def no_diagnosis(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """A strategy does not say what stands in the way.

    ## Why it matters

    An approach is an answer. Whoever reads it without the question cannot tell a clever one from a wrong one, nor notice the
    day on which the obstacle has gone and the strategy with it. The diagnosis is also the part that colleagues argue about
    most usefully, because they have all met the obstacle.

    ## What to do

    Write two sentences that somebody at the counter would nod at: what happens today, and why it goes on happening. Figures
    help. "We do not post enough" is seldom the obstacle.

    ## What it looks at

    A `diagnosis` of its own, or of a strategy that it is part of. Where the approach is nothing but a calendar, that is said
    instead.

    ## Bad

    ```yaml title="strategies.yml"
    be-the-evening-desk:  # finding
      title: Be the evening desk
      type: social
      approach: >-
        Be there when borrowers have time to ask rather than when we are open, because a question that is
        answered in the evening saves the borrower a trip and the branch a queue.
      experience: Somebody was there.
      posture: reactive
      pursues: [answer-same-day]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      applies: [answer-first]
      not_doing: [Announce events in the evening]
      owner: editor
      sponsor: director
    ```

    ## Good

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: >-
        Be there when borrowers have time to ask rather than when we are open, because a question that is
        answered in the evening saves the borrower a trip and the branch a queue.
      experience: Somebody was there.
      posture: reactive
      pursues: [answer-same-day]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      applies: [answer-first]
      not_doing: [Announce events in the evening]
      owner: editor
      sponsor: director
    ```

    ## Good: the strategy above has said it

    ```yaml title="strategies/answers-worth-keeping.yml"
    title: Answers worth keeping
    type: content
    approach: >-
      Write an answer down when it was asked for the third time, in the words of the borrower who asked, and
      not before.
    experience: They stayed up for me.
    posture: proactive
    pursues: [helped-first-time]
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    not_doing: [Run a programme of talks]
    owner: editor
    sponsor: director
    part_of: be-the-evening-desk
    ```
    """
    if not any(s.diagnosis for s in ground.above(strategy)) and not any(
        calendar_as_strategy(strategy, ground)
    ):
        yield Finding(
            strategy,
            f"{quoted(strategy.title)} does not say which obstacle it answers.",
            help="Write in `diagnosis` what stands in the way today, as you would tell a new colleague.",
        )
