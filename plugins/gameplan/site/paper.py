"""A whole playbook as one document to print or to keep: cover, contents, every entry in the order people need it.

It is a file of its own beside the site: it holds its style, needs no script and no network, and is made of the
pages as they were drawn, so it says what they say and nothing else. It is no page of the site: it is not in the
navigation, search does not know it, and it may be some megabytes long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..edition import Edition
from ..model import KINDS, SECTIONS, Entity, Playbook
from ..model.fields import Shows
from . import blocks, words
from .assets import whole_style
from .bindery import Binder
from .data.page import Action, PageData
from .data.paper import Chapter, Elsewhere, Whole, WholeEntry
from .data.pieces import Day, Fact, Link, Pieces
from .desk import Desk, Site
from .foot import Foot, foot
from .margins import css_string, margins
from .renderer import Renderer
from .terms import glossary_of

Drawn = Mapping[str, tuple[PageData, str]]
"""The pages of a site by address: their data and their HTML."""

_ORDER = ("strategy", "situations", "roles", "policies", "channels")
_PAGE, _ENTRY = 2, 3
"""Which heading a page has that is a chapter, and one that is an entry of a chapter."""


def whole_address(playbook: str) -> str:
    """Where the document of a playbook stands."""
    return f"{playbook}/whole/"


def way_to_whole(desk: Desk, playbook: str) -> Action:
    """The link to the document of a playbook from a page of that playbook."""
    return Action(
        "The whole playbook on one page, to print or keep", desk.href(whole_address(playbook)), "book"
    )


def ways_to_wholes(desk: Desk) -> tuple[Action, ...]:
    """The links to all documents from a page of no playbook."""
    names = [p.address.playbook for p in desk.graph.playbooks()]
    if len(names) == 1:
        return (way_to_whole(desk, names[0]),)
    return tuple(Action(f"{desk.name(n)}, on one page", desk.href(whole_address(n)), "book") for n in names)


def wholes(
    site: Site, edition: Edition | None, level: str, drawn: Drawn, renderer: Renderer
) -> dict[str, str]:
    """The documents of all playbooks, by their place on the site. Raises TemplateFault."""
    found = {}
    for manifest in site.graph.playbooks():
        making = _Making(site, manifest, edition, level, drawn, renderer)
        url = making.url
        found[url if url.endswith(".html") else f"{url}index.html"] = renderer.whole(making.whole())
    return found


@dataclass(frozen=True)
class _Planned:
    """A chapter to be: under the word for each kind the addresses of its pages. A page alone has no such word."""

    anchor: str
    title: str
    kinds: tuple[tuple[str, tuple[str, ...]], ...]
    elsewhere: tuple[Elsewhere, ...] = ()


class _Making:
    """A document in the making: first everything gets its number, then the pages are bound."""

    def __init__(
        self,
        site: Site,
        manifest: Playbook,
        edition: Edition | None,
        level: str,
        drawn: Drawn,
        renderer: Renderer,
    ) -> None:
        self.site = site
        self.graph = site.graph
        self.manifest = manifest
        self.edition = edition
        self.playbook = manifest.address.playbook
        self.home = f"{self.playbook}/"
        self.url = site.paths.page(whole_address(self.playbook))
        self.foot = foot(edition, manifest.title, self.url, level, site.site_url)
        self.base = self.foot.place.removesuffix(self.url)
        self.desk = Desk(site, whole_address(self.playbook), self.playbook, explains=False)
        about = _about(site, manifest)
        self.drawn = {**drawn, self.home: (about, renderer.page(about))}

    def whole(self) -> Whole:
        """The document."""
        plan = tuple(self._planned())
        self.binder = Binder(
            {self._url(a): self.drawn[a][1] for chapter in plan for _, group in chapter.kinds for a in group},
            {self._url(a): place for a, place in _numbered(plan)},
            self.url,
            self.base,
        )
        chapters = tuple(self._chapter(n, chapter) for n, chapter in enumerate(plan, start=1))
        title = self.manifest.title
        return Whole(
            title,
            self.manifest.organisation,
            self.desk.inline(self.manifest.summary) if self.manifest.summary else Markup(""),
            tuple(self._facts()),
            self._note(sum(len(group) for chapter in plan for word, group in chapter.kinds if word)),
            Link("Back to the playbook", self.desk.href(self.home)),
            chapters,
            _styled(self.foot, chapters),
        )

    def _url(self, address: str) -> str:
        return self.site.paths.page(address)

    # --- what stands where ------------------------------------------------------------------

    def _planned(self) -> Iterator[_Planned]:
        about = self.drawn[self.home][0]
        if about.blocks or about.facts:
            yield _Planned("about", about.title, (("", (self.home,)),))
        for section in _ORDER:
            groups = []
            for kind in SECTIONS[section]:
                own = [e for e in self.graph.of_kind(self.playbook, kind) if e.status != "retired"]
                if own:
                    word = words.plural(self.graph, self.playbook, kind)
                    groups.append((word, tuple(str(e.address) for e in own)))
            elsewhere = tuple(self._elsewhere(SECTIONS[section]))
            if groups or elsewhere:
                title = words.section_title(self.graph, self.playbook, section)
                yield _Planned(f"part-{section}", title, tuple(groups), elsewhere)
        glossary = glossary_of(self.playbook)
        if glossary in self.drawn:
            yield _Planned("glossary", words.GLOSSARY, (("", (glossary,)),))

    def _elsewhere(self, kinds: tuple[str, ...]) -> Iterator[Elsewhere]:
        for parent in self.graph.parents(self.playbook):
            found = []
            for kind in kinds:
                links = tuple(self._outside(e) for e in self._holding(parent, kind))
                if links:
                    word = words.plural(self.graph, self.playbook, kind)
                    found.append(Fact(word, self.desk.joined(links)))
            if found:
                yield Elsewhere(self.site.name(parent), tuple(found))

    def _holding(self, parent: str, kind: str) -> list[Entity]:
        """What holds here of another playbook: of a kind of which there is one only, the nearest."""
        if KINDS[kind].singleton:
            one = self.graph.single(self.playbook, kind)
            return [one] if one is not None and one.address.playbook == parent and not one.ended else []
        return [e for e in self.graph.of_kind(parent, kind) if not e.ended]

    def _outside(self, entity: Entity) -> Link:
        url = self._url(str(entity.address))
        return Link(entity.title, self.base + url if self.base else self.site.paths.way(self.desk.here, url))

    # --- what it says -----------------------------------------------------------------------

    def _chapter(self, number: int, planned: _Planned) -> Chapter:
        alone = next((group[0] for word, group in planned.kinds if not word), "")
        if alone:
            html = self.binder.bound(self._url(alone), _PAGE)
            return Chapter(str(number), planned.anchor, planned.title, html=html)
        kinds = tuple((word, tuple(map(self._entry, group))) for word, group in planned.kinds)
        return Chapter(str(number), planned.anchor, planned.title, kinds, planned.elsewhere)

    def _entry(self, address: str) -> WholeEntry:
        data, url = self.drawn[address][0], self._url(address)
        anchor, number = self.binder.places[url]
        return WholeEntry(
            number, anchor, data.title, data.kind, self.binder.bound(url, _ENTRY), _plain(data.since)
        )

    def _facts(self) -> Iterator[Fact]:
        """What the cover says: which version, from when, who approved it, who may read it, whom to ask."""
        foot, history = self.foot, self.site.history
        if foot.words:
            yield Fact("Version", (words.upper(foot.words.removeprefix("version ")),))
        if foot.since is not None:
            yield Fact("In force from", (foot.since,))
        elif history is not None and (last := history.last) is not None and foot.words:
            yield Fact("Last release", (f"{last.version}, in force from ", self.desk.day(last.date)))
        elif self.manifest.effective is not None:
            yield Fact("In force from", (self.desk.day(self.manifest.effective),))
        if history is not None and self.edition is not None and self.edition.date is not None:
            for step in history.steps:
                if step.version == self.edition.version and step.approver:
                    reference = f", {step.reference}" if step.reference else ""
                    yield Fact("Approved by", (f"{self.site.name(step.approver)}{reference}",))
        yield Fact("Who may read it", (words.upper(foot.readers.removeprefix("may be read by ")),))
        if (owner := self.desk.to(self.manifest.owner)) is not None:
            yield Fact("Owner", (owner.words,))

    def _note(self, entries: int) -> str:
        said = f"All {entries} entries" if entries != 1 else "One entry"
        where = (
            f"what holds today is at {self.base}{self._url(self.home)}" if self.base else "ask for today’s"
        )
        return f"{said}, as they stood in this version. This is a copy: {where}"


def _numbered(plan: tuple[_Planned, ...]) -> Iterator[tuple[str, tuple[str, str]]]:
    """The id and the number of every page by its address."""
    for n, chapter in enumerate(plan, start=1):
        count = 0
        for word, group in chapter.kinds:
            for address in group:
                count += 1
                yield (
                    address,
                    (address.partition("/")[2], f"{n}.{count}") if word else (chapter.anchor, str(n)),
                )


def _plain(pieces: Pieces) -> str:
    return "".join(piece.words if isinstance(piece, Link | Day) else piece for piece in pieces)


def _about(site: Site, manifest: Playbook) -> PageData:
    """What a playbook says of itself; its words stand in the glossary."""
    playbook = manifest.address.playbook
    desk = Desk(site, f"{playbook}/", playbook, explains=False)
    shown = [f for f in manifest.fields.values() if f.name != "definitions"]
    found = [blocks.section(desk, f, manifest) for f in shown if f.shows is Shows.SECTION]
    facts = [blocks.fact(desk, f, manifest) for f in shown if f.shows is Shows.FACT]
    return PageData(
        template="entity",
        kind="playbook",
        title="About this playbook",
        blocks=tuple(b for b in found if b is not None),
        facts=(tuple(f for f in facts if f is not None),) if any(facts) else (),
        address=f"{playbook}/",
        layout="wide",
    )


def _styled(foot: Foot, chapters: tuple[Chapter, ...]) -> Markup:
    """The style elements: our own sheet, the words in the margins, and in those of a chapter its title."""
    named = "".join(
        f"#{chapter.anchor}{{page:gp-{n}}}"
        f"@page gp-{n}{{@top-left{{content:{css_string(f'{foot.title} · {chapter.title}')}}}}}"
        for n, chapter in enumerate(chapters, start=1)
    )
    ours = Markup("<style>{}</style>\n<style>{}</style>").format(Markup(whole_style()), Markup(named))
    return ours + Markup("\n") + margins(foot, "")  # our own sheet, and strings that are escaped
