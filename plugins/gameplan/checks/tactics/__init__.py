"""Tactics and principles: is it done, and does anybody live by it."""

from __future__ import annotations

from ..check import Check

CHECKS: tuple[Check, ...] = ()
