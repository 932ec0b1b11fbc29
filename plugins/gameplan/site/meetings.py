"""Which entries meet: role and tactic, strategy and channel, channel and audience, function and strategy.

Each matrix tells of what a playbook does itself, with all that it takes from the playbooks it extends: their roles,
channels, audiences, functions, strategies. What those do themselves stands in matrices of their own. It is one pass over
the edges; what this build may not show has no edge that leads to it, so it is in no cell and no count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from ..graph import Graph
from ..model import Entity
from ..model.address import EVERYONE
from ..model.fields import Reference
from . import words
from .data.pieces import Pieces
from .data.tables import Filter
from .desk import Desk, Site
from .matrices import NUMBER, Matrix, Meeting, tells
from .registers import options
from .tables import Group, counted, number, sentence, some

WHO, WHERE, FOR_WHOM, WHAT_FOR = (
    "who-does-what", "strategies-by-channel", "channels-by-audience", "functions-by-strategy",
)  # fmt: skip
"""The last segments of the addresses of the matrices."""

_A = Meeting("A", "accountable", "solid")
_R = Meeting("R", "responsible", "outline")
_C = Meeting("C", "consulted")
_I = Meeting("I", "informed")
_RACI = {"owner": _A, "responsible": _R, "consulted": _C, "informed": _I}

Met = dict[str, dict[str, tuple[Meeting, ...]]]


def _own(site: Site, playbook: str, kind: str) -> list[Entity]:
    """The playbook's own entries of a kind that are in use."""
    return [e for e in site.graph.of_kind(playbook, kind) if not e.ended]


def _live(site: Site, playbook: str, kind: str) -> list[Entity]:
    """The entries of a kind that are in use here: the playbook's own, then those of its parents."""
    return [e for e in site.graph.in_sight(playbook, kind) if not e.ended]


def _touched(playbook: str, entities: Sequence[Entity], met: Mapping[str, object]) -> list[Entity]:
    """Those that are the playbook's own, and those of its parents that meet something."""
    return [e for e in entities if e.address.playbook == playbook or met.get(str(e.address))]


def _targets(graph: Graph, address: str, relation: str) -> list[str]:
    return [e.target for e in graph.out_of(address) if e.relation.name == relation and e.target]


def _strategies(graph: Graph, tactic: Entity) -> list[str]:
    """The strategies a tactic implements; where it names none, those of the tactic it is part of."""
    seen: set[str] = set()
    here: str | None = str(tactic.address)
    while here and here not in seen:
        if any(e.relation.name == "implements" for e in graph.out_of(here)):
            return _targets(graph, here, "implements")
        seen.add(here)
        here = next(iter(_targets(graph, here, "part_of")), None)
    return []


def _listed(value: Reference | tuple[Reference, ...] | None) -> tuple[Reference, ...]:
    """What a field refers to; edges leave out the role that everybody has."""
    return value if isinstance(value, tuple) else (value,) if value is not None else ()


def _by_playbook(site: Site, playbook: str, entities: Sequence[Entity]) -> tuple[Group, ...]:
    groups: dict[str, list[Entity]] = {}
    for entity in entities:
        groups.setdefault(entity.address.playbook, []).append(entity)
    return tuple(
        Group("", f"From {site.name(name)}" if name != playbook else "", tuple(group))
        for name, group in groups.items()
    )


def _called(site: Site, playbook: str, kind: str) -> tuple[str, str]:
    """One and several of a kind as this playbook calls them, in small letters."""
    many = words.plural(site.graph, playbook, kind)
    one = words.singular(site.graph, playbook, kind)
    return one, many if many[1:] != many[1:].lower() else many.lower()


def _most(counts: Counter[str]) -> tuple[list[str], int] | None:
    """What occurs most often and how often; up to three may be level, but not all."""
    most = max(counts.values(), default=0)
    ahead = [name for name, n in counts.items() if n == most]
    return (ahead, most) if most > 1 and len(ahead) < min(4, max(2, len(counts))) else None


def _size(rows: tuple[int, str, str], columns: tuple[int, str, str]) -> Markup:
    """'Eight plays, six roles.'"""
    return Markup.escape(sentence(f"{counted(*rows)}, {counted(*columns)}"))


def _each(names: Sequence[str]) -> str:
    return " each" if len(names) > 1 else ""


def _share(n: int, total: int) -> str:
    """'six of eight', '6 of 14', 'all eight', 'both'."""
    if n < total:
        return f"{number(n)} of {number(total)}" if number(total).isalpha() else f"{n} of {total:,}"
    return "both" if total == 2 else f"all {number(total)}"


# --- who does what --------------------------------------------------------------------------------


