"""Who and what stands on an entry: asked before anybody edits, renames or retires it.

Whoever refers to a thing stands on it: the tactic on the strategy it implements, the rule on the clause it
enforces. What stands on that stands on the thing too, a step further away. A passing mention in prose is told
apart and never followed, and nothing is followed from a role that is met on the way: all that it owns besides
has only the role in common. `gameplan impact` prints the answer.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from .diagnostics import one_of
from .diff.facts.holds import bound, references_of
from .graph import Edge, Graph
from .model import KINDS, SINGLETONS, Entity, Guide, Playbook, Policy
from .model.address import EVERYONE
from .model.relations import RELATIONS, Relation
from .model.types import Part
from .reports.text import safe

VERSION = 1
"""Of the JSON that `as_json` writes."""

_LISTED = 40
_NAMED = 3
_WIDTH = 100
_NAME_WIDTH = 40

_ONLY_FIRST = frozenset(
    {"reaches", "speaks_to", "uses", "found_on", "covers", "moves", "reply", "prevails_over", "replaced_by"}
)
"""Relations that count only where they lead to the start itself: further on they join what merely shares an
audience, a tool, a channel, a number or a few words."""

_NO_FURTHER = frozenset({"covers", "prevails_over", "replaced_by"})
"""Relations after which nothing is followed: what stands on a clause does not stand on a channel it covers, nor
what stands on one policy on the other that gives way to it."""

_CARRIES = (
    "responder",
    "approver",
    "decides",
    "does",
    "asks",
    "owner",
    "editor",
    "custodian",
    "responsible",
    "head",
)
"""Relations to the roles that must know when something below a thing changes, the most telling first."""

_CHANGES = "changes"
_ASKED = "guide"
"""What stands as the relation of a reason that follows by itself: the approver of the playbook's changes, and
everybody for a guide."""

_ORDER = (
    "binds",
    _ASKED,
    *_CARRIES,
    *(name for name in RELATIONS if name not in ("binds", *_CARRIES)),
    _CHANGES,
)
_WEIGHT = {name: n for n, name in enumerate(_ORDER)}
"""Which of several reasons is told first."""

_SHORT = {"rule of engagement": "rule"}
_PLURALS = {"playbook": "playbooks", "vision": "visions", "escalation": "escalation plans"}
_NUMBERS = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One relation on the way to the start: written at `source`, about `target`. Both are whole addresses."""

    source: str
    relation: Relation
    target: str


Way = tuple[Step, ...]


@dataclass(frozen=True)
class Standing:
    """Something that stands on the start: an entity, or the part of one at which the relation is written.

    `ways` lead from it to the start: each relation of its own where it is one step away, else the first of
    the shortest ways. Where one step ends at an entity and the next begins at a part of it, or the other way
    round, the part is what the entity says about it. `ended` is true where it is retired or done.
    """

    address: str
    ways: tuple[Way, ...]
    ended: bool = False

    @property
    def distance(self) -> int:
        """How many steps away it is; 1 for what refers to the start itself."""
        return len(self.ways[0])

    @property
    def entity(self) -> str:
        """The address of the entity it is, or is a part of."""
        return self.address.partition("#")[0]


@dataclass(frozen=True)
class Reason:
    """Why a role is touched: `verb` is what it does with the thing at `address`, `relation` the name of that.

    Two names are of no relation: "guide" (it looks for an answer there) and "changes" (it approves those of the
    playbook). `distance` is 0 where the thing is the start, a part of it or what it is a part of.
    """

    verb: str
    relation: str
    address: str
    distance: int


@dataclass(frozen=True)
class Touched:
    """A role that should hear of a change, "everyone" for the built-in one, and why; direct reasons first."""

    role: str
    reasons: tuple[Reason, ...]

    @property
    def direct(self) -> bool:
        """Whether it has to do with the start itself, and not only with what stands on it."""
        return self.reasons[0].distance == 0


@dataclass(frozen=True)
class Mention:
    """The prose at `address` names the start or a part of it, `target`, in passing."""

    address: str
    target: str


@dataclass(frozen=True)
class Exemption:
    """An exception that was granted to a clause: for what, by which role ("" where none is named), until when."""

    clause: str
    case: str
    granted_by: str
    until: str
    reason: str


