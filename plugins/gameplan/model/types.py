"""The types of values: how each is written, and what is said where it is not.

Text first: a scalar stays what the author typed until its field's type decodes it, so `no`,
`1.10`, `010` and `2026` are text wherever text is wanted.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import urlsplit

from ..diagnostics import Severity, did_you_mean, mistyped, one_of
from ..document import Mapping, Node, Scalar, Sequence, span_within
from ..source import Span
from ..syntax import tight_hyphen
from .address import ID_RULE, id_fault, near_id, without_code
from .fields import (
    SECRET_KEYS,
    ProseText,
    Reading,
    Reference,
    Structure,
    Target,
    Type,
    missing_fields,
    read_fields,
)
from .relations import RELATIONS
from .values import Duration, day_from, duration_from, looks_like_day

T = TypeVar("T")
S = TypeVar("S", bound=Structure)


def _found(node: Node) -> str:
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a set of fields"
    return "text"


def _scalar(node: Node, reading: Reading, form: str) -> Scalar | None:
    """The node as a scalar, or None after a finding that says what is there instead."""
    if isinstance(node, Scalar):
        if node.is_empty:
            reading.say("SHP02", node, f"{reading.name} is empty.", help=f"Write {form}, or delete it.")
            return None
        return node
    if hint := _meant_as_text(node, reading):
        reading.say(
            "SYN10",
            node,
            f"{reading.name} is meant as text here, but YAML reads {_found(node)}.",
            help=f"Put quotes around it: {hint}",
        )
        return None
    help = f"Write {form} after `{reading.name}:`."
    if isinstance(node, Mapping) and not node.flow:
        help = f"A colon with a space behind it makes a field of a text. {_in_quotes(node, reading)}"
    elif " " in reading.name:
        help = f"Write {form} behind the hyphen, without brackets or another hyphen."
        if isinstance(node, Mapping):
            help = f"Write {form} without braces, or put quotes around the whole."
    reading.say("SHP02", node, f"{reading.name} must be {form}, but here is {_found(node)}.", help=help)
    return None


def _in_quotes(node: Node, reading: Reading) -> str:
    """The cure for a text over several lines that YAML took for fields."""
    span = node.span
    lines = [line.strip() for line in reading.lines[span.line - 1 : span.end_line]]
    lines[0] = reading.lines[span.line - 1][span.column - 1 :].strip()
    text = " ".join(lines)
    if len(lines) > 3 or len(text) > 90 or '"' in text or "\\" in text:
        return 'If it is one text, put a " before its first and after its last word.'
    return f'If it is one text, put quotes around it: "{text}"'


def _meant_as_text(node: Node, reading: Reading) -> str:
    """The quoted form of a text that YAML took for a list or mapping, or "" where it is none."""
    span = node.span
    if span.line != span.end_line:
        return ""
    raw = reading.lines[span.line - 1][span.column - 1 : span.end_column - 1].rstrip()
    flow_text = (
        isinstance(node, Mapping)
        and node.flow
        and all(isinstance(e.value, Scalar) and e.value.is_empty for e in node.entries)
    )
    if isinstance(node, Sequence) and raw.startswith("[") and len(node.items) == 1:
        around = reading.lines[span.line - 1][span.column - 2 : span.end_column]
        raw = around if around.startswith("[[") and around.endswith("]]") else raw
    reference = isinstance(node, Sequence) and node.flow and raw.startswith("[[")
    sentence = isinstance(node, Mapping) and not raw.startswith("{") and len(node.entries) == 1
    if not (flow_text or reference or sentence):
        return ""
    return '"' + raw.replace("\\", "\\\\").replace('"', '\\"') + '"'


# --- text -------------------------------------------------------------------------------------


class LabelType:
    """Plain text on one line: shown as it is, never as Markdown."""

    form = "text"

    def decode(self, node: Node, reading: Reading) -> str | None:
        scalar = _scalar(node, reading, self.form)
        if scalar is None or _too_long(scalar, reading):
            return None
        return " ".join(scalar.text.split())


class ProseType:
    """Markdown, with `[[references]]`."""

    form = "text"

    def decode(self, node: Node, reading: Reading) -> str | None:
        scalar = _scalar(node, reading, self.form)
        if scalar is None or _too_long(scalar, reading):
            return None
        text = scalar.text.strip()
        if "www." in text:
            _dead_links(scalar, reading)
        if "[[" in text:
            reading.proses.append((reading.address, ProseText(scalar.text, scalar, reading.field)))
        return text


_DEAD_LINK = re.compile(r"\]\(\s*<?(www\.[^\s<>()]+)|^[ ]{0,3}\[[^\]\n]+\]:\s*<?(www\.[^\s<>]+)", re.I | re.M)


def _dead_links(scalar: Scalar, reading: Reading) -> None:
    """Links in a text that browsers would look for within the site."""
    for match in _DEAD_LINK.finditer(without_code(scalar.text)):
        group = 1 if match[1] else 2
        start, end = match.span(group)
        place = span_within(scalar, start, end - start, reading.lines)
        reading.say(
            "SHP09",
            place,
            f"This address cannot be linked: {_WITHOUT_SCHEME}.",
            help=f"Write https://{_short(match[group])}",
        )


class NotesType(ProseType):
    """Text for editors, in which references are not resolved, since it is never published."""

    def decode(self, node: Node, reading: Reading) -> str | None:
        scalar = _scalar(node, reading, self.form)
        if scalar is None or _too_long(scalar, reading):
            return None
        return scalar.text.strip()


def _too_long(scalar: Scalar, reading: Reading) -> bool:
    if len(scalar.text) <= reading.field_limit:
        return False
    reading.say(
        "SYN05",
        scalar,
        f"{reading.name} is longer than the limit of {reading.field_limit:,} characters (limits.field_characters).",
        help="Shorten it, or move a part of it to a page under docs/.",
    )
    return True


# --- dates, numbers, choices ------------------------------------------------------------------


class DateType:
    """A day."""

    form = "a date such as 2026-04-01"

    def decode(self, node: Node, reading: Reading) -> dt.date | None:
        scalar = _scalar(node, reading, self.form)
        if scalar is None:
            return None
        day = day_from(scalar.text)
        if day is None:
            why = "no such day exists" if looks_like_day(scalar.text) else "a date is written year-month-day"
            reading.say(
                "SHP08",
                scalar,
                f"'{_short(scalar.text)}' is not a date: {why}.",
                help="For example: 2026-04-01",
            )
        return day


class DateOrTextType:
    """A day, or words where no day can be named."""

    form = "a date or a few words"

    def decode(self, node: Node, reading: Reading) -> dt.date | str | None:
        scalar = _scalar(node, reading, self.form)
        if scalar is None or _too_long(scalar, reading):
            return None
        if looks_like_day(scalar.text):
            return DateType().decode(scalar, reading)
        return " ".join(scalar.text.split())


class DurationType:
    """A length of time."""

    form = "a length of time such as 4h, 2 days or 1 year"

    def decode(self, node: Node, reading: Reading) -> Duration | None:
        scalar = _scalar(node, reading, self.form)
        if scalar is None:
            return None
        duration = duration_from(scalar.text)
        if duration is None:
            reading.say(
                "SHP08",
                scalar,
                f"'{_short(scalar.text)}' is not a length of time.",
                help="For example: 30 min, 4h, 2 days, 6 months, 1 year (or PT4H)",
            )
        return duration


class YesNoType:
    """Yes or no."""

    form = "true or false"

    def decode(self, node: Node, reading: Reading) -> bool | None:
        scalar = _scalar(node, reading, self.form)
        if scalar is None:
            return None
        word = scalar.text.strip().lower()
        if word in ("true", "yes", "on"):
            return True
        if word in ("false", "no", "off"):
            return False
        reading.say("SHP02", scalar, f"{reading.name} must be true or false, not '{_short(scalar.text)}'.")
        return None


_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,9})?")


class NumberType:
    """A number, kept exactly as written."""

    form = "a number"

    def decode(self, node: Node, reading: Reading) -> Decimal | None:
        scalar = _scalar(node, reading, self.form)
        if scalar is None:
            return None
        text = scalar.text.strip()
        if _NUMBER.fullmatch(text):
            return Decimal(text)
        bare = re.sub(r"[,_\s%]|[^\d.\-]", "", text)
        if re.fullmatch(r"-?\d{16,}(\.\d*)?", text):
            help = "A number has at most 15 digits."
        elif re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", bare):
            help = f"Write it without commas or units: {bare}"
        else:
            help = "For example: 31 or 4.5"
        reading.say("SHP02", scalar, f"{reading.name} must be a number, not '{_short(text)}'.", help=help)
        return None


class WholeType:
    """A whole number, not below zero."""

    form = "a whole number"

    def decode(self, node: Node, reading: Reading) -> int | None:
        scalar = _scalar(node, reading, self.form)
        if scalar is None:
            return None
        text = scalar.text.strip()
        if re.fullmatch(r"[0-9]{1,9}", text):
            return int(text)
        reading.say(
            "SHP02",
            scalar,
            f"{reading.name} must be a whole number, not '{_short(text)}'.",
            help="For example: 2",
        )
        return None


class ChoiceType:
    """One of a few words; each word has a sentence that says what it means."""

    def __init__(self, options: dict[str, str]) -> None:
        self.options = options
        self.form = one_of(list(options))

    def decode(self, node: Node, reading: Reading) -> str | None:
        scalar = _scalar(node, reading, self.form)
        if scalar is None:
            return None
        word = scalar.text.strip()
        if word in self.options:
            return word
        near = mistyped(word.lower().replace(" ", "-").replace("_", "-"), self.options)
        choices = f"It is one of {one_of(list(self.options))}."
        meant = [f"{option} ({_in_brackets(about)})" for option, about in self.options.items()]
        if not near and sum(map(len, meant)) <= 400:
            choices = f"It is one of {one_of(meant)}."
        reading.say(
            "SHP04",
            scalar,
            f"'{_short(word)}' is not one of the choices for {reading.name}.",
            help=f"Did you mean '{near}'? {choices}" if near else choices,
            label="unknown word",
        )
        return None


def _in_brackets(sentence: str) -> str:
    """What a sentence says first, as a remark in brackets."""
    first = sentence.split(";")[0].removesuffix(".")
    return f"{first[:1].lower()}{first[1:]}"


class UrlType:
    """An address on the web: http, https or mailto, or a path within the site."""

    form = "a web address"

    def decode(self, node: Node, reading: Reading) -> str | None:
        scalar = _scalar(node, reading, self.form)
        if scalar is None or _too_long(scalar, reading):
            return None
        text = scalar.text.strip()
        fault = url_fault(text)
        if fault:
            help = f"Write https://{_short(text)}" if fault == _WITHOUT_SCHEME else "Use https://…"
            reading.say("SHP09", scalar, f"This address cannot be linked: {fault}.", help=help)
            return None
        if doubt := _url_doubt(text):
            reading.say(
                "SHP09",
                scalar,
                f"Look at this address twice: {doubt}.",
                severity=Severity.WARNING,
                help="Write the address people know the site by.",
            )
        return text


_WITHOUT_SCHEME = "without https:// in front it would be looked for within this site"


def url_fault(url: str) -> str:
    """Why an address may not be a link, as the end of a sentence; "" where it may."""
    if re.search(r"[\x00-\x20\x7f-\xa0\"'<>\\^`{|}\u2028\u2029]", url):
        return "it holds a blank, a quote or a sign that addresses do not have"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "it is not well-formed"
    if parts.scheme.lower() not in ("http", "https", "mailto", ""):
        return f"'{parts.scheme}:' is not http, https or mailto"
    if not parts.scheme and url.lower().startswith("www."):
        return _WITHOUT_SCHEME
    if not parts.scheme and ":" in url.split("/")[0]:
        return "what stands before the colon is not http, https or mailto"
    if parts.scheme.lower() in ("http", "https") and not parts.hostname:
        return "it names no site"
    if not parts.scheme and parts.netloc:
        return "it begins with // and leaves open how to connect"
    return ""


def _url_doubt(url: str) -> str:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme.lower() != "mailto" and "@" in parts.netloc:
        return f"what stands before the @ is not the site; it leads to {host}"
    if host and not host.isascii():
        return f"{host} holds letters that look like others"
    if re.fullmatch(
        r"(127|10|0)\..*|192\.168\..*|169\.254\..*|172\.(1[6-9]|2\d|3[01])\..*|localhost|\[?::1\]?", host
    ):
        return f"{host} is an address inside a network"
    return ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


# --- lists and records ------------------------------------------------------------------------


class ListOf(Generic[T]):
    """A list of values of one type; `what` names its items in the plural."""

    def __init__(self, item: Type[T], what: str) -> None:
        self.item = item
        self.form = f"a list of {what}"

    def decode(self, node: Node, reading: Reading) -> tuple[T, ...] | None:
        name = reading.name
        if not isinstance(node, Sequence):
            if isinstance(node, Scalar):
                self._single(node, reading)
                if isinstance(self.item, RefType) and "," in node.text:
                    return None
                # What is legible stays known, so that its neighbours are not blamed.
                quiet = len(reading.findings)
                value = self.item.decode(node, reading)
                del reading.findings[quiet:]
                return (value,) if value is not None else None
            reading.say(
                "SHP02",
                node,
                f"{name} must be {self.form}, but here is {_found(node)}.",
                help=self._as_items(node),
            )
            return None
        values = []
        for number, item in enumerate(node.items, 1):
            reading.name = f"item {number} of {name}"
            if isinstance(item, Scalar) and item.is_empty:
                reading.say(
                    "SHP02",
                    item,
                    f"item {number} of {name} is empty.",
                    help="Write it, or delete the hyphen.",
                )
                continue
            value = self.item.decode(item, reading)
            if value is not None:
                values.append(value)
        reading.name = name
        return tuple(values)

    def _single(self, node: Scalar, reading: Reading) -> None:
        """Say that a list is meant where one text stands."""
        name = reading.name
        raw = reading.lines[node.span.line - 1 : node.span.end_line] if node.plain else ()
        if any(re.match(r"[ ]*-(?:[ ]|$)", line) for line in raw[1:]):
            return  # the reader of YAML has said it already: a list below a text
        if node.plain and re.match(r"-[^\W\d_]", node.text):
            fault = tight_hyphen(node.span._replace(end_line=node.span.line, end_column=node.span.column + 2))
            reading.say(fault.code, fault.span, fault.message, help=fault.help)
            return
        if isinstance(self.item, RecordOf):
            cure = f"Write each below `{name}:`, behind a hyphen: `- {self.item.sample()}`"
        elif self._is_prose(node.text):
            cure = (
                f"Write each on a line of its own below `{name}:`, behind a hyphen: `- {_short(node.text)}`"
            )
        else:
            cure = f"Write it as a list: `{name}: [{_short(node.text)}]`"
        reading.say("SHP02", node, f"{name} must be {self.form}, but here is a single text.", help=cure)

    def _is_prose(self, text: str) -> bool:
        """Whether commas in a text are likely to be commas of a sentence."""
        if isinstance(self.item, RefType | FormerlyType):
            return False
        longest = max(len(piece.split()) for piece in text.split(","))
        return isinstance(self.item, ProseType) or longest > 3 or not text.isprintable()

    def _as_items(self, node: Node) -> str:
        """The cure for a set of fields where a list is meant."""
        cure = "Begin each item with a hyphen."
        if not isinstance(node, Mapping) or not node.entries:
            return cure
        first = node.entries[0]
        value = first.value.text if isinstance(first.value, Scalar) else ""
        if not isinstance(self.item, RecordOf):
            quotes = (
                f'{cure[:-1]}, and put quotes around its text: `- "{_short(f"{first.key.text}: {value}")}"`'
            )
            return quotes if value and '"' not in value and "\\" not in value else cure
        if node.flow:
            return f"Put brackets around it: `[{self.item.sample()}]`."
        if first.key.text in self.item.cls.fields:
            return f"Put a hyphen before the first field of each, and indent the others like it: `- {first.key.text}: …`"
        return f"{cure[:-1]}: `- {self.item.sample(first.key.text, value)}`"


class RecordOf(Generic[S]):
    """A few fields that belong together."""

    def __init__(self, cls: type[S], what: str) -> None:
        self.cls = cls
        self.what = what
        self.form = what

    def sample(self, *given: str) -> str:
        """A small record as one would write it, with what is `given` in the place of its first values."""
        fields = list(self.cls.fields.values())
        must = [field for field in fields if field.required]
        shown = [field for field in fields if field in must or field in fields[:2]]
        pieces = []
        for number, field in enumerate(shown[:3]):
            name, _, value = field.example.partition(": ")
            if number < len(given) and given[number]:
                value = given[number]
                value = (
                    value
                    if re.fullmatch(r"[a-z0-9.+-]{2,}", value) and value not in _LIKE_YES_NO
                    else _quoted(value)
                )
            elif re.search(r"[,\[\]{}]|: ", value) and value[:1] not in ("[", "{", '"'):
                value = _quoted(value)
            pieces.append(f"{name}: {value}")
        return "{" + ", ".join(pieces) + "}"

    def decode(self, node: Node, reading: Reading) -> S | None:
        if not isinstance(node, Mapping):
            item = " " in reading.name
            counted = isinstance(next(iter(self.cls.fields.values())).type, NumberType)
            number = counted and isinstance(node, Scalar) and _NUMBER.fullmatch(node.text)
            sample = self.sample(node.text) if number and isinstance(node, Scalar) else self.sample()
            reading.say(
                "SHP02",
                node,
                f"{reading.name} must be {self.what} with fields of its own, but here is {_found(node)}.",
                help=f"For example: `{'-' if item else f'{reading.name}:'} {sample}`",
            )
            return None
        if self._is_pair(node):
            entry = node.entries[0]
            value = entry.value.text if isinstance(entry.value, Scalar) else ""
            reading.say(
                "SHP02",
                node,
                f"{reading.name} must be {self.what} with the fields {one_of(list(self.cls.fields), 'and')}.",
                help=f"Write `- {self.sample(entry.key.text, value)}`",
            )
            return None
        values = read_fields(self.cls, node, reading, self.what)
        first = node.entries[0].key.span if node.entries else node.span
        missing_fields(self.cls, node, reading, first, self.what)
        made = self.cls(values, node)
        made.verify(reading)
        return made

    def _is_pair(self, node: Mapping) -> bool:
        """Whether somebody wrote `yes: go` for two fields that a record must have."""
        if len(node.entries) != 1 or not isinstance(node.entries[0].value, Scalar):
            return False
        fields, name = self.cls.fields, node.entries[0].key.text
        must = [field for field in fields.values() if field.required]
        secret = name.lower().replace("-", "_") in SECRET_KEYS
        return len(must) > 1 and not secret and not did_you_mean(name, fields)


_LIKE_YES_NO = frozenset("yes no on off true false null".split())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class TermsOf:
    """A mapping from words to text: terms to meanings, kinds to an organisation's own words."""

    form = "a mapping of words to their meaning"

    def __init__(self, *, prose: bool, keys: tuple[str, ...] = ()) -> None:
        self.value: Type[str] = ProseType() if prose else LabelType()
        self.keys = keys

    def decode(self, node: Node, reading: Reading) -> tuple[tuple[str, str], ...] | None:
        if not isinstance(node, Mapping):
            key = self.keys[0] if self.keys else "a word"
            reading.say(
                "SHP02",
                node,
                f"{reading.name} must be {self.form}, but here is {_found(node)}.",
                help=f"Write `{key}: …` for each, indented below `{reading.name}:`, without hyphens.",
            )
            return None
        name = reading.name
        terms = []
        for entry in node.entries:
            term = entry.key.text.strip()
            reading.name = f"{name}, {_short(term)}"
            if self.keys and term not in self.keys:
                near = did_you_mean(term, self.keys)
                reading.say(
                    "SHP04",
                    entry.key,
                    f"'{_short(term)}' is not a kind that {name} can rename.",
                    help=f"Did you mean '{near}'?" if near else f"It is one of {one_of(self.keys)}.",
                )
                continue
            value = self.value.decode(entry.value, reading)
            if value is not None:
                terms.append((term, value))
        reading.name = name
        return tuple(terms)


