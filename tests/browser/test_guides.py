"""Guides step by step, and replies to copy, as people use them: mouse, keyboard, back, shared addresses, no script."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_accessibility import RULES

from conftest import _Quiet, _Server, open_context
from sites import CONFIG, build, write
from small import SMALL

GUIDE = "/merrowby/guides/can-i-post-this/"
RULE = "/merrowby/rules/hostile-comment/"


def title(page: Page) -> str:
    """The question that is asked now, or the outcome."""
    return page.locator(".gp-walk h3").inner_text()


def answer(page: Page, *words: str) -> None:
    for word in words:
        page.get_by_role("button", name=word, exact=True).click()


def trail(page: Page) -> list[str]:
    return [
        " ".join(t.split()).removesuffix(" Change") for t in page.locator(".gp-trail li").all_inner_texts()
    ]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


def test_can_i_post_this_goes_stops_and_asks_by_mouse(page: Page) -> None:
    """Each end is said in words, with the reason, and leads to whom to ask."""
    page.goto(GUIDE)
    assert title(page) == "Which account will it come from?"
    assert "A branch WhatsApp group counts as your own." in page.locator(".gp-walk").inner_text()
    assert not page.locator(".gp-questions").is_visible()
    answer(page, "My own", "No", "I am answering somebody's question")
    assert title(page) == "Go ahead."
    assert (
        page.locator(".gp-end--go")
        .get_by_role("link", name="Social media policy: Helping off duty")
        .is_visible()
    )
    assert trail(page)[0] == "Which account will it come from? My own"
    page.get_by_role("button", name="Start again").click()
    answer(page, "One that does not exist yet")
    assert title(page) == "Do not."
    assert page.locator(".gp-end--stop .gp-quote").is_visible()
    page.get_by_role("button", name="Start again").click()
    # "timing" is asked after several answers, and stands apart from all of them in the page.
    answer(page, "One of the library's", "No", "Yes")
    assert title(page) == "Ask Head of comms first."
    page.locator(".gp-end--ask h3").get_by_role("link", name="Head of comms").click()
    assert "Head of comms" in page.locator("h1").inner_text()


def press_to(page: Page, words: str) -> None:
    """Tab until a control is reached, and press Enter there."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == words:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard never comes to {words!r}")


def test_the_keyboard_alone_comes_to_an_end(page: Page) -> None:
    """Each new question has the focus, so that it is read aloud and the next Tab comes to its answers."""
    page.goto(GUIDE)
    page.locator("h1").evaluate("h => { h.tabIndex = -1; h.focus(); }")
    press_to(page, "One of the library's")
    assert focused(page) == title(page) == "Could a reader tell who a visitor in it is?"
    for words, then in (
        ("No", "Is an election on, and does it touch a candidate, a party or a council decision?"),
        ("No", "Would you be content to see it on the front page of the Merrowby Packet, under your name?"),
        ("No, or not sure", "Ask Duty editor first."),
    ):
        press_to(page, words)
        assert focused(page) == title(page) == then
    press_to(page, "Back")
    assert focused(page) == title(page)
    assert title(page).startswith("Would you be content")


def test_back_change_and_start_again_and_the_browsers_own_back(page: Page) -> None:
    page.goto(GUIDE)
    answer(page, "One of the library's", "Yes, from the picture or the sound", "Yes")
    assert title(page) == "Is anyone in it under sixteen?"
    page.go_back()
    assert title(page) == "Is their signed form in the consent folder?"
    page.go_forward()
    assert title(page) == "Is anyone in it under sixteen?"
    page.get_by_role("button", name="Back", exact=True).click()
    assert title(page) == "Is their signed form in the consent folder?"
    page.get_by_role("button", name="Change your answer to: Which account will it come from?").click()
    assert title(page) == "Which account will it come from?"
    assert trail(page) == []
    page.go_back()
    assert len(trail(page)) == 2
    page.get_by_role("button", name="Start again").click()
    assert page.url.endswith(GUIDE)
    assert title(page) == "Which account will it come from?"
    assert not page.get_by_role("button", name="Start again").count()


