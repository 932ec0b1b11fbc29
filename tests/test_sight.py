"""The line of sight: when a chain is whole, where it breaks off, and what of it a build may say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from gameplan.sight import sights
from gameplan.visibility import visible
from sites import CONFIG, build, own, page, write
from small import SMALL, load_small

METRIC = "title: Hours\ndefinition: D.\nunit: hours\n"
OBJECTIVE = (
    "title: By spring\nserves: [helped]\nmeasured_by: {hours: {target: {value: 4, due: 2026-12-31}}}\n"
)
STRATEGY = SMALL["m/strategies/evening.yml"].replace("[helped]", "[spring]")
WHOLE: Mapping[str, str] = {
    "m/metrics/hours.yml": METRIC,
    "m/objectives/spring.yml": OBJECTIVE,
    "m/strategies/evening.yml": STRATEGY,
}


def broken(changes: Mapping[str, str]) -> list[tuple[str, str]]:
    """Where the line of the only playbook breaks off: what is missing, and at which address."""
    loaded = load_small({**WHOLE, **changes})
    assert loaded.findings == ()
    (sight,) = sights(loaded.graph)
    return [(b.missing, b.at) for b in sight.breaks]


def test_a_tactic_with_everything_above_it_leads_to_the_vision() -> None:
    (sight,) = sights(load_small(WHOLE).graph)
    assert (sight.tactics, sight.whole, sight.share, sight.breaks) == (1, 1, 100, ())


ROTA = SMALL["m/tactics/rota.yml"]


@pytest.mark.parametrize(
    ("changes", "missing", "at"),
    [
        ({"m/tactics/rota.yml": ROTA.replace("owner: editor\n", "")}, "has no owner", "tactics/rota"),
        (
            {"m/tactics/rota.yml": ROTA.replace("implements: [evening]\n", "")},
            "implements no strategy",
            "tactics/rota",
        ),
        (
            {"m/strategies/evening.yml": STRATEGY.replace("pursues: [spring]\n", "")},
            "leads to a strategy that pursues nothing",
            "strategies/evening",
        ),
        (
            {"m/strategies/evening.yml": SMALL["m/strategies/evening.yml"]},
            "has no objective between its strategy and the goal",
            "strategies/evening",
        ),
        (
            {"m/objectives/spring.yml": OBJECTIVE.replace(", due: 2026-12-31", "")},
            "leads to an objective without a dated target",
            "objectives/spring",
        ),
        (
            {"m/objectives/spring.yml": OBJECTIVE.replace("serves: [helped]\n", "")},
            "leads to an objective that serves no goal",
            "objectives/spring",
        ),
        (
            {"m/objectives/spring.yml": OBJECTIVE + "status: retired\n"},
            "leads to a strategy that pursues nothing",
            "strategies/evening",
        ),
    ],
)
def test_a_broken_line_names_its_missing_link(changes: Mapping[str, str], missing: str, at: str) -> None:
    assert broken(changes) == [(missing, f"m/{at}")]


def test_the_way_that_goes_farthest_counts() -> None:
    """One strategy that leads nowhere does not spoil another that does."""
    more = {
        "m/strategies/other.yml": "title: Other\napproach: A.\n",
        "m/tactics/rota.yml": ROTA.replace("[evening]", "[other, evening]"),
    }
    assert broken(more) == []


def test_a_part_is_seen_through_its_whole() -> None:
    parts = {
        "m/tactics/night.yml": "title: Night\npart_of: rota\nowner: editor\n",
        "m/strategies/late.yml": "title: Late\napproach: A.\npart_of: evening\n",
        "m/tactics/late.yml": "title: Late post\nimplements: [late]\nowner: editor\n",
    }
    assert broken(parts) == []


def test_drafts_and_what_has_ended_are_not_counted() -> None:
    files = {
        f"m/tactics/{s}.yml": f"title: {s}\nstatus: {s}\n" for s in ("draft", "paused", "done", "retired")
    }
    assert [s.tactics for s in sights(load_small({**WHOLE, **files}).graph)] == [1]


def test_a_child_may_lead_to_its_parents_vision() -> None:
    child = {
        "n/playbook.yml": "title: N\norganisation: N\nextends: [m]\n",
        "n/tactics/post.yml": "title: Post\nimplements: [evening]\nowner: editor\n",
    }
    assert [(s.playbook.title, s.share) for s in sights(load_small({**WHOLE, **child}).graph)] == [
        ("N", 100),
        ("Merrowby", 100),
    ]


def test_what_is_hidden_is_not_counted_and_breaks_nothing() -> None:
    """A line that leads through a hidden objective is whole; a hidden tactic is in no number."""
    files = {
        "m/objectives/spring.yml": OBJECTIVE + "visibility: internal\n",
        "m/tactics/secret.yml": "title: Secret\nvisibility: internal\n",
    }
    graph = load_small({**WHOLE, **files}).graph
    (sight,) = sights(graph, visible(graph, "public", drafts=False))
    assert (sight.tactics, sight.breaks) == (1, ())


# --- its page -------------------------------------------------------------------------------------


def test_a_playbook_has_a_page_of_its_line_of_sight(tmp_path: Path) -> None:
    site = build(write(tmp_path, {}))
    html = own(page(site, "m/line-of-sight"))
    assert "0 of 1 active tactic leads to the vision: 0 per cent." in html.text
    (row,) = html.one("section", id="_breaks").one("tbody").all("tr")
    assert [td.text for td in row.all("td")] == [
        "Evening rota",
        "Has no objective between its strategy and the goal",
        "Be there in the evening",
        "Duty editor",
    ]


FINDINGS = CONFIG.replace("starter", "default, show_findings: always, today: 2026-06-01")
WAIVED = (
    SMALL["m/tactics/rota.yml"]
    + "waivers: {TAC01: {reason: It is far too small to count and nobody would look at the number., until: 2030-01-31}}\n"
)


def test_findings_are_on_pages_only_where_that_is_asked(tmp_path: Path) -> None:
    """A published site is for its readers; what is to be mended is for its editors."""
    files = {"m/strategies/more.yml": "title: More of it\napproach: Be quick.\n"}
    quiet = build(write(tmp_path / "quiet", {}, {**SMALL, **files}))
    loud = build(write(tmp_path / "loud", {"mkdocs.yml": FINDINGS}, {**SMALL, **files}))
    assert "pursues nothing" not in own(page(quiet, "m/strategies/more")).text
    assert "pursues nothing" in own(page(loud, "m/strategies/more")).one("aside", class_="gp-findings").text
    assert not own(page(quiet, "m/line-of-sight")).all("section", id="_findings")
    assert "pursues nothing" in own(page(loud, "m/line-of-sight")).one("section", id="_findings").text


def test_waivers_are_listed_with_their_ends(tmp_path: Path) -> None:
    """Also where the reason is a whole sentence, which the wall would call a secret on any other site."""
    folder = write(tmp_path, {"mkdocs.yml": FINDINGS}, {**SMALL, "m/tactics/rota.yml": WAIVED})
    (row,) = own(page(build(folder), "m/line-of-sight")).one("section", id="_waivers").one("tbody").all("tr")
    assert [td.text for td in row.all("td")] == [
        "Evening rota",
        "TAC01",
        "It is far too small to count and nobody would look at the number.",
        "31 January 2030",
    ]


def test_findings_on_pages_never_name_what_is_hidden(tmp_path: Path) -> None:
    """They are judged on what is shown, and only what is true of the whole is said."""
    files = {
        "m/goals/helped.yml": SMALL["m/goals/helped.yml"] + "visibility: internal\n",
        "m/tactics/zanzibar.yml": "title: Zanzibar\nvisibility: internal\n",
    }
    site = build(write(tmp_path, {"mkdocs.yml": FINDINGS}, {**SMALL, **files}))
    assert "pursues nothing" not in own(page(site, "m/strategies/evening")).text
    assert "Zanzibar" not in page(site, "m/line-of-sight")
