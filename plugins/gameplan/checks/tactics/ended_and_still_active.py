from __future__ import annotations

from collections.abc import Iterator

from ...model import Tactic
from ...model.values import in_words
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("TAC03", WARNING, dated=True)
def ended_and_still_active(tactic: Tactic, ground: Ground) -> Iterator[Finding]:
    """A tactic's last day has passed, and it is still active.

    ## Why it matters

    Somebody who opens the playbook takes what is active for what is done today. A campaign from last spring among the
    tactics makes them doubt the rest of the page as well, and hides that nobody has looked at how it went.

    ## What to do

    Ask what came of it, and write that down. Then close it with `status: done`; its page stays. If it goes on, move its
    last day, and say in the commit why.

    ## What it looks at

    `ends`, else `expires`, against today. The last day itself still counts.

    ## Bad

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      ends: 2026-05-29  # finding
      cadence: Four evenings a week
    ```

    ## Good: it ends tonight

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      ends: 2026-06-01
      cadence: Four evenings a week
    ```
    """
    last = tactic.ends or tactic.expires
    if last and last < ground.today:
        yield Finding(
            tactic,
            f"Finished? {quoted(tactic.title)} ended on {in_words(last)} and is still active.",
            at=("ends",) if tactic.ends else ("expires",),
            help="Close it with `status: done`, or move its last day if it goes on.",
        )
