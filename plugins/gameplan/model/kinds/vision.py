"""The vision: where all of it leads."""

from __future__ import annotations

import datetime as dt

from ..declare import prose
from ..entity import Entity
from ..fields import Field, Shows
from ..types import DateOrTextType, LabelType


class Vision(Entity):
    """The picture of the future that the whole playbook works towards. A playbook has exactly one."""

    plural = "vision"
    singular = "vision"
    section = "strategy"
    singleton = True
    about = "Where all of it leads."
    sample = """\
title: Everyone's front room
statement: By 2029 anyone in Merrowby can ask the library anything, anywhere.
horizon: 2029-12-31
owner: duty-editor
"""

    title: Field[str] = Field(
        LabelType(),
        "What people call it.",
        default="Vision",
        shows=Shows.PAGE,
        example="title: Everyone's front room",
    )
    statement = prose(
        "The vision in a sentence or two, as one would say it aloud.",
        required=True,
        shows=Shows.LEAD,
        example="statement: By 2029 anyone in Merrowby can ask the library anything, anywhere.",
    )
    horizon: Field[dt.date | str | None] = Field(
        DateOrTextType(),
        "When it should be true: a date, or words where no day can be named.",
        default=None,
        label="By when",
        example="horizon: 2029-12-31",
    )
    experience = prose(
        "What people come away with.",
        shows=Shows.SECTION,
        label="What people come away with",
        example="experience: Welcomed, answered, a little more curious.",
    )
    mission = prose(
        "What the organisation is here to do, today and tomorrow.",
        shows=Shows.SECTION,
        label="What we are here for",
        example="mission: We lend, listen and explain.",
    )
