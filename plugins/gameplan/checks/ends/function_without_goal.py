from __future__ import annotations

from collections.abc import Iterator

from ...model import Function, Goal, Strategy
from ..check import ADVICE, Finding, check
from ..ground import Ground, quoted


@check("FUN03", ADVICE)
def function_without_goal(function: Function, ground: Ground) -> Iterator[Finding]:
    """A function is listed, and no goal or strategy supports it.

    ## Why it matters

    The people of that function will be asked for answers, photographs and patience, and they get nothing for it. A
    function without a stake is also the one that hears of a crisis last.

    ## What to do

    Ask its head what would help, and look whether one of your goals already does. If the function only stands there
    because it exists, delete it: the list is not an organisation chart.

    ## What it looks at

    Goals and strategies of this playbook and of those that extend it. A channel that supports the function is not
    enough, since a channel is a means. Where nobody has written a goal yet, nothing is said.

    ## Bad

    ```yaml title="functions.yml"
    borrower-services:
      title: Borrower services
      driver: Fewer trips that lead nowhere.
      head: director
      owner: director
    fundraising:  # finding
      title: Fundraising
      driver: The roof, by 2029.
      head: director
      owner: director
    ```

    ## Good

    ```yaml title="functions.yml"
    borrower-services:
      title: Borrower services
      driver: Fewer trips that lead nowhere.
      head: director
      owner: director
    ```
    """
    goals = any(ground.all_of(Goal, playbook) for playbook in ground.readers(function))
    supported = any(isinstance(t, Goal | Strategy) for t in ground.into(function, "supports"))
    if goals and not supported:
        yield Finding(
            function,
            f"{quoted(function.title)} has no stake in this playbook: no goal or strategy supports it.",
            help=f"Name it in the goal that helps it, `supports: [{function.address.id}]`, or take it off the list.",
        )
