"""What it means that a thing came, went, changed its name or its place, or came into force."""

from __future__ import annotations

from ...graph import Graph
from ...model import Policy
from ...model.types import Part
from ..change import Impact
from ..facts import Fact, Pairs, Thing, in_force, kind_of
from .people import referrers
from .verdicts import Verdict

_LEANED_ON = ("rules", "policies", "policies#clauses", "tactics", "channels")
"""What leaves a gap when it goes while others refer to it; of a policy what counts is who refers to its clauses."""

_IN_TURN = ("levels", "phases")
"""Families of parts that people go through step by step, so that one more or less is another way to do it."""

_NEW_DUTY = Verdict("clause-added", Impact.MAJOR, "new duty", ("obligation-up",))


def judge_life(fact: Fact, pairs: Pairs) -> Verdict | None:
    """The verdict on a fact about a thing as a whole; None where another fact says it better."""
    return _JUDGES[fact.what](fact, pairs)


def holds(thing: Thing | None, graph: Graph) -> bool:
    """Whether a thing is there and in force."""
    return thing is not None and in_force(thing, graph)


def _duty(thing: Thing | None) -> bool:
    return isinstance(thing, Part) and thing.family == "clauses" and thing["strength"] in ("must", "must-not")


def _in_turn(thing: Thing | None) -> bool:
    return isinstance(thing, Part) and thing.family in _IN_TURN


def _on_a_page(thing: Thing | None, graph: Graph) -> bool:
    """Whether a published page shows it, to which a link can lead: drafts are on none."""
    if thing is None or thing["status"] == "draft":
        return False
    return not isinstance(thing, Part) or graph.entities[thing.owner]["status"] != "draft"


def _came(fact: Fact, pairs: Pairs) -> Verdict | None:
    in_use = holds(fact.after, pairs.after)
    if _duty(fact.after) and in_use:
        return _NEW_DUTY
    if fact.inside or fact.what == "began":
        return None
    if in_use and _in_turn(fact.after):
        return Verdict("added", Impact.MAJOR, "new", ("procedure",))
    if not in_use:
        return Verdict("added", Impact.PATCH, "new, not in force")
    return Verdict("added", Impact.MINOR, "new")


def _went(fact: Fact, pairs: Pairs) -> Verdict | None:
    was = holds(fact.before, pairs.before)
    down = ("obligation-down",) if was and _duty(fact.before) else ()
    if fact.inside or fact.what == "ended":
        return Verdict("clause-ended", Impact.MINOR, "ended", down) if down else None
    if not _on_a_page(fact.before, pairs.before):
        return Verdict("removed", Impact.PATCH, "removed")
    flags = [*down, "link-broken"]
    if was and _still(_leaning(fact.before, pairs.before), pairs):
        flags.append("dropped")
    if was and _in_turn(fact.before):
        flags.append("procedure")
    return Verdict("removed", Impact.MAJOR, "removed", tuple(flags))


def _merged(fact: Fact, pairs: Pairs) -> Verdict | None:
    """Another that was there besides took its id over, so links lead on."""
    if fact.inside:
        return _went(fact, pairs)
    was = holds(fact.before, pairs.before)
    if was and _in_turn(fact.before):
        return Verdict("merged", Impact.MAJOR, "merged", ("procedure",))
    down = ("obligation-down",) if was and _duty(fact.before) else ()
    return Verdict("merged", Impact.MINOR if was else Impact.PATCH, "merged", down)


def _named(fact: Fact, pairs: Pairs) -> Verdict:
    return Verdict(fact.what, Impact.MINOR, fact.what)


def _status(fact: Fact, pairs: Pairs) -> Verdict:
    was, now = holds(fact.before, pairs.before), holds(fact.after, pairs.after)
    down = ("obligation-down",) if was and _duty(fact.before) else ()
    if fact.new == "retired":
        return _retired(fact, pairs, was, down)
    if now and not was:
        if _duty(fact.after):
            return _NEW_DUTY
        if _in_turn(fact.after):
            return Verdict("in-force", Impact.MAJOR, "in force", ("procedure",))
        return Verdict("in-force", Impact.MINOR, "in force")
    if was and not now:
        word = {"paused": "paused", "done": "done"}.get(str(fact.new), "withdrawn")
        if word != "done" and _in_turn(fact.after):
            return Verdict(word, Impact.MAJOR, word, ("procedure",))
        return Verdict(word, Impact.MINOR, word, down)
    return Verdict("status", Impact.PATCH, "editorial")


def _retired(fact: Fact, pairs: Pairs, was: bool, down: tuple[str, ...]) -> Verdict:
    thing = fact.after
    assert thing is not None
    if was and _in_turn(thing):
        return Verdict("retired", Impact.MAJOR, "retired", ("procedure",))
    if was and thing["replaced_by"] is None and _still(_leaning(thing, pairs.after), pairs, after=True):
        return Verdict("retired", Impact.MAJOR, "retired", (*down, "dropped"))
    return Verdict("retired", Impact.MINOR, "retired", down)


def _old_ids(fact: Fact, pairs: Pairs) -> Verdict:
    if not _on_a_page(fact.before, pairs.before):
        return Verdict("old-id-dropped", Impact.PATCH, "removed")
    return Verdict("old-id-dropped", Impact.MAJOR, "removed", ("link-broken",))


def _leaning(thing: Thing | None, graph: Graph) -> set[str]:
    """The entities that refer to a thing in a way that its end leaves a gap."""
    if thing is None or kind_of(thing) not in _LEANED_ON:
        return set()
    if isinstance(thing, Policy):
        clauses = thing.parts().values()
        return {s for c in clauses if c["replaced_by"] is None for s in referrers(c, graph)}
    return referrers(thing, graph)


def _still(sources: set[str], pairs: Pairs, *, after: bool = False) -> bool:
    """Whether one of some entities is there now and in use."""
    now = (pairs.after.entities.get(s if after else pairs.follow(s)) for s in sources)
    return any(entity is not None and not entity.ended for entity in now)


_JUDGES = {
    "added": _came,
    "began": _came,
    "removed": _went,
    "merged": _merged,
    "ended": _went,
    "renamed": _named,
    "moved": _named,
    "status": _status,
    "lost": _old_ids,
}
