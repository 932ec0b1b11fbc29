from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...model import Objective, Strategy
from ...model.values import in_words
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted


@check("CON04", WARNING)
def strategy_ends_before_target(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """A strategy expires before the target that it pursues is due.

    ## Why it matters

    Somebody has promised a number for a day on which nobody will be working towards it any more. Usually both dates
    were right when they were written, and only one was moved.

    ## What to do

    Move the target to a day on which the strategy still holds, let the strategy run longer, or name what takes over.

    ## What it looks at

    The `due` of each target of the objectives that a strategy pursues, beside its `expires`. It stays quiet where
    another strategy in force pursues the same objective for long enough, or a strategy above it holds that long.

    ## Bad

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
      effective: 2026-03-09
      expires: 2026-11-30  # finding
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
      effective: 2026-03-09
      expires: 2026-12-31
      owner: editor
      sponsor: director
    ```
    """
    ends = strategy.expires
    if ends is None:
        return
    for objective in ground.out(strategy, "pursues"):
        if not isinstance(objective, Objective) or not ground.in_force(objective):
            continue
        late = [m for m in objective.measured_by if m.target and m.target.due and m.target.due > ends]
        if late:
            last = max(late, key=lambda m: m.target.due)
            if not _carried_on(strategy, objective, last.target.due, ground):
                yield Finding(
                    strategy,
                    f"{quoted(strategy.title)} ends on {in_words(ends)}, and {quoted(objective.title)} "
                    f"is due only on {in_words(last.target.due)}.",
                    at=("expires",),
                    help="Move one of the two dates, or name a strategy that carries on.",
                    others=(
                        Other(objective, "due later", ("measured_by", last.metric.text, "target", "due")),
                    ),
                )


def _carried_on(strategy: Strategy, objective: Objective, due: dt.date, ground: Ground) -> bool:
    """Whether another strategy works on it until then: one that pursues it too, or one above."""
    others = [s for s in ground.into(objective, "pursues") if isinstance(s, Strategy) and s is not strategy]
    above: Strategy | None = strategy
    while above and isinstance(up := ground.at(above.part_of), Strategy):
        above = up
        if ground.in_force(up):
            others.append(up)
    return any(s.expires is None or s.expires >= due for s in others)
