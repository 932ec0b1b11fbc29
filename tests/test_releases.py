"""Releases: plain data, the round trip through a file, versions, and what is said of a file that is none."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import gameplan.releases
from gameplan.graph import Graph
from gameplan.loader import load
from gameplan.model import KINDS, LISTED, Tactic
from gameplan.model.address import near_id
from gameplan.model.fields import Structure, Type
from gameplan.model.types import (
    ChoiceType,
    DateOrTextType,
    DateType,
    DurationType,
    FormerlyType,
    LabelType,
    ListOf,
    MeasuresType,
    NotifiesType,
    NumberType,
    PartsOf,
    ProseType,
    RecordOf,
    RefType,
    TermsOf,
    UrlType,
    WaiversType,
    WholeType,
    YesNoType,
)
from gameplan.model.values import Duration, duration_from
from gameplan.plain import in_units, plain, plain_entity
from gameplan.releases import (
    MODEL,
    NOT_KEPT,
    BadRelease,
    Memo,
    Release,
    Version,
    all_releases,
    folder_of,
    graph_of,
    in_force,
    migrations,
    read,
    reading,
    rebuilt,
    snapshot,
    written,
)
from gameplan.settings import VISIBILITY_LEVELS, Limits
from gameplan.source import from_folder, from_memory
from gameplan.visibility import level_of, visible
from small import SMALL, load_both

TESTS = Path(__file__).parent
CORPORA = [TESTS.parent / "playbooks", TESTS / "real" / "playbooks", TESTS / "swarm" / "playbooks"]
DAY = dt.date(2026, 9, 1)
SCHEMA = json.loads(
    (Path(gameplan.releases.__file__).parent / "release-1.schema.json").read_text(encoding="utf-8")
)
CONTRACT = Draft202012Validator(SCHEMA)

SAMPLES = {
    f"merrowby/{plural}/{near_id(kind.sample.partition('title: ')[2].partition(chr(10))[0])}.yml"
    if plural in LISTED
    else f"merrowby/{plural}.yml": kind.sample
    for plural, kind in KINDS.items()
}
"""A playbook with an entry of every kind: the samples of the model."""


def snapped(graph: Graph, version: str = "3.0", **more: Any) -> dict[str, Any]:
    said = {"date": DAY, "summary": "What is new", "approver": "m/roles/editor", "reference": "minutes 4"}
    return snapshot(graph, version=version, **{**said, **more})


def reread(graph: Graph) -> Graph:
    """The graph that a release of a graph gives back."""
    return read(written(snapped(graph)), "releases/3.0.json").graph


def graph_from(texts: Mapping[str, str]) -> Graph:
    return load(from_memory(texts), Limits()).graph


def small(**files: str) -> Graph:
    """The small playbook with some files added or replaced: `tactics_rota` is m/tactics/rota.yml."""
    return graph_from({**SMALL, **{f"m/{n.replace('_', '/')}.yml": text for n, text in files.items()}})


def kept(graph: Graph) -> dict[str, dict[str, Any]]:
    """The plain data of every entity, as far as releases keep it."""
    return {
        address: {name: value for name, value in plain_entity(entity, graph).items() if name not in NOT_KEPT}
        for address, entity in graph.entities.items()
    }


def links(graph: Graph) -> set[tuple[str, str, str]]:
    return {(e.source, e.relation.name, e.target) for e in graph.edges()}


def assert_same(one: Graph, two: Graph) -> None:
    """Two graphs say the same, as far as releases keep it."""
    assert kept(one) == kept(two)
    assert list(one.entities) == list(two.entities)
    assert list(one.parts) == list(two.parts)
    assert links(one) == links(two)
    names = [p.address.playbook for p in one.playbooks()]
    assert names == [p.address.playbook for p in two.playbooks()]
    for name in names:
        assert one.parents(name) == two.parents(name)
        for kind in ("vision", "escalation"):
            served = [graph.single(name, kind) for graph in (one, two)]
            assert len({str(s.address) if s else "" for s in served}) == 1
    for address, entity in one.entities.items():
        assert level_of(entity, one) == level_of(two.entities[address], two)


# --- plain data -------------------------------------------------------------------------------


def test_every_value_has_one_plain_form() -> None:
    """Two ways of writing the same thing cannot be told apart."""
    graph = small(
        tactics_rota="title: R\nimplements: [evening]\nowner: roles/editor\nstarts: 2026-04-06\nresponsible: [everyone]\n"
        "steps: ['See [[roles/editor|the editor]] and `[[roles/editor]]`, not [[roles/nobody]].']\n",
        rules_late="title: L\nwhen: w\naction: reply\nrespond_within: PT2H\nnotifies: {editor: 90 min}\n"
        "replies: {sorry: {text: 'See [[#sorry]]'}}\nwaivers: {ROE03: {reason: r}, ROE01: {until: 2026-12-31}}\n",
        metrics_speed="title: S\ndefinition: d\nunit: '[[goals/helped]]'\nleading: no\n"
        "readings: [{on: 2026-10-31, value: 1.10}, {on: 2026-11-30, value: 0.00000001}]\n",
        objectives_same="title: O\nserves: [m/goals/helped]\n"
        "measured_by: {speed: {target: {value: 4, due: 2026-12-31}}, metrics/none: {}}\n",
        roles_editor="title: Duty editor\npurpose: p\nmin_holders: 2\ntype: team\n",
        policies_p="title: P\npurpose: '[[roles/editor]]'\ndefinitions: {late: 'after [[goals/helped]]'}\nacknowledge: {}\n"
        "clauses: {one: {statement: s, strength: must, limit: {at_most: 2, unit: replies}}}\n",
    )
    assert kept(graph)["m/tactics/rota"] == {
        "title": "R",
        "owner": "m/roles/editor",
        "steps": ["See [[m/roles/editor|the editor]] and `[[roles/editor]]`, not [[roles/nobody]]."],
        "starts": "2026-04-06",
        "implements": ["m/strategies/evening"],
        "responsible": ["everyone"],
    }
    assert kept(graph)["m/rules/late"] == {
        "title": "L",
        "waivers": {"ROE01": {"until": "2026-12-31"}, "ROE03": {"reason": "r"}},
        "when": "w",
        "action": "reply",
        "respond_within": "2 hours",
        "notifies": {"m/roles/editor": "1 hour 30 minutes"},
        "replies": {"sorry": {"text": "See [[#sorry]]"}},
    }
    metric = kept(graph)["m/metrics/speed"]
    assert (metric["unit"], metric["leading"]) == ("[[goals/helped]]", False)
    assert [entry["value"] for entry in metric["readings"]] == ["1.10", "0.00000001"]
    assert kept(graph)["m/objectives/same"]["measured_by"] == {
        "m/metrics/speed": {"target": {"value": "4", "due": "2026-12-31"}},
        "metrics/none": {},
    }
    assert kept(graph)["m/roles/editor"]["min_holders"] == 2
    assert kept(graph)["m/policies/p"] == {
        "title": "P",
        "purpose": "[[m/roles/editor]]",
        "clauses": {
            "one": {"statement": "s", "strength": "must", "limit": {"at_most": "2", "unit": "replies"}}
        },
        "acknowledge": {},
        "definitions": {"late": "after [[m/goals/helped]]"},
    }


def test_a_value_is_plain_by_itself() -> None:
    """An entity or part knows whose prose it is; a bare text is told."""
    graph = small(escalation="levels: {red: {title: R, criteria: ['[[goals/helped]]']}}\n")
    part = graph.parts["m/escalation#red"]
    assert plain(part, graph) == {"title": "R", "criteria": ["[[m/goals/helped]]"]}
    assert plain(graph.entities["m/escalation"].parts(), graph) == {"red": plain(part, graph)}
    assert plain("[[goals/helped]]", graph, "m", prose=True) == "[[m/goals/helped]]"
    assert plain("[[goals/helped]]", graph, "m") == "[[goals/helped]]"
    assert plain((), graph) == []
    assert plain(None, graph) is None
    assert plain(Decimal("-12.50"), graph) == "-12.50"


@given(
    st.builds(
        Duration, st.integers(0, 10**7) | st.integers(0, 30), st.integers(0, 10**10) | st.integers(0, 20_000)
    )
)
def test_every_length_of_time_is_read_back(length: Duration) -> None:
    """Also none at all, and more than anybody writes."""
    assert duration_from(in_units(length)) == length


# --- the round trip ---------------------------------------------------------------------------


@pytest.mark.parametrize("folder", CORPORA, ids=lambda path: path.parent.name)
def test_a_release_gives_the_playbooks_back(folder: Path) -> None:
    """Entities, edges, parents, order and levels, all from the text of the file; and the file is a fixed point."""
    graph = load(from_folder(folder, max_bytes=10**6), Limits()).graph
    data = snapped(graph)
    CONTRACT.validate(data)
    assert list(data["entities"]) == sorted(data["entities"])
    again = reread(graph)
    assert_same(graph, again)
    assert written(snapped(again)) == written(data)
    for level in VISIBILITY_LEVELS:
        assert kept(visible(graph, level, drafts=False)) == kept(visible(again, level, drafts=False))


def test_playbooks_that_build_on_others_keep_their_order() -> None:
    """Nearest first, as the loader found them."""
    texts = dict(SMALL)
    for name, above in (("a", "[]"), ("b", "[a]"), ("c", "[m, b]"), ("d", "[c, a]")):
        texts[f"{name}/playbook.yml"] = f"title: {name}\norganisation: o\nextends: {above}\n"
        texts[f"{name}/goals.yml"] = (
            f"own-{name}: {{title: G, summary: 'See [[goals/helped]], [[vision]]'}}\n"
        )
    graph = graph_from(texts)
    again = reread(graph)
    assert again.parents("d") == ("c", "a", "m", "b")
    assert_same(graph, again)
    assert ("d/goals/own-d", "advances", "m/vision") in links(again)
    assert ("d/goals/own-d", "mentions", "m/goals/helped") in links(again)
    assert again.prose_target("d", "m/goals/helped") == "m/goals/helped"


WORDS = st.text(st.sampled_from("abcXYZ 019.,:;#-_*'\"`~|>[]{}()äß—✓&!%@\\/?\n"), min_size=1, max_size=25)
ALL_KINDS = written(snapped(graph_from(SAMPLES)))
ADDRESSES = list(json.loads(ALL_KINDS)["entities"])
MENTIONS = st.builds(
    "{} {}[[{}{}]]{} {}".format,
    WORDS,
    st.sampled_from(["", "`", "``", "\n```\n"]),
    st.sampled_from(
        [*ADDRESSES, *(a.removeprefix("merrowby/") for a in ADDRESSES), "policies/social-media#house-rules"]
    ),
    st.sampled_from(["", "|words", " | `a|b` "]),
    st.sampled_from(["", "`", "``", "\n```\n"]),
    WORDS,
)
DAYS = st.dates(dt.date(1, 1, 1)).map(dt.date.isoformat)
LENGTHS = st.sampled_from(
    ["2h", "PT2H", "0 min", "1 year, 6 months", "P1Y6M", "36 hours", "99999 weeks 1 day 1 min"]
)


def values_of(type: Type[Any]) -> st.SearchStrategy[Any]:
    """What one may write as a value of a type, as JSON, which is YAML too."""
    match type:
        case ListOf():
            return st.lists(values_of(type.item), max_size=3)
        case RecordOf():
            return mappings_of(type.cls)
        case PartsOf():
            return st.dictionaries(st.sampled_from(["one", "two-2", "3"]), mappings_of(type.cls), max_size=3)
        case ChoiceType():
            return st.sampled_from([*type.options, "none-of-them"])
        case YesNoType():
            return st.sampled_from([True, False, "yes", "off"])
        case DateType():
            return DAYS
        case DateOrTextType():
            return DAYS | WORDS
        case DurationType():
            return LENGTHS
        case NumberType():
            return st.decimals(-(10**9), 10**9, places=3).map("{:f}".format) | st.integers(-9, 99)
        case WholeType():
            return st.integers(0, 10**9 - 1)
        case UrlType():
            return st.sampled_from(["https://merrowby.example/a?b=c", "mailto:a@b.example", "nowhere:"])
        case FormerlyType():
            return st.sampled_from(["old", "older-2"])
        case RefType():
            return ids_for(type)
        case TermsOf():
            return st.dictionaries(
                st.sampled_from(type.keys) if type.keys else WORDS, values_of(type.value), max_size=3
            )
        case WaiversType():
            return st.dictionaries(
                st.sampled_from(["TAC02", "ROE01", "bad"]), mappings_of(type.cls), max_size=3
            )
        case MeasuresType():
            return st.dictionaries(ids_for(RefType("measured_by")), mappings_of(type.cls), max_size=2)
        case NotifiesType():
            roles = ids_for(RefType("notifies"))
            return st.lists(roles, max_size=3) | st.dictionaries(roles, LENGTHS, max_size=3)
        case ProseType():
            return WORDS | MENTIONS
        case LabelType():
            return WORDS
    raise AssertionError(f"no values for {type}")


def ids_for(type: RefType) -> st.SearchStrategy[str]:
    """Ids of the kinds that a reference may point at, whole or short; and some that mean nothing there."""
    kinds = {target.kind for target in type.targets}
    whole = [
        a for a in ADDRESSES if "*" in kinds or kinds & {*a.split("/"), "playbook" if "/" not in a else ""}
    ]
    ids = [*whole, *(a.split("/")[-1] for a in whole)]
    return st.sampled_from(
        [*ids, "social-media#house-rules", "amber", "everyone", "merrowby/goals/none", ADDRESSES[-1]]
    )


def mappings_of(cls: type[Structure]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the fields of a thing, in any order; also what says no more than its default."""
    pairs = [
        st.tuples(st.just(name), values_of(field.type))
        for name, field in cls.fields.items()
        if name not in NOT_KEPT
    ]
    return st.lists(st.one_of(pairs), max_size=5, unique_by=lambda pair: pair[0]).map(dict)


