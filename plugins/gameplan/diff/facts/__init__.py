"""What is different between two states, said flatly: nothing here knows what a difference means."""

from __future__ import annotations

from .fact import Fact, State, Thing, kind_of
from .gather import facts
from .holds import bound, in_force
from .pairs import Pairs

__all__ = ["Fact", "Pairs", "State", "Thing", "bound", "facts", "in_force", "kind_of"]
