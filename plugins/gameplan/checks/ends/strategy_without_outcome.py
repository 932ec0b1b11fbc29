from __future__ import annotations

from collections.abc import Iterator

from ...model import Metric, Objective, Strategy, Tactic
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted
from .objective_of_applause import applause_of, hollow


@check("MET06", WARNING)
def strategy_without_outcome(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """No metric under a strategy counts an outcome or an impact.

    ## Why it matters

    Being seen, heard and remembered is a bridge. What it is for lies on the other side: people who apply, vote, turn up,
    or stop ringing the switchboard. A strategy that counts only the traffic on the bridge can succeed for years while
    nobody arrives.

    ## What to do

    Ask the head of the function you support which number would make them notice. Borrow that one, with its source; you
    need not be the only cause of it.

    ## What it looks at

    The metrics of the objectives that the strategy is for (its own, those of its goals, those they lead to), and what
    its tactics move. One of them must have the stage outcome or impact. A metric without a stage gets the benefit of
    the doubt unless it counts applause (MET05). A strategy that pursues nothing is found by STR02 alone, and one
    whose objectives lack a measure or have been found by MET05 is left alone until those are mended.

    ## Bad

    ```yaml title="metrics.yml"
    first-reply:
      title: Time to the first reply
      definition: The median number of hours from a question on our page to a first reply by one of us.
      unit: hours
      direction: down
      stage: outtake
      source: The export of the shared inbox
      report_every: 1 month
      owner: editor
      readings:
        - {on: 2026-04-30, value: 12}
        - {on: 2026-05-29, value: 9}
    ```

    ```yaml title="strategies.yml"
    be-the-evening-desk:  # finding
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: >-
        Be there when borrowers have time to ask rather than when we are open, because a question that is answered in
        the evening saves the borrower a trip and the branch a queue.
      experience: Somebody was there.
      posture: reactive
      pursues: [answer-same-day]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      applies: [answer-first]
      not_doing: [Announce events in the evening]
      owner: editor
      sponsor: director
    ```

    ## Good

    ```yaml title="metrics.yml"
    first-reply:
      title: Time to the first reply
      definition: The median number of hours from a question on our page to a first reply by one of us.
      unit: hours
      direction: down
      stage: outtake
      source: The export of the shared inbox
      report_every: 1 month
      owner: editor
      readings:
        - {on: 2026-04-30, value: 12}
        - {on: 2026-05-29, value: 9}
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
        first-reply: {baseline: {value: 31}, target: {value: 4, due: 2026-12-31}}
        wasted-trips: {baseline: {value: 74}, target: {value: 40, due: 2026-12-31}}
    ```
    """
    aims = ground.aims(strategy)
    objectives = [aim for aim in aims if isinstance(aim, Objective)]
    if not aims or any(not o.measured_by or hollow(o, ground) for o in objectives):
        return
    tactics = [t for t in ground.into(strategy, "implements") if isinstance(t, Tactic)]
    metrics = {
        str(m.address): m
        for t in (*objectives, *tactics)
        for m in ground.out(t, "measured_by", "moves")
        if isinstance(m, Metric) and ground.in_force(m)
    }
    if any(m.stage in ("outcome", "impact") or not (m.stage or applause_of(m)) for m in metrics.values()):
        return
    yield Finding(
        strategy,
        f"Nothing measures the other side of the bridge: no number under {quoted(strategy.title)} says what people did, "
        "or what changed."
        if metrics
        else f"There is no number under {quoted(strategy.title)} that would show what it brings.",
        help="Add a metric with `stage: outcome` or `impact` to an objective it pursues."
        if objectives
        else "Add an objective to what it pursues, measured by a metric with `stage: outcome` or `impact`.",
    )
