from __future__ import annotations

from collections.abc import Iterator

from ...model import Strategy
from ..check import ERROR, WARNING, Finding, check
from ..ground import Ground, quoted


@check("STR02", WARNING, audit=ERROR)
def strategy_without_goal(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """A strategy pursues no goal and no objective.

    ## Why it matters

    A strategy is a way to get somewhere. Without a goal or an objective nobody can tell whether it leads there, and
    every argument about it is one of taste.

    ## What it looks at

    What a strategy pursues itself, or through the strategy it is part of. Where neither pursues anything, only the upper
    one is reported, unless it is not in force.

    ## Bad

    ```yaml title="strategies/win-by-answering.yml"
    title: Win by answering  # finding
    approach: Answer every borrower within the hour, because a quick answer saves a wasted trip.
    diagnosis: People ask in the evening, when nobody answers.
    not_doing: [Open another account]
    posture: reactive
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    owner: editor
    sponsor: director
    ```

    ## Bad: part of one that is only a draft

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      diagnosis: Borrowers ask after work, when every branch is shut.
      approach: Be there when borrowers have time to ask rather than when we are open.
      not_doing: [Announce events in the evening]
      posture: reactive
      pursues: [answer-same-day]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      applies: [answer-first]
      owner: editor
      sponsor: director
    speak-as-neighbours:
      title: Speak as neighbours
      status: draft
      approach: Sound like the people who live here rather than like the people who employ us.
    win-by-answering:  # finding
      title: Win by answering
      part_of: speak-as-neighbours
      approach: Answer every borrower within the hour, because a quick answer saves a wasted trip.
      diagnosis: People ask in the evening, when nobody answers.
      not_doing: [Open another account]
      posture: reactive
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      owner: editor
      sponsor: director
    ```

    ## Good

    ```yaml title="strategies/win-by-answering.yml"
    title: Win by answering
    approach: Answer every borrower within the hour, because a quick answer saves a wasted trip.
    diagnosis: People ask in the evening, when nobody answers.
    not_doing: [Open another account]
    posture: reactive
    pursues: [answer-same-day]
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    owner: editor
    sponsor: director
    ```
    """
    above = [s for s in ground.above(strategy) if s is not strategy]
    if not any(s.pursues for s in (strategy, *above)) and not any(map(ground.in_force, above)):
        yield Finding(
            strategy,
            f"Means without an end: {quoted(strategy.title)} pursues nothing.",
            help="Name the goal or objective it works towards: `pursues: [goal-id]`.",
        )
