"""One of a few words, and yes or no."""

from __future__ import annotations

from ...diagnostics import brief, mistyped, one_of
from ...document import Node
from ..fields import Compares, Reading
from .scalar import scalar_at


class ChoiceType:
    """One of a few words; each word has a sentence that says what it means."""

    compares = Compares.SCALAR

    def __init__(self, options: dict[str, str]) -> None:
        self.options = options
        self.form = one_of(list(options))

    def decode(self, node: Node, reading: Reading) -> str | None:
        scalar = scalar_at(node, reading, self.form)
        if scalar is None:
            return None
        word = scalar.text.strip()
        if word in self.options:
            return word
        near = mistyped(word.lower().replace(" ", "-").replace("_", "-"), self.options)
        choices = f"It is one of {one_of(list(self.options))}."
        meant = [f"{option} ({_in_brackets(about)})" for option, about in self.options.items()]
        if not near and sum(map(len, meant)) <= 400:
            choices = f"It is one of {one_of(meant)}."
        reading.say(
            "SHP04",
            scalar,
            f"'{brief(word)}' is not one of the choices for {reading.name}.",
            help=f"Did you mean '{near}'? {choices}" if near else choices,
            label="unknown word",
        )
        return None


def _in_brackets(sentence: str) -> str:
    """What a sentence says first, as a remark in brackets."""
    first = sentence.split(";")[0].removesuffix(".")
    return f"{first[:1].lower()}{first[1:]}"


class YesNoType:
    """Yes or no."""

    form = "true or false"
    compares = Compares.SCALAR

    def decode(self, node: Node, reading: Reading) -> bool | None:
        scalar = scalar_at(node, reading, self.form)
        if scalar is None:
            return None
        word = scalar.text.strip().lower()
        if word in ("true", "yes", "on"):
            return True
        if word in ("false", "no", "off"):
            return False
        reading.say("SHP02", scalar, f"{reading.name} must be true or false, not '{brief(scalar.text)}'.")
        return None