@pytest.mark.thorough
@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LISTED).flatmap(lambda kind: st.tuples(st.just(kind), mappings_of(KINDS[kind]))))
def test_whatever_a_field_holds_is_given_back(drawn: tuple[str, dict[str, Any]]) -> None:
    """Entries of every kind with any of their fields, also where some cannot be read."""
    kind, fields = drawn
    graph = graph_from({**SAMPLES, f"merrowby/{kind}/zzz.yml": json.dumps(fields)})
    assume(f"merrowby/{kind}/zzz" in graph.entities)
    data = snapped(graph)
    again = reread(graph)
    assert_same(graph, again)
    assert written(snapped(again)) == written(data)


def test_the_layout_of_the_yaml_leaves_no_trace() -> None:
    """List file or folder, order of keys, line ends, comments, quotes, spellings and defaults that are said."""
    one = {
        **SMALL,
        "m/tactics/rota.yml": "title: Evening rota\nimplements: [evening]\nowner: editor\ntags: [a, b]\nstarts: 2026-04-06\n"
        "summary: Two of us answer, and it takes [[roles/editor]] an hour.\n",
        "m/rules/late.yml": "title: Late\nwhen: It is late\naction: reply\nrespond_within: 2h\n"
        "notifies: [editor]\nwaivers: {ROE01: {reason: r}, ROE02: {reason: s}}\n",
    }
    two = dict(SMALL)
    del two["m/tactics/rota.yml"], two["m/goals/helped.yml"]
    two["m/goals.yml"] = "helped:\n  # what for\n  title: 'Helped the first time'\n"
    two["m/tactics.yml"] = (
        "rota:\n  summary: >\n    Two of us answer,\n    and it takes [[m/roles/editor]]\n    an hour.\n"
        '  starts: "2026-04-06"\n  tags:\n    - a\n    - b\n  status: active\n  uses: []\n'
        "  owner: roles/editor\n  implements: [m/strategies/evening]\n  title: Evening   rota\n"
    ).replace("\n", "\r\n")
    two["m/rules.yml"] = (
        "late: {waivers: {ROE02: {reason: s}, ROE01: {reason: r}}, notifies: [m/roles/editor], respond_within: PT2H,"
        " action: reply, when: It is late, title: Late}\n"
    )
    first, second = (written(snapped(load_both(texts).graph)) for texts in (one, two))
    assert first == second


