"""WCAG 2.2 A and AA by axe-core: every kind of page, wide and narrow, light and dark, search and menu open.

The theme's own slips that can be cured are cured, so nothing at all may be found; a site with Material's own
palettes has them cured as well.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route

from conftest import _Quiet, _Server, open_context
from sites import build, write
from small import SMALL

CHIEF = (
    "/",
    "/merrowby/",
    "/merrowby/roles/duty-editor/",
    "/merrowby/rules/hostile-comment/",
    "/merrowby/guides/can-i-post-this/",
    "/merrowby/escalation/",
    "/merrowby/channels/",
    "/merrowby/policies/social-media/",
    "/merrowby/scoreboard/",
    "/changes/",
    "/changes/3.0/",
    "/guide/",
    "/playbook/404.html",
)
"""One of each kind of page that people come for."""
OTHERS = (
    "/merrowby/vision/",
    "/merrowby/objectives/answer-same-day/",
    "/merrowby/metrics/first-reply-time/",
    "/merrowby/strategies/be-the-evening-desk/",
    "/merrowby/tactics/",
    "/merrowby/tactics/evening-reply-rota/",
    "/merrowby/tactics/reels-three-times-a-week/",
    "/merrowby/insights/questions-after-hours/",
    "/merrowby/rules/",
    "/merrowby/procedures/account-taken-over/",
    "/merrowby/channels/main-instagram/",
    "/merrowby/glossary/",
    "/merrowby/own-account/",
    "/merrowby/line-of-sight/",
    "/merrowby/who-does-what/",
    "/merrowby/strategies-by-channel/",
    "/council/channels-by-audience/",
    "/merrowby/map/",
    "/guide/concepts/",
    "/guide/messages/",
    "/guide/tour/",
    "/guide/checks/",
    "/guide/checks/str01/",
    "/guide/how-to/machines/",
    "/guide/reference/goals/",
)
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SCHEMES = {"light": "default", "dark": "slate"}
AXE = Axe()


def slips(page: Page, where: str) -> list[str]:
    """What axe finds on a page as it stands."""
    found = []
    for violation in AXE.run(page, options=RULES).response["violations"]:
        node = violation["nodes"][0]
        found.append(f"{where}: {violation['id']} at {node['target']}: {node['html'][:120]}")
    return found


def opened(page: Page, path: str) -> None:
    """A page whose script has named what the theme leaves unnamed."""
    page.goto(path)
    page.wait_for_selector(".md-search[aria-label]", state="attached")


def paint(page: Page, scheme: str) -> None:
    page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme; }", SCHEMES[scheme])


def search(page: Page, words: str) -> None:
    """Open the search, by its button where it is one, and wait for results."""
    button = page.locator("label.md-header__button[for=__search]")
    if button.is_visible():
        button.click()
    page.locator(".md-search__input").click()
    page.keyboard.type(words)
    page.wait_for_selector(".md-search-result__item")


def menu(page: Page) -> None:
    page.locator("label.md-header__button[for=__drawer]").click()
    page.wait_for_selector(".md-sidebar--primary", state="visible")


def at_home(context: BrowserContext, site: Path) -> None:
    """The page for lost addresses asks for its files from where the site says it stands: /playbook/."""

    def answer(route: Route) -> None:
        route.fulfill(path=site / urlsplit(route.request.url).path.removeprefix("/playbook/"))

    context.route("**/playbook/**", answer)


@pytest.mark.parametrize("size", SIZES)
def test_no_page_shuts_anybody_out(
    chromium: Browser, address: str, site: Path, foreign: list[str], complaints: list[str], size: str
) -> None:
    """Pages that people come for in both palettes; half of the others light on a desk, half dark on a phone."""
    context = open_context(chromium, address, foreign, complaints, viewport=SIZES[size])
    at_home(context, site)
    page, found = context.new_page(), []
    for path in (*CHIEF, *(OTHERS[::2] if size == "desk" else OTHERS[1::2])):
        opened(page, path)
        for scheme in SCHEMES if path in CHIEF else ("light",) if size == "desk" else ("dark",):
            paint(page, scheme)
            found += slips(page, f"{path} ({scheme})")
    context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("size", "what"), [("desk", search), ("phone", search), ("phone", menu)])
def test_nobody_is_shut_out_of_search_and_menu(
    chromium: Browser,
    address: str,
    site: Path,
    foreign: list[str],
    complaints: list[str],
    size: str,
    what: object,
) -> None:
    """Open, with a query and its results; the pages that people come for take turns, and so do the palettes."""
    context = open_context(chromium, address, foreign, complaints, viewport=SIZES[size])
    at_home(context, site)
    page, found = context.new_page(), []
    first = ["desk search", "phone search", "phone menu"].index(f"{size} {getattr(what, '__name__', '')}")
    for n, path in enumerate(CHIEF[first::3]):
        opened(page, path)
        scheme = ("light", "dark")[n % 2]
        paint(page, scheme)
        search(page, "duty editor") if what is search else menu(page)
        found += slips(page, f"{path} ({scheme})")
    context.close()
    assert not found, "\n".join(found)


# --- on a site with Material's own palettes -----------------------------------------------------

STOCK = """\
site_name: Stock
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.path, navigation.top, navigation.footer]
  palette:
    - {scheme: default, primary: indigo, toggle: {icon: material/weather-night, name: Switch to dark}}
    - {scheme: slate, primary: indigo, toggle: {icon: material/weather-sunny, name: Switch to light}}
