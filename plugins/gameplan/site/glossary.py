"""The glossary of a playbook: every word it defines, and what its kinds of entries are."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ..model import KINDS
from . import words
from .data.blocks import GlossaryBlock
from .data.page import PageData, SearchDocument, TocItem
from .data.pieces import Glossed, Link
from .desk import Desk, Site
from .terms import Definition, anchor, definitions, glossary_of


def glossary(site: Site, playbook: str) -> PageData:
    """The page with all words of a playbook, from A to Z, and with its kinds of entries."""
    address = glossary_of(playbook)
    desk = Desk(site, address, playbook, explains=False)
    found = list(definitions(site.graph, playbook))
    entries = [
        Glossed(d.word, anchor(d, playbook), desk.inline(d.meaning, str(n)), _source(desk, d))
        for n, d in enumerate(found)
    ]
    entries.sort(key=lambda e: (e.word.casefold(), e.anchor))
    blocks = (
        GlossaryBlock("Words we use", "_words", tuple(entries)),
        GlossaryBlock("What the entries here are", "_kinds", tuple(_kinds(desk))),
    )
    manifest = desk.manifest()
    about = "The words that have a meaning of their own here."
    return PageData(
        template="index",
        kind="glossary",
        title=words.GLOSSARY,
        eyebrow=manifest.title if manifest else playbook,
        lead=(Markup.escape(about),),
        blocks=blocks,
        address=address.rstrip("/"),
        description=about,
        toc=tuple(TocItem(b.heading, b.anchor) for b in blocks),
        search=(
            SearchDocument(words.GLOSSARY, about),
            *(SearchDocument(d.word, desk.text(d.meaning), anchor(d, playbook)) for d in found),
        ),
        layout="aside",
    )


def _source(desk: Desk, definition: Definition) -> Link | None:
    """Who defines a word, where that is not the playbook itself."""
    where = definition.source.address
    return desk.link(str(where)) if where.kind or where.playbook != desk.playbook else None


def _kinds(desk: Desk) -> Iterator[Glossed]:
    for kind, model in KINDS.items():
        if kind == "playbook" or not desk.graph.in_sight(desk.playbook, kind):
            continue
        word = words.upper(words.singular(desk.graph, desk.playbook, kind))
        trap = f" {words.TRAPS[kind]}" if kind in words.TRAPS else ""
        yield Glossed(word, f"_kind-{kind}", Markup.escape(f"{model.about}{trap}"), None)
