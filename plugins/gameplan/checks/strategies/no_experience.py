from __future__ import annotations

from collections.abc import Iterator

from ...model import Strategy
from ..check import ADVICE, Finding, Other, check
from ..ground import Ground, quoted


@check("STR13", ADVICE)
def no_experience(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """Neither a strategy nor the vision says what people should come away with.

    ## Why it matters

    Colleagues cannot look up every case. One sentence in the voice of the person they have just helped, such as "somebody was
    there", tells them how to be when no rule fits. It also keeps a plan honest that would otherwise end with what we have
    sent.

    ## What it looks at

    `experience` on the strategy, on one that it is part of, or on the vision that the playbook works towards. One sentence on
    the vision is enough for all.

    ## Bad

    ```yaml title="vision.yml"
    title: Helped the same day
    statement: Whoever asks the library anything is helped before the day is over.
    horizon: 2028-12-31
    owner: director
    ```

    ```yaml title="strategies.yml"
    be-the-evening-desk:  # finding
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: >-
        Be there when borrowers have time to ask rather than when we are open, because a question that is
        answered in the evening saves the borrower a trip and the branch a queue.
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
    """
    vision = ground.graph.single(strategy.address.playbook, "vision")
    if any(s.experience for s in ground.above(strategy)) or (vision and vision["experience"]):
        return
    yield Finding(
        strategy,
        f"What should people come away with? Neither {quoted(strategy.title)} nor the vision says it.",
        help="Write it in `experience`, as somebody would tell it at home afterwards.",
        others=(Other(vision, "the vision"),) if vision else (),
    )
