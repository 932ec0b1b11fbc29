from __future__ import annotations

from collections.abc import Iterator

from ...model.kinds.policy import Clause
from ...model.values import in_words
from ..check import ERROR, WARNING, Finding, check
from ..ground import Ground, quoted


@check("POL05", WARNING, audit=ERROR, dated=True)
def exception_without_end(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """An exception to a clause has no end, or its end has passed.

    ## Why it matters

    An exception is granted to somebody, in a situation, by somebody who could. All three move on, and the exception
    stays, until the clause holds only for those who never asked. A day on which it ends brings it back to
    the table while people still remember what it was for.

    ## What to do

    If it is still needed, let the role that granted it decide again and write the new day. If it will always be
    needed, it is no exception: put it into the clause, under `when`. If nobody misses it, delete it.

    ## What it looks at

    The exceptions of active clauses, on the day of the run. The day in `until` still belongs to the exception.

    ## Bad: it ended three weeks ago

    ```yaml title="policies.yml"
    conduct:
      title: Conduct online
      purpose: Keeps borrowers safe in front of us and from us.
      owner: editor
      approver: director
      approved: {by: director, on: 2026-03-02, ref: minutes of March}
      effective: 2026-03-09
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
          exceptions:
            - for: Comments on the council's own posts
              granted_by: director
              until: 2026-05-08  # finding
              reason: The council moderates in election weeks
          rationale: Silence would look like consent.
    ```

    ## Bad: it never ends

    ```yaml title="policies.yml"
    conduct:
      title: Conduct online
      purpose: Keeps borrowers safe in front of us and from us.
      owner: editor
      approver: director
      approved: {by: director, on: 2026-03-02, ref: minutes of March}
      effective: 2026-03-09
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
          exceptions:
            - for: Comments on the council's own posts  # finding
              granted_by: director
              reason: The council moderates in election weeks
          rationale: Silence would look like consent.
    ```

    ## Good

    ```yaml title="policies.yml"
    conduct:
      title: Conduct online
      purpose: Keeps borrowers safe in front of us and from us.
      owner: editor
      approver: director
      approved: {by: director, on: 2026-03-02, ref: minutes of March}
      effective: 2026-03-09
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
          exceptions:
            - for: Comments on the council's own posts
              granted_by: director
              until: 2026-06-30
              reason: The council moderates in election weeks
          rationale: Silence would look like consent.
    ```
    """
    name = ground.named(clause)
    for n, exception in enumerate(clause.exceptions):
        if exception.until is None:
            yield Finding(
                clause,
                f"An exception to {quoted(name)} has no end, so the clause no longer holds for those it excepts.",
                at=("exceptions", n),
                help="Write its last day: `until: date`. If it is to stay for good, make it part of `when`.",
            )
        elif exception.until < ground.today:
            yield Finding(
                clause,
                f"An exception to {quoted(name)} ended on {in_words(exception.until)}.",
                at=("exceptions", n, "until"),
                help="Delete it, or let whoever granted it grant it again and write the new day.",
            )
