"""What people read in a hurry: replies to copy, guides, levels and procedures, and how the people named there are reached."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from gameplan.loader import load
from gameplan.prose import Prose
from gameplan.settings import Limits
from gameplan.site.concerns import keys
from gameplan.site.data.parts import LevelsBlock, PhasesBlock, QuestionsBlock, RepliesBlock
from gameplan.site.data.pieces import Link
from gameplan.site.desk import Site
from gameplan.site.pages import playbook_pages
from gameplan.site.parts.questions import answer_names
from gameplan.site.paths import Paths
from gameplan.site.people import contact
from gameplan.source import from_memory
from gameplan.visibility import visible
from small import SMALL
from test_site import Made, hrefs

RULE = "title: A question\nwhen: Somebody asks.\naction: reply\n"
EDITOR = (
    "title: Duty editor\npurpose: Answers.\ndeputy: head\nholders:\n"
    "  - {name: Joss, contact: 'joss@m.example, phone 01632 960131', public: true}\n"
    "  - {name: Colin, contact: 01632 960999, until: 2026-06-30}\n"
)
HEAD = "title: Head\npurpose: Decides.\nholders: [{name: Devika, contact: 01632 960118, public: true}]\n"
ROLES = {"m/roles/editor.yml": EDITOR, "m/roles/head.yml": HEAD}


def block(made: Made, address: str, kind: type) -> object:
    """The only block of a kind on a page."""
    (found,) = (b for b in made.pages[address].data().blocks if isinstance(b, kind))
    return found


def public(files: dict[str, str]) -> Made:
    """The pages of a build that anybody may see."""
    loaded = load(from_memory({**SMALL, **files}), Limits())
    made = Made.__new__(Made)
    made.graph = visible(loaded.graph, "public", drafts=False)
    made.site = Site(made.graph, Paths(True), Prose(), "", ("playbooks", "playbooks"))
    made.pages = {p.address: p for playbook in playbook_pages(made.site) for p in playbook}
    return made


# --- situations ---------------------------------------------------------------------------------------


def headings(replies: str) -> list[str]:
    found = block(Made({"m/rules/r.yml": f"{RULE}replies: {replies}\n"}), "m/rules/r", RepliesBlock)
    assert isinstance(found, RepliesBlock)
    return [r.head.title for r in found.replies]


def test_a_reply_without_a_title_is_headed_by_what_readers_know() -> None:
    """Its id says nothing to whoever copies it: its language tells it apart, or else its place."""
    assert headings("{hold-on: {text: A.}}") == ["Reply"]
    assert headings("{a: {text: A.}, b: {text: B.}}") == ["Reply 1", "Reply 2"]
    assert headings("{a: {text: A., title: First}, b: {text: B.}}") == ["First", "Reply 2"]
    both = "{a: {text: A., language: English}, b: {text: B., language: Polish}}"
    assert headings(both) == ["In English", "In Polish"]
    same = "{a: {text: A., language: English}, b: {text: B., language: English}}"
    assert headings(same) == ["Reply 1", "Reply 2"]


def test_what_is_copied_keeps_its_paragraphs() -> None:
    """Who pastes a reply of two paragraphs and a list wants two paragraphs and a list, and no marks of Markdown."""
    text = "text: |\n      Thank **you**, {name}.\n\n      Please bring:\n\n      - a card\n      - a book & a pen\n"
    made = Made({"m/rules/r.yml": f"{RULE}replies:\n  hold:\n    {text}    language: Polish\n"})
    (reply,) = made.page("m/rules/r").all("div", class_="gp-reply__text")
    assert reply["data-gp-copy"] == "Thank you, {name}.\n\nPlease bring:\n\n- a card\n- a book & a pen"
    assert reply["lang"] == "pl"
    assert reply.one("span", class_="gp-gap").text == "{name}"


def test_the_band_says_who_is_told_and_by_when_also_where_nobody_approves() -> None:
    rule = f"{RULE}responder: editor\nnotifies: {{head: 15 min}}\nrespond_within: 4h\ndo: [Read it.]\n"
    page = Made({**ROLES, "m/rules/r.yml": rule}).page("m/rules/r")
    cells = [c.text for c in page.all("div", class_="gp-answer__cell")]
    assert cells == [
        "What to doReplyRead it.",
        "Who answersDuty editorDeputy: Head",
        "Who approvesNobody: it is yoursTell Head within 15 minutes",
        "By whenWithin 4 hours",
    ]
    order = [name for e in page for name in e["class"].split()[:1] if name in ("gp-answer", "gp-meta")]
    assert order == ["gp-answer", "gp-meta"]  # nothing stands between the situation and its answer


def test_a_situation_that_grows_leads_to_its_level() -> None:
    plan = "levels:\n  green: {title: Calm, decides: editor}\n  red: {title: Crisis, decides: head}\n"
    made = Made({**ROLES, "m/escalation.yml": plan, "m/rules/r.yml": f"{RULE}escalates_to: red\n"})
    page = made.page("m/rules/r")
    assert page.one("a", class_="gp-button").text == "Raise to Crisis"
    assert hrefs(page)["Raise to Crisis"] == "../../escalation/#red"
    assert "Level 2 of 2, red" in page.text


# --- how people are reached ---------------------------------------------------------------------------


def test_numbers_and_addresses_can_be_tapped() -> None:
    def links(text: str) -> dict[str, str]:
        return {p.words: p.href for p in contact(text) if isinstance(p, Link)}

    assert links("evening phone 01632 960131") == {"01632 960131": "tel:01632960131"}
    assert links("+44 (0)1632 960-131") == {"+44 (0)1632 960-131": "tel:+441632960131"}
    assert links("a.b@m.example or 999") == {"a.b@m.example": "mailto:a.b@m.example"}
    for none in ("Shared inbox", "room 12, from 2026-03-01", "extension 5521"):
        assert links(none) == {}


@given(st.text(max_size=60))
def test_a_contact_keeps_all_its_words(text: str) -> None:
    """Whatever somebody writes there, nothing is lost, and nothing leads but to a telephone or a letterbox."""
    pieces = contact(text)
    assert "".join(p.words if isinstance(p, Link) else str(p) for p in pieces) == text
    assert all(p.href.startswith(("tel:", "mailto:")) for p in pieces if isinstance(p, Link))


PLAN = """\
hours: From 8 to 21.
levels:
  calm: {title: Calm, decides: editor, respond_within: 8h}
  bad: {title: Bad, decides: head, notifies: {guard: 1h, editor: 15 min}, criteria: [It hurts]}
