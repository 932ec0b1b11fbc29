"""What a reference means, or why it means nothing; and that nobody is blamed for a neighbour's fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gameplan.loader import Loaded
from small import SMALL, briefs, load_both, load_small, marked

POLICY = "title: Data\npurpose: p\nclauses:\n  personal: {statement: s, strength: must}\n  photos: {statement: s, strength: must}\n"
RULE = "title: R\nwhen: w\naction: reply\n"
ESCALATION = "levels:\n  amber: {title: Sensitive}\n  red: {title: Crisis}\n"

CORPORATE = {
    "corporate/playbook.yml": "title: Corporate\norganisation: The Council\n",
    "corporate/vision.yml": "statement: v\n",
    "corporate/escalation.yml": ESCALATION,
    "corporate/policies/data.yml": POLICY,
    "corporate/roles/officer.yml": "title: Officer\npurpose: p\n",
    "corporate/goals/trust.yml": "title: Trust\n",
}
EXTENDING = {**SMALL, **CORPORATE, "m/playbook.yml": SMALL["m/playbook.yml"] + "extends: [corporate]\n"}


def pointed(loaded: Loaded, address: str, field: str) -> list[str | None]:
    """The whole addresses that a field of an entity or part points at."""
    thing = loaded.graph.find(address)
    assert thing is not None
    value = thing[field]
    return [loaded.graph.target(r) for r in (value if isinstance(value, tuple) else [value])]


# --- spellings --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["evening", "strategies/evening", "m/strategies/evening", '"evening"', "'m/strategies/evening'"]
)
def test_an_entity_may_be_named_short_or_long(text: str) -> None:
    """The bare id is enough in a typed field; the longer forms mean the same."""
    loaded = load_small({"m/tactics/x.yml": f"title: X\nimplements: [{text}]\n"})
    assert loaded.findings == ()
    assert pointed(loaded, "m/tactics/x", "implements") == ["m/strategies/evening"]


@pytest.mark.parametrize("text", ["data#photos", "policies/data#photos", "m/policies/data#photos"])
def test_a_part_may_be_named_short_or_long(text: str) -> None:
    """A part follows a #, after any spelling of its entity."""
    loaded = load_small({"m/policies/data.yml": POLICY, "m/rules/x.yml": f"{RULE}enforces: [{text}]\n"})
    assert loaded.findings == ()
    assert pointed(loaded, "m/rules/x", "enforces") == ["m/policies/data#photos"]


@pytest.mark.parametrize("text", ["photos", '"#photos"', "data#photos", "policies/data#photos"])
def test_within_an_entity_its_own_parts_are_near(text: str) -> None:
    """A clause that gives way to its neighbour need not name the policy."""
    policy = POLICY.replace("personal: {", f"personal: {{replaced_by: {text}, ")
    loaded = load_small({"m/policies/data.yml": policy})
    assert loaded.findings == ()
    assert pointed(loaded, "m/policies/data#personal", "replaced_by") == ["m/policies/data#photos"]


@pytest.mark.parametrize("text", ["red", "escalation#red", "m/escalation#red"])
def test_a_level_needs_no_more_than_its_id(text: str) -> None:
    """There is only one escalation plan."""
    loaded = load_small({"m/escalation.yml": ESCALATION, "m/rules/x.yml": f"{RULE}escalates_to: {text}\n"})
    assert loaded.findings == ()
    assert pointed(loaded, "m/rules/x", "escalates_to") == ["m/escalation#red"]


def test_everyone_is_a_role_that_need_not_be_written() -> None:
    """It is built in; a policy that binds all says so in a word."""
    loaded = load_small({"m/policies/data.yml": POLICY + "binds: [everyone, editor]\n"})
    assert loaded.findings == ()
    assert pointed(loaded, "m/policies/data", "binds") == ["everyone", "m/roles/editor"]