def test_the_order_in_which_files_are_read_leaves_no_trace() -> None:
    """Same playbooks, same bytes."""
    names = list(SAMPLES)
    random.Random(1).shuffle(names)
    shuffled = {name: SAMPLES[name] for name in names}
    assert written(snapped(graph_from(shuffled))) == written(snapped(graph_from(SAMPLES)))


def test_the_file_can_be_read_and_compared_by_people() -> None:
    """A value a line, letters as they are, and the most telling first."""
    text = written(snapped(small(goals_helped="title: Früh geholfen\n")))
    assert text.startswith(
        '{\n  "gameplan": "release",\n  "model": 1,\n  "version": "3.0",\n  "date": "2026-09-01",\n'
    )
    assert '"title": "Früh geholfen"\n' in text
    assert text.endswith("\n}\n")
    assert "\r" not in text


def test_names_of_people_and_notes_are_not_kept() -> None:
    """They would stay in the repository for ever."""
    graph = small(
        roles_editor="title: E\npurpose: p\nnotes: Ask Zanzibar\nholders: [{name: Timbuktu, public: true}]\n"
    )
    assert plain_entity(graph.entities["m/roles/editor"], graph)["holders"] == [
        {"name": "Timbuktu", "public": True}
    ]
    text = written(snapped(graph))
    assert "Timbuktu" not in text
    assert "Zanzibar" not in text


