"""What the checks for contradictions catch, and what they must leave alone, case by case.

They compare what sentences mean, which a program cannot. So there are more cases here in which they
must be quiet than in which they speak: a team that is told of a contradiction where there is none
will not read the next message.
"""

from __future__ import annotations

from textwrap import indent

import pytest

from gameplan.checks import BY_CODE
from gameplan.checks.contradictions.words import said, same_act
from gameplan.explain import Example, played
from gameplan.reports.text import as_text

BANS = """\
title: Bans
purpose: Keeps us out of trouble.
owner: editor
effective: 2026-03-09
clauses:
"""
OTHERS = BANS.replace("Bans", "Others")
DOES = """\
implements: [be-the-evening-desk]
owner: editor
responsible: [branch-responder]
runs_on: [main-page]
starts: 2026-05-01
"""


def found(code: str, files: dict[str, str]) -> list[str]:
    """What one check says of files over the clean playbook."""
    example = Example("Case", {f"merrowby/{path}": text for path, text in files.items()}, ())
    loaded, judged = played(example, [BY_CODE[code]])
    assert as_text(loaded.findings, loaded.texts) == ""
    return [d.message for d in judged.findings]


def policy(clause: str, head: str = BANS) -> str:
    return f"{head}  it:\n{indent(clause, '    ')}"


# --- CON01: a tactic does what is forbidden -----------------------------------------------------

DRAW = f"title: The Friday prize draw\n{DOES}"
DONE_BUT_FORBIDDEN = {
    "the very thing, everywhere": ("strength: must-not\nstatement: Never run a prize draw.\n", DRAW),
    "the very thing, on its channel": (
        "strength: must-not\nstatement: Run no prize draws on this page.\ncovers: [main-page]\n",
        DRAW,
    ),
    "with a word of praise less": (
        "strength: must-not\nstatement: Do not share photographs of children's parties.\nbinds: [branch-responder]\n",
        f"title: Saturday pictures\n{DOES}steps: [Take photographs at a party, Share the photographs of the children at the party]\n",
    ),
    "everything on the page": (
        "strength: must-not\nstatement: Nothing more is posted here.\ncovers: [main-page]\n",
        f"title: Book of the week\n{DOES}",
    ),
    "the page by its name": (
        "strength: must-not\nstatement: Do not use Mastodon.\ncovers: [main-page]\nspeaking_as: official\n",
        f"title: Book of the week\n{DOES}",
    ),
    "in the situation it speaks of": (
        "strength: must-not\nwhen: A school visits.\nstatement: Do not publish group photographs.\n",
        f"title: Group photographs\nsummary: One of each school that visits us.\n{DOES}",
    ),
}

DONE_AND_ALLOWED = {
    "it forbids something else": (
        "strength: must-not\nstatement: Never name a borrower.\ncovers: [main-page]\n",
        DRAW,
    ),
    "half of it is not it": (
        "strength: must-not\nstatement: Never publish the prize money of suppliers.\n",
        DRAW,
    ),
    "it is narrowed": (
        "strength: must-not\nstatement: Never run a prize draw without written rules.\n",
        DRAW,
    ),
    "it has a limit": (
        "strength: must-not\nstatement: Never run a prize draw.\nlimit: {at_most: 2, unit: draws, per: year}\n",
        DRAW,
    ),
    "somebody may allow it": (
        "strength: must-not\nstatement: Never run a prize draw.\napprover: director\n",
        DRAW,
    ),
    "an exception speaks of it": (
        "strength: must-not\nstatement: Never run a prize draw.\nexceptions: [{for: The draw on Fridays}]\n",
        DRAW,
    ),
    "it binds others": ("strength: must-not\nstatement: Never run a prize draw.\nbinds: [keeper]\n", DRAW),
    "it is about oneself": (
        "strength: must-not\nstatement: Never run a prize draw.\nspeaking_as: personal\n",
        DRAW,
    ),
    "it begins when the tactic is over": (
        "strength: must-not\nstatement: Never run a prize draw.\neffective: 2026-07-01\n",
        f"{DRAW}ends: 2026-06-26\n",
    ),
    "it is advice": ("strength: should-not\nstatement: Never run a prize draw.\n", DRAW),
    "it is not in force": ("strength: must-not\nstatement: Never run a prize draw.\nstatus: draft\n", DRAW),
    "it holds in a situation of its own": (
        "strength: must-not\nwhen: An election has been called.\nstatement: Never run a prize draw.\n",
        DRAW,
    ),
    "listening is not posting": (
        "strength: must-not\nstatement: Post nothing here.\ncovers: [main-page]\n",
        f"title: Read what people say\nmode: listen\n{DOES}",
    ),
    "a time in which to be quiet": (
        "strength: must-not\nstatement: Do not post after 21:00.\ncovers: [main-page]\n",
        f"title: Book of the week\n{DOES}",
    ),
    "a situation that is a time": (
        "strength: must-not\nwhen: After 21:00.\nstatement: Post nothing.\ncovers: [main-page]\n",
        f"title: Book of the week\n{DOES}",
    ),
    "the tactic says that it leaves it": (
        "strength: must-not\nstatement: Never run a prize draw.\n",
        f"title: Book of the week\n{DOES}steps: [Never promise a prize or a draw]\n",
    ),
    "the ban is denied": (
        "strength: must-not\nstatement: Do not run a prize draw that is not in the programme.\n",
        DRAW,
    ),
}


