"""The checks that read clauses: words that say something else than their strength, and a clause beside the one it tightens.

The clauses of the first are of the kind that councils, hospitals, schools, firms and charities publish, in our own words. Some of
the contradictory ones are not found: what one must know the subject to hear, a list of words cannot. The page of the
check gives the counts that are measured here.
"""

from __future__ import annotations

import pytest

from gameplan.checks import BY_CODE
from gameplan.checks.engine import Loudness, judge
from gameplan.checks.ground import Ground
from gameplan.checks.policies.clause_that_loosens import clause_that_loosens
from gameplan.checks.policies.words import told
from gameplan.explain import DAY
from gameplan.loader import load
from gameplan.reports.text import as_text
from gameplan.settings import Limits
from gameplan.source import from_memory

HONEST = [
    # duties in plain words
    ("must", "Hide a comment that attacks a person, and keep a copy."),
    ("must", "Answer within two hours, and say who you are."),
    ("must", "Every account has two people who can sign in."),
    ("must", "Report a lost phone to IT security as soon as possible, and within an hour at the latest."),
    ("must", "Ask a second colleague to read anything that people should act on at once."),
    ("must", "Tell whoever asks where they can complain, and what they should bring."),
    ("must", "Check whether it is possible to recognise a patient before you post a picture."),
    ("must", "Take a picture down if it is possible that somebody in it did not agree."),
    ("must", 'Begin with the words "You should see a doctor today" when a symptom on the list is named.'),
    ("must", "Only the press office may speak to journalists about a case."),
    ("must", "No account may go live before it is in the register."),
    ("must", "Pictures of pupils may be used with a signed form only, and for two years."),
    ("must", "You may hear of it from a parent first; ring the head at once all the same."),
    ("must", "When somebody tries to provoke you, answer the question and nothing else."),
    ("must", "Lock accounts that strangers try to sign in to, and tell the keeper of the keys."),
    ("must", "You must keep a copy of the post, and should add a note of who saw it."),
    ("must", "Staff complete the course first, where they learn what they should leave alone."),
    ("must", "Pass on what you should not have been sent, to the data protection officer and nobody else."),
    ("must", "Escalate to the duty manager if you are unsure whether you should reply."),
    ("must", "Anyone may ask for a copy; send it within a month."),
    ("must", "Decide before the event who should answer, and write it on the rota."),
    ("must", "Parents may take pictures of their own child. Ask them not to post other children."),
    ("must", "Ask the press office, and the lawyers where necessary, before you answer a threat."),
    ("must", "Remember that you are bound by your professional code, which says what you should not share."),
    # prohibitions
    ("must-not", "Never confirm or hint that somebody is a patient of ours."),
    ("must-not", "Do not try to find out who is behind an anonymous account."),
    ("must-not", "Staff may not use the crest on accounts of their own."),
    ("must-not", "Never publish what a family should hear from us first."),
    ("must-not", "Publish nothing about a candidate, even if possible voters ask for it."),
    ("must-not", "Do not promise a date that nobody can keep."),
    ("must-not", "Do not share internal news that you think everyone should hear."),
    ("must-not", "Never say on a public page that somebody should be ashamed of themselves."),
    ("must-not", "Do not publish what could be considered malicious or threatening."),
    # recommendations
    ("should", "Describe every picture in words."),
    ("should", "Answer in the language of the question where you can."),
    ("should", "You should say what happened before you say what you must do about it."),
    ("should", "Post what people must know first, and the rest below it."),
    ("should", "Look up what is required by the platform before you plan a competition."),
    ("should", "Keep a list of the films that are not permitted in schools, and share it."),
    ("should", "Explain in plain words which form people have to fill in."),
    ("should-not", "Do not reply more than twice to the same hostile thread."),
    ("should-not", "Your own account should not give the impression that you speak for the council."),
    ("should-not", "Avoid words that you would have to explain."),
    # freedoms
    ("may", "Be funny, as long as nobody is the joke."),
    ("may", "Have opinions, argue and campaign, as anybody may. You do not have to ask us."),
    ("may", "Employees should feel free to share what we publish."),
    ("may", "You may leave a message from work until the morning. Nobody must answer on a Sunday."),
]

WRONGLY_FOUND = [
    # to hear that the caller's duty is not the writer's, one must parse the sentence
    ("should", "Explain the steps a caller must take, one at a time."),
    # here "as appropriate" means one or the other, and leaves no room
    ("must", "Give your name or your job title, as appropriate."),
]

