"""Tactics: what people do."""

from __future__ import annotations

from ..declare import choice, date, label, prose, proses, ref, refs
from ..entity import Entity
from ..fields import Shows


class Tactic(Entity):
    """What people do to carry a strategy out."""

    plural = "tactics"
    singular = "tactic"
    section = "strategy"
    about = "What we do, and why each of these is done."
    sample = """\
title: Evening reply rota
summary: Two trained colleagues answer from 18:00 to 21:00.
implements: [be-the-evening-desk]
runs_on: [main-instagram]
reaches: [evening-borrowers]
owner: duty-editor
cadence: Four evenings a week
steps:
  - Open the shared inbox
  - Answer within the hour, or say by when you will
stop_if: First reply time does not fall below 12 hours by August
"""

    type = choice(
        "How large it is.",
        {
            "initiative": "A larger undertaking with parts of its own.",
            "campaign": "A push with a beginning and an end.",
            "activity": "Something done again and again.",
        },
        shows=Shows.PAGE,
        example="type: activity",
    )
    steps = proses(
        "What to do, in order.",
        "steps",
        shows=Shows.SECTION,
        label="What we do",
        example="steps: [Open the shared inbox, Answer within the hour]",
    )
    stop_if = prose(
        "The sign at which we stop.",
        shows=Shows.SECTION,
        label="We stop if",
        example="stop_if: First reply time does not fall below 12 hours by August",
    )
    message = prose("What people should hear.", example="message: Ask us tonight, hear from us tonight.")
    call_to_action = prose(
        "What we ask people to do.",
        label="We ask people to",
        example="call_to_action: Send the question before you make the trip.",
    )
    mode = choice(
        "What kind of act it is.",
        {
            "listen": "We find out.",
            "ask": "We invite.",
            "talk": "We tell.",
            "earn": "Others speak about us.",
            "serve": "We help.",
        },
        example="mode: serve",
    )
    cadence = label("How often, in words.", label="How often", example="cadence: Four evenings a week")
    effort = label("The people and the time it takes.", example="effort: Two people, three hours")
    starts = date("The first day on which it runs.", shows=Shows.PAGE, example="starts: 2026-04-06")
    ends = date("The last day on which it runs.", shows=Shows.PAGE, example="ends: 2026-12-31")
    implements = refs(
        "implements",
        "The strategies it carries out. Without one it is chasing the ball.",
        shows=Shows.LINK,
        example="implements: [be-the-evening-desk]",
    )
    part_of = ref(
        "part_of", "The tactic it belongs to.", shows=Shows.LINK, example="part_of: evening-reply-rota"
    )
    reaches = refs("reaches", "Whom it is for.", shows=Shows.LINK, example="reaches: [evening-borrowers]")
    runs_on = refs(
        "runs_on", "The channels it runs on.", shows=Shows.LINK, example="runs_on: [main-instagram]"
    )
    uses = refs("uses", "The tools it needs.", shows=Shows.LINK, example="uses: [shared-inbox]")
    moves = refs(
        "moves", "The numbers it should move.", shows=Shows.LINK, example="moves: [first-reply-time]"
    )
    applies = refs(
        "applies",
        "The principles it is led by.",
        shows=Shows.LINK,
        example="applies: [answer-before-announce]",
    )
    responsible = refs(
        "responsible", "Who does the work.", shows=Shows.LINK, example="responsible: [branch-responder]"
    )
    consulted = refs(
        "consulted", "Who is asked before.", shows=Shows.LINK, example="consulted: [head-of-comms]"
    )
    informed = refs(
        "informed", "Who is kept up to date.", shows=Shows.LINK, example="informed: [service-director]"
    )
