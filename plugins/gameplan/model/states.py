"""What follows from dates: scheduled, due, overdue, expired, vacant. Never written, always worked out.

Each is a function of a given day. A site holds only the dates and lets the browser compare;
`gameplan show` and the linter compare on the day they are given.
"""

from __future__ import annotations

import datetime as dt

from .entity import Entity
from .kinds.playbook import Playbook
from .kinds.role import Holder, Role
from .values import Duration

DUE_WITHIN = dt.timedelta(days=30)
"""How long before its day something counts as due."""


def first_day(entity: Entity) -> dt.date | None:
    """The day from which it is in force or runs: `starts`, `opened` or `effective`."""
    return _day(entity, "starts") or _day(entity, "opened") or entity.effective


def last_day(entity: Entity) -> dt.date | None:
    """The last day on which it is in force or runs: `ends`, `closed` or `expires`."""
    return _day(entity, "ends") or _day(entity, "closed") or entity.expires


def review_day(entity: Entity, playbook: Playbook | None) -> dt.date | None:
    """The day of the next review, or None where none can be told.

    Its own `review_by`; else `review_every`, its own or its playbook's, counted from when it was last
    looked at, by itself or with its playbook; else the playbook's `review_by`.
    """
    if entity.review_by:
        return entity.review_by
    every: Duration | None = entity.review_every or (playbook.review_every if playbook else None)
    together = playbook is not None and reviewed_together(entity, playbook)
    since = _looked_at(playbook) if playbook and together else _looked_at(entity)
    if every and since:
        return every.after(since)
    return playbook.review_by if playbook else None


def reviewed_together(entity: Entity, playbook: Playbook) -> bool:
    """Whether the review of its playbook was the last look at an entity too.

    So it is where none of its own days is written. An approval or a beginning that is older than the
    playbook's `reviewed` does not count any more, unless the entity has a rhythm of its own.
    """
    if entity is playbook or entity.review_by or entity.reviewed:
        return False
    own = _looked_at(entity)
    if own is None:
        return True
    return playbook.reviewed is not None and playbook.reviewed >= own and not entity.review_every


def _looked_at(entity: Entity) -> dt.date | None:
    """When it was last reviewed or approved, else the day it came into force or began.

    The day an account was opened says nothing: it may be years before there was a playbook.
    """
    approved = entity.approved.on if entity.approved else None
    return entity.reviewed or approved or entity.effective or _day(entity, "starts")


def current_holders(role: Role, today: dt.date) -> tuple[Holder, ...]:
    """Those who hold the role on a day."""
    return tuple(
        h for h in role.holders if (not h.since or h.since <= today) and (not h.until or today <= h.until)
    )


def states(entity: Entity, playbook: Playbook | None, today: dt.date) -> tuple[str, ...]:
    """The states of an entity on a day, among scheduled, expired, overdue, due and vacant."""
    found = []
    first, last = first_day(entity), last_day(entity)
    if entity.ended:
        return ()
    if first and today < first:
        found.append("scheduled")
    if last and last < today:
        found.append("expired")
    review = review_day(entity, playbook)
    if review and review < today:
        found.append("overdue")
    elif review and review - today <= DUE_WITHIN:
        found.append("due")
    if isinstance(entity, Role) and not current_holders(entity, today):
        found.append("vacant")
    return tuple(found)


def _day(entity: Entity, name: str) -> dt.date | None:
    value = entity[name] if name in entity.fields else None
    return value if isinstance(value, dt.date) else None
