"""Procedures: what to do right now."""

from __future__ import annotations

from ..declare import date, duration, parts, prose, proses, records, ref, yes_no
from ..entity import Entity
from ..fields import Shows, Structure
from ..part import CommonPart


class Step(Structure):
    """One thing to do."""

    do = prose("What to do.", required=True, example="do: Reset access and stop scheduled posts")
    role = ref("does", "Who does it.", example="role: digital-services")
    within = duration("How soon it must be done.", example="within: 30 min")
    every = duration("How often it is done again.", example="every: 2h")
    parallel = yes_no("Whether it happens at the same time as the step before.", example="parallel: true")
    options = proses("Ways to do it, or what to ask.", example="options: [On Instagram, On Mastodon]")
    reply = ref("reply", "The words to publish.", example="reply: hostile-comment#hold")


class Phase(CommonPart):
    """A stretch of a procedure."""

    family = "phases"
    singular = "phase"

    steps = records(
        Step,
        "a step",
        "The steps in order.",
        shows=Shows.SECTION,
        example="steps: [{do: Reset access, role: digital-services, within: 30 min}]",
    )


class Procedure(Entity):
    """What to do, step by step, when something serious happens."""

    plural = "procedures"
    singular = "procedure"
    section = "situations"
    about = "What to do right now, step by step."
    sample = """\
title: Account taken over
trigger: A post we did not make.
phases:
  recover:
    title: First hour
    steps:
      - {do: Reset access and stop scheduled posts, role: duty-editor, within: 30 min}
      - {do: Say in public what happened, reply: hostile-comment#hold}
"""

    trigger = prose(
        "What sets it off.", required=True, shows=Shows.LEAD, example="trigger: A post we did not make."
    )
    phases = parts(
        Phase,
        "The phases by id, in order.",
        label="Phases",
        example="phases: {recover: {title: First hour, steps: [{do: Reset access}]}}",
    )
    exercise_every = duration(
        "How often it is exercised.", label="Exercised every", example="exercise_every: 1 year"
    )
    last_exercised = date(
        "The day it was last exercised.", label="Last exercised", example="last_exercised: 2026-02-10"
    )
