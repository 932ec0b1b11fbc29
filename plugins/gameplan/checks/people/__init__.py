"""Owners and roles: who answers for it, and who stands in."""

from __future__ import annotations

from ..check import Check

CHECKS: tuple[Check, ...] = ()
