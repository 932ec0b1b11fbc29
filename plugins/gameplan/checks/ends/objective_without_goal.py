from __future__ import annotations

from collections.abc import Iterator

from ...model import Objective
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("OBJ01", WARNING)
def objective_without_goal(objective: Objective, ground: Ground) -> Iterator[Finding]:
    """An objective serves no goal.

    ## Why it matters

    A number can be hit and nothing is better for it: teams have doubled their open rate by sending half as much. The
    goal is the sentence that says why anybody wanted the number, and that tells you whether to celebrate.

    ## What it looks at

    An objective that `leads_to` one with a goal has its reason there.

    ## Bad

    ```yaml title="objectives.yml"
    answer-same-day:  # finding
      title: Questions are answered the same evening
      owner: editor
      measured_by:
        first-reply:
          baseline: {value: 31, on: 2026-01-31}
          target: {value: 4, due: 2026-12-31}
    ```

    ## Good

    ```yaml title="objectives.yml"
    answer-same-day:
      title: Questions are answered the same evening
      serves: [helped-first-time]
      owner: editor
      measured_by:
        first-reply:
          baseline: {value: 31, on: 2026-01-31}
          target: {value: 4, due: 2026-12-31}
    ```
    """
    if not any(isinstance(o, Objective) and o.serves for o in (objective, *ground.further(objective))):
        yield Finding(
            objective,
            f"Objective without a reason: {quoted(objective.title)} serves no goal.",
            help="Name what it is for: `serves: [goal-id]`.",
        )
