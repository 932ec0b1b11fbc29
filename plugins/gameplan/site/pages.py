"""All pages of a site, by address: what there is, where it belongs, and its data when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ..model import KINDS, SECTIONS, Entity, Role
from ..model.values import in_words
from . import words
from .changes import TITLE, changes_index, every_change, release_data, upcoming_data
from .data.page import PageData, StubData
from .desk import Desk, Site
from .entity import entity_page
from .feeds import ALL, INDEX
from .handbook import handbook
from .home import playbook_home, site_home
from .indexes import index_pages
from .tables import page_address
from .telling import page_of
from .views import views_in

SIBLINGS_AT_MOST = 40
"""How many entries of a kind the sidebar of an entry lists; more, and it lists none."""


@dataclass(frozen=True)
class Page:
    """A page to be: its address (an index ends in a slash), its title, and how to get its data.

    `path` is the YAML file it comes from, "" for pages made from many.
    """

    address: str
    title: str
    data: Callable[[], PageData]
    path: str = ""


@dataclass(frozen=True)
class KindPages:
    """The index of a kind with its entries. `single` kinds are one page and have no index."""

    kind: str
    title: str
    index: Page
    entries: tuple[Page, ...] = ()
    siblings: tuple[Page, ...] = ()


@dataclass(frozen=True)
class Section:
    """What people come for: a title and the kinds found there."""

    title: str
    kinds: tuple[KindPages, ...]


@dataclass(frozen=True)
class PlaybookPages:
    """All pages of one playbook."""

    name: str
    title: str
    home: Page
    sections: tuple[Section, ...]

    def __iter__(self) -> Iterator[Page]:
        yield self.home
        for section in self.sections:
            for kind in section.kinds:
                yield kind.index
                yield from kind.entries


@dataclass(frozen=True)
class ChangesPages:
    """The pages of what changed: the index of all releases, and a page for each, newest first.

    `siblings` are those that the sidebar of one of them lists.
    """

    index: Page
    entries: tuple[Page, ...]
    siblings: tuple[Page, ...]

    def __iter__(self) -> Iterator[Page]:
        yield self.index
        yield from self.entries


def changes_pages(site: Site) -> ChangesPages | None:
    """The pages of what changed, or None where there is no release."""
    history = site.history
    if history is None or not history.steps:
        return None
    releases = tuple(
        Page(
            page_of(s.version),
            f"{s.version}, {in_words(s.date).partition(' ')[2]}",
            partial(release_data, site, s),
        )
        for s in reversed(history.steps)
    )
    coming = (
        (Page(page_of("upcoming"), "Upcoming", partial(upcoming_data, site)),) if history.upcoming else ()
    )
    every = Page(ALL, "Every change", partial(every_change, site))
    index = Page(INDEX, TITLE, partial(changes_index, site))
    return ChangesPages(index, (*coming, *releases, every), (*coming, *releases[:SIBLINGS_AT_MOST], every))


def playbook_pages(site: Site) -> tuple[PlaybookPages, ...]:
    """The pages of each playbook, in order of name."""
    made = []
    for manifest in site.graph.playbooks():
        name = manifest.address.playbook
        sections = []
        for section, kinds in SECTIONS.items():
            found = tuple(k for kind in kinds if (k := _kind(site, name, kind)) is not None)
            for view in views_in(site, name, section):
                title, address = view.title_in(site, name), view.address(name)
                index = Page(address, title, partial(view.data, site, name))
                pages = (KindPages(view.name, title, index, _more(address, title, view.more(site, name))),)
                found = pages + found if view.leads else found + pages
            if found:
                sections.append(Section(words.section_title(site.graph, name, section), found))
        home = Page(f"{name}/", manifest.title, partial(playbook_home, site, manifest), manifest.path)
        made.append(PlaybookPages(name, manifest.title, home, tuple(sections)))
    return tuple(made)


def _kind(site: Site, playbook: str, kind: str) -> KindPages | None:
    entities = site.graph.of_kind(playbook, kind)
    title = words.plural(site.graph, playbook, kind)
    if KINDS[kind].singleton:
        return KindPages(kind, title, _page(site, entities[0])) if entities else None
    if not any(not e.ended for e in site.graph.in_sight(playbook, kind)) and not entities:
        return None
    pages = tuple(_page(site, e) for e in entities)
    shown = tuple(p for p, e in zip(pages, entities, strict=True) if e.status != "retired")
    address = f"{playbook}/{kind}/"
    first, *more = index_pages(site, playbook, kind)
    siblings = shown if len(shown) <= SIBLINGS_AT_MOST else ()
    return KindPages(
        kind, title, Page(address, title, first), (*_more(address, title, more), *pages), siblings
    )


def _more(address: str, title: str, pages: Sequence[Callable[[], PageData]]) -> tuple[Page, ...]:
    """The pages after the first one of a table or list that is long."""
    return tuple(
        Page(page_address(address, n), f"{title}, page {n}", data) for n, data in enumerate(pages, start=2)
    )


def _page(site: Site, entity: Entity) -> Page:
    data = partial(handbook, site, entity) if isinstance(entity, Role) else partial(entity_page, site, entity)
    return Page(str(entity.address), entity.title, data, entity.path)


def home_page(site: Site, site_name: str) -> Page:
    """The generated home of the site."""
    return Page("", site_name, lambda: site_home(site, site_name))


def stubs(site: Site) -> dict[str, StubData]:
    """Pages that lead on from old addresses, by old address."""
    found: dict[str, StubData] = {}
    graph = site.graph
    for entity in graph.entities.values():
        for old in entity.formerly:
            if not entity.address.kind:
                found.update(_playbook_stubs(site, entity, old))
            elif entity.address.id:
                _stub(site, found, str(entity.address._replace(id=old)), str(entity.address))
    for gone, moved in graph.all_moved():
        if gone in graph.entities:
            continue
        desk = Desk(site, gone, "")
        ways = tuple((anchor, desk.href(address)) for anchor, address in moved)
        if gone in found:
            found[gone] = StubData(found[gone].title, found[gone].href, ways)
        else:
            owner = graph.entity_of(moved[0][1])
            found[gone] = StubData(owner.title if owner else gone, desk.href(moved[0][1]), ways)
    return {address: stub for address, stub in sorted(found.items()) if address not in graph.entities}


def _stub(site: Site, found: dict[str, StubData], old: str, new: str) -> None:
    desk = Desk(site, old, "")
    found[old] = StubData(desk.name(new), desk.href(new))


def _playbook_stubs(site: Site, manifest: Entity, old: str) -> dict[str, StubData]:
    found: dict[str, StubData] = {}
    new = manifest.address.playbook
    for address in site.graph.entities:
        if address.partition("/")[0] == new:
            _stub(site, found, address.replace(new, old, 1), address)
    for kind in KINDS:
        if site.graph.of_kind(new, kind) and not KINDS[kind].singleton:
            _stub(site, found, f"{old}/{kind}/", f"{new}/{kind}/")
    return found
