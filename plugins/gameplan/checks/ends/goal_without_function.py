from __future__ import annotations

from collections.abc import Iterator

from ...model import Function, Goal, Playbook, Strategy
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted


@check("FUN01", WARNING)
def goal_without_function(thing: Playbook | Goal | Strategy, ground: Ground) -> Iterator[Finding]:
    """A goal, or a strategy without one, helps no business function.

    ## Why it matters

    The organisation had work to do before it had accounts: it answers customers, it hires, it sells, it lends books.
    When money is short, what helps that work is kept, and what only helps communications is cut. Whoever leads such a
    function is also the best ally you can have, and will not know it unless the playbook says so.

    ## What to do

    Ask whose day gets easier once the goal is reached. Write that function down, with what matters most to it, and
    name it in the goal.

    ## What it looks at

    A goal needs a function of its own in `supports`. A strategy is aligned through its own `supports`, through the
    strategy it is part of, or through the goals it works towards; where those goals name none, they are found and the
    strategy is not. Where a playbook has goals and knows no functions at all, it is said once, for the playbook.

    ## Bad

    ```yaml title="goals.yml"
    helped-first-time:  # finding
      title: Borrowers are helped the first time
      driver: Every second trip to the desk is a question that could have been answered at home.
      owner: director
    ```

    ## Bad: aims, and nothing of the organisation

    ```yaml title="../tarn-end/playbook.yml"
    title: Tarn End playbook  # finding
    organisation: Tarn End Swimming Club
    summary: How a small club keeps its beginners.
    visibility: public
    ```

    ```yaml title="../tarn-end/vision.yml"
    title: At home in the water
    statement: Nobody in Tarn End is afraid of the water.
    experience: I was afraid, and nobody laughed.
    horizon: 2030-12-31
    ```

    ```yaml title="../tarn-end/goals.yml"
    beginners-come-back:
      title: Beginners come back for a second lesson
      driver: Half of our beginners come once. To find a new one costs more than to keep one we have.
    ```

    ## Good

    ```yaml title="goals.yml"
    helped-first-time:
      title: Borrowers are helped the first time
      driver: Every second trip to the desk is a question that could have been answered at home.
      supports: [borrower-services]
      owner: director
    ```

    ## Good: a strategy that is aligned through its goal

    ```yaml title="strategies/lend-the-answer.yml"
    title: Lend the answer with the book
    approach: Put the answer where borrowers already look, on the slip in the book, rather than ask them to come to us.
    diagnosis: Borrowers do not know that they may ask in the evening.
    not_doing: [Print a poster for every branch]
    posture: proactive
    experience: They thought of it before I did.
    pursues: [helped-first-time]
    informed_by: [questions-after-hours]
    reaches: [evening-borrowers]
    owner: editor
    sponsor: director
    ```
    """
    functions = ground.all_of(Function, ground.playbook(thing))
    if isinstance(thing, Playbook):
        told = any(ground.own(Goal, parent) for parent in ground.parents(thing))
        if not functions and not told and ground.own(Goal, thing):
            yield Finding(
                thing,
                f"{quoted(thing.title)} has aims, but names no business function that they would help.",
                help="Write down the work of the organisation that should get easier, in `functions.yml`.",
            )
    elif functions and not _aligned(thing, ground):
        yield Finding(
            thing,
            f"{quoted(thing.title)} is not aligned with any business function.",
            help=f"Name the work that it makes easier: `supports: [{functions[0].address.id}]`, or another.",
        )


def _aligned(end: Goal | Strategy, ground: Ground) -> bool:
    if isinstance(end, Goal):
        return bool(ground.out(end, "supports"))
    return any(ground.out(s, "supports") for s in ground.above(end)) or any(
        isinstance(aim, Goal) for aim in ground.aims(end)
    )
