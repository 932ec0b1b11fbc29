"""Parts become blocks: clauses, replies, levels, questions, phases, evidence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from ..model import Entity
from ..model.fields import Shows
from ..model.kinds.escalation import Escalation
from ..model.kinds.escalation import Level as LevelPart
from ..model.kinds.guide import OUTCOMES, Guide
from ..model.kinds.guide import Question as QuestionPart
from ..model.kinds.insight import Insight
from ..model.kinds.policy import Clause as ClausePart
from ..model.kinds.policy import Policy
from ..model.kinds.procedure import Procedure
from ..model.kinds.rule import Rule
from ..model.types import Part
from . import blocks, words
from .binding import organisation, speaks
from .concerns import bound, keys
from .data.blocks import Block
from .data.parts import (
    Answer,
    Clause,
    ClausesBlock,
    Evidence,
    EvidenceBlock,
    Level,
    LevelPanel,
    LevelsBlock,
    Phase,
    PhasesBlock,
    Question,
    QuestionsBlock,
    QuotedClause,
    QuotesBlock,
    RepliesBlock,
    Reply,
    Step,
)
from .data.pieces import Fact, Link, Piece, Pieces
from .desk import Desk
from .history import since_of_part

_SEVERE = 6
_LEVEL_ROWS = (
    "It is this when", "For example", "Decides", "In person", "Deputy", "Call", "Answer within", "Tell", "You may",
    "Start", "In force from", "What leads here",
)  # fmt: skip
"""The rows of the cards of an escalation plan, so that one compares along a line."""
_GAP = re.compile(r"\{[^{}\n]{1,60}\}")


def part_block(desk: Desk, entity: Entity) -> Block | None:
    """The block of an entity's parts, or None where it has none."""
    family = entity.family()
    if not family or not entity.parts():
        return None
    heading, anchor = entity.fields[family].label, f"_{family}"
    if isinstance(entity, Policy):
        clauses = tuple(_clause(desk, entity, c) for c in entity.clauses.values())
        return ClausesBlock(heading, anchor, clauses, organisation(desk))
    if isinstance(entity, Rule):
        return RepliesBlock(heading, anchor, tuple(_reply(desk, r) for r in entity.replies.values()))
    if isinstance(entity, Escalation):
        return _levels(desk, entity, heading, anchor)
    if isinstance(entity, Guide):
        return _questions(desk, entity, heading, anchor)
    if isinstance(entity, Procedure):
        return PhasesBlock(heading, anchor, tuple(_phase(desk, p) for p in entity.phases.values()))
    if isinstance(entity, Insight):
        return EvidenceBlock(heading, anchor, tuple(_evidence(desk, e) for e in entity.evidence.values()))
    return None


def _facts(desk: Desk, part: Part, skip: tuple[str, ...] = ()) -> tuple[Fact, ...]:
    found = (
        blocks.fact(desk, f, part)
        for f in part.fields.values()
        if f.shows in (Shows.FACT, Shows.SECTION) and f.name not in skip
    )
    return tuple(f for f in found if f is not None)


def _clause(desk: Desk, policy: Policy, clause: ClausePart) -> Clause:
    skip = ("rationale", "do", "dont", "exceptions")
    facts = list(_facts(desk, clause, skip))
    key = clause.id
    for n, exception in enumerate(clause.exceptions):
        facts.append(Fact("Exception", _exception(desk, exception, f"{key}_exception_{n}")))
    return Clause(
        desk.part_head(clause),
        words.strength(clause.strength),
        desk.html(clause.statement, f"{key}_statement", _SEVERE),
        desk.inline(clause.rationale, f"{key}_rationale"),
        tuple(facts),
        desk.inlines(clause.do, f"{key}_do"),
        desk.inlines(clause.dont, f"{key}_dont"),
        _incoming(desk, clause),
        since_of_part(desk, clause.address),
        keys(bound(desk.graph, policy, clause)),
        speaks(clause),
    )


