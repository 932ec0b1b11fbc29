"""The picture of the kinds: what stands where, and the verbs between, as an SVG within a page.

The places are chosen by hand for a phone's width, the words come from the model. Each box is a link to the page
of its kind in the reference; colours are those of the theme, so that it reads in both palettes and on paper.
"""

from __future__ import annotations

from typing import NamedTuple

from gameplan.model import KINDS
from gameplan.model.relations import RELATIONS
from scripts.reference import title_of

WIDTH, HEIGHT = 360, 850
_REFERENCE = "../reference"
"""The folder of the reference, seen from the page that holds the picture."""
_LEFT, _RIGHT = (16, 120), (222, 124)
"""The two columns of boxes: where they begin, and how wide they are."""


class Band(NamedTuple):
    """A group of kinds: its title, and its rectangle."""

    title: str
    x: int
    y: int
    width: int
    height: int


class Box(NamedTuple):
    """A kind: its column, where it begins, how high it is."""

    column: tuple[int, int]
    y: int
    height: int = 30


class Arrow(NamedTuple):
    """A relation between two kinds: its line, and where its verb stands."""

    relation: str
    source: str
    target: str
    line: str
    x: int
    y: int
    anchor: str = "middle"


BANDS = (
    Band("Ends", 6, 44, 348, 190),
    Band("Means", 6, 258, 140, 166),
    Band("What informs", 212, 258, 142, 166),
    Band("Places", 6, 448, 348, 66),
    Band("Directives", 6, 526, 348, 116),
    Band("When it goes wrong", 6, 656, 348, 132),
    Band("People", 6, 800, 348, 44),
)
BOXES = {
    "playbook": Box((6, 348), 6),
    "vision": Box(_LEFT, 68),
    "goals": Box(_LEFT, 132),
    "objectives": Box(_LEFT, 196),
    "metrics": Box(_RIGHT, 196),
    "strategies": Box(_LEFT, 282, 68),
    "tactics": Box(_LEFT, 386),
    "functions": Box(_RIGHT, 282),
    "insights": Box(_RIGHT, 320),
    "audiences": Box(_RIGHT, 386),
    "channels": Box(_LEFT, 474),
    "tools": Box(_RIGHT, 474),
    "policies": Box(_LEFT, 552),
    "principles": Box(_LEFT, 598),
    "rules": Box(_RIGHT, 552, 76),
    "guides": Box(_LEFT, 684),
    "escalation": Box(_RIGHT, 684),
    "procedures": Box(_RIGHT, 748),
    "roles": Box((100, 120), 807),
}
ARROWS = (
    Arrow("advances", "goals", "vision", "M76 132V98", 84, 119, "start"),
    Arrow("serves", "objectives", "goals", "M76 196V162", 84, 183, "start"),
    Arrow("measured_by", "objectives", "metrics", "M136 211H222", 179, 205),
    Arrow("pursues", "strategies", "objectives", "M76 282V226", 84, 248, "start"),
    Arrow("implements", "tactics", "strategies", "M76 386V350", 84, 372, "start"),
    Arrow("supports", "strategies", "functions", "M136 297H222", 179, 291),
    Arrow("informed_by", "strategies", "insights", "M136 335H222", 179, 329),
    Arrow("reaches", "tactics", "audiences", "M136 401H222", 179, 395),
    Arrow("runs_on", "tactics", "channels", "M76 416V474", 84, 440, "start"),
    Arrow("tool", "channels", "tools", "M136 489H222", 179, 483),
    Arrow("enforces", "rules", "policies", "M222 567H136", 179, 561),
    Arrow("applies", "rules", "principles", "M222 606H136", 179, 600),
    Arrow("because", "guides", "rules", "M136 699H180V621H222", 174, 652, "end"),
    Arrow("escalates_to", "rules", "escalation", "M284 628V684", 290, 652, "start"),
    Arrow("triggers", "escalation", "procedures", "M284 714V748", 290, 735, "start"),
)

