"""The scoreboard: how far each number has come, in words, whichever way is good, and nothing that depends on the day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gameplan.loader import load
from gameplan.model import Metric, Objective
from gameplan.model.values import in_words
from gameplan.prose import Prose
from gameplan.settings import Limits
from gameplan.site.chart import chart, spark
from gameplan.site.concerns import keys
from gameplan.site.data.scores import Scored, ScoresBlock, SidesBlock, TallyBlock
from gameplan.site.desk import Site
from gameplan.site.home import playbook_home
from gameplan.site.pages import playbook_pages
from gameplan.site.paths import Paths
from gameplan.site.progress import progress
from gameplan.site.renderer import Renderer
from gameplan.site.scoreboard import reached_of_all, scoreboard
from gameplan.source import from_memory
from gameplan.visibility import visible
from sites import tree
from small import SMALL, load_small

RENDERER = Renderer()


def objective(title: str, measure: str = "", *, serves: str = "[helped]", more: str = "") -> str:
    """An objective with the measure of the metric `m`."""
    measured = f"measured_by: {{count: {measure}}}\n" if measure else ""
    return f"title: {title}\nserves: {serves}\n{measured}{more}"


def metric(readings: str = "", direction: str = "", more: str = "") -> str:
    way = f"direction: {direction}\n" if direction else ""
    found = f"readings: [{readings}]\n" if readings else ""
    return f"title: The count\ndefinition: Heads.\nunit: people\n{way}{found}{more}"


def site_of(texts: dict[str, str], *, level: str = "internal") -> Site:
    loaded = load_small(texts)
    assert not loaded.findings, [d.message for d in loaded.findings]
    return Site(visible(loaded.graph, level, drafts=False), Paths(), Prose())


def only(texts: dict[str, str]) -> Scored:
    """The only number on the scoreboard."""
    (block,) = (b for b in scoreboard(site_of(texts), "m").blocks if isinstance(b, ScoresBlock))
    return block.scores[0].metrics[0]


def stands(measure: str, readings: str, direction: str = "") -> tuple[str, int | None]:
    """The words and the bar for one measure."""
    scored = only(
        {"m/metrics/count.yml": metric(readings, direction), "m/objectives/o.yml": objective("More", measure)}
    )
    return scored.standing.words, scored.standing.share


BASE, GOAL = "baseline: {value: 10, on: 2026-01-31}", "target: {value: 20, due: 2026-12-31}"
BOTH = f"{{{BASE}, {GOAL}}}"
DOWN = "{baseline: {value: 31}, target: {value: 4}}"


@pytest.mark.parametrize(
    ("measure", "reading", "direction", "words", "share"),
    [
        (BOTH, "15", "up", "50 per cent of the way, 5 people to go", 50),
        (BOTH, "19.99", "up", "99 per cent of the way, 0.01 people to go", 99),
        (BOTH, "20", "up", "Reached", 100),
        (BOTH, "23", "", "Reached, and 3 people beyond", 100),
        (BOTH, "10", "up", "0 per cent of the way, 10 people to go", 0),
        (BOTH, "7", "up", "Further away than where it began, by 3 people", 0),
        (DOWN, "6", "down", "92 per cent of the way, 2 people to go", 92),
        (DOWN, "3", "down", "Reached, and 1 beyond", 100),
        (DOWN, "40", "", "Further away than where it began, by 9 people", 0),
        ("{target: {value: 20}}", "15", "up", "5 people to go", None),
        ("{target: {value: 20}}", "15", "down", "Reached, and 5 people beyond", 100),
        ("{target: {value: 20}}", "20", "", "Reached", 100),
        ("{target: {value: 20}}", "15", "", "Not there yet; the metric does not say which way is good", None),
        ("{baseline: {value: 5}}", "15", "up", "No target", None),
        ("{baseline: {value: 8}, target: {value: 10}}", "9", "hold", "Where it should be", 100),
        ("{baseline: {value: 8}, target: {value: 10}}", "12.5", "hold", "Off by 2.5 people", None),
        ("{target: {value: 10}}", "9", "hold", "Off by 1", None),
        ("{baseline: {value: 10}, target: {value: 10}}", "9", "up", "Further away than where it began, by 1", 0),
    ],
)  # fmt: skip
def test_a_number_stands_where_it_stands(
    measure: str, reading: str, direction: str, words: str, share: int | None
) -> None:
    """More, fewer and steady; with and without a baseline, a target, a direction."""
    assert stands(measure, f"{{on: 2026-06-30, value: {reading}}}", direction) == (words, share)


def test_without_a_reading_nothing_is_claimed() -> None:
    """Nor where the only reading is older than the baseline."""
    assert stands(BOTH, "") == ("No reading yet", None)
    assert stands(BOTH, "{on: 2025-12-31, value: 19}") == ("No reading since it began", None)
    assert stands(BOTH, "{on: 2026-01-31, value: 10}") == ("No reading since it began", None)


numbers = st.decimals(min_value=-10_000, max_value=10_000, places=2)


@given(numbers, numbers, numbers, st.sampled_from(["", "up", "down", "hold"]))
def test_the_share_of_the_way_is_between_nothing_and_all(
    baseline: Decimal, target: Decimal, reading: Decimal, direction: str
) -> None:
    """Whatever the numbers are; and only what is there is all the way."""
    made = load_small(
        {
            "m/metrics/count.yml": metric(f"{{on: 2026-06-30, value: {reading:f}}}", direction),
            "m/objectives/o.yml": objective(
                "More", f"{{baseline: {{value: {baseline:f}}}, target: {{value: {target:f}}}}}"
            ),
        }
    ).graph
    goal, count = made.entities["m/objectives/o"], made.entities["m/metrics/count"]
    assert isinstance(goal, Objective)
    assert isinstance(count, Metric)
    found = progress(goal.measured_by[0], count)
    assert found.share is None or 0 <= found.share <= 100
    assert (found.share == 100) == (found.state in ("reached", "held"))
    if reading == target:
        assert found.share == 100


# --- the page ---------------------------------------------------------------------------------

SEVERAL = {
    "m/goals/helped.yml": "title: Helped the first time\nnumber: G1\n",
    "m/goals/calm.yml": "title: Calm\nnumber: G2\n",
    "m/metrics/count.yml": metric("{on: 2026-03-31, value: 12}, {on: 2026-06-30, value: 20}", "up", "stage: outcome\n"),
    "m/metrics/none.yml": metric().replace("The count", "Not counted"),
    "m/objectives/a.yml": objective("Twenty heads", BOTH, more="owner: editor\nperspective: Readers\n"),
    "m/objectives/b.yml": objective("Never counted", serves="[calm, helped]")
    + "measured_by: {none: {target: {value: 2, due: 2026-09-30}}}\n",
    "m/objectives/c.yml": objective("Only words", serves="[]").replace("serves: []\n", ""),
    "m/objectives/d.yml": objective("Resting", "{target: {value: 90, due: 2026-09-30}}", more="status: paused\n"),
    "m/objectives/e.yml": objective("Long gone", BOTH, more="status: retired\n"),
    "m/objectives/f.yml": objective("Ninety heads", "{target: {value: 90, due: 2027-09-30}}"),
}  # fmt: skip


def test_the_head_says_how_many_have_got_there() -> None:
    """Of those that are in use; what is paused or over does not count, and nothing is hidden in it."""
    page = scoreboard(site_of(SEVERAL), "m")
    tally = next(b for b in page.blocks if isinstance(b, TallyBlock))
    assert tally.words == (
        "1 of 4 objectives has reached its target; 1 is on the way; 1 has no reading yet; 1 has no target."
    )
    assert tally.pieces == ("reached", "under-way", "no-reading", "no-target")
    assert tally.words in page.description
    assert reached_of_all(site_of(SEVERAL), "m") == "1 of 4"


def test_objectives_stand_under_the_goal_they_serve() -> None:
    """The first one; those that serve several say so, and those that serve none come last."""
    blocks = [b for b in scoreboard(site_of(SEVERAL), "m").blocks if isinstance(b, ScoresBlock)]
    assert [(b.heading, [s.name.words for s in b.scores]) for b in blocks] == [
        ("Helped the first time", ["Ninety heads", "Resting", "Twenty heads"]),
        ("Calm", ["Never counted"]),
        ("Without a goal that can be shown here", ["Only words"]),
    ]
    assert ("Also serves", "Helped the first time") in [
        (f.label, getattr(f.value[0], "words", "")) for f in blocks[1].scores[0].meta
    ]
    assert blocks[2].scores[0].note == "Nothing measures it yet."


def test_a_row_says_everything_in_words() -> None:
    """What is counted, which way is good, the stage, the numbers with their days; the chart says the same aloud."""
    page = tree(RENDERER.page(scoreboard(site_of(SEVERAL), "m")))
    text = page.text
    assert "people · more is better · outcome" in text
    for words in (
        "Began at", "10, 31 January 2026", "20, 30 June 2026", "20 by 31 December 2026", "Owner Duty editor",
        "Perspective Readers", "Resting Paused", "Reached", "70 people to go",
    ):  # fmt: skip
        assert words in text, words
    label = next(s["aria-label"] for s in page.all("svg", role="img"))
    assert label.startswith("The count, in people: ")
    assert "Long gone" not in text


def test_only_what_is_still_to_be_reached_can_be_due() -> None:
    """The browser says overdue; it must not say so of what has been reached, is paused, or is over."""
    page = tree(RENDERER.page(scoreboard(site_of(SEVERAL), "m")))
    marked = [t.text for t in page.all("time") if t["data-gp-day"]]
    assert marked == ["30 September 2027", "30 September 2026"]


def test_rows_say_whom_they_concern() -> None:
    """So that the browser can mark those of the reader's own role."""
    page = tree(RENDERER.page(scoreboard(site_of(SEVERAL), "m")))
    rows = {a.one("h3").text: a["data-gp-for"] for a in page.all("article")}
    assert rows["Twenty heads"].split() == list(keys(["m/roles/editor"]))


