"""Texts as they stood at a revision of a git repository.

Only objects are read, through `git cat-file --batch`: there is no checkout, no branch and no worktree, and
nothing is written or fetched. What is found is what `source.from_folder` would have found in the folder, had
that revision been checked out.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple

from .source import (
    FOLDER_LIKE_A_FILE,
    LINK_OUT,
    LINK_TO_A_FOLDER,
    SourceFile,
    Sources,
    as_seen,
    cannot_be_read,
    is_yaml,
    printable,
    too_large,
    unread,
)

LFS_POINTER = (
    "This file is kept with Git LFS, so git has only a pointer to it; take it out with `git lfs untrack`"
)

_LFS_START = b"version https://git-lfs.github.com/spec/"
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LINKS_IN_A_ROW = 40  # as many as Linux follows
_FOLDER, _LINK, _SUBMODULE = b"40000", b"120000", b"160000"
_FOLDERS = (_FOLDER, _SUBMODULE)

# What a hook or a caller may have set: git would go there, and not to the repository around a folder.
_NOT_INHERITED = {
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
}


class GitError(Exception):
    """Git cannot answer. The message says why and what to do, in a sentence or two for people."""


class Refused(GitError):
    """A command of git failed. The message has git's own words, `code` is what it ended with."""

    def __init__(self, said: str, code: int) -> None:
        super().__init__(said)
        self.code = code


