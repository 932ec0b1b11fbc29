"""Relations written from their wrong end: where they are to be written instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic, Label, Severity
from ..document import Node, Scalar, Sequence
from ..model import KINDS
from ..model.fields import Backwards
from ..resolve import Names
from ..source import Place


def worded_backwards(backwards: Iterable[Backwards], names: Names) -> Iterator[Diagnostic]:
    """What is written by hand and follows from the other end by itself."""
    for address, entry, relation in backwards:
        entity = names.entities[address.partition("#")[0]]
        here = address.partition("#")[2]
        own = f"{entity.address.id}#{here}" if here and entity.address.id else (here or entity.address.id)
        own = own or str(entity.address)
        kinds = [s.partition("#") for s in relation.sources]
        first = _source_words(kinds[0]) if relation.sources[0] != "*" else "entry"
        places = []
        for id in _ids(entry.value):
            other = names.named(entity.address.playbook, id, [k for k, _, _ in kinds])
            if other is not None:
                places.append(
                    Label(other.place(), f"write `{_sample(relation.name, own, relation.many)}` here")
                )
                first = other.singular
        where = f" in {places[0].place.path}" if places else ""
        cure = f"Write `{_sample(relation.name, own, relation.many)}` in the {first}{where}, and delete this line."
        if relation.implied:
            cure, places = "Delete this line: every goal advances the vision by itself.", []
        yield Diagnostic(
            "SHP05",
            Severity.ERROR,
            f"'{entry.key.text}' is worked out by itself and is not written by hand.",
            Place(entity.path, entry.key.span),
            address,
            "written from the wrong end",
            cure,
            tuple(places),
        )


def _ids(node: Node) -> list[str]:
    if isinstance(node, Scalar):
        return [node.text]
    items: Iterable[Node] = node.items if isinstance(node, Sequence) else (e.key for e in node.entries)
    return [item.text for item in items if isinstance(item, Scalar)]


def _sample(field: str, own: str, many: bool) -> str:
    return f"{field}: [{own}]" if many else f"{field}: {own}"


def _source_words(source: tuple[str, str, str]) -> str:
    kind, _, family = source
    return f"{family.removesuffix('s')} of the {KINDS[kind].singular}" if family else KINDS[kind].singular
