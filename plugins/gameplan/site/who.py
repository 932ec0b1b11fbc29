"""Who is who: the roles in sight of a playbook, as a list to read and as one that the browser knows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from ..graph import Graph
from ..model import Entity, Role
from . import words
from .concerns import concerned, key
from .data.blocks import Block
from .data.handbook import Position, WhoBlock
from .data.pieces import Pieces
from .desk import Desk, Site
from .yours import held_by


def who_block(desk: Desk, roles: Iterable[Entity], heading: str) -> Block:
    """Roles, each with what it is for, who has it, who stands in, and to whom it reports."""
    return WhoBlock(heading, "_all", tuple(_position(desk, r) for r in roles if isinstance(r, Role)))


def _position(desk: Desk, role: Role) -> Position:
    meta: list[Pieces] = []
    if role.holders:
        meta.append(("Held by ", *held_by(desk, role)))
    for word, reference in (("Deputy ", role.deputy), ("Reports to ", role.reports_to), ("", role.function)):
        if (link := desk.to(reference)) is not None:
            meta.append((word, link) if word else (link,))
    address = str(role.address)
    summary = desk.inline(role.summary or role.purpose, role.address.id or "") if role.purpose else Markup("")
    kinds = [words.upper(role.type)] if role.type in ("team", "external") else []
    kinds += [words.status(role.status).word] if role.status != "active" else []
    return Position(
        desk.link(address), summary, tuple(meta), ", ".join(kinds), concerned(desk.graph, address)
    )


# --- what the browser knows -------------------------------------------------------------------

_LESS = "\\u003c"


def roles_js(site: Site) -> str:
    """The script that tells gameplan.js of the roles a reader may choose from; "" where there are none.

    Each has its title, its key and, where somebody stands in, the address of its deputy. `end` follows the address
    of a role in its URL.
    """
    shown = {str(r.address): r for r in site.graph.all_of(Role) if not r.ended}
    if not shown:
        return ""
    names = known_as(site.graph)
    listed: dict[str, Any] = {}
    for address in sorted(shown):
        deputy = site.graph.target(shown[address].deputy)
        listed[address] = [names[address], key(address), *((deputy,) if deputy in shown else ())]
    books = {a.partition("/")[0]: "" for a in listed}
    for playbook in books:
        manifest = site.graph.playbook(playbook)
        books[playbook] = manifest.title if manifest is not None else playbook
    address = next(iter(listed))
    data = {
        "end": site.paths.page(address).removeprefix(address),
        "playbooks": books,
        "roles": listed,
    }
    return f"window.gameplanRoles = {json.dumps(data, separators=(',', ':')).replace('<', _LESS)};\n"


def known_as(graph: Graph) -> dict[str, str]:
    """What each role is called in a sentence, by address; roles of one title are told apart by their playbooks."""
    roles = list(graph.all_of(Role))
    titles = Counter(r.title for r in roles)
    found = {}
    for role in roles:
        manifest = graph.playbook(role.address.playbook)
        where = (
            f" ({manifest.title if manifest else role.address.playbook})" if titles[role.title] > 1 else ""
        )
        found[str(role.address)] = role.title + where
    return found
