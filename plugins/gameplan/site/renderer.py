"""The data of a page becomes HTML, and nothing else is read.

Templates are looked up in a site's own folders first, then in ours; `shipped/` names ours even
where a site overrides it, so that an override can extend it. Autoescape is on everywhere, and a
name a template does not know is an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from markupsafe import Markup

from .data.page import PageData, SearchDocument, SpokenOf, StubData
from .data.paper import Whole
from .data.pieces import Day, Link
from .foot import Foot
from .terms import explain

_SHIPPED = Path(__file__).parent.parent / "templates"
_ICONS = Path(__file__).parent.parent / "assets" / "icons"


_FAULTS = (TemplateError, TypeError, ValueError, LookupError, AttributeError)
"""What a template with a mistake raises."""


class TemplateFault(Exception):
    """A template cannot be used; the message says which, where and why. `path` is its file."""

    def __init__(self, path: str, line: int, why: str) -> None:
        super().__init__(f"The template {path}, line {line}, cannot be used: {why}.")
        self.path = path


def _fault_of(error: Exception) -> TemplateFault:
    """The fault behind an exception, at the innermost template line it came from."""
    why = (str(error) or type(error).__name__).rstrip(".")
    if isinstance(error, TemplateSyntaxError):
        return TemplateFault(error.filename or error.name or "", error.lineno, why)
    path, line = "", 1
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".html"):
            path, line = name, trace.tb_lineno
        trace = trace.tb_next
    return TemplateFault(path, line, why)


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
        html = explain(self._render(f"{data.template}.html", page=data), data.terms)
        self._memo[key] = (data, html)
        return html

    def refresh(self) -> None:
        """Forget all pages if a template has changed since they were rendered. Raises TemplateFault."""
        state = tuple(
            (str(file), file.stat().st_mtime_ns)
            for folder in self._folders
            for file in sorted(folder.rglob("*.html"))
        )
        if state != self._state:
            self._memo.clear()
            if self._environment.cache is not None:
                self._environment.cache.clear()
            try:
                self._environment.globals["m"] = self._environment.get_template("macros.html").module
            except _FAULTS as error:
                raise _fault_of(error) from None
            self._state = state

    def stub(self, stub: StubData) -> str:
        """A whole HTML page that leads on from an old address."""
        return self._render("stub.html", stub=stub)

    def whole(self, whole: Whole) -> str:
        """A whole playbook as one HTML page."""
        return self._render("whole.html", whole=whole)

    def edition(self, foot: Foot) -> str:
        """The line at the foot of a page."""
        return self._render("edition.html", foot=foot)

    def spoken_of(self, entries: Sequence[SpokenOf]) -> str:
        """What stands below a page written by hand: the entries it refers to."""
        return self._render("spoken.html", entries=entries)

    def faults(self, **given: Any) -> str:
        """The banner that says what is wrong while the site is being edited; always our own template."""
        return self._render("shipped/faults.html", **given)

    def _render(self, name: str, **given: Any) -> str:
        try:
            return self._environment.get_template(name).render(**given)
        except _FAULTS as error:
            raise _fault_of(error) from None


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
