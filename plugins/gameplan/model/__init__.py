"""The model of a playbook: its kinds, their fields and the relations between them.

`KINDS` is everything there is, in the order in which people meet it. What a kind is called in
files and addresses is its plural (`vision` and `escalation` are single; `playbook` is the manifest).
"""

from __future__ import annotations

from .entity import Entity
from .kinds.audience import Audience
from .kinds.channel import Channel
from .kinds.escalation import Escalation
from .kinds.function import Function
from .kinds.goal import Goal
from .kinds.guide import Guide
from .kinds.insight import Insight
from .kinds.metric import Metric
from .kinds.objective import Objective
from .kinds.playbook import Playbook
from .kinds.policy import Policy
from .kinds.principle import Principle
from .kinds.procedure import Procedure
from .kinds.role import Role
from .kinds.rule import Rule
from .kinds.strategy import Strategy
from .kinds.tactic import Tactic
from .kinds.tool import Tool
from .kinds.vision import Vision
from .relations import RELATIONS, reverses_at
from .types import PartsOf

__all__ = [
    "KINDS", "LISTED", "SECTIONS", "SINGLETONS", "Audience", "Channel", "Entity", "Escalation", "Function", "Goal",
    "Guide", "Insight", "Metric", "Objective", "Playbook", "Policy", "Principle", "Procedure", "Role", "Rule",
    "Strategy", "Tactic", "Tool", "Vision",
]  # fmt: skip

KINDS: dict[str, type[Entity]] = {
    kind.plural: kind
    for kind in (
        Playbook, Vision, Goal, Objective, Metric, Strategy, Tactic, Insight, Audience, Function,
        Rule, Guide, Escalation, Procedure, Role, Policy, Principle, Channel, Tool,
    )
}  # fmt: skip
"""Every kind by its plural."""

SINGLETONS = tuple(name for name, kind in KINDS.items() if kind.singleton)
LISTED = tuple(name for name, kind in KINDS.items() if not kind.singleton)

SECTIONS: dict[str, tuple[str, ...]] = {
    section: tuple(name for name, kind in KINDS.items() if kind.section == section)
    for section in ("situations", "strategy", "roles", "policies", "channels")
}
"""What people come for, and the kinds they find there (site.md, "Place in a site")."""


def _teach_reverses() -> None:
    """Tell each kind, and each family of parts, the words of relations that point at it."""
    for plural, kind in KINDS.items():
        kind.reverses = {w: r for w, r in reverses_at(plural).items() if w not in kind.fields}
        # What follows by itself is written by hand from its own end, too.
        kind.reverses.update({r.name: r for r in RELATIONS.values() if r.implied and plural in r.sources})
        for field in kind.fields.values():
            if isinstance(field.type, PartsOf):
                part = field.type.cls
                part.reverses = {
                    w: r for w, r in reverses_at(plural, part.family).items() if w not in part.fields
                }


_teach_reverses()
