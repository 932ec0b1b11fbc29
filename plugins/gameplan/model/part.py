"""What every part may have: a heading, a life of its own, old ids."""

from __future__ import annotations

from .declare import choice, date, label
from .entity import STATUS, VISIBILITY, WaiverFields
from .fields import Field, Reference, Shows
from .types import FormerlyType, ListOf, Part, RefType, Waiver, WaiversType


class CommonPart(Part):
    """The fields of every part."""

    title = label("The heading of this part.", shows=Shows.PAGE, example="title: What you read is yours")
    number = label("A printed number, apart from the id.", shows=Shows.PAGE, example='number: "3.2"')
    status = choice(
        "Where it is in its life.", STATUS, default="active", shows=Shows.PAGE, example="status: retired"
    )
    effective = date(
        "The day from which it is in force.", label="In force from", example="effective: 2026-04-01"
    )
    formerly: Field[tuple[str, ...]] = Field(
        ListOf(FormerlyType(part=True), "old ids"),
        "Ids it had before; `policy#clause` where it moved here from another entry.",
        default=(),
        shows=Shows.PAGE,
        example="formerly: [moderation-policy#hide-abuse]",
    )
    replaced_by: Field[Reference | None] = Field(
        RefType("replaced_by"),
        "The part to use instead.",
        default=None,
        shows=Shows.PAGE,
        example="replaced_by: social-media#house-rules",
    )
    visibility = choice(
        "Who may read it; inherited from its entry.",
        VISIBILITY,
        shows=Shows.PAGE,
        example="visibility: internal",
    )
    waivers: Field[tuple[Waiver, ...]] = Field(
        WaiversType(WaiverFields),
        "Findings of the linter that are accepted here.",
        default=(),
        shows=Shows.NOWHERE,
        example="waivers: {POL03: {reason: The law says it all, until: 2027-01-31}}",
    )
