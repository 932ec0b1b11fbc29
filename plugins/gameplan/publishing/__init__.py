"""Publishing with mike: versions side by side in a branch, room for them, and which of them hold an entry."""

from __future__ import annotations

from .fault import CannotPublish
from .holding import Holding, Wanted, holding, wanted
from .publish import Done, Planned, Pruned, names, prune, publish, seconds
from .sizes import in_words
from .store import Entry, Shelf, Store, store_of

__all__ = [
    "CannotPublish", "Done", "Entry", "Holding", "Planned", "Pruned", "Shelf", "Store", "Wanted", "holding", "in_words",
    "names", "prune", "publish", "seconds", "store_of", "wanted",
]  # fmt: skip
