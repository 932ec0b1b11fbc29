"""The pages of what changed: all releases, a page for each, what is coming, and every change in one list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial

from markupsafe import Markup

from ..diff.change import Change, Comparison
from ..diff.words.pieces import cut, is_thread, listed
from ..graph import Graph
from ..history import History, Step
from ..model import KINDS
from ..model.address import EVERYONE
from . import words
from .data.blocks import Block, TableBlock
from .data.changes import Changed, ChangesBlock, FoldedChanges, Group, ReleaseItem, ReleasesBlock, RoleCount
from .data.page import Action, PageData, SearchDocument, TocItem
from .data.pieces import Day, Fact, Link, Piece, Pieces
from .data.ways import Door, KindsBlock
from .desk import Desk, Site
from .feeds import ALL, FEED, INDEX, JSON
from .paper import ways_to_wholes
from .telling import (
    Teller,
    acting,
    anchor_of,
    coming,
    edition,
    is_asked,
    is_gone,
    is_told,
    page_of,
    sentence,
    things,
)

TITLE = "What changed"
_FOR_ANYBODY = "Whomever it concerns"
_INDEXED = 60
"""How many titles of changed things search knows of a release."""


# --- all releases ---------------------------------------------------------------------------


def changes_index(site: Site) -> PageData:
    """All releases, newest first: what each means, and when it was in force."""
    desk, history = _desk(site, INDEX), _history(site)
    items = tuple(_item(desk, history, step) for step in reversed(history.steps))
    found: list[Block] = [ReleasesBlock("Releases", "_releases", items)]
    rows = tuple(
        ((Link(step.version, desk.href(page_of(step.version))),), *_between(desk, step))
        for step in reversed(history.steps)
    )
    found.append(TableBlock("In force when", "_force", ("Release", "From", "Until"), rows))
    lead = "Each release is one version of all playbooks on this site, and says what it asks of whom."
    return PageData(
        template="changes",
        kind="changes",
        title=TITLE,
        lead=(Markup.escape(lead),),
        notice=_upcoming_notice(desk),
        blocks=tuple(found),
        actions=(*_ways(desk, here=INDEX), *ways_to_wholes(desk)),
        address=INDEX,
        description=lead,
        search=(SearchDocument(TITLE, f"Releases · {' · '.join(s.version for s in history.steps)}"),),
        layout="aside",
    )


def _upcoming_notice(desk: Desk) -> Pieces:
    if coming(desk.site) is None:
        return ()
    last = _history(desk.site).steps[-1]
    return (
        Link(f"What is different now from {last.version}", desk.href(page_of("upcoming"))),
        " is not in force yet.",
    )


def _item(desk: Desk, history: History, step: Step) -> ReleaseItem:
    return ReleaseItem(
        Link(step.version, desk.href(page_of(step.version))),
        _in_force(desk, step),
        _verdict(step.comparison, _before(history, step)),
        step.summary or _counted(step),
        _approved(desk, step),
    )


def _between(desk: Desk, step: Step) -> tuple[Pieces, Pieces]:
    last = _last_day(step)
    if step.until is not None and last is None:
        return (desk.day(step.date),), ("the same day",)
    return (desk.day(step.date, "" if last else "starts"),), (desk.day(last),) if last else (
        "the next release",
    )


def _last_day(step: Step) -> dt.date | None:
    """The last day on which a release was in force; None for the newest, and for one that was replaced at once."""
    return step.until - dt.timedelta(days=1) if step.until is not None and step.until > step.date else None


def _in_force(desk: Desk, step: Step) -> Pieces:
    first, last = _between(desk, step)
    if step.until is None:
        return ("In force from ", *first)
    if _last_day(step) is None:
        return ("Replaced on the day it was made, ", *first)
    return ("In force from ", *first, " to ", *last)


def _before(history: History, step: Step) -> str:
    """The version that was in force before a release, or ""."""
    place = history.steps.index(step)
    return history.steps[place - 1].version if place else ""


def _verdict(comparison: Comparison, before: str) -> Fact:
    """What a release means for somebody who kept to the one before."""
    if not before:
        return Fact("First release", ("everything in it was new",))
    word, told = words.impact(comparison.impact, before)
    return Fact(word, (told,))


def _approved(desk: Desk, step: Step) -> Pieces:
    if not step.approver:
        return (step.reference,) if step.reference else ()
    by: Pieces = ("Approved by ", desk.link(step.approver))
    return (*by, f", {step.reference}") if step.reference else by


def _counted(step: Step) -> str:
    """What a release without a summary holds, in a sentence."""
    if step.first:
        return sentence(_held(step.graph))
    told = [c for c in step.comparison.changes if is_told(c)]
    titles = list(dict.fromkeys(cut(" ".join(c.title.split()), 60) for c in told))
    if titles:
        verb = "changed: " if len(told) > 1 else "changed is "
        return f"What {verb}{listed(titles, 3)}."
    return (
        "Only wording and order changed."
        if step.comparison.changes
        else "Nothing changed that is shown here."
    )


def _held(graph: Graph) -> str:
    entries = sum(1 for e in graph.entities.values() if e.address.kind)
    playbooks = len(graph.playbooks())
    told = words.count(entries, "entry", "entries")
    return f"{told} in {words.count(playbooks, 'playbook', 'playbooks')}"


def changes_door(desk: Desk) -> Door | None:
    """The way from a home page to the newest release, with how many roles it asks to act differently."""
    history = desk.site.history
    if history is None or history.last is None:
        return None
    step = history.last
    told = edition(history, step)
    asked = {
        r for thing in things(told, filter(is_asked, step.comparison.changes)) for r in acting(told, thing)
    }
    whom = (
        "everyone" if EVERYONE in asked else words.count(len(asked), "role", "roles") if asked else "nobody"
    )
    text = f"Release {step.version} asks {whom} to act differently."
    if step.first:
        text = f"Release {step.version} is the first. What changes later will stand here."
    return Door(TITLE, text, Link(f"Read {step.version}", desk.href(page_of(step.version))), "clock")


# --- a release ------------------------------------------------------------------------------


def release_data(site: Site, step: Step) -> PageData:
    """What changed in a release: what people must do differently first, by role."""
    history = _history(site)
    address = page_of(step.version)
    desk = _desk(site, address)
    teller = Teller(desk, edition(history, step))
    blocks = (_holds(desk, step),) if step.first else _sections(teller)
    verdict = _verdict(step.comparison, _before(history, step))
    if step.first:
        verdict = Fact(verdict.label, (_held(step.graph),))
    lines = [verdict, Fact("", _in_force(desk, step))]
    if approved := _approved(desk, step):
        lines.append(Fact("", approved))
    title = f"{TITLE} in {step.version}"
    return PageData(
        template="changes",
        kind="changes",
        title=title,
        eyebrow="Release",
        dated=desk.day(step.date),
        lead=(Markup.escape(step.summary),) if step.summary else (),
        verdict=tuple(lines),
        blocks=blocks,
        actions=(*_beside(desk, history, step), *_ways(desk)),
        address=address,
        description=step.summary or _counted(step),
        toc=_toc(blocks),
        search=(SearchDocument(title, _searched(step)),),
        boost=0.5,
        layout="toc",
    )


def upcoming_data(site: Site) -> PageData:
    """What is different now from the last release, as the page of a release would tell it."""
    told, last = coming(site), _history(site).steps[-1]
    assert told is not None, "asked for only where it is shown"
    address = page_of("upcoming")
    desk = _desk(site, address)
    blocks = _sections(Teller(desk, told))
    notice: Pieces = ("This is a preview. None of it is in force: ", Link(last.version, desk.href(page_of(last.version))), " is until the next release is made.")  # fmt: skip
    return PageData(
        template="changes",
        kind="changes",
        title=f"Upcoming: since {last.version}",
        eyebrow="Not released",
        notice=notice,
        verdict=(_verdict(told.comparison, last.version),) if told.comparison.changes else (),
        lead=()
        if told.comparison.changes
        else (Markup.escape(f"Nothing is different from {last.version}."),),
        blocks=blocks,
        actions=_ways(desk),
        address=address,
        toc=_toc(blocks),
        searchable=False,
        layout="toc",
    )


def _holds(desk: Desk, step: Step) -> Block:
    """What the first release held, by playbook and kind."""
    sections = []
    for manifest in step.graph.playbooks():
        name = manifest.address.playbook
        kinds = []
        for kind in KINDS:
            found = step.graph.of_kind(name, kind)
            if kind == "playbook" or not found:
                continue
            title = words.plural(desk.graph, name, kind)
            there = bool(desk.graph.of_kind(name, kind))
            index = f"{name}/{kind}" if KINDS[kind].singleton else f"{name}/{kind}/"
            kinds.append((Link(title, desk.href(index) if there else ""), str(len(found))))
        if kinds:
            sections.append((manifest.title, tuple(kinds)))
    return KindsBlock("What it held", "_held", tuple(sections))


def _sections(teller: Teller) -> tuple[Block, ...]:
    changes = teller.edition.comparison.changes
    told = [c for c in changes if is_told(c) and not is_thread(c)]
    asked = [c for c in told if is_asked(c)]
    # What else changed in a thing of which something is asked is told with it.
    known = {c.address for c in asked if not is_gone(c)}
    with_it = [c for c in told if not is_asked(c) and not is_gone(c) and c.address in known]
    rest = [c for c in told if c not in asked and c not in with_it]
    found = (
        _asked(teller, [*asked, *with_it]),
        _plain(teller, "New", "_new", [c for c in rest if c.kind == "added"]),
        _plain(teller, "Changed", "_changed", [c for c in rest if c.kind != "added" and not is_gone(c)]),
        _gone(teller, [c for c in rest if is_gone(c)]),
        _sight(teller, [c for c in changes if is_thread(c)]),
        _editorial(teller, [c for c in changes if not is_told(c)]),
    )
    return tuple(block for block in found if block is not None)


def _asked(teller: Teller, changes: list[Change]) -> Block | None:
    """What people must do differently: each thing once for every role that acts."""
    groups: dict[str, list[tuple[Change, ...]]] = {}
    for thing in things(teller.edition, changes):
        acts = acting(teller.edition, [c for c in thing if is_asked(c)]) or acting(teller.edition, thing)
        for role in acts or ("",):
            groups.setdefault(role, []).append(thing)
    if not groups:
        return None
    order = sorted(
        groups, key=lambda r: (r == EVERYONE, r == "", -len(groups[r]), teller.role_today(r) if r else "", r)
    )
    made, legend = [], False
    for role in order:
        found = tuple(
            teller.whole(_asked_first(thing), chip=True, roles=(role,) if role else ())
            for thing in groups[role]
        )
        legend = legend or any(_differs(c) for c in found)
        heading: Piece = (
            teller.link_today(role) if role not in ("", EVERYONE) else "Everyone" if role else _FOR_ANYBODY
        )
        if isinstance(heading, Link):
            heading = Link(teller.role_today(role), heading.href)
        made.append(Group((heading,), anchor_of(role or "anybody"), found))
    counts = tuple(RoleCount(r, teller.role_today(r), len(groups[r])) for r in order if r)
    return ChangesBlock("What you must do differently", "_do", tuple(made), counts, legend)


def _asked_first(thing: tuple[Change, ...]) -> tuple[Change, ...]:
    return tuple(sorted(thing, key=lambda c: not is_asked(c)))


def _differs(changed: Changed) -> bool:
    return any(s.op != "equal" for line in changed.lines for text in line.texts for s in text)


def _plain(teller: Teller, heading: str, anchor: str, changes: list[Change]) -> Block | None:
    found = tuple(
        teller.whole(thing, chip=False, roles=acting(teller.edition, thing))
        for thing in things(teller.edition, changes)
    )
    return _block(heading, anchor, found)


def _gone(teller: Teller, changes: list[Change]) -> Block | None:
    found = tuple(
        teller.gone(thing, acting(teller.edition, thing)) for thing in things(teller.edition, changes)
    )
    kinds = {c.kind for c in changes}
    names = [word for word in ("renamed", "moved", "retired", "removed") if word in kinds]
    heading = words.upper(" and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))) or "Old addresses"
    return _block(heading, "_gone", found)


def _sight(teller: Teller, changes: list[Change]) -> Block | None:
    found = tuple(
        teller.whole(thing, chip=True, roles=acting(teller.edition, thing))
        for thing in things(teller.edition, changes)
    )
    return _block(words.SIGHT, "_sight", found)


def _block(heading: str, anchor: str, found: tuple[Changed, ...]) -> Block | None:
    return ChangesBlock(heading, anchor, (Group((), "", found),)) if found else None


def _editorial(teller: Teller, changes: list[Change]) -> Block | None:
    if not changes:
        return None
    found = tuple(teller.whole(thing, chip=False, roles=()) for thing in things(teller.edition, changes))
    summary = words.count(len(changes), "change of wording or order", "changes of wording or order")
    return FoldedChanges("Editorial", "_editorial", f"{summary}, none in meaning", found)


def _toc(blocks: Iterable[Block]) -> tuple[TocItem, ...]:
    items = []
    for block in blocks:
        groups = block.groups if isinstance(block, ChangesBlock) else ()
        children = tuple(TocItem(_words(g.heading), g.anchor) for g in groups if g.anchor)
        items.append(TocItem(block.heading, block.anchor, children))
    return tuple(items)


def _words(pieces: Pieces) -> str:
    return "".join(p.words if isinstance(p, Link | Day) else str(p) for p in pieces)


def _searched(step: Step) -> str:
    """One text for search: a release is found by its summary and by what changed in it, not by every word."""
    told = (c.title for c in step.comparison.changes if is_told(c))
    titles = tuple(dict.fromkeys(" ".join(t.split()) for t in told))[:_INDEXED]
    return " · ".join(filter(None, ("Release", step.summary, *titles)))


# --- every change ---------------------------------------------------------------------------


def every_change(site: Site) -> PageData:
    """All that changed in any release otherwise than in style, newest first; a browser shows some of it."""
    desk, history = _desk(site, ALL), _history(site)
    groups, roles = [], dict[str, RoleCount]()
    for step in reversed(history.steps):
        teller = Teller(desk, edition(history, step))
        told = [c for c in step.comparison.changes if is_told(c)]
        found = []
        for thing in things(teller.edition, told):
            acts = acting(teller.edition, thing)
            found.append(teller.short(thing, acts))
            for role in acts:
                known = roles.get(role) or RoleCount(role, teller.role_today(role), 0)
                roles[role] = RoleCount(role, known.name, known.count + 1)
        if found:
            href = desk.href(page_of(step.version))
            heading: Pieces = (Link(step.version, href), ", ", desk.day(step.date))
            groups.append(Group(heading, f"_release-{step.version}", tuple(found)))
    counts = tuple(sorted(roles.values(), key=lambda r: (r.address == EVERYONE, -r.count, r.name, r.address)))
    block = ChangesBlock("All changes", "_all", tuple(groups), counts)
    lead = "What changed in any release, newest first, without changes of style alone."
    return PageData(
        template="changes",
        kind="changes",
        title="Every change",
        lead=(Markup.escape(lead if groups else "Nothing has changed since the first release."),),
        blocks=(block,) if groups else (),
        actions=_ways(desk, here=ALL),
        address=ALL,
        searchable=False,
        layout="toc",
        toc=tuple(TocItem(_words(g.heading), g.anchor) for g in groups),
        since_visit=True,
    )


# --- what they share ------------------------------------------------------------------------


def _desk(site: Site, address: str) -> Desk:
    return Desk(site, address, "", explains=False)


def _history(site: Site) -> History:
    assert site.history is not None, "these pages are made only where there are releases"
    return site.history


def _beside(desk: Desk, history: History, step: Step) -> tuple[Action, ...]:
    """The ways to the release before and the one after."""
    place = history.steps.index(step)
    ways = []
    if place:
        ways.append(("Before", history.steps[place - 1], "back"))
    if place + 1 < len(history.steps):
        ways.append(("After", history.steps[place + 1], "on"))
    return tuple(Action(f"{w}: {s.version}", desk.href(page_of(s.version)), icon) for w, s, icon in ways)


def _ways(desk: Desk, here: str = "") -> tuple[Action, ...]:
    way = partial(desk.site.paths.way, desk.here)
    found = []
    if here != ALL:
        found.append(Action("Every change", desk.href(ALL), "list"))
    found.append(Action(JSON, way(JSON), "code"))
    if desk.site.site_url:
        found.append(Action("Feed", way(FEED), "broadcast"))
    return tuple(found)
