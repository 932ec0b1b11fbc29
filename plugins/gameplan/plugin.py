"""The MkDocs door: events in, pages out. Nothing of the playbook lives here.

Everything is read and judged in `on_config`, before MkDocs empties the old site. While serving,
a fault keeps the last good pages and shows itself in a banner; the server never stops for it.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import base as config_base
from mkdocs.config import config_options as c
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link as NavLink
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from .diagnostics import Diagnostic, Severity, has_errors
from .loader import Loaded
from .project import NoPlaybooks, Project
from .prose import Prose
from .reports.text import as_text, summary_line
from .settings import SettingError, settings_from
from .site.data import PageData, TocItem
from .site.desk import Site
from .site.pages import KindPages, PlaybookPages, home_page, playbook_pages, stubs
from .site.pages import Page as PlannedPage
from .site.pages import Section as PlannedSection
from .site.paths import Paths
from .site.renderer import Renderer, search_html
from .source import START, Place

log = get_plugin_logger("gameplan")

_ASSETS = Path(__file__).parent / "assets"
_STYLE, _SCRIPT = "assets/gameplan/gameplan.css", "assets/gameplan/gameplan.js"
_MARK = "gameplan"
_SHOWN_FAULTS = 20


class GameplanConfig(config_base.Config):  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    """The settings of the plugin in mkdocs.yml; what they mean is said in `settings`."""

    playbooks_dir = c.Optional(c.Type(object))
    visibility = c.Optional(c.Type(object))
    drafts = c.Optional(c.Type(object))
    today = c.Optional(c.Type(object))
    source_url = c.Optional(c.Type(object))
    limits = c.Optional(c.Type(object))


class PlaybookPage(Page):
    """A page whose content comes from the playbook instead of a Markdown file."""

    def __init__(self, planned: PlannedPage, file: File, config: MkDocsConfig, renderer: Renderer) -> None:
        self.whole: str | None = None
        self.planned = planned
        self.renderer = renderer
        self.data: PageData | None = None
        # Themes print titles without escaping them, in the navigation above all.
        super().__init__(str(escape(planned.title)), file, config)
        self.edit_url = None
        self.section: KindSection | None = None

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown: what plugins see as the source is empty."""
        self.data = data = self.planned.data()
        self.markdown = ""
        self.meta = {"title": str(escape(data.title))}
        if data.description:
            self.meta["description"] = str(escape(data.description))
        wide, toc = data.layout == "wide", data.layout == "toc"
        hide = [name for name, hidden in (("navigation", wide), ("toc", not toc)) if hidden]
        if hide:
            self.meta["hide"] = hide
        if not data.searchable:
            self.meta["search"] = {"exclude": True}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The content, and the table of contents."""
        assert self.data is not None
        self.content = self.renderer.page(self.data)
        self.toc = _toc(self.data)
        self.present_anchor_ids = _AnchorsOf(self.content)


class _AnchorsOf(set[str]):
    """The ids in a page, looked for only when somebody asks whether one is there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html

    def __contains__(self, anchor: object) -> bool:
        return f' id="{anchor}"' in self.html


class Branch(Section):
    """A playbook or section in the navigation; `short` stands for it where only its name is wanted."""

    def __init__(self, title: str, children: list[Any]) -> None:
        super().__init__(title, children)
        self.short = NavLink(title, next(_pages(children)).url)


class KindSection(Section):
    """A kind in the sidebar of its own entries: the index, then the entries beside this one.

    `leads` is true for the kind that gives its section its name: its entries stand right under it.
    """

    def __init__(self, title: str, index: PlaybookPage, *, leads: bool) -> None:
        super().__init__(title, [index])
        self.index = index
        self.leads = leads
        self.siblings: list[PlaybookPage] = []


@dataclass
class Plan:
    """What one good state of the playbooks gives the site."""

    site: Site
    playbooks: tuple[PlaybookPages, ...]


