"""Kinds, their fields and what stands inside them, as schemas: what may be written, and the words about it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from ..diagnostics import one_of
from ..document import Mapping, read
from ..model import KINDS, Entity
from ..model.fields import Field, Structure
from ..model.kinds.policy import Limit
from ..model.relations import Relation
from ..model.types import (
    ChoiceType,
    DateOrTextType,
    DateType,
    DurationType,
    FormerlyType,
    LabelType,
    ListOf,
    MeasuresType,
    NotifiesType,
    NumberType,
    PartsOf,
    ProseType,
    RecordOf,
    RefType,
    TermsOf,
    UrlType,
    WaiversType,
    WholeType,
    YesNoType,
    target_words,
)
from ..settings import Limits
from .ids import KNOWN, wanted, written_as
from .words import (
    CHECK_CODE,
    DATE,
    DATE_OR_TEXT,
    DURATION,
    NUMBER,
    OLD_ID,
    OLD_PART,
    REFERENCE,
    SPELLED,
    TEXT,
    URL,
    WHOLE,
    YES_NO,
    Schema,
    id_pattern,
    value,
)

_NEW_ID = "short-id"
_ID_MESSAGE = "An id is made of small letters, digits and single hyphens, has at most 64 characters, and is no reserved word."
_QUOTES = "If it begins with [ or {, put quotes around all of it."


def schema_of(kind: type[Entity], ids: str) -> Schema:
    """The schema of a file with one entry of a kind; `ids` is where it finds the file of ids."""
    schema = _Kind(kind, ids).fields(kind, "", kind.singular)
    words = kind.__doc__ or kind.about
    return {
        **schema,
        "description": words,
        "defaultSnippets": [
            {"label": f"a whole {kind.singular}", "description": words, "body": _whole(kind)}
        ],
    }


def list_schema(kind: type[Entity], entry: str) -> Schema:
    """The schema of a file with many entries of a kind by their ids; `entry` is the schema of one."""
    return {
        "title": f"{kind.plural.capitalize()} by id",
        "description": kind.about,
        "type": "object",
        "propertyNames": _key(_NEW_ID, id_pattern(), _ID_MESSAGE),
        "additionalProperties": {"$ref": entry},
        "defaultSnippets": _first(f"a whole {kind.singular}", _NEW_ID, _whole(kind, first=2)),
    }


# --- what a snippet begins with ---------------------------------------------------------------


def _first(what: str, key: str, body: Any) -> list[Schema]:
    """A snippet that begins a mapping: a key to fill in, and what stands under it."""
    return [{"label": what, "body": {f"${{1:{key}}}": body}}]


def _whole(kind: type[Entity], first: int = 1) -> Schema:
    """The fields of the kind's sample, with places to fill in, numbered from `first`."""
    root = read(kind.sample.encode(), "", Limits()).root
    assert isinstance(root, Mapping)
    return _skeleton([kind.fields[entry.key.text] for entry in root.entries], itertools.count(first))


def _skeleton(fields: Iterable[Field[Any]], numbers: Iterator[int]) -> Schema:
    return {field.name: _place(field, numbers) for field in fields}


def _place(field: Field[Any], numbers: Iterator[int]) -> Any:
    """A place to fill in for a field, in the form in which it is written."""
    type = field.type
    if isinstance(type, ListOf):
        inside = type.item
        return [
            _skeleton(_needed(inside.cls), numbers) if isinstance(inside, RecordOf) else _gap(field, numbers)
        ]
    if isinstance(type, PartsOf):
        return {_gap(_NEW_ID, numbers): _skeleton(_needed(type.cls), numbers)}
    if isinstance(type, MeasuresType):
        return {
            _gap("metric", numbers): {
                "target": {"value": _gap("number", numbers), "due": _gap("date", numbers)}
            }
        }
    if isinstance(type, RecordOf):
        return _skeleton(_needed(type.cls), numbers)
    return _gap(field, numbers)


def _needed(cls: type[Structure]) -> list[Field[Any]]:
    """The required fields, or the first one where none is."""
    fields = list(cls.fields.values())
    return [f for f in fields if f.required] or fields[:1]


def _gap(what: Field[Any] | str, numbers: Iterator[int]) -> str:
    return f"${{{next(numbers)}:{what if isinstance(what, str) else what.name}}}"


# --- fields -----------------------------------------------------------------------------------