# --- who may read it --------------------------------------------------------------------------


def levels(graph: Graph) -> dict[str, str]:
    return {address: level_of(entity, graph) for address, entity in graph.entities.items()}


def test_each_entity_says_who_could_read_it() -> None:
    """Its own level, its playbook's, or the one that holds where nobody says anything."""
    graph = small(goals_helped="title: G\nvisibility: restricted\n")
    data = snapped(graph)
    said = {address: entity["visibility"] for address, entity in data["entities"].items()}
    assert said == levels(graph)
    assert set(said.values()) == {"public", "restricted"}
    assert "visibility" not in data["entities"]["m/tactics/rota"]["fields"]
    silent = snapped(small(playbook="title: M\norganisation: o\n"))
    assert {entity["visibility"] for entity in silent["entities"].values()} == {"internal"}


@given(st.data())
def test_the_stricter_level_counts(data: st.DataObject) -> None:
    """Whatever somebody does to a file later, nothing in it is shown to more people than either place says."""
    release = snapped(small())
    words = st.sampled_from([*VISIBILITY_LEVELS, "secret"])
    for entity in release["entities"].values():
        entity["visibility"] = data.draw(words)
        if data.draw(st.booleans()):
            entity["fields"]["visibility"] = data.draw(words)
    found = levels(read(written(release), "3.0.json").graph)
    manifest = release["entities"]["m"]["fields"].get("visibility", "internal")
    for address, entity in release["entities"].items():
        own = entity["fields"].get("visibility", manifest)
        for word in (own, entity["visibility"]):
            rank = VISIBILITY_LEVELS.index(word) if word in VISIBILITY_LEVELS else 2
            assert VISIBILITY_LEVELS.index(found[address]) >= rank


