from __future__ import annotations

from collections.abc import Iterator

from ...model import Metric
from ...model.values import in_words
from ..check import WARNING, Finding, check
from ..ground import Ground, every, quoted


@check("MET02", WARNING, dated=True)
def metric_out_of_date(metric: Metric, ground: Ground) -> Iterator[Finding]:
    """The last reading of a metric is older than two of its periods.

    ## Why it matters

    When numbers stop coming, it is seldom by decision: the person who kept the sheet has moved on, or the export
    changed. People go on quoting the last figure they saw, which by now describes another season.

    ## What to do

    Ask who counts it today. If nobody misses the number, retire the metric; if it is needed less often than you
    thought, say so in `report_every`.

    ## What it looks at

    One missed period is forgiven, so a monthly number is found after two months. Metrics without `report_every` have
    promised nothing and are quiet.

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
        - {on: 2026-01-30, value: 30}
        - {on: 2026-02-27, value: 26}  # finding
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
      report_every: 3 months
      owner: editor
      readings:
        - {on: 2026-01-30, value: 30}
        - {on: 2026-02-27, value: 26}
    ```
    """
    period = metric.report_every
    last = ground.last_reading(metric)
    if last and period and period.after(period.after(last[1])) < ground.today:
        yield Finding(
            metric,
            f"{quoted(metric.title)} was last reported on {in_words(last[1])}, though it promises a number "
            f"{every(period)}.",
            at=("readings", last[0], "on"),
            help="Add the readings that are missing, or write in `report_every` how often it is really counted.",
        )
