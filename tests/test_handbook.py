"""The handbook of a role: everything that is its holder's is said there once, in the second person; and whom things concern."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gameplan.site.concerns import bound, concerned, key, keys, roles_of
from gameplan.site.who import roles_js
from gameplan.visibility import visible
from sites import Element
from small import SMALL
from test_site import Made, hrefs

EDITOR, HEAD, DESK = "m/roles/editor", "m/roles/head", "m/roles/desk"
PEOPLE = {
    "m/roles/editor.yml": (
        "title: Duty editor\npurpose: Somebody answers.\ndeputy: head\nreports_to: head\n"
        "responsibilities: [Reads the inbox]\nauthority: [Hides a comment]\nrequirements: [Calm]\n"
        "holders: [{name: Ada Quill, since: 2026-01-05}]\n"
        "training: [{name: Under pressure, renew_every: 1 year}, {name: Once}]\n"
        "delegates: [{to: desk, scope: Corrections, until: 2027-01-31}]\n"
    ),
    "m/roles/head.yml": "title: Head of comms\npurpose: Decides.\ntype: team\n",
    "m/roles/desk.yml": "title: Front desk\npurpose: Hears it first.\ndeputy: editor\nreports_to: editor\n",
}
POLICY = """\
title: Talking
number: P-1
purpose: So that people know.
acknowledge: {required: true, every: 1 year}
training: [Half a day]
binds: [%s]
clauses:
  kind:
    title: Be kind
    number: "1"
    strength: should
    statement: Be kind to everybody.
    binds: [everyone]
    speaking_as: both
  copy:
    title: Keep a copy
    number: "2"
    strength: must
    when: Something is hidden.
    statement: Keep a copy of it.
    speaking_as: official
    limit: {at_most: 2, unit: replies, per: thread}
    approver: head
    exceptions: [{for: election weeks, granted_by: head, until: 2026-12-31}]
  home:
    title: At home
    strength: may
    statement: Say what you like.
    speaking_as: personal
  gone:
    title: Gone
    status: retired
    strength: must
    statement: Nobody does this any more.
"""


def made(files: dict[str, str] | None = None, policy: str = "editor") -> Made:
    """Three roles and a policy that binds one of them, and more files."""
    return Made({**PEOPLE, "m/policies/talk.yml": POLICY % policy, **(files or {})})


def section(page: Element, anchor: str) -> Element:
    return page.one("section", id=anchor)


def said(page: Element, anchor: str) -> list[str]:
    """The sentences of a section."""
    return [li.text for ul in section(page, anchor).all("ul", class_="gp-said") for li in ul.all("li")]


def clauses(page: Element) -> list[str]:
    """The words of the clauses that bind, in order."""
    return [p.text for p in section(page, "_binds").all("p", class_="gp-clause__words")]


# --- what binds you ---------------------------------------------------------------------------


def test_what_binds_a_role_stands_before_what_binds_everyone_and_the_strongest_first() -> None:
    """A policy's own `binds` reaches the clauses that name nobody; what is retired binds nobody."""
    page = made().page(EDITOR)
    assert clauses(page) == ["Keep a copy of it.", "Say what you like.", "Be kind to everybody."]
    binds = section(page, "_binds")
    assert [h.text for h in binds.all("h3")] == ["Because of your role", "Like everyone here"]
    first, second, third = binds.all("div", class_="gp-clause")
    assert [c["data-gp-speaks"] for c in (first, second, third)] == ["official", "personal", ""]
    assert first.one("p", class_="gp-clause__when").text == "Something is hidden."
    assert first.one("p", class_="gp-clause__note").text == (
        "Keep a copy, P-1 clause 2. For Merrowby Libraries. At most 2 replies per thread. Head of comms says yes first. "
        "Except for election weeks, granted by Head of comms, until 31 December 2026."
    )
    assert hrefs(first)["Keep a copy"] == "../../policies/talk/#copy"
    assert second.one("p", class_="gp-clause__note").text == "At home, P-1. As yourself."
    assert third.one("p", class_="gp-clause__note").text.endswith("For Merrowby Libraries and as yourself.")


