from __future__ import annotations

from collections.abc import Iterator

from ...model import Strategy
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted
from ..words import keeps_a_calendar
from .channels_instead_of_approach import channels_instead_of_approach


@check("STR06", WARNING)
def calendar_as_strategy(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """The approach of a strategy says how often to post, and nothing beside it says why.

    ## Why it matters

    A content calendar answers the question of what goes out on Thursday. It is useful, and it is where many teams begin,
    because filling it feels like progress. Yet a full calendar can serve any purpose or none, and nobody can tell from it
    which week could be dropped.

    ## What to do

    Keep the calendar, as the `cadence` of a tactic. Then write down what stands in the way today, or how people should stand
    to you in a year. The approach is what leads from the one to the other.

    ## What it looks at

    It speaks only where `diagnosis`, `not_doing` and `relationship_change` are all empty, here and in the strategies above.
    Then it looks in `approach` for words such as daily, every Friday, twice a week or calendar, together with a word for
    publishing. It stays quiet where a choice is made ("rather than", "before we…"), and where for each such word there are
    more than three others that mean something. "Visit every street once a year" is no calendar.

    Tuned and counted on the sentences in `tests/test_check_sentences.py`, it catches 11 of 13 that have this fault
    and none of 99 that are fine.

    ## Bad

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      approach: Post every weekday at noon and share two stories a week.  # finding
      experience: Somebody was there.
      posture: reactive
      pursues: [answer-same-day]
      supports: [borrower-services]
      informed_by: [questions-after-hours]
      reaches: [evening-borrowers]
      applies: [answer-first]
      owner: editor
      sponsor: director
    ```

    ## Good

    The rhythm may be part of a choice.

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: >-
        One letter every Friday and silence between, so that whoever opens it knows that nothing was missed.
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
    ```
    """
    if any(s.diagnosis or s.not_doing or s.relationship_change for s in ground.above(strategy)):
        return
    often = keeps_a_calendar(strategy.approach)
    if often and not any(channels_instead_of_approach(strategy, ground)):
        yield Finding(
            strategy,
            f"A calendar is not a strategy: {quoted(strategy.title)} says {quoted(often)}, and nothing says why.",
            at=("approach",),
            help="Write in `diagnosis` what stands in the way, and move the rhythm to the `cadence` of a tactic.",
        )
