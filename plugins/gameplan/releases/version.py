"""The version of a release: how it is written, ordered and counted on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_WRITTEN = re.compile(r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})(?:\.(0|[1-9][0-9]{0,8}))?")


@dataclass(frozen=True, order=True)
class Version:
    """`3.0` or `3.0.1`, printed as it was written; `3.0` and `3.0.0` are equal."""

    major: int
    minor: int
    patch: int = 0
    text: str = field(default="", compare=False)

    @classmethod
    def parse(cls, text: str) -> Version:
        """The version written as `text`. Raises ValueError with a sentence that says how one is written."""
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise ValueError(
                f"'{text}' is not a version: write two or three numbers with dots between them, such as 3.0 or 3.0.1."
            )
        return cls(int(match[1]), int(match[2]), int(match[3] or 0), text)

    def __str__(self) -> str:
        return self.text or (f"{self.major}.{self.minor}" + (f".{self.patch}" if self.patch else ""))

    def next_for(self, impact: str) -> str:
        """The least version that may follow with changes of this impact, as `Impact` calls it; with "none", this one.

        A change that may be major, or may not, asks for a minor step. Raises KeyError for any other word.
        """
        return {
            "major": f"{self.major + 1}.0",
            "maybe-major": f"{self.major}.{self.minor + 1}",
            "minor": f"{self.major}.{self.minor + 1}",
            "patch": f"{self.major}.{self.minor}.{self.patch + 1}",
            "none": str(self),
        }[impact]

    def step_to(self, other: Version) -> str:
        """How far it is to another version: "major", "minor", "patch", or "none" where that is not later."""
        if other <= self:
            return "none"
        if other.major != self.major:
            return "major"
        return "minor" if other.minor != self.minor else "patch"
