from __future__ import annotations

from collections.abc import Iterator

from ...model import Role
from ...model.relations import RELATIONS
from ..check import ADVICE, Finding, check
from ..ground import Ground, quoted


@check("ROL06", ADVICE)
def role_on_the_bench(role: Role, ground: Ground) -> Iterator[Finding]:
    """Nothing in any playbook refers to a role.

    ## Why it matters

    A role that owns nothing, answers nothing, stands in for nobody and is told of nothing is on the bench. Perhaps a
    place for it was forgotten, and that is why nobody calls when it should be called. Perhaps the role is gone, and the
    page misleads people who look for help.

    ## What it looks at

    Anything active that names the role, in a line of its own or in the text; also from a playbook that extends this one.

    ## Bad

    ```yaml title="roles/photographer.yml"
    title: House photographer  # finding
    purpose: Pictures in which people like to see themselves.
    responsibilities: [Takes pictures at events]
    holders: [{name: Sol Ferris, since: 2024-09-02}]
    ```

    ## Good

    ```yaml title="roles/photographer.yml"
    title: House photographer
    purpose: Pictures in which people like to see themselves.
    responsibilities: [Takes pictures at events]
    holders: [{name: Sol Ferris, since: 2024-09-02}]
    ```

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      consulted: [photographer]
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```
    """
    if not any(thing is not role for thing in ground.into(role, *RELATIONS)):
        yield Finding(
            role,
            f"{quoted(role.title)} is on the bench: nothing here needs it.",
            help="Name it where it has a part to play, or retire it: `status: retired`.",
        )
