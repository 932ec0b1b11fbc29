from __future__ import annotations

from collections.abc import Iterator

from ...model import Channel, Playbook, Policy
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted


@check("POL00", WARNING)
def channels_without_policy(playbook: Playbook, ground: Ground) -> Iterator[Finding]:
    """A playbook runs channels and has no policy.

    ## Why it matters

    The policy is what most teams mean to write after the launch. Until then everybody who posts guesses what they may
    say, and finds out from a complaint. The first clause people miss is always about private life: nobody told them
    whether it was any of the organisation's business.

    ## What to do

    A first policy needs three clauses: what nobody may ever publish, who may speak for you, and what people are free to
    do on accounts of their own.

    ## What it looks at

    Active channels of the playbook itself that are yours: branded ones, and personal ones used for work. A policy of a
    playbook that this one extends is enough. One that is a draft, proposed or retired is not.

    ## Bad

    ```yaml title="policies.yml"
    ```

    ```yaml title="playbook.yml"
    title: Merrowby, the small playbook  # finding
    organisation: Merrowby Libraries
    summary: How six people answer in the evening.
    owner: editor
    approver: director
    visibility: public
    reviewed: 2026-03-02
    review_every: 1 year
    ```

    ```yaml title="channels.yml"
    main-page:
      title: Merrowby Libraries on Mastodon
      tool: mastodon
      handle: "@libraries"
      type: branded
      purpose: Answers to borrowers, in public where it helps others too
      supports: [borrower-services]
      reaches: [evening-borrowers]
      owner: editor
      editor: editor
      custodian: keeper
      opened: 2026-03-16
      access: {holders_min: 2, stored: the vault of digital services, shared_mailbox: true, mfa: true, tested: 2026-04-13}
    ```

    ```yaml title="rules.yml"
    hostile-comment:
      title: A comment attacks somebody
      type: moderate
      when: A comment on our page attacks a person for who they are.
      action: hide
      responder: editor
      approver: director
      respond_within: 1h
      covers: [main-page]
      escalates_to: amber
      owner: editor
      replies:
        hidden: {text: We have hidden a comment that attacked a person. Everything else stays.}
    ```

    ```yaml title="guides.yml"
    can-i-post:
      title: Can I post this?
      question: May this go out?
      owner: editor
      start: named
      questions:
        named:
          ask: Does it show or name anybody?
          answers:
            - {if: "yes", then: ask, role: editor, because: [hostile-comment]}
            - {if: "no", then: go}
    ```

    ## Good

    The policy of the council, which this playbook extends, holds here too.

    ```yaml title="policies.yml"
    ```

    ```yaml title="playbook.yml"
    title: Merrowby, the small playbook
    organisation: Merrowby Libraries
    summary: How six people answer in the evening.
    owner: editor
    approver: director
    visibility: public
    extends: [council]
    reviewed: 2026-03-02
    review_every: 1 year
    ```

    ```yaml title="../council/playbook.yml"
    title: The council, what holds for everybody
    organisation: Merrowby Borough Council
    summary: What every service keeps to online.
    owner: under-clerk
    approver: clerk
    visibility: public
    reviewed: 2026-02-02
    review_every: 1 year
    ```

    ```yaml title="../council/roles.yml"
    clerk:
      title: Clerk
      purpose: Knows what was decided.
      responsibilities: [Keeps the standards]
      deputy: under-clerk
      holders: [{name: Nora Finch, since: 2022-04-01}]
    under-clerk:
      title: Under-clerk
      purpose: Knows it too.
      responsibilities: [Stands in for the clerk]
      reports_to: clerk
      holders: [{name: Owen Pryce, since: 2023-04-01}]
    ```

    ```yaml title="../council/policies.yml"
    conduct:
      title: Conduct online
      purpose: The same courtesy at every counter.
      owner: under-clerk
      approver: clerk
      approved: {by: clerk, on: 2026-02-02, ref: minutes of February}
      effective: 2026-02-09
      acknowledge: {required: true, every: 1 year}
      clauses:
        privacy:
          title: Nobody's dealings with us
          statement: Never publish what a person asked, owes or receives.
          strength: must-not
          speaking_as: both
          rationale: People come to us because they must.
        house-rules:
          title: Abuse is hidden
          statement: Hide abuse within four hours of seeing it.
          strength: must
          speaking_as: official
          rationale: The people in the thread are residents too.
    ```
    """
    channels = [c for c in ground.own(Channel, playbook) if ground.ours(c)]
    if channels and not ground.all_of(Policy, playbook):
        most = f"runs {len(channels)} channels" if len(channels) > 1 else f"runs {quoted(channels[0].title)}"
        yield Finding(
            playbook,
            f"The policy was forgotten: {quoted(playbook.title)} {most}, and no policy is in force.",
            help="Write one in `policies/`, with the three or four sentences that people must know before they post.",
            others=(Other(channels[0], "a channel that is open"),),
        )
