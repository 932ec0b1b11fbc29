"""The two sides of a comparison: what a name means, and the playbooks as they stood there.

A side is the working tree, a release (`2.3`), the file of a release, or any revision of git. What cannot
be read on a side is listed, and the rest of it is still compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .diagnostics import Severity
from .diff.change import Comparison, Side, Unreadable
from .diff.compare import compare
from .diff.facts import State
from .git import GitError, Repository
from .loader import Documents, Loaded, load
from .releases import NOT_KEPT, Release, all_releases, folder_of, read
from .settings import Limits
from .source import Sources, as_seen

WORKING_TREE = "working tree"


class NoSuchSide(Exception):
    """What was named is no side of a comparison; the message says what there is, and the cure."""


@dataclass(frozen=True)
class Read:
    """A side as it was read. `texts` are the bytes of its files by name; a release has none."""

    side: Side
    state: State
    unreadable: tuple[tuple[str, str], ...] = ()
    texts: dict[str, bytes] | None = None


def working_tree(loaded: Loaded, sources: Sources) -> Read:
    """The playbooks as they lie in the folder."""
    return _read(Side(WORKING_TREE), loaded, sources)


def of_release(release: Release) -> Read:
    """The playbooks as a release has them."""
    side = Side(f"release {release.version}", release=release.version)
    return Read(side, State(release.graph, omits=NOT_KEPT, placed=False))


class Sides:
    """Finds and reads the sides of comparisons for one playbooks folder.

    `elsewhere` is asked where the playbooks lay at a commit, for one at which there is no such folder.
    """

    def __init__(
        self,
        folder: Path,
        limits: Limits,
        shown_as: str,
        elsewhere: Callable[[Repository, str], Path | None],
    ) -> None:
        self.folder = folder
        self.limits = limits
        self.shown_as = shown_as
        self.elsewhere = elsewhere
        self.known: dict[str, bytes] = {}
        """Texts of the working tree by name; git is not asked for the same again."""
        self.documents: Documents = {}

    def working_tree(self, sources: Sources) -> Read:
        """The playbooks as they lie in the folder."""
        self.known = {file.name: file.data for file in sources if file.data is not None}
        return working_tree(load(sources, self.limits, known=self.documents), sources)

    def named(self, name: str) -> Read:
        """The side of a name: the file of a release, a release, or a revision. Raises NoSuchSide, BadRelease."""
        if name.endswith(".json"):
            path = Path(name)
            if not path.is_file():
                raise NoSuchSide(
                    f"There is no file '{name}'. Name a release, or a file that `gameplan release` wrote."
                )
            return of_release(read(path.read_text("utf-8", "replace"), as_seen(path)))
        for release in self.releases():
            if release.version == name:
                return of_release(release)
        try:
            repository = Repository.around(self.folder)
            return self._at(repository, name, repository.commit(name))
        except GitError as error:
            raise NoSuchSide(f"{error}{self._instead()}") from None

    def usual(self) -> Read:
        """What a change is compared with if nobody says: where it left the default branch, else the last release.

        Raises NoSuchSide, BadRelease.
        """
        try:
            repository = Repository.around(self.folder)
            name, commit = repository.starting_point()
            return self._at(repository, name, commit)
        except GitError as error:
            releases = self.releases()
            if not releases:
                raise NoSuchSide(str(error)) from None
            return of_release(releases[-1])

    def releases(self) -> tuple[Release, ...]:
        """All releases beside the playbooks folder, oldest first. Raises BadRelease."""
        return all_releases(folder_of(self.folder))

    def _at(self, repository: Repository, name: str, commit: str) -> Read:
        sources = self._sources(repository, commit, self.folder)
        if not sources.files and (other := self.elsewhere(repository, commit)) is not None:
            sources = self._sources(repository, commit, other)
        side = Side(name, commit=commit)
        return _read(side, load(sources, self.limits, known=self.documents), sources)

    def _sources(self, repository: Repository, commit: str, folder: Path) -> Sources:
        limit = self.limits.file_bytes
        return repository.sources(commit, folder, shown_as=self.shown_as, max_bytes=limit, known=self.known)

    def _instead(self) -> str:
        versions = [release.version for release in self.releases()]
        return f" The releases are {', '.join(versions)}." if versions else ""


def compared(base: Read, head: Read) -> Comparison:
    """What changed from one side to the other."""
    unreadable = [
        Unreadable(word, path, message)
        for word, read in (("base", base), ("head", head))
        for path, message in read.unreadable
    ]
    files = 0
    if base.texts is not None and head.texts is not None:
        names = base.texts.keys() | head.texts.keys()
        broken = tuple(f"/{u.path}" for u in unreadable)
        files = sum(
            base.texts.get(n) != head.texts.get(n) and not any(path.endswith(f"/{n}") for path in broken)
            for n in names
        )
    return compare(base.state, head.state, base=base.side, head=head.side, unreadable=unreadable, files=files)


def _read(side: Side, loaded: Loaded, sources: Sources) -> Read:
    faults = [
        (d.place.path, " ".join(filter(None, (f"line {d.place.span.line}: {d.message}", d.help))))
        for d in loaded.findings
        if d.severity is Severity.ERROR
    ]
    texts = {file.name: file.data for file in sources if file.data is not None}
    return Read(side, State(loaded.graph, loaded.unknowns.has), tuple(faults), texts)