def test_a_level_that_is_not_known_hides() -> None:
    """Also that of a part, which would else be shown where its entry is."""
    graph = small(policies_p="title: P\npurpose: p\nclauses: {one: {statement: s, strength: must}}\n")
    release = snapped(graph)
    release["entities"]["m/policies/p"]["fields"]["clauses"]["one"]["visibility"] = "board"
    again = read(written(release), "3.0.json").graph
    assert list(visible(again, "internal", drafts=True).parts) == []
    assert list(visible(again, "restricted", drafts=True).parts) == ["m/policies/p#one"]


# --- reading ----------------------------------------------------------------------------------


def test_a_release_says_what_it_is() -> None:
    """All that a page of releases needs, without the graph."""
    release = read(written(snapped(small(), summary=" What  is\nnew ")), "docs/../releases/3.0.json")
    assert (release.version, release.date, release.summary) == ("3.0", DAY, "What is new")
    assert (release.approver, release.reference) == ("m/roles/editor", "minutes 4")
    assert release.path == "docs/../releases/3.0.json"
    assert release.graph is release.graph
    assert release.graph.entities["m/tactics/rota"].place("owner").path == release.path
    assert release == read(written(snapped(small(), summary="What is new")), release.path)
    assert len({release, release}) == 1


@pytest.mark.parametrize(
    ("change", "words", "where"),
    [
        (lambda text: text.partition('"title"')[0], "not JSON", "END"),
        (lambda text: "", "not JSON", ""),
        (lambda text: "[]", "not a release of Gameplan", ""),
        (lambda text: '{"gameplan": "baseline"}', "not a release of Gameplan", ""),
        (lambda text: text.replace('"model": 1', '"model": 99'), "newer Gameplan (model 99; this one knows 1)", '"model"'),
        (lambda text: text.replace('"model": 1', '"model": true'), "model is missing", '"model"'),
        (lambda text: text.replace('"model": 1', '"model": 0'), "No Gameplan ever wrote", '"model"'),
        (lambda text: text.replace('"3.0"', '"3"'), "'3' is not a version", '"version"'),
        (lambda text: text.replace('"3.0"', '"3.0.0"'), "call it 3.0.0.json", '"version"'),
        (lambda text: text.replace("2026-09-01", "2026-09-31"), "'2026-09-31' is not a date", '"date"'),
        (lambda text: text.replace('"What is new"', "null"), "summary is missing", '"summary"'),
        (lambda text: text.replace('"approver":', '"approved":'), "approver is missing", ""),
        (lambda text: text.replace('"entities": {', '"entities": 1, "more": {'), "entities is missing", '"entities"'),
        (lambda text: text.replace('"m": {', '"n": {'), "belongs to the playbook 'm', which is missing", '"m/goals/helped": {'),
        (lambda text: text.replace('"m/vision"', '"m/../vision"'), "'m/../vision' is not the address", '"m/../vision"'),
        (lambda text: text.replace('"m/vision"', '"m/vision/x"'), "'m/vision/x' is not the address", '"m/vision/x"'),
        (lambda text: text.replace('"m/vision"', '"m/playbook"'), "'m/playbook' is not the address", '"m/playbook"'),
        (lambda text: text.replace('"fields"', '"feilds"', 1), "'m' has no fields", '"m": {'),
        (lambda text: text.replace('"visibility"', '"seen"', 1), "'m' does not say who may read it", '"m": {'),
        (lambda text: text.replace('"m/vision": {', '"m" : {'), "'m' stands here twice", '"m" : {'),
        (lambda text: text.replace('"Duty editor"', "NaN"), "'NaN' is not a number", "NaN"),
        (lambda text: text.replace("Duty editor", "Duty \\ud800"), "cannot be seen (U+D800)", ""),
        (lambda text: text.replace("Duty editor", "Duty \u202e"), "cannot be seen (U+202E)", "\u202e"),
        (lambda text: text.replace("Duty editor", "Duty \\u0000"), "cannot be seen (U+0000)", ""),
        (lambda text: text.replace('"Duty editor"', "[" * 60 + "]" * 60), "nested deeper", ""),
        (lambda text: text.replace('"Duty editor"', "[" * 200_000), "nested deeper", ""),
    ],
)  # fmt: skip
def test_what_is_no_release_is_refused_in_one_sentence(
    change: Callable[[str], str], words: str, where: str
) -> None:
    """Cut off, merged, edited by hand, or of a version to come: what it is, where, and the cure."""
    text = change(written(snapped(small())))
    with pytest.raises(BadRelease) as refused:
        read(text, "releases/3.0.json")
    error = refused.value
    assert words in error.message
    line = text.count("\n", 0, len(text) if where == "END" else text.index(where)) + 1
    assert (error.path, error.line) == ("releases/3.0.json", line)
    assert error.message.endswith(".")
    assert str(error) == f"releases/3.0.json:{line}: {error.message}"


