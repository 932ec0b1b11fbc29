"""What a check stands on: the graph, the day, and the questions that many checks ask."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar, cast

from ..document import Mapping, Node, Sequence
from ..graph import Graph
from ..model import (
    Channel,
    Entity,
    Escalation,
    Goal,
    Metric,
    Objective,
    Playbook,
    Role,
    Strategy,
    Tactic,
    Tool,
)
from ..model.address import EVERYONE
from ..model.fields import Reference, Shows, Structure
from ..model.kinds.policy import Clause
from ..model.kinds.role import Holder
from ..model.states import current_holders
from ..model.types import ChoiceType, DateType, ListOf, Part, ProseType, RefType
from ..model.values import Duration
from ..settings import VISIBILITY_LEVELS
from ..source import Span

Thing = Entity | Part
Way = tuple[str | int, ...]
Text = tuple[Way, str]
A = TypeVar("A")
E = TypeVar("E", bound=Entity)
W = TypeVar("W", Strategy, Tactic)


class Ground:
    """One graph without faults, judged on one day. Answers leave out what is not in force, unless they say so."""

    def __init__(self, graph: Graph, today: dt.date, *, evidence_months: int = 24) -> None:
        self.graph = graph
        self.today = today
        self.evidence_months = evidence_months
        self._in_force = frozenset(self._active())
        self._texts: dict[int, list[Text]] = {}
        self._whole: dict[int, str] = {}
        self._worded: dict[type, frozenset[str]] = {}
        self._kinds: dict[tuple[type[Entity], str], list[Entity]] = {}
        self._kept: dict[Hashable, object] = {}

    def once(self, question: Hashable, answer: Callable[[], A]) -> A:
        """The answer to a question that many things ask; it is worked out the first time."""
        if question not in self._kept:
            self._kept[question] = answer()
        return cast(A, self._kept[question])

    # --- in force, or not ---------------------------------------------------------------------

    def in_force(self, thing: Thing) -> bool:
        """Whether it is active, and with it what it is a part of and its playbook."""
        return id(thing) in self._in_force

    def _active(self) -> Iterator[int]:
        manifests = {p.address.playbook: p.status == "active" for p in self.graph.playbooks()}
        for entity in self.graph.entities.values():
            if entity.status == "active" and manifests.get(entity.address.playbook, True):
                yield id(entity)
                yield from (id(part) for part in entity.parts().values() if part["status"] == "active")

    def all_of(self, kind: type[E], playbook: Playbook | None = None) -> list[E]:
        """The entities of a kind: those that a playbook works with, its parents' too, or all there are."""
        key = kind, playbook.address.playbook if playbook is not None else ""
        if key not in self._kinds:
            seen = self.graph.in_sight(key[1], kind.plural) if key[1] else self.graph.all_of(kind)
            self._kinds[key] = [e for e in seen if isinstance(e, kind) and self.in_force(e)]
        return cast(list[E], self._kinds[key])

    def own(self, kind: type[E], playbook: Playbook) -> list[E]:
        """The entities of a kind in one playbook alone."""
        found = self.graph.of_kind(playbook.address.playbook, kind.plural)
        return [e for e in found if isinstance(e, kind) and self.in_force(e)]

    # --- where a thing belongs ------------------------------------------------------------------

    def entity(self, thing: Thing) -> Entity:
        """The entity that a part belongs to; an entity itself."""
        owner = self.graph.entity_of(thing.address) if isinstance(thing, Part) else thing
        assert owner is not None
        return owner

    def playbook(self, thing: Thing) -> Playbook:
        """The playbook it stands in."""
        manifest = self.graph.playbook(self.entity(thing).address.playbook)
        assert manifest is not None
        return manifest

    def parents(self, playbook: Playbook) -> list[Playbook]:
        """The playbooks in force that it extends, nearest first."""
        found = (self.graph.playbook(name) for name in self.graph.parents(playbook.address.playbook))
        return [p for p in found if p is not None and self.in_force(p)]

    def plan(self, playbook: Playbook) -> Escalation | None:
        """The escalation plan in force that serves a playbook and has a level in force: its own, else a parent's."""
        plans = self.all_of(Escalation, playbook)
        return next((p for p in plans if any(map(self.in_force, p.levels.values()))), None)

    # --- relations --------------------------------------------------------------------------------

    def at(self, reference: Reference | None) -> Thing | None:
        """What a reference points at, in force or not; None for "everyone" and where nothing is written."""
        address = self.graph.target(reference)
        return self.graph.find(address) if address else None

    @staticmethod
    def way_to(thing: Thing, reference: Reference) -> Way:
        """Where in a thing a reference is written, as `at` wants it."""
        return next(_ways(thing.node, reference.span), ())

    def role(self, reference: Reference | None) -> Role | None:
        """The role a reference points at; None for "everyone"."""
        found = self.at(reference)
        return found if isinstance(found, Role) else None

    def out(self, thing: Thing, *relations: str) -> list[Thing]:
        """What it points at by any of some relations, in force or not."""
        edges = self.graph.out_of(str(thing.address))
        return self._things(e.target for e in edges if e.relation.name in relations)

    def into(self, thing: Thing, *relations: str) -> list[Thing]:
        """What is in force and points at it by any of some relations."""
        edges = self.graph.into(str(thing.address))
        return [
            t
            for t in self._things(e.source for e in edges if e.relation.name in relations)
            if self.in_force(t)
        ]

    def readers(self, thing: Thing) -> list[Playbook]:
        """The playbooks that work with a thing: the one it stands in, and those that extend it."""
        home = self.playbook(thing).address.playbook
        return [
            p
            for p in self.all_of(Playbook)
            if p.address.playbook == home or home in self.graph.parents(p.address.playbook)
        ]

    def above(self, thing: W) -> Iterator[W]:
        """A strategy or tactic, then those it is part of, nearest first."""
        here: Thing | None = thing
        while isinstance(here, type(thing)):
            yield here
            here = self.at(here.part_of)

    def carried_out(self, tactic: Tactic) -> list[Strategy]:
        """The strategies that a tactic carries out, itself or as a part of another, in force or not."""
        here: Thing | None = tactic
        while isinstance(here, Tactic):
            if found := [s for s in self.out(here, "implements") if isinstance(s, Strategy)]:
                return found
            here = self.at(here.part_of)
        return []

    def further(self, objective: Objective) -> list[Objective]:
        """The objectives that one makes possible, and those that they do in turn."""
        found = [objective]
        for here in found:
            ahead = (o for o in self.out(here, "leads_to") if isinstance(o, Objective) and self.in_force(o))
            found += [o for o in ahead if o not in found]
        return found[1:]

    @staticmethod
    def last_reading(metric: Metric) -> tuple[int, dt.date] | None:
        """Which reading of a metric is the newest, and its day; None where it has none."""
        days = [(reading.on, n) for n, reading in enumerate(metric.readings) if reading.on]
        day, n = max(days, default=(None, 0))
        return (n, day) if day else None

    def aims(self, strategy: Strategy) -> list[Goal | Objective]:
        """What a strategy is for: what it pursues, else the one above it does, the objectives of a goal among it.

        Then where that leads: the goals that an objective serves, and the objectives it makes possible.
        """
        first = next((ends for s in self.above(strategy) if (ends := self.out(s, "pursues"))), [])
        open_ = [*first, *(o for end in first for o in self.into(end, "serves"))]
        found: dict[str, Goal | Objective] = {}
        for end in open_:
            address = str(end.address)
            if isinstance(end, Goal | Objective) and self.in_force(end) and address not in found:
                found[address] = end
                open_ += self.out(end, "serves", "leads_to")
        return list(found.values())

    def bound(self, clause: Clause) -> frozenset[str]:
        """The addresses of the roles that a clause binds, by its own words or its policy's; "everyone" among them."""
        written: tuple[Reference, ...] = clause.binds or self.entity(clause)["binds"]
        return frozenset(filter(None, map(self.graph.target, written))) or frozenset({EVERYONE})

    @staticmethod
    def ours(channel: Channel) -> bool:
        """Whether a channel speaks for the organisation: its own, or a colleague's that is used for work."""
        return channel.type in ("branded", "personal-official")

    def _things(self, addresses: Iterable[str]) -> list[Thing]:
        found = (self.graph.find(address) for address in dict.fromkeys(addresses))
        return [thing for thing in found if thing is not None]

    # --- people and words -------------------------------------------------------------------------

    def holders(self, role: Role) -> tuple[Holder, ...]:
        """Who holds a role today."""
        return current_holders(role, self.today)

    def vacant(self, role: Role) -> bool:
        """Whether nobody holds a role today, in a playbook that says who holds its roles.

        Where most roles of a playbook name nobody, names are kept elsewhere, and an empty list says nothing.
        """
        if role.holders:
            return not self.holders(role)
        roles = self.own(Role, self.playbook(role))
        return role.type in ("", "role") and 2 * sum(bool(r.holders) for r in roles) > len(roles)

    # --- who may read it --------------------------------------------------------------------------

    def level(self, thing: Thing) -> int:
        """How few may read it: 0 anybody, 1 people inside, 2 those who need it. The strictest word around it counts."""
        entity, manifest = self.entity(thing), self.playbook(thing)
        whole = manifest.visibility or "internal"
        words = (
            whole,
            entity.visibility or whole,
            *((thing["visibility"],) if isinstance(thing, Part) else ()),
        )
        return max(VISIBILITY_LEVELS.index(word) for word in words if word)

    def own_tools(self, playbook: Playbook) -> tuple[str, ...]:
        """What a playbook and its parents call their tools."""
        tools = self.all_of(Tool, playbook)
        return self.once(("tools", playbook.address), lambda: tuple(tool.title for tool in tools))

    def named(self, thing: Thing) -> str:
        """What people call it."""
        return thing.named() if isinstance(thing, Part) else thing.title

    @staticmethod
    def proses(thing: Thing) -> Iterator[tuple[str, str]]:
        """The texts of a thing that are published, by field; those in lists and records are not among them."""
        for field in thing.fields.values():
            if isinstance(field.type, ProseType) and field.shows is not Shows.NOWHERE and thing[field.name]:
                yield field.name, thing[field.name]

    def texts(self, thing: Thing) -> list[Text]:
        """All that is published of a thing in words, lists and records too, each with its way there; its parts apart."""
        if (found := self._texts.get(id(thing))) is None:
            found = self._texts[id(thing)] = []
            worded = self._words_of(thing)
            for name, value in thing.values.items():
                if value and name in worded:
                    _gather(value, (name,), found)
        return found

    def _words_of(self, thing: Thing) -> frozenset[str]:
        """The fields of its kind that a page shows and that hold words of the author's own, its parts set aside."""
        kind: type = type(thing)
        if (found := self._worded.get(kind)) is None:
            shown = [f for f in thing.fields.values() if f.shows not in (Shows.NOWHERE, Shows.PARTS)]
            found = self._worded[kind] = frozenset(f.name for f in shown if not _wordless(f.type))
        return found

    def whole(self, thing: Thing) -> str:
        """All that is published of a thing in one text, for a quick look."""
        if (found := self._whole.get(id(thing))) is None:
            found = self._whole[id(thing)] = "\n".join([text for _, text in self.texts(thing)])
        return found


