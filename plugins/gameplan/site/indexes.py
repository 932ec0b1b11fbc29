"""The index of a kind: what is in use, what parents add, what has run its course."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from ..model import KINDS, Entity, Metric
from ..model.fields import Shows
from . import words
from .concerns import concerned
from .data.blocks import Block, ItemsBlock, ProseBlock
from .data.page import PageData, SearchDocument, TocItem
from .data.pieces import Chip, Item
from .desk import Desk, Site
from .registers import register, situations
from .who import who_block
from .why import latest


def kind_index(site: Site, playbook: str, kind: str) -> PageData:
    """The index of a kind: what is in use, what the playbooks it extends add, what has run its course.

    Retired entries are left out.
    """
    address = f"{playbook}/{kind}/"
    desk = Desk(site, address, playbook)
    entities = desk.graph.of_kind(playbook, kind)
    live = [e for e in entities if not e.ended]
    done = [e for e in entities if e.status == "done"]
    title = words.plural(desk.graph, playbook, kind)
    found: list[Block] = []
    if live:
        found.append(_listing(desk, kind, live, f"All {title.lower()}" if done else title))
    for parent in desk.graph.parents(playbook):
        inherited = [e for e in desk.graph.of_kind(parent, kind) if not e.ended]
        manifest = desk.graph.playbook(parent)
        if inherited and manifest is not None:
            listed = _listing(desk, kind, inherited, f"From {manifest.title}")
            found.append(replace(listed, anchor=f"_from_{parent}"))
    if done:
        found.append(ItemsBlock("Ran their course", "_done", tuple(_item(desk, e) for e in done)))
    if not found:
        found.append(
            ProseBlock(
                "Nothing here yet", "_none", Markup("<p>{}</p>").format("Nothing is in use at present.")
            )
        )
    return PageData(
        template="index",
        kind=kind,
        title=title,
        eyebrow=_title(desk),
        lead=(Markup.escape(KINDS[kind].about),),
        blocks=tuple(found),
        address=f"{playbook}/{kind}",
        description=KINDS[kind].about,
        toc=tuple(TocItem(b.heading, b.anchor) for b in found) if len(found) > 1 else (),
        search=(SearchDocument(title, KINDS[kind].about),),
        layout="wide" if kind in ("channels", "rules") else "aside",
        terms=desk.explained(),
    )


def _title(desk: Desk) -> str:
    manifest = desk.manifest()
    return manifest.title if manifest else desk.playbook


def _listing(desk: Desk, kind: str, entities: list[Entity], heading: str) -> Block:
    if kind == "channels":
        return register(desk, entities, heading)
    if kind == "rules":
        return situations(desk, entities, heading)
    if kind == "roles":
        return who_block(desk, entities, heading)
    return ItemsBlock(heading, "_all", tuple(_item(desk, e) for e in entities))


def _item(desk: Desk, entity: Entity) -> Item:
    status = words.status(entity.status) if entity.status != "active" else None
    chips: tuple[Chip, ...] = ()
    if "type" in entity.fields and entity["type"]:
        chips = (Chip(entity["type"].replace("-", " ").capitalize(), "plain"),)
    summary = Markup("")
    for name in ("summary", *(f.name for f in entity.fields.values() if f.shows is Shows.LEAD)):
        if entity[name]:
            summary = desk.inline(entity[name], entity.address.id)
            break
    if isinstance(entity, Metric) and (last := latest(entity)) is not None:
        chips = (Chip(f"{desk.number(last[1])} {entity.unit}", "plain"),)
    address = str(entity.address)
    owner = desk.to(entity.owner)
    return Item(
        desk.link(address), summary, entity.number, status, owner, chips, concerned(desk.graph, address)
    )
