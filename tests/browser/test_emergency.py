"""The card of levels and the procedures, when it matters: side by side, on a telephone, and on one sheet of paper."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from conftest import open_context

CARDS = ("/merrowby/escalation/", "/council/escalation/")
PROCEDURES = (
    "/merrowby/procedures/account-taken-over/",
    "/council/procedures/data-is-out/",
    "/council/procedures/leaver-with-keys/",
    "/council/procedures/severe-weather/",
)


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    found = [one.bounding_box() for one in page.locator(selector).all()]
    return [dict(box) for box in found if box is not None]


@pytest.mark.parametrize("card", CARDS)
def test_levels_stand_side_by_side_and_their_rows_line_up(page: Page, card: str) -> None:
    """One compares along a line: the same label is at the same height on every card."""
    page.goto(card)
    levels = boxes(page, ".gp-level")
    assert len({level["y"] for level in levels}) == 1
    assert all(a["x"] + a["width"] < b["x"] for a, b in pairwise(levels))
    rows = [boxes(page, f".gp-level:nth-child({n}) > .gp-level__row") for n in range(1, len(levels) + 1)]
    assert len({len(found) for found in rows}) == 1
    for line in zip(*rows, strict=True):
        assert len({round(row["y"]) for row in line}) == 1
    decides = page.locator(".gp-level__row", has_text="Decides").first
    assert decides.locator(".gp-level__what--large a").count() == 1


@pytest.mark.parametrize("card", CARDS)
def test_on_a_telephone_levels_are_stacked_and_the_worst_is_one_touch_away(page: Page, card: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(card)
    levels = boxes(page, ".gp-level")
    assert all(a["y"] + a["height"] <= b["y"] for a, b in pairwise(levels))
    jumps = page.locator(".gp-jump a")
    assert jumps.count() == len(levels)
    assert boxes(page, ".gp-jump a")[-1]["y"] < 844
    jumps.first.click()
    page.wait_for_function(
        "Math.abs(document.querySelector('.gp-level:last-child h3').getBoundingClientRect().top) < 200"
    )
    assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_number_can_be_tapped(page: Page) -> None:
    page.goto(CARDS[0])
    worst = page.locator("#red").locator("xpath=ancestor::article")
    assert worst.get_by_role("link", name="01632 960107").get_attribute("href") == "tel:01632960107"


def sheets(page: Page) -> list[tuple[float, float]]:
    """The sheets on which the page is printed: width and height in millimetres."""
    pdf = page.pdf(prefer_css_page_size=True, format="A4")
    count = len(re.findall(rb"/Type\s*/Page\b", pdf))
    sizes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", pdf)
    return [(round(float(w) / 72 * 25.4), round(float(h) / 72 * 25.4)) for w, h in sizes][:count]


@pytest.mark.parametrize("card", CARDS)
def test_the_card_is_one_sheet_of_a4(page: Page, card: str) -> None:
    page.goto(card)
    assert sheets(page) == [(297, 210)]


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_a_procedure_is_one_sheet_of_a4_with_the_numbers_to_call(page: Page, procedure: str) -> None:
    """It stands alone: who acts, how they are reached, and the words to publish are on it."""
    page.goto(procedure)
    assert sheets(page) == [(210, 297)]
    page.emulate_media(media="print")
    assert page.locator(".gp-who").get_by_text("01632").first.is_visible()
    assert not page.locator(".gp-offline").is_visible()
    assert not page.get_by_role("button", name="Print").count()


def test_what_hangs_on_a_wall_can_be_printed_with_one_press(page: Page) -> None:
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    for address, words in ((CARDS[0], "Print the card"), (PROCEDURES[0], "Print this page")):
        page.goto(address)
        page.get_by_role("button", name=words).click()
        assert page.title() == "printed"


def test_steps_at_the_same_time_stand_side_by_side(page: Page) -> None:
    """And who does what leads to the step."""
    page.goto(PROCEDURES[0])
    one, other = boxes(page, "#_step-2")[0], boxes(page, "#_step-3")[0]
    assert one["y"] == other["y"]
    assert one["x"] + one["width"] < other["x"]
    page.locator(".gp-who").get_by_role("link", name="11", exact=True).click()
    assert page.url.endswith("#_step-11")


def test_card_and_procedure_are_whole_without_a_script(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str]
) -> None:
    context = open_context(chromium, address, foreign, complaints, java_script_enabled=False)
    page = context.new_page()
    page.goto(CARDS[0])
    assert page.get_by_text("01632 960107").first.is_visible()
    assert not page.get_by_text("Print the card").count()
    page.goto(PROCEDURES[0])
    assert page.get_by_text("print this page, or save it").is_visible()
    context.close()
