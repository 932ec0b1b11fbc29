"""How a comparison is worded: golden texts of each form, and what no text of an author may become in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import gameplan.diff.words
from gameplan.diff.change import FLAGS, KINDS_OF_CHANGE, Change, Comparison, Impact, Side, Unreadable, Word
from gameplan.diff.words import as_github, as_json, as_markdown, as_text
from gameplan.diff.words.markdown import MARKER, plain
from gameplan.diff.words.phrases import in_words, phrase
from gameplan.diff.words.pieces import around, cut, listed, shown
from gameplan.source import Place, Span

MAJOR, MAYBE, MINOR, PATCH, NONE = Impact
SOURCE = "https://git.example/m/blob/main"
POLICY = "playbooks/merrowby/policies/social-media.yml"
NAMES = {
    "merrowby": "Merrowby libraries",
    "merrowby/roles/lead": "Social media lead",
    "merrowby/roles/editor": "Duty editor",
    "merrowby/roles/branch": "Branch responder",
    "merrowby/roles/director": "Service director",
    "merrowby/policies/social-media": "Social media",
    "merrowby/policies/old": "Old policy",
    "merrowby/strategies/listen-first": "Listen first",
    "merrowby/channels/mastodon": "Mastodon",
    "merrowby/tactics/weekly-qa": "Weekly Q&A",
    "merrowby/tactics/live-qa": "Live Q&A",
}


def at(path: str, line: int) -> Place:
    return Place(path, Span(line, 3, line, 9))


def change(code: str, address: str = "tactics/x", **fields: Any) -> Change:
    """A change of a thing in Merrowby; what is not said is unremarkable."""
    told = {"kind": "changed", "impact": MINOR, "thing": "tactic", "title": "X", "effect": "changed"}
    return Change(code, address=f"merrowby/{address}", **{**told, **fields})


def words(*pairs: str) -> tuple[Word, ...]:
    """`=same`, `-gone`, `+come`."""
    ops = {"=": "equal", "-": "delete", "+": "insert"}
    return tuple(Word(ops[pair[0]], pair[1:]) for pair in pairs)


DISCLOSE = change(
    "clause-strength",
    "policies/social-media#disclose",
    impact=MAJOR,
    thing="clause",
    title="Say who you work for",
    effect="tightened",
    flags=("obligation-up",),
    field="strength",
    old="should",
    new="must",
    roles=("merrowby/roles/lead", "merrowby/roles/editor"),
    acts=("merrowby/roles/lead", "merrowby/roles/editor"),
    entities=("merrowby/rules/welcome",),
    base=at(POLICY, 11),
    head=at(POLICY, 12),
)
ASK = change(
    "clause-strength",
    "policies/social-media#ask-first",
    thing="clause",
    title="Ask first",
    effect="loosened",
    flags=("obligation-down",),
    field="strength",
    old="must",
    new="should",
    roles=("everyone",),
    acts=("everyone",),
    base=at(POLICY, 20),
    head=at(POLICY, 21),
)
WORDED = change(
    "clause-wording",
    "policies/social-media#ask-first",
    thing="clause",
    title="Ask first",
    impact=MAYBE,
    effect="reworded",
    flags=("wording",),
    field="statement",
    old="You must ask the press office before posting about a crisis.",
    new="You should ask the press office before posting about a crisis or an outage.",
    words=words(
        "=You ",
        "-must",
        "+should",
        "= ask the press office before posting about a crisis",
        "+ or an outage",
        "=.",
    ),
    roles=("everyone",),
    acts=("everyone",),
    base=at(POLICY, 21),
    head=at(POLICY, 22),
)
ADDED = change(
    "added",
    "tactics/explain-in-a-thread",
    kind="added",
    title="Explain in a thread",
    effect="new",
    roles=("merrowby/roles/editor",),
    head=at("playbooks/merrowby/tactics.yml", 40),
)
RENAMED = change(
    "renamed",
    "tactics/live-qa",
    kind="renamed",
    title="Live Q&A",
    effect="renamed",
    old_address="merrowby/tactics/weekly-qa",
    base=at("playbooks/merrowby/tactics.yml", 8),
    head=at("playbooks/merrowby/tactics.yml", 9),
)
RETIRED = change(
    "retired",
    "channels/twitter",
    kind="retired",
    thing="channel",
    title="Twitter",
    effect="retired",
    new="merrowby/channels/mastodon",
    head=at("playbooks/merrowby/channels.yml", 3),
    hint="Say on the old account where you went.",
)
BROKEN = change(
    "thread-broken",
    "tactics/live-qa",
    impact=NONE,
    title="Live Q&A",
    effect="line of sight broken",
    flags=("thread-broken",),
    head=at("playbooks/merrowby/tactics.yml", 9),
)
TITLE = change(
    "title", impact=PATCH, title="Answer", old="Reply", new="Answer", field="title", effect="editorial"
)
SIDES = {"base": Side("main", "1a2b3c4d5e6f"), "head": Side("working tree")}
WHOLE = Comparison(
    **SIDES,
    changes=(DISCLOSE, WORDED, ASK, ADDED, RENAMED, RETIRED, BROKEN, TITLE),
    names=NAMES,
    approvers={"merrowby/policies/social-media": "merrowby/roles/director"},
    unreadable=(Unreadable("head", "playbooks/merrowby/rules.yml", "Line 4 is no YAML."),),
)
SAME = Comparison(**SIDES, reformatted=2)

# --- phrases ------------------------------------------------------------------------------------


def said(code: str, **fields: Any) -> str:
    return phrase(change(code, **fields), lambda address: NAMES.get(address, address))


@pytest.mark.parametrize(
    ("code", "fields", "words_said"),
    [
        ("clause-strength", {"old": "should", "new": "must"}, "should became must"),
        ("clause-strength", {"old": "may", "new": "must-not"}, "may became must not"),
        ("binds-gained", {"old": ("everyone",), "new": ("merrowby/roles/branch",)}, "now also binds Branch responder"),
        ("binds-lost", {"old": ("merrowby/roles/branch", "everyone")}, "no longer binds Branch responder and everyone"),
        ("covers-gained", {"new": ("merrowby/channels/mastodon",)}, "now also covers Mastodon"),
        ("response-time", {"old": "8 hours", "new": "4 hours"}, "within 4 hours, was 8 hours"),
        ("response-time", {"old": None, "new": "4 hours"}, "now within 4 hours"),
        ("clause-limit", {"field": "limit.at_most", "old": 3, "new": 2}, "at most 2, was 3"),
        ("clause-limit", {"field": "limit.at_most", "old": "at most 3 replies", "new": "at most 2 replies"}, "at most 2 replies, was 3 replies"),
        ("clause-limit", {"field": "limit", "new": ("at_most: 2", "unit: replies", "per: thread")}, "now at most 2 replies per thread"),
        ("clause-limit", {"field": "limit.per", "old": "day", "new": "week"}, "limit, per: day → week"),
        ("clause-when", {"old": None, "new": "in an election week"}, "now holds only when: in an election week"),
        ("exception-added", {"field": "exceptions[election weeks]", "new": ("for: election weeks",)}, "new exception: “election weeks”"),
        ("exception-removed", {"old": "election weeks"}, "no longer an exception: election weeks"),
        ("exception-changed", {"field": "exceptions[a.b [c]].until", "old": "2026-05-08", "new": "2026-06-01"}, "exception “a.b [c]”: until: 2026-05-08 → 2026-06-01"),
        ("speaking-as", {"old": "official", "new": "both"}, "now for speaking as both, was official"),
        ("action", {"old": "reply", "new": "reply-once"}, "now reply once, was reply"),
        ("responder", {"old": "merrowby/roles/lead", "new": "merrowby/roles/editor"}, "Duty editor answers now, was Social media lead"),
        ("approver", {"old": "merrowby/roles/lead", "new": None}, "nobody has to approve any more, was Social media lead"),
        ("owner", {"field": "owner", "old": "merrowby/roles/lead", "new": "merrowby/roles/editor"}, "owner is now Duty editor, was Social media lead"),
        ("relation-added", {"field": "implements", "new": ("merrowby/strategies/listen-first",)}, "now implements Listen first"),
        ("relation-added", {"field": "part_of", "new": "merrowby/tactics/live-qa"}, "is now part of Live Q&A"),
        ("relation-removed", {"field": "part_of", "old": "merrowby/tactics/live-qa"}, "is no longer part of Live Q&A"),
        ("relation-removed", {"field": "runs_on", "old": ("merrowby/channels/mastodon",)}, "no longer runs on Mastodon"),
        ("relation-added", {"field": "consulted", "new": ("merrowby/roles/lead",)}, "consulted: now also Social media lead"),
        ("relation-changed", {"field": "tool", "old": "m/tools/a", "new": "merrowby/channels/mastodon"}, "now is an account on Mastodon, was m/tools/a"),
        ("renamed", {"kind": "renamed", "old_address": "merrowby/tactics/weekly-qa"}, "was Weekly Q&A"),
        ("renamed", {"kind": "renamed", "old_address": "merrowby/tactics/gone"}, "its id was gone"),
        ("moved", {"kind": "moved", "old_address": "merrowby/policies/old#x"}, "moved here from Old policy"),
        ("moved", {"kind": "moved", "old_address": "merrowby/tactics/x"}, "moved here from Merrowby libraries"),
        ("retired", {"kind": "retired", "new": "merrowby/channels/mastodon"}, "use Mastodon instead"),
        ("retired", {"kind": "retired", "old": "active", "new": "retired", "flags": ("dropped",)}, "retired, and nothing replaces it"),
        ("removed", {"kind": "removed", "flags": ("link-broken",)}, "removed, and old links lead nowhere"),
        ("revived", {}, "in force again"),
        ("clause-added", {"effect": "new duty", "field": "status", "old": "draft", "new": "active"}, "new duty: in force now"),
        ("withdrawn", {"field": "status", "old": "active", "new": "draft"}, "no longer in force"),
        ("old-id-dropped", {"field": "formerly", "old": ("weekly-qa",)}, "links to its old id weekly-qa lead nowhere now"),
        ("notifies", {"field": "notifies[merrowby/roles/lead]", "new": "15 minutes"}, "now tells Social media lead"),
        ("notifies", {"field": "notifies[merrowby/roles/lead]", "old": "15 minutes"}, "no longer tells Social media lead"),
        ("response-time", {"field": "notifies[merrowby/roles/lead]", "old": "2 hours", "new": "1 hour"}, "tells Social media lead: 2 hours → 1 hour"),
        ("tool-permitted", {"field": "permitted", "old": True, "new": False}, "staff may not use it any more"),
        ("relation-added", {"field": "measured_by[merrowby/channels/mastodon]", "new": ("target: value 4",)}, "is now measured by Mastodon"),
        ("text-changed", {"field": "definitions[crisis]", "new": "All of it."}, "definitions “crisis”: now “All of it.”"),
        ("steps", {"field": "steps[Reset access]", "old": ("do: Reset access",)}, "steps: no longer “Reset access”"),
        ("added", {"kind": "added", "effect": "new duty", "new": "must"}, "new duty: must"),
        ("added", {"kind": "added", "effect": "new"}, "new"),
        ("thread-broken", {"impact": NONE}, "no longer reaches the vision"),
        ("criteria", {"field": "criteria", "old": ("a", "b"), "new": ("b", "c")}, "criteria: now “c”, no longer “a”"),
        ("steps", {"field": "steps", "old": ("a", "b"), "new": ("b", "a")}, "steps in another order"),
        ("order-changed", {"field": "levels"}, "levels in another order"),
        ("rewrapped", {"field": "summary"}, "summary: only the line breaks changed"),
        ("title", {"field": "title", "old": "Reply", "new": "Answer"}, "was called Reply"),
        ("visibility", {"field": "visibility", "old": "internal", "new": "public"}, "now public, was internal"),
        ("waiver-added", {"field": "waivers[STR01]", "new": ("reason: spring",)}, "STR01 is accepted now"),
        ("text-changed", {"field": "purpose", "old": "a", "new": "b"}, "purpose reworded"),
        ("text-changed", {"field": "purpose", "old": "always a", "new": "a", "words": words("-always ", "=a")}, "purpose: without “always” now"),
        ("never-heard-of", {"field": "access.holders_min", "old": 1, "new": 2.5}, "access, holders min: 1 → 2.5"),
        ("never-heard-of", {"field": "verified", "old": False, "new": True}, "verified: no → yes"),
        ("never-heard-of", {"old": None, "new": "x" * 90}, f"never heard of: now {'x' * 59}…"),
        ("never-heard-of", {"field": "risks", "effect": "changed"}, "risks changed"),
        ("text-changed", {"field": "story", "old": None, "new": "See [[merrowby/tactics/live-qa]]\nor [[m/x|that]]"}, "story: now “See Live Q&A or that”"),
    ],
)  # fmt: skip
def test_a_change_in_a_few_words(code: str, fields: dict[str, Any], words_said: str) -> None:
    """A part of a sentence, with titles for addresses wherever they are known."""
    assert said(code, **fields) == words_said


CODES = (
    "added renamed moved retired removed revived clause-strength clause-wording clause-when clause-limit"
    " binds-gained binds-lost covers-lost exception-added exception-removed exception-changed speaking-as action"
    " responder approver decides custodian notifies old-id-dropped tool-permitted clause-added response-time criteria steps outcome statement direction target owner"
    " relation-added relation-removed relation-changed text-changed value-changed list-changed order-changed"
    " rewrapped title visibility waiver-added waiver-removed thread-broken thread-healed another-code"
).split()

NASTY = [
    "\n", "\r\n", "\x1b[31m", "\x9b", "\x01", "\u2028", "\u0085", "\u202e", "\u200b", "\u200e", "\u3164", "::",
    "::error::", "\n::stop-commands::x", "##[error]", "##vso[a b]", "%0A", ",", "[a](b)", "|", "\\", "`", "```",
    "<b>", "</td>", "</details>", "</summary>", "<!-- gameplan diff -->", "-->", "&lt;", "*x*", "__x__", "~~", "$x$",
    "@merrowby", "@", "#1", "#", "o/r#123", "GH-12", "https://evil.example", "://", "www.evil.example", "www", ".",
    ":smile:", "- ", "# ", "1. ", "> ", "---", "===", "    ", " ", "{0}", "{field}", "é", "𝔘", "must",
]  # fmt: skip
author = st.lists(st.sampled_from(NASTY) | st.text(max_size=4), max_size=7).map("".join)
"""What an author may have written: any text at all, with a liking for what means something to somebody."""

addresses = st.sampled_from(
    [
        "everyone",
        "merrowby",
        "merrowby/roles/lead",
        "merrowby/tactics/a",
        "merrowby/policies/p#c",
        "other/tactics/b",
    ]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(0, 99) | st.floats(0, 9) | author | addresses,
    lambda inner: st.lists(inner, max_size=3).map(tuple),
    max_leaves=4,
)
places = st.none() | st.builds(at, author.map(lambda t: f"playbooks/{t}x.yml"), st.integers(1, 99))


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """A change of any kind, whose words came from an author, not all of which need make sense."""
    several = st.lists(addresses, max_size=3, unique=True).map(tuple)
    return Change(
        draw(st.sampled_from(CODES)),
        draw(st.sampled_from(KINDS_OF_CHANGE)),
        draw(st.sampled_from(Impact)),
        draw(addresses),
        draw(st.sampled_from(["clause", "tactic", "escalation plan"])),
        draw(author),
        draw(st.sampled_from(["tightened", "changed", "new duty", ""])),
        tuple(draw(st.lists(st.sampled_from(list(FLAGS)), max_size=2, unique=True))),
        draw(st.none() | addresses),
        draw(st.sampled_from(["", "limit.at_most", "implements", "owner"]) | author.map(lambda t: f"exceptions[{t}].until")),
        draw(values),
        draw(values),
        tuple(draw(st.lists(st.builds(Word, st.sampled_from(["equal", "delete", "insert"]), author), max_size=4))),
        draw(several),
        draw(several),
        draw(several),
        draw(places),
        draw(places),
        draw(author),
    )  # fmt: skip


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """A comparison of which a stranger wrote every text there is."""
    unread = st.builds(Unreadable, st.sampled_from(["base", "head"]), author.map(lambda t: f"p{t}"), author)
    return Comparison(
        Side(draw(author), draw(st.none() | st.just("1a2b3c4d5e6f")), draw(st.none() | author)),
        Side("working tree"),
        tuple(draw(st.lists(changes(), max_size=4))),
        tuple(draw(st.lists(unread, max_size=2))),
        draw(st.dictionaries(addresses, author, max_size=4)),
        draw(st.dictionaries(addresses, addresses, max_size=3)),
        draw(st.integers(0, 2)),
    )


@given(changes(), author)
def test_every_change_has_words(told: Change, title: str) -> None:
    """Whatever the code and the values, a phrase is one line, not empty, and of a bearable length."""
    phrased = phrase(told, lambda address: title or address)
    assert phrased == " ".join(phrased.split())
    assert 0 < len(phrased) < 700


def test_the_way_to_a_value_is_read_aloud() -> None:
    """What an author named within it stands in quotation marks."""
    assert in_words("limit.at_most") == "limit, at most"
    assert in_words("definitions[official channel]") == "definitions “official channel”"


# --- pieces -------------------------------------------------------------------------------------


def test_long_texts_are_cut_between_words() -> None:
    """And where there is only one word, within it."""
    assert cut("the evening desk answers", 18) == "the evening desk…"
    assert cut("a" * 30, 10) == "a" * 9 + "…"
    assert listed(["a", "b", "c"], 2) == "a, b and c"
    assert listed(["a", "b", "c", "d"], 2) == "a, b and 2 more"


def test_what_stayed_is_cut_and_what_changed_is_not() -> None:
    """An ellipsis must not hide what somebody slipped in."""
    told = around(
        words("=one two three four", "+" + "x" * 500, "=five six seven", "-eight", "=nine ten eleven"), 6
    )
    assert [w.text for w in told] == ["… four", "x" * 500, "five six seven", "eight", "nine …"]


@pytest.mark.parametrize(
    "hidden", ["\u200e", "\u3164", "\u200b", "\u202e", "m\u200dust", "\x1b[2K", "\u2800"]
)
def test_what_nobody_can_see_is_spelled_out(hidden: str) -> None:
    """Two texts that look alike must not differ."""
    assert shown(hidden).isascii()
    assert shown("👩‍🚒 می‌خواهم") == "👩‍🚒 می‌خواهم"


# --- text ---------------------------------------------------------------------------------------


def test_text_says_all_of_it() -> None:
    """A block a change, its columns in line."""
    assert as_text(WHOLE, suggested=("2.4", "3.0")) == TEXT


TEXT = """\
main (1a2b3c4) -> working tree                                                    major · 2.4 -> 3.0

  could not be read (head): playbooks/merrowby/rules.yml
    Line 4 is no YAML.
  The rest was compared all the same.

  ! clause   policies/social-media#disclose   should became must            major          tightened
             concerns: Social media lead and Duty editor
             playbooks/merrowby/policies/social-media.yml:12
  ! clause   policies/social-media#ask-first  reworded                      maybe-major
             concerns: everyone                      playbooks/merrowby/policies/social-media.yml:22
             You [-must-]{+should+} ask the press office before posting about a crisis {+or an
             outage+}.
  ! clause   policies/social-media#ask-first  must became should            minor          loosened
             concerns: everyone                      playbooks/merrowby/policies/social-media.yml:21
  + tactic   tactics/explain-in-a-thread      new                           minor
                                                                   playbooks/merrowby/tactics.yml:40
  > tactic   tactics/weekly-qa -> live-qa     was Weekly Q&A                minor          renamed
                                                                    playbooks/merrowby/tactics.yml:9
  x channel  channels/twitter                 use Mastodon instead          minor          retired
                                                                   playbooks/merrowby/channels.yml:3
             = Say on the old account where you went.
  ? tactic   tactics/live-qa                  no longer reaches the vision  thread-broken
                                                                    playbooks/merrowby/tactics.yml:9

