"""The checks that read sentences catch what they should, and are quiet where a sentence is fine.

Each sentence is the approach of a strategy that has nothing else: no diagnosis and no list of what is left
undone, which is the hardest case. `faults` are the checks that speak; `missed` those that a reader would
want to speak and that do not. The pages of the checks give the counts, and a test compares them.
"""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest

from gameplan.checks import BY_CODE
from gameplan.checks.engine import Loudness, judge
from gameplan.checks.ground import Ground
from gameplan.checks.words import root, tools_in
from gameplan.explain import DAY
from gameplan.loader import load
from gameplan.reports.text import as_text
from gameplan.settings import Limits
from gameplan.source import from_memory

CODES = ("STR03", "STR04", "STR06", "STR07")


class House(NamedTuple):
    """An organisation with what it knows about itself."""

    name: str
    function: str
    audience: str
    insight: str


HOUSES = {
    "council": House(
        "Ottermouth Town Council", "Refuse and streets", "Residents of the old town",
        "Residents ring twice because two desks tell them two things.",
    ),
    "charity": House(
        "The Lantern Hospice", "Care at home", "Families who look after somebody at home",
        "Carers do not ask for help because they think that others need it more.",
    ),
    "software": House(
        "Halyard Systems", "Support", "Administrators of small firms",
        "Administrators trust a known bug more than a silent release.",
    ),
    "school": House(
        "Fernhill Primary School", "Teaching", "Parents who work shifts",
        "Parents read what their child tells them about, and little else.",
    ),
    "hospital": House(
        "St Brannock's Hospital", "Outpatients", "Patients before a first appointment",
        "Patients stay away because they do not know what will be done to them.",
    ),
    "museum": House(
        "The Rope and Anchor Museum", "Collections", "Visitors from the harbour quarter",
        "Families believe that a museum is where one must be quiet.",
    ),
}  # fmt: skip

