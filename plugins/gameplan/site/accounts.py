"""The register of channels: every account that speaks for us, or seems to.

What is wrong whatever the day, stands beside it as a chip; what depends on the day, the browser adds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import Channel, Entity
from ..model.states import review_day
from . import words
from .data.pieces import Chip, Piece, Pieces, Status
from .data.tables import Column, Filter, TableCell
from .desk import Desk
from .registers import Register, options, role_cell

_WHOSE = ("branded", "personal-official", "partner", "unofficial", "impersonator")
_OURS = ("branded", "personal-official")
_FOREIGN = {"unofficial": Status("Not ours", "ring"), "impersonator": Status("False", "diamond")}
_STAND_OFF = Chip("Do not link or reply", "bad")


def _channel(desk: Desk, entity: Entity, light: bool) -> Iterator[TableCell]:
    assert isinstance(entity, Channel)
    foreign = entity.type in _FOREIGN
    keyed = not foreign and _has_keys(entity)
    keeper = "No custodian" if keyed and entity.type != "personal-official" else ""
    yield TableCell((desk.link(str(entity.address)),), (entity.handle,) if entity.handle else ())
    yield TableCell((words.channel_type(entity.type),))
    yield TableCell(status=_FOREIGN.get(entity.type) or words.status(entity.status))
    owner = role_cell(desk, entity.owner, "No owner")
    yield replace(owner, pieces=(*owner.pieces, " watches")) if foreign and owner.pieces else owner
    yield role_cell(desk, entity.editor)
    yield role_cell(desk, entity.custodian, keeper)
    yield _access(desk, entity, keyed=keyed)
    day = review_day(entity, desk.graph.playbook(entity.address.playbook))
    yield TableCell((desk.day(day, "due"),) if day is not None and not entity.ended else ())


def _has_keys(channel: Channel) -> bool:
    """Whether somebody must be able to sign in: the same channels of which CHN02 asks it."""
    if channel.status != "active":
        return False
    told = channel.access is not None or channel.custodian is not None
    ours = channel.type in _OURS
    return told or (ours and bool(channel.handle or channel.url or channel.tool))


def _access(desk: Desk, channel: Channel, *, keyed: bool) -> TableCell:
    if channel.type == "impersonator":
        return TableCell(("not ours",), chips=(_STAND_OFF,))
    access = channel.access
    if access is None and not keyed:
        return TableCell() if channel.type in _OURS else TableCell(("not ours",))
    said: list[Piece] = []
    if access is not None and access.holders_min is not None:
        said.append(f"{access.holders_min} or more holders" if access.holders_min > 1 else "one holder")
    if access is not None and access.mfa:
        said += [", " if said else "", "two-step"]
    if access is not None and access.shared_mailbox:
        said += [", " if said else "", "shared mailbox"]
    tested = access.tested if access is not None else None
    return TableCell(
        tuple(p for p in said if p),
        ("tested ", desk.day(tested, "test")) if tested is not None else (),
        tuple(Chip(lack, "warn") for lack in _lacks(channel)) if keyed else (),
    )


def _lacks(channel: Channel) -> Iterator[str]:
    access = channel.access
    if channel.type == "branded" and (access is None or (access.holders_min or 0) < 2):
        yield "No second holder"
    if channel.type in _OURS and not (access and access.mfa):
        yield "No second step"
    if access is None or access.tested is None:
        yield "Never tested"


def _channel_tokens(desk: Desk, channel: Entity) -> Iterator[str]:
    yield f"whose:{channel['type']}"


def _channel_filters(desk: Desk, channels: Sequence[Entity]) -> Iterator[Filter]:
    used = {c["type"] for c in channels}
    yield from options("whose", "Whose", [(t, words.channel_type(t)) for t in _WHOSE if t in used])
    yield Filter("attention", "Needs attention")


def _channel_line(desk: Desk, entity: Entity) -> Iterator[Pieces]:
    assert isinstance(entity, Channel)
    access = entity.access
    yield (entity.title,)
    yield (entity.handle,)
    yield (entity.url if entity.type not in _FOREIGN else "",)
    yield (words.channel_type(entity.type),)
    yield ((_FOREIGN.get(entity.type) or words.status(entity.status)).word,)
    for reference in (entity.owner, entity.editor, entity.custodian):
        yield (link,) if (link := desk.to(reference)) else ()
    yield (str(access.holders_min),) if access and access.holders_min is not None else ()
    yield ("yes" if access.mfa else "no",) if access and access.mfa is not None else ()
    yield (desk.day(access.tested),) if access and access.tested else ()
    day = review_day(entity, desk.graph.playbook(entity.address.playbook))
    yield (desk.day(day),) if day is not None and not entity.ended else ()
    yield ("Do not link or reply" if entity.type == "impersonator" else "",)


CHANNELS = Register(
    "Every account that speaks for us or seems to: whose it is, who owns it, who edits it, who keeps its keys",
    (
        Column("channel", "Channel"),
        Column("whose", "Whose"),
        Column("state", "State"),
        Column("owner", "Owner"),
        Column("editor", "Editor", "(content)"),
        Column("custodian", "Custodian", "(keys)"),
        Column("access", "Access"),
        Column("review", "Next review"),
    ),
    _channel,
    _channel_tokens,
    _channel_filters,
    (
        "Channel", "Handle", "Address", "Whose", "State", "Owner", "Editor (content)", "Custodian (keys)",
        "Holders at least", "Two-step sign-in", "Access tested", "Next review", "Warning",
    ),
    _channel_line,
    order=lambda channel: _WHOSE.index(channel["type"]) if channel["type"] in _WHOSE else 0,
)  # fmt: skip
"""How channels are listed: ours first, those that pretend to be us last."""
