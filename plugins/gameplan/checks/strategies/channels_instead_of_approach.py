from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import one_of
from ...model import Strategy
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted
from ..words import lists_channels


@check("STR03", WARNING)
def channels_instead_of_approach(strategy: Strategy, ground: Ground) -> Iterator[Finding]:
    """The approach of a strategy names channels and tools and little else.

    ## Why it matters

    "We're thinking of using Facebook as our social media strategy" is the sentence this check was written for. A platform is
    a place. It does not say what should happen there, for whom, or why that would work, and when the platform falls out of
    fashion the strategy falls with it.

    ## What to do

    Cross out every platform in the sentence and read what is left. If something is, that is your approach; write it down
    without the names. If nothing is, go back to what stands in the way (`diagnosis`) and ask what could move it. The
    platforms then belong in tactics, under `runs_on` and `uses`.

    ## What it looks at

    The words of `approach`, in English. It knows the names of common platforms, the tools of this playbook and its
    parents, and words such as newsletter, website or podcast. Besides these it counts the words that carry meaning,
    without those for using and posting. It speaks where tools and channels are a quarter of them or more, or where
    a tool is named and fewer than six others remain (eight, where several are named). A sentence that chooses
    ("rather than", "instead of", "not") or gives a reason ("because", "so that") has to be much emptier than that:
    fewer than three other words, or more than half as many channels as these. Without a brand or a tool of your own
    it takes two channels, and no choice.

    A name that is also a word, such as Threads or X, counts with its capital, after "on" or "use", or beside another tool.
    A tool of your own whose title is one word counts with its capital within a sentence. What is a part of the
    organisation's name is no tool.

    Tuned and counted on the sentences in `tests/test_check_sentences.py`, it catches 23 of 24 that have this fault
    and none of 99 that are fine.

    ## Bad

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: We're thinking of using Facebook as our social media strategy  # finding
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

    ## Bad: a tool of the playbook itself

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: Mastodon for borrowers, and the shared inbox for us.  # finding
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

    The tool may be named where the sentence does not live on it.

    ```yaml title="strategies.yml"
    be-the-evening-desk:
      title: Be the evening desk
      type: social
      diagnosis: Borrowers ask after work, when every branch is shut, and have forgotten by morning.
      approach: >-
        Answer in the evening where the question was asked, on Mastodon as much as by phone, because
        neighbours read along and half of them had the same question.
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
    playbook = ground.playbook(strategy)
    if channels := lists_channels(strategy.approach, ground.own_tools(playbook), playbook.organisation):
        named = one_of(channels, "and")
        yield Finding(
            strategy,
            f"The approach of {quoted(strategy.title)} names {named} and little else.",
            at=("approach",),
            label="a place, not yet a way",
            help="Say how you mean to get there, so that it holds when the platform is gone; move the platform to a tactic.",
        )
