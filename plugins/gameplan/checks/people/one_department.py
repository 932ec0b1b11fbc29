from __future__ import annotations

from collections.abc import Iterator

from ...model import Channel, Function, Goal, Objective, Playbook, Policy, Rule, Strategy, Tactic
from ..check import ADVICE, Finding, Other, check
from ..ground import Ground, quoted


@check("GOV07", ADVICE)
def one_department(playbook: Playbook, ground: Ground) -> Iterator[Finding]:
    """Everything is owned in one function, though the playbook says that it serves several.

    ## Why it matters

    A playbook that promises something to customer service, to recruiting and to the press office, and is owned from
    first to last in marketing, is marketing's playbook. The others will not argue with it; they will go on as before.
    What a function owns, it defends.

    ## What it looks at

    The owners of a playbook's own goals, objectives, strategies, tactics, policies, rules and channels, against the
    functions that its goals, strategies and channels support. It says nothing where an owner's function is not written
    down, since then nobody can tell; nor where the playbook says `model: central`, since then one team does it for all
    on purpose.

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

    ```yaml title="functions/school-visits.yml"
    title: School visits
    driver: Every class in town has been to a branch by the age of ten.
    head: director
    owner: director
    ```

    ```yaml title="goals.yml"
    helped-first-time:
      title: Borrowers are helped the first time
      driver: Every second trip to the desk is a question that could have been answered at home.
      supports: [borrower-services, school-visits]
      owner: director
    ```

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
      function: borrower-services
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

    ## Good: the other function owns the goal

    ```yaml title="functions/school-visits.yml"
    title: School visits
    driver: Every class in town has been to a branch by the age of ten.
    head: schools-librarian
    owner: schools-librarian
    ```

    ```yaml title="goals.yml"
    helped-first-time:
      title: Borrowers are helped the first time
      driver: Every second trip to the desk is a question that could have been answered at home.
      supports: [borrower-services, school-visits]
      owner: schools-librarian
    ```

    ```yaml title="roles/schools-librarian.yml"
    title: Schools librarian
    purpose: Knows every class by its teacher.
    responsibilities: [Brings classes into the branches]
    function: school-visits
    holders: [{name: Sol Ferris, since: 2024-09-02}]
    ```

    ```yaml title="roles/editor.yml"
    title: Duty editor
    purpose: Somebody is there who answers and may decide.
    responsibilities: [Answers in the evening, Keeps the rota]
    function: borrower-services
    deputy: branch-responder
    reports_to: director
    holders: [{name: Joss Marlow, since: 2025-09-01}]
    ```

    ```yaml title="roles.yml"
    director:
      title: Service director
      purpose: Decides what is worth doing, and answers for it to the council.
      responsibilities: [Approves the policy, Decides when it is red]
      function: borrower-services
      deputy: keeper
      holders: [{name: Ruth Adeyemi, since: 2024-05-01}]
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
    """
    if playbook.model == "central":
        return
    kinds = (Goal, Objective, Strategy, Tactic, Policy, Rule, Channel)
    owned = [e for kind in kinds for e in ground.own(kind, playbook)]
    owners = [role for e in owned if (role := ground.role(e.owner)) is not None]
    homes = {str(home.address): home for role in owners if (home := ground.at(role.function)) is not None}
    if len(homes) != 1 or any(role.function is None for role in owners):
        return
    (home,) = homes.values()
    claimed = {
        f for e in owned for f in ground.out(e, "supports") if isinstance(f, Function) and f is not home
    }
    if claimed:
        others = sorted(claimed, key=lambda f: str(f.address))
        names = " and ".join(quoted(f.title) for f in others[:2]) + (" and others" if len(others) > 2 else "")
        yield Finding(
            playbook,
            f"One department's playbook: every owner in {quoted(playbook.title)} belongs to {quoted(ground.named(home))}, "
            f"though it promises something to {names}.",
            help="Let each function own at least one thing that is done for it.",
            others=(Other(others[0], "nothing is owned here"),),
        )
