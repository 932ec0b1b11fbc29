from __future__ import annotations

from collections.abc import Iterator

from ...model import Goal, Playbook, Principle, Rule, Strategy, Tactic, Vision
from ...model.kinds.policy import Clause
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted

_ON_THE_WALL = (Playbook, Vision, Goal, Principle)
"""Where a principle is quoted rather than used."""


@check("PRN01", WARNING)
def principle_nobody_applies(principle: Principle, ground: Ground) -> Iterator[Finding]:
    """No strategy, tactic, rule or clause applies a principle.

    ## Why it matters

    Every organisation has sentences on a wall that nobody would disagree with. A principle is different: it has settled
    something. If you cannot name one tactic that looks different because of it, new colleagues will learn within a week
    that it is decoration, and wonder about the others.

    ## What it looks at

    Whether anything active applies it, also in a playbook that extends this one. A text that refers to it counts too,
    in a step of a tactic, say, or in an answer of a guide; the manifest, the vision, goals and other principles do not.
    A playbook with nothing that could apply a principle is left alone.

    ## Bad

    ```yaml title="principles/borrower-first.yml"
    title: The borrower is at the centre  # finding
    statement: We put the borrower at the centre of everything.
    rationale: Without borrowers there is no library.
    owner: director
    ```

    ## Good

    ```yaml title="principles/borrower-first.yml"
    title: The borrower before the building
    statement: When a branch and a borrower want different things, the borrower wins.
    rationale: Without borrowers there is no library.
    owner: director
    ```

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      applies: [borrower-first]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```
    """
    used = [t for t in ground.into(principle, "applies", "mentions") if not isinstance(t, _ON_THE_WALL)]
    if not used and _could_apply(principle, ground):
        yield Finding(
            principle,
            f"On the wall only: nothing applies {quoted(principle.title)}.",
            help=f"Name it where it settles something, `applies: [{principle.address.id}]`, or take it down.",
        )


def _could_apply(principle: Principle, ground: Ground) -> bool:
    here = {p.address.playbook for p in ground.readers(principle)}
    if any(e.address.playbook in here for kind in (Strategy, Tactic, Rule) for e in ground.all_of(kind)):
        return True
    clauses = (part for part in ground.graph.parts.values() if isinstance(part, Clause))
    return any(ground.entity(c).address.playbook in here and ground.in_force(c) for c in clauses)
