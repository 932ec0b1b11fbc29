from __future__ import annotations

from collections.abc import Iterator

from ...model import Role
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted

_ACTS = {"decides": "decides at", "approver": "approves", "responder": "answers for"}


@check("ROL01", WARNING, dated=True)
def role_without_deputy(role: Role, ground: Ground) -> Iterator[Finding]:
    """A role that decides, approves or answers has nobody who stands in.

    ## Why it matters

    People who decide have holidays, flu and flat batteries, and trouble does not look at the calendar. Without a deputy
    the choice at ten in the evening is to wait, or to do it without leave, and either way somebody is blamed for a gap
    that was in the plan.

    ## What it looks at

    Roles that decide at a level, approve something or answer under a rule, and have no `deputy`. A team, a role outside
    the organisation, and a role that two or more people hold, or must hold by its `min_holders`, cover for themselves.

    ## Bad

    ```yaml title="roles.yml"
    director:  # finding
      title: Service director
      purpose: Decides what is worth doing, and answers for it to the council.
      responsibilities: [Approves the policy, Decides when it is red]
      function: borrower-services
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
    keeper:
      title: Keeper of the keys
      purpose: Nobody is locked out of our own house.
      responsibilities: [Keeps the keys, Tests the second way in]
      holders: [{name: Piotr Lang, since: 2023-02-01}]
    ```

    ## Good: two people hold it

    ```yaml title="roles.yml"
    director:
      title: Service director
      purpose: Decides what is worth doing, and answers for it to the council.
      responsibilities: [Approves the policy, Decides when it is red]
      function: borrower-services
      deputy: keeper
      holders: [{name: Ruth Adeyemi, since: 2024-05-01}]
    editor:
      title: Duty editor
      purpose: Somebody is there who answers and may decide.
      responsibilities: [Answers in the evening, Keeps the rota]
      reports_to: director
      holders: [{name: Joss Marlow, since: 2025-09-01}, {name: Beth Oyelaran, since: 2026-01-05}]
    branch-responder:
      title: Branch responder
      purpose: Knows the answer at the desk and writes it down.
      responsibilities: [Answers what the branch knows best]
      reports_to: editor
      holders: [{name: Amit Bell, since: 2025-01-06}, {name: Carys Dunne, since: 2026-01-05}]
    keeper:
      title: Keeper of the keys
      purpose: Nobody is locked out of our own house.
      responsibilities: [Keeps the keys, Tests the second way in]
      holders: [{name: Piotr Lang, since: 2023-02-01}]
    ```
    """
    many = len(ground.holders(role)) >= 2 or (role.min_holders or 0) >= 2
    if role.deputy or many or role.type in ("team", "external"):
        return
    for relation, does in _ACTS.items():
        if work := ground.into(role, relation):
            yield Finding(
                role,
                f"{quoted(role.title)} {does} {quoted(ground.named(work[0]))} and has no deputy; who does so when nobody is there?",
                help="Name who stands in: `deputy: role-id`.",
                others=(Other(work[0], "named here", (relation,)),),
            )
            return
