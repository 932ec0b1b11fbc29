from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Playbook, Tactic, Tool
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted

_EMPTY = frozenset(
    "a account accounts an and app at be channel feed for group in launch my new on open our page pages post posting "
    "posts presence profile run start the to use using via with".split()
)
"""Words that say nothing about an act: "Use our new Instagram page" is still only Instagram."""


@check("TAC05", WARNING)
def titled_like_a_tool(tactic: Tactic, ground: Ground) -> Iterator[Finding]:
    """The title of a tactic is only the name of a tool.

    ## Why it matters

    "Instagram" is not something one does. Whoever reads it in a plan fills in the rest: the manager sees sales, the
    designer sees pictures, and the trainee sees a page to open. A title with a verb in it, or with the people it is
    for, is the shortest way to find out that they do not mean the same.

    ## What it looks at

    The names of the tools that the playbook lists, with nothing else in the title but words such as "our", "page",
    "use" or "posts".

    ## Bad

    ```yaml title="tactics/our-page.yml"
    title: Our Mastodon page  # finding
    implements: [be-the-evening-desk]
    owner: editor
    runs_on: [main-page]
    reaches: [evening-borrowers]
    moves: [first-reply]
    cadence: Every evening
    ```

    ## Good

    ```yaml title="tactics/our-page.yml"
    title: Ask on Mastodon before you make the trip
    implements: [be-the-evening-desk]
    owner: editor
    runs_on: [main-page]
    reaches: [evening-borrowers]
    moves: [first-reply]
    cadence: Every evening
    ```
    """
    left = _spaced(tactic.title)
    named = []
    playbook = ground.playbook(tactic)
    for name, tool in ground.once(("tool names", playbook.address), lambda: _tools(playbook, ground)):
        if name in left:
            named.append(tool)
            left = left.replace(name, " ")
    if named and set(left.split()) <= _EMPTY:
        yield Finding(
            tactic,
            f"{quoted(named[0].title)} is not an action, and the tactic {quoted(tactic.title)} names nothing else.",
            at=("title",),
            help="Say in the title what you do there, or for whom.",
            others=(Other(named[0], "a tool"),),
        )


def _tools(playbook: Playbook, ground: Ground) -> list[tuple[str, Tool]]:
    """The tools that a playbook lists by their names, the longest first."""
    tools = sorted(ground.all_of(Tool, playbook), key=lambda t: -len(t.title))
    return [(name, tool) for tool in tools if (name := _spaced(tool.title)).strip()]


def _spaced(text: str) -> str:
    """The words of a text, with a space around each."""
    words = " ".join(re.findall(r"[^\W_]+", text.casefold()))
    return f" {words} "