_STYLE = """\
.md-typeset .gp-kinds{width:100%;max-width:20rem;margin:1em auto}
.gp-kinds svg{display:block;width:100%;height:auto;overflow:visible}
.gp-kinds text{font:500 11.5px var(--md-text-font-family,sans-serif);fill:var(--md-default-fg-color--light,#444)}
.gp-kinds .band{fill:var(--md-code-bg-color,#f5f5f5)}
.gp-kinds rect.box{fill:var(--md-default-bg-color,#fff);stroke:var(--md-default-fg-color--lighter,#888)}
.gp-kinds a text{font-size:13.5px;font-weight:600;fill:var(--md-typeset-a-color,#064)}
.gp-kinds a:is(:hover,:focus-visible) rect{stroke:var(--md-typeset-a-color,#064);stroke-width:2.5}
.gp-kinds a:hover text{text-decoration:underline}
.gp-kinds path{fill:none;stroke:var(--md-default-fg-color--light,#444);stroke-width:1.2}
.gp-kinds marker path{fill:var(--md-default-fg-color--light,#444);stroke:none}
@media print{.md-typeset .gp-kinds{max-width:8.5cm;break-inside:avoid}.gp-kinds .band{fill:none;stroke:#999}}"""


def svg() -> str:
    """The picture as one block of HTML without empty lines."""
    parts = [
        '<figure class="gp-kinds">',
        f"<style>{_STYLE}</style>",
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-labelledby="kinds-title kinds-desc">',
        '<title id="kinds-title">The kinds of entries and the main relations between them</title>',
        f'<desc id="kinds-desc">{_description()}</desc>',
        (
            '<defs><marker id="kinds-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
            'orient="auto-start-reverse"><path d="M0 0L8 4L0 8z"/></marker></defs>'
        ),
        *(_band(band) for band in BANDS),
        *(_arrow(arrow) for arrow in ARROWS),
        *(_box(kind, box) for kind, box in BOXES.items()),
        f'<text x="232" y="{BOXES["roles"].y + 20}">own all of it</text>',
        "</svg>",
        "</figure>",
    ]
    return "\n".join(parts)


def sentences() -> list[str]:
    """What the arrows say, in words: "Goals advance the vision"."""
    return [
        f"{_subject(a.source)} {RELATIONS[a.relation].verbs if a.source != 'escalation' else 'triggers'} {_object(a.target)}"
        for a in ARROWS
    ]


def _subject(kind: str) -> str:
    return title_of(kind)


def _object(kind: str) -> str:
    return f"the {KINDS[kind].singular}" if KINDS[kind].singleton else kind


def _description() -> str:
    return ". ".join(["A playbook holds all of it", *sentences(), "Roles own all of it"]) + "."


def _verb(arrow: Arrow) -> str:
    return RELATIONS[arrow.relation].verbs.removeprefix("are ")


def _band(band: Band) -> str:
    return (
        f'<rect class="band" x="{band.x}" y="{band.y}" width="{band.width}" height="{band.height}" rx="6"/>'
        f'<text x="{band.x + 10}" y="{band.y + 17}">{band.title}</text>'
    )


def _arrow(arrow: Arrow) -> str:
    return (
        f'<path d="{arrow.line}" marker-end="url(#kinds-tip)"/>'
        f'<text x="{arrow.x}" y="{arrow.y}" text-anchor="{arrow.anchor}">{_verb(arrow)}</text>'
    )


def _box(kind: str, box: Box) -> str:
    x, width = box.column
    return (
        f'<a href="{_REFERENCE}/{kind}/"><rect class="box" x="{x}" y="{box.y}" width="{width}" '
        f'height="{box.height}" rx="5"/><text x="{x + width / 2:g}" y="{box.y + box.height / 2 + 4.5:g}" '
        f'text-anchor="middle">{title_of(kind)}</text></a>'
    )