GOOD = (
    # council
    ("council", "Say what we do not know yet as plainly as what we know, and come back at the hour we named."),
    ("council", "One desk owns the words and every other desk borrows them."),
    ("council", "Show the bill: whoever asks why a street is dirty sees what sweeping it costs and who decides."),
    ("council", "We answer where the question was asked, on Facebook as much as at the counter, because neighbours read along."),
    ("council", "Street by street: we go where the bins overflow, with the crew that empties them, and put it right before we write about it."),
    ("council", "Publish each decision the day it is taken, with the votes, rather than a digest that comes when nobody can object."),
    ("council", "We would rather lose an argument in public than win it behind a form."),
    ("council", "Visit every street once a year and ask one question at each door."),
    # charity
    ("charity", "Let carers speak to carers. We hold the door and keep our logo out of it."),
    ("charity", "Say thank you before we say please."),
    ("charity", "Families meet us long before they need us: at the allotment, in the choir, at the school fair."),
    ("charity", "Nobody should learn about hospice care from a collecting tin, so nurses explain it in kitchens, one family at a time."),
    ("charity", "We publish what went wrong each month next to what went well, because donors who see the first believe the second."),
    ("charity", "A volunteer who has lost somebody writes back to each person who has. No templates."),
    ("charity", "Spend on the people who already give, and let them bring the next one."),
    # software
    ("software", "Publish the bug before a customer finds it."),
    ("software", "Developers trust other developers, so engineers answer questions under their own names and sales stays out of the thread."),
    ("software", "We document what the product cannot do as carefully as what it can, and send people to a rival where that is the better tool."),
    ("software", "Win the person who has to keep it running at night. Whoever signs the order will ask that person first."),
    ("software", "Meet administrators in the forums they built themselves, as guests who fix things, instead of calling them to ours."),
    ("software", "Support writes the manual: every ticket that needed an hour becomes a page before it is closed."),
    ("software", "We leave Twitter to the press and put our people where our users get stuck: in the issue tracker."),
    ("software", "Make upgrading boring."),
    # school
    ("school", "Pupils explain what they learnt today, and parents hear it from them before they hear it from us."),
    ("school", "One message a week and no exceptions, so that a parent on night shift can trust that nothing was missed."),
    ("school", "Catch parents at the gate, where they already stand, and keep letters for what must be signed."),
    ("school", "Teachers ring home with good news first. The difficult call comes later and lands softer."),
    ("school", "We talk about how children learn rather than how well they score."),
    ("school", "Every video we make is made by a pupil, about something that did not work the first time."),
    ("school", "Admit that we are full, and help families find a place elsewhere."),
    ("school", "Build trust with shift workers by ringing at the hours they chose."),
    # hospital
    ("hospital", "Tell patients what it will feel like. The leaflets say what it is called."),
    ("hospital", "Waiting is our worst face, so we show the queue as it is, to the minute, and say why."),
    ("hospital", "The ward answers, not the press office: a nurse's sentence calms faster than ours."),
    ("hospital", "Give relatives one number and one name from admission to discharge."),
    ("hospital", "We stop advertising departments and begin explaining decisions: why this scan, why not today, who looked at it."),
    ("hospital", "Patients rehearse the first appointment with somebody who has had it, on YouTube or in the day room, and come less afraid."),
    ("hospital", "Ask what frightened you. Change that. Tell the next one."),
    # museum
    ("museum", "Bring the objects to the harbour before we ask the harbour to come to the objects."),
    ("museum", "Loud on purpose: children touch, drop and shout, and the label follows from what they asked."),
    ("museum", "Curators say what they do not know about a thing, and the town tells them."),
    ("museum", "We show one rope and how it was made for as long as it takes, instead of forty ships behind glass."),
    ("museum", "Families who never came set the opening hours, and we learn to work on Sunday evenings."),
    ("museum", "The best label is a neighbour who sailed on her."),
    ("museum", "Instagram shows the repair and the museum shows the ship, so that a picture makes people want the smell of tar."),
    ("museum", "Lend things out. What nobody may touch, nobody will miss."),
    # written after the lists of words were
    ("council", "Councillors argue in public and we report both sides in their own words, so that nobody needs a friend at the town hall to follow."),
    ("council", "Fewer notices, each of them true on the day it is read."),
    ("council", "We want the complaint before the letter to the paper, so complaining to us has to be the easier of the two."),
    ("council", "Use the bin crews as our reporters."),
    ("council", "Run every announcement past one resident who is cross with us."),
    ("charity", "Build the appeal around what a night nurse costs and let people buy hours."),
    ("charity", "Volunteers recruit volunteers: we give each of them one evening to show a friend around and keep our posters at home."),
    ("charity", "Share the waiting list openly, even when it makes us look bad, since families plan by it."),
    ("charity", "Grow slowly. Every new street gets a nurse first and a leaflet second."),
    ("charity", "Put the money where the giver can see it."),
    ("software", "Create nothing that a customer could write better; pay them to write it."),
    ("software", "Publish weekly what broke and what it taught us, because administrators trust a vendor with scars."),
    ("software", "Open the roadmap, run the votes in the open and accept that rivals read along."),
    ("software", "Engineers join the Slack channels of our ten largest users and stay quiet until somebody is stuck."),
    ("software", "We sell to people who have already failed with a spreadsheet, so we speak about that failure."),
    ("school", "Send fewer letters. Ring instead."),
    ("school", "Start with grandparents: they fetch the children, they have time, and nobody writes to them."),
    ("school", "Create a place where parents on the late shift can see the morning's work before they sleep."),
    ("school", "Teach parents to read the report before the report arrives."),
    ("hospital", "Post the waiting time every hour on the door, the website and the bus stop, since people leave home by it."),
    ("hospital", "Engage patients who failed to attend by asking each of them one question: what would have helped?"),
    ("hospital", "Create calm. Explain delays before they are noticed, introduce every person by name, and end each visit with what happens next."),
    ("hospital", "Invite the people who complained to write the leaflet with us."),
    ("hospital", "The surgeons film nothing and the patients film everything, with our help and with a right to delete."),
    ("museum", "Host the harbour's own meetings, lend the hall for weddings and let the collection be found on the way to the bar."),
    ("museum", "Use objects nobody has seen to ask questions nobody can answer yet, on TikTok where the pupils are and in the hall on Saturdays."),
    ("museum", "Share authorship. Every new label carries two names, one of theirs and one of ours."),
    ("museum", "Regular visitors bring a first-timer and get the key to the store for an hour."),
    ("council", "Answer on Facebook what was asked on Facebook, by phone what was asked by phone, and never twice."),
    ("council", "Residents already gather in forty Facebook groups. We go there as guests, under our own names, and leave when asked."),
    ("hospital", "LinkedIn brings us nurses; nothing else we have tried did. So the ward sisters write there about their shifts, unpolished, and HR answers every message by lunch."),
    ("software", "Stop posting. Start calling."),
    ("council", "We give up X and put the hours into the letterbox newspaper that three in four households read."),
    ("school", "Train one teacher in each year group to answer parents on WhatsApp, because that is where the questions are, and close the office line after four."),
    ("school", "Make parents the first to know."),
    ("hospital", "Be the most honest hospital in the county."),
    ("museum", "Let the collection travel by post."),
    ("museum", "Use what we have: forty years of letters from visitors, one a day, answered at last."),
    ("museum", "Show, don't tell."),
    ("museum", "Every week one family chooses the object and tells us why it matters to them."),
    ("hospital", "Free up the nurses: anything that can be answered by a page is answered by a page, and the phone is for fear."),
    ("council", "Record every question, answer the ten most common in public and change the form that caused the eleventh."),
    ("software", "Publish the source, document the failures, open the tracker. Whoever can see the workings will forgive the faults."),
    ("council", "Focus on the street, then the quarter, then the town."),
    ("software", "Win sceptics by inviting them to audit us every quarter and publishing what they write."),
    ("school", "Cut the newsletter to one page and the website to three, and spend the time saved at the school gate."),
    ("charity", "We invest in the receptionist, because she is the channel."),
    ("hospital", "Design for the person who cannot read our letter."),
    ("charity", "Grow the choir: singers bring families, families bring questions, and questions bring the talk about care that no leaflet ever did."),
    ("charity", "Host, listen, repeat."),
    ("museum", "Open the archive on Thursdays and let the town label it."),
    # several sentences, as people really write
    ("council", "Residents hear from the crew, not from the office. The crew may answer without asking, within four plain rules, and the office backs them when it goes wrong. We accept a clumsy sentence in return for a true one."),
    ("hospital", "We move the explaining to the day before. A clerk with time rings each patient of the next morning, goes through the door, the corridor and the chair with them, and writes down what they feared. What many fear, the department changes."),
)  # fmt: skip


