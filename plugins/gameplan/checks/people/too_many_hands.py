from __future__ import annotations

from collections.abc import Iterator

from ...model import Tactic
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted

_MANY = 4


@check("GOV02", WARNING)
def too_many_hands(tactic: Tactic, ground: Ground) -> Iterator[Finding]:
    """A tactic has more hands than it can use, or none besides its owner.

    ## Why it matters

    When six roles are responsible, each of them may think that another one has it. The list reads like an invitation to
    a meeting, and the work waits for somebody to feel that it is theirs. The opposite is no better: a tactic on which the
    owner advises the owner, and then tells the owner, has been filled in as a form.

    ## What it looks at

    More than four different roles in `responsible`. Or `consulted` and `informed` that name the owner and nobody else;
    where both are left out, that is fine. A team counts as one role.

    ## Bad

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder, editor, keeper, director, night-desk]  # finding
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```

    ```yaml title="roles/night-desk.yml"
    title: Night desk
    purpose: Somebody hears the telephone after the branches have shut.
    responsibilities: [Takes calls after nine]
    holders: [{name: Fern Iveson, since: 2025-09-01}]
    ```

    ## Bad: the owner asks the owner

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      consulted: [editor]  # finding
      informed: [editor]
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```

    ## Good

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      consulted: [keeper]
      informed: [director]
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```
    """
    hands = len(ground.out(tactic, "responsible"))
    if hands > _MANY:
        yield Finding(
            tactic,
            f"Too many hands: {hands} roles are responsible for {quoted(tactic.title)}.",
            at=("responsible",),
            help="Keep the two or three that do the work; move the others to `consulted` or `informed`.",
        )
    around = ground.out(tactic, "consulted", "informed")
    owner = ground.at(tactic.owner)
    if owner is not None and around == [owner]:
        how = " and ".join(["asked"] * bool(tactic.consulted) + ["told"] * bool(tactic.informed))
        yield Finding(
            tactic,
            f"On {quoted(tactic.title)} its owner is also the only one who is {how}.",
            at=("consulted" if tactic.consulted else "informed",),
            help="Name somebody with another view of it, or delete the line.",
            others=(Other(tactic, "the owner", ("owner",)),),
        )
