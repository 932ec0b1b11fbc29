from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...model import Metric, Objective
from ...model.values import Duration
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("MET01", WARNING, dated=True)
def metric_never_reported(metric: Metric, ground: Ground) -> Iterator[Finding]:
    """A metric has no reading.

    ## Why it matters

    A number that has never been counted may turn out not to be countable: the system does not keep it, or the desk
    has no time for a tally. It is better to find out in the first month than in the report on the year.

    ## What to do

    Count it once, today, however roughly, and write the reading down with a note on how you did it. If that was not
    possible, choose something that is.

    ## What it looks at

    The first reading may take one period of `report_every` (three months where the metric does not say), counted from
    `effective` of the metric or from the day of a baseline, whichever is later. Without either it is due at once.

    ## Bad

    ```yaml title="metrics.yml"
    first-reply:  # finding
      title: Time to the first reply
      definition: The median number of hours from a question on our page to a first reply by one of us.
      unit: hours
      direction: down
      stage: outcome
      source: The export of the shared inbox
      report_every: 1 month
      owner: editor
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
        - {on: 2026-05-29, value: 9}
    ```

    ## Good: a metric that has only begun

    ```yaml title="metrics.yml"
    first-reply:
      title: Time to the first reply
      definition: The median number of hours from a question on our page to a first reply by one of us.
      unit: hours
      direction: down
      stage: outcome
      source: The export of the shared inbox
      report_every: 1 month
      effective: 2026-05-11
      owner: editor
    ```
    """
    if metric.readings:
        return
    begun = [
        measure.baseline.on
        for objective in ground.into(metric, "measured_by")
        if isinstance(objective, Objective)
        for measure in objective.measured_by
        if measure.baseline and measure.baseline.on and ground.at(measure.metric) is metric
    ]
    since: dt.date | None = max((day for day in (*begun, metric.effective) if day), default=None)
    every = metric.report_every or Duration(months=3)
    if since is None or every.after(since) < ground.today:
        yield Finding(
            metric,
            f"{quoted(metric.title)} has never been reported.",
            help=f"Count it once and write it down: `readings: [{{on: {ground.today}, value: 6}}]`.",
        )
