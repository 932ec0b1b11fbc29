"""A release: what a file holds, and the playbooks as they were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..graph import Graph
from .rebuilt import Memo, graph_of
from .version import Version


@dataclass(frozen=True)
class Release:
    """One version of all playbooks of a site.

    `approver` is the whole address of the role that approved it, `reference` where that is recorded; "" where
    nothing is known. `entities` is their plain data by address, as the file has it; `path` is the file.
    """

    version: str
    date: dt.date
    summary: str
    approver: str
    reference: str
    path: str
    entities: dict[str, Any] = field(repr=False, hash=False)
    memo: Memo = field(default_factory=Memo, repr=False, compare=False)

    @cached_property
    def graph(self) -> Graph:
        """The playbooks as they were, made when first asked for. Places in it are the beginning of `path`."""
        return graph_of(self.entities, self.path, self.memo)

    @property
    def number(self) -> Version:
        """The version, to compare and to count on."""
        return Version.parse(self.version)


def in_force(releases: Iterable[Release], day: dt.date) -> Release | None:
    """The last release whose date is not after a day; of those of one date, the one with the later version."""
    due = [release for release in releases if release.date <= day]
    return max(due, key=lambda r: (r.date, r.number), default=None)
