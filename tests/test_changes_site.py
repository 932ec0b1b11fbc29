"""What the site shows of history: pages of releases, the history of each entry, and nothing that readers may not see."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort

from gameplan.graph import Graph
from gameplan.history import Historian, History
from gameplan.loader import load
from gameplan.prose import Prose
from gameplan.releases import Release, read, snapshot, written
from gameplan.scan import secrets
from gameplan.settings import Limits
from gameplan.site.desk import Site
from gameplan.site.pages import SIBLINGS_AT_MOST, changes_pages, playbook_pages
from gameplan.site.paths import Paths
from gameplan.site.renderer import Renderer
from gameplan.source import from_memory
from gameplan.visibility import visible
from sites import CONFIG, Element, build, dangers, files_of, page, payloads, search_index, tree, write
from small import SMALL
from test_serve import Session
from test_sight import WHOLE

RENDERER = Renderer()
State = Mapping[str, str]

POLICY = "m/policies/social.yml"
EDITOR, HEAD = "m/roles/editor", "m/roles/head"
BASE: State = {
    "m/roles/head.yml": "title: Head of comms\npurpose: Signs.\n",
    "m/rules/hostile.yml": (
        "title: Someone is hostile\nwhen: A comment is hostile.\naction: reply\nresponder: editor\nrespond_within: 8h\n"
    ),
}


def policy(
    strength: str = "should", statement: str = "Keep a copy of it.", extra: str = "", head: str = ""
) -> str:
    return (
        f"title: Social media policy\npurpose: To help.\n{head}binds: [editor]\nclauses:\n"
        f"  keep:\n    title: Keep a copy\n    strength: {strength}\n    statement: {statement}\n    rationale: We must show it.\n"
        f"{extra}"
    )


def graph_of(files: State) -> Graph:
    loaded = load(from_memory({**SMALL, **BASE, **files}), Limits())
    assert loaded.findings == (), [f"{d.place.path}:{d.place.span.line} {d.message}" for d in loaded.findings]
    return loaded.graph


def text_of(
    version: str, day: str, files: State, summary: str = "", approver: str = "", reference: str = ""
) -> str:
    said = {"summary": summary, "approver": approver, "reference": reference}
    return written(snapshot(graph_of(files), version=version, date=dt.date.fromisoformat(day), **said))


def release(
    version: str, day: str, files: State, summary: str = "", approver: str = "", reference: str = ""
) -> Release:
    return read(text_of(version, day, files, summary, approver, reference), f"releases/{version}.json")


class Told:
    """The pages of a site with releases, in memory, rendered when asked."""

    def __init__(
        self,
        now: State,
        *releases: Release,
        level: str = "public",
        upcoming: bool = False,
        directory: bool = True,
        site_url: str = "",
    ) -> None:
        self.whole = graph_of(now)
        shown = visible(self.whole, level, drafts=False)
        self.history: History = Historian().history(
            releases, self.whole, shown, level, drafts=False, upcoming=upcoming
        )
        self.site = Site(shown, Paths(directory), Prose(), history=self.history, site_url=site_url)
        self.changes = changes_pages(self.site)
        pages = [p for playbook in playbook_pages(self.site) for p in playbook]
        self.pages = {p.address: p for p in (*pages, *(self.changes or ()))}

    def html(self, address: str) -> str:
        return RENDERER.page(self.pages[address].data())

    def page(self, address: str) -> Element:
        return tree(self.html(address))

    def all_html(self) -> str:
        return "\n".join(self.html(address) for address in self.pages)


def two(before: State, after: State, **options: Any) -> Told:
    """A site whose release 2.0 brought what is there now; before it was 1.0."""
    return Told(after, release("1.0", "2026-01-05", before), release("2.0", "2026-04-13", after), **options)


def hrefs(element: Element) -> dict[str, str]:
    return {a.text: a["href"] for a in element.all("a")}


def named(found: Element, name: str) -> list[Element]:
    """The changes on a page of the thing that people call so."""
    return [
        c
        for c in found.all("article", class_="gp-change")
        if c.one("span", class_="gp-change__name").text == name
    ]


def section(found: Element, anchor: str) -> Element:
    return found.one("section", id=anchor)


# --- what a release says ------------------------------------------------------------------------------


def test_the_index_says_of_each_release_what_it_means_and_when_it_was_in_force() -> None:
    """Newest first, with the last day of what was replaced, who approved it and where that is recorded."""
    before = {POLICY: policy()}
    after = {POLICY: policy("must")}
    told = Told(
        after,
        release("1.0", "2026-01-05", before, "Where it began."),
        release("2.0", "2026-04-13", after, "Evenings are staffed.", HEAD, "minutes 4"),
    )
    found = told.page("changes/")
    newest, first = found.all("li", class_="gp-release")
    assert newest.text == (
        "2.0 Evenings are staffed. Major: who followed 1.0 may have to act differently In force from 13 April 2026 "
        "Approved by Head of comms, minutes 4"
    )
    assert "In force from 5 January 2026 to 12 April 2026" in first.text
    assert [t["datetime"] for t in first.all("time")] == ["2026-01-05", "2026-04-12"]
    assert hrefs(newest) == {"2.0": "2.0/", "Head of comms": "../m/roles/head/"}
    rows = [[td.text for td in tr.all("td")] for tr in found.all("tr")[1:]]
    assert rows == [["2.0", "13 April 2026", "the next release"], ["1.0", "5 January 2026", "12 April 2026"]]


def test_a_release_without_a_summary_names_what_changed() -> None:
    """One line in the list of releases, whoever wrote none."""
    told = two({POLICY: policy()}, {POLICY: policy("must")})
    lines = [line.text for line in told.page("changes/").all("p", class_="gp-release__line")]
    assert lines[0] == "What changed is Keep a copy."
    assert re.fullmatch(r"\d+ entries in 1 playbook\.", lines[1])


def test_what_is_replaced_on_its_own_day_has_no_last_day() -> None:
    """A release is not said to have been in force until the day before it was made."""
    now = {POLICY: policy()}
    told = Told(now, release("1.0", "2026-01-05", now), release("1.0.1", "2026-01-05", now))
    assert "Replaced on the day it was made, 5 January 2026" in told.page("changes/").text
    assert "4 January" not in told.all_html()


def test_all_that_changed_in_one_clause_is_one_entry() -> None:
    """Strength, limit and words of a clause are told together, by what matters most."""
    limit = "    limit: {at_most: %s, unit: replies, per: thread}\n"
    told = two(
        {POLICY: policy("should", "Keep a copy or a note of it.", limit % 3)},
        {POLICY: policy("must", "Keep a copy of it.", limit % 2)},
    )
    found = told.page("changes/2.0")
    (change,) = named(found, "Keep a copy")
    assert change.one("span", class_="gp-effect").text == "Tightened"
    assert change.one("span", class_="gp-change__strength").text == "Should became Must"
    assert "At most 2" in change.text
    assert change.one("p", class_="gp-diff").one("del").text == "or a note"
    assert hrefs(change) == {
        "Keep a copy": "../../m/policies/social/#keep",
        "Social media policy": "../../m/policies/social/",
    }
    assert (
        "How to read this: struck out was removed, bold and underlined was added."
        in section(found, "_do").text
    )


def test_each_role_reads_what_it_does_differently_and_everyone_comes_last() -> None:
    """A change stands under every role that acts, with that role alone for the filter; the legend stands first."""
    everyone = "  all:\n    title: For all of us\n    strength: %s\n    statement: Be kind.\n    rationale: R.\n    binds: [everyone]\n"
    before = {POLICY: policy("should", extra=everyone % "should").replace("[editor]", "[editor, head]")}
    after = {POLICY: policy("must", extra=everyone % "must").replace("[editor]", "[editor, head]")}
    found = section(two(before, after).page("changes/2.0"), "_do")
    assert [h.text for h in found.all("h3")] == ["Duty editor", "Head of comms", "Everyone"]
    assert [
        (c["data-gp-release"], c["data-gp-thing"], c["data-gp-roles"]) for c in found.all(class_="gp-change")
    ] == [
        ("2.0", "m/policies/social#keep", EDITOR),
        ("2.0", "m/policies/social#keep", HEAD),
        ("2.0", "m/policies/social#all", "everyone"),
    ]
    counted = found.one("div", class_="gp-filter")
    assert "hidden" in counted.attributes
    assert [(s["data-gp-role"], s["data-gp-count"], s.text) for s in counted.all("span")] == [
        (EDITOR, "1", "Duty editor"),
        (HEAD, "1", "Head of comms"),
        ("everyone", "1", "Everyone"),
    ]


def test_roles_of_one_name_are_told_apart() -> None:
    """Two playbooks may each have a duty editor: the heading says whose."""
    other = {
        "n/playbook.yml": "title: The council\norganisation: C\nvisibility: public\n",
        "n/roles/editor.yml": "title: Duty editor\npurpose: P.\n",
    }
    told = two({POLICY: policy(), **other}, {POLICY: policy("must"), **other})
    assert [h.text for h in section(told.page("changes/2.0"), "_do").all("h3")] == ["Duty editor (Merrowby)"]


def test_a_shorter_time_shows_both_times() -> None:
    """The old time is struck out and the new one stands beside it, with the word and sign of a clock."""
    rule = "m/rules/hostile.yml"
    told = two({}, {rule: BASE[rule].replace("8h", "4h")})
    (change,) = named(told.page("changes/2.0"), "Someone is hostile")
    assert change.one("div", class_="gp-change__what").text == "Shorter"
    assert change.one("p", class_="gp-diff").text == "Within 8 hours 4 hours"
    assert (change.one("del").text, change.one("ins").text) == ("8 hours", "4 hours")


def test_a_new_duty_is_quoted() -> None:
    """The words of a new clause and how strongly it binds stand on the page of the release."""
    new = "  ask:\n    title: Ask first\n    strength: must-not\n    statement: Never post a face unasked.\n    rationale: R.\n"
    told = two({POLICY: policy()}, {POLICY: policy(extra=new)})
    (change,) = named(section(told.page("changes/2.0"), "_do"), "Ask first")
    assert change.text == "New duty Ask first, in Social media policy Must not Never post a face unasked."


def test_what_is_new_says_what_it_is() -> None:
    """A new entry stands under New with its kind and its summary, in which references are words."""
    tactic = "title: Live hour\nsummary: Part of the [[tactics/rota|evening rota]], see [[roles/head]].\nimplements: [evening]\nowner: editor\n"
    told = two({}, {"m/tactics/live.yml": tactic})
    (change,) = named(section(told.page("changes/2.0"), "_new"), "Live hour")
    assert change.text == "Tactic Live hour Part of the evening rota, see Head of comms."
    assert change["data-gp-roles"] == EDITOR


def test_what_is_gone_says_where_to_go() -> None:
    """Renamed, retired and removed things lead on: to the new name, to what replaces them, or nowhere."""
    tactic = "title: {}\nimplements: [evening]\nowner: editor\n{}"
    before = {
        f"m/tactics/{n}.yml": tactic.format(t, "")
        for n, t in [("weekly", "Weekly Q&A"), ("old", "Old way"), ("tea", "Tea")]
    }
    after = {
        "m/tactics/live.yml": tactic.format("Live Q&A", "formerly: [weekly]\n"),
        "m/tactics/old.yml": tactic.format("Old way", "status: retired\nreplaced_by: live\n"),
    }
    told = two(before, after)
    gone = section(told.page("changes/2.0"), "_gone")
    assert gone.one("h2").text == "Renamed, retired and removed"
    assert {c.one("span", class_="gp-change__name").text: c.text for c in gone.all(class_="gp-change")} == {
        "Live Q&A": "Renamed Live Q&A It was called “Weekly Q&A”. Old links lead here.",
        "Old way": "Retired Old way Use Live Q&A instead.",
        "Tea": "Removed Tea It is gone. Old links to it lead nowhere.",
    }
    assert hrefs(gone) == {"Live Q&A": "../../m/tactics/live/", "Old way": "../../m/tactics/old/"}


def test_a_line_of_sight_that_broke_or_healed_has_a_place_of_its_own() -> None:
    """A tactic that no longer leads to the vision is told apart from texts that changed."""
    rota = "title: Evening rota\nowner: editor\n"
    told = two(WHOLE, {**WHOLE, "m/tactics/rota.yml": rota})
    (change,) = named(section(told.page("changes/2.0"), "_sight"), "Evening rota")
    assert change.one("div", class_="gp-change__what").text == "Broken"
    assert change.text.endswith("No longer reaches the vision: it implements no strategy.")


def test_what_is_editorial_is_folded_and_counted() -> None:
    """It has a fold of its own, closed, and is neither filtered nor listed among all changes."""
    told = two(
        {POLICY: policy(head="summary: One thing.\n")}, {POLICY: policy(head="summary: Another thing.\n")}
    )
    found = told.page("changes/2.0")
    fold = found.one("details")
    assert "open" not in fold.attributes
    assert fold.one("summary").text == "1 change of wording or order, none in meaning"
    assert (fold.one("del").text, fold.one("ins").text) == ("One", "Another")
    assert not found.all(class_="gp-change")
    assert not told.page("changes/all").all(class_="gp-change")


def test_the_first_release_says_what_it_holds() -> None:
    """There is nothing to compare it with; it counts its entries by kind, and links where those are today."""
    told = Told({}, release("1.0", "2026-01-05", BASE))
    found = told.page("changes/1.0")
    assert "First release:" in found.text
    assert not found.all(class_="gp-change")
    held = section(found, "_held")
    assert "Roles 2" in held.text
    assert hrefs(held)["Roles"] == "../../m/roles/"


def test_releases_lead_to_their_neighbours_and_to_what_machines_read() -> None:
    """At the foot: the releases before and after, every change, the data; the feed only where the site has an address."""
    one = {POLICY: policy()}
    three = (
        release("1.0", "2026-01-05", {}),
        release("1.1", "2026-02-02", one),
        release("1.2", "2026-03-02", one),
    )
    told = Told(one, *three)
    assert hrefs(told.page("changes/1.1").one("footer")) == {
        "Before: 1.0": "../1.0/", "After: 1.2": "../1.2/", "Every change": "../all/", "changes.json": "../../changes.json",
    }  # fmt: skip
    with_address = Told(one, *three, site_url="https://merrowby.example/")
    assert hrefs(with_address.page("changes/").one("footer"))["Feed"] == "../changes.xml"
    files = Told(one, *three, directory=False)
    assert hrefs(files.page("changes/1.1").one("footer"))["Before: 1.0"] == "1.0.html"


def test_what_is_coming_shows_only_where_it_is_asked_for() -> None:
    """A preview has a page for it, which says that it is not in force; a build has neither page nor mention."""
    made = release("1.0", "2026-01-05", {POLICY: policy()})
    told = Told({POLICY: policy("must")}, made, upcoming=True)
    found = told.page("changes/upcoming")
    assert found.one("h1").text == "Upcoming: since 1.0"
    assert "None of it is in force" in found.one("p", class_="gp-notice").text
    assert named(found, "Keep a copy")[0]["data-gp-release"] == "upcoming"
    assert hrefs(told.page("changes/").one("p", class_="gp-notice")) == {
        "What is different now from 1.0": "upcoming/"
    }
    assert "pcoming" not in Told({POLICY: policy("must")}, made).all_html()


def test_every_change_stands_in_one_list_for_the_browser() -> None:
    """Newest first, one element a thing, with its release, its address and its roles; the place for the last visit is hidden."""
    middle = {POLICY: policy("must")}
    told = Told(
        {POLICY: policy("must-not")},
        release("1.0", "2026-01-05", {POLICY: policy()}),
        release("2.0", "2026-02-02", middle),
        release("3.0", "2026-03-02", {POLICY: policy("must-not")}),
    )
    found = told.page("changes/all")
    assert [
        (c["data-gp-release"], c["data-gp-thing"], c["data-gp-roles"]) for c in found.all(class_="gp-change")
    ] == [
        ("3.0", "m/policies/social#keep", EDITOR),
        ("2.0", "m/policies/social#keep", EDITOR),
    ]
    assert [
        (g.one("h3").text, len(g.all(class_="gp-change"))) for g in found.all("div", class_="gp-changes")
    ] == [
        ("3.0, 2 March 2026", 1),
        ("2.0, 2 February 2026", 1),
    ]
    (place,) = [p for p in found.all("p") if "data-gp-since" in p.attributes]
    assert "hidden" in place.attributes
    assert place.text == ""
    assert not told.pages["changes/all"].data().searchable


def test_a_list_that_changed_is_read_item_by_item() -> None:
    """Each item of a list of steps is a line of its own; those that stayed are not repeated."""
    tactic = "title: Evening rota\nimplements: [evening]\nowner: editor\nsteps: [Open the inbox, %s, Write it down]\n"
    told = two({"m/tactics/rota.yml": tactic % "Answer"}, {"m/tactics/rota.yml": tactic % "Hide it"})
    (change,) = named(told.page("changes/2.0"), "Evening rota")[:1]
    lines = [p.text for p in change.all("p", class_="gp-diff")]
    assert lines == ["Answer", "Hide it"]


def test_references_in_a_difference_are_read_as_words() -> None:
    """No brackets, no addresses: the words of a reference, or the title of what it leads to."""
    told = two(
        {POLICY: policy(statement="Ask [[roles/head]] before you post.")},
        {POLICY: policy(statement="Ask [[roles/head|our head]] before you always post.")},
    )
    html = told.html("changes/2.0")
    assert "[[" not in html
    assert "m/roles/head" not in tree(html).text
    difference = named(tree(html), "Keep a copy")[0].one("p", class_="gp-diff")
    assert "our head" in difference.text
    assert difference.text.startswith("Ask Head of comms")


def test_blanks_stand_beside_changed_words_and_not_in_them() -> None:
    """An underlined blank looks like a mistake."""
    told = two(
        {POLICY: policy(statement="Keep one copy of it always.")},
        {POLICY: policy(statement="Keep two signed copies of it.")},
    )
    texts = [e.texts for e in told.page("changes/2.0").all() if e.tag in ("del", "ins")]
    assert texts
    assert all(str(t[0]) == str(t[0]).strip() for t in texts)


# --- what entries say ---------------------------------------------------------------------------------


def test_an_entry_ends_with_its_history() -> None:
    """By release, newest first, of the entry and its parts; at the foot since when, and what changed last."""
    told = two({POLICY: policy()}, {POLICY: policy("must")})
    found = told.page("m/policies/social")
    items = [li.text for li in section(found, "_history").all("li")]
    assert items == [
        "2.0 13 April 2026Keep a copy: should became must.",
        "1.0 5 January 2026It was in the first release.",
    ]
    assert hrefs(section(found, "_history"))["2.0"] == "../../../changes/2.0/"
    assert (
        found.one("footer").one("span", class_="gp-since").text
        == "since 1.0, last changed in 2.0 (should → must)"
    )
    assert (
        found.one("article", class_="gp-clause")
        .one("p", class_="gp-since")
        .text.startswith("since 1.0, last changed in 2.0")
    )


def test_an_entry_that_came_later_says_when() -> None:
    """ "since 2.0": it was added there and has not changed. A part says so where its page does not."""
    new = "  ask:\n    title: Ask first\n    strength: may\n    statement: Ask.\n"
    told = two({POLICY: policy()}, {POLICY: policy(extra=new), "m/tools/inbox.yml": "title: Inbox\n"})
    assert told.page("m/tools/inbox").one("footer").one("span", class_="gp-since").text == "since 2.0"
    assert section(told.page("m/tools/inbox"), "_history").one("li").text == "2.0 13 April 2026Added."
    keep, ask = told.page("m/policies/social").all("article", class_="gp-clause")
    assert not keep.all("p", class_="gp-since")
    assert ask.one("p", class_="gp-since").text == "since 2.0"


def test_an_entry_in_no_release_says_nothing() -> None:
    """What is written since the last release has no history yet."""
    told = Told({"m/tools/inbox.yml": "title: Inbox\n"}, release("1.0", "2026-01-05", {}))
    html = told.html("m/tools/inbox")
    assert "gp-since" not in html
    assert "_history" not in html


def test_a_renamed_entry_keeps_its_history() -> None:
    """What happened under the old id stands on the page of the new one, and links lead there."""
    tactic = "title: {}\nimplements: [evening]\nowner: {}\n{}"
    now = {"m/tactics/live.yml": tactic.format("Live", "head", "formerly: [weekly]\n")}
    told = Told(
        now,
        release("1.0", "2026-01-05", {"m/tactics/weekly.yml": tactic.format("Weekly", "editor", "")}),
        release("1.1", "2026-02-02", {"m/tactics/weekly.yml": tactic.format("Weekly", "head", "")}),
        release("1.2", "2026-03-02", now),
    )
    found = told.page("m/tactics/live")
    items = [li.text for li in section(found, "_history").all("li")]
    assert items[0].startswith("1.2 2 March 2026Renamed, it was called “Weekly”.")
    assert "1.1 2 February 2026Owner is now Head of comms, was Duty editor." in items
    assert found.one("footer").one("span", class_="gp-since").text.startswith("since 1.0")
    assert hrefs(told.page("changes/1.1"))["Live"] == "../../m/tactics/live/"


def test_a_long_history_is_folded() -> None:
    """The five newest releases stand in the open."""
    turns = ["should", "must"] * 4
    releases = [release(f"{n}.0", f"2026-01-{n:02}", {POLICY: policy(s)}) for n, s in enumerate(turns, 1)]
    told = Told({POLICY: policy(turns[-1])}, *releases)
    history = section(told.page("m/policies/social"), "_history")
    assert history.one("summary").text == "3 earlier"
    open_, folded = history.all("ol")
    assert (len(open_.all("li")), len(folded.all("li"))) == (5, 3)
    assert open_.all("li")[0].text.startswith("8.0")


def test_a_role_reads_first_what_changed_for_it() -> None:
    """The newest release that asks something of it, and how many things change for everyone besides."""
    everyone = "  all:\n    title: For all\n    strength: %s\n    statement: Be kind.\n    rationale: R.\n    binds: [everyone]\n"
    told = Told(
        {POLICY: policy("must", extra=everyone % "must")},
        release("1.0", "2026-01-05", {POLICY: policy(extra=everyone % "should")}),
        release("2.0", "2026-02-02", {POLICY: policy("must", extra=everyone % "must")}),
        release("2.0.1", "2026-03-02", {POLICY: policy("must", extra=everyone % "must")}),
    )
    found = told.page(EDITOR)
    assert found.one("div", class_="gp-page")["data-gp-role-page"] == EDITOR
    panel = section(found, "_yours")
    assert panel.one("h2").text == "Changed for you in 2.0"
    assert [c.text for c in panel.all(class_="gp-change")] == [
        "Tightened Keep a copy, in Social media policy Should became must."
    ]
    assert panel.one("p", class_="gp-yours__more").text == "And 1 that changes for everyone."
    assert hrefs(panel)["1 that changes for everyone"] == "../../../changes/2.0/#_for_everyone"
    assert 'id="_for_everyone"' in told.html("changes/2.0")
    assert not told.page(HEAD).all(id="_yours")


def test_nothing_is_said_where_there_are_no_releases() -> None:
    """No page, no history, no panel: a site without releases says nothing of changes."""
    loaded = graph_of({POLICY: policy()})
    bare = Site(loaded, Paths(), Prose())
    assert changes_pages(bare) is None
    html = "\n".join(RENDERER.page(p.data()) for playbook in playbook_pages(bare) for p in playbook)
    for word in ("changes/", "gp-since", "_history", "What changed"):
        assert word not in html


# --- names that are gone, texts that attack -----------------------------------------------------------


def test_no_link_leads_to_what_is_gone() -> None:
    """Old releases name entries that are no longer there: as words, never as links or addresses."""
    tactic = "title: Weekly tea\nimplements: [evening]\nowner: {}\nresponsible: [helper]\n"
    told = Told(
        {},
        release("1.0", "2026-01-05", {"m/roles/helper.yml": "title: Helper\npurpose: P.\n", "m/tactics/tea.yml": tactic.format("editor")}),
        release("1.1", "2026-02-02", {"m/roles/helper.yml": "title: Helper\npurpose: P.\n", "m/tactics/tea.yml": tactic.format("helper")}),
        release("2.0", "2026-03-02", {}),
    )  # fmt: skip
    html = told.all_html()
    assert "Weekly tea" in html
    assert "m/tactics/tea/" not in html
    assert "m/roles/helper/" not in html
    assert "m/tactics/tea" not in tree(html).text
    assert "Helper" in tree(told.html("changes/1.1")).text


@pytest.mark.parametrize("text", payloads()[:12])
def test_hostile_texts_stay_texts(text: str) -> None:
    """A summary, a reference, a title or a statement never becomes anything but words on a page of changes."""
    quoted = "'" + text.replace("'", "''").replace("\n", " ") + "'"
    line = " ".join(text.split())
    before = {POLICY: policy(statement="Keep it."), "m/tools/t.yml": f"title: Tool\nsummary: {quoted}\n"}
    after = {POLICY: policy("must", statement=quoted).replace("title: Keep a copy", f"title: {quoted}")}
    plain = two({POLICY: policy()}, {POLICY: policy("must", statement="Keep two.")})
    try:
        told = Told(
            after,
            release("1.0", "2026-01-05", before, line, "", line),
            release("2.0", "2026-02-02", after, line, HEAD, line),
        )
    except AssertionError:
        return  # refused where it is read
    for address in ("changes/", "changes/2.0", "changes/1.0", "changes/all", "m/policies/social", EDITOR):
        if address in told.pages:
            assert set(dangers(told.html(address))) <= set(dangers(plain.html(address))) | {("svg",)}


# --- the wall -----------------------------------------------------------------------------------------

SECRET = "title: The quiet list\nvisibility: restricted\nsummary: We keep a list of people who wrote in anger to us.\n"
OPEN = "title: The open list\nsummary: It has questions that keep coming back.\n"


def test_what_was_hidden_then_is_a_secret_now() -> None:
    """Public and reworded today, the sentence of 1.0 was restricted: a site that holds it leaks."""
    old = release("1.0", "2026-01-05", {"m/tools/list.yml": SECRET})
    now = graph_of({"m/tools/list.yml": OPEN})
    hidden_then = visible(old.graph, "public", drafts=False)
    found = {s.text for s in secrets(now, now, past=[(old.graph, hidden_then)])}
    assert "We keep a list of people who wrote in anger to us" in found
    assert "The quiet list" in found
    assert not any("open list" in text for text in found)
    assert not any(s.what == "the address" for s in secrets(now, now, past=[(old.graph, hidden_then)]))


def test_what_is_shown_anywhere_is_no_secret() -> None:
    """Words that were public in one release are not secret because another entry had them restricted."""
    first = release("1.0", "2026-01-05", {"m/tools/list.yml": SECRET.replace("visibility: restricted\n", "")})
    second = release("2.0", "2026-02-02", {"m/tools/other.yml": SECRET})
    now = graph_of({})
    past = [(r.graph, visible(r.graph, "public", drafts=False)) for r in (first, second)]
    assert not [s for s in secrets(now, now, past=past) if "anger" in s.text]


def site_with(
    folder: Path, now: State, *releases: tuple[str, str], config: str = CONFIG, **files: str
) -> Path:
    """A project with release files by version."""
    return write(
        folder,
        {"mkdocs.yml": config, **{f"releases/{v}.json": text for v, text in releases}, **files},
        {**SMALL, **BASE, **now},
    )


def refusal(folder: Path, caplog: pytest.LogCaptureFixture) -> str:
    """What a build that is refused says."""
    with pytest.raises(Abort):
        build(folder)
    return caplog.text


def test_a_build_shows_of_history_what_may_be_seen_then_and_now(tmp_path: Path) -> None:
    """Neither what was restricted then nor what is restricted now is anywhere: not its title, id, words or old address."""
    then_hidden = "title: The quiet list\nvisibility: restricted\nsummary: We keep a list of people who wrote in anger.\n"
    now_hidden = "title: A plan for strikes\nsummary: What we say on the first morning of a strike.\n"
    tactic = "title: Evening rota\nimplements: [evening]\nowner: editor\nuses: [%s]\ndescription: See [[tools/%s|our strike plan]].\n"
    past = {
        "m/tools/walk-out-plan.yml": now_hidden,
        "m/tools/quiet-list-of-names.yml": then_hidden,
        "m/tactics/rota.yml": tactic % ("walk-out-plan", "walk-out-plan"),
    }
    later = {**past, "m/tools/walk-out-plan.yml": now_hidden.replace("morning", "evening")}
    now = {
        "m/tools/strike-plan-two.yml": now_hidden + "formerly: [walk-out-plan]\nvisibility: restricted\n",
        "m/tools/open-questions.yml": OPEN + "formerly: [quiet-list-of-names]\n",
    }  # fmt: skip
    project = site_with(
        tmp_path,
        now,
        ("1.0", text_of("1.0", "2026-01-05", past)),
        ("1.1", text_of("1.1", "2026-02-02", later)),
    )
    site = build(project)
    everything = b"\n".join(files_of(site).values()).decode("utf-8", "replace")
    for hidden in ("strike", "walk-out", "quiet list", "in anger"):
        assert hidden not in everything, hidden
    assert "The open list" in page(site, "m/tools/open-questions")
    assert "changes/1.1" in everything


def test_a_build_that_leaks_an_old_wording_is_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody quotes in docs/ what an entry said while it was restricted; the entry is public and reworded now."""
    old = text_of("1.0", "2026-01-05", {"m/tools/list.yml": SECRET})
    files = {"docs/about.md": "# About\n\nWe keep a list of people who wrote in anger to us.\n"}
    project = site_with(tmp_path, {"m/tools/list.yml": OPEN}, ("1.0", old), **files)
    assert re.search(r"about/index.html: a sentence of m/tools/list", refusal(project, caplog))


