from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...diagnostics import one_of
from ...model.address import EVERYONE
from ...model.kinds.policy import Clause, Limit
from ...model.values import duration_from
from ..check import ERROR, Finding, Other, check
from ..ground import Ground, quoted

_RANK = {"must": 2, "must-not": 2, "should": 1, "should-not": 1, "may": 0}


@check("POL08", ERROR)
def clause_that_loosens(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A clause says that it tightens another, and is looser.

    ## Why it matters

    A branch may ask more of its people than the whole organisation does, and never less. Whoever reads that a local
    clause tightens the corporate one reads no further: they will reply three times where two are allowed, in good
    faith, with your page in their hand.

    ## What it looks at

    Active clauses with `tightens`, each beside the active clause it names:

    - **Strength.** `must` and `must-not` are the strongest, then `should` and `should-not`, then `may`. Turning "must"
      into "must not" is not stricter but the opposite.
    - **Whom it binds**, by its own words or its policy's. At least everybody whom the other binds; everyone is the most.
    - **Channels.** At least those the other covers; without `covers` it is all of them.
    - **Limit.** Where both count the same thing, `at_most` is not larger and `at_least` not smaller. Lengths of time
      are compared as such, so that 24 hours are a day. Limits in different units are left to you.
    - **Exceptions.** One that the other does not have, or that ends later there. Where the clause is stricter by
      strength or limit this is fine: whom it excepts is still held by the other.

    What the sentences say, and `when` they hold, only a person can compare.

    ## Bad

    ```yaml title="playbook.yml"
    title: Merrowby, the small playbook
    organisation: Merrowby Libraries
    summary: How six people answer in the evening.
    owner: editor
    approver: director
    visibility: public
    extends: [council]
    reviewed: 2026-03-02
    review_every: 1 year
    ```

    ```yaml title="../council/playbook.yml"
    title: The council, what holds for everybody
    organisation: Merrowby Borough Council
    summary: What every service keeps to online.
    owner: under-clerk
    approver: clerk
    visibility: public
    reviewed: 2026-02-02
    review_every: 1 year
    ```

    ```yaml title="../council/roles.yml"
    clerk:
      title: Clerk
      purpose: Knows what was decided.
      responsibilities: [Keeps the standards]
      deputy: under-clerk
      holders: [{name: Nora Finch, since: 2022-04-01}]
    under-clerk:
      title: Under-clerk
      purpose: Knows it too.
      responsibilities: [Stands in for the clerk]
      reports_to: clerk
      holders: [{name: Owen Pryce, since: 2023-04-01}]
    ```

    ```yaml title="../council/policies.yml"
    standards:
      title: Standards online
      purpose: The same courtesy at every counter.
      owner: under-clerk
      approver: clerk
      approved: {by: clerk, on: 2026-02-02, ref: minutes of February}
      effective: 2026-02-09
      acknowledge: {required: true, every: 1 year}
      clauses:
        no-personal-data:
          title: Nobody's dealings with us
          statement: Never publish what a person asked, owes or receives.
          strength: must-not
          speaking_as: both
          rationale: People come to us because they must.
        abuse:
          title: Abuse is hidden
          statement: Hide abuse within four hours of seeing it.
          strength: must
          binds: [everyone]
          limit: {at_most: 4, unit: hours, per: comment}
          speaking_as: official
          rationale: The people in the thread are residents too.
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
          statement: Do not say or hint in public what somebody borrowed, asked for or owes.
          strength: should-not  # finding
          tightens: council/policies/standards#no-personal-data
          speaking_as: both
          rationale: What people read tells what they fear and hope.
        house-rules:
          title: House rules
          statement: Hide a comment that attacks a person, and keep a copy.
          strength: must
          speaking_as: official
          covers: [main-page]  # finding
          tightens: council/policies/standards#abuse
          binds: [editor]  # finding
          limit: {at_most: 1, unit: day, per: comment}  # finding
          exceptions:
            - for: Quarrels between regulars  # finding
              granted_by: director
              until: 2026-12-31
              reason: They make up by themselves
          rationale: Silence would look like consent.
    ```

    ## Good

    ```yaml title="playbook.yml"
    title: Merrowby, the small playbook
    organisation: Merrowby Libraries
    summary: How six people answer in the evening.
    owner: editor
    approver: director
    visibility: public
    extends: [council]
    reviewed: 2026-03-02
    review_every: 1 year
    ```

    ```yaml title="../council/playbook.yml"
    title: The council, what holds for everybody
    organisation: Merrowby Borough Council
    summary: What every service keeps to online.
    owner: under-clerk
    approver: clerk
    visibility: public
    reviewed: 2026-02-02
    review_every: 1 year
    ```

    ```yaml title="../council/roles.yml"
    clerk:
      title: Clerk
      purpose: Knows what was decided.
      responsibilities: [Keeps the standards]
      deputy: under-clerk
      holders: [{name: Nora Finch, since: 2022-04-01}]
    under-clerk:
      title: Under-clerk
      purpose: Knows it too.
      responsibilities: [Stands in for the clerk]
      reports_to: clerk
      holders: [{name: Owen Pryce, since: 2023-04-01}]
    ```

    ```yaml title="../council/policies.yml"
    standards:
      title: Standards online
      purpose: The same courtesy at every counter.
      owner: under-clerk
      approver: clerk
      approved: {by: clerk, on: 2026-02-02, ref: minutes of February}
      effective: 2026-02-09
      acknowledge: {required: true, every: 1 year}
      clauses:
        no-personal-data:
          title: Nobody's dealings with us
          statement: Never publish what a person asked, owes or receives.
          strength: must-not
          speaking_as: both
          rationale: People come to us because they must.
        abuse:
          title: Abuse is hidden
          statement: Hide abuse within four hours of seeing it.
          strength: must
          binds: [everyone]
          limit: {at_most: 4, unit: hours, per: comment}
          speaking_as: official
          rationale: The people in the thread are residents too.
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
          tightens: council/policies/standards#no-personal-data
          speaking_as: both
          rationale: What people read tells what they fear and hope.
        house-rules:
          title: House rules
          statement: Hide a comment that attacks a person, and keep a copy.
          strength: must
          speaking_as: official
          tightens: council/policies/standards#abuse
          limit: {at_most: 1, unit: hour, per: comment}
          exceptions:
            - for: Nights, when it is four hours as everywhere
              granted_by: director
              until: 2026-12-31
              reason: Nobody is on duty after ten
          rationale: Silence would look like consent.
    ```
    """
    other = ground.at(clause.tightens)
    if not isinstance(other, Clause) or not ground.in_force(other):
        return
    yield from _strength(clause, other, ground)
    yield from _people(clause, other, ground)
    yield from _channels(clause, other, ground)
    yield from _limit(clause, other, ground)
    yield from _exceptions(clause, other, ground)


def _both(clause: Clause, other: Clause, ground: Ground) -> tuple[str, str]:
    return quoted(ground.named(clause)), quoted(ground.named(other))


def _strength(clause: Clause, other: Clause, ground: Ground) -> Iterator[Finding]:
    here, there = _both(clause, other, ground)
    ours, theirs = clause.strength, other.strength
    words = ours.replace("-", " "), theirs.replace("-", " ")
    said = f"{here} is to tighten {there}, but says {words[0]} where the other says {words[1]}."
    others = (Other(other, "the clause it is to tighten", ("strength",)),)
    if _RANK[ours] < _RANK[theirs]:
        help = f"Write `strength: {theirs}`, or delete `tightens`."
        yield Finding(clause, said, ("strength",), help, "looser", others)
    elif "may" not in (ours, theirs) and ours.endswith("-not") != theirs.endswith("-not"):
        help = "Word both the same way round: as what people do, or as what they leave."
        yield Finding(clause, said, ("strength",), help, "the opposite", others)


def _people(clause: Clause, other: Clause, ground: Ground) -> Iterator[Finding]:
    ours, theirs = ground.bound(clause), ground.bound(other)
    if EVERYONE in ours:
        return
    here, there = _both(clause, other, ground)
    others = (Other(other, "the clause it is to tighten", ("binds",)),)
    if EVERYONE in theirs:
        said = f"{here} is to tighten {there}, but binds some people where the other binds everyone."
        yield Finding(clause, said, ("binds",), "Write `binds: [everyone]`.", "fewer people", others)
        return
    roles = [r for r in map(ground.graph.find, sorted(theirs - ours)) if r is not None and ground.in_force(r)]
    if roles:
        names = one_of([quoted(ground.named(r)) for r in roles], "and")
        said = f"{here} is to tighten {there}, but leaves out {names}, whom the other binds."
        yield Finding(clause, said, ("binds",), "Add them to `binds`.", "fewer people", others)


def _channels(clause: Clause, other: Clause, ground: Ground) -> Iterator[Finding]:
    ours, theirs = (
        ground.out(clause, "covers"),
        [c for c in ground.out(other, "covers") if ground.in_force(c)],
    )
    if not ours:
        return
    here, there = _both(clause, other, ground)
    others = (Other(other, "the clause it is to tighten", ("covers",)),)
    if not other.covers:
        said = f"{here} is to tighten {there}, but covers some channels where the other covers all."
        help = "Delete `covers`, so that it holds everywhere too."
        yield Finding(clause, said, ("covers",), help, "fewer channels", others)
    elif missing := [c for c in theirs if c not in ours]:
        names = one_of([quoted(ground.named(c)) for c in missing], "and")
        said = f"{here} is to tighten {there}, but leaves out {names}, which the other covers."
        yield Finding(clause, said, ("covers",), "Add them to `covers`.", "fewer channels", others)


def _limit(clause: Clause, other: Clause, ground: Ground) -> Iterator[Finding]:
    if _tighter(clause.limit, other.limit) is not False:
        return
    here, there = _both(clause, other, ground)
    yield Finding(
        clause,
        f"{here} is to tighten {there}, but says {_worded(clause.limit)} where the other says {_worded(other.limit)}.",
        ("limit",),
        "Write a limit that is at least as strict.",
        "looser",
        (Other(other, "the clause it is to tighten", ("limit",)),),
    )


def _exceptions(clause: Clause, other: Clause, ground: Ground) -> Iterator[Finding]:
    if _RANK[clause.strength] > _RANK[other.strength] or _tighter(clause.limit, other.limit):
        return
    here, there = _both(clause, other, ground)
    known = {_plain(e.for_): e.until for e in other.exceptions}
    for n, exception in enumerate(clause.exceptions):
        name = _plain(exception.for_)
        others = (Other(other, "the clause it is to tighten"),)
        if name not in known:
            said = f"{here} is to tighten {there}, but makes an exception that the other does not."
            help = "Delete it, or have it granted where the other clause stands."
            yield Finding(clause, said, ("exceptions", n), help, "an exception more", others)
        elif (end := known[name]) and (exception.until is None or exception.until > end):
            said = f"{here} is to tighten {there}, but keeps an exception for longer."
            at = ("exceptions", n, "until") if exception.until else ("exceptions", n)
            yield Finding(clause, said, at, f"Write `until: {end}`, or an earlier day.", "longer", others)


def _tighter(ours: Limit | None, theirs: Limit | None) -> bool | None:
    """Whether a limit is tighter than another (True) or looser (False); None where it is equal or cannot be told."""
    if ours is None or theirs is None or _plain(ours.per) != _plain(theirs.per):
        return None
    side = "at_most" if ours.at_most is not None else "at_least"
    amounts = _amounts(ours, theirs, side)
    if amounts is None or amounts[0] == amounts[1]:
        return None
    return (amounts[0] < amounts[1]) == (side == "at_most")


def _amounts(ours: Limit, theirs: Limit, side: str) -> tuple[float | Decimal, float | Decimal] | None:
    mine, other = ours[side], theirs[side]
    if mine is None or other is None:
        return None
    if _one(ours.unit) == _one(theirs.unit):
        return mine, other
    lengths = duration_from(f"{mine} {ours.unit}"), duration_from(f"{other} {theirs.unit}")
    if lengths[0] is None or lengths[1] is None:
        return None
    return lengths[0].approximate_minutes, lengths[1].approximate_minutes


def _worded(limit: Limit | None) -> str:
    if limit is None:
        return ""
    side = "at most" if limit.at_most is not None else "at least"
    amount = limit.at_most if limit.at_most is not None else limit.at_least
    return f"{side} {amount} {limit.unit}" + (f" per {limit.per}" if limit.per else "")


def _one(unit: str) -> str:
    """A unit in the singular, whatever number it was written in: "reply" for "replies"."""
    return re.sub(r"(?<=[a-z]{2})s\b", "", re.sub(r"ies\b", "y", _plain(unit)))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
