"""Where playbooks stand in the navigation of a site, and what an entry's own sidebar shows.

Sections and indexes are in the navigation, entries beside it: an entry has a parent, for breadcrumbs
and the active section, and while its page is drawn the entries of its kind stand in the sidebar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import escape
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from ..site.feeds import INDEX
from ..site.pages import ChangesPages, KindPages, PlaybookPages
from ..site.pages import Page as Planned
from ..site.pages import Section as PlannedSection
from ..site.words import CHANGES
from .pages import PlaybookPage

_MARK = "gameplan"
_CHANGES = INDEX.rstrip("/")


class UnknownMark(Exception):
    """The nav of the site names a playbook that is not there."""


class Branch(Section):
    """A playbook or section in the navigation; `short` stands for it where only its name is wanted."""

    def __init__(self, title: str, children: list[Any]) -> None:
        super().__init__(title, children)
        self.short = Link(title, next(_pages(children)).url)


class KindSection(Section):
    """A kind in the sidebar of its own entries: the index, then the entries beside this one.

    `leads` is true for the kind that gives its section its name: its entries stand right under it.
    """

    def __init__(self, title: str, index: PlaybookPage, *, leads: bool) -> None:
        super().__init__(title, [index])
        self.index = index
        self.leads = leads
        self.siblings: list[PlaybookPage] = []


class Marks:
    """`gameplan` and `gameplan/<playbook>` in an explicit nav: the places where playbooks stand.

    `gameplan/changes` is the place of the releases, which else come after the playbooks at `gameplan`. A mark
    becomes the path of a home, which holds its place until `Tree` fills it.
    """

    def __init__(
        self, playbooks: tuple[PlaybookPages, ...], hidden: Iterable[str] = (), *, changes: bool = False
    ) -> None:
        """`hidden` are playbooks that are there and not shown: their marks stand for nothing. So does that of
        the releases until there is one (`changes`)."""
        self._homes = {p.name: f"{p.name}/index.md" for p in playbooks}
        self._hidden = {*hidden, _CHANGES}
        if changes:
            self._homes[_CHANGES] = f"{INDEX}index.md"
        self._named: set[str] = set()
        self.found: dict[str, tuple[str | None, bool]] = {}
        """By the path of a home: the title at the mark, and whether it stands for all playbooks."""

    def take(self, nav: Any) -> Any:
        """The nav with its marks replaced; a mark without a playbook is left out. Raises UnknownMark."""
        unknown: list[str] = []
        self._named = set(_names(nav))
        taken = self._take(nav, None, unknown)
        if unknown:
            known = ", ".join(f"{_MARK}/{h}" for h in self._homes) or "none"
            raise UnknownMark(
                f"nav names '{unknown[0]}', but there is no such playbook to show. There are: {known}."
            )
        return taken

    def drop(self, nav: Any) -> Any:
        """The nav with its marks replaced where that can be done, and left out elsewhere."""
        self._named = set(_names(nav))
        return self._take(nav, None, [])

    def _take(self, entry: Any, title: str | None, unknown: list[str]) -> Any:
        if isinstance(entry, dict):
            return {key: self._take(value, key, unknown) for key, value in entry.items()}
        if isinstance(entry, list):
            return [kept for item in entry if (kept := self._take(item, None, unknown)) is not None]
        if not isinstance(entry, str) or not (entry == _MARK or entry.startswith(f"{_MARK}/")):
            return entry
        name = entry.partition("/")[2]
        rest = (home for other, home in self._homes.items() if other not in self._named)
        home = self._homes.get(name) if name else next(rest, None)
        if home is None and (
            name not in self._hidden if name else not self._homes and self._hidden <= {_CHANGES}
        ):
            unknown.append(entry)
        if home is None or home in self.found:
            return None
        self.found[home] = (title, not name)
        return home


class Tree:
    """The navigation of one build. `pages` are the pages of all playbooks by address."""

    def __init__(
        self,
        playbooks: tuple[PlaybookPages, ...],
        pages: dict[str, PlaybookPage],
        marks: Marks,
        changes: ChangesPages | None = None,
    ) -> None:
        self.playbooks = playbooks
        self.pages = pages
        self.marks = marks.found
        self.changes = self._releases(changes) if changes is not None else []
        self._swapped: list[tuple[list[Any], list[Any]]] = []

    def grown(self, nav: Navigation) -> Navigation:
        """The navigation of the site with the playbooks in it."""
        items = list(nav.items)
        branches = {p.name: self._branch(p) for p in self.playbooks}
        met = {item.file.src_uri for item in _pages(items)} & set(self.marks)
        if met:
            items = list(self._marked(items, branches))
        else:  # also where another plugin has made a navigation of its own, without our marks
            items += [*self._unmarked(branches), *self.changes]
        home = self.pages.get("")
        if home is not None:
            home.title = "Home"
            items.insert(0, home)
        pages = list(_pages(items))
        for branch in (*branches.values(), self.changes):
            for item in branch:  # also where an explicit nav leaves a playbook out
                _adopt(item)
        for item in items:
            item.parent = None
            _adopt(item)
        for before, page, after in zip([None, *pages[:-1]], pages, [*pages[1:], None], strict=True):
            page.previous_page, page.next_page = before, after
        return Navigation(items, pages)

    def _unmarked(self, branches: dict[str, list[Any]]) -> list[Any]:
        if len(branches) == 1:
            own = next(iter(branches.values()))
            return own[1:] if "" in self.pages else own
        return [
            Branch(str(escape(p.title)), self._under(branches[p.name]))
            for p in self.playbooks
            if p.name in branches
        ]

    @staticmethod
    def _under(branch: list[Any]) -> list[Any]:
        """A branch under a title of its own, which its home need not repeat."""
        branch[0].title = "Overview"
        return branch

    def _marked(self, items: list[Any], branches: dict[str, list[Any]]) -> Iterator[Any]:
        for item in items:
            if item.children:
                item.children = list(self._marked(item.children, branches))
                yield item
                continue
            uri = item.file.src_uri if isinstance(item, Page) else ""
            if uri not in self.marks:
                yield item
                continue
            title, everything = self.marks[uri]
            name = uri.split("/")[0]
            own = {u.split("/")[0] for u, (_, all_) in self.marks.items() if not all_}
            changes = self.changes if everything and _CHANGES not in own else []
            if name == _CHANGES and not everything:
                yield from self._retitled(title)
                continue
            wanted = {
                n: branch for n, branch in branches.items() if (n not in own if everything else n == name)
            }
            if len(wanted) == 1:
                branch = next(iter(wanted.values()))
                inside = branch if title is None else self._under(branch)
            else:
                inside = self._unmarked(wanted)
            if title is None:
                yield from (*inside, *changes)
            else:
                yield Branch(title, [*inside, *changes])

    def _releases(self, changes: ChangesPages) -> list[Any]:
        """The branch of what changed: the index of all releases, which stand beside it and beside each other."""
        index = self.pages[changes.index.address]
        index.title = "All releases"
        index.section = KindSection(CHANGES, index, leads=True)
        self._beside(index.section, changes.entries, changes.siblings)
        return [Branch(CHANGES, [index])]

    def _retitled(self, title: str | None) -> list[Any]:
        """The same under the title at its own mark."""
        for branch in self.changes if title is not None else ():
            branch.title = branch.short.title = title
        return self.changes

    def _beside(
        self, section: KindSection, entries: tuple[Planned, ...], siblings: tuple[Planned, ...]
    ) -> None:
        """Entries have a section of their own, which stands in the sidebar while one of them is drawn."""
        section.siblings = [self.pages[p.address] for p in siblings]
        for planned in entries:
            page = self.pages[planned.address]
            page.section = section
            page.parent = section

    def _branch(self, playbook: PlaybookPages) -> list[Any]:
        """The home of a playbook and its sections; a section of one page is that page."""
        branch: list[Any] = [self.pages[playbook.home.address]]
        for section in playbook.sections:
            children: list[Any] = [self._kind(kind, section) for kind in section.kinds]
            branch.append(Branch(str(escape(section.title)), children))
        return branch

    def _kind(self, kind: KindPages, group: PlannedSection) -> PlaybookPage:
        index = self.pages[kind.index.address]
        leads = kind.title == group.title
        index.title = str(escape(f"All {kind.title.lower()}" if leads else kind.title))
        if kind.entries:
            section = KindSection(str(escape(kind.title)), index, leads=leads)
            self._beside(section, kind.entries, kind.siblings)
        return index

    def open_at(self, page: PlaybookPage, nav: Navigation) -> None:
        """The sidebar for this page alone: the entries of its kind, and other branches by name only."""
        section = page.section
        if not isinstance(section, KindSection):
            return
        around = section.index.parent
        level = around.children if around is not None else nav.items
        here = page is section.index or page in section.siblings
        beside = section.siblings if here else [*section.siblings, page]
        path: list[Any] = [around, *around.ancestors] if around is not None else []
        for branch in [*path, None]:
            items = branch.children if branch is not None else nav.items
            self._swapped.append((items, list(items)))
            items[:] = [i.short if isinstance(i, Branch) and i not in path else i for i in items]
        position = level.index(section.index)
        if section.leads:
            level[position + 1 : position + 1] = beside
            page.parent = around
        else:
            section.children = [section.index, *beside]
            section.parent = around
            page.parent = section
            level[position] = section
        page.active = True

    def close(self, page: Page) -> None:
        """Undo what `open_at` did."""
        if self._swapped:
            page.active = False
            for items, before in self._swapped:
                items[:] = before
            self._swapped = []


def _names(nav: Any) -> Iterator[str]:
    """The playbooks that have a mark of their own in a nav."""
    if isinstance(nav, dict):
        nav = list(nav.values())
    if isinstance(nav, list):
        for entry in nav:
            yield from _names(entry)
    elif isinstance(nav, str) and nav.startswith(f"{_MARK}/"):
        yield nav.partition("/")[2]


def _pages(items: list[Any]) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        elif item.children:
            yield from _pages(item.children)


def _adopt(item: Any) -> None:
    for child in item.children or ():
        child.parent = item
        _adopt(child)
