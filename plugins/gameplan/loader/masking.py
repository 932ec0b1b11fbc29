"""Secrets that somebody wrote down: each is a finding, and blotted out of everything that is printed."""

from __future__ import annotations

from ..diagnostics import Diagnostic, Severity, in_order
from ..secrets import Masks
from ..source import Place
from .gathered import Gathered


def masked(gathered: Gathered) -> tuple[tuple[Diagnostic, ...], dict[str, tuple[str, ...]]]:
    """All findings in order, and the texts, with every secret blotted out."""
    said = {d.place for d in gathered.findings if d.code == "SAF01"}
    for place in gathered.secrets:
        if place not in said:
            gathered.findings.append(_secret(place, _address_at(place, gathered)))
    masks = Masks(gathered.texts, {d.place for d in gathered.findings if d.code == "SAF01"})
    return in_order(masks.findings(gathered.findings)), masks.texts(gathered.texts)


def _address_at(place: Place, gathered: Gathered) -> str:
    """The entity or part that a place in a file belongs to, or ""."""
    line = place.span.line
    before = [e for e in gathered.entities.values() if e.path == place.path and e.key.line <= line]
    entity = max(before, key=lambda e: e.key.line, default=None)
    if entity is None:
        return ""
    parts = [p for p in entity.parts().values() if p.key.line <= line <= p.node.span.end_line]
    return max(parts, key=lambda p: p.key.line).address if parts else str(entity.address)


def _secret(place: Place, address: str) -> Diagnostic:
    return Diagnostic(
        "SAF01",
        Severity.ERROR,
        "This looks like a password, token or recovery code.",
        place,
        address,
        help="Never in git: name the vault that keeps it instead, and change it, since it has been written down.",
        secret=True,
    )
