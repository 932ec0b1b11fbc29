"""Clauses: in full in their policy, quoted elsewhere."""

from __future__ import annotations

from typing import Any

from ...model.kinds.policy import Clause as ClausePart
from ...model.kinds.policy import Policy
from ...model.kinds.rule import Rule
from .. import blocks, words
from ..binding import organisation, speaks
from ..concerns import bound, keys
from ..data.blocks import Block
from ..data.parts import Clause, ClausesBlock, QuotedClause, QuotesBlock
from ..data.pieces import Fact, Piece, Pieces
from ..desk import Desk
from ..history import since_of_part
from .common import SEVERE, facts_of, incoming


def clauses_block(desk: Desk, policy: Policy, heading: str, anchor: str) -> Block:
    """All clauses of a policy."""
    clauses = tuple(_clause(desk, policy, c) for c in policy.clauses.values())
    return ClausesBlock(heading, anchor, clauses, organisation(desk))


def _clause(desk: Desk, policy: Policy, clause: ClausePart) -> Clause:
    skip = ("rationale", "do", "dont", "exceptions")
    facts = list(facts_of(desk, clause, skip))
    key = clause.id
    for n, exception in enumerate(clause.exceptions):
        facts.append(Fact("Exception", _exception(desk, exception, f"{key}_exception_{n}")))
    return Clause(
        desk.part_head(clause),
        words.strength(clause.strength),
        desk.html(clause.statement, f"{key}_statement", SEVERE),
        desk.inline(clause.rationale, f"{key}_rationale"),
        tuple(facts),
        desk.inlines(clause.do, f"{key}_do"),
        desk.inlines(clause.dont, f"{key}_dont"),
        incoming(desk, clause),
        since_of_part(desk, clause.address),
        keys(bound(desk.graph, policy, clause)),
        speaks(clause),
    )


def _exception(desk: Desk, exception: Any, key: str) -> Pieces:
    pieces: list[Piece] = [desk.inline(exception["for"], key)]
    if exception["granted_by"] is not None:
        pieces += [", granted by ", desk.link(desk.graph.target(exception["granted_by"]))]
    if exception["until"] is not None:
        pieces += [" until ", desk.day(exception["until"], "until")]
    if exception["reason"]:
        pieces += [". ", desk.inline(exception["reason"], f"{key}_reason")]
    return tuple(pieces)


def quoted(desk: Desk, address: str) -> QuotedClause | None:
    """A clause as it is quoted on another page."""
    clause = desk.graph.parts.get(address)
    policy = desk.graph.entity_of(address)
    if not isinstance(clause, ClausePart) or not isinstance(policy, Policy):
        return None
    number = f"clause {clause.number} of " if clause.number else ""
    note = f"{number}{policy.title}{' ' + policy.number if policy.number else ''}"
    if clause.limit is not None:
        note += f". {words.upper(blocks.limit_words(desk, clause.limit))}"
    statement = desk.inline(clause.statement, f"_behind_{policy.address.id}_{clause.id}")
    binds = keys(bound(desk.graph, policy, clause))
    return QuotedClause(words.strength(clause.strength), statement, desk.link(address), note, binds)


def quotes_block(desk: Desk, rule: Rule) -> Block | None:
    """The clauses behind a rule."""
    found = [quoted(desk, a) for a in (desk.graph.target(r) for r in rule.enforces) if a]
    quotes = tuple(q for q in found if q is not None)
    return (
        QuotesBlock(
            "The clause behind it" if len(quotes) == 1 else "The clauses behind it", "_behind", quotes
        )
        if quotes
        else None
    )
