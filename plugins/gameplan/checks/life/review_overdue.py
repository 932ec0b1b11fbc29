from __future__ import annotations

from collections.abc import Iterator

from ...model import Entity, Playbook
from ...model.states import review_day
from ...model.values import in_words
from ..check import ERROR, WARNING, Finding, check
from ..ground import Ground


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
    day it came into force or began. Where none of these days is written for an entry itself, it is reviewed together
    with its playbook, and only the playbook is reported. In the profile `audit` this is an error, for a policy as for
    anything else.

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
    due = review_day(entity, ground.playbook(entity))
    way = _written(entity)
    if due is None or due >= ground.today or not (way or isinstance(entity, Playbook)):
        return
    days = (ground.today - due).days
    late = "yesterday" if days == 1 else f"{days} days ago"
    yield Finding(
        entity,
        f'The review of "{entity.title}" was due on {in_words(due)}, {late}.',
        at=way,
        help="Read it with somebody who uses it, then "
        + (
            "move this day on, or delete it where `review_every` says enough."
            if entity.review_by
            else f"write `reviewed: {ground.today}`."
        ),
    )


def _written(entity: Entity) -> tuple[str, ...]:
    """Where the day is written that its review is counted from, or () where only its playbook has one."""
    if entity.review_by:
        return ("review_by",)
    if entity.reviewed:
        return ("reviewed",)
    if entity.approved and entity.approved["on"]:
        return ("approved", "on")
    names = ("effective", "starts", "review_every")
    return next(((name,) for name in names if name in entity.fields and entity[name]), ())
