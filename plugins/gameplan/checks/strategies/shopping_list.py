from __future__ import annotations

from collections.abc import Iterator

from ...model import Strategy
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted
from ..words import lists_tasks
from .calendar_as_strategy import calendar_as_strategy
from .channels_instead_of_approach import channels_instead_of_approach


@check("STR04", WARNING)
def shopping_list(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """The approach of a strategy is a list of things to do.

    ## Why it matters

    Each item on the list may be a good idea. A list, however, cannot say no to the next good idea, so it grows every year
    and nothing is taken off it. What holds the items together is the strategy, and that sentence is the one missing here.

    ## What to do

    Move the items to tactics; they will need an owner and a date anyway. Then ask what they have in common, and what you
    would refuse to put on the list although it is popular. If nothing comes to mind, call the paper an action plan and
    leave the place for the strategy open.

    ## What it looks at

    Three orders or more in `approach`, as the items of a list or one after the other: post, launch, run, create, redesign and
    the like; in a list also ask, train, invite and other verbs. It stays quiet where any words of choice stand with them
    ("rather than", "instead", "not", "only when") and where a whole sentence beside the list says something of its own.
    Where a calendar or a list of channels is found already, this one does not speak as well.

    Tuned and counted on the sentences in `tests/test_check_sentences.py`, it catches 13 of 16 that have this fault
    and none of 99 that are fine.

    ## Bad

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: |  # finding
        - Launch a series of short films
        - Run a competition in the summer holidays
        - Redesign the letters
        - Print posters for every branch
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

    ## Bad: in a single sentence

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: Launch a series of short films, run a summer competition and print posters for every branch.  # finding
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

    ## Good

    A list is welcome below a sentence that chooses.

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: |
        Borrowers believe borrowers, so everything we make begins with one of them.

        - Record what they say at the desk
        - Print it as they said it
        - Share what came of it
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
    tasks = lists_tasks(strategy.approach)
    others = (channels_instead_of_approach, calendar_as_strategy)
    if tasks and not any(found for check in others for found in check(strategy, ground)):
        yield Finding(
            strategy,
            f"A shopping list: the approach of {quoted(strategy.title)} is {tasks} things to do, and no choice among them.",
            at=("approach",),
            help="Make each of them a tactic that implements this strategy, and write here what they have in common.",
        )
