"""Registers and matrices as people use them: filtered, ordered, shared, downloaded, on a phone, on paper, without a script."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader
from test_accessibility import RULES

from conftest import open_context

RULES_PAGE, CHANNELS, WHO = "/merrowby/rules/", "/merrowby/channels/", "/merrowby/who-does-what/"
PHONE = {"viewport": {"width": 390, "height": 844}}
NARROW = {"viewport": {"width": 320, "height": 640}}


def names(page: Page) -> list[str]:
    """What the rows that show are called, in their order."""
    return [link.inner_text() for link in page.locator("tr[data-gp-is]:visible > th > a").all()]


def pill(page: Page, group: str, words: str) -> None:
    page.get_by_role("group", name=group, exact=True).get_by_role("button", name=words).click()


def status(page: Page) -> str:
    return page.locator(".gp-sift__status").inner_text()


def test_filters_combine_and_the_address_can_be_shared(context: BrowserContext, page: Page) -> None:
    """What one person chose another one sees, after a reload too; and the way back leads back step by step."""
    page.goto(RULES_PAGE)
    everything = names(page)
    pill(page, "Type", "On our pages")
    some = names(page)
    page.get_by_role("combobox", name="Channel", exact=True).select_option(label="The council on Facebook")
    few = names(page)
    assert len(everything) > len(some) > len(few) > 0
    assert status(page) == f"{len(few)} of {len(everything)} shown"
    assert "type=moderate" in page.url
    shared = context.new_page()
    shared.goto(page.url)
    assert names(shared) == few
    expect(shared.get_by_role("group", name="Type").get_by_role("button", pressed=True)).to_contain_text(
        "On our pages"
    )
    page.reload()
    assert names(page) == few
    page.go_back()
    assert names(page) == some
    expect(page.get_by_role("combobox", name="Channel", exact=True)).to_have_value("")
    page.go_back()
    assert names(page) == everything
    page.go_forward()
    page.get_by_role("button", name="Clear filters").click()
    assert names(page) == everything
    assert "?" not in page.url


def test_numbers_say_what_a_choice_would_leave(page: Page) -> None:
    """Each button counts what shows if it is pressed, whatever else is chosen."""
    page.goto(CHANNELS)
    for button in page.get_by_role("group", name="Whose").get_by_role("button").all():
        button.click()
        assert len(names(page)) == int(button.locator("b").inner_text()), button.inner_text()
        expect(button).to_have_attribute("aria-pressed", "true")
    pill(page, "Whose", "all")
    attention = page.get_by_role("button", name="Needs attention")
    attention.click()
    assert (
        len(names(page))
        == int(attention.locator("b").inner_text())
        == page.locator("tr:has(.gp-due):visible").count()
    )
    attention.click()
    expect(attention).to_have_attribute("aria-pressed", "false")


def test_what_nobody_can_choose_is_ignored(page: Page) -> None:
    """An old or mistyped address shows the whole table."""
    page.goto(f"{RULES_PAGE}?type=nonsense&level=%3Cb%3E&sort=-nothing&channel=none")
    assert len(names(page)) == page.locator("tr[data-gp-is]").count()


def test_the_table_is_searched_and_ordered_by_keyboard_alone(page: Page) -> None:
    """The head of a column is a button that says how it orders."""
    page.goto(RULES_PAGE)
    field = page.get_by_role("searchbox", name="Find", exact=True)
    field.focus()
    page.keyboard.type("abusive comment")
    expect(page.locator("tr[data-gp-is]:visible")).to_have_count(2)
    assert "find=abusive" in page.url
    field.fill("")
    expect(page.locator("tr[data-gp-is]:visible")).to_have_count(19)
    head = page.get_by_role("columnheader", name="By when")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    group = page.locator("tbody").first.locator("tr[data-gp-is] > td:last-child")
    held = [t for t in group.all_inner_texts() if t]
    assert held == sorted(held, key=minutes)
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert "sort=-within" in page.url
    held = [t for t in group.all_inner_texts() if t]
    assert held == sorted(held, key=minutes, reverse=True)
    assert group.all_inner_texts()[-1] == "", "what says nothing comes last"
    page.keyboard.press("Enter")
    expect(head).not_to_have_attribute("aria-sort", "descending")
    assert "sort" not in page.url


def minutes(text: str) -> int:
    n, unit = text.split()
    return int(n) * (60 if unit.startswith("hour") else 1)


def test_what_is_shown_is_what_is_downloaded(page: Page, site: Path) -> None:
    """In the order on the screen, with the words and the care of the whole file."""
    page.goto(f"{CHANNELS}?whose=impersonator")
    shown = names(page)
    link = page.get_by_role("link", name="Download what is shown (CSV)")
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "merrowby-channels.csv"
    text = download.value.path().read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(text.decode("utf-8-sig").splitlines()))
    assert [line["Channel"] for line in lines] == shown
    page.goto(f"{CHANNELS}?sort=-channel&find=mastodon")
    with page.expect_download() as download:
        page.locator("[data-gp-csv]").click()
    lines = list(csv.DictReader(download.value.path().read_text("utf-8-sig").splitlines()))
    assert [line["Channel"] for line in lines] == names(page)
    assert all(line["Handle"].startswith("'@") for line in lines)
    page.goto(CHANNELS)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a table (CSV)").click()
    assert download.value.path().read_bytes() == (site / "merrowby/channels/table.csv").read_bytes()


def test_the_head_and_the_names_stay_in_sight(page: Page) -> None:
    """Below the header of the theme, however far one reads."""
    page.goto(CHANNELS)
    page.set_viewport_size({"width": 1280, "height": 500})
    page.mouse.move(600, 300)
    page.mouse.wheel(0, 1100)
    head = page.locator(".gp-table thead th").first
    page.wait_for_function("scrollY > 900")
    box, bar = head.bounding_box(), page.locator(".md-header").bounding_box()
    assert box
    assert bar
    assert abs(box["y"] - (bar["y"] + bar["height"])) < 2
    at = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('th') !== null", [box["x"] + 9, box["y"] + 9]
    )
    assert at, "nothing lies over it"


def test_who_does_what_is_filtered_by_role_and_by_strategy(page: Page) -> None:
    """The matrix keeps the headings of what is left and hides those of what is not."""
    page.goto(WHO)
    assert (
        page.get_by_role("row", name="Evening reply rota").get_by_role("cell", name="accountable").count()
        == 1
    )
    headings = page.locator("tr.gp-group:visible").count()
    page.get_by_role("combobox", name="Role", exact=True).select_option(label="Reader panel")
    assert 0 < len(names(page)) < 5
    pill(page, "Strategy", "Be the evening desk")
    assert names(page) == ["An hour with someone who knows"]
    assert page.locator("tr.gp-group:visible").count() == 1 < headings
    assert page.url.endswith("?with=reader-panel&strategy=be-the-evening-desk")
    page.goto("/merrowby/strategies-by-channel/?with=friday-newsletter")
    assert "Write it once, where it was asked" in names(page)


@pytest.fixture
def phone(chromium: Browser, address: str, foreign: list[str], complaints: list[str]) -> Iterator[Page]:
    """A page on a phone."""
    context = open_context(chromium, address, foreign, complaints, **PHONE)
    yield context.new_page()
    context.close()


def test_on_a_phone_each_row_is_a_block(phone: Page) -> None:
    """Letters stand with names, the owner first; empty cells are gone; nothing scrolls sideways, at 320 px either."""
    phone.goto(WHO)
    row = phone.locator("tr[data-gp-is]").first
    first = row.locator("td:visible").evaluate_all(
        "cells => cells.map(c => [c.getBoundingClientRect(), c]).sort((a, b) => a[0].y - b[0].y || a[0].x - b[0].x)[0][1].textContent"
    )
    assert first == "accountable"
    assert row.locator("td:visible").count() == row.locator("td[data-label]").count()
    label = row.locator("td[data-label]").first.evaluate("cell => getComputedStyle(cell, '::after').content")
    assert label not in ("none", "normal")
    for path in (
        WHO,
        CHANNELS,
        RULES_PAGE,
        "/council/channels-by-audience/",
        "/merrowby/functions-by-strategy/",
        "/merrowby/tactics/",
    ):
        for size in (PHONE, NARROW):
            phone.set_viewport_size(size["viewport"])  # type: ignore[arg-type]  # a size
            phone.goto(path)
            assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, size)


def test_without_a_script_the_whole_table_is_there(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str]
) -> None:
    """And no control that does nothing; the file can be fetched."""
    context = open_context(chromium, address, foreign, complaints, java_script_enabled=False)
    page = context.new_page()
    for path in (WHO, CHANNELS, RULES_PAGE, "/council/strategies-by-channel/"):
        page.goto(f"{path}?type=moderate&find=nothing")
        assert page.locator("tr[data-gp-is]:visible").count() == page.locator("tr[data-gp-is]").count() > 3
        assert page.locator(".gp :is(button, select, input):visible").count() == 0
        assert context.request.get(f"{address}{path}table.csv").ok
    context.close()


def test_on_paper_what_was_chosen_stays_chosen_and_the_head_is_on_each_sheet(page: Page) -> None:
    """The rows that were filtered out are not printed, and the sheet says that they are missing."""
    page.goto(f"{RULES_PAGE}?type=moderate")
    page.emulate_media(media="print")
    assert len(names(page)) == 3
    assert page.locator(".gp-sift__status").is_visible()
    assert not page.locator(".gp-sift").is_visible()
    page.goto(RULES_PAGE)
    sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages]
    told = [sheet for sheet in sheets if "hour" in sheet or "minutes" in sheet]
    assert len(told) > 1
    assert all("Situation" in sheet and "approves" in sheet for sheet in told)


@pytest.mark.parametrize(
    "path",
    [
        WHO,
        "/council/who-does-what/",
        f"{CHANNELS}?whose=partner&sort=owner",
        "/merrowby/functions-by-strategy/",
    ],
)
def test_nobody_is_shut_out_with_filters_on(page: Page, path: str) -> None:
    """By axe-core, with every control that the script has made."""
    page.goto(path)
    page.wait_for_selector(".md-search[aria-label]", state="attached")
    found = Axe().run(page, options=RULES).response["violations"]
    assert not found, [(v["id"], v["nodes"][0]["html"][:200]) for v in found]


def test_a_table_scrolls_in_its_place_only_while_it_is_too_wide(page: Page) -> None:
    """Else rows would hide in a box that nobody knows can be moved."""
    page.goto(CHANNELS)
    box = page.locator(".gp-tablewrap").first
    expect(box).not_to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 760, "height": 900})
    expect(box).to_have_attribute("tabindex", "0")
    expect(box).to_have_role("region")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(box).not_to_have_attribute("tabindex", "0")
    assert box.evaluate("e => e.scrollHeight <= e.clientHeight")
