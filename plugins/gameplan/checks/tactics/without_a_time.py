from __future__ import annotations

from collections.abc import Iterator

from ...model import Tactic
from ..check import ADVICE, Finding, check
from ..ground import Ground, quoted


@check("TAC02", ADVICE)
def without_a_time(tactic: Tactic, ground: Ground) -> Iterator[Finding]:
    """A tactic says neither from when to when it runs nor how often.

    ## Why it matters

    "We should answer more in the evening" becomes a tactic when there is a Tuesday in it. Without a time nobody can
    plan the people, and nobody can say that it has not begun.

    ## What it looks at

    `starts`, `ends` and `cadence`: one of them is enough, and words will do where no day can be named. A tactic that is
    part of another may lean on the times of the whole.

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
      moves: [first-reply]
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
      moves: [first-reply]
      cadence: When somebody asks after six
    ```
    """
    if not any(t.starts or t.ends or t.cadence for t in ground.above(tactic)):
        yield Finding(
            tactic,
            f"When? {quoted(tactic.title)} has no date and no rhythm.",
            help="Write `starts` and `ends`, or in words how often: `cadence: Four evenings a week`.",
        )
