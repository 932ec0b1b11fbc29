from __future__ import annotations

from collections.abc import Iterator

from ...model import Role
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("ROL05", WARNING)
def role_without_responsibilities(role: Role, ground: Ground) -> Iterator[Finding]:
    """A role has no responsibilities.

    ## Why it matters

    A title and a fine sentence of purpose do not tell a new colleague what to do on Monday. Why a position matters is
    seen from what would be left undone without it. People who know that stay on it; the others run after the ball.

    ## What it looks at

    Roles and teams without `responsibilities`. What people outside the organisation do is not yours to write down.

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
    branch-responder:  # finding
      title: Branch responder
      purpose: Knows the answer at the desk and writes it down.
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
      responsibilities:
        - Answers the three questions a day that only the branch can answer
      holders: [{name: Amit Bell, since: 2025-01-06}, {name: Carys Dunne, since: 2026-01-05}]
    keeper:
      title: Keeper of the keys
      purpose: Nobody is locked out of our own house.
      responsibilities: [Keeps the keys, Tests the second way in]
      holders: [{name: Piotr Lang, since: 2023-02-01}]
    ```
    """
    if not role.responsibilities and role.type != "external":
        yield Finding(
            role,
            f"Why does this position matter? {quoted(role.title)} lists nothing to do.",
            help="Write what would be left undone without it: `responsibilities: [Answers in the evening]`.",
        )
