"""Home pages, of a playbook and of the site: answer pages, which begin with what people ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from ..model import KINDS, SECTIONS, Playbook
from ..model.fields import Shows
from . import blocks, words
from .data.blocks import Block, ListBlock
from .data.page import PageData, SearchDocument
from .data.pieces import Fact, Link, Pieces
from .data.ways import AboutBlock, Ask, BesideBlock, KindsBlock
from .desk import Desk, Site
from .doors import doors, shelf, urgent
from .examples import examples
from .foot import foot
from .history import history_of, since
from .map import glance
from .paper import way_to_whole
from .recent import recent
from .sight import sight_in_short
from .views import views_in

QUESTION = "What do you need to know?"

_ANSWERS = ("decision_rule", "contacts")
"""Fields of a manifest that answer a question, and so stand before everything there is."""
_ELSEWHERE = (*_ANSWERS, "definitions")
"""Those that have a place of their own; the glossary has the definitions."""


def playbook_home(site: Site, manifest: Playbook, *, here: str | None = None) -> PageData:
    """The home of a playbook: search, the ways in, what cannot wait, what changed, the strategy, everything.

    `here` is the address the page stands at, where that is not the playbook's own.
    """
    playbook = manifest.address.playbook
    desk = Desk(site, playbook if here is None else here, playbook)
    lead = (desk.inline(manifest.summary, "_summary"),) if manifest.summary else ()
    meta = tuple(_meta(desk, manifest))
    shown = (f for f in manifest.fields.values() if f.shows is Shows.FACT)
    facts = tuple(fact for f in shown if (fact := blocks.fact(desk, f, manifest)) is not None)
    found: list[Block | None] = [
        _ask(desk, [playbook], manifest.title, _edition(desk, manifest)),
        doors(desk, [playbook]),
        recent(desk, (playbook, *desk.graph.parents(playbook))),
        glance(desk),
        sight_in_short(desk),
        _answers(desk, manifest),
        shelf(desk) if here is not None and len(desk.graph.playbooks()) > 1 else None,
        _kinds(desk),
        AboutBlock("About this playbook", "_about") if lead or meta or facts or manifest.tags else None,
    ]
    sections = [f for f in manifest.fields.values() if f.shows is Shows.SECTION and f.name not in _ELSEWHERE]
    found += [blocks.section(desk, field, manifest) for field in sections]
    rows = desk.rows_from(playbook, frozenset({"contact"}))
    pointers = desk.rows_into(playbook, frozenset({"owner", "contact", "sponsor", "approved_by", "approver"}))
    summary, description = desk.text(manifest.summary), desk.text(manifest.description)
    known_as = (manifest.organisation, playbook, summary, description)
    return PageData(
        template="home",
        kind="playbook",
        title=manifest.title,
        eyebrow=_of(manifest),
        lead=lead,
        meta=meta,
        status=words.status(manifest.status) if manifest.status != "active" else None,
        blocks=tuple(b for b in found if b is not None),
        rows=rows,
        pointers=pointers,
        subject="This playbook",
        facts=(facts,) if facts else (),
        tags=manifest.tags,
        actions=(way_to_whole(desk, playbook), *desk.actions(manifest)),
        address=playbook,
        description=summary,
        search=(SearchDocument(manifest.title, " · ".join(t for t in known_as if t)),),
        searchable=here is None,
        layout="wide",
        terms=desk.explained(),
        findings=desk.findings(manifest),
        history=history_of(desk, manifest),
        since=since(desk, playbook),
    )


def site_home(site: Site, site_name: str) -> PageData:
    """The generated home of the site: that of the one playbook that no other extends, or the ways into several."""
    playbooks = site.graph.playbooks()
    extended = {parent for p in playbooks for parent in site.graph.parents(p.address.playbook)}
    leaves = [p for p in playbooks if p.address.playbook not in extended]
    if len(leaves) == 1:
        return playbook_home(site, leaves[0], here="")
    desk = Desk(site, "", "")
    names = [p.address.playbook for p in leaves]
    found: list[Block | None] = [_nothing()]
    if leaves:
        found = [
            _ask(desk, names, site_name, _edition(desk, None)),
            doors(desk, names),
            recent(desk, [p.address.playbook for p in playbooks]),
            shelf(desk),
        ]
    return PageData(
        template="home",
        kind="site",
        title=site_name,
        blocks=tuple(b for b in found if b is not None),
        address="",
        search=(SearchDocument(site_name, ""),),
        layout="wide",
        terms=desk.explained(),
    )


def _nothing() -> Block:
    """What a site says that has no playbook to show."""
    why = (
        "No playbook may be shown by this build. Its level is set by `visibility` in mkdocs.yml; a playbook without "
        "a level of its own is internal."
    )
    return ListBlock("Nothing to show", "_none", (Markup.escape(why),), "bullets")


# --- what the page opens with -----------------------------------------------------------------


def _ask(desk: Desk, playbooks: Sequence[str], name: str, edition: Pieces) -> Block:
    parents = [parent for p in playbooks for parent in desk.graph.parents(p)]
    found = examples(desk, playbooks) or examples(desk, list(dict.fromkeys([*playbooks, *parents])))
    return Ask(QUESTION, "_ask", name, edition, found, urgent(desk, playbooks))


def _of(manifest: Playbook) -> str:
    """Whose playbook it is, where its title does not say so, and its number."""
    organisation = manifest.organisation
    said = organisation.casefold() in manifest.title.casefold()
    return " · ".join(t for t in ("" if said else organisation, manifest.number) if t)


def _edition(desk: Desk, manifest: Playbook | None) -> Pieces:
    """The release that the site is a copy of, or else from when the playbook is in force."""
    line = foot(desk.site.edition, "", "")
    if line.words:
        return (f"{line.words}, in force from ", line.since) if line.since is not None else (line.words,)
    if manifest is not None and manifest.effective is not None:
        return ("in force from ", desk.day(manifest.effective, "starts"))
    return ()


# --- what it ends with ------------------------------------------------------------------------


def _answers(desk: Desk, manifest: Playbook) -> Block | None:
    """What holds where no page answers: what to do then, and whom to ask."""
    sections = (blocks.section(desk, manifest.fields[name], manifest) for name in _ANSWERS)
    found = tuple(b for b in sections if b is not None)
    return BesideBlock("", "", found) if found else None


def _meta(desk: Desk, manifest: Playbook) -> Iterator[Fact]:
    """Who answers for a playbook, and from when to when it is in force."""
    owner = desk.to(manifest.owner)
    if owner is not None:
        yield Fact("Owner", (owner,))
        if (deputy := desk.deputy(desk.graph.role(manifest.owner))) is not None:
            yield Fact("Deputy", (deputy,))
    if manifest.effective is not None:
        yield Fact("In force from", (desk.day(manifest.effective, "starts"),))
    if manifest.expires is not None:
        yield Fact("Until", (desk.day(manifest.expires, "until"),))


def _kinds(desk: Desk) -> Block | None:
    """Everything in sight of a playbook by section: its kinds with their numbers, and its views."""
    sections = []
    for section, kinds in SECTIONS.items():
        views = [
            (
                view.leads,
                Link(view.title_in(desk.site, desk.playbook), desk.href(view.address(desk.playbook))),
                view.count(desk.site, desk.playbook),
            )
            for view in views_in(desk.site, desk.playbook, section)
        ]
        links = [(link, count) for leads, link, count in views if leads]
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
        links += [(link, count) for leads, link, count in views if not leads]
        if links:
            sections.append((words.section_title(desk.graph, desk.playbook, section), tuple(links)))
    return KindsBlock("Everything in this playbook", "_everything", tuple(sections)) if sections else None
