from __future__ import annotations

from collections.abc import Iterator

from ...model import Metric, Objective
from ..check import ERROR, Finding, Other, check
from ..ground import Ground, quoted


@check("OBJ05", ERROR)
def target_the_wrong_way(objective: Objective, ground: Ground) -> Iterator[Finding]:
    """A target moves against the direction of its metric, or asks for nothing.

    ## Why it matters

    Two numbers have changed places, or the metric says that up is good while the objective wants it down. Either way
    one half of the team will be praised for what the other half tries to prevent. It happens when a target is copied,
    and when a metric is turned round, from "missed calls" to "calls answered".

    ## What it looks at

    `direction: up` wants a target above its baseline, `direction: down` one below. Without a direction only a target
    that equals its baseline is found. `direction: hold` is never found: to stay where it is, or inside a narrow band,
    is what it asks for.

    ## Bad

    ```yaml title="objectives.yml"
    answer-same-day:
      title: Questions are answered the same evening
      serves: [helped-first-time]
      owner: editor
      measured_by:
        first-reply:
          baseline: {value: 4, on: 2026-01-31}
          target: {value: 31, due: 2026-12-31}  # finding
    ```

    ## Bad: a target that is met on the first day

    ```yaml title="objectives.yml"
    answer-same-day:
      title: Questions are answered the same evening
      serves: [helped-first-time]
      owner: editor
      measured_by:
        first-reply:
          baseline: {value: 31, on: 2026-01-31}
          target: {value: 31, due: 2026-12-31}  # finding
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

    ## Good: a number that should stay where it is

    ```yaml title="objectives.yml"
    answer-same-day:
      title: Questions are answered the same evening
      serves: [helped-first-time]
      owner: editor
      measured_by:
        first-reply:
          baseline: {value: 4, on: 2026-01-31}
          target: {value: 4, due: 2026-12-31}
    ```

    ```yaml title="metrics.yml"
    first-reply:
      title: Time to the first reply
      definition: The median number of hours from a question on our page to a first reply by one of us.
      unit: hours
      direction: hold
      stage: outcome
      source: The export of the shared inbox
      report_every: 1 month
      owner: editor
      readings:
        - {on: 2026-04-30, value: 4}
        - {on: 2026-05-29, value: 4}
    ```
    """
    for n, measure in enumerate(objective.measured_by):
        metric = ground.at(measure.metric)
        if not (isinstance(metric, Metric) and measure.baseline and measure.target):
            continue
        start, end, way = measure.baseline.value, measure.target.value, metric.direction
        if start is None or end is None or way == "hold":
            continue
        at = ("measured_by", n, "target", "value")
        if start == end:
            yield Finding(
                objective,
                f"{quoted(objective.title)} asks for nothing: {quoted(metric.title)} is to get from {start} to {end}.",
                at=at,
                help="Write the number you want to reach; if it should stay, give the metric `direction: hold`.",
                others=(Other(objective, "where it began", ("measured_by", n, "baseline", "value")),),
            )
        elif (way == "up" and end < start) or (way == "down" and end > start):
            yield Finding(
                objective,
                f"The target of {quoted(objective.title)} moves the wrong way: {quoted(metric.title)} should go {way}, "
                f"and {end} is {'above' if end > start else 'below'} {start}.",
                at=at,
                help="Look whether baseline and target have changed places, or turn the direction of the metric.",
                others=(Other(metric, "says which way is good", ("direction",)),),
            )
