"""Policies: whether a clause can bind anybody, says what it means, and keeps to what stands above it."""

from __future__ import annotations

from ..check import Check
from .channels_without_policy import channels_without_policy
from .clause_for_nobody import clause_for_nobody
from .clause_for_which_voice import clause_for_which_voice
from .clause_that_loosens import clause_that_loosens
from .clause_that_wavers import clause_that_wavers
from .duty_without_reason import duty_without_reason
from .exception_without_end import exception_without_end
from .policy_nobody_approved import policy_nobody_approved
from .policy_nobody_confirms import policy_nobody_confirms

CHECKS: tuple[Check, ...] = (
    clause_that_loosens,
    channels_without_policy,
    policy_nobody_approved,
    clause_that_wavers,
    exception_without_end,
    clause_for_nobody,
    clause_for_which_voice,
    duty_without_reason,
    policy_nobody_confirms,
)