def who_does_what(site: Site, playbook: str) -> Matrix:
    """Role and tactic: who is accountable, responsible, consulted, informed; by strategy."""
    graph = site.graph
    tactics = _own(site, playbook, "tactics")
    cells: Met = {}
    groups: dict[str, list[Entity]] = {}
    aims: dict[str, list[str]] = {}
    for tactic in tactics:
        address = str(tactic.address)
        held: dict[str, tuple[Meeting, ...]] = {}
        for field, meeting in _RACI.items():
            for reference in _listed(tactic[field]):
                role = graph.target(reference)
                if role and meeting not in held.get(role, ()):
                    held[role] = (*held.get(role, ()), meeting)
        cells[address] = held
        aims[address] = _strategies(graph, tactic)
        groups.setdefault(next(iter(aims[address]), ""), []).append(tactic)
    strategies = [str(e.address) for e in graph.in_sight(playbook, "strategies")]
    one, many = _called(site, playbook, "tactics")
    order = [s for s in strategies if s in groups]
    made = [Group(s, "", tuple(groups[s])) for s in (*order, *sorted(groups.keys() - {*order, ""}))]
    if "" in groups:
        without = words.singular(graph, playbook, "strategies")
        made.append(Group("", f"Without a {without} that shows here" if made else "", tuple(groups[""])))

    def small(desk: Desk, tactic: Entity) -> Pieces:
        others = aims[str(tactic.address)][1:]
        return ("also for ", *desk.joined(tuple(desk.link(s) for s in others))) if others else ()

    def filters(desk: Desk) -> Iterator[Filter]:
        kind = words.upper(desk.kind_word("strategies"))
        used = [s for s in strategies if any(s in a for a in aims.values())]
        yield from options("strategy", kind, [(s.rpartition("/")[2], desk.name(s)) for s in used])

    def stands_out(desk: Desk) -> Iterator[Markup]:
        roles = {r for held in cells.values() for r in held}
        yield _size((len(tactics), one, many), (len(roles), *_called(site, playbook, "roles")))
        ownerless = [str(t.address) for t in tactics if t.owner is None]
        if ownerless:
            verb = "has" if len(ownerless) == 1 else "have"
            n = words.upper(counted(len(ownerless), one, many))
            yield Markup("{} {} no owner: {}.").format(n, verb, some(desk, ownerless))
        else:
            yield Markup.escape(f"Every {one} has exactly one owner.")
        works: Counter[str] = Counter(r for held in cells.values() for r, ms in held.items() if _R in ms)
        owns: Counter[str] = Counter(r for held in cells.values() for r, ms in held.items() if _A in ms)
        if (busy := _most(works)) is not None:
            lone = busy[0][0] if len(busy[0]) == 1 else ""
            also = f" and owns {number(owns[lone])}" if owns[lone] else ""
            verb = "works on" if lone else "work on"
            share = _share(busy[1], len(tactics))
            yield Markup("{} {} {}{}{}.").format(some(desk, busy[0]), verb, share, _each(busy[0]), also)
        if (heads := _most(owns)) is not None and (busy is None or heads[0] != busy[0]):
            verb, share = "owns" if len(heads[0]) == 1 else "own", _share(heads[1], len(tactics))
            yield Markup("{} {} {}{}.").format(some(desk, heads[0]), verb, share, _each(heads[0]))

    columns = [str(e.address) for e in graph.in_sight(playbook, "roles")]
    return Matrix(
        WHO,
        "Who does what",
        f"Who owns each {one}, who works on it, who is asked before, and who is told after.",
        words.upper(one),
        tuple(made),
        (*columns, EVERYONE),
        cells,
        stands_out,
        legend=(
            Meeting("A", "accountable, owns it", "solid"), Meeting("R", "responsible, works on it", "outline"),
            Meeting("C", "consulted before"), Meeting("I", "informed after"),
        ),
        none="Nobody is named",
        filters=filters,
        tokens=lambda tactic: (f"strategy:{s.rpartition('/')[2]}" for s in aims[str(tactic.address)]),
        small=small,
        lack=lambda tactic: "No owner" if tactic.owner is None else "",
    )  # fmt: skip


# --- strategies by channel ------------------------------------------------------------------------


