"""The page of a check: its words, its examples, and what those really raise.

A check's docstring is its page and its test. Examples are files that lie over a small clean playbook;
`# finding` stands at the end of each line that a bad one is found at.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .checks import BY_CODE, CHECKS, RETIRED
from .checks.check import Check
from .checks.engine import Judged, Loudness, judge
from .checks.ground import Ground
from .diagnostics import did_you_mean
from .loader import Loaded, load
from .settings import Limits
from .source import from_memory

DAY = dt.date(2026, 6, 1)
"""The day on which all examples are judged."""

_CLEAN = Path(__file__).parent / "checks" / "clean"
_PLAYBOOK = "merrowby"
_MARK = re.compile(r"[ \t]*# finding\b.*$", re.M)
_HEADING = re.compile(r"^## (.+)$", re.M)
_BLOCK = re.compile(r'^```yaml title="([^"]+)"\n(.*?)^```$', re.M | re.S)


@dataclass(frozen=True)
class Example:
    """Files that are found wrong at the `marks` (path below the playbooks folder, line), or not at all."""

    heading: str
    files: dict[str, str]
    marks: tuple[tuple[str, int], ...]

    @property
    def bad(self) -> bool:
        """Whether it should be found wrong."""
        return self.heading.startswith("Bad")


def examples(check: Check) -> Iterator[Example]:
    """The examples of a check, under headings that begin with Bad or Good."""
    pieces = _HEADING.split(check.text)
    for heading, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if heading.startswith(("Bad", "Good")):
            written = {_address(title): body for title, body in _BLOCK.findall(text)}
            marks = tuple(
                (path, n)
                for path, body in written.items()
                for n, line in enumerate(body.splitlines(), 1)
                if _MARK.search(line)
            )
            yield Example(heading, {path: _MARK.sub("", body) for path, body in written.items()}, marks)


def _address(title: str) -> str:
    """A file of the clean playbook, or with `../` of one beside it."""
    return title.removeprefix("../") if title.startswith("../") else f"{_PLAYBOOK}/{title}"


@lru_cache
def clean() -> dict[str, str]:
    """The small clean playbook under all examples, by path below the playbooks folder."""
    return {f"{_PLAYBOOK}/{p.name}": p.read_text(encoding="utf-8") for p in sorted(_CLEAN.glob("*.yml"))}


def played(
    example: Example, checks: Iterable[Check] = CHECKS, profile: str = "default"
) -> tuple[Loaded, Judged]:
    """An example over the clean playbook, as it loads and as checks judge it.

    A file that is only blank takes the file of the same name away.
    """
    files = {path: text for path, text in {**clean(), **example.files}.items() if text.strip()}
    loaded = load(from_memory(files), Limits())
    return loaded, judge(checks, Ground(loaded.graph, DAY), Loudness(profile))


def find(code: str) -> Check | str:
    """The check with a code, or the sentence to answer with: it was retired, or there is none."""
    code = code.strip().upper()
    if check := BY_CODE.get(code):
        return check
    if code in RETIRED:
        return f"{code} was retired. {RETIRED[code]}"
    near = did_you_mean(code, BY_CODE)
    return f"There is no check '{code}'." + (f" Did you mean {near}?" if near else "")
