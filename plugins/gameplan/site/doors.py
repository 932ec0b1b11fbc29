"""The ways in from a home page: doors with what people ask most, and the questions that have a page of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..model import SECTIONS, Entity
from . import words
from .changes import changes_door
from .data.blocks import Block
from .data.pieces import Link
from .data.ways import Door, DoorsBlock, Urgent
from .desk import Desk
from .views import views_in

_DOORS = 4
_BEHIND = 8
"""How many further ways a door names."""
_AT_ONCE = 5
"""How many things that cannot wait a panel names."""

QUESTIONS = {
    "own-account": "May I say this on my own account?",
    "scoreboard": "How are we doing?",
    "who-does-what": "Who does what?",
    "channels-by-audience": "Where do we reach whom?",
    "strategies-by-channel": "What do we run where?",
    "functions-by-strategy": "Whom do we do this for?",
    "glossary": "What does this word mean?",
}
"""What people ask when a view answers, by its name; a view that is not here is called by its title."""

_TOLD_ALREADY = ("line-of-sight",)
"""Views of which a home page tells the most itself."""


def doors(desk: Desk, playbooks: Sequence[str]) -> DoorsBlock | None:
    """The doors of a home page that answers for some playbooks, or None where there is nothing behind any.

    What people ask most comes first; a playbook without guides, situations or releases opens on its strategy.
    With several playbooks a door leads into each of them.
    """
    found: list[Door] = []
    for title, text, way in _WAYS:
        if len(found) == _DOORS:
            break
        ways = [(p, door) for p in playbooks if (door := way(desk, p)) is not None]
        if len(playbooks) == 1:
            found += [door for _, door in ways]
        elif ways:
            found.append(_shared(desk, title, text, ways))
        if way is _roles and len(found) < _DOORS and (door := changes_door(desk)) is not None:
            found.append(door)
    if not found:
        return None
    behind = {door.action.href for door in found}
    also = tuple(link for link in _asked(desk, playbooks) if link.href not in behind)
    return DoorsBlock("Where to begin", "_doors", tuple(found), also, plain=True)


def _shared(desk: Desk, title: str, text: str, ways: list[tuple[str, Door]]) -> Door:
    """One door for several playbooks, each way called after the playbook that it leads into."""
    into = [Link(desk.name(playbook), door.action.href) for playbook, door in ways]
    first = ways[0][1]
    return Door(title, text or first.text, into[0], first.icon, tuple(into[1 : _BEHIND + 1]), first.mine)


def _asked(desk: Desk, playbooks: Sequence[str]) -> Iterator[Link]:
    """The questions that have a page, and whom to ask. With several playbooks they stand on the page of each."""
    if len(playbooks) != 1:
        return
    (playbook,) = playbooks
    if _live(desk, playbook, "channels"):
        yield Link("Is this account ours, and who looks after it?", desk.href(f"{playbook}/channels/"))
    for section in SECTIONS:
        for view in views_in(desk.site, playbook, section):
            if view.name not in _TOLD_ALREADY:
                yield Link(QUESTIONS.get(view.name, view.title), desk.href(view.address(playbook)))
    manifest = desk.graph.playbook(playbook)
    if manifest is not None and manifest.contacts:
        yield Link("Whom do I ask?", "#_contacts")


def _live(desk: Desk, playbook: str, kind: str) -> list[Entity]:
    return [e for e in desk.graph.in_sight(playbook, kind) if not e.ended]


def _index(desk: Desk, playbook: str, kind: str) -> Link | None:
    """The way to the index of a kind, with how much there is; None where there is nothing."""
    found = _live(desk, playbook, kind)
    if not found:
        return None
    return Link(words.amount(desk.graph, playbook, kind, len(found)), desk.href(f"{playbook}/{kind}/"))


# --- the ways ---------------------------------------------------------------------------------


def _guides(desk: Desk, playbook: str) -> Door | None:
    guides = _live(desk, playbook, "guides")
    if not guides:
        return None
    first = guides[0]
    others = tuple(desk.link(str(e.address)) for e in guides[1:])
    if len(others) > _BEHIND // 2:
        all_of_them = Link(
            f"All {words.amount(desk.graph, playbook, 'guides', len(guides))}",
            desk.href(f"{playbook}/guides/"),
        )
        others = (*others[: _BEHIND // 2 - 1], all_of_them)
    text = desk.site.text(first.address.playbook, first.summary or first["question"])
    return Door(
        first.title, text, Link("Start the questions", desk.href(str(first.address))), "question", others
    )


def _situations(desk: Desk, playbook: str) -> Door | None:
    way = _index(desk, playbook, "rules")
    text = "A complaint, a mistake, a journalist, praise: who answers, by when, in what words."
    return Door("Someone said something", text, way, "alert") if way else None


def _roles(desk: Desk, playbook: str) -> Door | None:
    way = _index(desk, playbook, "roles")
    text = "What binds you, what you answer, what you approve and own."
    return Door("My role", text, way, "person", mine=True) if way else None


def _accounts(desk: Desk, playbook: str) -> Door | None:
    way = _index(desk, playbook, "channels")
    text = "Every account that speaks for us, or seems to, and who keeps its keys."
    return Door("Is this account ours?", text, way, "broadcast") if way else None


def _policies(desk: Desk, playbook: str) -> Door | None:
    way = _index(desk, playbook, "policies")
    return (
        Door("What binds us?", "What we must, should and may do, clause by clause.", way, "list")
        if way
        else None
    )


def _vision(desk: Desk, playbook: str) -> Door | None:
    vision = desk.graph.single(playbook, "vision")
    if vision is None:
        return None
    text = desk.site.text(vision.address.playbook, vision["statement"])
    return Door("Why do we do this?", text, Link("The vision", desk.href(str(vision.address))), "up")


def _strategies(desk: Desk, playbook: str) -> Door | None:
    way = _index(desk, playbook, "strategies")
    return (
        Door("How do we get there?", "The choices we made, and what each of them is for.", way, "on")
        if way
        else None
    )


def _tactics(desk: Desk, playbook: str) -> Door | None:
    way = _index(desk, playbook, "tactics")
    return Door("What do we do?", "What is running, who runs it, and why.", way, "check") if way else None


_WAYS: tuple[tuple[str, str, Callable[[Desk, str], Door | None]], ...] = (
    ("Can I post this?", "Question by question to go, stop or ask.", _guides),
    ("Someone said something", "", _situations),
    ("My role", "", _roles),
    ("Is this account ours?", "", _accounts),
    ("What binds us?", "", _policies),
    ("Why do we do this?", "Where we want to be, and what it takes.", _vision),
    ("How do we get there?", "", _strategies),
    ("What do we do?", "", _tactics),
)
"""Doors in the order in which they are offered: what each is called and says where it leads into several playbooks,
"" for what it says in one."""


# --- what cannot wait -------------------------------------------------------------------------


def urgent(desk: Desk, playbooks: Sequence[str]) -> Urgent | None:
    """Escalation and procedures of some playbooks, or None where there are none; of several playbooks by their names."""
    several = len(playbooks) > 1
    links: dict[str, Link] = {}
    for playbook in playbooks:
        if (plan := desk.graph.single(playbook, "escalation")) is not None:
            whose = desk.name(plan.address.playbook)
            named = plan.title != plan.fields["title"].default
            asked = plan.title if named else "How bad is it, and whom do I wake?"
            asked = f"How bad is it in {whose}?" if several else asked
            _add(links, Link(asked, desk.href(str(plan.address))))
        procedures = _live(desk, playbook, "procedures")
        room = 1 if several else _AT_ONCE - len(links)
        shown = procedures if len(procedures) <= room else procedures[: room - 1]
        for procedure in shown:
            link = desk.link(str(procedure.address))
            _add(links, Link(f"{link.words}, {desk.name(playbook)}", link.href) if several else link)
        if len(shown) < len(procedures):
            n = words.amount(desk.graph, playbook, "procedures", len(procedures))
            which = f"{n} in {desk.name(playbook)}" if several else f"All {n}"
            _add(links, Link(which, desk.href(f"{playbook}/procedures/")))
    return Urgent("It cannot wait?", "_urgent", tuple(links.values())[: 2 * _BEHIND]) if links else None


def _add(links: dict[str, Link], link: Link) -> None:
    links.setdefault(link.href, link)


# --- other playbooks --------------------------------------------------------------------------


def shelf(desk: Desk) -> Block | None:
    """All playbooks of the site, each as a card."""
    cards = []
    for playbook in desk.graph.playbooks():
        name = playbook.address.playbook
        text = desk.site.text(name, playbook.summary) or playbook.organisation
        parents = tuple(Link(f"Builds on {desk.name(p)}", desk.href(p)) for p in desk.graph.parents(name))
        cards.append(
            Door(playbook.title, text, Link("Open the playbook", desk.href(f"{name}/")), "book", parents)
        )
    return DoorsBlock("Our playbooks", "_playbooks", tuple(cards)) if cards else None
