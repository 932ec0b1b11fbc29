"""Whom to reach: a role with those who hold it, how they are reached, and who stands in."""

from __future__ import annotations

from dataclasses import dataclass

from .pieces import Link, Pieces


@dataclass(frozen=True)
class Reached:
    """A role and how to reach it, as far as the build may say: people, numbers and addresses, a piece each.

    `deputy` stands in, and `deputy_calls` is how.
    """

    role: Link
    people: Pieces
    calls: tuple[Pieces, ...]
    deputy: Link | None = None
    deputy_calls: tuple[Pieces, ...] = ()


@dataclass(frozen=True)
class Duty:
    """A step of a procedure as it stands under the role that does it."""

    number: int
    anchor: str
    words: str
    clock: str


@dataclass(frozen=True)
class Party:
    """A role that has something to do, with its steps; `roles` is its address, for marks in the browser."""

    reached: Reached
    roles: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()
