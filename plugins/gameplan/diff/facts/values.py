"""Two values of a field, told apart in the way its type says: plain data in, facts about it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from ...diagnostics import brief
from ...model.address import EVERYONE
from ...model.fields import Compares, Field, Structure
from ...model.types import ListOf, NumberType, RecordOf, TermsOf
from ..alignment import paired
from ..change import Plain, Word
from ..wording import differing, only_white_space

UNIVERSAL = {"binds": EVERYONE, "covers": "everywhere"}
"""What an empty list means where it means all: whom a policy binds, which channels a clause covers."""


class Difference(NamedTuple):
    """One difference within a field. `field` is the way to it, `key` the same without what an author named."""

    what: str
    field: str
    key: str
    old: Plain = None
    new: Plain = None
    words: tuple[Word, ...] = ()


def differences(field: Field[Any], old: Any, new: Any) -> Iterator[Difference]:
    """How two plain values of a field differ; None stands for nothing written."""
    yield from _differences(field.type, field.name, field.name, old, new)


def _differences(type: Any, name: str, key: str, old: Any, new: Any) -> Iterator[Difference]:
    if old == new:
        return
    yield from _WAYS[type.compares](type, name, key, old, new)


def _one(type: Any, name: str, key: str, old: Any, new: Any) -> Iterator[Difference]:
    if not (isinstance(type, NumberType) and _same_number(old, new)):
        yield Difference("changed", name, key, old, new)


def _same_number(old: Any, new: Any) -> bool:
    """Whether two numbers as they are written are one, like 4 and 4.0."""
    return isinstance(old, str) and isinstance(new, str) and Decimal(old) == Decimal(new)


def _text(type: Any, name: str, key: str, old: Any, new: Any) -> Iterator[Difference]:
    before, after = str(old or ""), str(new or "")
    if only_white_space(before, after):
        yield Difference("rewrapped", name, key, before, after)
    else:
        yield Difference("changed", name, key, old, new, differing(before, after))


def _set(type: Any, name: str, key: str, old: Any, new: Any) -> Iterator[Difference]:
    before, after = tuple(old or ()), tuple(new or ())
    gained = tuple(a for a in after if a not in before)
    lost = tuple(a for a in before if a not in after)
    # Whoever is named beside everyone is bound already; elsewhere a name says more than everyone does.
    universal = UNIVERSAL.get(name, "")
    if gained and universal not in before:
        yield Difference("gained", name, key, before, gained)
    if lost and universal not in after:
        yield Difference("lost", name, key, lost, after)


def _list(type: Any, name: str, key: str, old: Any, new: Any) -> Iterator[Difference]:
    before, after = tuple(map(str, old or ())), tuple(map(str, new or ()))
    if sorted(before) == sorted(after):
        yield Difference("reordered", name, key, before, after)
    elif [" ".join(t.split()) for t in before] == [" ".join(t.split()) for t in after]:
        yield Difference("rewrapped", name, key, before, after)
    else:
        yield Difference("changed", name, key, before, after, tuple(_items(before, after)))


def _items(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Word]:
    """The words of two lists, an item a line; items that stayed are passed over."""
    for one, other in paired(before, after):
        if one is None and other is not None:
            yield Word("insert", f"{after[other]}\n")
        elif other is None and one is not None:
            yield Word("delete", f"{before[one]}\n")
        elif one is not None and other is not None and before[one] != after[other]:
            yield from differing(f"{before[one]}\n", f"{after[other]}\n")


def _record(type: Any, name: str, key: str, old: Any, new: Any) -> Iterator[Difference]:
    if not old or not new:
        yield Difference("gained" if new else "lost", name, key, _told(old), _told(new))
        return
    yield from _fields(type.cls, name, key, old, new)


def _fields(cls: type[Structure], name: str, key: str, old: Any, new: Any) -> Iterator[Difference]:
    for inner in cls.fields.values():
        way, path = f"{name}.{inner.name}", f"{key}.{inner.name}"
        yield from _differences(inner.type, way, path, old.get(inner.name), new.get(inner.name))


def _records(type: Any, name: str, key: str, old: Any, new: Any) -> Iterator[Difference]:
    cls = type.item.cls
    before, after = list(old or ()), list(new or ())
    heads = [[_head(cls, record) for record in side] for side in (before, after)]
    pairs = paired(*heads)
    ways = [_ways(name, side) for side in heads]
    for one, other in pairs:
        if one is None and other is not None:
            yield Difference("gained", ways[1][other], key, None, _told(after[other]))
        elif other is None and one is not None:
            yield Difference("lost", ways[0][one], key, _told(before[one]), None)
        elif one is not None and other is not None:
            yield from _fields(cls, ways[1][other], key, before[one], after[other])
    both = [one for one, other in pairs if one is not None and other is not None]
    if both != sorted(both):
        yield Difference("reordered", name, key, tuple(heads[0]), tuple(heads[1]))


def _ways(name: str, heads: list[str]) -> list[str]:
    """The ways to the records of a list: by what they are known by, and counted where several are known alike."""
    met: Counter[str] = Counter()
    found = []
    for head in map(brief, heads):
        met[head] += 1
        found.append(f"{name}[{head} ({met[head]})]" if met[head] > 1 else f"{name}[{head}]")
    return found


def _head(cls: type[Structure], record: Mapping[str, Any]) -> str:
    """What a record of a list is known by: its first field that is written."""
    return next((str(record[n]) for n in cls.fields if record.get(n) is not None), "")


def _mapping(type: Any, name: str, key: str, old: Any, new: Any) -> Iterator[Difference]:
    before, after = old or {}, new or {}
    for word in dict.fromkeys((*before, *after)):
        way = f"{name}[{' '.join(word.split())}]"
        if word not in before:
            yield Difference("gained", way, key, None, _told(after[word]) or word)
        elif word not in after:
            yield Difference("lost", way, key, _told(before[word]) or word, None)
        else:
            yield from _inner(way, key, before[word], after[word], texts=isinstance(type, TermsOf))
    if list(before) != list(after) and sorted(before) == sorted(after):
        yield Difference("reordered", name, key, tuple(before), tuple(after))


def _inner(name: str, key: str, old: Any, new: Any, *, texts: bool) -> Iterator[Difference]:
    """Values in a mapping: text, or a small tree of names and values. `texts` says that people read them word by word."""
    if isinstance(old, dict) or isinstance(new, dict):
        for inner in dict.fromkeys((*(old or ()), *(new or ()))):
            both = [(side or {}).get(inner) for side in (old, new)]
            yield from _inner(f"{name}.{inner}", f"{key}.{inner}", *both, texts=inner == "reason")
    elif old == new or (key.endswith(".value") and _same_number(old, new)):
        return
    elif texts and isinstance(old, str) and isinstance(new, str):
        yield from _text(None, name, key, old, new)
    else:
        yield Difference("changed", name, key, old, new)


def _told(value: Any) -> Plain:
    """A small record as flat plain data: "until: 2026-05-08" for each of its fields."""
    if isinstance(value, Mapping):
        return tuple(f"{n}: {_flat(v)}" for n, v in value.items())
    return tuple(value) if isinstance(value, list) else value


def _flat(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{n} {_flat(v)}" for n, v in value.items())
    return ", ".join(map(_flat, value)) if isinstance(value, list | tuple) else str(value)


_WAYS: dict[Compares, Callable[[Any, str, str, Any, Any], Iterator[Difference]]] = {
    Compares.SCALAR: _one,
    Compares.DATE: _one,
    Compares.REFERENCE: _one,
    Compares.TEXT: _text,
    Compares.SET: _set,
    Compares.LIST: _list,
    Compares.RECORD: _record,
    Compares.RECORDS: _records,
    Compares.MAPPING: _mapping,
}


def keys_of(cls: type[Structure], prefix: str) -> Iterator[str]:
    """Every key that a fact about a value of these fields may have. `prefix` is the kind or family."""
    for field in cls.fields.values():
        if field.type.compares is not Compares.PARTS:
            yield from _keys(field.type, f"{prefix}.{field.name}")


def _keys(type: Any, key: str) -> Iterator[str]:
    yield key
    inner = type.item if isinstance(type, ListOf) else type
    if isinstance(inner, RecordOf) or hasattr(inner, "cls"):
        for field in inner.cls.fields.values():
            yield from _keys(field.type, f"{key}.{field.name}")
