"""Tools: deepest in the map, never at its top."""

from __future__ import annotations

from ..declare import choice, label, prose, record, yes_no
from ..entity import Entity
from ..fields import Shows, Structure


class Recovery(Structure):
    """How to get an account back."""

    form = label(
        "Where the platform takes the report.",
        label="Report it at",
        example="form: https://help.example/hacked",
    )
    email = label("The address to write to.", label="Write to", example="email: support@platform.example")


class Tool(Entity):
    """A platform or program that tactics and channels use."""

    plural = "tools"
    singular = "tool"
    section = "channels"
    about = "What we work with. Tools follow from what we want to do, never the other way round."
    sample = """\
title: Instagram
type: platform
permitted: true
data: Nothing about borrowers
"""

    type = choice(
        "What it is for.",
        {
            "platform": "Where people meet.",
            "publishing": "For planning and posting.",
            "listening": "For hearing what is said.",
            "analytics": "For counting.",
            "design": "For making pictures and films.",
            "ai": "For writing or sorting by machine.",
        },
        shows=Shows.PAGE,
        example="type: platform",
    )
    permitted = yes_no("Whether staff may use it.", label="Staff may use it", example="permitted: true")
    data = prose("What it may hold.", label="What it may hold", example="data: Nothing about borrowers")
    recovery = record(
        Recovery,
        "a way back in",
        "How to get an account back.",
        shows=Shows.SECTION,
        label="If we are locked out",
        example="recovery: {form: https://help.example/hacked, email: support@platform.example}",
    )
