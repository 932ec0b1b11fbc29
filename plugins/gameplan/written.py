"""Pages written by hand: the `[[references]]` in them, what they mean, and what is wrong with them.

Which of the double brackets are references is for the site's own Markdown to say, so code stays
code; what they point at is asked of the same names as in the prose of a playbook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .diagnostics import Diagnostic, Severity, did_you_mean, in_order, one_of
from .graph import Graph
from .model.address import REFERENCE, references_in
from .resolve import Names, Resolution, Unknowns
from .source import START, Place, Span


@dataclass(frozen=True)
class WrittenPage:
    """A page under docs/ that may refer to a playbook.

    `path` is how it is printed, `url` its address from the root of the site, `text` the whole file.
    `seen` are the references that Markdown reads in it, each as often as it stands there.
    `playbook` is what its front matter says about where it belongs: a name, or "" for nothing.
    """

    path: str
    url: str
    title: str
    text: str
    seen: tuple[str, ...] = ()
    playbook: str = ""


class Written:
    """The pages written by hand of one site, judged by a graph without faults."""

    def __init__(self, pages: Iterable[WrittenPage], graph: Graph) -> None:
        self._names = Names(graph.entities, Unknowns())
        extended = {parent for parents in self._names.lineage().values() for parent in parents}
        own = [name for name in self._names.playbooks() if name not in extended]
        self.home = own[0] if len(own) == 1 else ""
        """The playbook a page belongs to that does not say: the only one that no other builds on."""
        self.mentions: dict[str, tuple[WrittenPage, ...]] = {}
        """By address: the pages that refer to it."""
        self.findings: tuple[Diagnostic, ...] = ()
        self.texts: dict[str, tuple[str, ...]] = {}
        found: list[Diagnostic] = []
        for page in sorted(pages, key=lambda p: p.path):
            self.texts[page.path] = tuple(page.text.split("\n"))
            found += self._judge(page)
        self.findings = in_order(found)

    def belongs(self, said: str) -> str:
        """The playbook of a page whose front matter says `said`; "" for none."""
        return said if said in self._names.playbooks() else "" if said else self.home

    def address(self, playbook: str, text: str) -> str:
        """The whole address that `[[text]]` means on a page of a playbook, or ""."""
        return self._resolve(playbook, text).address or ""

    def _resolve(self, playbook: str, text: str) -> Resolution:
        if playbook:
            return self._names.resolve_prose(playbook, text)
        return self._names.resolve_outside(text)

    def _judge(self, page: WrittenPage) -> Iterator[Diagnostic]:
        if page.playbook and page.playbook not in (*self._names.playbooks(), NO_PLAYBOOK):
            yield self._no_playbook(page)
        playbook = self.belongs(page.playbook)
        for text, span in _places(page):
            outcome = self._resolve(playbook, text)
            if outcome.address:
                others = self.mentions.get(outcome.address, ())
                self.mentions[outcome.address] = (*others, page) if page not in others else others
            elif outcome.finding:
                yield Diagnostic(
                    outcome.finding,
                    Severity.ERROR,
                    outcome.message,
                    Place(page.path, span),
                    label=outcome.label,
                    help=outcome.help,
                    related=outcome.related,
                )

    def _no_playbook(self, page: WrittenPage) -> Diagnostic:
        known = self._names.playbooks()
        near = did_you_mean(page.playbook, known)
        listed = (
            f"There are {one_of(known, 'and')}."
            if len(known) > 1
            else f"There is {known[0]}."
            if known
            else ""
        )
        offset = page.text.find(page.playbook)
        return Diagnostic(
            "REF01",
            Severity.ERROR,
            f"The page says it belongs to the playbook '{page.playbook}', which is not there.",
            Place(page.path, _span(page.text, offset, len(page.playbook)) if offset >= 0 else START),
            label="no such playbook",
            help=f"Did you mean '{near}'?"
            if near
            else f"{listed} `playbook: {NO_PLAYBOOK}` is for none.".lstrip(),
        )


NO_PLAYBOOK = "none"
"""What the front matter of a page says that belongs to no playbook."""


def _places(page: WrittenPage) -> Iterator[tuple[str, Span]]:
    """Each reference that Markdown sees, with its place. One that comes from elsewhere, a snippet
    say, stands at the beginning of the page."""
    left = Counter(page.seen)
    # Where the same words stand in code too, those outside of it are the ones that count.
    outside = [(f.target, f.offset) for f in references_in(page.text)]
    anywhere = [(m[1].strip(), m.start()) for m in REFERENCE.finditer(page.text)]
    for text, offset in dict.fromkeys([*outside, *anywhere]):
        if left[text] > 0:
            left[text] -= 1
            yield text, _span(page.text, page.text.index(text, offset), len(text))
    for text in left.elements():
        yield text, START


def _span(text: str, offset: int, length: int) -> Span:
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Span(line, column, line, column + length)