def test_a_policy_that_names_nobody_binds_everyone() -> None:
    """No role page used to say so."""
    policy = "title: All\npurpose: P.\nclauses: {a: {strength: must, statement: Ask.}}\n"
    site = Made({**PEOPLE, "m/policies/all.yml": policy})
    for role in (EDITOR, HEAD, DESK):
        assert clauses(site.page(role)) == ["Ask."]
    assert not section(site.page(HEAD), "_binds").all("h3")
    assert concerned(site.graph, "m/policies/all") == ("everyone",)


def test_a_role_is_bound_by_parents_and_by_whoever_names_it() -> None:
    """What a parent asks of everyone binds; what a child asks of everyone does not bind the parent's people."""
    child = {
        "n/playbook.yml": "title: Branch\norganisation: The Branch\nvisibility: public\nextends: [m]\n",
        "n/roles/own.yml": "title: Own\npurpose: P.\n",
        "n/policies/local.yml": (
            "title: Local\npurpose: P.\nclauses:\n"
            "  strict: {title: Stricter, strength: must, statement: Keep two copies., tightens: talk#copy, binds: [editor, own]}\n"
            "  all: {strength: must, statement: Wear a badge.}\n"
        ),
    }
    site = made(child)
    assert clauses(site.page("n/roles/own")) == ["Keep two copies.", "Wear a badge.", "Be kind to everybody."]
    assert "Stricter, Local. Stricter than Talking: Keep a copy." in site.text("n/roles/own")
    assert "Wear a badge." not in site.text(EDITOR)
    assert clauses(site.page(EDITOR))[:2] == ["Keep a copy of it.", "Keep two copies."]


def test_long_policies_stand_behind_a_line_that_counts_them() -> None:
    """The page stays readable, and small with a thousand clauses."""

    def policy(n: int, clauses: int) -> str:
        rows = "".join(f"  c{i}: {{strength: must, statement: Do {n} and {i}.}}\n" for i in range(clauses))
        return f"title: Policy {n:02}\nnumber: P-{n:02}\npurpose: P.\nclauses:\n{rows}"

    site = Made({**PEOPLE, **{f"m/policies/p{n:02}.yml": policy(n, 10) for n in range(30)}})
    binds = section(site.page(EDITOR), "_binds")
    assert len(binds.all("div", class_="gp-clause")) == 90
    assert binds.all("summary")[0].text == "Policy 01, P-01: 10 clauses"
    assert len(binds.all("summary")) == 8
    assert hrefs(binds)["10 clauses of Policy 29"] == "../../policies/p29/"
    assert len(site.html(EDITOR).encode()) < 100_000


def test_what_is_merely_proposed_is_not_in_force() -> None:
    """Else people would keep to what nobody decided."""
    page = made({"m/policies/talk.yml": "status: proposed\n" + POLICY % "editor"}).page(EDITOR)
    assert "Proposed, not in force." in section(page, "_binds").text


# --- what is yours ----------------------------------------------------------------------------

