"""Strategies: the approach that was chosen."""

from __future__ import annotations

from ..declare import choice, label, number, prose, proses, records, ref, refs
from ..entity import Entity
from ..fields import Shows, Structure


class Risk(Structure):
    """What could go wrong."""

    risk = prose("What could go wrong.", required=True, example="risk: Staff leave and the rota thins out")
    mitigation = prose("What we do about it.", example="mitigation: Train four people, plan with two")
    owner = ref("carries_risk", "The role that watches it.", example="owner: head-of-comms")


class Pillar(Structure):
    """One of the themes a strategy rests on."""

    title = label("The theme.", required=True, example="title: Answers worth keeping")
    share = number("Its share of the effort, in per cent.", example="share: 40")
    audience = ref("speaks_to", "Whom it is for.", example="audience: evening-borrowers")


class Strategy(Entity):
    """A choice of how to reach the ends: an obstacle, an approach to it, and what is left undone."""

    plural = "strategies"
    singular = "strategy"
    section = "strategy"
    about = "The approach we chose, and what it rules out."
    sample = """\
title: Be the evening desk
diagnosis: Questions arrive when every branch is shut.
approach: Be there in the hours when people ask and nobody else answers.
pursues: [answer-same-day]
informed_by: [questions-move-at-night]
not_doing:
  - Chase followers
owner: duty-editor
"""

    approach = prose(
        "The choice itself: how we mean to get there, rather than what we will do.",
        required=True,
        shows=Shows.SECTION,
        label="Our approach",
        example="approach: Be there in the hours when people ask and nobody else answers.",
    )
    type = choice(
        "Where it stands among other strategies.",
        {
            "business": "For the organisation as a whole.",
            "social": "For how we take part in conversations.",
            "content": "For what we publish; part of a strategy above it.",
            "campaign": "For a limited time.",
        },
        shows=Shows.PAGE,
        example="type: social",
    )
    diagnosis = prose(
        "The obstacle this answers (Rumelt).",
        shows=Shows.SECTION,
        label="What stands in the way",
        example="diagnosis: Questions arrive when every branch is shut.",
    )
    posture = choice(
        "Whether we begin the conversation or answer.",
        {"proactive": "We begin.", "reactive": "We answer.", "mixed": "Both, by turns."},
        example="posture: reactive",
    )
    not_doing = proses(
        "What the choice rules out.",
        shows=Shows.SECTION,
        label="What we will not do",
        example="not_doing: [Chase followers]",
    )
    experience = prose(
        "What people come away with.",
        shows=Shows.SECTION,
        label="What people come away with",
        example="experience: Somebody was there.",
    )
    relationship_change = prose(
        "How the relationship with people changes (POST).",
        shows=Shows.SECTION,
        label="How our relationship changes",
        example="relationship_change: From a desk one visits to neighbours one asks.",
    )
    story = prose(
        "The story it tells.",
        shows=Shows.SECTION,
        label="The story we tell",
        example="story: The light is on.",
    )
    pillars = records(
        Pillar,
        "a pillar",
        "The themes it rests on and their share of the effort.",
        shows=Shows.SECTION,
        example="pillars: [{title: Answers worth keeping, share: 40}]",
    )
    capabilities = proses(
        "What we must be able to do.",
        shows=Shows.SECTION,
        label="What we must be able to do",
        example="capabilities: [Answer kindly under pressure]",
    )
    resources = prose(
        "People, time and money it needs.",
        shows=Shows.SECTION,
        label="What it takes",
        example="resources: Twelve staff hours a week",
    )
    risks = records(
        Risk,
        "a risk",
        "What could go wrong, and what we do about it.",
        shows=Shows.SECTION,
        label="What could go wrong",
        example="risks: [{risk: The rota thins out, mitigation: Train four people}]",
    )
    pursues = refs(
        "pursues",
        "The objectives or goals it is for.",
        shows=Shows.LINK,
        example="pursues: [answer-same-day]",
    )
    part_of = ref(
        "part_of", "The strategy above it.", shows=Shows.LINK, example="part_of: be-the-evening-desk"
    )
    supports = refs(
        "supports",
        "The business functions it helps.",
        shows=Shows.LINK,
        example="supports: [customer-service]",
    )
    informed_by = refs(
        "informed_by",
        "The insights it rests on.",
        shows=Shows.LINK,
        example="informed_by: [questions-move-at-night]",
    )
    reaches = refs("reaches", "Whom it is for.", shows=Shows.LINK, example="reaches: [evening-borrowers]")
    applies = refs(
        "applies",
        "The principles it is led by.",
        shows=Shows.LINK,
        example="applies: [answer-before-announce]",
    )
