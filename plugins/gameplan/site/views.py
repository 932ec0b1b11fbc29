"""Pages about a whole playbook that are no kind of entry: a row each, with where it stands and when there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import words
from .data.page import PageData
from .desk import Site
from .glossary import glossary
from .scoreboard import has_scoreboard, reached_of_all, scoreboard
from .sight import sight_page
from .terms import definitions


@dataclass(frozen=True)
class View:
    """`name` is the last segment of its address, `section` the one of `model.SECTIONS` that it stands in.

    `shows` says whether a playbook has something to show there; `count` is a word on how much, for lists.
    """

    name: str
    section: str
    title: str
    shows: Callable[[Site, str], bool]
    data: Callable[[Site, str], PageData]
    count: Callable[[Site, str], str] = lambda site, playbook: ""

    def address(self, playbook: str) -> str:
        """Its address in a playbook, an index."""
        return f"{playbook}/{self.name}/"


def _share(site: Site, playbook: str) -> str:
    return f"{site.sights[playbook].share} %"


def _words(site: Site, playbook: str) -> str:
    return str(len(list(definitions(site.graph, playbook))))


VIEWS = (
    View("scoreboard", "strategy", words.SCOREBOARD, has_scoreboard, scoreboard, reached_of_all),
    View("line-of-sight", "strategy", words.SIGHT, lambda s, p: p in s.sights, sight_page, _share),
    View("glossary", "policies", words.GLOSSARY, lambda s, p: _words(s, p) != "0", glossary, _words),
)


def views_in(site: Site, playbook: str, section: str) -> Iterator[View]:
    """The views that a playbook has in a section, in order."""
    return (v for v in VIEWS if v.section == section and v.shows(site, playbook))
