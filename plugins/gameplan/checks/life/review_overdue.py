from __future__ import annotations

from collections.abc import Iterator

from ...model import Entity, Playbook
from ...model.states import review_day, reviewed_together
from ...model.values import in_words
from ..check import ERROR, WARNING, Finding, check
from ..ground import Ground, quoted


@check("LIF01", WARNING, audit=ERROR, dated=True)
def review_overdue(entity: Entity, ground: Ground) -> Iterator[Finding]:
    """The day of a review has passed.

    ## Why it matters

    A playbook is right on the day it is signed. After that platforms change their rules, people their posts and the
    council its mind, and none of that says so on the page. People stop trusting a rule when they have once found an old
    one; a date that is kept is the cheapest way to be believed.

    ## What to do

    Read it with somebody who uses it. If it still holds, write today's date in `reviewed`. That is a real result, and
    may take ten minutes.

    ## What it looks at

    The day in `review_by`; else `review_every`, its own or its playbook's, counted from `reviewed`, the approval, or the
    day it came into force or began. Whoever reviews a playbook reviews what stands in it, so an entry follows its
    playbook, and only the playbook is reported, where none of these days is written for the entry itself, and where its
    approval or beginning is older than the playbook's `reviewed`. An entry with a `review_every` of its own keeps its own
    time. In the profile `audit` this is an error, for a policy as for anything else.

    ## Bad

    ```yaml title="policies.yml"
    conduct:
      title: Conduct online
      purpose: Keeps borrowers safe in front of us and from us.
      owner: editor
      approver: director
      approved: {by: director, on: 2026-03-02, ref: minutes of March}
      effective: 2026-03-09
      review_by: 2026-05-20  # finding
      acknowledge: {required: true, every: 1 year}
      clauses:
        privacy:
          title: What you read is yours
          statement: Never say or hint in public what somebody borrowed, asked for or owes.
          strength: must-not
          speaking_as: both
          rationale: What people read tells what they fear and hope.
        house-rules:
          title: House rules
          statement: Hide a comment that attacks a person, and keep a copy.
          strength: must
          speaking_as: official
          covers: [main-page]
          rationale: Silence would look like consent.
    ```

    ## Bad: the playbook itself

    ```yaml title="playbook.yml"
    title: Merrowby, the small playbook
    organisation: Merrowby Libraries
    summary: How six people answer in the evening.
    owner: editor
    approver: director
    visibility: public
    reviewed: 2025-12-01  # finding
    review_every: 5 months
    ```

    ## Good: reviewed with its playbook

    ```yaml title="playbook.yml"
    title: Merrowby, the small playbook
    organisation: Merrowby Libraries
    summary: How six people answer in the evening.
    owner: editor
    approver: director
    visibility: public
    reviewed: 2026-03-16
    review_every: 1 year
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
      starts: 2025-01-20
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```

    ## Good

    ```yaml title="playbook.yml"
    title: Merrowby, the small playbook
    organisation: Merrowby Libraries
    summary: How six people answer in the evening.
    owner: editor
    approver: director
    visibility: public
    reviewed: 2026-03-02
    review_every: 5 months
    ```
    """
    playbook = ground.playbook(entity)
    due = review_day(entity, playbook)
    if due is None or due >= ground.today:
        return
    if entity is not playbook and _goes_with(playbook, entity):
        return
    days = (ground.today - due).days
    late = "yesterday" if days == 1 else f"{days} days ago"
    yield Finding(
        entity,
        f"The review of {quoted(entity.title)} was due on {in_words(due)}, {late}.",
        at=_written(entity),
        help="Read it with somebody who uses it, then "
        + (
            "move this day on, or delete it where `review_every` says enough."
            if entity.review_by
            else f"write `reviewed: {ground.today}`."
        ),
    )


def _goes_with(playbook: Playbook, entity: Entity) -> bool:
    """Whether the day is that of its playbook, which is reported there."""
    if not (entity.review_by or entity.review_every or playbook.review_every):
        return True
    return reviewed_together(entity, playbook) and not entity.review_every


def _written(entity: Entity) -> tuple[str, ...]:
    """Where the day is written that its review is counted from, or () where nothing of it is."""
    if entity.review_by:
        return ("review_by",)
    if entity.reviewed:
        return ("reviewed",)
    if entity.approved and entity.approved["on"]:
        return ("approved", "on")
    names = ("effective", "starts", "review_every")
    return next(((name,) for name in names if name in entity.fields and entity[name]), ())
