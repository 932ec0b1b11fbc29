from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...model import Metric, Objective
from ...model.values import in_words
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted


@check("OBJ04", WARNING, dated=True)
def target_date_passed(objective: Objective, ground: Ground) -> Iterator[Finding]:
    """The day of a target has passed, and nobody has written what was reached.

    ## Why it matters

    Most objectives are neither reached nor missed: they are forgotten. The day on which a target is due is the only
    one on which a team can learn whether its idea was right, and a target that quietly expires teaches everybody that
    the next one need not be taken seriously either.

    ## What to do

    Add the reading, whatever it says. Then close the objective with `status: done`, or set a new target with a new day
    and say in a note what you know now.

    ## What it looks at

    A reading counts from a week before the due day onwards. The next one may be on its way, so nothing is said until
    one period of `report_every` has gone by, a month where the metric does not say.

    ## Bad

    ```yaml title="objectives.yml"
    answer-same-day:
      title: Questions are answered the same evening
      serves: [helped-first-time]
      owner: editor
      measured_by:
        first-reply:
          baseline: {value: 31, on: 2025-10-31}
          target: {value: 4, due: 2026-04-19}  # finding
    ```

    ```yaml title="metrics.yml"
    first-reply:
      title: Time to the first reply
      definition: The median number of hours from a question on our page to a first reply by one of us.
      unit: hours
      direction: down
      stage: outcome
      source: The export of the shared inbox
      report_every: 1 month
      owner: editor
      readings:
        - {on: 2026-03-02, value: 14}
        - {on: 2026-04-02, value: 12}
    ```

    ## Good

    ```yaml title="objectives.yml"
    answer-same-day:
      title: Questions are answered the same evening
      serves: [helped-first-time]
      owner: editor
      measured_by:
        first-reply:
          baseline: {value: 31, on: 2025-10-31}
          target: {value: 4, due: 2026-04-19}
    ```

    ```yaml title="metrics.yml"
    first-reply:
      title: Time to the first reply
      definition: The median number of hours from a question on our page to a first reply by one of us.
      unit: hours
      direction: down
      stage: outcome
      source: The export of the shared inbox
      report_every: 1 month
      owner: editor
      readings:
        - {on: 2026-03-02, value: 14}
        - {on: 2026-04-02, value: 12}
        - {on: 2026-04-30, value: 9, note: We had counted on two more people.}
    ```
    """
    for n, measure in enumerate(objective.measured_by):
        due: dt.date | None = measure.target.due if measure.target else None
        metric = ground.at(measure.metric)
        if due is None or not isinstance(metric, Metric):
            continue
        late = metric.report_every.after(due) if metric.report_every else due + _GRACE
        last = ground.last_reading(metric)
        if late < ground.today and not (last and last[1] >= due - _EARLY):
            yield Finding(
                objective,
                f"What happened? The target of {quoted(objective.title)} was due on {in_words(due)}, and nobody has counted "
                f"{quoted(metric.title)} since.",
                at=("measured_by", n, "target", "due"),
                help="Add the reading, then close the objective with `status: done` or set a new day.",
                others=(Other(metric, "the last reading", ("readings", last[0])),) if last else (),
            )


_EARLY = dt.timedelta(days=7)
_GRACE = dt.timedelta(days=31)
