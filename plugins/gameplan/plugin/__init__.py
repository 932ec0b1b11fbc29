"""The MkDocs door: events in, pages out. Nothing of the playbook lives here.

Everything is read, judged and rendered in `on_config`, before MkDocs empties the old site. While
serving, a fault keeps the last good pages and shows itself in a banner; the server never stops for it.
"""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from mkdocs.config import base as config_base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..checks.baseline import BadBaseline
from ..checks.engine import SHOWN, most_useful
from ..diagnostics import INTEGRITY, Diagnostic, Severity, has_errors
from ..graph import Graph
from ..history import History, Shelf
from ..loader import Loaded
from ..model.address import REFERENCE
from ..project import Checked, NoPlaybooks, Project, setting_findings
from ..prose import Pointer, Prose
from ..releases import BadRelease, Release, folder_of
from ..reports.text import as_text, summary_line
from ..scan import reasons_of_waivers, scan, secrets
from ..settings import SettingError, settings_from
from ..sight import sights
from ..site import assets
from ..site.data.page import PageData, SpokenOf
from ..site.data.pieces import Link
from ..site.desk import Desk, Site
from ..site.files import files as site_files
from ..site.files import scripts
from ..site.foot import Foot, foot
from ..site.margins import margins
from ..site.pages import ChangesPages, PlaybookPages, changes_pages, home_page, playbook_pages, stubs
from ..site.pages import Page as PlannedPage
from ..site.paper import wholes
from ..site.paths import Paths
from ..site.renderer import Renderer, TemplateFault
from ..site.terms import explain
from ..source import START, Place
from ..visibility import visible
from ..written import Written, WrittenPage
from . import sitemap, versions
from .handwritten import Linking, handwritten, playbook_said
from .navigation import Marks, Tree, UnknownMark
from .pages import PlaybookPage

log = get_plugin_logger("gameplan")

_ASSETS = Path(__file__).parent.parent / "assets"
_STYLE, _SCRIPT = "assets/gameplan/gameplan.css", "assets/gameplan/gameplan.js"
_SHOWN_FAULTS = 20
_LEAKED = "The site holds what it may not show at this level. Do not publish it:"
_LEAK_CURE = (
    "Where a page under docs/ or a template of yours says it, take it out there. Where it may be read after all, "
    "write `visibility: public` in the entry, `public: true` at the holder of a role, or finish the draft."
)


class GameplanConfig(config_base.Config):  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    """The settings of the plugin in mkdocs.yml; what they may be is said and judged in `settings`."""

    playbooks_dir = c.Optional(c.Type(object))
    visibility = c.Optional(c.Type(object))
    drafts = c.Optional(c.Type(object))
    today = c.Optional(c.Type(object))
    source_url = c.Optional(c.Type(object))
    profile = c.Optional(c.Type(object))
    checks = c.Optional(c.Type(object))
    fail_on = c.Optional(c.Type(object))
    baseline = c.Optional(c.Type(object))
    evidence_months = c.Optional(c.Type(object))
    show_findings = c.Optional(c.Type(object))
    guide_url = c.Optional(c.Type(object))
    limits = c.Optional(c.Type(object))


@dataclass
class Plan:
    """What one good state of the playbooks gives the site: its pages, with their data."""

    site: Site
    playbooks: tuple[PlaybookPages, ...]
    home: PlannedPage
    drawn: dict[str, tuple[PageData, str]]
    """By address: the data of a page, and its HTML."""
    whole: Graph
    """Everything, also what this build may not show: no page is made of it."""
    level: str
    drafts: bool
    changes: ChangesPages | None = None
    """The pages of what changed, where there are releases."""
    releases: tuple[Release, ...] = ()
    papers: Mapping[str, str] = field(default_factory=dict)
    """Whole playbooks as one document each, by their place on the site."""

    def __iter__(self) -> Iterator[PlannedPage]:
        """All pages but the home of the site."""
        for playbook in self.playbooks:
            yield from playbook
        yield from self.changes or ()


