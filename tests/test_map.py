"""The map: nothing overlaps, all lines go right, nobody is left out, and the outline says the same."""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gameplan.graph import Graph
from gameplan.loader import load
from gameplan.prose import Prose
from gameplan.settings import Limits
from gameplan.site.data.map import Drawing, MapBlock, MapNode, Nearby, OutlineNode
from gameplan.site.desk import Desk, Site
from gameplan.site.map import glance, map_page, nearby
from gameplan.site.map.drawing import draw
from gameplan.site.map.folding import spots
from gameplan.site.map.layout import GAP, Box, arrange
from gameplan.site.map.lettering import lines, measure
from gameplan.site.map.outline import outline
from gameplan.site.map.web import web
from gameplan.site.pages import playbook_pages
from gameplan.site.paths import Paths
from gameplan.site.renderer import Renderer
from gameplan.source import from_memory
from gameplan.visibility import visible
from small import SMALL

HEAD = {
    "m/playbook.yml": "title: M\norganisation: O\nvisibility: public\n",
    "m/vision.yml": "statement: S.\ntitle: Everyone helped\nhorizon: '2029'\n",
}


def site_of(files: Mapping[str, str], *, faults: tuple[str, ...] = ()) -> Site:
    loaded = load(from_memory(files), Limits())
    assert {d.code for d in loaded.findings} <= set(faults), [d.message for d in loaded.findings]
    return Site(loaded.graph, Paths(True), Prose())


def block_of(files: Mapping[str, str], playbook: str = "m") -> MapBlock:
    block = map_page(site_of(files), playbook).blocks[0]
    assert isinstance(block, MapBlock)
    return block


def nodes_of(drawing: Drawing) -> dict[str, MapNode]:
    """The boxes by their title as it is drawn."""
    nodes = [n for column in drawing.columns for n in column.nodes]
    return {" ".join(line.words for line in n.lines if line.form == "title"): n for n in nodes}


def said(node: MapNode, form: str) -> list[str]:
    return [line.words for line in node.lines if line.form == form]


def flat(nodes: tuple[OutlineNode, ...]) -> Iterator[OutlineNode]:
    for node in nodes:
        yield node
        yield from flat(node.children)


def ways(drawing: Drawing) -> set[tuple[str, str]]:
    """The lines of a drawing, by the titles at their ends."""
    names = {n.number: title for title, n in nodes_of(drawing).items()}
    return {(names[a], names[b]) for a, b in (w.ends for w in drawing.ways)}


# --- any playbook -------------------------------------------------------------------------------------

TITLES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")),
    min_size=1, max_size=50,
).filter(lambda t: t.strip() == t and measure(t) > 0)  # fmt: skip


@st.composite
def playbooks(draw: st.DrawFn) -> dict[str, str]:
    """Playbooks of every shape: wholes and parts, several ends or none, ends skipped, ended, paused."""
    files = dict(HEAD)
    if draw(st.booleans()):
        del files["m/vision.yml"]
    most = draw(st.sampled_from((3, 12)))
    count = {k: draw(st.integers(0, most)) for k in ("goals", "objectives", "strategies", "tactics")}
    pick = random.Random(draw(st.integers(0, 2**32)))
    ids = {kind: [f"{kind[0]}{n}" for n in range(n_of)] for kind, n_of in count.items()}

    def some(kind: str) -> list[str]:
        return pick.sample(ids[kind], min(len(ids[kind]), pick.choice((0, 1, 1, 1, 2))))

    for kind, mine in ids.items():
        for n, id in enumerate(mine):
            said: dict[str, object] = {"title": f"{draw(TITLES)} {id}" if n < 3 else f"Number {id}"}
            said["status"] = pick.choice(("active", "active", "active", "paused", "proposed", "done"))
            if kind == "objectives":
                said["serves"] = some("goals")
            elif kind == "strategies":
                said |= {"approach": "A.", "pursues": some("objectives") + some("goals")[:1]}
            elif kind == "tactics":
                said["implements"] = some("strategies")
            if kind in ("strategies", "tactics") and n and pick.random() < 0.3:
                said["part_of"] = pick.choice(mine[:n])
            files[f"m/{kind}/{id}.yml"] = json.dumps(said, ensure_ascii=False)
    return files