@dataclass(frozen=True)
class Repository:
    """A git repository; `top` is the folder that its files lie in, with all links resolved."""

    top: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that a folder lies in; the folder itself may be gone by now.

        Raises GitError where there is none, where git is not installed, or where git refuses to read it.
        """
        here = Path.cwd() / folder
        while not here.is_dir() and here != here.parent:
            here = here.parent
        answer = _run(here, "rev-parse", "--show-toplevel")
        if answer.failed:
            raise GitError(_no_repository(folder, here, answer.complaint))
        return cls(Path(os.path.realpath(answer.text)))

    def commit(self, revision: str) -> str:
        """The whole hash of the commit that a revision means: a branch, a tag, `HEAD~2`, a short hash.

        Raises GitError where it means none.
        """
        example = "write a branch, a tag or a commit, such as `main` or `HEAD~1`."
        if not revision.strip() or "\0" in revision:
            raise GitError(f"This is no revision: '{printable(revision)}'; {example}")
        if revision.startswith("-"):
            raise GitError(f"'{printable(revision)}' is no revision, since it begins with a dash; {example}")
        found = self._hash(revision)
        if found is None:
            raise GitError(self._no_revision(revision))
        return found

    def short(self, commit: str) -> str:
        """A commit as people write it: seven digits, or more where seven would fit several."""
        whole = self.commit(commit)
        return _run(self.top, "rev-parse", "--short=7", whole).text or whole[:7]

    def is_shallow(self) -> bool:
        """Whether this clone has only the latest commits, as a clone with `--depth` has."""
        return _run(self.top, "rev-parse", "--is-shallow-repository").text == "true"

    def starting_point(self) -> tuple[str, str]:
        """What a change is compared with if nobody says: a branch as one would say it, and a commit.

        The branch is the one that a pull request goes into (`GITHUB_BASE_REF`), else the default branch. The
        commit is the last one that it has in common with what is checked out. Raises GitError where there is
        no such branch or commit.
        """
        if self._hash("HEAD") is None:
            raise GitError(_NO_COMMIT)
        ref = self._default_branch()
        if ref is None:
            raise GitError(f"Gameplan cannot tell which branch is the default one here. {self._other_way()}")
        name = ref.removeprefix("refs/remotes/origin/").removeprefix("refs/heads/")
        base = _run(self.top, "merge-base", ref, "HEAD").text
        if not _HASH.fullmatch(base):
            raise GitError(
                f"'{printable(name)}' and what is checked out have no commit in common. {self._other_way()}"
            )
        return name, base

    def sources(
        self,
        commit: str,
        folder: Path,
        *,
        shown_as: str,
        max_bytes: int,
        known: Mapping[str, bytes] = {},
    ) -> Sources:
        """The files of a playbooks folder as they stood at a commit; none where there was no such folder.

        `commit`, `shown_as` and `max_bytes` are as from `commit()` and for `source.from_folder`. `known` has
        texts that somebody has read already, by name: git is not asked for the same bytes again. Folders
        that are repositories of their own (submodules) are passed over. Raises GitError where the folder lies
        outside of the repository, or where this clone lacks an object.
        """
        whole = self.commit(commit)
        way = self._way(folder)
        if way is None:
            raise GitError(
                f"'{printable(as_seen(folder))}' lies outside of the repository '{printable(str(self.top))}'. "
                "Move the folder into the repository."
            )
        texts = {_blob_id(data, len(whole)): data for data in known.values()}
        with _opened(self.top, whole, texts) as tree:
            root = tree.find(way)
            if root.path is None:
                raise GitError(
                    f"'{printable(as_seen(folder))}' leads out of the repository '{printable(str(self.top))}', "
                    "so git does not know what was in it. Move the folder into the repository."
                )
            if root.entry is None or root.entry.mode != _FOLDER:
                return Sources(shown_as, ())
            files = _walk(tree, root.path, root.entry, shown_as, max_bytes)
            return Sources(shown_as, tuple(sorted(files, key=lambda f: f.name)))

    def text(self, commit: str, path: Path) -> bytes | None:
        """One file as it stood at a commit, None where it was not there; `path` is as the disk has it.

        Raises GitError where this clone lacks an object.
        """
        whole = self.commit(commit)
        way = self._way(path)
        if way is None:
            return None
        with _opened(self.top, whole, {}) as tree:
            found = tree.find(way).entry
            if found is None or found.mode in _FOLDERS:
                return None
            return tree.read(found.id, _name(way))

    def ask(self, *arguments: str, data: bytes = b"", online: bool = False) -> bytes:
        """What git answers to a command, for rooms that keep a branch of their own in this repository.

        `data` is what the command reads; with `online` it may speak to a server, as whoever runs this. Raises
        Refused with git's own words where it fails.
        """
        allowed = _environment()
        if online:
            del allowed["GIT_ALLOW_PROTOCOL"]
        done = subprocess.run(_command(self.top, *arguments), input=data, capture_output=True, env=allowed)
        if done.returncode:
            lines = done.stderr.decode("utf-8", "replace").split("\n")
            said = "; ".join(printable(line.strip()) for line in lines if line.strip())
            raise Refused(said or f"git ended with {done.returncode}", done.returncode)
        return done.stdout

    def told(self, *arguments: str) -> str:
        """What git answers to a command, as text; "" where it fails."""
        return _run(self.top, *arguments).text

    def _hash(self, revision: str) -> str | None:
        found = _run(
            self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        ).text
        return found if _HASH.fullmatch(found) else None

    def _no_revision(self, revision: str) -> str:
        branches = _run(self.top, "for-each-ref", "--count=1").text
        if self._hash("HEAD") is None and (revision.startswith(("HEAD", "@")) or not branches):
            return _NO_COMMIT
        shown = printable(revision)
        if self._hash(f"origin/{revision}"):
            return f"There is no branch '{shown}' of your own here, but there is the server's: write `origin/{shown}`."
        if self.is_shallow():
            return f"There is no commit '{shown}' in this clone. {_SHALLOW}"
        if re.fullmatch(r"[0-9a-f]{4,63}", revision) and self._fits(revision) > 1:
            return f"'{shown}' fits several objects in this repository; write more digits of the commit."
        return (
            f"There is no commit '{shown}' in this repository. Fetch what others have pushed with `git fetch`, "
            "or take a name that `git branch --all` or `git tag` lists."
        )

    def _fits(self, digits: str) -> int:
        return len(_run(self.top, "rev-parse", f"--disambiguate={digits}").text.split())

    def _other_way(self) -> str:
        return _SHALLOW if self.is_shallow() else "Say what to compare with, such as `HEAD~1`."

    def _default_branch(self) -> str | None:
        """The whole name of the ref that a change will go into."""
        remote, local = "refs/remotes/origin/", "refs/heads/"
        asked = os.environ.get("GITHUB_BASE_REF", "").strip()
        wanted = [remote + asked, local + asked] if asked else []
        head = _run(self.top, "symbolic-ref", "--quiet", f"{remote}HEAD").text
        wanted += [head] if head else []
        wanted += [remote + "main", remote + "master", local + "main", local + "master"]
        usual = _run(self.top, "config", "--get", "init.defaultBranch").text
        wanted += [local + usual] if usual else []
        there = set(
            _run(self.top, "for-each-ref", "--format=%(refname)", "refs/heads", remote).text.split("\n")
        )
        return next((ref for ref in wanted if ref in there), None)

    def _way(self, path: Path) -> tuple[str, ...] | None:
        """The way from the top to a path, None where it lies outside.

        Links below the top are left to the commit: what is a link today may have been a folder then.
        """
        whole = Path.cwd() / path
        for above in (*reversed(whole.parents), whole):
            if os.path.realpath(above) == str(self.top):
                return whole.relative_to(above).parts
        try:
            return Path(os.path.realpath(whole)).relative_to(self.top).parts
        except ValueError:
            return None


_NO_COMMIT = (
    "The branch that is checked out has no commit yet. Make one with `git commit`; then there is something to "
    "compare with."
)
_SHALLOW = (
    "This clone is shallow, so older commits are missing: fetch more with `git fetch --unshallow` (in GitHub "
    "Actions, set `fetch-depth: 0` at actions/checkout), or name a release instead."
)


def _name(parts: Sequence[str]) -> str:
    return printable("/".join(parts))


# The tree of a commit


class _Entry(NamedTuple):
    """What a name stands for in a tree."""

    mode: bytes
    id: str


class _Found(NamedTuple):
    """Where a way through a tree ends once links are followed.

    `path` is None where it leads out of the repository; `entry` is None where nothing can be read, and then
    `error` is what the system would have answered.
    """

    path: tuple[str, ...] | None
    entry: _Entry | None
    error: int = 0


@contextmanager
def _opened(top: Path, commit: str, texts: Mapping[str, bytes]) -> Iterator[_Tree]:
    """The tree of a commit, with one process of git that is asked for all of it."""
    with subprocess.Popen(
        _command(top, "cat-file", "--batch"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield _Tree(top, commit, texts, process.stdin.fileno(), process.stdout)


@dataclass(frozen=True)
class _Tree:
    """All that a commit holds. `texts` has blobs that need not be asked for, by id."""

    top: Path
    commit: str
    texts: Mapping[str, bytes]
    ask: int
    answers: IO[bytes]
    folders: dict[str, dict[str, _Entry]] = field(default_factory=dict)

    def read(self, asked: str, name: str, max_bytes: int | None = None) -> bytes | None:
        """The bytes of an object, None where there are more than `max_bytes`.

        Raises GitError, with the name that people know it by, where this clone does not have it.
        """
        data = self.texts.get(asked)
        if data is not None:
            return data if max_bytes is None or len(data) <= max_bytes else None
        try:
            os.write(self.ask, f"{asked}\n".encode())
        except OSError:
            raise GitError(self._missing(name)) from None
        head = self.answers.readline().split()
        if len(head) != 3:  # "<id> missing", or nothing at all from a process that gave up
            raise GitError(self._missing(name))
        size = int(head[2])
        if max_bytes is not None and size > max_bytes:
            left = size + 1
            while left and (piece := self.answers.read(min(left, 1 << 20))):
                left -= len(piece)
            return None
        data = self.answers.read(size + 1)
        if len(data) != size + 1:
            raise GitError(self._missing(name))
        return data[:-1]

    def children(self, folder: _Entry, name: str) -> dict[str, _Entry]:
        """What lies in a folder, by name; bytes that are no text are escaped as the file system's are."""
        if folder.id not in self.folders:
            try:
                self.folders[folder.id] = dict(self._listed(self.read(folder.id, name) or b""))
            except ValueError:
                raise GitError(self._missing(name)) from None
        return self.folders[folder.id]

    def _listed(self, data: bytes) -> Iterator[tuple[str, _Entry]]:
        """The lines of a tree object: mode, blank, name, NUL, and the id as bytes."""
        at, width = 0, len(self.commit) // 2
        while at < len(data):
            end = data.index(b"\0", at)
            mode, name = data[at:end].split(b" ", 1)
            at = end + 1 + width
            # Some old tools wrote a zero before the mode of a folder.
            yield name.decode("utf-8", "surrogateescape"), _Entry(mode.lstrip(b"0"), data[end + 1 : at].hex())

    def find(self, way: Sequence[str]) -> _Found:
        """What a way from the top leads to, as the system would find it: every link on it is followed."""
        root = _Entry(_FOLDER, f"{self.commit}^{{tree}}")
        steps: list[tuple[str, _Entry | None]] = []
        left = list(reversed(way))
        links = error = 0
        while left:
            part = left.pop()
            here = steps[-1][1] if steps else root
            if here is not None and here.mode not in _FOLDERS:
                error = error or errno.ENOTDIR
            if part in ("", "."):
                continue
            if part == "..":
                if steps:
                    steps.pop()
                    continue
                target = self.top.parent.as_posix().split("/")
            else:
                name = _name([*(step for step, _ in steps), part])
                known = self.children(here, name) if here is not None and here.mode == _FOLDER else {}
                entry = known.get(part)
                if entry is None:
                    error = error or errno.ENOENT
                elif entry.mode == _LINK and links == _LINKS_IN_A_ROW:
                    entry, error = None, error or errno.ELOOP
                if entry is None or entry.mode != _LINK:
                    steps.append((part, entry))
                    continue
                links += 1
                target = (self.read(entry.id, name) or b"").decode("utf-8", "surrogateescape").split("/")
                if target[0]:
                    left += reversed(target)
                    continue
            again = self._from_the_top([*target, *reversed(left)])
            if again is None:
                return _Found(None, None)
            steps, left = [], list(reversed(again))
        entry = steps[-1][1] if steps else root
        return _Found(tuple(step for step, _ in steps), None if error else entry, error)

    def _from_the_top(self, parts: Sequence[str]) -> Sequence[str] | None:
        """What is left of a way from the root of the disk when it comes to the top; None if it never does."""
        top = [part for part in self.top.as_posix().split("/") if part]
        passed: list[str] = []
        for at, part in enumerate(parts):
            if passed == top:
                return parts[at:]
            if part == "..":
                del passed[-1:]
            elif part not in ("", "."):
                passed.append(part)
        return [] if passed == top else None

    def _missing(self, name: str) -> str:
        what = f"'{name}'" if name else "the files"
        return (
            f"Git cannot read {what} as of {self.commit[:7]}: this clone was made without all contents, or is damaged. "
            "Fetch everything with `git fetch --refetch --no-filter` (in GitHub Actions, delete `filter` and "
            "`sparse-checkout` at actions/checkout); if that does not help, `git fsck` says what is damaged."
        )