1 added, 3 changed, 1 renamed, 1 retired · 1 editorial (--all)
"""


def test_editorial_changes_are_shown_where_everything_is_asked_for() -> None:
    """Else they are only counted."""
    assert "Reply" not in as_text(WHOLE)
    everything = as_text(WHOLE, everything=True)
    assert "  ~ tactic   tactics/x                        was called Reply" in everything
    assert everything.endswith("1 added, 3 changed, 1 renamed, 1 retired · 1 editorial\n")


def test_files_that_only_look_different() -> None:
    """Nobody has to read them."""
    (first, *rest) = as_text(SAME).splitlines()
    assert first.split() == ["main", "(1a2b3c4)", "->", "working", "tree", "none"]
    assert rest == ["", "No change in meaning (2 files reformatted)."]
    assert as_text(replace(SAME, reformatted=0)).endswith("\nNo change in meaning.\n")
    unread = as_text(replace(SAME, unreadable=WHOLE.unreadable))
    assert unread.endswith("\nNo change in meaning in what could be read (2 files reformatted).\n")


def test_addresses_say_their_playbook_where_there_are_several() -> None:
    """Where there is one, everybody knows which."""
    other = replace(ADDED, address="corporate/tactics/x")
    assert " merrowby/policies/social-media#disclose " in as_text(replace(WHOLE, changes=(DISCLOSE, other)))


def test_words_that_do_not_fit_take_a_line_of_their_own() -> None:
    """A narrow terminal still shows all of them."""
    long = replace(DISCLOSE, code="clause-when", old="early " * 8, new="late " * 8)
    lines = as_text(replace(WHOLE, changes=(long,), unreadable=()), width=70).splitlines()
    assert lines[2:6] == [
        "  ! clause  policies/social-media#disclose    major  tightened",
        "            holds when: early early early early early early early",
        "            early → late late late late late late late late",
        "            concerns: Social media lead and Duty editor",
    ]


@pytest.mark.thorough
@settings(max_examples=60)
@given(comparisons(), st.booleans())
def test_colour_is_all_that_colour_adds(told: Comparison, everything: bool) -> None:
    """And without it, whatever an author wrote, no escape and no command reaches the terminal or the log."""
    text = as_text(told, everything=everything)
    coloured = as_text(told, everything=everything, colour=True)
    assert re.sub("\x1b\\[(?:1;3[136]|3[126]|0)m", "", coloured) == text
    harmless(text)
    harmless(coloured.replace("\x1b", ""))


def harmless(log: str) -> None:
    """No line is a command to a build service, and nothing is hidden."""
    assert not [line for line in log.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in log
    assert "##vso[" not in log
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u200e\u3164]", log)


# --- Markdown -----------------------------------------------------------------------------------


def test_markdown_says_all_of_it() -> None:
    """The comment below a pull request, whole."""
    page = as_markdown(
        WHOLE, suggested=("2.4", "3.0"), preview="https://p.example/1/", source_url="https://git.example/m"
    )
    assert page == MARKDOWN


MARKDOWN = """\
<!-- gameplan diff -->
**Major**: who followed the old playbook may have to act differently. Suggested version: 3.0 (last release 2.4).
1 file could not be read, so there may be more than stands here.