def test_an_id_of_two_kinds_needs_its_kind() -> None:
    """Only a field that takes both kinds has to ask."""
    texts = {
        "m/objectives/helped.yml": "title: O\n",
        "m/strategies/evening.yml": "title: S\napproach: a\npursues: [helped]\n",
    }
    loaded = load_small(texts)
    assert briefs(loaded) == ["strategies/evening.yml:3:11 REF07"]
    assert "Write objectives/helped or goals/helped." in loaded.findings[0].help
    texts["m/strategies/evening.yml"] = "title: S\napproach: a\npursues: [goals/helped, objectives/helped]\n"
    loaded = load_small(texts)
    assert loaded.findings == ()
    assert pointed(loaded, "m/strategies/evening", "pursues") == ["m/goals/helped", "m/objectives/helped"]


def test_a_field_of_one_kind_does_not_mind_the_id_of_another() -> None:
    """`serves` takes goals only, so the objective of the same name is not meant."""
    strategy = "title: S\napproach: a\npursues: [goals/helped]\n"
    loaded = load_small(
        {"m/objectives/helped.yml": "title: O\nserves: [helped]\n", "m/strategies/evening.yml": strategy}
    )
    assert loaded.findings == ()
    assert pointed(loaded, "m/objectives/helped", "serves") == ["m/goals/helped"]


# --- one playbook extends another -------------------------------------------------------------


def test_the_entities_of_a_parent_are_seen() -> None:
    """A local playbook refers to its parent's roles and tightens its clauses by their bare ids."""
    loaded = load_both(
        {
            **EXTENDING,
            "m/policies/local.yml": "title: L\npurpose: p\nowner: officer\nclauses:\n  mine: {statement: s, strength: must, tightens: data#personal}\n",
            "m/rules/x.yml": f"{RULE}escalates_to: red\n",
        }
    )
    assert loaded.findings == ()
    assert pointed(loaded, "m/policies/local", "owner") == ["corporate/roles/officer"]
    assert pointed(loaded, "m/policies/local#mine", "tightens") == ["corporate/policies/data#personal"]
    assert pointed(loaded, "m/rules/x", "escalates_to") == ["corporate/escalation#red"]


def test_a_slip_in_the_name_of_a_parent_is_one_mistake() -> None:
    """What the child takes from its parent is not blamed for it."""
    files = {
        "corporate/playbook.yml": "title: C\norganisation: C\n",
        "corporate/roles/press.yml": "title: Press\npurpose: P.\n",
        "m/playbook.yml": SMALL["m/playbook.yml"] + "extends: [corporat]\n",
        "m/tactics/rota.yml": SMALL["m/tactics/rota.yml"]
        + "informed: [press]\nsummary: See [[roles/press]].\n",
    }
    assert briefs(load_small(files)) == ["playbook.yml:4:11 REF01"]


def test_a_parent_does_not_see_its_children() -> None:
    """Otherwise the corporate policy would change with every local playbook."""
    loaded = load_both({**EXTENDING, "corporate/roles/officer.yml": "title: O\npurpose: p\ndeputy: editor\n"})
    assert [f.code for f in loaded.findings] == ["REF01"]


def test_a_grandparent_is_seen_too() -> None:
    """Extending goes on as far as it leads."""
    texts = {
        **EXTENDING,
        "corporate/playbook.yml": CORPORATE["corporate/playbook.yml"] + "extends: [law]\n",
        "law/playbook.yml": "title: Law\norganisation: State\n",
        "law/roles/judge.yml": "title: Judge\npurpose: p\n",
        "m/tactics/x.yml": "title: X\nowner: judge\n",
    }
    loaded = load_both(texts)
    assert loaded.findings == ()
    assert loaded.graph.parents("m") == ("corporate", "law")
    assert pointed(loaded, "m/tactics/x", "owner") == ["law/roles/judge"]


