from __future__ import annotations

from collections.abc import Iterator

from ...model import Tactic
from ..check import ERROR, WARNING, Finding, check
from ..ground import Ground, quoted


@check("STR01", WARNING, audit=ERROR)
def tactic_without_strategy(tactic: Tactic, ground: Ground) -> Iterator[Finding]:
    """An active tactic implements no strategy.

    ## Why it matters

    Small children play football by running after the ball, all of them. A team whose tactics have no strategy does the
    same: each new platform is a ball. Nobody can say why this is done rather than something else, or when to stop.

    ## What to do

    Ask what the tactic is for. If one of your strategies is the answer, name it in `implements`. If none is, the
    playbook lacks a strategy, or the tactic can go.

    ## What it looks at

    The strategies that a tactic implements itself, or through the tactic it is part of. Where neither implements one, only
    the upper one is reported, unless it is not in force.

    ## Bad

    ```yaml title="tactics/daily-post.yml"
    title: A post every day  # finding
    owner: editor
    cadence: Every day at noon
    stop_if: Nobody answers for a month
    ```

    ## Bad: part of one that is only a draft

    ```yaml title="tactics/daily-post.yml"
    title: A post every day  # finding
    part_of: louder
    owner: editor
    cadence: Every day at noon
    stop_if: Nobody answers for a month
    ```

    ```yaml title="tactics/louder.yml"
    title: A louder spring
    status: draft
    ```

    ## Good

    ```yaml title="tactics/daily-post.yml"
    title: A post every day
    implements: [be-the-evening-desk]
    owner: editor
    cadence: Every day at noon
    stop_if: Nobody answers for a month
    ```
    """
    above = [t for t in ground.above(tactic) if t is not tactic]
    if not any(t.implements for t in (tactic, *above)) and not any(map(ground.in_force, above)):
        yield Finding(
            tactic,
            f"Chasing the ball: {quoted(tactic.title)} implements no strategy.",
            help="Name the strategy it carries out: `implements: [strategy-id]`.",
        )
