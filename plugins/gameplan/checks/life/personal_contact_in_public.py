from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Entity, Playbook, Role
from ...model.part import CommonPart
from ..check import ERROR, Finding, Thing, check
from ..ground import Ground, quoted

_EMAIL = re.compile(r"([\w.+-]+)@((?:[\w-]+\.)+[a-z]{2,})", re.I)
_PROVIDERS = frozenset(
    "126.com 163.com aol.co.uk aol.com blueyonder.co.uk btinternet.com btopenworld.com email.com fastmail.com free.fr "
    "freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hey.com hotmail.co.uk hotmail.com "
    "hotmail.de hotmail.fr hotmail.it icloud.com laposte.net libero.it live.co.uk live.com live.nl mac.com mail.com "
    "mail.de mail.ru me.com msn.com ntlworld.com orange.fr outlook.com outlook.de outlook.fr pm.me posteo.de posteo.net "
    "proton.me protonmail.com qq.com rocketmail.com seznam.cz sfr.fr sky.com t-online.de talktalk.net tiscali.co.uk "
    "tuta.com tutanota.com virginmedia.com wanadoo.fr web.de wp.pl yahoo.co.uk yahoo.com yahoo.de yahoo.fr yahoo.it "
    "yandex.ru ymail.com zoho.com".split()
)
_MOBILE = re.compile(
    r"""(?<![\w+/.-])(?:
          (?:\+44[ -]?(?:\(0\))?|0044[ -]?|0)7[1-57-9]\d{2}(?:[ -]?\d){6}  # Britain
        | (?:\+353[ -]?|00353[ -]?)8[35-9](?:[ -]?\d){7}                   # Ireland
        | (?:\+49[ -]?|0049[ -]?)1(?:5\d|6[023]|7\d)(?:[ /-]?\d){7,8}    # Germany
        | (?:\+33[ -]?|0033[ -]?)[67](?:[ .-]?\d){8}                       # France
    )(?![\w-])""",
    re.VERBOSE,
)
_POSTS = frozenset(
    "admin branch club comms contact desk duty editor editors emergency enquiries hall hello help helpline hotline info "
    "mail media news newsroom office panel press rota secretary service social support team".split()
)
"""First parts of an address, or pieces of them, that say that it belongs to a post."""

_SHARED = re.compile(
    r"(?<!\w)(?:desk|duty|emergency|enquiries|helpline|hotline|line|newsroom|office|on[- ]call|panel|rota|shared|shift|"
    r"switchboard|team|(?:evening|night|weekend|work) (?:phone|mobile|number))(?!\w)",
    re.I,
)
"""Words beside a number that say that it is handed on, and nobody's own."""


