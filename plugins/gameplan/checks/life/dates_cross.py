from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...model import Entity, Objective, Role
from ...model.values import in_words
from ..check import ERROR, Finding, Other, check
from ..ground import Ground, quoted

_PAIRS = (
    ("effective", "expires", "comes into force on {first}, after it expires on {last}"),
    ("starts", "ends", "starts on {first}, after it ends on {last}"),
    ("opened", "closed", "was opened on {first}, after it was closed on {last}"),
)

Way = tuple[str | int, ...]


@check("LIF03", ERROR, always=True)
def dates_cross(entity: Entity, ground: Ground) -> Iterator[Finding]:
    """Something ends before it begins.

    ## Why it matters

    Most often a line was copied and the year in it was not changed. Each date looks right by itself, so nobody sees it, while
    everything worked out from the two is wrong: what is in force tonight, what is overdue, who holds a role.

    ## What it looks at

    `effective` and `expires`, `starts` and `ends`, `opened` and `closed`; the first and last day of those who hold a
    role; and of an objective the day its number was counted and the day its target is due. Beginning and ending on the
    same day is fine. It looks at everything, retired entries and drafts as well.

    ## Bad

    ```yaml title="tactics/summer-reading.yml"
    title: Six weeks of reading outdoors
    implements: [be-the-evening-desk]
    owner: editor
    runs_on: [main-page]
    reaches: [evening-borrowers]
    moves: [first-reply]
    starts: 2027-07-12
    ends: 2026-08-23  # finding
    ```

    ## Bad: a role nobody could hold

    ```yaml title="roles/photographer.yml"
    title: House photographer
    purpose: Pictures in which people like to see themselves.
    responsibilities: [Takes pictures at events]
    status: retired
    holders:
      - name: Sol Ferris
        since: 2025-09-02
        until: 2025-06-30  # finding
    ```

    ## Good

    ```yaml title="tactics/summer-reading.yml"
    title: Six weeks of reading outdoors
    implements: [be-the-evening-desk]
    owner: editor
    runs_on: [main-page]
    reaches: [evening-borrowers]
    moves: [first-reply]
    starts: 2026-07-13
    ends: 2026-08-23
    ```
    """
    for begin, end, said in _PAIRS:
        if begin in entity.fields and end in entity.fields:
            first: dt.date | None = entity[begin]
            last: dt.date | None = entity[end]
            if first and last and first > last:
                words = said.format(first=in_words(first), last=in_words(last))
                yield _finding(entity, f"{quoted(entity.title)} {words}.", (begin,), (end,))
    if isinstance(entity, Role):
        for n, holder in enumerate(entity.holders):
            if holder.since and holder.until and holder.since > holder.until:
                yield _finding(
                    entity,
                    f"{holder.name} becomes {quoted(entity.title)} on {in_words(holder.since)}, "
                    f"after the last day in the role, {in_words(holder.until)}.",
                    ("holders", n, "since"),
                    ("holders", n, "until"),
                )
    if isinstance(entity, Objective):
        for n, measure in enumerate(entity.measured_by):
            counted: dt.date | None = measure.baseline["on"] if measure.baseline else None
            due: dt.date | None = measure.target["due"] if measure.target else None
            if counted and due and counted > due:
                yield _finding(
                    entity,
                    f"{quoted(entity.title)} begins with a number of {in_words(counted)}, after its target was due on "
                    f"{in_words(due)}.",
                    ("measured_by", n, "baseline", "on"),
                    ("measured_by", n, "target", "due"),
                )


def _finding(entity: Entity, message: str, first: Way, last: Way) -> Finding:
    return Finding(
        entity,
        f"Dates cross: {message}",
        at=last,
        help="Look at both years, and correct the one that is wrong.",
        others=(Other(entity, "it begins later", first),),
    )
