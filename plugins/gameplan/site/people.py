"""Who holds a role and how they are reached, as far as the build may say; numbers and addresses can be tapped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Role
from .data.people import Reached
from .data.pieces import Link, Piece, Pieces
from .desk import Desk

_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PHONE = r"(?<![\w./-])\+?\(?\d(?:[ ()/.\-\u2011]{0,2}\d){5,14}(?![\w-])"
_REACHED = re.compile(f"(?P<mail>{_MAIL})|(?P<phone>{_PHONE})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def reached(desk: Desk, address: str | None) -> Reached | None:
    """How to reach the role at an address, or None where there is none: everyone, nobody, a hidden one."""
    role = desk.graph.find(address) if address else None
    if not isinstance(role, Role):
        return None
    deputy = desk.graph.role(role.deputy)
    return Reached(
        desk.link(address),
        _people(desk, role),
        _calls(role),
        desk.deputy(role),
        _calls(deputy) if isinstance(deputy, Role) else (),
    )


def _people(desk: Desk, role: Role) -> Pieces:
    """The names of the holders; the last day of whoever goes, since a page does not know today."""
    pieces: list[Piece] = []
    for holder in role.holders:
        pieces += [", "] if pieces else []
        pieces.append(holder.name)
        if holder.until is not None:
            pieces += [" (until ", desk.day(holder.until, "until"), ")"]
    return tuple(pieces)


def _calls(role: Role) -> tuple[Pieces, ...]:
    """Each way to call the holders once: telephones where there are any, since mail waits.

    Who has no last day stands first: that way leads to somebody.
    """
    staying = sorted(role.holders, key=lambda holder: holder.until is not None)
    ways = tuple(dict.fromkeys(way for h in staying for way in _ways(h.contact)))
    calling = tuple(way for way in ways if "@" not in way)
    rings = any(re.search(_PHONE, way) for way in calling)
    return tuple(contact(way) for way in (calling if rings else ways))


def _ways(text: str) -> Sequence[str]:
    """A contact that names several ways, one by one."""
    return [way for part in re.split(r"[,;]\s+", text) if (way := part.strip())]


def contact(text: str) -> Pieces:
    """A way to reach somebody, with its number or address as a link."""
    pieces: list[Piece] = []
    end = 0
    for found in _REACHED.finditer(text):
        if _DAY.fullmatch(found[0]):
            continue
        scheme, way = ("mailto:", found[0]) if found["mail"] else ("tel:", _dialled(found[0]))
        pieces += [text[end : found.start()], Link(found[0], scheme + way)]
        end = found.end()
    return tuple(p for p in (*pieces, text[end:]) if p != "")


def _dialled(number: str) -> str:
    """A number as a telephone takes it: of `+44 (0)1632` the nought is for those who dial no country code."""
    if number.startswith("+"):
        number = number.replace("(0)", "")
    return re.sub(r"[^\d+]", "", number)
