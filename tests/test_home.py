"""Home pages as data: what they open with, where their doors lead, and what holds on people's own accounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gameplan.edition import Edition
from gameplan.graph import Graph
from gameplan.history import Historian
from gameplan.loader import load
from gameplan.prose import Prose
from gameplan.releases import read, snapshot, written
from gameplan.settings import Limits
from gameplan.sight import sights
from gameplan.site.concerns import keys
from gameplan.site.data.page import PageData
from gameplan.site.data.ways import Ask, DoorsBlock, KindsBlock, OwnClausesBlock, RecentBlock, SightBlock
from gameplan.site.desk import Site
from gameplan.site.home import playbook_home, site_home
from gameplan.site.own_account import has_own, own_account
from gameplan.site.paths import Paths
from gameplan.site.renderer import Renderer
from gameplan.source import from_memory
from sites import Element, tree
from small import SMALL

RENDERER = Renderer()

GUIDE = "title: {}\nquestion: May I?\nstart: one\nquestions: {{one: {{ask: A?, answers: [{{if: 'yes', then: go}}]}}}}\n"
RULE = "title: Somebody is angry\nwhen: A comment is angry.\naction: reply\nresponder: editor\n"
PLAN = "title: How bad is it today?\nlevels: {green: {title: Calm}}\n"
TAKEN = "title: Account taken over\ntrigger: A post we did not make.\n"


def graph_of(files: Mapping[str, str]) -> Graph:
    loaded = load(from_memory(files), Limits())
    assert loaded.findings == (), [f"{d.place.path}: {d.message}" for d in loaded.findings]
    return loaded.graph


def site_of(files: Mapping[str, str] | None = None, *, edition: Edition | None = None) -> Site:
    """The small playbook with some files added, as a site."""
    graph = graph_of({**SMALL, **(files or {})})
    return Site(
        graph,
        Paths(),
        Prose(),
        sights={s.playbook.address.playbook: s for s in sights(graph)},
        edition=edition,
    )


def home(site: Site, playbook: str = "m") -> PageData:
    manifest = site.graph.playbook(playbook)
    assert manifest is not None
    return playbook_home(site, manifest)


def page(data: PageData) -> Element:
    return tree(RENDERER.page(data))


def block(data: PageData, kind: type, number: int = 0) -> object:
    return [b for b in data.blocks if isinstance(b, kind)][number]


def doors(data: PageData) -> list[str]:
    found = block(data, DoorsBlock)
    assert isinstance(found, DoorsBlock)
    return [f"{d.title}: {d.action.words}" for d in found.doors]


# --- what it opens with -----------------------------------------------------------------------


def test_the_question_is_the_heading_and_the_playbook_stands_above_it() -> None:
    """Whoever comes has a question; whose page it is they must still be told."""
    found = page(home(site_of()))
    assert found.one("h1").text == "What do you need to know?"
    assert found.one("p", class_="gp-eyebrow").text == "Merrowby · Merrowby Libraries"


def test_an_organisation_that_the_title_names_is_not_named_again() -> None:
    files = {
        "m/playbook.yml": "title: Merrowby Libraries, playbook\norganisation: Merrowby Libraries\nvisibility: public\n"
    }
    assert page(home(site_of(files))).one("p", class_="gp-eyebrow").text == "Merrowby Libraries, playbook"


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (Edition("3.0", dt.date(2026, 9, 1)), "version 3.0, in force from 1 September 2026"),
        (Edition("dev", after="3.0"), "working version after 3.0"),
        (Edition("dev"), "in force from 1 April 2026"),
        (None, "in force from 1 April 2026"),
    ],
)
def test_it_says_which_edition_it_is(edition: Edition | None, said: str) -> None:
    """That of the release, or where there is none the day that the playbook itself names."""
    manifest = f"{SMALL['m/playbook.yml']}effective: 2026-04-01\nnumber: ML-1\nstatus: paused\n"
    found = page(home(site_of({"m/playbook.yml": manifest}, edition=edition)))
    assert (
        found.one("p", class_="gp-eyebrow").text == f"Merrowby · Merrowby Libraries · ML-1 · Paused · {said}"
    )


def test_examples_are_links_to_what_they_name() -> None:
    """Of each kind one, so that there is something to try in the smallest playbook."""
    ask = block(home(site_of()), Ask)
    assert isinstance(ask, Ask)
    assert [e.words for e in ask.examples] == ["Evening rota", "Duty editor", "Helped the first time"]
    assert ask.examples[0].href == "tactics/rota/"


@given(st.lists(st.text("ab wordshort", min_size=1, max_size=50).filter(str.strip), max_size=6))
def test_examples_are_short_few_and_different(titles: list[str]) -> None:
    """Whatever things are called, none is offered twice, and one alone is no choice."""
    files = {f"m/tactics/t{n}.yml": f"title: 'x{t}'\n" for n, t in enumerate(titles)}
    ask = block(home(site_of(files)), Ask)
    assert isinstance(ask, Ask)
    names = [e.words.casefold() for e in ask.examples]
    assert len(names) == len(set(names)) <= 4
    assert len(names) != 1
    assert all(len(name) <= 34 for name in names)


def test_a_definition_is_in_the_glossary_and_not_on_home_as_well() -> None:
    site = site_of({"m/playbook.yml": f"{SMALL['m/playbook.yml']}definitions: {{quay: Where boats lie.}}\n"})
    data = home(site)
    kinds = block(data, KindsBlock)
    assert isinstance(kinds, KindsBlock)
    assert [link.words for _, links in kinds.sections for link, _ in links].count("Glossary") == 1
    assert "Where boats lie." not in page(data).text


# --- doors ------------------------------------------------------------------------------------


def test_a_playbook_of_six_files_has_four_doors() -> None:
    """Without guides, situations and releases one comes in through the strategy."""
    assert doors(home(site_of())) == [
        "My role: 1 role", "Why do we do this?: The vision", "How do we get there?: 1 strategy", "What do we do?: 1 tactic",
    ]  # fmt: skip


def test_of_several_guides_the_door_leads_to_the_first_and_names_the_others() -> None:
    files = {f"m/guides/g{n}.yml": GUIDE.format(f"Guide {n}") for n in range(1, 4)}
    found = block(home(site_of(files)), DoorsBlock)
    assert isinstance(found, DoorsBlock)
    assert (found.doors[0].title, found.doors[0].action.href) == ("Guide 1", "guides/g1/")
    assert [link.words for link in found.doors[0].more] == ["Guide 2", "Guide 3"]
    many = {f"m/guides/g{n}.yml": GUIDE.format(f"Guide {n}") for n in range(1, 10)}
    found = block(home(site_of(many)), DoorsBlock)
    assert isinstance(found, DoorsBlock)
    assert [link.words for link in found.doors[0].more][-1] == "All 9 guides"


def test_the_words_of_an_organisation_count() -> None:
    """What it calls cases is not called situations to it."""
    manifest = f"{SMALL['m/playbook.yml']}labels: {{rules: Cases, roles: KPI holders}}\n"
    found = doors(home(site_of({"m/playbook.yml": manifest, "m/rules/a.yml": RULE})))
    assert found[:2] == ["Someone said something: 1 case", "My role: 1 KPI holder"]


def test_what_cannot_wait_is_named_by_its_own_title() -> None:
    files = {
        "m/escalation.yml": PLAN,
        **{f"m/procedures/p{n}.yml": TAKEN.replace("Account", f"Account {n}") for n in range(9)},
    }
    urgent = page(home(site_of(files))).one("section", class_="gp-urgent")
    assert [a.text for a in urgent.all("a")] == [
        "How bad is it today?", "Account 0 taken over", "Account 1 taken over", "Account 2 taken over", "All 9 procedures",
    ]  # fmt: skip


def test_without_anything_urgent_there_is_no_panel() -> None:
    assert not page(home(site_of())).all("section", class_="gp-urgent")


# --- the line of sight ------------------------------------------------------------------------


def test_the_line_of_sight_names_what_is_missing_and_whose_it_is() -> None:
    sight = block(home(site_of({"m/tactics/late.yml": "title: Late\nowner: editor\n"})), SightBlock)
    assert isinstance(sight, SightBlock)
    assert (sight.whole, sight.tactics, sight.on, sight.marks) == (0, 2, 0, 2)
    assert [gap.word for gap in sight.gaps] == ["No objective", "No strategy"]
    assert sight.gaps[1].concerns == keys(["m/roles/editor"])


def test_a_meter_of_many_tactics_is_never_full_while_one_is_missing() -> None:
    """Whoever looks at the bars alone must not believe that all is well."""
    whole = {
        "m/metrics/n.yml": "title: N\ndefinition: D.\nunit: hours\n",
        "m/objectives/o.yml": "title: O\nserves: [helped]\nmeasured_by: {n: {target: {value: 1, due: 2027-01-01}}}\n",
        "m/strategies/evening.yml": "title: Evening\napproach: A.\npursues: [o]\n",
        **{f"m/tactics/t{n}.yml": f"title: T{n}\nimplements: [evening]\nowner: editor\n" for n in range(99)},
        "m/tactics/late.yml": "title: Late\nowner: editor\n",
    }
    sight = block(home(site_of(whole)), SightBlock)
    assert isinstance(sight, SightBlock)
    assert (sight.whole, sight.tactics) == (100, 101)
    assert sight.on == sight.marks - 1


# --- the newest release -----------------------------------------------------------------------

POLICY = """\
title: Talking
purpose: So that people know.
clauses:
  copy: {strength: should, statement: Keep a copy of what you hide., binds: [editor]}
  press: {strength: should, statement: Answer the press in a day., binds: [editor]}
  kind: {strength: should, statement: Be kind.}
