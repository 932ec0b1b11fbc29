from __future__ import annotations

from collections.abc import Iterator

from ...model import Insight, Strategy
from ..check import ADVICE, Finding, check
from ..ground import Ground, quoted


@check("EVD05", ADVICE)
def insight_nobody_uses(insight: Insight, ground: Ground) -> Iterator[Finding]:
    """No strategy is informed by an insight, and nothing mentions it.

    ## Why it matters

    Somebody asked two hundred people, and people gave their time to answer. When the finding then changes nothing, both
    learn that asking was for show. It may also be the best argument you have for something you already do.

    ## What to do

    Read its implication aloud in the next meeting and ask which strategy it supports, or contradicts. An insight that
    contradicts one is the most useful kind.

    ## What it looks at

    `informed_by` in active strategies, those of playbooks that extend this one included, and `[[insights/…]]` in the
    text of anything active. Where there are no strategies yet, nothing is said.

    ## Bad

    ```yaml title="insights/parents-read-aloud.yml"
    title: Parents read aloud on the bus  # finding
    statement: One parent in four reads to a child on the way home.
    implication: Lend short books where the bus stops.
    owner: editor
    evidence:
      bus-count:
        finding: Of 88 parents on two lines, 23 read aloud.
        method: count on the bus
        stakeholders: [parents]
        collected: 2026-03-06
      drivers:
        finding: Both drivers we asked know the stories by heart.
        method: conversation
        stakeholders: [bus drivers]
        collected: 2026-03-06
    ```

    ## Good

    ```yaml title="insights/parents-read-aloud.yml"
    title: Parents read aloud on the bus
    statement: One parent in four reads to a child on the way home.
    implication: Lend short books where the bus stops.
    owner: editor
    evidence:
      bus-count:
        finding: Of 88 parents on two lines, 23 read aloud.
        method: count on the bus
        stakeholders: [parents]
        collected: 2026-03-06
      drivers:
        finding: Both drivers we asked know the stories by heart.
        method: conversation
        stakeholders: [bus drivers]
        collected: 2026-03-06
    ```

    ```yaml title="strategies/stories-that-fit-a-bus-ride.yml"
    title: Stories that fit a bus ride
    approach: Lend what can be read aloud between two stops, because parents read where they sit and not where we are.
    diagnosis: Parents pass the branch twice a day and have no time to come in.
    not_doing: [Read in the branch on Saturdays]
    posture: proactive
    experience: The ride was over before the story was.
    pursues: [helped-first-time]
    supports: [borrower-services]
    informed_by: [parents-read-aloud]
    reaches: [evening-borrowers]
    owner: editor
    sponsor: director
    ```
    """
    planned = any(ground.all_of(Strategy, playbook) for playbook in ground.readers(insight))
    own = str(insight.address)
    mentioned = [
        t for t in ground.into(insight, "informed_by", "mentions") if str(ground.entity(t).address) != own
    ]
    if planned and not mentioned:
        yield Finding(
            insight,
            f"Found, then forgotten: nothing uses {quoted(insight.title)}.",
            help=f"Name it in the strategy it should shape, `informed_by: [{insight.address.id}]`, or retire it.",
        )
