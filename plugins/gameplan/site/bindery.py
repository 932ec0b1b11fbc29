"""Pages bound into one document: every id in it is there once, every link leads within it or away from the site.

What goes in is the HTML of pages as they stand on the site, where a template of the site itself may have drawn
them; so nothing is assumed but that it is HTML. Text is never touched, only tags are.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import urljoin

from markupsafe import Markup

_CUT = re.compile(
    r"<([a-z][a-z0-9]*)\b[^>]*?\s"
    r'(?:id="_history"|class="(?:[^">]* )?(?:headerlink|gp-(?:actions|findings|screen))[ "])[^>]*>'
)
"""What a document leaves out: ways to edit and to link, what checks see, the history of an entry."""
_TERM = re.compile(
    r'<span class="gp-term"><a [^>]*>((?:(?!</a>).)*)</a><span class="gp-term__meaning"[^<]*</span></span>',
    re.S,
)
_TAG = re.compile(r"""<[a-zA-Z][^\s<>"'/]*+(?! class="[^"]*">)\s(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_OURS = re.compile(r"\s(?:id|(?:xlink:)?href|src|for|name|headers|list|form|aria-|data-gp-|open)|url\(")
_ATTRIBUTE = re.compile(r"""(\s+)([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")
_IDS = frozenset(
    "id for name headers list form aria-labelledby aria-describedby aria-controls aria-owns aria-details aria-flowto".split()
)
"""Attributes that hold ids of the same page."""
_WITHIN = re.compile(r"url\(\s*(&quot;|&#34;|&#39;|'|)#")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/")


class Binder:
    """Binds pages. `place` is the URL of the document from the root of the site, `site_url` where the site stands,
    "" where it does not say."""

    def __init__(
        self, pages: Mapping[str, str], places: Mapping[str, tuple[str, str]], place: str, site_url: str
    ) -> None:
        """`pages` are the pages to bind in by URL, `places` the id and the number of each."""
        self.places = places
        self._pages = {url: trimmed(html) for url, html in pages.items()}
        self._place = place
        self._site_url = site_url
        self._known: dict[tuple[str, str], str] = {}

    def bound(self, url: str, level: int) -> Markup:
        """The HTML of a page in the document. Its first heading becomes one of a `level`, with its number."""
        anchor, number = self.places[url]
        folder = posixpath.dirname(url.rstrip("/")) if url.endswith("/") else ""

        def attribute(found: re.Match[str]) -> str:
            name = found[2].lower()
            if name.startswith("data-gp-") or name == "open":
                return ""
            value = found[3] or found[4] or found[5] or ""
            if name in _IDS:
                return f' {name}="{" ".join(f"{anchor}/{word}" for word in value.split())}"'
            if name in ("href", "xlink:href"):
                key = (folder if folder and value.startswith("../") else url, value)
                if (link := self._known.get(key)) is None:
                    link = self._known[key] = self._link(url, unescape(value))
                return link
            if name == "src":
                return f' src="{escape(self._near(url, unescape(value)))}"'
            return found[0]

        def tag(found: re.Match[str]) -> str:
            text = found[0]
            if not _OURS.search(text):
                return text
            text = _ATTRIBUTE.sub(attribute, text)
            return _WITHIN.sub(rf"url(\1#{anchor}/", text) if "url(" in text else text

        html = _TAG.sub(tag, self._pages[url]).replace("<details", "<details open")
        for n in range(6, 0, -1):
            html = html.replace(f"<h{n}", f"<h{min(6, n + level - 1)}")
            html = html.replace(f"</h{n}", f"</h{min(6, n + level - 1)}")
        said = f'<span class="gp-number">{escape(number)}</span> '
        return Markup(re.sub(rf"<h{level}\b[^>]*>", lambda m: m[0] + said, html, count=1))  # pages of our own

    def _link(self, url: str, href: str) -> str:
        """The attribute in the place of a link on a page."""
        if _SCHEME.match(href):
            return f' href="{escape(href)}"'
        path, sign, fragment = href.partition("#")
        target = _joined(url, path.partition("?")[0])
        if target in self.places:
            anchor, number = self.places[target]
            if sign and fragment and fragment != "_top" and self._has(target, fragment):
                anchor = f"{anchor}/{fragment}"
            said = f' data-n="{escape(number)}"' if path else ""
            return f' href="#{escape(anchor)}"{said}'
        return f' href="{escape(self._away(url, href))}" data-n=""'

    def _has(self, url: str, id: str) -> bool:
        return f' id="{escape(unescape(id))}"' in self._pages[url]

    def _away(self, url: str, href: str) -> str:
        """The whole address of what a link on a page leads to; where the site has none, the way from the document."""
        return urljoin(self._site_url + url, href) if self._site_url else self._near(url, href)

    def _near(self, url: str, href: str) -> str:
        """The way from the document to what a link on a page leads to."""
        if _SCHEME.match(href):
            return href
        path, sign, fragment = href.partition("#")
        return "../" * self._place.count("/") + (_joined(url, path) if path else url) + sign + fragment


def trimmed(html: str) -> str:
    """A page without what a document has no use for."""
    kept, at = [], 0
    for opening in _CUT.finditer(html):
        if opening.start() >= at:
            kept.append(html[at : opening.start()])
            at = _end(html, opening)
    return _TERM.sub(r"\1", "".join((*kept, html[at:])))


def _end(html: str, opening: re.Match[str]) -> int:
    """Where an element ends; where it never does, where its first tag does."""
    depth = 0
    for tag in re.finditer(rf"<(/?){opening[1]}\b[^>]*>", html[opening.start() :]):
        depth += -1 if tag[1] else 1
        if not depth:
            return opening.start() + tag.end()
    return opening.end()


def _joined(url: str, path: str) -> str:
    """What a relative path on a page leads to, from the root of the site."""
    if not path:
        return url
    steps = url.split("/")[:-1]
    for step in path.split("/")[:-1]:
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    last = path.rpartition("/")[2]
    if last in (".", ".."):
        steps, last = steps[: len(steps) - len(last) + 1], ""
    return "/".join((*steps, last))
