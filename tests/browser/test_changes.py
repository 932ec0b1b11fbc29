"""What changed since the last visit, and for whom: a site that is built anew while the same browser comes back.

`live` is a site below a path, as many sites share a host. It shows the first release until a test says
`live.now("new")`; then it is the same address with two releases more.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_accessibility import RULES

from conftest import ROOT, _Quiet, _Server, open_context
from gameplan.loader import load
from gameplan.releases import snapshot, written
from gameplan.settings import Limits
from gameplan.source import from_memory
from sites import build, write
from small import SMALL

CONFIG = """\
site_name: A playbook
site_url: {url}
theme:
  name: material
  font: false
  features: [navigation.tabs{features}]
  palette: {{scheme: default, primary: custom, accent: custom}}
extra_css: [palette.css]
plugins: [search, {{gameplan: {{profile: starter}}}}]
"""
POLICY = """\
title: Talking
purpose: So that people know.
clauses:
  copy:
    strength: should
    binds: [editor]
    statement: Keep a copy of what you hide.
  press:
    strength: should
    binds: [head]
    statement: Answer the press in a day.
  kind:
    strength: should
    binds: [everyone]
    statement: Be kind to everybody.
"""
FIRST: Mapping[str, str] = {
    **SMALL,
    "m/policies/talk.yml": POLICY,
    "m/roles/head.yml": "title: Head of comms\npurpose: Decides.\n",
    "m/roles/archivist.yml": "title: Archivist\npurpose: Keeps.\n",
}
SECOND = {
    **FIRST,
    "m/policies/talk.yml": POLICY.replace("copy:\n    strength: should", "copy:\n    strength: must"),
}
THIRD = {
    **SECOND,
    "m/policies/talk.yml": SECOND["m/policies/talk.yml"].replace("should", "must"),
    "m/goals/calm.yml": "title: Calm evenings\n",
}
EDITOR, HEAD, ARCHIVIST = "m/roles/editor", "m/roles/head", "m/roles/archivist"
KEY = "gameplan:/playbook/:"


class Live:
    """A site at one address that changes: `now` says which of its builds is there."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        self.builds: dict[str, Path] = {}

    def make(self, name: str, states: tuple[Mapping[str, str], ...], features: str = "") -> None:
        """Build the last of some states of the playbook, with a release of each."""
        palette = (ROOT / "docs" / "stylesheets" / "palette.css").read_text(encoding="utf-8")
        files = {
            "docs/palette.css": palette,
            "mkdocs.yml": CONFIG.format(url=f"{self.url}/playbook/", features=features),
        }
        for number, texts in enumerate(states, start=1):
            loaded = load(from_memory(texts), Limits())
            assert not loaded.findings
            data = snapshot(
                loaded.graph,
                version=f"{number}.0",
                date=dt.date(2026, number, 1),
                summary=f"Number {number}.",
                approver=HEAD,
                reference="",
            )
            files[f"releases/{number}.0.json"] = written(data)
        self.builds[name] = build(write(self.folder / name, files, states[-1]))

    def now(self, name: str, place: str = "playbook") -> None:
        """Put a build where the site is served from."""
        there = self.folder / "served" / place
        there.parent.mkdir(exist_ok=True)
        there.unlink(missing_ok=True)
        there.symlink_to(self.builds[name], target_is_directory=True)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A host with the site on it, built with one release, with three, and with three and swapped pages."""
    folder = tmp_path_factory.mktemp("live")
    handler = functools.partial(_Quiet, directory=str(folder / "served"))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        made = Live(folder, f"http://127.0.0.1:{server.server_port}")
        made.make("old", (FIRST,))
        made.make("new", (FIRST, SECOND, THIRD))
        made.make("instant", (FIRST, SECOND, THIRD), ", navigation.instant")
        yield made
        server.shutdown()
        thread.join()


@pytest.fixture
def live(host: Live) -> Live:
    """The site as it was with its first release."""
    host.now("old")
    return host


@pytest.fixture
def context(
    chromium: Browser, live: Live, foreign: list[str], complaints: list[str]
) -> Iterator[BrowserContext]:
    opened = open_context(chromium, live.url, foreign, complaints)
    yield opened
    opened.close()


def badge(page: Page) -> str:
    """What the badge says; "" where there is none."""
    found = page.locator(".gp-news")
    assert found.count() <= 1
    return found.inner_text() if found.count() else ""


def shown(page: Page) -> list[tuple[str, str]]:
    """The changes that a reader sees: release, and the thing that changed."""
    return [
        (change.get_attribute("data-gp-release") or "", change.locator(".gp-change__name").inner_text())
        for change in page.locator(".gp-change:visible").all()
    ]


def stored(page: Page, name: str) -> str | None:
    found: str | None = page.evaluate("key => localStorage.getItem(key)", KEY + name)
    return found


def focus(page: Page, words: str) -> None:
    """Reach something that says these words with the Tab key alone."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')") == words:
            return
    pytest.fail(f"the keyboard does not reach '{words}'")


