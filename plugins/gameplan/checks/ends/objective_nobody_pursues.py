from __future__ import annotations

from collections.abc import Iterator

from ...model import Objective, Strategy
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("OBJ06", WARNING)
def objective_nobody_pursues(objective: Objective, ground: Ground) -> Iterator[Finding]:
    """No strategy pursues an objective.

    ## Why it matters

    A target that nobody has a plan for is a wish with a date. It looks well in the annual report of this year and
    badly in that of the next. Often somebody senior has added it late, and every team thought that another one had it.

    ## What to do

    Find the strategy that will bring it about, and name the objective there. If there is none, either choose an
    approach or take the objective out until you have one.

    ## What it looks at

    Somebody plans to reach an objective when an active strategy pursues it, or a goal that it serves, or an objective
    that leads to it. Strategies of playbooks that extend this one count.

    ## Bad

    ```yaml title="objectives.yml"
    answer-same-day:
      title: Questions are answered the same evening
      serves: [helped-first-time]
      owner: editor
      measured_by:
        first-reply:
          baseline: {value: 31, on: 2026-01-31}
          target: {value: 4, due: 2026-12-31}
    answer-on-sunday:  # finding
      title: Sunday questions do not wait for Monday
      serves: [helped-first-time]
      owner: editor
      measured_by:
        first-reply:
          baseline: {value: 31, on: 2026-01-31}
          target: {value: 3, due: 2027-12-31}
    ```

    ## Good

    ```yaml title="objectives.yml"
    answer-same-day:
      title: Questions are answered the same evening
      serves: [helped-first-time]
      leads_to: [answer-on-sunday]
      owner: editor
      measured_by:
        first-reply:
          baseline: {value: 31, on: 2026-01-31}
          target: {value: 4, due: 2026-12-31}
    answer-on-sunday:
      title: Sunday questions do not wait for Monday
      serves: [helped-first-time]
      owner: editor
      measured_by:
        first-reply:
          baseline: {value: 31, on: 2026-01-31}
          target: {value: 3, due: 2027-12-31}
    ```
    """
    towards = [objective]
    for here in towards:
        ends = (here, *ground.out(here, "serves"))
        if any(isinstance(s, Strategy) for end in ends for s in ground.into(end, "pursues")):
            return
        towards += [o for o in ground.into(here, "leads_to") if isinstance(o, Objective) and o not in towards]
    yield Finding(
        objective,
        f"{quoted(objective.title)} is a wish: no strategy pursues it.",
        help=f"Name it in the strategy that will bring it about, `pursues: [{objective.address.id}]`, or let it go.",
    )
