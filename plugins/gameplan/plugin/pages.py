"""A page of the playbook as MkDocs knows pages."""

from __future__ import annotations

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ..site.data.page import PageData, TocItem
from ..site.described import description
from ..site.renderer import search_html


class PlaybookPage(Page):
    """A page whose content comes from the playbook instead of a Markdown file.

    `section` is its place in the sidebar, for the entries of a kind.
    """

    def __init__(self, title: str, data: PageData, html: str, file: File, config: MkDocsConfig) -> None:
        self.data = data
        self.html = html
        self._whole: str | None = None
        # Themes print titles without escaping them, in the navigation above all.
        super().__init__(str(escape(title)), file, config)
        self.edit_url = None
        self.section: Section | None = None

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown: what plugins see as the source is empty."""
        data = self.data
        self.markdown = ""
        self.meta = {"title": str(escape(data.title))}
        told = description(data, config.site_name, config.site_description or "")
        self.meta["description"] = str(escape(told))
        wide, toc = data.layout == "wide", data.layout == "toc"
        hide = [name for name, hidden in (("navigation", wide), ("toc", not toc)) if hidden]
        if hide:
            self.meta["hide"] = hide
        if not data.searchable:
            self.meta["search"] = {"exclude": True}
        elif data.boost != 1:
            self.meta["search"] = {"boost": data.boost}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The content, and the table of contents."""
        self.content = self.html
        self.toc = _toc(self.data)
        self.present_anchor_ids = _AnchorsOf(self.html)

    def show_search(self) -> None:
        """Put what search should know of this page in the place of its content, until `show_readers`."""
        self._whole = self.content
        self.content = search_html(self.data.search)

    def show_readers(self) -> None:
        """Put the content back."""
        self.content = self._whole


class _AnchorsOf(set[str]):
    """The ids in a page, looked for only when somebody asks whether one is there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html

    def __contains__(self, anchor: object) -> bool:
        return f' id="{anchor}"' in self.html


def _toc(data: PageData) -> TableOfContents:
    top = AnchorLink(str(escape(data.title)), "_top", 1)
    top.children = [_anchor_link(item, 2) for item in data.toc]
    return TableOfContents([top])


def _anchor_link(item: TocItem, level: int) -> AnchorLink:
    link = AnchorLink(str(escape(item.title)), item.anchor, level)
    link.children = [_anchor_link(child, level + 1) for child in item.children]
    return link
