"""`graph.json`: all that a build shows, as data that a program can use.

Only what a reader may see is in it: no notes, no waivers, no places in files, and of a reference to something
hidden not a trace. The same playbooks give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..model import Entity
from ..model.fields import Field, Reference, Shows, Structure
from ..model.kinds.guide import OUTCOMES, Guide
from ..model.relations import Relation
from ..model.types import Measure, Notice, Part, TermsOf
from ..model.values import Duration
from ..plain import prose_in
from .desk import Site

VERSION = 1
"""Of the contract of `graph.json`; `graph-1.schema.json` beside this file says it as a JSON Schema."""

JSON = "graph.json"
SCHEMA, CHANGES_SCHEMA = "schemas/graph-1.json", "schemas/changes-1.json"
"""Where the site shows the schemas of `graph.json` and of `changes.json`."""

_FILES = {SCHEMA: "graph-1.schema.json", CHANGES_SCHEMA: "changes-site-1.schema.json"}
_SAID_ALREADY = frozenset({"title", "status", "number", "summary", "visibility", "waivers", "notes"})
"""Fields that stand beside the others, and those that no page shows."""


def schema(place: str) -> str:
    """The text of the schema that stands at a place on the site."""
    return (Path(__file__).parent / _FILES[place]).read_text(encoding="utf-8")


def graph_json(site: Site, site_name: str, site_url: str) -> str:
    """Everything shown as one JSON object with a line for each thing; ends with a newline.

    URLs are absolute where `site_url` is not "", else seen from the folder of this file.
    """
    base = f"{site_url.rstrip('/')}/" if site_url else ""
    graph = site.graph
    data = _Data(site, base)
    edges = [e for e in graph.edges() if e.target]
    relations = {e.relation.name: e.relation for e in edges}
    lists: dict[str, Iterable[Any]] = {
        "playbooks": (data.playbook(str(p.address), p) for p in graph.playbooks()),
        "entities": (data.entity(a, e) for a, e in graph.entities.items() if e.address.kind),
        "parts": (data.part(p) for p in graph.parts.values()),
        "relations": (_relation(relations[name]) for name in sorted(relations)),
        "edges": (
            {
                "source": e.source,
                "relation": e.relation.name,
                "target": e.target,
                "implied": e.relation.implied,
            }
            for e in edges
        ),
    }
    head = {"$schema": base + SCHEMA, "version": VERSION, "site": site_url or None, "title": site_name}
    told = [f"{_text(name)}: {_text(value)}" for name, value in head.items()]
    told += [
        f"{_text(name)}: [{''.join(f'{sep}{_text(item)}' for sep, item in _separated(items))}\n]"
        for name, items in lists.items()
    ]
    return "{\n" + ",\n".join(told) + "\n}\n"


def _separated(items: Iterable[Any]) -> Iterable[tuple[str, Any]]:
    for n, item in enumerate(items):
        yield (",\n" if n else "\n"), item


_text = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "name": relation.name,
        "verb": relation.verb,
        "passive": relation.passive,
        "subject": "target" if relation.acted else "source",
    }


class _Data:
    """Things of a site as plain data. A field without a value is left out, and so is a reference to what is hidden."""

    def __init__(self, site: Site, base: str) -> None:
        self.site = site
        self.base = base

    def playbook(self, address: str, manifest: Entity) -> dict[str, Any]:
        return {
            **self._head(address, manifest),
            "extends": list(self.site.graph.parents(address)),
            "fields": self._fields(manifest, address, skip=_SAID_ALREADY | {"extends"}),
        }

    def entity(self, address: str, entity: Entity) -> dict[str, Any]:
        own = entity.address
        return {
            **self._head(address, entity),
            "playbook": own.playbook,
            "kind": own.kind,
            "fields": self._asked(
                entity, self._fields(entity, own.playbook, _SAID_ALREADY | {entity.family()})
            ),
            "parts": [part.address for part in entity.parts().values()],
        }

    def part(self, part: Part) -> dict[str, Any]:
        playbook = part.owner.partition("/")[0]
        return {
            "address": part.address,
            "entity": part.owner,
            "family": part.family,
            "title": part.named(),
            "status": part["status"],
            "number": part["number"],
            "url": f"{self.base}{self.site.paths.page(part.owner)}#{part.id}",
            "fields": self._asked(
                self.site.graph.entity_of(part.address), self._fields(part, playbook, skip=_SAID_ALREADY)
            ),
        }

    @staticmethod
    def _asked(entity: Entity | None, fields: dict[str, Any]) -> dict[str, Any]:
        """The fields of a guide or of one of its questions, without the ids of questions that do not show."""
        if not isinstance(entity, Guide):
            return fields
        shown = {*entity.questions, *OUTCOMES}
        if fields.get("start") not in shown:
            fields.pop("start", None)
        for answer in fields.get("answers") or ():
            if answer.get("then") not in shown:
                answer.pop("then", None)
        return fields

    def _head(self, address: str, entity: Entity) -> dict[str, Any]:
        playbook = entity.address.playbook
        return {
            "address": address,
            "title": entity.title,
            "status": entity.status,
            "number": entity.number,
            "summary": self.site.text(playbook, entity.summary),
            # A playbook's own page is a folder.
            "url": self.base + self.site.paths.page(address if entity.address.kind else f"{address}/"),
        }

    def _fields(self, thing: Structure, playbook: str, skip: frozenset[str] = frozenset()) -> dict[str, Any]:
        found = {}
        for name, field in thing.fields.items():
            if name in skip or field.shows in (Shows.NOWHERE, Shows.PARTS):
                continue
            value = self._value(thing[name], field, playbook)
            if value is not None:
                found[name] = value
        return found

    def _value(self, value: Any, field: Field[Any], playbook: str) -> Any:
        """The data of a value; None for nothing, and for what may not be shown."""
        if value is None or value == "" or value == () or value == {}:
            return None
        if isinstance(value, str):
            return self.site.text(playbook, value) if prose_in(field) else value
        if isinstance(value, bool | int):
            return value
        if isinstance(value, dt.date):
            return value.isoformat()
        if isinstance(value, Duration):
            return iso(value)
        if isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        if isinstance(value, Reference):
            return self.site.graph.target(value)
        if isinstance(value, Structure):
            return self._fields(value, playbook) or None
        if isinstance(field.type, TermsOf):
            return {word: self._value(meaning, field, playbook) for word, meaning in value}
        items = [self._item(item, field, playbook) for item in value]
        return [item for item in items if item is not None] or None

    def _item(self, item: Any, field: Field[Any], playbook: str) -> Any:
        """One item of a list: of what is said of a role or metric, nothing is left where it is hidden."""
        if isinstance(item, Notice):
            role = self.site.graph.target(item.role)
            within = {"within": iso(item.within)} if item.within is not None else {}
            return {"role": role, **within} if role else None
        if isinstance(item, Measure):
            metric = self.site.graph.target(item.metric)
            ends = {
                "baseline": self._value(item.baseline, field, playbook),
                "target": self._value(item.target, field, playbook),
            }
            return {"metric": metric, **{n: end for n, end in ends.items() if end}} if metric else None
        return self._value(item, field, playbook)


def iso(length: Duration) -> str:
    """A length of time as ISO 8601 says it: P1Y6M, P2W, PT4H."""
    years, months = divmod(length.months, 12)
    days, rest = divmod(length.minutes, 1440)
    hours, minutes = divmod(rest, 60)
    if not length.months and days and not rest and days % 7 == 0:
        return f"P{days // 7}W"
    date = "".join(f"{n}{unit}" for n, unit in ((years, "Y"), (months, "M"), (days, "D")) if n)
    time = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M")) if n)
    return f"P{date}T{time}" if time else f"P{date}" if date else "PT0M"
