"""Objectives: by how much, by when."""

from __future__ import annotations

from ..declare import date, label, number, record, refs
from ..entity import Entity
from ..fields import Field, Shows, Structure
from ..types import Measure, MeasuresType


class Baseline(Structure):
    """Where a number stood before the work began."""

    value = number("The number at the start.", required=True, example="value: 31")
    on = date("The day it was counted.", example="on: 2026-01-31")


class Goalpost(Structure):
    """Where a number should be, and by when."""

    value = number("The number to reach.", required=True, example="value: 4")
    due = date("The day by which it should be reached.", example="due: 2026-12-31")


class MeasureFields(Structure):
    """From what, to what, by when."""

    baseline = record(
        Baseline,
        "a baseline",
        "Where the number stood before the work began.",
        example="baseline: {value: 31, on: 2026-01-31}",
    )
    target = record(
        Goalpost,
        "a target",
        "Where the number should be, and by when.",
        example="target: {value: 4, due: 2026-12-31}",
    )


class Objective(Entity):
    """A step towards a goal that can be measured: from what, to what, by when."""

    plural = "objectives"
    singular = "objective"
    section = "strategy"
    about = "By how much, and by when."
    sample = """\
title: Answer same day
serves: [helped-first-time]
owner: duty-editor
measured_by:
  first-reply-time:
    baseline: {value: 31, on: 2026-01-31}
    target: {value: 4, due: 2026-12-31}
"""

    measured_by: Field[tuple[Measure, ...]] = Field(
        MeasuresType(MeasureFields),
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
