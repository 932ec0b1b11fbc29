"""Small sites for the tests of both doors: written, built in this process, and looked into."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jinja2
import mkdocs.theme
from jinja2.bccache import Bucket
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from gameplan.site import renderer
from small import SMALL

CONFIG = "site_name: A site\ntheme: {name: material, font: false}\nplugins: [search, {gameplan: {profile: starter}}]\n"
"""The least that a Material site with Gameplan says; what a strategist would say of it is no matter here."""


class _Compiled(jinja2.BytecodeCache):
    """Templates compiled once for all builds of a run, by name and checksum."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if found := self.known.get(bucket.key):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key] = bucket.bytecode_to_string()


_compiled, _listed = _Compiled(), dict[tuple[str, ...], list[str]]()
_slow_env = mkdocs.theme.Theme.get_env


def _quick_env(theme: mkdocs.theme.Theme) -> jinja2.Environment:
    """MkDocs compiles all templates of the theme and walks its 14,000 icons at every build; once will do."""
    env = _slow_env(theme)
    env.bytecode_cache = _compiled
    dirs = tuple(theme.dirs)
    if all("site-packages" in folder for folder in dirs):
        if dirs not in _listed:
            _listed[dirs] = env.list_templates()
        env.list_templates = lambda extensions=None, filter_func=None: [  # type: ignore[method-assign]
            name for name in _listed[dirs] if filter_func is None or filter_func(name)
        ]
    return env


mkdocs.theme.Theme.get_env = _quick_env  # type: ignore[method-assign]
renderer.Environment = partial(renderer.Environment, bytecode_cache=_compiled)  # type: ignore[misc, assignment]  # the same class, with one default


def write(folder: Path, files: Mapping[str, str], playbooks: Mapping[str, str] | None = None) -> Path:
    """A project: mkdocs.yml, an empty docs/ and playbooks (the small one where none are given)."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    mine = SMALL if playbooks is None else playbooks
    for name, text in {
        "mkdocs.yml": CONFIG,
        **{f"playbooks/{n}": t for n, t in mine.items()},
        **files,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def build(folder: Path, **options: Any) -> Path:
    """What `mkdocs build` does with a project; returns the folder of the site."""
    config = load_config(config_file=str(folder / "mkdocs.yml"), **options)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return Path(config.site_dir)


def plugin_of(config: MkDocsConfig) -> Any:
    """The Gameplan plugin of a loaded configuration."""
    return config.plugins["gameplan"]


def files_of(site: Path) -> dict[str, bytes]:
    """Every file of a site by its path."""
    return {
        str(p.relative_to(site).as_posix()): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()
    }


def page(site: Path, name: str = "") -> str:
    """The text of a page by its directory URL."""
    return (site / name / "index.html").read_text(encoding="utf-8")


def search_index(site: Path) -> list[dict[str, str]]:
    """The documents of the search index."""
    docs: list[dict[str, str]] = json.loads((site / "search" / "search_index.json").read_bytes())["docs"]
    return docs


def payloads() -> list[str]:
    """The hostile texts of cases/xss.txt, with their escapes undone."""
    lines = (Path(__file__).parent / "cases" / "xss.txt").read_text(encoding="utf-8").splitlines()
    return [
        re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), s).replace("\\n", "\n") for s in lines
    ]


# --- looking into pages -----------------------------------------------------------------------

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


@dataclass
class Element:
    """An element of a page; `texts` and `children` are what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    texts: list[str | Element] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            yield from child

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """The elements below (and this one) of a tag, with attributes; a class is one of its words."""
        return [
            e for e in self if (not tag or e.tag == tag) and all(e._has(n, v) for n, v in attributes.items())
        ]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements <{tag} {attributes}>"
        return found[0]

    def _has(self, name: str, value: str) -> bool:
        if name == "class_":
            return value in self["class"].split()
        return self[name] == value

    @property
    def text(self) -> str:
        """Its words, blanks joined."""
        return " ".join("".join(self._pieces()).split())

    def _pieces(self) -> Iterator[str]:
        for piece in self.texts:
            if isinstance(piece, str):
                yield piece
            else:
                yield from piece._pieces()


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        self.open[-1].texts.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].texts.append(data)


def tree(text: str) -> Element:
    """A page as elements."""
    parser = _Tree()
    parser.feed(text)
    parser.close()
    return parser.root


def own(text: str) -> Element:
    """What Gameplan wrote of a page."""
    return tree(text).one("div", class_="gp")


def inventory(text: str) -> Counter[tuple[str, ...]]:
    """How often each element occurs on a page, with the names of its attributes."""
    return Counter((e.tag, *sorted(e.attributes)) for e in tree(text))


_DANGEROUS = frozenset(
    "script style iframe frame object embed applet base link meta form button svg math template video audio source "
    "title textarea noscript plaintext xmp".split()
)


def as_browsers_read(address: str) -> str:
    """An address without what browsers pass over in it; they take a backslash for a slash, too."""
    return re.sub(r"^[\x00-\x20]+|[\t\n\r]", "", address).lower().replace("\\", "/")


def dangers(text: str) -> Counter[tuple[str, ...]]:
    """What could run, load or restyle on a page: such elements, handlers, styles and addresses."""
    found: Counter[tuple[str, ...]] = Counter()
    for element in tree(text):
        if element.tag in _DANGEROUS:
            found[element.tag,] += 1
        for name, value in element.attributes.items():
            bare = as_browsers_read(html.unescape(value))
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "accesskey", "autofocus"):
                found[element.tag, name] += 1
            elif name in ("href", "src", "action", "xlink:href") and re.match(
                r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", bare
            ):
                found[element.tag, name, bare[:20]] += 1
            elif name in ("src", "srcset", "poster", "data") and re.match(r"(?:https?:)?//", bare):
                found[element.tag, name, "foreign"] += 1
    return found