class Waiver(NamedTuple):
    """One lint finding silenced here, for a reason, until a day."""

    code: str
    reason: str
    until: dt.date | None
    span: Span


class WaiversType:
    """`{CODE: {reason, until}}`."""

    form = "a mapping of check codes to a reason and an end"

    def __init__(self, cls: type[Structure]) -> None:
        self.cls = cls

    def decode(self, node: Node, reading: Reading) -> tuple[Waiver, ...] | None:
        if not isinstance(node, Mapping):
            reading.say(
                "SHP02",
                node,
                f"{reading.name} must be {self.form}, but here is {_found(node)}.",
                help=f"For example: `{reading.name}: {{TAC02: {RecordOf(self.cls, 'a waiver').sample()}}}`",
            )
            return None
        name = reading.name
        waivers = []
        for entry in node.entries:
            code = entry.key.text
            reading.name = f"the waiver of {_short(code)}"
            if not re.fullmatch(r"[A-Z]{3}\d\d", code):
                reading.say(
                    "SHP04",
                    entry.key,
                    f"'{_short(code)}' is not the code of a check.",
                    help="For example: TAC02",
                )
                continue
            record = RecordOf(self.cls, "a waiver").decode(entry.value, reading)
            if record is not None:
                waivers.append(Waiver(code, record["reason"], record["until"], entry.key.span))
        reading.name = name
        return tuple(waivers)