@pytest.mark.parametrize("case", DONE_BUT_FORBIDDEN)
def test_a_tactic_that_does_what_is_forbidden_is_found(case: str) -> None:
    clause, tactic = DONE_BUT_FORBIDDEN[case]
    assert (
        len(
            found("CON01", {"policies/bans.yml": policy(clause), "tactics.yml": "", "tactics/it.yml": tactic})
        )
        >= 1
    )


@pytest.mark.parametrize("case", DONE_AND_ALLOWED)
def test_a_tactic_beside_a_ban_is_left_alone(case: str) -> None:
    clause, tactic = DONE_AND_ALLOWED[case]
    assert (
        found("CON01", {"policies/bans.yml": policy(clause), "tactics.yml": "", "tactics/it.yml": tactic})
        == []
    )


def test_a_rule_against_a_post_counts_as_a_ban() -> None:
    rule = "title: Prizes\nwhen: A draft offers a prize draw.\naction: do-not-post\ntype: publish\n"
    files = {"rules/prizes.yml": rule, "tactics/it.yml": DRAW}
    assert found("CON01", files) == ['"The Friday prize draw" does what "Prizes" forbids.']
    files["rules/prizes.yml"] = rule.replace("prize draw", "prize draw, and nobody signed the rules")
    assert found("CON01", files) == []


# --- CON02: two clauses or rules that contradict each other -------------------------------------

ANSWER = "strength: must\nstatement: Answer each comment under our posts.\nspeaking_as: official\n"
SILENT = "strength: must-not\nstatement: Do not reply to comments under our posts.\nspeaking_as: official\n"
CONTRADICTING = {
    "must and must not": (ANSWER, SILENT),
    "in one situation": (
        f"{ANSWER}when: A comment is hostile.\n",
        f"{SILENT}when: When the comment is hostile\n",
    ),
    "on one channel, for one role": (
        f"{ANSWER}covers: [main-page]\nbinds: [editor]\n",
        f"{SILENT}covers: [main-page]\nbinds: [editor]\n",
    ),
    "allowed and forbidden": (ANSWER.replace("must", "may"), SILENT),
    "both are duties, and one denies": (
        ANSWER,
        "strength: must\nstatement: Never answer comments under our posts.\nspeaking_as: official\n",
    ),
    "should and should not": (
        ANSWER.replace("must", "should"),
        SILENT.replace("must-not", "should-not"),
    ),
}

IN_HARMONY = {
    "other channels": (f"{ANSWER}covers: [main-page]\n", SILENT),
    "other people": (f"{ANSWER}binds: [editor]\n", f"{SILENT}binds: [branch-responder]\n"),
    "other situations": (f"{ANSWER}when: A comment asks something.\n", f"{SILENT}when: A comment insults.\n"),
    "always, and in one situation": (ANSWER, f"{SILENT}when: A comment insults.\n"),
    "opposite situations": (
        f"{ANSWER}when: A comment is hostile.\n",
        f"{SILENT}when: A comment is not hostile.\n",
    ),
    "at work and at home": (ANSWER, SILENT.replace("official", "personal")),
    "another act": (
        "strength: must\nstatement: Hide comments that attack a person.\n",
        "strength: must-not\nstatement: Do not delete comments that attack a person.\n",
    ),
    "another thing": (ANSWER, SILENT.replace("comments under our posts", "journalists")),
    "the particular case": (
        "strength: should\nstatement: Answer comments.\n",
        "strength: must-not\nstatement: Do not answer comments of journalists about colleagues.\n",
    ),
    "with and without": (
        "strength: may\nstatement: Publish pictures of visitors with a form.\n",
        "strength: must-not\nstatement: Never publish pictures of visitors without a form.\n",
    ),
    "how often": (ANSWER, SILENT.replace("Do not reply", "Do not reply more than twice")),
    "a limit": (ANSWER, f"{SILENT}limit: {{at_most: 3, unit: replies, per: thread}}\n"),
    "an exception": (ANSWER, f"{SILENT}exceptions: [{{for: Questions}}]\n"),
    "one after the other": (ANSWER, f"{SILENT}effective: 2027-01-01\n"),
    "better not, but allowed": (
        ANSWER.replace("must", "may"),
        SILENT.replace("must-not", "should-not"),
    ),
    "both forbid": (SILENT, SILENT.replace("must-not", "should-not")),
    "both ask": (ANSWER, ANSWER.replace("must", "should")),
    "a denial inside": (
        "strength: must\nstatement: Hide abuse and nothing else.\n",
        "strength: must-not\nstatement: Hide abuse.\n",
    ),
}


@pytest.mark.parametrize("case", CONTRADICTING)
def test_two_clauses_that_contradict_each_other_are_found_once(case: str) -> None:
    one, other = CONTRADICTING[case]
    files = {"policies/bans.yml": policy(one), "policies/others.yml": policy(other, OTHERS)}
    assert len(found("CON02", files)) == 1


