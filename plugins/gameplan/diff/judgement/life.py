"""What it means that a thing came, went, changed its name or its place, or came into force."""

from __future__ import annotations

from ...graph import Graph
from ...model import Entity
from ...model.types import Part
from ..change import Impact
from ..facts import Fact, Pairs, Thing, kind_of
from .verdicts import Verdict

_LEANED_ON = ("rules", "policies#clauses", "tactics", "channels")
"""What leaves a gap when it goes while others refer to it."""


def in_force(thing: Thing | None, graph: Graph) -> bool:
    """Whether a thing holds: it, and what it is part of, are active."""
    if thing is None:
        return False
    if isinstance(thing, Part) and graph.entities[thing.owner]["status"] != "active":
        return False
    return bool(thing["status"] == "active")


def judge_life(fact: Fact, pairs: Pairs) -> Verdict | None:
    """The verdict on a fact about a thing as a whole; None where another fact says it better."""
    return _JUDGES[fact.what](fact, pairs)


def _duty(thing: Thing | None) -> bool:
    return isinstance(thing, Part) and thing.family == "clauses" and thing["strength"] in ("must", "must-not")


def _came(fact: Fact, pairs: Pairs) -> Verdict | None:
    if _duty(fact.after) and in_force(fact.after, pairs.after):
        return Verdict("clause-added", Impact.MAJOR, "new duty", ("obligation-up",))
    if fact.inside or fact.what == "began":
        return None
    if isinstance(fact.after, Part) and fact.after.family in ("levels", "phases"):
        return Verdict("added", Impact.MAJOR, "new", ("procedure",))
    return Verdict("added", Impact.MINOR, "new")


def _went(fact: Fact, pairs: Pairs) -> Verdict | None:
    duty = _duty(fact.before) and in_force(fact.before, pairs.before)
    down = ("obligation-down",) if duty else ()
    if fact.inside or fact.what == "ended":
        return Verdict("clause-ended", Impact.MINOR, "ended", down) if duty else None
    flags = [*down, "link-broken"]
    if _leaned_on(fact.before, pairs) and _still(_referrers(fact.before, pairs.before), pairs):
        flags.append("dropped")
    if isinstance(fact.before, Part) and fact.before.family in ("levels", "phases"):
        flags.append("procedure")
    return Verdict("removed", Impact.MAJOR, "removed", tuple(flags))


def _named(fact: Fact, pairs: Pairs) -> Verdict:
    return Verdict(fact.what, Impact.MINOR, fact.what)


def _status(fact: Fact, pairs: Pairs) -> Verdict:
    was, now = in_force(fact.before, pairs.before), in_force(fact.after, pairs.after)
    duty = _duty(fact.after)
    if fact.new == "retired":
        return _retired(fact, pairs, duty and was)
    if now and not was:
        if duty:
            return Verdict("clause-added", Impact.MAJOR, "new duty", ("obligation-up",))
        return Verdict("in-force", Impact.MINOR, "in force")
    if was and not now:
        word = {"paused": "paused", "done": "done"}.get(str(fact.new), "withdrawn")
        return Verdict(word, Impact.MINOR, word, ("obligation-down",) if duty else ())
    return Verdict("status", Impact.PATCH, "editorial")


def _retired(fact: Fact, pairs: Pairs, duty: bool) -> Verdict:
    thing = fact.after
    assert thing is not None
    flags = ["obligation-down"] if duty else []
    replaced = thing["replaced_by"] is not None
    if (
        not replaced
        and _leaned_on(thing, pairs)
        and _still(_referrers(thing, pairs.after), pairs, after=True)
    ):
        return Verdict("retired", Impact.MAJOR, "retired", (*flags, "dropped"))
    return Verdict("retired", Impact.MINOR, "retired", tuple(flags))


def _old_ids(fact: Fact, pairs: Pairs) -> Verdict:
    return Verdict("old-id-dropped", Impact.MAJOR, "removed", ("link-broken",))


def _leaned_on(thing: Thing | None, pairs: Pairs) -> bool:
    return thing is not None and kind_of(thing) in _LEANED_ON


def _referrers(thing: Thing | None, graph: Graph) -> set[str]:
    """The entities that refer to a thing, or to a part of it, otherwise than in passing."""
    if thing is None:
        return set()
    address = str(thing.address)
    here = [address]
    if isinstance(thing, Entity):
        here += [p.address for p in thing.parts().values()]
    own = address.partition("#")[0]
    sources = {
        e.source.partition("#")[0] for a in here for e in graph.into(a) if e.relation.name != "mentions"
    }
    return sources - {own}


def _still(sources: set[str], pairs: Pairs, *, after: bool = False) -> bool:
    """Whether one of some entities is there now and in use."""
    now = (pairs.after.entities.get(s if after else pairs.follow(s)) for s in sources)
    return any(entity is not None and not entity.ended for entity in now)


_JUDGES = {
    "added": _came,
    "began": _came,
    "removed": _went,
    "ended": _went,
    "renamed": _named,
    "moved": _named,
    "status": _status,
    "lost": _old_ids,
}
