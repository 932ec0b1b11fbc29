"""Text: a plain line, Markdown, and the notes of editors."""

from __future__ import annotations

import re

from ...diagnostics import brief
from ...document import Node, Scalar, span_within
from ..address import without_code
from ..fields import Compares, ProseText, Reading
from .scalar import scalar_at, too_long
from .web import WITHOUT_SCHEME


class LabelType:
    """Plain text on one line: shown as it is, never as Markdown."""

    form = "text"
    compares = Compares.TEXT

    def decode(self, node: Node, reading: Reading) -> str | None:
        scalar = scalar_at(node, reading, self.form)
        if scalar is None or too_long(scalar, reading):
            return None
        return " ".join(scalar.text.split())


class ProseType:
    """Markdown, with `[[references]]`."""

    form = "text"
    compares = Compares.TEXT

    def decode(self, node: Node, reading: Reading) -> str | None:
        scalar = scalar_at(node, reading, self.form)
        if scalar is None or too_long(scalar, reading):
            return None
        text = scalar.text.strip()
        if "www." in text:
            _dead_links(scalar, reading)
        if "[[" in text:
            reading.proses.append((reading.address, ProseText(scalar.text, scalar, reading.field)))
        return text


class NotesType(ProseType):
    """Text for editors, in which references are not resolved, since it is never published."""

    def decode(self, node: Node, reading: Reading) -> str | None:
        scalar = scalar_at(node, reading, self.form)
        if scalar is None or too_long(scalar, reading):
            return None
        return scalar.text.strip()


_DEAD_LINK = re.compile(r"\]\(\s*<?(www\.[^\s<>()]+)|^[ ]{0,3}\[[^\]\n]+\]:\s*<?(www\.[^\s<>]+)", re.I | re.M)


def _dead_links(scalar: Scalar, reading: Reading) -> None:
    """Links in a text that browsers would look for within the site."""
    for match in _DEAD_LINK.finditer(without_code(scalar.text)):
        group = 1 if match[1] else 2
        start, end = match.span(group)
        place = span_within(scalar, start, end - start, reading.lines)
        reading.say(
            "SHP09",
            place,
            f"This address cannot be linked: {WITHOUT_SCHEME}.",
            help=f"Write https://{brief(match[group])}",
        )
