"""What a check is: a function over one kind of thing that yields what it has seen, with a code and a page.

A check says what is wrong and never how loudly: that is judged elsewhere, by profile and settings. It
speaks of things, not of lines: `Finding(tactic, "…", at=("implements", 2))`.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..diagnostics import Severity
from ..model import Entity
from ..model.types import Part
from .ground import Ground

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

Thing = Entity | Part


@dataclass(frozen=True)
class Other:
    """Another thing that helps to understand a finding, with a few words about it."""

    thing: Thing
    text: str
    at: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What a check has seen.

    `at` leads to the wrong value within the thing, `("measured_by", 0)`; without it the thing's own key
    or first line is meant. `help` is the cure as an act; `label` stands under the marked text.
    """

    thing: Thing
    message: str
    at: tuple[str | int, ...] = ()
    help: str = ""
    label: str = ""
    others: tuple[Other, ...] = ()


Function = Callable[..., Iterator[Finding]]


@dataclass(frozen=True)
class Check:
    """One check, with how loudly it is said in the profiles `default` and `audit`.

    `dated` checks depend on the day: outside `audit` they never fail a run. `subjects` are the classes of
    the things it looks at; `always` those that are not in force too.
    """

    code: str
    severity: Severity
    audit: Severity
    function: Function
    subjects: tuple[type[Thing], ...]
    dated: bool
    always: bool
    since: str

    @property
    def name(self) -> str:
        """Its name in words that stand in an address: `tactic-without-strategy`."""
        return self.function.__name__.replace("_", "-")

    @property
    def summary(self) -> str:
        """The fault in one sentence."""
        return self.text.partition("\n")[0]

    @property
    def text(self) -> str:
        """The whole page of the check, in Markdown, its examples included."""
        return inspect.getdoc(self.function) or ""

    def __call__(self, thing: Thing, ground: Ground) -> Iterator[Finding]:
        """What it sees at one thing."""
        return self.function(thing, ground)


def check(
    code: str,
    severity: Severity,
    *,
    audit: Severity | None = None,
    dated: bool = False,
    always: bool = False,
    since: str = "0.1",
) -> Callable[[Function], Check]:
    """Make a check of a function `(thing, ground)`; the annotation of its first argument says what it looks at.

    That is a kind, a family of parts, `Playbook` for a question about a whole playbook, `Entity` for
    everything, or a union of these.
    """

    def made(function: Function) -> Check:
        hints = typing.get_type_hints(function)
        subject = hints[next(iter(inspect.signature(function).parameters))]
        return Check(
            code,
            severity,
            audit or severity,
            function,
            typing.get_args(subject) or (subject,),
            dated,
            always,
            since,
        )

    return made
