"""All checks over one graph: what each has seen, at its place, as loudly as the settings say.

What is seen stays apart from how loudly it is said: checks know neither profile nor waiver.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..diagnostics import INTEGRITY, Diagnostic, Label, Severity, did_you_mean, in_order
from ..graph import Graph
from ..model import Entity
from ..model.types import Part
from ..settings import OFF, Fault, SettingError, Settings
from ..source import Place
from . import BY_CODE, CHECKS, RETIRED
from .check import Check, Finding, Thing
from .ground import Ground

SHOWN = 10
"""How many findings of the checks a person is shown at once."""


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


def loudness(settings: Settings) -> Loudness:
    """How loudly checks are said by settings. Raises SettingError for codes that are no checks."""
    faults = []
    severities: dict[str, Severity | None] = {}
    for code, word in settings.checks.items():
        severities[code] = None if word == OFF else Severity(word)
        if code not in BY_CODE:
            faults.append(Fault(("checks", code), *_no_check(code), name=True))
    if faults:
        raise SettingError(*faults)
    return Loudness(settings.profile, severities)


def _no_check(code: str) -> tuple[str, str]:
    if code in RETIRED:
        return f"The check {code} was given up.", f"{RETIRED[code]} Delete the line."
    if code in INTEGRITY:
        return (
            f"{code} is not a check that can be set.",
            "It says that something cannot be read, and is always on.",
        )
    near = did_you_mean(code, BY_CODE)
    return (
        f"There is no check '{code}'.",
        f"Did you mean {near}?" if near else "`gameplan explain` lists them all.",
    )


@dataclass(frozen=True)
class Waived:
    """A finding that a waiver accepts, and its reason."""

    finding: Diagnostic
    reason: str


@dataclass(frozen=True)
class Judged:
    """What the checks say: findings in order, those that a waiver accepts, and the codes that depend on the day."""

    findings: tuple[Diagnostic, ...]
    waived: tuple[Waived, ...] = ()
    dated: frozenset[str] = frozenset()


def most_useful(findings: Iterable[Diagnostic], n: int) -> tuple[Diagnostic, ...]:
    """The findings to begin with: all of integrity, then of the checks the `n` loudest and most telling."""
    rank = {check.code: position for position, check in enumerate(CHECKS)}
    loud = list(Severity)
    whole = [d for d in findings if d.code not in rank]
    told = sorted(
        (d for d in findings if d.code in rank),
        key=lambda d: (loud.index(d.severity), rank[d.code], d.sort_key),
    )
    return (*whole, *told[:n])


def judge(checks: Iterable[Check], ground: Ground, loudness: Loudness) -> Judged:
    """Run checks over all things of a graph that has no faults."""
    spoken = {check: severity for check in checks if (severity := loudness.of(check)) is not None}
    findings: list[Diagnostic] = []
    waived: list[Waived] = []
    asked: dict[type, list[tuple[Check, Severity]]] = {}
    for thing in things(ground.graph):
        kind = type(thing)
        if kind not in asked:
            asked[kind] = [(c, severity) for c, severity in spoken.items() if issubclass(kind, c.subjects)]
        in_force = ground.in_force(thing)
        for check, severity in asked[kind]:
            if in_force or check.always:
                for finding in check(thing, ground):
                    said = _diagnostic(check, severity, finding, ground)
                    if reason := _accepted(check.code, finding.thing, ground):
                        waived.append(Waived(said, reason))
                    else:
                        findings.append(said)
    dated = frozenset(c.code for c in spoken if c.dated)
    waived.sort(key=lambda w: w.finding.sort_key)
    return Judged(in_order(findings), tuple(waived), dated)


def things(graph: Graph) -> Iterator[Thing]:
    """Every entity of a graph, each followed by its parts."""
    for entity in graph.entities.values():
        yield entity
        yield from entity.parts().values()


def _accepted(code: str, thing: Thing, ground: Ground) -> str:
    """The reason of a waiver at the thing, or at the entity around it, that still holds; "" where none does."""
    waivers = (*thing["waivers"], *(ground.entity(thing)["waivers"] if isinstance(thing, Part) else ()))
    return next((w.reason for w in waivers if w.code == code and holds(w.reason, w.until, ground.today)), "")


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
