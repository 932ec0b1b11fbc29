from __future__ import annotations

from collections.abc import Iterator

from ...model import Escalation, Rule
from ...model.kinds.escalation import Level
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted


@check("ROE05", WARNING)
def clock_runs_backwards(thing: Rule | Level, ground: Ground) -> Iterator[Finding]:
    """Something worse is given more time than something lesser, or a rule more than the level it leads to.

    ## Why it matters

    A clock starts when the first of us sees it. If a rule allows four hours and the level behind it one, that one hour
    may be over before anybody has looked. And people read times as weights: where red has longer than amber, they
    conclude that red is not so bad.

    ## What it looks at

    The `respond_within` of a rule beside that of the level it escalates to, and that of each level beside those of the
    milder ones above it in the plan. Equal times are fine, and so is a level without one.

    ## Bad: a rule slower than its level

    ```yaml title="rules.yml"
    hostile-comment:
      title: A comment attacks somebody
      type: moderate
      when: A comment on our page attacks a person for who they are.
      action: hide
      responder: editor
      approver: director
      respond_within: 4h  # finding
      enforces: [conduct#house-rules, conduct#privacy]
      covers: [main-page]
      escalates_to: amber
      owner: editor
    ```

    ## Bad: a worse level with more time

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
        decides: director
        respond_within: 1 day  # finding
        triggers: [account-lost]
    ```

    ## Good

    ```yaml title="escalation.yml"
    owner: director
    levels:
      amber:
        title: Amber
        criteria: [A colleague or borrower is named]
        decides: editor
        respond_within: 60 min
      red:
        title: Red
        criteria: [An account is in other hands, A newspaper calls]
        decides: director
        respond_within: 1h
        triggers: [account-lost]
    ```
    """
    if isinstance(thing, Rule):
        yield from _rule(thing, ground)
    else:
        yield from _level(thing, ground)


def _rule(rule: Rule, ground: Ground) -> Iterator[Finding]:
    level = ground.at(rule.escalates_to)
    if not isinstance(level, Level) or not ground.in_force(level):
        return
    if rule.respond_within and level.respond_within and rule.respond_within > level.respond_within:
        yield Finding(
            rule,
            f"The clock runs backwards: {quoted(rule.title)} has {rule.respond_within}, "
            f"and {quoted(level.named())}, where it goes when it grows, has {level.respond_within}.",
            at=("respond_within",),
            help="Give the rule no more time than the level, or the level as much as the rule.",
            others=(Other(level, "the level is faster", ("respond_within",)),),
        )


def _level(level: Level, ground: Ground) -> Iterator[Finding]:
    plan = ground.entity(level)
    if not isinstance(plan, Escalation) or not (own := level.respond_within):
        return
    milder: list[Level] = []
    for other in plan.levels.values():
        if other.id == level.id:
            break
        if other.respond_within and other.respond_within < own and ground.in_force(other):
            milder.append(other)
    if milder:
        faster = milder[-1]
        yield Finding(
            level,
            f"The clock runs backwards: {quoted(level.named())} is worse than {quoted(faster.named())}, "
            f"and has {own} where that has {faster.respond_within}.",
            at=("respond_within",),
            help="Give the worse level the shorter time, or put the levels in order, mildest first.",
            others=(Other(faster, "milder, and faster", ("respond_within",)),),
        )
