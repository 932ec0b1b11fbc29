"""What a change is called: golden cases that editors can read, and what holds of every comparison."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import json
import os
import re
import shutil
import subprocess
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import gameplan.diff.compare as room
import gameplan.diff.judgement
from gameplan.diagnostics import Severity
from gameplan.diff import alignment, wording
from gameplan.diff.change import FLAGS, KINDS_OF_CHANGE, Change, Comparison, Impact, Plain, Side
from gameplan.diff.compare import compare
from gameplan.diff.facts import Fact, State, facts
from gameplan.diff.judgement.table import _COMMON, TABLE, WITHIN
from gameplan.loader import Documents, Loaded, load
from gameplan.project import Project
from gameplan.releases import read as read_release
from gameplan.releases import snapshot, written
from gameplan.settings import Limits, Settings
from gameplan.sides import Read, of_release, working_tree
from gameplan.sides import compared as sides_compared
from gameplan.source import from_folder, from_memory
from gameplan.visibility import visible
from small import SMALL

TESTS = Path(__file__).parent
CASES = TESTS / "cases" / "changes"
WORLD: Mapping[str, bytes] = {
    path.relative_to(CASES / "world").as_posix(): path.read_bytes()
    for path in sorted((CASES / "world").rglob("*.yml"))
}
LIMITS = Limits()


# --- the golden cases ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """One case as an editor wrote it: what is edited in the world, and the lines that this must give."""

    name: str
    theme: str
    given: tuple[Mapping[str, Any], ...]
    edits: tuple[Mapping[str, Any], ...]
    expected: tuple[str, ...]
    people: Mapping[str, list[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.theme}: {self.name}"


TEXT_ALONE = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def all_cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.yaml")):
        for said in yaml.load(path.read_text(encoding="utf-8"), TEXT_ALONE):
            edits = said.get("edits") or [said]
            yield Case(
                said["case"],
                path.stem,
                tuple(said.get("starting_from", ())),
                tuple({"file": said.get("file"), **edit} for edit in edits),
                tuple(said["expected"]),
                {name: said[name] for name in ("acts", "concerns", "stands_on_it") if name in said},
            )


def edited(texts: Mapping[str, bytes], edits: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    """The files after some edits; what is to be replaced must stand once in its file."""
    texts = dict(texts)
    for edit in edits:
        name = in_world(edit["file"])
        if edit.get("removed"):
            del texts[name]
        elif "renamed_to" in edit:
            texts[in_world(edit["renamed_to"])] = texts.pop(name)
        elif "written_as" in edit:
            texts[name] = WAYS_TO_WRITE[edit["written_as"]](texts[name])
        elif not edit.get("before"):
            assert name not in texts, f"{name} is there already; say what to replace in it"
            texts[name] = edit["after"].encode()
        else:
            before, after = edit["before"].encode(), edit["after"].encode()
            # Of whole lines the end may be left out.
            if before.endswith(b"\n") and after and not after.endswith(b"\n"):
                after += b"\n"
            if after.endswith(b"\n") and not before.endswith(b"\n"):
                after = after[:-1]
            assert texts[name].count(before) == 1, (
                f"{edit['before']!r} stands {texts[name].count(before)} times"
            )
            texts[name] = texts[name].replace(before, after)
    return texts


WAYS_TO_WRITE = {
    "crlf": lambda data: data.replace(b"\n", b"\r\n"),
    "bom": lambda data: b"\xef\xbb\xbf" + data,
}


def in_world(file: str) -> str:
    """A file of the world; where no playbook is named, of its main one."""
    return file if file.startswith(("county/", "town/")) else f"tidewater/{file}"


KNOWN: Documents = {}
"""Most files are the same in all cases, so each is parsed once."""


def loaded(texts: Mapping[str, str | bytes]) -> Loaded:
    return load(from_memory(texts), LIMITS, known=KNOWN)


def state(texts: Mapping[str, str | bytes], **more: Any) -> State:
    """Texts as a side that has no errors."""
    found = loaded(texts)
    errors = [
        f"{d.place.path}:{d.place.span.line} {d.message}"
        for d in found.findings
        if d.severity is Severity.ERROR
    ]
    assert not errors
    return State(found.graph, found.unknowns.has, **more)


def compared(before: State, after: State, **more: Any) -> Comparison:
    return compare(before, after, base=Side("before"), head=Side("after"), **more)


@functools.cache
def world(number: int) -> State:
    """The world as the case of a number begins."""
    return plain_world() if not RUN[number].given else state(edited(WORLD, RUN[number].given))


@functools.cache
def plain_world() -> State:
    return state(WORLD)


@functools.cache
def outcome(number: int) -> tuple[Comparison, tuple[Fact, ...]]:
    case = RUN[number]
    before = world(number)
    after = state(edited(edited(WORLD, case.given), case.edits))
    found = facts(before, after)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "facts", lambda *states: found)
        return compared(before, after), found[1]


RUN = list(all_cases())


def line(change: Change) -> str:
    """A change as the cases tell it: impact · effect · where · what · flags."""
    was = f"was {short(change.old_address)}" if change.old_address else ""
    pieces = [
        change.impact.value,
        change.effect,
        short(change.address),
        was,
        told(change),
        ", ".join(change.flags),
    ]
    return " · ".join(filter(None, pieces))


def told(change: Change) -> str:
    """The field with its values: "strength: should → must", or with the words that came and went."""
    if change.kind in ("retired", "removed") and change.field in ("status", ""):
        return f"now {short(str(change.new))}" if change.new else ""
    if change.code == "rewrapped":
        return f"{short(change.field)}: other lines"
    if change.words:
        value = " ".join(
            MARKS[w.op].format(" ".join(w.text.split())) for w in change.words if w.op != "equal"
        )
    elif change.old in (None, "", ()) and change.new in (None, "", ()):
        value = ""
    else:
        old, new = worded(change.old), worded(change.new)
        if change.code.endswith(("-gained", "-added")):
            old = ""
        if change.code.endswith(("-lost", "-removed")):
            new = ""
        value = f"{old} → {new}" if old and new else f"+ {new}" if new else f"− {old}"
    return ": ".join(filter(None, (short(change.field), value)))


MARKS = {"delete": "[-{}-]", "insert": "{{+{}+}}"}


def worded(value: Plain) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(worded, value))
    return (
        ""
        if value is None
        else {True: "yes", False: "no"}[value]
        if isinstance(value, bool)
        else short(str(value))
    )


def short(text: str) -> str:
    return text.replace("tidewater/", "")


@pytest.mark.parametrize("number", range(len(RUN)), ids=map(str, RUN))
def test_a_case_gives_what_it_says(number: int) -> None:
    """Every case gives its lines, in the order in which they are printed, and concerns whom it says."""
    case = RUN[number]
    comparison, _ = outcome(number)
    assert [line(c) for c in comparison.changes] == list(case.expected)
    found = {
        "acts": {short(a) for c in comparison.changes for a in c.acts},
        "concerns": {short(a) for c in comparison.changes for a in c.roles},
        "stands_on_it": {short(a) for c in comparison.changes for a in c.entities},
    }
    assert {name: sorted(found[name]) for name in case.people} == dict(case.people)


# --- the cases leave nothing out ------------------------------------------------------------------


def facts_met() -> set[str]:
    return {fact.key for number in range(len(RUN)) for fact in outcome(number)[1]}


def changes_met() -> list[Change]:
    return [change for number in range(len(RUN)) for change in outcome(number)[0].changes]


NEVER_MET = {
    "objectives.measured_by.target": "A target that comes or goes is told by its number and its day.",
    "metrics.readings.on": "Readings of different days are different readings: one comes, one goes.",
}
"""What no case can meet, with the reason."""


def test_a_case_meets_every_row_of_the_table() -> None:
    """A row that no case meets is a judgement that nobody has looked at."""
    met = facts_met()
    fields = {key.partition(".")[2] for key in met}
    rows = {_row(key) for key in met}
    missing = [key for key in (*TABLE, *_COMMON) if key not in rows]
    for whole, inner in WITHIN.items():
        missing += [k for name in inner.split() if (k := f"{whole}.{name}") not in met | fields]
    assert missing == list(NEVER_MET)


def _row(key: str) -> str:
    """The key in the table by which a fact is judged: its own, or that of the nearest thing around it."""
    step = key
    while "." in step and step not in TABLE:
        step = step.rpartition(".")[0]
    return step if step in TABLE else key.partition(".")[2].partition(".")[0]


def test_a_case_meets_every_code_flag_and_kind() -> None:
    """A code that no case meets would be in the contract and in nobody's mind."""
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(JUDGEMENT.glob("*.py")))
    told = r'(?:Verdict|always|editorial|procedure|wording|rhythm|_more_or_less)\(\s*"([a-z-]+)"'
    codes = set(re.findall(told, source)) | {"text-changed", "thread-broken", "thread-healed"}
    codes |= {
        f"{name}-{what}" for name in re.findall(r'reach\("(\w+)"\)', source) for what in ("gained", "lost")
    }
    codes |= {
        "waiver-added",
        "waiver-removed",
        "waiver-changed",
        "paused",
        "done",
        "withdrawn",
        "renamed",
        "moved",
    }
    changes = changes_met()
    assert {c.code for c in changes} == codes
    assert {flag for c in changes for flag in c.flags} == set(FLAGS)
    assert {c.kind for c in changes} == set(KINDS_OF_CHANGE)
    assert {c.impact for c in changes} == set(Impact)