plugins: [search, {gameplan: {profile: starter}}]
markdown_extensions: [tables]
"""
BY_HAND = """\
# By hand

Some words with a [link](https://x.example/) in them, and [[m/roles/editor]].

| Who | What |
|---|---|
| somebodywhosenameislongerthananyline | somethingthatcannotbebrokenintopieces |
"""
MORE = {
    "m/policies/talk.yml": "title: Talking\npurpose: So that people know.\nclauses:\n  kind: {strength: must, statement: Be kind.}\n",
    "m/rules/attack.yml": "title: An attack\nwhen: Somebody attacks.\naction: reply\nresponder: editor\nrespond_within: 4h\n",
    "m/objectives/o.yml": "title: More\nserves: [helped]\nmeasured_by: {count: {baseline: {value: 1}, target: {value: 9, due: 2027-01-01}}}\n",
    "m/metrics/count.yml": "title: The count\ndefinition: Heads.\nunit: people\nreadings: [{on: 2026-06-30, value: 4}, {on: 2026-07-31, value: 5}]\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a small site with Material's own palettes is served."""
    files = {"mkdocs.yml": STOCK, "docs/hand.md": BY_HAND}
    site: Path = build(write(tmp_path_factory.mktemp("stock"), files, {**SMALL, **MORE}))
    with _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("size", SIZES)
def test_the_cures_hold_on_a_site_with_other_colours(
    chromium: Browser, stock: str, foreign: list[str], complaints: list[str], size: str
) -> None:
    """Tabs, footer, links in text, results of a search, the menu, and our own pages on their colours."""
    context = open_context(chromium, stock, foreign, complaints, viewport=SIZES[size])
    page, found = context.new_page(), []
    for path in (
        "/",
        "/hand/",
        "/m/roles/editor/",
        "/m/rules/attack/",
        "/m/policies/talk/",
        "/m/scoreboard/",
    ):
        opened(page, path)
        for scheme in SCHEMES:
            paint(page, scheme)
            found += slips(page, f"{path} ({scheme})")
    for act in (search, menu) if size == "phone" else (search,):
        opened(page, "/m/roles/editor/")
        search(page, "duty") if act is search else menu(page)
        for scheme in SCHEMES:
            paint(page, scheme)
            found += slips(page, f"{act.__name__} ({scheme})")
    context.close()
    assert not found, "\n".join(found)
