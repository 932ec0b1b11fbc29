"""The ids of one playbook as definitions that the schemas of its kinds refer to.

There is one definition for each set of things a field may name: `roles`, `goals-or-objectives`,
`policies-clauses`. Each lists what to write there, the shortest spelling that is clear, with the title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..model import KINDS, SINGLETONS
from ..model.address import EVERYONE, Address
from ..model.fields import Field, Structure, Target
from ..model.relations import RELATIONS
from ..model.types import ListOf, MeasuresType, NotifiesType, PartsOf, RefType, target_words
from .words import REFERENCE, Schema, value

_PARENTS = "of-parents"
KNOWN = "-known"
"""Behind the name of a definition: the bare list of its ids, for the keys of mappings."""


class Known(NamedTuple):
    """Something that can be referred to: its address, its title, and a word about it or "" (retired)."""

    address: Address
    title: str
    remark: str = ""


class Wanted(NamedTuple):
    """What a reference may name: kinds of targets, `everyone` too, or only what parents have."""

    targets: tuple[Target, ...]
    everyone: bool = False
    parents: bool = False

    @property
    def name(self) -> str:
        """The name of the definition."""
        words = [f"{t.kind}-{t.family}" if t.family else t.kind for t in self.targets]
        more = [_PARENTS] if self.parents else [EVERYONE] if self.everyone else []
        return "-or-".join(words) + "".join(f"-{word}" for word in more)


def wanted(reference: RefType, kind: str, family: str) -> Wanted:
    """What a reference may name where it is written: in a kind, and there in a family of parts or ""."""
    targets = reference.targets
    if targets == (Target("*"),):  # another of its own kind
        targets = (Target(kind, family),)
    elif reference.relation == "part_of":
        targets = (Target(kind),)
    many = RELATIONS[reference.relation].many
    return Wanted(
        targets,
        everyone=many and targets == (Target("roles"),),
        parents=reference.relation == "tightens",
    )


def all_wanted() -> list[Wanted]:
    """Everything that a field of any kind may name, by name."""
    found = {w.name: w for plural, kind in KINDS.items() for w in _wanted_in(kind, plural, "")}
    return [found[name] for name in sorted(found)]


def _wanted_in(cls: type[Structure], kind: str, family: str) -> Iterator[Wanted]:
    for field in cls.fields.values():
        if (reference := reference_of(field)) is not None:
            yield wanted(reference, kind, family)
        item = getattr(field.type, "item", field.type)
        inside = getattr(item, "cls", None)
        if inside is not None:
            yield from _wanted_in(inside, kind, inside.family if isinstance(item, PartsOf) else family)


@lru_cache(maxsize=1)
def _fields_by_relation() -> dict[str, str]:
    """Where each relation is written: its field, and what that stands under; those of prose are not there."""
    found: dict[str, str] = {}
    todo: list[tuple[type[Structure], str]] = [(kind, "") for kind in KINDS.values()]
    while todo:
        cls, under = todo.pop(0)
        for field in cls.fields.values():
            if (reference := reference_of(field)) is not None:
                found.setdefault(reference.relation, f"'{field.name}'{under}")
            item = getattr(field.type, "item", field.type)
            inside = getattr(item, "cls", None)
            if inside is not None:
                todo.append((inside, "" if isinstance(item, PartsOf) else f" under '{field.name}'"))
    return found


def written_as(relation: str) -> str:
    """The field in which a relation is written, in words, or "" for one that is written in text."""
    return _fields_by_relation().get(relation, "")


def reference_of(field: Field[object]) -> RefType | None:
    """The type of the references that a field holds, in itself, in a list or as keys; None for other fields."""
    item = field.type.item if isinstance(field.type, ListOf) else field.type
    if isinstance(item, NotifiesType):
        return RefType("notifies")
    if isinstance(item, MeasuresType):
        return RefType("measured_by")
    return item if isinstance(item, RefType) else None


# --- the file ---------------------------------------------------------------------------------


def ids(known: Iterable[Known], playbooks: Iterable[str], scope: tuple[str, ...]) -> Schema:
    """The definitions of one playbook, whose `scope` is itself and those it extends, nearest first."""
    things = {k.address: k for k in sorted(known, key=lambda k: k.address)}
    names = sorted(set(playbooks) - {scope[0]})
    definitions: Schema = {}
    for want in all_wanted():
        words = _words(want, things, names, scope)
        definitions[want.name] = _definition(want, words)
        definitions[want.name + KNOWN] = _known(words)
    return {"title": f"The ids that {scope[0]} can refer to", "definitions": definitions}


def _definition(want: Wanted, words: dict[str, str]) -> Schema:
    """One reference. An id that is not known here is no slip, since this file may be older than the playbook.

    So the list of ids is what the server offers (`defaultSnippets`) and what it shows over an id (`if`), and
    only the form of an id is held to. Within `anyOf` the server would offer items of a list in the midst of one.
    """
    message = f"Write the id of {target_words(want.targets)}."
    (check,) = value(REFERENCE, message, {"type": ["integer", "boolean"], "minimum": 0})["anyOf"]
    if not words:
        return {"anyOf": [check]}
    offered = [{"label": id, "description": said, "body": id} for id, said in words.items()]
    return {"if": {"$ref": f"#/definitions/{want.name}{KNOWN}"}, "else": check, "defaultSnippets": offered}


def _known(words: dict[str, str]) -> Schema:
    return {"enum": list(words), "enumDescriptions": list(words.values())} if words else {}


def _words(
    want: Wanted, things: dict[Address, Known], playbooks: list[str], scope: tuple[str, ...]
) -> dict[str, str]:
    """What to write, with the title of what it means."""
    words: dict[str, str] = {}
    if want.targets == (Target("playbook"),):
        words = {
            name: _said(things[Address(name)], want, scope) for name in playbooks if Address(name) in things
        }
    else:
        for thing in _seen(want, things, scope):
            words.setdefault(_spelled(thing.address, want, things, scope), _said(thing, want, scope))
    if want.everyone:
        words[EVERYONE] = "The built-in role that everybody has"
    return words


def _seen(want: Wanted, things: dict[Address, Known], scope: tuple[str, ...]) -> Iterator[Known]:
    """What may be named, this playbook's own first, each kind in turn."""
    for playbook in scope[1:] if want.parents else scope:
        for target in want.targets:
            for address, thing in things.items():
                if (address.playbook, address.kind, bool(address.part)) == (
                    playbook,
                    target.kind,
                    bool(target.family),
                ):
                    yield thing


