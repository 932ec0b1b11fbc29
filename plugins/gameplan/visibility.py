"""The one filter: a graph without what this build may not show. Default deny.

It runs before anything else sees the graph, so no page, search entry, count or link can hold
what is above the build's level (model.md section 6).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from .graph import Graph
from .model import Entity, Playbook, Role
from .settings import VISIBILITY_LEVELS

DEFAULT_LEVEL = "internal"


def level_of(entity: Entity, graph: Graph) -> str:
    """The level of an entity: its own, else its playbook's, else internal."""
    if entity.visibility:
        return entity.visibility
    playbook = graph.playbook(entity.address.playbook)
    return (playbook.visibility if playbook else "") or DEFAULT_LEVEL


def visible(graph: Graph, level: str, *, drafts: bool, without: Collection[str] = ()) -> Graph:
    """The graph a build of `level` may show; drafts only where `drafts` is true.

    Hidden are entities and parts above the level, whole playbooks whose manifest is, holders of roles
    unless the level is above public or the holder says `public: true`, and what lives at the addresses
    `without`. References to what is hidden remain, and point nowhere.
    """
    allowed = VISIBILITY_LEVELS.index(level)

    def shows(word: str) -> bool:
        return word in VISIBILITY_LEVELS and VISIBILITY_LEVELS.index(word) <= allowed

    open_playbooks = {
        p.address.playbook
        for p in graph.playbooks()
        if shows(level_of(p, graph)) and p.address.playbook not in without
    }
    kept = []
    for entity in graph.entities.values():
        if entity.address.playbook not in open_playbooks or not shows(level_of(entity, graph)):
            continue
        if entity.status == "draft" and not drafts and not isinstance(entity, Playbook):
            continue
        if str(entity.address) not in without:
            kept.append(_trimmed(entity, shows, drafts, allowed, without))
    return graph.only(kept)


def _trimmed(entity: Entity, shows: Any, drafts: bool, allowed: int, without: Collection[str]) -> Entity:
    changed: dict[str, Any] = {}
    family = entity.family()
    if family and family in entity:
        parts = entity.parts()
        left = {
            id: part
            for id, part in parts.items()
            if (not part["visibility"] or shows(part["visibility"]))
            and (part["status"] != "draft" or drafts)
            and part.address not in without
        }
        if len(left) != len(parts):
            changed[family] = left
    if isinstance(entity, Role) and allowed == 0:
        public = tuple(h for h in entity.holders if h.public)
        if len(public) != len(entity.holders):
            changed["holders"] = public
    if not changed:
        return entity
    return type(entity)({**entity.values, **changed}, entity.node, entity.address, entity.path, entity.key)