main (1a2b3c4) → working tree: 1 added, 3 changed, 1 renamed, 1 retired · 1 editorial · [See the preview](https://p.example/1/)

### What people must do differently
- **Everyone**
  - **Ask first** (clause, Social media) – “must” became “should”, now with “or an outage”
  - **Ask first** (clause, Social media) – must became should
- **Social media lead**
  - **Say who you work for** (clause, Social media) – should became must
- **Duty editor**
  - **Say who you work for** (clause, Social media) – should became must

### Needs sign-off
- **Service director**: 3 changes (1 obligation-up, 1 wording, 1 obligation-down)
- Nobody is named to approve 1 change (1 thread-broken): Live Q&amp;A

### Safeguards that get weaker
- **Ask first** (clause, Social media) – must became should

### Line of sight
- **Live Q&amp;A** (tactic) – no longer reaches the vision

### All changes

| What happened | Entry | Change | Impact |
|---|---|---|---|
| ! changed | [Say who you work for](https://git.example/m/playbooks/merrowby/policies/social-media.yml#L12) (clause, Social media) | should became must | major, tightened |
| ! changed | [Ask first](https://git.example/m/playbooks/merrowby/policies/social-media.yml#L22) (clause, Social media) | “must” became “should”, now with “or an outage” | maybe-major, reworded |
| ! changed | [Ask first](https://git.example/m/playbooks/merrowby/policies/social-media.yml#L21) (clause, Social media) | must became should | minor, loosened |
| + added | [Explain in a thread](https://git.example/m/playbooks/merrowby/tactics.yml#L40) (tactic) | new | minor |
| &gt; renamed | [Live Q&amp;A](https://git.example/m/playbooks/merrowby/tactics.yml#L9) (tactic) | was Weekly Q&amp;A | minor |
| x retired | [Twitter](https://git.example/m/playbooks/merrowby/channels.yml#L3) (channel) | use Mastodon instead<br>Say on the old account where you went. | minor |
| ? line of sight | [Live Q&amp;A](https://git.example/m/playbooks/merrowby/tactics.yml#L9) (tactic) | no longer reaches the vision | thread-broken |

<details>
<summary>Wording (1)</summary>

- **Ask first** (clause, Social media): You <del>must</del><ins>should</ins> ask the press office before posting about a crisis<ins> or an outage</ins>.

</details>

<details>
<summary>Editorial changes (1)</summary>

- **Answer** (tactic) – was called Reply

</details>

### Could not be read
- playbooks/merrowby/rules.yml (head): Line 4 is no YAML.
"""


def test_markdown_of_files_that_only_look_different() -> None:
    """One sentence."""
    assert as_markdown(SAME) == (
        f"{MARKER}\nNo change in meaning (2 files reformatted).\n\nmain (1a2b3c4) → working tree\n"
    )


def many(n: int) -> Comparison:
    """A change of n entities, each of which touches people, safeguards and somebody who approves."""
    told = []
    for i in range(n):
        told += [
            replace(
                DISCLOSE, address=f"merrowby/policies/p{i}#c", title=f"Clause {i}",
                acts=("everyone", f"merrowby/roles/r{i % 9}"),
            ),
            replace(ASK, address=f"merrowby/policies/p{i}#d", title=f"Safeguard {i}", words=WORDED.words),
            replace(TITLE, address=f"merrowby/tactics/t{i}", old=f"Title {i}"),
        ]  # fmt: skip
    approvers = {f"merrowby/policies/p{i}": f"merrowby/roles/a{i % 11}" for i in range(n) if i % 4}
    return Comparison(**SIDES, changes=tuple(told), names=NAMES, approvers=approvers)


def test_the_first_screen_says_what_counts() -> None:
    """Verdict, what people must do, who signs and which safeguards weaken, for a change of thirty entities."""
    screen = as_markdown(many(30), suggested=("2.4", "3.0")).splitlines()[:32]
    assert screen[1].startswith("**Major**: ")
    assert screen[1].endswith("Suggested version: 3.0 (last release 2.4).")
    titles = [line for line in screen if line.startswith("### ")]
    assert titles == [
        "### What people must do differently",
        "### Needs sign-off",
        "### Safeguards that get weaker",
    ]
    people = screen[screen.index(titles[0]) + 1 : screen.index(titles[1]) - 1]
    assert people[0] == "- **Everyone**"
    assert 10 <= len(people) <= 12
    assert people[-1].startswith("- and ")
    assert "more below, also for " in people[-1]
    signing = screen[screen.index(titles[1]) + 1 : screen.index(titles[2]) - 1]
    assert signing[0].startswith("- **merrowby/roles/a1**: ")
    assert signing[-1].startswith(
        "- Nobody is named to approve 16 changes (8 obligation-up, 8 obligation-down): "
    )
    assert sum("Safeguard" in line for line in screen[screen.index(titles[2]) + 1 :]) == 3


def test_everything_that_was_cut_is_still_counted() -> None:
    """What people must do, and the sign-offs, add up whether they are shown or not."""
    page = as_markdown(many(30))
    shown_first = page.partition("### Needs")[0].count("Clause ") + page.partition("### Needs")[0].count(
        "Safeguard "
    )
    (left,) = re.findall(r"and (\d+) more below, also", page)
    assert int(left) + shown_first >= 60
    signed = page.partition("### Needs sign-off")[2].partition("###")[0]
    assert sum(map(int, re.findall(r"(?:\*\*: |approve |a\d+ \()(\d+)", signed))) == 60


@pytest.mark.parametrize(
    ("limit", "kept", "gone"),
    [
        (60_000, ["<summary>Wording (40)", "<summary>Editorial changes (40)", "| ! changed |"], ["Left out"]),
        (14_500, ["<summary>Wording (40)", "of 40 editorial changes"], ["changed wordings"]),
        (11_000, ["| ! changed |", "40 of 40 editorial changes", "of 40 changed wordings"], ["rows of the table"]),
        (6_000, ["| ! changed |", "40 of 40 changed wordings", "of 80 rows of the table"], ["<details>"]),
        (1_400, ["### Needs sign-off", "80 of 80 rows", "the list of safeguards"], ["| ! changed |"]),
        (700, ["**Needs sign-off**: 60 changes by 11 roles; 20 changes that nobody is named to approve."], ["###"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_left_out_and_named(limit: int, kept: list[str], gone: list[str]) -> None:
    """Editorial changes go first, then wording, then rows; verdict, counts and sign-off stay."""
    page = as_markdown(many(40), limit=limit)
    assert limit * 0.6 < len(page) <= limit or limit in (60_000, 700)
    assert page.startswith(f"{MARKER}\n**Major**: ")
    assert "80 changed · 40 editorial" in page
    assert "eeds sign-off" in page
    assert [words for words in kept if words not in page] == []
    assert [words for words in gone if words in page] == []


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("@merrowby", "@\u200bmerrowby"),
        ("see #12 and GH-12", "see #\u200b12 and GH-\u200b12"),
        ("# a", "\\#\u200b a"),
        ("- a\n- b", "\\- a - b"),
        ("1. a", "1\\. a"),
        ("2.4", "2.4"),
        ("a|b", "a\\|b"),
        ("</details>", "&lt;/details&gt;"),
        ("https://x.example www.x.example", "https:\u200b//x.example www\u200b.x.example"),
        ("::error::x", ":\u200b:\u200berror:\u200b:x"),
        ("*a* _b_ [c](d) `e` ~~f~~ \\", "\\*a\\* \\_b\\_ \\[c\\](d) \\`e\\` \\~\\~f\\~\\~ \\\\"),
        ("&lt; $x$", "&amp;lt; &dollar;x&dollar;"),
        ("a\u200bb\u202ec", "a\\\\u200bb\\\\u202ec"),
    ],
)
def test_text_of_authors_stays_text(text: str, escaped: str) -> None:
    """No markup, no mention, no link, nothing hidden."""
    assert plain(text) == escaped


OURS = re.compile(r"</?(?:details|summary|del|ins)>|<br>|<!-- gameplan diff -->\Z")


def ours_out(body: str) -> str:
    """A page without the marks that are ours."""
    return re.sub(r"`gameplan diff --all`|`[a-z -]*\Z|\| ~ changed", "", body)


@pytest.mark.thorough
@settings(max_examples=100)
@given(comparisons(), st.integers(0, 3_000) | st.just(60_000))
def test_nothing_of_an_author_is_markup(told: Comparison, limit: int) -> None:
    """The page has our elements and no others, tells nobody, links nowhere, and is never too long."""
    page = as_markdown(told, suggested=("2.4", "3.0"), limit=limit)
    assert len(page) <= limit
    if not page.startswith(f"{MARKER}\n"):
        assert limit <= len(MARKER)
        return
    body = page.removeprefix(MARKER)
    assert not re.search(r"@(?!\u200b|\Z)|#(?!\u200b|\Z)", re.sub(r"^### ", "", body, flags=re.M))
    assert not re.search(r"://|www\.|\bgh-\d", body, re.I)
    assert "<" not in OURS.sub("", body)
    assert not re.search(r"&(?!lt;|gt;|amp;|dollar;|\w*\Z)", body)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`_\[\]~^$]", ours_out(body))
    for fold in ("details", "summary", "del", "ins"):
        assert body.count(f"<{fold}>") == body.count(f"</{fold}>")
    harmless(page)
    table = [line for line in body.splitlines() if line.startswith("| ")]
    assert all(len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 5 for line in table)


# --- JSON ---------------------------------------------------------------------------------------

SCHEMA = json.loads(
    (Path(gameplan.diff.words.__file__).parent / "changes-1.schema.json").read_text(encoding="utf-8")
)
CONTRACT = Draft202012Validator(SCHEMA)


def test_json_of_a_change() -> None:
    """All keys of the contract, in its order."""
    text = as_json(replace(WHOLE, changes=(replace(WORDED, old="x", new=("a", 2, True), title="é"),)))
    assert text == JSON


JSON = """\
{
  "version": 1,
  "base": {
    "ref": "main",
    "commit": "1a2b3c4d5e6f",
    "release": null
  },
  "head": {
    "ref": "working tree",
    "commit": null,
    "release": null
  },
  "impact": "maybe-major",
  "counts": {
    "major": 0,
    "maybe-major": 1,
    "minor": 0,
    "patch": 0,
    "none": 0
  },
  "affected": {
    "roles": [
      "everyone"
    ]
  },
  "unreadable": [
    {
      "path": "playbooks/merrowby/rules.yml",
      "message": "Line 4 is no YAML.",
      "side": "head"
    }
  ],
  "changes": [
    {
      "code": "clause-wording",
      "kind": "changed",
      "impact": "maybe-major",
      "flags": [
        "wording"
      ],
      "address": "merrowby/policies/social-media#ask-first",
      "old_address": null,
      "field": "statement",
      "old": "x",
      "new": [
        "a",
        2,
        true
      ],
      "words": [
        [
          "equal",
          "You "
        ],
        [
          "delete",
          "must"
        ],
        [
          "insert",
          "should"
        ],
        [
          "equal",
          " ask the press office before posting about a crisis"
        ],
        [
          "insert",
          " or an outage"
        ],
        [
          "equal",
          "."
        ]
      ],
      "affects": {
        "roles": [
          "everyone"
        ],
        "entities": []
      },
      "base": {
        "path": "playbooks/merrowby/policies/social-media.yml",
        "line": 21,
        "column": 3
      },
      "head": {
        "path": "playbooks/merrowby/policies/social-media.yml",
        "line": 22,
        "column": 3
      },
      "fingerprint": "13f3bd682c23"
    }
  ]
}
"""


def test_the_suggested_version_is_a_key_where_it_is_known() -> None:
    """Without releases there is none to suggest from."""
    assert json.loads(as_json(SAME, suggested=("2.4", "2.5")))["suggested"] == {"last": "2.4", "next": "2.5"}
    assert "suggested" not in json.loads(as_json(SAME))


@pytest.mark.thorough
@settings(max_examples=60)
@given(comparisons())
def test_json_keeps_its_contract(told: Comparison) -> None:
    """It says what it was given, and prints as one line of text a line."""
    text = as_json(told)
    report = json.loads(text)
    CONTRACT.validate(report)
    assert [c["words"] for c in report["changes"]] == [
        [[w.op, w.text] for w in c.words] for c in told.changes
    ]
    assert [u["message"] for u in report["unreadable"]] == [u.message for u in told.unreadable]
    harmless(text)


def test_the_schema_says_every_key_there_is() -> None:
    """A key that is added without being described would be no part of the contract."""
    Draft202012Validator.check_schema(SCHEMA)
    report = json.loads(as_json(WHOLE))
    shapes, told = SCHEMA["$defs"], report["changes"][0]
    for shape, value in (
        (shapes["side"], report["base"]),
        (SCHEMA["properties"]["counts"], report["counts"]),
        (SCHEMA["properties"]["affected"], report["affected"]),
        (SCHEMA["properties"]["unreadable"]["items"], report["unreadable"][0]),
        (shapes["change"], told),
        (shapes["change"]["properties"]["affects"], told["affects"]),
        (shapes["place"]["anyOf"][1], told["head"]),
    ):
        assert list(shape["properties"]) == shape["required"] == list(value)
    assert SCHEMA["required"] == list(report)


@pytest.mark.parametrize(
    "broken", [{"code": "No code"}, {"kind": "lost"}, {"impact": "huge"}, {"words": [["equal"]]}, {"old": {}}, {"base": {}}]
)  # fmt: skip
def test_the_schema_refuses_what_breaks_the_contract(broken: dict[str, Any]) -> None:
    """A guard that cannot bite guards nothing."""
    report = json.loads(as_json(WHOLE))
    report["changes"][0] |= broken
    assert not CONTRACT.is_valid(report)


# --- GitHub -------------------------------------------------------------------------------------


def test_github_is_shown_what_somebody_must_look_at() -> None:
    """At its place; then two lines that sum it up."""
    gone = change(
        "removed", "rules/troll", kind="removed", thing="rule", title="Troll, loud", effect="removed", impact=MAJOR,
        flags=("link-broken",), base=at("playbooks/merrowby/rules.yml", 7), hint="Add `formerly`, 92 % the same.",
    )  # fmt: skip
    assert as_github(replace(WHOLE, changes=(*WHOLE.changes, gone)), suggested=("2.4", "3.0")) == GITHUB


GITHUB = """\
::warning file=playbooks/merrowby/policies/social-media.yml,line=12,title=major%3A Say who you work for (Social media)::clause merrowby/policies/social-media#disclose: should became must (tightened)%0Aconcerns: Social media lead and Duty editor
::warning file=playbooks/merrowby/policies/social-media.yml,line=22,title=maybe-major%3A Ask first (Social media)::clause merrowby/policies/social-media#ask-first: “must” became “should”, now with “or an outage” (reworded)%0Aconcerns: everyone
::warning file=playbooks/merrowby/policies/social-media.yml,line=21,title=minor%3A Ask first (Social media)::clause merrowby/policies/social-media#ask-first: must became should (loosened)%0Aconcerns: everyone
::warning file=playbooks/merrowby/tactics.yml,line=9,title=thread-broken%3A Live Q&A::tactic merrowby/tactics/live-qa: no longer reaches the vision
::warning file=playbooks/merrowby/rules.yml,title=major%3A Troll%2C loud::rule merrowby/rules/troll: removed, and old links lead nowhere%0AAdd `formerly`, 92 %25 the same.
main (1a2b3c4) -> working tree: major · 2.4 -> 3.0
1 added, 3 changed, 1 renamed, 1 retired, 1 removed · 1 editorial (--all)
"""


@pytest.mark.parametrize(("n", "lines"), [(10, 10), (11, 10), (30, 10)])
def test_github_is_told_how_many_it_would_have_dropped(n: int, lines: int) -> None:
    """It shows ten of a level: ten fit; of more, nine stay, and the tenth says so."""
    told = as_github(replace(WHOLE, changes=(DISCLOSE,) * n)).splitlines()
    assert [line.startswith("::warning ") for line in told] == [True] * lines + [False] * 2
    assert ("more, see the summary" in told[9]) is (n > 10)
    if n == 30:
        assert told[9] == "::warning title=Gameplan::21 more, see the summary"


@pytest.mark.thorough
@settings(max_examples=60)
@given(comparisons())
def test_no_text_becomes_a_workflow_command(told: Comparison) -> None:
    """A change is proposed by strangers, and the runner that reads this holds the keys of the repository."""
    lines = as_github(told).split("\n")
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert all(
        re.match(r"::warning (?:file=[^:,]*,)?(?:line=\d+,)?title=[^:,]*::", line) for line in commands
    )
    assert lines[: len(commands)] == commands
    assert len(lines) == len(commands) + 3
    harmless("\n".join(line.removeprefix("::") for line in lines))
