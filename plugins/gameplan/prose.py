"""Authors' Markdown becomes safe HTML, field by field, with `[[references]]` resolved.

A Markdown instance of our own (no raw HTML, no snippets, no attributes), then an allow-list over
the result, then our policy for links and pictures. The author of YAML is not trusted.
Plain text, which is most of it, takes a short way that gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from xml.etree import ElementTree as etree

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from .model.address import REFERENCE, references_in


@dataclass(frozen=True)
class Pointer:
    """What a `[[reference]]` turns into: words and a link; without a link it is only words."""

    words: str
    href: str = ""


Resolver = Callable[[str], Pointer]
"""Turns the text of a reference into a pointer."""

# Whatever could mean something to Markdown; texts without it are paragraphs and nothing else.
_MARKS = re.compile(
    r"[\\`*_\[<>&|~^]|\n[ \t]*(?:[#:=+\-!?>]|\d+[.)])|\n(?: {4}|\t)|  \n|^(?: {4}|\t)|[\t\x02\x03\ue000-\ue003]"
)
_LEADING = re.compile(r"^\s*(?:[#:=+\-!?>]|\d+[.)])")

_EXTENSIONS = (
    "tables",
    "footnotes",
    "admonition",
    "def_list",
    "sane_lists",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.highlight",
    "pymdownx.tilde",
    "pymdownx.tabbed",
)
_CONFIGS: dict[str, dict[str, Any]] = {
    "pymdownx.highlight": {
        "use_pygments": True,
        "anchor_linenums": False,
        "linenums": None,
        "auto_title": False,
    },
    "pymdownx.superfences": {"custom_fences": [], "preserve_tabs": False},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tilde": {"subscript": False},
    "footnotes": {"UNIQUE_IDS": False, "BACKLINK_TITLE": "Back to the text"},
}

_TAGS = {
    "a", "abbr", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h3", "h4", "h5", "h6",
    "hr", "img", "input", "label", "li", "ol", "p", "pre", "s", "span", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title", "class", "id"},
    "code": {"class"},
    "details": {"class", "open"},
    "div": {"class", "data-tabs"},
    "img": {"src", "alt", "title"},
    "input": {"type", "id", "name", "checked"},
    "label": {"for"},
    "li": {"id"},
    "ol": {"start"},
    "p": {"class"},
    "pre": {"class"},
    "span": {"class"},
    "sup": {"id"},
    "td": {"align"},
    "th": {"align"},
}
_CLASSES = re.compile(
    r"admonition|admonition-title|note|abstract|info|tip|success|question|warning|failure|danger|bug|example|quote"
    r"|tabbed-(?:set|alternate|labels|content|block)|highlight|language-[a-z0-9]+|footnote(?:-ref|-backref)?"
    r"|gp-ref|gp-hidden|[a-z]{1,2}[a-z0-9]?"
)
_OURS = re.compile(r"(?:fn|fnref)[:\d]*:[\w-]+|__tabbed_\d+(?:_\d+)?")


_PATIENCE = 1_000_000
"""Steps that the links of one text may take. Texts beyond are brackets without end, and are shown as typed."""

# Stands for the prefix of a field's own ids until it is known; taken out of every text before.
_PREFIX = "\ue000"


class Prose:
    """Converts prose and remembers what it converted; a memo entry holds all that it depends on.

    `conversions` counts how often Markdown really ran.
    """

    def __init__(self) -> None:
        self.conversions = 0
        self._memo: dict[tuple[object, ...], str] = {}
        self._ours = _Gameplan()
        self._converter = markdown.Markdown(extensions=[*_EXTENSIONS, self._ours], extension_configs=_CONFIGS)

    def html(self, text: str, resolve: Resolver, *, prefix: str = "", level: int = 3) -> Markup:
        """Block HTML of a prose text. `prefix` keeps the ids of its footnotes apart from other
        fields of the page; headings in it begin at h`level`."""
        if not text:
            return Markup("")
        if not _MARKS.search(text) and not _LEADING.match(text):
            return _plain(text)
        pointers = tuple((f.target, resolve(f.target)) for f in references_in(text))
        key = (text, level, pointers)
        if (known := self._memo.get(key)) is None:
            known = self._memo[key] = self._convert(text, dict(pointers), level)
        return Markup(known.replace(_PREFIX, prefix) if _PREFIX in known else known)

    def inline(self, text: str, resolve: Resolver, *, prefix: str = "") -> Markup:
        """As `html`, without the paragraph around a text that is a single one."""
        html = self.html(text, resolve, prefix=prefix)
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
            return Markup(html[3:-4])  # a piece of HTML that was cleaned just now
        return html

    def text(self, text: str, resolve: Resolver) -> str:
        """Plain text of a prose, for search and descriptions: no tags, references as words."""
        if not text or (not _MARKS.search(text) and not _LEADING.match(text)):
            return " ".join(text.split())
        return " ".join(self.html(text, resolve).striptags().split())

    def _convert(self, text: str, pointers: dict[str, Pointer], level: int) -> str:
        self.conversions += 1
        if _labour(text) > _PATIENCE:
            words = REFERENCE.sub(
                lambda m: pointers[m[1].strip()].words if m[1].strip() in pointers else m[0], text
            )
            return str(_plain(words))
        self._ours.pointers, self._ours.level = pointers, level
        # STX and ETX are Markdown's own placeholders; in a text they could only be forged.
        text = re.sub(r"&#(?:x0*e00[0-3]|0*5734[4-7])(?![0-9a-f]);?", "\ufffd", text, flags=re.IGNORECASE)
        return _clean(self._converter.reset().convert(re.sub("[\x02\x03\ue000-\ue003]", "", text)))


def _labour(text: str) -> int:
    """About how many steps Markdown takes to look for the ends of links: from each beginning it looks again."""
    steps = 0
    for signs, beginning in ((r"[\[\]]", "["), (r"\]?\(|\)", "](")):
        begun: list[tuple[int, bool]] = []
        for sign in re.finditer(signs, text):
            if sign[0] not in ("]", ")"):
                begun.append((sign.start(), sign[0] == beginning))
            elif begun:
                start, counts = begun.pop()
                steps += (sign.start() - start) * counts
        steps += sum((len(text) - start) * counts for start, counts in begun)
    return steps


def _plain(text: str) -> Markup:
    paragraphs = (p.strip("\n").lstrip() for p in re.split(r"\n[ \t]*\n+", text))
    return Markup("\n".join(f"<p>{_escape(p)}</p>" for p in paragraphs if p))  # escaped here


def _escape(line: str) -> str:
    # nh3 writes the one blank that must not break as an entity.
    return escape(line, quote=False).replace("\xa0", "&nbsp;")


class _Gameplan(Extension):
    """Our ways in Markdown: references, no raw HTML, headings below the field's own, link policy.

    `pointers` and `level` belong to the text that is being converted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pointers: dict[str, Pointer] = {}
        self.level = 3

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        References(lambda text: self.pointers.get(text)).extendMarkdown(md)
        md.treeprocessors.register(_Policy(self, md), "gameplan_policy", -1)  # after backslashes


