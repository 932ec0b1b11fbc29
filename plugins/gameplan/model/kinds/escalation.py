"""The escalation plan and its levels."""

from __future__ import annotations

from ..declare import duration, label, notifies, parts, prose, proses, ref, refs
from ..entity import Entity
from ..fields import Field, Shows
from ..part import CommonPart
from ..types import LabelType


class Level(CommonPart):
    """How bad it is, and who decides then."""

    family = "levels"
    singular = "level"

    title = label("What the level is called.", required=True, shows=Shows.PAGE, example="title: Sensitive")
    criteria = proses(
        "By what one knows that it is this bad.",
        label="It is this when",
        example="criteria: [A named colleague is attacked]",
    )
    examples = proses(
        "Cases of this level.", label="For example", example="examples: [A rumour repeated by three accounts]"
    )
    decides = ref("decides", "Who decides.", label="Decides", example="decides: head-of-comms")
    notifies = notifies(
        "Who is told, and how soon where that matters.",
        label="Tell",
        example="notifies: {service-director: 15 min}",
    )
    respond_within = duration(
        "How soon there must be an answer.", label="Answer within", example="respond_within: 1h"
    )
    may = proses("What the one who decides may do.", label="You may", example="may: [Pause scheduled posts]")
    triggers = refs(
        "triggers", "The procedures that begin.", label="Start", example="triggers: [account-taken-over]"
    )


class Escalation(Entity):
    """The plan for when it gets worse: levels, mildest first. A playbook has at most one."""

    plural = "escalation"
    singular = "escalation plan"
    section = "situations"
    singleton = True
    about = "How bad is it, and whom do I wake?"
    sample = """\
title: How bad is it?
hours: The duty editor can be reached from 8 to 21.
levels:
  green:
    title: Everyday
    criteria:
      - One person is unhappy
    decides: duty-editor
  amber:
    title: Sensitive
    criteria:
      - A named colleague is attacked
    decides: duty-editor
    respond_within: 1h
    triggers: [account-taken-over]
"""

    title: Field[str] = Field(
        LabelType(),
        "What people call it.",
        default="Escalation",
        shows=Shows.PAGE,
        example="title: How bad is it?",
    )
    hours = prose(
        "When somebody can be reached.",
        label="Hours",
        example="hours: Levels 1 and 2 from 8 to 21; level 3 day and night.",
    )
    levels = parts(
        Level,
        "The levels by id, mildest first.",
        label="Levels",
        example="levels: {amber: {title: Sensitive, decides: head-of-comms}}",
    )