def _key(title: str, pattern: str, message: str) -> Schema:
    """The keys of a mapping; the form stands inside, or the server would print it where it offers a key."""
    return {"title": title, "allOf": [{"pattern": pattern, "patternErrorMessage": message}]}


_ONE_SIDE = "A limit says at_most or at_least, and not both."
_EITHER = {
    "if": {"required": ["at_most"]},
    "then": {"properties": {"at_least": {"doNotSuggest": True, "type": "null", "errorMessage": _ONE_SIDE}}},
    "else": {"required": ["at_least"], "errorMessage": _ONE_SIDE},
}
"""What `Limit.verify` asks of two fields together."""


class _Kind:
    """One kind being put into words: what its references may name depends on it."""

    def __init__(self, kind: type[Entity], ids: str) -> None:
        self.plural = kind.plural
        self.ids = ids

    def fields(self, cls: type[Structure], family: str, what: str) -> Schema:
        """A mapping with the fields of a structure; anything else in it is refused."""
        properties = {field.name: self.field(field, family) for field in cls.fields.values()}
        properties.update(
            {word: _backwards(word, relation, self.plural) for word, relation in cls.reverses.items()}
        )
        required = [field.name for field in cls.fields.values() if field.required]
        return {
            "title": what.capitalize(),
            "type": "object",
            "properties": properties,
            **({"required": required} if required else {}),
            "additionalProperties": False,
            **(_EITHER if cls is Limit else {}),
        }

    def field(self, field: Field[Any], family: str) -> Schema:
        """A field: the words about it, what may be written, and what counts where nothing is."""
        schema = self.type(field.type, field.name, family)
        title = field.label
        if schema.get("type") == "object":  # the server names a mapping by its title where there is none
            title = f"{field.label}: {field.type.form}"
        words: Schema = {"title": title, "description": field.doc}
        if field.example:
            words["markdownDescription"] = f"{field.doc}\n\n```yaml\n{field.example}\n```"
        if isinstance(field.default, str) and field.default:
            words["default"] = field.default
        return {**schema, **words}

    # --- by type ------------------------------------------------------------------------------

    def type(self, type: Any, name: str, family: str) -> Schema:
        """What may be written for a type; `name` is the field, for messages."""
        match type:
            case ChoiceType():
                return {
                    "enum": list(type.options),
                    "enumDescriptions": list(type.options.values()),
                    "errorMessage": f"{name} is one of {one_of(list(type.options))}.",
                }
            case ListOf():
                return {
                    "type": "array",
                    "items": _bare(self.type(type.item, f"each item of {name}", family)),
                    "errorMessage": f"{name} must be {type.form}. Begin each item with a hyphen, or put brackets around them.",
                }
            case RecordOf():
                return self.fields(type.cls, family, type.what)
            case PartsOf():
                refused = tuple(type.refused)
                message = (
                    f"{_ID_MESSAGE} {one_of(refused, 'and')} are no ids here." if refused else _ID_MESSAGE
                )
                return {
                    "type": "object",
                    "propertyNames": _key(_NEW_ID, id_pattern(refused), message),
                    "additionalProperties": self.fields(type.cls, type.cls.family, type.cls.singular),
                    "defaultSnippets": _first(
                        f"a {type.cls.singular}", _NEW_ID, _skeleton(_needed(type.cls), itertools.count(2))
                    ),
                }
            case TermsOf():
                return self._terms(type, name)
            case WaiversType():
                return {
                    "type": "object",
                    "propertyNames": _key("CODE", CHECK_CODE, "Write the code of a check, such as TAC02."),
                    "additionalProperties": self.fields(type.cls, family, "a waiver"),
                    "defaultSnippets": _first(
                        "a waiver", "CODE", {"reason": "${2:reason}", "until": "${3:date}"}
                    ),
                }
            case MeasuresType():
                return {
                    "type": "object",
                    "propertyNames": self._names(RefType("measured_by"), family),
                    "additionalProperties": {
                        **self.fields(type.cls, family, "a measure"),
                        "type": ["object", "null"],
                    },
                    "defaultSnippets": _first("a measure", "metric", {"target": {"value": "${2:number}"}}),
                }
            case NotifiesType():
                return self._notifies(type, name, family)
            case RefType():
                return self._reference(type, family)
        return _scalar(type, name)

    def _terms(self, type: TermsOf, name: str) -> Schema:
        text = _scalar(type.value, name)
        if type.keys:
            properties = {
                key: {"title": key.capitalize(), "description": f"Your own word for {key}.", **text}
                for key in type.keys
            }
            return {"type": "object", "properties": properties, "additionalProperties": False}
        return {
            "type": "object",
            "propertyNames": {"title": "term"},
            "additionalProperties": text,
            "defaultSnippets": _first("a term", "term", "${2:meaning}"),
        }

    def _reference(self, type: RefType, family: str) -> Schema:
        words = target_words(wanted(type, self.plural, family).targets)
        return {"title": f"The id of {words}", "$ref": self._ids(type, family)}

    def _names(self, type: RefType, family: str) -> Schema:
        """References as keys. The second way is open to all, since ids.json may be older than the playbook."""
        words = target_words(wanted(type, self.plural, family).targets)
        keys = _key(f"id of {words}", REFERENCE, f"Write the id of {words}.")
        return {**keys, "anyOf": [{"$ref": self._ids(type, family) + KNOWN}, {}]}

    def _notifies(self, type: NotifiesType, name: str, family: str) -> Schema:
        role = RefType("notifies")
        names = self._names(role, family)
        return {
            "type": ["array", "object"],
            "errorMessage": f"{name} must be {type.form}.",
            "items": self._reference(role, family),
            "propertyNames": names,
            "additionalProperties": _scalar(DurationType(), f"the time in {name}"),
            # Said once more, because the server offers keys only for what must be a mapping.
            "anyOf": [{"type": "object", "propertyNames": {"anyOf": names["anyOf"]}}, {}],
        }

    def _ids(self, type: RefType, family: str) -> str:
        return f"{self.ids}#/definitions/{wanted(type, self.plural, family).name}"