@check("SAF02", ERROR, always=True)
def personal_contact_in_public(thing: Entity | CommonPart, ground: Ground) -> Iterator[Finding]:
    """A private address or number would be public.

    ## Why it matters

    A playbook is read by everybody, those who are angry included. Whoever answers in public gets letters at home, calls
    at night and worse, once a private number is out; and what is out stays out, in copies nobody can take back. Nor can
    the next holder be reached at their predecessor's address.

    ## What to do

    Write the number of the desk or a shared mailbox, or delete `public: true`, so that only colleagues see it. If it is
    in git already, it will stay in the history: tell the person, and consider changing the number.

    ## What it looks at

    Contacts of holders with `public: true`, and all other published words, of entries and parts that anybody may read;
    also those that are paused or retired, since their pages stay. Drafts are left alone.

    An address looks private when it is at a provider for private mail, unless its first part names a post or the
    organisation, as in `tarnend.swimming@…`. A number looks private when it is a mobile number, British as one dials it
    there or written with +44, +49, +33 or +353, unless a word such as "duty" or "desk" stands beside it. An address
    with a first name at your own domain is not private.

    ## Bad

    ```yaml title="roles.yml"
    director:
      title: Service director
      purpose: Decides what is worth doing, and answers for it to the council.
      responsibilities: [Approves the policy, Decides when it is red]
      function: borrower-services
      deputy: keeper
      holders: [{name: Ruth Adeyemi, since: 2024-05-01}]
    editor:
      title: Duty editor
      purpose: Somebody is there who answers and may decide.
      responsibilities: [Answers in the evening, Keeps the rota]
      deputy: branch-responder
      reports_to: director
      holders:
        - name: Joss Marlow
          contact: joss.marlow.1984@gmail.com  # finding
          since: 2025-09-01
          public: true
    branch-responder:
      title: Branch responder
      purpose: Knows the answer at the desk and writes it down.
      responsibilities: [Answers what the branch knows best]
      holders: [{name: Amit Bell, since: 2025-01-06}, {name: Carys Dunne, since: 2026-01-05}]
    keeper:
      title: Keeper of the keys
      purpose: Nobody is locked out of our own house.
      responsibilities: [Keeps the keys, Tests the second way in]
      holders: [{name: Piotr Lang, since: 2023-02-01}]
    ```

    ## Bad: in a text

    ```yaml title="procedures.yml"
    account-lost:
      title: An account is in other hands
      trigger: Something stands on our page that none of us wrote.
      description: At night, ring Piotr on 07700 900123.  # finding
      owner: keeper
      exercise_every: 1 year
      last_exercised: 2026-02-23
      phases:
        first-hour:
          title: The first hour
          steps:
            - {do: Sign everybody out and change the keys, role: keeper, within: 15 min}
            - {do: Say on the website that the page is not ours at present, role: editor, within: 1h}
    ```

    ## Good

    ```yaml title="roles.yml"
    director:
      title: Service director
      purpose: Decides what is worth doing, and answers for it to the council.
      responsibilities: [Approves the policy, Decides when it is red]
      function: borrower-services
      deputy: keeper
      holders: [{name: Ruth Adeyemi, contact: 07700 900456, since: 2024-05-01}]
    editor:
      title: Duty editor
      purpose: Somebody is there who answers and may decide.
      responsibilities: [Answers in the evening, Keeps the rota]
      deputy: branch-responder
      reports_to: director
      holders:
        - name: Joss Marlow
          contact: "joss@merrowby.example, duty phone 07700 900123"
          since: 2025-09-01
          public: true
    branch-responder:
      title: Branch responder
      purpose: Knows the answer at the desk and writes it down.
      responsibilities: [Answers what the branch knows best]
      holders: [{name: Amit Bell, since: 2025-01-06}, {name: Carys Dunne, since: 2026-01-05}]
    keeper:
      title: Keeper of the keys
      purpose: Nobody is locked out of our own house.
      responsibilities: [Keeps the keys, Tests the second way in]
      holders: [{name: Piotr Lang, since: 2023-02-01}]
    ```
    """
    if not _digits_or_at(ground.whole(thing)):
        return
    if ground.level(thing) > 0 or "draft" in (thing["status"], ground.entity(thing).status):
        return
    holders = thing.holders if isinstance(thing, Role) else ()
    for way, text in ground.texts(thing):
        if not _digits_or_at(text):
            continue
        holder = holders[int(way[1])] if way[0] == "holders" else None
        if holder and not holder.public:
            continue
        if found := _private(text, holder.name if holder else "", _names(thing, ground)):
            yield Finding(
                thing,
                f"A {found} would be public with {quoted(ground.named(thing))}.",
                at=way,
                help="Write how to reach the desk instead, or delete `public: true`."
                if holder
                else "Name the role instead, or the number of a desk.",
            )


_DIGITS = re.compile(r"\d\D{0,2}\d\D{0,2}\d\D{0,2}\d\D{0,2}\d")
"""What every number to call has, and few texts have."""


def _digits_or_at(text: str) -> bool:
    """Whether a text may hold an address or a number: a quick look."""
    return "@" in text or bool(_DIGITS.search(text))


def _private(text: str, holder: str, names: frozenset[str]) -> str:
    """What looks private in a text, in words, or ""; `holder` is whose contact it is, where it is one."""
    for match in _EMAIL.finditer(text):
        local = match[1].casefold()
        of_a_post = _POSTS & set(re.split(r"[\W\d_]+", local)) or any(name in local for name in names)
        if match[2].casefold() in _PROVIDERS and not of_a_post:
            return "private e-mail address"
    for match in _MOBILE.finditer(text):
        before = re.split(r"[\n;,]|[.!?](?=\s)", text[: match.start()])[-1]
        if not _SHARED.search(f"{holder} {before} {text[match.end() :][:30]}"):
            return "mobile number"
    return ""


def _names(thing: Thing, ground: Ground) -> frozenset[str]:
    """The words by which the organisation is called; an address that holds one is its own."""
    playbook: Playbook = ground.playbook(thing)
    names = f"{playbook.organisation} {playbook.address.playbook}".casefold()
    return frozenset(word for word in re.findall(r"[^\W_]+", names) if len(word) > 3)