WORK = {
    "m/rules/hostile.yml": (
        "title: Hostile comment\nwhen: W.\naction: reply-once\nresponder: editor\napprover: head\nrespond_within: 4h\n"
        "notifies: {desk: 1h}\n"
    ),
    "m/rules/praise.yml": "title: Praise\nwhen: W.\naction: reply\nresponder: editor\n",
    "m/rules/seen.yml": "title: Seen in town\nwhen: W.\naction: reply\nresponder: everyone\n",
    "m/escalation.yml": (
        "title: How bad\nlevels:\n  green: {title: Routine, decides: editor, respond_within: 8h}\n"
        "  red: {title: Crisis, decides: head, notifies: [desk]}\n"
    ),
    "m/procedures/stolen.yml": (
        "title: Account stolen\ntrigger: A post we did not make.\nowner: editor\nexercise_every: 1 year\n"
        "last_exercised: 2026-02-10\nphases:\n  first:\n    title: First hour\n    steps:\n"
        "      - {do: Stop everything, role: editor, within: 30 min}\n      - {do: Ring the director, role: head}\n"
        "      - {do: Look again, role: editor, every: 2h}\n"
    ),
    "m/guides/post.yml": (
        "title: May I post?\nquestion: Q?\nstart: one\nquestions:\n  one:\n    ask: Is it about a reader?\n"
        "    answers: [{if: 'yes', then: ask, role: editor}, {if: 'no', then: go, role: desk}]\n"
    ),
    "m/channels/insta.yml": (
        "title: Instagram\nowner: head\neditor: editor\ncustodian: editor\naccess: {tested: 2026-03-01}\n"
    ),
    "m/tactics/old.yml": "title: Old habit\nstatus: retired\nowner: editor\n",
    "m/tactics/live.yml": (
        "title: Live hour\nimplements: [evening]\nowner: head\nresponsible: [editor]\nreviewed: 2026-01-01\n"
        "review_every: 1 year\n"
    ),
    "m/policies/more.yml": "title: More\npurpose: P.\nowner: editor\napprover: head\nreview_by: 2026-12-01\n",
}  # fmt: skip


def test_everything_that_is_yours_is_said_in_the_second_person() -> None:
    """Answers, approvals, duties, things owned, steps, questions, training, deputies: each under its own heading."""
    site = made(WORK)
    page = site.page(EDITOR)
    assert [h.text for h in page.all("h2")] == [
        "What binds you", "What you answer", "What you approve and decide", "What you own",
        "What you do in an emergency", "Which guides send people to you", "Training and reviews", "Who stands in",
        "What you are here to do", "What you may decide alone", "What it takes", "What else leads here",
    ]  # fmt: skip
    cells = [[td.text for td in tr.all("td")] for tr in section(page, "_answers").all("tr")[1:]]
    assert cells == [
        ["Hostile comment", "Reply once", "Within 4 hours", "Head of comms"],
        ["Praise", "Reply", "", "Nobody: it is yours"],
    ]
    assert "Whoever meets it answers Seen in town." in section(page, "_answers").text
    assert said(page, "_approves") == ["you decide at Routine, level 1 of 2, within 8 hours"]
    assert said(page, "_owns") == [
        "you own Evening rota, Account stolen and More", "you work on Live hour", "you edit Instagram",
        "you keep the keys of Instagram", "you lead Front desk",
    ]  # fmt: skip
    assert said(page, "_emergency") == [
        "within 30 minutes Stop everything (First hour)",
        "every 2 hours Look again (First hour)",
    ]
    assert "When: A post we did not make." in section(page, "_emergency").text
    assert said(page, "_asked") == ["people ask you after May I post?, at Is it about a reader?"]
    assert said(page, "_training") == [
        "you learn Under pressure, and again every year Once Half a day, for Talking",
        "you confirm that you have read Talking, every year",
        "you review More by 1 December 2026",
        "you exercise Account stolen by 10 February 2027",
        "you test the way into Instagram, last done on 1 March 2026",
    ]
    assert said(page, "_standin") == [
        "when you are away Head of comms stands in for you",
        "in your place Front desk: Corrections, until 31 January 2027",
        "you stand in for Front desk. While nobody is there, 1 question people ask is yours too.",
    ]
    assert said(page, "_connects") == ["you own Old habit, no longer in use"]
    assert {t["datetime"]: t["data-gp-day"] for t in section(page, "_training").all("time")} == {
        "2026-12-01": "due", "2027-02-10": "due", "2026-03-01": "test",
    }  # fmt: skip
    head = page.one("ul", class_="gp-meta").text
    assert "Held by Ada Quill (since 5 January 2026) Deputy Head of comms Reports to Head of comms" in head


