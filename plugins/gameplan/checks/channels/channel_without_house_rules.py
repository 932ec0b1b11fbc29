from __future__ import annotations

from collections.abc import Iterator

from ...model import Channel, Rule, Tool
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("CHN08", WARNING)
def channel_without_house_rules(channel: Channel, ground: Ground) -> Iterator[Finding]:
    """A channel on which the public can write has no house rules.

    ## Why it matters

    Sooner or later somebody writes a thing that has to go. Without house rules, hiding it looks like censorship and
    leaving it looks like consent, and the editor on duty decides between the two at ten at night. Rules that were there
    before the comment are the only ones that anybody will call fair.

    ## What it looks at

    Active channels of yours where others can write: those with a handle, or on a tool of type `platform`. A newsletter,
    a desk or a press list has neither. It is quiet where `moderation` names a clause, where an active clause or rule
    covers the channel, and where a rule of type `moderate` without `covers` holds for all channels.

    ## Bad

    ```yaml title="channels/branch-page.yml"
    title: The harbour branch on Mastodon  # finding
    tool: mastodon
    handle: "@harbour"
    type: branded
    purpose: Tells the streets by the harbour what is on in their branch
    supports: [borrower-services]
    reaches: [evening-borrowers]
    owner: editor
    editor: editor
    custodian: keeper
    opened: 2026-03-23
    access: {holders_min: 2, stored: the vault of digital services, shared_mailbox: true, mfa: true, tested: 2026-04-13}
    ```

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page, branch-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```

    ## Good

    ```yaml title="channels/branch-page.yml"
    title: The harbour branch on Mastodon
    tool: mastodon
    handle: "@harbour"
    type: branded
    purpose: Tells the streets by the harbour what is on in their branch
    moderation: conduct#house-rules
    supports: [borrower-services]
    reaches: [evening-borrowers]
    owner: editor
    editor: editor
    custodian: keeper
    opened: 2026-03-23
    access: {holders_min: 2, stored: the vault of digital services, shared_mailbox: true, mfa: true, tested: 2026-04-13}
    ```

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page, branch-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```

    ## Good: nobody can write on a letter

    ```yaml title="channels/friday-letter.yml"
    title: The Friday letter
    type: branded
    purpose: One answer a week for people who are on no platform
    supports: [borrower-services]
    reaches: [evening-borrowers]
    owner: editor
    editor: editor
    opened: 2026-03-23
    ```

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page, friday-letter]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```
    """
    tool = ground.at(channel.tool)
    public = channel.handle or (isinstance(tool, Tool) and tool.type == "platform")
    if not public or not ground.ours(channel) or channel.moderation or ground.into(channel, "covers"):
        return
    if not any(r.type == "moderate" and not r.covers for r in ground.all_of(Rule, ground.playbook(channel))):
        yield Finding(
            channel,
            f"No house rules on {quoted(channel.title)}: no clause or rule says what may stay there and what may not.",
            help="Name the clause in `moderation`, as `policy-id#clause-id`, or the channel in the `covers` of a rule.",
        )
