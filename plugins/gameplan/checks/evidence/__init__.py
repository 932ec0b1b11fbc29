"""Insights and audiences: what it rests on, and whom it is for."""

from __future__ import annotations

from ..check import Check

CHECKS: tuple[Check, ...] = ()
