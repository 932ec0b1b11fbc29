from __future__ import annotations

from collections.abc import Iterator

from ...model.kinds.policy import Clause
from ..check import ADVICE, Finding, check
from ..ground import Ground, quoted


@check("POL03", ADVICE)
def duty_without_reason(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A clause that leaves no choice does not say why.

    ## Why it matters

    People keep a rule they understand also where its words do not quite fit; one they do not understand they follow to
    the letter, or not at all. And in five years, when somebody asks whether it can go, the reason is the only thing
    that can answer.

    ## What it looks at

    Active clauses with `must` or `must-not` that have no `rationale`. A clause that tightens another is quiet where the
    other one has a reason. `should` is left alone: whoever knows a good reason against it may act on it anyway.

    ## Bad

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
        privacy:  # finding
          title: What you read is yours
          statement: Never say or hint in public what somebody borrowed, asked for or owes.
          strength: must-not
          speaking_as: both
        house-rules:
          title: House rules
          statement: Hide a comment that attacks a person, and keep a copy.
          strength: must
          speaking_as: official
          covers: [main-page]
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
          rationale: What people read tells what they fear and hope, and they told nobody else.
        house-rules:
          title: House rules
          statement: Hide a comment that attacks a person, and keep a copy.
          strength: must
          speaking_as: official
          covers: [main-page]
          rationale: Silence would look like consent.
    ```
    """
    if clause.strength not in ("must", "must-not") or clause.rationale:
        return
    above = ground.at(clause.tightens)
    if above is None or not above["rationale"]:
        yield Finding(
            clause,
            f"{quoted(ground.named(clause))} leaves no choice, and no reason either.",
            help="Say in a sentence what went wrong, or would go wrong, without it: `rationale: …`.",
        )
