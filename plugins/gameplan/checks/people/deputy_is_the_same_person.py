from __future__ import annotations

from collections.abc import Iterator

from ...model import Role
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted


@check("ROL03", WARNING, dated=True)
def deputy_is_the_same_person(role: Role, ground: Ground) -> Iterator[Finding]:
    """The same people hold a role and the role that stands in for it.

    ## Why it matters

    A deputy is for the day on which the holder is not there. If the holder is the deputy too, the chart has two boxes
    and the day has nobody. It comes about quietly, mostly when a small team shares out the roles after somebody left.

    ## What it looks at

    The names of those who hold both roles today, whatever their order. Roles without names are not compared.

    ## Bad

    ```yaml title="roles.yml"
    director:
      title: Service director
      purpose: Decides what is worth doing, and answers for it to the council.
      responsibilities: [Approves the policy, Decides when it is red]
      function: borrower-services
      deputy: keeper  # finding
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
      holders: [{name: Ruth Adeyemi, since: 2026-02-01}]
    ```

    ## Good

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
      holders: [{name: Ruth Adeyemi, since: 2026-02-01}, {name: Piotr Lang, since: 2023-02-01}]
    ```
    """
    deputy = ground.role(role.deputy)
    if deputy is None:
        return
    names = sorted({h.name for h in ground.holders(role)})
    if names and names == sorted({h.name for h in ground.holders(deputy)}):
        who = names[0] if len(names) == 1 else f"the same {len(names)} people"
        yield Finding(
            role,
            f"The deputy is the same person: {who} would stand in for {quoted(role.title)} as {quoted(deputy.title)}."
            if len(names) == 1
            else f"The deputies are the same: {who} hold {quoted(role.title)} and {quoted(deputy.title)}.",
            at=("deputy",),
            help="Name another role that stands in, or find somebody else for one of the two.",
            others=(Other(deputy, "held by the same", ("holders",)),),
        )
