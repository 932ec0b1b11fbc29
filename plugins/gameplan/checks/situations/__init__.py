"""Rules, guides, escalation and procedures: will it hold when it is needed."""

from __future__ import annotations

from ..check import Check

CHECKS: tuple[Check, ...] = ()
