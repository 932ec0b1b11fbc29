"""The strategist's checks: what somebody who has seen many strategies would say in review.

A file each, in a folder for each subject, which lists its own. `CHECKS` is all there are, the most
telling first: where a report is cut short, the first are kept.
"""

from __future__ import annotations

from . import (
    channels,
    contradictions,
    ends,
    evidence,
    life,
    people,
    policies,
    situations,
    strategies,
    tactics,
)
from .check import Check

CHECKS: tuple[Check, ...] = (
    *strategies.CHECKS,
    *contradictions.CHECKS,
    *people.CHECKS,
    *ends.CHECKS,
    *situations.CHECKS,
    *policies.CHECKS,
    *channels.CHECKS,
    *tactics.CHECKS,
    *evidence.CHECKS,
    *life.CHECKS,
)
"""Every check, the most telling first."""

BY_CODE: dict[str, Check] = {check.code: check for check in CHECKS}
"""Every check by its code."""

RETIRED: dict[str, str] = {}
"""Codes that were given up, with what to say to those who still name them. A code is never used again."""