def test_another_playbook_is_reached_by_its_whole_address_only() -> None:
    """A bare id never wanders into a playbook that is not extended."""
    texts = {**SMALL, **CORPORATE, "m/tactics/x.yml": "title: X\nowner: officer\n"}
    assert briefs(load_both(texts)) == ["tactics/x.yml:2:8 REF01"]
    texts["m/tactics/x.yml"] = "title: X\nowner: corporate/roles/officer\n"
    assert load_both(texts).findings == ()


def test_an_id_in_both_a_playbook_and_its_parent_is_an_error() -> None:
    """A local playbook adds; it never replaces."""
    loaded = load_both({**EXTENDING, "m/roles/officer.yml": "title: Mine\npurpose: p\n"})
    assert briefs(loaded) == ["roles/officer.yml:1:1 REF03"]
    assert loaded.findings[0].related[0].place.path == "playbooks/corporate/roles/officer.yml"


def test_an_id_in_two_parents_is_an_error_where_both_are_extended() -> None:
    """Neither of the two is at fault alone."""
    loaded = load_both(
        {
            **EXTENDING,
            "m/playbook.yml": SMALL["m/playbook.yml"] + "extends: [corporate, other]\n",
            "other/playbook.yml": "title: Other\norganisation: O\n",
            "other/roles/officer.yml": "title: Other officer\npurpose: p\n",
        }
    )
    assert briefs(loaded) == ["playbook.yml:4:10 REF03"]
    assert {r.place.path for r in loaded.findings[0].related} == {
        "playbooks/corporate/roles/officer.yml",
        "playbooks/other/roles/officer.yml",
    }


def test_the_same_id_in_playbooks_that_do_not_know_each_other_is_fine() -> None:
    """Every playbook may have its head of communications."""
    assert load_both({**SMALL, **CORPORATE, "m/roles/officer.yml": "title: O\npurpose: p\n"}).findings == ()


def test_extending_in_a_circle_is_told_once_and_ends() -> None:
    """Each would be the parent of the other."""
    loaded = load_both(
        {**EXTENDING, "corporate/playbook.yml": CORPORATE["corporate/playbook.yml"] + "extends: [m]\n"}
    )
    assert [f.code for f in loaded.findings] == ["REF05"]


def test_the_vision_and_escalation_of_a_parent_serve_a_playbook_without() -> None:
    """A local playbook need not repeat them."""
    texts = {name: text for name, text in EXTENDING.items() if name != "m/vision.yml"}
    loaded = load_both(texts)
    assert loaded.findings == ()
    assert [e.target for e in loaded.graph.out_of("m/goals/helped")] == ["corporate/vision"]
    assert str(loaded.graph.single("m", "escalation").address) == "corporate/escalation"  # type: ignore[union-attr]


# --- why not ----------------------------------------------------------------------------------

WHY_NOT = {
    "a near word": ("implements: [«evenin»]", "REF01", "Did you mean 'evening'?"),
    "a near word behind its kind": ("implements: [«strategies/evenin»]", "REF01", "Did you mean 'evening'?"),
    "nothing near": ("implements: [«zzz»]", "REF01", ""),
    "another kind": ("implements: [«helped»]", "REF02", "is a goal"),
    "another kind, spelt out": ("implements: [«goals/helped»]", "REF02", "is a goal"),
    "another playbook": ("owner: «mm/roles/editor»", "REF01", "Did you mean 'm'?"),
    "too many steps": ("owner: «a/b/c/d»", "REF01", ""),
    "a part of a whole": ("implements: [«evening#x»]", "REF02", "names a part"),
    "another kind to be replaced by": ("replaced_by: «evening»", "REF02", "is a strategy"),
}


@pytest.mark.parametrize("name", WHY_NOT)
def test_a_reference_to_nothing_says_why(name: str) -> None:
    """The narrowest place, the reason, and the cure where one can be told."""
    line, code, says = WHY_NOT[name]
    loaded = load_small({"m/tactics/x.yml": f"title: X\n{line.replace('«', '').replace('»', '')}\n"})
    (finding,) = loaded.findings
    assert finding.code == code
    assert f"«{marked(loaded, finding)}»" in line
    assert says in f"{finding.message} {finding.help}"


