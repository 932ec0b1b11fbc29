"""A single text in the place of a value, or what is said where something else stands there."""

from __future__ import annotations

from ...document import Mapping, Node, Scalar, Sequence
from ..fields import Reading


def scalar_at(node: Node, reading: Reading, form: str) -> Scalar | None:
    """The node as a scalar, or None after a finding that says what is there instead."""
    if isinstance(node, Scalar):
        if node.is_empty:
            reading.say("SHP02", node, f"{reading.name} is empty.", help=f"Write {form}, or delete it.")
            return None
        return node
    if hint := _meant_as_text(node, reading):
        reading.say(
            "SYN10",
            node,
            f"{reading.name} is meant as text here, but YAML reads {found(node)}.",
            help=f"Put quotes around it: {hint}",
        )
        return None
    help = f"Write {form} after `{reading.name}:`."
    if isinstance(node, Mapping) and not node.flow:
        help = f"A colon with a space behind it makes a field of a text. {_in_quotes(node, reading)}"
    elif " " in reading.name:
        help = f"Write {form} behind the hyphen, without brackets or another hyphen."
        if isinstance(node, Mapping):
            help = f"Write {form} without braces, or put quotes around the whole."
    reading.say("SHP02", node, f"{reading.name} must be {form}, but here is {found(node)}.", help=help)
    return None


def found(node: Node) -> str:
    """What stands at a node, as messages call it."""
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a set of fields"
    return "text"


def is_empty(node: Node) -> bool:
    """Whether nothing is written at a node."""
    return isinstance(node, Scalar) and node.is_empty


def too_long(scalar: Scalar, reading: Reading) -> bool:
    """Whether a text is longer than a field may be, after a finding that says so."""
    if len(scalar.text) <= reading.field_limit:
        return False
    reading.say(
        "SYN05",
        scalar,
        f"{reading.name} is longer than the limit of {reading.field_limit:,} characters (limits.field_characters).",
        help="Shorten it, or move a part of it to a page under docs/.",
    )
    return True


def _in_quotes(node: Node, reading: Reading) -> str:
    """The cure for a text over several lines that YAML took for fields."""
    span = node.span
    lines = [line.strip() for line in reading.lines[span.line - 1 : span.end_line]]
    lines[0] = reading.lines[span.line - 1][span.column - 1 :].strip()
    text = " ".join(lines)
    if len(lines) > 3 or len(text) > 90 or '"' in text or "\\" in text:
        return 'If it is one text, put a " before its first and after its last word.'
    return f'If it is one text, put quotes around it: "{text}"'


def _meant_as_text(node: Node, reading: Reading) -> str:
    """The quoted form of a text that YAML took for a list or mapping, or "" where it is none."""
    span = node.span
    if span.line != span.end_line:
        return ""
    raw = reading.lines[span.line - 1][span.column - 1 : span.end_column - 1].rstrip()
    flow_text = (
        isinstance(node, Mapping)
        and node.flow
        and all(isinstance(e.value, Scalar) and e.value.is_empty for e in node.entries)
    )
    if isinstance(node, Sequence) and raw.startswith("[") and len(node.items) == 1:
        around = reading.lines[span.line - 1][span.column - 2 : span.end_column]
        raw = around if around.startswith("[[") and around.endswith("]]") else raw
    reference = isinstance(node, Sequence) and node.flow and raw.startswith("[[")
    sentence = isinstance(node, Mapping) and not raw.startswith("{") and len(node.entries) == 1
    if not (flow_text or reference or sentence):
        return ""
    return '"' + raw.replace("\\", "\\\\").replace('"', '\\"') + '"'
