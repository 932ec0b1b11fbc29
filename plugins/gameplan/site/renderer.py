"""The data of a page becomes HTML, and nothing else is read.

Templates are looked up in a site's own folders first, then in ours; `shipped/` names ours even
where a site overrides it, so that an override can extend it. Autoescape is on everywhere, and a
name a template does not know is an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from .data import Day, Link, PageData, SearchDocument, StubData

_SHIPPED = Path(__file__).parent.parent / "templates"
_ICONS = Path(__file__).parent.parent / "assets" / "icons"


class Renderer:
    """Renders pages, and remembers each page by the value of its data.

    `overrides` are folders with a site's own templates, the first winning. `renders` counts the
    pages that were really rendered.
    """

    def __init__(self, overrides: Sequence[Path] = ()) -> None:
        shipped = FileSystemLoader(_SHIPPED, encoding="utf-8")
        own = [FileSystemLoader(folder, encoding="utf-8") for folder in overrides]
        self._environment = Environment(
            loader=ChoiceLoader([*own, shipped, PrefixLoader({"shipped": shipped})]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,
        )
        self._environment.globals["icon"] = _icon
        self._environment.globals["m"] = None
        self._environment.tests["link"] = lambda piece: isinstance(piece, Link)
        self._environment.tests["day"] = lambda piece: isinstance(piece, Day)
        self.overrides = tuple(overrides)
        self._folders = (*overrides, _SHIPPED)
        self._state: tuple[tuple[str, int], ...] = ()
        self.renders = 0
        self._memo: dict[str, tuple[PageData, str]] = {}
        self.refresh()

    def page(self, data: PageData) -> str:
        """The HTML of a page's content."""
        key = f"{data.template}:{data.kind}:{data.address}:{data.searchable}"
        known = self._memo.get(key)
        if known is not None and known[0] == data:
            return known[1]
        self.renders += 1
        html = self._environment.get_template(f"{data.template}.html").render(page=data)
        self._memo[key] = (data, html)
        return html

    def refresh(self) -> None:
        """Forget all pages if a template has changed since they were rendered."""
        state = tuple(
            (str(file), file.stat().st_mtime_ns)
            for folder in self._folders
            for file in sorted(folder.rglob("*.html"))
        )
        if state != self._state:
            self._memo.clear()
            if self._environment.cache is not None:
                self._environment.cache.clear()
            self._environment.globals["m"] = self._environment.get_template("macros.html").module
            self._state = state

    def stub(self, stub: StubData) -> str:
        """A whole HTML page that leads on from an old address."""
        return self._environment.get_template("stub.html").render(stub=stub)

    def faults(self, **given: Any) -> str:
        """The page or banner that says what is wrong while the site is being edited."""
        return self._environment.get_template("faults.html").render(**given)


def search_html(documents: Sequence[SearchDocument]) -> str:
    """What a search plugin should read of a page: one heading with an id for each document."""
    pieces: list[Markup] = []
    for document in documents:
        tag = "h2" if document.anchor else "h1"
        pieces.append(
            Markup('<{tag} id="{id}">{title}</{tag}><p>{text}</p>').format(
                tag=Markup(tag), id=document.anchor or "_top", title=document.title, text=document.text
            )
        )
    return "".join(pieces)


_icons: dict[str, Markup] = {}


def _icon(name: str) -> Markup:
    """A small drawing that goes with words; it says nothing by itself and is hidden from readers aloud."""
    if name not in _icons:
        svg = (_ICONS / f"{name}.svg").read_text(encoding="utf-8").strip()
        _icons[name] = Markup(svg)  # a file of our own
    return _icons[name]
