"""The published versions in a browser: from one to the other, and what each says of itself."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

QUESTIONS = "/merrowby/tactics/live-questions/"
POLICY = "/merrowby/policies/social-media/"


def banner(page: Page) -> Locator:
    """What a version says of itself that is not the latest."""
    return page.locator("[data-gp-outdated]")


def test_the_top_leads_to_the_latest_version(page: Page) -> None:
    """Who types the short address reads what is in force."""
    page.goto("/playbook/")
    page.wait_for_url("**/playbook/latest/")
    expect(banner(page)).to_be_hidden()
    expect(page.locator(".gp-edition")).to_contain_text("version 3.0 · in force from 1 September 2026")


def test_the_selector_leads_to_the_same_page_of_another_version(page: Page) -> None:
    """And where that has no such page, to its start. A version that is not the latest says so."""
    page.goto(f"/playbook/latest{POLICY}")
    selector = page.locator(".md-version")
    expect(selector.locator(".md-version__current")).to_contain_text("3.0")
    selector.hover()
    links = selector.locator(".md-version__link")
    shown = [text.split("latest")[0].strip() for text in links.all_inner_texts()]
    assert shown == ["next", "3.0", "2.1", "2.0", "1.0"]
    selector.get_by_role("link", name="2.1").click()
    page.wait_for_url(f"**/playbook/2.1{POLICY}")
    expect(banner(page)).to_be_visible()
    expect(banner(page)).to_contain_text("This is version 2.1, and there is a newer one.")
    expect(page.locator(".gp-edition")).to_contain_text("version 2.1 · in force from 7 April 2026")


def test_the_banner_leads_to_the_same_page_in_the_latest_version(page: Page) -> None:
    """Also where the page has another name by now."""
    page.goto("/playbook/2.1/merrowby/tactics/thursday-q-and-a/")
    link = banner(page).get_by_role("link", name="Read this page in the version in force")
    link.click()
    page.wait_for_url(f"**/playbook/latest{QUESTIONS}")
    expect(page.locator("h1")).to_have_text("An hour with someone who knows")


def test_dev_says_what_it_is(page: Page) -> None:
    """Nobody takes a plan for a duty."""
    page.goto(f"/playbook/dev{POLICY}")
    expect(banner(page)).to_contain_text("This is a working version: not everything in it is in force.")
    expect(page.locator(".gp-edition")).to_contain_text("working version after 3.0")
    assert page.locator(".gp-edition a").count() == 0


def test_the_banner_leads_to_the_start_where_the_page_is_not_in_force(
    page: Page, complaints: list[str]
) -> None:
    """A link that leads nowhere would be worse than one that leads a step too high."""
    page.goto("/playbook/dev/council/strategies/ready-for-winter/")
    page.wait_for_load_state("networkidle")
    link = banner(page).get_by_role("link")
    expect(link).to_have_text("Read the version in force")
    link.click()
    page.wait_for_url("**/playbook/latest/")
    assert all("404" in said for said in complaints)  # the browser tells that the page was asked for
    complaints.clear()


@pytest.mark.parametrize("begin", ["latest", "3.0"])
@pytest.mark.parametrize("at", ["/", POLICY, "/changes/3.0/", "/welcome/"])
def test_a_page_has_a_link_that_stays(page: Page, begin: str, at: str) -> None:
    """It names the version, however one came."""
    page.goto(f"/playbook/{begin}{at}")
    page.get_by_role("link", name="Link to this page in 3.0").click()
    page.wait_for_url(f"**/playbook/3.0{at}")


def test_search_stays_inside_a_version(page: Page) -> None:
    """What came later is not found in what was then, and what is found is of then."""
    page.goto("/playbook/2.0/")
    page.locator(".md-search__input").fill("bluebird")
    first = page.locator(".md-search-result__link").first
    expect(first).to_be_visible()
    for href in page.locator(".md-search-result__link").evaluate_all("all => all.map(one => one.href)"):
        assert "/playbook/2.0/" in href, href
    first.click()
    expect(page).to_have_url(re.compile("/playbook/2.0/"))
    page.goto("/playbook/2.0/")
    page.locator(".md-search__input").fill("live questions someone who knows")
    page.wait_for_function(
        "document.querySelector('.md-search-result__meta').textContent.trim() !== 'Initializing search'"
    )
    assert page.locator(".md-search-result__link[href*='live-questions']").count() == 0


def test_navigation_and_indexes_stay_inside_a_version(page: Page) -> None:
    """Nothing but the selector, the banner and the link that stays leads out."""
    page.goto("/playbook/2.1/merrowby/tactics/")
    hrefs = page.locator("a[href]:not([data-gp-latest])").evaluate_all(
        "all => all.filter(one => !one.closest('.md-version, .gp-edition')).map(one => one.href)"
    )
    inside = [href for href in hrefs if "/playbook/" in href and "git.example" not in href]
    assert len(inside) > 20
    assert {href.partition("/playbook/")[2].partition("/")[0] for href in inside} == {"2.1"}


def test_an_old_link_leads_on_inside_its_version(page: Page) -> None:
    """`formerly` of then works as it did then."""
    page.goto("/playbook/2.1/council/tactics/influencer-outreach/")
    page.wait_for_url("**/playbook/2.1/council/tactics/admins-breakfast/")


def test_a_retired_page_says_so_inside_its_version(page: Page) -> None:
    """And what takes its place there."""
    page.goto("/playbook/2.1/council/tools/trend-pilot/")
    expect(page.locator("main")).to_contain_text("Retired")
    link = page.locator(".gp-notice a, .gp-page a[href*='town-ear']").first
    link.click()
    page.wait_for_url("**/playbook/2.1/council/tools/town-ear/")


@pytest.mark.parametrize(
    "lost", ["/playbook/2.1/no/such/page/", "/playbook/nowhere", "/playbook/latest/a/b/c/d/"]
)
def test_an_address_that_leads_nowhere_leads_to_the_start(
    page: Page, complaints: list[str], lost: str
) -> None:
    """At any depth, in plain words, and as everybody can read it."""
    answer = page.goto(lost)
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("There is no page here")
    page.wait_for_load_state("networkidle")
    expect(page.locator("#same")).to_be_hidden()
    assert not Axe().run(page).response["violations"]
    page.get_by_role("link", name="Go to the start of the latest version").click()
    page.wait_for_url("**/playbook/latest/")
    complaints.clear()


def test_a_page_that_came_later_is_offered_in_the_latest_version(page: Page, complaints: list[str]) -> None:
    """Somebody has changed the version in the address by hand."""
    page.goto("/playbook/2.0/merrowby/rules/journalist-asks/")
    page.get_by_role("link", name="See this page in the latest version").click()
    page.wait_for_url("**/playbook/latest/merrowby/rules/journalist-asks/")
    complaints.clear()


def test_all_versions_remember_one_visitor(page: Page) -> None:
    """A role that was chosen in one version is the reader's in the others."""
    page.goto("/playbook/latest/merrowby/roles/duty-editor/")
    page.get_by_role("button", name="This is my role").click()
    page.goto("/playbook/2.1/merrowby/roles/duty-editor/")
    expect(page.locator(".gp-mine")).to_have_attribute("aria-pressed", "true")
    kept = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('gameplan:')).sort()")
    assert kept == ["gameplan:/playbook/:role", "gameplan:/playbook/:seen"]


def test_an_old_version_is_no_last_visit(page: Page) -> None:
    """Who follows an old link first is not told of all that came since as if it were news."""
    page.goto("/playbook/2.0/")
    page.wait_for_load_state("networkidle")
    page.goto("/playbook/latest/")
    expect(page.locator("h1").first).to_be_visible()
    assert page.locator(".gp-news").count() == 0
    assert page.evaluate("localStorage.getItem('gameplan:/playbook/:seen')") == "3.0"


def test_search_engines_are_led_to_the_latest_version(page: Page) -> None:
    """Old copies are never written anew, so each says from the beginning where the page is that counts."""
    page.goto(f"/playbook/2.1{POLICY}")
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert canonical == f"https://merrowby.example/playbook/latest{POLICY}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_with_the_banner_can_be_used_by_everybody(page: Page, scheme: str) -> None:
    """The banner and the line at the foot are found, heard and seen as well as the rest."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
    page.goto(f"/playbook/2.1{POLICY}")
    expect(banner(page)).to_be_visible()
    for place in ("[data-gp-outdated]", ".gp-edition"):
        assert not Axe().run(page, context=place).response["violations"], place