"""


def released(*states: Mapping[str, str]) -> Site:
    """A site with a release of each state, the last of which it shows."""
    releases = []
    for number, files in enumerate(states, start=1):
        data = snapshot(
            graph_of(files),
            version=f"{number}.0",
            date=dt.date(2026, number, 1),
            summary="",
            approver="",
            reference="",
        )
        releases.append(read(written(data), f"{number}.0.json"))
    graph = graph_of(states[-1])
    history = Historian().history(releases, graph, graph, "public", drafts=False, upcoming=False)
    return Site(graph, Paths(), Prose(), history=history)


def test_home_tells_what_the_newest_release_asks_and_one_of_each_before_a_second() -> None:
    """Four new duties say less than what became stricter and what is new besides."""
    first = {**SMALL, "m/policies/talk.yml": POLICY}
    stricter = POLICY.replace("copy: {strength: should", "copy: {strength: must")
    new = "".join(f"  n{n}: {{strength: must, statement: New duty {n}.}}\n" for n in range(4))
    second = {**first, "m/policies/talk.yml": stricter + new, "m/goals/calm.yml": "title: Calm\n"}
    recent = block(home(released(first, second)), RecentBlock)
    assert isinstance(recent, RecentBlock)
    assert recent.heading == "What changed in 2.0"
    words = [c.effect.word for c in recent.changes if c.effect]
    assert words.count("Tightened") == 1
    assert words.count("New duty") == 3
    assert set(words[:2]) == {"Tightened", "New duty"}
    assert [link.words for link in recent.ways] == ["All 6 changes in 2.0"]


def test_the_first_release_has_no_news() -> None:
    assert not [b for b in home(released(SMALL)).blocks if isinstance(b, RecentBlock)]


def test_what_changed_in_another_playbook_is_not_told_on_this_one() -> None:
    other = {f"n{name[1:]}": text for name, text in SMALL.items()}
    before = {**SMALL, **other}
    site = released(before, {**before, "n/goals/calm.yml": "title: Calm\n"})
    assert not [b for b in home(site).blocks if isinstance(b, RecentBlock)]
    assert [b for b in home(site, "n").blocks if isinstance(b, RecentBlock)]


# --- the home of a site -----------------------------------------------------------------------


def several(*names: str, extra: Mapping[str, str] | None = None) -> Site:
    files = {
        f"{name}{path[1:]}": text.replace("title: Merrowby", f"title: {name.capitalize()}")
        for name in names
        for path, text in {**SMALL, **(extra or {})}.items()
    }
    return Site(graph_of(files), Paths(), Prose())


def test_the_one_playbook_that_no_other_extends_answers_for_the_site() -> None:
    """It sees what the others hold; they stand further down, and search reads each page once."""
    child = {"c/playbook.yml": "title: Child\norganisation: C\nvisibility: public\nextends: [m]\n"}
    site = site_of({**child, "m/rules/a.yml": RULE})
    data = site_home(site, "A site")
    assert data.title == "Child"
    assert not data.searchable
    assert doors(data)[0] == "Someone said something: 1 situation"
    shelf = page(data).one("section", id="_playbooks")
    assert [h.text for h in shelf.all("h3")] == ["Child", "Merrowby"]
    assert {a["href"] for a in shelf.all("a")} == {"c/", "m/"}
    assert not page(home(site, "c")).all("section", id="_playbooks")


def test_of_several_playbooks_each_door_leads_into_each() -> None:
    """Nobody should have to know first in whose playbook the answer stands."""
    extra = {
        "m/rules/a.yml": RULE,
        "m/escalation.yml": PLAN,
        "m/procedures/taken.yml": TAKEN,
        "m/guides/g.yml": GUIDE.format("Ask"),
    }
    data = site_home(several("parks", "quays", extra=extra), "Town")
    found = page(data)
    assert found.one("p", class_="gp-eyebrow").text == "Town"
    assert [h.text for h in found.one("section", id="_doors").all("h3")] == [
        "Can I post this?", "Someone said something", "My role", "Why do we do this?",
    ]  # fmt: skip
    links = {(a.text, a["href"]) for a in found.one("section", id="_doors").all("a")}
    assert {("Parks", "parks/rules/"), ("Quays", "quays/rules/"), ("Quays", "quays/guides/g/")} <= links
    assert [a.text for a in found.one("section", class_="gp-urgent").all("a")] == [
        "How bad is it in Parks?", "Account taken over, Parks", "How bad is it in Quays?", "Account taken over, Quays",
    ]  # fmt: skip
    assert data.searchable


def test_a_plan_that_several_playbooks_share_is_offered_once() -> None:
    child = "title: {}\norganisation: C\nvisibility: public\nextends: [m]\n"
    files = {
        "a/playbook.yml": child.format("A"),
        "b/playbook.yml": child.format("B"),
        "m/escalation.yml": PLAN,
    }
    urgent = page(site_home(site_of(files), "Town")).one("section", class_="gp-urgent")
    assert [a.text for a in urgent.all("a")] == ["How bad is it in Merrowby?"]


def test_a_site_with_no_playbook_to_show_says_why() -> None:
    data = site_home(Site(Graph((), {}, (), {}, {}), Paths(), Prose()), "Empty")
    assert page(data).one("h1").text == "Empty"
    assert "No playbook may be shown by this build." in page(data).text


# --- on your own account ----------------------------------------------------------------------

VOICES = """\
title: Conduct
purpose: P.
clauses:
  work: {strength: must, statement: At work only., speaking_as: official}
  accounts: {strength: must, statement: On our page only., covers: [page]}
  privately: {strength: must-not, statement: Never post a badge., speaking_as: personal, binds: [editor], disclaimer: My own view.}
  always: {strength: may, statement: Have opinions., speaking_as: both, exceptions: [{for: election weeks, until: 2027-05-06}]}
  open: {strength: should, statement: Be kind., title: Kindness}