class GameplanPlugin(BasePlugin[GameplanConfig]):  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    """Adds the pages of all playbooks to a MkDocs site."""

    def __init__(self) -> None:
        self._begin("build")

    def _begin(self, command: str) -> None:
        self.serving = command == "serve"
        self.asked_by_mike = command == "mike"
        """mike only reads where the site goes; it starts another process that builds."""
        self.prose = Prose()
        self.renderer = Renderer()
        self.shelf = Shelf()
        self.project: Project | None = None
        self.plan: Plan | None = None
        self.findings: tuple[Diagnostic, ...] = ()
        self.marks = Marks(())
        self.pages: dict[str, PlaybookPage] = {}
        self.own_pages: tuple[str, ...] = ()
        self.tree: Tree | None = None
        self.written = Written((), Graph((), {}, (), {}, {}))
        self.linking = Linking()
        self.site_url = ""

    # --- before the old site is touched -------------------------------------------------------

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Kept across the rebuilds of a serving session, with all it remembers; a new session begins anew."""
        self._begin(command)

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read, judge and render everything; in a build, errors end it here."""
        if self.asked_by_mike:
            return config
        self.findings = ()
        project = self._project(config)
        self.site_url = versions.lead_to_latest(
            config, releases=any(folder_of(project.folder).glob("*.json"))
        )
        versions.add_templates(config)
        self._prepare_renderer(config)
        config.markdown_extensions.append(self.linking.extension())  # type: ignore[arg-type]  # Markdown takes both
        loaded = self._load(project)
        if loaded is not None:
            checked = self._checked(project, loaded)
            written = self._read_written(loaded, config)
            self._log(checked, written, {**loaded.texts, **self.written.texts}, config)
            self._judge(checked, written, config)
            self.findings += tuple(d for d in (*loaded.findings, *written) if d.severity is Severity.ERROR)
            if not self.findings:
                self.plan = self._planned(project, loaded, checked, config) or self.plan
                self._judge_places(config)
        config.extra_css.insert(0, _STYLE)
        if self.plan is not None:
            config.extra_javascript.extend(scripts(self.plan.site))
        versions.tell_theme(config, self.plan.site.edition if self.plan is not None else None)
        config.extra_javascript.append(_SCRIPT)
        self._take_marks(config)
        return config

    def _project(self, config: MkDocsConfig) -> Project:
        values = {name: value for name, value in self.config.items() if value is not None}
        try:
            self.project = Project(settings_from(values), _base(config), shelf=self.shelf)
        except SettingError as error:
            file = Path(config.config_file_path or "mkdocs.yml")
            where = as_text(*setting_findings(file, error)).rstrip()
            message = f"The settings of gameplan in {file.name} cannot be used.\n{where}"
            if not self.serving or self.project is None:
                raise ConfigurationError(message) from None
            log.info(message)
        return self.project

    def _prepare_renderer(self, config: MkDocsConfig) -> None:
        overrides = tuple(own for folder in config.theme.dirs if (own := Path(folder) / "gameplan").is_dir())
        try:
            if self.renderer.overrides != overrides:
                self.renderer = Renderer(overrides)
            self.renderer.refresh()
        except TemplateFault as fault:
            self._fault("TPL01", fault.path, str(fault))

    def _folder(self, config: MkDocsConfig) -> Path:
        return self.project.folder if self.project is not None else _base(config) / "playbooks"

    def _load(self, project: Project) -> Loaded | None:
        try:
            return project.load()
        except NoPlaybooks as error:
            self._fault("SYN01", project.settings.playbooks_dir, str(error))
            return None

    def _read_written(self, loaded: Loaded, config: MkDocsConfig) -> tuple[Diagnostic, ...]:
        """The pages under docs/, judged as soon as the playbooks they refer to are whole."""
        if has_errors(loaded.findings):
            return ()
        pages = handwritten(config, self._folder(config), drafts=self.serving)
        self.written = Written(pages, loaded.graph)
        return self.written.findings

    def _checked(self, project: Project, loaded: Loaded) -> Checked:
        try:
            return project.check(loaded, project.today())
        except (BadBaseline, OSError) as error:
            self._fault("SET01", project.settings.baseline, f"The baseline cannot be read: {error}")
            return Checked(loaded.findings, ())

    def _log(
        self,
        checked: Checked,
        written: tuple[Diagnostic, ...],
        texts: Mapping[str, tuple[str, ...]],
        config: MkDocsConfig,
    ) -> None:
        levels = {
            Severity.ERROR: logging.ERROR,
            Severity.WARNING: logging.WARNING,
            Severity.ADVICE: logging.INFO,
        }
        stops = self._stops(checked, config)
        told = [d for d in checked.findings if d.code in INTEGRITY or d in stops]
        shown = most_useful(told, SHOWN)
        for finding in (*shown, *written):
            # `--strict` counts what is logged as a warning or worse; a serving session must go on.
            level = logging.INFO if self.serving else levels[finding.severity]
            log.log(level, as_text([finding], texts).rstrip())
        if left := [d for d in checked.findings if d not in shown]:
            log.info(f"{summary_line(left)} of the checks: gameplan check shows them.")

    def _stops(self, checked: Checked, config: MkDocsConfig) -> frozenset[Diagnostic]:
        """The findings that end a build; what depends on the day does not turn a good build into a bad one."""
        if self.serving:
            return frozenset()
        warned = (
            d for d in checked.findings if d.severity is Severity.WARNING and d.code not in checked.dated
        )
        return frozenset((*checked.failing, *(warned if config.strict else ())))

    def _judge(self, checked: Checked, written: tuple[Diagnostic, ...], config: MkDocsConfig) -> None:
        """MkDocs counts warnings only when the old site is gone; `--strict` is answered here."""
        stops = self._stops(checked, config)
        if self.serving or not (stops or has_errors(written)):
            return
        findings = [d for d in (*checked.findings, *written) if d in stops or d in written]
        where = "the playbooks" if stops else "the pages under docs/"
        if stops and has_errors(written):
            where = "the playbooks and the pages under docs/"
        raise PluginError(
            f"{summary_line(findings)} in {where}. The site was not built; the old one is untouched."
        )

    def _fault(self, code: str, path: str, message: str, line: int = 0) -> None:
        """What stands in the way besides the playbooks: it ends a build, and shows in the banner while serving.

        A `line` says that the message is about the text of the file, and needs its place to be understood.
        """
        told = f"{path}:{line}: {message}" if line else message
        if not self.serving:
            raise PluginError(told)
        log.info(told)
        span = START._replace(line=line) if line else START
        self.findings = (*self.findings, Diagnostic(code, Severity.ERROR, message, Place(path, span)))

    def _planned(
        self, project: Project, loaded: Loaded, checked: Checked, config: MkDocsConfig
    ) -> Plan | None:
        """Every page with its data, rendered once so that whatever is wrong shows now; None where it does."""
        graph = project.shown(loaded.graph)
        history = self._history(project, loaded.graph, graph)
        if self.findings:
            return None
        if loaded.graph.entities and not graph.entities:
            self._say_hidden(project.settings.visibility, config)
        folders = (loaded.root, Path(project.settings.playbooks_dir).as_posix())
        paths = Paths(config.use_directory_urls)
        site = Site(
            graph,
            paths,
            self.prose,
            project.settings.source_url,
            folders,
            sights={s.playbook.address.playbook: s for s in sights(loaded.graph, graph)},
            findings=project.noticed(checked, graph, dated=self.serving)
            if self._shows_findings(project)
            else None,
            history=history,
            site_url=self.site_url,
            edition=project.edition(history, graph),
        )
        for address, pages in self.written.mentions.items():
            site.mentions[address] = tuple((self._titled(page, site), page.url) for page in pages)
        home = home_page(site, config.site_name)
        level, drafts = project.settings.visibility, project.settings.drafts
        plan = Plan(site, playbook_pages(site), home, {}, loaded.graph, level, drafts, changes_pages(site))
        if plan.changes is not None:
            plan.releases = project.releases()
        try:
            for planned in (plan.home, *plan):
                data = planned.data()
                plan.drawn[planned.address] = (data, self.renderer.page(data))
            plan.papers = wholes(site, site.edition, level, plan.drawn, self.renderer)
        except TemplateFault as fault:
            self._fault("TPL01", fault.path, str(fault))
            return None
        return plan

    def _history(self, project: Project, whole: Graph, shown: Graph) -> History | None:
        """What the releases say that this build may show; None where there is none, or one cannot be read."""
        upcoming = self.serving or project.settings.show_findings == "always"
        try:
            history = project.history(whole, shown, upcoming=upcoming)
        except BadRelease as bad:
            self._fault("REL01", bad.path, bad.message, bad.line)
            return None
        return history if history.steps else None

    def _shows_findings(self, project: Project) -> bool:
        return project.settings.show_findings == "always" or (
            project.settings.show_findings == "previews" and self.serving
        )

    def _titled(self, page: WrittenPage, site: Site) -> str:
        """The title of a page written by hand, which may hold references itself."""
        playbook = self.written.belongs(page.playbook)
        return REFERENCE.sub(lambda m: site.name(self.written.address(playbook, m[1])), page.title)

    def _say_hidden(self, visibility: str, config: MkDocsConfig) -> None:
        message = (
            f"Nothing of the playbooks may be shown at `visibility: {visibility}`. A playbook without a level of "
            "its own is internal: write `visibility: public` in its playbook.yml, or set `visibility: internal` "
            "for this build."
        )
        if config.strict and not self.serving:
            raise PluginError(message)
        log.warning(message)

    def _judge_places(self, config: MkDocsConfig) -> None:
        """A page under docs/ in the place of one of ours: one of the two would be lost."""
        docs = Path(config.docs_dir).resolve()
        own = self._folder(config).resolve()
        for planned in self.plan or ():
            uri = Paths().source(planned.address)
            for name in _same_place(uri, directory=config.use_directory_urls):
                if (docs / name).is_file() and not (docs / name).is_relative_to(own):
                    self._fault("SHP06", f"docs/{name}", _taken(name, planned))
                    break

    def _take_marks(self, config: MkDocsConfig) -> None:
        self.marks = self._marks()
        if config.nav is None:
            return
        try:
            config.nav = self.marks.drop(config.nav) if self.findings else self.marks.take(config.nav)
        except UnknownMark as error:
            self._fault("REF01", "mkdocs.yml", str(error))
            self.marks = self._marks()
            config.nav = self.marks.drop(config.nav)

    def _marks(self) -> Marks:
        if self.plan is None:
            return Marks(())
        hidden = (p.address.playbook for p in self.plan.whole.playbooks())
        return Marks(self.plan.playbooks, hidden, changes=self.plan.changes is not None)

    # --- files and navigation -------------------------------------------------------------------

    @event_priority(50)  # before plugins that look pages up, mkdocs-redirects for one
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages, redirects and assets; keep the YAML itself off the site."""
        own = self._folder(config).resolve()
        for file in list(files):
            if file.abs_src_path and Path(file.abs_src_path).resolve().is_relative_to(own):
                files.remove(file)
        for uri, text in ((_STYLE, assets.style()), (_SCRIPT, assets.script())):
            files.append(File.generated(config, uri, content=text))
        if versions.SCRIPT in config.extra_javascript:
            ours = _ASSETS / "gameplan-versions.js"
            files.append(File.generated(config, versions.SCRIPT, abs_src_path=str(ours)))
        self.pages = {}
        home_taken = files.get_file_from_path("index.md") or files.get_file_from_path("README.md")
        if self.plan is None:
            if not home_taken:
                files.append(File.generated(config, "index.md", content=f"# {config.site_name}\n"))
            return files
        for planned in self.plan:
            self._add(planned, files, config)
        plan = self.plan
        machines = site_files(plan.site, config.site_name, self.site_url, plan.drawn)
        for uri, text in (*machines.items(), *plan.papers.items()):
            if files.get_file_from_path(uri) is None:
                files.append(File.generated(config, uri, content=text))
        if not home_taken:
            self._add(self.plan.home, files, config)
        for address, stub in stubs(self.plan.site).items():
            uri = _html(self.plan.site.paths, address)
            if files.get_file_from_path(uri) is None:
                files.append(File.generated(config, uri, content=self.renderer.stub(stub)))
        return files

    def _add(self, planned: PlannedPage, files: Files, config: MkDocsConfig) -> None:
        assert self.plan is not None
        uri = Paths().source(planned.address)
        taken = files.get_file_from_path(uri)
        if taken is not None:
            if not self.serving:
                raise PluginError(_taken(taken.src_uri, planned))
            files.remove(taken)
        file = File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        files.append(file)
        data, html = self.plan.drawn[planned.address]
        self.pages[planned.address] = PlaybookPage(planned.title, data, html, file, config)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Playbooks into the navigation: after the site's own pages, or where it marks their place."""
        if self.plan is None:
            return nav
        written = (f for f in files.documentation_pages() if not isinstance(f.page, PlaybookPage))
        self.own_pages = tuple(f.url.strip("/") for f in written)
        self.tree = Tree(self.plan.playbooks, self.pages, self.marks, self.plan.changes)
        return self.tree.grown(nav)

    # --- pages ------------------------------------------------------------------------------------

    @event_priority(-50)  # after plugins that write Markdown themselves
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """The references of this page are its own: they are linked from where it stands."""
        self.linking.begin(lambda text: self._pointer(text, page))
        return markdown

    def _pointer(self, text: str, page: Page) -> Pointer | None:
        address = self.written.address(self._playbook_of(page), text) if self.plan is not None else ""
        if not address or self.plan is None:
            if not self.findings:
                log.warning(f"{page.file.src_uri}: [[{text}]] leads nowhere.")
            return None
        self.linking.met.setdefault(address)
        desk = Desk(self.plan.site, "", "")
        if desk.graph.find(address) is None:
            return Pointer(desk.name(address))
        entry, _, part = address.partition("#")
        # MkDocs turns the path of a source into a link, and checks it, as with any other.
        source = posixpath.relpath(Paths.source(entry), posixpath.dirname(page.file.src_uri) or ".")
        return Pointer(desk.name(address), quote(source) + (f"#{part}" if part else ""))

    def _playbook_of(self, page: Page) -> str:
        return self.written.belongs(playbook_said(page.meta))

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Below a page written by hand stands what it speaks of; while there are faults, every page says so."""
        if not isinstance(page, PlaybookPage):
            html += self._spoken_of(page)
        return self._banner() + html if self.findings else html

    def _spoken_of(self, page: Page) -> str:
        if self.plan is None:
            return ""
        site, entries = self.plan.site, []
        for address in self.linking.met:
            entity = site.graph.entity_of(address)
            if entity is not None and site.graph.find(address) is not None:
                desk = Desk(site, "", entity.address.playbook)
                link = desk.full_link(address)
                entries.append(
                    SpokenOf(
                        Link(link.words, site.paths.lead(_url(page), address)),
                        desk.kind_word(entity.plural) if entity.address.kind else "playbook",
                        desk.link(desk.graph.target(entity.owner)).words if entity.owner else "",
                    )
                )
        return self.renderer.spoken_of(entries) if entries else ""

    def _explained(self, html: str, page: Page) -> str:
        """A page written by hand with the words of its playbook explained."""
        playbook = self._playbook_of(page)
        if self.plan is None or not playbook:
            return html
        paths, met = self.plan.site.paths, set[str]()
        terms = self.plan.site.terms("", playbook)
        marked = terms.mark(html, met)
        return explain(marked, terms.explained(met, lambda address: paths.lead(_url(page), address)))

    @event_priority(100)
    def _search_reads(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Before the search plugin reads a page, put there what search should know of it."""
        if isinstance(page, PlaybookPage):
            page.show_search()
        return context

    @event_priority(-100)
    def _readers_read(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """After it, put the page back, with the sidebar of its own kind; explain words on the others."""
        if isinstance(page, PlaybookPage):
            page.show_readers()
            if self.tree is not None:
                self.tree.open_at(page, context["nav"])
        elif page.content:
            page.content = self._explained(page.content, page)
        if (line := self._foot(page, config)) is not None:
            page.content = (page.content or "") + self.renderer.edition(line)
        return context

    def _foot(self, page: Page, config: MkDocsConfig) -> Foot | None:
        """What the line at the foot of the page says, and the margins of its sheets."""
        if self.plan is None:
            return None
        playbook = page.data.address.partition("/")[0] if isinstance(page, PlaybookPage) else ""
        manifest = self.plan.site.graph.playbook(playbook)
        title = manifest.title if manifest else config.site_name
        return foot(self.plan.site.edition, title, _url(page), self.plan.level, self.site_url)

    on_page_context = CombinedEvent(_search_reads, _readers_read)

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """The sidebar of the site again; and what stands in the margins of the printed page."""
        if self.tree is not None:
            self.tree.close(page)
        if (line := self._foot(page, config)) is None:
            return output
        # Themes escape titles, or print them as HTML.
        title = page.data.title if isinstance(page, PlaybookPage) else Markup(page.title or "").striptags()
        return output.replace("</head>", f"{margins(line, title)}</head>", 1)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Entries that are retired keep their pages, for old links, and are not in the sitemap."""
        if template_name != "sitemap.xml" or self.plan is None:
            return output_content
        entries = self.plan.site.graph.entities.items()
        retired = (self.pages[a] for a, e in entries if e.status == "retired" and a in self.pages)
        return sitemap.without(output_content, {str(page.canonical_url) for page in retired})

    # --- when the site stands -------------------------------------------------------------------

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """After all plugins: read the finished site for what it may not show; finding it ends a build."""
        if self.plan is None:
            return
        said = (config[name] or "" for name in ("site_name", "site_url", "site_description", "repo_url"))
        # Asked anew, not of the graph that the pages were made from: that is what is being checked.
        shown = visible(self.plan.whole, self.plan.level, drafts=self.plan.drafts)
        steps = self.plan.site.history.steps if self.plan.site.history is not None else ()
        past = [(r.graph, s.graph) for r, s in zip(self.plan.releases, steps, strict=True)]
        # Where findings are shown, so are the waivers of what is shown: they are said on purpose.
        waived = reasons_of_waivers(shown) if self.plan.site.findings is not None else ()
        hidden = secrets(self.plan.whole, shown, (*said, *self.own_pages, *waived), past)
        themes = [Path(folder) for folder in config.theme.dirs if folder != config.theme.custom_dir]
        leaks = scan(Path(config.site_dir), hidden, themes) if hidden else ()
        if not leaks:
            return
        lines = [f"  {file}: {what} of {address}" for file, what, address in leaks[:_SHOWN_FAULTS]]
        if len(leaks) > _SHOWN_FAULTS:
            lines.append(f"  and {len(leaks) - _SHOWN_FAULTS} more")
        message = "\n".join((_LEAKED, *lines, _LEAK_CURE))
        if not self.serving:
            raise PluginError(message)
        # MkDocs would end a strict session for a warning of ours.
        log.log(logging.INFO if config.strict else logging.ERROR, message)

    def _banner(self) -> str:
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
        """Watch the playbooks, the releases and the templates of the site."""
        folder = self._folder(config)
        server.watch(str(folder if folder.is_dir() else folder.parent))
        releases = folder_of(folder)
        if releases.is_dir():
            server.watch(str(releases))
        for own in self.renderer.overrides:
            server.watch(str(own))
        return server


def _base(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent if config.config_file_path else Path()


def _url(page: Page) -> str:
    return str(page.url).removeprefix("./")


def _html(paths: Paths, address: str) -> str:
    url = paths.page(address)
    return f"{url}index.html" if url.endswith("/") or not url else url


def _same_place(uri: str, *, directory: bool) -> Iterator[str]:
    """The sources under docs/ that MkDocs would write to the place of one: `x/index.md`, `x/README.md`, `x.md`."""
    folder, _, name = uri.rpartition("/")
    if name == "index.md":
        yield from (uri, f"{folder}/README.md")
        if directory:
            yield f"{folder}.md"
        return
    yield uri
    if directory:
        base = uri.removesuffix(".md")
        yield from (f"{base}/index.md", f"{base}/README.md")


def _taken(name: str, planned: PlannedPage) -> str:
    return f"docs/{name} stands where the page of '{planned.address.rstrip('/')}' belongs. Move or rename it."