JUDGEMENT = Path(gameplan.diff.judgement.__file__).parent

AGREED = {
    "new must or must-not clause": ("clause-added", "major", "obligation-up"),
    "may to should to must": ("clause-strength", "major", "obligation-up"),
    "binds gains something": ("binds-gained", "major", "obligation-up"),
    "covers gains something": ("covers-gained", "major", "obligation-up"),
    "an exception removed": ("exception-removed", "major", "obligation-up"),
    "limit stricter": ("clause-limit", "major", "obligation-up"),
    "retired without replacement while something refers to it": ("retired", "major", "dropped"),
    "removed while something referred to it": ("removed", "major", "dropped"),
    "done": ("done", "minor", ""),
    "an id gone without formerly": ("removed", "major", "link-broken"),
    "an old id no longer kept": ("old-id-dropped", "major", "link-broken"),
    "vision statement": ("direction", "major", "direction"),
    "target of an objective": ("target", "major", "direction"),
    "action of a rule": ("action", "major", "procedure"),
    "when of a rule": ("situation", "major", "procedure"),
    "outcome of a guide": ("outcome", "major", "procedure"),
    "speaking_as of a clause": ("speaking-as", "major", "procedure"),
    "when of a clause": ("clause-when", "major", "procedure"),
    "who approves": ("approver", "major", "procedure"),
    "who responds": ("responder", "major", "procedure"),
    "who decides": ("decides", "major", "procedure"),
    "who keeps the keys": ("custodian", "major", "procedure"),
    "response time shortened": ("response-time", "major", "procedure"),
    "escalation criteria": ("criteria", "major", "procedure"),
    "steps of a procedure": ("steps", "major", "procedure"),
    "must to should": ("clause-strength", "minor", "obligation-down"),
    "a must clause retired": ("retired", "minor", "obligation-down"),
    "a must clause deleted": ("removed", "major", "obligation-down"),
    "binds loses a role": ("binds-lost", "minor", "obligation-down"),
    "new exception": ("exception-added", "minor", "obligation-down"),
    "limit loosened": ("clause-limit", "minor", "obligation-down"),
    "new may or should clause, new entity": ("added", "minor", ""),
    "retired with replaced_by": ("retired", "minor", ""),
    "renamed with formerly": ("renamed", "minor", ""),
    "owner changed": ("owner", "minor", "owner"),
    "a relation added": ("relation-added", "minor", "relation"),
    "a relation removed": ("relation-removed", "minor", "relation"),
    "wording of a must or should": ("clause-wording", "minor", "wording"),
    "wording with a weighty word": ("clause-wording", "maybe-major", "wording"),
    "chain to the vision broke": ("thread-broken", "none", "thread-broken"),
    "chain to the vision healed": ("thread-healed", "none", "thread-healed"),
    "title": ("title", "patch", ""),
    "summary": ("summary", "patch", ""),
    "description": ("description", "patch", ""),
    "examples": ("examples", "patch", ""),
    "tags": ("tags", "patch", ""),
    "links": ("links", "patch", ""),
    "order of parts": ("order-changed", "patch", ""),
    "re-wrapped in a literal block": ("rewrapped", "patch", ""),
}
"""What was agreed, row by row: code, impact and flag."""


@pytest.mark.parametrize("row", AGREED)
def test_a_case_shows_every_row_that_was_agreed(row: str) -> None:
    """The cases hold the table as people agreed on it, whatever the code says."""
    code, impact, flag = AGREED[row]
    met = [c for c in changes_met() if (c.code, c.impact.value) == (code, impact)]
    assert any(flag in c.flags if flag else not c.flags for c in met)


def test_every_field_of_a_change_reads_as_a_way() -> None:
    """`exceptions[election weeks].until`: names of fields, and in brackets what an author named."""
    for change in changes_met():
        assert re.fullmatch(r"(?:[a-z_]+(?:\[[^\n]{1,90}\])?(?:\.|$))*", change.field), change.field
        plain = re.sub(r"\[.*\]", "", change.field).rstrip(".")
        assert not plain or plain.split(".")[0] in {key.split(".")[1] for key in facts_met() if "." in key}


# --- words and weight -----------------------------------------------------------------------------

CLAUSE = {
    "m/playbook.yml": "title: M\norganisation: M\n",
    "m/policies/words.yml": "title: Words\npurpose: p\nclauses:\n  one: {strength: must, statement: 'STATEMENT'}\n",
}


