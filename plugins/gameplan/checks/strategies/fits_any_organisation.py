from __future__ import annotations

from collections.abc import Iterator

from ...model import Entity, Strategy
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted
from ..words import fits_anybody, same_as
from .calendar_as_strategy import calendar_as_strategy
from .channels_instead_of_approach import channels_instead_of_approach
from .shopping_list import shopping_list


@check("STR07", WARNING)
def fits_any_organisation(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """The approach of a strategy would fit any organisation.

    ## Why it matters

    Cross out your name, put in that of a bank or a zoo, and read the sentence again. If it still works, it decides nothing
    for anybody. Engaging content, authentic dialogue and a vibrant community are what everybody wants; a strategy says
    what you know that others do not, and what follows from it.

    ## What to do

    Take one thing that you found out about your people and begin the sentence with it. If you have found out nothing yet,
    that is the next thing to do, and an hour at the counter is a fair beginning.

    ## What it looks at

    It speaks where two words of `approach` or more are worn (engage, relevant, community, brand, impact and their like), where
    three in five or more say little on this subject, and where none of the rest occurs in the titles and texts of the
    audiences, functions, insights and ends that the strategy names, or in the name of the organisation. It also speaks
    where the text is, but for a few words, the example that Gameplan gives for `approach` in its reference and in editors. A plain sentence without worn words is
    left alone, even where it shares no word with the evidence: good writers use other words for the same thing. Where
    another check has found a list in place of an approach, this one is quiet.

    Tuned and counted on the sentences in `tests/test_check_sentences.py`, it catches 15 of 20 that have this fault
    and none of 99 that are fine.

    ## Bad

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: Create authentic, relevant content that builds trust and drives engagement with our stakeholders.  # finding
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

    ## Bad: still the example

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: Be there in the hours when people ask and nobody else answers.  # finding
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

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: >-
        Build trust in the evening, by name, one question at a time, until borrowers ask us before they make
        the trip.
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
    if same_as(strategy.approach, _EXAMPLE):
        yield Finding(
            strategy,
            f"The approach of {quoted(strategy.title)} is still the example of the reference.",
            at=("approach",),
            help="Write what you have chosen, and what you know about your people that makes it right.",
        )
    elif fits_anybody(strategy.approach, _evidence(strategy, ground)) and not any(
        found for check in _LISTS for found in check(strategy, ground)
    ):
        insights = ground.out(strategy, "informed_by")
        yield Finding(
            strategy,
            f"The approach of {quoted(strategy.title)} would fit any organisation.",
            at=("approach",),
            help="Tie it to your own evidence: say whom it is for and what you know about them.",
            others=tuple(Other(i, "this is yours", ("statement",)) for i in insights[:1]),
        )


_EXAMPLE = Strategy.approach.example.partition(": ")[2]
_LISTS = (channels_instead_of_approach, calendar_as_strategy, shopping_list)


def _evidence(strategy: Strategy, ground: Ground) -> Iterator[str]:
    """Everything an organisation knows about itself that a strategy leans on, in words."""
    playbook = ground.playbook(strategy)
    yield playbook.organisation
    yield from (term for term, _ in playbook.definitions)
    for thing in ground.out(strategy, "reaches", "supports", "informed_by", "pursues"):
        for whole in (thing, *(thing.parts().values() if isinstance(thing, Entity) else ())):
            yield ground.named(whole)
            yield from (text for _, text in ground.texts(whole))