# --- the site around it -------------------------------------------------------------------------------

FIRST = ("1.0", text_of("1.0", "2026-01-05", {POLICY: policy()}, "Where it began."))
SECOND = ("2.0", text_of("2.0", "2026-04-13", {POLICY: policy("must")}))
NOW: State = {POLICY: policy("must")}
MATERIAL = CONFIG.replace("font: false", "font: false, features: [navigation.tabs, navigation.path]")


def tabs(html: str) -> list[str]:
    return [a.text for a in tree(html).all("a", class_="md-tabs__link")]


def sidebar(html: str) -> list[str]:
    (nav,) = tree(html).all("nav", class_="md-nav--primary")
    toc = {id(a) for inner in nav.all("nav", class_="md-nav--secondary") for a in inner.all("a")}
    return [a.text for a in nav.all("a", class_="md-nav__link") if id(a) not in toc]


def test_changes_are_a_branch_of_the_navigation_and_of_search(tmp_path: Path) -> None:
    """A tab after the playbooks; releases beside each other, newest first; one search document a release."""
    site = build(site_with(tmp_path, NOW, FIRST, SECOND, config=MATERIAL))
    html = page(site, "changes/2.0")
    assert tabs(html)[-1] == "Changes"
    assert sidebar(html)[-4:] == ["All releases", "2.0, April 2026", "1.0, January 2026", "Every change"]
    assert sidebar(page(site, "changes"))[-4:] == sidebar(html)[-4:]
    assert "2.0, April 2026" not in page(site, "m/roles")
    crumbs = [a.text for a in tree(html).one("nav", class_="md-path").all("a")]
    assert crumbs[-1] == "Changes"
    assert "<title>What changed in 2.0 - A site</title>" in html
    found = {d["location"]: d for d in search_index(site) if d["location"].startswith("changes")}
    assert sorted(found) == ["changes/", "changes/1.0/", "changes/2.0/"]
    assert "Keep a copy" in found["changes/2.0/"]["text"]
    assert html.index("gameplan/releases.js") < html.index("gameplan/gameplan.js")
    assert (site / "changes.json").is_file()


