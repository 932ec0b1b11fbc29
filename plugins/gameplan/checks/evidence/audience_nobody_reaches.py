from __future__ import annotations

from collections.abc import Iterator

from ...model import Audience, Tactic
from ..check import ADVICE, Finding, check
from ..ground import Ground, quoted


@check("PPL02", ADVICE)
def audience_nobody_reaches(audience: Audience, ground: Ground) -> Iterator[Finding]:
    """No active tactic reaches an audience.

    ## Why it matters

    An audience gets into a playbook because somebody thought it important. If nothing is done for it, those people
    hear from you only when something goes wrong. They are often the ones who are hard to reach and easy to forget.

    ## What to do

    Choose one thing to do for them, or one to do with somebody they already trust. If they are not a priority this
    year, set the audience to `status: paused`, so that everybody knows it was decided.

    ## What it looks at

    A tactic reaches those it names. One that names nobody reaches those of its strategies and of the channels it runs
    on. Tactics of playbooks that extend this one count; while there are no tactics at all, nothing is said.

    ## Bad

    ```yaml title="audiences.yml"
    evening-borrowers:
      title: Evening borrowers
      summary: People who work by day and read at night.
      relation: customer
      owner: editor
    home-readers:  # finding
      title: Readers who cannot leave home
      summary: They have a card, and somebody who brings the books.
      relation: customer
      owner: editor
    ```

    ## Good

    ```yaml title="audiences.yml"
    evening-borrowers:
      title: Evening borrowers
      summary: People who work by day and read at night.
      relation: customer
      owner: editor
    home-readers:
      title: Readers who cannot leave home
      summary: They have a card, and somebody who brings the books.
      relation: customer
      owner: editor
    ```

    ```yaml title="tactics/a-note-in-the-bag.yml"
    title: A note in the book bag
    implements: [be-the-evening-desk]
    owner: editor
    reaches: [home-readers]
    moves: [first-reply]
    starts: 2026-04-13
    cadence: With every delivery
    stop_if: No question has come back after three months
    ```
    """
    tactics = {str(t.address): t for p in ground.readers(audience) for t in ground.all_of(Tactic, p)}
    if tactics and not any(audience in _reached(t, ground) for t in tactics.values()):
        yield Finding(
            audience,
            f"Nobody speaks to {quoted(audience.title)}: no active tactic reaches them.",
            help=f"Name them in the tactic that is for them, `reaches: [{audience.address.id}]`, or pause them.",
        )


def _reached(tactic: Tactic, ground: Ground) -> list[object]:
    if own := ground.out(tactic, "reaches"):
        return list(own)
    around = (*ground.carried_out(tactic), *ground.out(tactic, "runs_on"))
    return [audience for thing in around for audience in ground.out(thing, "reaches", "speaks_to")]
