"""What holds when people speak as private persons: every clause in sight that says so, by how strongly it binds.

A clause may leave open for whom people speak. One that tightens another then holds where that one does, and one
that covers channels is about those channels. Of any other nobody can tell, so it is listed apart, and kept to.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ..model import Policy
from ..model.fields import Structure
from ..model.kinds.guide import Guide
from ..model.kinds.policy import Clause
from ..model.types import Part
from . import blocks, words
from .concerns import concerned
from .data.blocks import Block, LinksBlock
from .data.page import PageData, SearchDocument, TocItem
from .data.pieces import Fact, Link, Piece, Pieces
from .data.ways import OwnClause, OwnClausesBlock
from .desk import Desk, Site

_HEADINGS = {
    "must-not": "You must not",
    "must": "You must",
    "should-not": "You should not",
    "should": "You should",
    "may": "You may",
}
_UNSAID = "unsaid"
_OPEN = "It is not written whether these hold at work, in private, or both. Until it is, keep to them."
_FACTS = ("binds", "limit", "approver", "disclaimer", "effective")
_WHOLE = 80
"""How many clauses are told with whom they bind and when they do not hold; of more, each says where it does."""


def own_account_of(playbook: str) -> str:
    """The address of what holds on people's own accounts."""
    return f"{playbook}/own-account/"


def own_clauses(site: Site, playbook: str) -> Iterator[tuple[str, Clause]]:
    """The clauses in force that hold for private persons, of a playbook and those it extends, each with its voice:
    personal, both, or unsaid."""
    for policy in site.graph.in_sight(playbook, "policies"):
        if not isinstance(policy, Policy) or policy.status != "active":
            continue
        for clause in policy.clauses.values():
            if clause["status"] == "active" and (voice := _voice(site, clause)) != "official":
                yield voice, clause


def _voice(site: Site, clause: Part) -> str:
    """For whom people speak when a clause holds, which one above it may say; "unsaid" where nobody does."""
    met: set[str] = set()
    at: Part | None = clause
    while at is not None and at.address not in met:
        met.add(at.address)
        if at["speaking_as"]:
            return str(at["speaking_as"])
        if at["covers"]:
            return "official"
        above = site.graph.target(at["tightens"])
        at = site.graph.parts.get(above) if above else None
    return _UNSAID


def has_own(site: Site, playbook: str) -> bool:
    """Whether a playbook has clauses that hold for private persons."""
    return any(True for _ in own_clauses(site, playbook))


def count_own(site: Site, playbook: str) -> str:
    """How many there are."""
    return str(sum(1 for _ in own_clauses(site, playbook)))


def own_account(site: Site, playbook: str) -> PageData:
    """The page of what holds on people's own accounts in a playbook."""
    address = own_account_of(playbook)
    desk = Desk(site, address, playbook)
    groups: dict[str, list[OwnClause]] = {strength: [] for strength in (*_HEADINGS, _UNSAID)}
    cited: set[str] = set()
    clauses = list(own_clauses(site, playbook))
    for voice, clause in clauses:
        cited.add(clause.address)
        told = _clause(desk, voice, clause, whole=len(clauses) <= _WHOLE)
        groups[_UNSAID if voice == _UNSAID else clause.strength].append(told)
    found: list[Block] = [
        OwnClausesBlock(heading, f"_{strength}", tuple(groups[strength]))
        for strength, heading in _HEADINGS.items()
        if groups[strength]
    ]
    if groups[_UNSAID]:
        left = tuple(groups[_UNSAID])
        found.append(
            OwnClausesBlock("Not said for whom" if found else "What may hold", "_unsaid", left, _OPEN)
        )
    if guides := _guides(desk, cited):
        found.append(LinksBlock("Not sure? Answer a few questions", "_guides", guides))
    manifest = desk.manifest()
    about = "What holds when you speak as yourself, on your own account, and what you are free to do."
    return PageData(
        template="index",
        kind="own-account",
        title=words.OWN_ACCOUNT,
        eyebrow=manifest.title if manifest else playbook,
        lead=(Markup.escape(about),),
        blocks=tuple(found),
        address=address.rstrip("/"),
        description=about,
        toc=tuple(TocItem(b.heading, b.anchor) for b in found),
        search=(SearchDocument(words.OWN_ACCOUNT, f"My own account · in private · off duty · {about}"),),
        layout="toc",
        terms=desk.explained(),
    )


def _clause(desk: Desk, voice: str, clause: Clause, *, whole: bool) -> OwnClause:
    key = clause.address.replace("/", "_").replace("#", "_")
    policy = desk.graph.entities[clause.owner]
    where = f", clause {clause.number}" if clause.number else ""
    also = "; it holds at work as well" if voice == "both" else ""
    return OwnClause(
        words.strength(clause.strength) if voice == _UNSAID else None,
        desk.link(clause.address),
        desk.inline(clause.when, f"{key}_when") if clause.when else Markup(""),
        desk.inline(clause.statement, f"{key}_statement"),
        ("From ", desk.link(str(policy.address)), f"{where}{also}."),
        tuple(_facts(desk, clause, key)) if whole else (),
        concerned(desk.graph, clause.address),
    )


def _facts(desk: Desk, clause: Clause, key: str) -> Iterator[Fact]:
    """Whom it binds, who may say yes, what one is asked to say, and when it does not hold."""
    if not clause.binds:
        yield Fact("Binds", _bound(desk, clause))
    for name in _FACTS:
        if (fact := blocks.fact(desk, clause.fields[name], clause)) is not None:
            yield fact
    for n, exception in enumerate(clause.exceptions):
        yield Fact("Exception", _exception(desk, exception, f"{key}_exception_{n}"))


def _bound(desk: Desk, clause: Clause) -> Pieces:
    """Whom the policy of a clause binds, which holds where the clause names nobody."""
    policy = desk.graph.entities[clause.owner]
    named = tuple(desk.link(desk.graph.target(reference)) for reference in policy["binds"])
    return desk.joined(named) if named else ("Everyone",)


def _exception(desk: Desk, exception: Structure, key: str) -> Pieces:
    pieces: list[Piece] = [desk.inline(exception["for"], key)]
    if exception["granted_by"] is not None:
        pieces += [", granted by ", desk.link(desk.graph.target(exception["granted_by"]))]
    if exception["until"] is not None:
        pieces += [" until ", desk.day(exception["until"], "until")]
    return tuple(pieces)


def _guides(desk: Desk, clauses: set[str]) -> tuple[Link, ...]:
    """The guides that lead to one of some clauses; where none does, all there are."""
    guides = [e for e in desk.graph.in_sight(desk.playbook, "guides") if isinstance(e, Guide) and not e.ended]
    citing = [
        g
        for g in guides
        if any(e.target in clauses for p in g.questions.values() for e in desk.graph.out_of(p.address))
    ]
    return tuple(desk.link(str(g.address)) for g in citing or guides)
