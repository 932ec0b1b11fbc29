from __future__ import annotations

from collections.abc import Iterator

from ...model import Strategy
from ..check import ADVICE, Finding, check
from ..ground import Ground, quoted


@check("GOV06", ADVICE)
def no_leader_behind(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """No leader stands behind a strategy.

    ## Why it matters

    A strategy says no to things that other people want. The first time a department head insists on a page of their
    own, the team needs somebody of rank who has agreed to it beforehand. Without that, the loudest voice in the room
    decides, and the strategy is a wish of the people who wrote it.

    ## What it looks at

    A strategy that has no `sponsor` and no record of an approval. It is enough if the strategy it is part of has one,
    or the playbook it stands in.

    ## Bad

    ```yaml title="strategies.yml"
    be-the-evening-desk:  # finding
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: >-
        Be there when borrowers have time to ask rather than when we are open, because a question that is answered in
        the evening saves the borrower a trip and the branch a queue.
      experience: Somebody was there.
      posture: reactive
      pursues: [answer-same-day]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      applies: [answer-first]
      not_doing: [Announce events in the evening]
      owner: editor
    ```

    ## Good

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: >-
        Be there when borrowers have time to ask rather than when we are open, because a question that is answered in
        the evening saves the borrower a trip and the branch a queue.
      experience: Somebody was there.
      posture: reactive
      pursues: [answer-same-day]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      applies: [answer-first]
      not_doing: [Announce events in the evening]
      owner: editor
      approved: {by: director, on: 2026-03-02, ref: minutes of March}
    ```
    """
    behind = (*ground.above(strategy), ground.playbook(strategy))
    if not any(e.sponsor or e.approved for e in behind):
        yield Finding(
            strategy,
            f"No leader stands behind {quoted(strategy.title)}.",
            help="Ask somebody who can defend it, then write `sponsor: role-id`, or the decision itself under `approved`.",
        )
