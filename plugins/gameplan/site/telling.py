"""A release as pages tell it: which changes are of one thing, what is said of each, and for whom.

Every text of a release was written by somebody: here it becomes plain words, which the renderer escapes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..diff.change import Change, Comparison, Impact, Word
from ..diff.words.phrases import in_words, phrase
from ..diff.words.pieces import around, cut, is_editorial
from ..graph import Graph
from ..history import History, Step
from ..model import KINDS, Entity
from ..model.address import EVERYONE, REFERENCE
from ..model.fields import Shows
from ..model.types import Part
from ..prose import Pointer
from . import words
from .data.changes import Changed, ChangeLine, Effect, Stretch
from .data.pieces import Chip, Link, Pieces
from .desk import HIDDEN, Desk, Site

UPCOMING = "upcoming"
"""What stands for a version while a release is not made yet."""

_PHRASES_AT_MOST = 4
_CONTEXT = 120
_ABOUT = 220
_GONE = ("renamed", "moved", "retired", "removed")
_ASKED = frozenset({"obligation-up", "obligation-down", "procedure"})
_LEFT_BEHIND = frozenset({"dropped", *_ASKED})


@dataclass(frozen=True)
class Edition:
    """What one release changed; `follow` leads from an address in it to that of today."""

    version: str
    comparison: Comparison
    after: Graph
    follow: Callable[[str], str]

    @property
    def page(self) -> str:
        """The address of its page."""
        return page_of(self.version)


def page_of(version: str) -> str:
    """The address of the page of a release."""
    return f"changes/{version}"


def anchor_of(role: str) -> str:
    """Where the page of a release begins to tell a role what it does differently."""
    return f"_for_{role.replace('/', '-')}"


def edition(history: History, step: Step) -> Edition:
    """A release to be told."""
    return Edition(step.version, step.comparison, step.graph, lambda address: history.address(step, address))


def coming(site: Site) -> Edition | None:
    """What changed since the last release, where it is shown."""
    if site.history is None or site.history.upcoming is None:
        return None
    return Edition(UPCOMING, site.history.upcoming, site.graph, lambda address: address)


def is_asked(change: Change) -> bool:
    """Whether somebody must act differently because of it, or may."""
    if change.impact in (Impact.PATCH, Impact.NONE):
        return False
    if change.kind in _GONE or change.code == "old-id-dropped":
        return bool(_LEFT_BEHIND & set(change.flags))  # an old link that is dead asks nothing of anybody
    return change.impact in (Impact.MAJOR, Impact.MAYBE_MAJOR) or bool(_ASKED & set(change.flags))


def is_gone(change: Change) -> bool:
    """Whether a thing, or one of its addresses, is no longer what it was."""
    return change.kind in _GONE or change.code == "old-id-dropped"


def is_told(change: Change) -> bool:
    """Whether it is told outside the fold of what is merely editorial."""
    return not is_editorial(change)


def acting(edition: Edition, changes: Iterable[Change]) -> tuple[str, ...]:
    """The addresses today of the roles that act differently, sorted; "everyone" stands alone."""
    roles = {edition.follow(address) for change in changes for address in change.acts}
    return (EVERYONE,) if EVERYONE in roles else tuple(sorted(roles))


def things(edition: Edition, changes: Iterable[Change]) -> list[tuple[Change, ...]]:
    """Changes thing by thing, in their order."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(edition.follow(change.address), []).append(change)
    return [tuple(group) for group in found.values()]


