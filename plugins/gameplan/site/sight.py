"""The page of a playbook's line of sight: how many tactics lead to the vision, and where the others break off.

Where findings are shown it also says what each owner has to mend, and which waivers run until when.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ..model import Entity
from ..model.types import Part
from ..sight import Break, Sight
from . import words
from .concerns import concerned
from .data.blocks import Block, TableBlock
from .data.page import PageData, SearchDocument, TocItem
from .data.pieces import Link, Piece, Pieces
from .data.ways import Gap, SightBlock
from .desk import Desk, Site

_TOLD_EACH = 100
"""Up to so many tactics have a line each on the page."""


def sight_of(playbook: str) -> str:
    """The address of a playbook's line of sight."""
    return f"{playbook}/line-of-sight/"


def sight_page(site: Site, playbook: str) -> PageData:
    """The page of a playbook that has a line of sight."""
    desk = Desk(site, sight_of(playbook), playbook)
    sight = site.sights[playbook]
    kind = words.singular(desk.graph, desk.playbook, "tactics")
    about = f"Every {kind} should lead to the vision, through a strategy, an objective with a dated target and a goal, and have an owner."
    found: list[Block] = [_breaks(desk, sight)] if sight.breaks else []
    found += [_lines(desk, sight)] if sight.whole else []
    if site.findings is not None:
        found += [b for b in (_by_owner(desk), _waivers(desk)) if b is not None]
    manifest = desk.manifest()
    return PageData(
        template="index",
        kind="line-of-sight",
        title=words.SIGHT,
        eyebrow=manifest.title if manifest else playbook,
        lead=(
            Markup.escape(_share(desk, sight)),
            Markup.escape(about),
        ),
        blocks=tuple(found),
        address=sight_of(playbook).rstrip("/"),
        description=about,
        toc=tuple(TocItem(b.heading, b.anchor) for b in found),
        search=(SearchDocument(words.SIGHT, about),),
        layout="wide",
    )


def _share(desk: Desk, sight: Sight) -> str:
    kind = words.plural(desk.graph, desk.playbook, "tactics").lower()
    if sight.tactics == 1:
        kind = words.singular(desk.graph, desk.playbook, "tactics")
    return f"{sight.whole} of {sight.tactics} active {kind} {'leads' if 1 in (sight.whole, sight.tactics) else 'lead'} to the vision: {sight.share} per cent."


def _lines(desk: Desk, sight: Sight) -> Block:
    """The way of each tactic whose line is whole; of many, those that go the same way together."""
    broken = {str(gap.tactic.address) for gap in sight.breaks}
    kinds = ("tactics", "strategies", "objectives", "goals")
    ways: dict[tuple[str, ...], list[Entity]] = {}
    for tactic in desk.graph.of_kind(desk.playbook, "tactics"):
        if tactic.status != "active" or str(tactic.address) in broken:
            continue
        chains = desk.graph.chains(tactic)
        on_way = {e.plural: str(e.address) for _, e in chains[0].steps} if chains else {}
        ways.setdefault(tuple(on_way.get(k, "") for k in kinds[1:]), []).append(tactic)
    heads = tuple(words.upper(words.singular(desk.graph, desk.playbook, kind)) for kind in kinds)
    heading, anchor = "What leads to the vision", "_lines"
    if sight.whole > _TOLD_EACH:
        many = words.plural(desk.graph, desk.playbook, "tactics")
        together = (
            (*_way(desk, way), desk.joined(tuple(desk.link(str(t.address)) for t in tactics)))
            for way, tactics in ways.items()
        )
        return TableBlock(heading, anchor, (*heads[1:], many), tuple(together))
    lines = {
        str(t.address): ((desk.link(str(t.address)),), *_way(desk, way), _owner(desk, t))
        for way, tactics in ways.items()
        for t in tactics
    }
    rows = tuple(
        lines[a] for t in desk.graph.of_kind(desk.playbook, "tactics") if (a := str(t.address)) in lines
    )
    return TableBlock(heading, anchor, (*heads, "Owner"), rows)


def _way(desk: Desk, way: tuple[str, ...]) -> tuple[Pieces, ...]:
    return tuple((desk.link(address),) if address else () for address in way)


def _owner(desk: Desk, tactic: Entity) -> Pieces:
    owner = desk.to(tactic.owner)
    return (owner,) if owner else ()