def _walk(
    tree: _Tree, path: tuple[str, ...], folder: _Entry, root: str, max_bytes: int
) -> Iterator[SourceFile]:
    """Every file of a folder at `path`, in the order in which `source.from_folder` meets them."""
    left: list[tuple[tuple[str, ...], _Entry]] = [((), folder)]
    while left:
        below, entry = left.pop()
        name = "/".join(below)
        if entry.mode == _SUBMODULE:
            continue
        if entry.mode != _FOLDER:
            yield _read(tree, path, below, entry, root, max_bytes)
        elif below and is_yaml(below[-1]):
            yield unread(root, name, FOLDER_LIKE_A_FILE)
        else:
            inside = tree.children(entry, printable("/".join((root, *below)))).items()
            left += sorted((((*below, n), e) for n, e in inside if not n.startswith(".")), reverse=True)


def _read(
    tree: _Tree, path: tuple[str, ...], below: tuple[str, ...], entry: _Entry, root: str, max_bytes: int
) -> SourceFile:
    name = "/".join(below)
    found: _Entry | None = entry
    error = 0
    if entry.mode == _LINK:
        target, found, error = tree.find((*path, *below))
        if target is None or target[: len(path)] != path:
            return unread(root, name, LINK_OUT)
        if found is not None and found.mode in _FOLDERS:
            return unread(root, name, LINK_TO_A_FOLDER)
    shown = printable(name)
    if not is_yaml(below[-1]):
        return SourceFile(f"{root}/{shown}", shown, None)
    if found is None:
        return unread(root, name, cannot_be_read(OSError(error, os.strerror(error))))
    data = tree.read(found.id, f"{root}/{shown}", max_bytes)
    if data is None:
        return unread(root, name, too_large(max_bytes))
    if data.startswith(_LFS_START):
        return unread(root, name, LFS_POINTER)
    return SourceFile(f"{root}/{shown}", shown, data)


