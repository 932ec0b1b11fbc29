"""A text as the pieces that people take for one: words, numbers, marks, links, and characters of scripts without spaces.

White space is no piece. What stands between two pieces is read from the text by their places, so that
nothing of it is lost and re-wrapping changes no piece.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple


class Token(NamedTuple):
    """A piece of a text: `key` is what it is compared by (its white space, inside a link, is one blank);
    `start` and `end` are its place."""

    key: str
    start: int
    end: int


# Kana, Han, Thai, Lao, Myanmar, Khmer: written without spaces between words.
_SPACELESS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = rf"[^\W_{_SPACELESS}]+"
# Each repetition is bounded or stops at the character it starts with, so reading is linear in the text.
_TOKEN = re.compile(
    rf"""
    \[\[(?!\s)[^\[\]\n]{{1,300}}\]\]                        # [[kind/id|words]]
  | !?\[[^\[\]]{{0,300}}\]\([^()\s]{{0,500}}\)              # [words](target), ![words](target)
  | (?:https?://|mailto:|www\.)[^\s<>()\[\]"“”]*[^\s<>()\[\]"“”.,;:!?'’*_]
  | (?:[@\#]|[-−+±~<>≤≥]?[$€£¥]?(?=\d))?                    # @handle, #tag, -5, €20
    {_RUN}(?:(?:['’\-‑.@&]|_+|(?<=\d)[:,/](?=\d)){_RUN})*   # don't, e-mail, 18:00, 1,140, example.org
    (?:(?<=\d)[%‰°€£$])*
  | [\U0001f1e6-\U0001f1ff]{{2}}                            # a flag is two letters
  | ([^\w\s])\1*                                            # punctuation, ** and ``` and ...
  | _+
  | \S
    """,
    re.X,
)
_JOINER = "\u200d"
_SKINS = range(0x1F3FB, 0x1F400)
_IS_SPACELESS = re.compile(rf"[{_SPACELESS}]")


def tokens(text: str) -> list[Token]:
    """The pieces of a text, in order; all that stands between them is white space."""
    found = [(match.start(), match.end()) for match in _TOKEN.finditer(text)]
    if marks := {c for c in set(text) if _is_mark(c)}:
        found = _whole_characters(text, found, marks)
    return [Token(_key(text[start:end]), start, end) for start, end in found]


def is_word(token: Token) -> bool:
    """Whether a piece is more than punctuation: it has a letter, a digit or a picture in it."""
    return token.key[0].isalnum() or any(c.isalnum() or unicodedata.category(c) == "So" for c in token.key)


def is_number(key: str) -> bool:
    """Whether there is a digit or a fraction in it; the Chinese numerals are letters."""
    return not key.isalpha() and any(c.isnumeric() and not c.isalpha() for c in key)


def shown(key: str) -> tuple[str, bool]:
    """What readers see of a piece, and whether it is a link: of a link its words, of an address nothing."""
    if key.startswith("[[") and key.endswith("]]"):
        return key[2:-2].partition("|")[2], True
    if len(key) > 1 and key.endswith(")") and "](" in key:
        return key[key.index("[") + 1 : key.index("](")], True
    if "://" in key or "@" in key or key.startswith(("#", "www.", "mailto:")):
        return "", True
    return key, False


def _key(written: str) -> str:
    return " ".join(written.split()) if written[:1] in ("[", "!") and len(written) > 1 else written


def _is_mark(c: str) -> bool:
    """Whether a character belongs to the one before it: a combining mark, a joiner, a shade of skin."""
    return not c.isascii() and (unicodedata.category(c)[0] == "M" or c in "\u200c\u200d" or ord(c) in _SKINS)


def _whole_characters(text: str, found: list[tuple[int, int]], marks: set[str]) -> list[tuple[int, int]]:
    """Puts together what marks made two pieces."""
    whole: list[tuple[int, int]] = []
    broken = False  # the piece before ends with a mark that may stand within a word
    for start, end in found:
        here = text[start]
        touches = bool(whole) and whole[-1][1] == start
        mark = here in marks
        goes_on = broken and (
            text[start - 1] == _JOINER
            or (here.isalnum() and text[whole[-1][0]].isalnum() and not _IS_SPACELESS.match(here))
        )
        if touches and (mark or goes_on):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
        broken = touches and mark
    return whole
