"""Contradictions: two things that cannot both be meant."""

from __future__ import annotations

from ..check import Check
from .clauses_that_contradict import clauses_that_contradict
from .standing_on_what_has_ended import standing_on_what_has_ended
from .strategy_ends_before_target import strategy_ends_before_target
from .tactic_against_clause import tactic_against_clause

CHECKS: tuple[Check, ...] = (
    tactic_against_clause,
    clauses_that_contradict,
    standing_on_what_has_ended,
    strategy_ends_before_target,
)
