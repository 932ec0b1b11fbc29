"""The twelve questions of staff, each walked from the home of the site as a person would, in at most two clicks.

A `Walk` counts: following a link is a click, and so is pressing a button; to type into search is one, and to choose a
result another. Each walk ends with what must stand on the page for the question to be answered.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

ROLE = "merrowby/roles/duty-editor"


class Walk:
    """Somebody with a question, at the home of the site."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0
        page.goto("/", wait_until="load")
        expect(page.locator("h1")).to_have_text("What do you need to know?")

    def follow(self, words: str | re.Pattern[str], within: str = ".gp") -> None:
        """Follow a link with these words that can be seen."""
        self.take(self.page.locator(within).get_by_role("link", name=words).filter(visible=True).first)

    def lead(self, address: str) -> None:
        """Follow a link that leads to an address and can be seen."""
        links = self.page.locator(f".gp a[href$='{address}']")
        self.take(links.filter(visible=True).first)

    def take(self, link: Locator) -> None:
        before = self.page.url
        link.click()
        self.page.wait_for_function("before => location.href !== before", arg=before)
        self.page.wait_for_load_state("load")
        self.clicks += 1

    def search(self, words: str, result: str) -> None:
        """Type into the search of the page, and choose a result by its title."""
        self.page.get_by_role("button", name="Say it in your own words").click()
        self.page.keyboard.type(words)
        self.clicks += 1
        self.take(self.page.locator(".md-search-result__item a").filter(has_text=result).first)

    def answered(self, *words: str) -> None:
        """The page holds these words, whatever is folded, and the way was short."""
        assert self.clicks <= 2
        said = " ".join((self.page.locator(".gp-page").text_content() or "").split())
        assert [w for w in words if w not in said] == []


@pytest.fixture
def walk(page: Page) -> Walk:
    return Walk(page)


def test_1_can_i_post_this(walk: Walk) -> None:
    """Question by question to go, stop or ask somebody, with the clause."""
    walk.follow("Start the questions")
    walk.answered("Can I post this?", "Which account will it come from?", "Go ahead.", "Do not.")
    walk.answered("Head of comms", "Borrower privacy")


def test_2_someone_attacks_us_in_a_comment_do_i_answer_and_who_approves(walk: Walk) -> None:
    """Action, who answers, who approves, by when, words to use, and the way up."""
    walk.follow("19 situations")
    walk.follow("Someone goes for us in a comment")
    walk.answered("Reply once", "Duty editor", "Head of comms", "Within 4 hours")
    walk.answered("Thank you for saying this to us directly.", "Find the part that is fair", "Sensitive")


def test_2_the_same_by_search(walk: Walk) -> None:
    """Who does not know our words types some."""
    walk.search("goes for us in a comment", "Someone goes for us in a comment")
    walk.answered("Reply once", "Duty editor", "Within 4 hours")


def test_3_how_bad_is_this_and_whom_do_i_wake(walk: Walk) -> None:
    """All levels with what one knows them by, who decides then, the deputy, and how fast."""
    walk.follow("How bad is it, and whom do I call", ".gp-urgent")
    walk.answered("Routine", "Sensitive", "Crisis", "Somebody may be unsafe", "Decides", "Service director")
    walk.answered("Deputy", "1 hour", "evening phone")


def test_4_why_are_we_doing_this(walk: Walk) -> None:
    """From a tactic up to the vision, with the latest reading of the objective."""
    walk.lead("tactics/evening-reply-rota/")
    walk.answered("Why we do this", "Be the evening desk", "Answer online questions the same working day")
    walk.answered("6 hours on", "Helped the first time", "A front room with the light on")


def test_5_who_owns_our_linkedin_and_is_this_account_ours(walk: Walk) -> None:
    """One row says who answers for an account and keeps its keys; what is not ours is there as well."""
    walk.follow("Is this account ours, and who looks after it?")
    row = walk.page.locator("tr").filter(has_text="The director on LinkedIn").first
    expect(row).to_contain_text("Service director")
    false = walk.page.locator("tr").filter(has_text="Merrowby Library Book Sale").first
    expect(false).to_contain_text("Impersonating us")
    walk.answered()


def test_6_what_applies_to_my_role(walk: Walk) -> None:
    """The page of the role: what binds it, what it answers and owns. Chosen once, it is one click away."""
    walk.follow("25 roles")
    walk.follow("Duty editor")
    walk.answered(
        "One pair of eyes on the whole queue", "Hide", "Evening reply rota", "Answering under pressure"
    )
    walk.answered("Someone goes for us in a comment")
    walk.page.get_by_role("button", name="This is my role").click()
    again = Walk(walk.page)
    again.follow("You chose: Duty editor")
    assert walk.page.url.endswith(f"/{ROLE}/")


