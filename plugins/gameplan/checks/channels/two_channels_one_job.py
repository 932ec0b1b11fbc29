from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Channel
from ..check import ADVICE, Finding, Other, check
from ..ground import Ground, quoted


@check("CHN07", ADVICE)
def two_channels_one_job(channel: Channel, ground: Ground) -> Iterator[Finding]:
    """Two channels have the same tool, the same purpose and the same audience.

    ## Why it matters

    People find one of the two and not the other. The question lands on the page that nobody is watching tonight, the
    correction appears on the page that did not carry the mistake, and the followers of both are told as one number.

    ## What it looks at

    Active channels of yours that one playbook works with, its parents' among them. The purpose is the same where its
    words are, whatever their punctuation. Two languages are two jobs. Channels without a tool or without a purpose are
    not compared.

    ## Bad

    ```yaml title="channels/second-page.yml"
    title: Questions to Merrowby  # finding
    tool: mastodon
    handle: "@questions"
    type: branded
    purpose: Answers to borrowers, in public where it helps others too.
    supports: [borrower-services]
    reaches: [evening-borrowers]
    owner: editor
    editor: editor
    custodian: keeper
    moderation: conduct#house-rules
    opened: 2026-03-23
    access: {holders_min: 2, stored: the vault of digital services, shared_mailbox: true, mfa: true, tested: 2026-04-13}
    ```

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page, second-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```

    ## Good

    ```yaml title="channels/second-page.yml"
    title: Merrowby in Polish
    tool: mastodon
    handle: "@biblioteka"
    type: branded
    purpose: The same answers for borrowers who would rather ask in Polish
    language: Polish
    supports: [borrower-services]
    reaches: [evening-borrowers]
    owner: editor
    editor: editor
    custodian: keeper
    moderation: conduct#house-rules
    opened: 2026-03-23
    access: {holders_min: 2, stored: the vault of digital services, shared_mailbox: true, mfa: true, tested: 2026-04-13}
    ```

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page, second-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```
    """
    tool = ground.at(channel.tool)
    if tool is None or not channel.purpose or not ground.ours(channel):
        return
    register = ground.all_of(Channel, ground.playbook(channel))
    own = [c for c in register if c.address.playbook == channel.address.playbook]
    later = own[own.index(channel) :]
    for other in ground.into(tool, "tool"):
        # The later one of two in the register is reported; of a parent's and a child's, the child's.
        if (
            not isinstance(other, Channel)
            or not ground.ours(other)
            or other in later
            or other not in register
        ):
            continue
        if _job(other, ground) == _job(channel, ground):
            yield Finding(
                channel,
                f"Two pages for one job: {quoted(channel.title)} and {quoted(other.title)} have the same tool, purpose and audience.",
                help="Close one of them, or say in `purpose` what each is there for.",
                others=(Other(other, "the other one"),),
            )


def _job(channel: Channel, ground: Ground) -> tuple[object, ...]:
    audience = {str(a.address) for a in ground.out(channel, "reaches")}
    words = re.findall(r"\w+", channel.purpose.casefold())
    return tuple(words), frozenset(audience), channel.language.casefold()
