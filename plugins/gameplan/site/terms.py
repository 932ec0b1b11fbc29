"""Words that a playbook defines, explained where a page first uses them.

While a page is written its prose is marked at every use; when it stands, the first mark of each word
becomes its explanation and the others go. So the first use is the first one that a reader meets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from ..graph import Graph
from ..model import Entity, Policy
from .data.page import Explained

_OPEN, _SEP, _CLOSE = "\ue001", "\ue002", "\ue003"
_SIGNS = re.compile(f"[{_OPEN}{_SEP}{_CLOSE}]")
_USE = re.compile(f"{_OPEN}([^{_SEP}]*){_SEP}([^{_CLOSE}]*){_CLOSE}")
_PIECE = re.compile(r"""(<!--.*?-->|</?[a-zA-Z](?:[^>"']|"[^"]*"|'[^']*')*>)""", re.S)
_TAG = re.compile(r"<(/?)([a-zA-Z0-9]+)")
_CLOSED = frozenset(
    "a abbr button code h1 h2 h3 h4 h5 h6 label math pre script style summary svg textarea title".split()
)
"""Elements in which nothing is explained: what is clicked or edited, headings, code, drawings."""


@dataclass(frozen=True)
class Definition:
    """A word as one entry defines it, in Markdown."""

    word: str
    meaning: str
    source: Entity


def definitions(graph: Graph, playbook: str) -> Iterator[Definition]:
    """All words that count in a playbook: its own before its parents', each manifest's before its policies'."""
    for name in (playbook, *graph.parents(playbook)):
        manifest = graph.playbook(name)
        policies = [p for p in graph.of_kind(name, "policies") if isinstance(p, Policy) and not p.ended]
        for entity in [manifest, *policies] if manifest is not None else []:
            for word, meaning in entity["definitions"]:
                yield Definition(word, meaning, entity)


def glossary_of(playbook: str) -> str:
    """The address of a playbook's glossary."""
    return f"{playbook}/glossary/"


def anchor(definition: Definition, playbook: str) -> str:
    """The id of a definition in the glossary of a playbook."""
    where = definition.source.address
    source = (where.playbook if where.playbook != playbook else "", where.id)
    slug = "-".join(re.findall(r"\w+", definition.word.casefold())) or "-".join(
        str(ord(c)) for c in definition.word
    )
    return "_" + "-".join(s for s in (*source, slug) if s)


class Terms:
    """The words that are explained on a page of a playbook, each with its meaning as plain text and the
    address of its entry in the glossary. Of a word defined twice the first counts.
    """

    def __init__(self, terms: Iterable[tuple[str, str, str]]) -> None:
        self._terms: dict[str, tuple[str, str]] = {}
        for word, meaning, address in terms:
            if key := _key(escape(word, quote=False)):
                self._terms.setdefault(key, (meaning, address))
        longest = sorted(self._terms, key=lambda key: (-len(key), key))
        words = "|".join(map(_spelled, longest)) or "(?!)"
        self._pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")

    @classmethod
    def on(cls, page: str, playbook: str, graph: Graph, text: Callable[[str], str]) -> Terms:
        """Those of a page by its address: a policy's own come first, then those of the manifests.

        `text` makes plain text of prose.
        """
        found = list(definitions(graph, playbook))
        own = [d for d in found if str(d.source.address) == page and d.source.address.kind]
        common = [d for d in found if not d.source.address.kind]
        glossary = glossary_of(playbook)
        return cls((d.word, text(d.meaning), f"{glossary}#{anchor(d, playbook)}") for d in (*own, *common))

    def mark(self, html: str, met: set[str]) -> str:
        """HTML of a prose with every use of a word marked; `met` is told which words there are."""
        if not self._terms or not self._pattern.search(html):
            return html

        def marked(use: re.Match[str]) -> str:
            key = next(k for k in _readings(use[0]) if k in self._terms)
            met.add(key)
            return f"{_OPEN}{key}{_SEP}{use[0]}{_CLOSE}"

        pieces = _PIECE.split(html)
        pieces[::2] = [self._pattern.sub(marked, piece) for piece in pieces[::2]]
        return "".join(pieces)

    def explained(self, met: Iterable[str], href: Callable[[str], str]) -> tuple[Explained, ...]:
        """What a page needs to explain the words it uses; `href` makes a link from it to an address."""
        return tuple(Explained(key, self._terms[key][0], href(self._terms[key][1])) for key in sorted(met))


def explain(html: str, terms: Sequence[Explained]) -> str:
    """A page with the first use of each marked word explained, and no marks left."""
    if not _SIGNS.search(html):
        return html
    known = {term.key: term for term in terms}
    met: set[str] = set()
    inside: list[str] = []

    def explained(use: re.Match[str]) -> str:
        term = known.get(use[1])
        if term is None or use[1] in met or inside:
            return use[2]
        met.add(use[1])
        return _explanation(use[2], term, f"_term-{len(met)}")

    pieces = _PIECE.split(html)
    for n, piece in enumerate(pieces):
        if not n % 2:
            pieces[n] = _USE.sub(explained, piece)
        elif (tag := _TAG.match(piece)) and tag[2].lower() in _CLOSED:
            if not tag[1]:
                inside.append(tag[2].lower())
            elif tag[2].lower() in inside:
                inside.remove(tag[2].lower())
    return _SIGNS.sub("", "".join(pieces))


def _explanation(words: str, term: Explained, id: str) -> str:
    return (
        Markup('<span class="gp-term"><a href="{href}" aria-describedby="{id}">').format(
            href=term.href, id=id
        )
        + Markup(words)  # a piece of the page as it stood
        + Markup(
            '</a><span class="gp-term__meaning" role="tooltip" id="{id}">{meaning}</span></span>'
        ).format(id=id, meaning=term.meaning)
    )


def _key(words: str) -> str:
    """What makes two spellings one word: capitals count only in words that are all capitals."""
    words = " ".join(_SIGNS.sub("", words).split())
    return words if words.isupper() else words.casefold()


def _readings(use: str) -> Iterator[str]:
    """The keys that a use may stand for: as it is, or as a plural."""
    for ending in ("", "s", "es"):
        if use.casefold().endswith(ending):
            short = " ".join((use[: -len(ending)] if ending else use).split())
            yield from (short, short.casefold())


def _spelled(key: str) -> str:
    words = r"\s+".join(re.escape(word) for word in key.split())
    return f"{words}s?" if key.isupper() else f"(?i:{words}(?:s|es)?)"
