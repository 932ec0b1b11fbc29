"""Goals: what it takes to get to the vision."""

from ..declare import prose, refs
from ..entity import Entity
from ..fields import Shows


class Goal(Entity):
    """A lasting end that advances the vision, in words, without a number."""

    plural = "goals"
    singular = "goal"
    section = "strategy"
    about = "What it takes to get to the vision."
    sample = """\
title: Helped first time
driver: A question answered online saves a trip and a queue.
supports: [customer-service]
owner: duty-editor
"""

    driver = prose(
        "The business reason: what we are trying to get out of this.",
        shows=Shows.SECTION,
        label="What we want to get out of it",
        example="driver: A question answered online saves a trip and a queue.",
    )
    outcome = prose(
        "What is different once it is reached.",
        shows=Shows.SECTION,
        label="What is different then",
        example="outcome: People ask us first.",
    )
    supports = refs(
        "supports",
        "The business functions it helps.",
        shows=Shows.LINK,
        example="supports: [customer-service]",
    )
