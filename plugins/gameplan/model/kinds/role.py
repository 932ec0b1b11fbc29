"""Roles: positions on the field."""

from __future__ import annotations

from ..declare import choice, date, duration, label, prose, proses, records, ref, whole, yes_no
from ..entity import Entity
from ..fields import Shows, Structure


class Holder(Structure):
    """A person who has the role. Names and contacts are internal unless `public` says otherwise."""

    name = label("The person's name.", required=True, example="name: Amina Okafor")
    contact = label("How to reach the person.", example="contact: 01632 960142")
    since = date("The first day in the role.", example="since: 2025-09-01")
    until = date("The last day in the role.", example="until: 2027-08-31")
    public = yes_no("Whether name and contact may be shown to anybody.", example="public: true")


class Training(Structure):
    """Something to learn, and how long it holds."""

    name = label("What is learnt.", required=True, example="name: Answering under pressure")
    renew_every = duration("How often it is renewed.", example="renew_every: 1 year")


class Delegation(Structure):
    """A part of the role that somebody else acts for."""

    to = ref("delegates", "The role that acts.", required=True, example="to: duty-editor")
    scope = prose("What the other role acts for.", example="scope: Corrections at weekends")
    until = date("The last day on which the other role acts.", example="until: 2026-12-31")


class Role(Entity):
    """A position: what it is for, what it may do, who holds it and who stands in."""

    plural = "roles"
    singular = "role"
    section = "roles"
    about = "Who does what here, and who stands in."
    sample = """\
title: Duty editor
purpose: One person who knows what is open tonight.
responsibilities:
  - Reads the inbox every evening
authority:
  - Hide a comment
holders:
  - {name: Amina Okafor, since: 2025-09-01}
"""

    purpose = prose(
        "Why this position matters.",
        required=True,
        shows=Shows.LEAD,
        example="purpose: One person who knows what is open tonight.",
    )
    type = choice(
        "What kind of position it is.",
        {
            "role": "One position.",
            "team": "A group that acts as one.",
            "external": "Outside the organisation.",
        },
        shows=Shows.PAGE,
        example="type: team",
    )
    responsibilities = proses(
        "What it is there to do.",
        shows=Shows.SECTION,
        label="What this role does",
        example="responsibilities: [Reads the inbox every evening]",
    )
    authority = proses(
        "What it may decide alone.",
        shows=Shows.SECTION,
        label="What this role may decide",
        example="authority: [Hide a comment]",
    )
    requirements = proses(
        "What one must know or be.",
        shows=Shows.SECTION,
        label="What it takes",
        example="requirements: [Knows the desk]",
    )
    training = records(
        Training,
        "a training",
        "What one learns for it.",
        shows=Shows.SECTION,
        label="Training",
        example="training: [{name: Answering under pressure, renew_every: 1 year}]",
    )
    delegates = records(
        Delegation,
        "a delegation",
        "Who acts for it in part.",
        shows=Shows.SECTION,
        label="Who acts for it in part",
        example="delegates: [{to: duty-editor, scope: Corrections at weekends}]",
    )
    holders = records(
        Holder,
        "a holder",
        "The people who have the role.",
        shows=Shows.PAGE,
        label="Held by",
        example="holders: [{name: Amina Okafor, since: 2025-09-01}]",
    )
    min_holders = whole(
        "How many people must hold it.", label="At least this many holders", example="min_holders: 2"
    )
    effort = label("How much time it takes.", label="Time it takes", example="effort: Six hours a week")
    deputy = ref("deputy", "Who stands in.", shows=Shows.PAGE, example="deputy: head-of-comms")
    function = ref(
        "function",
        "The business function it belongs to.",
        shows=Shows.LINK,
        example="function: customer-service",
    )
    reports_to = ref(
        "reports_to", "The role above it.", shows=Shows.LINK, example="reports_to: head-of-comms"
    )
