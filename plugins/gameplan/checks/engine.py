"""All checks over one graph: what each has seen, at its place, as loudly as the settings say.

What is seen stays apart from how loudly it is said: checks know neither profile nor waiver.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..diagnostics import Diagnostic, Label, Severity, in_order
from ..graph import Graph
from ..model import Entity
from ..model.types import Part
from ..source import Place
from .check import Check, Finding, Thing
from .ground import Ground

PROFILES = ("starter", "default", "audit")


@dataclass(frozen=True)
class Loudness:
    """How loudly checks are said: by profile, and one by one (None: not at all)."""

    profile: str = "default"
    severities: dict[str, Severity | None] = field(default_factory=dict)

    def of(self, check: Check) -> Severity | None:
        """The severity of a check here, None where it is silent."""
        if check.code in self.severities:
            return self.severities[check.code]
        if self.profile == "starter":
            return None
        return check.audit if self.profile == "audit" else check.severity


@dataclass(frozen=True)
class Judged:
    """What the checks say: findings in order, those that a waiver accepts, and the codes that depend on the day."""

    findings: tuple[Diagnostic, ...]
    waived: tuple[Diagnostic, ...] = ()
    dated: frozenset[str] = frozenset()


def judge(checks: Iterable[Check], ground: Ground, loudness: Loudness) -> Judged:
    """Run checks over all things of a graph that has no faults."""
    spoken = {check: severity for check in checks if (severity := loudness.of(check)) is not None}
    findings: list[Diagnostic] = []
    waived: list[Diagnostic] = []
    for thing in things(ground.graph):
        in_force = ground.in_force(thing)
        for check, severity in spoken.items():
            if isinstance(thing, check.subjects) and (in_force or check.always):
                for finding in check(thing, ground):
                    said = _diagnostic(check, severity, finding, ground)
                    accepted = _accepted(check.code, finding.thing, ground)
                    (waived if accepted else findings).append(said)
    dated = frozenset(c.code for c in spoken if c.dated)
    return Judged(in_order(findings), in_order(waived), dated)


def things(graph: Graph) -> Iterator[Thing]:
    """Every entity of a graph, each followed by its parts."""
    for entity in graph.entities.values():
        yield entity
        yield from entity.parts().values()


def _accepted(code: str, thing: Thing, ground: Ground) -> bool:
    """Whether a waiver at the thing, or at the entity around it, still holds."""
    waivers = (*thing["waivers"], *(ground.entity(thing)["waivers"] if isinstance(thing, Part) else ()))
    return any(w.code == code and holds(w.reason, w.until, ground.today) for w in waivers)


def holds(reason: str, until: dt.date | None, today: dt.date) -> bool:
    """Whether a waiver counts: it has a reason, and an end that has not passed."""
    return bool(reason) and until is not None and today <= until


def _diagnostic(check: Check, severity: Severity, finding: Finding, ground: Ground) -> Diagnostic:
    return Diagnostic(
        check.code,
        severity,
        finding.message,
        _place(finding.thing, finding.at, ground),
        str(finding.thing.address),
        finding.label,
        finding.help,
        tuple(Label(_place(o.thing, o.at, ground), o.text) for o in finding.others),
    )


def _place(thing: Thing, at: tuple[str | int, ...], ground: Ground) -> Place:
    owner: Entity = ground.entity(thing)
    if at and (span := thing.at(*at)) != thing.at():
        return Place(owner.path, span)
    return Place(owner.path, thing.key)
