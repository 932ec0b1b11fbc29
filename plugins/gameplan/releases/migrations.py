"""How snapshots of older models become snapshots of this one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

MODEL = 1
"""The number of the model in which snapshots are written. It grows when an old snapshot would be read wrongly: a
field, a word or a kind has another name or meaning, or what holds where nothing is written has changed. A new
field, or one that is gone, asks for nothing."""

MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""By the number of a model: the function that turns the whole data of a release into that of the next model."""


def migrated(data: dict[str, Any]) -> dict[str, Any]:
    """The data of a release as this model has it. Raises KeyError where a step is missing; whatever else a step
    raises says that the data was not what its number claims."""
    model = data["model"]
    while model < MODEL:
        data = MIGRATIONS[model](data)
        model += 1
    return {**data, "model": MODEL}
