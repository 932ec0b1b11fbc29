"""The index of a kind: what is in use, what parents add, what has run its course; on several pages where it is long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from ..model import KINDS, Entity, Metric
from ..model.fields import Shows
from . import words
from .accounts import CHANNELS
from .concerns import concerned
from .data.blocks import Block, ItemsBlock, ProseBlock
from .data.page import PageData, SearchDocument, TocItem
from .data.pieces import Chip, Item
from .data.tables import LeafBlock
from .desk import Desk, Site
from .registers import ROWS, register
from .situations import SITUATIONS
from .tables import Group, leaf, page_address, pages_of, sizes
from .who import who_block
from .why import latest

_REGISTERS = {"channels": CHANNELS, "rules": SITUATIONS}
ITEMS = 150
"""How many entries stand on a page of a list."""
_LIGHT = 60
"""Above so many entries a list says only what they are called and how they stand."""


def index_pages(site: Site, playbook: str, kind: str) -> tuple[Callable[[], PageData], ...]:
    """The pages of the index of a kind, to be made when asked; one where nothing is in use."""
    groups = _groups(site, playbook, kind)
    sheets: list[list[Group]] = pages_of(groups, ROWS if kind in _REGISTERS else ITEMS)
    return tuple(partial(_page, site, playbook, kind, sheets, n + 1) for n in range(len(sheets)))


def _groups(site: Site, playbook: str, kind: str) -> list[Group]:
    """Its entries in use, those of each playbook it extends, those that ran their course; without retired ones."""
    graph = site.graph
    entities = graph.of_kind(playbook, kind)
    done = tuple(e for e in entities if e.status == "done")
    title = words.plural(graph, playbook, kind)
    found = [("_all", f"All {title.lower()}" if done else title, tuple(e for e in entities if not e.ended))]
    for parent in graph.parents(playbook):
        manifest = graph.playbook(parent)
        inherited = tuple(e for e in graph.of_kind(parent, kind) if not e.ended)
        if manifest is not None:
            found.append((f"_from_{parent}", f"From {manifest.title}", inherited))
    found.append(("_done", "Ran their course", done))
    made = _REGISTERS.get(kind)
    return [
        Group(
            anchor,
            "" if made and anchor == "_all" else heading,
            tuple(sorted(group, key=made.order)) if made else group,
        )
        for anchor, heading, group in found
        if group
    ]


def _page(site: Site, playbook: str, kind: str, sheets: Sequence[Sequence[Group]], page: int) -> PageData:
    index = f"{playbook}/{kind}/"
    desk = Desk(site, page_address(index, page), playbook)
    title, about = words.plural(desk.graph, playbook, kind), KINDS[kind].about
    found = _blocks(desk, kind, index, sheets, page)
    manifest = desk.manifest()
    return PageData(
        template="index",
        kind=kind,
        title=title,
        eyebrow=manifest.title if manifest else playbook,
        lead=(Markup.escape(about),),
        blocks=found,
        address=desk.here.rstrip("/"),
        description=about,
        toc=tuple(TocItem(b.heading, b.anchor) for b in found) if len(found) > 1 else (),
        search=(SearchDocument(title, about),) if page == 1 else (),
        searchable=page == 1,
        layout="wide" if kind in _REGISTERS else "aside",
        terms=desk.explained(),
    )


def _blocks(
    desk: Desk, kind: str, index: str, sheets: Sequence[Sequence[Group]], page: int
) -> tuple[Block, ...]:
    if not sheets[page - 1]:
        nothing = Markup("<p>{}</p>").format("Nothing is in use at present.")
        return (ProseBlock("Nothing here yet", "_none", nothing),)
    if kind in _REGISTERS:
        return (register(desk, _REGISTERS[kind], kind, index, sheets, page),)
    light = sum(sizes(sheets)) > _LIGHT
    lists = tuple(_listing(desk, kind, group, light=light) for group in sheets[page - 1])
    here = leaf(desk, index, sizes(sheets), page)
    return (*lists, LeafBlock("Pages of this list", "_pages", here)) if here is not None else lists


def _listing(desk: Desk, kind: str, group: Group, *, light: bool) -> Block:
    if kind == "roles":
        return replace(who_block(desk, group.entities, group.heading), anchor=group.anchor)
    items = tuple(_item(desk, e, light=light) for e in group.entities)
    return ItemsBlock(group.heading, group.anchor, items, light)


def _item(desk: Desk, entity: Entity, *, light: bool) -> Item:
    link, status = desk.link(str(entity.address)), words.status(entity.status)
    shown = status if entity.status != "active" else None
    roles = concerned(desk.graph, str(entity.address))
    if light:
        return Item(link, Markup(""), entity.number, shown, None, (), roles)
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
    return Item(link, summary, entity.number, shown, desk.to(entity.owner), chips, roles)
