"""Addresses: how everything in a playbook is pointed at (docs: concepts, "An address is a path").

`merrowby/tactics/evening-reply-rota` is the file, the page, what one types and what prose says.
A part follows a `#`. Inside its playbook the first segment may be left out; in a typed field the
bare id is enough.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID_LENGTH = 64
ID_RULE = "small letters a to z, digits and single hyphens between them, at most 64 characters"

RESERVED = frozenset(
    {
        "index", "404", "search", "assets", "javascripts", "stylesheets", "tags", "sitemap", "readme",
        "everyone", "con", "prn", "aux", "nul",
        *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10)),
        "constructor", "prototype", "proto",
    }
)  # fmt: skip
"""Ids that would overwrite a page or folder of the site, or that some systems cannot store."""

EVERYONE = "everyone"
"""The built-in role that everybody has."""

# [[kind/id]], [[kind/id#part]], [[kind/id|other words]]. A blank or bracket after [[ is not ours: `[[ -f x ]]`.
REFERENCE = re.compile(r"(?<!\[)\[\[(?![\s\[])([^\[\]|\n]+?)(?:\|([^\[\]\n]*))?\]\]")
_CODE = re.compile(
    r"(?P<fence>^[ ]{0,3}(?:`{3,}|~{3,})).*?(?:^[ ]{0,3}(?:`{3,}|~{3,})[ ]*$|\Z)|(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)",
    re.M | re.S,
)


@lru_cache(maxsize=65536)
def _spelled(playbook: str, kind: str, id: str, part: str) -> str:
    path = "/".join(step for step in (playbook, kind, id) if step)
    return f"{path}#{part}" if part else path


class Address(NamedTuple):
    """Where something lives: playbook, kind (plural, or `vision`, `escalation`), id and part.

    A singleton has no id; a playbook has neither kind nor id.
    """

    playbook: str
    kind: str = ""
    id: str = ""
    part: str = ""

    def __str__(self) -> str:
        return _spelled(*self)

    @property
    def entity(self) -> Address:
        """The address without its part."""
        return self._replace(part="") if self.part else self


def id_fault(text: str) -> str:
    """Why a text cannot be an id, as the end of a sentence; "" where it can."""
    if len(text) > ID_LENGTH:
        return f"is longer than {ID_LENGTH} characters"
    if not ID.fullmatch(text):
        return f"is not an id: use {ID_RULE}"
    if text in RESERVED:
        return "is a reserved word"
    return ""


_SPELT_OUT = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "å": "aa",
        "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "'": None, "’": None,
    }
)  # fmt: skip
"""Letters that have a spelling of their own in a to z; marks over other letters are dropped."""


def near_id(text: str) -> str:
    """An id made from any text, or "" where nothing usable is left."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(_SPELT_OUT)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", plain)
    id = "-".join(words)[:ID_LENGTH].rstrip("-")
    return "" if id in RESERVED else id


class Found(NamedTuple):
    """A reference found in prose: what it points at, its own words (or ""), and its offset."""

    target: str
    words: str
    offset: int
    length: int


def without_code(text: str) -> str:
    """A Markdown text with blanks in the place of code spans and code blocks."""
    if "`" in text or "~~~" in text:
        return _CODE.sub(lambda m: " " * len(m.group()), text)
    return text


def references_in(text: str) -> list[Found]:
    """The `[[references]]` of a prose text, those in code spans and code blocks left alone."""
    if "[[" not in text:
        return []
    text = without_code(text)
    return [
        Found(m[1].strip(), (m[2] or "").strip(), m.start(), m.end() - m.start())
        for m in REFERENCE.finditer(text)
    ]
