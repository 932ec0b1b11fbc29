"""Words that somebody may search for, taken from what a playbook itself holds: the same playbook gives the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model import Entity, Policy
from ..model.types import Part
from .data.pieces import Link
from .desk import Desk

_AT_MOST = 4
_LONGEST = 34
"""Letters of a name that is short enough to be searched for."""

_EMPTY = frozenset(
    "about after also been could from have into just more most must only other should some than that their them then "
    "there these they this very were what when where which while whom will with would your".split()
)
"""Longer words that search passes over, or finds everywhere."""

_KINDS = (
    "rules",
    "channels",
    "procedures",
    "tactics",
    "audiences",
    "strategies",
    "principles",
    "roles",
    "goals",
)
"""The kinds whose entries make good examples, after clauses, the most telling first."""


def examples(desk: Desk, playbooks: Sequence[str]) -> tuple[Link, ...]:
    """A few names of clauses and entries of different kinds, each what most else refers to; one alone is none."""
    found: dict[str, Link] = {}
    for thing in _telling(desk, playbooks):
        name = thing.named() if isinstance(thing, Part) else thing.title
        if len(found) < _AT_MOST and name.casefold() not in found:
            found[name.casefold()] = Link(name, desk.href(str(thing.address)))
    return tuple(found.values()) if len(found) > 1 else ()


def _telling(desk: Desk, playbooks: Sequence[str]) -> Iterator[Entity | Part]:
    """Of each kind the thing that is referred to most, its own playbook's before those of parents."""
    clauses = [
        [
            part
            for policy in desk.graph.of_kind(playbook, "policies")
            if isinstance(policy, Policy) and policy.status == "active"
            for part in policy.clauses.values()
            if part["status"] == "active"
        ]
        for playbook in playbooks
    ]
    own = [clause for group in clauses for clause in group if clause["speaking_as"] == "personal"]
    at_work = [clause for group in clauses for clause in group if clause["speaking_as"] != "personal"]
    yield from _first(desk, at_work)
    for n, kind in enumerate(_KINDS):
        if n == 2:
            yield from _first(desk, own)
        yield from _first(
            desk, (e for p in playbooks for e in desk.graph.of_kind(p, kind) if e.status == "active")
        )


def _findable(name: str) -> bool:
    """Whether a name is short and search has two words to go by, or one that is all there is."""
    found = name.casefold().split()
    telling = [word for word in found if len(word) > 3 and word not in _EMPTY]
    return len(name) <= _LONGEST and len(telling) >= min(2, len(found))


def _first(desk: Desk, things: Iterable[Entity | Part]) -> list[Entity | Part]:
    """Of some things the one with a name to search for that most refers to; of several, the first."""
    short = [t for t in things if _findable(t.named() if isinstance(t, Part) else t.title)]
    return [max(short, key=lambda t: len(desk.graph.into(str(t.address))))] if short else []