def xs(path: str) -> list[float]:
    """The x of each point that a line goes through, or is drawn towards."""
    found: list[float] = []
    for letter, rest in re.findall(r"([MCHV])([^MCHV]*)", path):
        numbers = [float(n) for n in rest.split()]
        found += numbers[::2] if letter in "MC" else numbers if letter == "H" else []
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(playbooks(), st.sampled_from((2, 40)), st.integers(0, 9))
def test_any_map_is_sound(files: dict[str, str], most: int, seed: int) -> None:
    """Boxes lie apart and inside, lines go right, everybody is there or counted, the outline says the same."""
    site = site_of(files, faults=("SHP03",))
    desk = Desk(site, "m/map/", "m")
    found = web(site.graph, "m")
    if not found.entries:
        return
    boxes = spots(found, most)
    drawing = draw(desk, found, boxes, {})
    nodes = [n for column in drawing.columns for n in column.nodes]
    for n, one in enumerate(nodes):
        assert one.x >= 0
        assert one.x + one.width <= drawing.width
        assert one.y >= 0
        assert one.y + one.height <= drawing.height
        for other in nodes[n + 1 :]:
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
        for line in one.lines:
            size = 12 if line.form == "title" else 10.5
            assert measure(line.words) * size <= one.width - 10
            assert line.y < one.height
    for way in drawing.ways:
        points = xs(way.path)
        assert points == sorted(points), way
        assert points[0] < points[-1], way

    singles = [s.entries[0] for s in boxes if not s.folded]
    counted = {a for s in boxes if s.folded for a in s.entries}
    assert len(singles) == len(set(singles))
    assert not counted & set(singles)
    assert counted | set(singles) == set(found.entries)
    assert {e for e, entity in site.graph.entities.items() if entity.plural in ("goals", "objectives", "strategies", "tactics") and not entity.ended} <= set(found.entries)  # fmt: skip

    listed = list(flat(outline(desk, found, {})))
    assert {node.name.href for node in listed} == {desk.href(a) for a in found.entries}
    if most == 40:
        reasons = sorted(" ".join(said(n, "why")) for n in nodes if said(n, "why"))
        assert sorted(node.why for node in listed if node.why) == reasons
    with_branch = [node.name.href for node in listed if node.children]
    assert len(with_branch) == len(set(with_branch)), "a branch is written once"

    names = list(files)
    random.Random(seed).shuffle(names)
    again = Desk(site_of({name: files[name] for name in names}, faults=("SHP03",)), "m/map/", "m")
    assert draw(again, web(again.graph, "m"), spots(web(again.graph, "m"), most), {}) == drawing


@given(st.text(max_size=120), st.floats(2, 20), st.integers(1, 3))
def test_words_stay_in_their_box(text: str, room: float, most: int) -> None:
    """Also words without end, letters without blanks, marks without letters."""
    broken, cut = lines(text, room, most)
    assert len(broken) <= most
    assert all(measure(line) <= room for line in broken)
    bare = "".join(text.split())
    if not cut:
        assert "".join("".join(broken).split()) == bare
    else:
        assert broken[-1].endswith("…")
        assert bare.startswith("".join("".join(broken[:-1]).split()))


# --- what is drawn --------------------------------------------------------------------------------------

STRATEGY = {
    **HEAD,
    "m/playbook.yml": "title: M\norganisation: O\nvisibility: public\nlabels: {tactics: Plays}\n",
    "m/goals/helped.yml": "title: Helped first\n",
    "m/objectives/same-day.yml": "title: Same day\nserves: [helped]\nmeasured_by: {reply: {target: {value: 4, due: 2027-01-01}}}\n",
    "m/metrics/reply.yml": "title: Reply\ndefinition: D.\nunit: hours\nreadings:\n  - {on: 2026-01-31, value: 9}\n  - {on: 2026-06-30, value: 6}\n",
    "m/strategies/evening.yml": "title: Evening desk\napproach: A.\npursues: [same-day, helped]\n",
    "m/strategies/once.yml": "title: Write it once\napproach: A.\npart_of: evening\npursues: [same-day]\n",
    "m/tactics/rota.yml": "title: Rota\nimplements: [evening, once]\nruns_on: [insta]\nuses: [inbox]\n",
    "m/tactics/hour.yml": "title: The hour\nstatus: paused\nimplements: [evening]\npart_of: rota\n",
    "m/tactics/reels.yml": "title: Reels\n",
    "m/channels/insta.yml": "title: Instagram\n",
    "m/tools/inbox.yml": "title: Inbox\n",
}  # fmt: skip