NAMED = {
    "m/tactics/quay-morning.yml": "title: Mornings on the quay\nformerly: [quay-dawn]\n",
    "m/tactics/quay-down.yml": "title: Down on the quay\n",
    "m/policies/data.yml": POLICY.replace("title: Data", "title: Data\nformerly: [privacy]").replace(
        "photos: {", "photos: {title: Pictures, formerly: [images, house-rules#pictures], "
    ),
    "m/roles/editor.yml": "title: Duty editor\npurpose: p\nholders: [{name: Amina Okafor}]\n",
    "m/playbook.yml": SMALL["m/playbook.yml"] + "formerly: [merrow]\n",
}
CURES = {
    # renamed
    "part_of: quay-dawn": "It is now 'quay-morning'.",
    "part_of: tactics/quay-dawn": "It is now 'tactics/quay-morning'.",
    "part_of: m/tactics/quay-dawn": "It is now 'm/tactics/quay-morning'.",
    "part_of: merrow/tactics/quay-dawn": "It is now 'm/tactics/quay-morning'.",
    "owner: merrow/roles/editor": "It is now 'm/roles/editor'.",
    "enforces: [privacy#photos]": "It is now 'data#photos'.",
    "enforces: [data#images]": "It is now 'data#photos'.",
    "enforces: [house-rules#pictures]": "It is now 'data#photos'.",
    "summary: See [[tactics/quay-dawn]]": "It is now [[tactics/quay-morning]].",
    "summary: See [[m/tactics/quay-dawn]]": "It is now [[m/tactics/quay-morning]].",
    "summary: See [[merrow/tactics/rota]]": "It is now [[m/tactics/rota]].",
    "summary: See [[merrow]]": "It is now [[m]].",
    "summary: See [[policies/privacy#photos]]": "It is now [[policies/data#photos]].",
    "summary: See [[policies/data#images]]": "It is now [[policies/data#photos]].",
    # titles and people
    "implements: [Be there in the evening]": "That is its title: its id is 'evening'.",
    "owner: duty Editor": "That is its title: its id is 'editor'.",
    "owner: Amina Okafor": "That is a person; name the role: its id is 'editor'.",
    "enforces: [Pictures]": "That is its title: its id is 'data#photos'.",
    "summary: See [[Mornings on the quay]]": "That is its title; write [[tactics/quay-morning]].",
    "summary: See [[tactics/Mornings on the quay]]": "That is its title; write [[tactics/quay-morning]].",
    # nothing alike
    "part_of: zzz": "The tactics are quay-down, quay-morning and rota.",
    "implements: [zzz]": "There is only 'evening' so far.",
    "runs_on: [zzz]": "There is no channel yet: write channels/<id>.yml or channels.yml.",
    "escalates_to: zzz": "There is no level yet: write it in escalation.yml.",
    "enforces: [zzz]": "It is written `policy#clause`, such as data#personal or data#photos.",
    "reply: zzz": "It is written `rule#reply`, and there is no reply yet.",
    "summary: See [[channels/zzz]]": "There is no channel yet: write channels/<id>.yml or channels.yml.",
    "summary: See [[strategies/zzz]]": "There is only 'strategies/evening' so far.",
    "summary: See [[m/strategies/zzz]]": "There is only 'm/strategies/evening' so far.",
    "summary: See [[other/strategies/zzz]]": "There is only 'm' so far.",
}


