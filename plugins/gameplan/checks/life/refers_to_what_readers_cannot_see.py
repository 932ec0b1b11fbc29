from __future__ import annotations

from collections.abc import Iterator

from ...model import Entity, Playbook
from ...model.part import CommonPart
from ...settings import VISIBILITY_LEVELS
from ..check import ADVICE, Finding, Other, check
from ..ground import Ground, Thing, quoted


@check("SAF03", ADVICE)
def refers_to_what_readers_cannot_see(thing: Entity | CommonPart, ground: Ground) -> Iterator[Finding]:
    """Pages refer to something that their readers may not see.

    ## Why it matters

    Nothing leaks: a public site shows "a restricted entry" in its place. But a reader who is told to follow a restricted
    entry cannot follow anything, and may be the colleague on a train for whom the page was made. It may well be meant;
    then somebody should have decided it once.

    ## What it looks at

    Everything that is internal or restricted, and is named by an entry or part that more people may read: in a line of
    its own or in the text. It is reported once, where the hidden one stands, so that one waiver there says that it is
    meant. Where a whole playbook is hidden from the readers of another, the playbook is reported.

    ## Bad

    ```yaml title="procedures.yml"
    account-lost:
      title: An account is in other hands
      visibility: internal  # finding
      trigger: Something stands on our page that none of us wrote.
      owner: keeper
      exercise_every: 1 year
      last_exercised: 2026-02-23
      phases:
        first-hour:
          title: The first hour
          steps:
            - {do: Sign everybody out and change the keys, role: keeper, within: 15 min}
            - {do: Say on the website that the page is not ours at present, role: editor, within: 1h}
    ```

    ## Good: its readers may see what it names

    ```yaml title="procedures/leaver-with-keys.yml"
    title: Somebody with keys leaves
    visibility: internal
    trigger: A colleague with a key has given notice.
    owner: keeper
    exercise_every: 1 year
    last_exercised: 2026-02-23
    phases:
      last-week:
        title: The last week
        steps:
          - {do: Change the keys and the second way in, role: keeper, within: 1 day}
    ```
    """
    if isinstance(thing, Playbook):
        yield from _hidden_playbook(thing, ground)
        return
    written = thing["visibility"]
    if not written:
        return
    level = ground.level(thing)
    naming = [t for t in _naming(thing, ground) if ground.level(t) < level]
    if not naming:
        return
    first = f"{quoted(ground.named(naming[0]))} names it"
    more = (
        f" and so do {len(naming) - 1} more" if len(naming) > 2 else " and so does 1 more" * (len(naming) - 1)
    )
    yield Finding(
        thing,
        f"{quoted(ground.named(thing))} is {VISIBILITY_LEVELS[level]}, but {first}{more}: readers of such a page meet "
        '"a restricted entry".',
        at=("visibility",),
        help="Let the same people read both, take the reference out, or waive it with a reason where it is meant.",
        others=tuple(Other(t, "shown to more people") for t in naming[:3]),
    )


def _naming(thing: Thing, ground: Ground) -> list[Thing]:
    """What is in force and names it in any way, from outside its own entry."""
    edges = [e for e in ground.graph.into(str(thing.address)) if not e.relation.implied]
    found = ground.into(thing, *(e.relation.name for e in edges))
    return [t for t in found if ground.entity(t) is not ground.entity(thing)]


def _hidden_playbook(playbook: Playbook, ground: Ground) -> Iterator[Finding]:
    level = ground.level(playbook)
    if level == 0:
        return
    inside = f"{playbook.address.playbook}/"
    seen: dict[str, Playbook] = {}
    for edge in ground.graph.edges():
        if edge.target.startswith(inside) or edge.target == playbook.address.playbook:
            source = ground.graph.find(edge.source)
            if source is not None and ground.in_force(source) and ground.level(source) < level:
                seen.setdefault(ground.playbook(source).address.playbook, ground.playbook(source))
    for other in seen.values():
        yield Finding(
            playbook,
            f"All of {quoted(playbook.title)} is {VISIBILITY_LEVELS[level]}, but {quoted(other.title)} refers to it and is shown "
            "to more people.",
            at=("visibility",),
            help="Let the same people read both playbooks: `visibility: "
            f"{VISIBILITY_LEVELS[ground.level(other)]}`.",
            others=(Other(other, "shown to more people", ("visibility",)),),
        )