@dataclass(frozen=True)
class Impact:
    """Who and what stands on the entity or part at `address`.

    `standing` is in the order of distance, within it in that of the graph, and what is out of use comes last.
    `roles` are those with a direct reason first, "everyone" before others. `holds` counts the entries of a
    playbook by kind, where a playbook was asked about: they stand in it rather than on it.
    """

    address: str
    standing: tuple[Standing, ...]
    roles: tuple[Touched, ...]
    mentions: tuple[Mention, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    holds: tuple[tuple[str, int], ...] = ()


def impact(graph: Graph, address: str) -> Impact:
    """Who and what stands on the entity or part at a whole address, which must be in the graph."""
    thing = graph.find(address)
    assert thing is not None
    standing = _standing(graph, address)
    holds: Counter[str] = Counter()
    if isinstance(thing, Playbook):
        holds.update(
            e.plural for e in graph.entities.values() if e is not thing and e.address.playbook == address
        )
    return Impact(
        address,
        standing,
        _roles(graph, address, standing),
        _mentions(graph, address),
        tuple(_exemptions(graph, thing)),
        tuple(holds.items()),
    )


# --- what stands on it --------------------------------------------------------------------------------


def _standing(graph: Graph, start: str) -> tuple[Standing, ...]:
    ways: dict[str, list[Way]] = {}
    from_role = _is_role(graph, start)
    layer: dict[str, Way] = {start: ()}
    while layer:
        following: dict[str, Way] = {}
        for address, way in layer.items():
            for edge in _into(graph, address, first=not way):
                if not _counts(edge, first=not way) or _is_own(edge.source, start):
                    continue
                found: Way = (Step(edge.source, edge.relation, edge.target), *way)
                if edge.source in ways:
                    if not way:
                        ways[edge.source].append(found)
                    continue
                ways[edge.source] = [found]
                if not (from_role or edge.relation.name in _NO_FURTHER or _is_role(graph, edge.source)):
                    following[edge.source] = found
        layer = following
    rank = {address: n for n, address in enumerate([*graph.entities, *graph.parts])}
    found_ones = (Standing(a, tuple(w), _ended(graph, a)) for a, w in ways.items())
    return tuple(sorted(found_ones, key=lambda s: (s.ended, s.distance, rank[s.entity], rank[s.address])))


def _into(graph: Graph, address: str, *, first: bool) -> Iterator[Edge]:
    """The edges that lead to a thing. For an entity those to its parts count; for a part that was met on the
    way those to its entity do, since what the part says the entity says."""
    yield from graph.into(address)
    entity = graph.entities.get(address)
    if entity is not None:
        for part in entity.parts().values():
            yield from graph.into(part.address)
    elif not first:
        yield from graph.into(address.partition("#")[0])


def _counts(edge: Edge, *, first: bool) -> bool:
    return edge.relation.name != "mentions" and (first or edge.relation.name not in _ONLY_FIRST)


def _is_own(address: str, start: str) -> bool:
    """Whether something is the start, a part of it, or the entity that it is a part of."""
    home = address.partition("#")[0]
    return home == start or address in (start, start.partition("#")[0])


def _is_role(graph: Graph, address: str) -> bool:
    entity = graph.entities.get(address)
    return address == EVERYONE or (entity is not None and entity.plural == "roles")


def _ended(graph: Graph, address: str) -> bool:
    entity = graph.entities[address.partition("#")[0]]
    part = graph.parts.get(address)
    return entity.ended or (part is not None and _is_over(part))


def _is_over(part: Part) -> bool:
    return part["status"] in ("retired", "done")


def _mentions(graph: Graph, start: str) -> tuple[Mention, ...]:
    entity = graph.entities.get(start)
    here = [start, *(p.address for p in entity.parts().values())] if entity is not None else [start]
    found = [
        Mention(edge.source, address)
        for address in here
        for edge in graph.into(address)
        if edge.relation.name == "mentions" and not _is_own(edge.source, start)
    ]
    rank = {address: n for n, address in enumerate([*graph.entities, *graph.parts])}
    return tuple(sorted(found, key=lambda m: (rank[m.address.partition("#")[0]], rank[m.address])))


def _exemptions(graph: Graph, thing: Entity | Part) -> Iterator[Exemption]:
    clauses = thing.parts().values() if isinstance(thing, Policy) else [thing]
    for clause in clauses:
        if isinstance(clause, Part) and clause.family == "clauses":
            for one in clause["exceptions"]:
                until = one.until.isoformat() if one.until else ""
                granted_by = graph.target(one.granted_by) or ""
                yield Exemption(clause.address, one.for_, granted_by, until, one.reason)


# --- who is touched -----------------------------------------------------------------------------------


def _roles(graph: Graph, start: str, standing: Iterable[Standing]) -> tuple[Touched, ...]:
    reasons: dict[str, dict[tuple[str, str], Reason]] = {}
    for role, reason in [*_direct(graph, start), *_through(graph, start, standing)]:
        if role != start:
            reasons.setdefault(role, {}).setdefault((reason.verb, reason.address), reason)
    touched = [
        Touched(role, tuple(sorted(found.values(), key=lambda r: (r.distance, _WEIGHT[r.relation]))))
        for role, found in reasons.items()
    ]

    def order(one: Touched) -> tuple[object, ...]:
        first = one.reasons[0]
        title = _title(graph, one.role)
        return (
            not one.direct, one.role != EVERYONE, _ended_role(graph, one.role), _WEIGHT[first.relation],
            first.distance, title.casefold(), one.role,
        )  # fmt: skip

    return tuple(sorted(touched, key=order))


def _ended_role(graph: Graph, role: str) -> bool:
    return role != EVERYONE and _ended(graph, role)


def _direct(graph: Graph, start: str) -> Iterator[tuple[str, Reason]]:
    """The roles that the start names, binds, or that answer for what it is a part of."""
    entity = graph.entities[start.partition("#")[0]]
    thing = graph.find(start)
    places: list[Entity | Part] = [entity]
    if isinstance(thing, Part):
        places.insert(0, thing)
    else:
        places += [part for part in entity.parts().values() if not _is_over(part)]
    for place in places:
        for relation, role in _named(graph, place):
            if relation.name != "binds":
                yield role, Reason(_of_role(relation), relation.name, str(place.address), 0)
    clauses = [p for p in places if isinstance(p, Part)] or places
    for clause in clauses:
        for role in bound(clause, graph):
            yield role, Reason(RELATIONS["binds"].passive, "binds", str(clause.address), 0)
    if isinstance(entity, Guide):
        yield EVERYONE, Reason("looks for the answer in", _ASKED, str(entity.address), 0)
    manifest = graph.playbook(entity.address.playbook)
    own = isinstance(entity, Policy | Playbook) and entity.approver is not None
    signs = graph.target(manifest.approver) if manifest is not None and not own else None
    if manifest is not None and signs:
        yield signs, Reason("approves changes of", _CHANGES, str(manifest.address), 0)


def _through(graph: Graph, start: str, standing: Iterable[Standing]) -> Iterator[tuple[str, Reason]]:
    """The roles that carry out what stands on the start, or are bound by it; from a role only the owners."""
    from_role = _is_role(graph, start)
    carries = ("owner",) if from_role else _CARRIES
    for one in standing:
        if one.ended:
            continue
        if _is_role(graph, one.address):
            for step in (way[0] for way in one.ways):
                verb = _of_thing(step.relation)
                yield one.address, Reason(verb, step.relation.name, step.target, one.distance - 1)
            continue
        for place in _places(graph, one.address):
            around = isinstance(place, Entity) and one.address != one.entity
            names = ("owner",) if around else carries
            for relation, role in _named(graph, place):
                if relation.name in names:
                    yield role, Reason(relation.verb, relation.name, str(place.address), one.distance)
        clause = graph.parts.get(one.address)
        if clause is not None and not from_role:
            for role in bound(clause, graph):
                yield role, Reason(RELATIONS["binds"].passive, "binds", one.address, one.distance)


def _places(graph: Graph, address: str) -> list[Entity | Part]:
    """An entity with its parts in use, a policy without them; a part with the entity that holds it."""
    entity = graph.entities[address.partition("#")[0]]
    part = graph.parts.get(address)
    if part is not None:
        return [part, entity]
    parts = () if isinstance(entity, Policy) else entity.parts().values()
    return [entity, *(p for p in parts if not _is_over(p))]


def _named(graph: Graph, thing: Entity | Part) -> Iterator[tuple[Relation, str]]:
    """The roles that the fields of a thing name, not those of its parts; "everyone" is among them."""
    for reference in references_of(thing):
        role = graph.target(reference)
        if role and _is_role(graph, role):
            yield RELATIONS[reference.relation], role


def _of_role(relation: Relation) -> str:
    """The predicate whose subject is the role that a relation points at."""
    return relation.verb if relation.acted else relation.passive


def _of_thing(relation: Relation) -> str:
    """The predicate whose subject is the thing at which a relation is written."""
    return relation.passive if relation.acted else relation.verb


# --- in words -----------------------------------------------------------------------------------------


def as_text(graph: Graph, found: Impact, *, everything: bool = False) -> str:
    """The answer in plain sentences: who is affected, what stands on it by distance, what mentions it.

    Beyond 40 entries the rest is counted by kind, and beyond 3 things of one sort the names of a role's are,
    unless `everything` is true. Ends with a newline.
    """
    limit = len(graph.entities) + len(graph.parts) if everything else _LISTED
    sections = [
        _head(graph, found),
        _people(graph, found, everything),
        _stands(graph, found, limit),
        _excepted(graph, found),
        _mentioned(graph, found, limit),
        _advice(graph, found),
    ]
    return "\n\n".join("\n".join(safe(line) for line in lines) for s in sections if (lines := list(s))) + "\n"


def _head(graph: Graph, found: Impact) -> Iterator[str]:
    entity = graph.entities[found.address.partition("#")[0]]
    part = graph.parts.get(found.address)
    status = part["status"] if part else entity.status
    of = f"{part.singular} of {entity.title}" if part else entity.singular
    yield f"{_title(graph, found.address)}  ({of}, {status})"
    yield f"{found.address}  {entity.path}:{part.key.line if part else entity.line}"
    if found.holds:
        counts = ", ".join(_count(n, kind) for kind, n in found.holds)
        yield from _wrapped(f"It holds {counts}.", "", "")


def _people(graph: Graph, found: Impact, everything: bool) -> Iterator[str]:
    if not found.roles:
        return
    yield "Who is affected"
    names = [_named_role(graph, one.role) for one in found.roles]
    width = min(max(len(name) for name in names), _NAME_WIDTH)
    for one, name in zip(found.roles, names, strict=True):
        lines = [
            line
            for said in _reasons(graph, found.address, one, everything)
            for line in wrap(said, _WIDTH - width - 4, subsequent_indent="  ", break_on_hyphens=False)
        ]
        if len(name) > width:
            yield f"  {name}"
            name = ""
        yield f"  {name:<{width}}  {lines[0]}"
        yield from (f"  {'':<{width}}  {line}" for line in lines[1:])


def _reasons(graph: Graph, start: str, one: Touched, everything: bool) -> Iterator[str]:
    """What a role does: "edits and owns it", "works on Evening rota; Live questions; and 2 more"."""
    by_verb: dict[tuple[bool, str], list[str]] = {}
    for reason in one.reasons:
        by_verb.setdefault((reason.distance > 0, reason.verb), []).append(reason.address)
    groups: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
    for (further, verb), about in by_verb.items():
        groups.setdefault((further, tuple(about)), []).append(verb)
    for (_, addresses), verbs in groups.items():
        own = [a for a in addresses if a.startswith(f"{start}#")]
        if len(own) > _NAMED and not everything:
            said = [_thing(graph, start, a) for a in addresses if a not in own] + [_share(graph, start, own)]
        else:
            said = [_thing(graph, start, a) for a in addresses]
        if len(said) > _NAMED + 1 and not everything:
            said = [*said[:_NAMED], f"and {len(said) - _NAMED} more"]
        yield f"{one_of(verbs, 'and')} {'; '.join(said)}"


def _thing(graph: Graph, start: str, address: str) -> str:
    part = graph.parts.get(address)
    if address == start:
        return "it"
    if part is None or part.owner == start:
        return _title(graph, address)
    return f"{part.named()} in {graph.entities[part.owner].title}"


def _share(graph: Graph, start: str, parts: list[str]) -> str:
    """Several parts of the start: "5 of its 12 clauses"."""
    own = [p for p in graph.entities[start].parts().values() if not _is_over(p)]
    return f"{'all' if len(parts) == len(own) else len(parts)} of its {len(own)} {own[0].family}"


def _stands(graph: Graph, found: Impact, limit: int) -> Iterator[str]:
    told = [s for s in found.standing if not _is_role(graph, s.address)]
    if not told:
        if not found.standing and not found.holds:
            yield f"Nothing stands on it{'' if found.mentions else ', and nothing mentions it'}."
        return
    yield from _wrapped(f"What stands on it  ({_counts_of(graph, (s.address for s in told))})", "", "  ")
    heading = ""
    for one in told[:limit]:
        if (now := _heading(one)) != heading:
            yield f"  {now}"
            heading = now
        yield from _wrapped(f"{_sentence(graph, found.address, one, 'it')}.", "    ", "      ")
    yield from _rest(graph, [s.address for s in told[limit:]])


def _heading(one: Standing) -> str:
    if one.ended:
        return "Out of use"
    if one.distance == 1:
        return "Directly"
    return f"{_NUMBERS[one.distance] if one.distance < len(_NUMBERS) else one.distance} steps away"


def _sentence(graph: Graph, start: str, one: Standing, last: str) -> str:
    """How something stands on the start, as a sentence without a full stop; `last` stands for the start."""

    def object_of(address: str) -> str:
        if address == start:
            return last
        return _title(graph, address) if address.startswith(f"{start}#") else _label(graph, address)

    if one.distance == 1:
        objects: dict[str, list[str]] = {}
        for (step,) in one.ways:
            objects.setdefault(_of_thing(step.relation), []).append(object_of(step.target))
        verbs: dict[str, list[str]] = {}
        for verb, said in objects.items():
            verbs.setdefault("; ".join(dict.fromkeys(said)), []).append(verb)
        predicates = [f"{one_of(verb, 'and')} {said}" for said, verb in verbs.items()]
        return f"{_label(graph, one.address)} {', and '.join(predicates)}"
    text = _label(graph, one.address)
    before = one.address
    for step in one.ways[0]:
        if step.source == before:
            text += "" if before == one.address else ", which"
        elif step.source.startswith(f"{before}#"):
            text += f", whose {graph.parts[step.source].singular} {_title(graph, step.source)}"
        else:
            text += f", and {_label(graph, step.source)}"
        text += f" {_of_thing(step.relation)} {object_of(step.target)}"
        before = step.target
    return text


def _excepted(graph: Graph, found: Impact) -> Iterator[str]:
    if found.exemptions:
        yield "Exceptions granted"
    for one in found.exemptions:
        clause = "It" if one.clause == found.address else _title(graph, one.clause)
        by = f"granted by {_title(graph, one.granted_by)}" if one.granted_by else ""
        until = f"until {one.until}" if one.until else ""
        terms = ", ".join(filter(None, (by, until)))
        case = f"{clause} does not hold for: {one.case.rstrip('. ')}"
        yield from _wrapped(f"{case}{f' ({terms})' if terms else ''}.", "  ", "    ")


def _mentioned(graph: Graph, found: Impact, limit: int) -> Iterator[str]:
    said: dict[str, list[str]] = {}
    for one in found.mentions:
        parts = said.setdefault(one.address, [])
        if one.target != found.address:
            parts.append(_title(graph, one.target))
    if said:
        yield "Mentioned by"
    for address, parts in list(said.items())[:limit]:
        names = f", which names {'; '.join(parts)}" if parts else ""
        yield from _wrapped(f"{_label(graph, address)}{names}", "  ", "    ")
    yield from _rest(graph, list(said)[limit:])


def _advice(graph: Graph, found: Impact) -> Iterator[str]:
    entity = graph.entities[found.address.partition("#")[0]]
    thing = graph.parts.get(found.address, entity)
    used = any(not s.ended for s in found.standing)
    if isinstance(thing, Entity) and thing.plural in SINGLETONS:
        return
    if _ended(graph, found.address):
        if used and thing["replaced_by"] is None:
            yield "It is out of use, and others still refer to it: give it `replaced_by`, or change them."
    elif used or found.mentions:
        yield "Before you retire it: give it `replaced_by`; before you rename it: add `formerly`."


def _rest(graph: Graph, addresses: list[str]) -> Iterator[str]:
    """What is not listed, counted by kind."""
    if addresses:
        yield f"  and {len(addresses)} more, in {_counts_of(graph, addresses)}; --all lists them."


def _counts_of(graph: Graph, addresses: Iterable[str]) -> str:
    """How many entities of each kind, parts counted with the entity they are in: "1 guide, 3 tactics"."""
    entities = dict.fromkeys(a.partition("#")[0] for a in addresses)
    kinds = Counter(graph.entities[a].plural for a in entities)
    return ", ".join(_count(n, kind) for kind, n in kinds.items())


def _count(n: int, kind: str) -> str:
    one = KINDS[kind].singular
    return f"{n} {_SHORT.get(one, one) if n == 1 else _PLURALS.get(kind, kind)}"


def _title(graph: Graph, address: str) -> str:
    if address == EVERYONE:
        return "Everyone"
    thing = graph.find(address)
    assert thing is not None
    return thing.named() if isinstance(thing, Part) else str(thing.title)


def _named_role(graph: Graph, role: str) -> str:
    status = "active" if role == EVERYONE else graph.entities[role].status
    return _title(graph, role) + ("" if status == "active" else f" ({status})")


def _label(graph: Graph, address: str) -> str:
    """A title with what it is, which keeps it apart from the verb after it: "Evening rota (tactic)"."""
    entity = graph.entities[address.partition("#")[0]]
    part = graph.parts.get(address)
    what = _SHORT.get(entity.singular, entity.singular)
    status = entity.status
    if part is not None:
        what = f"{part.singular} of {entity.title}"
        status = status if entity.ended else part["status"]
    return f"{_title(graph, address)} ({what}{'' if status == 'active' else f', {status}'})"


def _wrapped(text: str, first: str, then: str) -> list[str]:
    return wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )


# --- for machines -------------------------------------------------------------------------------------


def as_json(graph: Graph, found: Impact) -> str:
    """One JSON object, whose shape is a contract, version 1; ends with a newline.

    `version`; `address`, `title`, `kind` ("tactic", "clause") and `status` of what was asked about;
    `holds` (for a playbook its entries: kind to number, else empty);
    `roles`: `role` (its address, or "everyone"), `title`, `direct`, and `reasons`, each with `relation`,
    `words` ("is bound by"), `address` and `distance` (0: the start, a part of it, or what holds it);
    `standing`: `address`, `entity`, `title`, `kind`, `status`, `ended`, `distance`, `sentence`, and `ways`, each
    a list of steps with `source`, `relation` and `target`;
    `mentioned_by`: `address` and `target`;
    `exceptions`: `clause`, `for`, `granted_by`, `until` and `reason`, null where nothing is written.

    Lists are in the order of the text, and nothing is folded. Keys may be added; none changes its meaning.
    """
    name = _label(graph, found.address)
    report = {
        "version": VERSION,
        "address": found.address,
        **_what(graph, found.address),
        "holds": dict(found.holds),
        "roles": [
            {
                "role": one.role,
                "title": _title(graph, one.role),
                "direct": one.direct,
                "reasons": [
                    {"relation": r.relation, "words": r.verb, "address": r.address, "distance": r.distance}
                    for r in one.reasons
                ],
            }
            for one in found.roles
        ],
        "standing": [
            {
                "address": one.address,
                "entity": one.entity,
                **_what(graph, one.address),
                "ended": one.ended,
                "distance": one.distance,
                "sentence": f"{_sentence(graph, found.address, one, name)}.",
                "ways": [
                    [{"source": s.source, "relation": s.relation.name, "target": s.target} for s in way]
                    for way in one.ways
                ],
            }
            for one in found.standing
        ],
        "mentioned_by": [{"address": one.address, "target": one.target} for one in found.mentions],
        "exceptions": [
            {
                "clause": one.clause,
                "for": one.case,
                "granted_by": one.granted_by or None,
                "until": one.until or None,
                "reason": one.reason or None,
            }
            for one in found.exemptions
        ],
    }
    return json.dumps(report, indent=2, ensure_ascii=True).replace("##", "#\\u0023") + "\n"


def _what(graph: Graph, address: str) -> dict[str, Any]:
    entity = graph.entities[address.partition("#")[0]]
    thing: Entity | Part = graph.parts.get(address, entity)
    return {"title": _title(graph, address), "kind": thing.singular, "status": thing["status"]}