def strategies_by_channel(site: Site, playbook: str) -> Matrix:
    """Strategy and channel: the tactics that implement the one and run on the other."""
    graph = site.graph
    strategies = _live(site, playbook, "strategies")
    channels = _live(site, playbook, "channels")
    shown = {str(c.address) for c in channels}
    met: dict[str, dict[str, list[str]]] = {str(s.address): {} for s in strategies}
    for entity in _own(site, playbook, "tactics"):
        address = str(entity.address)
        runs = [c for c in _targets(graph, address, "runs_on") if c in shown]
        for strategy in _strategies(graph, entity):
            if strategy in met:
                for channel in runs:
                    met[strategy].setdefault(channel, []).append(address)
    strategies = _touched(playbook, strategies, met)
    one, many = _called(site, playbook, "strategies")
    channel, plural = _called(site, playbook, "channels")
    tactics = _called(site, playbook, "tactics")[1]

    def stands_out(desk: Desk) -> Iterator[Markup]:
        used = {c for held in met.values() for c in held}
        yield _size((len(strategies), one, many), (len(used), channel, plural))
        carried: Counter[str] = Counter(c for held in met.values() for c in held)
        if (most := _most(carried)) is not None:
            verb, share = "carries" if len(most[0]) == 1 else "carry", _share(most[1], len(strategies))
            yield Markup("{} {} the most: {}{}.").format(some(desk, most[0]), verb, share, _each(most[0]))
        idle = [s for s in (str(e.address) for e in strategies) if not met[s]]
        if idle:
            verb = "runs" if len(idle) == 1 else "run"
            yield Markup("{} {} on no {}.").format(some(desk, idle), verb, channel)
        ours = [
            str(c.address)
            for c in channels
            if c.address.playbook == playbook and c["type"] == "branded" and c.status == "active"
        ]
        if quiet := [c for c in ours if c not in used]:
            yield Markup("No {} runs on {}.").format(one, some(desk, quiet))

    return Matrix(
        WHERE,
        f"{words.plural(graph, playbook, 'strategies')} by {channel}",
        f"Where each {one} runs: the {tactics} that carry it out on a {channel}.",
        words.upper(one),
        _by_playbook(site, playbook, strategies),
        tuple(str(c.address) for c in channels),
        {
            s: {c: (Meeting(NUMBER, "", "outline", tuple(ts)),) for c, ts in held.items()}
            for s, held in met.items()
        },
        stands_out,
        legend=(Meeting(NUMBER, f"how many {tactics} of a {one} run on a {channel}", "outline"),),
        none=f"On no {channel} yet",
        through=tactics,
    )


# --- channels by audience -------------------------------------------------------------------------


def channels_by_audience(site: Site, playbook: str) -> Matrix:
    """Channel and audience: those it reaches by itself, and those that tactics on it reach."""
    graph = site.graph
    channels = [c for c in _live(site, playbook, "channels") if c["type"] != "impersonator"]
    own = {str(c.address) for c in channels if c.address.playbook == playbook}
    audiences = _live(site, playbook, "audiences")
    shown = {str(a.address) for a in audiences}
    itself = Meeting("D", "directly", "solid")
    through: dict[str, dict[str, list[str]]] = {str(c.address): {} for c in channels}
    for entity in _own(site, playbook, "tactics"):
        address = str(entity.address)
        reached = [a for a in _targets(graph, address, "reaches") if a in shown]
        for channel in _targets(graph, address, "runs_on"):
            for audience in reached:
                if channel in through:
                    through[channel].setdefault(audience, []).append(address)
    cells: Met = {}
    for channel, held in through.items():
        if channel not in own and not held:
            continue
        direct = [a for a in _targets(graph, channel, "reaches") if a in shown]
        cells[channel] = {
            a: (
                *((itself,) if a in direct else ()),
                *((Meeting(NUMBER, "", "outline", tuple(held[a])),) if a in held else ()),
            )
            for a in dict.fromkeys((*direct, *held))
        }
    one, many = _called(site, playbook, "channels")
    audience, plural = _called(site, playbook, "audiences")
    tactics = _called(site, playbook, "tactics")[1]
    told = [c for c in channels if cells.get(str(c.address))]

    def stands_out(desk: Desk) -> Iterator[Markup]:
        reached: Counter[str] = Counter(a for held in cells.values() for a in held)
        yield _size((len(told), one, many), (len(reached), audience, plural))
        if (most := _most(reached)) is not None:
            share = f"{_share(most[1], len(told))} {many}"
            yield Markup("{} can be met on {}{}.").format(some(desk, most[0]), share, _each(most[0]))
        missed = [str(a.address) for a in audiences if a.address.playbook == playbook]
        if missed := [a for a in missed if a not in reached]:
            yield Markup("No {} reaches {}.").format(one, some(desk, missed))
        thin = [a for a, n in reached.items() if n == 1]
        if thin and len(told) > 1:
            hangs = "hangs" if len(thin) == 1 else "hang"
            yield Markup("{} {} on a single {}.").format(some(desk, thin), hangs, one)

    def small(desk: Desk, channel: Entity) -> Pieces:
        return ("not ours",) if channel["type"] in ("partner", "unofficial") else ()

    return Matrix(
        FOR_WHOM,
        f"{words.plural(graph, playbook, 'channels')} by {audience}",
        f"Whom each {one} reaches: directly, and through the {tactics} that run on it.",
        words.upper(one),
        _by_playbook(site, playbook, told),
        tuple(str(a.address) for a in audiences),
        cells,
        stands_out,
        legend=(
            Meeting("D", f"the {one} reaches them directly", "solid"),
            Meeting(NUMBER, f"how many {tactics} on it reach them", "outline"),
        ),
        through=tactics,
        via="through ",
        small=small,
    )


