"""`llms.txt`: for programs that read the site for somebody, where what stands, in a page of Markdown.

The form is that of llmstxt.org: a title, a quote that says what this is, and lists of links. It stays short: a
kind with many entries is one link to its index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..diagnostics import one_of
from ..model import KINDS, SECTIONS, Playbook
from . import words
from .data.page import PageData
from .desk import Site
from .feeds import ALL, FEED, INDEX
from .feeds import JSON as CHANGES
from .graph_json import CHANGES_SCHEMA, JSON, SCHEMA
from .views import views_in

LLMS = "llms.txt"
_LISTED_AT_MOST = 12
"""How many entries of a kind are listed by name."""
_BY_NAME = ("guides", "rules", "procedures", "policies", "roles")
"""Kinds whose entries answer questions of their own; of the others the index is enough."""
_LONGEST = 160


Drawn = Mapping[str, tuple[PageData, str]]
"""The pages of a site by address: their data, and their HTML."""


def llms_txt(site: Site, site_name: str, site_url: str, drawn: Drawn, *, changes: bool, feed: bool) -> str:
    """The whole file. `changes` and `feed` say which files about releases there are."""
    base = f"{site_url.rstrip('/')}/" if site_url else ""
    lines = [f"# {_plain(site_name)}", "", f"> {_plain(_about(site))}", ""]
    lines += [
        "Addresses are `playbook/kind/id`. Every entry has one page; `graph.json` holds all of them as data.",
        "",
    ]
    for manifest in site.graph.playbooks():
        lines += [f"## {_plain(manifest.title)}", "", *_playbook(site, manifest, base, drawn), ""]
    if changes:
        pages = (
            (INDEX, "What changed", "every release, with what people must do differently first"),
            (ALL, "Every change", "all changes of all releases on one page"),
        )
        lines += ["## Changes", "", *(_line(t, base + site.paths.page(a), d) for a, t, d in pages), ""]
    files = [(JSON, "every entry, its fields and how entries refer to one another")]
    files.append((SCHEMA, f"the JSON Schema of {JSON}"))
    if changes:
        files += [
            (CHANGES, "every release with its changes"),
            (CHANGES_SCHEMA, f"the JSON Schema of {CHANGES}"),
        ]
    if feed:
        files.append((FEED, "the latest releases as an Atom feed"))
    lines += ["## For programs", "", *(_line(place, base + place, about) for place, about in files)]
    return "\n".join(lines) + "\n"


def _about(site: Site) -> str:
    playbooks = site.graph.playbooks()
    if len(playbooks) == 1:
        said = site.text(playbooks[0].address.playbook, playbooks[0].summary)
        return said or f"The playbook of {playbooks[0].organisation}."
    owners = list(dict.fromkeys(p.organisation for p in playbooks))
    return f"The playbooks of {one_of(owners, 'and')}." if owners else "There is nothing to show."


def _playbook(site: Site, manifest: Playbook, base: str, drawn: Drawn) -> Iterator[str]:
    """The links of one playbook: its home, then what people come for, section by section."""
    playbook = manifest.address.playbook

    def line(title: str, address: str, about: str = "") -> str:
        page = drawn.get(address)
        return _line(title, base + site.paths.page(address), about or (page[0].description if page else ""))

    home = site.text(playbook, manifest.summary) or f"The playbook of {manifest.organisation}."
    yield line("Home", f"{playbook}/", home)
    for section, kinds in SECTIONS.items():
        for kind in kinds:
            entries = [e for e in site.graph.of_kind(playbook, kind) if not e.ended]
            if not entries:
                continue
            if not KINDS[kind].singleton:
                count = words.count(len(entries), "entry", "entries")
                title = words.plural(site.graph, playbook, kind)
                yield line(title, f"{playbook}/{kind}/", f"{KINDS[kind].about} {count.capitalize()}.")
            if KINDS[kind].singleton or (kind in _BY_NAME and len(entries) <= _LISTED_AT_MOST):
                yield from (line(e.title, str(e.address)) for e in entries)
        for view in views_in(site, playbook, section):
            yield line(view.title, view.address(playbook))


def _line(title: str, url: str, about: str) -> str:
    told = f": {_plain(shortened(about))}" if about else ""
    return f"- [{_plain(title)}]({url}){told}"


def shortened(text: str, longest: int = _LONGEST) -> str:
    """A text on one line, cut at a blank where it is too long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.-") + "…"


def _plain(text: str) -> str:
    """A text in which no sign of an author begins a link, code or HTML."""
    return re.sub(r"([\\\[\]<>`*_])", r"\\\1", " ".join(text.split()))
