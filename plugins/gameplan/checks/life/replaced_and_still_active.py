from __future__ import annotations

from collections.abc import Iterator

from ...model import Entity
from ...model.part import CommonPart
from ...model.states import first_day
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted


@check("LIF04", WARNING, dated=True)
def replaced_and_still_active(thing: Entity | CommonPart, ground: Ground) -> Iterator[Finding]:
    """Something has been replaced and is still active.

    ## Why it matters

    Two versions are in force, and people follow the one they found first. Those who keep to the old one are told off
    for trusting a page that calls itself active; after that they ask before they do anything.

    ## What it looks at

    Entries and parts with a `replaced_by` whose new version is active and has begun. While the new one is a draft, or
    its first day is still to come, the old one has to be active.

    ## Bad

    ```yaml title="principles/reply-first.yml"
    title: Reply first
    statement: Reply before you post.
    rationale: People wait for answers and not for news.
    owner: director
    replaced_by: answer-first  # finding
    ```

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      applies: [reply-first]
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

    ## Good

    ```yaml title="principles/reply-first.yml"
    title: Reply first
    statement: Reply before you post.
    rationale: People wait for answers and not for news.
    owner: director
    status: retired
    replaced_by: answer-first
    ```
    """
    new = ground.at(thing["replaced_by"])
    if new is None or not ground.in_force(new):
        return
    begins = first_day(new) if isinstance(new, Entity) else new["effective"]
    if begins is None or begins <= ground.today:
        yield Finding(
            thing,
            f"{quoted(ground.named(thing))} was replaced by {quoted(ground.named(new))} and is still active.",
            at=("replaced_by",),
            help="Close the old one, `status: retired`; or delete this line, if both are meant to hold.",
            others=(Other(new, "in force"),),
        )