class Bad(NamedTuple):
    """An approach that is none: which checks say so, and which should and do not."""

    house: str
    approach: str
    faults: str
    missed: str = ""


BAD = (
    # tools in the place of an approach
    Bad("council", "We're thinking of using Facebook as our social media strategy", "STR03"),
    Bad("council", "Use Facebook, Instagram and X.", "STR03"),
    Bad("charity", "Be on TikTok.", "STR03"),
    Bad("software", "Launch a LinkedIn page and share our content there.", "STR03"),
    Bad("school", "We will have a blog, a podcast and a newsletter.", "STR03"),
    Bad("hospital", "Our approach is to maintain an active presence on Facebook, Twitter, YouTube and LinkedIn for patients and staff.", "STR03"),
    Bad("museum", "Get on Instagram because everybody is on Instagram.", "STR03"),
    Bad("museum", "Facebook for families, Instagram for students, LinkedIn for sponsors, YouTube for schools.", "STR03"),
    Bad("charity", "Use WhatsApp instead of email.", "STR03"),
    Bad("software", "We want to be on Mastodon and Threads before our competitors.", "STR03"),
    Bad("council", "Move our followers from Twitter to Bluesky and Mastodon.", "STR03"),
    Bad("school", "The school will set up a Facebook page for parents and will use it to post photos from class and other news.", "STR03"),
    Bad("hospital", "Launch the new app and redesign the website.", "STR03"),
    Bad("museum", "The Collection Desk for objects and the Harbour Wall for people.", "STR03"),
    Bad("software", "Publish two blog articles per month and one newsletter every second week.", "STR03"),
    # things to do, and nothing that holds them together
    Bad("charity", "Post daily. Run a competition. Launch a spring appeal.", "STR06"),
    Bad("charity", "Launch a spring appeal, run a raffle and host a summer ball.", "STR04"),
    Bad("council", "- Redesign the letters\n- Train the front desk\n- Print posters for the bus shelters\n- Open a stall on market day", "STR04"),
    Bad("software", "1. Hire a community manager\n2. Sponsor two conferences\n3. Write case studies", "STR04"),
    Bad("school", "Organise an open day. Print a prospectus. Send it to every nursery in the district.", "STR04"),
    Bad("hospital", "- Produce patient stories\n- Introduce a hashtag\n- Engage local journalists\n- Improve signage", "STR04"),
    Bad("museum", "We will host late openings, produce a film about the rope walk, invite bloggers and advertise on buses.", "STR04"),
    Bad("museum", "Create a mascot; design badges; sell them at the desk; hold a naming contest.", "STR04"),
    Bad("charity", "A spring appeal, a raffle, a summer ball and a calendar with nurses.", "", "STR04"),
    Bad("software", "Case studies should be written, conferences sponsored and a manager hired.", "", "STR04"),
    Bad("council", "What we will do this year:\n\n- Redesign the letters that go\n  to all the streets by the river\n- Train the front desk\n- Offer a stall on market day", "STR04"),
    # how often
    Bad("council", "Post three times a week and share one story every Friday.", "STR06"),
    Bad("charity", "We follow a content calendar with themed days: Motivation Monday, Thank-you Thursday, Story Sunday.", "STR06"),
    Bad("school", "Daily updates at 8am and 4pm.", "STR06"),
    Bad("hospital", "Regularly post relevant content throughout the week.", "STR06"),
    Bad("museum", "An object of the day every morning, a story every evening, a quiz every weekend.", "STR06"),
    Bad("museum", "Tweet hourly during opening times.", "STR06"),
    Bad("school", "Fill the slots: news on one day, pictures on the next, sports after that.", "", "STR06"),
    # words that fit anybody
    Bad("council", "Be active on the platforms where our audience is, post engaging content regularly, and build a community.", "STR07"),
    Bad("charity", "Create authentic, relevant content that builds trust and drives engagement with our stakeholders.", "STR07"),
    Bad("software", "We leverage digital storytelling to raise awareness and strengthen our brand.", "STR07"),
    Bad("school", "Deliver the right message to the right people at the right time.", "STR07"),
    Bad("hospital", "Grow our online presence and increase reach across all channels.", "STR07"),
    Bad("museum", "Be innovative, inspiring and interactive, and put experience first.", "STR07"),
    Bad("charity", "Connect, engage, inspire.", "STR07"),
    Bad("hospital", "Be there in the hours when people ask and nobody else answers.", "STR07"),
    Bad("software", "Foster a vibrant community through meaningful interaction and thought leadership.", "STR07"),
    Bad("council", "Put people at the heart of everything we say and do.", "", "STR07"),
    Bad("council", "Engage residents with engaging content.", "", "STR07"),
    # written after the lists of words were
    Bad("council", "Increase our use of social media such as Facebook, Nextdoor and YouTube to communicate with residents.", "STR03"),
    Bad("council", "Post at least one update per day on all pages, and two on market days.", "STR06"),
    Bad("council", "Communicate proactively and transparently with all stakeholders across all relevant channels.", "STR07"),
    Bad("charity", "A new website, an app and a monthly email.", "STR03"),
    Bad("charity", "Develop a brand guide, create a photo library, launch a legacy campaign, increase online donations.", "STR04"),
    Bad("charity", "Raise awareness of our brand and grow our reach by being authentic and consistent.", "STR07"),
    Bad("software", "LinkedIn for leads, Twitter for support, YouTube for demos, Discord for developers.", "STR03"),
    Bad("software", "- Launch a podcast\n- Host a user conference\n- Offer a referral bonus\n- Publish benchmarks", "STR04"),
    Bad("software", "Two blog posts a week, one webinar a month.", "STR03"),
    Bad("software", "Become the leading voice in our space through innovative thought leadership content.", "STR07"),
    Bad("school", "Set up Instagram and make sure that each class posts on it.", "STR03"),
    Bad("school", "We will start a newsletter, redesign the prospectus and organise two open evenings.", "STR04"),
    Bad("school", "News on Mondays, photos on Wednesdays, sport on Fridays.", "STR06"),
    Bad("school", "Strengthen our positive image and foster strong partnerships with our community.", "STR07"),
    Bad("hospital", "Use Facebook Live for talks by consultants.", "STR03"),
    Bad("hospital", "Redesign the appointment letter, train reception staff, open a patient portal, publish waiting times.", "STR04"),
    Bad("hospital", "Schedule three health tips each week and one staff portrait each month.", "STR06"),
    Bad("hospital", "Deliver high-quality communication that puts our users first.", "STR07"),
    Bad("museum", "Digital first: Instagram, TikTok, YouTube Shorts.", "STR03"),
    Bad("museum", "Introduce late openings; run a membership drive; expand the shop; host school sleepovers.", "STR04"),
    Bad("museum", "A weekly object, a monthly lecture and a yearly festival, all planned in one content calendar.", "STR06"),
    Bad("museum", "Offer compelling storytelling and exciting experiences for a diverse audience.", "STR07"),
    Bad("museum", "A video series, a newsletter, a competition.", "STR03"),
    Bad("software", "Be everywhere our customers are, all the time.", "", "STR07"),
    Bad("charity", "Tell our story.", "", "STR07"),
    Bad("hospital", "Do what the other hospitals do, and do it better.", "", "STR07"),
    Bad("school", "First comes a brochure, afterwards a tour of the nurseries, finally a summer fair.", "", "STR04"),
    Bad("council", "There shall be something new for every day that the offices are open.", "", "STR06"),
    Bad("museum", "Wherever the young people are nowadays, probably the one with the short films.", "", "STR03"),
)  # fmt: skip


