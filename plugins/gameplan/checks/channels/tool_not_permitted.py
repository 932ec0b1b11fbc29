from __future__ import annotations

from collections.abc import Iterator

from ...model import Channel, Tactic, Tool
from ..check import ERROR, WARNING, Finding, Other, check
from ..ground import Ground, quoted


@check("CHN09", WARNING, audit=ERROR)
def tool_not_permitted(thing: Channel | Tactic | Tool, ground: Ground) -> Iterator[Finding]:
    """A channel or tactic uses a tool that staff may not use, or of which nobody has decided whether they may.

    ## Why it matters

    New tools come in by the side door: a trial, a colleague's own licence, a plug-in that made sense on a busy day. Each
    takes a copy of what people told you to somewhere else. Whoever has to answer for that should hear of it before,
    and a team should not have to break its own list to do its work.

    ## What to do

    Ask whoever decides about tools and data, and write the answer down as `permitted: true` or `permitted: false`, with
    what the tool may hold in `data`. If the answer is no, take the tool out of the tactic.

    ## What it looks at

    The tools of active channels and tactics; accounts that others run are left out, since you chose neither. A tool
    that says nothing under `permitted` is found once, at the tool, and only while something uses it.

    ## Bad: used, and not allowed

    ```yaml title="tools.yml"
    mastodon:
      title: Mastodon
      type: platform
      permitted: true
    shared-inbox:
      title: Shared inbox
      type: publishing
      permitted: false
    ```

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page]
      uses: [shared-inbox]  # finding
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```

    ## Bad: used, and nobody has decided

    ```yaml title="tools.yml"
    mastodon:
      title: Mastodon
      type: platform
      permitted: true
    shared-inbox:  # finding
      title: Shared inbox
      type: publishing
    ```

    ## Good: refused, written down, and used by nobody

    ```yaml title="tools/writing-machine.yml"
    title: Writing machine
    type: ai
    permitted: false
    data: Nothing at all
    ```
    """
    if isinstance(thing, Tool):
        users = [
            t for t in ground.into(thing, "tool", "uses") if not isinstance(t, Channel) or ground.ours(t)
        ]
        if thing.permitted is None and users:
            yield Finding(
                thing,
                f"{quoted(thing.title)} is in use, and nobody has said whether staff may use it.",
                help="Ask whoever decides, and write the answer: `permitted: true` or `permitted: false`.",
                others=(Other(users[0], "uses it"),),
            )
        return
    if isinstance(thing, Channel) and not ground.ours(thing):
        return
    written = [thing.tool] if isinstance(thing, Channel) else thing.uses
    for n, reference in enumerate(written):
        tool = ground.at(reference)
        if isinstance(tool, Tool) and tool.permitted is False:
            does = "runs on" if isinstance(thing, Channel) else "uses"
            yield Finding(
                thing,
                f"{quoted(thing.title)} {does} {quoted(tool.title)}, which staff may not use.",
                at=("tool",) if isinstance(thing, Channel) else ("uses", n),
                help="Use another tool, or have this one approved and write `permitted: true` there.",
                others=(Other(tool, "not permitted", ("permitted",)),),
            )