def test_perspectives_show_where_one_is_set() -> None:
    """And nowhere else."""
    (sides,) = (b for b in scoreboard(site_of(SEVERAL), "m").blocks if isinstance(b, SidesBlock))
    assert [(s.name, s.words) for s in sides.sides] == [
        ("Readers", "1 of 1 reached"),
        ("No perspective", "0 of 3 reached"),
    ]
    assert sides.sides[1].objectives[-1][1] == "no target"
    plain = {**SEVERAL, "m/objectives/a.yml": objective("Twenty heads", BOTH)}
    assert not any(isinstance(b, SidesBlock) for b in scoreboard(site_of(plain), "m").blocks)


def test_hidden_metrics_and_goals_stay_hidden() -> None:
    """A metric above the level of the build keeps its readings, its title and its unit."""
    texts = {
        **SEVERAL,
        "m/metrics/count.yml": SEVERAL["m/metrics/count.yml"] + "visibility: restricted\n",
        "m/goals/calm.yml": "title: Calm\nvisibility: restricted\n",
    }
    site = site_of(texts, level="public")
    page = tree(RENDERER.page(scoreboard(site, "m"))).text
    assert "The count" not in page
    assert "more is better" not in page
    assert "Calm" not in page
    assert "Its readings are not shown here" in page
    assert "3 cannot be judged" not in page
    assert "2 cannot be judged" in page