def test_a_shared_address_shows_the_same_answer(page: Page, context: BrowserContext) -> None:
    page.goto(GUIDE)
    answer(page, "My own", "Yes")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link to this answer").click()
    expect(page.locator(".gp-walk [role=status]")).to_have_text("Copied")
    shared = page.evaluate("navigator.clipboard.readText()")
    assert shared == page.url
    other = context.new_page()
    other.goto(shared)
    assert title(other) == "Do not."
    assert trail(other) == trail(page)
    other.reload()
    assert title(other) == "Do not."


@pytest.mark.parametrize(
    ("way", "ends"),
    [
        ("account.gone", "Which account will it come from?"),
        (
            "account.my-own/own-privacy.perhaps",
            "Could anyone tell from it who used the library, or for what?",
        ),
        (
            "account.my-own/people.no/timing.no",
            "Could anyone tell from it who used the library, or for what?",
        ),
        ("gone.yes/people.no", "Which account will it come from?"),
        ("%%%", "Which account will it come from?"),
        ("children.yes", "Ask Head of comms first."),
    ],
)
def test_an_old_address_leads_to_its_last_step_that_there_is(page: Page, way: str, ends: str) -> None:
    """The guide has changed since; what was answered before still counts, and nothing is made up."""
    page.goto(f"{GUIDE}?way={way}")
    assert title(page) == ends


def test_a_question_can_be_linked_to_and_searched_for(page: Page) -> None:
    """Search leads to #timing: it is asked there, and says that it is not the first."""
    page.goto(f"{GUIDE}#timing")
    assert title(page).startswith("Is an election on")
    assert "From the middle of this guide" in page.locator(".gp-walk").inner_text()
    page.evaluate("location.hash = 'people'")
    expect(page.locator(".gp-walk h3")).to_have_text("Could a reader tell who a visitor in it is?")
    answer(page, "Yes, from the words")
    assert page.url.endswith("?way=people.yes-from-the-words")
    assert title(page) == "Do not."
    page.get_by_role("button", name="Start again").click()
    assert title(page) == "Which account will it come from?"


def test_all_questions_show_when_asked_for(page: Page) -> None:
    page.goto(GUIDE)
    page.get_by_role("button", name="Show all questions").click()
    assert page.locator(".gp-questions").is_visible()
    assert not page.locator(".gp-walk h3").count()
    assert focused(page) == "One question at a time"
    page.keyboard.press("Enter")
    assert title(page) == "Which account will it come from?"
    assert not page.locator(".gp-questions").is_visible()


def test_no_id_occurs_twice_and_nothing_is_hard_to_read(page: Page) -> None:
    """What is asked is copied from the nested questions, and must not copy their ids."""
    page.goto(GUIDE)
    answer(page, "One of the library's", "No", "Yes")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    for size in ({"width": 1280, "height": 900}, {"width": 320, "height": 700}):
        page.set_viewport_size(size)
        assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")
        found = Axe().run(page, options=RULES).response
        assert [v["id"] for v in found["violations"]] == []


def test_a_guide_is_whole_without_a_script_and_without_a_memory(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str]
) -> None:
    context = open_context(chromium, address, foreign, complaints, java_script_enabled=False)
    page = context.new_page()
    page.goto(GUIDE)
    page.locator("summary", has_text="My own").click()
    page.locator("summary", has_text="no").locator("visible=true").first.click()
    assert page.get_by_text("What is it about?").is_visible()
    assert not page.locator("button:visible", has_text="Show all").count()
    context.close()
    context = open_context(chromium, address, foreign, complaints)
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name,"
        " {get() { throw new DOMException('denied', 'SecurityError'); }})"
    )
    page = context.new_page()
    page.goto(GUIDE)
    answer(page, "My own", "Yes")
    assert title(page) == "Do not."
    complaints[:] = [
        c for c in complaints if "denied" not in c
    ]  # the theme's own script asks for storage unasked
    context.close()


