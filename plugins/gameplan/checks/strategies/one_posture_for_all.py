from __future__ import annotations

from collections.abc import Iterator

from ...model import Playbook, Strategy
from ..check import ADVICE, Finding, Other, check
from ..ground import Ground, quoted


@check("STR15", ADVICE)
def one_posture_for_all(playbook: Playbook, ground: Ground) -> Iterator[Finding]:
    """All strategies of a playbook have the same posture.

    ## Why it matters

    Where everybody answers, nobody brings up what people do not know to ask about. Where everybody speaks first, questions
    pile up below the posts. Either can be right for a while. It should be a decision rather than a habit that was copied
    from one strategy to the next.

    ## What it looks at

    Playbooks with three strategies or more of their own, all with a posture and all with the same. A strategy of a parent
    playbook that has another one is enough to stay quiet. If all are mixed, nothing has been decided, and that is said
    too.

    ## Bad

    ```yaml title="playbook.yml"
    title: Merrowby, the small playbook  # finding
    organisation: Merrowby Libraries
    summary: How six people answer in the evening.
    owner: editor
    approver: director
    visibility: public
    reviewed: 2026-03-02
    review_every: 1 year
    ```

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: >-
        Be there when borrowers have time to ask rather than when we are open, because a question that is
        answered in the evening saves the borrower a trip and the branch a queue.
      experience: Somebody was there.
      posture: proactive
      pursues: [answer-same-day]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      applies: [answer-first]
      not_doing: [Announce events in the evening]
      owner: editor
      sponsor: director
    open-evenings:
      title: Open evenings at the branch
      type: social
      diagnosis: Shift workers have never seen the branch with the lights on.
      approach: >-
        Open the doors when the shift ends rather than when ours begins, and let whoever comes decide what the
        evening is for.
      experience: They stayed up for me.
      posture: proactive
      pursues: [helped-first-time]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      not_doing: [Run a programme of talks]
      owner: editor
      sponsor: director
    borrowers-bring-borrowers:
      title: Borrowers bring borrowers
      type: social
      diagnosis: Nobody in the new estate has a neighbour who reads with us.
      approach: >-
        Ask every borrower we have helped to bring the one person on their stair who has not been here yet.
      experience: She took me along.
      posture: proactive
      pursues: [helped-first-time]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      not_doing: [Leave leaflets in the new estate]
      owner: editor
      sponsor: director
    ```

    ## Good

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: >-
        Be there when borrowers have time to ask rather than when we are open, because a question that is
        answered in the evening saves the borrower a trip and the branch a queue.
      experience: Somebody was there.
      posture: reactive
      pursues: [answer-same-day]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      applies: [answer-first]
      not_doing: [Announce events in the evening]
      owner: editor
      sponsor: director
    open-evenings:
      title: Open evenings at the branch
      type: social
      diagnosis: Shift workers have never seen the branch with the lights on.
      approach: >-
        Open the doors when the shift ends rather than when ours begins, and let whoever comes decide what the
        evening is for.
      experience: They stayed up for me.
      posture: proactive
      pursues: [helped-first-time]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      not_doing: [Run a programme of talks]
      owner: editor
      sponsor: director
    borrowers-bring-borrowers:
      title: Borrowers bring borrowers
      type: social
      diagnosis: Nobody in the new estate has a neighbour who reads with us.
      approach: >-
        Ask every borrower we have helped to bring the one person on their stair who has not been here yet.
      experience: She took me along.
      posture: proactive
      pursues: [helped-first-time]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      not_doing: [Leave leaflets in the new estate]
      owner: editor
      sponsor: director
    ```
    """
    own = ground.own(Strategy, playbook)
    postures = {s.posture for s in ground.all_of(Strategy, playbook) if s.posture or s in own}
    if len(own) < 3 or len(postures) != 1 or postures == {""}:
        return
    posture = postures.pop()
    yield Finding(
        playbook,
        f"All {len(own)} strategies of {quoted(playbook.title)} are {posture}: {_MEANS[posture]}. Is that intended?",
        help="Look at each once more and ask who begins; if it is meant, accept this finding here with a reason.",
        others=tuple(Other(s, posture, ("posture",)) for s in own[:3]),
    )


_MEANS = {
    "proactive": "nobody is there to be asked",
    "reactive": "nobody begins a conversation",
    "mixed": "the word no longer tells anybody what to do first",
}
