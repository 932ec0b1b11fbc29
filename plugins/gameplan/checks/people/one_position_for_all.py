from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...model import Playbook, Role, Tactic
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted

_TACTICS, _SHARE, _ROLES = 8, 0.4, 3


@check("GOV04", WARNING, dated=True)
def one_position_for_all(playbook: Playbook, ground: Ground) -> Iterator[Finding]:
    """One role owns nearly every tactic, or one person holds nearly every role.

    ## Why it matters

    Watch small children play and you see one ball and twenty feet. Give them positions and it becomes a game. A
    playbook in which everything leads to the same role has positions only on paper: that person is the bottleneck while
    they are there, and a hole in the whole plan when they are ill.

    ## What it looks at

    A role that owns more than four in ten of a playbook's active tactics, once there are eight or more with an owner; a
    team is many people and may own them all. And a name that holds more than three roles today, among all roles a
    playbook sees.

    ## Bad: one role

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
    hand-over:
      title: Hand-over note
      implements: [be-the-evening-desk]
      owner: editor
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Every morning
    list-of-answers:
      title: List of answers
      implements: [be-the-evening-desk]
      owner: editor
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Every Friday
    saturday-desk:
      title: Saturday desk
      implements: [be-the-evening-desk]
      owner: editor
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Every Saturday
    long-answers:
      title: Long answers
      implements: [be-the-evening-desk]
      owner: branch-responder
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Once a month
    ask-the-branch:
      title: Ask the branch
      implements: [be-the-evening-desk]
      owner: branch-responder
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Twice a week
    second-look:
      title: Second look
      implements: [be-the-evening-desk]
      owner: keeper
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Every Wednesday
    closing-words:
      title: Closing words
      implements: [be-the-evening-desk]
      owner: director
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Every night
    ```

    ```yaml title="roles.yml"
    director:
      title: Service director
      purpose: Decides what is worth doing, and answers for it to the council.
      responsibilities: [Approves the policy, Decides when it is red]
      function: borrower-services
      deputy: keeper
      holders: [{name: Ruth Adeyemi, since: 2024-05-01}]
    editor:  # finding
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

    ## Bad: one person

    ```yaml title="roles.yml"
    director:
      title: Service director
      purpose: Decides what is worth doing, and answers for it to the council.
      responsibilities: [Approves the policy, Decides when it is red]
      function: borrower-services
      deputy: keeper
      holders:
        - {name: Ruth Adeyemi, since: 2024-05-01}
    editor:
      title: Duty editor
      purpose: Somebody is there who answers and may decide.
      responsibilities: [Answers in the evening, Keeps the rota]
      deputy: branch-responder
      reports_to: director
      holders:
        - {name: Joss Marlow, since: 2025-09-01}
        - {name: Beth Oyelaran, since: 2025-09-01}
    branch-responder:
      title: Branch responder
      purpose: Knows the answer at the desk and writes it down.
      responsibilities: [Answers what the branch knows best]
      holders:
        - {name: Amit Bell, since: 2025-01-06}
        - {name: Joss Marlow, since: 2026-01-05}  # finding
    keeper:
      title: Keeper of the keys
      purpose: Nobody is locked out of our own house.
      responsibilities: [Keeps the keys, Tests the second way in]
      deputy: picture-desk
      holders:
        - {name: Piotr Lang, since: 2023-02-01}
        - {name: Joss Marlow, since: 2026-01-05}
    picture-desk:
      title: Picture desk
      purpose: No picture goes out without a yes from those in it.
      responsibilities: [Asks, files and finds pictures]
      holders:
        - {name: Joss Marlow, since: 2026-01-05}
    ```

    ## Good

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
    hand-over:
      title: Hand-over note
      implements: [be-the-evening-desk]
      owner: editor
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Every morning
    list-of-answers:
      title: List of answers
      implements: [be-the-evening-desk]
      owner: editor
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Every Friday
    saturday-desk:
      title: Saturday desk
      implements: [be-the-evening-desk]
      owner: branch-responder
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Every Saturday
    long-answers:
      title: Long answers
      implements: [be-the-evening-desk]
      owner: branch-responder
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Once a month
    ask-the-branch:
      title: Ask the branch
      implements: [be-the-evening-desk]
      owner: branch-responder
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Twice a week
    second-look:
      title: Second look
      implements: [be-the-evening-desk]
      owner: keeper
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Every Wednesday
    closing-words:
      title: Closing words
      implements: [be-the-evening-desk]
      owner: director
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Every night
    ```

    ## Good: three roles

    ```yaml title="roles.yml"
    director:
      title: Service director
      purpose: Decides what is worth doing, and answers for it to the council.
      responsibilities: [Approves the policy, Decides when it is red]
      function: borrower-services
      deputy: keeper
      holders:
        - {name: Ruth Adeyemi, since: 2024-05-01}
    editor:
      title: Duty editor
      purpose: Somebody is there who answers and may decide.
      responsibilities: [Answers in the evening, Keeps the rota]
      deputy: branch-responder
      reports_to: director
      holders:
        - {name: Joss Marlow, since: 2025-09-01}
        - {name: Beth Oyelaran, since: 2025-09-01}
    branch-responder:
      title: Branch responder
      purpose: Knows the answer at the desk and writes it down.
      responsibilities: [Answers what the branch knows best]
      holders:
        - {name: Amit Bell, since: 2025-01-06}
        - {name: Joss Marlow, since: 2026-01-05}
    keeper:
      title: Keeper of the keys
      purpose: Nobody is locked out of our own house.
      responsibilities: [Keeps the keys, Tests the second way in]
      deputy: picture-desk
      holders:
        - {name: Piotr Lang, since: 2023-02-01}
        - {name: Joss Marlow, since: 2026-01-05}
    picture-desk:
      title: Picture desk
      purpose: No picture goes out without a yes from those in it.
      responsibilities: [Asks, files and finds pictures]
      holders:
        - {name: Sol Ferris, since: 2026-01-05}
    ```
    """
    yield from _busy_role(playbook, ground)
    yield from _busy_person(playbook, ground)


