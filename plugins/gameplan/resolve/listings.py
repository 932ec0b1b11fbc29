"""What there is to choose from, in words: the ids of a kind, where they are few."""

from __future__ import annotations

from ..diagnostics import one_of
from ..model import KINDS, LISTED, SINGLETONS, Entity
from ..model.fields import Target
from ..model.types import target_words

FEW = 8
"""How many ids a message lists."""


def what_there_is(targets: tuple[Target, ...], known: dict[str, str], here: Entity) -> str:
    """The ids that a reference could name, where they are few; else how it is written."""
    own = str(here.address)
    ids = [id for id, address in known.items() if address != own]
    target = targets[0]
    if target.family and target.kind not in SINGLETONS:
        form = f"{KINDS[target.kind].singular.split(' ')[0]}#{_singular(target).split(' ')[-1]}"
        if not ids:
            return f"It is written `{form}`, and there is no {_singular(target)} yet."
        return f"It is written `{form}`, such as {one_of(ids[:FEW])}{' …' if len(ids) > FEW else '.'}"
    if ids and len(ids) <= FEW:
        return listing(" and ".join(dict.fromkeys(t.family or t.kind for t in targets)), ids)
    if target.family and not ids:
        return f"There is no {_singular(target)} yet: write it in {target.kind}.yml."
    if not ids and (len(targets) > 1 or target.kind not in LISTED):
        return f"There is no {one_of([_singular(t) for t in targets])} yet."
    return ids_of(target.kind, ids)


def ids_of(kind: str, ids: list[str]) -> str:
    """What there is of a kind: its ids where they are few, where to find them, or how to write the first."""
    if not ids:
        return f"There is no {KINDS[kind].singular} yet: write {kind}/<id>.yml or {kind}.yml."
    return listing(kind, ids) or f"The id is the name of a file in {kind}/, or a key in {kind}.yml."


def listing(kinds: str, ids: list[str]) -> str:
    """The ids there are, where they can be listed."""
    if not ids or len(ids) > FEW:
        return ""
    return f"The {kinds} are {one_of(ids, 'and')}." if len(ids) > 1 else f"There is only '{ids[0]}' so far."


def _singular(target: Target) -> str:
    words = target_words((target,))
    return words.removeprefix("a ").removeprefix("an ").removeprefix("the ")