def test_a_file_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is made of it."""
    monkeypatch.setattr(reading, "LARGEST", 100)
    with pytest.raises(BadRelease, match="larger than 100 bytes"):
        read(written(snapped(small())), "3.0.json")


def test_what_another_model_had_is_left_out() -> None:
    """A kind, field, word or form that is no longer known takes nothing else with it."""
    release = snapped(
        small(policies_p="title: P\npurpose: p\nclauses: {one: {statement: s, strength: must}}\n")
    )
    entities = release["entities"]
    entities["m/slogans/win"] = {"visibility": "public", "fields": {"title": "Win"}}
    entities["m/tactics/rota"]["fields"] |= {
        "tag": ["near to tags"], "mood": "high", "mode": "shout", "starts": "soon", "cadence": None,
        "uses": "m/tools/x", "steps": {"one": 1}, "effort": [["x"]], "links": [{"title": "T", "uri": 1}, 5],
        "owner": "m/goals/helped", "implements": ["m/strategies/evening", "m/strategies/none", 3, {"a": []}],
    }  # fmt: skip
    entities["m/policies/p"]["fields"]["clauses"] |= {"Two": {"statement": "t"}, "three": 3}
    entities["m/policies/p"]["fields"]["clauses"]["one"] |= {"strengths": "may", "limit": {"at_most": 2.5}}
    graph = read(json.dumps(release), "3.0.json").graph
    assert "m/slogans/win" not in graph.entities
    tactic = graph.entities["m/tactics/rota"]
    assert isinstance(tactic, Tactic)
    assert plain(tactic, graph) == {
        "title": "Evening rota",
        "owner": "m/goals/helped",
        "links": [{"title": "T"}],
        "implements": ["m/strategies/evening", "m/strategies/none", "3"],
        "uses": ["m/tools/x"],
    }
    assert graph.role(tactic.owner) is None
    assert [e.target for e in graph.out_of("m/tactics/rota")] == ["m/strategies/evening"]
    assert plain(graph.entities["m/policies/p"].parts(), graph) == {
        "one": {"statement": "s", "strength": "must", "limit": {"at_most": "2.5"}},
        "three": {},
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(WORDS | st.sampled_from(["title", "one"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(ADDRESSES), st.data())
def test_no_value_stops_the_reading(address: str, data: st.DataObject) -> None:
    """Whatever stands in the place of a value, the rest of the release stays legible."""
    release = json.loads(ALL_KINDS)
    fields = release["entities"][address]["fields"]
    kind = KINDS[address.split("/")[1] if "/" in address else "playbook"]
    fields |= data.draw(st.dictionaries(st.sampled_from([*kind.fields]) | WORDS, JSON, max_size=4))
    graph = read(json.dumps(release), "3.0.json").graph
    assert set(graph.entities) == set(ADDRESSES)
    assert snapped(graph)["entities"].keys() == release["entities"].keys()


def test_an_old_snapshot_is_brought_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """One small function from each model to the next."""

    def to_one(data: dict[str, Any]) -> dict[str, Any]:
        for entity in data["entities"].values():
            entity["fields"]["title"] = entity["fields"].pop("name")
        return data

    now = snapped(small())
    old = json.loads(json.dumps(now))
    old["model"] = 0
    for entity in old["entities"].values():
        entity["fields"]["name"] = entity["fields"].pop("title", "Vision")
    monkeypatch.setitem(migrations.MIGRATIONS, 0, to_one)
    assert_same(read(written(old), "3.0.json").graph, small())
    old["entities"]["m/vision"]["fields"].pop("name")
    with pytest.raises(BadRelease, match="not what a release of model 0 holds"):
        read(written(old), "3.0.json")


def test_every_model_leads_to_this_one() -> None:
    """No step is missing between the oldest model that can be read and the one that is written."""
    assert sorted(migrations.MIGRATIONS) == list(range(MODEL - len(migrations.MIGRATIONS), MODEL))


def test_the_schema_says_every_key_there_is() -> None:
    """A key that is added without being described would be no part of the contract."""
    Draft202012Validator.check_schema(SCHEMA)
    data = snapped(small())
    assert set(data) == set(SCHEMA["properties"]) == set(SCHEMA["required"])
    entity = SCHEMA["$defs"]["entity"]
    assert set(data["entities"]["m"]) == set(entity["properties"]) == set(entity["required"])
    assert entity["properties"]["fields"]["propertyNames"]["not"]["enum"] == sorted(NOT_KEPT)
    assert not CONTRACT.is_valid({**data, "version": "03.0"})
    assert not CONTRACT.is_valid({**data, "approver": "The Director"})


def test_no_release_is_written_that_could_not_be_read() -> None:
    """What comes from a command line is looked at as well."""
    with pytest.raises(ValueError, match="'3' is not a version"):
        snapped(small(), "3")
    with pytest.raises(ValueError, match="The summary holds a hidden sign"):
        snapped(small(), summary="turned \u202e")
    with pytest.raises(ValueError, match=r"could not be read as text\. Set the terminal to UTF-8"):
        snapped(small(), summary="half \ud800")


# --- what releases share ----------------------------------------------------------------------


def test_what_releases_share_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site has many releases, and most of what is in them stays."""
    count = 0
    before = rebuilt.read_fields

    def counted(*given: Any) -> Any:
        nonlocal count
        count += 1
        return before(*given)

    monkeypatch.setattr(rebuilt, "read_fields", counted)
    memo = Memo()
    first = read(written(snapped(small())), "3.0.json", memo)
    one = first.graph
    assert count == len(one.entities)
    changed = small(goals_helped="title: Helped at once\n")
    second = read(written(snapped(changed, "3.1")), "3.1.json", memo)
    two = second.graph
    differ = [a for a in one.entities if first.entities[a]["fields"] is not second.entities[a]["fields"]]
    assert differ == ["m/goals/helped"]
    assert count == len(one.entities) + 1
    assert_same(two, changed)
    assert one.entities["m/goals/helped"].title == "Helped the first time"
    rotas = [graph.entities["m/tactics/rota"] for graph in (one, two)]
    assert rotas[0].values is rotas[1].values
    assert [rota.path for rota in rotas] == ["3.0.json", "3.1.json"]


