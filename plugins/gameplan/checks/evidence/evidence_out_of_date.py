from __future__ import annotations

from collections.abc import Iterator

from ...model import Insight
from ...model.values import Duration
from ..check import ADVICE, Finding, check
from ..ground import Ground, quoted


@check("EVD03", ADVICE, dated=True)
def evidence_out_of_date(insight: Insight, ground: Ground) -> Iterator[Finding]:
    """The newest evidence of an insight is more than two years old.

    ## Why it matters

    People change where they talk and when they read faster than plans change. What was true of your readers two
    platforms ago is remembered as a fact, because it has a number in it.

    ## What to do

    Repeat the count, in a smaller way if need be, and add it beside the old one: two points in time say more than one.
    If nothing has changed, that is worth knowing too.

    ## What it looks at

    The latest `collected` day among the pieces of evidence; pieces without a day are passed over. The limit is 24
    months, or what the settings say in `evidence_months`.

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
          stakeholders: [borrowers]
          collected: 2023-01-30
        desk-talks:
          finding: Eleven of fourteen colleagues at the desk say that people arrive with last night's question.
          method: interviews
          stakeholders: [staff]
          collected: 2024-02-12  # finding
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
          collected: 2023-01-30
        desk-talks:
          finding: Nine of twelve colleagues at the desk say that people arrive with last night's question.
          method: interviews
          stakeholders: [staff]
          collected: 2026-02-10
    ```
    """
    days = [(e.collected, id) for id, e in insight.evidence.items() if e.collected and ground.in_force(e)]
    if not days:
        return
    newest, id = max(days)
    today = ground.today
    months = (today.year - newest.year) * 12 + today.month - newest.month - (today.day < newest.day)
    if Duration(months=ground.evidence_months).after(newest) < today:
        yield Finding(
            insight,
            f"The newest evidence for {quoted(insight.title)} is {months} months old.",
            at=("evidence", id, "collected"),
            help="Look whether it is still so, and add what you find as another piece of evidence.",
        )
