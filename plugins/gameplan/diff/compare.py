"""Two states compared: the one function that other rooms call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..graph import Graph
from ..model import Entity, Tactic
from ..model.address import EVERYONE
from ..model.fields import Shows
from ..sight import sights
from .change import Change, Comparison, Impact, Side, Unreadable
from .facts import Fact, Pairs, State, facts
from .judgement import judged
from .judgement.judge import named
from .judgement.people import acting, affected, approver, standing_on
from .wording import alike

_ALIKE_ENOUGH = 80
"""Per cent of words that an added entry shares with a removed one for a rename to be likely."""


def compare(
    before: State,
    after: State,
    *,
    base: Side,
    head: Side,
    unreadable: Iterable[Unreadable] = (),
    files: int = 0,
) -> Comparison:
    """Everything that changed from one state to another.

    `files` is how many files differ in any way; where nothing else did, they were merely reformatted.
    """
    pairs, found = facts(before, after)
    changes = judged(_with_hints(found), pairs)
    changes = (*changes, *_threads(pairs))
    met = {e for c in changes for e in _mentioned(c)}
    names = {a: n for a in met if (n := _name(a, pairs)) is not None}
    approvers: dict[str, str] = {}
    for change in changes:
        graph = pairs.after if pairs.after.find(change.address) is not None else pairs.before
        if (thing := graph.find(change.address)) is not None:
            home = change.address.partition("#")[0]
            approvers.setdefault(home, approver(thing, graph))
    names |= {a: n for a in approvers.values() if a and (n := _name(a, pairs)) is not None}
    return Comparison(
        base, head, changes, tuple(unreadable), names, {k: v for k, v in approvers.items() if v},
        files if not changes else 0,
    )  # fmt: skip


def _mentioned(change: Change) -> Iterator[str]:
    yield change.address
    yield change.address.partition("#")[0]
    yield from change.roles
    yield from change.entities
    if change.old_address:
        yield change.old_address
    for value in (change.old, change.new):
        yield from _texts(value)
    for word in change.words:
        for piece in word.text.split("[[")[1:]:
            yield piece.partition("]]")[0].partition("|")[0]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        for piece in value.split("[[")[1:]:
            yield piece.partition("]]")[0].partition("|")[0]
        yield value.partition(": ")[2]
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)


def _name(address: str, pairs: Pairs) -> str | None:
    if address == EVERYONE:
        return EVERYONE
    thing = pairs.after.find(address) or pairs.before.find(address)
    return named(thing) if thing is not None else None


# --- the line of sight ---------------------------------------------------------------------------------


def _threads(pairs: Pairs) -> Iterator[Change]:
    """Tactics whose way up to the vision broke or healed, among those that are active on both sides."""
    was, now = _whole(pairs.before), _whole(pairs.after)
    for old, new in pairs.entities:
        if not isinstance(old, Tactic) or not isinstance(new, Tactic):
            continue
        before, after = was.get(str(old.address)), now.get(str(new.address))
        if before is None or after is None or (before == "") == (after == ""):
            continue
        code = "thread-healed" if after == "" else "thread-broken"
        fact = Fact("changed", "tactics", str(new.address), old, new)
        yield Change(
            code=code,
            kind="changed",
            impact=Impact.NONE,
            address=str(new.address),
            thing=new.singular,
            title=new.title,
            effect="leads to the vision again" if after == "" else "no longer leads to the vision",
            flags=(code,),
            old=before or None,
            new=after or None,
            roles=affected(fact, pairs.before, pairs.after),
            acts=acting(fact, pairs.before, pairs.after),
            entities=standing_on(new, pairs.after),
            base=old.place(),
            head=new.place(),
        )


def _whole(graph: Graph) -> dict[str, str]:
    """Active tactics by address, with what is missing on their way up, "" where it is whole."""
    found: dict[str, str] = {}
    for sight in sights(graph):
        missing = {str(b.tactic.address): b.missing for b in sight.breaks}
        for tactic in graph.of_kind(sight.playbook.address.playbook, "tactics"):
            if tactic.status == "active":
                found[str(tactic.address)] = missing.get(str(tactic.address), "")
    return found


# --- renames that nobody declared ------------------------------------------------------------------------

_TRIED_AT_MOST = 2_000


def _with_hints(found: tuple[Fact, ...]) -> Iterator[Fact]:
    """The facts; a removed entry that looks like an added one of its kind says how to declare a rename."""
    gone = [f for f in found if f.what == "removed" and isinstance(f.before, Entity)]
    come = [f for f in found if f.what == "added" and isinstance(f.after, Entity)]
    texts = {f.address: _words(f.thing) for f in (*gone, *come)} if gone and come else {}
    hints: dict[str, str] = {}
    tried = 0
    for fact in gone:
        best = (0, "")
        for other in come:
            if other.key == fact.key and other.thing["title"] and tried < _TRIED_AT_MOST:
                tried += 1
                best = max(best, (alike(texts[fact.address], texts[other.address]), other.address))
        share, new = best
        if share >= _ALIKE_ENOUGH:
            old = fact.address.rpartition("/")[2]
            hints[fact.address] = (
                f"{new.partition('/')[2]} is {share} per cent the same. If it was renamed, write `formerly: [{old}]` there."
            )
    for fact in found:
        hint = hints.get(fact.address, "") if fact.what == "removed" else ""
        yield replace(fact, hint=hint) if hint else fact


def _words(thing: object) -> str:
    assert isinstance(thing, Entity)
    return " ".join(_flat(v) for n, v in thing.values.items() if thing.fields[n].shows is not Shows.NOWHERE)


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(_flat(v) for v in value.values())
    if isinstance(value, tuple):
        return " ".join(map(_flat, value))
    inner = getattr(value, "values", None)
    if isinstance(inner, dict):
        return " ".join(map(_flat, inner.values()))
    return str(getattr(value, "text", value))