def _incoming(desk: Desk, part: Part) -> tuple[Any, ...]:
    """What points at a part; those who act on it are among its facts already."""
    own = frozenset(r.relation for r in _references(part)) | {"replaced_by"}
    return desk.rows_into(part.address, skip=own)


def _references(part: Part) -> list[Any]:
    found: list[Any] = []
    for value in part.values.values():
        for item in value if isinstance(value, tuple) else (value,):
            role = getattr(item, "role", item)
            if hasattr(role, "relation"):
                found.append(role)
            elif hasattr(item, "values"):
                found += [v for v in item.values.values() if hasattr(v, "relation")]
    return found


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


def _reply(desk: Desk, reply: Any) -> Reply:
    html = _GAP.sub(
        lambda m: Markup('<span class="gp-gap">{}</span>').format(m.group()),
        str(desk.html(reply.text, reply.id)),
    )
    return Reply(
        desk.part_head(reply), Markup(html), desk.text(reply.text), reply.language, _incoming(desk, reply)
    )  # cleaned HTML in which only gaps were marked


# --- escalation -------------------------------------------------------------------------------


def _levels(desk: Desk, plan: Escalation, heading: str, anchor: str) -> Block:
    levels = list(plan.levels.values())
    shown = tuple(_level(desk, level, n, len(levels)) for n, level in enumerate(levels, 1))
    present = {f.label for level in shown for f in level.facts}
    labels = tuple(label for label in _LEVEL_ROWS if label in present)
    return LevelsBlock(heading, anchor, shown, labels)


def _level(desk: Desk, level: LevelPart, rank: int, ranks: int) -> Level:
    facts: list[Fact] = []
    if level.criteria:
        facts.append(
            Fact("It is this when", (_bullets(desk.inlines(level.criteria, f"{level.id}_criteria")),))
        )
    if level.examples:
        facts.append(Fact("For example", (_bullets(desk.inlines(level.examples, f"{level.id}_examples")),)))
    if level.decides is not None:
        facts.append(Fact("Decides", (desk.link(desk.graph.target(level.decides)),)))
        facts += _who(desk, level)
    if level.respond_within is not None:
        facts.append(Fact("Answer within", (desk.duration(level.respond_within),)))
    if level.notifies:
        facts.append(Fact("Tell", blocks.notices(desk, level.notifies)))
    if level.may:
        facts.append(Fact("You may", (_bullets(desk.inlines(level.may, f"{level.id}_may")),)))
    if level.triggers:
        facts.append(
            Fact("Start", desk.joined(tuple(desk.link(desk.graph.target(r)) for r in level.triggers)))
        )
    if level.effective is not None:
        facts.append(Fact("In force from", (desk.day(level.effective),)))
    leading = [e.source for e in desk.graph.into(level.address) if e.relation.name == "escalates_to"]
    if leading:
        facts.append(Fact("What leads here", desk.joined(tuple(desk.link(a) for a in leading))))
    return Level(desk.part_head(level), rank, ranks, words.tone(rank, ranks), tuple(facts))


def _bullets(items: tuple[Markup, ...]) -> Markup:
    return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(i) for i in items))


def _who(desk: Desk, level: LevelPart) -> list[Fact]:
    role = desk.graph.role(level.decides)
    if role is None:
        return []
    facts = []
    people: list[Piece] = []
    calls: list[Piece] = []
    for holder in role["holders"] if role.plural == "roles" else ():
        people += [", " if people else "", holder.name]
        if holder.contact:
            calls += [", " if calls else "", holder.contact]
    if people:
        facts.append(Fact("In person", tuple(p for p in people if p != "")))
    if (deputy := desk.deputy(role)) is not None:
        facts.append(Fact("Deputy", (deputy,)))
    if calls:
        facts.append(Fact("Call", tuple(c for c in calls if c != "")))
    return facts


