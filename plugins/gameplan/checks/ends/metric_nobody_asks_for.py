from __future__ import annotations

from collections.abc import Iterator

from ...model import Metric
from ..check import ADVICE, Finding, check
from ..ground import Ground, quoted


@check("MET04", ADVICE)
def metric_nobody_asks_for(metric: Metric, ground: Ground) -> Iterator[Finding]:
    """No objective is measured by a metric, and no tactic moves it.

    ## Why it matters

    Dashboards fill up with what is easy to export. Each number takes somebody an hour a month and gives the others
    one more thing to talk about instead of the three that matter.

    ## What to do

    Say which question it answers: put it under an objective, or into `moves` of the tactic that should change it. If
    there is no question, stop counting. A guard rail, a number that should merely not get worse, may stay with a waiver
    that says so.

    ## What it looks at

    Objectives and tactics that are active, those of playbooks that extend this one included.

    ## Bad

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
        - {on: 2026-04-30, value: 12}
        - {on: 2026-05-29, value: 9}
    hour-of-day:  # finding
      title: Busiest hour
      definition: The hour of the day in which most questions arrive.
      unit: o'clock
      stage: output
      source: The export of the shared inbox
      report_every: 1 month
      owner: editor
      readings:
        - {on: 2026-05-29, value: 20}
    ```

    ## Good

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
        - {on: 2026-04-30, value: 12}
        - {on: 2026-05-29, value: 9}
    ```
    """
    if not ground.into(metric, "measured_by", "moves"):
        yield Finding(
            metric,
            f"{quoted(metric.title)} is a number without a question: no objective and no tactic asks for it.",
            help="Put it under the objective it measures or the tactic that moves it, or stop counting it.",
        )