class FormerlyType:
    """One old id; for a part also `policy#clause`, where it lived before it moved."""

    form = "an old id"

    def __init__(self, *, part: bool) -> None:
        self.part = part

    def decode(self, node: Node, reading: Reading) -> str | None:
        scalar = _scalar(node, reading, self.form)
        if scalar is None:
            return None
        text = scalar.text.strip()
        steps = text.split("#") if self.part else [text]
        if len(steps) > 2 or any(fault := id_fault(step) for step in steps):
            reading.say(
                "SHP07",
                scalar,
                f"'{_short(text)}' {fault if len(steps) < 3 else 'is not an old address'}.",
                help=f"An old id is written as it was: {ID_RULE}.",
            )
            return None
        return text


# --- references -------------------------------------------------------------------------------


class RefType:
    """The id of something else."""

    def __init__(self, relation: str, targets: tuple[Target, ...] = ()) -> None:
        self.relation = relation
        self.targets = targets or RELATIONS[relation].targets
        self.form = "the id of " + one_of([_target_words(t) for t in self.targets])

    def decode(self, node: Node, reading: Reading) -> Reference | None:
        if isinstance(node, Sequence) and node.items and all(isinstance(i, Scalar) for i in node.items):
            first = node.items[0]
            assert isinstance(first, Scalar)
            instead = f"Write one of them without brackets: `{reading.name}: {first.text}`."
            more = " Who works on it belongs into `responsible`." if reading.name == "owner" else ""
            reading.say(
                "SHP02",
                node,
                f"{reading.name} takes one id, but here is a list.",
                help=instead + (more if len(node.items) > 1 else ""),
            )
            return None
        scalar = _scalar(node, reading, self.form)
        if scalar is None:
            return None
        reference = Reference(scalar.text.strip(), self.targets, scalar.span, reading.field, self.relation)
        reading.references.append((reading.address, reference))
        return reference


