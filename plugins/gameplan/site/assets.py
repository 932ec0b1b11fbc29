"""The one style sheet and the one script of a site, put together from the files under `assets/`.

Each file is for one thing. What readers fetch is one file of each, without comments and indents.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_ASSETS = Path(__file__).parent.parent / "assets"

STYLES = (
    "palette", "shared", "frame", "chips", "lists", "editions", "why", "tables", "rules",
    "guides", "escalation", "indexes", "charts", "procedures", "home", "scoreboard", "changes",
    "terms", "roles", "map", "paper", "cures",
)  # fmt: skip
"""The files of `assets/style/`. Where two rules weigh the same, the later one wins; beyond that, neighbours are alike,
since that is what hosts compress best."""

SCRIPTS = (
    "start", "memory", "dates", "copy", "search", "names", "meanings", "releases", "role", "marks",
    "visit", "changes", "guide", "tables", "map", "print", "end",
)  # fmt: skip
"""The files of `assets/script/`, which share one function: what stands in one is known in all."""

_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*$", re.DOTALL | re.MULTILINE)

_SPACE = re.compile(r"""("[^"]*"|'[^']*')|;?\s*([{}])\s*|([,:;])\s+|\s+([>~])\s+|\s+(!)|\n""")
"""Strings, which stay as they are, and the white space of a style sheet that says nothing."""


@cache
def style() -> str:
    """The style sheet of the site."""
    return _tight(_joined("style", STYLES, "css"))


@cache
def whole_style() -> str:
    """The style sheet of a document that stands alone: what a theme would give first, then that of the site."""
    return _tight(_joined("style", ("alone",), "css")) + style()


@cache
def script() -> str:
    """The script of the site."""
    return f'(function () {{\n"use strict";\n{_joined("script", SCRIPTS, "js")}}})();\n'


def _joined(folder: str, names: tuple[str, ...], ending: str) -> str:
    """Our own files one after the other; only comments on lines of their own go, with indents and empty lines."""
    text = "\n".join((_ASSETS / folder / f"{name}.{ending}").read_text(encoding="utf-8") for name in names)
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def _tight(css: str) -> str:
    """A style sheet of our own without the white space that only people need."""
    return _SPACE.sub(lambda m: m[1] or m[2] or m[3] or m[4] or m[5] or " ", css).strip() + "\n"