def test_the_map_draws_every_relation_of_the_line_of_sight() -> None:
    """Several ends, a goal pursued directly, parts below their whole; what the whole leads to is not drawn twice."""
    drawing = block_of(STRATEGY).drawing
    assert ways(drawing) == {
        ("Everyone helped", "Helped first"),
        ("Helped first", "Same day"),
        ("Helped first", "Evening desk"),
        ("Same day", "Evening desk"),
        ("Evening desk", "Write it once"),
        ("Evening desk", "Rota"),
        ("Write it once", "Rota"),
        ("Rota", "The hour"),
    }
    nodes = nodes_of(drawing)
    whole, part = nodes["Evening desk"], nodes["Write it once"]
    assert part.x > whole.x
    assert part.x + part.width == whole.x + whole.width
    assert whole.y + whole.height < part.y
    assert [c.title for c in drawing.columns] == ["Vision", "Goals", "Objectives", "Strategies", "Plays"]
    assert drawing.columns[-1].about == "what we do"


def test_a_box_says_what_matters() -> None:
    """A reading with its target, a state in word and sign, why something leads nowhere, how much it runs on."""
    nodes = nodes_of(block_of(STRATEGY).drawing)
    assert said(nodes["Same day"], "note") == ["now 6 hours, target 4"]
    assert said(nodes["Everyone helped"], "note") == ["by 2029"]
    assert said(nodes["Rota"], "note") == ["1 channel, 1 tool"]
    paused = nodes["The hour"].lines[1]
    assert (paused.words, paused.sign) == ("Paused", "bars")
    assert "gp-node--off" in nodes["The hour"].form
    assert said(nodes["Reels"], "why") == ["implements no strategy"]
    assert "gp-node--stray" in nodes["Reels"].form
    last = max(n.y for n in nodes.values() if n.form.startswith("gp-node--tactics"))
    assert nodes["Reels"].y == last, "what hangs on nothing stands below what does"


def test_a_long_title_is_cut_in_its_box_and_whole_in_its_name() -> None:
    """Three lines, then an ellipsis; the link is still called by all of it."""
    title = (
        "An uncommonly long title that nobody would ever write on a box, and yet somebody did, with a clause"
    )
    node = next(
        n for t, n in nodes_of(block_of({**STRATEGY, "m/tactics/reels.yml": f"title: {json.dumps(title)}\n"}).drawing).items()
        if t.startswith("An uncommonly")
    )  # fmt: skip
    assert len(said(node, "title")) == 3
    assert said(node, "title")[-1].endswith("…")
    assert node.whole == f"{title}, implements no strategy"


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"m/tactics/reels.yml": "title: Reels\nimplements: [old]\n", "m/strategies/old.yml": "title: Old\napproach: A.\nstatus: retired\n"}, "implements only what has ended"),
        ({"m/tactics/reels.yml": "title: Reels\nimplements: [secret]\n", "m/strategies/secret.yml": "title: Secret\napproach: A.\nvisibility: internal\n"}, "implements a restricted entry"),
        ({"m/strategies/reels.yml": "title: Reels\napproach: A.\n"}, "pursues no objective or goal"),
        ({"m/objectives/reels.yml": "title: Reels\n"}, "serves no goal"),
    ],
)  # fmt: skip
def test_a_stray_says_why(files: dict[str, str], reason: str) -> None:
    """What leads nowhere for everybody, and what only this build may not show, are different things."""
    base = {k: v for k, v in STRATEGY.items() if k != "m/tactics/reels.yml"}
    site = site_of({**base, **files})
    shown = Site(visible(site.graph, "public", drafts=False), Paths(True), Prose())
    block = glance(Desk(shown, "m", "m"))
    assert block is not None
    node = nodes_of(block.drawing)["Reels"]
    assert " ".join(said(node, "why")) == reason
    assert [n.why for n in flat(block.outline) if n.name.words == "Reels"] == [reason]
    assert "Old" not in nodes_of(block.drawing)
    assert "Secret" not in str(block)


