from __future__ import annotations

from collections.abc import Iterator

from ...model import Insight
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("EVD02", WARNING)
def insight_without_evidence(insight: Insight, ground: Ground) -> Iterator[Finding]:
    """An insight has no evidence.

    ## Why it matters

    "Our readers prefer video" sounds like knowledge and is often the view of whoever said it last. Once it is called an
    insight, nobody asks again. Three lines on who was asked, how and when let a doubter check, and let you notice when
    it is no longer so.

    ## What to do

    Write what was found, by which method, among whom and on which day. A tally at the desk for a week is evidence; so
    is a reading of the complaints. Evidence may be internal and still be named here.

    ## Bad

    ```yaml title="insights.yml"
    questions-after-hours:  # finding
      title: Questions come after hours
      statement: Three in five questions arrive when every branch is shut.
      implication: Staff must be there in the evening, or the answer comes too late to help.
      owner: editor
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
          stakeholders: [borrowers, branch staff]
          collected: 2026-02-02
    ```
    """
    if not any(ground.in_force(piece) for piece in insight.evidence.values()):
        yield Finding(
            insight,
            f"Without evidence, {quoted(insight.title)} is an opinion.",
            help="Write under `evidence` what was found, how, among whom and when.",
        )
