"""Which published versions hold an entry: the first step of whoever has to withdraw it.

An entry is followed through the releases, since an old version has it under its address and title of that time. What
is looked at are the files of the branch, as git has them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import escape as escape_as_templates_do

from ..diff.facts import Pairs
from ..git import Refused
from ..graph import Graph
from ..releases import Release
from ..resolve import old_address
from ..site.paths import Paths
from .store import Shelf

_MOVED = "<h1>This page has moved</h1>"
_SHORTEST = 8
"""A title of fewer letters stands in too many sentences to say anything."""


@dataclass(frozen=True)
class Wanted:
    """An entry, or a part of one, under all the names it ever had.

    `address` is that of today, or the last it had. `then` has the one of each release in which it was, by version.
    `addresses` and `titles` are all there ever were.
    """

    address: str
    then: dict[str, str]
    addresses: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Holding:
    """How one published version holds an entry. `page` is its page there, "" for none; `old_links` are pages that lead
    on to it; `named_in` are other files that name it, and `machines` those of them that no person reads."""

    version: str
    aliases: tuple[str, ...]
    page: str
    old_links: tuple[str, ...]
    named_in: tuple[str, ...]

    @property
    def machines(self) -> tuple[str, ...]:
        return tuple(path for path in self.named_in if not path.endswith(".html"))


def wanted(text: str, graph: Graph, releases: Sequence[Release]) -> list[Wanted]:
    """What somebody may mean by an address: things of today, else of the latest release that has any such."""
    for at in (graph, *(release.graph for release in reversed(releases))):
        found = at.lookup(text) or (at.once(text) if at is graph else [])
        if found:
            return [_everywhere(address, at, releases) for address in found]
    return []


def _everywhere(address: str, graph: Graph, releases: Sequence[Release]) -> Wanted:
    then, met = {}, [(address, graph)]
    for release in releases:
        names = {now: before for before, now in Pairs(release.graph, graph).now.items()}
        home, _, part = address.partition("#")
        whole = names.get(address) or (f"{names.get(home, home)}#{part}" if part else names.get(home, home))
        if release.graph.find(whole) is not None:
            then[release.version] = whole
            met.append((whole, release.graph))
    addresses = [a for a, _ in met] + [old for a, g in met for old in _formerly(a, g)]
    things = (g.find(a) for a, g in met)
    titles = [str(title) for thing in things if (title := getattr(thing, "title", ""))]
    return Wanted(address, then, tuple(dict.fromkeys(addresses)), tuple(dict.fromkeys(titles)))


def _formerly(address: str, graph: Graph) -> Iterator[str]:
    thing, entity = graph.find(address), graph.entity_of(address)
    if thing is not None and entity is not None and entity.address.kind:
        for old in thing["formerly"]:
            yield old_address(entity, thing, old)


def holding(thing: Wanted, shelf: Shelf) -> tuple[Holding, ...]:
    """The published versions that hold an entry in any way, in the order in which they are listed.

    A folder at the top that no version is called after counts as one: it is served, too.
    """
    by_version: dict[str, set[str]] = {}
    for file in shelf.files:
        top, _, path = file.path.partition("/")
        by_version.setdefault(top, set()).add(path)
    listed = {v.version: v.aliases for v in shelf.versions}
    copies = {alias for aliases in listed.values() for alias in aliases}
    names = [
        *listed,
        *sorted(t for t, paths in by_version.items() if paths != {""} and t not in copies | set(listed)),
    ]
    mentions = _mentions(thing, shelf)
    found = []
    for version in names:
        paths = by_version.get(version, set())
        page, links = "", []
        at = thing.then.get(version, thing.address)
        for address in dict.fromkeys((at, *thing.addresses)):
            for path in _pages(address, paths):
                if _is_stub(shelf, f"{version}/{path}"):
                    links.append(path)
                elif not page and _has(shelf, f"{version}/{path}", address):
                    page = path
        named = sorted(mentions.get(version, set()) - {page, *links})
        if page or links or named:
            found.append(
                Holding(version, listed.get(version, ()), page, tuple(dict.fromkeys(links)), tuple(named))
            )
    return tuple(found)


def _pages(address: str, paths: set[str]) -> Iterator[str]:
    """The files that may be the page of an address, of those there are."""
    home = address.partition("#")[0]
    for directory in (True, False):
        url = Paths(directory).page(home)
        path = f"{url}index.html" if url.endswith("/") or not url else url
        if path in paths:
            yield path


def _is_stub(shelf: Shelf, path: str) -> bool:
    return _MOVED in (shelf.text(path) or "")


def _has(shelf: Shelf, path: str, address: str) -> bool:
    """Whether a page has the part that an address names; true for the address of an entry."""
    part = address.partition("#")[2]
    return not part or f'id="{part}"' in (shelf.text(path) or "")


def _mentions(thing: Wanted, shelf: Shelf) -> dict[str, set[str]]:
    """The files that name an entry by its address or its title, by the folder at the top."""
    found: dict[str, set[str]] = {}
    titles = [t for title in thing.titles if len(title) >= _SHORTEST for t in _written(title)]
    searches = [_grep(shelf, "-F", titles)] if titles else []
    searches.append(_grep(shelf, "-E", [p for a in thing.addresses for p in _patterns(a)]))
    for address in thing.addresses:
        playbook, _, rest = address.partition("/")
        kind, _, id = rest.partition("/")
        if id and "#" not in id:  # a neighbour says `../id/` alone
            searches.append(_grep(shelf, "-E", [rf'"\.\./{id}(/|\.html)'], f":(glob)*/{playbook}/{kind}/**"))
    for path in (path for paths in searches for path in paths):
        top, _, below = path.partition("/")
        if below:
            found.setdefault(top, set()).add(below)
    return found


def _patterns(address: str) -> Iterator[str]:
    """How files may say an address: as a path, with a part or without, never as the beginning of another one."""
    home, _, part = address.partition("#")
    inner = home.partition("/")[2]
    said = re.sub(r"[^\w/-]", ".", inner if "/" in inner else home)
    if part:
        yield rf"{said}(/|\.html|/index\.html)?#{part}([^a-z0-9-]|$)"
        yield rf"{said.rpartition('/')[2]}(/|\.html)#{part}([^a-z0-9-]|$)"
    elif "/" in home:
        yield rf"(^|[^a-z0-9-]){said}([^a-z0-9-]|$)"


def _written(title: str) -> Iterator[str]:
    """How pages, and data in JSON, write a title."""
    plain = json.dumps(title)[1:-1], json.dumps(title, ensure_ascii=False)[1:-1]
    yield from dict.fromkeys(
        (title, escape(title), escape(title, quote=False), str(escape_as_templates_do(title)), *plain)
    )


def _grep(shelf: Shelf, how: str, patterns: Iterable[str], *where: str) -> list[str]:
    wanted = [word for pattern in dict.fromkeys(patterns) for word in ("-e", pattern)]
    if not wanted:
        return []
    try:
        said = shelf.repository.ask(
            "grep", "-l", "-z", "-I", "--full-name", how, *wanted, shelf.tree, "--", *where
        )
    except Refused as refused:
        if refused.code == 1:  # nothing found
            return []
        raise
    skip = len(shelf.tree) + 1
    return [line.decode("utf-8", "surrogateescape")[skip:] for line in said.split(b"\0") if line]
