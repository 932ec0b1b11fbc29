from __future__ import annotations

from collections.abc import Iterator

from ...model import Playbook, Principle
from ..check import ADVICE, Finding, Other, check
from ..ground import Ground, quoted

_MANY = 9


@check("PRN02", ADVICE)
def too_many_principles(playbook: Playbook, ground: Ground) -> Iterator[Finding]:
    """A playbook has more than nine principles.

    ## Why it matters

    A principle does its work in a moment in which nobody opens a page: a comment comes in, a camera is running. What
    one cannot recall then does not help. With twelve of them there is also always one for each side of an argument.

    ## What it looks at

    The active principles of the playbook itself; those of a playbook that it extends are counted there.

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

    ```yaml title="principles.yml"
    answer-first:
      title: Answer before you announce
      statement: A person who asks comes before anything we want to say.
      rationale: We are asked more often than we have news.
      owner: director
    say-when:
      title: Say by when
      statement: If you cannot answer now, say by when you will.
      rationale: We are asked more often than we have news.
      owner: director
    no-names:
      title: No names
      statement: Nobody is named who did not agree to it.
      rationale: We are asked more often than we have news.
      owner: director
    plain-words:
      title: Plain words
      statement: Write as you would speak at the desk.
      rationale: We are asked more often than we have news.
      owner: director
    one-voice:
      title: One voice at a time
      statement: Whoever began a conversation ends it.
      rationale: We are asked more often than we have news.
      owner: director
    own-it:
      title: Own the slip
      statement: A mistake is said where it was made.
      rationale: We are asked more often than we have news.
      owner: director
    kind-first:
      title: Kind first
      statement: Begin with what the other one needs.
      rationale: We are asked more often than we have news.
      owner: director
    no-race:
      title: No race
      statement: We are never first with bad news about somebody else.
      rationale: We are asked more often than we have news.
      owner: director
    leave-room:
      title: Leave room
      statement: Others may have the last word.
      rationale: We are asked more often than we have news.
      owner: director
    ask-back:
      title: Ask back
      statement: Ask once more before you advise.
      rationale: We are asked more often than we have news.
      owner: director
    ```

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      applies:
        - answer-first
        - say-when
        - no-names
        - plain-words
        - one-voice
        - own-it
        - kind-first
        - no-race
        - leave-room
        - ask-back
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```

    ## Good

    ```yaml title="principles.yml"
    answer-first:
      title: Answer before you announce
      statement: A person who asks comes before anything we want to say.
      rationale: We are asked more often than we have news.
      owner: director
    say-when:
      title: Say by when
      statement: If you cannot answer now, say by when you will.
      rationale: We are asked more often than we have news.
      owner: director
    no-names:
      title: No names
      statement: Nobody is named who did not agree to it.
      rationale: We are asked more often than we have news.
      owner: director
    plain-words:
      title: Plain words
      statement: Write as you would speak at the desk.
      rationale: We are asked more often than we have news.
      owner: director
    one-voice:
      title: One voice at a time
      statement: Whoever began a conversation ends it.
      rationale: We are asked more often than we have news.
      owner: director
    own-it:
      title: Own the slip
      statement: A mistake is said where it was made.
      rationale: We are asked more often than we have news.
      owner: director
    kind-first:
      title: Kind first
      statement: Begin with what the other one needs.
      rationale: We are asked more often than we have news.
      owner: director
    no-race:
      title: No race
      statement: We are never first with bad news about somebody else.
      rationale: We are asked more often than we have news.
      owner: director
    leave-room:
      title: Leave room
      statement: Others may have the last word.
      rationale: We are asked more often than we have news.
      owner: director
    ```

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      applies:
        - answer-first
        - say-when
        - no-names
        - plain-words
        - one-voice
        - own-it
        - kind-first
        - no-race
        - leave-room
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```
    """
    principles = ground.own(Principle, playbook)
    if len(principles) > _MANY:
        yield Finding(
            playbook,
            f"{quoted(playbook.title)} has {len(principles)} principles: can anyone recall them?",
            help="Merge those that say the same, and move what is really a rule to `rules/`.",
            others=(Other(principles[_MANY], "the tenth"),),
        )
