from __future__ import annotations

from collections.abc import Iterator

from ...model import Goal, Objective, Principle, Strategy, Vision
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted
from ..words import tools_in


@check("STR05", WARNING)
def tool_at_the_top(
    thing: Vision | Goal | Objective | Principle | Strategy, ground: Ground
) -> Iterator[Finding]:
    """The name of a tool stands where an end, a principle or a strategy is named.

    ## Why it matters

    Platforms come and go within the life of a single strategy. A goal or principle that carries the name of one has to be
    rewritten when it goes, and until then it sends everybody to the platform when the question was what to do for people.
    Tools stand deepest in a playbook: tactics use them, and channels run on them.

    ## What it looks at

    The title of a goal, objective, principle or strategy, the vision's and a principle's statement, and what is different
    once a goal is reached (`outcome`). It knows the names of common platforms and the titles of the tools in this playbook
    and its parents; a tool of yours whose title is one common word counts only with its capital, within a sentence. What
    is a part of the organisation's own name is left alone. A metric may name a platform, since numbers come from
    somewhere.

    ## Bad

    ```yaml title="goals.yml"
    helped-first-time:
      title: Borrowers follow us on Facebook  # finding
      driver: Every second trip to the desk is a question that could have been answered at home.
      supports: [borrower-services]
      owner: director
    ```

    ## Bad: in a statement

    ```yaml title="principles.yml"
    answer-first:
      title: Answer before you announce
      statement: A person who asks in the shared inbox comes before anything we want to say.  # finding
      rationale: We are asked more often than we have news.
      owner: director
    ```

    ## Good

    ```yaml title="goals.yml"
    helped-first-time:
      title: Borrowers are helped where they ask
      driver: Every second trip to the desk began as a question on Facebook that nobody answered.
      supports: [borrower-services]
      owner: director
    ```
    """
    playbook = ground.playbook(thing)
    for name in ("title", "statement", "outcome"):
        text: str = thing[name] if name in thing.fields else ""
        if tools := tools_in(text, ground.own_tools(playbook), playbook.organisation):
            yield Finding(
                thing,
                f"{quoted(tools[0])} is a tool: it belongs in a tactic rather than in the {name} of {quoted(thing.title)}.",
                at=(name,),
                help="Say what people get out of it, and name the tool in the tactic that uses it.",
            )
