from __future__ import annotations

from collections.abc import Iterator

from ...model import Procedure
from ...model.values import in_words
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, every, quoted


@check("ROE08", WARNING, dated=True)
def procedure_never_exercised(procedure: Procedure, ground: Ground) -> Iterator[Finding]:
    """A procedure for an emergency was never exercised, or not lately.

    ## Why it matters

    On paper every phone is answered and every key is in the vault. An hour with the people who are named in it finds
    the number that changed and the step that two people thought the other would do; the real day finds them as well.

    ## What to do

    Play it through at a table: one reads the steps aloud, each says what they would do now. Then write the day into
    `last_exercised`.

    ## What it looks at

    Procedures that a level of the escalation plan starts. Each should have been exercised once, and again within its
    own `exercise_every`; one without that is asked about only until its first exercise. A new procedure has one
    `exercise_every` from the day it comes into force.

    ## Bad

    ```yaml title="procedures.yml"
    account-lost:
      title: An account is in other hands
      trigger: Something stands on our page that none of us wrote.
      owner: keeper
      exercise_every: 6 months
      last_exercised: 2025-11-10  # finding
      phases:
        first-hour:
          title: The first hour
          steps:
            - {do: Sign everybody out and change the keys, role: keeper, within: 15 min}
    ```

    ## Bad: never

    ```yaml title="procedures.yml"
    account-lost:  # finding
      title: An account is in other hands
      trigger: Something stands on our page that none of us wrote.
      owner: keeper
      phases:
        first-hour:
          title: The first hour
          steps:
            - {do: Sign everybody out and change the keys, role: keeper, within: 15 min}
    ```

    ## Good: new, and not yet due

    ```yaml title="procedures.yml"
    account-lost:
      title: An account is in other hands
      trigger: Something stands on our page that none of us wrote.
      owner: keeper
      effective: 2026-04-01
      exercise_every: 6 months
      phases:
        first-hour:
          title: The first hour
          steps:
            - {do: Sign everybody out and change the keys, role: keeper, within: 15 min}
    ```
    """
    levels = ground.into(procedure, "triggers")
    period, last = procedure.exercise_every, procedure.last_exercised
    since = last or procedure.effective
    if not levels or (since and period and ground.today <= period.after(since)) or (last and not period):
        return
    yield Finding(
        procedure,
        f"{quoted(procedure.title)} was last exercised on {in_words(last)}, and should be exercised {every(period)}."
        if last and period
        else f"{quoted(procedure.title)} was never exercised.",
        at=("last_exercised",) if last else (),
        help=f"Play it through with the people named in it, and write the day: `last_exercised: {ground.today}`.",
        others=tuple(Other(level, "starts it", ("triggers",)) for level in levels[:1]),
    )
