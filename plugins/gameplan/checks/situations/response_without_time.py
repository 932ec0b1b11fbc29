from __future__ import annotations

from collections.abc import Iterator

from ...model import Rule
from ..check import ADVICE, Finding, check
from ..ground import Ground, quoted

_NOTHING_TO_SAY = ("no-reply", "monitor", "do-not-post")


@check("ROE04", ADVICE)
def response_without_time(rule: Rule, ground: Ground) -> Iterator[Finding]:
    """A rule asks for an answer and gives no time for it.

    ## Why it matters

    "Soon" is an hour to the one who asks and a day to the one who answers. A time that is written down can be planned
    for, promised in public and counted; it also tells the person on duty what may wait until after supper.

    ## What it looks at

    Rules of the type `respond`, unless they say to watch, to let it stand or not to post.

    ## Bad

    ```yaml title="rules/asked-in-public.yml"
    title: Somebody asks us something
    type: respond
    when: A question about the library stands under a post of ours.
    action: reply  # finding
    responder: branch-responder
    covers: [main-page]
    escalates_to: amber
    owner: editor
    ```

    ## Good

    ```yaml title="rules/asked-in-public.yml"
    title: Somebody asks us something
    type: respond
    when: A question about the library stands under a post of ours.
    action: reply
    responder: branch-responder
    respond_within: 1h
    covers: [main-page]
    escalates_to: amber
    owner: editor
    ```

    ## Good: nothing to answer

    ```yaml title="rules/jokes.yml"
    title: Somebody jokes about us
    type: respond
    when: A joke about the library goes round, and it is a kind one.
    action: monitor
    responder: branch-responder
    covers: [main-page]
    escalates_to: amber
    owner: editor
    ```
    """
    if rule.type == "respond" and not rule.respond_within and rule.action not in _NOTHING_TO_SAY:
        yield Finding(
            rule,
            f"By when must somebody act on {quoted(rule.title)}?",
            at=("action",),
            help="Write the time you can keep on an ordinary evening: `respond_within: 4h`.",
        )