class Teller:
    """Tells an edition from one page, which stands at `desk`."""

    def __init__(self, desk: Desk, edition: Edition) -> None:
        self.desk = desk
        self.edition = edition
        self.graph = desk.graph

    # --- names ------------------------------------------------------------------------------

    def role(self, address: str) -> str:
        """What people call a role of this edition; with its playbook where another has one of this name."""
        return self.role_today(self.edition.follow(address))

    def role_today(self, address: str) -> str:
        """The same by the address of today."""
        title = self.name_today(address)
        playbooks = [a.partition("/")[0] for a, t in self._role_titles if t == title]
        if address == EVERYONE or self.graph.find(address) is None or len(playbooks) < 2:
            return title
        manifest = self.graph.playbook(address.partition("/")[0])
        return f"{title} ({manifest.title if manifest else address.partition('/')[0]})"

    @cached_property
    def _role_titles(self) -> list[tuple[str, str]]:
        return [(a, e.title) for a, e in self.graph.entities.items() if e.plural == "roles"]

    def name_today(self, address: str) -> str:
        """What people call what lives at an address today, or last lived there; never the address itself."""
        if address == EVERYONE or self.graph.find(address) is not None:
            return self.desk.name(address)
        return self._gone.get(address, HIDDEN)

    @cached_property
    def _gone(self) -> dict[str, str]:
        """The names in this edition, by the addresses of today."""
        return {self.edition.follow(a): name for a, name in self.edition.comparison.names.items()}

    def link(self, address: str, title: str = "") -> Link:
        """A link to a thing of this edition as it is today, or its name where it is gone."""
        return self.link_today(self.edition.follow(address), title)

    def link_today(self, address: str, title: str = "") -> Link:
        """The same by the address of today."""
        if address != EVERYONE and self.graph.find(address) is not None:
            return self.desk.link(address)
        return Link(title or self.name_today(address))

    def kind(self, change: Change) -> str:
        """What a thing is, as its playbook calls it."""
        if change.thing and "#" in change.address:
            return words.upper(change.thing)
        playbook, _, rest = change.address.partition("/")
        kind = rest.partition("/")[0].partition("#")[0]
        if kind not in KINDS or kind == "playbook":
            return words.upper(change.thing)
        return words.upper(words.singular(self.graph, playbook, kind))

    def _of(self, change: Change) -> Link | None:
        """What a part is part of."""
        home, hash, _ = change.address.partition("#")
        return self.link(home) if hash else None

    # --- one thing --------------------------------------------------------------------------

    def whole(self, changes: Sequence[Change], *, chip: bool, roles: tuple[str, ...]) -> Changed:
        """All that changed in one thing, with the words themselves; a chip beside it, or else what it is."""
        first = changes[0]
        lines = [line for c in changes if (line := self._line(c)) is not None]
        return self._changed(
            changes, roles, lines, chip=chip, strengths=_strengths(changes, self._clause(first))
        )

    def short(self, changes: Sequence[Change], roles: tuple[str, ...] = ()) -> Changed:
        """The same in a sentence."""
        told = [t for c in changes if (t := self._shortly(c))]
        if len(told) > _PHRASES_AT_MOST + 1:
            told = [*told[:_PHRASES_AT_MOST], f"and {len(told) - _PHRASES_AT_MOST} more"]
        lines = [ChangeLine((sentence("; ".join(told)),))] if told else []
        gone = next((c for c in changes if c.kind in _GONE), None)
        if gone is not None:
            lines = [ChangeLine(self._onward(gone)), *([] if len(changes) == 1 else lines)]
        return self._changed(changes, roles, lines, chip=True)

    def gone(self, changes: Sequence[Change], roles: tuple[str, ...]) -> Changed:
        """What was renamed, moved, retired or removed, with the way onward."""
        lines = [ChangeLine(self._onward(c)) for c in changes]
        return self._changed(changes, roles, lines, chip=True)

    def _changed(
        self,
        changes: Sequence[Change],
        roles: tuple[str, ...],
        lines: Sequence[ChangeLine],
        *,
        chip: bool,
        strengths: tuple[Chip, ...] = (),
    ) -> Changed:
        first = changes[0]
        return Changed(
            self.link(first.address, first.title),
            self.edition.version,
            self.edition.follow(first.address),
            roles,
            self._effect(first) if chip else None,
            "" if chip else self.kind(first),
            self._of(first),
            strengths,
            tuple(lines),
            _note(changes),
        )

    @staticmethod
    def _effect(change: Change) -> Effect:
        return words.effect(change.kind if change.kind in _GONE else change.effect)

    def _clause(self, change: Change) -> Part | None:
        found = self.edition.after.parts.get(change.address)
        return found if found is not None and "strength" in found.fields else None

    # --- what is said -----------------------------------------------------------------------

    def _line(self, change: Change) -> ChangeLine | None:
        """A change with its words; None for what stands elsewhere, as strength does."""
        if change.code == "clause-strength":
            return None
        if is_gone(change):
            return ChangeLine(self._onward(change))
        if change.kind == "added":
            return self._new(change)
        if change.words:
            return ChangeLine(label=self._label(change), texts=self.texts(change))
        if change.code == "response-time" and change.field == "respond_within" and change.old and change.new:
            row = Stretch("equal", "Within "), Stretch("delete", str(change.old))
            return ChangeLine(texts=((*row, Stretch("equal", " "), Stretch("insert", str(change.new))),))
        return ChangeLine((sentence(phrase(change, self._named)),))

    def _new(self, change: Change) -> ChangeLine | None:
        text = self.about(change.address)
        if not text:
            return None
        if self._clause(change) is not None:
            return ChangeLine(texts=((Stretch("equal", text),),))
        return ChangeLine((text,))

    def _shortly(self, change: Change) -> str:
        if change.kind in _GONE:
            return ""
        if change.kind == "added":
            return self.about(change.address).rstrip(".") or "new"
        return phrase(change, self._named)

    def _onward(self, change: Change) -> Pieces:
        """What became of a thing, and where somebody who looks for it goes."""
        if change.code == "old-id-dropped":
            return ("An old address of it leads nowhere now.",)
        if change.kind == "removed":
            lead = "It is gone."
            return (f"{lead} Old links to it lead nowhere." if "link-broken" in change.flags else lead,)
        if change.kind == "retired":
            after = change.new if isinstance(change.new, str) and "/" in change.new else ""
            if not after:
                return ("It is no longer in use, and nothing takes its place.",)
            return ("Use ", self.link(after), " instead.")
        if change.kind == "moved":
            return (f"{sentence(phrase(change, self._named))} Old links lead here.",)
        before = self.edition.comparison.names.get(change.old_address or "", "")
        if before and before != change.title:
            return (f"It was called “{before}”. Old links lead here.",)
        return ("It has another address. Old links lead here.",)

    def _named(self, address: str) -> str:
        return self.edition.comparison.name(address)

    def _label(self, change: Change) -> str:
        """The name of the text that changed, as pages head it; "" for the words of a clause."""
        if change.code == "clause-wording" and change.field == "statement":
            return ""
        thing = self.edition.after.find(change.address)
        name = change.field.partition(".")[0].partition("[")[0]
        if thing is not None and name == change.field and name in thing.fields:
            return str(thing.fields[name].label)
        return words.upper(in_words(change.field, self._named))

    def texts(self, change: Change) -> tuple[tuple[Stretch, ...], ...]:
        """The difference of a text, word by word, a paragraph or an item each; references are read as their words."""
        row = [word._replace(text=self._read(word.text)) for word in change.words]
        if any("[[" in word.text for word in row):  # a reference was cut in two
            sides = (("delete", change.old), ("insert", change.new))
            row = [Word(op, self._read(f"{text}\n")) for op, side in sides for text in _lines(side)]
        listed = isinstance(change.old, tuple) or isinstance(change.new, tuple)
        found: list[list[Word]] = [[]]
        for word in row:
            pieces = word.text.split("\n" if listed else "\n\n")
            for n, piece in enumerate(pieces):
                if n:
                    found.append([])
                if piece.strip() or (piece and found[-1]):
                    found[-1].append(Word(word.op, " ".join(piece.split("\n"))))
        told = [paragraph for paragraph in found if any(w.op != "equal" for w in paragraph)]
        return tuple(tuple(_spaced(around(paragraph, _CONTEXT))) for paragraph in told)

    def _read(self, text: str) -> str:
        """A text with the words of its references in their place."""
        names = self.edition.comparison.names
        return REFERENCE.sub(lambda m: m[2] or names.get(m[1].strip(), HIDDEN), text)

    def about(self, address: str) -> str:
        """What something is that was new in this edition: the words of a clause, else how it sums itself up."""
        thing = self.edition.after.find(address)
        if thing is None:
            return ""
        names = ["summary", "statement"]
        names += [f.name for f in thing.fields.values() if f.shows is Shows.LEAD]
        text = next((t for n in names if n in thing.fields and isinstance(t := thing[n], str) and t), "")
        home = thing.address.playbook if isinstance(thing, Entity) else thing.owner.partition("/")[0]
        after = self.edition.after

        def pointer(written: str) -> Pointer:
            there = after.find(after.prose_target(home, written) or "")
            if there is None:
                return Pointer(HIDDEN)
            return Pointer(there.named() if isinstance(there, Part) else there.title, "#")

        return cut(self.desk.site.prose.text(text, pointer), _ABOUT) if text else ""