_WORDS = {
    "clauses": "a clause", "levels": "a level", "replies": "a reply", "questions": "a question", "phases": "a phase",
    "evidence": "a piece of evidence", "strategies": "a strategy", "policies": "a policy", "escalation": "the escalation plan",
    "vision": "the vision", "playbook": "a playbook", "objectives": "an objective", "audiences": "an audience",
    "insights": "an insight",
}  # fmt: skip


def _target_words(target: Target) -> str:
    word = target.family or target.kind
    return _WORDS.get(word, f"a {word.removesuffix('s')}")


def target_words(targets: tuple[Target, ...]) -> str:
    """What a reference may point at, in words: 'a strategy', 'a rule or a clause'."""
    return one_of([_target_words(t) for t in targets])


class Notice(NamedTuple):
    """Somebody who is told, and within which time where that matters."""

    role: Reference
    within: Duration | None


class NotifiesType:
    """A list of roles, or a mapping role: within."""

    form = "a list of roles, or roles with a time each"

    def decode(self, node: Node, reading: Reading) -> tuple[Notice, ...] | None:
        role = RefType("notifies")
        if not isinstance(node, Mapping):
            roles = ListOf(role, "roles").decode(node, reading)
            return None if roles is None else tuple(Notice(r, None) for r in roles)
        name = reading.name
        notices = []
        for entry in node.entries:
            reference = role.decode(entry.key, reading)
            reading.name = f"{name}, {_short(entry.key.text)}"
            within = DurationType().decode(entry.value, reading)
            reading.name = name
            if reference is not None:
                notices.append(Notice(reference, within))
        return tuple(notices)


