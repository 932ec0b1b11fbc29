"""The page of an entity."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from ..model import Channel, Entity, Escalation, Metric, Objective, Policy, Procedure, Role, Rule
from ..model.address import EVERYONE
from ..model.fields import Shows
from ..model.states import first_day, last_day, review_day
from ..model.types import ProseType
from . import blocks, words
from .data.blocks import Block, ChartBlock, FactsBlock
from .data.page import PageData, SearchDocument, TocItem
from .data.parts import ClausesBlock, EvidenceBlock, LevelsBlock, PartHead, PhasesBlock, RepliesBlock
from .data.pieces import Fact, Piece, Pieces
from .desk import Desk, Site
from .history import history_of, since
from .map import nearby
from .parts import part_block
from .parts.levels import how_to_use
from .parts.phases import next_exercise
from .situation import answer, channels_of, situation_blocks
from .why import measures_block, measuring_block, readings_chart, why

_OWN_WAY = {"measured_by", "readings", "approved"}
_LAYOUTS = {"escalation": "wide", "policies": "toc", "insights": "toc"}
_SOUGHT = {"guides": 4.0, "rules": 3.0, "escalation": 3.0, "procedures": 3.0, "roles": 2.0, "policies": 2.0}
"""What people in a hurry search for, and how much sooner it is found than the rest."""
_SHOWN_ELSEWHERE = frozenset(
    {"owner", "sponsor", "approved_by", "replaced_by", "responder", "contact", "carries_risk", "speaks_to"}
)


def entity_page(site: Site, entity: Entity) -> PageData:
    """Everything the page of an entity shows."""
    address = str(entity.address)
    desk = Desk(site, address, entity.address.playbook)
    layout = _LAYOUTS.get(entity.plural, "aside")
    page = outset(desk, entity)
    blocks_ = _blocks(desk, entity)
    rows = desk.rows_from(address, _SHOWN_ELSEWHERE)
    pointers = desk.rows_into(address, _SHOWN_ELSEWHERE | {"mentions"})
    pointers += tuple(r for r in desk.rows_into(address) if r.verb.startswith("mention"))
    return replace(
        page,
        facts=() if isinstance(entity, Escalation) else page.facts,
        answer=answer(desk, entity) if isinstance(entity, Rule) else (),
        why=why(desk, entity),
        blocks=blocks_,
        rows=rows,
        pointers=pointers,
        toc=toc(blocks_, connected=bool(rows or pointers), history=page.history is not None)
        if layout == "toc"
        else (),
        layout=layout,
        nearby=nearby(desk, entity),
        terms=desk.explained(),
    )


def outset(desk: Desk, entity: Entity) -> PageData:
    """What the page of any entity says before and beside its own matter."""
    address = str(entity.address)
    kind = desk.kind_word(entity.plural)
    return PageData(
        template="entity",
        kind=entity.plural,
        title=entity.title,
        eyebrow=_eyebrow(desk, entity, kind),
        lead=_lead(desk, entity),
        status=words.status(entity.status),
        meta=_meta(desk, entity),
        notice=_notice(desk, entity),
        subject=f"This {kind}",
        facts=_facts(desk, entity),
        tags=entity.tags,
        actions=desk.actions(entity),
        address=address,
        description=_description(desk, entity),
        search=_search(desk, entity, kind),
        searchable=entity.status != "retired",
        boost=_SOUGHT.get(entity.plural, 1.0),
        moved=_moved_away(desk, entity),
        findings=desk.findings(entity),
        history=history_of(desk, entity),
        since=since(desk, address),
    )


def _eyebrow(desk: Desk, entity: Entity, kind: str) -> str:
    parts = [f"{words.upper(kind)} {entity.number}".strip()]
    if isinstance(entity, Rule):
        parts.append(words.situation(entity.type))
    elif isinstance(entity, Channel):
        parts.append(words.channel_type(entity.type))
    elif "type" in entity.fields and entity["type"] and entity["type"] != kind:
        parts.append(entity["type"].replace("-", " ").capitalize())
    if isinstance(entity, Role) and (function := desk.to(entity.function)) is not None:
        parts.append(function.words)
    if len(desk.graph.playbooks()) > 1 and (manifest := desk.manifest()) is not None:
        parts.append(manifest.title)
    return " · ".join(p for p in parts if p)


def _lead(desk: Desk, entity: Entity) -> tuple[Markup, ...]:
    """The opening: the summary, and the sentence that the kind opens with."""
    names = [f.name for f in entity.fields.values() if f.shows is Shows.LEAD and entity[f.name]]
    # The kind's own sentence says more than the summary, which stands first in lists.
    names.sort(key=lambda name: name == "summary")
    opening = how_to_use(desk, entity) if isinstance(entity, Escalation) else ()
    return opening + tuple(desk.inline(entity[name], f"_{name}") for name in names)


def _meta(desk: Desk, entity: Entity) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    owner = desk.to(entity.owner)
    if owner is not None:
        facts.append(Fact("Owner", (owner,)))
        deputy = desk.deputy(desk.graph.role(entity.owner))
        if deputy is not None:
            facts.append(Fact("Deputy", (deputy,)))
    first, last = first_day(entity), last_day(entity)
    if first and last:
        facts.append(Fact("", (desk.day(first, "starts"), " to ", desk.day(last, "until"))))
    elif first:
        word = "From" if "starts" in entity else "Since" if "opened" in entity else "In force from"
        facts.append(Fact(word, (desk.day(first, "starts"),)))
    elif last:
        facts.append(Fact("Until", (desk.day(last, "until"),)))
    if isinstance(entity, Policy) and (
        not entity.binds or EVERYONE in (desk.graph.target(r) for r in entity.binds)
    ):
        facts.append(Fact("Binds", (desk.link(EVERYONE),)))
    if isinstance(entity, Rule) and entity.covers:
        facts.append(Fact("On", channels_of(desk, entity)))
    return tuple(facts)


def _notice(desk: Desk, entity: Entity) -> Pieces:
    """What a reader must know before reading on: it is over, paused, or not yet decided."""
    successor = desk.to(entity.replaced_by)
    pieces: list[Piece] = []
    if entity.status == "retired":
        pieces = ["This is no longer in use."]
    elif entity.status == "done":
        pieces = ["This has run its course and stays here for the record."]
    elif entity.status == "paused":
        pieces = ["This is paused for the time being."]
    elif entity.status in ("draft", "proposed"):
        pieces = [f"This is {'a draft' if entity.status == 'draft' else 'a proposal'} and not in force."]
    if successor is not None:
        pieces += [" Use ", successor, " instead."] if pieces else ["Replaced by ", successor, "."]
    return tuple(pieces)


def _blocks(desk: Desk, entity: Entity) -> tuple[Block, ...]:
    found: list[Block | None] = []
    fields = [f for f in entity.fields.values() if f.shows in (Shows.SECTION, Shows.PARTS)]
    own = [f for f in fields if f.name not in Entity.fields]
    common = [f for f in fields if f.name in Entity.fields]
    if isinstance(entity, Rule):
        found += situation_blocks(desk, entity)
        own = []
    for field in own:
        if isinstance(entity, Objective) and field.name == "measured_by":
            found.append(measures_block(desk, entity))
        elif isinstance(entity, Metric) and field.name == "readings":
            found += [_readings(desk, entity), measuring_block(desk, entity)]
        elif field.shows is Shows.PARTS:
            found.append(part_block(desk, entity))
        elif field.name not in _OWN_WAY:
            found.append(blocks.section(desk, field, entity))
    if isinstance(entity, Escalation) and (facts := _facts(desk, entity)):
        # The card comes first; what is to be said of it comes after it.
        found.append(FactsBlock("About this plan", "_about", tuple(f for group in facts for f in group)))
    found += [blocks.section(desk, f, entity) for f in common]
    return tuple(b for b in found if b is not None)


def _readings(desk: Desk, metric: Metric) -> Block | None:
    if not metric.readings:
        return None
    chart, _ = readings_chart(desk, metric)
    rows = tuple(
        (desk.day(r.on), f"{desk.number(r.value)} {metric.unit}", desk.inline(r.note, f"_note_{n}"))
        for n, r in enumerate(metric.readings)
        if r.on is not None and r.value is not None
    )
    return ChartBlock(
        "Readings", "_readings", chart, tuple(sorted(rows, key=lambda r: r[0].iso, reverse=True))
    )


def _facts(desk: Desk, entity: Entity) -> tuple[tuple[Fact, ...], ...]:
    """The facts beside the text, in groups: its own, then who stands behind it and when it is looked at."""
    own = [f for f in entity.fields.values() if f.shows is Shows.FACT and f.name not in Entity.fields]
    if isinstance(entity, Escalation) and entity.levels:
        own = []  # its hours stand below the card
    common = [f for f in Entity.fields.values() if f.shows is Shows.FACT and f.name != "review_by"]
    groups = [
        [blocks.fact(desk, f, entity) for f in own],
        [blocks.fact(desk, f, entity) for f in common],
    ]
    if isinstance(entity, Procedure):
        groups[0] += next_exercise(desk, entity)
    review = review_day(entity, desk.manifest())
    if review is not None and not entity.ended:
        groups[1].append(Fact("Next review", (desk.day(review, "due"),)))
    shown = [tuple(f for f in group if f is not None) for group in groups]
    return tuple(group for group in shown if group)


def toc(found: tuple[Block, ...], *, connected: bool, history: bool) -> tuple[TocItem, ...]:
    """ "On this page": the blocks with their parts, then how it connects and its history where these are there."""
    items = []
    for block in found:
        children = tuple(TocItem(h.title, h.id) for h in _heads(block))
        items.append(TocItem(block.heading, block.anchor, children))
    if connected:
        items.append(TocItem("How it connects", "_connects"))
    if history:
        items.append(TocItem("History", "_history"))
    return tuple(items)


def _heads(block: Block) -> list[PartHead]:
    """The heads of the parts in a block."""
    if isinstance(block, ClausesBlock):
        return [c.head for c in block.clauses]
    if isinstance(block, RepliesBlock):
        return [r.head for r in block.replies]
    if isinstance(block, LevelsBlock):
        return [level.head for level in block.levels]
    if isinstance(block, PhasesBlock):
        return [p.head for p in block.phases]
    if isinstance(block, EvidenceBlock):
        return [e.head for e in block.pieces]
    return []


def _description(desk: Desk, entity: Entity) -> str:
    for name in ("summary", *(f.name for f in entity.fields.values() if f.shows is Shows.LEAD)):
        if entity[name]:
            text = desk.text(entity[name])
            return text if len(text) <= 160 else text[:159].rstrip() + "…"
    return ""


def _search(desk: Desk, entity: Entity, kind: str) -> tuple[SearchDocument, ...]:
    """One document for the entity and one for each part: found by title, number and id."""
    texts = [words.upper(kind), entity.number, entity.address.id or "", *entity.tags, *entity.formerly]
    texts += [
        _words(desk, entity[f.name])
        for f in entity.fields.values()
        if isinstance(f.type, ProseType) and f.shows is not Shows.NOWHERE
    ]
    if isinstance(entity, Channel):
        texts.append(entity.handle)
    documents = [SearchDocument(f"{entity.number} {entity.title}".strip(), _joined(texts))]
    for part in entity.parts().values():
        own = [part["number"], part.id, *part["formerly"]]
        own += [_words(desk, part[f.name]) for f in part.fields.values() if isinstance(f.type, ProseType)]
        documents.append(SearchDocument(f"{part['number']} {part.named()}".strip(), _joined(own), part.id))
    return tuple(documents)


def _words(desk: Desk, text: str) -> str:
    return desk.text(text) if text else ""


def _joined(texts: list[str]) -> str:
    return " · ".join(t for t in texts if t)


def _moved_away(desk: Desk, entity: Entity) -> tuple[tuple[str, Pieces], ...]:
    """Old anchors of this page whose parts live elsewhere now, with the way onward."""
    return tuple(
        (anchor, (f"{anchor.replace('-', ' ').capitalize()} has moved: ", desk.full_link(address)))
        for anchor, address in desk.graph.moved_from(str(entity.address))
    )
