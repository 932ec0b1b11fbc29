"""The table of judgement: it knows every field of the model, and nothing that the model does not have."""

from __future__ import annotations

from collections.abc import Iterator

from gameplan.diff.facts.values import keys_of
from gameplan.diff.judgement.table import TABLE, WAIVED, WITHIN, named, row_of
from gameplan.model import KINDS
from gameplan.model.declare import label
from gameplan.model.entity import Entity
from gameplan.model.fields import Compares
from gameplan.model.types import PartsOf


def every_key() -> Iterator[str]:
    """Every key that a fact about a value may have."""
    for kind, cls in KINDS.items():
        yield from keys_of(cls, kind)
        for field in cls.fields.values():
            if isinstance(field.type, PartsOf):
                yield f"{kind}.{field.name}"
                yield from keys_of(field.type.cls, f"{kind}#{field.name}")


KEYS = sorted(set(every_key()))


def test_somebody_has_thought_of_every_field() -> None:
    """A field without a row in diff/judgement/table.py would change behind everybody's back."""
    assert [key for key in KEYS if not named(key)] == []
    assert [key for key in KEYS if row_of(key) is None and key.rpartition(".")[2] not in WAIVED] == []


def test_a_new_field_is_missed() -> None:
    """The test above bites: a field that nobody judged is not named, whether in a kind or within a record."""

    class Newer(Entity):
        mood = label("How it feels.")

    assert "tactics.mood" in set(keys_of(Newer, "tactics"))
    assert not named("tactics.mood")
    assert not named("policies#clauses.limit.mood")
    assert not named("links.mood")


def test_the_table_names_nothing_that_is_not_there() -> None:
    """A row for a field that is gone would mislead who reads the table."""
    assert set(TABLE) <= set(KEYS)
    fields = {key.partition(".")[2] for key in KEYS}
    for whole, inner in WITHIN.items():
        for name in inner.split():
            assert f"{whole}.{name}" in KEYS or f"{whole}.{name}" in fields, f"{whole}.{name}"


def test_every_waiver_states_its_reason() -> None:
    """A waiver without a reason would outlive its cause."""
    assert all(reason.endswith(".") and len(reason) > 40 for reason in WAIVED.values())


def test_every_type_says_how_it_compares() -> None:
    """So a new type cannot be compared by accident."""
    for cls in KINDS.values():
        for field in cls.fields.values():
            assert isinstance(field.type.compares, Compares), field