def test_a_stricter_level_stays_in_its_release() -> None:
    """Though the values of an entity are shared."""
    memo, release = Memo(), snapped(small())
    open_one = graph_of(release["entities"], "3.0.json", memo)
    release["entities"]["m/tactics/rota"]["visibility"] = "restricted"
    assert levels(graph_of(release["entities"], "3.1.json", memo))["m/tactics/rota"] == "restricted"
    assert levels(open_one)["m/tactics/rota"] == "public"


# --- the folder -------------------------------------------------------------------------------


def put(folder: Path, version: str, **more: Any) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{version}.json"
    path.write_text(written(snapped(small(), version, **more)), encoding="utf-8", newline="\n")
    return path


def test_the_folder_lies_beside_the_playbooks() -> None:
    """Wherever those are, and whatever they are called."""
    assert folder_of(Path("site/playbooks")) == Path("site/releases")
    assert folder_of(Path("playbooks")) == Path("releases")
    assert folder_of(Path()) == Path.cwd().parent / "releases"


def test_releases_stand_in_the_order_of_their_versions(tmp_path: Path) -> None:
    """Numbers, not letters; everything else in the folder is left alone."""
    folder = tmp_path / "releases"
    assert all_releases(folder) == ()
    for version in ("10.0", "2.0", "2.0.1", "2.10"):
        put(folder, version)
    for name in ("README.md", ".hidden.json", "notes.txt"):
        (folder / name).write_text("not for us")
    found = all_releases(folder)
    assert [release.version for release in found] == ["2.0", "2.0.1", "2.10", "10.0"]
    assert len({id(release.memo) for release in found}) == 1
    assert Path(found[0].path).name == "2.0.json"
    assert_same(found[-1].graph, small())