@pytest.mark.parametrize("case", IN_HARMONY)
def test_two_clauses_that_can_both_be_kept_are_left_alone(case: str) -> None:
    one, other = IN_HARMONY[case]
    head = OTHERS.replace("clauses:", "expires: 2026-12-31\nclauses:")
    first = policy(one, head if case == "one after the other" else OTHERS)
    assert found("CON02", {"policies/bans.yml": policy(other), "policies/others.yml": first}) == []


def test_a_policy_that_prevails_settles_it() -> None:
    over = OTHERS.replace("clauses:", "prevails_over: [bans]\nclauses:")
    files = {"policies/bans.yml": policy(SILENT), "policies/others.yml": policy(ANSWER, over)}
    assert found("CON02", files) == []


def test_a_playbook_is_told_that_it_contradicts_the_one_it_extends() -> None:
    """It knows of its parent; the parent cannot know of all who extend it."""
    files = {"policies/bans.yml": policy(ANSWER)}
    child = {
        "merrowby/playbook.yml": "title: Libraries\norganisation: Merrowby\nextends: [council]\n",
        "merrowby/policies/bans.yml": files["policies/bans.yml"],
        "council/playbook.yml": "title: Council\norganisation: Merrowby\n",
        "council/policies/others.yml": policy(SILENT, OTHERS).replace("owner: editor\n", ""),
    }
    loaded, judged = played(Example("Case", child, ()), [BY_CODE["CON02"]])
    assert as_text(loaded.findings, loaded.texts) == ""
    assert [d.place.path for d in judged.findings] == ["playbooks/merrowby/policies/bans.yml"]


RULE = """\
title: {title}
when: {when}
action: {action}
responder: {who}
"""


@pytest.mark.parametrize(
    ("first", "second", "who", "when", "count"),
    [
        ("reply", "no-reply", "editor", "Somebody is hostile to us", 1),
        ("reply", "monitor", "editor", "Somebody is hostile, to us!", 1),
        ("post", "do-not-post", "editor", "Somebody is hostile to us.", 1),
        ("hide", "no-reply", "editor", "somebody is hostile to us", 1),
        ("reply", "no-reply", "branch-responder", "Somebody is hostile to us", 0),
        ("reply", "no-reply", "editor", "Somebody is not hostile to us", 0),
        ("reply", "no-reply", "editor", "Somebody asks us something", 0),
        ("reply", "hide", "editor", "Somebody is hostile to us", 0),
        ("reply", "escalate", "editor", "Somebody is hostile to us", 0),
        ("reply", "correct", "editor", "Somebody is hostile to us", 0),
    ],
)
def test_rules_contradict_each_other_in_one_situation_alone(
    first: str, second: str, who: str, when: str, count: int
) -> None:
    files = {
        "rules/first.yml": RULE.format(
            title="First", when="Somebody is hostile to us.", action=first, who="editor"
        ),
        "rules/second.yml": RULE.format(title="Second", when=when, action=second, who=who),
    }
    assert len(found("CON02", files)) == count


@pytest.mark.parametrize(
    ("clause", "count"),
    [
        ("strength: must-not\nstatement: Do not answer.\n", 1),
        ("strength: must-not\nstatement: Do not answer hostile people.\n", 1),
        ("strength: must-not\nstatement: Do not answer.\nbinds: [keeper]\n", 0),
        ("strength: must-not\nstatement: Do not answer at night.\n", 0),
        ("strength: must-not\nstatement: Do not answer more than twice.\n", 0),
        ("strength: must-not\nstatement: Do not insult.\n", 0),
        ("strength: must\nstatement: Answer.\n", 0),
    ],
)
def test_a_rule_and_a_clause_for_one_situation(clause: str, count: int) -> None:
    when = "when: Somebody is hostile to us.\n"
    files = {
        "rules/first.yml": RULE.format(
            title="First", when="Somebody is hostile to us", action="reply", who="editor"
        ),
        "policies/bans.yml": policy(clause + when),
    }
    assert len(found("CON02", files)) == count


# --- the words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verb", "denies"),
    [
        ("Never confirm or hint who borrowed what.", "confirm", True),
        ("Do not reply to journalists.", "reply", True),
        ("Don’t answer the press.", "reply", True),
        ("We do not post at night.", "post", True),
        ("Publish the bill each quarter.", "post", False),
        ("**Hide** it, see [[policies/conduct#house-rules|our rules]].", "hid", False),
    ],
)
def test_a_sentence_is_taken_apart(text: str, verb: str, denies: bool) -> None:
    assert (said(text).verb, said(text).denies) == (verb, denies)


def test_one_act_in_other_words_is_one_act() -> None:
    assert same_act(said("Answer each comment."), said("Never reply to comments."))
    assert not same_act(said("Answer comments before noon."), said("Never reply to comments."))


@pytest.mark.parametrize("text", ["", "...", "42", "Nein, nie!", "[[x/y]]", "not not not"])
def test_any_text_has_an_answer(text: str) -> None:
    assert said(text).words >= said(text).about
