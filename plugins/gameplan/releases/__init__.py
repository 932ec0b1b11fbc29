"""Releases: one version of all playbooks of a site, kept as a file that needs no git to be read.

`releases/3.0.json` beside the playbooks holds every entity as plain data with the level it was shown at, and who
approved it when. The file is written once and never again, and the same playbooks give the same bytes, however
their YAML is laid out. Read, it is a graph like any other.
"""

from __future__ import annotations

from .folder import all_releases, folder_of
from .migrations import MIGRATIONS, MODEL
from .reading import BadRelease, read
from .rebuilt import Memo, graph_of
from .release import Release, in_force
from .snapshot import NOT_KEPT, snapshot, written
from .version import Version

__all__ = [
    "MIGRATIONS", "MODEL", "NOT_KEPT", "BadRelease", "Memo", "Release", "Version", "all_releases", "folder_of",
    "graph_of", "in_force", "read", "snapshot", "written",
]  # fmt: skip
