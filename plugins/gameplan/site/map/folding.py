"""What would be too many to see is counted: a column that is too full folds into counts under what its entries serve."""

from __future__ import annotations

from dataclasses import dataclass

from .web import COLUMNS, Web

MOST = 40
"""How many entries of a kind the map shows one by one."""
STRAYS = 8
"""How many strays of a folded column are named; more, and they are counted as well."""


@dataclass(frozen=True)
class Spot:
    """A box on the map: an entry, or a count of several.

    `entries` are the addresses it stands for, `owner` is the entry whose page names them ("" for nobody's), `above`
    are the keys of the boxes that it leads to, `whole` is the key of the box it is part of, and `stray` is why it leads
    to nothing.
    """

    key: str
    kind: str
    entries: tuple[str, ...]
    folded: bool = False
    owner: str = ""
    above: tuple[str, ...] = ()
    whole: str = ""
    stray: str = ""


def spots(web: Web, most: int = MOST) -> tuple[Spot, ...]:
    """The boxes of a map, column by column. What serves several is counted under each of them."""
    made: dict[str, Spot] = {}
    stand: dict[str, tuple[str, ...]] = {}
    for kind in COLUMNS:
        members = web.of(kind)
        if len(members) <= most:
            for address in members:
                made[address] = _single(web, stand, address)
                stand[address] = (address,)
        else:
            for spot in _folded(web, stand, made, kind, members):
                made[spot.key] = spot
    return tuple(made.values())


def _single(web: Web, stand: dict[str, tuple[str, ...]], address: str) -> Spot:
    return Spot(
        address,
        web.entries[address].plural,
        (address,),
        above=_hosts(web, stand, address),
        whole=web.whole.get(address, ""),
        stray=web.stray.get(address, ""),
    )


def _hosts(web: Web, stand: dict[str, tuple[str, ...]], address: str) -> tuple[str, ...]:
    """The boxes that stand for what an entry leads to."""
    return tuple(dict.fromkeys(key for up in web.above[address] for key in stand[up]))


def _folded(
    web: Web, stand: dict[str, tuple[str, ...]], made: dict[str, Spot], kind: str, members: list[str]
) -> list[Spot]:
    counted: dict[str, list[str]] = {}
    strays: dict[str, list[str]] = {}
    for address in members:
        home = address
        while not web.above[home] and home in web.whole:
            home = web.whole[home]
        hosts = _hosts(web, stand, home)
        for host in hosts:
            counted.setdefault(host, []).append(address)
        stand[address] = tuple(f"{host}>{kind}" for host in hosts)
        if not hosts:
            strays.setdefault(web.stray.get(home, ""), []).append(address)
    found = [
        Spot(f"{host}>{kind}", kind, tuple(inside), True, made[host].owner or _entry(made[host]), (host,))
        for host, inside in counted.items()
    ]
    for reason, outside in strays.items():
        if len(outside) <= STRAYS:
            found += [Spot(a, kind, (a,), stray=reason) for a in outside]
            stand.update({a: (a,) for a in outside})
        else:
            key = f">{kind}:{reason}"
            found.append(Spot(key, kind, tuple(outside), True, stray=reason))
            stand.update(dict.fromkeys(outside, (key,)))
    return found


def _entry(spot: Spot) -> str:
    return "" if spot.folded else spot.entries[0]