def test_the_other_end_says_it_too() -> None:
    """Who approves, who is told, who deputises, who acts in part."""
    site = made(WORK)
    head, desk = site.page(HEAD), site.page(DESK)
    assert said(head, "_approves") == [
        "you approve Hostile comment, asked by Duty editor More",
        "you say yes first Talking: Keep a copy",
        "you decide at Crisis, level 2 of 2",
        "you grant exceptions to Talking: Keep a copy",
    ]
    (stands,) = said(head, "_standin")
    assert stands.endswith(
        "for Duty editor. While nobody is there, 2 situations to answer, 1 level to decide at, 1 part of a procedure "
        "and 1 question people ask are yours too."
    )
    assert said(desk, "_told") == ["you are told of Hostile comment within 1 hour How bad: Crisis"]
    assert said(desk, "_asked") == ["people tell you after May I post?, at Is it about a reader?"]
    assert said(desk, "_standin") == [
        "when you are away Duty editor stands in for you",
        "you act for Duty editor: Corrections, until 31 January 2027",
    ]


def test_a_role_that_has_nothing_shows_no_empty_section() -> None:
    """The smallest playbook has the smallest handbook."""
    page = Made({}).page(EDITOR)
    assert [h.text for h in page.all("h2")] == ["What you own"]


def test_a_role_with_three_hundred_things_stays_readable() -> None:
    """Each kind is a line with its number; the names are behind it, reviews by their day."""
    many = {
        f"m/tactics/t{n:03}.yml": (
            f"title: Tactic {n:03}\nimplements: [evening]\nowner: editor\nreview_by: 2027-01-{n % 28 + 1:02}\n"
        )
        for n in range(300)
    }
    site = Made({**many, "m/goals/g.yml": "title: Goal\nowner: editor\n"})
    page = site.page(EDITOR)
    assert said(page, "_owns")[0].startswith("you own Goals: Goal 301 tacticsEvening rota")
    reviews = section(page, "_training")
    assert reviews.one("summary").text == "288 more, later"
    days = [t["datetime"] for t in reviews.all("time")]
    assert days == sorted(days)
    assert len(site.html(EDITOR).encode()) < 120_000


def test_what_is_reviewed_with_the_playbook_is_said_once() -> None:
    """Fifty lines with one date say nothing."""
    book = SMALL["m/playbook.yml"] + "reviewed: 2026-08-20\nreview_every: 1 year\n"
    more = {f"m/goals/g{n}.yml": f"title: Goal {n}\nowner: editor\n" for n in range(9)}
    page = Made({"m/playbook.yml": book, **more}).page(EDITOR)
    (line,) = said(page, "_training")
    assert line.startswith("you review All with Merrowby by 20 August 202710 that you ownGoal 0")


def test_what_is_hidden_is_in_no_handbook_and_no_list() -> None:
    """Neither its name nor its address; a clause that binds a hidden role alone does not bind everyone."""
    files = {
        **WORK,
        "m/roles/secret.yml": "title: Night watch\npurpose: P.\nvisibility: restricted\ndeputy: editor\n",
        "m/rules/secret.yml": "title: Bomb threat\nwhen: W.\naction: reply\nresponder: editor\nvisibility: restricted\n",
        "m/policies/night.yml": (
            "title: Night\npurpose: P.\nclauses: {a: {strength: must, statement: Watch., binds: [secret]}}\n"
        ),
    }
    whole = made(files)
    shown = visible(whole.graph, "public", drafts=False)
    whole.site = type(whole.site)(shown, whole.site.paths, whole.site.prose)
    clause = shown.entities["m/policies/night"]
    assert bound(shown, clause, clause.parts()["a"]) == ()  # type: ignore[arg-type]  # a policy
    assert concerned(shown, "m/policies/night") == ()
    listed = roles_js(whole.site)
    assert "secret" not in listed
    assert "Night watch" not in listed


# --- whom a thing concerns --------------------------------------------------------------------


