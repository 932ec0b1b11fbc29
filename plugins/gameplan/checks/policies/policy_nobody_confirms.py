from __future__ import annotations

from collections.abc import Iterator

from ...model import Policy
from ...model.address import EVERYONE
from ..check import ADVICE, Finding, check
from ..ground import Ground, quoted


@check("POL07", ADVICE)
def policy_nobody_confirms(policy: Policy, ground: Ground) -> Iterator[Finding]:
    """A policy binds everyone and does not say how people confirm that they have read it.

    ## Why it matters

    "It was on the intranet" convinces nobody afterwards, neither the person who had not seen it nor those who must
    judge what happened. A few roles can be told in person. Everyone cannot.

    ## What it looks at

    Active policies that bind everyone, written or by default, unless each of their clauses names its own roles. To have
    decided against it is an answer too: `acknowledge: {required: false}`.

    ## Bad

    ```yaml title="policies.yml"
    conduct:  # finding
      title: Conduct online
      purpose: Keeps borrowers safe in front of us and from us.
      owner: editor
      approver: director
      approved: {by: director, on: 2026-03-02, ref: minutes of March}
      effective: 2026-03-09
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
          rationale: Silence would look like consent.
    ```

    ## Good: it binds one role, which can be told

    ```yaml title="policies.yml"
    conduct:
      title: Conduct online
      purpose: Keeps borrowers safe in front of us and from us.
      owner: editor
      approver: director
      approved: {by: director, on: 2026-03-02, ref: minutes of March}
      effective: 2026-03-09
      binds: [editor]
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
    """
    inherit = [c for c in policy.clauses.values() if ground.in_force(c) and not c.binds]
    if not policy.acknowledge and any(EVERYONE in ground.bound(clause) for clause in inherit):
        yield Finding(
            policy,
            f"{quoted(policy.title)} binds everyone. How will you know that everyone has read it?",
            help="Say how they confirm it: `acknowledge: {required: true, every: 1 year}`.",
        )
