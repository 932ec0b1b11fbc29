from __future__ import annotations

from collections.abc import Iterator

from ...model import Channel
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("CHN06", WARNING)
def channel_without_purpose(channel: Channel, ground: Ground) -> Iterator[Finding]:
    """A channel does not say what it is for.

    ## Why it matters

    "We should be on there as well" opens an account in an afternoon. Whoever inherits it then copies the posts of the
    other accounts into it, because nothing says what people come to this one for. A purpose also tells you when it is
    over: a channel without one can never have done its job.

    ## What it looks at

    Active channels, except those that others run: what a fan page or a false account is for is not yours to say.

    ## Bad

    ```yaml title="channels.yml"
    main-page:  # finding
      title: Merrowby Libraries on Mastodon
      tool: mastodon
      handle: "@libraries"
      type: branded
      supports: [borrower-services]
      reaches: [evening-borrowers]
      owner: editor
      editor: editor
      custodian: keeper
      moderation: conduct#house-rules
      opened: 2026-03-16
      access: {holders_min: 2, stored: the vault of digital services, shared_mailbox: true, mfa: true, tested: 2026-04-13}
    ```

    ## Good

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
      moderation: conduct#house-rules
      opened: 2026-03-16
      access: {holders_min: 2, stored: the vault of digital services, shared_mailbox: true, mfa: true, tested: 2026-04-13}
    ```
    """
    if channel.type not in ("unofficial", "impersonator") and not channel.purpose:
        yield Finding(
            channel,
            f"{quoted(channel.title)} is open, and nothing says what it is for.",
            help="Say in a sentence who gets what from it: `purpose: …`.",
        )