CONTRADICTORY = [
    # duties that let the reader decide
    ("must", "Reply to complaints within one working day where possible."),
    ("must", "Editors must, wherever practicable, have posts read by a second person."),
    ("must", "Report abusive comments to the platform as appropriate."),
    ("must", "Where appropriate, obtain consent before publishing a photograph."),
    ("must", "Accounts are closed when nobody has used them for a year, if feasible."),
    ("must", "Content is archived at the editor's discretion."),
    ("must", "Use captions on films, time permitting."),
    ("must", "Correct mistakes in the same place as far as possible."),
    # duties that ask for an effort
    ("must", "Try to answer every question before the end of the day."),
    ("must", "Ideally, two people hold the keys of each account."),
    ("must", "Staff are encouraged to say that their views are their own."),
    ("must", "We recommend that you switch on the second step."),
    ("must", "Teams make every effort to answer in Welsh as well."),
    ("must", "Consider asking the press office before you answer a journalist."),
    # duties with the verb of a recommendation, or of a freedom
    ("must", "Employees should state that the opinions are theirs."),
    ("must", "When a thread turns hostile, you should hand it to the duty editor."),
    ("must", "All accounts ought to be entered in the register."),
    ("must", "Everyone should complete the course in their first month."),
    ("must", "A manager should be told of any threat, at once."),
    ("must", "Volunteers may ask for a second reader before they post."),
    ("must-not", "Staff should not discuss patients on social media."),
    ("must-not", "Photographs of pupils should not be posted without consent."),
    ("must-not", "Do not post from a private telephone where possible."),
    ("must-not", "Personal accounts should not be used for the business of the firm."),
    # recommendations and freedoms that leave no choice
    ("should", "Staff must declare that they work for the charity."),
    ("should", "A second signature is required for every paid post."),
    ("should", "Always add a description to a picture."),
    ("should", "Editors shall reply to each question in the order in which they came."),
    ("should", "You have to log each post in the publishing record."),
    ("should-not", "Under no circumstances are comments to be deleted."),
    ("should-not", "Sharing the posts of a party is strictly forbidden."),
    ("should-not", "Never argue with a customer in public."),
    ("may", "Staff must use the hashtag of the campaign."),
    ("may", "Do not use the logo on accounts of your own."),
    ("may", "Pupils should ask a teacher before they post."),
    # what a list of words does not hear
    ("must", "It would be good if somebody kept a copy."),
    ("must", "Where two rules disagree the stricter one should win."),
    ("must", "Most posts are read by a second person."),
    ("may", "Each team keeps a list of its accounts and sends it in by Friday."),
]


def _found(clauses: list[tuple[str, str]]) -> list[str]:
    return [statement for strength, statement in clauses if told(strength, statement)]


def test_the_corpus_is_wide_enough() -> None:
    assert len(HONEST) >= 20
    assert len(CONTRADICTORY) >= 15
    for strength in ("must", "must-not", "should", "should-not", "may"):
        assert [s for s, _ in HONEST].count(strength) >= 2
        assert [s for s, _ in CONTRADICTORY].count(strength) >= 2


def test_the_page_gives_the_counts_that_are_measured() -> None:
    honest = HONEST + WRONGLY_FOUND
    found, wrong = len(_found(CONTRADICTORY)), len(_found(honest))
    counts = f"It finds {found} of {len(CONTRADICTORY)} that contradict their strength, and {wrong} of {len(honest)} honest ones."
    assert counts in " ".join(BY_CODE["POL06"].text.split())


@pytest.mark.parametrize(("strength", "statement"), HONEST, ids=[s[:40] for _, s in HONEST])
def test_an_honest_clause_is_left_alone(strength: str, statement: str) -> None:
    assert told(strength, statement) == ""


def test_it_finds_most_contradictions() -> None:
    assert len(_found(CONTRADICTORY)) >= 0.8 * len(CONTRADICTORY)


@pytest.mark.parametrize(
    ("strength", "statement", "words"),
    [
        ("must", "Reply within a day where reasonably possible.", "where reasonably possible"),
        ("must", "Colleagues should keep a copy.", "should"),
        ("should", "Comments are strictly prohibited.", "are strictly prohibited"),
        ("may", "Never post on a Sunday.", "Never"),
        ("must", "Reply as the [[policies/x#y|clause where possible]] says.", "where possible"),
        ("must", "Reply as `where possible` says.", ""),
    ],
)
def test_it_says_which_words_gave_it_away(strength: str, statement: str, words: str) -> None:
    assert told(strength, statement) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "where " * 4000,
        "who should " * 4000,
        "a" * 20000 + " should",
        "you should, " * 2000,
        "never. " * 3000,
        '"' * 9000,
        "a" * 20000,
    ],
)
@pytest.mark.parametrize("strength", ["must", "must-not", "should", "may"])
def test_any_text_is_read(strength: str, text: str) -> None:
    """A statement may be as long as a file allows."""
    assert isinstance(told(strength, text), str)


# --- a clause beside the one it tightens ----------------------------------------------------------

ROLES = """\
clerk: {title: Clerk, purpose: Knows it.}
porter: {title: Porter, purpose: Knows it too.}
caller: {title: Caller, purpose: Rang once., status: retired}
"""
CHANNELS = """\
board: {title: Notice board}
radio: {title: Radio}
old-radio: {title: Old radio, status: retired}
"""


