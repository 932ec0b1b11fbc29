from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import one_of
from ...model import Channel
from ...model.values import Duration, in_words
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted

_YEAR = Duration(months=12)


@check("CHN02", WARNING, dated=True)
def keys_in_one_pocket(channel: Channel, ground: Ground) -> Iterator[Finding]:
    """The keys of a channel hang on one person, one step, or a way in that nobody has tried for a year.

    ## Why it matters

    Every team knows the page that still carries the name of an intern who left years ago. Accounts are rarely stolen by
    clever people: somebody leaves, a phone falls into the harbour, and nobody else can get in. It is found out on the
    day when something has to be said at once.

    ## What to do

    Name a role that keeps the keys, give at least two people a way in, switch on the second step, and once a year let
    the second person sign in while the first one watches. The vault's name belongs here; the key never does.

    ## What it looks at

    Active channels that have keys, on the day of the run. What it asks for depends on whose the channel is:

    | Channel | Asks for |
    |---|---|
    | branded | a custodian, `holders_min` of two or more, `mfa`, and `tested` within a year |
    | personal, used for work | `mfa`, and `tested` within a year; most platforms allow only one person to sign in |
    | a partner's, where the register says that you have a way in | a custodian, and `tested` within a year |
    | unofficial, impersonator | nothing |

    A channel has keys if it has a handle, an address or a tool, or if the register names a custodian or says something
    about access. A desk, or a press list that is only a list, has none. As it depends on the day, it never fails a run
    outside the `audit` profile.

    ## Bad: nobody knows who can get in

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
    ```

    ## Bad: one holder and no second step

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
      access: {holders_min: 1, stored: the vault of digital services, mfa: false, tested: 2026-04-13}  # finding
    ```

    ## Bad: last tried long ago

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
      access: {holders_min: 2, stored: the vault of digital services, shared_mailbox: true, mfa: true, tested: 2025-03-01}  # finding
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

    ## Good: a partner's page, to which nobody here has the key

    ```yaml title="channels/harbour-master.yml"
    title: The harbour master's page
    type: partner
    tool: mastodon
    handle: "@harbour"
    purpose: The streets by the water read it before anything of ours
    reaches: [evening-borrowers]
    owner: editor
    ```

    ## Good: a colleague's own account, which can have one key only

    ```yaml title="channels/director.yml"
    title: The director on Mastodon
    type: personal-official
    tool: mastodon
    handle: "@ruth"
    purpose: Other services ask her there what they would not ask an office
    supports: [borrower-services]
    reaches: [evening-borrowers]
    owner: director
    editor: director
    moderation: conduct#house-rules
    opened: 2026-03-23
    access: {holders_min: 1, mfa: true, tested: 2026-04-13}
    ```

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page, director]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```
    """
    access = channel.access
    told = access is not None or channel.custodian is not None
    if not told and not (ground.ours(channel) and (channel.handle or channel.url or channel.tool)):
        return
    if channel.type in ("unofficial", "impersonator"):
        return
    tested = access.tested if access else None
    late = tested is not None and _YEAR.after(tested) < ground.today
    lacks: dict[str, str] = {}
    if channel.custodian is None and channel.type != "personal-official":
        lacks["custodian: role-id"] = "no custodian"
    if channel.type == "branded" and (access is None or (access.holders_min or 0) < 2):
        lacks["holders_min: 2"] = "no second person who can get in"
    if ground.ours(channel) and not (access and access.mfa):
        lacks["mfa: true"] = "no second step to sign in"
    if tested is None:
        lacks["tested: date"] = "no day on which access was tried"
    elif late and lacks:
        lacks["tested: date"] = f"no test of access since {in_words(tested)}"
    if lacks:
        only = next(iter(lacks)).partition(":")[0] if len(lacks) == 1 else ""
        yield Finding(
            channel,
            f"One lost phone from silence: {quoted(channel.title)} lists {one_of(list(lacks.values()), 'and')}.",
            at=() if only == "custodian" else ("access", only) if only else ("access",),
            help=f"Put it right, then write it down: {one_of([f'`{line}`' for line in lacks], 'and')}.",
        )
    elif tested and late:
        yield Finding(
            channel,
            f"Access to {quoted(channel.title)} was last tried on {in_words(tested)}, more than a year ago.",
            at=("access", "tested"),
            help="Let the second person sign in, and write down the day.",
        )
