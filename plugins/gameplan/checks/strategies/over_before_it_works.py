from __future__ import annotations

from collections.abc import Iterator

from ...model import Strategy
from ..check import ADVICE, Finding, Other, check
from ..ground import Ground, quoted


@check("STR08", ADVICE)
def over_before_it_works(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """A strategy that is not a campaign ends within 90 days.

    ## Why it matters

    People need weeks to notice that something has changed and months to believe it. What is over after a season is a push
    with a beginning and an end, and calling it a strategy leaves the year around it without one.

    ## What it looks at

    The days from `effective` to `expires`, where both are written. Strategies of the type campaign may be as short as they
    like.

    ## Bad

    ```yaml title="strategies/open-evenings.yml"
    title: Open evenings at the branch
    type: social
    diagnosis: Shift workers have never seen the branch with the lights on.
    approach: >-
      Open the doors when the shift ends rather than when ours begins, and let whoever comes decide what the
      evening is for.
    experience: They stayed up for me.
    posture: proactive
    pursues: [helped-first-time]
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    not_doing: [Run a programme of talks]
    owner: editor
    sponsor: director
    effective: 2026-05-04
    expires: 2026-06-30  # finding
    ```

    ## Good

    ```yaml title="strategies/open-evenings.yml"
    title: Open evenings at the branch
    type: campaign
    diagnosis: Shift workers have never seen the branch with the lights on.
    approach: >-
      Open the doors when the shift ends rather than when ours begins, and let whoever comes decide what the
      evening is for.
    experience: They stayed up for me.
    posture: proactive
    pursues: [helped-first-time]
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    not_doing: [Run a programme of talks]
    owner: editor
    sponsor: director
    effective: 2026-05-04
    expires: 2026-06-30
    ```
    """
    if strategy.type == "campaign" or not strategy.effective or not strategy.expires:
        return
    days = (strategy.expires - strategy.effective).days
    if 0 <= days < 90:
        yield Finding(
            strategy,
            f"{quoted(strategy.title)} is over after {days} days, which is short for a strategy.",
            at=("expires",),
            help="Write `type: campaign`, or set a later end.",
            others=(Other(strategy, "it begins here", ("effective",)),),
        )
