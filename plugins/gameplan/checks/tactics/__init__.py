"""Tactics and principles: is it done, and does anybody live by it."""

from __future__ import annotations

from ..check import Check
from .ended_and_still_active import ended_and_still_active
from .on_the_wall_only import on_the_wall_only
from .titled_like_a_tool import titled_like_a_tool
from .too_many_principles import too_many_principles
from .without_a_time import without_a_time
from .without_sign import without_sign

CHECKS: tuple[Check, ...] = (
    without_sign,
    ended_and_still_active,
    titled_like_a_tool,
    on_the_wall_only,
    without_a_time,
    too_many_principles,
)
