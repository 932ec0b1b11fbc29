from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Channel, Playbook, Policy, Rule, Tactic
from ...model.address import EVERYONE
from ...model.kinds.policy import Clause
from ..check import WARNING, Finding, Other, check
from ..ground import Ground, quoted
from .words import ANY_USE, STANDING_FOR_OTHERS, names, said, situation


@check("CON01", WARNING)
def tactic_against_clause(playbook: Playbook, ground: Ground) -> Iterator[Finding]:
    """A tactic does what a clause or rule forbids.

    ## Why it matters

    Tactics and policies are written by different people in different months. The colleague between them finds out
    which one counts when somebody complains. Better that the two authors meet over it first.

    ## What to do

    One of the two is wrong. Change the tactic, take the channel out of `runs_on`, or write into the clause what is
    allowed after all, as an exception with an end.

    ## What it looks at

    Clauses with the strength `must-not` and rules with the action `do-not-post`, of this playbook and those it
    extends. Nobody can tell from words alone what will be posted, so it speaks up in two cases only:

    - everything is forbidden on a channel the tactic runs on ("Do not post here."), and the tactic does more there
      than listen;
    - what is forbidden is what the tactic says it does: at least two words that carry meaning, and three quarters of
      them all, stand in its title together with its summary, message, call to action or one of its steps.

    The clause must bind the owner of the tactic or one of those responsible, cover a channel it runs on where it
    covers any, and be in force while the tactic runs. Quiet stay clauses for when one speaks as oneself, clauses with
    a limit or an approver, sentences with words such as *without*, *unless* or *after*, situations (`when`) that the
    tactic does not speak of, and clauses with an exception that shares a word with the tactic. English only.

    ## Bad: nothing may be posted there

    ```yaml title="policies/quiet-pages.yml"
    title: Quiet pages
    purpose: Keeps pages quiet that nobody looks after.
    owner: editor
    approver: director
    approved: {by: director, on: 2026-03-02, ref: minutes of March}
    effective: 2026-03-09
    binds: [branch-responder, editor]
    clauses:
      nothing-more:
        title: Nothing more on the main page
        statement: Post nothing on Merrowby Libraries on Mastodon.
        strength: must-not
        speaking_as: official
        covers: [main-page]
        rationale: Nobody reads what stands there.
    ```

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page]  # finding
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```

    ## Bad: the very thing that is forbidden

    ```yaml title="policies/fairness.yml"
    title: Fairness
    purpose: Treats all borrowers alike.
    owner: editor
    approver: director
    approved: {by: director, on: 2026-03-02, ref: minutes of March}
    effective: 2026-03-09
    binds: [branch-responder, editor]
    clauses:
      no-draws:
        title: No prize draws
        statement: Never run a prize draw.
        strength: must-not
        speaking_as: official
        rationale: Who wins, wins because of a guess.
    ```

    ```yaml title="tactics/friday-draw.yml"
    title: The Friday prize draw  # finding
    implements: [be-the-evening-desk]
    owner: editor
    responsible: [branch-responder]
    runs_on: [main-page]
    reaches: [evening-borrowers]
    moves: [first-reply]
    starts: 2026-05-01
    cadence: Every Friday
    stop_if: Fewer than ten people take part
    ```

    ## Good

    ```yaml title="policies/fairness.yml"
    title: Fairness
    purpose: Treats all borrowers alike.
    owner: editor
    approver: director
    approved: {by: director, on: 2026-03-02, ref: minutes of March}
    effective: 2026-03-09
    binds: [branch-responder, editor]
    clauses:
      no-draws:
        title: No prize draws
        statement: Never run a prize draw without the rules of the council.
        strength: must-not
        speaking_as: official
        covers: [main-page]
        rationale: Who wins, wins because of a guess.
    ```

    ```yaml title="tactics/friday-draw.yml"
    title: The Friday prize draw
    implements: [be-the-evening-desk]
    owner: editor
    responsible: [branch-responder]
    runs_on: [main-page]
    reaches: [evening-borrowers]
    moves: [first-reply]
    starts: 2026-05-01
    cadence: Every Friday
    stop_if: Fewer than ten people take part
    ```
    """
    bans = list(_bans(playbook, ground))
    for tactic in ground.own(Tactic, playbook) if bans else ():
        near = _near(tactic, bans, ground) if tactic.runs_on else []
        if near:
            deed = _deed(tactic, ground)
            for ban in near:
                yield from _against(deed, ban)


