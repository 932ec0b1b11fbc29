"""Texts become one graph, and whatever is wrong in what can be read is said in one run.

Phases do not cascade: a file that cannot be read keeps its name known, an entity with a fault
keeps what is legible, so nothing else is blamed for it. Order: files, shape, references, what
entities say of each other, circles.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..diagnostics import Diagnostic
from ..graph import Graph
from ..resolve import Names, Unknowns
from ..settings import Limits
from ..source import Sources
from .backwards import worded_backwards
from .circles import circles
from .entities import Documents
from .files import gather
from .integrity import guide_faults, id_clashes, missing_visions, old_id_faults
from .linker import link
from .masking import masked

__all__ = ["Documents", "Loaded", "load"]


@dataclass(frozen=True)
class Loaded:
    """The outcome: a graph of what was legible, every finding in order, the texts by path, and the
    playbooks folder as paths print it."""

    graph: Graph
    findings: tuple[Diagnostic, ...]
    texts: dict[str, tuple[str, ...]] = field(repr=False)
    root: str = ""
    folders: frozenset[str] = frozenset()
    """The folders of playbooks, also of those that could not be read."""
    unknowns: Unknowns = field(default_factory=Unknowns, repr=False)
    """What is there by name and could not be read."""


def load(sources: Sources, limits: Limits, *, pure: bool = False, known: Documents | None = None) -> Loaded:
    """Read all files of a playbooks folder into a graph. Never raises for what an author wrote.

    `known` is filled with what was read, and saves reading it again when it is passed to the next call.
    """
    gathered = gather(sources, limits, pure, known if known is not None else {})
    names = Names(gathered.entities, gathered.unknowns)
    gathered.report(id_clashes(names))
    gathered.report(missing_visions(names))
    links = link(gathered, names)
    gathered.report(links.findings)
    gathered.report(worded_backwards(gathered.backwards, names))
    gathered.report(guide_faults(gathered.entities.values()))
    gathered.report(old_id_faults(names))
    gathered.report(circles(links.edges, names))
    graph = Graph(gathered.entities.values(), links.targets, links.edges, links.proses, names.lineage())
    return Loaded(graph, *masked(gathered), sources.root, frozenset(gathered.folders), gathered.unknowns)
