"""The plain data of a release becomes a graph again, of real entities, with every edge it had."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..document import Mapping
from ..graph import Edge, Graph
from ..loader.linker import advances
from ..model import KINDS, Entity
from ..model.address import EVERYONE, Address, references_in
from ..model.fields import Reading, Reference, Target, read_fields
from ..model.relations import RELATIONS
from ..resolve import Register, Unknowns, targets_of
from ..settings import VISIBILITY_LEVELS
from ..source import START
from ..visibility import DEFAULT_LEVEL
from .nodes import fields_node


class Decoded(NamedTuple):
    """What the fields of one entity were read into. References and mentions stand behind the address that has them."""

    values: dict[str, Any]
    node: Mapping
    references: list[tuple[str, Reference]]
    mentions: list[tuple[str, str]]


class Memo:
    """Entities that were read already. Releases share most of theirs, and those they share are kept and read once."""

    def __init__(self) -> None:
        self._fields: dict[tuple[str, str], dict[str, Any]] = {}
        self._decoded: dict[int, tuple[dict[str, Any], Decoded]] = {}

    def same(self, address: str, fields: dict[str, Any]) -> dict[str, Any]:
        """The fields of an entity: those at hand where they are the same as before, so that equal ones are one object."""
        return self._fields.setdefault((address, json.dumps(fields, ensure_ascii=False)), fields)

    def decoded(self, address: Address, fields: dict[str, Any]) -> Decoded:
        """What the fields of an entity are read into."""
        known = self._decoded.get(id(fields))
        if known is None or known[0] is not fields:
            fields = self.same(str(address), fields)
            known = self._decoded.get(id(fields))
        if known is None:
            known = self._decoded[id(fields)] = fields, _decoded(address, fields)
        return known[1]


def graph_of(entities: dict[str, Any], path: str, memo: Memo) -> Graph:
    """A graph from the plain data of entities by address; `path` is the file that everything in it stands in.

    Where an entity says that it was shown to fewer people than follows from its fields, that counts.
    """
    found: dict[str, Entity] = {}
    known: list[Decoded] = []
    for address in sorted(entities, key=lambda text: text.count("/")):  # manifests first: they set levels
        place = address_from(address)
        decoded = memo.decoded(place, entities[address]["fields"])
        values = _with_level(decoded.values, entities[address]["visibility"], found.get(place.playbook))
        found[address] = KINDS[place.kind or "playbook"](values, decoded.node, place, path, START)
        known.append(decoded)
    return _linked(found, known)


def address_from(text: str) -> Address:
    """The address of an entity by its text."""
    return Address(*text.split("/"))


def _decoded(address: Address, fields: dict[str, Any]) -> Decoded:
    kind = KINDS[address.kind or "playbook"]
    node = fields_node(fields, kind)
    # No field is too long here, since addresses in prose are longer than what was written; the one empty line is
    # for findings, which look up what they mark, and which nobody reads.
    reading = Reading("", str(address), ("",), _NO_LIMIT)
    values = read_fields(kind, node, reading, kind.singular)
    mentions = [
        (source, found.target) for source, prose in reading.proses for found in references_in(prose.text)
    ]
    return Decoded(values, node, reading.references, mentions)


_NO_LIMIT = 1 << 40


def _with_level(values: dict[str, Any], recorded: str, manifest: Entity | None) -> dict[str, Any]:
    """The values of an entity, with the level it had where that is stricter than the one that follows from them."""
    above: str = manifest["visibility"] if manifest else ""
    follows: str = values.get("visibility") or above or DEFAULT_LEVEL
    level = max(follows, recorded, key=VISIBILITY_LEVELS.index)
    return values if level == follows else {**values, "visibility": level}


def _linked(entities: dict[str, Entity], known: list[Decoded]) -> Graph:
    ends = dict(_ends(entities.values()))
    targets: dict[Reference, str | None] = {}
    proses: dict[tuple[str, str], str | None] = {}
    edges: list[Edge] = []
    for decoded in known:
        for source, reference in decoded.references:
            here = entities[source.partition("#")[0]]
            allowed = targets_of(reference, here, source)
            text = reference.text
            if text == EVERYONE and any(t.kind == "roles" for t in allowed):
                targets[reference] = EVERYONE
            elif ends.get(text) in allowed:
                targets[reference] = text
                edges.append(Edge(source, RELATIONS[reference.relation], text, reference))
            else:
                targets[reference] = None
        for source, text in decoded.mentions:
            home = source.partition("#")[0]
            target = text if text in ends else None
            proses[home.partition("/")[0], text] = target
            if target and target.partition("#")[0] != home:
                edges.append(Edge(source, RELATIONS["mentions"], target))
    register = Register(entities, Unknowns())
    edges += advances(register)
    return Graph(entities.values(), targets, edges, proses, register.lineage())


def _ends(entities: Iterable[Entity]) -> Iterator[tuple[str, Target]]:
    """What can be pointed at: entities and parts by address, and what each is."""
    for entity in entities:
        yield str(entity.address), Target(entity.plural)
        family = entity.family()
        for part in entity.parts().values():
            yield part.address, Target(entity.plural, family)
