"""What changed in the newest release, in short, for a home page: what asks something of people comes first."""

from __future__ import annotations

from collections.abc import Collection

from ..diff.change import Change, Impact
from ..diff.words.pieces import is_thread
from . import words
from .data.pieces import Link
from .data.ways import RecentBlock
from .desk import Desk
from .telling import Teller, acting, edition, is_asked, is_gone, is_told, page_of, things

_AT_MOST = 4
_GRAVITY = tuple(Impact)


def recent(desk: Desk, playbooks: Collection[str]) -> RecentBlock | None:
    """The most telling changes of the newest release in some playbooks.

    None where there is no release, where there is only the first, and where it changed nothing to speak of there.
    """
    history = desk.site.history
    step = history.last if history is not None else None
    if history is None or step is None or step.first:
        return None
    told = edition(history, step)
    every = things(told, filter(is_told, step.comparison.changes))
    found = [t for t in every if told.follow(t[0].address).partition("/")[0] in playbooks]
    if not found:
        return None
    teller = Teller(desk, told)
    chosen = _chosen(found)
    all_of_them = words.count(len(every), "change", "changes")
    page = desk.href(page_of(step.version))
    ways = (Link(f"All {all_of_them} in {step.version}" if len(every) > 1 else f"Read {step.version}", page),)
    return RecentBlock(
        f"What changed in {step.version}",
        "_recent",
        step.version,
        desk.day(step.date),
        tuple(teller.short(_said(thing), acting(told, thing)) for thing in chosen),
        ways,
    )


def _chosen(found: list[tuple[Change, ...]]) -> list[tuple[Change, ...]]:
    """The gravest things, and of those that weigh alike one of each effect before a second: four new duties say less
    than what became stricter, shorter and looser."""
    ranked = sorted(found, key=_weight)
    times: dict[object, int] = {}
    turns = []
    for n, thing in enumerate(ranked):
        effect = (_weight(thing)[0], thing[0].effect)
        times[effect] = times.get(effect, 0) + 1
        turns.append((_weight(thing)[0], times[effect], n))
    return [ranked[n] for _, _, n in sorted(turns)[:_AT_MOST]]


def _said(thing: tuple[Change, ...]) -> tuple[Change, ...]:
    """What is said of a thing in short: that an address changed matters only where nothing else did."""
    return tuple(c for c in thing if not is_gone(c)) or thing


def _weight(thing: tuple[Change, ...]) -> tuple[bool, bool, bool, int]:
    """What asks something of people goes before what does not, grave changes before light ones; what is gone, and
    what follows for the line of sight, comes last."""
    return (
        not any(map(is_asked, thing)),
        all(map(is_thread, thing)),
        all(map(is_gone, thing)),
        min(_GRAVITY.index(change.impact) for change in thing),
    )
