from __future__ import annotations

from collections.abc import Iterator

from ...model import Strategy, Tactic
from ..check import ADVICE, Finding, Other, check
from ..ground import Ground, quoted


@check("ORD01", ADVICE)
def technology_first(tactic: Tactic, ground: Ground) -> Iterator[Finding]:
    """A tactic began before any strategy that it carries out.

    ## Why it matters

    People, objectives, strategy and only then technology is the order in which plans hold together. When the doing comes
    first, the strategy is written around it afterwards, and the question of whether anything else would have served better
    is never asked.

    ## What to do

    If the tactic is an old habit, look at it as if it were new: would this strategy have led you to it? Then let `starts` be
    the day from which it serves the strategy. If not, it can go.

    ## What it looks at

    The day a tactic `starts`, and the day from which the earliest of its strategies is `effective`. A trial of up to 30 days
    before that is left alone, and so is a tactic one of whose strategies has no date or replaces an older one.

    ## Bad

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: >-
        Be there when borrowers have time to ask rather than when we are open, because a question that is
        answered in the evening saves the borrower a trip and the branch a queue.
      experience: Somebody was there.
      posture: reactive
      pursues: [answer-same-day]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      applies: [answer-first]
      not_doing: [Announce events in the evening]
      owner: editor
      sponsor: director
      effective: 2026-05-04
    ```

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
      starts: 2026-03-16  # finding
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```

    ## Good

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: >-
        Be there when borrowers have time to ask rather than when we are open, because a question that is
        answered in the evening saves the borrower a trip and the branch a queue.
      experience: Somebody was there.
      posture: reactive
      pursues: [answer-same-day]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      applies: [answer-first]
      not_doing: [Announce events in the evening]
      owner: editor
      sponsor: director
      effective: 2026-03-30
    ```
    """
    strategies = [s for s in ground.out(tactic, "implements") if isinstance(s, Strategy)]
    days = [s.effective for s in strategies if s.effective and not _replaces(s, ground)]
    if not tactic.starts or not days or len(days) < len(strategies):
        return
    early = (min(days) - tactic.starts).days
    if early > 30:
        first = next(s for s in strategies if s.effective == min(days))
        yield Finding(
            tactic,
            f"Technology came first? {quoted(tactic.title)} began {early} days before {quoted(first.title)}, which it carries out.",
            at=("starts",),
            help="Ask whether the strategy would have led you to it; if so, let `starts` be the day it began to serve it.",
            others=(Other(first, "in force from here", ("effective",)),),
        )


def _replaces(strategy: Strategy, ground: Ground) -> bool:
    """Whether it took the place of an older one, whose tactics it may have kept."""
    return any(e.relation.name == "replaced_by" for e in ground.graph.into(str(strategy.address)))