# --- since the last visit ---------------------------------------------------------------------


def test_a_first_visit_shows_nothing_and_remembers_the_latest_release(page: Page) -> None:
    """Who comes for the first time has not missed anything."""
    page.goto("/playbook/m/roles/editor/")
    expect(page.locator(".gp-mine")).to_be_visible()
    assert badge(page) == ""
    assert stored(page, "seen") == "1.0"


def test_a_later_visit_leads_to_exactly_what_changed_for_the_reader(page: Page, live: Live) -> None:
    """The issue's own story, from the first choice to "Mark as read", with the keyboard alone."""
    page.goto("/playbook/m/roles/editor/")
    focus(page, "This is my role")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="This is my role, forget it", pressed=True)).to_be_focused()
    assert stored(page, "role") == EDITOR

    live.now("new")
    page.goto("/playbook/m/goals/helped/")
    assert badge(page) == "2 changes for you since your last visit"
    focus(page, "2 changes for you since your last visit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/changes/all/?since=1.0&role=m/roles/editor")
    said = page.locator("[data-gp-since]")
    expect(said).to_contain_text("You last read 1.0. 2 of 4 changes since then concern the Duty editor.")
    expected = [("3.0", "Kind"), ("2.0", "Copy")]
    assert shown(page) == expected
    page.reload()
    assert shown(page) == expected

    focus(page, "Mark as read")
    page.keyboard.press("Space")
    expect(said).to_contain_text("Marked as read, up to 3.0.")
    expect(said).to_be_focused()
    assert shown(page) == expected
    assert stored(page, "seen") == "3.0"
    page.goto("/playbook/")
    assert badge(page) == ""


def test_without_a_role_every_change_is_news(page: Page, live: Live) -> None:
    """Nobody has to say who they are."""
    page.goto("/playbook/")
    live.now("new")
    page.goto("/playbook/")
    assert badge(page) == "4 changes since your last visit"
    page.locator(".gp-news").click()
    expect(page.locator("[data-gp-since]")).to_contain_text("You last read 1.0. 4 changes since then.")
    assert len(shown(page)) == 4
    page.get_by_role("link", name="See all changes").click()
    assert "since" not in page.url
    expect(page.locator("[data-gp-since]")).to_be_hidden()
    page.go_back()
    expect(page.locator("[data-gp-since]")).to_be_visible()


def test_a_release_that_is_gone_is_compared_by_its_number(page: Page, live: Live) -> None:
    """A browser may remember a release that was withdrawn, or something that is no release at all."""
    live.now("new")
    page.goto("/playbook/")
    for seen, said in {
        "2.0": "3 changes since your last visit",
        "2.5": "3 changes since your last visit",
        "0.9": "4 changes since your last visit",
        "3.0.0": "",
        "4.1": "",
        "a stone": "",
    }.items():
        page.evaluate("([key, seen]) => localStorage.setItem(key, seen)", [f"{KEY}seen", seen])
        page.reload()
        assert badge(page) == said, seen
    assert stored(page, "seen") == "3.0", "what is no release is a first visit"


def test_a_role_without_changes_of_its_own_hears_of_those_for_everyone(page: Page, live: Live) -> None:
    """It has no button until it is asked for."""
    page.goto("/playbook/m/roles/archivist/")
    page.get_by_role("button", name="This is my role").click()
    live.now("new")
    page.goto("/playbook/")
    assert badge(page) == "1 change for you since your last visit"
    page.locator(".gp-news").click()
    expect(page.locator("[data-gp-since]")).to_contain_text(
        "1 of 4 changes since then concerns the Archivist."
    )
    expect(page.get_by_role("button", name="Archivist 1")).to_have_attribute("aria-pressed", "true")
    assert shown(page) == [("3.0", "Kind")]


