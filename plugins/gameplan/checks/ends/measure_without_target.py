from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import one_of
from ...model import Objective
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("OBJ03", WARNING)
def measure_without_target(objective: Objective, ground: Ground) -> Iterator[Finding]:
    """A measure of an objective lacks its baseline, its target, or the day by which it is due.

    ## Why it matters

    "More members" is met by one more. Whoever signs the budget hears a promise in every objective, and where the
    playbook does not say from what, to what and by when, each of them hears a different one. Written down early, the
    numbers also keep expectations where the work can meet them.

    ## What to do

    If you do not know where you stand, count once before you begin; a rough baseline with its day is worth more than a
    perfect one next year. If you cannot tell what is possible, write what would be worth the effort.

    ## What it looks at

    `baseline`, `target` and the `due` day in the target, for each metric of the objective. The day of the baseline may
    be left out.

    ## Bad

    ```yaml title="objectives.yml"
    answer-same-day:
      title: Questions are answered the same evening
      serves: [helped-first-time]
      owner: editor
      measured_by:
        first-reply: {target: {value: 4}}  # finding
    ```

    ## Bad: a number without a day

    ```yaml title="objectives.yml"
    answer-same-day:
      title: Questions are answered the same evening
      serves: [helped-first-time]
      owner: editor
      measured_by:
        first-reply:
          baseline: {value: 31, on: 2026-01-31}
          target: {value: 4}  # finding
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
    for n, measure in enumerate(objective.measured_by):
        lacks = [
            *([] if measure.baseline else ["where it began"]),
            *([] if measure.target else ["where it should end"]),
            *([] if measure.target and measure.target.due else ["by when"]),
        ]
        if lacks:
            metric = ground.at(measure.metric)
            measured = quoted(ground.named(metric)) if metric else "one of its measures"
            yield Finding(
                objective,
                f"From what, to what, by when? For {measured}, {quoted(objective.title)} does not say {one_of(lacks)}.",
                at=("measured_by", n, "target") if lacks == ["by when"] else ("measured_by", n),
                help="Write for example `baseline: {value: 31}` and `target: {value: 4, due: 2027-03-31}`.",
            )
