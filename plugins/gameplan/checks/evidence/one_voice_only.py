from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Insight
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("EVD04", WARNING)
def one_voice_only(insight: Insight, ground: Ground) -> Iterator[Finding]:
    """All the evidence of an insight comes from one group of people, or is opinion.

    ## Why it matters

    Those who write to you are not those who gave up, and those who answer surveys like surveys. A finding from one group
    is true of that group. Often the second voice is near and free: the desk, the drivers, the people who take the
    calls see every day what the survey missed. And five experts who agree have sometimes read the same article.

    ## What to do

    Ask one more group about the same thing, best of all one that would gain from a different answer. If that is not possible,
    say in the statement of whom it is true.

    ## What it looks at

    The `stakeholders` and methods of all evidence together. One group is found where every piece of evidence names the
    people, and all of them name the same. Opinion is found where every method is one: expert opinion, our experience,
    an assumption, a brainstorm; unless the method also says that somebody counted, asked or tested, as in an opinion
    poll. Evidence that names nobody is not judged by its group.

    ## Bad

    ```yaml title="insights.yml"
    questions-after-hours:
      title: Questions come after hours
      statement: Three in five questions arrive when every branch is shut.
      implication: Staff must be there in the evening, or the answer comes too late to help.
      owner: editor
      evidence:
        inbox-count:
          finding: Of 412 questions in January, 251 came after 18:00.
          method: count of the inbox
          stakeholders: [borrowers]  # finding
          collected: 2026-02-02
    ```

    ## Bad: experts agree

    ```yaml title="insights.yml"
    questions-after-hours:
      title: Questions come after hours
      statement: Three in five questions arrive when every branch is shut.
      implication: Staff must be there in the evening, or the answer comes too late to help.
      owner: editor
      evidence:
        round-table:
          finding: Four heads of communications think that evenings matter most.
          method: expert opinion  # finding
          stakeholders: [heads of communications, agencies]
          collected: 2026-02-02
    ```

    ## Good

    ```yaml title="insights.yml"
    questions-after-hours:
      title: Questions come after hours
      statement: Three in five questions arrive when every branch is shut.
      implication: Staff must be there in the evening, or the answer comes too late to help.
      owner: editor
      evidence:
        inbox-count:
          finding: Of 412 questions in January, 251 came after 18:00.
          method: count of the inbox
          stakeholders: [borrowers]
          collected: 2026-02-02
        desk-talks:
          finding: Eleven of fourteen colleagues at the desk say that people arrive with last night's question.
          method: interviews
          stakeholders: [staff]
          collected: 2026-02-10
    ```
    """
    pieces = {id: e for id, e in insight.evidence.items() if ground.in_force(e)}
    if not pieces:
        return
    first, piece = next(iter(pieces.items()))
    groups = {_alike(group) for e in pieces.values() for group in e.stakeholders}
    if all(_opinion(e.method.strip()) for e in pieces.values()):
        yield Finding(
            insight,
            f"All that speaks for {quoted(insight.title)} is opinion.",
            at=("evidence", first, "method"),
            help="Add something that was counted, read or observed.",
        )
    elif len(groups) == 1 and all(e.stakeholders for e in pieces.values()):
        yield Finding(
            insight,
            f"One voice only: all evidence for {quoted(insight.title)} comes from {piece.stakeholders[0]}.",
            at=("evidence", first, "stakeholders"),
            help="Ask another group about the same thing, and add what they say.",
        )


def _opinion(method: str) -> bool:
    return bool(_OPINION.search(method)) and not _LOOKED.search(method)


_LOOKED = re.compile(
    r"\b(?:counts?|counted|interviews?|observ\w+|polls?|surveys?|tally|tests?|tested|trials?)\b", re.I
)
_OPINION = re.compile(
    r"^opinions?$|\b(?:(?:experts?|our|own|personal) (?:opinions?|judge?ments?|views?)|opinions? of|intuition"
    r"|gut feeling|hunch|assumptions?|brainstorm\w*|(?:our|own|personal|professional|long) experience)\b",
    re.I,
)


def _alike(group: str) -> str:
    return group.strip().casefold().removesuffix("s")