def _loosened(upper: str, lower: str) -> list[str]:
    """Where a clause is looser than the one it tightens; each is written as a flow of fields besides the statement."""
    clause = "{{title: T, purpose: P, clauses: {{c: {{statement: S, {}}}}}}}"
    manifest = "title: P\norganisation: P\n"
    files = {
        "above/playbook.yml": manifest,
        "above/roles.yml": ROLES,
        "above/channels.yml": CHANNELS,
        "above/policies.yml": "house: " + clause.format(upper),
        "below/playbook.yml": manifest + "extends: [above]\n",
        "below/roles.yml": "runner: {title: Runner, purpose: Runs.}",
        "below/policies.yml": "local: " + clause.format("tightens: house#c, " + lower),
    }
    loaded = load(from_memory(files), Limits())
    assert as_text(loaded.findings, loaded.texts) == ""
    judged = judge([clause_that_loosens], Ground(loaded.graph, DAY), Loudness("default"))
    spans = [d.place.span for d in judged.findings]
    return [files["below/policies.yml"][span.column - 1 : span.end_column - 1] for span in spans]


def _limit(side: str, unit: str, per: str = "comment", strength: str = "must") -> str:
    return f"strength: {strength}, limit: {{{side}, unit: {unit}, per: {per}}}"


MUST = "strength: must"
AN_EXCEPTION = "exceptions: [{for: Fridays, until: 2026-12-31}]"


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("strength: should", "strength: must"),
        ("strength: may", "strength: must-not"),
        ("strength: may", "strength: must"),
        (f"{MUST}, binds: [clerk]", f"{MUST}, binds: [runner, clerk]"),
        (f"{MUST}, binds: [clerk]", MUST),
        (f"{MUST}, binds: [clerk]", f"{MUST}, binds: [everyone]"),
        (f"{MUST}, binds: [clerk, caller]", f"{MUST}, binds: [clerk]"),
        (f"{MUST}, covers: [board]", MUST),
        (f"{MUST}, covers: [board, old-radio]", f"{MUST}, covers: [board, radio]"),
        (_limit("at_most: 3", "replies"), _limit("at_most: 3", "replies")),
        (_limit("at_most: 3", "replies"), _limit("at_most: 1", "reply")),
        (_limit("at_least: 2", "people"), _limit("at_least: 3", "people")),
        (_limit("at_most: 1", "day"), _limit("at_most: 24", "hours")),
        (_limit("at_most: 4", "hours"), _limit("at_most: 30", "minutes")),
        (_limit("at_most: 4", "hours"), _limit("at_most: 5", "working days")),
        (_limit("at_most: 4", "hours"), _limit("at_most: 9", "hours", "thread")),
        (_limit("at_most: 4", "hours"), MUST),
        (f"{MUST}, {AN_EXCEPTION}", f"{MUST}, {AN_EXCEPTION}"),
        (f"{MUST}, {AN_EXCEPTION}", f"{MUST}, exceptions: [{{for: fridays., until: 2026-06-30}}]"),
        ("strength: should", f"{MUST}, {AN_EXCEPTION}"),
        (_limit("at_most: 3", "replies"), f"{_limit('at_most: 2', 'replies')}, {AN_EXCEPTION}"),
        ("strength: must, status: retired", "strength: may"),
    ],
)
def test_a_clause_that_is_as_strict_or_cannot_be_compared_is_left_alone(upper: str, lower: str) -> None:
    assert _loosened(upper, lower) == []


@pytest.mark.parametrize(
    ("upper", "lower", "at"),
    [
        (MUST, "strength: should", "should"),
        ("strength: should-not", "strength: may", "may"),
        (MUST, "strength: must-not", "must-not"),
        ("strength: should", "strength: must-not", "must-not"),
        (MUST, f"{MUST}, binds: [runner]", "[runner]"),
        (f"{MUST}, binds: [clerk, porter]", f"{MUST}, binds: [clerk]", "[clerk]"),
        (MUST, f"{MUST}, covers: [board]", "[board]"),
        (f"{MUST}, covers: [board, radio]", f"{MUST}, covers: [radio]", "[radio]"),
        (
            _limit("at_most: 3", "replies"),
            _limit("at_most: 4", "reply"),
            "{at_most: 4, unit: reply, per: comment}",
        ),
        (
            _limit("at_least: 2", "people"),
            _limit("at_least: 1", "people"),
            "{at_least: 1, unit: people, per: comment}",
        ),
        (
            _limit("at_most: 1", "hour"),
            _limit("at_most: 90", "min"),
            "{at_most: 90, unit: min, per: comment}",
        ),
        (MUST, f"{MUST}, {AN_EXCEPTION}", "{for: Fridays, until: 2026-12-31}"),
        (
            f"{MUST}, exceptions: [{{for: Fridays, until: 2026-06-30}}]",
            f"{MUST}, {AN_EXCEPTION}",
            "2026-12-31",
        ),
        (f"{MUST}, {AN_EXCEPTION}", f"{MUST}, exceptions: [{{for: Fridays}}]", "{for: Fridays}"),
    ],
)
def test_a_looser_clause_is_found_where_it_is_looser(upper: str, lower: str, at: str) -> None:
    assert _loosened(upper, lower) == [at]
