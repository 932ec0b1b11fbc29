"""The parts of entries as blocks of their pages, a family a file: clauses, replies, levels, questions, phases, evidence."""

from __future__ import annotations

from ...model import Entity
from ...model.kinds.escalation import Escalation
from ...model.kinds.guide import Guide
from ...model.kinds.insight import Insight
from ...model.kinds.policy import Policy
from ...model.kinds.procedure import Procedure
from ...model.kinds.rule import Rule
from ..data.blocks import Block
from ..desk import Desk
from .clauses import clauses_block
from .evidence import evidence_block
from .levels import levels_block
from .phases import phases_block
from .questions import questions_block
from .replies import replies_block


def part_block(desk: Desk, entity: Entity) -> Block | None:
    """The block of an entity's parts, or None where it has none."""
    family = entity.family()
    if not family or not entity.parts():
        return None
    heading, anchor = entity.fields[family].label, f"_{family}"
    if isinstance(entity, Policy):
        return clauses_block(desk, entity, heading, anchor)
    if isinstance(entity, Rule):
        return replies_block(desk, entity, heading, anchor)
    if isinstance(entity, Escalation):
        return levels_block(desk, entity, heading, anchor)
    if isinstance(entity, Guide):
        return questions_block(desk, entity, heading, anchor)
    if isinstance(entity, Procedure):
        return phases_block(desk, entity, heading, anchor)
    if isinstance(entity, Insight):
        return evidence_block(desk, entity, heading, anchor)
    return None
