"""Pages that lead to others: the index of a kind, the home of a playbook, the home of the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from ..diagnostics import one_of
from ..model import KINDS, SECTIONS, Channel, Entity, Metric, Playbook, Role, Rule
from ..model.fields import Shows
from . import blocks, words
from .changes import changes_door
from .data import (
    Block,
    Chip,
    Door,
    DoorsBlock,
    Fact,
    Item,
    ItemsBlock,
    KindsBlock,
    Link,
    ListBlock,
    OutlineBlock,
    OutlineNode,
    PageData,
    Piece,
    Pieces,
    ProseBlock,
    SearchDocument,
    TableBlock,
    TocItem,
    Urgent,
)
from .desk import Desk, Site
from .history import history_of, since
from .sight import sight_of
from .terms import definitions, glossary_of
from .why import latest

_OUTLINE_LIMIT = 120


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
        return _register(desk, entities, heading)
    if kind == "rules":
        return _situations(desk, entities, heading)
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
    if isinstance(entity, Role) and entity.holders:
        chips = ()
    return Item(desk.link(str(entity.address)), summary, entity.number, status, desk.to(entity.owner), chips)


def _register(desk: Desk, channels: list[Entity], heading: str) -> Block:
    head = ("Channel", "Whose", "State", "Owner", "Editor (content)", "Custodian (keys)", "Access")
    rows: list[tuple[Pieces, ...]] = []
    foreign = ("unofficial", "impersonator")
    for channel in sorted(channels, key=lambda c: c["type"] in foreign):
        if not isinstance(channel, Channel):
            continue
        name: list[Piece] = [desk.link(str(channel.address))]
        if channel.handle:
            name += [Markup("<br><small>{}</small>").format(channel.handle)]
        rows.append(
            (
                tuple(name),
                (words.channel_type(channel.type),),
                (_state(channel),),
                *(
                    (link,) if (link := desk.to(r)) else ()
                    for r in (channel.owner, channel.editor, channel.custodian)
                ),
                _access(desk, channel),
            )
        )
    return TableBlock(heading, "_all", head, tuple(rows))


def _state(channel: Channel) -> Markup:
    foreign = {"unofficial": ("Not ours", "ring"), "impersonator": ("False", "diamond")}
    word, sign = foreign.get(channel.type) or (
        words.status(channel.status).word,
        words.status(channel.status).sign,
    )
    return Markup('<span class="gp-status gp-status--{}">{}</span>').format(sign, word)


def _access(desk: Desk, channel: Channel) -> Pieces:
    access = channel.access
    if access is None:
        return ()
    pieces: list[Piece] = []
    if access.holders_min is not None:
        pieces.append(f"{access.holders_min} or more holders")
    if access.mfa is not None:
        pieces += [", " if pieces else "", "two-step" if access.mfa else "no second step"]
    if access.tested is not None:
        pieces += [", " if pieces else "", "tested ", desk.day(access.tested, "test")]
    return tuple(p for p in pieces if p != "")


def _situations(desk: Desk, rules: list[Entity], heading: str) -> Block:
    rows = []
    for rule in rules:
        if not isinstance(rule, Rule):
            continue
        name = desk.link(str(rule.address))
        approver: Pieces = (link,) if (link := desk.to(rule.approver)) else ("nobody: it is yours",)
        rows.append(
            (
                (name, Markup("<br><small>{}</small>").format(desk.inline(rule.when, rule.address.id))),
                (words.situation(rule.type),),
                (words.action(rule.action),),
                (link,) if (link := desk.to(rule.responder)) else (),
                approver,
                (desk.duration(rule.respond_within),) if rule.respond_within else (),
            )
        )
    head = ("Situation", "When", "Do this", "Who answers", "Who approves", "By when")
    return TableBlock(heading, "_all", head, tuple(rows))


# --- the home of a playbook -------------------------------------------------------------------


def playbook_home(site: Site, manifest: Playbook, *, here: str | None = None) -> PageData:
    """The home of a playbook: the ways in, what cannot wait, the strategy at a glance, everything.

    `here` is the address the page stands at, where that is not the playbook's own.
    """
    playbook = manifest.address.playbook
    address = playbook
    desk = Desk(site, playbook if here is None else here, playbook)
    found: list[Block | None] = [_doors(desk), _urgent(desk), _glance(desk), _kinds(desk)]
    found += [blocks.section(desk, f, manifest) for f in manifest.fields.values() if f.shows is Shows.SECTION]
    shown = tuple(b for b in found if b is not None)
    facts = [blocks.fact(desk, f, manifest) for f in manifest.fields.values() if f.shows is Shows.FACT]
    rows = desk.rows_from(address, frozenset({"contact"}))
    pointers = desk.rows_into(address, frozenset({"owner", "contact", "sponsor", "approved_by", "approver"}))
    lead = tuple(desk.inline(manifest[n], f"_{n}") for n in ("summary",) if manifest[n])
    owner = desk.to(manifest.owner)
    meta = tuple(m for m in _home_meta(desk, manifest, owner))
    return PageData(
        template="home",
        kind="playbook",
        title=manifest.title,
        eyebrow=" · ".join(t for t in (manifest.organisation, manifest.number) if t),
        lead=lead,
        status=words.status(manifest.status) if manifest.status != "active" else None,
        meta=meta,
        blocks=shown,
        rows=rows,
        pointers=pointers,
        subject="This playbook",
        facts=(tuple(f for f in facts if f is not None),) if any(facts) else (),
        tags=manifest.tags,
        actions=desk.actions(manifest),
        address=playbook,
        description=desk.text(manifest.summary),
        search=(
            SearchDocument(
                manifest.title,
                " · ".join(
                    t
                    for t in (
                        manifest.organisation,
                        playbook,
                        desk.text(manifest.summary),
                        desk.text(manifest.description),
                    )
                    if t
                ),
            ),
        ),
        searchable=here is None,
        layout="wide",
        terms=desk.explained(),
        findings=desk.findings(manifest),
        history=history_of(desk, manifest),
        since=since(desk, playbook),
    )


def _home_meta(desk: Desk, manifest: Playbook, owner: Link | None) -> Iterator[Fact]:
    if owner is not None:
        yield Fact("Owner", (owner,))
        if (deputy := desk.deputy(desk.graph.role(manifest.owner))) is not None:
            yield Fact("Deputy", (deputy,))
    if manifest.effective is not None:
        yield Fact("In force from", (desk.day(manifest.effective, "starts"),))
    if manifest.expires is not None:
        yield Fact("Until", (desk.day(manifest.expires, "until"),))


def _doors(desk: Desk) -> Block | None:
    graph, playbook = desk.graph, desk.playbook
    doors = []
    guides = [e for e in graph.in_sight(playbook, "guides") if not e.ended]
    for guide in guides[:2]:
        doors.append(
            Door(
                guide.title,
                desk.text(guide.summary or guide["question"]),
                Link("Start the questions", desk.href(str(guide.address))),
                "question",
            )
        )
    rules = [e for e in graph.in_sight(playbook, "rules") if not e.ended]
    if rules:
        n = words.count(len(rules), "situation", "situations")
        doors.append(
            Door(
                "Someone said something",
                "A complaint, a mistake, a journalist, praise: who answers, by when, in what words.",
                Link(n, desk.href(f"{playbook}/rules/")),
                "alert",
            )
        )
    roles = [e for e in graph.in_sight(playbook, "roles") if not e.ended]
    if roles:
        doors.append(
            Door(
                "My role",
                "What binds you, what you answer, what you approve and own.",
                Link(words.count(len(roles), "role", "roles"), desk.href(f"{playbook}/roles/")),
                "person",
            )
        )
    changed = changes_door(desk)
    if changed is not None:
        doors.append(changed)
    channels = [e for e in graph.in_sight(playbook, "channels") if not e.ended]
    if channels:
        doors.append(
            Door(
                "Is this account ours?",
                "Every account that speaks for us, or seems to, and who keeps its keys.",
                Link(words.count(len(channels), "channel", "channels"), desk.href(f"{playbook}/channels/")),
                "broadcast",
            )
        )
    most = 4 if changed is None else 5
    return DoorsBlock("What do you need to know?", "_doors", tuple(doors[:most])) if doors else None


def _urgent(desk: Desk) -> Block | None:
    links = []
    if (plan := desk.graph.single(desk.playbook, "escalation")) is not None:
        links.append(Link("How bad is it, and whom do I wake?", desk.href(str(plan.address))))
    links += [
        desk.link(str(e.address)) for e in desk.graph.in_sight(desk.playbook, "procedures") if not e.ended
    ]
    return Urgent("It cannot wait?", "_urgent", tuple(links[:6])) if links else None


def _glance(desk: Desk) -> Block | None:
    """The strategy from the vision down as an outline; each entry under the first end it serves."""
    vision = desk.graph.single(desk.playbook, "vision")
    if vision is None:
        return None
    met: set[str] = set()
    left = [_OUTLINE_LIMIT]

    def node(entity: Entity) -> OutlineNode:
        met.add(str(entity.address))
        left[0] -= 1
        below = []
        for edge in desk.graph.into(str(entity.address)):
            child = desk.graph.entities.get(edge.source)
            if not edge.relation.upward or child is None or edge.source in met or child.ended:
                continue
            if child.address.playbook != desk.playbook or left[0] <= 0:
                continue
            below.append(child)
        below.sort(key=lambda e: list(desk.graph.entities).index(str(e.address)) if len(below) < 40 else 0)
        return OutlineNode(
            desk.kind_word(entity.plural),
            desk.link(str(entity.address)),
            _now(desk, entity),
            tuple(node(c) for c in below if str(c.address) not in met),
        )

    root = node(vision)
    stray = [
        OutlineNode(desk.kind_word(e.plural), desk.link(str(e.address)), f"{_stray_words(e)}", ())
        for kind in ("goals", "objectives", "strategies", "tactics")
        for e in desk.graph.of_kind(desk.playbook, kind)
        if str(e.address) not in met and not e.ended and left[0] > 0
    ]
    note = _deepest(desk)
    return OutlineBlock("The strategy at a glance", "_glance", (root, *stray), note)


def _stray_words(entity: Entity) -> str:
    return {
        "tactics": "implements no strategy",
        "strategies": "pursues nothing",
        "objectives": "serves no goal",
    }.get(entity.plural, "")


def _now(desk: Desk, entity: Entity) -> str:
    if entity.plural != "objectives":
        return ""
    for measure in entity["measured_by"]:
        metric = desk.graph.role(measure.metric)
        if isinstance(metric, Metric) and (last := latest(metric)) is not None:
            target = measure.target.value if measure.target is not None else None
            goal = f", target {desk.number(target)}" if target is not None else ""
            return f"now {desk.number(last[1])} {metric.unit}{goal}"
    return ""


def _deepest(desk: Desk) -> Pieces:
    pieces: list[Piece] = []
    for kind, one, many in (("channels", "channel", "channels"), ("tools", "tool", "tools")):
        n = sum(not e.ended for e in desk.graph.of_kind(desk.playbook, kind))
        if n:
            pieces += [
                " and " if pieces else "What all this runs on stands last: ",
                Link(words.count(n, one, many), desk.href(f"{desk.playbook}/{kind}/")),
            ]
    return (*pieces, ".") if pieces else ()


def _kinds(desk: Desk) -> Block | None:
    sections = []
    for section, kinds in SECTIONS.items():
        links = []
        for kind in kinds:
            if KINDS[kind].singleton:
                own = desk.graph.single(desk.playbook, kind)
                if own is not None:
                    links.append((desk.link(str(own.address)), ""))
                continue
            entities = [e for e in desk.graph.in_sight(desk.playbook, kind) if e.status != "retired"]
            if entities:
                title = words.plural(desk.graph, desk.playbook, kind)
                links.append((Link(title, desk.href(f"{desk.playbook}/{kind}/")), str(len(entities))))
        if section == words.SIGHT_IN and (sight := desk.site.sights.get(desk.playbook)) is not None:
            links.append((Link(words.SIGHT, desk.href(sight_of(desk.playbook))), f"{sight.share} %"))
        if section == words.GLOSSARY_IN and (n := len(list(definitions(desk.graph, desk.playbook)))):
            links.append((Link(words.GLOSSARY, desk.href(glossary_of(desk.playbook))), str(n)))
        if links:
            sections.append((words.section_title(desk.graph, desk.playbook, section), tuple(links)))
    return KindsBlock("Everything in this playbook", "_everything", tuple(sections)) if sections else None


# --- the home of the site ---------------------------------------------------------------------


def _what_it_is(desk: Desk, playbook: Playbook) -> str:
    text = desk.text(playbook.summary) or playbook.organisation
    parents = [desk.name(p) for p in desk.graph.parents(playbook.address.playbook)]
    return f"{text.rstrip('.')}. Builds on {one_of(parents, 'and')}." if parents else text


def site_home(site: Site, site_name: str) -> PageData:
    """The generated home of the site: the home of its only playbook, or the ways into several."""
    playbooks = site.graph.playbooks()
    if len(playbooks) == 1:
        return playbook_home(site, playbooks[0], here="")
    desk = Desk(site, "", "")
    doors = tuple(
        Door(
            p.title,
            _what_it_is(desk, p),
            Link("Open the playbook", desk.href(str(p.address))),
            "book",
        )
        for p in desk.graph.playbooks()
    )
    found: tuple[Block, ...] = (DoorsBlock("Our playbooks", "_playbooks", doors),) if doors else ()
    if not doors:
        found = (
            ListBlock(
                "Nothing to show",
                "_none",
                (
                    Markup.escape(
                        "No playbook may be shown by this build. Its level is set by `visibility` in mkdocs.yml; a playbook without a level of its own is internal."
                    ),
                ),
                "bullets",
            ),
        )
    return PageData(
        template="home",
        kind="site",
        title=site_name,
        lead=(Markup.escape("Pick a playbook."),) if len(doors) > 1 else (),
        blocks=found,
        address="",
        search=(SearchDocument(site_name, ""),),
        layout="wide",
    )