def test_nothing_for_the_reader_is_no_badge(page: Page, live: Live) -> None:
    """A badge that leads to an empty page would be noise."""
    page.goto("/playbook/")
    live.now("new")
    page.evaluate("key => localStorage.setItem(key + 'seen', '1.0')", KEY)
    page.evaluate("key => localStorage.setItem(key + 'role', 'm/roles/archivist')", KEY)
    page.add_init_script(
        "Object.defineProperty(window, 'gameplanReleases', {set(told) {"
        "  told.releases.forEach(release => { release.counts.everyone = 0; }); this.told = told; },"
        " get() { return this.told; }})"
    )
    page.goto("/playbook/")
    assert badge(page) == ""


def test_only_a_list_with_all_the_news_can_be_marked_as_read(page: Page, live: Live) -> None:
    """A link that begins later would leave out what came before it."""
    page.goto("/playbook/")
    live.now("new")
    page.goto("/playbook/changes/all/?since=2.0")
    expect(page.locator("[data-gp-since]")).to_contain_text("Changes since 2.0. 3 changes since then.")
    expect(page.get_by_role("button", name="Mark as read")).to_have_count(0)
    assert badge(page) == "4 changes since your last visit"


def test_a_link_that_somebody_shared_does_not_speak_of_my_last_visit(page: Page, live: Live) -> None:
    """It shows the same changes, and nothing to mark as read to somebody who has read everything."""
    live.now("new")
    page.goto("/playbook/changes/all/?since=2.0&role=everyone")
    said = page.locator("[data-gp-since]")
    expect(said).to_contain_text("Changes since 2.0. 1 of 3 changes since then concerns everyone.")
    expect(said.get_by_role("button")).to_have_count(0)
    assert shown(page) == [("3.0", "Kind")]


def test_what_is_read_in_one_tab_is_read_in_the_other(context: BrowserContext, live: Live) -> None:
    """The badge goes everywhere."""
    page, other = context.new_page(), context.new_page()
    page.goto("/playbook/")
    live.now("new")
    other.goto("/playbook/")
    assert badge(other)
    page.bring_to_front()
    page.goto("/playbook/")
    page.locator(".gp-news").click()
    page.get_by_role("button", name="Mark as read").click()
    other.bring_to_front()
    expect(other.locator(".gp-news")).to_have_count(0)


def test_two_open_tabs_leave_each_other_in_peace(context: BrowserContext, live: Live) -> None:
    """A tab that wrote whenever another one did would never come to an end."""
    page, other = context.new_page(), context.new_page()
    for each in (page, other):
        each.add_init_script(
            "window.written = 0; const set = Storage.prototype.setItem;"
            "Storage.prototype.setItem = function (...said) { window.written++; return set.apply(this, said); };"
        )
        each.goto("/playbook/m/roles/editor/")
    before = [each.evaluate("window.written") for each in (page, other)]
    page.bring_to_front()
    page.get_by_role("button", name="This is my role").click()
    other.bring_to_front()
    expect(other.get_by_role("button", name="This is my role, forget it")).to_be_visible()
    assert [each.evaluate("window.written") for each in (page, other)] == [before[0] + 1, before[1]]


def test_sites_on_one_host_remember_for_themselves(page: Page, live: Live) -> None:
    """Each goes by the path that it begins at, on every page of it."""
    page.goto("/playbook/m/goals/helped/")
    live.now("new", "other")
    page.goto("/other/m/roles/editor/")
    page.get_by_role("button", name="This is my role").click()
    kept = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('gameplan:')).sort()")
    assert kept == ["gameplan:/other/:role", "gameplan:/other/:seen", "gameplan:/playbook/:seen"]
    assert stored(page, "seen") == "1.0"


def test_swapped_pages_have_one_badge(page: Page, live: Live) -> None:
    """Material may change pages without loading them; then the script begins again on each."""
    page.goto("/playbook/")
    live.now("instant")
    page.goto("/playbook/m/roles/editor/")
    assert badge(page) == "4 changes since your last visit"
    page.evaluate("window.stayed = true")
    page.get_by_role("button", name="This is my role").click()
    assert badge(page) == "2 changes for you since your last visit"
    page.locator(".md-tabs").get_by_role("link", name="Changes").click()
    page.wait_for_url("**/changes/")
    expect(page.locator("h1")).to_contain_text("changed")
    assert badge(page) == "2 changes for you since your last visit"
    page.locator(".gp-news").click()
    expect(page.locator("[data-gp-since]")).to_contain_text("2 of 4 changes")
    assert len(shown(page)) == 2
    page.get_by_role("link", name="See all changes").click()
    expect(page.locator("[data-gp-since]")).to_be_hidden()
    assert len(shown(page)) == 4
    assert page.evaluate("window.stayed")