def clause(statement: str, **fields: object) -> State:
    """A playbook with one must clause; `fields` of it are written as JSON, which is YAML."""
    text = CLAUSE["m/policies/words.yml"].replace("'STATEMENT'", json.dumps(statement))
    for name, value in fields.items():
        if name == "strength":
            text = text.replace("strength: must", f"strength: {value}")
        else:
            text = text.replace("}\n", f", {name}: {json.dumps(value, default=str)}}}\n")
    return state({**CLAUSE, "m/policies/words.yml": text})


@pytest.mark.parametrize(
    "word",
    "optionally not only always never unless except any all must should may 3 48 before without each until 2026-05-01 "
    "Monday hours no cannot don't at-least twice".split(),
)
def test_one_meaningful_word_is_never_lost(word: str) -> None:
    """Dropping or writing one word that carries meaning is told with that word, and somebody must read it."""
    with_it, without = f"Ask the editor {word} if you post.", "Ask the editor if you post."
    for old, new, op in ((with_it, without, "delete"), (without, with_it, "insert")):
        (change,) = compared(clause(old), clause(new)).changes
        assert change.impact is Impact.MAYBE_MAJOR
        assert any(word in w.text for w in change.words if w.op == op)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from("ask post tell keep only 4 not the a reader".split()), min_size=2, max_size=12),
    st.data(),
)
def test_a_dropped_word_is_always_told(words: list[str], data: st.DataObject) -> None:
    """Whatever the sentence, leaving one word out of it is a change, and the words say which."""
    gone = data.draw(st.integers(0, len(words) - 1))
    left = words[:gone] + words[gone + 1 :]
    (change,) = compared(clause(" ".join(words)), clause(" ".join(left))).changes
    assert " ".join(w.text.strip() for w in change.words if w.op == "delete").split() == [words[gone]]
    assert change.impact in (Impact.MAYBE_MAJOR, Impact.MINOR)


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("tactics/evening-rota.yml", "hear from us tonight", "never hear from us more than 2 times"),
        ("strategies/evening-desk.yml", "The light is on.", "The light must not be on before 8."),
        ("policies/social-media.yml", "Trust is the service.", "Only trust is always the service."),
        ("rules/hostile-comment.yml", "We were wrong,", "We were not always wrong,"),
        ("policies/social-media.yml", "What we keep to online.", "What all of us must keep to online."),
        ("audiences.yml", "An answer before Saturday", "No answer before Sunday"),
    ],
)
def test_words_weigh_in_what_binds_alone(file: str, before: str, after: str) -> None:
    """A number or a negation in a message or a reason needs no second reader."""
    (change,) = edit(file, before, after).changes
    assert change.impact in (Impact.MINOR, Impact.PATCH)


def edit(file: str, before: str, after: str, *more: tuple[str, str, str]) -> Comparison:
    """The world compared with itself after some edits."""
    edits = [{"file": f, "before": b, "after": a} for f, b, a in ((file, before, after), *more)]
    return compared(plain_world(), state(edited(WORLD, edits)))


