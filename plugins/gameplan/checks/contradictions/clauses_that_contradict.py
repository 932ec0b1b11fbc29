from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from ...model import Playbook, Policy, Rule
from ...model.address import EVERYONE
from ...model.kinds.policy import Clause
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted
from .words import Said, said, same_act, situation

E = TypeVar("E", Policy, Rule)

_ACTS = {
    "reply": {"reply": True}, "reply-once": {"reply": True}, "correct": {"reply": True, "correct": True},
    "rectify": {"reply": True}, "monitor": {"reply": False}, "no-reply": {"reply": False, "hid": False, "block": False},
    "hide": {"hid": True}, "block": {"block": True}, "post": {"post": True}, "do-not-post": {"post": False},
}  # fmt: skip
"""What each action of a rule asks for (true) and rules out (false)."""


@check("CON02", WARNING)
def clauses_that_contradict(playbook: Playbook, ground: Ground) -> Iterator[Finding]:
    """Two clauses or rules ask for opposite things in the same situation.

    ## Why it matters

    Whoever keeps to one breaks the other. People solve that by keeping to neither, or to the one their manager
    remembers, and both sentences lose their weight.

    ## What to do

    Decide which one holds, and retire the other. If both hold, each in its own case, write the case into `when`, or
    the roles into `binds`. If one policy yields to the other, say so with `prevails_over`.

    ## What it looks at

    Pairs of clauses and rules in force of a playbook and those it extends. They contradict each other when one asks
    for or allows what the other forbids, and all of this is the same: the channels they cover, the roles they bind,
    whether one speaks officially or for oneself, the words of `when`, and the act: the same verb, the same limits
    (*without*, *before*, numbers), and at least three fifths of the other words that carry meaning. Of rules, the
    `when`, the channels and the responder are the same and the actions opposite, such as `reply` and `no-reply`.

    It stays quiet where one tightens or replaces the other, where one policy prevails over the other, where a clause
    has a limit or an exception, where the two are never in force on the same day, and where `may` stands beside
    `should-not`: what one had better leave is not forbidden. English only.

    ## Bad

    ```yaml title="policies/old-habits.yml"
    title: Habits of the desk
    purpose: Says how we have always done it.
    owner: editor
    approver: director
    approved: {by: director, on: 2026-03-02, ref: minutes of March}
    effective: 2026-03-09
    acknowledge: {required: true, every: 1 year}
    clauses:
      leave-it:
        statement: Never hide a comment that attacks a person.  # finding
        strength: must-not
        speaking_as: official
        covers: [main-page]
        rationale: Everybody should see who said it.
    ```

    ```yaml title="policies.yml"
    conduct:
      title: Conduct online
      purpose: Keeps borrowers safe in front of us and from us.
      owner: editor
      approver: director
      approved: {by: director, on: 2026-03-02, ref: minutes of March}
      effective: 2026-03-09
      acknowledge: {required: true, every: 1 year}
      clauses:
        privacy:
          title: What you read is yours
          statement: Never say or hint in public what somebody borrowed, asked for or owes.
          strength: must-not
          speaking_as: both
          rationale: What people read tells what they fear and hope.
        house-rules:
          title: House rules
          statement: Hide a comment that attacks a person.
          strength: must
          speaking_as: official
          covers: [main-page]
          rationale: Silence would look like consent.
    ```

    ## Bad: two rules for one situation

    ```yaml title="rules/attack.yml"
    title: Somebody is attacked
    type: moderate
    when: A comment on our page attacks a person for who they are
    action: no-reply  # finding
    responder: editor
    respond_within: 1h
    covers: [main-page]
    escalates_to: amber
    owner: editor
    ```

    ## Good

    ```yaml title="policies/old-habits.yml"
    title: Habits of the desk
    purpose: Says how we have always done it.
    owner: editor
    approver: director
    approved: {by: director, on: 2026-03-02, ref: minutes of March}
    effective: 2026-03-09
    acknowledge: {required: true, every: 1 year}
    clauses:
      leave-it:
        statement: Never hide a comment that only criticises us.
        strength: must-not
        speaking_as: official
        covers: [main-page]
        rationale: Rude about us is not abuse.
    ```
    """
    name = playbook.address.playbook
    seen: dict[object, list[_Stance]] = {}
    for stance in _stances(playbook, ground):
        before = seen.setdefault(stance.group, [])
        if ground.entity(stance.thing).address.playbook == name:
            for other in before:
                if _opposite(stance, other) and not _settled(stance, other, ground):
                    yield _finding(stance, other, ground)
                    break
        before.append(stance)


@dataclass(frozen=True)
class _Stance:
    """What a clause or rule says, and for whom, where and when."""

    thing: Clause | Rule
    policy: Policy | None
    channels: frozenset[str]
    roles: frozenset[str]
    when: tuple[frozenset[str], frozenset[str], bool] | None
    begins: dt.date
    ends: dt.date

    @property
    def group(self) -> object:
        """What another must share with it to be compared at all."""
        if self.when is not None or isinstance(self.thing, Rule):
            return self.channels, self.when
        return self.channels, self.roles, self.thing.speaking_as, _act(self.thing).verb


