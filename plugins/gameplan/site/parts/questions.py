"""Guides: questions nested in the answers that lead to them. The script asks them one by one, from the same HTML."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from markupsafe import Markup

from ...model.kinds.guide import OUTCOMES, Guide
from ...model.kinds.guide import Answer as AnswerPart
from ...model.kinds.guide import Question as QuestionPart
from ...model.kinds.policy import Clause
from ..data.blocks import Block
from ..data.parts import Answer, Question, QuestionsBlock
from ..data.pieces import Link, Pieces
from ..desk import Desk
from .common import roles


def questions_block(desk: Desk, guide: Guide, heading: str, anchor: str) -> Block:
    """All questions of a guide, nested; `unasked` are those that stand by themselves."""
    met: set[str] = set()
    leading = Counter(a.then for q in guide.questions.values() for a in q.answers)
    # What several answers lead to stands by itself: inside one of them it would seem to follow from that one.
    shared = {id for id, n in leading.items() if n > 1}

    def ask(question: QuestionPart) -> Question:
        met.add(question.id)
        answers = []
        names = answer_names(question)
        for n, answer in enumerate(question.answers):
            then = answer.then
            nested, link = None, None
            if then in guide.questions:
                following = guide.questions[then]
                if then in met or then in shared:
                    link = Link(desk.text(following.ask) or following.named(), f"#{then}")
                else:
                    nested = ask(following)
            ends = then if then in OUTCOMES else ""
            answers.append(
                Answer(
                    answer.if_,
                    names[n],
                    then if ends or nested or link else "",
                    ends or ("" if nested or link else "ask"),
                    _outcome(desk, guide, answer),
                    tuple(
                        desk.full_link(a) if (a := desk.graph.target(r)) else desk.link(None)
                        for r in answer.because
                    ),
                    _quotes(desk, answer, f"_because_{question.id}_{n}"),
                    nested,
                    link,
                    roles(desk, answer.role),
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


def answer_names(question: QuestionPart) -> tuple[str, ...]:
    """What the answers of a question are called in an address: their words, so that a shared address never comes
    to mean another answer when they change places."""
    names: list[str] = []
    for answer in question.answers:
        name = re.sub(r"[\W_]+", "-", answer.if_.lower()).strip("-")[:60].strip("-") or "answer"
        same = sum(n == name or n.startswith(f"{name}--") for n in names)
        names.append(f"{name}--{same + 1}" if same else name)
    return tuple(names)


def _outcome(desk: Desk, guide: Guide, answer: AnswerPart) -> Pieces:
    then = answer.then
    if then not in OUTCOMES and then not in guide.questions:
        # A question that this build may not show: whoever is led here must not take silence for a yes.
        owner = desk.to(guide.owner)
        return ("Ask ", owner or "whoever gave you this guide", ": the next question is not shown here.")
    if then == "ask" and answer.role is not None:
        return ("Ask ", desk.link(desk.graph.target(answer.role)), " first.")
    pieces: Pieces = (OUTCOMES.get(then, ""),)
    if answer.role is not None and then in OUTCOMES:
        pieces = (*pieces, " Tell ", desk.link(desk.graph.target(answer.role)), ".")
    return pieces


def _quotes(desk: Desk, answer: AnswerPart, key: str) -> tuple[Markup, ...]:
    """The words of the clauses behind an answer."""
    found = (desk.graph.parts.get(desk.graph.target(r) or "") for r in answer.because)
    clauses = (c for c in found if isinstance(c, Clause))
    return tuple(desk.inline(c.statement, f"{key}_{n}") for n, c in enumerate(clauses))
