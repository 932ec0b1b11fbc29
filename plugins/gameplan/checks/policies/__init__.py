"""Policies and their clauses: do they bind, whom, and since when."""

from __future__ import annotations

from ..check import Check

CHECKS: tuple[Check, ...] = ()
