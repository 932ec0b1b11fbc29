from __future__ import annotations

from collections.abc import Iterator

from ...model import Strategy, Tactic
from ...model.values import in_words
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted


@check("STR11", WARNING, dated=True)
def nobody_plays(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """A strategy has been in force for 60 days, and no active tactic carries it out.

    ## Why it matters

    The paper was approved, everybody was relieved, and work went on as before. A strategy without a tactic is an intention.
    Sometimes the work exists and nobody has written it down; more often everyone believed that somebody else had begun.

    ## What it looks at

    Active tactics that implement the strategy or one that is part of it, in any playbook. The 60 days run from `effective`,
    else from the day it was approved; a strategy without either date is left alone, and so is one that has expired.

    ## Bad

    ```yaml title="strategies/open-evenings.yml"
    title: Open evenings at the branch  # finding
    type: social
    diagnosis: Shift workers have never seen the branch with the lights on.
    approach: >-
      Open the doors when the shift ends rather than when ours begins, and let whoever comes decide what the
      evening is for.
    experience: They stayed up for me.
    posture: proactive
    pursues: [helped-first-time]
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    not_doing: [Run a programme of talks]
    owner: editor
    sponsor: director
    effective: 2026-03-16
    ```

    ## Good

    ```yaml title="strategies/open-evenings.yml"
    title: Open evenings at the branch
    type: social
    diagnosis: Shift workers have never seen the branch with the lights on.
    approach: >-
      Open the doors when the shift ends rather than when ours begins, and let whoever comes decide what the
      evening is for.
    experience: They stayed up for me.
    posture: proactive
    pursues: [helped-first-time]
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    not_doing: [Run a programme of talks]
    owner: editor
    sponsor: director
    effective: 2026-03-16
    ```

    ```yaml title="tactics/doors-open-at-nine.yml"
    title: Doors open at nine
    implements: [open-evenings]
    owner: editor
    responsible: [branch-responder]
    runs_on: [main-page]
    reaches: [evening-borrowers]
    moves: [first-reply]
    starts: 2026-03-23
    cadence: First Thursday of the month
    stop_if: Fewer than ten people come, three times running
    ```

    ## Good: another playbook carries it out

    ```yaml title="strategies/open-evenings.yml"
    title: Open evenings at the branch
    type: social
    diagnosis: Shift workers have never seen the branch with the lights on.
    approach: >-
      Open the doors when the shift ends rather than when ours begins, and let whoever comes decide what the
      evening is for.
    experience: They stayed up for me.
    posture: proactive
    pursues: [helped-first-time]
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    not_doing: [Run a programme of talks]
    owner: editor
    sponsor: director
    effective: 2026-03-16
    ```

    ```yaml title="../quays/playbook.yml"
    title: The Quays branch
    organisation: Merrowby Libraries
    summary: What the branch at the harbour does in its own way.
    extends: [merrowby]
    owner: editor
    approver: director
    visibility: public
    reviewed: 2026-03-02
    review_every: 1 year
    ```

    ```yaml title="../quays/tactics/lights-on-at-the-quays.yml"
    title: Lights on at the Quays
    implements: [open-evenings]
    owner: branch-responder
    responsible: [branch-responder]
    runs_on: [main-page]
    reaches: [evening-borrowers]
    moves: [first-reply]
    starts: 2026-03-23
    cadence: First Thursday of the month
    stop_if: Fewer than ten people come, three times running
    ```

    ## Good: it has only begun

    ```yaml title="strategies/open-evenings.yml"
    title: Open evenings at the branch
    type: social
    diagnosis: Shift workers have never seen the branch with the lights on.
    approach: >-
      Open the doors when the shift ends rather than when ours begins, and let whoever comes decide what the
      evening is for.
    experience: They stayed up for me.
    posture: proactive
    pursues: [helped-first-time]
    supports: [borrower-services]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    not_doing: [Run a programme of talks]
    owner: editor
    sponsor: director
    effective: 2026-05-04
    ```
    """
    since = strategy.effective or (strategy.approved.on if strategy.approved else None)
    if since is None or (ground.today - since).days < 60 or _played(strategy, ground):
        return
    if strategy.expires and strategy.expires < ground.today:
        return
    resting = [t for t in _written(strategy, ground) if t.status != "active"]
    yield Finding(
        strategy,
        f"Nobody is playing {quoted(strategy.title)}: it has been in force since {in_words(since)}, and no active tactic carries it out.",
        help="Name it in the tactic that carries it out, under `implements`, or let the strategy rest: `status: paused`.",
        others=tuple(Other(t, f"this one is {t.status}", ("status",)) for t in resting[:3]),
    )


def _played(strategy: Strategy, ground: Ground) -> bool:
    """Whether an active tactic implements it, or a strategy that is part of it."""
    inner = [s for s in ground.into(strategy, "part_of") if isinstance(s, Strategy)]
    return bool(ground.into(strategy, "implements")) or any(_played(s, ground) for s in inner)


def _written(strategy: Strategy, ground: Ground) -> list[Tactic]:
    """The tactics that name it, in force or not."""
    edges = ground.graph.into(str(strategy.address))
    found = (ground.graph.find(e.source) for e in edges if e.relation.name == "implements")
    return [t for t in found if isinstance(t, Tactic)]
