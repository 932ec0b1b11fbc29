from __future__ import annotations

from collections.abc import Iterator

from ...model import Strategy
from ..check import ADVICE, Finding, check
from ..ground import Ground, quoted
from .calendar_as_strategy import calendar_as_strategy


@check("STR10", ADVICE)
def nothing_ruled_out(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """A strategy rules nothing out.

    ## Why it matters

    A choice costs something. What will not be done is the part of a strategy that a tired colleague needs on a Friday
    afternoon, when somebody important asks for an account of their own. It also shows whether the choice was real: nobody
    would choose the opposite of "quality first".

    ## What it looks at

    An entry in `not_doing`, here or in a strategy that it is part of. Where the approach is nothing but a calendar, that is
    said instead.

    ## Bad

    ```yaml title="strategies.yml"
    be-the-evening-desk:  # finding
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
      not_doing: [Open a second account for events, Answer after nine at night]
      owner: editor
      sponsor: director
    ```
    """
    if not any(s.not_doing for s in ground.above(strategy)) and not any(
        calendar_as_strategy(strategy, ground)
    ):
        yield Finding(
            strategy,
            f"{quoted(strategy.title)} costs nothing: it does not say what you will leave undone.",
            help="Add to `not_doing` something that a sensible colleague would like to do and that you will not.",
        )
