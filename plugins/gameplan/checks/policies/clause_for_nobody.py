from __future__ import annotations

from collections.abc import Iterator

from ...model.kinds.policy import Clause
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("POL04", WARNING)
def clause_for_nobody(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A duty names nobody who has it, and nothing puts it into practice.

    ## Why it matters

    "A copy must be kept" is the sentence that every member of a team has read and left to the others. What is asked of
    everyone, because nobody was named, is done by nobody in particular. Not doing something can be asked of
    everyone at once; doing something needs a person, or a moment that calls for it.

    ## What to do

    Name the roles in `binds`, at the clause or once for the whole policy. Or write the rule in which it comes up, and name the clause
    in its `enforces`. If you do mean everyone, say it: `binds: [everyone]`.

    ## What it looks at

    Active clauses with `must` where neither the clause nor its policy writes `binds`. It is quiet where an active rule
    enforces the clause, a channel is moderated by it, a guide sends people to it, a clause of a playbook below tightens
    it, or an approver is named who will be asked. `must-not` is not looked at: everybody can leave a thing undone.

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
        copies:  # finding
          title: A copy of what we take down
          statement: Keep a copy of every post of ours that is taken down.
          strength: must
          speaking_as: official
          rationale: Somebody will ask what it said.
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
        copies:
          title: A copy of what we take down
          statement: Keep a copy of every post of ours that is taken down.
          strength: must
          binds: [editor]
          speaking_as: official
          rationale: Somebody will ask what it said.
    ```
    """
    policy = ground.entity(clause)
    if clause.strength != "must" or clause.binds or policy["binds"] or clause.approver:
        return
    if not ground.into(clause, "enforces", "moderation", "because", "tightens"):
        yield Finding(
            clause,
            f"Nobody has to do this: {quoted(ground.named(clause))} names no role, and no rule puts it into practice.",
            help="Name who does it in `binds`, write `binds: [everyone]` if you mean it, or let a rule enforce it.",
        )