def _near(tactic: Tactic, bans: list[_Ban], ground: Ground) -> list[_Ban]:
    """The bans that may speak of a tactic: a quick look at its channels and letters, which lets through too many."""
    channels = {str(c.address) for c in ground.out(tactic, "runs_on")}
    text = " ".join(
        (tactic.title, tactic.summary, tactic.message, tactic.call_to_action, *tactic.steps)
    ).lower()
    return [
        ban for ban in bans if (ban.channels & channels if ban.channels else _mostly_begun(ban.needed, text))
    ]


def _mostly_begun(wanted: frozenset[str], text: str) -> bool:
    """Whether a text may hold three quarters of some words; all but the last letter of a root stands in its word."""
    begun = sum(word in STANDING_FOR_OTHERS or word[:-1] in text for word in wanted)
    return 4 * begun >= 3 * len(wanted)


@dataclass(frozen=True)
class _Ban:
    """What forbids something outright: what, to whom, where, in which situation and when.

    `needed` are those of its words that tell this act from any other.
    """

    thing: Clause | Rule
    title: str
    words: frozenset[str]
    needed: frozenset[str]
    scene: frozenset[str]
    bound: frozenset[str | None]
    channels: frozenset[str]
    exceptions: tuple[tuple[frozenset[str], dt.date], ...]
    begins: dt.date
    ends: dt.date

    @property
    def place(self) -> tuple[str, ...]:
        """Where its words stand."""
        return ("statement",) if isinstance(self.thing, Clause) else ("when",)


@dataclass(frozen=True)
class _Deed:
    """What a tactic does: its texts by place, all its words, who does it, and its channels with what names them."""

    tactic: Tactic
    texts: tuple[tuple[tuple[str | int, ...], frozenset[str]], ...]
    words: frozenset[str]
    doers: frozenset[str | None]
    channels: tuple[tuple[int, Channel, frozenset[str]], ...]
    begins: dt.date
    ends: dt.date


def _bans(playbook: Playbook, ground: Ground) -> Iterator[_Ban]:
    """All that a playbook and those it extends forbid in plain words, without a limit and without a way to ask."""
    for policy in ground.all_of(Policy, playbook):
        for clause in policy.clauses.values():
            if (
                clause.strength == "must-not"
                and (act := said(clause.statement)).plain_ban
                and ground.in_force(clause)
                and clause.speaking_as != "personal"
                and not (clause.limit or clause.approver or act.limits)
                and not (clause.when and _narrow(clause.when))
            ):
                yield _Ban(
                    clause,
                    ground.named(clause),
                    act.words,
                    act.words - ANY_USE,
                    situation(clause.when).words - ANY_USE if clause.when else frozenset(),
                    frozenset(ground.graph.target(r) for r in clause.binds or policy.binds) or _ALL,
                    _covered(clause, ground),
                    tuple((said(e.for_).words, e.until or dt.date.max) for e in clause.exceptions),
                    max(policy.effective or dt.date.min, clause.effective or dt.date.min),
                    policy.expires or dt.date.max,
                )
    for rule in ground.all_of(Rule, playbook):
        if rule.action == "do-not-post" and not _narrow(rule.when):
            act = situation(rule.when)
            begins, ends = rule.effective or dt.date.min, rule.expires or dt.date.max
            where = _covered(rule, ground)
            yield _Ban(
                rule, rule.title, act.words, act.words - ANY_USE, frozenset(), _ALL, where, (), begins, ends
            )


