from __future__ import annotations

from collections.abc import Iterator

from ...model import Strategy
from ..check import WARNING, Finding, check
from ..ground import Ground


@check("STR02", WARNING)
def strategy_without_end(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """A strategy pursues no goal and no objective.

    ## Why it matters

    A strategy is a way to get somewhere. Without a goal or an objective nobody can tell whether it leads there, and
    every argument about it is one of taste.

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
    if not strategy.pursues and strategy.part_of is None:
        yield Finding(
            strategy,
            f'Means without an end: "{strategy.title}" pursues nothing.',
            help="Name the objective or goal it serves: `pursues: [short-id]`.",
        )