def test_a_thing_concerns_those_who_own_it_act_in_it_or_are_bound_by_it() -> None:
    """Parts count, mentions do not; a clause that says everyone means it, whomever its policy binds."""
    site = made({**WORK, "m/goals/g.yml": "title: G\nsummary: Ask [[roles/head]].\nowner: editor\n"})
    graph = site.graph
    assert roles_of(graph, "m/goals/g") == (EDITOR,)
    assert roles_of(graph, "m/rules/hostile") == (DESK, EDITOR, HEAD)
    assert roles_of(graph, "m/rules/seen") == ("everyone",)
    assert roles_of(graph, "m/escalation#red") == (DESK, HEAD)
    assert roles_of(graph, "m/policies/talk#kind") == ("everyone",)
    assert roles_of(graph, "m/policies/talk#home") == (EDITOR,)
    assert roles_of(graph, "m/policies/talk") == ("everyone", EDITOR, HEAD)
    assert roles_of(graph, "m/procedures/stolen") == (EDITOR, HEAD)
    assert roles_of(graph, DESK) == (DESK, EDITOR)
    assert roles_of(graph, "m/nothing") == ()
    articles = {a.one("h3")["id"]: a["data-gp-for"] for a in site.page("m/policies/talk").all("article")}
    assert (articles["kind"], articles["copy"]) == ("everyone", key(EDITOR))


@given(st.text(min_size=1))
def test_keys_are_short_words_that_an_attribute_can_hold(address: str) -> None:
    """Five letters and digits, always the same; everyone stays readable."""
    assert re.fullmatch("[0-9a-z]{5}|everyone", key(address))
    assert keys(("everyone", address))[-1] == max("everyone", key(address))


# --- who is who -------------------------------------------------------------------------------


def listed_in(site: Made) -> dict[str, Any]:
    """What the script says of roles."""
    lead, end = "window.gameplanRoles = ", ";\n"
    text = roles_js(site.site)
    assert text.startswith(lead) and text.endswith(end)  # noqa: PT018  # one thought
    found: dict[str, Any] = json.loads(text[len(lead) : -len(end)])
    return found


def test_the_browser_knows_the_roles_that_somebody_may_have() -> None:
    """Titles, keys, deputies, and how an address becomes a URL; what is retired cannot be chosen."""
    site = made({"m/roles/old.yml": "title: Old\npurpose: P.\nstatus: retired\n"})
    assert listed_in(site) == {
        "end": "/",
        "playbooks": {"m": "Merrowby"},
        "roles": {
            DESK: ["Front desk", key(DESK), EDITOR],
            EDITOR: ["Duty editor", key(EDITOR), HEAD],
            HEAD: ["Head of comms", key(HEAD)],
        },
    }
    assert not site.page("m/roles/old").one("div", class_="gp-page")["data-gp-role-page"]
    assert listed_in(Made({}, directory=False))["end"] == ".html"
    twice = made(
        {
            "n/playbook.yml": "title: Branch\norganisation: B\nvisibility: public\n",
            "n/roles/editor.yml": "title: Duty editor\npurpose: P.\n",
            "n/roles/x.yml": "title: </script>\npurpose: P.\n",
        }
    )
    assert listed_in(twice)["roles"]["n/roles/editor"][0] == "Duty editor (Branch)"
    assert listed_in(twice)["roles"]["n/roles/x"][0] == "</script>"
    assert "<" not in roles_js(twice.site)


def test_seventy_roles_are_a_small_file() -> None:
    """Every page loads it."""
    many = {f"m/roles/r{n}.yml": f"title: Role number {n}\npurpose: P.\ndeputy: editor\n" for n in range(70)}
    assert len(roles_js(Made(many).site)) < 7_000


def test_the_index_of_roles_says_who_is_who() -> None:
    """Purpose, people, deputy, and to whom one reports; with whom it concerns."""
    page = made().page("m/roles/")
    items = {li.one("div", class_="gp-item__name").text: li for li in page.all("li", class_="gp-item")}
    editor = items["Duty editor"]
    assert editor.one("div", class_="gp-item__meta").text == (
        "Held by Ada Quill (since 5 January 2026)Deputy Head of commsReports to Head of comms"
    )
    assert editor["data-gp-for"].split() == sorted(keys((EDITOR, HEAD, DESK)))
    assert "Head of comms Team" in items
