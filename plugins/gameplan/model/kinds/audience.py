"""Audiences: the people all this is for."""

from ..declare import choice, label, proses, refs
from ..entity import Entity
from ..fields import Shows


class Audience(Entity):
    """A group of people with something in common that matters here."""

    plural = "audiences"
    singular = "audience"
    section = "strategy"
    about = "The people all this is for."
    sample = """\
title: Evening borrowers
summary: Parents and shift workers, who are free when the branches are shut.
relation: customer
needs:
  - An answer before bedtime
"""

    needs = proses(
        "What they need.",
        "needs",
        shows=Shows.SECTION,
        label="What they need",
        example="needs: [An answer before bedtime]",
    )
    size = label("How many they are.", example="size: about 9,000 households")
    relation = choice(
        "How they stand to us.",
        {
            "customer": "We serve them.",
            "amplifier": "They carry our words further.",
            "partner": "We work with them.",
            "staff": "They are colleagues.",
        },
        label="How they stand to us",
        example="relation: customer",
    )
    found_on = refs("found_on", "Where they can be found.", shows=Shows.LINK, example="found_on: [instagram]")