def level_panel(desk: Desk, rule: Rule) -> Block | None:
    """Where a situation goes when it gets worse."""
    address = desk.graph.target(rule.escalates_to)
    plan = desk.graph.entity_of(address) if address else None
    if address is None or not isinstance(plan, Escalation):
        return None
    ids = list(plan.levels)
    level = plan.levels[address.partition("#")[2]]
    rank = ids.index(level.id) + 1
    sentence: list[Piece] = []
    if level.criteria:
        sentence += ["Raise it when one of these is true:", _bullets(desk.inlines(level.criteria, "worse"))]
    if level.decides is not None:
        sentence += [desk.link(desk.graph.target(level.decides)), " then decides"]
        if level.respond_within is not None:
            sentence.append(f", within {desk.duration(level.respond_within)}")
        sentence.append(".")
    return LevelPanel(
        "When it gets worse",
        "_worse",
        rank,
        len(ids),
        words.tone(rank, len(ids)),
        desk.link(address),
        tuple(s for s in sentence if s != ""),
    )


# --- guides -----------------------------------------------------------------------------------


def _questions(desk: Desk, guide: Guide, heading: str, anchor: str) -> Block:
    met: set[str] = set()
    leading = Counter(a.then for q in guide.questions.values() for a in q.answers)
    # What several answers lead to stands by itself: inside one of them it would seem to follow from that one.
    shared = {id for id, n in leading.items() if n > 1}

    def ask(question: QuestionPart) -> Question:
        met.add(question.id)
        answers = []
        for answer in question.answers:
            then = answer.then
            nested, link = None, None
            if then in guide.questions:
                following = guide.questions[then]
                if then in met or then in shared:
                    link = Link(desk.text(following.ask) or following.named(), f"#{then}")
                else:
                    nested = ask(following)
            answers.append(
                Answer(
                    answer.if_,
                    then if then in OUTCOMES else "",
                    _outcome(desk, answer),
                    tuple(
                        desk.full_link(a) if (a := desk.graph.target(r)) else desk.link(None)
                        for r in answer.because
                    ),
                    nested,
                    link,
                )
            )
        return Question(
            replace(desk.part_head(question), title=question["title"]),
            desk.inline(question.ask, question.id),
            desk.inlines(question.consider, f"{question.id}_consider"),
            tuple(answers),
        )

    start = guide.questions.get(guide.start)
    first = ask(start) if start is not None else None
    unasked = tuple(ask(q) for q in guide.questions.values() if q.id not in met)
    return QuestionsBlock(heading, anchor, first, unasked)


def _outcome(desk: Desk, answer: Any) -> Pieces:
    if answer["then"] == "ask" and answer["role"] is not None:
        return ("Ask ", desk.link(desk.graph.target(answer["role"])), " first.")
    pieces: Pieces = (OUTCOMES.get(answer["then"], ""),)
    if answer["role"] is not None and answer["then"] in OUTCOMES:
        pieces = (*pieces, " Tell ", desk.link(desk.graph.target(answer["role"])), ".")
    return pieces


# --- procedures and insights ------------------------------------------------------------------


def _phase(desk: Desk, phase: Any) -> Phase:
    steps = []
    for n, step in enumerate(phase.steps):
        facts = []
        if step.role is not None:
            facts.append(Fact("Who", (desk.link(desk.graph.target(step.role)),)))
        if step.within is not None:
            facts.append(Fact("Within", (desk.duration(step.within),)))
        if step.every is not None:
            facts.append(Fact("Again every", (desk.duration(step.every),)))
        if step.reply is not None:
            target = desk.graph.target(step.reply)
            facts.append(Fact("Words to use", (desk.full_link(target) if target else desk.link(None),)))
        key = f"{phase.id}_{n}"
        steps.append(
            Step(
                desk.inline(step.do, key),
                tuple(facts),
                desk.inlines(step.options, key),
                step.parallel is True,
            )
        )
    return Phase(desk.part_head(phase), tuple(steps))


def _evidence(desk: Desk, evidence: Any) -> Evidence:
    return Evidence(
        desk.part_head(evidence), desk.html(evidence.finding, evidence.id, _SEVERE), _facts(desk, evidence)
    )
