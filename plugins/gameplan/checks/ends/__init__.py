"""Functions, objectives and metrics: what it is for, and how one would know."""

from __future__ import annotations

from ..check import Check

CHECKS: tuple[Check, ...] = ()
