from __future__ import annotations

from collections.abc import Iterator

from ...model import Insight, Strategy
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("EVD01", WARNING)
def strategy_without_insight(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """A strategy rests on no insight.

    ## Why it matters

    A strategy that was born in a meeting may still be right. But when results fail to come, a team without evidence can
    only argue about taste, while one that wrote down what it believed can go and look whether it is still true. New
    colleagues also learn more from the reason than from the plan.

    ## What to do

    Ask what you saw that made you choose this and nothing else. Write it down as an insight with its evidence, and name
    it in `informed_by`. If the honest answer is "nothing", spend a week finding out before you spend a year.

    ## What it looks at

    A strategy that is part of another may rest on the insights of that one.

    ## Bad

    ```yaml title="strategies/win-by-answering.yml"
    title: Win by answering  # finding
    approach: Answer a borrower at the counter within the minute, rather than send them home to write to us.
    diagnosis: People ask on their way out, when nobody has time.
    not_doing: [Open another account]
    posture: reactive
    experience: They looked up when I came in.
    pursues: [answer-same-day]
    supports: [borrower-services]
    reaches: [evening-borrowers]
    owner: editor
    sponsor: director
    ```

    ## Good

    ```yaml title="strategies/win-by-answering.yml"
    title: Win by answering
    approach: Answer a borrower at the counter within the minute, rather than send them home to write to us.
    diagnosis: People ask on their way out, when nobody has time.
    not_doing: [Open another account]
    posture: reactive
    experience: They looked up when I came in.
    pursues: [answer-same-day]
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    owner: editor
    sponsor: director
    ```
    """
    if not any(ground.out(s, "informed_by") for s in ground.above(strategy)):
        known = ground.all_of(Insight, ground.playbook(strategy))
        yield Finding(
            strategy,
            f"{quoted(strategy.title)} rests on no insight: is it more than a gut feeling?",
            help=f"Name what you found out, such as `informed_by: [{known[0].address.id}]`, or go and find out."
            if known
            else "Write down what you found out, with its evidence, in `insights.yml`, and name it in `informed_by`.",
        )
