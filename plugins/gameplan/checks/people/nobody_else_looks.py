from __future__ import annotations

from collections.abc import Iterator

from ...model import Playbook, Policy, Role, Rule
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted


@check("GOV05", WARNING, dated=True)
def nobody_else_looks(entity: Playbook | Policy | Rule, ground: Ground) -> Iterator[Finding]:
    """Whoever approves it is the person whose work it is.

    ## Why it matters

    Approval is a second pair of eyes. Where the one who wrote the policy also signs it, or the one who answers a furious
    comment also says yes to the answer, the word promises a care that nobody takes. Most posts that made the news for
    the wrong reason had been seen by one person.

    ## What it looks at

    The approver of a policy or playbook against its owner, and the approver of a rule against its
    responder. Either both are the same role and fewer than two people hold it, or they are two roles and one and the
    same person is the only holder of both. In a team somebody else can look, so a team may approve its own work.

    ## Bad

    ```yaml title="rules.yml"
    hostile-comment:
      title: A comment attacks somebody
      type: moderate
      when: A comment on our page attacks a person for who they are.
      action: hide
      responder: editor
      approver: editor  # finding
      respond_within: 1h
      enforces: [conduct#house-rules, conduct#privacy]
      covers: [main-page]
      escalates_to: amber
      owner: editor
      replies:
        hidden: {text: We have hidden a comment that attacked a person. Everything else stays.}
    ```

    ## Good

    ```yaml title="rules.yml"
    hostile-comment:
      title: A comment attacks somebody
      type: moderate
      when: A comment on our page attacks a person for who they are.
      action: hide
      responder: editor
      approver: director
      respond_within: 1h
      enforces: [conduct#house-rules, conduct#privacy]
      covers: [main-page]
      escalates_to: amber
      owner: editor
      replies:
        hidden: {text: We have hidden a comment that attacked a person. Everything else stays.}
    ```
    """
    name = "responder" if isinstance(entity, Rule) else "owner"
    maker = ground.role(entity.responder if isinstance(entity, Rule) else entity.owner)
    approver = ground.role(entity.approver)
    if maker is None or approver is None or not _one_person(maker, approver, ground):
        return
    work = "answers" if isinstance(entity, Rule) else "owns it"
    if maker is approver:
        who = f"{quoted(approver.title)} {work} and approves"
    else:
        alone = ground.holders(approver)[0].name
        who = f"{alone} {work} as {quoted(maker.title)} and approves as {quoted(approver.title)}"
    yield Finding(
        entity,
        f"Nobody else looks at {quoted(entity.title)}: {who}.",
        at=("approver",),
        help="Name another role in `approver`, or delete the line where no second look is meant.",
        others=(Other(entity, "the same hands", (name,)),),
    )


def _one_person(maker: Role, approver: Role, ground: Ground) -> bool:
    """Whether one person alone stands behind both roles."""
    first, second = ({h.name.casefold() for h in ground.holders(r)} for r in (maker, approver))
    if maker is approver:
        return maker.type != "team" and len(first) < 2 and (maker.min_holders or 0) < 2
    # A desk that is written as one holder is still several people.
    return "team" not in (maker.type, approver.type) and first == second and len(first) == 1
