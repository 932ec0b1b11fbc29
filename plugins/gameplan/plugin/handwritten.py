"""The pages under docs/ as MkDocs will read them: which they are, what they are called, what they refer to.

All of it is found out before the old site is touched. While pages are made, `References` stands in
the site's own Markdown and turns each `[[reference]]` into a link.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel, set_exclusions
from mkdocs.utils import meta

from ..model.address import references_in
from ..prose import Pointer, References
from ..source import as_seen, printable
from ..written import NO_PLAYBOOK, WrittenPage


def handwritten(config: MkDocsConfig, playbooks: Path, *, drafts: bool) -> Iterator[WrittenPage]:
    """The pages under docs/ with a `[[` in them. `playbooks` is the folder of the playbooks, which may
    lie there too, `drafts` whether this build shows what `draft_docs` names."""
    files = [file for file in _files(config) if file.is_documentation_page()]
    set_exclusions(files, config)
    folder = as_seen(Path(config.docs_dir))
    for file in files:
        there = file.inclusion.value >= (InclusionLevel.DRAFT if drafts else InclusionLevel.NOT_IN_NAV).value
        source = Path(str(file.abs_src_path))
        if not there or source.resolve().is_relative_to(playbooks.resolve()):
            continue
        try:
            text = source.read_text(encoding="utf-8-sig", errors="strict")
        except (OSError, ValueError):
            continue  # MkDocs says so in its own words
        if "[[" in text:
            yield _page(file, f"{folder}/{printable(file.src_uri)}", text, config)


def _files(config: MkDocsConfig) -> Iterator[File]:
    for folder, folders, names in os.walk(config.docs_dir, followlinks=True):
        folders.sort()
        for name in sorted(names):
            # MkDocs lets an index go before a README.
            if not (name == "README.md" and "index.md" in names):
                path = os.path.relpath(Path(folder, name), config.docs_dir)
                yield File(path, config.docs_dir, config.site_dir, config.use_directory_urls)


def _page(file: File, path: str, text: str, config: MkDocsConfig) -> WrittenPage:
    body, said = meta.get_data(text)
    seen: list[str] = []

    def see(reference: str) -> Pointer:
        seen.append(reference)
        return Pointer(f"[[{reference}]]", "#")

    converter = markdown.Markdown(
        extensions=[*config.markdown_extensions, References(see)], extension_configs=config.mdx_configs
    )
    try:
        html = converter.convert(body)
    except Exception:
        # An extension that needs what other plugins have yet to make; MkDocs will say if it is worse.
        html, seen = "", [found.target for found in references_in(body)]
    title = (
        _in_nav(config.nav, file.src_uri)
        or str(said.get("title") or "")
        or _heading(html)
        or _from_name(file)
    )
    return WrittenPage(path, file.url.removeprefix("./"), title, text, tuple(seen), playbook_said(said))


def playbook_said(front_matter: Any) -> str:
    """What a page says about the playbook it belongs to: a name, "none", or "" where it says nothing."""
    said = front_matter.get("playbook")
    return NO_PLAYBOOK if said is False else str(said or "")


def _in_nav(nav: Any, uri: str) -> str:
    if isinstance(nav, dict):
        for title, value in nav.items():
            if value == uri:
                return str(title)
            if found := _in_nav(value, uri):
                return found
    if isinstance(nav, list):
        return next((found for item in nav if (found := _in_nav(item, uri))), "")
    return ""


def _heading(html: str) -> str:
    first = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.S)
    if first is None:
        return ""
    words = re.sub(r'<a class="headerlink".*?</a>', "", first[1], flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", words)).split())


def _from_name(file: File) -> str:
    if file.src_uri in ("index.md", "README.md"):
        return "Home"
    name = file.name if file.name != "index" else Path(file.src_uri).parent.name
    words = name.replace("-", " ").replace("_", " ")
    return words.capitalize() if words.lower() == words else words


class Linking:
    """The references of the page that is being made, as links for MkDocs to check and to lay out."""

    def __init__(self) -> None:
        self._pointer: Callable[[str], Pointer | None] = lambda text: None
        self.met: dict[str, None] = {}
        """The addresses that the page refers to, in its order."""

    def extension(self) -> References:
        """What the site's Markdown is given."""
        return References(lambda text: self._pointer(text))

    def begin(self, pointer: Callable[[str], Pointer | None]) -> None:
        """From here on another page is made, on which references become what `pointer` says."""
        self._pointer = pointer
        self.met = {}
