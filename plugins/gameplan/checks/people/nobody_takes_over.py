from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...model import Role
from ...model.states import DUE_WITHIN
from ...model.values import in_words
from ..check import ERROR, WARNING, Finding, check
from ..ground import Ground, quoted


@check("ROL02", WARNING, audit=ERROR, dated=True)
def nobody_takes_over(role: Role, ground: Ground) -> Iterator[Finding]:
    """The last holder of a role leaves within 30 days, and nobody takes over.

    ## Why it matters

    A last day is known for weeks, and for weeks it is easy to hand over: the contacts, the passwords in the vault, the
    three things that are written nowhere. A day after, it takes detective work. The accounts that organisations lose
    for good are mostly lost here.

    ## What it looks at

    Roles of which every holder today has an `until` within the next 30 days, and no other holder is written who stays
    or begins later. A role that is empty already is another finding (GOV03).

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
      holders: [{name: Amit Bell, since: 2025-01-06}, {name: Carys Dunne, since: 2026-01-05}]
    keeper:
      title: Keeper of the keys
      purpose: Nobody is locked out of our own house.
      responsibilities: [Keeps the keys, Tests the second way in]
      holders:
        - {name: Piotr Lang, since: 2023-02-01, until: 2026-06-12}  # finding
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
      holders:
        - {name: Piotr Lang, since: 2023-02-01, until: 2026-06-12}
        - {name: Fern Iveson, since: 2026-06-15}
    ```
    """
    leaving = [(h.until, n) for n, h in enumerate(role.holders) if h in ground.holders(role) and h.until]
    if not leaving:
        return
    last, n = max(leaving)
    stays = any((h.until or dt.date.max) > last for h in role.holders)
    if last <= ground.today + DUE_WITHIN and not stays:
        when = "today" if last == ground.today else f"on {in_words(last)}"
        yield Finding(
            role,
            f"{role.holders[n].name} leaves {quoted(role.title)} {when}, and nobody takes over.",
            at=("holders", n, "until"),
            help="Add who comes next, with `since`, and plan a week in which both are there.",
        )
