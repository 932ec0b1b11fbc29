from __future__ import annotations

from collections.abc import Iterator

from ...model import Tactic
from ..check import ERROR, WARNING, Finding, check
from ..ground import Ground


@check("STR01", WARNING, audit=ERROR)
def tactic_without_strategy(tactic: Tactic, ground: Ground) -> Iterator[Finding]:
    """An active tactic implements no strategy.

    ## Why it matters

    Small children play football by running after the ball, all of them. A team whose tactics have no strategy does the
    same: each new platform is a ball. Nobody can say why this is done rather than something else, or when to stop.

    ## What to do

    Ask what the tactic is for. If one of your strategies is the answer, name it in `implements`. If none is, the
    playbook lacks a strategy, or the tactic can go.

    ## Bad

    ```yaml title="tactics/daily-post.yml"
    title: A post every day  # finding
    owner: editor
    cadence: Every day at noon
    stop_if: Nobody answers for a month
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
    if not tactic.implements and tactic.part_of is None:
        yield Finding(
            tactic,
            f'Chasing the ball: "{tactic.title}" implements no strategy.',
            help="Name the strategy it carries out: `implements: [short-id]`.",
        )
