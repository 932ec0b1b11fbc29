"""Facts become changes: each with its verdict, the people it concerns, and its place in the order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...graph import Graph
from ...model.address import REFERENCE
from ...model.types import Part
from ...secrets import blotted
from ..change import Change, Impact, Word
from ..facts import Fact, Pairs, Thing
from .life import holds, judge_life
from .people import acting, affected, standing_on
from .table import row_of
from .verdicts import Around, Verdict

_LIFE = {"added", "removed", "merged", "renamed", "moved", "status", "began", "ended"}
_KINDS = {"added": "added", "began": "added", "removed": "removed", "merged": "removed", "ended": "changed"}
_REWRAPPED = Verdict("rewrapped", Impact.PATCH, "editorial")
_REORDERED = Verdict("order-changed", Impact.PATCH, "editorial")


def judged(facts: Iterable[Fact], pairs: Pairs) -> tuple[Change, ...]:
    """Every change that the facts amount to, gravest first, then by what it does and where."""
    judge = _Judge(pairs)
    return in_order(judge.all(facts))


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes, gravest first, then by what they do and where."""
    return tuple(sorted(changes, key=_order))


def _order(change: Change) -> tuple[object, ...]:
    loud = next((n for n, flag in enumerate(_LOUD) if flag in change.flags), len(_LOUD))
    return (list(Impact).index(change.impact), loud, change.address, change.field, change.code)


_LOUD = (
    "obligation-up",
    "dropped",
    "link-broken",
    "procedure",
    "direction",
    "obligation-down",
    "thread-broken",
)


class _Judge:
    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        self.before: Graph = pairs.before
        self.after: Graph = pairs.after

    def all(self, facts: Iterable[Fact]) -> Iterator[Change]:
        for fact in facts:
            verdict = self._verdict(fact)
            if verdict is not None:
                yield self._change(fact, verdict)

    def _verdict(self, fact: Fact) -> Verdict | None:
        if fact.what in _LIFE or fact.field == "formerly":
            return judge_life(fact, self.pairs)
        if fact.what == "rewrapped":
            return _REWRAPPED
        row = row_of(fact.key)
        assert row is not None, f"no row for {fact.key}"
        if fact.what == "reordered" and not row.ordered:
            return _REORDERED
        around = Around(self.pairs, holds(fact.before, self.before), holds(fact.after, self.after))
        verdict = row.judge(fact, around)
        if verdict is not None and not (around.was_in_force and around.is_in_force):
            # What is a draft, a proposal, resting or over binds nobody, and what comes into force is told as a
            # whole; who may read it matters all the same.
            kept = tuple(f for f in verdict.flags if f in ("visibility", "waiver"))
            verdict = verdict._replace(impact=_least(verdict.impact, around.is_in_force), flags=kept)
        return verdict

    def _change(self, fact: Fact, verdict: Verdict) -> Change:
        thing = fact.thing
        roles = affected(fact, self.pairs)
        quiet = verdict.impact is Impact.PATCH
        graph = self.after if fact.after is not None else self.before
        kind = _KINDS.get(fact.what, fact.what if fact.what in ("renamed", "moved") else "changed")
        if verdict.code == "retired":
            kind = "retired"
        return Change(
            code=verdict.code,
            kind=kind,
            impact=verdict.impact,
            address=fact.address,
            thing=thing.singular,
            title=named(thing),
            effect=verdict.effect,
            flags=verdict.flags,
            old_address=fact.old_address,
            field=fact.field,
            old=fact.old,
            new=self._onward(fact) if verdict.code == "retired" else fact.new,
            words=self._readable(fact.words),
            roles=roles,
            acts=() if quiet else acting(fact, self.pairs),
            entities=standing_on(fact, self.pairs),
            base=fact.base,
            head=fact.head,
            unit=blotted(_unit(fact, graph)),
            hint=fact.hint,
        )

    def _readable(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """Words of texts with the titles of what they refer to in the place of addresses."""
        return tuple(
            w._replace(text=REFERENCE.sub(lambda m: m[2] or self._title(m[1].strip()), w.text))
            if "[[" in w.text
            else w
            for w in words
        )

    def _title(self, address: str) -> str:
        thing = self.after.find(address) or self.before.find(address)
        return named(thing) if thing is not None else address

    def _onward(self, fact: Fact) -> str | None:
        """What is to be used in the place of something retired."""
        return self.after.target(fact.thing["replaced_by"])


def _unit(fact: Fact, graph: Graph) -> str:
    """What the number of a limit, of a target or of a baseline counts; "" for everything else."""
    if fact.key.endswith((".limit.at_most", ".limit.at_least")):
        limit = fact.thing["limit"]
        return " per ".join(filter(None, (limit["unit"], limit["per"])))
    if fact.key.startswith("objectives.measured_by.") and fact.key.endswith(".value"):
        metric = graph.entities.get(fact.field.partition("[")[2].partition("]")[0])
        return str(metric["unit"]) if metric is not None else ""
    return ""


def _least(impact: Impact, in_force: bool) -> Impact:
    """The impact at most that a change within something has that was not in force: of what is now, minor."""
    most = Impact.MINOR if in_force else Impact.PATCH
    return max(impact, most, key=list(Impact).index)


def named(thing: Thing) -> str:
    """What people call a thing, without whatever looks like a secret."""
    title: str = thing.named() if isinstance(thing, Part) else thing["title"]
    return blotted(title)
