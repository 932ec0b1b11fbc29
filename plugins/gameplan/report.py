"""One run as it is printed: what each format shows of what was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .checks.engine import SHOWN, most_useful
from .diagnostics import has_errors
from .explain import rules
from .loader import Loaded
from .project import Checked
from .reports import summary
from .reports.github import as_github
from .reports.json import as_json
from .reports.rules import Accepted
from .reports.sarif import as_sarif
from .reports.summary import as_summary
from .reports.text import as_text, safe, summary_line
from .sight import Sight

FORMATS = ("text", "github", "json", "sarif")


@dataclass(frozen=True)
class Report:
    """What was read and found, ready to be printed. `guide` is where the pages of the checks are published,
    `source_url` where the files of the repository can be seen; both may be ""."""

    loaded: Loaded
    checked: Checked
    guide: str = ""
    source_url: str = ""

    def printed(self, form: str, *, everything: bool = False, colour: bool = False) -> str:
        """The run in one of FORMATS. `everything` and `colour` are for text."""
        checked = self.checked
        if form == "json":
            return as_json(checked.findings, waived=len(checked.waived), base=self.guide)
        if form == "sarif":
            accepted = [
                *(Accepted(w.finding, w.reason) for w in checked.waived),
                *(Accepted(d, in_source=False) for d in checked.known),
            ]
            return as_sarif(
                checked.findings, rules(), accepted=accepted, texts=self.loaded.texts, base=self.guide
            )
        if form == "github":
            return as_github(checked.findings, rules(), base=self.guide) + self._closing(
                len(checked.findings)
            )
        return self._text(everything=everything, colour=colour)

    def summary(self) -> str:
        """The run as Markdown."""
        checked, graph = self.checked, self.loaded.graph
        owners = {}
        for address, entity in graph.entities.items():
            if (role := graph.role(entity.owner)) is not None:
                owners[address] = role.title
        return as_summary(
            checked.findings,
            rules(),
            waived=len(checked.waived),
            known=len(checked.known),
            sights=[
                summary.Sight(
                    s.playbook.title, s.whole, s.tactics, tuple((b.tactic.title, b.missing) for b in s.breaks)
                )
                for s in checked.sights
            ],
            owners=owners,
            base=self.guide,
            source_url=self.source_url,
        )

    def _text(self, *, everything: bool, colour: bool) -> str:
        checked = self.checked
        shown = checked.findings if everything else most_useful(checked.findings, SHOWN)
        told = as_text(shown, self.loaded.texts, colour=colour) + "\n" if shown else ""
        return told + self._closing(len(shown))

    def _closing(self, shown: int) -> str:
        return "".join(f"{line}\n" for line in (*self._counts(shown), *self._sights()))

    def _counts(self, shown: int) -> Iterator[str]:
        entries, playbooks = len(self.loaded.graph.entities), len(self.loaded.folders)
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
        # Behind a dash no title can begin the line: `::` there is a command to GitHub's runner.
        yield f"  - {safe(gap.tactic.title)} {gap.missing}{_where(gap.at, str(gap.tactic.address))}."
    if len(sight.breaks) > SHOWN:
        yield f"  And {len(sight.breaks) - SHOWN} more."


def _where(at: str, tactic: str) -> str:
    return "" if at == tactic else f" ({at})"
