"""The facade: one playbooks folder with its settings, for whichever door asks."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .checks import CHECKS, baseline
from .checks.engine import Judged, Loudness, Waived, judge, loudness
from .checks.ground import Ground
from .diagnostics import INTEGRITY, Diagnostic, Severity, has_errors, in_order
from .diff.change import Comparison
from .diff.facts import Pairs
from .document import (
    docs_dir,
    inherited,
    names_plugin,
    plugin_settings,
    setting_span,
    settings_beside,
    site_url,
)
from .edition import VARIABLE, Edition, edition_of
from .git import Repository
from .graph import Graph
from .history import History, Shelf, is_last
from .loader import Loaded, load
from .releases import Release, Version, folder_of, in_force
from .releasing import Draft, drafted
from .reports.rules import url_of
from .settings import NEVER, Fault, SettingError, Settings, settings_from
from .sides import Sides, compared, working_tree
from .sight import Sight, sights
from .site.data.page import Noticed
from .site.words import with_code
from .source import START, Place, Sources, as_seen, from_folder
from .visibility import visible


class NoPlaybooks(Exception):
    """There is no playbooks folder where one was looked for; the message says where, and the cure."""


@dataclass(frozen=True)
class Checked:
    """What a run has found: findings in order, those that are waived or known from a baseline, and the
    line of sight. `failing` are the findings that make the run fail. Checks wait until integrity has no errors.
    """

    findings: tuple[Diagnostic, ...]
    failing: tuple[Diagnostic, ...]
    waived: tuple[Waived, ...] = ()
    known: tuple[Diagnostic, ...] = ()
    dated: frozenset[str] = frozenset()
    sights: tuple[Sight, ...] = ()


@dataclass(frozen=True)
class InForce:
    """The release that was in force on a day. `until` is the first day on which it was not, None for the last;
    `names` leads from today's addresses to those of that time."""

    release: Release
    until: dt.date | None
    names: Mapping[str, str]

    def __str__(self) -> str:
        end = f" until {self.until}, when the next one came" if self.until is not None else ", the latest one"
        approved = f" Approved by {self.release.approver}" if self.release.approver else ""
        where = f" ({self.release.reference})" if approved and self.release.reference else ""
        return f"As in {self.release.version}, in force from {self.release.date}{end}.{approved}{where}{'.' if approved else ''}"

    def lookup(self, text: str) -> list[str]:
        """The addresses of today or of that time that a typed one may mean."""
        found = self.release.graph.lookup(text) or self.release.graph.once(text)
        return found or sorted(a for a in self.names if a in (text, a.partition("/")[0] + "/" + text))

    def address_of(self, address: str) -> str | None:
        """The address of that time; None where nothing lived there then."""
        then = self.names.get(address, address)
        return then if self.release.graph.find(then) is not None else None


