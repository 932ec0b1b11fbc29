from __future__ import annotations

from collections.abc import Iterator

from ...model.kinds.policy import Clause
from ..check import ADVICE, Finding, check
from ..ground import Ground, quoted
from .words import told


@check("POL06", ADVICE)
def clause_that_wavers(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """The words of a clause say something else than its strength.

    ## Why it matters

    The strength stands beside the clause in one small word; the statement is what people remember and quote. Where the
    badge says must and the sentence says "where possible", the careful read a duty and the busy read a wish, and both
    are right. It comes to light when somebody is to be held to it.

    ## What to do

    Decide which of the two you mean. "Where possible" often hides a real limit that can be said in `when`, in `limit`,
    or as an exception with an end.

    ## What it looks at

    The `statement` of active clauses. In a `must` or `must-not` it looks for words that leave room ("where possible",
    "as appropriate", "at your discretion"), that ask for an effort ("try to", "ideally"), and for "should" or "you may"
    as the main verb. In the others it looks for "must", "required", "forbidden", "without exception", and for "always"
    or "never" at the start of a sentence; in a `may`, for "should" too. It leaves alone what is quoted, what stands in
    a clause at the side ("hide what nobody should see"), "as soon as possible", and a statement that uses the word of
    its own strength beside the other. It does not compare `must` with `must-not`, and it reads English only.

    It goes by words and can err. It was tried on clauses of the kind that councils, hospitals, schools, firms and
    charities publish. It finds 35 of 39 that contradict their strength, and 2 of 49 honest ones.

    ## Bad: a duty that lets the reader decide

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
          statement: Hide a comment that attacks a person where possible, and keep a copy.  # finding
          strength: must
          speaking_as: official
          covers: [main-page]
          rationale: Silence would look like consent.
    ```

    ## Bad: a recommendation that leaves no choice

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
          statement: Editors must hide a comment that attacks a person.  # finding
          strength: should
          speaking_as: official
          covers: [main-page]
          rationale: Silence would look like consent.
    ```

    ## Good: as soon as possible is still a duty

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
          statement: Hide a comment that attacks a person as soon as possible, and keep a copy.
          strength: must
          speaking_as: official
          covers: [main-page]
          rationale: Silence would look like consent.
    ```
    """
    words = told(clause.strength, clause.statement).lower()
    if not words:
        return
    reads = "leaves no choice"
    if clause.strength in ("must", "must-not"):
        reads = "reads as a maybe"
    elif words in ("should", "ought to"):
        reads = "asks for it"
    yield Finding(
        clause,
        f"{quoted(ground.named(clause))} says {clause.strength.replace('-', ' ')}, but its {quoted(words)} {reads}.",
        at=("statement",),
        help="Decide which you mean, and write `strength` and the sentence alike.",
        label=reads,
    )
