from __future__ import annotations

from collections.abc import Iterator

from ...model import Policy
from ..check import ERROR, WARNING, Finding, check
from ..ground import Ground, quoted


@check("POL02", WARNING, audit=ERROR)
def policy_nobody_approved(policy: Policy, ground: Ground) -> Iterator[Finding]:
    """A policy is in force, and nothing says who approved it, or since when it holds.

    ## Why it matters

    A policy is the one document here that can cost somebody their job. The first thing their union asks is who decided
    it, and whether it held on the day in question. Without that record it is a text that somebody once put on the
    intranet.

    ## What to do

    If it was approved, look the decision up and write it down. If it never was, say so: `status: proposed` until it is.

    ## What it looks at

    Active policies. It wants `by` and `on` in `approved`, and `effective`; where the decision is recorded, in `ref`, is
    good to have and not asked for. The approval of the playbook as a whole does not count: clauses are added after it.

    ## Bad: nobody signed it

    ```yaml title="policies.yml"
    conduct:  # finding
      title: Conduct online
      purpose: Keeps borrowers safe in front of us and from us.
      owner: editor
      approver: director
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

    ## Bad: it does not say since when it holds

    ```yaml title="policies.yml"
    conduct:  # finding
      title: Conduct online
      purpose: Keeps borrowers safe in front of us and from us.
      owner: editor
      approver: director
      approved: {by: director, on: 2026-03-02, ref: minutes of March}
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

    ## Bad: signed on no day

    ```yaml title="policies.yml"
    conduct:
      title: Conduct online
      purpose: Keeps borrowers safe in front of us and from us.
      owner: editor
      approver: director
      approved: {by: director, ref: minutes of March}  # finding
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

    ## Good: not decided yet, and it says so

    ```yaml title="policies/pictures.yml"
    title: Pictures of people
    status: proposed
    purpose: Nobody finds their own face on our page without having said yes.
    owner: editor
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
    """
    approved = policy.approved
    signed = bool(approved and approved.by), bool(approved and approved.on)
    lacks, cures = [], []
    if not all(signed):
        lacks.append(
            {(False, True): "who approved it", (True, False): "when it was approved"}.get(
                signed, "who approved it and when"
            )
        )
        cures.append("`approved: {by: role-id, on: date}`")
    if not policy.effective:
        lacks.append("since when it holds")
        cures.append("`effective: date`")
    if lacks:
        yield Finding(
            policy,
            f"{quoted(policy.title)} binds people, but does not say {', or '.join(lacks)}.",
            at=("approved",) if approved and not all(signed) else (),
            help=f"Write {' and '.join(cures)}; or, while it is not decided, `status: proposed`.",
        )