class Measure(NamedTuple):
    """A metric that measures an objective, with where it started and where it should go."""

    metric: Reference
    baseline: Any
    target: Any
    span: Span


class MeasuresType:
    """`{metric: {baseline: {value, on}, target: {value, due}}}`."""

    form = "a mapping of metrics to their baseline and target"

    def __init__(self, cls: type[Structure]) -> None:
        self.cls = cls

    def decode(self, node: Node, reading: Reading) -> tuple[Measure, ...] | None:
        if not isinstance(node, Mapping):
            reading.say(
                "SHP02",
                node,
                f"{reading.name} must be {self.form}, but here is {_found(node)}.",
                help="Write each metric as `metric-id:` with `baseline:` and `target:` under it.",
            )
            return None
        name = reading.name
        measures = []
        for entry in node.entries:
            reference = RefType("measured_by").decode(entry.key, reading)
            record = None
            reading.name = f"{name}, {_short(entry.key.text)}"
            if not (isinstance(entry.value, Scalar) and entry.value.is_empty):
                record = RecordOf(self.cls, "a measure").decode(entry.value, reading)
            if reference is not None:
                baseline = record["baseline"] if record is not None else None
                target = record["target"] if record is not None else None
                measures.append(Measure(reference, baseline, target, entry.key.span))
        reading.name = name
        return tuple(measures)


