"""The short words with which kinds declare their fields: `steps = proses("What to do.", …)`.

Each makes a field with its type and default; what else a field says is passed on to `Field`.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, TypeVar

from ..diagnostics import one_of
from .fields import Field, Reference, Shows, Structure, Target
from .types import (
    ChoiceType,
    DateType,
    DurationType,
    LabelType,
    ListOf,
    Notice,
    NotifiesType,
    NumberType,
    Part,
    PartsOf,
    ProseType,
    RecordOf,
    RefType,
    TermsOf,
    UrlType,
    WholeType,
    YesNoType,
)
from .values import Duration

S = TypeVar("S", bound=Structure)
P = TypeVar("P", bound=Part)


def label(doc: str, **more: Any) -> Field[str]:
    """Plain text; "" where nothing is written."""
    return Field(LabelType(), doc, default="", **more)


def prose(doc: str, **more: Any) -> Field[str]:
    """Markdown text; "" where nothing is written."""
    return Field(ProseType(), doc, default="", **more)


def labels(doc: str, what: str = "texts", **more: Any) -> Field[tuple[str, ...]]:
    """A list of plain texts."""
    return Field(ListOf(LabelType(), what), doc, default=(), **more)


def proses(doc: str, what: str = "texts", **more: Any) -> Field[tuple[str, ...]]:
    """A list of Markdown texts."""
    return Field(ListOf(ProseType(), what), doc, default=(), **more)


def date(doc: str, **more: Any) -> Field[dt.date | None]:
    """A day."""
    return Field(DateType(), doc, default=None, **more)


def duration(doc: str, **more: Any) -> Field[Duration | None]:
    """A length of time."""
    return Field(DurationType(), doc, default=None, **more)


def yes_no(doc: str, **more: Any) -> Field[bool | None]:
    """True, false, or None where nothing is written."""
    return Field(YesNoType(), doc, default=None, **more)


def number(doc: str, **more: Any) -> Field[Decimal | None]:
    """An exact number."""
    return Field(NumberType(), doc, default=None, **more)


def whole(doc: str, **more: Any) -> Field[int | None]:
    """A whole number."""
    return Field(WholeType(), doc, default=None, **more)


def choice(doc: str, options: dict[str, str], default: str = "", **more: Any) -> Field[str]:
    """One of a few words, or `default` where nothing is written."""
    return Field(ChoiceType(options), doc, default=default, **more)


def url(doc: str, **more: Any) -> Field[str]:
    """A web address."""
    return Field(UrlType(), doc, default="", **more)


def ref(relation: str, doc: str, *targets: Target, **more: Any) -> Field[Reference | None]:
    """A reference to one other thing."""
    return Field(RefType(relation, targets), doc, default=None, **more)


def refs(relation: str, doc: str, *targets: Target, **more: Any) -> Field[tuple[Reference, ...]]:
    """References to any number of other things."""
    item = RefType(relation, targets)
    plural = one_of([t.family or t.kind for t in item.targets])
    return Field(ListOf(item, f"ids of {plural}"), doc, default=(), **more)


def notifies(doc: str, **more: Any) -> Field[tuple[Notice, ...]]:
    """Who is told, and how soon."""
    return Field(NotifiesType(), doc, default=(), **more)


def record(cls: type[S], what: str, doc: str, **more: Any) -> Field[S | None]:
    """A few fields that belong together."""
    return Field(RecordOf(cls, what), doc, default=None, **more)


def records(cls: type[S], what: str, doc: str, **more: Any) -> Field[tuple[S, ...]]:
    """A list of records; `what` names one of them, with its article."""
    item = RecordOf(cls, what)
    return Field(ListOf(item, "entries, each with fields of its own"), doc, default=(), **more)


def parts(
    cls: type[P], doc: str, *, refused: dict[str, str] | None = None, **more: Any
) -> Field[dict[str, P]]:
    """The parts of an entity by id."""
    return Field(PartsOf(cls, refused), doc, default={}, shows=Shows.PARTS, **more)


def terms(
    doc: str, *, prose: bool = True, keys: tuple[str, ...] = (), **more: Any
) -> Field[tuple[tuple[str, str], ...]]:
    """Words and what they mean."""
    return Field(TermsOf(prose=prose, keys=keys), doc, default=(), **more)
