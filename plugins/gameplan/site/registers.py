"""Registers: the channels that speak for us or seem to, and the situations people answer, a row each."""

from __future__ import annotations

from markupsafe import Markup

from ..model import Channel, Entity, Rule
from . import words
from .data.blocks import Block, TableBlock
from .data.pieces import Piece, Pieces
from .desk import Desk


def register(desk: Desk, channels: list[Entity], heading: str) -> Block:
    head = ("Channel", "Whose", "State", "Owner", "Editor (content)", "Custodian (keys)", "Access")
    rows: list[tuple[Pieces, ...]] = []
    foreign = ("unofficial", "impersonator")
    for channel in sorted(channels, key=lambda c: c["type"] in foreign):
        if not isinstance(channel, Channel):
            continue
        name: list[Piece] = [desk.link(str(channel.address))]
        if channel.handle:
            name += [Markup("<br><small>{}</small>").format(channel.handle)]
        rows.append(
            (
                tuple(name),
                (words.channel_type(channel.type),),
                (_state(channel),),
                *(
                    (link,) if (link := desk.to(r)) else ()
                    for r in (channel.owner, channel.editor, channel.custodian)
                ),
                _access(desk, channel),
            )
        )
    return TableBlock(heading, "_all", head, tuple(rows))


def _state(channel: Channel) -> Markup:
    foreign = {"unofficial": ("Not ours", "ring"), "impersonator": ("False", "diamond")}
    word, sign = foreign.get(channel.type) or (
        words.status(channel.status).word,
        words.status(channel.status).sign,
    )
    return Markup('<span class="gp-status gp-status--{}">{}</span>').format(sign, word)


def _access(desk: Desk, channel: Channel) -> Pieces:
    access = channel.access
    if access is None:
        return ()
    pieces: list[Piece] = []
    if access.holders_min is not None:
        pieces.append(f"{access.holders_min} or more holders")
    if access.mfa is not None:
        pieces += [", " if pieces else "", "two-step" if access.mfa else "no second step"]
    if access.tested is not None:
        pieces += [", " if pieces else "", "tested ", desk.day(access.tested, "test")]
    return tuple(p for p in pieces if p != "")


def situations(desk: Desk, rules: list[Entity], heading: str) -> Block:
    rows = []
    for rule in rules:
        if not isinstance(rule, Rule):
            continue
        name = desk.link(str(rule.address))
        approver: Pieces = (link,) if (link := desk.to(rule.approver)) else ("nobody: it is yours",)
        rows.append(
            (
                (name, Markup("<br><small>{}</small>").format(desk.inline(rule.when, rule.address.id))),
                (words.situation(rule.type),),
                (words.action(rule.action),),
                (link,) if (link := desk.to(rule.responder)) else (),
                approver,
                (desk.duration(rule.respond_within),) if rule.respond_within else (),
            )
        )
    head = ("Situation", "When", "Do this", "Who answers", "Who approves", "By when")
    return TableBlock(heading, "_all", head, tuple(rows))
