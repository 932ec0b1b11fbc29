"""Documents become entities, and what is wrong with their shape is said."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Label, brief, one_of, with_article
from ..document import Document, Mapping, Node, Scalar, Sequence, read
from ..model import KINDS, Entity
from ..model.address import Address, id_fault, near_id
from ..model.fields import Reading, missing_fields, read_fields
from ..model.types import first_field
from ..secrets import secrets_of
from ..settings import Limits
from ..source import START, Place, SourceFile, Span
from .gathered import Gathered

Documents = dict[tuple[str, bytes], tuple[Document, tuple[Span, ...]]]
"""Texts that were read already, each with the places of secrets in it: by path and bytes."""


class Reader:
    """Reads files of one entity or many into what is gathered; `known` saves reading the same text twice."""

    def __init__(self, gathered: Gathered, limits: Limits, pure: bool, known: Documents) -> None:
        self.known = known
        self.gathered = gathered
        self.limits = limits
        self.pure = pure

    def one(self, file: SourceFile, address: Address) -> None:
        """Read a file that holds one entity."""
        kind = address.kind or "playbook"
        document = self._document(file)
        bad = ""
        if address.id:
            bad = id_fault(address.id)
            if bad:
                near = near_id(address.id)
                self.gathered.say(
                    "SHP07",
                    file.path,
                    START,
                    f"The file name '{address.id}' {bad}.",
                    f"For example: {near}.yml" if near else "",
                )
        legible = isinstance(document.root, Mapping) and not bad
        self.gathered.report(_with_address(document, str(address) if legible else ""))
        if not isinstance(document.root, Mapping):
            self.gathered.unknowns.entity(address)
            self._no_fields(document, KINDS[kind], str(address))
            return
        first = document.lines[0] if document.lines else ""
        key = Span(1, 1, 1, len(first) + 1)
        self._entity(KINDS[kind], document, document.root, address, key, keep=not bad)

    def many(self, file: SourceFile, playbook: str, kind: str) -> None:
        """Read a file that holds entities of one kind, each under its id."""
        document = self._document(file)
        self.gathered.report(document.findings)
        root = document.root
        if not isinstance(root, Mapping):
            self.gathered.unknowns.kind(playbook, kind)
            if root is None or (isinstance(root, Scalar) and root.is_empty):
                if document.lines and not document.findings:
                    self.gathered.say(
                        "SYN15",
                        file.path,
                        START,
                        "This file is empty.",
                        f"Write `short-id:` for each {KINDS[kind].singular}, with its fields indented under it, or delete the file.",
                    )
            else:
                where = root.items[0] if isinstance(root, Sequence) and root.items else root
                self.gathered.say(
                    "SHP02",
                    file.path,
                    where.span,
                    f"{file.name.split('/')[-1]} must hold {kind} by their ids, but here is {_what(root)}.",
                    f"Write `short-id:` for each {KINDS[kind].singular}, with its fields indented under it.",
                )
            return
        for entry in root.entries:
            id, key = entry.key.text, entry.key.span
            address = Address(playbook, kind, id)
            fault = id_fault(id)
            if fault:
                near = near_id(id)
                self.gathered.say(
                    "SHP07",
                    file.path,
                    key,
                    f"'{brief(id)}' {fault}.",
                    f"For example: {near}" if near else "",
                )
            if isinstance(entry.value, Mapping):
                self._entity(KINDS[kind], document, entry.value, address, key, keep=not fault)
            elif not fault:
                self.gathered.unknowns.entity(address)
                help = f"Write `{id}:`, and on the next line, indented further, `{first_field(KINDS[kind], entry.value)}`."
                if id in KINDS[kind].fields:
                    help = f"This file holds many {kind}; put each under an id of its own: `short-id:`."
                self.gathered.say(
                    "SHP02",
                    file.path,
                    key,
                    f"'{brief(id)}' needs fields of its own, but here is {_what(entry.value)}.",
                    help,
                    str(address),
                )

    def _document(self, file: SourceFile) -> Document:
        if file.data is None:
            self.gathered.say(
                "SYN01" if "limit" not in file.trouble else "SYN05", file.path, START, f"{file.trouble}."
            )
            return Document(file.path, None, ())
        found = self.known.get((file.path, file.data))
        if found is None:
            document = read(file.data, file.path, self.limits, pure=self.pure)
            found = self.known[file.path, file.data] = document, tuple(secrets_of(document))
        document, secrets = found
        self.gathered.texts[file.path] = document.lines
        self.gathered.secrets += [Place(file.path, span) for span in secrets]
        return document

    def _no_fields(self, document: Document, kind: type[Entity], address: str) -> None:
        root = document.root
        if document.findings and root is None:
            return
        if root is None or (isinstance(root, Scalar) and root.is_empty):
            if document.lines or root is not None:
                required = [f.name for f in kind.fields.values() if f.required]
                self.gathered.say(
                    "SYN15",
                    document.path,
                    START,
                    "This file is empty.",
                    f"Write the fields of {with_article(kind.singular)}: {one_of(required, 'and')} at least.",
                    address,
                )
            return
        where = root
        if isinstance(root, Sequence) and root.items:
            where = root.items[0]
            message = f"item 1 is {_what(where)}, but {with_article(kind.singular)} is written as fields."
            help = "Take out the hyphens and write `field: value`."
        else:
            message = f"Here is {_what(root)}, but {with_article(kind.singular)} is written as fields."
            help = "Write `field: value`, each on a line of its own."
            word = root.text.split(":")[0] if isinstance(root, Scalar) else ""
            if isinstance(root, Scalar) and ":" in root.text and word.isidentifier():
                help = f"There is no space after the colon: write `{word}: …`."
        self.gathered.say("SHP02", document.path, where.span, message, help, address)

    def _entity(
        self,
        kind: type[Entity],
        document: Document,
        node: Mapping,
        address: Address,
        key: Span,
        *,
        keep: bool,
    ) -> None:
        reading = Reading(document.path, str(address), document.lines, self.limits.field_characters)
        what = with_article(kind.singular)
        values = read_fields(kind, node, reading, what)
        missing_fields(kind, node, reading, key, what)
        self.gathered.report(reading.findings)
        if not keep:
            self.gathered.unknowns.entity(address)
            return
        entity = kind(values, node, address, document.path, key)
        family = kind.family()
        if family and (written := node.get(family)) is not None:
            if family not in values:
                self.gathered.unknowns.parts(address)
            elif isinstance(written, Mapping):
                for entry in written.entries:
                    if entry.key.text not in values[family]:
                        self.gathered.unknowns.part(address._replace(part=entry.key.text))
        first = self.gathered.entities.get(str(address))
        if first is not None:
            self.gathered.say(
                "REF03",
                document.path,
                key,
                f"There are two {kind.plural} with the id '{address.id or address.kind or address.playbook}'.",
                "Rename one of them, or merge them.",
                str(address),
                (Label(first.place(), "the first"),),
            )
            return
        self.gathered.entities[str(address)] = entity
        self.gathered.references += reading.references
        self.gathered.proses += reading.proses
        self.gathered.backwards += reading.reversed


def _with_address(document: Document, address: str) -> Iterator[Diagnostic]:
    for d in document.findings:
        yield Diagnostic(
            d.code, d.severity, d.message, d.place, address, d.label, d.help, d.related, d.secret
        )


def _what(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    return "nothing" if node.is_empty else "text"
