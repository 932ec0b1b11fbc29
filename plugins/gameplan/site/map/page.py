"""The map on a home page, and on a page of its own with what stands deepest."""

from __future__ import annotations

from markupsafe import Markup

from .. import words
from ..data.map import Carrier, Deepest, MapBlock
from ..data.page import PageData, SearchDocument
from ..data.pieces import Link, Piece, Pieces
from ..desk import Desk, Site
from . import telling
from .drawing import draw
from .folding import Spot, spots
from .outline import outline
from .web import COLUMNS, Web, web

ON_HOME = 120
"""How many lines the outline on a home page has at most."""
_NAMED = 16
"""How many channels, and how many tools, stand below the map by name."""
_CARRIERS = {"channels": "runs_on", "tools": "uses"}
_ABOUT = {"channels": "where they run", "tools": "what they use"}


def map_of(playbook: str) -> str:
    """The address of a playbook's map."""
    return f"{playbook}/map/"


def has_map(site: Site, playbook: str) -> bool:
    """Whether there is anything to show: entries of two kinds at least, so that some could lead to others."""
    kinds = sum(any(not e.ended for e in site.graph.of_kind(playbook, k)) for k in COLUMNS[1:])
    return kinds > 1 or (kinds == 1 and site.graph.single(playbook, "vision") is not None)


def glance(desk: Desk) -> MapBlock | None:
    """The map as it stands on a home page; None where there is nothing to show."""
    if not has_map(desk.site, desk.playbook):
        return None
    found = web(desk.graph, desk.playbook)
    boxes = spots(found)
    whole = Link(words.MAP, desk.href(map_of(desk.playbook)))
    note = (*_deepest_words(desk, found), *_folded_words(desk, boxes), whole, " has a page of its own.")
    return MapBlock(
        "The strategy at a glance",
        "_glance",
        draw(desk, found, boxes, {}),
        outline(desk, found, {}, ON_HOME),
        note,
    )


def map_page(site: Site, playbook: str) -> PageData:
    """The page of a playbook's map."""
    address = map_of(playbook)
    desk = Desk(site, address, playbook)
    found = web(desk.graph, playbook)
    boxes = spots(found)
    extra = _carried(desk, found)
    block = MapBlock(
        "From the vision down",
        "_map",
        draw(desk, found, boxes, extra),
        outline(desk, found, extra),
        _folded_words(desk, boxes),
        _deepest(desk, found, boxes),
    )
    about = "What we want, what it takes and what we do for it. Each box leads to its page."
    manifest = desk.manifest()
    return PageData(
        template="index",
        kind="map",
        title=words.MAP,
        eyebrow=manifest.title if manifest else playbook,
        lead=(Markup.escape(about),),
        blocks=(block,),
        address=address.rstrip("/"),
        description=about,
        search=(SearchDocument(words.MAP, about),),
        layout="wide",
    )


def _on(desk: Desk, tactic: str, relation: str) -> list[str]:
    """The channels or tools in use that a tactic names."""
    found = (e.target for e in desk.graph.out_of(tactic) if e.relation.name == relation)
    return [a for a in found if a in desk.graph.entities and not desk.graph.entities[a].ended]


def _carried(desk: Desk, found: Web) -> dict[str, str]:
    """How many channels and tools each tactic is on, in words."""
    said = {}
    for tactic in found.of("tactics"):
        counts = ((k, len(_on(desk, tactic, r))) for k, r in _CARRIERS.items())
        if text := ", ".join(telling.counted(desk, k, n) for k, n in counts if n):
            said[tactic] = text
    return said


def _users(desk: Desk, found: Web, relation: str) -> dict[str, list[str]]:
    """By channel or tool, the tactics that name it; those most are on first."""
    users: dict[str, list[str]] = {}
    for tactic in found.of("tactics"):
        for target in _on(desk, tactic, relation):
            users.setdefault(target, []).append(tactic)
    return dict(
        sorted(users.items(), key=lambda item: (-len(item[1]), desk.name(item[0]).casefold(), item[0]))
    )


def _deepest(desk: Desk, found: Web, boxes: tuple[Spot, ...]) -> tuple[Deepest, ...]:
    number: dict[str, list[int]] = {}
    for n, spot in enumerate(boxes):
        for address in spot.entries:
            number.setdefault(address, []).append(n)
    rows = []
    at = len(boxes)
    for kind, relation in _CARRIERS.items():
        users = _users(desk, found, relation)
        carriers = []
        for address, tactics in list(users.items())[:_NAMED]:
            up = dict.fromkeys(n for t in tactics for n in number[t])
            count = telling.counted(desk, "tactics", len(tactics))
            carriers.append(Carrier(desk.link(address), count, at, tuple(up)))
            at += 1
        if carriers:
            left = len(users) - len(carriers)
            index = desk.href(f"{desk.playbook}/{kind}/")
            more = Link(f"{left} more", index) if left else None
            title = words.plural(desk.graph, desk.playbook, kind)
            rows.append(Deepest(title, _ABOUT[kind], tuple(carriers), more))
    return tuple(rows)


def _deepest_words(desk: Desk, found: Web) -> Pieces:
    """The one sentence on what all of it runs on, with ways to it."""
    pieces: list[Piece] = []
    for kind, relation in _CARRIERS.items():
        users = _users(desk, found, relation)
        if users:
            href = desk.href(f"{desk.playbook}/{kind}/") if desk.graph.in_sight(desk.playbook, kind) else ""
            pieces += [" with " if pieces else "run on " if kind == "channels" else "use "]
            pieces.append(Link(telling.counted(desk, kind, len(users)), href))
    if not pieces:
        return ()
    tactics = words.plural(desk.graph, desk.playbook, "tactics").lower()
    return (f"Deepest of all: the {tactics} ", *pieces, ". ")


def _folded_words(desk: Desk, boxes: tuple[Spot, ...]) -> Pieces:
    """What is counted and not named, with ways to all of it."""
    kinds = dict.fromkeys(s.kind for s in boxes if s.folded)
    links = tuple(
        Link(
            f"all {words.plural(desk.graph, desk.playbook, kind).lower()}",
            desk.href(f"{desk.playbook}/{kind}/"),
        )
        for kind in kinds
    )
    if not links:
        return ()
    return (
        "Where there are many, boxes count them, under each thing they serve. See ",
        *desk.joined(links),
        ". ",
    )