def test_repetitive_text_does_not_blow_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two thousand words that are nearly the same ask for no more comparisons than there are words to compare."""
    asked = 0
    real = alignment.common

    def counting(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
        nonlocal asked
        asked += len(a) + len(b)
        return real(a, b)

    monkeypatch.setattr(wording, "common", counting)
    old = "Ask the editor and then ask the editor again. " * 250
    new = old.replace("again. Ask", "once more. Ask", 100).replace("the editor and", "an editor and", 30)
    (change,) = compared(clause(old), clause(new)).changes
    assert "".join(w.text for w in change.words if w.op != "delete").split() == new.split()
    assert 0 < asked < 20_000


# --- there and back -------------------------------------------------------------------------------

STRENGTHS = ("must", "must-not", "should", "should-not", "may")


@functools.cache
def of_strength(strength: str) -> State:
    return clause("Ask.", strength=strength)


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(STRENGTHS, 2)))
def test_strengths_there_and_back(one: str, other: str) -> None:
    """What tightens one way loosens the other way; what is turned round is so both ways."""
    (there,), (back,) = (compared(*map(of_strength, pair)).changes for pair in ((one, other), (other, one)))
    assert_opposite(there, back)


def assert_opposite(there: Change, back: Change) -> None:
    opposites = {"tightened": "loosened", "loosened": "tightened", "turned round": "turned round"}
    assert back.effect == opposites[there.effect]
    for change in (there, back):
        up = change.effect != "loosened"
        assert change.impact is (Impact.MAJOR if up else Impact.MINOR)
        assert change.flags == ("obligation-up" if up else "obligation-down",)


AMOUNTS = st.decimals(-999, 999, places=2)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["at_most", "at_least"]), AMOUNTS, AMOUNTS)
def test_limits_there_and_back(side: str, one: Decimal, other: Decimal) -> None:
    """A lower most and a higher least are stricter, whatever the numbers are and however they are written."""
    states = [clause("Ask.", limit={side: n, "unit": "posts"}) for n in (f"{one:f}", f"{other:f}")]
    there, back = compared(*states).changes, compared(*reversed(states)).changes
    if one == other:
        assert there == back == ()
        return
    assert_opposite(there[0], back[0])
    assert (there[0].effect == "tightened") == ((other < one) == (side == "at_most"))


ROLES = {f"m/roles/r{n}.yml": f"title: R{n}\npurpose: p\n" for n in range(3)}
WHOM = st.lists(st.sampled_from(["r0", "r1", "r2", "everyone"]), unique=True, max_size=3)


@settings(max_examples=25, deadline=None)
@given(WHOM, WHOM)
def test_binds_there_and_back(one: list[str], other: list[str]) -> None:
    """Whom a clause gains one way it loses the other way, and where everyone is bound nobody is added."""
    states = [
        state({**CLAUSE, **ROLES, "m/policies/words.yml": CLAUSE["m/policies/words.yml"].replace("}\n", f", binds: {json.dumps(w)}}}\n")})
        for w in (one, other)
    ]  # fmt: skip
    there, back = compared(*states).changes, compared(*reversed(states)).changes
    assert {(c.code, c.new) for c in there if c.code == "binds-gained"} == {
        ("binds-gained", c.old) for c in back if c.code == "binds-lost"
    }
    sets = [{"everyone"} if not w or "everyone" in w else set(w) for w in (one, other)]
    wider = "everyone" not in sets[0] and not sets[1] <= sets[0]
    assert any(c.impact is Impact.MAJOR for c in there) == wider


# --- the same is the same -------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["../playbooks", "real/playbooks", "swarm/playbooks"])
def test_nothing_differs_from_itself(folder: str) -> None:
    """A state read twice, and one read back from a release, is the same state."""
    sources = from_folder(TESTS / folder, max_bytes=LIMITS.file_bytes)
    one, two = (load(sources, LIMITS).graph for _ in range(2))
    assert compared(State(one), State(two)).changes == ()
    said: dict[str, Any] = {
        "version": "1.0",
        "date": dt.date(2026, 9, 1),
        "summary": "s",
        "approver": "",
        "reference": "",
    }
    release = of_release(read_release(written(snapshot(one, **said)), "releases/1.0.json")).state
    assert compared(release, State(two)).changes == ()
    assert compared(State(one), release).changes == ()


def test_changes_are_the_same_however_they_are_asked_for() -> None:
    """Judged twice, from a release or in another commit, a change has one fingerprint, and another value another."""
    (change,) = edit("policies/social-media.yml", "at_most: 2", "at_most: 1").changes
    (again,) = edit("policies/social-media.yml", "at_most: 2", "at_most: 1").changes
    (other,) = edit("policies/social-media.yml", "at_most: 2", "at_most: 0").changes
    assert change == again
    assert change.fingerprint == again.fingerprint != other.fingerprint
    # On another base commit, between other changes, and with another line and another old value.
    more = [
        ("policies/social-media.yml", "title: Social media", "# Moved down.\ntitle: Social media online"),
        ("rules/praise.yml", "action: reply", "action: monitor"),
    ]
    elsewhere = edit("policies/social-media.yml", "at_most: 2", "at_most: 1", *more)
    assert change.fingerprint in {c.fingerprint for c in elsewhere.changes}
    assert re.fullmatch("[0-9a-f]{12}", change.fingerprint)
    wider = state(
        edited(WORLD, [{"file": "policies/social-media.yml", "before": "at_most: 2", "after": "at_most: 3"}])
    )
    one = state(
        edited(WORLD, [{"file": "policies/social-media.yml", "before": "at_most: 2", "after": "at_most: 1"}])
    )
    assert compared(wider, one).changes[0].fingerprint == change.fingerprint


def test_no_two_changes_of_a_comparison_share_a_fingerprint() -> None:
    """An approval of one change must not approve another."""
    for number in range(len(RUN)):
        prints = [c.fingerprint for c in outcome(number)[0].changes]
        assert len(set(prints)) == len(prints), RUN[number]


def test_two_exceptions_that_begin_alike_are_two() -> None:
    """Their ways are cut where they are long, and still told apart."""
    long = "posts about the opening of the new wing of the museum, when they "
    first = [
        {"for": long + end, "until": "2026-05-01"} for end in ("are written by us", "come from the press")
    ]
    second = [{**e, "until": "2026-06-01"} for e in first]
    changes = compared(clause("Ask.", exceptions=first), clause("Ask.", exceptions=second)).changes
    assert len({c.field for c in changes}) == len({c.fingerprint for c in changes}) == 2


def test_the_gravest_change_comes_first() -> None:
    """Impact goes before flags, flags before addresses, and a comparison is as grave as its gravest change."""
    for number in range(len(RUN)):
        comparison, _ = outcome(number)
        ranks = [list(Impact).index(c.impact) for c in comparison.changes]
        assert ranks == sorted(ranks), RUN[number]
        assert comparison.impact is (comparison.changes[0].impact if ranks else Impact.NONE)
    loud = edit(
        "rules/praise.yml", "action: reply", "action: monitor",
        ("policies/social-media.yml", "strength: should", "strength: must"),
        ("vision.yml", "anyone on this coast", "anybody on this coast"),
    )  # fmt: skip
    assert [c.flags[0] for c in loud.changes] == ["obligation-up", "procedure", "direction"]


def test_what_is_not_in_force_never_weighs() -> None:
    """Drafts, proposals, what rests and what is over: no edit in them is major or asks more of anybody."""
    file = "policies/social-media.yml"
    edits = [("strength: should", "strength: must"), ("at_most: 2", "at_most: 1"), ("4 hours", "1 hour"),
             ("\nbinds: [duty-editor, head-of-comms]", "\nbinds: [everyone]"), ("every: 1 year}", "every: 1 month}"),
             ("      - {for: election", "      - {for: all election"), ("\napprover: director", "\napprover: head-of-comms")]  # fmt: skip
    changed = [{"file": file, "before": b, "after": a} for b, a in edits]
    for status in ("draft", "proposed", "paused", "done", "retired"):
        given = edited(
            WORLD, [{"file": file, "before": "number: TM-07", "after": f"number: TM-07\nstatus: {status}"}]
        )
        changes = compared(state(given), state(edited(given, changed))).changes
        assert len(changes) == len(edits)
        assert {c.impact for c in changes} == {Impact.PATCH}
        assert not any(c.flags for c in changes)


@pytest.mark.parametrize(
    "file",
    [
        "tactics/evening-rota.yml",
        "rules/hostile-comment.yml",
        "channels/main-account.yml",
        "policies/social-media.yml",
        "strategies/evening-desk.yml",
    ],
)
def test_done_is_never_major(file: str) -> None:
    """Something that ran its course is no loss, whoever refers to it."""
    texts = dict(WORLD)
    texts[in_world(file)] += b"status: done\n"
    assert all(c.impact in (Impact.MINOR, Impact.NONE) for c in compared(plain_world(), state(texts)).changes)


# --- renames and moves ----------------------------------------------------------------------------


def small(**files: str) -> dict[str, bytes]:
    """The small playbook with some files added or replaced: `policies_one` is m/policies/one.yml."""
    more = {f"m/{name.replace('_', '/')}.yml": text for name, text in files.items()}
    return {name: text.encode() for name, text in {**SMALL, **more}.items()}


def told_of(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    return [line(c).replace("m/", "") for c in compared(state(before), state(after)).changes]


TWO = "title: One\npurpose: p\nclauses:\n  a: {strength: must, statement: Ask.}\n  b: {strength: must, statement: Tell.}\n"


def test_a_policy_is_split_in_two() -> None:
    """Clauses that moved say so, and are no new duties; references that follow are no changes."""
    rule = "title: R\nwhen: w, see [[policies/one#b]]\naction: reply\nenforces: [one#b]\n"
    halves = small(
        policies_one="title: One\npurpose: p\nclauses:\n  a: {strength: must, statement: Ask.}\n",
        policies_two="title: Two\npurpose: p\nclauses:\n  c: {strength: must, statement: Tell., formerly: [one#b]}\n",
        rules_r=rule.replace("one#b", "two#c"),
    )
    assert told_of(small(policies_one=TWO, rules_r=rule), halves) == [
        "minor · new · policies/two",
        "minor · moved · policies/two#c · was policies/one#b",
    ]


@pytest.mark.parametrize("old", ["b", "one#b"])
def test_a_renamed_policy_has_a_renamed_clause(old: str) -> None:
    """The old id of the clause may be said of the policy as it is called now or as it was then."""
    rule = "title: R\nwhen: w\naction: reply\nenforces: [one#b, one#a]\n"
    text = TWO.replace("purpose:", "formerly: [one]\npurpose:").replace("b: {", f"c: {{formerly: [{old}], ")
    after = small(policies_uno=text, rules_r=rule.replace("one#b, one#a", "uno#a, uno#c"))
    assert told_of(small(policies_one=TWO, rules_r=rule), after) == [
        "minor · renamed · policies/uno · was policies/one",
        "minor · renamed · policies/uno#c · was policies/one#b",
    ]


def test_a_playbook_is_renamed() -> None:
    """All addresses change and nothing else does; what is renamed in it besides is told."""
    before = small(
        policies_one=TWO, tactics_rota="title: R\nimplements: [m/strategies/evening]\nowner: m/roles/editor\n"
    )
    after = {name.replace("m/", "n/", 1): text.replace(b"m/", b"n/") for name, text in before.items()}
    after["n/playbook.yml"] += b"formerly: [m]\n"
    after["n/policies/uno.yml"] = after.pop("n/policies/one.yml") + b"formerly: [one]\n"
    changes = compared(state(before), state(after)).changes
    assert [line(c) for c in changes] == [
        "minor · renamed · n · was m",
        "minor · renamed · n/policies/uno · was m/policies/one",
    ]


def test_an_id_in_use_is_no_old_id() -> None:
    """Who has the id now is compared with who had it, even where another claims it by mistake."""
    before = small(goals_one="title: One\n")
    after = small(goals_one="title: Something else\n", goals_two="title: One\nformerly: [one]\n")
    found = loaded(after)
    assert [d.code for d in found.findings] == ["REF04"]
    changes = compared(state(before), State(found.graph, found.unknowns.has)).changes
    assert [(c.code, c.address) for c in changes] == [("added", "m/goals/two"), ("title", "m/goals/one")]


def test_two_that_claim_one_old_id() -> None:
    """The first has it; the other is new. Nothing is told twice."""
    before = small(goals_one="title: One\n")
    found = loaded(small(goals_b="title: B\nformerly: [one]\n", goals_a="title: A\nformerly: [one]\n"))
    changes = compared(state(before), State(found.graph, found.unknowns.has)).changes
    assert [(c.code, c.address, c.old_address) for c in changes] == [
        ("renamed", "m/goals/a", "m/goals/one"),
        ("added", "m/goals/b", None),
        ("title", "m/goals/a", None),
    ]


def test_two_become_one_that_is_new() -> None:
    """The first of them is renamed, the other is merged into it; no link dies, and references follow."""
    before = small(goals_a="title: A\n", goals_b="title: B\n", objectives_o="title: O\nserves: [a, b]\n")
    after = small(goals_c="title: A\nformerly: [a, b]\n", objectives_o="title: O\nserves: [c]\n")
    assert told_of(before, after) == [
        "minor · merged · goals/b · now goals/c",
        "minor · renamed · goals/c · was goals/a",
    ]


def test_a_policy_is_taken_into_another_with_its_clauses() -> None:
    """Clauses that came along with their ids are the same clauses; one that did not is gone."""
    other = "title: Two\npurpose: p\nclauses:\n  c: {strength: may, statement: Smile.}\n"
    both = other.replace("purpose", "formerly: [one]\npurpose") + "  a: {strength: must, statement: Ask.}\n"
    assert told_of(small(policies_one=TWO, policies_two=other), small(policies_two=both)) == [
        "minor · ended · policies/one#b · obligation-down",
        "minor · merged · policies/one · now policies/two",
    ]


def test_renames_over_two_releases() -> None:
    """An id that is kept over both is followed over both; one that was dropped on the way is gone."""
    one, two = small(goals_a="title: A\n"), small(goals_b="title: A\nformerly: [a]\n")
    three = small(goals_c="title: A\nformerly: [b, a]\n")
    assert told_of(one, two) == ["minor · renamed · goals/b · was goals/a"]
    assert told_of(two, three) == ["minor · renamed · goals/c · was goals/b"]
    assert told_of(one, three) == ["minor · renamed · goals/c · was goals/a"]
    dropped = small(goals_c="title: A\nformerly: [b]\n")
    assert told_of(two, dropped) == [
        "major · removed · goals/c · formerly: a → b · link-broken",
        "minor · renamed · goals/c · was goals/b",
    ]
    assert told_of(one, dropped) == ["major · removed · goals/a · link-broken", "minor · new · goals/c"]


def hints(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> dict[str, str]:
    changes = compared(state(before), state(after)).changes
    return {c.address: c.hint for c in changes if c.hint}


def test_a_rename_that_nobody_declared_is_hinted_at() -> None:
    """What is gone and what came are so alike that somebody may have forgotten to say so; it is never guessed."""
    tactic = "title: Ask a curator on the first Friday\nimplements: [evening]\nowner: editor\n"
    before = small(tactics_ask=tactic)
    assert hints(before, small(tactics_curator=tactic)) == {
        "m/tactics/ask": "tactics/curator is 100 per cent the same. If it was renamed, write `formerly: [ask]` there."
    }
    other = small(tactics_curator="title: Sing\nowner: editor\n", goals_ask=tactic.split("\n")[0] + "\n")
    assert hints(before, other) == {}


def test_a_clause_that_was_renamed_or_moved_is_hinted_at() -> None:
    """The hint has the old id as it must be written: alone, or with the policy where the clause moved."""
    long = "Ask the people in a picture before you publish it."
    before = small(policies_one=TWO.replace("Tell.", long))
    renamed = small(policies_one=TWO.replace("Tell.", long).replace("b: {", "c: {"))
    assert "`formerly: [b]`" in hints(before, renamed)["m/policies/one#b"]
    moved = small(
        policies_one=TWO[: TWO.index("  b:")],
        policies_two=f"title: Two\npurpose: p\nclauses:\n  d: {{strength: must, statement: {long}}}\n",
    )
    assert "policies/two#d" in hints(before, moved)["m/policies/one#b"]
    assert "`formerly: [one#b]`" in hints(before, moved)["m/policies/one#b"]


def test_what_moved_to_another_playbook_is_not_hinted_at() -> None:
    """`formerly` cannot say that, so telling somebody to write it would help nobody."""
    role = "title: Somebody who helps on the very first evening\npurpose: p\n"
    before = small(roles_a=role)
    after = {**small(), "n/playbook.yml": b"title: N\norganisation: N\n", "n/roles/a.yml": role.encode()}
    assert hints(before, after) == {}


# --- who must look ----------------------------------------------------------------------------------


def test_a_number_says_what_it_counts() -> None:
    """ "At most 1" is said with its replies per thread, a target with the unit of its metric."""
    changes = edit(
        "policies/social-media.yml", "at_most: 2", "at_most: 1", ("objectives.yml", "value: 4,", "value: 3,")
    ).changes
    assert {c.unit for c in changes} == {"replies per thread", "hours"}


def test_who_approves_is_the_policy_the_playbook_or_the_owner() -> None:
    """The nearest approver counts, and by the address of the entity that changed."""
    comparison = edit(
        "policies/social-media.yml", "at_most: 2", "at_most: 1",
        ("rules/praise.yml", "action: reply", "action: monitor"),
        ("county/policies/conduct.yml", "three times", "four times"),
    )  # fmt: skip
    assert comparison.approvers == {
        "tidewater/policies/social-media": "tidewater/roles/director",
        "tidewater/rules/praise": "tidewater/roles/director",
        "county/policies/conduct": "county/roles/arts-director",
    }
    assert comparison.name("tidewater/roles/director") == "Director"


def test_nobody_makes_themselves_the_approver() -> None:
    """Whoever had to approve until now approves that somebody else does, also where the role is renamed."""
    approvers = edit("policies/social-media.yml", "\napprover: director", "\napprover: duty-editor").approvers
    assert approvers["tidewater/policies/social-media"] == "tidewater/roles/director"
    before = small(policies_one=f"approver: editor\n{TWO}")
    after = {k: v.replace(b"editor", b"desk") for k, v in before.items()}
    after["m/roles/desk.yml"] = after.pop("m/roles/editor.yml") + b"formerly: [editor]\n"
    after["m/policies/one.yml"] = (
        after["m/policies/one.yml"].replace(b"Tell.", b"Say.").replace(b"approver: desk\n", b"")
    )
    assert compared(state(before), state(after)).approvers["m/policies/one"] == "m/roles/desk"


def test_whom_a_clause_concerns() -> None:
    """Everyone where nothing is written, else whom the policy binds, else whom the clause does; owners know of it."""
    whole, some, one = (
        edit(*said).changes[0]
        for said in (
            ("policies/pictures.yml", "strength: must", "strength: should"),
            ("policies/social-media.yml", "at_most: 2", "at_most: 1"),
            ("policies/social-media.yml", "strength: should", "strength: must"),
        )
    )
    assert whole.acts == ("everyone",)
    assert [short(a) for a in some.acts] == ["roles/duty-editor", "roles/head-of-comms"]
    assert [short(a) for a in one.acts] == ["roles/volunteers"]
    assert {"everyone", "tidewater/roles/head-of-comms"} <= set(whole.roles)
    assert [short(a) for a in one.entities] == []


def test_people_are_known_by_the_addresses_they_have_now() -> None:
    """A role that was renamed is concerned once, under its new address; so is an entry that stands on a change."""
    edits = [
        {"file": "roles/volunteers.yml", "renamed_to": "roles/helpers.yml"},
        {"file": "roles/helpers.yml", "before": "purpose", "after": "formerly: [volunteers]\npurpose"},
        {"file": "policies/social-media.yml", "before": "binds: [volunteers]", "after": "binds: [helpers, digital-team]"},
        {"file": "roles/duty-editor.yml", "before": "  - {to: volunteers, scope: Corrections at weekends, until: 2026-12-31}", "after": "  - {to: helpers, scope: Corrections at weekends}"},
    ]  # fmt: skip
    changes = compared(plain_world(), state(edited(WORLD, edits))).changes
    told = repr([*map(everything, changes)])
    assert told.count("roles/volunteers") == 1, "as the old address of the role that was renamed"
    delegated = next(c for c in changes if c.code == "delegates")
    assert "tidewater/roles/helpers" in delegated.acts


def test_who_is_told_no_longer_is_told_that() -> None:
    """Whoever was told within a time, and is not any more, does something else now."""
    (change,) = edit("rules/hostile-comment.yml", "notifies:\n  director: 30 min\n", "").changes
    assert "tidewater/roles/director" in change.acts


def test_no_change_names_nobody() -> None:
    """An address in a change is the address of something; an empty one would be printed."""
    for change in changes_met():
        assert all(change.roles)
        assert set(change.acts) <= set(change.roles), change
        assert all(change.entities)


# --- what could not be read -----------------------------------------------------------------------

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is what is tested")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the world in its playbooks folder, and one commit; tests copy it."""
    top = tmp_path_factory.mktemp("git") / "top"
    (top / "playbooks").mkdir(parents=True)
    put(top / "playbooks", WORLD)
    git(top, "init", "--quiet", "--initial-branch=main")
    commit(top)
    return top


