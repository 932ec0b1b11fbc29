"""My role: chosen once, remembered in this browser only, and marked on every page from then on."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from test_accessibility import RULES

from conftest import open_context
from test_changes import focus

BOOK = "/merrowby/roles/duty-editor/"
ROLE = "merrowby/roles/duty-editor"
KEY = "gameplan:/:role"
MINE = f"try {{ localStorage.setItem('{KEY}', '{ROLE}') }} catch (error) {{}}"
COUNCIL = "council/roles/account-editor"


@pytest.fixture
def mine(page: Page) -> Page:
    """A page whose reader chose the duty editor on an earlier visit."""
    page.goto(BOOK)
    page.evaluate(MINE)
    return page


def chosen(page: Page) -> str | None:
    found: str | None = page.evaluate("key => localStorage.getItem(key)", KEY)
    return found


def marks(page: Page, within: str = ".md-content") -> list[str]:
    """The words of the marks that show."""
    return [mark.inner_text() for mark in page.locator(f"{within} .gp-you__word:visible").all()]


def items(page: Page) -> list[str]:
    """The entries of an index that show."""
    return page.locator(".gp-item:visible .gp-item__name > a").all_inner_texts()


# --- choosing ---------------------------------------------------------------------------------


def test_a_role_is_chosen_with_the_mouse_and_forgotten_again(page: Page) -> None:
    """On the handbook; the header says so on every page, and leads back."""
    page.goto(BOOK)
    assert page.locator(".gp-role__name").inner_text() == "My role"
    page.get_by_role("button", name="This is my role").click()
    expect(page.get_by_role("button", name="This is my role, forget it", pressed=True)).to_be_visible()
    assert chosen(page) == ROLE
    page.goto("/merrowby/goals/")
    page.get_by_text("My role: Duty editor").click()
    page.get_by_role("link", name="Open my handbook").click()
    page.wait_for_url(f"**{BOOK}")
    page.get_by_role("button", name="This is my role, forget it").click()
    expect(page.locator(".gp-mine__note")).to_have_text("Forgotten.")
    assert page.locator(".gp-role__name").inner_text() == "My role"
    assert chosen(page) is None


def test_a_role_is_chosen_with_the_keyboard_from_any_page(page: Page) -> None:
    """The control in the header opens, takes a letter, closes with Escape, and gives the focus back."""
    page.goto("/guide/")
    focus(page, "My role")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Duty")
    expect(page.locator(".gp-role__name")).to_have_text("My role: Duty editor")
    assert chosen(page) == ROLE
    page.keyboard.press("Escape")
    expect(page.locator(".gp-role")).not_to_have_attribute("open", "")
    assert page.evaluate("document.activeElement.textContent") == "My role: Duty editor"
    page.keyboard.press("Enter")
    page.locator("h1").click()
    expect(page.locator(".gp-role .gp-choose")).to_be_hidden()


def test_a_role_is_chosen_where_the_roles_are_listed(page: Page) -> None:
    """Once on the page, though two lists stand there; roles of both playbooks can be chosen."""
    page.goto("/merrowby/roles/")
    chooser = page.locator(".md-content .gp-choose")
    expect(chooser).to_have_count(1)
    assert chooser.locator("optgroup").count() == 2
    chooser.locator("select").select_option(label="Account editor")
    assert chosen(page) == COUNCIL
    item = page.locator(".gp-item", has=page.get_by_role("link", name="Account editor", exact=True)).first
    expect(item.locator(".gp-you__word").first).to_have_text("you")
    chooser.get_by_role("button", name="Forget it").click()
    assert chosen(page) is None
    assert marks(page) == []
    expect(chooser.locator("select")).to_be_focused()


def test_another_tab_follows(page: Page) -> None:
    """Whoever chooses in one tab does not have to reload the others."""
    page.goto("/merrowby/rules/hostile-comment/")
    other = page.context.new_page()
    other.goto(BOOK)
    other.get_by_role("button", name="This is my role").click()
    expect(page.locator(".gp-answer .gp-you__word")).to_have_text("you")
    other.get_by_role("button", name="This is my role, forget it").click()
    expect(page.locator(".gp-you")).to_have_count(0)


def test_a_role_that_is_not_there_is_simply_not_marked(page: Page) -> None:
    """All versions of a site remember together, and this one may be older than the role."""
    page.goto(BOOK)
    page.evaluate("key => localStorage.setItem(key, 'merrowby/roles/of-tomorrow')", KEY)
    page.goto("/merrowby/rules/hostile-comment/")
    expect(page.locator(".gp-role__name")).to_have_text("My role")
    assert marks(page) == []
    assert chosen(page) == "merrowby/roles/of-tomorrow"


# --- marks ------------------------------------------------------------------------------------


def test_every_kind_of_page_marks_what_is_mine(mine: Page) -> None:
    """A policy, a situation, an index, the register, and a page written by hand."""
    mine.goto("/merrowby/policies/social-media/")
    clause = mine.locator("article.gp-clause", has=mine.locator("#house-rules"))
    assert clause.locator(".gp-clause__strength .gp-you__word").inner_text() == "binds you"
    everyone = mine.locator("article.gp-clause", has=mine.locator("#borrower-privacy"))
    expect(everyone.locator(".gp-you")).to_have_count(0)

    mine.goto("/merrowby/rules/hostile-comment/")
    answer = mine.locator(".gp-answer__cell", has_text="Who answers")
    assert answer.locator(".gp-answer__what").inner_text() == "Duty editor you"

    mine.goto("/merrowby/tactics/")
    named = mine.locator(".gp-item", has_text="Shelf notes").locator(".gp-item__name")
    assert named.inner_text().endswith("Shelf notes for you")

    mine.goto("/merrowby/channels/")
    row = mine.locator("tr", has_text="The Friday newsletter")
    assert row.locator(".gp-you__word").first.inner_text() == "you"

    mine.goto("/guide/tour/")
    assert "you" in marks(mine)


def test_what_i_stand_in_for_is_marked_as_such(mine: Page) -> None:
    """The deputy reads it where the role is named; on their own handbook nothing is marked at all."""
    mine.goto("/merrowby/roles/branch-responder/")
    assert marks(mine, ".gp-meta") == ["you", "you"]
    mine.goto("/merrowby/rules/question-in-public/")
    assert "you stand in" in marks(mine)
    mine.goto(BOOK)
    assert marks(mine) == []


def test_marks_are_on_paper_in_a_handbook_only(mine: Page) -> None:
    """Paper is handed on to people with other roles."""
    mine.emulate_media(media="print")
    mine.goto("/merrowby/rules/hostile-comment/")
    assert marks(mine) == []
    mine.goto("/merrowby/roles/branch-responder/")
    assert "you" in marks(mine)
    expect(mine.locator(".gp-role, .gp-tools")).to_have_count(2)
    expect(mine.locator(".gp-role:visible, .gp-tools:visible")).to_have_count(0)


# --- only what concerns me --------------------------------------------------------------------


def test_a_list_narrows_to_what_concerns_me_and_its_address_says_so(mine: Page) -> None:
    """The choice outlives a reload and goes with the address; sections without anything left go, too."""
    mine.goto("/merrowby/tactics/")
    every = items(mine)
    button = mine.get_by_role("button", name="Only what concerns me")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert mine.url.endswith("/merrowby/tactics/?only=mine")
    some = items(mine)
    assert button.inner_text() == f"Only what concerns me {len(some)}"
    assert {"Evening reply rota", "Shelf notes"} <= set(some) < set(every)
    expect(mine.get_by_role("heading", name="From Merrowby Borough Council")).to_be_hidden()
    mine.reload()
    assert items(mine) == some
    mine.evaluate("key => { localStorage.removeItem(key); location.reload() }", KEY)
    expect(mine.locator(".gp-role__name")).to_have_text("My role")
    expect(mine.locator(".gp-only")).to_have_count(0)
    assert items(mine) == every


def test_what_binds_everyone_binds_me(mine: Page) -> None:
    """Who narrows a policy to their own must not lose what everybody keeps to; a link to a clause always shows it."""
    mine.goto("/merrowby/policies/social-media/?only=mine")
    expect(mine.locator("#borrower-privacy")).to_be_visible()
    out = mine.locator("article.gp-clause:not(:visible)")
    assert out.count() == 1
    anchor = out.locator("h3").get_attribute("id")
    mine.goto(f"/merrowby/policies/social-media/?only=mine#{anchor}")
    mine.reload()
    expect(mine.locator(f"#{anchor}")).to_be_visible()


# --- when you speak ---------------------------------------------------------------------------


def test_clauses_are_filtered_by_whom_one_speaks_for(page: Page) -> None:
    """The counts are those of the clauses, the address says which, and what was folded opens for whoever asks."""
    page.goto(BOOK)
    binds = page.locator(".gp-binds")
    every = binds.locator(".gp-clause").count()
    bar = binds.get_by_role("group", name="When you speak")
    expect(bar.get_by_role("button", name="either way", pressed=True)).to_contain_text(str(every))
    own = bar.get_by_role("button", name="as yourself")
    own.click()
    assert page.url.endswith("?speaking=personal")
    expect(binds.locator('[data-gp-speaks="official"]:visible')).to_have_count(0)
    shown = binds.locator(".gp-clause:visible").count()
    assert own.inner_text() == f"as yourself {shown}"
    assert 0 < shown < every
    page.reload()
    assert binds.locator(".gp-clause:visible").count() == shown
    bar.get_by_role("button", name="for Merrowby Libraries").click()
    expect(binds.locator('[data-gp-speaks="personal"]:visible')).to_have_count(0)
    bar.get_by_role("button", name="either way").click()
    assert "speaking" not in page.url
    expect(binds.locator("details[open]")).to_have_count(0)


def test_a_handbook_can_be_printed_from_its_own_button(page: Page) -> None:
    """It needs no storage, only the script."""
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(BOOK)
    page.get_by_role("button", name="Print as a handbook").click()
    assert page.evaluate("window.printed")


# --- where it cannot be -----------------------------------------------------------------------


def test_without_script_everything_is_there(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str]
) -> None:
    """All clauses show or unfold, and no control stands there that would do nothing."""
    context = open_context(chromium, address, foreign, complaints, java_script_enabled=False)
    page = context.new_page()
    page.goto(BOOK)
    assert page.locator(".gp-binds > .gp-bound > .gp-clause:visible").count() > 10
    expect(page.locator(".gp-binds details")).to_have_count(page.locator(".gp-binds summary:visible").count())
    for heading in ("What you answer", "Training and reviews", "Who stands in"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.locator(".md-content button:visible")).to_have_count(0)
    context.close()


LOOKS = {
    "desk, dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone, light": {"viewport": {"width": 320, "height": 700}, "color_scheme": "light"},
}
SEEN = {
    "desk, dark": (BOOK, "/merrowby/tactics/?only=mine"),
    "phone, light": ("/merrowby/roles/", "/merrowby/rules/hostile-comment/"),
}


@pytest.mark.parametrize("look", LOOKS)
def test_marks_and_choosers_shut_nobody_out(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str], look: str
) -> None:
    """With a role chosen and the control open; nothing scrolls sideways on the smallest phone."""
    context = open_context(chromium, address, foreign, complaints, **LOOKS[look])
    context.add_init_script(MINE)
    axe, found = Axe(), []
    for path in SEEN[look]:
        page = context.new_page()
        page.goto(path)
        page.locator(".gp-role > summary").click()
        expect(page.locator(".gp-role .gp-choose select")).to_be_visible()
        for violation in axe.run(page, options=RULES).response["violations"]:
            found.append(f"{path}: {violation['id']} at {violation['nodes'][0]['html'][:120]}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        page.close()
    context.close()
    assert not found, "\n".join(found)
