"""What the holder of a role learns, confirms, and looks at again on a day."""

from __future__ import annotations

import datetime as dt

from ..model import Channel, Entity
from ..model.kinds.procedure import Procedure
from ..model.states import review_day, reviewed_together
from ..model.values import Duration
from .binding import binding_policies
from .data.blocks import Block
from .data.handbook import Said
from .data.pieces import Link, Piece, Pieces
from .desk import Desk
from .yours import Yours

_DATED = 12
"""How many days stand in the open; later ones are behind a fold."""


def learning(mine: Yours) -> Block | None:
    """Training and its renewals, what the role confirms, and when what it owns is due, the earliest first."""
    desk = mine.desk
    lines = [Said("you learn", _training(desk, t.name, t.renew_every)) for t in mine.role.training]
    confirmed: list[Said] = []
    for policy in binding_policies(desk.graph, mine.role):
        key, link = f"_t_{policy.address.playbook}_{policy.address.id}", desk.link(str(policy.address))
        for n, text in enumerate(policy.training):
            lines.append(Said("you learn", (desk.inline(text, f"{key}_{n}"), ", for ", link)))
        confirm = policy.acknowledge
        if confirm is not None and confirm["required"] is not False:
            often = f", {_every(confirm['every'])}" if confirm["every"] else ""
            confirmed.append(Said("you confirm", ("that you have read ", link, often)))
    lines += confirmed
    lines += _reviews(mine)
    lines += _folded("you exercise", sorted(_exercises(mine), key=_day))
    lines += _folded("you test", sorted(_keys(mine), key=_day))
    return mine.block("Training and reviews", "_training", lines)


def _training(desk: Desk, name: str, renew: Duration | None) -> Pieces:
    return (name, f", and again {_every(renew)}") if renew else (name,)


def _every(duration: Duration) -> str:
    return f"every {str(duration).removeprefix('1 ')}"


Dated = tuple[dt.date | None, Pieces]


def _day(dated: Dated) -> dt.date:
    return dated[0] or dt.date.min


def _folded(verb: str, dated: list[Dated]) -> list[Said]:
    """A line for each day, the later of many behind a fold."""
    lines = [Said(verb, pieces) for _, pieces in dated[:_DATED]]
    if later := dated[_DATED:]:
        lines.append(Said(verb, (), f"{len(later)} more, later", tuple(pieces for _, pieces in later)))
    return lines


def _reviews(mine: Yours) -> list[Said]:
    """What the role owns and looks at again: each by its day, and together what has the day of its playbook."""
    desk, graph = mine.desk, mine.desk.graph
    dated: list[Dated] = []
    together: dict[tuple[str, dt.date], list[Link]] = {}
    for edge in mine.edges("owner"):
        entity = graph.entities.get(edge.source)
        manifest = graph.playbook(entity.address.playbook) if entity is not None else None
        day = review_day(entity, manifest) if entity is not None else None
        if entity is None or day is None:
            continue
        link = desk.link(str(entity.address))
        if manifest is not None and reviewed_together(entity, manifest):
            together.setdefault((str(manifest.address), day), []).append(link)
        else:
            dated.append((day, (link, " by ", desk.day(day, "due"))))
    lines = _folded("you review", sorted(dated, key=_day))
    for (playbook, day), links in sorted(together.items(), key=lambda found: (found[0][1], found[0][0])):
        when: tuple[Piece, ...] = (" with ", desk.link(playbook), " by ", desk.day(day, "due"))
        if len(links) <= _DATED // 2:
            lines.append(Said("you review", (*desk.joined(tuple(links)), ",", *when)))
        else:
            lines.append(
                Said(
                    "you review",
                    ("All", *when),
                    f"{len(links)} that you own",
                    tuple((link,) for link in links),
                )
            )
    return lines


def _exercises(mine: Yours) -> list[Dated]:
    """The procedures that the role owns, with the day of their next exercise."""
    desk, found = mine.desk, list[Dated]()
    for edge in mine.edges("owner"):
        procedure = desk.graph.entities.get(edge.source)
        if not isinstance(procedure, Procedure) or not procedure.exercise_every:
            continue
        link, every = desk.link(edge.source), procedure.exercise_every
        if procedure.last_exercised is None:
            found.append((None, (link, f", {_every(every)}; no exercise is on record")))
        else:
            day = every.after(procedure.last_exercised)
            found.append((day, (link, " by ", desk.day(day, "due"))))
    return found


def _keys(mine: Yours) -> list[Dated]:
    """The accounts whose keys the role keeps, with the day on which the way in was last tested."""
    desk, found = mine.desk, list[Dated]()
    for edge in mine.edges("custodian"):
        channel: Entity | None = desk.graph.entities.get(edge.source)
        if isinstance(channel, Channel) and channel.access is not None and channel.access.tested is not None:
            day = channel.access.tested
            pieces: Pieces = (
                "the way into ",
                desk.link(edge.source),
                ", last done on ",
                desk.day(day, "test"),
            )
            found.append((day, pieces))
    return found
