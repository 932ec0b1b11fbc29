from __future__ import annotations

from collections.abc import Iterator

from ...model import Rule
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted


@check("ROE02", WARNING)
def rule_without_escalation(rule: Rule, ground: Ground) -> Iterator[Finding]:
    """A rule for what others say does not tell where it goes when it grows.

    ## Why it matters

    Every crisis was a small thing for its first ten minutes. Whoever follows the rule sees it grow before anybody else
    does, and needs to know at that moment which level it is now, and whom to ring.

    ## What it looks at

    Rules of the type `respond` or `moderate`, and all rules with the action `escalate`, where the playbook or one that
    it extends has an escalation plan. Where there is no plan, that is said once, at the playbook (ROE01).

    ## Bad

    ```yaml title="rules.yml"
    hostile-comment:  # finding
      title: A comment attacks somebody
      type: moderate
      when: A comment on our page attacks a person for who they are.
      action: hide
      responder: editor
      approver: director
      respond_within: 1h
      enforces: [conduct#house-rules, conduct#privacy]
      covers: [main-page]
      owner: editor
    ```

    ## Bad: hand it up, but to whom

    ```yaml title="rules/press-calls.yml"
    title: A newspaper calls
    type: account
    when: A journalist asks about one of our accounts.
    action: escalate  # finding
    responder: editor
    approver: director
    respond_within: 30 min
    covers: [main-page]
    owner: editor
    ```

    ## Good

    ```yaml title="rules/press-calls.yml"
    title: A newspaper calls
    type: account
    when: A journalist asks about one of our accounts.
    action: escalate
    responder: editor
    approver: director
    respond_within: 30 min
    covers: [main-page]
    owner: editor
    escalates_to: red
    ```
    """
    if rule.escalates_to or not (plan := ground.plan(ground.playbook(rule))):
        return
    levels = ", ".join(f"`{level.id}`" for level in plan.levels.values() if ground.in_force(level))
    if rule.action == "escalate":
        yield Finding(
            rule,
            f"{quoted(rule.title)} says to hand it up, and not to which level.",
            at=("action",),
            help=f"Name one of the levels in `escalates_to`: {levels}.",
            others=(Other(plan, "the levels stand here"),),
        )
    elif rule.type in ("respond", "moderate"):
        yield Finding(
            rule,
            f"Where does {quoted(rule.title)} go when it grows?",
            help=f"Name one of the levels in `escalates_to`: {levels}.",
            others=(Other(plan, "the levels stand here"),),
        )