def test_two_files_of_one_version_are_refused(tmp_path: Path) -> None:
    """Which of them was approved cannot be known."""
    put(tmp_path, "3.0")
    put(tmp_path, "3.0.0")
    with pytest.raises(BadRelease, match="are the same version"):
        all_releases(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            lambda path: path.symlink_to(put(path.parent.parent / "elsewhere", "3.0")),
            "leads out of the folder",
        ),
        (lambda path: path.symlink_to(path.name), "cannot be read"),
        (lambda path: path.symlink_to("3.0.js"), "cannot be read"),
        (lambda path: os.mkfifo(path), "not a regular file"),
        (lambda path: path.mkdir(), "not a regular file"),
        (lambda path: path.write_bytes(b'{\n"\xff"'), "not UTF-8"),
        (lambda path: path.write_bytes(b"{"), "not JSON"),
    ],
)
def test_only_files_that_lie_in_the_folder_are_read(
    tmp_path: Path, make: Callable[[Path], None], words: str
) -> None:
    """A release that cannot be read is said, never passed over, since all that follows would be wrong."""
    folder = tmp_path / "releases"
    folder.mkdir()
    make(folder / "3.0.json")
    with pytest.raises(BadRelease, match=words):
        all_releases(folder)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """Some editors write one."""
    path = put(tmp_path, "3.0")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert [release.version for release in all_releases(tmp_path)] == ["3.0"]


def at(version: str, day: int) -> Release:
    return read(written(snapped(small(), version, date=dt.date(2026, 9, day))), f"{version}.json")


def test_the_release_in_force_is_the_last_that_has_begun() -> None:
    """A release may be dated ahead; of two on one day the later version holds."""
    releases = [at("1.0", 1), at("1.1", 5), at("2.0", 5), at("2.1", 9)]
    found = [in_force(releases, dt.date(2026, 9, day)) for day in (1, 4, 5, 8, 9, 30)]
    assert [release.version for release in found if release] == ["1.0", "1.0", "2.0", "2.0", "2.1", "2.1"]
    assert in_force(releases, dt.date(2026, 8, 31)) is None
    assert in_force([], DAY) is None


# --- versions ---------------------------------------------------------------------------------


def test_versions_are_ordered_by_number() -> None:
    """And printed as they were written."""
    texts = ["0.9", "1.0", "1.0.1", "1.2", "1.10", "2.0.0", "10.0"]
    assert [str(v) for v in sorted(map(Version.parse, reversed(texts)))] == texts
    assert Version.parse("3.0") == Version.parse("3.0.0")
    assert hash(Version.parse("3.0")) == hash(Version.parse("3.0.0"))
    assert str(Version(3, 1)) == "3.1"
    assert str(Version(3, 1, 2)) == "3.1.2"


@pytest.mark.parametrize(
    "text",
    ["", "3", "v3.0", "03.0", "3.00", "3.0.0.0", "3.0-rc1", "3.", "-1.0", "3.٣", "3.0\n", "1." + "9" * 5000],
)
def test_what_is_no_version_is_said_so(text: str) -> None:
    """In a sentence that says how one is written."""
    with pytest.raises(ValueError, match="is not a version: write two or three numbers"):
        Version.parse(text)


@pytest.mark.parametrize(
    ("impact", "least", "step"),
    [
        ("major", "3.0", "major"),
        ("maybe-major", "2.5", "minor"),
        ("minor", "2.5", "minor"),
        ("patch", "2.4.4", "patch"),
        ("none", "2.4.3", "none"),
    ],
)
def test_the_impact_decides_the_next_version(impact: str, least: str, step: str) -> None:
    """The least that may follow; the step to it says the impact again."""
    version = Version.parse("2.4.3")
    assert version.next_for(impact) == least
    assert version.step_to(Version.parse(least)) == step


def test_a_step_is_named_by_the_first_number_that_grows() -> None:
    """And there is none to the same version, or to one before."""
    now = Version.parse("2.4")
    steps = {
        "3.0": "major",
        "3.4": "major",
        "2.5": "minor",
        "2.9.9": "minor",
        "2.4.1": "patch",
        "2.4.0": "none",
        "1.9": "none",
    }
    assert {text: now.step_to(Version.parse(text)) for text in steps} == steps
