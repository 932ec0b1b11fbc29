"""The model as JSON Schema, for editors that complete fields and underline slips while one types.

A schema lies as its file lies: `tactics.json` is for `tactics.yml`, `tactics/entry.json` for each file in
`tactics/`. They are the same for every playbook; beside them stands `ids.json`, with the ids that this one
playbook can refer to. The dialect is draft 07, with the words that the YAML language server adds to it.

These files are for editors inside the repository. `ids.json` names every entry, drafts and restricted ones
too, so it must never be published with a site.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ..model import KINDS
from .ids import Known, ids
from .kinds import list_schema, schema_of
from .words import IDS

__all__ = ["COMMENT", "Known", "files", "schema_name"]

DRAFT = "http://json-schema.org/draft-07/schema#"
COMMENT = "Written by `gameplan schema`; do not edit."


def files(known: Iterable[Known], playbooks: Iterable[str], scope: tuple[str, ...]) -> dict[str, str]:
    """The schema files of one playbook by path, as text.

    `known` is everything that can be referred to, `playbooks` all playbooks of the repository, `scope` this
    playbook and those it extends, nearest first.
    """
    made: dict[str, Any] = {IDS: ids(known, playbooks, scope)}
    for plural, kind in KINDS.items():
        up = "" if kind.singleton else "../"
        made[schema_name(plural, entry=not kind.singleton)] = schema_of(kind, f"{up}{IDS}")
        if not kind.singleton:
            made[schema_name(plural)] = list_schema(kind, schema_name(plural, entry=True))
    return {path: _text(schema) for path, schema in sorted(made.items())}


def schema_name(plural: str, *, entry: bool = False) -> str:
    """The path of the schema for a kind: for its one file, or for each file in its folder."""
    return f"{plural}/entry.json" if entry else f"{plural}.json"


def _text(schema: dict[str, Any]) -> str:
    whole = {"$schema": DRAFT, "$comment": COMMENT, **schema}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
