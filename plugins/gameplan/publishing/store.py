"""The branch in which all published versions lie, read and written as objects of git: nothing is checked out.

A change of it is made aside, under a ref that nobody looks at. Only when it is whole, and was found good, does the
branch take it, in one commit; a change that changes nothing makes none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..git import GitError, Refused, Repository
from .fault import CannotPublish

_LINK = "120000"


class Entry(NamedTuple):
    """A published version, as `versions.json` has it."""

    version: str
    title: str
    aliases: tuple[str, ...]


class Moment(NamedTuple):
    """Where a branch is: the commit here, and the newest one, which may be the remote's; "" for none."""

    here: str
    tip: str


class _File(NamedTuple):
    mode: str
    id: str
    size: int
    path: str


@dataclass(frozen=True)
class Shelf:
    """All that the branch holds at one moment. `tree` is the object with its files."""

    repository: Repository
    tree: str

    @cached_property
    def versions(self) -> tuple[Entry, ...]:
        """The published versions, the newest first. Raises CannotPublish where their list cannot be read."""
        text = self.text("versions.json")
        if text is None:
            return ()
        try:
            return tuple(Entry(v["version"], v["title"], tuple(v["aliases"])) for v in json.loads(text))
        except (ValueError, KeyError, TypeError):
            raise CannotPublish(
                "The list of published versions, versions.json, cannot be read. Publish into a branch that only "
                "mike and gameplan write."
            ) from None

    def holder(self, alias: str) -> str:
        """The version that an alias leads to, "" for none."""
        return next((v.version for v in self.versions if alias in v.aliases), "")

    @cached_property
    def files(self) -> tuple[_File, ...]:
        """Every file, also those that are links."""
        found = []
        for line in self.repository.ask("ls-tree", "-r", "-l", "-z", "--full-tree", self.tree).split(b"\0"):
            if line:
                head, _, path = line.partition(b"\t")
                mode, _, id, size = head.decode("ascii").split()
                count = int(size) if size.isdigit() else 0
                found.append(_File(mode, id, count, path.decode("utf-8", "surrogateescape")))
        return tuple(found)

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How many bytes each folder at the top holds, "" for the files beside them.

        A link counts as much as what it leads to: a host that serves the files holds them twice.
        """
        found: dict[str, int] = {}
        links = []
        for file in self.files:
            top, below, _ = file.path.partition("/")
            if file.mode == _LINK and not below:
                links.append(file)
            else:
                home = top if below else ""
                found[home] = found.get(home, 0) + file.size
        for link in links:
            target = self.repository.ask("cat-file", "blob", link.id).decode("utf-8", "replace")
            found[link.path] = found.get(target.strip("/").removeprefix("./"), link.size)
        return found

    @property
    def size(self) -> int:
        """How many bytes a host holds that serves all of it."""
        return sum(self.sizes.values())

    def text(self, path: str) -> str | None:
        """The text of a file, None where there is none."""
        try:
            return self.repository.ask("cat-file", "blob", f"{self.tree}:{path}").decode("utf-8", "replace")
        except Refused:
            return None


@dataclass(frozen=True)
class Store:
    """The branch of a repository that holds the published versions, here and at the remote it is pushed to."""

    repository: Repository
    branch: str
    remote: str

    @property
    def here(self) -> str:
        return f"refs/heads/{self.branch}"

    @property
    def there(self) -> str:
        return f"refs/remotes/{self.remote}/{self.branch}"

    def fetch(self) -> None:
        """Ask the remote what the branch holds by now. Raises CannotPublish."""
        try:
            answer = self.repository.ask("ls-remote", "--heads", self.remote, self.here, online=True)
            if answer.strip():
                step = f"+{self.here}:{self.there}"
                self.repository.ask("fetch", "--quiet", "--no-tags", self.remote, step, online=True)
        except Refused as refused:
            raise CannotPublish(
                f"'{self.remote}' cannot be asked for the branch {self.branch}: {refused}. Name the remote with "
                "--remote, or publish without --push."
            ) from None

    def tip(self) -> str:
        """The commit that follows are made on: the one here or at the remote, whichever is newer; "" for none.

        Raises CannotPublish where the two have gone different ways.
        """
        here, there = (self._commit(ref) for ref in (self.here, self.there))
        if not (here and there) or here == there:
            return here or there
        base = self.repository.told("merge-base", here, there)
        if base in (here, there):
            return there if base == here else here
        raise CannotPublish(
            f"The branch {self.branch} here and the one at {self.remote} have gone different ways. To go on from the "
            f"one at {self.remote}: `git branch --force {self.branch} {self.remote}/{self.branch}`."
        )

    def shelf(self) -> Shelf | None:
        """What the branch holds; None where there is no such branch yet."""
        tip = self.tip()
        return Shelf(self.repository, self._tree(tip)) if tip else None

    def empty(self) -> Shelf:
        """What a branch holds before anything was published into it."""
        return Shelf(self.repository, self._line("hash-object", "-w", "-t", "tree", "--stdin"))

    def refuse_if_checked_out(self) -> None:
        """Raises CannotPublish where the branch is what somebody works in here."""
        if self.repository.told("symbolic-ref", "--quiet", "HEAD") == self.here:
            raise CannotPublish(
                f"The branch {self.branch} is checked out here, and what is published is written into it. Go back to "
                "the branch with your playbooks first, such as `git switch main`."
            )

    @contextmanager
    def aside(self, before: Shelf) -> Iterator[str]:
        """A ref to try things on that begins with what the branch holds; it is gone afterwards."""
        ref = f"refs/gameplan/publishing-{os.getpid()}"
        # Without a parent: mike takes a commit that changed nothing back by going to the one before, and in a
        # clone without older commits it would delete the branch instead.
        start = self.written(before.tree, "What is published so far", ())
        self.repository.ask("update-ref", ref, start)
        try:
            yield ref
        finally:
            self.repository.ask("update-ref", "-d", ref)

    def at(self, ref: str) -> Shelf:
        """What a ref holds now."""
        return Shelf(self.repository, self._tree(ref))

    def with_file(self, shelf: Shelf, name: str, text: str) -> Shelf:
        """The same with one more file at the top, or another text in it."""
        blob = self._line("hash-object", "-w", "--stdin", data=text.encode())
        listed = self.repository.ask("ls-tree", "-z", "--full-tree", shelf.tree).split(b"\0")
        kept = [line for line in listed if line and line.partition(b"\t")[2] != name.encode()]
        kept.append(f"100644 blob {blob}\t{name}".encode())
        tree = self._line("mktree", "-z", data=b"".join(line + b"\0" for line in kept))
        return Shelf(self.repository, tree)

    def moment(self) -> Moment:
        """Where the branch is now. Raises CannotPublish where it has gone two ways."""
        return Moment(self._commit(self.here), self.tip())

    def take(self, shelf: Shelf, message: str, since: Moment | None = None) -> str:
        """Let the branch here hold this; the commit it is at then, a new one only where something is different.

        `since` is the moment that the change was begun at. Raises CannotPublish where somebody else has changed the
        branch after it.
        """
        here, tip = since or self.moment()
        if not tip or self._tree(tip) != shelf.tree:
            tip = self.written(shelf.tree, message, (tip,) if tip else ())
        if tip != here:
            try:
                self.repository.ask("update-ref", "-m", "gameplan", self.here, tip, here or "0" * len(tip))
            except Refused:
                raise CannotPublish(
                    f"Somebody else has changed the branch {self.branch} meanwhile. Run the same command again."
                ) from None
        return tip

    def push(self) -> bool:
        """Send the branch to the remote; whether there was anything to send. Raises CannotPublish."""
        if self._commit(self.here) == self._commit(self.there):
            return False
        try:
            self.repository.ask("push", "--quiet", self.remote, f"{self.here}:{self.here}", online=True)
        except Refused as refused:
            raise CannotPublish(
                f"The branch {self.branch} is ready here, but '{self.remote}' did not take it: {refused}. If somebody "
                "else has published meanwhile, run the same command again; if this may not push, grant it the right."
            ) from None
        return True

    def identity(self) -> dict[str, str]:
        """Who makes the commits, as environment variables: whoever git knows here, else gameplan itself."""
        found = {}
        for name, key, usual in (
            ("NAME", "user.name", "gameplan"),
            ("EMAIL", "user.email", "gameplan@localhost"),
        ):
            said = (
                os.environ.get(f"GIT_COMMITTER_{name}")
                or self.repository.told("config", "--get", key)
                or usual
            )
            found[f"GIT_COMMITTER_{name}"] = said
            found[f"GIT_AUTHOR_{name}"] = os.environ.get(f"GIT_AUTHOR_{name}") or said
        return found

    def written(self, tree: str, message: str, parents: tuple[str, ...]) -> str:
        """A commit of a tree, which no branch leads to yet."""
        who = self.identity()
        name, email = who["GIT_COMMITTER_NAME"], who["GIT_COMMITTER_EMAIL"]
        named = ("-c", f"user.name={name}", "-c", f"user.email={email}")
        after = [word for parent in parents for word in ("-p", parent)]
        return self._line(*named, "commit-tree", tree, *after, "-F", "-", data=message.encode())

    def _commit(self, ref: str) -> str:
        return self.repository.told(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
        )

    def _tree(self, commit: str) -> str:
        return self._line("rev-parse", "--verify", "--end-of-options", f"{commit}^{{tree}}")

    def _line(self, *arguments: str, data: bytes = b"") -> str:
        return self.repository.ask(*arguments, data=data).decode("ascii").strip()


def store_of(repository: Repository, branch: str, remote: str) -> Store:
    """The store of a repository. Raises CannotPublish for a name that no branch can have."""
    try:
        repository.ask("check-ref-format", f"refs/heads/{branch}")
        repository.ask("check-ref-format", f"refs/remotes/{remote}/{branch}")
    except GitError:
        raise CannotPublish(
            f"'{branch}' at '{remote}' is no branch that git could have: write names such as gh-pages and origin."
        ) from None
    if branch.startswith("-") or remote.startswith("-"):
        raise CannotPublish("The name of a branch or of a remote does not begin with a dash.")
    return Store(repository, branch, remote)