def _stances(playbook: Playbook, ground: Ground) -> Iterator[_Stance]:
    """All that a playbook and those it extends ask of people, the parents' first."""
    for policy in _parents_first(ground.all_of(Policy, playbook), playbook):
        for clause in policy.clauses.values():
            if ground.in_force(clause) and clause.limit is None and not clause.exceptions:
                bound = {ground.graph.target(r) for r in (clause.binds or policy.binds)} or {EVERYONE}
                begins = max(policy.effective or dt.date.min, clause.effective or dt.date.min)
                yield _Stance(
                    clause, policy, _channels(clause, ground), frozenset(b for b in bound if b), _when(clause.when),
                    begins, policy.expires or dt.date.max,
                )  # fmt: skip
    for rule in _parents_first(ground.all_of(Rule, playbook), playbook):
        roles = frozenset({a} if (a := ground.graph.target(rule.responder)) else ())
        yield _Stance(
            rule, None, _channels(rule, ground), roles, _when(rule.when), rule.effective or dt.date.min,
            rule.expires or dt.date.max,
        )  # fmt: skip


def _parents_first(things: list[E], playbook: Playbook) -> list[E]:
    return sorted(things, key=lambda t: t.address.playbook == playbook.address.playbook)


def _channels(thing: Clause | Rule, ground: Ground) -> frozenset[str]:
    return frozenset(str(c.address) for c in ground.out(thing, "covers"))


def _when(text: str) -> tuple[frozenset[str], frozenset[str], bool] | None:
    """A situation, so that one compares it: its words, its limits, whether something is denied in it."""
    if not text:
        return None
    one = situation(text)
    return one.words, one.limits, one.plain and not one.denies


def _opposite(one: _Stance, other: _Stance) -> bool:
    if one.begins > other.ends or other.begins > one.ends:
        return False
    if isinstance(one.thing, Clause) and isinstance(other.thing, Clause):
        return _clauses(one, other, one.thing, other.thing)
    if isinstance(one.thing, Rule) and isinstance(other.thing, Rule):
        acts, others = _ACTS.get(one.thing.action, {}), _ACTS.get(other.thing.action, {})
        agree = one.roles == other.roles or not one.roles or not other.roles
        return agree and any(others.get(act, asked) is not asked for act, asked in acts.items())
    rule, clause = (one, other) if isinstance(one.thing, Rule) else (other, one)
    return _mixed(rule, clause)


def _clauses(one: _Stance, other: _Stance, a: Clause, b: Clause) -> bool:
    """Whether one clause forbids what the other asks for or allows, for the same people in the same place."""
    if one.roles != other.roles or a.speaking_as != b.speaking_as:
        return False
    first, second = _asks(a), _asks(b)
    weak = {a.strength, b.strength} == {"may", "should-not"}
    return None not in (first, second) and first is not second and not weak and same_act(_act(a), _act(b))


def _mixed(rule: _Stance, clause: _Stance) -> bool:
    """Whether a rule and a clause for the same situation want opposite things of what happens there."""
    if not isinstance(rule.thing, Rule) or not isinstance(clause.thing, Clause) or rule.when is None:
        return False
    act, asks = _act(clause.thing), _asks(clause.thing)
    return (
        asks is not None
        and clause.thing.strength != "may"
        and clause.thing.speaking_as != "personal"
        and (not rule.roles or EVERYONE in clause.roles or bool(rule.roles & clause.roles))
        and _ACTS.get(rule.thing.action, {}).get(act.verb, asks) is not asks
        and not act.limits
        and act.about <= rule.when[0]
    )


def _act(clause: Clause) -> Said:
    return said(clause.statement)


def _asks(clause: Clause) -> bool | None:
    """Whether a clause asks for its act or allows it (true), forbids it (false); None where it is not plain."""
    act = _act(clause)
    if clause.strength in ("must-not", "should-not"):
        return False if act.plain_ban else None
    if not act.plain:
        return None
    return not act.denies if clause.strength != "may" or not act.denies else None


def _settled(one: _Stance, other: _Stance, ground: Ground) -> bool:
    """Whether something says which of the two holds."""
    for a, b in ((one, other), (other, one)):
        if any(t is b.thing for t in ground.out(a.thing, "tightens", "replaced_by")):
            return True
        if a.policy and b.policy and a.policy is not b.policy and _prevails(a.policy, b.policy, ground):
            return True
    return False


def _prevails(policy: Policy, other: Policy, ground: Ground) -> bool:
    known, waiting = set(), [policy]
    while waiting:
        here = waiting.pop()
        if here is other:
            return True
        if str(here.address) not in known:
            known.add(str(here.address))
            waiting += [p for p in ground.out(here, "prevails_over") if isinstance(p, Policy)]
    return False


def _finding(one: _Stance, other: _Stance, ground: Ground) -> Finding:
    def place(stance: _Stance) -> tuple[str]:
        return ("statement",) if isinstance(stance.thing, Clause) else ("action",)

    return Finding(
        one.thing,
        f"{quoted(ground.named(one.thing))} and {quoted(ground.named(other.thing))} contradict each other: "
        "nobody can keep to both.",
        at=place(one),
        help="Decide which one holds and retire the other, or write into `when` what tells the cases apart.",
        others=(Other(other.thing, "this says the opposite", place(other)),),
    )
