"""Principles: what leads a decision when no rule fits."""

from ..declare import prose
from ..entity import Entity
from ..fields import Shows


class Principle(Entity):
    """A sentence that leads a decision when no rule fits."""

    plural = "principles"
    singular = "principle"
    section = "policies"
    about = "What leads us when no rule fits."
    sample = """\
title: Answer before announce
statement: Answer the person before you announce the news.
rationale: People remember who helped.
"""

    statement = prose(
        "The principle, short enough to remember.",
        required=True,
        shows=Shows.LEAD,
        example="statement: Answer the person before you announce the news.",
    )
    rationale = prose(
        "Why we hold it.",
        shows=Shows.SECTION,
        label="Why we hold it",
        example="rationale: People remember who helped.",
    )