def test_a_site_without_releases_has_no_trace_of_them(tmp_path: Path) -> None:
    """No tab, no page, no file, no script."""
    site = build(site_with(tmp_path, NOW, config=MATERIAL))
    assert not [name for name in files_of(site) if "change" in name or "release" in name]
    assert "Changes" not in tabs(page(site, "m/roles"))


@pytest.mark.parametrize(
    ("nav", "expected"),
    [
        ("[index.md, gameplan]", ["Welcome", "Merrowby", "Changes"]),
        ("[index.md, gameplan/changes, gameplan]", ["Welcome", "Changes", "Merrowby"]),
        ("[{News: gameplan/changes}, index.md, gameplan/m]", ["News", "Welcome", "Merrowby"]),
        ("[index.md, {Ours: gameplan}]", ["Welcome", "Ours"]),
        ("[index.md]", ["Welcome", "Merrowby", "Changes"]),
    ],
)
def test_an_explicit_nav_places_the_changes(tmp_path: Path, nav: str, expected: list[str]) -> None:
    """`gameplan` brings them at its end; `gameplan/changes` marks a place of their own."""
    files = {"docs/index.md": "# Welcome\n"}
    config = f"{MATERIAL}nav: {nav}\n"
    site = build(site_with(tmp_path, NOW, FIRST, SECOND, config=config, **files))
    shown = [t for t in tabs(page(site)) if t in ("Welcome", "Merrowby", "Changes", "News", "Ours")]
    assert shown == expected
    assert (site / "changes" / "2.0" / "index.html").is_file()