# --- the filter -------------------------------------------------------------------------------


def test_a_role_shows_its_own_changes_and_those_for_everyone(page: Page, live: Live) -> None:
    """What is left empty goes with its heading, here and beside the page, and the address keeps the choice."""
    live.now("new")
    page.goto("/playbook/changes/all/")
    buttons = page.locator(".gp-filter button[aria-pressed]")
    assert buttons.all_inner_texts() == [
        "all roles 4", "Duty editor 2", "Head of comms 2", "everyone 1",
    ]  # fmt: skip
    focus(page, "Head of comms 2")
    page.keyboard.press("Enter")
    assert sorted(shown(page)) == [("3.0", "Kind"), ("3.0", "Press")]
    expect(page.locator(".gp-filter [role=status]")).to_have_text("2 of 4 changes shown")
    expect(page.get_by_role("heading", name="2.0")).to_be_hidden()
    contents = page.get_by_role("navigation", name="Table of contents")
    expect(contents.get_by_text("3.0")).to_be_visible()
    expect(contents.get_by_text("2.0")).to_be_hidden()
    assert page.url.endswith("/changes/all/?role=m/roles/head")
    page.reload()
    expect(buttons.nth(2)).to_have_attribute("aria-pressed", "true")
    buttons.nth(0).click()
    assert len(shown(page)) == 4
    assert page.url.endswith("/changes/all/")


