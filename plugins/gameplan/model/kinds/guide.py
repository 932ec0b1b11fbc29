"""Guides: questions that lead to go, stop or ask."""

from __future__ import annotations

from ..declare import label, parts, prose, proses, records, ref, refs
from ..entity import Entity
from ..fields import Shows, Structure
from ..part import CommonPart

OUTCOMES = {"go": "Go ahead.", "stop": "Do not.", "ask": "Ask first."}
"""Where a guide ends."""

_REFUSED = {
    word: f"A question cannot be called '{word}', since {word} is how a guide ends." for word in OUTCOMES
}


class Answer(Structure):
    """One answer, and where it leads."""

    if_ = label("The answer, as text: put quotes around yes and no.", required=True, example='if: "yes"')
    then = label("The id of the next question, or go, stop or ask.", required=True, example="then: ask")
    because = refs(
        "because", "The rules or clauses behind it.", example="because: [social-media#borrower-privacy]"
    )
    role = ref(
        "asks", "Whom to ask; where the answer is go or stop, whom to tell.", example="role: duty-editor"
    )


class Question(CommonPart):
    """One question of a guide."""

    family = "questions"
    singular = "question"

    ask = prose(
        "The question.",
        required=True,
        shows=Shows.LEAD,
        example="ask: Are you posting from an official channel?",
    )
    consider = proses(
        "What to think of before one answers.", label="Think of", example="consider: [Who can see it]"
    )
    answers = records(
        Answer,
        "an answer",
        "The answers and where they lead.",
        shows=Shows.SECTION,
        example='answers: [{if: "yes", then: go}]',
    )


class Guide(Entity):
    """A question people ask, taken apart until the answer is clear."""

    plural = "guides"
    singular = "guide"
    section = "situations"
    about = "Question by question to go, stop or ask."
    sample = """\
title: Can I post this?
question: I want to post something about the library.
start: official
questions:
  official:
    ask: Are you posting from an official channel?
    answers:
      - {if: "yes", then: reader}
      - {if: "no", then: go}
  reader:
    ask: Can a reader be recognised in it?
    answers:
      - {if: "yes", then: ask, role: duty-editor, because: [social-media#borrower-privacy]}
      - {if: "no", then: go}
"""

    question = prose(
        "The question it answers, in the words of those who ask.",
        required=True,
        shows=Shows.LEAD,
        example="question: I want to post something about the library.",
    )
    start = label("The id of the first question.", required=True, shows=Shows.PAGE, example="start: official")
    questions = parts(
        Question,
        "The questions by id.",
        refused=_REFUSED,
        label="Questions",
        example='questions: {official: {ask: Is it an official channel?, answers: [{if: "yes", then: go}]}}',
    )
