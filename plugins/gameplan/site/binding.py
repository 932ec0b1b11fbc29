"""What binds a role: clauses that name it first, then those that bind everyone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..graph import Graph
from ..model import Policy, Role
from ..model.address import EVERYONE
from ..model.kinds.policy import Clause
from . import blocks, words
from .concerns import bound
from .data.blocks import Block
from .data.handbook import BindsBlock, Bound, BoundGroup
from .data.pieces import Link, Piece, Pieces
from .desk import Desk

_NAMED = 30
"""How many clauses that name a role stand in the open."""
_EVERYONE = 12
"""As many that bind everyone do; of further policies they stand behind a line that counts them."""
_QUOTED = 90
"""How many are quoted at all; of the rest, the page only says where they are."""
_STRENGTHS = ("must-not", "must", "should", "should-not", "may")
_ENDED = ("retired", "done")

Binding = tuple[Policy, Clause]


def by_name(graph: Graph, role: Role) -> list[Binding]:
    """The clauses that name a role, or whose policy does, in every playbook that the site shows; the strongest first."""
    address = str(role.address)
    found: dict[str, Binding] = {}
    for edge in graph.into(address):
        if edge.relation.name != "binds":
            continue
        policy = graph.entity_of(edge.source)
        if isinstance(policy, Policy) and not policy.ended:
            for clause in policy.clauses.values():
                if address in bound(graph, policy, clause) and clause["status"] not in _ENDED:
                    found[clause.address] = (policy, clause)
    return sorted(found.values(), key=_strength)


def for_everyone(graph: Graph, playbook: str) -> Iterator[tuple[Policy, list[Binding]]]:
    """The policies in sight of a playbook with those of their clauses that bind everyone."""
    for policy in graph.in_sight(playbook, "policies"):
        if isinstance(policy, Policy) and not policy.ended:
            clauses = [
                (policy, clause)
                for clause in policy.clauses.values()
                if EVERYONE in bound(graph, policy, clause) and clause["status"] not in _ENDED
            ]
            if clauses or (not policy.clauses and EVERYONE in bound(graph, policy)):
                yield policy, clauses


def binding_policies(graph: Graph, role: Role) -> list[Policy]:
    """The policies that bind a role, in some clause or as a whole, in order."""
    found = {str(p.address): p for p, _ in for_everyone(graph, role.address.playbook)}
    found |= {str(p.address): p for p, _ in by_name(graph, role)}
    for edge in graph.into(str(role.address)):
        policy = graph.entities.get(edge.source)
        if edge.relation.name == "binds" and isinstance(policy, Policy) and not policy.ended:
            found[edge.source] = policy
    return list(found.values())


def binds_block(desk: Desk, role: Role) -> Block | None:
    """The clauses that bind a role, the strongest first, with what holds for everyone after its own."""
    graph = desk.graph
    mine = by_name(graph, role)
    names = {clause.address for _, clause in mine}
    groups = _named(desk, mine[:_QUOTED])
    left = _elsewhere(desk, mine[_QUOTED:])
    room = _QUOTED - min(len(mine), _QUOTED)
    opened: list[Binding] = []
    folded: list[BoundGroup] = []
    for policy, clauses in for_everyone(graph, role.address.playbook):
        every = [b for b in clauses if b[1].address not in names]
        if not every:
            continue
        if len(every) > room:
            left += _elsewhere(desk, every)
            continue
        room -= len(every)
        if len(opened) + len(every) <= _EVERYONE:
            opened += every
        else:
            count = words.count(len(every), "clause", "clauses")
            fold = f"{policy.title}{', ' if policy.number else ''}{policy.number}: {count}"
            folded.append(BoundGroup("", tuple(_bound(desk, *b) for b in sorted(every, key=_strength)), fold))
    more: Pieces = ("Also read ", *desk.joined(tuple(left)), ".") if left else ()
    if opened or folded or more:
        shown = tuple(_bound(desk, *b) for b in sorted(opened, key=_strength))
        groups.append(BoundGroup("Like everyone here" if mine else "", shown))
        groups += folded
        if more:
            groups.append(BoundGroup("", (), more=more))
    if not groups:
        return None
    return BindsBlock("What binds you", "_binds", tuple(groups), organisation(desk))


def organisation(desk: Desk) -> str:
    """For whom one speaks in the playbook of this page."""
    manifest = desk.manifest()
    return manifest.organisation if manifest else ""


def speaks(clause: Clause) -> str:
    """For whom one speaks where a clause holds: official, personal, or "" for both."""
    return "" if clause.speaking_as == "both" else clause.speaking_as or ""


def _named(desk: Desk, mine: list[Binding]) -> list[BoundGroup]:
    if not mine:
        return []
    groups = [BoundGroup("Because of your role", tuple(_bound(desk, *b) for b in mine[:_NAMED]))]
    if rest := mine[_NAMED:]:
        fold = words.count(len(rest), "more clause that names you", "more clauses that name you")
        groups.append(BoundGroup("", tuple(_bound(desk, *b) for b in rest), fold))
    return groups


def _elsewhere(desk: Desk, left: list[Binding]) -> list[Link]:
    """Links to policies whose clauses there is no room for, with their number."""
    counts: dict[str, int] = {}
    for policy, _ in left:
        counts[str(policy.address)] = counts.get(str(policy.address), 0) + 1
    return [
        Link(f"{words.count(n, 'clause', 'clauses')} of {desk.name(address)}", desk.href(address))
        for address, n in counts.items()
    ]


def _strength(binding: Binding) -> int:
    word = binding[1].strength
    return _STRENGTHS.index(word) if word in _STRENGTHS else len(_STRENGTHS)


def _bound(desk: Desk, policy: Policy, clause: Clause) -> Bound:
    key = f"_b_{policy.address.playbook}_{policy.address.id}_{clause.id}"
    return Bound(
        words.strength(clause.strength),
        desk.inline(clause.statement, key),
        desk.inline(clause.when, f"{key}_when"),
        _note(desk, policy, clause, key),
        speaks(clause),
    )


def _note(desk: Desk, policy: Policy, clause: Clause, key: str) -> Pieces:
    """Where a clause stands, for whom one speaks, and what else is said of it, as sentences."""
    number = f" clause {clause.number}" if clause.number else ""
    pieces: list[Piece] = [desk.link(clause.address), f", {policy.number or policy.title}{number}."]
    if policy.status != "active" or clause["status"] != "active":
        status = words.status(policy.status if policy.status != "active" else clause["status"]).word
        pieces.append(f" {status}, not in force.")
    if clause.effective is not None:
        pieces += [" In force from ", desk.day(clause.effective, "starts"), "."]
    pieces.append(speaking(clause.speaking_as or "", organisation(desk)))
    if clause.limit is not None:
        pieces.append(f" {words.upper(blocks.limit_words(desk, clause.limit))}.")
    if clause.covers:
        covers = [a for r in clause.covers if (a := desk.graph.target(r))]
        pieces += [" On ", *desk.joined(desk.named(covers) or (desk.link(None),)), "."]
    if clause.approver is not None:
        pieces += [" ", desk.link(desk.graph.target(clause.approver)), " says yes first."]
    if clause.tightens is not None and (target := desk.graph.target(clause.tightens)) is not None:
        pieces += [" Stricter than ", desk.full_link(target), "."]
    for n, exception in enumerate(clause.exceptions):
        pieces += _exception(desk, exception, f"{key}_exception_{n}")
    return tuple(pieces)


def speaking(word: str, organisation: str) -> str:
    """For whom one speaks where a clause holds, as a sentence after a space; "" where that makes no difference."""
    whom = {
        "official": f"For {organisation}",
        "personal": "As yourself",
        "both": f"For {organisation} and as yourself",
    }
    return f" {whom[word]}." if word in whom else ""


def _exception(desk: Desk, exception: Any, key: str) -> list[Piece]:
    pieces: list[Piece] = [" Except for ", desk.inline(exception["for"], key)]
    if exception["granted_by"] is not None:
        pieces += [", granted by ", desk.link(desk.graph.target(exception["granted_by"]))]
    if exception["until"] is not None:
        pieces += [", until ", desk.day(exception["until"], "until")]
    return [*pieces, "."]
