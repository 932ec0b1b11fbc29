"""The page of a role as its handbook: what binds you, what is yours to do, what you own, who stands in."""

from __future__ import annotations

from dataclasses import replace

from ..model import Role, Rule
from ..model.fields import Shows
from ..model.kinds.escalation import Escalation, Level
from ..model.kinds.guide import Guide
from ..model.kinds.policy import Clause
from ..model.kinds.procedure import Procedure
from ..model.relations import RELATIONS
from . import blocks, words
from .binding import binds_block
from .data.blocks import Block
from .data.handbook import AnswersBlock, Said, SaidBlock, SaidGroup
from .data.page import PageData, TocItem
from .data.pieces import Fact, Link, Piece, Pieces
from .desk import Desk, Site
from .entity import outset, toc
from .history import for_role
from .reviews import learning
from .standin import standing_in
from .yours import Yours, held_by, in_lines

_ROWS = 30
"""How many situations stand in the table; the rest is named behind a fold."""
_OWNED = (
    "owner", "sponsor", "responsible", "consulted", "informed", "editor", "custodian", "carries_risk", "head",
)  # fmt: skip
_ELSEWHERE = frozenset(
    {*_OWNED, "contact", "binds", "responder", "approver", "decides", "grants", "notifies", "does", "asks", "deputy", "delegates",
     "reports_to"}
)  # fmt: skip
"""The relations that have a place of their own in the handbook."""
_HEADINGS = {
    "responsibilities": "What you are here to do",
    "authority": "What you may decide alone",
    "requirements": "What it takes",
}


def handbook(site: Site, role: Role) -> PageData:
    """Everything the page of a role shows, said to whoever holds it."""
    address = str(role.address)
    desk = Desk(site, address, role.address.playbook)
    page = outset(desk, role)
    mine = Yours(desk, role)
    found = (
        binds_block(desk, role),
        _answers(mine),
        _approves(mine),
        _told(mine),
        _owns(mine),
        _emergency(mine),
        _asked(mine),
        learning(mine),
        standing_in(mine),
        *_fields(desk, role),
        _besides(mine),
    )
    shown = tuple(b for b in found if b is not None)
    yours = for_role(desk, role)
    facts = _facts(desk, role, page.facts)
    contents = [TocItem("Changed for you", "_yours")] if yours is not None else []
    contents += toc(shown, connected=False, history=False)
    contents += [TocItem("About this role", "_facts")] if facts else []
    contents += [TocItem("History", "_history")] if page.history is not None else []
    return replace(
        page,
        template="handbook",
        meta=(*_meta(desk, role), *page.meta),
        facts=facts,
        blocks=shown,
        toc=tuple(contents),
        layout="toc",
        terms=desk.explained(),
        role=address if not role.ended else "",
        yours=yours,
    )


def _meta(desk: Desk, role: Role) -> list[Fact]:
    facts = [Fact("Held by", held_by(desk, role))] if role.holders else []
    for label, reference in (("Deputy", role.deputy), ("Reports to", role.reports_to)):
        if (link := desk.to(reference)) is not None:
            facts.append(Fact(label, (link,)))
    return facts


def _facts(desk: Desk, role: Role, found: tuple[tuple[Fact, ...], ...]) -> tuple[tuple[Fact, ...], ...]:
    function = desk.to(role.function)
    return ((Fact("Function", (function,)),), *found) if function is not None else found


def _fields(desk: Desk, role: Role) -> list[Block | None]:
    """What is written of the role itself."""
    own = [
        f
        for f in role.fields.values()
        if f.shows is Shows.SECTION and f.name not in ("training", "delegates")
    ]
    made = []
    for field in own:
        block = blocks.section(desk, field, role)
        if block is not None and field.name in _HEADINGS:
            block = replace(block, heading=_HEADINGS[field.name])
        made.append(block)
    return made


# --- what comes to you ------------------------------------------------------------------------


