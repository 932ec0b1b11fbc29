"""Strategies: is it a choice, or a list of things to do."""

from __future__ import annotations

from ..check import Check
from .strategy_without_end import strategy_without_end
from .tactic_without_strategy import tactic_without_strategy

CHECKS: tuple[Check, ...] = (
    tactic_without_strategy,
    strategy_without_end,
)
