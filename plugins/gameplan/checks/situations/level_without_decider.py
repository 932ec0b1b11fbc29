from __future__ import annotations

from collections.abc import Iterator

from ...model import Escalation
from ...model.address import EVERYONE
from ...model.kinds.escalation import Level
from ..check import ERROR, WARNING, Finding, check
from ..ground import Ground, quoted


@check("ROE06", WARNING, audit=ERROR)
def level_without_decider(level: Level, ground: Ground) -> Iterator[Finding]:
    """A level of the escalation plan names nobody who decides.

    ## Why it matters

    A level is a promise that somebody will say what happens now. Where nobody is named, seven people join a call, all
    of them careful, and the holding line waits for the eighth.

    ## What to do

    Name one role. Those who are only informed belong in `notifies`, and whoever stands in is the `deputy` of that role.

    ## What it looks at

    Levels without `decides`. Above the mildest level also those at which `everyone` decides, since that is nobody in
    particular.

    ## Bad

    ```yaml title="escalation.yml"
    owner: director
    levels:
      amber:
        title: Amber
        criteria: [A colleague or borrower is named]
        decides: editor
        respond_within: 1h
      red:  # finding
        title: Red
        criteria: [An account is in other hands, A newspaper calls]
        notifies: [director, keeper]
        respond_within: 30 min
        triggers: [account-lost]
    ```

    ## Bad: everybody, and so nobody

    ```yaml title="escalation.yml"
    owner: director
    levels:
      amber:
        title: Amber
        criteria: [A colleague or borrower is named]
        decides: editor
        respond_within: 1h
      red:
        title: Red
        criteria: [An account is in other hands, A newspaper calls]
        decides: everyone  # finding
        respond_within: 30 min
        triggers: [account-lost]
    ```

    ## Good

    ```yaml title="escalation.yml"
    owner: director
    levels:
      green:
        title: Green
        criteria: [One person is unhappy]
        decides: everyone
      amber:
        title: Amber
        criteria: [A colleague or borrower is named]
        decides: editor
      red:
        title: Red
        criteria: [An account is in other hands, A newspaper calls]
        decides: director
        notifies: [keeper]
        triggers: [account-lost]
    ```
    """
    plan = ground.entity(level)
    mildest = isinstance(plan, Escalation) and next(iter(plan.levels)) == level.id
    if level.decides is None:
        yield Finding(
            level,
            f"Nobody can decide at {quoted(level.named())}, because the level names no role that does.",
            help="Name the one role that decides then: `decides: role-id`.",
        )
    elif ground.graph.target(level.decides) == EVERYONE and not mildest:
        yield Finding(
            level,
            f"At {quoted(level.named())} everybody decides, which is nobody in particular.",
            at=("decides",),
            help="Name the one role that decides then, and tell the others through `notifies`.",
        )