def _narrow(when: str) -> bool:
    """Whether a situation is narrowed by a time or a denial, so that nobody can tell if a tactic falls under it."""
    one = situation(when)
    return bool(one.limits) or one.denies or not one.plain


_ALL: frozenset[str | None] = frozenset({EVERYONE})


def _covered(thing: Clause | Rule, ground: Ground) -> frozenset[str]:
    return frozenset(str(c.address) for c in ground.out(thing, "covers"))


def _deed(tactic: Tactic, ground: Ground) -> _Deed:
    written: list[tuple[tuple[str | int, ...], str]] = [
        ((name,), tactic[name]) for name in ("title", "summary", "message", "call_to_action")
    ]
    written += [(("steps", n), step) for n, step in enumerate(tactic.steps)]
    texts = tuple((way, said(text)) for way, text in written if text)
    title = said(tactic.title).words
    channels = []
    for n, reference in enumerate(tactic.runs_on):
        if isinstance(channel := ground.at(reference), Channel):
            tool = ground.at(channel.tool)
            called = (channel.title, channel.handle, ground.named(tool) if tool else "")
            channels.append((n, channel, names(" ".join(called))))
    return _Deed(
        tactic,
        tuple((way, one.words | title) for way, one in texts if one.plain and not one.denies),
        frozenset().union(*(one.words for _, one in texts)),
        frozenset(ground.graph.target(r) for r in (tactic.owner, *tactic.responsible) if r),
        tuple(channels),
        tactic.starts or dt.date.min,
        tactic.ends or dt.date.max,
    )


def _meet(deed: _Deed, ban: _Ban) -> bool:
    """Whether a ban holds for those who carry a tactic out while it runs, and no exception speaks of it."""
    return (
        (EVERYONE in ban.bound or bool(ban.bound & deed.doers))
        and ban.begins <= deed.ends
        and deed.begins <= ban.ends
        and not any(words & deed.words and until >= deed.begins for words, until in ban.exceptions)
    )


def _against(deed: _Deed, ban: _Ban) -> Iterator[Finding]:
    place = _does(deed, ban)
    if place is None and ban.needed and not ban.channels:
        return
    there = [c for c in deed.channels if str(c[1].address) in ban.channels]
    if (ban.channels and not there) or not _meet(deed, ban):
        return
    listens = deed.tactic.mode == "listen"
    for index, channel, called in there:
        if not listens and not ban.scene and ban.words & ANY_USE and ban.words <= ANY_USE | called:
            yield Finding(
                deed.tactic,
                f"{quoted(deed.tactic.title)} runs on {quoted(channel.title)}, where {quoted(ban.title)} forbids all posting.",
                at=("runs_on", index),
                help="Take the channel out, or write an exception into what forbids it.",
                others=(Other(ban.thing, "forbidden here", ban.place),),
            )
            return
    if place is not None:
        yield Finding(
            deed.tactic,
            f"{quoted(deed.tactic.title)} does what {quoted(ban.title)} forbids.",
            at=place,
            help="Change what is done, or write into the clause or rule what is allowed after all.",
            others=(Other(ban.thing, "forbidden here", ban.place),),
        )


def _does(deed: _Deed, ban: _Ban) -> tuple[str | int, ...] | None:
    """Where a tactic says that it does what is forbidden."""
    needed, scene = ban.needed, ban.scene
    if (
        len(needed) < 2
        or needed.isdisjoint(deed.words)
        or not _mostly(needed, deed.words)
        or not _mostly(scene, deed.words)
    ):
        return None
    return next((way for way, words in deed.texts if _mostly(needed, words)), None)


def _mostly(wanted: frozenset[str], words: frozenset[str]) -> bool:
    """Whether three quarters of some words are there."""
    return 4 * len(wanted & words) >= 3 * len(wanted)
