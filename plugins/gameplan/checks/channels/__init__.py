"""Channels and tools: whose they are, and whether anybody is there."""

from __future__ import annotations

from ..check import Check

CHECKS: tuple[Check, ...] = ()
