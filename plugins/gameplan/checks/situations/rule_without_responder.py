from __future__ import annotations

from collections.abc import Iterator

from ...model import Rule
from ..check import ERROR, WARNING, Finding, check
from ..ground import Ground, quoted

_STILL = ("no-reply", "do-not-post")


@check("ROE03", WARNING, audit=ERROR)
def rule_without_responder(rule: Rule, ground: Ground) -> Iterator[Finding]:
    """A rule says what to do and not who does it.

    ## Why it matters

    When three people could answer, each waits for the other two, or all three answer. The owner of a rule keeps its
    words in order; the responder is the one who acts on a Thursday night.

    ## What it looks at

    All rules but those that ask nobody to act: `no-reply` and `do-not-post`. `everyone` is an answer too, where
    whoever sees it first may act.

    ## Bad

    ```yaml title="rules.yml"
    hostile-comment:
      title: A comment attacks somebody
      type: moderate
      when: A comment on our page attacks a person for who they are.
      action: hide  # finding
      approver: director
      respond_within: 1h
      enforces: [conduct#house-rules, conduct#privacy]
      covers: [main-page]
      escalates_to: amber
      owner: editor
    ```

    ## Good

    ```yaml title="rules.yml"
    hostile-comment:
      title: A comment attacks somebody
      type: moderate
      when: A comment on our page attacks a person for who they are.
      action: hide
      responder: branch-responder
      approver: director
      respond_within: 1h
      enforces: [conduct#house-rules, conduct#privacy]
      covers: [main-page]
      escalates_to: amber
      owner: editor
    ```

    ## Good: there is nothing to do

    ```yaml title="rules/grumbling.yml"
    title: Somebody is in a bad mood
    type: respond
    when: A comment grumbles about the weather or the world.
    action: no-reply
    covers: [main-page]
    escalates_to: amber
    owner: editor
    ```
    """
    if not rule.responder and rule.action not in _STILL:
        yield Finding(
            rule,
            f"Who answers? {quoted(rule.title)} names nobody who acts.",
            at=("action",),
            help="Name the role that acts: `responder: role-id`; `everyone` means whoever sees it first.",
        )
