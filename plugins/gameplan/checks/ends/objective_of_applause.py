from __future__ import annotations

from collections.abc import Iterator

from ...model import Metric, Objective
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted
from .words import applause


@check("MET05", WARNING)
def objective_of_applause(objective: Objective, ground: Ground) -> Iterator[Finding]:
    """An objective is measured only by the size of an audience, its applause, or our own output.

    ## Why it matters

    Followers pay no fine and borrow no book. Such numbers go up when you post more, when somebody else makes you famous
    for an afternoon, or when you buy them, and nothing else need have changed. They are fine to look at beside a number
    that says what people then did; alone they reward noise.

    ## What to do

    Ask what those people should do once they have seen you, and count that too: who came, asked, joined, stayed. If the
    objective really is a step on the way, name in `leads_to` the one it makes possible.

    ## What it looks at

    An objective is found when each of its metrics is hollow. A metric is hollow when its `stage` is input or output, or
    when its unit, its title or the first words of its definition name an audience or its applause (followers, likes,
    reach, impressions, views, mentions, press releases and the like) and no word in them says what people did in the
    end (came, joined, asked, bought). A metric with `stage: outcome` or `impact` is taken at its word. An objective
    that leads to one with a sound metric is quiet.

    Words can only guess. We measured how well on a list of our own making, with hard cases on both sides.
    It finds 34 of 42 vanity metrics, and 0 of 48 honest ones. Eight of each were written after the words had been
    chosen; of those it found four and one before we saw why, so expect it to miss some of yours.

    ## Bad

    ```yaml title="objectives.yml"
    answer-same-day:
      title: Questions are answered the same evening
      serves: [helped-first-time]
      owner: editor
      measured_by:
        followers: {baseline: {value: 2100}, target: {value: 5000, due: 2026-12-31}}  # finding
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
        - {on: 2026-04-30, value: 12}
        - {on: 2026-05-29, value: 9}
    followers:
      title: Followers
      definition: Accounts that follow our page on the last day of the month.
      unit: followers
      direction: up
      source: The statistics of our page
      report_every: 1 month
      owner: editor
      readings:
        - {on: 2026-05-29, value: 2350}
    ```

    ## Bad: what we put out

    ```yaml title="metrics.yml"
    first-reply:
      title: Replies written
      definition: Replies that one of us wrote in the month.
      unit: replies
      direction: up
      stage: output
      source: The export of the shared inbox
      report_every: 1 month
      owner: editor
      readings:
        - {on: 2026-04-30, value: 312}
        - {on: 2026-05-29, value: 340}
    wasted-trips:
      title: Wasted trips
      definition: Visitors in one week who say at the desk that they had asked online before.
      unit: visitors
      direction: down
      stage: outcome
      source: Tally at the desk, first week of the month
      report_every: 1 month
      owner: editor
      readings:
        - {on: 2026-05-08, value: 61}
    ```

    ```yaml title="objectives.yml"
    answer-same-day:
      title: Questions are answered the same evening
      serves: [helped-first-time]
      owner: editor
      measured_by:
        first-reply: {baseline: {value: 200}, target: {value: 400, due: 2026-12-31}}  # finding
    fewer-trips:
      title: Fewer trips that lead nowhere
      serves: [helped-first-time]
      owner: editor
      measured_by:
        wasted-trips: {baseline: {value: 74}, target: {value: 40, due: 2026-12-31}}
    ```

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
      pursues: [answer-same-day, fewer-trips]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      applies: [answer-first]
      not_doing: [Announce events in the evening]
      owner: editor
      sponsor: director
    ```

    ## Good

    ```yaml title="objectives.yml"
    answer-same-day:
      title: Questions are answered the same evening
      serves: [helped-first-time]
      owner: editor
      measured_by:
        first-reply: {baseline: {value: 31}, target: {value: 4, due: 2026-12-31}}
        followers: {baseline: {value: 2100}, target: {value: 5000, due: 2026-12-31}}
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
        - {on: 2026-04-30, value: 12}
        - {on: 2026-05-29, value: 9}
    followers:
      title: Followers
      definition: Accounts that follow our page on the last day of the month.
      unit: followers
      direction: up
      source: The statistics of our page
      report_every: 1 month
      owner: editor
      readings:
        - {on: 2026-05-29, value: 2350}
    ```
    """
    metrics = hollow(objective, ground)
    if not metrics:
        return
    cheered = all(applause_of(m) for m in metrics)
    others = len(metrics) - 1
    more = ["", " and another like it"][others] if others < 2 else f" and {others} others like it"
    yield Finding(
        objective,
        f"{'Applause' if cheered else 'Effort'} alone achieves nothing: {quoted(objective.title)} is measured by {quoted(metrics[0].title)}{more}.",
        at=("measured_by", 0) if len(metrics) == 1 else ("measured_by",),
        help="Add what people should do in the end, or name in `leads_to` the objective that this one makes possible.",
        others=tuple(
            Other(m, f"speaks of {applause_of(m)}" if applause_of(m) else f"is our own {m.stage}", _why(m))
            for m in metrics[:3]
        ),
    )


def hollow(objective: Objective, ground: Ground) -> list[Metric]:
    """The metrics of an objective, where none of them says that anything has come of it, here or further on."""
    metrics = _metrics(objective, ground)
    if not all(_is_hollow(m) for m in metrics):
        return []
    further = (m for o in ground.further(objective) for m in _metrics(o, ground))
    return [] if any(not _is_hollow(m) for m in further) else metrics


def applause_of(metric: Metric) -> str:
    """The word that shows that a metric counts applause; "" where it does not, or says that it counts an effect."""
    if metric.stage in ("outcome", "impact"):
        return ""
    return applause(metric.title, metric.definition, metric.unit)


def _is_hollow(metric: Metric) -> bool:
    return metric.stage in ("input", "output") or bool(applause_of(metric))


def _why(metric: Metric) -> tuple[str, ...]:
    return ("unit",) if applause_of(metric) else ("stage",)


def _metrics(objective: Objective, ground: Ground) -> list[Metric]:
    return [m for m in ground.out(objective, "measured_by") if isinstance(m, Metric) and ground.in_force(m)]
