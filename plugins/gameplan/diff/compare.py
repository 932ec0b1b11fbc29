"""Two states compared: the one function that other rooms call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..graph import Graph
from ..model import Entity, Goal, Tactic
from ..model.address import EVERYONE, Address
from ..model.fields import Shows
from ..model.relations import RELATIONS
from ..model.types import Part
from ..sight import sights
from .change import Change, Comparison, Impact, Side, Unreadable
from .facts import Fact, Pairs, State, Thing, facts
from .facts.legible import legible
from .judgement import judged
from .judgement.judge import in_order, named
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
    changes = in_order([*judged(_with_hints(found, pairs), pairs), *_threads(pairs, before, after)])
    met = {e for c in changes for e in _mentioned(c)}
    names = {a: n for a in met if (n := _name(a, pairs)) is not None}
    approvers: dict[str, str] = {}
    was = {now: old for old, now in pairs.now.items() if old not in pairs.merged}
    for change in changes:
        home = change.address.partition("#")[0]
        if home not in approvers:
            approvers[home] = _approver(was.get(home, home), home, pairs)
    names |= {a: n for a in approvers.values() if a and (n := _name(a, pairs)) is not None}
    return Comparison(
        base, head, changes, tuple(unreadable), names, {k: v for k, v in approvers.items() if v},
        files if not changes else 0,
    )  # fmt: skip


def _approver(old: str, new: str, pairs: Pairs) -> str:
    """Who must approve a change of an entity: whoever had to until now, if that role is still there; or "".

    Whoever makes themselves the approver does not approve that.
    """
    ways = ((pairs.before.entities.get(old), pairs.before), (pairs.after.entities.get(new), pairs.after))
    found = [
        pairs.follow(a) if graph is pairs.before else a
        for e, graph in ways
        if e and (a := approver(e, graph))
    ]
    return next((a for a in found if a == EVERYONE or pairs.after.find(a) is not None), next(iter(found), ""))


def _mentioned(change: Change) -> Iterator[str]:
    yield change.address
    yield change.address.partition("#")[0]
    yield from change.roles
    yield from change.entities
    if change.old_address:
        yield change.old_address
        yield change.old_address.partition("#")[0]
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


def _threads(pairs: Pairs, before: State, after: State) -> Iterator[Change]:
    """Tactics whose way up to the vision broke or healed, among those that are active on both sides.

    Nothing is said of one that may only look broken, because something on its way could not be read.
    """
    was, now = _whole(pairs.before), _whole(pairs.after)
    for old, new in pairs.entities:
        if not isinstance(old, Tactic) or not isinstance(new, Tactic):
            continue
        missing, misses = was.get(str(old.address)), now.get(str(new.address))
        if missing is None or misses is None or (missing == "") == (misses == ""):
            continue
        if not (_seen(new, after) if misses else _seen(old, before)):
            continue
        code = "thread-broken" if misses else "thread-healed"
        fact = Fact("changed", "tactics", str(new.address), old, new)
        yield Change(
            code=code,
            kind="changed",
            impact=Impact.NONE,
            address=str(new.address),
            thing=new.singular,
            title=named(new),
            effect="no longer leads to the vision" if misses else "leads to the vision again",
            flags=(code,),
            old=missing or None,
            new=misses or None,
            roles=affected(fact, pairs),
            acts=acting(fact, pairs),
            entities=standing_on(fact, pairs),
            base=old.place(),
            head=new.place(),
        )


def _seen(tactic: Tactic, state: State) -> bool:
    """Whether all that may lead from a tactic to the vision could be read."""
    graph = state.graph
    ahead: list[Entity] = [tactic]
    met: set[str] = set()
    while ahead:
        here = ahead.pop()
        if str(here.address) in met:
            continue
        met.add(str(here.address))
        upward = [f for n, f in here.fields.items() if n in _ON_THE_WAY or (n == "owner" and here is tactic)]
        if not all(legible(here, field, state) for field in upward):
            return False
        ahead += [
            e
            for edge in graph.out_of(str(here.address))
            if (e := graph.entities.get(edge.target)) and edge.relation.upward
        ]
        books = (here.address.playbook, *graph.parents(here.address.playbook))
        if isinstance(here, Goal) and any(state.unread(Address(book, "vision")) for book in books):
            return False
    return True


_ON_THE_WAY = frozenset({"measured_by", *(r.name for r in RELATIONS.values() if r.upward)})
"""Fields that decide whether a tactic leads to the vision, besides its owner."""


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


def _with_hints(found: tuple[Fact, ...], pairs: Pairs) -> Iterator[Fact]:
    """The facts; a removed entry or part that looks like an added one of its kind says how to declare a rename."""
    gone = [f for f in found if f.what == "removed" and not f.inside]
    come = [f for f in found if f.what == "added"]
    texts = {id(f): _words(f.thing) for f in (*gone, *come)} if gone and come else {}
    hints: dict[int, str] = {}
    left = _TRIED_AT_MOST
    for fact in gone:
        best = (0, "")
        for other in come if left else ():
            old = _old_id(fact.thing, other.thing, pairs) if other.key == fact.key else ""
            if old and left:
                left -= 1
                new = other.address.partition("/")[2]
                best = max(best, (alike(texts[id(fact)], texts[id(other)]), f"{new} {old}"))
        share, names = best
        if share >= _ALIKE_ENOUGH:
            new, _, old = names.partition(" ")
            hints[id(fact)] = (
                f"{new} is {share} per cent the same. If it was renamed, write `formerly: [{old}]` there."
            )
    for fact in found:
        yield replace(fact, hint=hints[id(fact)]) if id(fact) in hints else fact


def _old_id(gone: Thing, come: Thing, pairs: Pairs) -> str:
    """The old id that `formerly` of a new thing would have to name for it to be one that is gone; "" where it cannot."""
    if isinstance(gone, Part) and isinstance(come, Part):
        if pairs.follow(gone.owner) == come.owner:
            return gone.id
        old, new = (Address(*part.owner.split("/")) for part in (gone, come))
        return f"{old.id}#{gone.id}" if old.id and old[:2] == new[:2] else ""
    if isinstance(gone, Entity) and isinstance(come, Entity):
        return gone.address.id if pairs.follow(gone.address.playbook) == come.address.playbook else ""
    return ""


def _words(thing: Thing) -> str:
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