def _blob_id(data: bytes, digits: int) -> str:
    """The id that git gives to a file of these bytes, in a repository whose ids have so many digits."""
    told = b"blob %d\0" % len(data)
    if digits == 64:
        return hashlib.sha256(told + data).hexdigest()
    return hashlib.sha1(told + data, usedforsecurity=False).hexdigest()


# Calls of git


class _Answer(NamedTuple):
    """What a call of git gave: its output without the last line break, or its complaint."""

    text: str
    complaint: str
    failed: bool


def _run(folder: Path, *arguments: str) -> _Answer:
    done = subprocess.run(
        _command(folder, *arguments), stdin=subprocess.DEVNULL, capture_output=True, env=_environment()
    )
    text, complaint = (out.decode("utf-8", "surrogateescape") for out in (done.stdout, done.stderr))
    failed = done.returncode != 0
    return _Answer("" if failed else text.removesuffix("\n"), complaint, failed)


def _command(folder: Path, *arguments: str) -> list[str]:
    program = shutil.which("git")
    # A `git` in the folder where one works (a relative find) could be anybody's.
    if program is None or not Path(program).is_absolute():
        raise GitError(
            "Gameplan needs git to read earlier states, and there is none on the PATH. Install it from "
            "https://git-scm.com, or compare with a release instead."
        )
    return [program, "-C", str(folder), "--no-pager", *arguments]


