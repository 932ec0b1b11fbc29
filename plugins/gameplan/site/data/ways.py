"""What leads on from a home page: doors, what cannot wait, everything there is."""

from __future__ import annotations

from dataclasses import dataclass

from .blocks import Block
from .pieces import Link


@dataclass(frozen=True)
class Door:
    """A way in from a home page."""

    title: str
    text: str
    action: Link
    icon: str


@dataclass(frozen=True)
class DoorsBlock(Block):
    """The ways in, as cards."""

    template = "doors"
    doors: tuple[Door, ...]


@dataclass(frozen=True)
class Urgent(Block):
    """What cannot wait."""

    template = "urgent"
    links: tuple[Link, ...]


@dataclass(frozen=True)
class KindsBlock(Block):
    """Everything there is, by section: each kind with its number of entries."""

    template = "kinds"
    sections: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]
