"""Evidence and people: what a strategy rests on, and whom it is for."""

from __future__ import annotations

from ..check import Check
from .audience_nobody_reaches import audience_nobody_reaches
from .evidence_out_of_date import evidence_out_of_date
from .insight_nobody_uses import insight_nobody_uses
from .insight_without_evidence import insight_without_evidence
from .one_voice_only import one_voice_only
from .people_left_out import people_left_out
from .strategy_without_insight import strategy_without_insight

CHECKS: tuple[Check, ...] = (
    strategy_without_insight,
    people_left_out,
    insight_without_evidence,
    one_voice_only,
    audience_nobody_reaches,
    insight_nobody_uses,
    evidence_out_of_date,
)
