"""Evidence: what an insight rests on."""

from __future__ import annotations

from ...model.kinds.insight import Insight
from ..data.blocks import Block
from ..data.parts import Evidence, EvidenceBlock
from ..desk import Desk
from .common import SEVERE, facts_of


def evidence_block(desk: Desk, insight: Insight, heading: str, anchor: str) -> Block:
    """All pieces of evidence of an insight."""
    pieces = (
        Evidence(desk.part_head(e), desk.html(e.finding, e.id, SEVERE), facts_of(desk, e))
        for e in insight.evidence.values()
    )
    return EvidenceBlock(heading, anchor, tuple(pieces))
