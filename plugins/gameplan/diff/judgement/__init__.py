"""What facts mean for people: impact, flags, who is affected. One table says it for every field of the model."""

from __future__ import annotations

from .judge import judged
from .table import TABLE, row_of

__all__ = ["TABLE", "judged", "row_of"]