def sentence(text: str) -> str:
    """A few words as a sentence."""
    text = words.upper(text.strip())
    return text if not text or text[-1] in ".!?…" else f"{text}."


def _spaced(row: Iterable[Word]) -> Iterator[Stretch]:
    """The stretches of a difference with their blanks between them and not in them, so that no blank is underlined;
    what came in the place of something stands apart from it."""
    last = ""
    for op, text in row:
        core = text.strip()
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        if op == "equal" or not core:
            yield Stretch("equal", text)
            last = op if core else "equal"
            continue
        if lead or (op == "insert" and last == "delete"):
            yield Stretch("equal", lead or " ")
        yield Stretch(op, core)
        if tail:
            yield Stretch("equal", tail)
        last = "" if tail else op


def _strengths(changes: Sequence[Change], clause: Part | None) -> tuple[Chip, ...]:
    for change in changes:
        if change.code == "clause-strength":
            return words.strength(str(change.old)), words.strength(str(change.new))
    if clause is not None and changes[0].kind == "added":
        return (words.strength(clause["strength"]),)
    return ()


def _note(changes: Sequence[Change]) -> str:
    if any("obligation-down" in c.flags for c in changes):
        return "A safeguard goes with it."
    if changes[0].impact is Impact.MAYBE_MAJOR:
        return "A word changed that often carries the meaning: read it again."
    return ""


def _lines(side: object) -> tuple[str, ...]:
    if isinstance(side, tuple):
        return tuple(map(str, side))
    return (str(side),) if side else ()
