"""One run as it is printed: what each format shows of what was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .checks.engine import SHOWN, most_useful
from .diagnostics import has_errors
from .loader import Loaded
from .project import Checked
from .reports.json import as_json
from .reports.text import as_text, safe, summary_line
from .sight import Sight

FORMATS = ("text", "json")


@dataclass(frozen=True)
class Report:
    """What was read and found, ready to be printed. `guide` is where the pages of the checks are published."""

    loaded: Loaded
    checked: Checked
    guide: str = ""

    def printed(self, form: str, *, everything: bool = False, colour: bool = False) -> str:
        """The run in one of FORMATS. `everything` and `colour` are for text."""
        if form == "json":
            return as_json(self.checked.findings)
        return self._text(everything=everything)

    def summary(self) -> str:
        """The run as Markdown."""
        return ""

    def _text(self, *, everything: bool) -> str:
        checked = self.checked
        shown = checked.findings if everything else most_useful(checked.findings, SHOWN)
        pieces = [as_text(shown, self.loaded.texts) + "\n"] if shown else []
        pieces += [f"{line}\n" for line in (*self._counts(len(shown)), *self._sights())]
        return "".join(pieces)

    def _counts(self, shown: int) -> Iterator[str]:
        entries, playbooks = len(self.loaded.graph.entities), len(self.loaded.graph.playbooks())
        checked = self.checked
        yield (
            f"{summary_line(checked.findings)} in {entries} {'entry' if entries == 1 else 'entries'} "
            f"of {playbooks} playbook{'' if playbooks == 1 else 's'}."
        )
        if shown < len(checked.findings):
            yield f"The {len(checked.findings) - shown} that are not shown: gameplan check --all"
        if checked.waived:
            yield f"{len(checked.waived)} accepted by a waiver."
        if checked.known:
            yield f"{len(checked.known)} known from the baseline."
        if has_errors(self.loaded.findings):
            yield "The checks of the strategy wait until these errors are mended."

    def _sights(self) -> Iterator[str]:
        for sight in self.checked.sights:
            yield from _lines(sight)


def _lines(sight: Sight) -> Iterator[str]:
    yield (
        f"Line of sight of {safe(sight.playbook.title)}: {sight.whole} of {sight.tactics} active tactics lead to the vision "
        f"({sight.share} per cent)."
    )
    for gap in sight.breaks[:SHOWN]:
        yield f"  {safe(gap.tactic.title)} {gap.missing}{_where(gap.at, str(gap.tactic.address))}."
    if len(sight.breaks) > SHOWN:
        yield f"  And {len(sight.breaks) - SHOWN} more."


def _where(at: str, tactic: str) -> str:
    return "" if at == tactic else f" ({at})"
