"""Reviews, dates, waivers and what may be published: is it still true."""

from __future__ import annotations

from ..check import Check

CHECKS: tuple[Check, ...] = ()
