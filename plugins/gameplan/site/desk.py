"""The desk a view works at: one graph, one layout of addresses, one page being written.

It answers the small questions every view asks: how is this called, how is it linked from here,
how does this prose read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from markupsafe import Markup

from ..edition import Edition
from ..graph import Edge, Graph
from ..history import History
from ..model import Entity, Playbook, Role
from ..model.address import EVERYONE
from ..model.fields import Reference
from ..model.relations import RELATIONS
from ..model.types import Part
from ..model.values import Duration, in_words
from ..prose import Pointer, Prose
from ..sight import Sight
from . import words
from .data.page import Action, Explained, Noticed
from .data.parts import PartHead
from .data.pieces import Day, Link, Piece, Pieces, Row, Status
from .paths import Paths, edit_url, view_url
from .terms import Terms

T = TypeVar("T")

HIDDEN = "a restricted entry"
_PARTS_NAMED = 6
"""How many parts of one entity a sentence names before it only counts them."""


@dataclass(frozen=True)
class Site:
    """What all pages of a site share."""

    graph: Graph
    paths: Paths
    prose: Prose
    source_url: str = ""
    folder: tuple[str, str] = ("", "")
    """The playbooks folder as findings print it, and as the repository knows it."""
    mentions: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """By address, the pages written by hand that refer to it: title, and URL from the root of the site."""

    sights: Mapping[str, Sight] = field(default_factory=dict)
    """The line of sight of each playbook that has one."""
    findings: Mapping[str, tuple[Noticed, ...]] | None = None
    """By address of an entity: what the checks see there; None where pages do not show it."""
    history: History | None = None
    """What the releases of the site say of each thing; None where there is no release."""
    site_url: str = ""
    """Where the site will stand; without it there is no feed."""
    edition: Edition | None = None
    """Which release the build is a copy of, or after which one it comes."""
    _terms: dict[tuple[str, str], Terms] = field(default_factory=dict, repr=False, compare=False)
    _once: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: tuple[str, str], make: Callable[[], T]) -> T:
        """What several pages share and is worked out when the first one asks: by playbook and name."""
        if key not in self._once:
            self._once[key] = make()
        found: T = self._once[key]
        return found

    def name(self, address: str) -> str:
        """What people call the thing at an address; a part is called by its own name."""
        if address == EVERYONE:
            return "Everyone"
        found = self.graph.find(address)
        if isinstance(found, Part):
            return words.part(found, self.graph.entity_of(address))
        return found.title if found is not None else HIDDEN

    def text(self, playbook: str, text: str) -> str:
        """The plain words of a prose text in a playbook."""
        return self.prose.text(text, lambda t: Pointer(self.name(self.graph.prose_target(playbook, t) or "")))

    def terms(self, page: str, playbook: str) -> Terms:
        """The defined words that are explained on a page of a playbook, which may be "" for none."""
        own = page if "/policies/" in page else ""
        if (playbook, own) not in self._terms:
            found = Terms.on(own, playbook, self.graph, lambda text: self.text(playbook, text))
            self._terms[playbook, own] = found
        return self._terms[playbook, own]

    def file(self, path: str) -> str:
        """A file as the repository knows it, wherever the build was started."""
        printed, real = self.folder
        return real + path.removeprefix(printed) if printed and path.startswith(printed) else path


class Desk:
    """A `Site` seen from one page: `here` is its address, `playbook` the one it belongs to."""

    def __init__(self, site: Site, here: str, playbook: str, *, explains: bool = True) -> None:
        self.site = site
        self.graph = site.graph
        self.here = here
        self.playbook = playbook
        self._terms = site.terms(here, playbook) if explains else Terms(())
        self._met: set[str] = set()

    # --- names and links --------------------------------------------------------------------

    def manifest(self) -> Playbook | None:
        """The manifest of the playbook this page belongs to."""
        return self.graph.playbook(self.playbook)

    def name(self, address: str) -> str:
        """What people call the thing at an address; a part is called by its own name."""
        return self.site.name(address)

    def link(self, address: str | None) -> Link:
        """A link from here to an address; hidden things are words without a link."""
        if not address:
            return Link(HIDDEN)
        if address == EVERYONE or self.graph.find(address) is None:
            return Link(self.name(address))
        return Link(self.name(address), self.href(address))

    def full_link(self, address: str) -> Link:
        """As `link`, with the name of the entity before the name of its part."""
        if "#" not in address or address.partition("#")[0] == self.here:
            return self.link(address)
        entity = self.graph.entity_of(address)
        link = self.link(address)
        return Link(f"{entity.title}: {link.words}", link.href) if entity else link

    def href(self, address: str) -> str:
        """The address of a page or part as a link from here."""
        return self.site.paths.href(self.here, address)

    def named(self, addresses: list[str]) -> tuple[Link, ...]:
        """Links to addresses, as they stand in a sentence: the parts of an entity together, after its
        name; many parts of one entity are only counted."""
        groups: dict[str, list[str]] = {}
        for address in dict.fromkeys(addresses):
            groups.setdefault(address.partition("#")[0], []).append(address)
        links: list[Link] = []
        for base, group in groups.items():
            parts = [a for a in group if "#" in a]
            entity = self.graph.entity_of(base)
            if len(parts) > _PARTS_NAMED and entity is not None and base != self.here:
                links.append(Link(f"{len(parts)} {entity.family()} of {entity.title}", self.href(base)))
                group = [a for a in group if "#" not in a]
            for n, address in enumerate(group):
                links.append(self.link(address) if n and "#" in group[n - 1] else self.full_link(address))
        return tuple(links)

    def to(self, reference: Reference | None) -> Link | None:
        """A link to what a reference points at, or None where nothing is written."""
        return None if reference is None else self.link(self.graph.target(reference))

    def kind_word(self, kind: str) -> str:
        """One of a kind, as this playbook calls it."""
        return words.singular(self.graph, self.playbook, kind)

    def deputy(self, role: Entity | None) -> Link | None:
        """Who stands in for a role."""
        return self.to(role.deputy) if isinstance(role, Role) else None

    # --- texts ------------------------------------------------------------------------------

    def html(self, text: str, prefix: str = "", level: int = 3) -> Markup:
        """Block HTML of a prose text."""
        return self._marked(self.site.prose.html(text, self.pointer, prefix=prefix, level=level))

    def inline(self, text: str, prefix: str = "") -> Markup:
        """HTML of a short prose text, to stand within a line."""
        return self._marked(self.site.prose.inline(text, self.pointer, prefix=prefix))

    def _marked(self, html: Markup) -> Markup:
        return Markup(self._terms.mark(html, self._met))  # nothing is added but signs that go again

    def explained(self) -> tuple[Explained, ...]:
        """The defined words in all that was written at this desk so far."""
        return self._terms.explained(self._met, self.href)

    def text(self, text: str) -> str:
        """The plain words of a prose text."""
        return self.site.text(self.playbook, text)

    def inlines(self, texts: tuple[str, ...], prefix: str = "") -> tuple[Markup, ...]:
        """HTML of several short prose texts."""
        return tuple(self.inline(text, f"{prefix}_{n}") for n, text in enumerate(texts))

    def pointer(self, text: str) -> Pointer:
        """Where a reference in a prose text leads, and what it is called."""
        link = self.link(self.graph.prose_target(self.playbook, text))
        return Pointer(link.words, link.href)

    # --- small values -----------------------------------------------------------------------

    @staticmethod
    def day(day: dt.date, mark: str = "") -> Day:
        """A day in words; `mark` lets the browser add what follows from it."""
        return Day(day.isoformat(), in_words(day), mark)

    @staticmethod
    def number(value: Decimal) -> str:
        """A number as people read it: groups of thousands, no idle zeros."""
        text = f"{value:,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    @staticmethod
    def duration(value: Duration) -> str:
        """A length of time in words."""
        return str(value)

    def joined(self, links: tuple[Link, ...], last: str = "and") -> Pieces:
        """Links as people list them: a, b and c."""
        pieces: list[Piece] = []
        for n, link in enumerate(links):
            if n:
                pieces.append(f" {last} " if n == len(links) - 1 else ", ")
            pieces.append(link)
        return tuple(pieces)

    # --- relations --------------------------------------------------------------------------

    def rows_from(self, address: str, skip: frozenset[str] = frozenset()) -> tuple[Row, ...]:
        """Sentences whose subject is the thing at `address`: 'implements', 'is owned by' apart."""
        own = [e for e in self.graph.out_of(address) if not e.relation.acted]
        acts = [e for e in self.graph.into(address) if e.relation.acted]
        rows: dict[str, list[str]] = {}
        for edge in own:
            if edge.relation.name not in skip and (edge.target or edge.relation.name != "mentions"):
                rows.setdefault(edge.relation.verb, []).append(edge.target)
        for edge in acts:
            if edge.relation.name not in skip:
                rows.setdefault(edge.relation.verb, []).append(edge.source)
        return tuple(Row(verb, self.named(addresses)) for verb, addresses in rows.items())

    def rows_into(self, address: str, skip: frozenset[str] = frozenset()) -> tuple[Row, ...]:
        """Sentences in which the thing at `address` is 'it': 'Branch responder works on it'."""
        edges = [e for e in self.graph.into(address) if not e.relation.acted]
        edges += [e for e in self.graph.out_of(address) if e.relation.acted]
        groups: dict[str, list[Edge]] = {}
        for edge in edges:
            if edge.relation.name not in skip:
                groups.setdefault(edge.relation.name, []).append(edge)
        written = self.site.mentions.get(address, ()) if "mentions" not in skip else ()
        if written:
            groups.setdefault("mentions", [])
        rows = []
        for name, group in groups.items():
            relation = RELATIONS[name]
            links = self.named([e.target if relation.acted else e.source for e in group])
            if name == "mentions":
                links += tuple(Link(title, self.site.paths.way(self.here, url)) for title, url in written)
            verb = relation.verbs if len(links) > 1 else relation.verb
            rows.append(Row(f"{verb} it", links))
        return tuple(rows)

    # --- where it comes from ----------------------------------------------------------------

    def actions(self, entity: Entity) -> tuple[Action, ...]:
        """Suggest a change, see the source line."""
        if not self.site.source_url:
            return ()
        return (
            Action("Suggest a change", edit_url(self.site.source_url, self.site.file(entity.path)), "edit"),
            Action(
                "See the source line",
                view_url(self.site.source_url, self.site.file(entity.path), entity.line),
                "code",
            ),
        )

    def findings(self, entity: Entity) -> tuple[Noticed, ...]:
        """What the checks see at an entity and its parts, where pages show that."""
        return (self.site.findings or {}).get(str(entity.address), ())

    def part_head(self, part: Part) -> PartHead:
        """Anchor, heading, number and life of a part."""
        address = part.address
        entity = self.graph.entity_of(address)
        status: Status | None = words.status(part["status"]) if part["status"] != "active" else None
        notice: Pieces = ()
        if part["status"] in ("retired", "done") or part["replaced_by"] is not None:
            notice = (f"{status.word if status else 'Replaced'}.",)
            if (successor := self.to(part["replaced_by"])) is not None:
                notice = (*notice, " Now: ", successor, ".")
        if part["effective"] is not None and part.family in ("replies", "questions", "phases"):
            # The other families show it among their facts.
            notice = (*notice, " " if notice else "", "In force from ", self.day(part["effective"]), ".")
        old = tuple(o for o in part["formerly"] if "#" not in o)
        if entity is not None:
            old += tuple(o.split("#")[1] for o in part["formerly"] if o.startswith(f"{entity.address.id}#"))
        source = None
        if self.site.source_url and entity is not None:
            source = Link(
                "source", view_url(self.site.source_url, self.site.file(entity.path), part.key.line)
            )
        return PartHead(part.id, self.name(address), part["number"], status, notice, old, source)
