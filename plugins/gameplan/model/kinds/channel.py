"""Channels: the register of accounts and desks."""

from __future__ import annotations

from ..declare import choice, date, label, prose, record, ref, refs, url, whole, yes_no
from ..entity import Entity
from ..fields import Shows, Structure


class Access(Structure):
    """Who can get in, and how that is kept safe."""

    holders_min = whole(
        "How many people must have access.", label="At least this many holders", example="holders_min: 2"
    )
    stored = label(
        "The vault that keeps the key; never the key.",
        label="Kept in",
        example="stored: council password vault",
    )
    shared_mailbox = yes_no(
        "Whether the account hangs on a shared mailbox.",
        label="On a shared mailbox",
        example="shared_mailbox: true",
    )
    mfa = yes_no("Whether a second step is needed to get in.", label="Two-step sign-in", example="mfa: true")
    tested = date("The day access was last tried.", label="Last tested", example="tested: 2026-02-10")


class Channel(Entity):
    """An account, desk, newsletter or list through which people hear from us, or from someone in our name."""

    plural = "channels"
    singular = "channel"
    section = "channels"
    about = "Every account that speaks for us, or seems to. If it is not in this list, it is not ours."
    sample = """\
title: Main Instagram
type: branded
purpose: Evening questions and what is on
tool: instagram
handle: merrowbylibraries
owner: duty-editor
editor: duty-editor
access: {holders_min: 2, stored: council password vault, mfa: true, tested: 2026-02-10}
"""

    purpose = prose("Why it is there.", shows=Shows.LEAD, example="purpose: Evening questions and what is on")
    type = choice(
        "Whose it is.",
        {
            "branded": "Ours.",
            "personal-official": "A colleague's own, used for work.",
            "partner": "A partner's.",
            "unofficial": "Run by others, about us.",
            "impersonator": "Pretends to be us.",
        },
        default="branded",
        shows=Shows.PAGE,
        example="type: personal-official",
    )
    handle = label("Its name on the platform.", example="handle: merrowbylibraries")
    url = url(
        "The address at which one finds it.",
        label="Address",
        example="url: https://social.example/merrowbylibraries",
    )
    verified = yes_no(
        "Whether the platform has confirmed that it is ours.",
        label="Confirmed by the platform",
        example="verified: true",
    )
    language = label("The language it speaks.", example="language: English")
    hours = prose(
        "When somebody is there.",
        label="Somebody is there",
        example="hours: Monday to Thursday, 9:00 to 21:00",
    )
    records = prose(
        "What is kept, and where.",
        label="What we keep",
        example="records: Monthly export to the council archive",
    )
    opened = date("The day it was opened.", example="opened: 2019-05-01")
    closed = date("The day it was closed.", example="closed: 2026-06-30")
    access = record(
        Access,
        "a description of access",
        "Who can get in, and how that is kept safe.",
        shows=Shows.SECTION,
        label="Keys",
        example="access: {holders_min: 2, stored: council password vault, mfa: true, tested: 2026-02-10}",
    )
    tool = ref("tool", "The platform or tool it runs on.", shows=Shows.LINK, example="tool: instagram")
    editor = ref(
        "editor",
        "Who decides what is posted.",
        shows=Shows.LINK,
        label="Editor (content)",
        example="editor: duty-editor",
    )
    custodian = ref(
        "custodian",
        "Who keeps the keys.",
        shows=Shows.LINK,
        label="Custodian (keys)",
        example="custodian: digital-services",
    )
    supports = refs(
        "supports",
        "The business functions it helps.",
        shows=Shows.LINK,
        example="supports: [customer-service]",
    )
    reaches = refs("reaches", "Who reads it.", shows=Shows.LINK, example="reaches: [evening-borrowers]")
    moderation = ref(
        "moderation",
        "The clause that says what is allowed there.",
        shows=Shows.LINK,
        example="moderation: social-media#house-rules",
    )