def test_what_a_playbook_reaches_in_its_parents_is_on_its_map() -> None:
    """With the name of its home; what it does not reach stays there, and so does all of its own in the parent's map."""
    files = {
        **STRATEGY,
        "c/playbook.yml": "title: Council\norganisation: The Council\nvisibility: public\n",
        "c/vision.yml": "statement: S.\ntitle: One town\n",
        "c/goals/doors.yml": "title: Any door\n",
        "c/goals/other.yml": "title: Another matter\n",
        "m/playbook.yml": "title: M\norganisation: O\nvisibility: public\nextends: [c]\n",
        "m/objectives/same-day.yml": "title: Same day\nserves: [helped, c/goals/doors]\n",
    }
    nodes = nodes_of(block_of(files).drawing)
    assert {"One town", "Any door"} <= set(nodes)
    assert "Another matter" not in nodes
    assert said(nodes["Any door"], "note") == ["from The Council"]
    assert set(nodes_of(block_of(files, "c").drawing)) == {"One town", "Any door", "Another matter"}


def test_a_playbook_of_six_files_has_a_map_and_one_without_any_end_has_none() -> None:
    """A column that is empty is left out. A vision alone leads nowhere, and is led to by nothing."""
    drawing = block_of(SMALL).drawing
    assert [c.kind for c in drawing.columns] == ["vision", "goals", "strategies", "tactics"]
    alone = site_of(HEAD)
    assert glance(Desk(alone, "m", "m")) is None
    assert not any(p.address == "m/map/" for p in next(iter(playbook_pages(alone))))


# --- the outline ----------------------------------------------------------------------------------------


def test_the_outline_names_an_entry_reached_twice_and_writes_its_branch_once() -> None:
    """Whoever reads on finds it; nobody reads it twice."""
    listed = list(flat(block_of(STRATEGY).outline))
    desks = [n for n in listed if n.name.words == "Evening desk"]
    assert len(desks) == 2
    assert [bool(n.children) for n in desks] == [True, False]
    assert desks[1].note == "its branch stands above"
    goal = next(n for n in listed if n.name.words == "Helped first")
    assert goal.below == "1 objective, 2 strategies, 2 plays"
    assert goal.opens


def test_only_the_first_branch_is_open() -> None:
    """The rest says how much it holds."""
    files = {**STRATEGY, "m/goals/z.yml": "title: Zeal\n", "m/objectives/z.yml": "title: Z\nserves: [z]\n"}
    opens = [n.name.words for n in flat(block_of(files).outline) if n.opens and n.children]
    assert opens == ["Everyone helped", "Helped first", "Same day", "Evening desk", "Write it once", "Rota"]


# --- many -----------------------------------------------------------------------------------------------


def many(goals: int, objectives: int, strategies: int, tactics: int) -> dict[str, str]:
    """A large playbook: each entry serves one or two of those above it."""
    files = dict(HEAD)
    files |= {f"m/goals/g{n}.yml": f"title: Goal number {n} with a few words\n" for n in range(goals)}
    for n in range(objectives):
        files[f"m/objectives/o{n}.yml"] = f"title: Objective {n} of many words\nserves: [g{n % goals}]\n"
    for n in range(strategies):
        two = (
            f"o{n % objectives}, o{n * 7 % objectives}"
            if n * 7 % objectives != n % objectives
            else f"o{n % objectives}"
        )
        files[f"m/strategies/s{n}.yml"] = f"title: Strategy {n} of many\napproach: A.\npursues: [{two}]\n"
    for n in range(tactics):
        files[f"m/tactics/t{n}.yml"] = f"title: Tactic {n} of very many\nimplements: [s{n % strategies}]\n"
    return files


def test_a_full_column_folds_into_counts_under_what_it_serves() -> None:
    """Each count leads to the page that names them; strays are still seen, or counted where they are many."""
    files = many(3, 5, 6, 50) | {"m/tactics/lone.yml": "title: Lone\n"}
    block = block_of(files)
    nodes = nodes_of(block.drawing)
    folds = [n for n in block.drawing.columns[-1].nodes if "gp-node--fold" in n.form]
    assert [n.lines[0].words for n in folds].count("9 tactics") == 2
    assert len(folds) == 6
    assert {n.href for n in folds} == {f"../strategies/s{n}/" for n in range(6)}
    assert said(nodes["Lone"], "why") == ["implements no strategy"]
    lonely = {f"m/tactics/l{n}.yml": f"title: Lonely {n}\n" for n in range(12)}
    stray = nodes_of(block_of(files | lonely).drawing)["13 tactics"]
    assert said(stray, "why") == ["implement no strategy"]
    assert stray.href == "../tactics/"


