"""Objectives: by how much, by when."""

from __future__ import annotations

from ..entity import Entity
from ..fields import Field, Shows
from ..types import Measure, MeasuresType, label, refs


class Objective(Entity):
    """A step towards a goal that can be measured: from what, to what, by when."""

    plural = "objectives"
    singular = "objective"
    section = "strategy"
    about = "By how much, and by when."

    measured_by: Field[tuple[Measure, ...]] = Field(
        MeasuresType(),
        "The metrics that measure it, each with its baseline and its target.",
        default=(),
        shows=Shows.SECTION,
        label="How we measure it",
        example="measured_by: {first-reply-time: {baseline: {value: 31}, target: {value: 4, due: 2026-12-31}}}",
    )
    serves = refs("serves", "The goals it serves.", shows=Shows.LINK, example="serves: [helped-first-time]")
    leads_to = refs(
        "leads_to",
        "Objectives that this one makes possible.",
        shows=Shows.LINK,
        example="leads_to: [fewer-desk-visits]",
    )
    perspective = label(
        "The side from which it looks at the organisation, as on a balanced scorecard.",
        example="perspective: Customers",
    )
