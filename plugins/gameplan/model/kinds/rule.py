"""Rules of engagement: what to do in a situation."""

from __future__ import annotations

from ..declare import choice, duration, label, notifies, parts, prose, proses, ref, refs
from ..entity import Entity
from ..fields import Shows
from ..part import CommonPart


class Reply(CommonPart):
    """Words ready to use."""

    family = "replies"
    singular = "reply"

    text = prose(
        "The words, with {gaps} to fill in.",
        required=True,
        shows=Shows.LEAD,
        example='text: "Thanks for telling us. I am {name} and I am finding out now."',
    )
    language = label("The language of the words.", example="language: English")


class Rule(Entity):
    """What to do when something happens: who acts, who approves, by when."""

    plural = "rules"
    singular = "rule of engagement"
    section = "situations"
    about = "Something happened, or is about to: what to do, who answers, by when."
    sample = """\
title: Hostile comment
type: respond
when: A public comment is hostile to the library or its staff.
action: reply-once
responder: duty-editor
respond_within: 4h
do:
  - Read the whole thread first
dont:
  - Argue about taste
replies:
  hold:
    text: "Thanks for telling us. I am {name} and I am finding out now."
enforces: [social-media#house-rules]
escalates_to: amber
"""

    when = prose(
        "The situation, so that one recognises it.",
        required=True,
        shows=Shows.LEAD,
        example="when: A public comment is hostile to the library or its staff.",
    )
    action = choice(
        "What to do.",
        {
            "reply": "Answer.",
            "reply-once": "Answer once, then leave it.",
            "correct": "Put the facts right.",
            "rectify": "Put right what we did wrong.",
            "monitor": "Watch, do not answer.",
            "hide": "Hide it and keep a copy.",
            "block": "Block the account.",
            "no-reply": "Let it stand.",
            "post": "Publish.",
            "do-not-post": "Do not publish.",
            "escalate": "Hand it up.",
        },
        required=True,
        shows=Shows.ANSWER,
        label="What to do",
        example="action: reply-once",
    )
    type = choice(
        "The kind of situation.",
        {
            "publish": "Before we publish.",
            "respond": "Somebody said something.",
            "moderate": "On our own pages.",
            "account": "About an account.",
        },
        shows=Shows.PAGE,
        example="type: respond",
    )
    responder = ref(
        "responder", "Who acts.", shows=Shows.ANSWER, label="Who answers", example="responder: duty-editor"
    )
    approver = ref(
        "approver",
        "Who must say yes first.",
        shows=Shows.ANSWER,
        label="Who approves",
        example="approver: head-of-comms",
    )
    respond_within = duration(
        "How soon, from when one first sees it.",
        shows=Shows.ANSWER,
        label="By when",
        example="respond_within: 4h",
    )
    notifies = notifies(
        "Who is told, and how soon where that matters.",
        shows=Shows.ANSWER,
        label="Who is told",
        example="notifies: {service-director: 15 min}",
    )
    do = proses("What to do.", shows=Shows.SECTION, label="Do", example="do: [Read the whole thread first]")
    dont = proses("What not to do.", shows=Shows.SECTION, label="Do not", example="dont: [Argue about taste]")
    replies = parts(
        Reply,
        "Words ready to use, by id.",
        label="Words you can use",
        example='replies: {hold: {text: "We are finding out now."}}',
    )
    record = prose(
        "What to keep, and where.",
        shows=Shows.SECTION,
        label="Keep a record",
        example="record: Screenshot, link and your reply, in the shared inbox.",
    )
    covers = refs("covers", "The channels it is about.", shows=Shows.LINK, example="covers: [main-instagram]")
    enforces = refs(
        "enforces",
        "The clauses it puts into practice.",
        shows=Shows.LINK,
        example="enforces: [social-media#house-rules]",
    )
    applies = refs(
        "applies",
        "The principles it is led by.",
        shows=Shows.LINK,
        example="applies: [answer-before-announce]",
    )
    escalates_to = ref(
        "escalates_to", "The level it goes to when it grows.", shows=Shows.LINK, example="escalates_to: amber"
    )
