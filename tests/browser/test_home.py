"""The home page in a real browser: search by keyboard and by its examples, what was read, and all of it without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import open_context

ROLE = "merrowby/roles/duty-editor"
RESULT = ".md-search-result__item a"


def prompt(page: Page) -> None:
    """Open the home of the site, and wait for the button that the script makes."""
    page.goto("/", wait_until="load")
    expect(page.get_by_role("button", name="Say it in your own words")).to_be_visible()


def test_search_is_the_first_thing_one_reaches_and_opens_by_keyboard(page: Page) -> None:
    """The button is drawn as a field, so it must lead into one; who leaves search again is back at the button."""
    prompt(page)
    button = page.get_by_role("button", name="Say it in your own words")
    page.locator("h1").click()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    field = page.locator(".md-search__input")
    expect(field).to_be_focused()
    page.keyboard.type("borrower privacy")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_the_key_that_the_prompt_shows_opens_search(page: Page) -> None:
    """A hint that is not true is worse than none."""
    prompt(page)
    expect(page.locator(".gp-search kbd")).to_have_text("S")
    page.keyboard.press("s")
    expect(page.locator(".md-search__input")).to_be_focused()


def test_a_telephone_is_shown_no_key(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str]
) -> None:
    """It has none to press."""
    context = open_context(
        chromium,
        address,
        foreign,
        complaints,
        viewport={"width": 390, "height": 844},
        is_mobile=True,
        has_touch=True,
    )
    page = context.new_page()
    prompt(page)
    expect(page.locator(".gp-search")).to_be_visible()
    expect(page.locator(".gp-search kbd")).to_have_count(0)
    context.close()


def test_an_example_searches_for_its_words(page: Page) -> None:
    """Each of them finds at least what it is called after."""
    prompt(page)
    names = page.locator(".gp-ask__examples button").all_inner_texts()
    assert len(names) >= 2
    for name in names:
        prompt(page)
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.locator(".md-search__input")).to_have_value(name)
        expect(page.locator(RESULT).filter(has_text=name).first).to_be_visible()


@pytest.mark.parametrize("size", [{}, {"viewport": {"width": 390, "height": 844}, "has_touch": True}])
def test_home_is_whole_without_a_script(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str], size: dict[str, object]
) -> None:
    """Examples are links to what they name; there is no button that does nothing, and no visit to be told of."""
    context = open_context(chromium, address, foreign, complaints, java_script_enabled=False, **size)
    page = context.new_page()
    page.goto("/")
    assert page.locator(".gp button").count() == 0
    example = page.locator(".gp-ask__examples a").first
    name = example.inner_text()
    assert page.get_by_role("heading", name="What changed in 3.0").is_visible()
    example.click()
    assert name in page.locator(".gp").first.inner_text()
    context.close()


def test_on_a_phone_what_cannot_wait_stands_before_the_doors(page: Page) -> None:
    """Beside search there is no room, and below the doors nobody would look."""
    page.set_viewport_size({"width": 390, "height": 844})
    prompt(page)
    urgent, doors = page.locator(".gp-urgent").bounding_box(), page.locator(".gp-cards").first.bounding_box()
    search = page.locator(".gp-search").bounding_box()
    assert urgent is not None
    assert doors is not None
    assert search is not None
    assert search["y"] < urgent["y"] < doors["y"]
    page.set_viewport_size({"width": 1280, "height": 900})
    urgent, search = page.locator(".gp-urgent").bounding_box(), page.locator(".gp-search").bounding_box()
    assert urgent is not None
    assert search is not None
    assert urgent["x"] > search["x"] + search["width"]


def test_nothing_jumps_when_the_script_makes_the_search_button(page: Page) -> None:
    """Who is about to press a door must not press another one."""
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { window.moved += e.value }))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    prompt(page)
    assert page.evaluate("window.moved") < 0.02


def test_a_first_visit_is_told_what_the_newest_release_asks_and_nothing_of_visits(page: Page) -> None:
    """Nobody has missed anything who comes for the first time."""
    prompt(page)
    news = page.locator("#_recent")
    expect(news.locator("h2")).to_have_text("What changed in 3.0")
    assert news.get_by_role("button").count() == 0
    assert 1 <= news.locator("li").count() <= 4


def test_marked_as_read_it_is_news_no_longer(page: Page) -> None:
    """The button works by keyboard, says what it did, and the badge goes with it."""
    page.goto("/", wait_until="load")
    page.evaluate("localStorage['gameplan:/:seen'] = '2.1'")
    prompt(page)
    news = page.locator("#_recent")
    expect(news.locator("h2")).to_have_text("Since your last visit")
    expect(news).to_contain_text("You last read 2.1.")
    assert page.locator(".gp-news").count() == 1
    news.get_by_role("button", name="Mark as read").focus()
    page.keyboard.press("Enter")
    expect(news.locator("h2")).to_have_text("What changed in 3.0")
    expect(news).to_contain_text("Marked as read, up to 3.0.")
    assert page.locator(".gp-news").count() == 0
    assert page.evaluate("localStorage['gameplan:/:seen']") == "3.0"
    expect(news.locator(".gp-split__note")).to_be_focused()


def test_the_door_to_the_roles_leads_to_the_readers_own(page: Page) -> None:
    """It is chosen once, and forgotten as easily."""
    page.goto("/", wait_until="load")
    page.evaluate("role => { localStorage['gameplan:/:role'] = role }", ROLE)
    prompt(page)
    door = page.locator("[data-gp-mine] a")
    expect(door).to_have_text("You chose: Duty editor")
    assert (door.get_attribute("href") or "").endswith(f"/{ROLE}/")
    page.evaluate("localStorage.removeItem('gameplan:/:role')")
    prompt(page)
    expect(door).to_have_text("25 roles")


def test_where_nothing_may_be_remembered_home_works_all_the_same(page: Page) -> None:
    """A browser that refuses storage must not break search or the doors."""
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }"
    )
    prompt(page)
    expect(page.locator("#_recent h2")).to_have_text("What changed in 3.0")
    page.get_by_role("button", name="Say it in your own words").click()
    expect(page.locator(".md-search__input")).to_be_focused()