def test_a_thousand_entries_make_a_page_one_can_load() -> None:
    """150 kB is for the whole page: the map may take 110, and on a home page 75."""
    site = site_of(many(30, 80, 70, 820))
    renderer = Renderer()
    assert len(renderer.page(map_page(site, "m")).encode()) < 110_000
    home = next(p for book in playbook_pages(site) for p in book if p.address == "m/")
    html = renderer.page(home.data())
    assert len(html[html.index('class="gp-block gp-map"') :].encode()) < 75_000


def calls(does: Callable[[], object]) -> int:
    """How many functions are called meanwhile, those of Python itself among them."""
    count = 0

    def tally(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        does()
    finally:
        sys.setprofile(before)
    return count


def test_twice_as_many_entries_are_twice_the_work() -> None:
    """Counted in calls, on maps that do not fold, which is the worst there is."""

    def work(n: int) -> int:
        site = site_of(many(n // 20, n // 10, n // 5, n * 13 // 20))
        desk = Desk(site, "m/map/", "m")

        def whole() -> None:
            found = web(site.graph, "m")
            draw(desk, found, spots(found, most=n), {})
            outline(desk, found, {}, most=10 * n)

        return calls(whole)

    assert work(1000) < 2.4 * work(500)


def test_a_chain_lies_on_a_line_and_a_fan_around_its_middle() -> None:
    """What serves one thing alone stands beside it."""
    chain = arrange([Box("a", 0, 30), Box("b", 1, 40, ("a",)), Box("c", 2, 30, ("b",))])
    assert chain.tops == {"a": 5, "b": 0, "c": 5}
    fan = arrange([Box("a", 0, 30), *(Box(f"b{n}", 1, 30, ("a",)) for n in range(3))])
    assert fan.tops["a"] == fan.tops["b1"]


def test_what_hangs_on_nothing_follows_the_rest_without_a_gap() -> None:
    """With all that hangs on it, and without pushing the others about."""
    tree = [Box("a", 0, 30), *(Box(f"b{n}", 1, 30, ("a",)) for n in range(9))]
    alone = [Box("x", 0, 30, loose=True), Box("y", 1, 30, ("x",)), Box("z", 1, 30, loose=True)]
    without, places = arrange(tree), arrange([*tree, *alone])
    assert {key: places.tops[key] for key in without.tops} == without.tops
    last = without.tops["b8"] + 30
    assert (places.tops["y"], places.tops["z"]) == (last + GAP, last + 30 + 2 * GAP)
    assert places.tops["x"] == places.tops["y"]


# --- one step up, one step down ---------------------------------------------------------------------------


def near(graph: Graph, address: str) -> Nearby | None:
    return nearby(Desk(Site(graph, Paths(True), Prose()), address, "m"), graph.entities[address])


def test_the_small_map_shows_one_step_each_way() -> None:
    """On a page whose line of sight says all of it, there is none; nor where nothing leads up or down."""
    graph = site_of(STRATEGY).graph
    shown = near(graph, "m/strategies/evening")
    assert shown is not None
    assert [n.words for n in shown.up.links] == ["Same day", "Helped first"]
    assert [n.words for n in shown.down.links] == ["Write it once", "Rota", "The hour"]
    assert near(graph, "m/tactics/hour") is not None, "it implements a strategy and is part of a tactic"
    assert near(graph, "m/tactics/reels") is None
    assert near(graph, "m/metrics/reply") is None


def test_the_small_map_is_small() -> None:
    """1.5 kB at most: many are named by the first few and a count."""
    made = many(1, 1, 1, 40)
    site = site_of(made)
    page = next(p for book in playbook_pages(site) for p in book if p.address == "m/strategies/s0")
    html = Renderer().page(page.data())
    start = html.index('<div class="gp-near">')
    assert html.index('<div class="gp-two">') - start < 1500
    assert "and 35 more" in html
