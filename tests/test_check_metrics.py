"""What MET05 makes of the words of metrics: a corpus of numbers that only flatter, and of numbers that say something.

The counts on the page of the check are those measured here. What it misses is here too: a heuristic that finds
everything in its own corpus was written after it.
"""

from __future__ import annotations

import pytest

from gameplan.checks import BY_CODE
from gameplan.checks.ends.words import applause

VANITY = [
    ("Followers", "People who follow our main account on the last day of the month.", "followers"),
    ("Audience size", "The sum of followers over all our accounts.", "people"),
    ("Follower growth", "New followers in the month less those who left.", "per cent"),
    ("Page likes", "Likes of our page on Facebook.", "likes"),
    ("Likes per post", "The mean number of likes on a post of the month.", "likes"),
    ("Impressions", "How many times our posts were shown on a screen.", "impressions"),
    ("Monthly reach", "Accounts that saw at least one of our posts.", "accounts"),
    ("Organic reach of the campaign", "Unique users to whom a post was shown without payment.", "users"),
    ("Video views", "Plays of three seconds and more.", "views"),
    ("Engagement rate", "Likes, comments and shares divided by reach.", "per cent"),
    ("Community", "Fans on all our pages, counted each Monday.", "fans"),
    ("Subscribers", "Subscribers of our YouTube channel.", "subscribers"),
    ("Page views", "Views of the news section in our web statistics.", "page views"),
    ("Website hits", "Hits on the home page.", "hits"),
    ("Media value", "Advertising value equivalent of the month's press cuttings.", "euro"),
    ("Share of voice", "Our mentions as a share of the mentions of all five operators.", "per cent"),
    ("Posts", "Posts we published in the week, over all accounts.", "posts"),
    ("How loud we are", "Retweets, reposts and shares of what we wrote.", "shares"),
    (
        "Number of people who follow us",
        "Counted on the last day of each quarter, over all accounts.",
        "people",
    ),
    ("Visibility", "Share of residents whose feed showed us at least once.", "per cent"),
    ("Buzz", "How often our name came up in the week.", "times"),
    ("Newsletter list", "Addresses on the list at the end of the month.", "addresses"),
    ("Stories", "Stories we put out in the month.", "stories"),
    ("Watch time", "Minutes for which our clips were watched.", "minutes"),
    ("TikTok growth", "Difference in followers between the first and the last day.", "followers"),
    ("Press work", "Press releases sent out in the quarter.", "releases"),
    ("Brand presence", "Sum of impressions across paid and organic posts.", "thousands"),
    ("Interaction", "All reactions, comments and saves under our posts.", "interactions"),
    ("Event page interest", "Clicks on interested at our event pages.", "clicks"),
    ("Instagram profile visits", "Visits to our profile in the month.", "visits"),
    ("Facebook fans", "People who like our page.", "people"),
    ("Hashtag use", "How often our hashtag was used by anybody.", "uses"),
    ("Media coverage", "Articles that mention us.", "articles"),
    ("LinkedIn page followers", "All followers of the company page.", "followers"),
    # These eight were written after the words were chosen.
    ("Network growth", "New connections and followers of the chief executive.", "people"),
    ("Social engagement", "Comments, reactions and shares, summed over our channels.", "actions"),
    ("Campaign visibility", "Gross rating points of the campaign on all media.", "points"),
    ("Blog traffic", "Unique visitors of the blog.", "visitors"),
    ("Reel plays", "How often a reel was started on Instagram.", "plays"),
    ("Content output", "Pieces finished by the team in a month.", "pieces"),
    ("Tone of coverage", "Articles with a friendly tone as a share of all.", "per cent"),
    ("Club of friends", "Followers with a heart next to their name.", "followers"),
]