def test_7_what_changed_since_i_last_read_it(page: Page) -> None:
    """Home says so at once; all of it, and what of it is mine, is one click away."""
    page.goto("/", wait_until="load")
    page.evaluate(
        "role => { localStorage['gameplan:/:seen'] = '2.1'; localStorage['gameplan:/:role'] = role }", ROLE
    )
    walk = Walk(page)
    news = page.get_by_role("region", name="Since your last visit").or_(page.locator("#_recent"))
    expect(news.first).to_contain_text(
        re.compile(r"You last read 2.1. \d+ of \d+ changes since then concern the Duty editor.")
    )
    expect(news.first).to_contain_text("Tightened")
    walk.follow("All that is new for the Duty editor")
    assert "since=2.1" in page.url
    expect(page.locator("[data-gp-since]")).to_contain_text("You last read 2.1.")
    expect(page.locator(".gp-change:visible").first).to_be_visible()
    walk.answered()


def test_8_may_i_say_this_on_my_own_account(walk: Walk) -> None:
    """What holds for private persons alone, by strength, the freedoms among it; nothing that binds accounts of ours."""
    walk.follow("May I say this on my own account?")
    walk.answered("You must not", "Never confirm, deny or hint who borrowed", "You may")
    walk.answered("Have opinions, argue, campaign, and praise or criticise the council", "Can I post this?")
    assert "Have it entered in the channel register" not in (
        walk.page.locator(".gp-page").text_content() or ""
    )


def test_9_what_do_we_do_right_now(walk: Walk) -> None:
    """Phase by phase, who does it, and by when."""
    walk.follow("One of our accounts has been taken over", ".gp-urgent")
    walk.answered(
        "First quarter of an hour",
        "say which account, what you saw and when",
        "5 minutes",
        "Get it back",
        "Digital services",
    )


def test_10_how_are_we_doing(walk: Walk) -> None:
    """Each objective with where it began, where it is to be by when, and the readings as text."""
    walk.follow("How are we doing?")
    walk.answered(
        "Scoreboard", "Answer online questions the same working day", "31", "31 March 2027", "Fewer trips"
    )


@pytest.mark.parametrize(
    ("name", "asked", "words"),
    [
        (
            "strategies-by-channel",
            "What do we run where?",
            ("Be the evening desk", "Merrowby Libraries on Instagram"),
        ),
        ("channels-by-audience", "Where do we reach whom?", ("The director on LinkedIn", "Quays")),
        ("who-does-what", "Who does what?", ("Evening reply rota", "Branch responder", "Duty editor")),
        ("functions-by-strategy", "Whom do we do this for?", ("Be the evening desk",)),
    ],
)
def test_11_which_tactics_do_we_run_where_and_for_whom(
    walk: Walk, name: str, asked: str, words: tuple[str, ...]
) -> None:
    """Tables with a row and a column for each."""
    walk.follow(asked)
    assert walk.page.url.endswith(f"/{name}/")
    expect(walk.page.locator(".gp-page table").first).to_be_visible()
    walk.answered(*words)


def test_12_whom_do_i_ask_and_where_do_i_propose_a_change(walk: Walk) -> None:
    """Every page names its owner and the deputy, and opens its very file and line in the git host."""
    walk.lead("tactics/evening-reply-rota/")
    walk.answered("Owner", "Duty editor", "Deputy", "Head of comms")
    change = walk.page.get_by_role("link", name="Suggest a change")
    assert (change.get_attribute("href") or "").endswith(
        "/edit/main/playbooks/merrowby/tactics/evening-reply-rota.yml"
    )
    line = walk.page.get_by_role("link", name="See the source line").first
    assert re.search(r"evening-reply-rota\.yml#L\d+$", line.get_attribute("href") or "")


def test_12_whom_to_ask_stands_on_home(walk: Walk) -> None:
    """For what no page answers there is somebody, by what one may ask them."""
    walk.follow("Whom do I ask?")
    expect(walk.page.locator("#_contacts")).to_be_in_viewport()
    walk.answered("A journalist who has found you", "Head of comms")


def test_12_what_a_word_means(walk: Walk) -> None:
    """The glossary is a click away."""
    walk.follow("What does this word mean?")
    walk.answered("key holder", "Someone who can sign in to an account today")
