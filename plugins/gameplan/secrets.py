"""Texts that look like a password, token or recovery code: never in git, so refused (SAF01).

One pass over every value and key of a document, or over the lines of one that cannot be read. What
is found is masked in every excerpt and message, since findings end up in public logs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from .diagnostics import Diagnostic
from .document import Document, scalars, span_within
from .source import Place, Span

_SECRET = re.compile(
    r"""(?P<token>
          gh[pousr]_[A-Za-z0-9]{20,} | github_pat_\w{20,} | glpat-[\w-]{16,} | xox[abprs]-[\w-]{10,}
        | (?:AKIA|ASIA)[0-9A-Z]{16} | AIza[\w-]{30,} | [rsp]k_(?:live|test)_\w{16,} | npm_[A-Za-z0-9]{30,}
        | pypi-[A-Za-z0-9_-]{30,} | sk-[A-Za-z0-9_-]{24,} | EAA[A-Za-z0-9]{30,} | ya29\.[\w-]{20,}
        | eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,} | -----BEGIN[ ][A-Z ]*PRIVATE[ ]KEY-----
        | otpauth://\S+
        | (?<![\w/.#@-])(?![A-Fa-f0-9]{40}(?!\w))(?=\d*[A-Fa-f])[A-Fa-f0-9]{32,}(?![\w/.-])
        | (?<![\w/.#@-])(?=[\w+=]*[a-z])(?=[\w+=]*[A-Z])(?=(?:[\w+=]*\d){3})[A-Za-z0-9_+=]{20,}(?![\w/.-])
    ) | (?P<code>
          (?<![\w-])(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]{4,6}(?:-[A-Z0-9]{4,6}){2,}(?![\w-])
        | (?<![\w-])\d{4}[- ]\d{4}(?:[- ]\d{4})?(?=[,;\s]+\d{4}[- ]\d{4})
        | (?<![\w-])[a-z0-9]{4,5}-(?=[a-z]*\d)[a-z0-9]{4,5}(?=[,;\s]+[a-z0-9]{4,5}-[a-z0-9]{4,5})
    ) | (?P<said>
          (?i:\b(?:password|passwort|kennwort|passphrase|passcode|pass|pin\ code|api[ _]key|access[ _]token|
             (?:aws_)?secret(?:_access)?[ _]key|recovery[ ]codes?|backup[ ]codes?|login)\b
             \s*(?:is|are|=|:|(?=\s[`\d]))\s*)[`"']?
          (?P<value>(?=[^\s\])]*[\d!$%&*@#^/])(?!https?:|(?i:1password|bitwarden|keepass|lastpass|dashlane))[^\s\])`"']{6,})
        | (?i:\bpin\b\s*(?:is|=|:)\s*)(?P<pin>\d{4,8})(?!\d)
    ) | (?P<inurl> \b[a-z]{3,8}://[^\s/@:]+:(?P<key>[^\s/@]{3,})@ )""",
    re.VERBOSE,
)
_SAID = (
    "pass", "kennwort", "login", "api key", "api_key", "secret key", "secret_key", "access key", "access_key",
    "access token", "access_token", "recovery code", "backup code", "private key",
)  # fmt: skip
_PIN = re.compile(r"\bpin\b")
_DATE = re.compile(r"\d{4}-\d\d-\d\d[.,;:)]*")
_KEPT = frozenset(("stored", "recovery"))
"""Fields that name the place where a key is kept; some people write the key itself."""
_LIKE_A_PASSWORD = re.compile(
    r"(?=\S*[a-z])(?=\S*[A-Z])(?=\S*\d)(?=\S*[!\"#$%&*;<=>?@^`{|}~§€£+])(?!\S+@\S+\.\S)(?!\S*://)\S{8,}"
)
_SPACED = re.compile(r"\d{4} \d{4}")
_DIGIT = re.compile(r"\d")
_MASK = "•••"


def _may_hold(text: str) -> bool:
    """Whether a text has what all patterns above need one of; most texts have not, and this is quick to see."""
    low = text.lower()
    for word in _SAID:
        if word in low:
            return True
    if ("@" in text and "://" in text) or ("pin" in low and _PIN.search(low)):
        return True
    # A long word without a digit, a capital or an underscore is a word, or an id.
    long = [word for word in text.split() if len(word) >= 9]
    for word in long:
        if _DIGIT.search(word) and not _DATE.fullmatch(word):
            return True
        if len(word) >= 16 and (word != word.lower() or "_" in word):
            return True
    return _SPACED.search(text) is not None


@lru_cache(maxsize=65536)
def secret_in(text: str) -> tuple[int, int] | None:
    """The offsets of what looks like a password, token or recovery code, or None."""
    if len(text) < 9 or not _may_hold(text):
        return None
    match = _SECRET.search(text)
    if match is None:
        return None
    for group in ("value", "pin", "key", "token", "code"):
        if match[group]:
            return match.span(group)
    return None


def secrets_of(document: Document) -> Iterator[Span]:
    """Where something that looks like a secret stands: in a value, in a key, or in the bare text of a
    document that has no tree."""
    if document.root is None:
        for number, line in enumerate(document.lines, 1):
            if (found := secret_in(line)) is not None:
                yield Span(number, found[0] + 1, number, found[1] + 1)
        return
    before = ""
    for scalar in scalars(document.root):
        if before in _KEPT and _LIKE_A_PASSWORD.fullmatch(scalar.text.strip()):
            yield span_within(scalar, 0, len(scalar.text), document.lines)
        elif (found := secret_in(scalar.text)) is not None:
            yield span_within(scalar, found[0], found[1] - found[0], document.lines)
        before = scalar.text


class Masks:
    """What must not be printed: the places of secrets, and their words."""

    def __init__(self, texts: dict[str, tuple[str, ...]], places: Iterable[Place]) -> None:
        self._places = frozenset(places)
        self._words: set[str] = set()
        self._lines: dict[str, dict[int, str]] = {}
        for path, span in self._places:
            line = texts[path][span.line - 1] if span.line <= len(texts.get(path, ())) else ""
            stop = span.end_column - 1 if span.end_line == span.line else len(line)
            word = line[span.column - 1 : stop]
            if len(word.strip()) >= 4:
                self._words.add(word)
            kept = self._lines.setdefault(path, {}).get(span.line, line)
            self._lines[path][span.line] = kept[: span.column - 1] + "•" * len(word) + kept[stop:]

    def texts(self, texts: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """The texts with every secret blotted out, character by character."""
        return {
            path: tuple(self._lines[path].get(n, line) for n, line in enumerate(lines, 1))
            if path in self._lines
            else lines
            for path, lines in texts.items()
        }

    def findings(self, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """The findings without the words of secrets, and without what else is said of a secret's place."""
        for d in findings:
            if d.code != "SAF01" and d.place in self._places:
                continue
            yield replace(d, message=self._said(d.message), help=self._said(d.help)) if self._words else d

    def _said(self, text: str) -> str:
        for word in self._words:
            text = text.replace(word, _MASK)
        return text


def blotted(text: str, field: str = "") -> str:
    """A text with whatever in it looks like a secret blotted out. `field` is the last step of its name."""
    if field in _KEPT and _LIKE_A_PASSWORD.fullmatch(text.strip()):
        return _MASK
    while (found := secret_in(text)) is not None:
        text = text[: found[0]] + _MASK + text[found[1] :]
    return text