def test_without_objectives_there_is_no_scoreboard() -> None:
    """Nor a link to it."""
    site = site_of({})
    assert "m/scoreboard/" not in {p.address for made in playbook_pages(site) for p in made}
    with_one = site_of({"m/objectives/c.yml": objective("Only words")})
    assert "m/scoreboard/" in {p.address for made in playbook_pages(with_one) for p in made}
    manifest = with_one.graph.playbook("m")
    assert manifest is not None
    home = tree(RENDERER.page(playbook_home(with_one, manifest)))
    assert "m/scoreboard/" not in home.text
    assert any(a["href"].endswith("scoreboard/") for a in home.all("a"))


def test_what_parents_aim_at_comes_after_ones_own() -> None:
    """With a head of its own, and anchors that do not meet."""
    texts = {f"playbooks/{n}": t for n, t in {**SMALL, **SEVERAL}.items()}
    texts |= {
        "playbooks/x/playbook.yml": "title: Kiosk\norganisation: Kiosk\nvisibility: public\nextends: [m]\n",
        "playbooks/x/goals/own.yml": "title: Our own\n",
        "playbooks/x/objectives/z.yml": "title: Ours\nserves: [own]\n",
    }
    loaded = load(from_memory({n.removeprefix("playbooks/"): t for n, t in texts.items()}), Limits())
    assert not loaded.findings
    site = Site(loaded.graph, Paths(), Prose())
    page = tree(RENDERER.page(scoreboard(site, "x")))
    heads = [h.text for h in page.all("h2")]
    assert heads.index("Goal Our own") < heads.index("From Merrowby")
    ids = [e["id"] for e in page if e["id"]]
    assert len(ids) == len(set(ids))


def test_many_objectives_stand_without_charts() -> None:
    """A page stays one that a phone can load."""
    many = {f"m/objectives/n{n}.yml": objective(f"Number {n}", BOTH) for n in range(50)}
    html = RENDERER.page(scoreboard(site_of({**SEVERAL, **many}), "m"))
    assert "<polyline" not in html
    assert len(html) < 55 * 1500


# --- charts -----------------------------------------------------------------------------------

DAY = dt.date(2026, 1, 31)
days = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))


@given(st.lists(st.tuples(days, numbers), min_size=2, max_size=9, unique_by=lambda r: r[0]), numbers)
def test_a_chart_stays_in_its_box(readings: list[tuple[dt.date, Decimal]], target: Decimal) -> None:
    """Line, target and words, whatever the numbers are."""
    drawn = chart(readings, target, "Said", str, height=88, days=in_words)
    assert drawn is not None
    points = [tuple(map(float, p.split(","))) for p in drawn.points.split(" ")]
    assert all(0 <= x <= 100 and 0 <= y <= drawn.height for x, y in points)
    assert drawn.target_y is not None
    assert 0 <= drawn.target_y <= drawn.height
    assert all(0 <= lb.x <= 100 and 8 <= lb.y <= drawn.height + drawn.foot for lb in drawn.labels)
    assert [lb.words for lb in drawn.labels if lb.form == "target"] == [f"target {target}"]


def test_one_reading_draws_no_line() -> None:
    """A single point has no way to it."""
    assert spark([(DAY, Decimal(1))], None, "") is None
    assert chart([(DAY, Decimal(1))], None, "", str, height=80) is None
