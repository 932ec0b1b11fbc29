"""The folder of releases beside the playbooks: which files in it are releases, and in which order."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ..source import as_seen, printable
from .reading import CURE, LARGEST, BadRelease, read
from .rebuilt import Memo
from .release import Release
from .version import Version


def folder_of(playbooks: Path) -> Path:
    """Where the releases of a playbooks folder are kept: `releases/` beside it."""
    named = playbooks if playbooks.name not in ("", "..") else playbooks.resolve()
    return named.parent / "releases"


def all_releases(folder: Path) -> tuple[Release, ...]:
    """The releases in a folder, oldest version first; none where there is no folder.

    Every `*.json` directly in it is one, but for names that begin with a dot; other files are not looked at. Raises
    BadRelease for the first that cannot be read, and where two are of one version.
    """
    memo = Memo()
    found: dict[Version, Release] = {}
    shown = as_seen(folder)
    for name in _names(folder):
        path = f"{shown}/{printable(name)}"
        release = read(_text(folder, name, path), path, memo)
        if (other := found.setdefault(release.number, release)) is not release:
            message = (
                f"{other.version} and {release.version} are the same version. Delete one of the two files."
            )
            raise BadRelease(path, message)
    return tuple(found[number] for number in sorted(found))


def _names(folder: Path) -> list[str]:
    try:
        names = os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise BadRelease(as_seen(folder), f"This folder cannot be opened ({error.strerror}).") from None
    return sorted(name for name in names if name.endswith(".json") and not name.startswith("."))


def _text(folder: Path, name: str, path: str) -> str:
    """The text of a file in the folder. Raises BadRelease where it is none, or lies somewhere else."""
    try:
        if Path(os.path.realpath(folder / name)).parent != Path(os.path.realpath(folder)):
            raise BadRelease(path, "This is a link that leads out of the folder. Put the file itself here.")
        # O_NONBLOCK: opening a pipe that is named like a release must not wait for a writer.
        handle = os.open(folder / name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise BadRelease(path, "This is not a regular file. Move it out of the folder of releases.")
        with os.fdopen(handle, "rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise BadRelease(path, f"This file cannot be read ({error.strerror}).") from None
    if len(data) > LARGEST:
        raise BadRelease(path, f"This file is larger than {LARGEST:,} bytes, so it is no release. {CURE}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadRelease(path, f"This file is not UTF-8 text. {CURE}", line) from None
