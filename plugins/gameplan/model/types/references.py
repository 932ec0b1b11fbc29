"""The ids of other things, and the old ids of this one."""

from __future__ import annotations

from ...diagnostics import brief, one_of
from ...document import Node, Scalar, Sequence
from ..address import ID_RULE, id_fault
from ..fields import Compares, Reading, Reference, Target
from ..relations import RELATIONS
from .scalar import scalar_at


class RefType:
    """The id of something else."""

    compares = Compares.REFERENCE

    def __init__(self, relation: str, targets: tuple[Target, ...] = ()) -> None:
        self.relation = relation
        self.targets = targets or RELATIONS[relation].targets
        self.form = "the id of " + one_of([_target_words(t) for t in self.targets])

    def decode(self, node: Node, reading: Reading) -> Reference | None:
        if isinstance(node, Sequence) and node.items and all(isinstance(i, Scalar) for i in node.items):
            first = node.items[0]
            assert isinstance(first, Scalar)
            instead = f"Write one of them without brackets: `{reading.name}: {first.text}`."
            more = " Who works on it belongs into `responsible`." if reading.name == "owner" else ""
            reading.say(
                "SHP02",
                node,
                f"{reading.name} takes one id, but here is a list.",
                help=instead + (more if len(node.items) > 1 else ""),
            )
            return None
        scalar = scalar_at(node, reading, self.form)
        if scalar is None:
            return None
        reference = Reference(scalar.text.strip(), self.targets, scalar.span, reading.field, self.relation)
        reading.references.append((reading.address, reference))
        return reference


_WORDS = {
    "clauses": "a clause", "levels": "a level", "replies": "a reply", "questions": "a question", "phases": "a phase",
    "evidence": "a piece of evidence", "strategies": "a strategy", "policies": "a policy", "escalation": "the escalation plan",
    "vision": "the vision", "playbook": "a playbook", "objectives": "an objective", "audiences": "an audience",
    "insights": "an insight",
}  # fmt: skip
"""What English does not form by dropping an s."""


def _target_words(target: Target) -> str:
    word = target.family or target.kind
    return _WORDS.get(word, f"a {word.removesuffix('s')}")


def target_words(targets: tuple[Target, ...]) -> str:
    """What a reference may point at, in words: 'a strategy', 'a rule or a clause'."""
    return one_of([_target_words(t) for t in targets])


class FormerlyType:
    """One old id; for a part also `policy#clause`, where it lived before it moved."""

    form = "an old id"
    compares = Compares.SCALAR

    def __init__(self, *, part: bool) -> None:
        self.part = part

    def decode(self, node: Node, reading: Reading) -> str | None:
        scalar = scalar_at(node, reading, self.form)
        if scalar is None:
            return None
        text = scalar.text.strip()
        steps = text.split("#") if self.part else [text]
        if len(steps) > 2 or any(fault := id_fault(step) for step in steps):
            reading.say(
                "SHP07",
                scalar,
                f"'{brief(text)}' {fault if len(steps) < 3 else 'is not an old address'}.",
                help=f"An old id is written as it was: {ID_RULE}.",
            )
            return None
        return text
