from __future__ import annotations

from collections.abc import Iterator

from ...model import Objective
from ..check import ERROR, WARNING, Finding, check
from ..ground import Ground, quoted


@check("OBJ02", WARNING, audit=ERROR)
def objective_without_measure(objective: Objective, ground: Ground) -> Iterator[Finding]:
    """An objective is measured by nothing.

    ## Why it matters

    "Be closer to our readers" can never fail, so nobody learns anything from it. With a number attached, two people
    who disagree about the year can look at the same line and at least disagree about the same thing.

    ## What to do

    Ask what you would count to prove to a doubtful treasurer that it has happened. If the honest answer is that it
    cannot be counted, it may be a goal; goals need no number.

    ## Bad

    ```yaml title="objectives.yml"
    answer-same-day:  # finding
      title: Questions are answered the same evening
      serves: [helped-first-time]
      owner: editor
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
    if not objective.measured_by:
        yield Finding(
            objective,
            f"{quoted(objective.title)} cannot be measured yet.",
            help="Add a metric under `measured_by`, with where it stands, where it should be, and by when.",
        )
