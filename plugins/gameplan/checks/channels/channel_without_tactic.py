from __future__ import annotations

from collections.abc import Iterator

from ...model import Channel, Tactic
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("CHN03", WARNING)
def channel_without_tactic(channel: Channel, ground: Ground) -> Iterator[Finding]:
    """A channel of yours is open, and no tactic runs on it.

    ## Why it matters

    An open account is a promise. People write to it whether or not anybody meant to be there, and silence from a page
    with your name on it reads as an answer. A page that nobody plays on also says something about the register: what
    nobody plans, nobody has time for.

    ## What to do

    If somebody does work there, name the channel in `runs_on` of their tactic. If not, pause it, say on it where to
    ask instead, or close it.

    ## What it looks at

    Active channels that are branded; the account of a colleague is their own, whether a tactic needs it or not. A
    tactic of a playbook that extends this one counts. Playbooks in which nobody has written a tactic yet, such as a plan for one kind of crisis, are quiet.

    ## Bad

    ```yaml title="channels.yml"
    main-page:  # finding
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
      moderation: conduct#house-rules
      opened: 2026-03-16
      access: {holders_min: 2, stored: the vault of digital services, shared_mailbox: true, mfa: true, tested: 2026-04-13}
    ```

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```

    ## Good

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```
    """
    if channel.type != "branded" or ground.into(channel, "runs_on"):
        return
    if any(ground.all_of(Tactic, playbook) for playbook in ground.readers(channel)):
        yield Finding(
            channel,
            f"{quoted(channel.title)} is open, but nobody plays there: no tactic runs on it.",
            help="Name it in the `runs_on` of a tactic, or set `status: paused` and say on it where to ask instead.",
        )
