from __future__ import annotations

from collections.abc import Iterator

from ...model import Channel, Escalation, Playbook, Rule, Tactic
from ..check import ERROR, WARNING, Finding, Other, check
from ..ground import Ground, quoted


@check("ROE01", WARNING, audit=ERROR)
def playbook_without_escalation(playbook: Playbook, ground: Ground) -> Iterator[Finding]:
    """A playbook that people work by has no escalation plan.

    ## Why it matters

    One evening it will be more than a complaint. Without a plan the colleague who happens to be there decides alone,
    frightened, with the phone in hand, and whoever should have decided reads of it in the morning. Half a page is
    enough: two or three levels, their signs, and who decides.

    ## What to do

    Write `escalation.yml`. Begin with two levels: one that the person on duty settles alone, and one at which somebody
    is rung. Give each its signs and a role that decides.

    ## What it looks at

    Playbooks with tactics, channels or rules: one tactic is enough, since whatever people do in your name can go wrong.
    A plan of a playbook that this one extends serves as well; a plan
    without a level, or one that is not in force, does not. A playbook of policies alone needs none. Where several
    playbooks that extend each other have none, the one at the top is reported.

    ## Bad

    ```yaml title="playbook.yml"
    title: Merrowby, the small playbook  # finding
    organisation: Merrowby Libraries
    summary: How six people answer in the evening.
    owner: editor
    approver: director
    visibility: public
    reviewed: 2026-03-02
    review_every: 1 year
    ```

    ```yaml title="escalation.yml"
    ```

    ```yaml title="rules.yml"
    hostile-comment:
      title: A comment attacks somebody
      type: moderate
      when: A comment on our page attacks a person for who they are.
      action: hide
      responder: editor
      approver: director
      respond_within: 1h
      enforces: [conduct#house-rules, conduct#privacy]
      covers: [main-page]
      owner: editor
    ```

    ## Bad: a plan that is only proposed

    ```yaml title="playbook.yml"
    title: Merrowby, the small playbook  # finding
    organisation: Merrowby Libraries
    summary: How six people answer in the evening.
    owner: editor
    approver: director
    visibility: public
    reviewed: 2026-03-02
    review_every: 1 year
    ```

    ```yaml title="escalation.yml"
    status: proposed
    owner: director
    levels:
      amber:
        title: Amber
        criteria: [A colleague or borrower is named]
        decides: editor
        respond_within: 1h
    ```

    ## Good

    ```yaml title="escalation.yml"
    owner: director
    levels:
      amber:
        title: Amber
        criteria: [A colleague or borrower is named]
        decides: editor
      red:
        title: Red
        criteria: [An account is in other hands]
        decides: director
        triggers: [account-lost]
    ```
    """
    if not _speaks(playbook, ground) or ground.plan(playbook):
        return
    if any(_speaks(parent, ground) for parent in ground.parents(playbook)):
        return
    unready = ground.graph.single(playbook.address.playbook, "escalation")
    yield Finding(
        playbook,
        f"{quoted(playbook.title)} has no escalation plan: when something gets out of hand, people will act by emotion.",
        help="Write `escalation.yml` with two or three levels, and name who `decides` at each.",
        others=(Other(unready, _unready(unready)),) if isinstance(unready, Escalation) else (),
    )


def _unready(plan: Escalation) -> str:
    return "a plan without a level in force" if plan.status == "active" else f"a plan that is {plan.status}"


def _speaks(playbook: Playbook, ground: Ground) -> bool:
    return any(ground.own(kind, playbook) for kind in (Rule, Channel, Tactic))