def _bare(item: Schema) -> Schema:
    """An item of a list without the `anyOf` around it, for which the server would offer a list in the list."""
    return item["anyOf"][0] if list(item) == ["anyOf"] else item


def _scalar(type: Any, name: str) -> Schema:
    form = f"{name} must be {type.form}."
    match type:
        case DateOrTextType():
            return value(
                DATE_OR_TEXT, f"{form} A date is written year-month-day, such as 2026-04-01.", SPELLED
            )
        case DateType():
            return value(DATE, f"{form} It is written year-month-day, and the day must exist.")
        case DurationType():
            return value(DURATION, f"{form} For example: 30 min, 4h, 2 days, 6 months, 1 year.")
        case NumberType():
            bounds = {"exclusiveMinimum": -(10**15), "exclusiveMaximum": 10**15}
            return value(NUMBER, f"{form} Write it without commas and units.", {"type": "number", **bounds})
        case WholeType():
            return value(
                WHOLE, f"{form} For example: 2.", {"type": "integer", "minimum": 0, "maximum": 10**9 - 1}
            )
        case YesNoType():
            return {
                "type": ["boolean", "string"],
                "pattern": YES_NO,
                "errorMessage": form,
                "patternErrorMessage": form,
            }
        case UrlType():
            return value(URL, "This address cannot be linked. Write https://…", SPELLED)
        case FormerlyType():
            native = {"type": ["integer", "boolean"], "minimum": 0}
            return value(
                OLD_PART if type.part else OLD_ID, f"An old id is written as it was. {_ID_MESSAGE}", native
            )
        case LabelType() | ProseType():
            return value(TEXT, f"{form} {_QUOTES}", SPELLED)
    raise TypeError(f"no schema is known for {type!r}")


def _backwards(word: str, relation: Relation, here: str) -> Schema:
    """A word that belongs to the other end of a relation: whatever is written is wrong, and the cure is said."""
    written = written_as(relation.name)
    if relation.implied:
        cure = "Delete this: every goal advances the vision by itself."
    elif not written:
        cure = "Delete this."
    else:
        own = [source for source in relation.sources if source == here]
        kind, _, family = (own or relation.sources)[0].partition("#")
        whole = KINDS[kind].singular if kind in KINDS else "other entry"
        parts = KINDS[kind].fields[family].type if family else None
        place = f"{parts.cls.singular} of the {whole}" if isinstance(parts, PartsOf) else whole
        cure = f"Write {written} in the {place}, and delete this."
    message = f"'{word}' is worked out by itself and is not written by hand. {cure}"
    return {
        "doNotSuggest": True,
        "if": {"type": "null"},
        "then": {"type": "string", "errorMessage": message},
        "else": {"type": "null", "errorMessage": message},
    }
