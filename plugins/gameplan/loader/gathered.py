"""What reading the files brings in: entities, what they refer to, and what is wrong so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..diagnostics import Diagnostic, Label, Severity
from ..model import Entity
from ..model.fields import Backwards, ProseText, Reference
from ..resolve import Unknowns
from ..source import Place, Span


@dataclass
class Gathered:
    """What has been read. References, prose and words from the wrong end stand by the address that has them."""

    entities: dict[str, Entity] = field(default_factory=dict)
    unknowns: Unknowns = field(default_factory=Unknowns)
    references: list[tuple[str, Reference]] = field(default_factory=list)
    proses: list[tuple[str, ProseText]] = field(default_factory=list)
    backwards: list[Backwards] = field(default_factory=list)
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    secrets: list[Place] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)
    findings: list[Diagnostic] = field(default_factory=list)

    def report(self, findings: Iterable[Diagnostic]) -> None:
        """Add findings that are worded already."""
        self.findings.extend(findings)

    def say(
        self,
        code: str,
        path: str,
        span: Span,
        message: str,
        help: str = "",
        address: str = "",
        related: tuple[Label, ...] = (),
    ) -> None:
        """Add an error at a place in a file."""
        self.findings.append(
            Diagnostic(code, Severity.ERROR, message, Place(path, span), address, help=help, related=related)
        )
