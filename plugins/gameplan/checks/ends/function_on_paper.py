from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...model import Function, Goal, Strategy, Tactic
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted


@check("FUN02", WARNING)
def function_on_paper(function: Function, ground: Ground) -> Iterator[Finding]:
    """Goals or strategies claim to help a function, and no active tactic works for it.

    ## Why it matters

    It costs nothing to write the name of a department under a goal. Its head reads it, waits for the help, and after
    a year tells everybody what the playbook is worth. One function that really got better convinces more people than
    six that are listed.

    ## What to do

    Begin or resume one tactic that leads there. If nobody can spare the time, take the function out of `supports`
    until somebody can: "not yet" is an honest answer.

    ## What it looks at

    A tactic works for a function when a strategy it carries out supports it, or one above that strategy, or a goal
    that the strategy is for. Nothing is said while a playbook has no active tactics, or has one without a strategy
    (STR01), which might be the one. A tactic of a playbook that extends this one counts.

    ## Bad

    ```yaml title="functions.yml"
    borrower-services:
      title: Borrower services
      driver: Fewer trips that lead nowhere.
      head: director
      owner: director
    learning:  # finding
      title: Learning
      driver: Full rooms on homework afternoons.
      head: director
      owner: director
    ```

    ```yaml title="goals.yml"
    helped-first-time:
      title: Borrowers are helped the first time
      driver: Every second trip to the desk is a question that could have been answered at home.
      supports: [borrower-services]
      owner: director
    homework-together:
      title: Nobody does homework alone
      driver: Four of ten homework places stay empty.
      supports: [learning]
      owner: director
    ```

    ## Good

    ```yaml title="functions.yml"
    borrower-services:
      title: Borrower services
      driver: Fewer trips that lead nowhere.
      head: director
      owner: director
    learning:
      title: Learning
      driver: Homework questions that are settled before bedtime.
      head: director
      owner: director
    ```

    ```yaml title="goals.yml"
    helped-first-time:
      title: Borrowers are helped the first time
      driver: Every second trip to the desk is a question that could have been answered at home.
      supports: [borrower-services, learning]
      owner: director
    ```
    """
    claims = [t for t in ground.into(function, "supports") if isinstance(t, Goal | Strategy)]
    tactics = {str(t.address): t for p in ground.readers(function) for t in ground.all_of(Tactic, p)}
    if not claims or not tactics:
        return
    for tactic in tactics.values():
        helped = ground.once(("helped", tactic.address), partial(_helped, tactic, ground))
        if helped is None or str(function.address) in helped:
            return
    yield Finding(
        function,
        f"{quoted(function.title)} is to be helped, but no active tactic works for it.",
        help="Improve at least one function you already have: begin a tactic for it, or claim less.",
        others=tuple(Other(claim, "says that it helps", ("supports",)) for claim in claims[:2]),
    )


def _helped(tactic: Tactic, ground: Ground) -> frozenset[str] | None:
    """The functions that a tactic works for, by address; None where it carries out no strategy."""
    strategies = ground.carried_out(tactic)
    if not strategies:
        return None
    towards = [t for s in strategies for t in (*ground.above(s), *ground.aims(s))]
    return frozenset(str(f.address) for t in towards for f in ground.out(t, "supports"))
