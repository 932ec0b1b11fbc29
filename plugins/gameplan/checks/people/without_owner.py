from __future__ import annotations

from collections.abc import Iterator

from ...model import Channel, Objective, Policy, Rule, Strategy, Tactic
from ..check import ERROR, WARNING, Finding, check
from ..ground import Ground, kind, quoted


@check("GOV01", WARNING, audit=ERROR)
def without_owner(
    entity: Strategy | Objective | Tactic | Policy | Rule | Channel, ground: Ground
) -> Iterator[Finding]:
    """Something that somebody must answer for has no owner.

    ## Why it matters

    What belongs to everybody is looked after by nobody. It runs well for as long as the colleague who began it is
    there, and the day it fails the first hour goes by with asking who is in charge. A page that an intern opened and
    nobody inherited is the best-known case; a policy nobody keeps up is the most expensive one.

    ## What to do

    Name one role, even where several people do the work. Those who do it belong in `responsible`; the owner is the
    one who is asked when it does not work.

    ## What it looks at

    Strategies, objectives, tactics, policies, rules and channels. A part of a larger strategy or tactic
    belongs to the owner of the whole. Channels of partners, of others who talk about you and of impersonators are not
    yours to own. A rule may leave it to the owner of its playbook, since rules are kept up together.

    ## Bad

    ```yaml title="tactics/questions-of-the-week.yml"
    title: Questions of the week  # finding
    implements: [be-the-evening-desk]
    runs_on: [main-page]
    reaches: [evening-borrowers]
    moves: [first-reply]
    cadence: Every Friday
    ```

    ## Bad: a page without a parent

    ```yaml title="channels.yml"
    main-page:  # finding
      title: Merrowby Libraries on Mastodon
      tool: mastodon
      handle: "@libraries"
      type: branded
      purpose: Answers to borrowers, in public where it helps others too
      supports: [borrower-services]
      reaches: [evening-borrowers]
      editor: editor
      custodian: keeper
      moderation: conduct#house-rules
      opened: 2026-03-16
      access:
        holders_min: 2
        stored: the vault of digital services
        shared_mailbox: true
        mfa: true
        tested: 2026-04-13
    ```

    ## Good

    ```yaml title="tactics/questions-of-the-week.yml"
    title: Questions of the week
    implements: [be-the-evening-desk]
    runs_on: [main-page]
    reaches: [evening-borrowers]
    moves: [first-reply]
    owner: editor
    cadence: Every Friday
    ```
    """
    if isinstance(entity, Strategy):
        owned = any(s.owner for s in ground.above(entity))
    elif isinstance(entity, Tactic):
        owned = any(t.owner for t in ground.above(entity))
    elif isinstance(entity, Rule):
        owned = bool(entity.owner or ground.playbook(entity).owner)
    else:
        owned = entity.owner is not None
    if owned or (isinstance(entity, Channel) and not ground.ours(entity)):
        return
    if isinstance(entity, Channel):
        said = f"{quoted(entity.title)} is a page without a parent: no role owns it."
    else:
        said = f"Nobody owns the {kind(entity)} {quoted(entity.title)}; whom will you ask when it fails?"
    yield Finding(entity, said, help="Name the one role that answers for it: `owner: role-id`.")
