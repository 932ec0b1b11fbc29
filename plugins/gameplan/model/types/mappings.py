"""Mappings whose keys say something themselves: words, codes of checks, roles, metrics."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

from ...diagnostics import brief, did_you_mean, one_of
from ...document import Mapping, Node, Scalar
from ...source import Span
from ..fields import Compares, Reading, Reference, Structure, Type
from ..values import Duration
from .dates import DurationType
from .lists import ListOf
from .records import RecordOf
from .references import RefType
from .scalar import found
from .text import LabelType, ProseType


class TermsOf:
    """A mapping from words to text: terms to meanings, kinds to an organisation's own words."""

    form = "a mapping of words to their meaning"
    compares = Compares.MAPPING

    def __init__(self, *, prose: bool, keys: tuple[str, ...] = ()) -> None:
        self.value: Type[str] = ProseType() if prose else LabelType()
        self.keys = keys

    def decode(self, node: Node, reading: Reading) -> tuple[tuple[str, str], ...] | None:
        if not isinstance(node, Mapping):
            key = self.keys[0] if self.keys else "a word"
            reading.say(
                "SHP02",
                node,
                f"{reading.name} must be {self.form}, but here is {found(node)}.",
                help=f"Write `{key}: …` for each, indented below `{reading.name}:`, without hyphens.",
            )
            return None
        name = reading.name
        terms = []
        for entry in node.entries:
            term = entry.key.text.strip()
            reading.name = f"{name}, {brief(term)}"
            if self.keys and term not in self.keys:
                near = did_you_mean(term, self.keys)
                reading.say(
                    "SHP04",
                    entry.key,
                    f"'{brief(term)}' is not a kind that {name} can rename.",
                    help=f"Did you mean '{near}'?" if near else f"It is one of {one_of(self.keys)}.",
                )
                continue
            value = self.value.decode(entry.value, reading)
            if value is not None:
                terms.append((term, value))
        reading.name = name
        return tuple(terms)


class Waiver(NamedTuple):
    """One lint finding silenced here, for a reason, until a day."""

    code: str
    reason: str
    until: dt.date | None
    span: Span


class WaiversType:
    """`{CODE: {reason, until}}`."""

    form = "a mapping of check codes to a reason and an end"
    compares = Compares.MAPPING

    def __init__(self, cls: type[Structure]) -> None:
        self.cls = cls

    def decode(self, node: Node, reading: Reading) -> tuple[Waiver, ...] | None:
        if not isinstance(node, Mapping):
            reading.say(
                "SHP02",
                node,
                f"{reading.name} must be {self.form}, but here is {found(node)}.",
                help=f"For example: `{reading.name}: {{TAC02: {RecordOf(self.cls, 'a waiver').sample()}}}`",
            )
            return None
        name = reading.name
        waivers = []
        for entry in node.entries:
            code = entry.key.text
            reading.name = f"the waiver of {brief(code)}"
            if not re.fullmatch(r"[A-Z]{3}\d\d", code):
                reading.say(
                    "SHP04",
                    entry.key,
                    f"'{brief(code)}' is not the code of a check.",
                    help="For example: TAC02",
                )
                continue
            record = RecordOf(self.cls, "a waiver").decode(entry.value, reading)
            if record is not None:
                waivers.append(Waiver(code, record["reason"], record["until"], entry.key.span))
        reading.name = name
        return tuple(waivers)


class Notice(NamedTuple):
    """Somebody who is told, and within which time where that matters."""

    role: Reference
    within: Duration | None


class NotifiesType:
    """A list of roles, or a mapping role: within."""

    form = "a list of roles, or roles with a time each"
    compares = Compares.MAPPING

    def decode(self, node: Node, reading: Reading) -> tuple[Notice, ...] | None:
        role = RefType("notifies")
        if not isinstance(node, Mapping):
            roles = ListOf(role, "roles").decode(node, reading)
            return None if roles is None else tuple(Notice(r, None) for r in roles)
        name = reading.name
        notices = []
        for entry in node.entries:
            reference = role.decode(entry.key, reading)
            reading.name = f"{name}, {brief(entry.key.text)}"
            within = DurationType().decode(entry.value, reading)
            reading.name = name
            if reference is not None:
                notices.append(Notice(reference, within))
        return tuple(notices)


class Measure(NamedTuple):
    """A metric that measures an objective, with where it started and where it should go."""

    metric: Reference
    baseline: Any
    target: Any
    span: Span


class MeasuresType:
    """`{metric: {baseline: {value, on}, target: {value, due}}}`."""

    form = "a mapping of metrics to their baseline and target"
    compares = Compares.MAPPING

    def __init__(self, cls: type[Structure]) -> None:
        self.cls = cls

    def decode(self, node: Node, reading: Reading) -> tuple[Measure, ...] | None:
        if not isinstance(node, Mapping):
            reading.say(
                "SHP02",
                node,
                f"{reading.name} must be {self.form}, but here is {found(node)}.",
                help="Write each metric as `metric-id:` with `baseline:` and `target:` under it.",
            )
            return None
        name = reading.name
        measures = []
        for entry in node.entries:
            reference = RefType("measured_by").decode(entry.key, reading)
            record = None
            reading.name = f"{name}, {brief(entry.key.text)}"
            if not (isinstance(entry.value, Scalar) and entry.value.is_empty):
                record = RecordOf(self.cls, "a measure").decode(entry.value, reading)
            if reference is not None:
                baseline = record["baseline"] if record is not None else None
                target = record["target"] if record is not None else None
                measures.append(Measure(reference, baseline, target, entry.key.span))
        reading.name = name
        return tuple(measures)
