"""How wide words are, near enough: a picture made without a browser has to break its lines by itself.

Fonts differ, so widths are those of a wide sans; a line may end a little early, and does not run over.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WIDTHS = {
    0.3: " .,:;'|!ijlI‘’·",
    0.38: '()[]{}-/\\"ftr*`',
    0.6: "abcdeghknopqsuvxyzFJLT0123456789$?_+=<>~€£",
    0.7: "ABCEKPSVXYZRUw&#",
    0.8: "DGHNOQ–",
    0.96: "mMW%@—…",
}
_KNOWN = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_ELLIPSIS = "…"


@lru_cache(maxsize=4096)
def _letter(letter: str) -> float:
    """The width of a letter in ems."""
    if letter in _KNOWN:
        return _KNOWN[letter]
    if unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return 1.05
    if ord(letter) >= 0x1F000:
        return 1.4
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain != letter and plain in _KNOWN:
        return _KNOWN[plain] + (0.05 if plain in "iIl" else 0.0)
    return 0.82 if letter.isupper() else 0.72


def measure(text: str) -> float:
    """The width of a text in ems."""
    return sum(_letter(letter) for letter in text)


def lines(text: str, room: float, most: int) -> tuple[tuple[str, ...], bool]:
    """A text in at most so many lines of `room` ems, and whether something had to be left out."""
    found: list[str] = []
    line = ""
    for word, glued in _words(" ".join(text.split()), room):
        longer = line + ("" if glued or not line else " ") + word
        if line and measure(longer) > room:
            found.append(line)
            line = word
        else:
            line = longer
        if len(found) > most:
            break
    if line:
        found.append(line)
    if len(found) <= most:
        return tuple(found), False
    last = found[most - 1]
    while last and measure(last + _ELLIPSIS) > room:
        last = _shorter(last)
    return (*found[: most - 1], last.rstrip(" ,;:-") + _ELLIPSIS), True


def _words(text: str, room: float) -> Iterator[tuple[str, bool]]:
    """The pieces a text may break between, and whether a piece is glued to the one before.

    Between wide letters, as in Chinese and Japanese, a line may break anywhere, and so it may in a word that is wider
    than the line.
    """
    for word in text.split(" "):
        piece, size, glued = "", 0.0, False
        for letter in word:
            width = _letter(letter)
            wide = unicodedata.east_asian_width(letter) in ("W", "F")
            if piece and width and (size + width > room or wide):
                yield piece, glued
                piece, size, glued = "", 0.0, True
            piece += letter
            size += width
        yield piece, glued


def _shorter(text: str) -> str:
    """A text without its last letter and the marks on it."""
    end = len(text) - 1
    while end > 0 and not _letter(text[end]):
        end -= 1
    return text[:end]
