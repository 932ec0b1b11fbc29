"""Pages about a whole playbook that are no kind of entry: a row each, with where it stands and when there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import meetings, words
from .data.page import PageData
from .desk import Site
from .glossary import glossary
from .map import has_map, map_page
from .matrices import matrix_pages
from .own_account import count_own, has_own, own_account
from .scoreboard import has_scoreboard, reached_of_all, scoreboard
from .sight import sight_page
from .terms import definitions


@dataclass(frozen=True)
class View:
    """`name` is the last segment of its address, `section` the one of `model.SECTIONS` that it stands in.

    `shows` says whether a playbook has something to show there; `count` is a word on how much, for lists.
    `named` is its title where that depends on the words of a playbook, `more` are the pages after the first.
    One that `leads` stands first in its section, the others stand last.
    """

    name: str
    section: str
    title: str
    shows: Callable[[Site, str], bool]
    data: Callable[[Site, str], PageData]
    count: Callable[[Site, str], str] = lambda site, playbook: ""
    named: Callable[[Site, str], str] | None = None
    more: Callable[[Site, str], tuple[Callable[[], PageData], ...]] = lambda site, playbook: ()
    leads: bool = False

    def address(self, playbook: str) -> str:
        """Its address in a playbook, an index."""
        return f"{playbook}/{self.name}/"

    def title_in(self, site: Site, playbook: str) -> str:
        """What it is called in a playbook."""
        return self.named(site, playbook) if self.named is not None else self.title


def _share(site: Site, playbook: str) -> str:
    return f"{site.sights[playbook].share} %"


def _words(site: Site, playbook: str) -> str:
    return str(len(list(definitions(site.graph, playbook))))


def _matrix(section: str, name: str) -> View:
    """A matrix, on as many pages as it takes."""

    def pages(site: Site, playbook: str) -> tuple[Callable[[], PageData], ...]:
        return matrix_pages(site, playbook, meetings.matrix(site, playbook, name))

    return View(
        name,
        section,
        "",
        lambda site, playbook: bool(pages(site, playbook)),
        lambda site, playbook: pages(site, playbook)[0](),
        named=lambda site, playbook: meetings.matrix(site, playbook, name).title,
        more=lambda site, playbook: pages(site, playbook)[1:],
    )


VIEWS = (
    View("map", "strategy", words.MAP, has_map, map_page, leads=True),
    View("scoreboard", "strategy", words.SCOREBOARD, has_scoreboard, scoreboard, reached_of_all),
    View("line-of-sight", "strategy", words.SIGHT, lambda s, p: p in s.sights, sight_page, _share),
    View("own-account", "policies", words.OWN_ACCOUNT, has_own, own_account, count_own),
    _matrix("roles", meetings.WHO),
    _matrix("strategy", meetings.WHERE),
    _matrix("strategy", meetings.WHAT_FOR),
    _matrix("channels", meetings.FOR_WHOM),
    View("glossary", "policies", words.GLOSSARY, lambda s, p: _words(s, p) != "0", glossary, _words),
)


def views_in(site: Site, playbook: str, section: str) -> Iterator[View]:
    """The views that a playbook has in a section, in order."""
    return (v for v in VIEWS if v.section == section and v.shows(site, playbook))