HONEST = [
    ("First reply time", "Median hours from a question to the first reply by a person.", "hours"),
    (
        "Questions settled online",
        "Share of questions that needed no second message and no visit.",
        "per cent",
    ),
    ("New members who came by a post", "People who joined and named a post of ours on the form.", "people"),
    (
        "Loans of a title we recommended",
        "Loans in the fourteen days after the post, averaged.",
        "loans a title",
    ),
    ("Followers who gave blood", "Donors at the door who say that they follow us.", "donors"),
    ("Bookings from the video", "Tables booked through the link under the video.", "bookings"),
    ("Complaints about silence", "Written complaints that nobody had answered.", "complaints"),
    ("Calls on a disruption day", "Calls to the contact centre on the busiest day of the quarter.", "calls"),
    ("Applications per advert viewed", "Complete applications divided by views of the advert.", "per cent"),
    ("Heard it from us first", "Share of the panel who name our account as their first source.", "per cent"),
    ("Trust", "Share of residents who agree that the council tells them the truth.", "per cent"),
    ("Missed appointments", "Patients who neither came nor called.", "patients"),
    ("Sign-ups after a talk", "People who signed up within a week of a talk.", "people"),
    ("Reach of the flood warning", "Homes in the flood area that confirmed they had the warning.", "homes"),
    ("Sure of the rules", "Share of colleagues sure of what they may say online.", "per cent"),
    (
        "Comments answered within the hour",
        "Comments with a question that had an answer in an hour.",
        "per cent",
    ),
    ("Money raised", "Donations that came through the campaign page.", "pounds"),
    ("Second contacts", "Contacts about something the same person had asked before.", "contacts a week"),
    ("Unpaid fines", "Fines still open after thirty days.", "fines"),
    ("Staff turnover", "Colleagues who left, as a share of the payroll.", "per cent"),
    ("Ride on a rainy day", "Passengers counted at the gates on days with rain.", "passengers"),
    (
        "Posts with a text for every picture",
        "Posts whose pictures are described, as a share of all.",
        "per cent",
    ),
    ("Corrections", "Posts we had to correct after they were out.", "posts"),
    ("Posts filled", "Vacant posts filled within sixty days.", "per cent"),
    ("Views on the local plan", "Submissions with a view on the plan, by ward.", "submissions"),
    ("New plays", "Plays that opened in the season and were written in the town.", "plays"),
    ("Homes with fibre", "Homes within reach of the network that are connected.", "homes"),
    ("Wasted trips", "Visitors who had asked online before and came all the same.", "visitors"),
    ("Time to fill a vacancy", "Days from the advert to the signature.", "days"),
    ("Quality of applications", "Share of applicants whom the panel invites.", "per cent"),
    ("Food waste", "Kilograms thrown away in the canteen after the campaign.", "kilograms"),
    ("Vaccinated children", "Children with the second dose, of all in the year.", "per cent"),
    ("Rumours put right", "False reports that we answered in the group where they began.", "per cent"),
    ("Recycling", "Share of the bin that was sorted right, by weight.", "per cent"),
    ("Understood the letter", "Readers who could say what to do after reading it once.", "of ten"),
    ("Reach of the night bus", "Homes within ten minutes of a stop.", "homes"),
    ("Fans repaired", "Fans in the offices that work again within a week.", "fans"),
    ("Water saved", "Litres a household used less than in the same month before.", "litres"),
    ("Water pressure", "Complaints of low pressure in the week after a notice.", "complaints"),
    # These eight were written after the words were chosen.
    ("Known by name", "Parents who can name the health visitor for their street.", "per cent"),
    ("Rent paid on time", "Tenants whose rent arrived by the fifth of the month.", "per cent"),
    ("Fewer lost dogs", "Dogs in the shelter without a chip.", "dogs"),
    (
        "Press questions met in time",
        "Questions of journalists with an answer before their deadline.",
        "per cent",
    ),
    ("Pages people finish", "Readers of the guide who reach its last step and send the form.", "per cent"),
    ("Shares in the wind farm", "Households that own a share of the wind farm.", "households"),
    ("No-shows", "Booked places that stayed empty at our events.", "places"),
    ("Accessible posts", "Posts with captions and described pictures, of all in the month.", "per cent"),
    ("Subscribers kept", "Paying subscribers who renewed when their year was over.", "per cent"),
]


def _found(metrics: list[tuple[str, str, str]]) -> list[str]:
    return [title for title, definition, unit in metrics if applause(title, definition, unit)]


def test_the_page_gives_the_counts_that_are_measured() -> None:
    told = f"It finds {len(_found(VANITY))} of {len(VANITY)} vanity metrics, and {len(_found(HONEST))} of {len(HONEST)} honest ones."
    assert told in " ".join(BY_CODE["MET05"].text.split())


@pytest.mark.parametrize(("title", "definition", "unit"), HONEST, ids=[m[0] for m in HONEST])
def test_an_honest_metric_is_left_alone(title: str, definition: str, unit: str) -> None:
    assert applause(title, definition, unit) == ""


def test_it_finds_most_of_the_vanity() -> None:
    assert len(_found(VANITY)) >= 0.8 * len(VANITY)


@pytest.mark.parametrize(
    ("title", "definition", "unit", "word"),
    [
        ("Followers", "People who follow us.", "followers", "followers"),
        ("Community", "Fans on all our pages.", "people", "fans"),
        ("Success", "What the report says.", "Impressions", "impressions"),
        ("A wide reach", "Accounts that saw a post.", "people", "reach"),
    ],
)
def test_it_says_which_word_gave_it_away(title: str, definition: str, unit: str, word: str) -> None:
    assert applause(title, definition, unit) == word


@pytest.mark.parametrize("text", ["", "likes " * 3000, "who " * 5000, "a" * 20000])
def test_any_text_is_read(text: str) -> None:
    """A definition may be as long as a file allows."""
    assert isinstance(applause(text, text, text), str)