class References(Extension):
    """`[[references]]` in any Markdown; `resolve` turns one into a pointer, or None to leave it as typed."""

    def __init__(self, resolve: Callable[[str], Pointer | None]) -> None:
        super().__init__()
        self.resolve = resolve

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.inlinePatterns.register(_Reference(self.resolve, md), "gameplan_reference", 179)


class _Reference(InlineProcessor):
    def __init__(self, resolve: Callable[[str], Pointer | None], md: markdown.Markdown) -> None:
        super().__init__(REFERENCE.pattern, md)
        self.resolve = resolve

    def handleMatch(  # type: ignore[override]  # the base class leaves its types open
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        pointer = self.resolve(m[1].strip())
        if pointer is None:
            return None, None, None
        element = etree.Element("a" if pointer.href else "span")
        if pointer.href:
            element.set("href", pointer.href)
            element.set("class", "gp-ref")
        else:
            element.set("class", "gp-hidden")
        words = (m[2] or "").strip() if pointer.href else ""
        element.text = markdown.util.AtomicString(words or pointer.words)
        return element, m.start(0), m.end(0)


class _Policy(Treeprocessor):
    def __init__(self, ours: _Gameplan, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.ours = ours

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if re.fullmatch(r"h[1-6]", element.tag if isinstance(element.tag, str) else ""):
                element.tag = f"h{min(6, int(element.tag[1]) + self.ours.level - 1)}"
            elif element.tag == "img" and _is_foreign(element.get("src", "")):
                # A picture elsewhere would tell its host who reads this page: offer the way instead.
                source, words = element.get("src", ""), element.get("alt", "")
                element.tag = "a"
                element.attrib.clear()
                element.set("href", source)
                element.text = markdown.util.AtomicString(words or source)


def _is_foreign(url: str) -> bool:
    return bool(re.match(r"[a-z][a-z0-9+.-]*:|//", _as_browsers_read(url), re.IGNORECASE))


def _as_browsers_read(url: str) -> str:
    """An address without what browsers pass over in it; they take a backslash for a slash, too."""
    return re.sub(r"^[\x00-\x20]+|[\t\n\r]", "", unescape(url)).replace("\\", "/")


def _clean(html: str) -> str:
    def attribute(tag: str, name: str, value: str) -> str | None:
        if name == "class":
            return " ".join(word for word in value.split() if _CLASSES.fullmatch(word)) or None
        if name in ("id", "for", "name"):
            return f"{_PREFIX}_{value}" if _OURS.fullmatch(value) else None
        if name == "href" and value.startswith("#") and _OURS.fullmatch(value[1:]):
            return f"#{_PREFIX}_{value[1:]}"
        if name == "href" and _as_browsers_read(value).startswith("//"):
            return None
        if name == "src" and _is_foreign(value):
            return None
        if tag == "input" and name == "type" and value != "radio":
            return None
        return value

    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
        strip_comments=True,
    )