def found(house: str, approach: str) -> str:
    """The codes of the checks that speak about an approach."""
    its = HOUSES[house]
    files = {
        "playbook.yml": {"title": "Our playbook", "organisation": its.name, "visibility": "public"},
        "vision.yml": {"statement": "Nobody is left standing."},
        "functions.yml": {"work": {"title": its.function}},
        "audiences.yml": {"people": {"title": its.audience}},
        "insights.yml": {"found": {"title": "What we found", "statement": its.insight}},
        "goals.yml": {"better": {"title": "Fewer are left standing"}},
        "tools.yml": {"a": {"title": "Collection Desk"}, "b": {"title": "Harbour Wall"}},
        "strategies.yml": {
            "ours": {
                "title": "What we chose", "approach": approach, "pursues": ["better"], "supports": ["work"],
                "reaches": ["people"], "informed_by": ["found"],
            }
        },
    }  # fmt: skip
    # JSON is YAML, and quotes every sentence in the same way.
    loaded = load(from_memory({f"ours/{p}": json.dumps(t) for p, t in files.items()}), Limits())
    assert as_text(loaded.findings, loaded.texts) == ""
    judged = judge([BY_CODE[code] for code in CODES], Ground(loaded.graph, DAY), Loudness())
    return " ".join(d.code for d in judged.findings)


