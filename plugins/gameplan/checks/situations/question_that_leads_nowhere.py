from __future__ import annotations

from collections.abc import Iterator

from ...model import Guide, Rule
from ...model.kinds.guide import Answer, Question
from ...model.kinds.policy import Clause
from ..check import ERROR, Finding, Other, check
from ..ground import Ground, quoted


@check("ROE07", ERROR)
def question_that_leads_nowhere(guide: Guide, ground: Ground) -> Iterator[Finding]:
    """A guide has a question that is never reached, or that leads to no outcome.

    ## Why it matters

    People open a guide because they do not know what to do, and they trust it for two minutes. If it leaves them at a
    question without answers, sends them round in a circle, or says "ask" without a name, they do what they would have
    done without it, and do not come back.

    ## What it looks at

    - a question to which no way leads from the start (of several that hang together, the first);
    - a question without answers, and a guide without questions;
    - an answer that leads back to a question already asked on the way there, since the same person will give the same
      answer again;
    - an answer that leads to a question which is not in force;
    - an answer that says `ask` without a `role`, unless a rule or clause behind it names who approves or acts.

    An id that does not exist is found earlier, when the files are read.

    ## Bad: nothing leads there, nothing leads away

    ```yaml title="guides.yml"
    can-i-post:
      title: Can I post this?
      question: May this go out?
      owner: editor
      start: named
      questions:
        named:
          ask: Does it show or name anybody?
          answers:
            - {if: "yes", then: ask, role: editor, because: [conduct#privacy]}
            - {if: "no", then: tone}
        tone:  # finding
          ask: Would you say it at the desk?
        picture:  # finding
          ask: Is there a picture in it?
          answers:
            - {if: "yes", then: stop}
            - {if: "no", then: go}
    ```

    ## Bad: round in a circle

    ```yaml title="guides.yml"
    can-i-post:
      title: Can I post this?
      question: May this go out?
      owner: editor
      start: named
      questions:
        named:
          ask: Does it show or name anybody?
          answers:
            - {if: "yes", then: agreed}
            - {if: "no", then: go}
        agreed:
          ask: Have they agreed?
          answers:
            - {if: "yes", then: go}
            - {if: "no", then: named}  # finding
    ```

    ## Bad: ask, but whom

    ```yaml title="guides.yml"
    can-i-post:
      title: Can I post this?
      question: May this go out?
      owner: editor
      start: named
      questions:
        named:
          ask: Does it show or name anybody?
          answers:
            - {if: "yes", then: ask, because: [conduct#privacy]}  # finding
            - {if: "no", then: go}
    ```

    ## Good

    ```yaml title="guides.yml"
    can-i-post:
      title: Can I post this?
      question: May this go out?
      owner: editor
      start: named
      questions:
        named:
          ask: Does it show or name anybody?
          answers:
            - {if: "yes", then: agreed, because: [conduct#privacy]}
            - {if: "no", then: tone}
        agreed:
          ask: Have they agreed?
          answers:
            - {if: "yes", then: tone}
            - {if: "no", then: stop}
        tone:
          ask: Would you say it at the desk?
          answers:
            - {if: "yes", then: go}
            - {if: "no", then: ask, because: [hostile-comment]}
    ```
    """
    questions = {id: q for id, q in guide.questions.items() if ground.in_force(q)}
    if guide.start not in questions:
        first = guide.questions.get(guide.start)
        yield Finding(
            guide,
            f"{quoted(guide.title)} begins with a question that is {'not in force' if first else 'not there'}.",
            at=("start",),
            help="Begin with another question, or write `status: active` there."
            if first
            else "Write the question under `questions`, with the answers people give.",
            others=(Other(first, f"it is {first.status}", ("status",)),) if first else (),
        )
        return
    reached = _reached(guide.start, questions)
    for id in reached:
        yield from _ends(questions[id], guide, ground)
    yield from _circles(guide.start, questions)
    yield from _unreached(guide, questions, reached)


def _ends(question: Question, guide: Guide, ground: Ground) -> Iterator[Finding]:
    """What is wrong with the ways on from one question."""
    if not question.answers:
        yield Finding(
            question,
            f"The question {quoted(question.ask)} has no answers, so it leads nowhere.",
            help="Write its `answers`, each with another question under `then`, or `go`, `stop` or `ask`.",
        )
    for n, answer in enumerate(question.answers):
        ahead = guide.questions.get(answer.then)
        if ahead is not None and not ground.in_force(ahead):
            yield Finding(
                question,
                f"{quoted(answer.if_)} leads to {quoted(ahead.ask)}, a question that is not in force.",
                at=("answers", n, "then"),
                help="Lead to another question, or to `go`, `stop` or `ask`.",
                others=(Other(ahead, f"it is {ahead.status}", ("status",)),),
            )
        elif answer.then == "ask" and not _whom(answer, ground):
            yield Finding(
                question,
                f"Whoever answers {quoted(answer.if_)} to {quoted(question.ask)} is told to ask, and not whom.",
                at=("answers", n, "then"),
                help="Name the role beside it: `role: role-id`.",
            )


def _whom(answer: Answer, ground: Ground) -> bool:
    """Whether an answer, or what it cites, says whom to ask."""
    cited = [ground.at(r) for r in answer.because]
    return bool(answer.role) or any(
        (isinstance(c, Rule | Clause) and c.approver) or (isinstance(c, Rule) and c.responder) for c in cited
    )


def _reached(start: str, questions: dict[str, Question]) -> dict[str, None]:
    """The questions to which a way leads, in the order in which one meets them."""
    reached: dict[str, None] = {}
    waiting = [start]
    while waiting:
        if (id := waiting.pop()) in questions and id not in reached:
            reached[id] = None
            waiting += [a.then for a in reversed(questions[id].answers)]
    return reached


def _circles(start: str, questions: dict[str, Question]) -> Iterator[Finding]:
    """The answers that lead back to a question on the way to them."""
    on_the_way = {start: iter(enumerate(questions[start].answers))}
    done = set()
    while on_the_way:
        here = next(reversed(on_the_way))
        for n, answer in on_the_way[here]:
            if answer.then in on_the_way:
                back = questions[answer.then]
                yield Finding(
                    questions[here],
                    f"{quoted(answer.if_)} leads back to {quoted(back.ask)}, and so round in a circle.",
                    at=("answers", n, "then"),
                    help="Lead to a question that was not asked yet, or to `go`, `stop` or `ask`.",
                    others=(Other(back, "asked before", ("ask",)),) if back.id != here else (),
                )
            elif answer.then in questions and answer.then not in done:
                on_the_way[answer.then] = iter(enumerate(questions[answer.then].answers))
                break
        else:
            done.add(here)
            del on_the_way[here]


def _unreached(guide: Guide, questions: dict[str, Question], reached: dict[str, None]) -> Iterator[Finding]:
    """The questions to which no way leads; of those that hang together, the first alone."""
    known = set(reached)
    lost = [id for id in questions if id not in known]
    led_to = {a.then for id in lost for a in questions[id].answers if a.then != id}
    for id in sorted(lost, key=lambda id: id in led_to):
        if id not in known:
            known |= set(_reached(id, questions))
            yield Finding(
                questions[id],
                f"{quoted(questions[id].ask)} is never asked: nothing in {quoted(guide.title)} leads to it.",
                help=f"Lead to it from an answer with `then: {id}`, or take it out.",
                others=(Other(guide, "the guide begins elsewhere", ("start",)),),
            )
