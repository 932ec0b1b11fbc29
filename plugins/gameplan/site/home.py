"""Home pages, of a playbook and of the site: the ways in, what cannot wait, the strategy at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ..diagnostics import one_of
from ..model import KINDS, SECTIONS, Playbook
from ..model.fields import Shows
from . import blocks, words
from .changes import changes_door
from .data.blocks import Block, ListBlock
from .data.page import PageData, SearchDocument
from .data.pieces import Fact, Link
from .data.ways import Door, DoorsBlock, KindsBlock, Urgent
from .desk import Desk, Site
from .history import history_of, since
from .map import glance
from .paper import way_to_whole
from .views import views_in


def playbook_home(site: Site, manifest: Playbook, *, here: str | None = None) -> PageData:
    """The home of a playbook: the ways in, what cannot wait, the strategy at a glance, everything.

    `here` is the address the page stands at, where that is not the playbook's own.
    """
    playbook = manifest.address.playbook
    address = playbook
    desk = Desk(site, playbook if here is None else here, playbook)
    found: list[Block | None] = [_doors(desk), _urgent(desk), glance(desk), _kinds(desk)]
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
        actions=(way_to_whole(desk, playbook), *desk.actions(manifest)),
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
        for view in views_in(desk.site, desk.playbook, section):
            href = desk.href(view.address(desk.playbook))
            links.append((Link(view.title, href), view.count(desk.site, desk.playbook)))
        if links:
            sections.append((words.section_title(desk.graph, desk.playbook, section), tuple(links)))
    return KindsBlock("Everything in this playbook", "_everything", tuple(sections)) if sections else None


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