def _spelled(address: Address, want: Wanted, things: dict[Address, Known], scope: tuple[str, ...]) -> str:
    """The shortest spelling that means this address alone, as `resolve.Names` reads it."""
    if address.kind in SINGLETONS:
        serving = next((p for p in scope if Address(p, address.kind) in things), "")
        own = address.playbook == serving
        return (address.part or address.kind) if own else str(address)
    rivals = [
        Address(playbook, target.kind, address.id, address.part if target.family else "")
        for playbook in scope
        for target in want.targets
    ]
    there = [rival for rival in rivals if rival in things]
    part = f"#{address.part}" if address.part else ""
    if there == [address]:
        return f"{address.id}{part}"
    if [rival for rival in there if rival.kind == address.kind] == [address]:
        return f"{address.kind}/{address.id}{part}"
    return str(address)


def _said(thing: Known, want: Wanted, scope: tuple[str, ...]) -> str:
    address = thing.address
    remarks = []
    if len(want.targets) > 1:
        remarks.append(KINDS[address.kind].singular if not address.part else f"part of {address.id}")
    elif address.part and address.id:
        whole = address.entity.id
        remarks.append(f"in {whole}")
    if address.playbook not in ("", scope[0]) and address.kind:
        remarks.append(f"of {address.playbook}")
    if thing.remark:
        remarks.append(thing.remark)
    return f"{thing.title} ({', '.join(remarks)})" if remarks else thing.title
