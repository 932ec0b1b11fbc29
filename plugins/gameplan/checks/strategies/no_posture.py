from __future__ import annotations

from collections.abc import Iterator

from ...model import Strategy
from ..check import ADVICE, Finding, check
from ..ground import Ground, quoted


@check("STR12", ADVICE)
def no_posture(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """A strategy does not say whether you begin the conversation or answer.

    ## Why it matters

    To begin and to answer take different people at different hours. A team that has not decided plans for the one and is
    measured by the other: the posts are ready on Monday, and the questions of Saturday wait below them.

    ## What it looks at

    The `posture` of the strategy, or of one that it is part of. "Mixed" is an answer.

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
      posture: mixed
      pursues: [answer-same-day]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      applies: [answer-first]
      not_doing: [Announce events in the evening]
      owner: editor
      sponsor: director
    ```
    """
    if not any(s.posture for s in ground.above(strategy)):
        yield Finding(
            strategy,
            f"Does {quoted(strategy.title)} begin conversations, or answer them?",
            help="Write `posture: proactive`, `reactive` or `mixed`.",
        )