@pytest.mark.parametrize(("house", "approach"), GOOD)
def test_a_good_approach_is_left_alone(house: str, approach: str) -> None:
    assert found(house, approach) == ""


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.approach[:40])
def test_a_bad_approach_is_found_by_exactly_these(bad: Bad) -> None:
    assert found(bad.house, bad.approach) == bad.faults


def test_the_corpus_is_wide_enough() -> None:
    assert len(GOOD) >= 40
    assert len(BAD) >= 25
    for house in HOUSES:
        assert sum(h == house for h, _ in GOOD) >= 5
        assert sum(bad.house == house for bad in BAD) >= 4


@pytest.mark.parametrize("code", CODES)
def test_the_page_of_a_check_gives_the_counts_that_are_measured_here(code: str) -> None:
    caught = sum(code in bad.faults for bad in BAD)
    missed = sum(code in bad.missed for bad in BAD)
    page = " ".join(BY_CODE[code].text.split())
    assert (
        f"catches {caught} of {caught + missed} that have this fault and none of {len(GOOD)} that are fine"
        in page
    )


@pytest.mark.parametrize(
    ("text", "own", "tools"),
    [
        ("We post on Facebook and facebook, and on YouTube", (), ["Facebook", "YouTube"]),
        ("Generation X and brand X", (), []),
        ("Use X", (), ["X"]),
        ("Twitter, X or Threads", (), ["Twitter", "X", "Threads"]),
        ("Signal that we care, and meet the Mastodon in room four", (), []),
        ("Common Threads on Display", (), []),
        ("Ask on Telegram", (), ["Telegram"]),
        ("One shared inbox for every door", ("Shared inbox",), ["shared inbox"]),
        ("Camera shy. Camera first. Every camera counts.", ("Camera",), []),
        ("We answer through Deskpro", ("Deskpro",), ["Deskpro"]),
        ("See [[tools/instagram|the pictures]] and [[tools/instagram]]", (), ["instagram"]),
    ],
)
def test_a_tool_is_told_from_a_word(text: str, own: tuple[str, ...], tools: list[str]) -> None:
    assert sorted(tools_in(text, own)) == sorted(tools)


@pytest.mark.parametrize(
    "piece", ["[", "[[", "](", "leave ", "every ", "* ", "a, ", "1. ", "X ", "on X and ", "\n"]
)
def test_no_text_keeps_a_check_busy(piece: str) -> None:
    """The author of a playbook is not trusted; a pattern that tries all ways would hang here."""
    found("council", (piece * 20_000)[:19_990] + "Be there.")


def test_the_name_of_the_organisation_is_no_tool() -> None:
    assert tools_in("People use Canva at home", ours="Canva Street School") == ()


def test_forms_of_a_word_have_one_root() -> None:
    for forms in (
        "use using uses",
        "post posting posts",
        "share sharing shared",
        "story stories",
        "run running runs",
    ):
        assert len({root(word) for word in forms.split()}) == 1, forms
