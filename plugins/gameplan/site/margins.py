"""What stands in the margins of every printed sheet: what it is of, which edition, and who may read it.

The style sheet (`assets/style/paper.css`) says where; the words are custom properties that each page sets for
itself, so that they are there without a script.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from .foot import Foot

_LONGEST = 90
"""How many characters of a title stand in a margin: two lines beside the edition."""
_PLAIN = re.compile(
    r"[^A-Za-z0-9 .,:;()'\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2c00-\ud7ff\uf900-\ufdcf\uff01-\uffdc]"
)
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff]+"
)


def margins(foot: Foot, page: str) -> Markup:
    """The style element of a page with a title; it belongs into the head of the page."""
    title = foot.title if page in ("", foot.title) else f"{foot.title} · {page}"
    edition = foot.words
    if foot.since is not None:
        edition += f", in force from {foot.since.words}"
    words = {"title": title, "edition": edition, "readers": foot.readers}
    said = "".join(f"--gp-paper-{name}:{css_string(text)};" for name, text in words.items() if text)
    return Markup("<style>:root{{{}}}</style>").format(Markup(said))  # every sign of it is escaped below


def css_string(text: str) -> str:
    """A text as a string of CSS, on one line, that neither CSS nor the HTML around it can end early.

    What is no letter, digit or common sign is written as its number. Signs that cannot be seen go.
    """
    text = " ".join(_UNSEEN.sub(" ", text).split())
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1].rstrip() + "…"
    return '"' + _PLAIN.sub(lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'
