"""The ways to judge a fact: each takes the fact and what is around it, and gives a verdict or None.

The table (`table.py`) names one for every field of the model; what is judged alike stands there in one word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ...model.values import Duration, duration_from
from ..change import Impact, Plain
from ..facts import Fact, Pairs
from ..wording import alike, paired, weighty

MAJOR, MAYBE, MINOR, PATCH = Impact.MAJOR, Impact.MAYBE_MAJOR, Impact.MINOR, Impact.PATCH


class Verdict(NamedTuple):
    """What a fact means. `effect` is the word for a chip (`Change.effect`)."""

    code: str
    impact: Impact
    effect: str = "changed"
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Around:
    """What a judge may look at besides the fact: both graphs, and whether the thing was and is in force."""

    pairs: Pairs
    was_in_force: bool
    is_in_force: bool


Judge = Callable[[Fact, Around], Verdict | None]


@dataclass(frozen=True)
class Row:
    """A line of the table. Where `ordered`, another order is judged like another value; else nothing follows
    from it."""

    judge: Judge
    ordered: bool = False


def always(code: str, impact: Impact, *flags: str, effect: str = "changed", ordered: bool = False) -> Row:
    """The same whatever the values are."""
    verdict = Verdict(code, impact, effect, flags)
    return Row(lambda fact, around: verdict, ordered)


def editorial(code: str) -> Row:
    """Nothing follows from it."""
    return always(code, PATCH, effect="editorial")


def procedure(code: str, *, ordered: bool = False) -> Row:
    """Who kept to the old way does it wrong now."""
    return always(code, MAJOR, "procedure", ordered=ordered)


def relation(*flags: str) -> Row:
    """What it is connected with: one fact for what came, one for what went."""

    def judge(fact: Fact, around: Around) -> Verdict:
        if fact.what == "gained" or (fact.what == "changed" and fact.old is None):
            return Verdict("relation-added", MINOR, "connected", ("relation", *flags))
        if fact.what == "lost" or fact.new is None:
            return Verdict("relation-removed", MINOR, "disconnected", ("relation", *flags))
        if "procedure" in flags:  # where it leads is what people do
            return Verdict("relation-changed", MAJOR, "changed", ("relation", *flags))
        return Verdict("relation-changed", MINOR, "changed", ("relation", *flags))

    return Row(judge)


def wording(code: str = "text-changed", *flags: str, binding: bool = False) -> Row:
    """Words that people act on. In a binding text a changed number, negation or word such as *only* may
    change what it asks, and so may an item that came or went, or a text that was written anew: somebody must
    read it. A clause that merely allows what it asked before asks no more, however it is worded."""

    def judge(fact: Fact, around: Around) -> Verdict:
        if binding and not _only_allowed_now(fact) and _may_ask_more(fact):
            return Verdict(code, MAYBE, "reworded", ("wording", *flags))
        return Verdict(code, MINOR, "reworded", ("wording", *flags))

    return Row(judge)


def _only_allowed_now(fact: Fact) -> bool:
    if not fact.key.startswith("policies#clauses.") or fact.before is None or fact.after is None:
        return False
    return bool(fact.after["strength"] == "may" and fact.before["strength"] != "may")


_ANEW = 50
"""Per cent of words that two texts share, below which one was not reworded but written anew."""


def _may_ask_more(fact: Fact) -> bool:
    if not fact.old or not fact.new or weighty(fact.words) or _items(fact) != (0, 0):
        return True
    if isinstance(fact.old, str) and isinstance(fact.new, str) and alike(fact.old, fact.new) < _ANEW:
        return True
    return _asks_besides(fact)


_BESIDES = 3
"""So many words more than went make a stretch that asks something besides: "and ring the head of comms"."""


def _asks_besides(fact: Fact) -> bool:
    went = 0
    for word in fact.words:
        count = len(re.findall(r"\w+", word.text))
        if word.op == "insert" and count - went >= _BESIDES:
            return True
        went = count if word.op == "delete" else 0
    return False


def _items(fact: Fact) -> tuple[int, int]:
    """How many items of a list went, and how many came; those that were only reworded did neither."""
    old, new = (tuple(map(str, side)) if isinstance(side, tuple) else () for side in (fact.old, fact.new))
    pairs = paired(old, new)
    return sum(there is None for _, there in pairs), sum(here is None for here, _ in pairs)


def _definitions(fact: Fact, around: Around) -> Verdict:
    """Words and what they mean: another meaning reaches into every clause that uses the word, and one that is
    explained for the first time asks nothing more of anybody."""
    return Verdict("text-changed", MINOR if fact.what == "gained" else MAYBE, "reworded", ("wording",))


definitions = Row(_definitions)


# --- obligations ---------------------------------------------------------------------------------------

_FORCE = {"may": 0, "should": 1, "should-not": 1, "must": 2, "must-not": 2}


def _strength(fact: Fact, around: Around) -> Verdict:
    old, new = str(fact.old), str(fact.new)
    was, now = _FORCE.get(old, 0), _FORCE.get(new, 0)
    turned = was and now and old.endswith("-not") != new.endswith("-not")
    if turned:
        return Verdict("clause-strength", MAJOR, "turned round", ("obligation-up",))
    if now > was:
        return Verdict("clause-strength", MAJOR, "tightened", ("obligation-up",))
    return Verdict("clause-strength", MINOR, "loosened", ("obligation-down",))


strength = Row(_strength)


def reach(code: str) -> Row:
    """Whom a clause binds, or what it covers."""

    def judge(fact: Fact, around: Around) -> Verdict:
        allows = fact.key.startswith("policies#clauses.") and fact.thing["strength"] == "may"
        if allows and fact.what == "gained":
            return Verdict(f"{code}-gained", MINOR, "widened", ("relation",))
        if fact.what == "gained":
            return Verdict(f"{code}-gained", MAJOR, "widened", ("obligation-up",))
        if allows:  # who used the freedom may no longer do so
            return Verdict(f"{code}-lost", MAYBE, "narrowed", ("obligation-up",))
        if all(_ended(address, around) for address in _told(fact.old)):
            return Verdict(f"{code}-lost", MINOR, "narrowed", ("relation",))
        return Verdict(f"{code}-lost", MINOR, "narrowed", ("obligation-down",))

    return Row(judge)


def _ended(address: str, around: Around) -> bool:
    """Whether what lived at an address is over or gone, so that nothing is left to bind or to cover."""
    entity = around.pairs.after.entities.get(address)
    return "/" in address and (entity is None or entity.ended)


def _other_unit(fact: Fact) -> bool:
    """Whether a limit counts something else now; "hour" and "hours" are one."""
    old, new = (
        str(thing["limit"]["unit"]) if thing is not None and thing["limit"] else ""
        for thing in (fact.before, fact.after)
    )
    return old.removesuffix("s") != new.removesuffix("s")


def _lengths(fact: Fact) -> tuple[Duration, Duration] | None:
    """Both limits as lengths of time, where they are some, so that an hour and 30 minutes can be told apart."""
    found = []
    for thing in (fact.before, fact.after):
        limit = thing["limit"] if thing is not None else None
        number = (
            None if limit is None else limit["at_most"] if limit["at_most"] is not None else limit["at_least"]
        )
        length = (
            duration_from(f"{number} {limit['unit']}") if limit is not None and number is not None else None
        )
        if length is None:
            return None
        found.append(length)
    return found[0], found[1]


def _limit(fact: Fact, around: Around) -> Verdict:
    step = fact.key.rpartition(".")[2]
    if fact.what == "gained":
        return Verdict("clause-limit", MAJOR, "tightened", ("obligation-up",))
    if fact.what == "lost":
        return Verdict("clause-limit", MINOR, "loosened", ("obligation-down",))
    lengths = _lengths(fact)
    if step in ("at_most", "at_least") and fact.old is not None and fact.new is not None:
        less = Decimal(str(fact.new)) < Decimal(str(fact.old))
        if lengths is not None:
            less = lengths[1] < lengths[0]
        elif _other_unit(fact):
            return Verdict("clause-limit", MAYBE, "changed", ("wording",))
        if less == (step == "at_most"):
            return Verdict("clause-limit", MAJOR, "tightened", ("obligation-up",))
        return Verdict("clause-limit", MINOR, "loosened", ("obligation-down",))
    if step == "unit" and (lengths is not None or not _other_unit(fact)):
        return Verdict("clause-limit", PATCH, "editorial")
    # Two replies a day or two a week, no more than or no less than: which of them is stricter only people can tell.
    return Verdict("clause-limit", MAYBE, "changed", ("wording",))


limit = Row(_limit)


def _exceptions(fact: Fact, around: Around) -> Verdict:
    step = fact.key.rpartition(".")[2]
    if fact.what == "gained" and step == "exceptions":
        return Verdict("exception-added", MINOR, "new exception", ("obligation-down",))
    if fact.what == "lost" and step == "exceptions":
        return Verdict("exception-removed", MAJOR, "tightened", ("obligation-up",))
    if step == "until":
        # Days compare as they are written; an exception without an end is the longest.
        longer = fact.new is None or (fact.old is not None and str(fact.new) > str(fact.old))
        if longer:
            return Verdict("exception-changed", MINOR, "loosened", ("obligation-down",))
        return Verdict("exception-changed", MAJOR, "tightened", ("obligation-up",))
    return Verdict("exception-changed", MAYBE if step == "for" else MINOR, "reworded", ("wording",))


exceptions = Row(_exceptions)


def _acknowledge(fact: Fact, around: Around) -> Verdict:
    more = fact.what == "gained" and "required: no" not in _told(fact.new)
    if fact.what == "changed":
        more = _shorter(fact) if fact.key.endswith(".every") else fact.new is True
    return _more_or_less("acknowledge", more)


acknowledge = Row(_acknowledge)


def _more_or_less(code: str, more: bool) -> Verdict:
    if more:
        return Verdict(code, MAJOR, "tightened", ("obligation-up",))
    return Verdict(code, MINOR, "loosened", ("obligation-down",))


def _told(value: Plain) -> tuple[str, ...]:
    """The fields of a record that came or went as a whole: "mfa: yes"."""
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _training(fact: Fact, around: Around) -> Verdict:
    if fact.what in ("gained", "lost"):
        return _more_or_less("training", fact.what == "gained")
    if fact.key.endswith(".renew_every"):
        return _more_or_less("training", _shorter(fact))
    return Verdict("training", MINOR, "reworded", ("wording",))


training = Row(_training)


def _dates(fact: Fact, around: Around) -> Verdict:
    """Days between which something binds: somebody must read whether it does so for longer than it did."""
    first = fact.key.endswith(".effective")
    longer = not fact.new or (bool(fact.old) and (str(fact.new) < str(fact.old)) == first)
    if longer:
        return Verdict("dates", MAYBE, "widened", ("obligation-up",))
    return Verdict("dates", MINOR, "narrowed", ("obligation-down",))


binding_dates = Row(_dates)


def _permitted(fact: Fact, around: Around) -> Verdict:
    if fact.new is False:
        return Verdict("tool-permitted", MAJOR, "tightened", ("obligation-up",))
    if fact.old is False:
        return Verdict("tool-permitted", MINOR, "loosened", ("obligation-down",))
    return Verdict("tool-permitted", MINOR, "changed")


permitted = Row(_permitted)


def _safeguard(fact: Fact, around: Around) -> Verdict:
    """A second step to get in, a number of people with access: more of it is asked, or less."""
    old, new = (float(v) if isinstance(v, int | float | bool) else 0.0 for v in (fact.old, fact.new))
    return _more_or_less("access", new > old)


safeguard = Row(_safeguard)


_ASKED = ("holders_min: ", "stored: ", "mfa: yes")


def _access(fact: Fact, around: Around) -> Verdict:
    """How access is kept safe, written for the first time or no longer."""
    told = _told(fact.new if fact.what == "gained" else fact.old)
    if fact.what in ("gained", "lost") and any(said.startswith(_ASKED) for said in told):
        return _more_or_less("access", fact.what == "gained")
    return Verdict("access", MINOR)


access = Row(_access)


def _parents(fact: Fact, around: Around) -> Verdict:
    if fact.what == "gained":
        return Verdict("extends-gained", MAJOR, "widened", ("obligation-up", "relation"))
    return Verdict("extends-lost", MINOR, "narrowed", ("obligation-down", "relation"))


parents = Row(_parents)


# --- what people do ------------------------------------------------------------------------------------


def _shorter(fact: Fact) -> bool:
    """Whether a length of time is asked for the first time, or is shorter than it was."""
    old, new = (duration_from(str(v)) if v else None for v in (fact.old, fact.new))
    return new is not None and (old is None or new < old)


def _time(fact: Fact, around: Around) -> Verdict:
    if _shorter(fact):
        return Verdict("response-time", MAJOR, "shorter", ("procedure",))
    return Verdict("response-time", MINOR, "longer", ("procedure", "obligation-down"))


response_time = Row(_time)


def rhythm(code: str) -> Row:
    """How often something must be done."""

    def judge(fact: Fact, around: Around) -> Verdict:
        if _shorter(fact):
            return Verdict(code, MAJOR, "shorter", ("procedure",))
        return Verdict(code, MINOR, "longer", ("procedure",))

    return Row(judge)


def _notifies(fact: Fact, around: Around) -> Verdict:
    if fact.what == "gained":
        if duration_from(str(fact.new)) is not None:
            return Verdict("notifies", MAJOR, "connected", ("relation", "procedure"))
        return Verdict("notifies", MINOR, "connected", ("relation", "procedure"))
    if fact.what == "lost":
        return Verdict("notifies", MINOR, "disconnected", ("relation", "procedure"))
    return _time(fact, around)


notifies = Row(_notifies)


def _powers(fact: Fact, around: Around) -> Verdict:
    """What somebody may do: who used a power that is gone no longer complies."""
    went, came = _items(fact)
    if went:
        return Verdict("powers", MAJOR, "narrowed", ("procedure",))
    if came and _only_came(fact):
        return Verdict("powers", MINOR, "widened", ("procedure",))
    return Verdict("powers", MAYBE, "reworded", ("procedure", "wording"))


def _only_came(fact: Fact) -> bool:
    old, new = (_told(side) for side in (fact.old, fact.new))
    return all(" ".join(item.split()) in [" ".join(n.split()) for n in new] for item in old)


powers = Row(_powers)


def _delegates(fact: Fact, around: Around) -> Verdict:
    """Who acts for a role in part: whoever no longer does, or for a shorter time, may not go on as before."""
    step = fact.key.rpartition(".")[2]
    if fact.what == "gained":
        return Verdict("delegates", MINOR, "widened", ("procedure",))
    if fact.what == "lost" or step == "to":
        return Verdict("delegates", MAJOR, "narrowed", ("procedure",))
    if step == "until":
        if fact.new is None or (fact.old is not None and str(fact.new) > str(fact.old)):
            return Verdict("delegates", MINOR, "longer", ("procedure",))
        return Verdict("delegates", MAJOR, "shorter", ("procedure",))
    return Verdict("delegates", MAYBE, "reworded", ("procedure", "wording"))


delegates = Row(_delegates)


def _speaking(fact: Fact, around: Around) -> Verdict:
    word = "changed"
    if fact.new == "both":
        word = "widened"
    elif fact.old == "both":
        word = "narrowed"
    return Verdict("speaking-as", MAJOR, word, ("procedure",))


speaking = Row(_speaking)


def _situation(fact: Fact, around: Around) -> Verdict:
    word = "narrowed" if not fact.old else "widened" if not fact.new else "changed"
    return Verdict("clause-when", MAJOR, word, ("procedure",))


situation = Row(_situation)


def _target(fact: Fact, around: Around) -> Verdict | None:
    if fact.what in ("gained", "lost") and fact.key.endswith("measured_by"):
        told = fact.new if fact.what == "gained" else fact.old
        aimed = isinstance(told, tuple) and any(str(t).startswith("target") for t in told)
        if not aimed:
            return relation().judge(fact, around)
    return Verdict("target", MAJOR, "changed", ("direction",))


target = Row(_target)


def _visible(fact: Fact, around: Around) -> Verdict:
    levels = ("public", "internal", "restricted")
    wider = levels.index(str(fact.new)) < levels.index(str(fact.old))
    return Verdict("visibility", MINOR, "opened" if wider else "closed", ("visibility",))


visible = Row(_visible)


def _waivers(fact: Fact, around: Around) -> Verdict:
    code = {"gained": "waiver-added", "lost": "waiver-removed"}.get(fact.what, "waiver-changed")
    return Verdict(code, PATCH, "editorial", ("waiver",))


waivers = Row(_waivers)
