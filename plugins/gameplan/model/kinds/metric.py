"""Metrics: what is counted."""

from __future__ import annotations

from ..declare import choice, date, duration, label, number, prose, records, yes_no
from ..entity import Entity
from ..fields import Shows, Structure


class ReadingEntry(Structure):
    """One count."""

    on = date("The day of the count.", required=True, example="on: 2026-10-31")
    value = number("The number.", required=True, example="value: 6")
    note = prose("What one should know about it.", example="note: The inbox was closed for two days.")


class Metric(Entity):
    """Something that is counted, in a way that two people would count alike."""

    plural = "metrics"
    singular = "metric"
    section = "strategy"
    about = "What we count, and what the numbers say."
    sample = """\
title: First reply time
definition: Median hours from a question to our first reply.
unit: hours
direction: down
readings:
  - {on: 2026-09-30, value: 9}
  - {on: 2026-10-31, value: 6}
"""

    definition = prose(
        "What exactly is counted, so that two people would count alike.",
        required=True,
        shows=Shows.LEAD,
        example="definition: Median hours from a question to our first reply.",
    )
    unit = label("What the number counts.", required=True, shows=Shows.FACT, example="unit: hours")
    readings = records(
        ReadingEntry,
        "a reading",
        "The counts so far, oldest first.",
        shows=Shows.SECTION,
        label="Readings",
        example="readings: [{on: 2026-10-31, value: 6}]",
    )
    direction = choice(
        "Which way is good.",
        {"up": "More is better.", "down": "Less is better.", "hold": "It should stay where it is."},
        label="Which way is good",
        example="direction: down",
    )
    stage = choice(
        "How far along the way from effort to effect it looks (AMEC stages).",
        {
            "input": "What we put in.",
            "output": "What we put out.",
            "outtake": "What people took from it.",
            "outcome": "What people then did.",
            "impact": "What changed for the organisation.",
        },
        example="stage: outcome",
    )
    leading = yes_no(
        "Whether it moves before the effect shows.",
        label="Moves before the effect shows",
        example="leading: true",
    )
    source = label(
        "Where the number comes from.", label="Counted from", example="source: shared inbox report"
    )
    report_every = duration(
        "How often it is reported.", label="Reported every", example="report_every: 1 month"
    )