def test_a_chosen_role_is_remembered_only_when_asked_to(page: Page, live: Live) -> None:
    """To look at what others must do is not to change who one is."""
    live.now("new")
    page.goto("/playbook/changes/3.0/")
    page.get_by_role("button", name="Head of comms").click()
    assert stored(page, "role") is None
    page.get_by_role("button", name="Remember as my role").click()
    assert stored(page, "role") == HEAD
    page.goto("/playbook/changes/3.0/")
    expect(page.get_by_role("button", name="all roles")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Head of comms").click()
    page.get_by_role("button", name="Forget my role").click()
    assert stored(page, "role") is None


def test_the_numbers_on_a_release_are_those_of_what_people_do_differently(page: Page, live: Live) -> None:
    """A goal that is new is further down, and asks nothing of anybody."""
    live.now("new")
    page.goto("/playbook/changes/3.0/")
    assert page.locator(".gp-filter button[aria-pressed]").all_inner_texts() == [
        "all roles 2", "Head of comms 2", "everyone 1",
    ]  # fmt: skip
    page.goto("/playbook/changes/2.0/?role=m/roles/head")
    expect(page.locator(".gp-filter [role=status]")).to_have_text("Nothing here concerns the Head of comms.")
    assert shown(page) == []
    page.get_by_role("button", name="all roles").click()
    assert shown(page) == [("2.0", "Copy")]


def test_of_many_roles_only_some_show_until_all_are_asked_for(page: Page, live: Live) -> None:
    """A phone would show nothing but roles; the chosen one is never among those that wait."""
    live.now("new")
    spans = "".join(f"<span data-gp-role='m/roles/r{n}'>Role {n}</span>" for n in range(20))
    page.route(
        re.compile(r"/changes/all/\?"),
        lambda route: route.fulfill(
            body=re.sub(r'(<div class="gp-filter"[^>]*>)', rf"\g<1>{spans}", route.fetch().text(), count=1),
            content_type="text/html",
        ),
    )
    page.goto("/playbook/changes/all/?role=m/roles/head")
    buttons = page.locator(".gp-filter button[aria-pressed]:visible")
    assert [b.partition(" ")[0] for b in buttons.all_inner_texts()] == [
        "all",
        *["Role"] * 7,
        "Head",
        "everyone",
    ]
    more = page.get_by_role("button", name="14 more roles", expanded=False)
    more.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Fewer roles", expanded=True)).to_be_focused()
    expect(buttons).to_have_count(24)
    page.keyboard.press("Enter")
    expect(buttons).to_have_count(10)


def test_a_query_that_means_nothing_is_passed_over(page: Page, live: Live) -> None:
    """Anybody can write a link."""
    live.now("new")
    for query in ("role=m/roles/nobody&since=x", "role=constructor", "since=%3Cb%3E", "role=%"):
        page.goto(f"/playbook/changes/all/?{query}")
        expect(page.get_by_role("button", name="all roles")).to_have_attribute("aria-pressed", "true")
        assert len(shown(page)) == 4
        expect(page.locator("[data-gp-since]")).to_be_hidden()


# --- browsers that cannot ---------------------------------------------------------------------

BLOCKED = {
    "no storage": "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})",
    "full storage": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
}


@pytest.mark.parametrize("how", BLOCKED)
def test_a_browser_that_may_not_remember_shows_complete_pages(page: Page, live: Live, how: str) -> None:
    """No error, no badge, no button that would do nothing; the filter works."""
    page.add_init_script(BLOCKED[how])
    page.goto("/playbook/")
    live.now("new")
    page.goto("/playbook/m/roles/editor/")
    assert badge(page) == ""
    assert page.locator(".gp-mine, .gp-role, .gp-choose").count() == 0
    expect(page.get_by_role("button", name="Print as a handbook")).to_be_visible()
    expect(page.locator(".gp-page")).to_contain_text("Should became must.")
    page.goto("/playbook/changes/all/")
    assert len(shown(page)) == 4
    page.get_by_role("button", name="Duty editor").click()
    assert len(shown(page)) == 2
    expect(page.locator(".gp-filter__keep")).to_be_hidden()


def test_without_a_script_every_change_is_listed(
    chromium: Browser, live: Live, foreign: list[str], complaints: list[str]
) -> None:
    """And nothing stands there that only a script could use."""
    live.now("new")
    plain = open_context(chromium, live.url, foreign, complaints, java_script_enabled=False)
    page = plain.new_page()
    page.goto("/playbook/changes/all/?since=2.0&role=m/roles/head")
    assert len(shown(page)) == 4
    expect(page.locator("[data-gp-filter]")).to_be_hidden()
    expect(page.locator("[data-gp-since]")).to_be_hidden()
    plain.close()


# --- how it looks -----------------------------------------------------------------------------

LOOKS = {"desk, light": (1280, 900, "default"), "phone, dark": (390, 844, "slate")}


@pytest.mark.parametrize("look", LOOKS)
def test_badge_and_filter_shut_nobody_out_and_cover_nothing(
    chromium: Browser, live: Live, foreign: list[str], complaints: list[str], look: str
) -> None:
    """WCAG 2.2 AA by axe, with everything that the script adds in sight."""
    width, height, scheme = LOOKS[look]
    opened = open_context(
        chromium, live.url, foreign, complaints, viewport={"width": width, "height": height}
    )
    page = opened.new_page()
    page.goto("/playbook/m/roles/editor/")
    page.get_by_role("button", name="This is my role").click()
    live.now("new")
    found = []
    for path in (
        "m/roles/editor/",
        "changes/3.0/?role=m/roles/head",
        "changes/all/?since=1.0&role=m/roles/editor",
    ):
        page.goto(f"/playbook/{path}")
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        page.wait_for_selector(".md-search[aria-label]", state="attached")
        if "since" not in path:
            link = page.locator(".gp-news")
            box = link.bounding_box()
            assert box
            top = page.evaluate(
                "box => document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).className",
                box,
            )
            assert top == "gp-news"
            over = page.evaluate(
                "() => { const badge = document.querySelector('.gp-news').getBoundingClientRect();"
                " return [...document.querySelectorAll('.md-header__button, .md-header__title .md-ellipsis, .md-search__form, h1, .md-path')]"
                ".filter(one => one.offsetParent).map(one => one.getBoundingClientRect()).filter(box => box.width"
                " && box.left < badge.right && box.right > badge.left && box.top < badge.bottom && box.bottom > badge.top).length; }"
            )
            assert over == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for violation in Axe().run(page, options=RULES).response["violations"]:
            node = violation["nodes"][0]
            found.append(f"{path}: {violation['id']} at {node['target']}: {node['html'][:120]}")
    opened.close()
    assert not found, "\n".join(found)
