"""The types of values: how each is written, and what is said where it is not.

Text first: a scalar stays what the author typed until its field's type decodes it, so `no`,
`1.10`, `010` and `2026` are text wherever text is wanted.
"""

from __future__ import annotations

from .choices import ChoiceType, YesNoType
from .dates import DateOrTextType, DateType, DurationType
from .lists import ListOf
from .mappings import Measure, MeasuresType, Notice, NotifiesType, TermsOf, Waiver, WaiversType
from .numbers import NumberType, WholeType
from .parts import Part, PartsOf, first_field
from .records import RecordOf
from .references import FormerlyType, RefType, target_words
from .text import LabelType, NotesType, ProseType
from .web import UrlType, url_fault

__all__ = [
    "ChoiceType", "DateOrTextType", "DateType", "DurationType", "FormerlyType", "LabelType", "ListOf", "Measure",
    "MeasuresType", "NotesType", "Notice", "NotifiesType", "NumberType", "Part", "PartsOf", "ProseType", "RecordOf",
    "RefType", "TermsOf", "UrlType", "Waiver", "WaiversType", "WholeType", "YesNoType", "first_field", "target_words",
    "url_fault",
]  # fmt: skip