QUOTED = 100
"""How much of a title or sentence a message repeats."""


def quoted(text: str) -> str:
    """A title or sentence in double quotes, its own turned into single ones; a long one is cut at a word."""
    text = " ".join(text.split()).replace('"', "'")
    if len(text) > QUOTED:
        start = text[: QUOTED - 2]
        text = f"{start.rpartition(' ')[0] or start} …"
    return f'"{text}"'


def _wordless(type: object) -> bool:
    """Whether what is written in a field is never words of the author's own."""
    return isinstance(type.item if isinstance(type, ListOf) else type, RefType | ChoiceType | DateType)


def every(period: Duration) -> str:
    """How often, in words: "every year" rather than "every 1 year"."""
    return f"every {re.sub(r'^1 (?=[a-z]+$)', '', str(period))}"


def kind(thing: Thing) -> str:
    """What one thing of its kind is called here: a rule of engagement is a rule."""
    return thing.singular.removesuffix(" of engagement")


def _gather(value: object, way: Way, found: list[Text]) -> None:
    """Add the texts in a value, each with its way there."""
    if isinstance(value, str):
        found.append((way, value))
    elif isinstance(value, Structure):
        for name, inner in value.values.items():
            if inner:
                _gather(inner, (*way, name), found)
    elif type(value) is tuple:
        for n, item in enumerate(value):
            # A pair is a term and its meaning, which stands under the term.
            pair = type(item) is tuple and len(item) == 2
            _gather(item[1] if pair else item, (*way, n), found)


def _ways(node: Node, span: Span) -> Iterator[Way]:
    if node.span == span:
        yield ()
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield from ((entry.key.text, *way) for way in _ways(entry.value, span))
    elif isinstance(node, Sequence):
        for n, item in enumerate(node.items):
            yield from ((n, *way) for way in _ways(item, span))