# --- parts ------------------------------------------------------------------------------------

P = TypeVar("P", bound="Part")


class Part(Structure):
    """A part of an entity that has an id, an anchor on the page, and can be referred to.

    `owner` is the address of its entity; `family` the name of the mapping it stands in.
    """

    __slots__ = ("id", "key", "owner")
    family = ""
    singular = ""

    def __init__(self, values: dict[str, Any], node: Node, owner: str, id: str, key: Span) -> None:
        super().__init__(values, node)
        self.owner = owner
        self.id = id
        self.key = key

    @property
    def address(self) -> str:
        """`policies/social-media#borrower-privacy`, with the playbook."""
        return f"{self.owner}#{self.id}"

    def named(self) -> str:
        """What people call it: its title, or its id in words."""
        title: str = self["title"]
        return title or self.id.replace("-", " ").capitalize()


class PartsOf(Generic[P]):
    """A mapping of id to part, in the order of the file."""

    def __init__(self, cls: type[P], refused: dict[str, str] | None = None) -> None:
        self.cls = cls
        self.refused = refused or {}
        self.form = f"a mapping of id to {cls.singular}"

    def decode(self, node: Node, reading: Reading) -> dict[str, P] | None:
        name = reading.name
        if not isinstance(node, Mapping):
            reading.say(
                "SHP02",
                node,
                f"{name} must be {self.form}, but here is {_found(node)}.",
                help=f"Give each {self.cls.singular} an id of its own: `short-id:` with its fields indented under it.",
            )
            return None
        owner, field = reading.address, reading.field
        parts: dict[str, P] = {}
        for entry in node.entries:
            id, key = entry.key.text, entry.key.span
            if fault := id_fault(id):
                near = near_id(id)
                reading.say(
                    "SHP07", key, f"'{_short(id)}' {fault}.", help=f"For example: {near}" if near else ""
                )
                continue
            if id in self.refused:
                reading.say("SHP07", key, self.refused[id], help="Give it another id.")
                continue
            reading.address, reading.field = f"{owner}#{id}", ""
            what = f"{'an' if self.cls.singular[0] in 'aeiou' else 'a'} {self.cls.singular}"
            if isinstance(entry.value, Mapping):
                values = read_fields(self.cls, entry.value, reading, what)
                missing_fields(self.cls, entry.value, reading, key, what)
                parts[id] = self.cls(values, entry.value, owner, id, key)
            else:
                reading.say(
                    "SHP02",
                    entry.value if not _is_empty(entry.value) else key,
                    f"{what} needs fields of its own, but here is {_found(entry.value) if not _is_empty(entry.value) else 'nothing'}.",
                    help=f"Write `{id}:`, and on the next line, indented further, `{first_field(self.cls, entry.value)}`.",
                )
                parts[id] = self.cls({}, Mapping((), entry.value.span), owner, id, key)
            reading.address, reading.field, reading.name = owner, field, name
        return parts


def first_field(cls: type[Structure], node: Node) -> str:
    """The field that a thing cannot do without, with the text that stands in its place where it can be kept."""
    must = [field for field in cls.fields.values() if field.required]
    prose = [field for field in must if isinstance(field.type, ProseType)]
    field = next((f for f in must if f.name == "title"), prose[0] if prose else cls.fields["title"])
    text = node.text if isinstance(node, Scalar) and node.plain else ""
    fits = re.fullmatch(r"\w[^:#\n]{0,60}", text)
    return f"{field.name}: {text if fits else '…'}"


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_empty