# --- circles, in a guide of our own -------------------------------------------------------------------


@pytest.fixture(scope="module")
def circle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose guide leads back to its beginning."""
    guide = (
        "title: Round\nquestion: Q?\nstart: a\nquestions:\n"
        "  a: {ask: Clear?, formerly: [first], answers: [{if: 'yes', then: go}, {if: 'no', then: b}]}\n"
        "  b: {ask: Asked?, answers: [{if: again, then: a}, {if: 'no', then: stop}]}\n"
    )
    site = build(
        write(tmp_path_factory.mktemp("circle"), {"mkdocs.yml": CONFIG}, {**SMALL, "m/guides/g.yml": guide})
    )
    with _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_guide_may_lead_back_to_an_earlier_question(
    chromium: Browser, circle: str, foreign: list[str], complaints: list[str]
) -> None:
    context = open_context(chromium, circle, foreign, complaints)
    page = context.new_page()
    page.goto("/m/guides/g/")
    answer(page, "No", "Again", "No", "Again", "Yes")
    assert title(page) == "Go ahead."
    assert len(trail(page)) == 5
    page.reload()
    assert title(page) == "Go ahead."
    page.goto("/m/guides/g/?way=first.no/b.again")  # the old id of a question is known
    assert title(page) == "Clear?"
    complaints[:] = [c for c in complaints if "404" not in c]
    context.close()


# --- replies ------------------------------------------------------------------------------------------

WORDS = "Thank you for saying this to us directly. I am {name} at Merrowby Libraries."


def test_a_reply_is_copied_as_plain_words_and_says_so(page: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(RULE)
    button = page.locator("#hold").locator("xpath=..").get_by_role("button")
    assert button.inner_text() == "Copy"
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    expect(page.locator(".gp-copy__place [role=status]").first).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith(WORDS)
    expect(button).to_have_text("Copy")


def test_a_reply_is_copied_where_the_browser_has_no_clipboard_of_its_own(
    page: Page, context: BrowserContext
) -> None:
    """A site without https has none; where nothing helps, that is said."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'clipboard', {get() {}, configurable: true})"
    )
    page.goto(RULE)
    button = page.locator(".gp-reply .gp-copy").first
    button.click()
    expect(button).to_have_text("Copied")
    assert focused(page) == "Copied"  # the focus stays where it was
    reader = context.new_page()
    reader.goto(GUIDE)
    reader.bring_to_front()
    assert reader.evaluate("navigator.clipboard.readText()").startswith(WORDS)
    page.bring_to_front()
    page.evaluate("document.execCommand = () => false")
    other = page.locator(".gp-reply .gp-copy").nth(1)
    other.click()
    expect(other).to_have_text("Please copy by hand")


def test_the_answer_of_a_situation_needs_no_scrolling(page: Page, site: Path) -> None:
    """What, who, who approves and by when, on a desk and on a telephone; do and do not side by side on a desk."""
    rules = sorted(p.parent.name for p in (site / "merrowby" / "rules").glob("*/index.html"))
    assert len(rules) > 4
    page.set_viewport_size({"width": 390, "height": 844})
    for rule in rules:
        page.goto(f"/merrowby/rules/{rule}/", wait_until="domcontentloaded")
        box = page.locator(".gp-answer").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 844, rule
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(RULE)
    band = page.locator(".gp-answer").bounding_box()
    assert band is not None
    assert band["y"] + band["height"] <= 800
    do, dont = (page.locator(f".gp-dd__{side}").bounding_box() for side in ("do", "dont"))
    assert do is not None
    assert dont is not None
    assert do["y"] == dont["y"]
    assert dont["x"] > do["x"] + do["width"]
    page.get_by_role("link", name="Raise to Sensitive").click()
    page.wait_for_url("**/merrowby/escalation/#amber")
