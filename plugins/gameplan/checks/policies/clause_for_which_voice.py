from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.kinds.policy import Clause
from ..check import ADVICE, Finding, check
from ..ground import Ground, quoted

_VOICE = re.compile(
    r"""\b(?:
      official(?:ly)? | unofficial(?:ly)? | (?:on|in)\ (?:our|its|the\ \w+['’]s)\ (?:behalf|name)
    | (?:off|on|while\ on)[ -]duty | at\ work | at\ home | in\ (?:your|their)\ (?:own|spare|free)\ (?:time|name|words)
    | (?:personal|private|professional|work|corporate|branded)(?:ly)?
      \ (?:accounts?|profiles?|pages?|channels?|capacity|views?|opinions?|posts?|use|life|lives|time|social\ media|blogs?)
    | (?:your|their|our|\w+['’]s?)?\ ?own\ (?:accounts?|profiles?|pages?|channels?|names?|time|views?|opinions?)
    | (?:our|council|library|agency|company|organi[sz]ation['’]?s?|team|employer['’]?s?)\ (?:accounts?|profiles?|pages?|channels?)
    | (?:accounts?|profiles?|pages?|channels?)\ of\ (?:ours|your\ own|their\ own)
    | (?:speak|post|write|act|answer|publish)(?:s|ing)?\ (?:for|as|on\ behalf\ of)\ (?:the|our|us|your|yourself|themselves|a\ private)
    )\b""",
    re.I | re.X,
)
"""Words by which a text says for whom one speaks."""


@check("POL09", ADVICE)
def clause_for_which_voice(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A clause does not say whether it holds at work, in private, or both.

    ## Why it matters

    The same sentence is fair for an official account and an intrusion on a private one. Colleagues who cannot tell
    which is meant assume the worse of the two: some stop posting altogether, others stop reading the policy. What you
    ask of people in private needs a better reason than what you ask of them at work, and you should know when you do.

    ## What it looks at

    Active clauses without `speaking_as`. It is quiet where the clause covers channels, where it tightens one that says
    for whom people speak, and where words settle it: its own in `when`, `statement` or the title, or the policy's in
    its title, summary, purpose, scope or what is out of scope. Such words are "official accounts", "your own profile", "on our behalf" or "at work". It reads English only;
    in other languages write `speaking_as`.

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

    ## Good: the policy says it once for all its clauses

    ```yaml title="policies.yml"
    conduct:
      title: Conduct online
      purpose: Keeps borrowers safe in front of us and from us.
      scope: What you write on an account of ours, and what you say about the library on your own account.
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
    above = ground.at(clause.tightens)
    if clause.speaking_as or clause.covers or (above is not None and above["speaking_as"]):
        return
    policy = ground.entity(clause)
    texts = [clause[name] for name in ("title", "when", "statement")]
    texts += [policy[name] for name in ("title", "summary", "purpose", "scope", "out_of_scope")]
    if not any(_VOICE.search(text) for text in texts):
        yield Finding(
            clause,
            f"Does {quoted(ground.named(clause))} hold at work, in private, or both?",
            help="Say for whom people speak when it holds: `speaking_as: official`, `personal` or `both`.",
        )