def by_the_folder_alone(variables: Mapping[str, str]) -> dict[str, str]:
    """Environment variables without those that would lead git elsewhere than to the repository around a folder."""
    return {name: value for name, value in variables.items() if name not in _NOT_INHERITED}


def _environment() -> dict[str, str]:
    """The caller's environment, in which git goes by the folder alone, asks nobody and writes nothing."""
    return by_the_folder_alone(os.environ) | {
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        # A clone without all contents fetches what it is asked for. Old versions of git know the second no only.
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
    }


def _no_repository(folder: Path, here: Path, complaint: str) -> str:
    """Why git finds no repository around a folder, with the cure."""
    shown = printable(as_seen(folder))
    if "dubious ownership" in complaint or "unsafe repository" in complaint:
        named = re.search(r"repository (?:at |\()'(.+?)'(?:$| is owned)", complaint, re.MULTILINE)
        place = shlex.quote(printable(named[1] if named else str(here)))
        return (
            f"The repository around '{shown}' belongs to another user, so git does not read it. If you trust it, run "
            f"`git config --global --add safe.directory {place}`."
        )
    if "not a git repository" in complaint:
        return (
            f"'{shown}' lies in no git repository, so there is no earlier state to read. "
            "Work in a clone, or compare with a release instead."
        )
    if "must be run in a work tree" in complaint:
        return f"The repository around '{shown}' has no files beside it. Work in an ordinary clone of it."
    said = [line for line in complaint.splitlines() if line.startswith("fatal: ")] or [
        "fatal: no reason given"
    ]
    return f"Git cannot read the repository around '{shown}'. It says: {printable(said[-1].removeprefix('fatal: '))}."