@pytest.mark.parametrize("line", CURES)
def test_a_reference_to_nothing_always_has_a_cure(line: str) -> None:
    """Where it is now, whose title it is, what there is to name, or how to write the first one."""
    name, before = "m/tactics/x.yml", "title: X\n"
    if line.startswith(("enforces", "escalates_to")):
        name, before = "m/rules/x.yml", RULE
    if line.startswith("reply"):
        name, before = (
            "m/procedures/x.yml",
            "title: X\ntrigger: t\nphases:\n  a:\n    steps:\n      - do: x\n        ",
        )
    loaded = load_small({**NAMED, name: f"{before}{line}\n"})
    (finding,) = loaded.findings
    assert finding.code in ("REF01", "REF06")
    assert finding.help == CURES[line]
    assert bool(finding.related) == any(word in finding.help for word in ("is now", "its title", "its id"))


def test_where_there_are_many_the_folder_is_named() -> None:
    """A message that lists everything is read by nobody."""
    texts = {f"m/roles/r{n}.yml": f"title: T{n}\npurpose: p\n" for n in range(9)}
    loaded = load_small({**texts, "m/tactics/x.yml": "title: X\nowner: wwwww\n"})
    assert loaded.findings[0].help == "The id is the name of a file in roles/, or a key in roles.yml."
    loaded = load_small({**texts, "m/tactics/x.yml": "title: X\nsummary: '[[roles/wwwww]]'\n"})
    assert loaded.findings[0].help == "The id is the name of a file in roles/, or a key in roles.yml."


def test_near_words_do_not_make_a_run_slow() -> None:
    """Comparing every slip with every id is quadratic, so after some hundred slips no word is proposed."""
    texts = {
        "m/roles.yml": "".join(f"editor{n}:\n  title: R\n  purpose: P\n" for n in range(500)),
        "m/tactics.yml": "".join(f"t{n}:\n  title: T\n  owner: editr{n}\n" for n in range(500)),
    }
    loaded = load_small(texts)
    assert len(loaded.findings) == 500
    assert 0 < sum("Did you mean" in f.help for f in loaded.findings) < 500


# --- references in prose ----------------------------------------------------------------------

PROSE = {
    "vision": "m/vision",
    "goals/helped": "m/goals/helped",
    "m/goals/helped": "m/goals/helped",
    "m": "m",
    "escalation#red": "m/escalation#red",
    "policies/data#photos": "m/policies/data#photos",
    "helped": None,
    "goals": None,
    "goals/helpd": None,
    "goals/helped#x": None,
    "policies/data#photo": None,
    "n/goals/helped": None,
    "helped goals": None,
}


@pytest.mark.parametrize("text", PROSE)
def test_a_reference_in_prose_names_the_kind_too(text: str) -> None:
    """Prose may point at anything, so a bare id would be a guess."""
    loaded = load_small(
        {
            "m/policies/data.yml": POLICY,
            "m/escalation.yml": ESCALATION,
            "m/tactics/x.yml": f"title: X\ndescription: |\n  Ünïcode 🚀 first,\n  then [[{text}|words]].\n",
        }
    )
    assert loaded.graph.prose_target("m", text) == PROSE[text]
    if PROSE[text]:
        assert loaded.findings == ()
        assert [e.target for e in loaded.graph.out_of("m/tactics/x")] == [PROSE[text]]
    else:
        (finding,) = loaded.findings
        assert (finding.place.span[:2], marked(loaded, finding)) == ((4, 10), text)


@pytest.mark.parametrize(
    "field",
    ['description: "See [[«goals/x»]]"', "description: 'It''s [[«goals/x»]]'", "steps:\n  - a\n  - see [[«goals/x»]] and [[goals/helped]]",
     "description: >-\n  a [[goals/helped]]\n\n  b [[«goals/x»]]", "examples:\n  - {title: A, text: \"[[«goals/x»]]\"}",
     "description: a\n  b [[«goals/x»]]"],
)  # fmt: skip
def test_a_broken_reference_in_prose_is_placed_to_the_column(field: str) -> None:
    """In any style of text."""
    loaded = load_small({"m/tactics/x.yml": f"title: X\n{field.replace('«', '').replace('»', '')}\n"})
    (finding,) = loaded.findings
    before = f"title: X\n{field}".split("«")[0]
    assert finding.place.span[:2] == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert marked(loaded, finding) == "goals/x"


