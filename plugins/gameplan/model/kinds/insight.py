"""Insights and their evidence."""

from __future__ import annotations

from ..declare import choice, date, label, labels, parts, prose, refs
from ..entity import Entity
from ..fields import Shows
from ..part import CommonPart


class Evidence(CommonPart):
    """What was found, how, among whom."""

    family = "evidence"
    singular = "piece of evidence"

    finding = prose(
        "What was found.",
        required=True,
        shows=Shows.LEAD,
        example="finding: 66% of 1,140 questions arrived between 18:00 and 23:00.",
    )
    method = label("How it was found.", example="method: inbox count")
    stakeholders = labels(
        "The people among whom it was found.",
        "groups of people",
        label="Asked or observed",
        example="stakeholders: [borrowers]",
    )
    functions = refs(
        "collected_in",
        "The parts of the organisation in which it was seen.",
        label="Seen in",
        example="functions: [customer-service]",
    )
    collected = date("The day on which it was collected.", example="collected: 2025-11-30")
    source = label("Where the raw material is.", example="source: reports/inbox-2025.csv")
    confidence = choice(
        "How sure we are.",
        {"low": "A hint.", "medium": "Likely.", "high": "We would bet on it."},
        label="How sure we are",
        example="confidence: high",
    )


class Insight(Entity):
    """Something we found out that changes what we do."""

    plural = "insights"
    singular = "insight"
    section = "strategy"
    about = "What we found out, and what it rests on."
    sample = """\
title: Questions move at night
statement: Two thirds of questions come after six.
implication: Staff the evening, not the morning.
evidence:
  inbox-2025:
    finding: 66% of 1,140 questions arrived between 18:00 and 23:00.
    method: inbox count
    collected: 2025-11-30
    confidence: high
"""

    statement = prose(
        "What we now know.",
        required=True,
        shows=Shows.LEAD,
        example="statement: Two thirds of questions come after six.",
    )
    implication = prose(
        "What follows from it.",
        shows=Shows.SECTION,
        label="What follows from it",
        example="implication: Staff the evening, not the morning.",
    )
    evidence = parts(
        Evidence,
        "What it rests on, by id.",
        label="Evidence",
        example="evidence: {inbox-2025: {finding: Two questions in three arrived after six.}}",
    )