@pytest.fixture
def repository(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [n for n in os.environ if n.startswith("GIT_") or n == "GITHUB_BASE_REF"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return Path(shutil.copytree(template, tmp_path / "top"))


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", str(folder), *who, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(top: Path) -> str:
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--no-verify", "-m", "Change it")
    return git(top, "rev-parse", "HEAD")


def put(folder: Path, texts: Mapping[str, bytes]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)


def replaced(folder: Path, file: str, before: str, after: str) -> None:
    path = folder / in_world(file)
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


def asked(
    top: Path, base: str | None = "HEAD", head: str | None = None, folder: str = "playbooks"
) -> Comparison:
    return Project(Settings(playbooks_dir=folder), top).compared(base, head)[0]


BROKEN = {
    "a file that is no YAML": ("policies/social-media.yml", "title: Social media", "title: [Social media"),
    "a list file that is no YAML": ("objectives.yml", "reply-same-day:", "reply-same-day: ]"),
    "a manifest that is no YAML": ("playbook.yml", "title: Tidewater playbook", "title: {Tidewater"),
    "a vision that is no YAML": ("vision.yml", "statement: By", "statement: {By"),
    "a strategy that is no YAML": ("strategies/evening-desk.yml", "title: Be", "title: {Be"),
    "a role that is no YAML": ("roles/duty-editor.yml", "title: Duty", "title: {Duty"),
    "a value of the wrong form": ("rules/hostile-comment.yml", "respond_within: 4h", "respond_within: soonish"),
    "a choice that there is not": ("policies/social-media.yml", "strength: should", "strength: shall"),
    "a number in a record": ("policies/social-media.yml", "at_most: 2", "at_most: two"),
    "a target": ("objectives.yml", "value: 4,", "value: four,"),
    "a time to tell somebody": ("escalation.yml", "director: 15 min", "director: a moment"),
    "a step": ("procedures/account-taken-over.yml", "within: 30 min", "within: soonish"),
    "a broken reference": ("tactics/evening-rota.yml", "runs_on: [main-account]", "runs_on: [nowhere]"),
    "a broken reference upwards": ("tactics/evening-rota.yml", "implements: [evening-desk]", "implements: [evning]"),
    "a broken reference in a list": ("policies/social-media.yml", "binds: [duty-editor, head", "binds: [editor, head"),
    "a mapping for a text": ("goals.yml", "title: Known for the sea", "title: {a: b}"),
    "a clause that is no mapping": ("policies/pictures.yml", "ask-first:\n    strength: must\n    statement: ", "ask-first: "),
    "a field that must be there": ("policies/pictures.yml", "    strength: must\n", ""),
}  # fmt: skip


@functools.cache
def whole_world() -> Read:
    return working_tree(loaded(WORLD), from_memory(WORLD))


@pytest.mark.parametrize("fault", BROKEN)
@pytest.mark.parametrize("side", ["base", "head"])
def test_what_cannot_be_read_is_not_missed(fault: str, side: str) -> None:
    """A fault hides what it is in and nothing else: nothing is removed, added, lost or broken by it."""
    name, before, after = BROKEN[fault]
    broken = {**WORLD, in_world(name): WORLD[in_world(name)].replace(before.encode(), after.encode())}
    assert broken != WORLD
    reads = [working_tree(loaded(broken), from_memory(broken)), whole_world()]
    comparison = sides_compared(*(reads if side == "base" else reversed(reads)))
    assert comparison.changes == ()
    assert {u.side for u in comparison.unreadable} == {side}
    assert f"playbooks/{in_world(name)}" in {u.path for u in comparison.unreadable}
    assert all(u.message.startswith("line ") for u in comparison.unreadable)


def test_the_rest_is_compared_all_the_same() -> None:
    """Approvers need a difference most when something is broken: what can be read of the same entry is told."""
    file = in_world("rules/hostile-comment.yml")
    texts = dict(WORLD)
    texts[file] = (
        texts[file].replace(b"respond_within: 4h", b"respond_within: soonish").replace(b"reply-once", b"hide")
    )
    assert sides_of(WORLD, texts) == [
        "major · changed · rules/hostile-comment · action: reply-once → hide · procedure"
    ]


def test_the_new_name_of_what_could_not_be_read_is_not_new() -> None:
    """An entry that says what it was called is not added where that could not be read."""
    before = {**small(goals_a="title: A\n"), "m/goals/a.yml": b"title: {A\n"}
    after = small(goals_b="title: A\nformerly: [a]\n")
    found = loaded(before)
    assert compared(State(found.graph, found.unknowns.has), state(after)).changes == ()


def sides_of(one: Mapping[str, bytes], two: Mapping[str, bytes]) -> list[str]:
    """The lines of two states that may have faults."""
    return [
        line(c)
        for c in sides_compared(*(working_tree(loaded(t), from_memory(t)) for t in (one, two))).changes
    ]


def test_a_status_that_cannot_be_read_is_not_in_force() -> None:
    """A slip in `status: retired` brings nothing back into force, neither the entry nor its clauses."""
    retired = small(policies_one=TWO.replace("purpose", "status: retired\npurpose"))
    slip = small(policies_one=TWO.replace("purpose", "status: retird\npurpose"))
    assert sides_of(retired, slip) == sides_of(slip, retired) == []


def test_old_ids_that_cannot_be_read_are_not_dropped() -> None:
    """A slip in `formerly` is a fault of its own, and no broken link."""
    kept, slip = (small(goals_a=f"title: A\nformerly: [{old}]\n") for old in ("b", "'B b'"))
    assert sides_of(kept, slip) == sides_of(slip, kept) == []


def test_what_cannot_be_read_is_not_missed_under_a_new_name() -> None:
    """An entry in a playbook that was renamed, or a clause of a policy that was, is not removed by a fault there."""
    before = small(policies_one=TWO)
    moved = {name.replace("m/", "n/", 1): text for name, text in before.items()}
    moved["n/playbook.yml"] += b"formerly: [m]\n"
    moved["n/goals/helped.yml"] = b"title: {Helped\n"
    assert sides_of(before, moved) == ["minor · renamed · n · was m"]
    renamed = TWO[: TWO.index("clauses")].replace("purpose", "formerly: [one]\npurpose") + "clauses: [a, b]\n"
    assert sides_of(before, small(policies_uno=renamed)) == [
        "minor · renamed · m/policies/uno · was m/policies/one"
    ]


@needs_git
def test_an_unreadable_file_in_the_working_tree(repository: Path) -> None:
    """Through git and the folder: the fault is listed with its side and place, the rest is compared."""
    replaced(repository / "playbooks", "rules/praise.yml", "title: Somebody", "title: {Somebody")
    replaced(repository / "playbooks", "vision.yml", "2030-12-31", "2031-12-31")
    comparison = asked(repository)
    assert [line(c) for c in comparison.changes] == [
        "major · changed · vision · horizon: [-2030-12-31-] {+2031-12-31+} · direction"
    ]
    (missing,) = comparison.unreadable
    assert missing.side == "head"
    assert missing.path.endswith("tidewater/rules/praise.yml")
    commit(repository)
    back = asked(repository, "HEAD~1", "HEAD")
    assert back.changes == comparison.changes


# --- where a side comes from ----------------------------------------------------------------------


@needs_git
def test_unrelated_and_formal_edits_are_no_changes(repository: Path) -> None:
    """Files beside the playbooks do not count; files that are only written otherwise are counted and no more."""
    put(repository, {"README.md": b"# Read me\n", "other/playbook.yml": b"title: X\n"})
    assert asked(repository).reformatted == 0
    replaced(repository / "playbooks", "rules/praise.yml", "action: reply", "# Agreed.\naction: reply")
    tidewater = repository / "playbooks" / "tidewater"
    (tidewater / "tools.yml").rename(tidewater / "tools.yaml")
    comparison = asked(repository)
    assert comparison.changes == ()
    assert comparison.reformatted == 3


@needs_git
def test_playbooks_below_a_subfolder_and_moved_between_commits(repository: Path) -> None:
    """The folder is found where the configuration of that time says, in a subfolder of the repository, too."""
    first = git(repository, "rev-parse", "HEAD")
    site = repository / "comms"
    site.mkdir()
    (repository / "playbooks").rename(site / "playbooks")
    put(site, {"mkdocs.yml": b"site_name: S\nplugins: [gameplan]\n"})
    second = commit(repository)
    (site / "playbooks").rename(site / "rules")
    put(site, {"mkdocs.yml": b"site_name: S\nplugins: [{gameplan: {playbooks_dir: rules}}]\n"})
    replaced(site / "rules", "rules/praise.yml", "action: reply", "action: monitor")
    project = Project(Settings(playbooks_dir="rules"), site, str(site / "mkdocs.yml"))
    expected = ["major · changed · rules/praise · action: reply → monitor · procedure"]
    assert [line(c) for c in project.compared(second)[0].changes] == expected
    commit(repository)
    assert [line(c) for c in project.compared(second, "HEAD")[0].changes] == expected
    # Where the folder lay below the subfolder it is found; where there was none, everything is new.
    assert {c.kind for c in project.compared(first, "HEAD")[0].changes} == {"added"}


@needs_git
def test_a_commit_and_a_release_give_the_same_changes(repository: Path) -> None:
    """But for places and the holders of roles, which a release does not keep."""
    folder = repository / "playbooks"
    said: dict[str, Any] = {
        "version": "1.0",
        "date": dt.date(2026, 9, 1),
        "summary": "s",
        "approver": "",
        "reference": "",
    }
    text = written(snapshot(loaded(WORLD).graph, **said))
    put(repository, {"releases/1.0.json": text.encode()})
    for case in (RUN[n] for n in range(0, len(RUN), 60)):
        if not case.given:
            shutil.rmtree(folder)
            put(folder, edited(WORLD, case.edits))
            from_git, from_release = asked(repository), asked(repository, "1.0")
            assert from_release.base.release == "1.0"
            changes = [replace(c, base=None) for c in from_git.changes if "holders" not in c.field]
            assert list(from_release.changes) == changes
            assert [c.fingerprint for c in from_release.changes] == [c.fingerprint for c in changes]


@needs_git
def test_a_change_is_the_same_on_another_base(repository: Path) -> None:
    """An approval carries over commits: the fingerprint does not know between which of them the change was seen."""
    first = git(repository, "rev-parse", "HEAD")
    replaced(repository / "playbooks", "policies/pictures.yml", "strength: must", "strength: should")
    replaced(repository / "playbooks", "goals.yml", "Known for the sea", "Known for the whole sea")
    commit(repository)
    replaced(repository / "playbooks", "rules/praise.yml", "action: reply", "action: monitor")
    ours = {c.fingerprint for c in asked(repository).changes}
    assert len(ours) == 1
    assert ours < {c.fingerprint for c in asked(repository, first).changes}


# --- what must not be told --------------------------------------------------------------------------

SECRET = "ghp_0123456789abcdefghijABCDEFGHIJ012345"
SECRETS = {
    "in a text": ("policies/pictures.yml", "Name whoever took the picture.", "The password is Hunter22!x."),
    "a token": ("rules/praise.yml", "Somebody thanks us in public.", f"Use {SECRET} for it."),
    "in a term": ("policies/social-media.yml", "definitions:", f"definitions:\n  {SECRET}: The key."),
    "in a list": ("roles/duty-editor.yml", "  - Hide a comment", f"  - Hide a comment with {SECRET}"),
    "in a record": ("policies/social-media.yml", "for: election weeks", f"for: weeks of {SECRET}"),
    "in a title": ("rules/praise.yml", "title: Somebody praises us", f"title: Somebody {SECRET}"),
    "where keys are kept": ("channels/main-account.yml", "stored: county vault", "stored: Tr0ub4dor&3xyz"),
}


@pytest.mark.parametrize("way", SECRETS)
def test_a_secret_is_told_on_neither_side(way: str) -> None:
    """What looks like a secret is blotted out of every field of a change, whether it came, went or became another."""
    name, before, after = SECRETS[way]
    other = (
        after.replace("Hunter22!x", "Hunter33!y")
        .replace("0123456789abc", "9876543210xyz")
        .replace("Tr0ub4", "Gu3ss9")
    )
    texts = [
        {**WORLD, in_world(name): WORLD[in_world(name)].replace(before.encode(), text.encode())}
        for text in (before, after, other)
    ]
    states = [State(loaded(t).graph) for t in texts]
    for old, new in itertools.permutations(states, 2):
        comparison = compared(old, new)
        assert comparison.changes
        told = repr([*map(everything, comparison.changes), comparison.names])
        for secret in ("Hunter", "ghp_", "0123456789abc", "9876543210xyz", "dor&3xyz"):
            assert secret not in told, told


def everything(change: Change) -> list[object]:
    """All that a change says, but for places."""
    return [getattr(change, f.name) for f in fields(change) if f.name not in ("base", "head")]


def test_what_is_hidden_is_named_nowhere() -> None:
    """A state that was filtered names neither the address nor the title of what it hides, in no field of a change."""
    hidden = {
        "tidewater/tactics/whisper.yml": b"title: Quiet word\nvisibility: restricted\nimplements: [evening-desk]\nowner: spy\n",
        "tidewater/roles/spy.yml": b"title: Secret agent\nvisibility: restricted\npurpose: p\n",
        "tidewater/policies/covert.yml": b"title: Covert acts\nvisibility: restricted\npurpose: p\n"
        b"clauses: {hush: {strength: must, statement: Ask.}}\n",
        "tidewater/metrics/whispers.yml": b"title: Hush count\nvisibility: restricted\ndefinition: d\nunit: u\n",
    }
    edits = [
        ("policies/pictures.yml", "strength: must", "strength: must\n    binds: [spy]\n    approver: spy"),
        ("policies/pictures.yml", "strength: should", "strength: should\n    formerly: [covert#old]\n    exceptions: [{for: x, granted_by: spy}]"),
        ("policies/social-media.yml", "prevails_over: [pictures]", "prevails_over: [pictures, covert]"),
        ("policies/social-media.yml", "The law says it all.", "'See [[tactics/whisper]].'"),
        ("rules/praise.yml", "Somebody thanks us in public.", "See [[tactics/whisper]] and [[roles/spy|him]] and `[[roles/spy]]`."),
        ("rules/praise.yml", "responder: duty-editor", "responder: spy\nenforces: [covert#hush]\napprover: spy"),
        ("rules/praise.yml", "notifies: [head-of-comms]", "notifies: {spy: 1h, director: 2h}"),
        ("tactics/tide-table.yml", "part_of: evening-rota", "part_of: whisper"),
        ("tactics/evening-rota.yml", "owner: duty-editor", "owner: spy\nsponsor: spy"),
        ("objectives.yml", "  measured_by:", "  measured_by:\n    whispers: {target: {value: 3, due: 2027-01-01}}"),
        ("guides/can-i-post-this.yml", "then: ask, role: duty-editor", "then: ask, role: spy"),
        ("procedures/account-taken-over.yml", "role: digital-team", "role: spy"),
        ("escalation.yml", "decides: head-of-comms", "decides: spy"),
        ("playbook.yml", "role: head-of-comms}", "role: spy}"),
        ("strategies/evening-desk.yml", "owner: head-of-comms}", "owner: spy}"),
        ("roles/duty-editor.yml", "to: volunteers", "to: spy"),
    ]  # fmt: skip
    one = {**WORLD, **hidden}
    two = edited(one, [{"file": f, "before": b, "after": a} for f, b, a in edits])
    for texts in (one, two):
        assert not [d for d in loaded(texts).findings if d.severity is Severity.ERROR]
    # And what is hidden changes, too.
    two["tidewater/roles/spy.yml"] = two["tidewater/roles/spy.yml"].replace(b"purpose: p", b"purpose: q")
    for level in ("public", "internal"):
        shown = [State(visible(loaded(t).graph, level, drafts=False), hides=True) for t in (one, two)]
        for old, new in itertools.permutations(shown):
            comparison = compared(old, new)
            assert len(comparison.changes) > 8
            told = repr([*map(everything, comparison.changes), comparison.names, comparison.approvers])
            for word in ("whisper", "spy", "covert", "hush", "Quiet", "Secret", "Covert", "Hush"):
                assert word not in told, told[max(told.index(word) - 300, 0) :][:600]


def test_an_old_id_in_a_hidden_entry_is_not_named() -> None:
    """`formerly: [policy#clause]` names a policy; where readers may not know of that, a change does not either."""
    secret = "title: Covert\npurpose: p\nvisibility: restricted\n"
    one = small(policies_one=TWO.replace("a: {", "a: {formerly: [covert#x, z], "), policies_covert=secret)
    two = small(policies_one=TWO.replace("a: {", "a: {formerly: [covert#y], "), policies_covert=secret)
    shown = [State(visible(loaded(t).graph, "internal", drafts=False), hides=True) for t in (one, two)]
    (change,) = compared(*shown).changes
    assert (change.code, change.old, change.new) == ("old-id-dropped", ("z",), ())


def test_looking_for_renames_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a whole playbook was rewritten, likeness is asked for only so often."""
    asked = []
    monkeypatch.setattr(room, "alike", lambda old, new: asked.append(old) or 0)
    roles = [{f"roles_{side}{n}": f"title: Role {n}\npurpose: p\n" for n in range(50)} for side in "ab"]
    compared(*(state(small(**side)) for side in roles))
    assert len(asked) == room._TRIED_AT_MOST