def _answers(mine: Yours) -> Block | None:
    """The situations that the role answers, and those that anybody does."""
    desk = mine.desk
    rules = [r for e in mine.edges("responder") if isinstance(r := desk.graph.entities.get(e.source), Rule)]
    anybody = tuple(
        desk.link(str(r.address))
        for r in desk.graph.in_sight(desk.playbook, "rules")
        if isinstance(r, Rule) and not r.ended and desk.graph.target(r.responder) == "everyone"
    )
    if not rules and not anybody:
        return None
    rows = []
    for rule in rules[:_ROWS]:
        approver = desk.to(rule.approver)
        rows.append(
            (
                (desk.link(str(rule.address)),),
                (words.action(rule.action),),
                (f"Within {desk.duration(rule.respond_within)}",) if rule.respond_within else (),
                (approver,) if approver is not None else ("Nobody: it is yours",),
            )
        )
    return AnswersBlock(
        "What you answer",
        "_answers",
        ("Situation", "Do this", "By when", "Who approves"),
        tuple(rows),
        tuple(desk.link(str(r.address)) for r in rules[_ROWS:]),
        ("Whoever meets it answers ", *desk.joined(anybody), ".") if anybody else (),
    )


def _approves(mine: Yours) -> Block | None:
    """What waits for the role's yes: situations by who asks, documents, clauses, levels, exceptions."""
    desk, graph = mine.desk, mine.desk.graph
    asking: dict[str, list[str]] = {}
    clauses, documents = [], []
    for edge in mine.edges("approver"):
        rule = graph.entities.get(edge.source)
        if isinstance(rule, Rule):
            asking.setdefault(graph.target(rule.responder) or "", []).append(edge.source)
        elif isinstance(graph.find(edge.source), Clause):
            clauses.append(edge.source)
        else:
            documents.append(edge.source)
    lines: list[Said] = []
    for responder, rules in asking.items():
        asked: Pieces = (", asked by ", desk.link(responder)) if responder else ()
        lines += in_lines(desk, "you approve", rules, asked)
    lines += in_lines(desk, "you approve", documents)
    lines += in_lines(desk, "you say yes first", clauses)
    for edge in mine.edges("decides"):
        lines.append(Said("you decide", ("at ", *_level(desk, edge.source))))
    lines += in_lines(desk, "you grant exceptions", [e.source for e in mine.edges("grants")], before="to ")
    return mine.block("What you approve and decide", "_approves", lines)


def _level(desk: Desk, address: str) -> list[Piece]:
    plan = desk.graph.entity_of(address)
    level = desk.graph.parts.get(address)
    if not isinstance(plan, Escalation) or not isinstance(level, Level):
        return [desk.full_link(address)]
    pieces: list[Piece] = [
        desk.link(address),
        f", level {list(plan.levels).index(level.id) + 1} of {len(plan.levels)}",
    ]
    if plan is not desk.graph.single(desk.playbook, "escalation"):
        pieces += [" of ", desk.link(str(plan.address))]
    if level.respond_within is not None:
        pieces.append(f", within {desk.duration(level.respond_within)}")
    return pieces


def _told(mine: Yours) -> Block | None:
    """What the role is told of, the most urgent as it is written."""
    desk, graph = mine.desk, mine.desk.graph
    by_time: dict[str, list[str]] = {}
    for edge in mine.edges("notifies"):
        thing = graph.find(edge.source)
        notices = thing["notifies"] if isinstance(thing, Rule | Level) else ()
        within = next((n.within for n in notices if graph.target(n.role) == mine.address), None)
        by_time.setdefault(f" within {desk.duration(within)}" if within else "", []).append(edge.source)
    lines = [
        line
        for time, addresses in by_time.items()
        for line in in_lines(desk, "you are told of", addresses, (time,) if time else ())
    ]
    return mine.block("What you are told of", "_told", lines)


