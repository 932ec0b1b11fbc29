"""Numbers: exact ones, and whole ones."""

from __future__ import annotations

import re
from decimal import Decimal

from ...diagnostics import brief
from ...document import Node
from ..fields import Compares, Reading
from .scalar import scalar_at

NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,9})?")
"""A number as it is written."""


class NumberType:
    """A number, kept exactly as written."""

    form = "a number"
    compares = Compares.SCALAR

    def decode(self, node: Node, reading: Reading) -> Decimal | None:
        scalar = scalar_at(node, reading, self.form)
        if scalar is None:
            return None
        text = scalar.text.strip()
        if NUMBER.fullmatch(text):
            return Decimal(text)
        bare = re.sub(r"[,_\s%]|[^\d.\-]", "", text)
        if re.fullmatch(r"-?\d{16,}(\.\d*)?", text):
            help = "A number has at most 15 digits."
        elif re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", bare):
            help = f"Write it without commas or units: {bare}"
        else:
            help = "For example: 31 or 4.5"
        reading.say("SHP02", scalar, f"{reading.name} must be a number, not '{brief(text)}'.", help=help)
        return None


class WholeType:
    """A whole number, not below zero."""

    form = "a whole number"
    compares = Compares.SCALAR

    def decode(self, node: Node, reading: Reading) -> int | None:
        scalar = scalar_at(node, reading, self.form)
        if scalar is None:
            return None
        text = scalar.text.strip()
        if re.fullmatch(r"[0-9]{1,9}", text):
            return int(text)
        reading.say(
            "SHP02",
            scalar,
            f"{reading.name} must be a whole number, not '{brief(text)}'.",
            help="For example: 2",
        )
        return None
