"""Contradictions: two things that cannot both be meant."""

from __future__ import annotations

from ..check import Check

CHECKS: tuple[Check, ...] = ()
