"""The map in a real Chromium: walked by keyboard, traced, printed, read on a phone, in both palettes, without script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from test_accessibility import RULES, SCHEMES

from conftest import open_context

MAP = "/merrowby/map/"
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def focused(page: Page) -> str:
    """The words of what has focus, blanks joined."""
    return " ".join(str(page.evaluate("document.activeElement.textContent")).split())


def walk(page: Page) -> list[str]:
    """All boxes, in the order in which the keyboard meets them."""
    page.locator(".gp-map__draw a").first.focus()
    met = []
    while page.evaluate("document.activeElement.closest('.gp-map__draw') !== null"):
        met.append(focused(page))
        page.keyboard.press("Tab")
    return met


def test_the_keyboard_walks_the_map_column_by_column_and_enter_follows(page: Page) -> None:
    """From the vision to the right, each column from above; the page that opens is the entry's."""
    page.goto(MAP)
    met = walk(page)
    assert len(met) == page.locator(".gp-map__draw a").count() > 15
    assert met[0].startswith("A front room with the light on")
    places = page.locator(".gp-map__draw a").evaluate_all(
        "boxes => boxes.map(b => b.getBoundingClientRect()).map(r => [Math.round(r.right), r.top])"
    )
    assert places == sorted(places)
    box = page.get_by_role("group", name="Plays").get_by_role("link", name="Shelf notes")
    box.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Shelf notes")


def test_words_stay_inside_their_boxes(page: Page) -> None:
    """The measures are made without a browser; a real one must agree."""
    page.goto(MAP)
    over = page.locator(".gp-map__draw a").evaluate_all(
        """boxes => boxes.flatMap(box => [...box.querySelectorAll("text")]
             .filter(t => t.getBBox().x + t.getBBox().width > box.querySelector("rect").width.baseVal.value)
             .map(t => t.textContent))"""
    )
    assert over == []


def lit(page: Page) -> set[str]:
    """The titles of the boxes that stand out."""
    words = page.locator(".gp-map--traced a.gp-lit").all_text_contents()
    return {" ".join(w.split()) for w in words}


def test_what_has_focus_shows_its_way_up_and_all_below(page: Page) -> None:
    """The rest is softened; Escape lets go, and so does leaving."""
    page.goto(MAP)
    page.get_by_role("group", name="Strategies").get_by_role(
        "link", name="Let readers do the talking"
    ).focus()
    names = " ".join(lit(page))
    for name in ("A front room", "Reading gets talked about", "Readers write half", "Shelf notes"):
        assert name in names
    assert "Joining desk" not in names
    assert "Meet the Quays" not in names
    ways = page.locator(".gp-way.gp-lit").count()
    assert ways == 5, "to the goal, to its objective, from both to the strategy, to its tactic"
    soft = page.locator(".gp-map__draw a:not(.gp-lit)").first
    expect(soft).to_have_css("opacity", "0.35")
    page.keyboard.press("Escape")
    expect(page.locator(".gp-map--traced")).to_have_count(0)
    page.get_by_role("link", name="Shared inbox").hover()
    assert any(name.startswith("Evening reply rota") for name in lit(page))
    page.locator("h1").hover()
    expect(page.locator(".gp-map--traced")).to_have_count(0)


def test_the_outline_says_the_same(page: Page) -> None:
    """Behind its line on a desk, and with a link for every box."""
    page.goto(MAP)
    outline = page.locator(".gp-outline")
    expect(outline).to_be_hidden()
    page.get_by_text("The same as an outline").click()
    expect(outline).to_be_visible()
    boxes = page.locator(".gp-map__draw a").evaluate_all("links => links.map(a => a.href.baseVal)")
    listed = outline.locator("a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert set(boxes) == set(listed)


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_outline_stands_in_for_the_picture(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str], script: bool
) -> None:
    """The first branch is open, the others say what they hold and open by themselves; nothing runs off sideways."""
    context = open_context(chromium, address, foreign, complaints, **PHONE, java_script_enabled=script)
    page = context.new_page()
    for path in (MAP, "/merrowby/"):
        page.goto(path)
        expect(page.locator(".gp-map__draw")).to_be_hidden()
        expect(page.get_by_text("The same as an outline")).to_be_hidden()
        expect(page.locator(".gp-outline").get_by_text("now 6 hours, target 4")).to_be_visible()
        hidden = page.locator(".gp-outline").get_by_role("link", name="Shelf notes").first
        expect(hidden).to_be_hidden()
        goal = page.locator(".gp-outline li", has_text="Reading gets talked about").last
        goal.locator("summary").first.click()
        goal.locator("summary").nth(1).click()
        goal.locator("summary").nth(2).click()
        expect(hidden).to_be_visible()
        box = page.locator(".gp-outline").bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390
    context.close()


def test_without_the_script_the_picture_is_whole(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str]
) -> None:
    """And its fold opens."""
    context = open_context(chromium, address, foreign, complaints, java_script_enabled=False)
    page = context.new_page()
    page.goto("/council/map/")
    expect(page.get_by_role("link", name=re.compile("The council minute Paused"))).to_be_visible()
    page.get_by_text("The same as an outline").click()
    expect(page.locator(".gp-outline")).to_be_visible()
    context.close()


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_the_map_can_be_read_in_both_palettes(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str], palette: str
) -> None:
    """By axe, and by the contrast of each word in a box with the box: axe does not look into pictures."""
    context = open_context(chromium, address, foreign, complaints)
    page = context.new_page()
    page.goto("/council/map/")
    page.wait_for_selector(".md-search[aria-label]", state="attached")
    page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme; }", SCHEMES[palette])
    page.get_by_text("The same as an outline").click()
    assert Axe().run(page, options=RULES).response["violations"] == []
    weakest = page.evaluate(
        """() => {
          const numbers = c => c.match(/[\\d.]+/g).map(Number);
          const light = c => { const [r, g, b] = numbers(c).map(v => v / 255)
            .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
            return .2126 * r + .7152 * g + .0722 * b; };
          const body = getComputedStyle(document.body).backgroundColor;
          return Math.min(...[...document.querySelectorAll(".gp-map__draw text")].map(text => {
            const box = text.parentNode.querySelector(":scope > rect");
            const under = box ? getComputedStyle(box).fill : "none";
            const [a, b] = [getComputedStyle(text).fill, under === "none" ? body : under].map(light);
            return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
          }));
        }"""
    )
    assert weakest >= 4.5
    context.close()


def test_paper_has_the_map_on_its_side(page: Page, tmp_path: Path) -> None:
    """One sheet with the vision's words and the tactics' on it; on the sheets of home it is the outline."""
    page.goto(MAP)
    page.pdf(path=str(tmp_path / "map.pdf"), format="A4", prefer_css_page_size=True)
    data = (tmp_path / "map.pdf").read_bytes()
    assert re.search(rb"/MediaBox \[0 0 84[12](?:\.\d+)? 59[45](?:\.\d+)?\]", data)
    page.emulate_media(media="print")
    expect(page.locator(".gp-map__draw")).to_be_visible()
    expect(page.locator(".gp-outline")).to_be_hidden()
    for name in ("A front room with the", "Shelf notes"):
        expect(page.locator(".gp-map__draw").get_by_text(name).first).to_be_visible()
    page.goto("/merrowby/")
    expect(page.locator(".gp-map__draw")).to_be_hidden()
    expect(
        page.locator(".gp-outline").get_by_role("link", name="A front room with the light on")
    ).to_be_visible()
    expect(page.locator(".gp-outline").get_by_role("link", name="Shelf notes").first).to_be_visible()