class Project:
    """A folder of playbooks, read when asked.

    `root` is the folder the settings are relative to; paths in findings are relative to where
    the person works. `config` is what a message calls the file with the settings.
    """

    def __init__(
        self, settings: Settings, root: Path, config: str = "mkdocs.yml", shelf: Shelf | None = None
    ) -> None:
        """`shelf` keeps what was read of releases for the next project. Raises SettingError for a check that
        does not exist."""
        self.shelf = shelf or Shelf()
        self.settings = settings
        self.root = root
        self.config = config
        self.loudness: Loudness = loudness(settings)
        self.named = False
        """Whether another folder than the usual one was named on the command line."""

    @classmethod
    def of(
        cls, config: Path | None, path: Path | None = None, given: Mapping[str, object] | None = None
    ) -> Project:
        """The project of a site: what its configuration says, else defaults in the working folder.

        `path` names the playbooks folder instead; both it and a baseline that is `given` are seen from
        the working folder. `given` settings go before those of the configuration. Raises SettingError.
        """
        given = dict(given or {})
        said = _site_settings(config) if config is not None else {}
        root = config.parent if config is not None else Path()
        for name, place in (("playbooks_dir", path), ("baseline", given.get("baseline"))):
            if place is not None:
                given[name] = str(Path(str(place)).absolute() if root != Path() else place)
        project = cls(
            settings_from({**said, **given}), root, config.as_posix() if config is not None else "mkdocs.yml"
        )
        usual = Path(str(said.get("playbooks_dir", Settings().playbooks_dir))).name
        project.named = path is not None and path.resolve().name != usual
        return project

    @property
    def published(self) -> Path:
        """The folder from which everything is copied into the site: `docs_dir` of the configuration."""
        named = (docs_dir(data) for _, data in _configurations(Path(self.config)))
        return self.root / next((name for name in named if name), "docs")

    @property
    def site_url(self) -> str:
        """The address of the site, as its configuration says it; "" where it does not."""
        named = (site_url(data) for _, data in _configurations(Path(self.config)))
        return next((name for name in named if name), "")

    def other_plugin(self, name: str) -> Mapping[str, Any]:
        """What the configuration says under another plugin; nothing where it does not name it."""
        for _, data in _configurations(Path(self.config)):
            if (values := plugin_settings(data, name)) is not None:
                return values
        return {}

    @property
    def folder(self) -> Path:
        """The playbooks folder."""
        return self.root / self.settings.playbooks_dir

    def load(self) -> Loaded:
        """Read everything. Raises NoPlaybooks."""
        return load(self.sources(), self.settings.limits)

    def sources(self) -> Sources:
        """The files of the playbooks folder. Raises NoPlaybooks."""
        folder = self.folder
        if not folder.is_dir():
            raise NoPlaybooks(
                f"There is no folder '{folder.as_posix()}' here. A playbook is a folder in it, with a playbook.yml; "
                f"where it has another name, say so with `playbooks_dir:` in {self.config} or on the command line."
            )
        shown = as_seen(folder)
        for manifest in ("playbook.yml", "playbook.yaml"):
            if (folder / manifest).is_file():
                raise NoPlaybooks(self._too_high(folder, manifest))
        sources = from_folder(folder, shown_as=shown, max_bytes=self.settings.limits.file_bytes)
        if all(file.name == "README.md" for file in sources):
            raise NoPlaybooks(
                f"There is no playbook in {shown}/ yet. Make a folder in it, named after your organisation or team, "
                f"and write a playbook.yml there with `title:` and `organisation:`: {shown}/<name>/playbook.yml"
            )
        return sources

    def _too_high(self, folder: Path, manifest: str) -> str:
        """What to do where a manifest lies directly in what should hold all playbooks."""
        real = folder.resolve()
        shown = as_seen(folder)
        shown = real.name if shown == "." else shown
        if self.named or real.parent.name == Settings().playbooks_dir:
            above = as_seen(real.parent)
            above = f"../{real.parent.name}" if above == "." else above
            return f"'{shown}' is one playbook. Name the folder above it, which holds all playbooks: {above}"
        return (
            f"{manifest} lies directly in {shown}/. Move it, and the files beside it, into a folder of their own, "
            f"such as {shown}/<name>/."
        )

    def check(self, loaded: Loaded, today: dt.date) -> Checked:
        """What is wrong with what was read: integrity, and where that has no errors what the checks see.

        Raises BadBaseline, and OSError where the baseline cannot be read.
        """
        if has_errors(loaded.findings):
            return Checked(loaded.findings, self._failing(loaded.findings, frozenset()))
        judged = self._judged(loaded.graph, today)
        findings = judged.findings
        known: tuple[Diagnostic, ...] = ()
        if self.settings.baseline:
            text = (self.root / self.settings.baseline).read_text(encoding="utf-8")
            findings, known = baseline.split(text, findings)
        findings = in_order((*loaded.findings, *findings))
        failing = self._failing(findings, judged.dated)
        return Checked(findings, failing, judged.waived, known, judged.dated, sights(loaded.graph))

    def today(self) -> dt.date:
        """The day that dates are judged by: as set, else that of SOURCE_DATE_EPOCH, else today in UTC."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if self.settings.today is not None:
            return self.settings.today
        if epoch.isdigit():
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
        return dt.datetime.now(dt.UTC).date()

    def noticed(self, checked: Checked, shown: Graph, *, dated: bool) -> dict[str, tuple[Noticed, ...]]:
        """What the checks see at each entity that a build shows, by its address, without what it hides.

        Without `dated`, what depends on the day is left out, so that the same sources give the same pages.
        """
        # Judged again on what is shown: words of hidden entries cannot be in it, and what the filter alone
        # makes look wrong is not among the findings of the whole.
        real = {(d.code, d.address) for d in checked.findings}
        found: dict[str, list[Noticed]] = {}
        guide = self.settings.guide_url
        louder = list(Severity)
        judged = self._judged(shown, self.today()).findings
        for d in sorted(judged, key=lambda d: louder.index(d.severity)):
            if (d.code, d.address) in real and (dated or d.code not in checked.dated):
                words = (with_code(d.message), with_code(d.help))
                noticed = Noticed(d.severity.value.capitalize(), d.code, *words, url_of(d.code, guide))
                found.setdefault(d.address.partition("#")[0], []).append(noticed)
        return {address: tuple(noticed) for address, noticed in found.items()}

    def baseline(self, loaded: Loaded, today: dt.date) -> tuple[str, int]:
        """The text of a baseline with what the checks see now, and how many findings it holds."""
        findings = self._judged(loaded.graph, today).findings
        return baseline.written(findings), len(findings)

    def _judged(self, graph: Graph, today: dt.date) -> Judged:
        return judge(
            CHECKS, Ground(graph, today, evidence_months=self.settings.evidence_months), self.loudness
        )

    def _failing(self, findings: tuple[Diagnostic, ...], dated: frozenset[str]) -> tuple[Diagnostic, ...]:
        """Errors of integrity always fail. What depends on the day fails in the audit profile alone:
        a calendar that breaks builds would be switched off."""
        levels = tuple(Severity)
        bar = self.settings.fail_on
        loud = levels[: levels.index(Severity(bar)) + 1] if bar != NEVER else ()
        quiet = frozenset() if self.settings.profile == "audit" else dated
        return tuple(
            d
            for d in findings
            if (d.code in INTEGRITY and d.severity is Severity.ERROR)
            or (d.severity in loud and d.code not in quiet)
        )

    # --- what changed -----------------------------------------------------------------------------

    def releases(self) -> tuple[Release, ...]:
        """All releases beside the playbooks folder, oldest first. Raises BadRelease."""
        return self.shelf.releases(folder_of(self.folder))

    def history(self, whole: Graph, shown: Graph, *, upcoming: bool) -> History:
        """What a build with these settings may show of the releases; `whole` is everything there is now, and
        `shown` what the build shows of it. With `upcoming`, also what changed since the last. Raises BadRelease.
        """
        level, drafts = self.settings.visibility, self.settings.drafts
        return self.shelf.historian.history(
            self.releases(), whole, shown, level, drafts=drafts, upcoming=upcoming
        )

    def edition(self, history: History | None, shown: Graph) -> Edition:
        """The edition that a build is a copy of; `history` is what it shows of the releases."""
        steps = history.steps if history is not None else ()
        return edition_of(
            steps,
            os.environ.get(VARIABLE, "").strip(),
            lambda: history is not None and is_last(history, shown),
        )

    def in_force(self, day: dt.date, graph: Graph) -> InForce | None:
        """The release that was in force on a day, None before the first. `graph` is that of today. Raises BadRelease."""
        releases = self.releases()
        release = in_force(releases, day)
        if release is None:
            return None
        later = [r.date for r in releases if r.number > release.number and r.date > day]
        names = {now: then for then, now in Pairs(release.graph, graph).now.items()}
        return InForce(release, min(later, default=None), names)

    def compared(
        self, base: str | None, head: str | None = None
    ) -> tuple[Comparison, tuple[str, str] | None]:
        """What changed between two sides (see `sides.py`), and the last release with the version that may follow.

        Without `base` it is where this branch left the default branch, without `head` the folder as it is.
        Raises NoSuchSide, NoPlaybooks, BadRelease.
        """
        sides = Sides(self.folder, self.settings.limits, as_seen(self.folder), self._folder_at)
        other = sides.working_tree(self.sources()) if head is None else sides.named(head)
        comparison = compared(sides.named(base) if base is not None else sides.usual(), other)
        return comparison, self._versions(comparison, sides)

    def _versions(self, comparison: Comparison, sides: Sides) -> tuple[str, str] | None:
        """The release that a comparison goes from, and the one it goes to or that may follow."""
        since, until = comparison.base.release, comparison.head.release
        if since is None:
            last = sides.releases()[-1:]
            since = last[0].version if last else None
        if since is None or until is not None:
            return (since, until) if since is not None and until is not None else None
        return since, Version.parse(since).next_for(comparison.impact.value)

    def drafted(self, loaded: Loaded, version: str, date: dt.date, **said: Any) -> Draft:
        """A release of what was loaded; `said` is what `releasing.drafted` takes. Raises CannotRelease, BadRelease."""
        head = working_tree(loaded, self.sources())
        return drafted(head, self.releases(), folder_of(self.folder), version, date, **said)

    def _folder_at(self, repository: Repository, commit: str) -> Path | None:
        """Where the playbooks lay at a commit, by the configuration of the site at that time."""
        data = repository.text(commit, Path(self.config))
        values = plugin_settings(data, "gameplan") if data is not None else None
        named = (values or {}).get("playbooks_dir", Settings().playbooks_dir)
        return self.root / str(named)

    def shown(self, graph: Graph) -> Graph:
        """What a build with these settings may show of a graph."""
        return visible(graph, self.settings.visibility, drafts=self.settings.drafts)


def _site_settings(config: Path) -> dict[str, object]:
    """What a configuration says under the plugin. Raises SettingError where the settings stand beside it."""
    for _, data in _configurations(config):
        if (values := plugin_settings(data, "gameplan")) is not None:
            if beside := settings_beside(data, "gameplan"):
                raise SettingError(
                    Fault(
                        (beside[0],),
                        f"'{beside[0]}' stands beside gameplan and not under it, so it does not count.",
                        "Indent the settings under gameplan by two more spaces.",
                        name=True,
                    )
                )
            return values
    return {}


def has_plugin(config: Path) -> bool:
    """Whether the configuration of a site names gameplan, or may do so for all that can be known."""
    return any(names_plugin(data, "gameplan") for _, data in _configurations(config))


def _configurations(config: Path, depth: int = 0) -> Iterator[tuple[Path, bytes]]:
    """A configuration and those that it inherits from, as files."""
    try:
        data = config.read_bytes()
    except OSError:
        return
    yield config, data
    if depth < 3 and (parent := inherited(data)):
        yield from _configurations(config.parent / parent, depth + 1)


def setting_findings(
    config: Path, error: SettingError
) -> tuple[tuple[Diagnostic, ...], dict[str, tuple[str, ...]]]:
    """What is wrong with settings, each at its place in the configuration, and the texts of those files."""
    files = list(_configurations(config))
    findings = []
    for fault in error.faults:
        place = Place(as_seen(config), START)
        for path, data in files:
            if span := setting_span(data, "gameplan", fault.steps, name=fault.name):
                place = Place(as_seen(path), span)
                break
        findings.append(Diagnostic("SET01", Severity.ERROR, fault.message, place, help=fault.help))
    texts = {as_seen(path): tuple(data.decode("utf-8-sig", "replace").split("\n")) for path, data in files}
    return in_order(findings), texts