"""
CHILD = {
    "c/playbook.yml": "title: Child\norganisation: C\nvisibility: public\nextends: [m]\n",
    "c/policies/own.yml": "title: Own\npurpose: P.\nclauses:\n"
    "  tight: {strength: must-not, statement: Nor a uniform., tightens: m/policies/conduct#privately}\n"
    "  loose: {strength: must, statement: Sign at work., tightens: m/policies/conduct#work}\n",
}
CONDUCT = {"m/policies/conduct.yml": VOICES, "m/channels/page.yml": "title: Page\n"}


def groups(site: Site, playbook: str) -> dict[str, list[str]]:
    return {
        b.heading: [str(c.statement) for c in b.clauses]
        for b in own_account(site, playbook).blocks
        if isinstance(b, OwnClausesBlock)
    }


def test_what_holds_on_my_own_account_stands_by_strength_and_what_is_open_apart() -> None:
    """Clauses for work alone, or about channels of ours, are not there; whom nobody names is not guessed."""
    assert groups(site_of(CONDUCT), "m") == {
        "You must not": ["Never post a badge."],
        "You may": ["Have opinions."],
        "Not said for whom": ["Be kind."],
    }


def test_a_clause_that_tightens_another_holds_where_that_one_does() -> None:
    """And what parents say is in sight."""
    found = groups(site_of({**CONDUCT, **CHILD}), "c")
    assert found["You must not"] == ["Nor a uniform.", "Never post a badge."]
    assert "You must" not in found


def test_a_clause_says_whom_it_binds_when_it_does_not_hold_and_what_to_say() -> None:
    found = page(own_account(site_of(CONDUCT), "m"))
    one, other, left = found.all("div", class_="gp-own")
    assert "BindsDuty editor" in one.text
    assert "Say it like thisMy own view." in one.text
    assert one["data-gp-for"] == " ".join(keys(["m/roles/editor"]))
    assert "BindsEveryone" in other.text
    assert "Exceptionelection weeks until 6 May 2027" in other.text
    assert "holds at work as well" in other.text
    assert "Should" in left.one("h3").text
    assert one.one("h3").one("a")["href"] == "../policies/conduct/#privately"


def test_a_guide_that_leads_to_one_of_the_clauses_is_named_first_of_all() -> None:
    cites = GUIDE.format("Mine?").replace("then: go", "then: stop, because: [conduct#privately]")
    site = site_of({**CONDUCT, "m/guides/mine.yml": cites, "m/guides/other.yml": GUIDE.format("Other?")})
    links = page(own_account(site, "m")).one("section", id="_guides").all("a")
    assert [a.text for a in links] == ["Mine?"]


def test_without_such_a_clause_there_is_no_page() -> None:
    assert not has_own(site_of(), "m")
    retired = VOICES.replace("title: Conduct", "title: Conduct\nstatus: retired")
    assert not has_own(site_of({**CONDUCT, "m/policies/conduct.yml": retired}), "m")


def test_of_very_many_clauses_only_the_words_are_told() -> None:
    """A page that nobody can load answers nothing."""
    many = "".join(
        f"  c{n}: {{strength: must, statement: Duty {n}., speaking_as: both}}\n" for n in range(81)
    )
    site = site_of({"m/policies/conduct.yml": f"title: Conduct\npurpose: P.\nclauses:\n{many}"})
    found = page(own_account(site, "m"))
    assert len(found.all("div", class_="gp-own")) == 81
    assert not found.all("dl")
