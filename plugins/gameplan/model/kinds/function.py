"""Business functions: what the organisation does anyway."""

from ..declare import prose, ref
from ..entity import Entity
from ..fields import Shows


class Function(Entity):
    """A part of the organisation's work that the playbook should help."""

    plural = "functions"
    singular = "function"
    section = "strategy"
    about = "The work of the house that all this should help."
    sample = """\
title: Customer service
driver: Fewer queues at the desk
head: duty-editor
"""

    driver = prose(
        "What matters most to it.",
        shows=Shows.SECTION,
        label="What matters most to it",
        example="driver: Fewer queues at the desk",
    )
    head = ref("head", "The role that leads it.", label="Headed by", example="head: customer-service-lead")
