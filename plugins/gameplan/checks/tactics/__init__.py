"""Tactics and principles: is it done, and does anybody live by it."""

from __future__ import annotations

from ..check import Check
from .ended_and_still_active import ended_and_still_active
from .principle_nobody_applies import principle_nobody_applies
from .tactic_nobody_can_judge import tactic_nobody_can_judge
from .titled_like_a_tool import titled_like_a_tool
from .too_many_principles import too_many_principles
from .without_a_time import without_a_time

CHECKS: tuple[Check, ...] = (
    tactic_nobody_can_judge,
    ended_and_still_active,
    titled_like_a_tool,
    principle_nobody_applies,
    without_a_time,
    too_many_principles,
)
