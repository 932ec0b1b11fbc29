"""Policies and their clauses: what binds people."""

from __future__ import annotations

from ..declare import (
    choice,
    date,
    duration,
    label,
    number,
    parts,
    prose,
    proses,
    record,
    records,
    ref,
    refs,
    terms,
    yes_no,
)
from ..entity import Entity
from ..fields import Reading, Shows, Structure
from ..part import CommonPart


class Limit(Structure):
    """How much or how little: exactly one of `at_most` and `at_least`."""

    at_most = number("No more than this.", example="at_most: 2")
    at_least = number("No less than this.", example="at_least: 2")
    unit = label("What is counted.", required=True, example="unit: replies")
    per = label("What it is counted in: a thread, a day, a person.", example="per: thread")

    def verify(self, reading: Reading) -> None:
        """A limit has one side."""
        if ("at_most" in self) == ("at_least" in self):
            which = "both" if "at_most" in self else "neither"
            reading.say(
                "SHP03",
                self.node,
                f"A limit says at_most or at_least; here is {which}.",
                help="For example: `limit: {at_most: 2, unit: replies, per: thread}`",
            )


class Exception_(Structure):
    """When the clause does not hold."""

    for_ = prose("What it does not hold for.", required=True, example="for: election weeks")
    granted_by = ref("grants", "The role that allowed it.", example="granted_by: service-director")
    until = date("The last day of the exception.", example="until: 2026-05-08")
    reason = prose("Why it was allowed.", example="reason: The council moderates then")


class Acknowledge(Structure):
    """How people confirm that they have read it."""

    required = yes_no("Whether people must confirm that they have read it.", example="required: true")
    every = duration("How often they confirm it again.", example="every: 1 year")


class Clause(CommonPart):
    """One sentence of a policy that people can be held to."""

    family = "clauses"
    singular = "clause"

    statement = prose(
        "The exact words.",
        required=True,
        shows=Shows.LEAD,
        example="statement: Never confirm or hint who borrowed, asked for or attended anything.",
    )
    strength = choice(
        "How strongly it binds (RFC 2119).",
        {
            "must": "There is no choice.",
            "must-not": "It is forbidden.",
            "should": "Do it unless there is a good reason not to.",
            "should-not": "Leave it unless there is a good reason to.",
            "may": "It is allowed.",
        },
        required=True,
        shows=Shows.PAGE,
        example="strength: must-not",
    )
    when = prose("In which situation it holds.", example="when: A member of the public can be recognised")
    limit = record(
        Limit, "a limit", "How much or how little.", example="limit: {at_most: 2, unit: replies, per: thread}"
    )
    binds = refs(
        "binds",
        "Whom it binds; where nothing is written, whom the policy binds.",
        example="binds: [duty-editor]",
    )
    covers = refs("covers", "The channels it is about.", example="covers: [main-instagram]")
    speaking_as = choice(
        "For whom one speaks when it holds.",
        {
            "official": "When you speak for the organisation.",
            "personal": "When you speak as yourself.",
            "both": "At work and as yourself.",
        },
        label="Holds when you speak",
        example="speaking_as: both",
    )
    tightens = ref(
        "tightens",
        "The clause of an extended playbook that this one makes stricter.",
        example="tightens: corporate/policies/data#personal-data",
    )
    rationale = prose(
        "Why it is so.", label="Why", example="rationale: Trust in private reading is the service."
    )
    do = proses("What to do.", label="Do", example="do: [Ask before you film]")
    dont = proses("What not to do.", label="Do not", example="dont: [Film a screen with names on it]")
    disclaimer = prose(
        "Words that people are asked to use.",
        label="Say it like this",
        example="disclaimer: These are my own views.",
    )
    applies = refs("applies", "The principles behind it.", example="applies: [answer-before-announce]")
    exceptions = records(
        Exception_,
        "an exception",
        "When it does not hold, who allowed that and until when.",
        example="exceptions: [{for: election weeks, granted_by: service-director, until: 2026-05-08}]",
    )
    approver = ref(
        "approver", "Who must say yes first.", label="Who approves", example="approver: head-of-comms"
    )


class Policy(Entity):
    """A binding document, clause by clause."""

    plural = "policies"
    singular = "policy"
    section = "policies"
    about = "What binds us, clause by clause."
    sample = """\
title: Social media
purpose: Lets staff take part with confidence and protects the people we serve.
owner: duty-editor
effective: 2026-04-01
clauses:
  borrower-privacy:
    strength: must-not
    statement: Never confirm or hint who borrowed, asked for or attended anything.
    rationale: Trust in private reading is the service.
  house-rules:
    strength: must
    statement: Hide abuse, and keep a copy.
    covers: [main-instagram]
"""

    purpose = prose(
        "Why the policy exists.",
        required=True,
        shows=Shows.LEAD,
        example="purpose: Lets staff take part with confidence and protects the people we serve.",
    )
    scope = prose(
        "What it covers.",
        shows=Shows.SECTION,
        label="What it covers",
        example="scope: All accounts in the register.",
    )
    clauses = parts(
        Clause,
        "The clauses by id, in order.",
        label="Clauses",
        example="clauses: {borrower-privacy: {strength: must-not, statement: Never hint who borrowed what.}}",
    )
    out_of_scope = prose(
        "What it does not cover.",
        shows=Shows.SECTION,
        label="Not covered here",
        example="out_of_scope: Private messages between colleagues.",
    )
    acknowledge = record(
        Acknowledge,
        "a confirmation",
        "How people confirm that they have read it.",
        label="Confirm that you have read it",
        example="acknowledge: {required: true, every: 1 year}",
    )
    breach = prose(
        "What happens when it is not kept.",
        shows=Shows.SECTION,
        label="If it is not kept",
        example="breach: Your manager talks to you first.",
    )
    monitoring = prose(
        "How we notice.",
        shows=Shows.SECTION,
        label="How we notice",
        example="monitoring: The duty editor reads a sample each month.",
    )
    training = proses(
        "What people learn for it.",
        shows=Shows.SECTION,
        label="What you learn for it",
        example="training: [Answering under pressure]",
    )
    definitions = terms(
        "Terms and what they mean in this policy.",
        shows=Shows.SECTION,
        label="What the words mean",
        example="definitions: {official channel: An account in our register.}",
    )
    approver = ref(
        "approver",
        "The role that must approve it.",
        label="Who approves it",
        example="approver: service-director",
    )
    binds = refs(
        "binds",
        "Whom it binds; everyone where nothing is written.",
        shows=Shows.LINK,
        example="binds: [branch-responder]",
    )
    prevails_over = refs(
        "prevails_over", "Policies that give way to it.", shows=Shows.LINK, example="prevails_over: [images]"
    )