def test_the_second_of_two_equal_broken_references_is_placed_too() -> None:
    """Both have to be mended."""
    loaded = load_small({"m/tactics/x.yml": "title: X\ndescription: a [[goals/x]] b [[goals/x]]\n"})
    assert [f.place.span.column for f in loaded.findings] == [18, 32]


def test_references_in_notes_are_left_alone() -> None:
    """Notes are published nowhere."""
    assert load_small({"m/tactics/x.yml": "title: X\nnotes: see [[goals/x]]\n"}).findings == ()


# --- faults do not spread ---------------------------------------------------------------------

BROKEN = {
    "a broken file": ({"m/strategies/evening.yml": "title: [\n"}, 1),
    "a file that is a list": ({"m/strategies/evening.yml": "- a\n"}, 1),
    "an empty file": ({"m/strategies/evening.yml": ""}, 1),
    "a strategy with a fault in it": (
        {"m/strategies/evening.yml": "title: S\napproach: a\nnumber: [5]\nstatus: actve\n"},
        2,
    ),
    "a broken manifest": ({"m/playbook.yml": "title: [\n"}, 1),
    "a broken vision": ({"m/vision.yml": "statement: [\n"}, 1),
    "a broken list file": (
        {
            "m/channels.yml": "main: [\n",
            "m/tactics/x.yml": "title: X\nruns_on: [main, other]\ndescription: see [[channels/main]]\n",
        },
        1,
    ),
    "an entity of a list file that is text": (
        {
            "m/channels.yml": "main: text\nother: {title: O}\n",
            "m/tactics/x.yml": "title: X\nruns_on: [main, other]\n",
        },
        1,
    ),
    "a broken escalation plan": (
        {"m/escalation.yml": "levels: {\n", "m/rules/x.yml": f"{RULE}escalates_to: red\n"},
        1,
    ),
    "parts that are a list": (
        {
            "m/policies/data.yml": "title: D\npurpose: p\nclauses: [a]\n",
            "m/rules/x.yml": f"{RULE}enforces: [data#a]\n",
        },
        1,
    ),
    "a part that is text": (
        {
            "m/policies/data.yml": "title: D\npurpose: p\nclauses:\n  a: text\n",
            "m/rules/x.yml": f"{RULE}enforces: [data#a]\n",
        },
        1,
    ),
    "a part whose id is none": (
        {
            "m/policies/data.yml": "title: D\npurpose: p\nclauses:\n  A: {statement: s, strength: must}\n",
            "m/rules/x.yml": f"{RULE}enforces: [data#A]\n",
        },
        1,
    ),
    "a part with a fault in it": (
        {
            "m/policies/data.yml": POLICY.replace("must}", "mst}", 1),
            "m/rules/x.yml": f"{RULE}enforces: [data#personal]\n",
        },
        1,
    ),
    "an entity whose id is none": (
        {"m/channels/Main.yml": "title: M\n", "m/tactics/x.yml": "title: X\nruns_on: [Main]\n"},
        1,
    ),
    "a question whose id is refused": (
        {
            "m/guides/g.yml": "title: G\nquestion: q\nstart: a\nquestions:\n  a: {ask: x, answers: [{if: b, then: 'Next'}]}\n  Next: {ask: y}\n"
        },
        1,
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_told_once_and_its_neighbours_are_not_blamed(name: str) -> None:
    """A file that fails keeps its name known: references to it may be right."""
    texts, count = BROKEN[name]
    loaded = load_small(texts)
    assert len(loaded.findings) == count, briefs(loaded)


BROKEN_PARENT = {
    "a broken manifest": "corporate/playbook.yml",
    "a broken vision": "corporate/vision.yml",
    "a broken escalation plan": "corporate/escalation.yml",
    "a broken policy": "corporate/policies/data.yml",
    "a broken role": "corporate/roles/officer.yml",
}


@pytest.mark.parametrize("name", BROKEN_PARENT)
def test_a_fault_in_a_parent_is_not_blamed_on_its_children(name: str) -> None:
    """The team below cannot mend the corporate policy."""
    texts = {
        **{n: t for n, t in EXTENDING.items() if n != "m/vision.yml"},
        "m/rules/x.yml": f"{RULE}escalates_to: red\nenforces: [data#personal]\nresponder: officer\ndescription: '[[policies/data]] [[escalation]]'\n",
        BROKEN_PARENT[name]: "title: [\n",
    }
    loaded = load_both(texts)
    assert {f.place.path for f in loaded.findings} == {f"playbooks/{BROKEN_PARENT[name]}"}, briefs(loaded)


def test_what_is_legible_in_an_entity_with_a_fault_is_still_checked() -> None:
    """One run says everything that can be known."""
    loaded = load_small(
        {"m/tactics/x.yml": "titel: X\nimplements: [evenin]\nowner: editr\ndescription: '[[goals/x]]'\n"}
    )
    assert [f.code for f in loaded.findings] == ["SHP01", "SHP03", "REF01", "REF01", "REF01"]


def test_a_relation_written_backwards_is_told_even_where_the_other_end_is_missing() -> None:
    """The cure names the kind; the place is only known where the other end is."""
    loaded = load_small({"m/strategies/evening.yml": "title: S\napproach: a\nimplemented_by: [rota, gone]\n"})
    (finding,) = loaded.findings
    assert (finding.code, finding.place.span[:2]) == ("SHP05", (3, 1))
    assert "`implements: [evening]` in the tactic" in finding.help
    assert [r.place.path for r in finding.related] == ["playbooks/m/tactics/rota.yml"]


_WORDS = st.text(alphabet="ab/#[]|m.- \n", max_size=12)


@given(_WORDS, _WORDS)
def test_any_text_may_stand_where_a_reference_belongs(typed: str, prose: str) -> None:
    """It means something or a finding says why not; it never raises."""
    quoted = typed.replace("\n", " ").replace("'", "''")
    texts = {
        **SMALL,
        "m/tactics/x.yml": f"title: X\nowner: '{quoted}'\npart_of: '{quoted}'\ndescription: 'a [[{prose.replace(chr(10), ' ')}]]'\n",
    }
    load_both(texts)


UP = {
    "up/playbook.yml": "title: Up\norganisation: U\n",
    "up/escalation.yml": "levels:\n  red: {title: Crisis}\n",
    "up/policies/p.yml": "title: P\npurpose: X\nclauses:\n  c: {strength: must, statement: C}\n",
    "down/playbook.yml": "title: Down\norganisation: D\nextends: [up]\n",
    "down/escalation.yml": "levels:\n  amber: {title: Sensitive}\n",
}


def test_a_plan_of_its_own_hides_the_parents_levels_in_fields_and_prose_alike() -> None:
    """A level of the parent is meant only where it is written out; the cure says so."""
    rule = "title: R\nwhen: See [[escalation#red]]\naction: reply\nescalates_to: red\n"
    loaded = load_both({**UP, "down/rules/r.yml": rule})
    assert [(d.code, d.place.span.line) for d in loaded.findings] == [("REF06", 2), ("REF01", 4)]
    assert "up/escalation#red" in loaded.findings[1].help


def test_only_a_parents_clause_can_be_tightened() -> None:
    """A clause of the same playbook, itself included, would make a rule that binds nobody more."""
    policy = "title: Q\npurpose: X\nclauses:\n  d: {strength: must, statement: D, tightens: TARGET}\n  e: {strength: must, statement: E}\n"
    for target, codes in (("p#c", []), ("up/policies/p#c", []), ("q#e", ["REF02"]), ("q#d", ["REF02"])):
        loaded = load_both({**UP, "down/policies/q.yml": policy.replace("TARGET", target)})
        assert [d.code for d in loaded.findings] == codes, target
