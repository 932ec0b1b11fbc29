"""What a field is: its type, its words, where a page shows it. And what carries fields.

A kind is a class, a field a typed descriptor in it: `Tactic.implements` is the field,
`tactic.implements` its value. A type turns a node of a document into a value, or says
what is wrong at its place and leaves the rest of the entity legible.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, Protocol, TypeVar, overload

from ..diagnostics import Diagnostic, Label, Severity, did_you_mean, one_of
from ..document import Entry, Mapping, Node, Scalar, Sequence
from ..source import Place, Span

if TYPE_CHECKING:
    from .relations import Relation

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Shows(enum.StrEnum):
    """Where on its page a field is shown."""

    PAGE = "page"  # woven into the page's own parts: title, eyebrow, status line, banner, footer
    LEAD = "lead"  # the opening sentence under the title
    SECTION = "section"  # a heading of its own
    ANSWER = "answer"  # the band that answers at a glance
    FACT = "fact"  # the list of facts beside the text
    LINK = "link"  # "How it connects"
    PARTS = "parts"  # headings with anchors
    NOWHERE = "nowhere"  # never published


class Compares(enum.StrEnum):
    """How two values of a type are told apart, when two states of a playbook are compared."""

    SCALAR = "scalar"  # equal or not
    TEXT = "text"  # word by word; white space alone says nothing
    DATE = "date"
    REFERENCE = "reference"  # by what it points at; one that follows a rename is the same
    SET = "set of references"  # what is in it, in whatever order
    LIST = "ordered list"  # item by item, and by their order
    RECORD = "record"  # field by field
    RECORDS = "list of records"  # each with the one of the same first words, then field by field
    MAPPING = "mapping"  # key by key
    PARTS = "mapping of parts"  # each is a thing with a life of its own


class Target(NamedTuple):
    """What a reference may point at: entities of a kind, or parts of a family in them."""

    kind: str
    family: str = ""


class Reference:
    """A reference as written: its text, what it may point at, and where it stands.

    What it points at is known to the graph, not to the reference (`graph.target`).
    """

    __slots__ = ("field", "relation", "span", "targets", "text")

    def __init__(self, text: str, targets: tuple[Target, ...], span: Span, field: str, relation: str) -> None:
        self.text = text
        self.targets = targets
        self.span = span
        self.field = field
        self.relation = relation

    def __repr__(self) -> str:
        return f"Reference({self.text!r})"


class ProseText(NamedTuple):
    """A prose value as written, kept so that its `[[references]]` can be resolved at their place."""

    text: str
    node: Scalar
    field: str


class Backwards(NamedTuple):
    """A relation written by hand from its wrong end; worded once all entities are known."""

    address: str
    entry: Entry
    relation: Relation


class Reading:
    """What is gathered while one entity is read: findings, references, prose.

    `path` is the file, `address` the entity or part being read, `name` the field, as people call it.
    """

    def __init__(self, path: str, address: str, lines: tuple[str, ...], field_limit: int) -> None:
        self.path = path
        self.address = address
        self.lines = lines
        self.field_limit = field_limit
        self.name = ""
        self.field = ""
        self.owner_kind = ""
        self.entity_id = ""
        self.findings: list[Diagnostic] = []
        self.references: list[tuple[str, Reference]] = []
        self.proses: list[tuple[str, ProseText]] = []
        self.reversed: list[Backwards] = []

    def say(
        self,
        code: str,
        where: Node | Span,
        message: str,
        *,
        help: str = "",
        label: str = "",
        severity: Severity = Severity.ERROR,
        related: tuple[Label, ...] = (),
        secret: bool = False,
    ) -> None:
        """Record a finding about the entity being read."""
        span = where if isinstance(where, Span) else where.span
        self.findings.append(
            Diagnostic(
                code, severity, message, Place(self.path, span), self.address, label, help, related, secret
            )
        )


class Type(Protocol[T_co]):
    """How a value is written. `form` names it in messages: "a date", "a list of roles".

    `compares` says how two values are told apart.
    """

    form: str
    compares: Compares

    def decode(self, node: Node, reading: Reading) -> T_co | None:
        """The value of a node; None where it cannot be one (then a finding says so)."""
        ...


class Field(Generic[T]):
    """One field, stated once: its type and the words about it.

    `doc` is what an editor reads about it (hover, reference); `label` what a reader reads on the page;
    `example` is a line of YAML; `default` is the value where nothing is written.
    """

    name: str

    def __init__(
        self,
        type: Type[Any],
        doc: str,
        *,
        default: T,
        label: str = "",
        example: str = "",
        required: bool = False,
        shows: Shows = Shows.FACT,
    ) -> None:
        self.type = type
        self.doc = doc
        self.default = default
        self.label = label
        self.example = example
        self.required = required
        self.shows = shows

    def __set_name__(self, owner: type, name: str) -> None:
        # A field whose name is a word of Python is declared with a trailing underscore.
        self.name = name.rstrip("_")
        self.label = self.label or self.name.replace("_", " ").capitalize()

    @overload
    def __get__(self, instance: None, owner: type) -> Field[T]: ...
    @overload
    def __get__(self, instance: Structure, owner: type) -> T: ...
    def __get__(self, instance: Structure | None, owner: type) -> Field[T] | T:
        if instance is None:
            return self
        return instance.values.get(self.name, self.default)  # type: ignore[no-any-return]  # values are decoded by self.type

    def __repr__(self) -> str:
        return f"Field({self.name})"


class Structure:
    """Anything with fields: an entity, a part, or a small record inside one.

    `values` holds what was written and legible; `node` is the text it came from.
    """

    fields: ClassVar[dict[str, Field[Any]]] = {}
    reverses: ClassVar[dict[str, Relation]] = {}
    """Words that belong to the other end of a relation and are a slip here."""
    __slots__ = ("node", "values")

    def __init__(self, values: dict[str, Any], node: Node) -> None:
        self.values = values
        self.node = node

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.fields = {
            field.name: field
            for base in reversed(cls.__mro__)
            for field in vars(base).values()
            if isinstance(field, Field)
        }

    def __getitem__(self, name: str) -> Any:
        """The value of a field by name, or its default."""
        return self.values.get(name, self.fields[name].default)

    def verify(self, reading: Reading) -> None:
        """Say what is wrong between fields; most have nothing to say."""

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def at(self, *path: str | int) -> Span:
        """Where a value stands: `at("implements", 2)`. The nearest known place for a longer path."""
        node = self.node
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            node = found
        return node.span


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Mapping):
        if isinstance(step, int):
            return node.entries[step].value if step < len(node.entries) else None
        return node.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


SECRET_KEYS = frozenset(
    "password passwd passphrase pwd secret api_key apikey access_token token pin otp recovery_code recovery_codes "
    "private_key client_secret login_code".split()
)
"""Names of fields no playbook has, under which people keep what must not be in git."""


def read_fields(cls: type[Structure], node: Mapping, reading: Reading, what: str) -> dict[str, Any]:
    """The legible values of a mapping by the fields of `cls`; the rest becomes findings.

    `what` names the thing ("a tactic").
    """
    values: dict[str, Any] = {}
    outer, outer_field = reading.name, reading.field
    cut = _cut_by_commas(cls, node, reading)
    for entry in node.entries:
        name = entry.key.text
        field = cls.fields.get(name)
        if field is None:
            if entry in cut:
                continue
            field = _meant(cls, node, entry)
            _unknown(cls, entry, reading, what, field)
            if field is None or (isinstance(entry.value, Scalar) and entry.value.is_empty):
                continue
            name = field.name
        reading.name = name
        reading.field = f"{outer_field}.{name}" if outer_field else name
        if isinstance(entry.value, Scalar) and entry.value.is_empty:
            if field.required:
                reading.say("SHP03", entry.key, f"{name} is empty, and {what} needs it.", help=_sample(field))
            else:
                reading.say(
                    "SHP02",
                    entry.key,
                    f"{name} is empty.",
                    help="Write a value after it, or delete the line.",
                )
            continue
        value = field.type.decode(entry.value, reading)
        if value is not None:
            values[name] = value
    reading.name, reading.field = outer, outer_field
    return values


def _cut_by_commas(cls: type[Structure], node: Mapping, reading: Reading) -> list[Entry]:
    """Pieces of text that a comma between braces made into keys: `{title: Hello, world}`."""
    cut: list[Entry] = []
    if not node.flow:
        return cut
    for before, entry in zip(node.entries, node.entries[1:], strict=False):
        piece = isinstance(entry.value, Scalar) and entry.value.is_empty
        if not piece or entry.key.text in cls.fields or not entry.key.plain:
            continue
        if before in cut:
            cut.append(entry)
        elif before.key.text in cls.fields and isinstance(before.value, Scalar) and before.value.plain:
            cut.append(entry)
            begin, end = before.value.span, entry.key.span
            raw = " ".join(reading.lines[begin.line - 1 : end.end_line])[begin.column - 1 :]
            whole = raw[: raw.find(entry.key.text) + len(entry.key.text)]
            reading.say(
                "SYN10",
                Span(begin.line, begin.column, end.end_line, end.end_column),
                "This text needs quotes, because a comma between braces ends it.",
                help=f'Put quotes around it: "{whole}"',
            )
    return cut


def missing_fields(cls: type[Structure], node: Mapping, reading: Reading, where: Span, what: str) -> None:
    """A finding for each required field that is not written at all."""
    written = {entry.key.text for entry in node.entries}
    if not written <= cls.fields.keys():
        written |= {field.name for entry in node.entries if (field := _meant(cls, node, entry))}
    for field in cls.fields.values():
        if field.required and field.name not in written:
            reading.say("SHP03", where, f"{field.name} is missing; {what} needs it.", help=_sample(field))


def _sample(field: Field[Any]) -> str:
    return f"For example: `{field.example}`" if field.example else f"{field.doc}"


def _leading_to(cls: type[Structure], name: str) -> list[str]:
    """The fields that refer to the kind of this name, singular or plural; none where nearly all could."""
    found = []
    for field in cls.fields.values():
        if field.name == "part_of":  # a whole of the same kind, whatever the registry lists
            continue
        targets = getattr(getattr(field.type, "item", field.type), "targets", ())
        for kind in (target.family or target.kind for target in targets):
            singular = f"{kind[:-3]}y" if kind.endswith("ies") else kind.removesuffix("s")
            if name.lower() in (kind, singular) and field.name not in found:
                found.append(field.name)
    return found if len(found) <= 3 else []


def _meant(cls: type[Structure], node: Mapping, entry: Entry) -> Field[Any] | None:
    """The field that a wrong name can only mean: it differs in capitals, hyphens or an s at the end, and is not
    written besides."""
    name = entry.key.text
    if len(node.entries) > 200:  # that is no slip of the hand; looking for one must end
        return None
    if name in cls.fields or name in cls.reverses or name.lower().replace("-", "_") in SECRET_KEYS:
        return None
    plain = _plain_name(name)
    found = [field for field in cls.fields.values() if _plain_name(field.name) == plain]
    others = [e.key.text for e in node.entries if e is not entry and _plain_name(e.key.text) == plain]
    return found[0] if len(found) == 1 and not others else None


def _plain_name(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_").removesuffix("s")


def _unknown(
    cls: type[Structure], entry: Entry, reading: Reading, what: str, meant: Field[Any] | None
) -> None:
    name = entry.key.text
    shown = name if len(name) <= 60 else name[:59] + "…"
    if name.lower().replace("-", "_") in SECRET_KEYS and not (
        isinstance(entry.value, Scalar) and entry.value.is_empty
    ):
        reading.say(
            "SAF01",
            entry.value,
            f"'{shown}' must never be in a playbook: whoever can read the files could use it.",
            help="Delete it, change it where it is used, and name the vault that keeps it instead.",
            secret=True,
        )
        return
    if relation := cls.reverses.get(name):
        reading.reversed.append(Backwards(reading.address, entry, relation))
        return
    # An entity with hundreds of faults is not one that was mistyped; looking for near words must end.
    near = did_you_mean(name, cls.fields) if meant is None and len(reading.findings) < 200 else ""
    if meant is not None:
        small = ", in small letters" if name.lower() == meant.name else ""
        help = f"Write '{meant.name}'{small}."
    elif relations := _leading_to(cls, name):
        quoted = [f"'{field}'" for field in relations]
        help = f"Did you mean {one_of(quoted)}?"
    elif near:
        help = f"Did you mean '{near}'?"
    elif name == "id":
        help = "The id is the name of the file, or the key in the list file; delete this line."
    else:
        usual = [f.name for f in cls.fields.values()]
        help = "Delete the line, or say it in `description`." if "description" in usual else ""
        help = f"Its fields are {one_of(usual, 'and')}." if len(usual) <= 8 else help
    reading.say("SHP01", entry.key, f"'{shown}' is not a field of {what}.", help=help, label="unknown field")