def test_the_mark_of_changes_waits_for_the_first_release(tmp_path: Path) -> None:
    """A nav may name the place before anything stands there."""
    files = {"docs/index.md": "# Welcome\n"}
    config = f"{MATERIAL}nav: [index.md, gameplan, gameplan/changes]\n"
    assert "Changes" not in tabs(page(build(site_with(tmp_path, NOW, config=config, **files))))


@pytest.mark.parametrize(
    "name", ["changes.md", "changes/index.md", "changes/2.0.md", "changes/all/index.md", "changes/README.md"]
)
def test_a_page_in_the_place_of_a_release_is_refused(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """One of the two would be lost."""
    project = site_with(tmp_path, NOW, FIRST, SECOND, **{f"docs/{name}": "# Mine\n"})
    assert re.search(re.escape(f"docs/{name} stands where the page of 'changes"), refusal(project, caplog))


def test_no_playbook_can_be_called_changes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Its pages would lie among those of releases, be there one now or later."""
    other = {"changes/playbook.yml": "title: Changes\norganisation: O\nvisibility: public\n"}
    assert "A playbook cannot be called 'changes'" in refusal(site_with(tmp_path, {**NOW, **other}), caplog)


def test_many_releases_do_not_fill_the_sidebar(tmp_path: Path) -> None:
    """At most forty stand beside each other; all have a page."""
    made = [release(f"{n}.0", f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}", NOW) for n in range(1, 45)]
    changes = Told(NOW, *made).changes
    assert changes is not None
    assert len(changes.entries) == 45
    assert [p.title for p in changes.siblings[:1]] == ["44.0, February 2026"]
    assert len(changes.siblings) == SIBLINGS_AT_MOST + 1


def test_a_bad_release_ends_a_build_with_its_place(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The message names the file and the line, and what to do."""
    project = site_with(tmp_path, NOW, ("1.0", "{\n  oops\n"))
    assert re.search(r"releases/1\.0\.json:2: This is not JSON", refusal(project, caplog))


@pytest.mark.thorough
def test_a_bad_release_while_serving_keeps_the_last_good_pages(tmp_path: Path) -> None:
    """It shows in the banner with its place; mended, it leaves no trace."""
    session = Session(site_with(tmp_path, NOW, FIRST, SECOND))
    good = session.build()
    assert b"Changed for you" in good["m/roles/editor/index.html"]
    session.write("releases/2.0.json", "{\n  oops\n")
    bad = session.build()
    assert b"releases/2.0.json:2:1" in bad["m/roles/editor/index.html"]
    assert b"Changed for you" in bad["m/roles/editor/index.html"]
    session.write("releases/2.0.json", SECOND[1])
    assert session.build() == good


@pytest.mark.thorough
def test_serving_shows_what_is_coming_and_renders_only_what_changed(tmp_path: Path) -> None:
    """An edit is seen on the page of what is coming at once; an unchanged rebuild renders nothing."""
    session = Session(site_with(tmp_path, NOW, FIRST, SECOND))
    session.build()
    assert session.renders() == 0
    session.write(f"playbooks/{POLICY}", policy("must-not"))
    files = session.build()
    assert b"Must not" in files["changes/upcoming/index.html"]
    clean = Session(tmp_path)
    clean.site = tmp_path / "clean"
    assert clean.build() == files


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    """Two builds of one history are equal, page for page."""
    one = build(site_with(tmp_path / "one", NOW, FIRST, SECOND))
    other = build(site_with(tmp_path / "other", NOW, FIRST, SECOND))
    mine = {n: b for n, b in files_of(one).items() if not n.startswith("sitemap")}
    assert mine == {n: b for n, b in files_of(other).items() if not n.startswith("sitemap")}