# --- functions by strategy ------------------------------------------------------------------------


def functions_by_strategy(site: Site, playbook: str) -> Matrix:
    """Function and strategy: those that support it by name, and those that do through a goal they are for."""
    graph = site.graph
    functions = _live(site, playbook, "functions")
    strategies = _own(site, playbook, "strategies")
    named = Meeting("S", "by name", "solid")
    cells: Met = {str(f.address): {} for f in functions}
    for entity in strategies:
        address = str(entity.address)
        for function in _targets(graph, address, "supports"):
            if function in cells:
                cells[function][address] = (named,)
        for goal in _goals(graph, address):
            for function in _targets(graph, goal, "supports"):
                if function in cells:
                    cells[function][address] = _joined(cells[function].get(address, ()), goal)
    functions = _touched(playbook, functions, cells)
    cells = {str(f.address): cells[str(f.address)] for f in functions}
    one, many = _called(site, playbook, "functions")
    strategy, plural = _called(site, playbook, "strategies")
    goal, goals = _called(site, playbook, "goals")

    def stands_out(desk: Desk) -> Iterator[Markup]:
        yield _size((len(functions), one, many), (len(strategies), strategy, plural))
        bare = [f for f, held in cells.items() if not held]
        if bare:
            yield Markup("No {} supports {}.").format(strategy, some(desk, bare))
        else:
            yield Markup.escape(f"Every {one} is supported.")
        helped: Counter[str] = Counter(f for f, held in cells.items() for _ in held)
        if (most := _most(helped)) is not None:
            verb, share = "is" if len(most[0]) == 1 else "are", f"{_share(most[1], len(strategies))} {plural}"
            yield Markup("{} {} supported by {}{}.").format(some(desk, most[0]), verb, share, _each(most[0]))
        if idle := [
            str(s.address) for s in strategies if not any(str(s.address) in h for h in cells.values())
        ]:
            verb = "supports" if len(idle) == 1 else "support"
            yield Markup("{} {} no {}.").format(some(desk, idle), verb, one)

    return Matrix(
        WHAT_FOR,
        f"{words.plural(graph, playbook, 'functions')} by {strategy}",
        f"Which {strategy} helps which {one}: by name, or through a {goal} that it is for.",
        words.upper(one),
        _by_playbook(site, playbook, functions),
        tuple(str(s.address) for s in strategies),
        cells,
        stands_out,
        legend=(
            Meeting("S", f"the {strategy} supports it by name", "solid"),
            Meeting("G", f"through a {goal} that the {strategy} is for", "outline"),
        ),
        none=f"No {strategy} supports it",
        through=goals,
        via="through ",
    )


def _goals(graph: Graph, strategy: str) -> Iterable[str]:
    """The goals a strategy is for: those it pursues, and those that its objectives serve."""
    found: dict[str, None] = {}
    for end in _targets(graph, strategy, "pursues"):
        served = _targets(graph, end, "serves")
        found.update(dict.fromkeys(served or [end]))
    return [g for g in found if (e := graph.entity_of(g)) is not None and e.plural == "goals" and not e.ended]


def _joined(before: tuple[Meeting, ...], goal: str) -> tuple[Meeting, ...]:
    """What stands in a cell, with one goal more through which the two meet."""
    kept = tuple(m for m in before if not m.through)
    goals = next((m.through for m in before if m.through), ())
    return (*kept, Meeting("G", "", "outline", (*goals, goal)))


_MADE = {
    WHO: who_does_what,
    WHERE: strategies_by_channel,
    FOR_WHOM: channels_by_audience,
    WHAT_FOR: functions_by_strategy,
}


def matrix(site: Site, playbook: str, name: str) -> Matrix:
    """The matrix of a playbook with a name; it is worked out once for a site."""

    def make() -> Matrix:
        parents = site.graph.parents(playbook)
        found = frozenset(p for p in parents if tells(matrix(site, p, name)))
        return replace(_MADE[name](site, playbook), beside=found)

    return site.once((playbook, name), make)
