"""Texts and places: the files of a playbooks folder, and spans within them.

This is the ground floor. It knows bytes, names and positions, and nothing of
YAML or of what a playbook means. Reading never follows a link out of the folder,
never blocks on a pipe and never raises for a file that cannot be read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text; lines and columns count characters from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


class Place(NamedTuple):
    """Where something stands: a file (as it is printed) and a span within it."""

    path: str
    span: Span


@dataclass(frozen=True)
class SourceFile:
    """One file: `path` as people see it, `name` below the playbooks folder, and its bytes.

    `data` is None for a file that was only listed (not YAML) or could not be read;
    then `trouble` may say why, as a sentence without a full stop.
    """

    path: str
    name: str
    data: bytes | None
    trouble: str = ""


@dataclass(frozen=True)
class Sources:
    """All files of one playbooks folder, sorted by name."""

    root: str
    files: tuple[SourceFile, ...]

    def __iter__(self) -> Iterator[SourceFile]:
        return iter(self.files)


YAML_ENDINGS = (".yml", ".yaml")

FOLDER_LIKE_A_FILE = "This is a folder, but it is named like a YAML file"
LINK_OUT = "This is a link that leads out of the playbooks folder"
LINK_TO_A_FOLDER = "This is a link to a folder; links to folders are not followed"


def is_yaml(name: str) -> bool:
    """Whether a file name ends as a YAML file does."""
    return name.endswith(YAML_ENDINGS)


def printable(name: str) -> str:
    """A file name that is safe to print: undecodable bytes and control characters are escaped."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in name
    )


def as_seen(folder: Path) -> str:
    """A folder as people see it from where they work."""
    if not folder.is_absolute():
        return Path(os.path.normpath(folder)).as_posix()
    relative = os.path.relpath(folder)
    return folder.as_posix() if relative.startswith("..") else Path(relative).as_posix()


def from_memory(texts: Mapping[str, str | bytes], root: str = "playbooks") -> Sources:
    """Sources from a mapping of name (below the playbooks folder) to text."""
    files = [
        SourceFile(f"{root}/{name}", name, text.encode() if isinstance(text, str) else text)
        for name, text in sorted(texts.items())
    ]
    return Sources(root, tuple(files))


def from_folder(folder: Path, *, shown_as: str | None = None, max_bytes: int) -> Sources:
    """Read a playbooks folder once, whole.

    `shown_as` is how the folder is printed (relative to where the person works).
    A YAML file larger than `max_bytes` is not read. Files and folders whose names begin
    with a dot are passed over. Raises NotADirectoryError when there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
    root = shown_as if shown_as is not None else folder.as_posix()
    real_root = os.path.realpath(folder)
    found = sorted(_walk(str(folder), "", real_root, max_bytes, root), key=lambda f: f.name)
    return Sources(root, tuple(found))


def _walk(folder: str, prefix: str, real_root: str, max_bytes: int, root: str) -> Iterator[SourceFile]:
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        yield unread(root, prefix.rstrip("/"), f"This folder cannot be opened ({_why(error)})")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        name = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            if is_yaml(entry.name):
                yield unread(root, name, FOLDER_LIKE_A_FILE)
            else:
                yield from _walk(entry.path, name + "/", real_root, max_bytes, root)
        else:
            yield _read(entry, name, real_root, max_bytes, root)


def _read(entry: os.DirEntry[str], name: str, real_root: str, max_bytes: int, root: str) -> SourceFile:
    if entry.is_symlink():
        target = os.path.realpath(entry.path)
        if not (target + os.sep).startswith(real_root.rstrip(os.sep) + os.sep):
            return unread(root, name, LINK_OUT)
        if Path(target).is_dir():
            return unread(root, name, LINK_TO_A_FOLDER)
    shown = printable(name)
    if not is_yaml(entry.name):
        return SourceFile(f"{root}/{shown}", shown, None)
    try:
        # O_NONBLOCK: opening a pipe that is named like a YAML file must not wait for a writer.
        handle = os.open(entry.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                return unread(root, name, "This is not a regular file")
            if status.st_size > max_bytes:
                return unread(root, name, too_large(max_bytes))
            data = stream.read(max_bytes + 1)
    except OSError as error:
        return unread(root, name, cannot_be_read(error))
    if len(data) > max_bytes:
        return unread(root, name, too_large(max_bytes))
    return SourceFile(f"{root}/{shown}", shown, data)


def too_large(max_bytes: int) -> str:
    """The sentence about a file over the size limit."""
    return f"This file is larger than the limit of {max_bytes:,} bytes (limits.file_bytes)"


def cannot_be_read(error: OSError) -> str:
    """The sentence about a file that the system does not give."""
    return f"This file cannot be read ({_why(error)})"


def unread(root: str, name: str, trouble: str) -> SourceFile:
    """A file without its bytes, and why; `name` is as the disk has it, "" for the folder itself."""
    shown = printable(name)
    return SourceFile(f"{root}/{shown}" if shown else root, shown, None, trouble)


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
