"""With keys alone, without motion, in the colours of the system: what axe cannot see."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from test_accessibility import SIZES, opened

from conftest import open_context

HERE = """() => {
  const at = document.activeElement;
  const ringed = at.matches('.md-option') ? at.nextElementSibling : at;
  const box = ringed.getBoundingClientRect(), style = getComputedStyle(ringed);
  return {
    name: (at.getAttribute('aria-label') || at.textContent).trim().replace(/\\s+/g, ' '),
    body: at === document.body,
    seen: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth && style.visibility === 'visible',
    ring: at.matches('svg a') ? parseFloat(getComputedStyle(at.querySelector('rect')).strokeWidth) :
      style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    inGameplan: !!at.closest('.gp'),
  };
}"""
CONTROLS = """() => [...document.querySelectorAll('.gp :is(a[href], button, summary, input, select)')]
  .filter(e => e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}) && e.tabIndex === 0).length"""


def tab(page: Page) -> dict[str, object]:
    """The next stop of the Tab key."""
    page.keyboard.press("Tab")
    found: dict[str, object] = page.evaluate(HERE)
    return found


def tab_to(page: Page, name: str) -> None:
    """On with the Tab key to the first stop that is called so."""
    met = []
    for _ in range(120):
        found = tab(page)
        met.append(str(found["name"])[:40])
        if name in str(found["name"]):
            return
    raise AssertionError(f"no stop is called {name!r}: {met}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "path", ["/merrowby/", "/merrowby/rules/hostile-comment/", "/guide/how-to/machines/"]
)
def test_every_stop_of_the_tab_key_can_be_seen(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str], size: str, path: str
) -> None:
    """It is on the screen with a ring of two pixels, and everything of ours that can be used is a stop."""
    context = open_context(chromium, address, foreign, complaints, viewport=SIZES[size])
    page = context.new_page()
    opened(page, path)
    assert tab(page)["name"] == "Skip to content"
    faults, ours = [], 0
    for _ in range(400):
        found = tab(page)
        if found["body"]:
            break
        ours += bool(found["inGameplan"])
        if not found["seen"] or float(str(found["ring"])) < 2:
            faults.append(found)
    controls = page.evaluate(CONTROLS)
    context.close()
    assert not faults
    assert ours == controls


def test_home_is_walked_with_tab_and_enter_alone(page: Page) -> None:
    """From home to the answer: the situations, one of them, its policy."""
    opened(page, "/merrowby/")
    assert tab(page)["name"] == "Skip to content"
    page.keyboard.press("Enter")
    tab_to(page, "situations")
    page.keyboard.press("Enter")
    page.wait_for_url("**/merrowby/rules/")
    tab(page)
    page.keyboard.press("Enter")
    tab_to(page, "Someone goes for us in a comment")
    page.keyboard.press("Enter")
    page.wait_for_url("**/merrowby/rules/hostile-comment/")
    assert page.locator("h1").inner_text() == "Someone goes for us in a comment"


def test_the_menu_of_a_phone_opens_and_closes_by_key(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str]
) -> None:
    """Enter or the space bar on its button; Escape closes it and returns; while it is closed nothing in it is a stop."""
    context = open_context(chromium, address, foreign, complaints, viewport=SIZES["phone"])
    page = context.new_page()
    opened(page, "/merrowby/roles/duty-editor/")
    tab_to(page, "Menu")
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        assert page.locator("#__drawer").is_checked()
        page.keyboard.press("Escape")
        assert not page.locator("#__drawer").is_checked()
        assert page.evaluate(HERE)["name"] == "Menu"
    page.keyboard.press("Enter")
    tab_to(page, "All roles")
    assert page.evaluate(HERE)["seen"]
    context.close()


def test_search_is_used_by_key_alone(page: Page) -> None:
    """Typed, walked with the arrows, left with Escape; how many were found is said aloud."""
    opened(page, "/merrowby/")
    tab_to(page, "Search")
    page.keyboard.type("duty editor")
    page.wait_for_selector(".md-search-result__item")
    assert "matching" in page.locator(".md-search-result__meta").inner_text()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.md-search-result__link')")
    assert page.evaluate(HERE)["ring"] == 2
    page.keyboard.press("Escape")
    assert not page.locator("#__search").is_checked()


def test_wide_tables_are_moved_by_key(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str]
) -> None:
    """A table that scrolls within its place can be reached and has a name; one that fits is no stop."""
    context = open_context(chromium, address, foreign, complaints, viewport={"width": 320, "height": 700})
    page = context.new_page()
    opened(page, "/guide/concepts/")
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('.md-typeset__scrollwrap, .gp-tablewrap')].map(
            e => [e.scrollWidth > e.clientWidth, e.tabIndex === 0, !!e.getAttribute('aria-label')])"""
    )
    assert [True, True, True] in boxes
    assert all(wide == reached == named for wide, reached, named in boxes)
    context.close()


def test_nothing_moves_for_people_who_asked_for_that(page: Page) -> None:
    """Where the system asks for less motion, nothing glides or fades."""
    opened(page, "/merrowby/")
    moving = page.evaluate(
        """() => [...document.querySelectorAll('.gp *, .md-sidebar, .md-header *')].filter(e => {
            const style = getComputedStyle(e);
            return [...style.transitionDuration.split(','), ...style.animationDuration.split(',')].some(t => parseFloat(t) > 0);
        }).map(e => e.className)"""
    )
    assert moving == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


FAINT = """() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, n) => sum + c * [.2126, .7152, .0722][n], 0);
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.backgroundColor = 'Canvas';
  const canvas = getComputedStyle(probe).backgroundColor;
  const ground = e => {
    for (; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > .9) return colour;
    }
    return rgb(canvas);
  };
  return [...document.querySelectorAll('.gp *')].filter(e =>
    [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && !e.closest('svg') && e.checkVisibility()
  ).filter(e => {
    const pair = [light(rgb(getComputedStyle(e).color)), light(ground(e))].sort((a, b) => b - a);
    return (pair[0] + .05) / (pair[1] + .05) < 4.5;
  }).map(e => e.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize(
    "path", ["/merrowby/rules/hostile-comment/", "/merrowby/escalation/", "/merrowby/scoreboard/"]
)
def test_words_stand_in_the_colours_of_the_system(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str], path: str
) -> None:
    """With a high-contrast theme of the system all words can be read; axe takes the ground for white there."""
    context = open_context(
        chromium, address, foreign, complaints, forced_colors="active", color_scheme="dark"
    )
    page = context.new_page()
    opened(page, path)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate(FAINT) == []
    context.close()
