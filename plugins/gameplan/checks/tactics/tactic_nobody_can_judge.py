from __future__ import annotations

from collections.abc import Iterator

from ...model import Tactic
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("TAC01", WARNING)
def tactic_nobody_can_judge(tactic: Tactic, ground: Ground) -> Iterator[Finding]:
    """A tactic has neither a number it should move nor a sign at which it stops.

    ## Why it matters

    Things that are begun are seldom ended. Nobody decides to go on with the weekly picture; there is only no day on
    which anybody would decide against it. A number tells you that it works, and a sentence written beforehand, while
    you are still calm about it, tells you when to let it go.

    ## What it looks at

    `moves` and `stop_if`: one of the two is enough. A tactic that is part of another may lean on those of the whole.

    ## Bad

    ```yaml title="tactics.yml"
    evening-rota:  # finding
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      starts: 2026-03-16
      cadence: Four evenings a week
    ```

    ## Good

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```
    """
    if not any(t.moves or t.stop_if for t in ground.above(tactic)):
        yield Finding(
            tactic,
            f"How will you know that {quoted(tactic.title)} works, or when to stop?",
            help="Name a metric in `moves`, or write the sign at which you stop: `stop_if: Nobody has asked for a month`.",
        )
