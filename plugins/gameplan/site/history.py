"""What the pages of entries say of their history: since when, what happened in which release, what changed for a role.

Without releases it is nothing at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..diff.change import Change
from ..diff.words.phrases import phrase
from ..diff.words.pieces import is_thread
from ..history import Step
from ..model import Entity, Role
from ..model.address import EVERYONE
from . import words
from .data.changes import ForYou, History, HistoryItem
from .data.pieces import Link, Piece, Pieces
from .desk import Desk
from .telling import Teller, acting, anchor_of, edition, is_asked, is_told, page_of, sentence, things

_NEWEST = 5
"""How many releases of a history stand in the open."""
_TOLD = 6
_FOR_YOU = 6
_SHORT = 48
_LIFE = {
    "added": "added",
    "renamed": "renamed",
    "moved": "moved",
    "retired": "retired",
    "removed": "removed",
}


def history_of(desk: Desk, entity: Entity) -> History | None:
    """What happened to an entry and its parts, newest first; None where no release has it."""
    history = desk.site.history
    address = str(entity.address)
    if history is None or (since := history.since(address)) is None:
        return None
    items = []
    for step, changes in history.of(address):
        if told := _told(desk, step, changes, address):
            items.append(HistoryItem(_release(desk, step), desk.day(step.date), told))
    if not any(item.release.words == since.version for item in items):
        first = "It was in the first release." if since.first else "Here for the first time."
        items.append(HistoryItem(_release(desk, since), desk.day(since.date), ((first,),)))
    return History(tuple(items[:_NEWEST]), tuple(items[_NEWEST:]))


def since(desk: Desk, address: str) -> Pieces:
    """Since which release something is there, and which one changed it last: "since 1.0, last changed in 3.0"."""
    history = desk.site.history
    if history is None or (first := history.since(address)) is None:
        return ()
    pieces: list[Piece] = ["since ", _release(desk, first)]
    for step, changes in history.of(address):
        found = [c for c in changes if is_told(c) and not is_thread(c)]
        if found and step is not first:
            pieces += [", last changed in ", _release(desk, step)]
            if told := _in_brackets(step, found):
                pieces.append(f" ({told})")
            break
    return tuple(pieces)


def since_of_part(desk: Desk, address: str) -> Pieces:
    """The same of a part, where it says more than its page says of the whole."""
    history = desk.site.history
    if history is None:
        return ()
    first, whole = history.since(address), history.since(address.partition("#")[0])
    told = since(desk, address)
    return told if len(told) > 2 or first is not whole else ()


def for_role(desk: Desk, role: Role) -> ForYou | None:
    """What the newest release that asks something of a role asks of it, and how much it asks of everyone."""
    history = desk.site.history
    address = str(role.address)
    for step, changes in history.for_role(address) if history is not None else ():
        assert history is not None
        told = edition(history, step)
        mine = [c for c in changes if is_told(c) and not is_thread(c)]
        found = [thing for thing in things(told, mine) if address in acting(told, thing)]
        if not found:
            continue
        found.sort(key=lambda thing: not any(map(is_asked, thing)))
        teller = Teller(desk, told)
        shown = tuple(teller.short(thing, (address,)) for thing in found[:_FOR_YOU])
        return ForYou(
            step.version, shown, _besides(desk, told.page, step, address, len(found) - _FOR_YOU, teller)
        )
    return None


def _besides(desk: Desk, page: str, step: Step, role: str, left: int, teller: Teller) -> Pieces:
    """What the panel of a role leaves to the page of the release."""
    every = [c for c in step.comparison.changes if EVERYONE in c.acts and is_asked(c)]
    count = len(things(teller.edition, every))
    pieces: list[Piece] = []
    if left > 0:
        pieces.append(Link(f"{left} more for you", f"{desk.href(page)}?role={role}"))
    if count:
        verb = "changes" if count == 1 else "change"
        pieces += [" and "] if pieces else ["And "]
        pieces.append(Link(f"{count} that {verb} for everyone", desk.href(f"{page}#{anchor_of(EVERYONE)}")))
    return (*pieces, ".") if pieces else ()


def _release(desk: Desk, step: Step) -> Link:
    return Link(step.version, desk.href(page_of(step.version)))


def _told(desk: Desk, step: Step, changes: Sequence[Change], address: str) -> tuple[Pieces, ...]:
    """A sentence for the entry, one for each part, and one that counts what is merely editorial."""
    history = desk.site.history
    assert history is not None
    told = edition(history, step)
    teller = Teller(desk, told)
    found: list[Pieces] = []
    for thing in things(told, (c for c in changes if is_told(c))):
        words_ = "; ".join(dict.fromkeys(_happened(c, teller) for c in thing))
        if told.follow(thing[0].address) == address:
            found.insert(0, (sentence(words_),))
        else:
            found.append((teller.link(thing[0].address, thing[0].title), f": {words_}."))
    if len(found) > _TOLD + 1:
        more = len(found) - _TOLD
        found = [*found[:_TOLD], (f"And {more} more of its parts changed.",)]
    editorial = sum(not is_told(c) for c in changes)
    if editorial:
        count = words.count(editorial, "change of wording or order", "changes of wording or order")
        found.append((f"{count}, none in meaning.",))
    return tuple(found)


def _happened(change: Change, teller: Teller) -> str:
    if change.kind == "renamed":
        before = teller.edition.comparison.names.get(change.old_address or "", "")
        return (
            f"renamed, it was called “{before}”"
            if before not in ("", change.title)
            else "given another address"
        )
    told = phrase(change, teller.edition.comparison.name).rstrip(".")
    word = change.kind if change.kind in _LIFE else ""
    if change.kind == "added":
        return "new duty" if change.effect == "new duty" and "#" in change.address else word
    return told if not word or told.startswith(word) else f"{word}, {told}" if told else word


def _in_brackets(step: Step, changes: Sequence[Change]) -> str:
    """What happened last, where that is of one thing and said in a few words."""
    if len({change.address for change in changes}) > 1:
        return ""
    for change in changes:
        if change.code == "clause-strength":
            return f"{change.old} → {change.new}".replace("-", " ")
    if len(changes) > 1:
        return ""
    told = changes[0].kind if changes[0].kind in _LIFE else phrase(changes[0], step.comparison.name)
    return told if len(told) <= _SHORT else ""
