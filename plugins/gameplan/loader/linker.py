"""References become edges: those in fields, those in prose, and those that nobody needs to write."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..diagnostics import Diagnostic, Severity
from ..document import span_within
from ..graph import Edge
from ..model.address import references_in
from ..model.fields import Reference
from ..model.relations import RELATIONS
from ..resolve import Names, Register, Resolution
from ..source import Place
from .gathered import Gathered


@dataclass
class Links:
    """What the references of a site mean, and what is said of those that mean nothing."""

    targets: dict[Reference, str | None] = field(default_factory=dict)
    """What each reference in a field points at; None where that is nothing."""
    proses: dict[tuple[str, str], str | None] = field(default_factory=dict)
    """What `[[text]]` points at, by playbook and text."""
    edges: list[Edge] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


def link(gathered: Gathered, names: Names) -> Links:
    """Resolve everything that has been written, and lead every goal to its vision."""
    links = Links()
    _link_fields(gathered, names, links)
    _link_proses(gathered, names, links)
    links.edges += advances(names)
    return links


def _link_fields(gathered: Gathered, names: Names, links: Links) -> None:
    for source, reference in gathered.references:
        outcome = names.resolve(source, reference)
        links.targets[reference] = outcome.address
        if outcome.finding:
            links.findings.append(_finding(source, Place(names.path(source), reference.span), outcome))
        elif outcome.address and outcome.address != "everyone":
            links.edges.append(Edge(source, RELATIONS[reference.relation], outcome.address, reference))


def _link_proses(gathered: Gathered, names: Names, links: Links) -> None:
    for source, prose in gathered.proses:
        entity = gathered.entities[source.partition("#")[0]]
        playbook = entity.address.playbook
        for found in references_in(prose.text):
            outcome = names.resolve_prose(playbook, found.target)
            links.proses[playbook, found.target] = outcome.address
            if outcome.finding:
                offset = prose.text.index(found.target, found.offset)
                span = span_within(prose.node, offset, len(found.target), gathered.texts[entity.path])
                links.findings.append(_finding(source, Place(entity.path, span), outcome))
            elif outcome.address and outcome.address.partition("#")[0] != source.partition("#")[0]:
                links.edges.append(Edge(source, RELATIONS["mentions"], outcome.address))


def advances(register: Register) -> list[Edge]:
    """The edges that nobody writes: every goal advances the vision that serves its playbook."""
    return [
        Edge(str(e.address), RELATIONS["advances"], vision)
        for e in register.entities.values()
        if e.plural == "goals" and (vision := register.single(e.address.playbook, "vision"))
    ]


def _finding(source: str, place: Place, outcome: Resolution) -> Diagnostic:
    return Diagnostic(
        outcome.finding,
        Severity.ERROR,
        outcome.message,
        place,
        source,
        outcome.label,
        outcome.help,
        outcome.related,
    )
