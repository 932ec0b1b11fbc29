from __future__ import annotations

from collections.abc import Iterator

from ...model import Channel, Rule
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("CHN04", WARNING)
def channel_of_others_unanswered(channel: Channel, ground: Ground) -> Iterator[Finding]:
    """A channel that others run in your name, or about you, is known, and no rule says what to do about it.

    ## Why it matters

    Somebody went to the trouble of writing it down. Then the next colleague meets it, and must decide alone whether to
    answer a fan, correct a rumour or report a swindle. Each will do something else, and one of them will link to the
    swindler.

    ## What to do

    Write a rule and name the channel in its `covers`. "Leave them be, and look in on Fridays" is a good rule
    for a fan page.

    ## What it looks at

    Active channels of the type `unofficial` or `impersonator`. An active rule of any playbook that covers the channel
    is enough, and so is one that mentions it in its text, or that it mentions. A rule of type `account` without `covers`
    holds for all accounts, and for these too.

    ## Bad

    ```yaml title="channels/library-sale.yml"
    title: The library book sale  # finding
    type: impersonator
    tool: mastodon
    handle: "@sale"
    purpose: Takes deposits for a sale that does not exist.
    owner: editor
    ```

    ## Good

    ```yaml title="channels/library-sale.yml"
    title: The library book sale
    type: impersonator
    tool: mastodon
    handle: "@sale"
    purpose: Takes deposits for a sale that does not exist.
    owner: editor
    ```

    ```yaml title="rules/false-account.yml"
    title: An account pretends to be us
    type: account
    when: An account uses our name or picture and is not in the register.
    action: escalate
    responder: editor
    respond_within: 1h
    covers: [library-sale]
    escalates_to: amber
    owner: editor
    do: [Report it to the platform, Do not answer it and do not link to it]
    ```
    """
    if channel.type not in ("unofficial", "impersonator"):
        return
    near = (*ground.into(channel, "covers", "mentions"), *ground.out(channel, "mentions"))
    if any(isinstance(ground.entity(thing), Rule) and ground.in_force(thing) for thing in near):
        return
    if any(r.type == "account" and not r.covers for r in ground.all_of(Rule, ground.playbook(channel))):
        return
    what = "which pretends to be us" if channel.type == "impersonator" else "which others run"
    yield Finding(
        channel,
        f"Known and unanswered: no rule says what to do about {quoted(channel.title)}, {what}.",
        help="Write a rule for it, and name the channel in its `covers`.",
    )
