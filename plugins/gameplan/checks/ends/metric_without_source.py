from __future__ import annotations

from collections.abc import Iterator

from ...model import Metric
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("MET03", WARNING)
def metric_without_source(metric: Metric, ground: Ground) -> Iterator[Finding]:
    """A metric lacks a source, or an owner who counts it.

    ## Why it matters

    Two people count the same thing from two systems and get two numbers, both of them right. From then on meetings are
    about the difference. The source settles which one is meant; the owner is the person who notices when it breaks.

    ## What to do

    Write the source so that a successor would find it: which report, which export, run on which day.

    ## Bad

    ```yaml title="metrics.yml"
    first-reply:  # finding
      title: Time to the first reply
      definition: The median number of hours from a question on our page to a first reply by one of us.
      unit: hours
      direction: down
      stage: outcome
      report_every: 1 month
      owner: editor
      readings:
        - {on: 2026-04-30, value: 12}
        - {on: 2026-05-29, value: 9}
    ```

    ## Bad: nobody counts it

    ```yaml title="metrics.yml"
    first-reply:  # finding
      title: Time to the first reply
      definition: The median number of hours from a question on our page to a first reply by one of us.
      unit: hours
      direction: down
      stage: outcome
      source: The export of the shared inbox
      report_every: 1 month
      readings:
        - {on: 2026-04-30, value: 12}
        - {on: 2026-05-29, value: 9}
    ```

    ## Good

    ```yaml title="metrics.yml"
    first-reply:
      title: Time to the first reply
      definition: The median number of hours from a question on our page to a first reply by one of us.
      unit: hours
      direction: down
      stage: outcome
      source: Export of the shared inbox, run on the last Friday of the month
      report_every: 1 month
      owner: editor
      readings:
        - {on: 2026-04-30, value: 12}
        - {on: 2026-05-29, value: 9}
    ```
    """
    asks = {
        (False, False): (
            "who counts it, or from where",
            "Name both: `owner: role-id` and `source: where it comes from`.",
        ),
        (False, True): ("who counts it", "Name the role that does: `owner: role-id`."),
        (True, False): (
            "where the number comes from",
            "Name the report or the log: `source: where it comes from`.",
        ),
    }
    if found := asks.get((metric.owner is not None, bool(metric.source))):
        yield Finding(metric, f"{quoted(metric.title)} does not say {found[0]}.", help=found[1])
