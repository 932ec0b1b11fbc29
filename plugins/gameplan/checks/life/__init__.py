"""Reviews, dates, waivers and what may be published: is it still true."""

from __future__ import annotations

from ..check import Check
from .dates_cross import dates_cross
from .personal_contact_in_public import personal_contact_in_public
from .refers_to_what_readers_cannot_see import refers_to_what_readers_cannot_see
from .replaced_and_still_active import replaced_and_still_active
from .review_overdue import review_overdue
from .unfinished_text import unfinished_text
from .waiver_ran_out import waiver_ran_out

CHECKS: tuple[Check, ...] = (
    personal_contact_in_public,
    dates_cross,
    replaced_and_still_active,
    unfinished_text,
    review_overdue,
    waiver_ran_out,
    refers_to_what_readers_cannot_see,
)