def _breaks(desk: Desk, sight: Sight) -> Block:
    kind = words.upper(words.singular(desk.graph, desk.playbook, "tactics"))
    rows: list[tuple[Pieces, ...]] = []
    for gap in sight.breaks:
        owner = desk.to(gap.tactic.owner)
        at: Pieces = (desk.link(gap.at),) if gap.at != str(gap.tactic.address) else ()
        rows.append(
            (
                (desk.link(str(gap.tactic.address)),),
                (words.upper(gap.missing),),
                at,
                (owner,) if owner else ("nobody",),
            )
        )
    return TableBlock(
        "Where the line breaks", "_breaks", (kind, "What is missing", "Where", "Owner"), tuple(rows)
    )


def _by_owner(desk: Desk) -> Block | None:
    """What there is to mend in this playbook, by the role that owns it."""
    rows = []
    for owner, entity in sorted(_noticed(desk), key=lambda pair: (pair[0] == "", pair[0], pair[1].title)):
        for finding in desk.findings(entity):
            rows.append(
                (
                    (desk.link(owner),) if owner else ("nobody",),
                    (desk.link(str(entity.address)),),
                    (finding.word,),
                    (finding.message,),
                    (finding.code,),
                )
            )
    head = ("Owner", "Where", "How serious", "What", "Check")
    return TableBlock("What there is to mend", "_findings", head, tuple(rows)) if rows else None


def _noticed(desk: Desk) -> Iterator[tuple[str, Entity]]:
    for entity in desk.graph.entities.values():
        if entity.address.playbook == desk.playbook and desk.findings(entity):
            yield desk.graph.target(entity.owner) or "", entity


def _waivers(desk: Desk) -> Block | None:
    rows: list[tuple[Pieces, ...]] = []
    for entity in desk.graph.entities.values():
        if entity.address.playbook != desk.playbook:
            continue
        things: list[Entity | Part] = [entity, *entity.parts().values()]
        for thing in things:
            for waiver in thing["waivers"]:
                until: Pieces = (desk.day(waiver.until, "until"),) if waiver.until else ("no end",)
                rows.append(
                    (
                        (desk.full_link(str(thing.address)),),
                        (waiver.code,),
                        (desk.inline(waiver.reason, waiver.code),),
                        until,
                    )
                )
    head = ("Where", "Check", "Why it is accepted", "Until")
    return TableBlock("What is accepted for now", "_waivers", head, tuple(rows)) if rows else None


# --- in short ---------------------------------------------------------------------------------

_MARKS = 24
"""The most marks that a meter has; of more tactics a mark stands for several."""
_GAPS = 4
_WORDS = {
    "no owner": "No owner", "no strategy": "No strategy", "no objective": "No objective", "pursues nothing": "No objective",
    "dated target": "No target", "no goal": "No goal", "a vision": "No vision",
}  # fmt: skip
"""What is missing in a word, by what a sentence about it says."""


def sight_in_short(desk: Desk) -> SightBlock | None:
    """The line of sight for the home of a playbook: in numbers, and the first few tactics whose line breaks."""
    sight = desk.site.sights.get(desk.playbook)
    if sight is None:
        return None
    marks = min(sight.tactics, _MARKS)
    kind = words.singular(desk.graph, desk.playbook, "tactics")
    kinds = words.amount(desk.graph, desk.playbook, "tactics", sight.tactics).partition(" ")[2]
    said = f"active {kinds} {'leads' if 1 in (sight.whole, sight.tactics) else 'lead'} to the vision"
    more = len(sight.breaks) - _GAPS
    page = (
        "Every line of sight"
        if more <= 0
        else f"Where it breaks for {words.count(more, 'more ' + kind, f'more {kinds}')}"
    )
    return SightBlock(
        words.SIGHT,
        "_sight",
        sight.whole,
        sight.tactics,
        sight.whole * marks // sight.tactics,
        marks,
        said,
        tuple(_gap(desk, gap) for gap in sight.breaks[:_GAPS]),
        Link(page, desk.href(sight_of(desk.playbook))),
    )


def _gap(desk: Desk, gap: Break) -> Gap:
    tactic = str(gap.tactic.address)
    said: list[Piece] = [desk.link(tactic), f" {gap.missing}"]
    if gap.at != tactic:
        said += [": ", desk.link(gap.at)]
    owner = desk.to(gap.tactic.owner)
    said += [". Owner: ", owner, "."] if owner is not None else [", so nobody answers for it."]
    word = next((word for end, word in _WORDS.items() if end in gap.missing), "Broken")
    return Gap(word, tuple(said), concerned(desk.graph, tactic))
