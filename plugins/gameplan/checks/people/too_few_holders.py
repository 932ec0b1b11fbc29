from __future__ import annotations

from collections.abc import Iterator

from ...model import Role
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("ROL04", WARNING, dated=True)
def too_few_holders(role: Role, ground: Ground) -> Iterator[Finding]:
    """Fewer people hold a role than it needs by its own words.

    ## Why it matters

    Somebody once worked out how many people a rota or a key needs, and wrote it down. Teams do not shrink on purpose:
    one leaves, the others cover, and after a year covering is the plan. Then two are ill on the same evening.

    ## What it looks at

    `min_holders` against those who hold the role today. A role nobody holds at all is another finding (GOV03). In a
    team, one entry may stand for many people, "Eleven editors from six services"; so a team with a single entry is not
    counted.

    ## Bad

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
      min_holders: 3  # finding
      holders: [{name: Amit Bell, since: 2025-01-06}, {name: Carys Dunne, since: 2026-01-05}]
    keeper:
      title: Keeper of the keys
      purpose: Nobody is locked out of our own house.
      responsibilities: [Keeps the keys, Tests the second way in]
      holders: [{name: Piotr Lang, since: 2023-02-01}]
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
      min_holders: 2
      holders: [{name: Amit Bell, since: 2025-01-06}, {name: Carys Dunne, since: 2026-01-05}]
    keeper:
      title: Keeper of the keys
      purpose: Nobody is locked out of our own house.
      responsibilities: [Keeps the keys, Tests the second way in]
      holders: [{name: Piotr Lang, since: 2023-02-01}]
    ```
    """
    now, needed = len(ground.holders(role)), role.min_holders or 0
    if role.type == "team" and len(role.holders) == 1:
        return
    if 0 < now < needed:
        yield Finding(
            role,
            f"{quoted(role.title)} needs {needed} people and has {now}.",
            at=("min_holders",),
            label=f"{now} of {needed}",
            help="Find somebody and add them to `holders`, or write down a number the work can live with.",
        )
