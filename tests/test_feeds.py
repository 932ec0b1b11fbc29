"""What changed, for machines: changes.json keeps its contract, the feed is Atom, the script's data is a script."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import gameplan.site
from gameplan.graph import Graph
from gameplan.history import Historian, History
from gameplan.prose import Prose
from gameplan.releases import Memo, read, snapshot, written
from gameplan.site import feeds
from gameplan.site.changes import every_change
from gameplan.site.data.changes import ChangesBlock
from gameplan.site.desk import Site
from gameplan.site.paths import Paths
from gameplan.visibility import visible
from sites import payloads
from small import SMALL, load_both, load_small

HOME = "https://merrowby.example/playbook/"
POLICY = """\
title: Talking
purpose: So that people know.
clauses:
  copy:
    strength: should
    binds: [EDITOR]
    statement: Keep a copy of what you hide.
  kind:
    strength: should
    binds: [everyone]
    statement: Be kind to [[roles/EDITOR|the desk]].
"""
FIRST = {
    "m/policies/talk.yml": POLICY.replace("EDITOR", "editor"),
    "m/roles/head.yml": "title: Head\npurpose: Decides.\n",
    "m/tactics/live.yml": "title: Live\nimplements: [evening]\nowner: head\n",
}
SECOND = {**FIRST, "m/policies/talk.yml": FIRST["m/policies/talk.yml"].replace("should", "must")}
del SECOND["m/tactics/live.yml"]
THIRD = {
    **SECOND,
    "m/policies/talk.yml": POLICY.replace("EDITOR", "desk").replace("should", "must").replace("a copy", "two copies"),
    "m/roles/desk.yml": "title: Evening desk\npurpose: Somebody answers.\nformerly: [editor]\n",
    "m/tactics/rota.yml": "title: Evening rota\nimplements: [evening]\nowner: desk\n",
    "m/goals/calm.yml": "title: Calm evenings\n",
}  # fmt: skip


def graph(texts: Mapping[str, str]) -> Graph:
    """A state of the small playbook; the Duty editor is in it unless the role has its later id."""
    small = {
        name: text for name, text in SMALL.items() if "desk.yml" not in str(texts) or "editor" not in name
    }
    loaded = load_both({**small, **texts})
    assert not loaded.findings
    return loaded.graph


def told(*graphs: Graph) -> tuple[History, Site]:
    """The history of 1.0, 2.0 and so on, with what a public site shows of the last graph."""
    memo = Memo()
    releases = []
    for number, each in enumerate(graphs, start=1):
        data = snapshot(
            each,
            version=f"{number}.0",
            date=dt.date(2026, number, 1),
            summary="Copies." if number > 1 else "",
            approver="m/roles/head" if number > 1 else "",
            reference="minutes 4" if number > 1 else "",
        )
        releases.append(read(written(data), f"releases/{number}.0.json", memo))
    shown = visible(graphs[-1], "public", drafts=False)
    history = Historian().history(releases, graphs[-1], shown, "public", drafts=False, upcoming=False)
    return history, Site(shown, Paths(), Prose())


@pytest.fixture(scope="module")
def three() -> tuple[History, Site]:
    return told(graph(FIRST), graph(SECOND), graph(THIRD))


# --- changes.json -----------------------------------------------------------------------------

SCHEMA = json.loads(
    (Path(gameplan.site.__file__).parent / "changes-site-1.schema.json").read_text(encoding="utf-8")
)
CONTRACT = Draft202012Validator(SCHEMA)


@pytest.mark.parametrize("site_url", [HOME, ""])
def test_json_keeps_its_contract(three: tuple[History, Site], site_url: str) -> None:
    """What the schema says holds for real output, with an address of the site and without."""
    report = json.loads(feeds.changes_json(*three, site_url))
    CONTRACT.validate(report)
    assert [r["version"] for r in report["releases"]] == ["3.0", "2.0", "1.0"]
    assert all(r["changes"] for r in report["releases"][:2])


def test_the_schema_says_every_key_there_is(three: tuple[History, Site]) -> None:
    """A key that is added without being described would be no part of the contract."""
    Draft202012Validator.check_schema(SCHEMA)
    report = json.loads(feeds.changes_json(*three, HOME))
    defs = SCHEMA["$defs"]
    assert set(report) == set(SCHEMA["properties"])
    for release in report["releases"]:
        assert set(release) == set(defs["release"]["properties"]) == set(defs["release"]["required"])
        for change in release["changes"]:
            assert set(change) == set(defs["change"]["properties"]) == set(defs["change"]["required"])


def test_a_release_says_when_it_held_and_who_approved_it(three: tuple[History, Site]) -> None:
    """The dates of the next release and the titles of today are in it."""
    latest, before, first = json.loads(feeds.changes_json(*three, HOME))["releases"]
    assert (first["date"], first["until"], first["first"]) == ("2026-01-01", "2026-02-01", True)
    assert (latest["until"], latest["first"]) == (None, False)
    assert first["approver"] is None
    assert before["approver"] == {"address": "m/roles/head", "title": "Head"}
    assert (before["impact"], before["summary"], before["reference"]) == ("major", "Copies.", "minutes 4")
    assert before["url"] == f"{HOME}changes/2.0/"


def test_a_change_leads_to_where_it_can_be_read_today(three: tuple[History, Site]) -> None:
    """Roles are followed to their ids of today, and what is gone has no page."""
    before = json.loads(feeds.changes_json(*three, HOME))["releases"][1]
    changes = {c["address"]: c for c in before["changes"]}
    assert changes["m/policies/talk#copy"]["url"] == f"{HOME}m/policies/talk/#copy"
    assert changes["m/policies/talk#copy"]["acts"] == ["m/roles/desk"]
    assert changes["m/policies/talk#kind"]["acts"] == ["everyone"]
    assert changes["m/tactics/live"]["url"] is None


def test_without_an_address_of_the_site_urls_are_seen_from_the_file(three: tuple[History, Site]) -> None:
    """A site that does not say where it will be is readable all the same."""
    report = json.loads(feeds.changes_json(*three, ""))
    assert report["site"] is None
    assert report["releases"][0]["url"] == "changes/3.0/"


def test_no_place_in_a_file_is_told(three: tuple[History, Site]) -> None:
    """How a repository is laid out is no matter of the readers of a site."""
    assert "playbooks/" not in feeds.changes_json(*three, HOME)


def test_the_same_history_gives_the_same_bytes(three: tuple[History, Site]) -> None:
    """Builds are reproducible."""
    again = told(graph(FIRST), graph(SECOND), graph(THIRD))
    assert feeds.changes_json(*again, HOME) == feeds.changes_json(*three, HOME)
    assert feeds.atom(*again, "A site", HOME) == feeds.atom(*three, "A site", HOME)
    assert feeds.releases_js(*again, "A site") == feeds.releases_js(*three, "A site")


def test_what_readers_may_not_see_today_is_in_no_release() -> None:
    """A clause of a policy that was public then and is restricted now stays out of every twin."""
    secret = {**SECOND, "m/policies/talk.yml": f"visibility: restricted\n{SECOND['m/policies/talk.yml']}"}
    history, site = told(graph(FIRST), graph(SECOND), graph(secret))
    for text in (
        feeds.changes_json(history, site, HOME),
        feeds.atom(history, site, "A site", HOME) or "",
        feeds.releases_js(history, site, "A site"),
    ):
        assert "talk" not in text
        assert "Keep a copy" not in text


# --- Atom -------------------------------------------------------------------------------------

ATOM, XHTML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/1999/xhtml}"


def feed_of(text: str | None) -> ElementTree.Element:
    """A feed, after making sure that it has what RFC 4287 asks for."""
    assert text is not None
    feed = ElementTree.fromstring(text)
    assert feed.tag == f"{ATOM}feed"
    ids = []
    for holder in (feed, *feed.findall(f"{ATOM}entry")):
        for tag in ("id", "title", "updated"):
            (found,) = holder.findall(f"{ATOM}{tag}")
            assert found.text
        ids.append(holder.findtext(f"{ATOM}id"))
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T00:00:00Z", holder.findtext(f"{ATOM}updated") or "")
        (author,) = holder.findall(f"{ATOM}author")
        assert author.findtext(f"{ATOM}name")
        alternates = [link for link in holder.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
        assert all((link.get("href") or "").startswith("https://") for link in holder.iter(f"{ATOM}link"))
    assert len(ids) == len(set(ids))
    assert all((id or "").startswith("https://") for id in ids)
    for entry in feed.findall(f"{ATOM}entry"):
        (content,) = entry.findall(f"{ATOM}content")
        assert content.get("type") == "xhtml"
        assert [child.tag for child in content] == [f"{XHTML}div"]
        assert len(entry.findall(f"{ATOM}summary")) <= 1
    return feed


def contents(feed: ElementTree.Element) -> list[str]:
    """The words of each entry."""
    return [" ".join("".join(c.itertext()).split()) for c in feed.iter(f"{ATOM}content")]


def test_the_feed_has_what_atom_asks_for(three: tuple[History, Site]) -> None:
    """Readers refuse a feed without ids, dates and an author."""
    feed = feed_of(feeds.atom(*three, "A site", HOME))
    assert [e.findtext(f"{ATOM}id") for e in feed.findall(f"{ATOM}entry")] == [
        f"{HOME}changes/3.0/", f"{HOME}changes/2.0/", f"{HOME}changes/1.0/",
    ]  # fmt: skip
    assert feed.findtext(f"{ATOM}updated") == "2026-03-01T00:00:00Z"
    assert [e.findtext(f"{ATOM}author/{ATOM}name") for e in feed.findall(f"{ATOM}entry")] == [
        "Head", "Head", "A site",
    ]  # fmt: skip


def test_what_people_must_do_differently_comes_first(three: tuple[History, Site]) -> None:
    """By role, everyone last, with the title the role has today; then the rest."""
    latest, before, first = contents(feed_of(feeds.atom(*three, "A site", HOME)))
    for text, order in (
        (before, ["What you must do differently", "Evening desk", "Copy (Talking): should became must", "Everyone",
                  "Kind (Talking)", "What else changed", "Live: removed"]),
        (latest, ["What you must do differently", "Evening desk", "Copy (Talking)", "What else changed",
                  "Calm evenings", "1 editorial change, none in meaning."]),
    ):  # fmt: skip
        places = [text.index(words) for words in order]
        assert places == sorted(places)
    assert first == "The first release: everything in it is new."


def test_the_words_that_changed_are_marked(three: tuple[History, Site]) -> None:
    """A reader of the feed sees what went and what came, and no bracket of a reference."""
    feed = feed_of(feeds.atom(*three, "A site", HOME))
    entry = feed.findall(f"{ATOM}entry")[0]
    assert "a copy" in {e.text for e in entry.iter(f"{XHTML}del")}
    assert "two copies" in {e.text for e in entry.iter(f"{XHTML}ins")}
    assert "Keep a copy two copies of what you hide." in contents(feed)[0]
    assert "[[" not in "".join(entry.itertext())


def test_without_an_address_of_the_site_or_a_release_there_is_no_feed(three: tuple[History, Site]) -> None:
    """A feed needs absolute links."""
    history, site = three
    assert feeds.atom(history, site, "A site", "") is None
    assert feeds.atom(History((), ()), site, "A site", HOME) is None


@pytest.mark.parametrize("payload", payloads())
def test_nothing_of_an_author_is_markup(payload: str) -> None:
    """Not in the feed, not in the script."""
    shown = json.dumps(re.sub(r"[\x00-\x1f\x7f-\x9f]", "", payload))
    policy = SECOND["m/policies/talk.yml"].replace("Keep a copy of what you hide.", shown)
    head = {
        **SECOND,
        "m/policies/talk.yml": policy,
        "m/roles/head.yml": f"title: {shown}\npurpose: Decides.\n",
    }
    loaded = load_small(head)
    if loaded.findings:
        return  # the loader refuses it, so it comes nowhere
    history, site = told(graph(SECOND), loaded.graph)
    feed = feed_of(feeds.atom(history, site, payload, HOME))
    assert {e.tag for e in feed.iter() if e.tag.startswith(XHTML)} <= {
        XHTML + tag for tag in "div p h2 h3 ul li a strong blockquote span del ins".split()
    }
    assert all((a.get("href") or "").startswith(HOME) for a in feed.iter(f"{XHTML}a"))
    assert "<" not in feeds.releases_js(history, site, payload)


@given(st.text())
def test_the_feed_can_be_parsed_whatever_the_site_is_called(name: str) -> None:
    """Control characters that XML cannot hold are left out."""
    feed = ElementTree.fromstring(feeds.atom(*_once(), f"A{name}", HOME) or "")
    kept = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", name).replace("\r\n", "\n")
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == f"A{kept}".replace("\r", "\n")


_kept: list[tuple[History, Site]] = []


def _once() -> tuple[History, Site]:
    if not _kept:
        _kept.append(told(graph(FIRST), graph(SECOND)))
    return _kept[0]


# --- releases.js ------------------------------------------------------------------------------


def of_script(text: str) -> dict[str, Any]:
    """What the script assigns."""
    lead, end = "window.gameplanReleases = ", ";\n"
    assert text.startswith(lead)
    assert text.endswith(end)
    found: dict[str, Any] = json.loads(text[len(lead) : -len(end)])
    return found


def test_the_browser_learns_how_many_changes_there_are_for_whom(three: tuple[History, Site]) -> None:
    """By the addresses of today, without editorial changes, and what everyone must do only once."""
    data = of_script(feeds.releases_js(*three, "A site"))
    assert (data["site"], data["all"]) == ("A site", "changes/all/")
    latest, before, first = data["releases"]
    assert (latest["version"], latest["date"]) == ("3.0", "2026-03-01")
    assert before["counts"]["m/roles/desk"] == 1
    assert before["counts"]["everyone"] == 1
    assert before["counts"]["all"] >= 3
    assert first["counts"] == {"all": 0, "everyone": 0}
    assert data["roles"] == {}, "those of today are in a file of their own"


def test_the_browser_counts_what_the_page_of_every_change_lists(three: tuple[History, Site]) -> None:
    """Else a badge would promise more, or less, than it leads to."""
    history, site = three
    releases = of_script(feeds.releases_js(history, site, "A site"))["releases"]
    (block,) = every_change(replace(site, history=history)).blocks
    assert isinstance(block, ChangesBlock)
    listed = {group.changes[0].release: group.changes for group in block.groups}
    for release in releases:
        changes = listed.get(release["version"], ())
        roles = Counter(role for change in changes for role in change.roles)
        assert release["counts"] == {"all": len(changes), "everyone": 0, **roles}


def test_files_instead_of_folders_have_other_addresses(three: tuple[History, Site]) -> None:
    """Where a site asks for it, every twin follows."""
    history, site = three
    flat = replace(site, paths=Paths(directory=False))
    assert of_script(feeds.releases_js(history, flat, "A site"))["all"] == "changes/all.html"
    report = json.loads(feeds.changes_json(history, flat, HOME))
    assert report["releases"][0]["url"] == f"{HOME}changes/3.0.html"
    assert f"{HOME}changes/index.html" in (feeds.atom(history, flat, "A site", HOME) or "")


def test_a_role_that_is_gone_is_still_called_by_its_title() -> None:
    """Its changes stand in the history, and so does its name."""
    bound = {**SECOND, "m/policies/talk.yml": SECOND["m/policies/talk.yml"].replace("[editor]", "[head]")}
    after = {**FIRST, "m/policies/talk.yml": FIRST["m/policies/talk.yml"]}
    del after["m/roles/head.yml"]
    after["m/tactics/live.yml"] = "title: Live\nimplements: [evening]\nowner: editor\n"
    history, site = told(graph({**FIRST}), graph(bound), graph(after))
    data = of_script(feeds.releases_js(history, site, "A site"))
    assert data["roles"]["m/roles/head"] == "Head"


@given(st.text())
def test_the_script_is_one_whatever_the_site_is_called(name: str) -> None:
    """No name ends a script element or a line of it."""
    text = feeds.releases_js(*_once(), name)
    assert of_script(text)["site"] == name
    assert text.isascii()
    assert "<" not in text