def _busy_role(playbook: Playbook, ground: Ground) -> Iterator[Finding]:
    owners = [r for t in ground.own(Tactic, playbook) if (r := ground.role(t.owner)) is not None]
    if len(owners) < _TACTICS:
        return
    role, owned = Counter(owners).most_common(1)[0]
    if owned > _SHARE * len(owners) and role.type != "team":
        here = ground.playbook(role) is playbook
        yield Finding(
            role if here else playbook,
            f"Everyone runs to the same position: {quoted(role.title)} owns {owned} of {len(owners)} active tactics in "
            f"{quoted(playbook.title)}.",
            help="Give some of them to the roles that do the work.",
        )


def _busy_person(playbook: Playbook, ground: Ground) -> Iterator[Finding]:
    held: dict[str, list[tuple[Role, int]]] = {}
    for role in ground.all_of(Role, playbook):
        now = ground.holders(role)
        for n, holder in enumerate(role.holders):
            if holder in now and all(r is not role for r, _ in held.get(holder.name.casefold(), ())):
                held.setdefault(holder.name.casefold(), []).append((role, n))
    for seats in held.values():
        # The parent's own people are the parent's own affair.
        here = [(role, n) for role, n in seats if ground.playbook(role) is playbook]
        if len(seats) > _ROLES and here:
            role, n = here[0]
            yield Finding(
                role,
                f"{role.holders[n].name} holds {len(seats)} roles; when one person is away, {len(seats)} chairs are empty.",
                at=("holders", n),
                help="Find somebody else for one of them, or merge roles that are one job.",
                others=tuple(Other(r, "and this one", ("holders", i)) for r, i in seats if r is not role),
            )
