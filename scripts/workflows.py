"""Write .github/ from the texts that `gameplan init` writes, so that this repository uses what it hands out.

Only three things are different here: Gameplan is installed from these sources, the site's level is that of the
example, and the pinned versions lie under requirements/.

Dependabot proposes newer actions in .github/ alone. `python -m scripts.workflows --pins` takes them over into the
texts first; `tests/test_workflows.py` says when that was forgotten.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from gameplan import starter

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "plugins" / "gameplan" / "starter" / "files"
PIN = re.compile(r"uses: ([\w./-]+)@([0-9a-f]{40}) # (\S+)")
"""An action by its commit, with its version in a comment."""

_INSTALL = (
    "python -m pip install --requirement requirements/publish.txt && "
    "python -m pip install --no-deps --no-build-isolation ."
)


def files() -> dict[str, str]:
    """The files by their paths from the root of this repository."""
    return starter.github("public", install=_INSTALL, pins="/requirements")


def take_pins() -> None:
    """Put the pins that stand in .github/ into the texts."""
    for name in files():
        text = TEXTS / name.removeprefix(".")
        new = with_pins(text.read_text(encoding="utf-8"), (ROOT / name).read_text(encoding="utf-8"))
        text.write_text(new, encoding="utf-8", newline="\n")


def with_pins(text: str, other: str) -> str:
    """A text with each of its actions pinned as another text pins it."""
    pins = {m[1]: m[0] for m in PIN.finditer(other)}
    return PIN.sub(lambda m: pins.get(m[1], m[0]), text)


def main(arguments: list[str]) -> None:
    if arguments == ["--pins"]:
        take_pins()
    for name, text in files().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