class GameplanPlugin(BasePlugin[GameplanConfig]):  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    """Adds the pages of all playbooks to a MkDocs site."""

    def __init__(self) -> None:
        self._begin("build")

    def _begin(self, command: str) -> None:
        self.serving = command == "serve"
        self.prose = Prose()
        self.renderer: Renderer | None = None
        self.project: Project | None = None
        self.plan: Plan | None = None
        self.findings: tuple[Diagnostic, ...] = ()
        self.pages: dict[str, PlaybookPage] = {}
        self.marks: dict[str, tuple[str | None, bool]] = {}
        self._swapped: list[tuple[list[Any], list[Any]]] = []

    # --- before the old site is touched -------------------------------------------------------

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Kept across the rebuilds of a serving session, with all it remembers; a new session begins anew."""
        self._begin(command)

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and judge everything; in a build, errors end it here."""
        project = self._project(config)
        loaded = self._load(project)
        self.findings = (
            tuple(d for d in loaded.findings if d.severity is Severity.ERROR) if loaded else self.findings
        )
        if loaded is not None:
            self._log(loaded)
            self._judge(loaded, config)
            if not self.findings:
                self.plan = self._planned(project, loaded, config)
                self._judge_places(config)
        config.extra_css.insert(0, _STYLE)
        config.extra_javascript.append(_SCRIPT)
        self._renderer(config)
        self._take_marks(config)
        return config

    def _project(self, config: MkDocsConfig) -> Project:
        values = {name: value for name, value in self.config.items() if value is not None}
        try:
            self.project = Project(settings_from(values), _base(config))
        except SettingError as error:
            message = f"mkdocs.yml, plugin gameplan: {error}"
            if not self.serving or self.project is None:
                raise PluginError(message) from None
            log.error(message)
        return self.project

    def _folder(self, config: MkDocsConfig) -> Path:
        return self.project.folder if self.project is not None else _base(config) / "playbooks"

    def _load(self, project: Project) -> Loaded | None:
        try:
            return project.load()
        except NoPlaybooks as error:
            self.findings = ()
            self._fault("SYN01", project.settings.playbooks_dir, str(error))
            return None

    def _log(self, loaded: Loaded) -> None:
        levels = {
            Severity.ERROR: logging.ERROR,
            Severity.WARNING: logging.WARNING,
            Severity.ADVICE: logging.INFO,
        }
        for finding in loaded.findings:
            log.log(levels[finding.severity], as_text([finding], loaded.texts).rstrip())

    def _judge(self, loaded: Loaded, config: MkDocsConfig) -> None:
        """MkDocs counts warnings only when the old site is gone; `--strict` is answered here."""
        warned = any(d.severity is Severity.WARNING for d in loaded.findings)
        if self.serving or not (has_errors(loaded.findings) or (config.strict and warned)):
            return
        raise PluginError(
            f"{summary_line(loaded.findings)} in the playbooks. The site was not built; the old one is untouched."
        )

    def _judge_places(self, config: MkDocsConfig) -> None:
        """A page under docs/ in the place of one of ours: one of the two would be lost."""
        docs = Path(config.docs_dir).resolve()
        own = self._folder(config).resolve()
        for playbook in self.plan.playbooks if self.plan else ():
            for planned in playbook:
                uri = Paths().source(planned.address)
                for name in (uri, uri.replace("index.md", "README.md")):
                    if (docs / name).is_file() and not (docs / name).is_relative_to(own):
                        self._fault("SHP06", f"docs/{name}", _taken(name, planned))
                        break

    def _fault(self, code: str, path: str, message: str) -> None:
        """What stands in the way besides the playbooks: it ends a build, and shows in the banner while serving."""
        if not self.serving:
            raise PluginError(message)
        log.error(message)
        self.findings = (*self.findings, Diagnostic(code, Severity.ERROR, message, Place(path, START)))

    def _planned(self, project: Project, loaded: Loaded, config: MkDocsConfig) -> Plan:
        graph = project.shown(loaded.graph)
        if loaded.graph.entities and not graph.entities:
            message = (
                f"Nothing of the playbooks may be shown at `visibility: {project.settings.visibility}`. A playbook "
                "without a level of its own is internal: write `visibility: public` in its playbook.yml, or set "
                "`visibility: internal` for this build."
            )
            if config.strict and not self.serving:
                raise PluginError(message)
            log.warning(message)
        shown, real = loaded.root, Path(project.settings.playbooks_dir).as_posix()
        site = Site(
            graph, Paths(config.use_directory_urls), self.prose, project.settings.source_url, (shown, real)
        )
        return Plan(site, playbook_pages(site))

    def _renderer(self, config: MkDocsConfig) -> Renderer:
        overrides = tuple(own for folder in config.theme.dirs if (own := Path(folder) / "gameplan").is_dir())
        if self.renderer is None or self.renderer.overrides != overrides:
            self.renderer = Renderer(overrides)
        self.renderer.refresh()
        return self.renderer

    def _take_marks(self, config: MkDocsConfig) -> None:
        """`gameplan` and `gameplan/<playbook>` in an explicit nav become the page that holds the place."""
        self.marks = {}
        homes = {p.name: f"{p.name}/index.md" for p in self.plan.playbooks} if self.plan else {}

        def place(entry: Any, title: str | None) -> Any:
            if isinstance(entry, dict):
                return {key: place(value, key) for key, value in entry.items()}
            if isinstance(entry, list):
                return [kept for item in entry if (kept := place(item, None)) is not None]
            if isinstance(entry, str) and (entry == _MARK or entry.startswith(f"{_MARK}/")):
                name = entry.partition("/")[2]
                home = homes.get(name) if name else next(iter(homes.values()), None)
                if home is None and not self.findings:
                    known = ", ".join(f"gameplan/{h}" for h in homes) or "none"
                    message = (
                        f"nav names '{entry}', but there is no such playbook to show. There are: {known}."
                    )
                    self._fault("REF01", "mkdocs.yml", message)
                if home is None or home in self.marks:
                    return None
                self.marks[home] = (title, not name)
                return home
            return entry

        if config.nav is not None:
            config.nav = place(config.nav, None)

    # --- files and navigation -------------------------------------------------------------------

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages, redirects and assets; keep the YAML itself off the site."""
        own = self._folder(config).resolve()
        for file in list(files):
            if file.abs_src_path and Path(file.abs_src_path).resolve().is_relative_to(own):
                files.remove(file)
        for uri, name in ((_STYLE, "gameplan.css"), (_SCRIPT, "gameplan.js")):
            files.append(File.generated(config, uri, abs_src_path=str(_ASSETS / name)))
        self.pages = {}
        renderer = self._renderer(config)
        home_taken = files.get_file_from_path("index.md") or files.get_file_from_path("README.md")
        if self.plan is not None:
            for playbook in self.plan.playbooks:
                for planned in playbook:
                    self._add(planned, files, config, renderer)
            if not home_taken:
                self._add(home_page(self.plan.site, config.site_name), files, config, renderer)
            for address, stub in stubs(self.plan.site).items():
                uri = _html(self.plan.site.paths, address)
                if files.get_file_from_path(uri) is None:
                    files.append(File.generated(config, uri, content=renderer.stub(stub)))
        elif not home_taken:
            files.append(File.generated(config, "index.md", content=f"# {config.site_name}\n"))
        return files

    def _add(self, planned: PlannedPage, files: Files, config: MkDocsConfig, renderer: Renderer) -> None:
        uri = Paths().source(planned.address)
        taken = files.get_file_from_path(uri)
        if taken is not None:
            if not self.serving:
                raise PluginError(_taken(taken.src_uri, planned))
            files.remove(taken)
        file = File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        files.append(file)
        self.pages[planned.address] = PlaybookPage(planned, file, config, renderer)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Sections and indexes into the navigation; entries beside it, with a parent for breadcrumbs."""
        if self.plan is None:
            return nav
        items = list(nav.items)
        branches = {p.name: self._branch(p) for p in self.plan.playbooks}
        if self.marks:
            items = list(self._marked(items, branches))
        else:
            items += self._unmarked(branches)
        home = self.pages.get("")
        if home is not None:
            home.title = "Home"
            items.insert(0, home)
        pages = list(_pages(items))
        for branch in branches.values():
            for item in branch:  # also where an explicit nav leaves a playbook out
                _adopt(item)
        for item in items:
            item.parent = None
            _adopt(item)
        for before, page, after in zip([None, *pages[:-1]], pages, [*pages[1:], None], strict=True):
            page.previous_page, page.next_page = before, after
        return Navigation(items, pages)

    def _unmarked(self, branches: dict[str, list[Any]]) -> list[Any]:
        if len(branches) == 1:
            own = next(iter(branches.values()))
            return own[1:] if "" in self.pages else own
        return (
            [Branch(str(escape(p.title)), branches[p.name]) for p in self.plan.playbooks] if self.plan else []
        )

    def _marked(self, items: list[Any], branches: dict[str, list[Any]]) -> Iterator[Any]:
        for item in items:
            if item.children:
                item.children = list(self._marked(item.children, branches))
                yield item
                continue
            uri = item.file.src_uri if isinstance(item, Page) else ""
            if uri not in self.marks:
                yield item
                continue
            title, everything = self.marks[uri]
            wanted = branches if everything else {uri.split("/")[0]: branches[uri.split("/")[0]]}
            inside = self._unmarked(wanted) if len(wanted) > 1 else next(iter(wanted.values()))
            if title is None:
                yield from inside
            else:
                yield Branch(title, inside)

    def _branch(self, playbook: PlaybookPages) -> list[Any]:
        """The home of a playbook and its sections; a section of one page is that page."""
        branch: list[Any] = [self.pages[playbook.home.address]]
        for section in playbook.sections:
            children: list[Any] = [self._kind(kind, section) for kind in section.kinds]
            branch.append(Branch(str(escape(section.title)), children))
        return branch

    def _kind(self, kind: KindPages, group: PlannedSection) -> PlaybookPage:
        index = self.pages[kind.index.address]
        leads = kind.title == group.title
        index.title = str(escape(f"All {kind.title.lower()}" if leads else kind.title))
        if kind.entries:
            section = KindSection(str(escape(kind.title)), index, leads=leads)
            section.siblings = [self.pages[p.address] for p in kind.siblings]
            for planned in kind.entries:
                page = self.pages[planned.address]
                page.section = section
                page.parent = section
        return index

    # --- pages ------------------------------------------------------------------------------------

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """While there are faults, every page says so."""
        return self._banner() + html if self.findings else html

    @event_priority(100)
    def _search_reads(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Before the search plugin reads a page, put there what search should know of it."""
        if isinstance(page, PlaybookPage) and page.data is not None:
            page.whole = page.content
            page.content = search_html(page.data.search)
        return context

    @event_priority(-100)
    def _readers_read(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """After it, put the page back, with the sidebar of its own kind."""
        if isinstance(page, PlaybookPage) and page.data is not None:
            page.content = page.whole
            self._swap_in(page, context["nav"])
        return context

    on_page_context = CombinedEvent(_search_reads, _readers_read)

    def _swap_in(self, page: PlaybookPage, nav: Navigation) -> None:
        """The sidebar for this page alone: the entries of its kind, and other branches by name only."""
        section = page.section
        if section is None:
            return
        around = section.index.parent
        level = around.children if around is not None else nav.items
        beside = section.siblings if page in section.siblings else [*section.siblings, page]
        path: list[Any] = [around, *around.ancestors] if around is not None else []
        for branch in [*path, None]:
            items = branch.children if branch is not None else nav.items
            self._swapped.append((items, list(items)))
            items[:] = [i.short if isinstance(i, Branch) and i not in path else i for i in items]
        position = level.index(section.index)
        if section.leads:
            level[position + 1 : position + 1] = beside
            page.parent = around
        else:
            section.children = [section.index, *beside]
            section.parent = around
            page.parent = section
            level[position] = section
        page.active = True

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Undo what `_swap_in` did."""
        if self._swapped:
            page.active = False
            for items, before in self._swapped:
                items[:] = before
            self._swapped = []
        return output

    def _banner(self) -> str:
        assert self.renderer is not None
        shown = [
            {
                "place": f"{d.place.path}:{d.place.span.line}:{d.place.span.column}",
                "message": d.message,
                "help": d.help,
            }
            for d in self.findings[:_SHOWN_FAULTS]
        ]
        more = max(0, len(self.findings) - _SHOWN_FAULTS)
        return self.renderer.faults(findings=shown, more=more, stale=self.plan is not None)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the playbooks and the templates of the site."""
        folder = self._folder(config)
        server.watch(str(folder if folder.is_dir() else folder.parent))
        for directory in config.theme.dirs:
            own = Path(directory) / "gameplan"
            if own.is_dir():
                server.watch(str(own))
        return server


def _base(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent if config.config_file_path else Path()


def _html(paths: Paths, address: str) -> str:
    url = paths.page(address)
    return f"{url}index.html" if url.endswith("/") or not url else url


def _taken(name: str, planned: PlannedPage) -> str:
    return f"docs/{name} stands where the page of '{planned.address.rstrip('/')}' belongs. Move or rename it."


def _pages(items: list[Any]) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        elif item.children:
            yield from _pages(item.children)


def _adopt(item: Any) -> None:
    for child in item.children or ():
        child.parent = item
        _adopt(child)


def _toc(data: PageData) -> TableOfContents:
    top = AnchorLink(str(escape(data.title)), "_top", 1)
    top.children = [_anchor_link(item, 2) for item in data.toc]
    return TableOfContents([top])


def _anchor_link(item: TocItem, level: int) -> AnchorLink:
    link = AnchorLink(str(escape(item.title)), item.anchor, level)
    link.children = [_anchor_link(child, level + 1) for child in item.children]
    return link


# --- gameplan build -------------------------------------------------------------------------------


def build_site(config_file: str, site_dir: str | None) -> str | None:
    """Build a site aside and swap it in; the old site stays until the new one is whole.

    Returns None when all went well, else what stood in the way, in words for a terminal.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    aside: Path | None = None
    target = Path(site_dir or "site")
    try:
        config = load_config(config_file=config_file, **({"site_dir": site_dir} if site_dir else {}))
        target = Path(config.site_dir)
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        config.site_dir = str(aside)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
        swap(aside, target)
    except Abort:
        return "the site was not built; the old one is untouched."  # what is wrong has been logged
    except MkDocsException as error:
        return str(error)
    except KeyboardInterrupt:
        return "stopped; the old site is untouched."
    except OSError as error:
        return f"{error.strerror or error} ({error.filename or target}); the old site is untouched."
    finally:
        logger.removeHandler(handler)
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
    return None


def swap(new: Path, target: Path) -> None:
    """Put a finished folder in the place of an old one; the old one goes only when the new one stands."""
    new.chmod(0o755)
    if not target.exists():
        new.replace(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    old.rmdir()
    target.replace(old)
    try:
        new.replace(target)
    except OSError:
        old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