def _asked(mine: Yours) -> Block | None:
    """The guides that send people to the role, with the questions at which they do."""
    desk, lines = mine.desk, []
    for ask, verb in ((True, "people ask you"), (False, "people tell you")):
        guides: dict[str, list[Link]] = {}
        for edge in mine.edges("asks"):
            guide = desk.graph.entity_of(edge.source)
            if not isinstance(guide, Guide):
                continue
            question = guide.questions[edge.source.partition("#")[2]]
            ends = [a for a in question.answers if desk.graph.target(a["role"]) == mine.address]
            if any((a.then == "ask") is ask for a in ends):
                link = Link(desk.text(question.ask), desk.href(edge.source))
                guides.setdefault(str(guide.address), []).append(link)
        lines += [
            Said(verb, ("after ", desk.link(guide), ", at ", *desk.joined(tuple(links))))
            for guide, links in guides.items()
        ]
    return mine.block("Which guides send people to you", "_asked", lines)


# --- what is yours ----------------------------------------------------------------------------


def _owns(mine: Yours) -> Block | None:
    desk = mine.desk
    lines: list[Said] = []
    for name in _OWNED:
        lines += in_lines(desk, f"you {RELATIONS[name].verbs}", [e.source for e in mine.edges(name)])
    for edge in mine.edges("contact"):
        manifest = desk.graph.playbook(edge.source)
        for contact in manifest.contacts if manifest is not None else ():
            if desk.graph.target(contact["role"]) == mine.address:
                lines.append(Said("people come to you", (f"{contact['for']} (", desk.link(edge.source), ")")))
    lines += in_lines(desk, "you lead", [e.source for e in mine.edges("reports_to")])
    return mine.block("What you own", "_owns", lines)


def _emergency(mine: Yours) -> Block | None:
    """The steps of procedures that name the role, each with its clock."""
    desk, graph = mine.desk, mine.desk.graph
    groups: dict[str, list[Said]] = {}
    for edge in mine.edges("does"):
        procedure = graph.entity_of(edge.source)
        if not isinstance(procedure, Procedure):
            continue
        phase = procedure.phases[edge.source.partition("#")[2]]
        for n, step in enumerate(phase.steps):
            if graph.target(step.role) != mine.address:
                continue
            clock = [f"within {desk.duration(step.within)}"] if step.within else []
            clock += [f"every {desk.duration(step.every).removeprefix('1 ')}"] if step.every else []
            clock += ["at the same time"] if step.parallel and not clock else []
            what = (desk.inline(step.do, f"_{phase.id}_{n}"), " (", desk.link(edge.source), ")")
            groups.setdefault(str(procedure.address), []).append(Said(", ".join(clock), what))
    shown = tuple(
        SaidGroup(
            (desk.link(address),),
            ("When: ", desk.inline(graph.entities[address]["trigger"], "_trigger")),
            tuple(lines),
        )
        for address, lines in groups.items()
    )
    return SaidBlock("What you do in an emergency", "_emergency", shown) if shown else None


def _besides(mine: Yours) -> Block | None:
    """All other ties, and those to what is no longer in use: nothing that names the role is lost."""
    desk = mine.desk
    rest: dict[tuple[str, bool], list[str]] = {}
    for edge in desk.graph.into(mine.address):
        name, live = edge.relation.name, mine.live(edge)
        if name != "mentions" and not (live and name in _ELSEWHERE):
            rest.setdefault((name, live), []).append(edge.source)
    lines: list[Said] = []
    for (name, live), addresses in rest.items():
        relation = RELATIONS[name]
        after = "" if live else ", no longer in use" if relation.acted else " (no longer in use)"
        if relation.acted:
            lines += in_lines(desk, f"you {relation.verbs}", addresses, (after,) if after else ())
        else:
            verb = relation.verbs if len(addresses) > 1 else relation.verb
            lines += in_lines(desk, "", addresses, (f" {verb} you{after}",))
    for row in desk.rows_into(mine.address, frozenset(RELATIONS) - {"mentions"}):
        lines.append(Said("you are named in", desk.joined(row.names)))
    return mine.block("What else leads here", "_connects", lines)
