from __future__ import annotations

from collections.abc import Iterator

from ...model import Playbook, Role, Strategy
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("PPL01", WARNING)
def people_left_out(thing: Playbook | Strategy, ground: Ground) -> Iterator[Finding]:
    """A strategy names no audience, or a playbook names no people in its roles.

    ## Why it matters

    Work that starts from a platform ends with posts for everybody, which nobody takes to be meant for them. Start with
    the people you want to reach and what they need; end with the people who will do the work. What lies between the two
    can be changed later.

    ## What it looks at

    A strategy may name its audience in `reaches` or in its pillars, or share that of the strategy it is part of. The
    audiences of its tactics do not count: whom a choice is for is part of the choice.

    For a playbook, it asks whether any role in sight has a holder. It says nothing of a playbook with
    `visibility: public`, since its files are often open to all and names are left out on purpose, and nothing where
    some roles have holders; a single vacant role is another check's business. Roles of the type `external` need none.

    ## Bad

    ```yaml title="strategies/win-by-answering.yml"
    title: Win by answering  # finding
    approach: Answer a borrower at the counter within the minute, rather than send them home to write to us.
    diagnosis: People ask on their way out, when nobody has time.
    not_doing: [Open another account]
    posture: reactive
    experience: They looked up when I came in.
    pursues: [answer-same-day]
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    owner: editor
    sponsor: director
    ```

    ## Bad: roles without people

    ```yaml title="playbook.yml"
    title: Merrowby, the small playbook  # finding
    organisation: Merrowby Libraries
    summary: How six people answer in the evening.
    owner: editor
    approver: director
    visibility: internal
    reviewed: 2026-03-02
    review_every: 1 year
    ```

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
    keeper:
      title: Keeper of the keys
      purpose: Nobody is locked out of our own house.
      responsibilities: [Keeps the keys, Tests the second way in]
    ```

    ## Good

    ```yaml title="strategies/win-by-answering.yml"
    title: Win by answering
    approach: Answer a borrower at the counter within the minute, rather than send them home to write to us.
    diagnosis: People ask on their way out, when nobody has time.
    not_doing: [Open another account]
    posture: reactive
    experience: They looked up when I came in.
    pursues: [answer-same-day]
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    owner: editor
    sponsor: director
    ```
    """
    if isinstance(thing, Strategy):
        if not any(ground.out(s, "reaches", "speaks_to") for s in ground.above(thing)):
            yield Finding(
                thing,
                f"Whom is {quoted(thing.title)} for? It names no audience.",
                help="Begin with people: `reaches: [audience-id]`.",
            )
        return
    here = [role for role in ground.own(Role, thing) if role.type != "external"]
    held = any(role.holders for role in ground.all_of(Role, thing))
    if here and not held and thing.visibility != "public":
        yield Finding(
            thing,
            f"{quoted(thing.title)} has roles, and no people in them.",
            help="Write who holds each role in `holders`; a public site leaves names out unless a holder says `public: true`.",
        )