"""
GUARD = {"m/roles/guard.yml": "title: Guard\npurpose: P.\nholders: [{name: Ida, contact: 01632 960777}]\n"}


def test_cards_have_the_same_rows_and_say_whom_to_call() -> None:
    """One compares along a line; where others are told and here nobody is, that is said."""
    made = Made({**ROLES, **GUARD, "m/escalation.yml": PLAN})
    found = block(made, "m/escalation", LevelsBlock)
    assert isinstance(found, LevelsBlock)
    calm, bad = found.levels
    assert [[f.label for f in row.facts] for row in calm.rows] == [
        [],
        ["Decides"],
        ["Call"],
        ["Answer within"],
        ["Tell"],
    ]
    assert [f.label for f in bad.rows[-1].facts] == ["Tell within 15 minutes", "Tell within 1 hour"]
    page = made.page("m/escalation")
    first, second = page.all("article", class_="gp-level")
    assert first["data-gp-for"].split() == list(keys(["m/roles/editor"]))
    assert second["data-gp-for"].split() == list(keys(["m/roles/editor", "m/roles/guard", "m/roles/head"]))
    assert "Joss, Colin (until 30 June 2026)" in first.text
    assert "phone 01632 960131" in first.text
    assert "joss@m.example" not in first.text  # a telephone rings, mail waits
    assert "Deputy: 01632 960118" in first.text
    assert "Nobody else" in first.text
    assert "Start at Bad and stop at the first that fits." in page.text
    assert [row.text for row in page.one("table", class_="gp-who").all("tr")][1:] == ["GuardIda 01632 960777"]


def test_a_public_card_names_those_alone_who_may_be_named() -> None:
    page = public(
        {**ROLES, **GUARD, "m/playbook.yml": SMALL["m/playbook.yml"], "m/escalation.yml": PLAN}
    ).page("m/escalation")
    assert "Joss" in page.text
    for hidden in ("Colin", "960999", "Ida", "960777"):
        assert hidden not in page.text


def test_one_level_needs_no_word_on_where_to_start() -> None:
    page = Made({**ROLES, "m/escalation.yml": "levels: {bad: {title: Bad, decides: head}}\n"}).page(
        "m/escalation"
    )
    assert "Start at" not in page.text
    assert not page.all("nav", class_="gp-jump")


# --- procedures ---------------------------------------------------------------------------------------

STEPS = """\
title: Taken over
trigger: A post we did not make.
exercise_every: 1 year
last_exercised: 2026-02-10
phases:
  first:
    title: First hour
    steps:
      - {do: Ring, role: editor, within: 5 min}
      - {do: Lock, role: head, within: 15 min}
      - {do: Copy, role: editor, parallel: true}
  next:
    title: Then
    steps:
      - {do: Say, role: head, every: 2h, reply: r#hold, parallel: true}
"""


def procedure(more: int = 0) -> Made:
    steps = STEPS + "".join(f"      - {{do: More {n}, role: head}}\n" for n in range(more))
    rule = f"{RULE}replies: {{hold: {{text: 'We know, {{time}}.'}}}}\n"
    return Made({**ROLES, "m/rules/r.yml": rule, "m/procedures/p.yml": steps})


def test_steps_are_numbered_throughout_and_grouped_where_they_happen_at_once() -> None:
    """ "We are at step four" must mean one step; a first step of a phase is parallel to nothing."""
    made = procedure()
    found = block(made, "m/procedures/p", PhasesBlock)
    assert isinstance(found, PhasesBlock)
    numbers = [[[s.number for s in g] for g in phase.groups] for phase in found.phases]
    assert numbers == [[[1], [2, 3]], [[4]]]
    page = made.page("m/procedures/p")
    assert page.one("li", class_="gp-together").text.startswith("At the same time")
    assert [s["data-gp-for"] for s in page.all("li", class_="gp-step")] == [
        "m/roles/editor", "m/roles/head", "m/roles/editor", "m/roles/head",
    ]  # fmt: skip
    assert "Again every 2 hours" in page.text
    assert "We know, {time}." in page.text
    assert hrefs(page)["A question: Reply"] == "../../rules/r/#hold"
    assert "Next exercise10 February 2027" in page.text


def test_a_long_procedure_begins_with_who_does_what_a_short_one_ends_with_whom_to_call() -> None:
    short, long = procedure().page("m/procedures/p"), procedure(3).page("m/procedures/p")
    assert short.text.index("First hour") < short.text.index("Whom to call")
    assert long.text.index("Who does what, by when") < long.text.index("First hour")
    rows = [row.text for row in long.one("table", class_="gp-who").all("tr")]
    assert rows[1].endswith("1 Ring within 5 minutes3 Copy")
    assert hrefs(long)["7"] == "#_step-7"
    assert long.one("li", id="_step-7")


# --- guides -------------------------------------------------------------------------------------------


def guide(answers: str, more: str = "") -> Made:
    text = f"title: G\nquestion: Q?\nstart: a\nquestions:\n  a: {{ask: First?, answers: [{answers}]}}\n{more}"
    return Made({**ROLES, "m/guides/g.yml": text})


def names(made: Made) -> list[tuple[str, str]]:
    return [
        (li["data-gp-answer"], li["data-gp-then"])
        for li in made.page("m/guides/g").all("li")
        if li["data-gp-answer"]
    ]


def test_answers_are_called_by_their_words() -> None:
    """A shared address must not come to mean another answer when somebody changes their order."""
    one = names(guide("{if: 'Yes, I am', then: go}, {if: 'no', then: stop}"))
    other = names(guide("{if: 'no', then: stop}, {if: 'Yes, I am', then: go}"))
    assert one == [("yes-i-am", "go"), ("no", "stop")]
    assert sorted(one) == sorted(other)
    assert [n for n, _ in names(guide("{if: 'Так', then: go}, {if: '?', then: stop}"))] == ["так", "answer"]


@given(st.lists(st.text(alphabet=" -ab?é", min_size=1, max_size=5), min_size=1, max_size=6))
def test_no_two_answers_to_a_question_are_called_the_same(words: list[str]) -> None:
    question = SimpleNamespace(answers=[SimpleNamespace(if_=word) for word in words])
    found = answer_names(question)  # type: ignore[arg-type]  # it asks for no more than this
    assert len(set(found)) == len(words)


def test_an_outcome_names_the_role_and_quotes_the_clause() -> None:
    policy = "title: Policy\npurpose: P.\nclauses: {kind: {title: Be kind, strength: must, statement: Always be kind.}}\n"
    text = "title: G\nquestion: Q?\nstart: a\nquestions: {a: {ask: First?, answers: [{if: x, then: ask, role: head, because: [p#kind]}]}}\n"
    page = Made({**ROLES, "m/policies/p.yml": policy, "m/guides/g.yml": text}).page("m/guides/g")
    answer = page.one("li", **{"data-gp-answer": "x"})
    assert answer["data-gp-for"] == "m/roles/head"
    assert answer.one("span", class_="gp-outcome--ask").text == "Ask Head first."
    assert answer.one("blockquote").text == "Always be kind."


def test_a_question_that_may_not_be_shown_is_never_taken_for_a_yes() -> None:
    """Its answer leads to somebody to ask, not into the void."""
    text = (
        "title: G\nquestion: Q?\nstart: a\nowner: head\nvisibility: public\nquestions:\n"
        "  a: {ask: First?, answers: [{if: x, then: b}, {if: y, then: go}]}\n"
        "  b: {ask: Secret?, visibility: internal, answers: [{if: x, then: go}]}\n"
    )
    made = public({**ROLES, "m/guides/g.yml": text})
    page = made.page("m/guides/g")
    assert "Secret" not in page.text
    assert names(made)[0] == ("x", "")
    assert page.one("li", **{"data-gp-answer": "x"}).one("span", class_="gp-outcome--ask").text == (
        "Ask Head: the next question is not shown here."
    )


def test_a_guide_that_begins_nowhere_is_left_as_it_is() -> None:
    """Where the first question may not be shown, the script has nothing to begin with."""
    text = (
        "title: G\nquestion: Q?\nstart: a\nvisibility: public\nquestions:\n"
        "  a: {ask: First?, visibility: internal, answers: [{if: x, then: b}]}\n"
        "  b: {ask: Second?, answers: [{if: x, then: go}]}\n"
    )
    made = public({**ROLES, "m/guides/g.yml": text})
    found = block(made, "m/guides/g", QuestionsBlock)
    assert isinstance(found, QuestionsBlock)
    assert found.first is None
    assert "data-gp-guide" not in made.html("m/guides/g")
    assert "Second?" in made.page("m/guides/g").text
