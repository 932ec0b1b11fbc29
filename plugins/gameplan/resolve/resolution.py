"""The answer to the question what a reference means."""

from __future__ import annotations

from dataclasses import dataclass

from ..diagnostics import Label


@dataclass(frozen=True)
class Resolution:
    """What a reference means (`address`), or the finding that says why it means nothing.

    Neither where the target exists but could not be read.
    """

    address: str | None = None
    finding: str = ""
    message: str = ""
    help: str = ""
    label: str = ""
    related: tuple[Label, ...] = ()
    sure: bool = False
    """Whether the cure is no guess: an old id, say."""
