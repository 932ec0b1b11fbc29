from __future__ import annotations

from collections.abc import Iterator

from ...model import Entity, Role
from ...model.part import CommonPart
from ...model.values import in_words
from ..check import ERROR, WARNING, Finding, Other, check
from ..ground import Ground, quoted

_SEATS = {
    "owner": "owns",
    "approver": "approves",
    "responder": "answers for",
    "decides": "decides at",
    "editor": "edits",
    "custodian": "keeps the keys of",
    "deputy": "stands in for",
}
"""The relations in which somebody must be there, with what the role does in them."""

_RESTING = {"draft": "only a draft", "proposed": "only proposed", "done": "closed"}


@check("GOV03", WARNING, audit=ERROR, dated=True)
def empty_role(thing: Entity | CommonPart, ground: Ground) -> Iterator[Finding]:
    """A role that must own, approve, answer or decide is retired, or nobody holds it.

    ## Why it matters

    On paper all is in order: the rule names who answers, and the plan who decides. But the colleague left in spring and
    the chair is empty, so the message goes to a mailbox nobody opens. This is found out in the hour in which it
    matters.

    ## What to do

    Name the new holder in `holders`, or give the work to a role that somebody holds. A role that is gone for good is
    taken out of every line that still names it.

    ## What it looks at

    Roles that own, approve, answer, decide, edit a channel, keep its keys or stand in for another. A role is empty when
    its `holders` are written and none of them holds it today. A role without any `holders` counts as empty only where
    more than half of the roles in its playbook name theirs: many public playbooks leave people's names out, and that is
    no fault. Teams and roles outside the organisation may go without names in any case. Each empty role is reported
    once; a role that is not active is reported at every line that relies on it.

    ## Bad

    ```yaml title="roles/keeper.yml"
    title: Keeper of the keys
    purpose: Nobody is locked out of our own house.
    responsibilities: [Keeps the keys, Tests the second way in]
    holders: [{name: Piotr Lang, since: 2023-02-01, until: 2026-04-30}]  # finding
    ```

    ```yaml title="roles.yml"
    director:
      title: Service director
      purpose: Decides what is worth doing, and answers for it to the council.
      responsibilities: [Approves the policy, Decides when it is red]
      function: borrower-services
      deputy: editor
      holders: [{name: Ruth Adeyemi, since: 2024-05-01}]
    editor:
      title: Duty editor
      purpose: Somebody is there who answers and may decide.
      responsibilities: [Answers in the evening, Keeps the rota]
      deputy: branch-responder
      reports_to: director
      holders: [{name: Joss Marlow, since: 2025-09-01}]
    branch-responder:
      title: Branch responder
      purpose: Knows the answer at the desk and writes it down.
      responsibilities: [Answers what the branch knows best]
      holders: [{name: Amit Bell, since: 2025-01-06}, {name: Carys Dunne, since: 2026-01-05}]
    ```

    ## Bad: the role is gone

    ```yaml title="principles.yml"
    answer-first:
      title: Answer before you announce
      statement: A person who asks comes before anything we want to say.
      rationale: We are asked more often than we have news.
      owner: web-team  # finding
    ```

    ```yaml title="roles/web-team.yml"
    title: Web team
    purpose: Looked after the pages until digital services took them over.
    status: retired
    replaced_by: keeper
    ```

    ## Good: names are kept elsewhere

    ```yaml title="roles.yml"
    director:
      title: Service director
      purpose: Decides what is worth doing, and answers for it to the council.
      responsibilities: [Approves the policy, Decides when it is red]
      function: borrower-services
      deputy: keeper
    editor:
      title: Duty editor
      purpose: Somebody is there who answers and may decide.
      responsibilities: [Answers in the evening, Keeps the rota]
      deputy: branch-responder
      reports_to: director
    branch-responder:
      title: Branch responder
      purpose: Knows the answer at the desk and writes it down.
      responsibilities: [Answers what the branch knows best]
      holders: [{name: Amit Bell, since: 2025-01-06}, {name: Carys Dunne, since: 2026-01-05}]
    keeper:
      title: Keeper of the keys
      purpose: Nobody is locked out of our own house.
      responsibilities: [Keeps the keys, Tests the second way in]
    ```
    """
    if isinstance(thing, Role):
        yield from _vacant(thing, ground)
    resting = ground.once("resting roles", lambda: _resting(ground))
    for edge in ground.graph.out_of(str(thing.address)) if resting else ():
        role = resting.get(edge.target) if edge.relation.name in _SEATS else None
        if role is None:
            continue
        state = _RESTING.get(role.status, role.status)
        does = _SEATS[edge.relation.name]
        instead = ground.role(role.replaced_by)
        yield Finding(
            thing,
            f"{quoted(role.title)} {does} {quoted(ground.named(thing))}, but that role is {state}.",
            at=(edge.relation.name,),
            help=f"Name {quoted(instead.title)}, which took its place: `{edge.relation.name}: {instead.address.id}`."
            if instead
            else f"Name a role that somebody holds: `{edge.relation.name}: role-id`.",
            others=(Other(role, state, ("status",)),),
        )


def _resting(ground: Ground) -> dict[str, Role]:
    """The roles that are not active, by address."""
    return {str(role.address): role for role in ground.graph.all_of(Role) if role.status != "active"}


def _vacant(role: Role, ground: Ground) -> Iterator[Finding]:
    relying = ground.into(role, *_SEATS)
    if not relying or not ground.vacant(role):
        return
    left = [h.until for h in role.holders if h.until and h.until < ground.today]
    begins = [h.since for h in role.holders if h.since and h.since > ground.today]
    since = f" since {in_words(max(left))}" if left else ""
    what = quoted(ground.named(relying[0]))
    if len(relying) > 1:
        what += (
            f" and {len(relying) - 1} more"
            if len(relying) > 2
            else f" and {quoted(ground.named(relying[1]))}"
        )
    relies = "relies" if len(relying) == 1 else "rely"
    yield Finding(
        role,
        f"{quoted(role.title)} has been empty{since}, and {what} {relies} on it."
        if left
        else f"Nobody holds {quoted(role.title)} today, and {what} {relies} on it.",
        at=("holders",),
        label=f"the next one begins on {in_words(min(begins))}" if begins else "",
        help="Add who has it now to `holders`, or give its work to a role that somebody holds.",
    )
