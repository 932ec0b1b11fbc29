"""The graph: who is there, what points where, and the way up to the vision."""

from __future__ import annotations

import random

import pytest

from gameplan.graph import Graph, natural
from gameplan.loader import load
from gameplan.model import Tactic
from gameplan.settings import Limits
from gameplan.source import from_memory
from small import SMALL, load_both, load_small


def links(graph: Graph) -> set[tuple[str, str, str]]:
    return {(e.source, e.relation.name, e.target) for e in graph.edges()}


def ways(graph: Graph, address: str) -> list[list[str]]:
    """The chains from an entity upwards, as ids."""
    return [
        [str(e.address).partition("/")[2] for _, e in chain.steps]
        for chain in graph.chains(graph.entities[address])
    ]


# --- who is there -----------------------------------------------------------------------------


def test_everything_is_found_by_its_address() -> None:
    """One look-up for entities and parts alike."""
    graph = load_small({"m/escalation.yml": "levels:\n  red: {title: Crisis}\n"}).graph
    assert set(graph.entities) == {
        "m", "m/vision", "m/escalation", "m/goals/helped", "m/strategies/evening", "m/tactics/rota", "m/roles/editor"
    }  # fmt: skip
    assert set(graph.parts) == {"m/escalation#red"}
    assert graph.find("m/escalation#red") is graph.entities["m/escalation"].parts()["red"]
    assert graph.find("m/goals/helped") is graph.entities["m/goals/helped"]
    assert graph.entity_of("m/escalation#red") is graph.entities["m/escalation"]
    assert graph.find("m/goals/none") is None
    assert graph.find("m/escalation#none") is None
    assert [p.address.playbook for p in graph.playbooks()] == ["m"]
    assert graph.playbook("m/goals") is None
    assert [t.title for t in graph.all_of(Tactic)] == ["Evening rota"]


def test_an_address_may_be_typed_without_its_playbook() -> None:
    """On the command line one types what one remembers."""
    graph = load_both(
        {
            **SMALL,
            "n/playbook.yml": "title: N\norganisation: N\n",
            "n/roles/editor.yml": "title: E\npurpose: p\n",
        }
    ).graph
    assert graph.lookup("m/roles/editor") == ["m/roles/editor"]
    assert graph.lookup("roles/editor") == ["m/roles/editor", "n/roles/editor"]
    assert graph.lookup("vision") == ["m/vision"]
    assert graph.lookup("roles/none") == []


def test_titles_of_vision_and_escalation_may_be_left_out() -> None:
    """There is only one of each, and everybody calls it that."""
    graph = load_small({"m/escalation.yml": "hours: All day\n"}).graph
    assert graph.entities["m/vision"].title == "Vision"
    assert graph.entities["m/escalation"].title == "Escalation"


# --- order ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2", "10"),
        ("1.2", "1.10"),
        ("1", "1a"),
        ("G1", "G2"),
        ("G2", "G10"),
        ("1", ""),
        ("Z", ""),
        ("A1", "B1"),
        ("1.9", "2"),
    ],
)
def test_numbers_are_sorted_as_people_count(first: str, second: str) -> None:
    """2 comes before 10, and what has no number comes last."""
    assert natural(first) < natural(second)


def test_entities_of_a_kind_stand_by_number_then_title() -> None:
    """File names are for machines; a table of contents is for people."""
    graph = load_small(
        {
            "m/tactics/a.yml": "title: Zebra\nnumber: 2\n",
            "m/tactics/b.yml": "title: Yak\nnumber: 10\n",
            "m/tactics/c.yml": "title: ant\n",
            "m/tactics/d.yml": "title: Bee\n",
            "m/tactics/rota.yml": "title: Cat\n",
        }
    ).graph
    assert [e.title for e in graph.of_kind("m", "tactics")] == ["Zebra", "Yak", "ant", "Bee", "Cat"]


def test_parts_keep_the_order_of_the_file() -> None:
    """Levels go from mild to bad, phases from first to last, whatever their ids."""
    graph = load_small(
        {"m/escalation.yml": "levels:\n  z: {title: One}\n  a: {title: Two}\n  m: {title: Three}\n"}
    ).graph
    assert list(graph.entities["m/escalation"].parts()) == ["z", "a", "m"]


def test_moving_between_list_file_and_folder_changes_nothing() -> None:
    """A list that outgrows its file may be split without a trace on the site."""
    tactics = {f"t{n}": f"title: Tactic {9 - n}\nimplements: [evening]\npart_of: rota\n" for n in range(5)}
    indented = {id: "".join(f"  {line}\n" for line in text.splitlines()) for id, text in tactics.items()}
    as_files = load_small({f"m/tactics/{id}.yml": text for id, text in tactics.items()})
    as_list = load_small({"m/tactics.yml": "".join(f"{id}:\n{text}" for id, text in indented.items())})
    mixed = load_small(
        {
            "m/tactics.yml": f"t3:\n{indented['t3']}",
            **{f"m/tactics/{id}.yml": text for id, text in tactics.items() if id != "t3"},
        }
    )
    for loaded in (as_list, mixed):
        assert loaded.findings == as_files.findings == ()
        assert list(loaded.graph.entities) == list(as_files.graph.entities)
        assert links(loaded.graph) == links(as_files.graph)
        assert [str(e.source) for e in loaded.graph.into("m/tactics/rota")] == [
            str(e.source) for e in as_files.graph.into("m/tactics/rota")
        ]


def test_the_order_in_which_files_are_read_does_not_matter() -> None:
    """Two runs over the same playbook are identical."""
    texts = {**SMALL, "m/tactics/x.yml": "title: X\nimplements: [evenin]\n", "m/goals/y.yml": "titel: Y\n"}
    usual = load_both(texts)
    names = list(texts)
    random.Random(7).shuffle(names)
    other = load(from_memory({name: texts[name] for name in names}), Limits())
    assert other.findings == usual.findings
    assert list(other.graph.entities) == list(usual.graph.entities)


# --- edges ------------------------------------------------------------------------------------


def test_a_relation_is_written_once_and_read_both_ways() -> None:
    """The page of the strategy says "implemented by" without anybody writing it."""
    graph = load_small().graph
    assert links(graph) == {
        ("m/goals/helped", "advances", "m/vision"),
        ("m/strategies/evening", "pursues", "m/goals/helped"),
        ("m/tactics/rota", "implements", "m/strategies/evening"),
        ("m/tactics/rota", "owner", "m/roles/editor"),
    }
    (edge,) = graph.into("m/strategies/evening")
    assert (edge.source, edge.relation.passive) == ("m/tactics/rota", "is implemented by")
    assert {e.relation.name for e in graph.out_of("m/tactics/rota")} == {"implements", "owner"}
    assert edge.reference is not None
    assert edge.reference.span == (2, 14, 2, 21)


def test_every_edge_is_indexed_at_both_ends() -> None:
    """A page asks what points at it; that must not depend on where the relation was written."""
    graph = load_small(
        {
            "m/policies/p.yml": "title: P\npurpose: p\nclauses:\n  c: {statement: s, strength: must, binds: [editor]}\n",
            "m/rules/r.yml": "title: R\nwhen: w\naction: reply\nenforces: [p#c]\nnotifies: {editor: 1h}\n",
            "m/metrics/n.yml": "title: N\ndefinition: d\nunit: u\n",
            "m/objectives/o.yml": "title: O\nserves: [helped]\nmeasured_by: {n: {target: {value: 1, due: 2027-01-01}}}\n",
        }
    ).graph
    for edge in graph.edges():
        assert edge in graph.out_of(edge.source)
        assert edge in graph.into(edge.target)
    assert ("m/policies/p#c", "binds", "m/roles/editor") in links(graph)
    assert ("m/rules/r", "enforces", "m/policies/p#c") in links(graph)
    assert ("m/rules/r", "notifies", "m/roles/editor") in links(graph)
    assert ("m/objectives/o", "measured_by", "m/metrics/n") in links(graph)


def test_prose_mentions_what_it_names_but_not_itself() -> None:
    """A page lists where it is spoken of; speaking of oneself is no news."""
    graph = load_small(
        {"m/tactics/x.yml": "title: X\ndescription: '[[goals/helped]], [[goals/helped]] and [[tactics/x]]'\n"}
    ).graph
    assert [(e.relation.name, e.target) for e in graph.out_of("m/tactics/x")] == [
        ("mentions", "m/goals/helped")
    ]


def test_the_same_reference_twice_is_one_edge() -> None:
    """Counts on pages would otherwise be wrong."""
    graph = load_small({"m/tactics/x.yml": "title: X\nimplements: [evening, strategies/evening]\n"}).graph
    assert len(graph.out_of("m/tactics/x")) == 1


def test_everyone_makes_no_edge() -> None:
    """It has no page to link to."""
    graph = load_small({"m/policies/p.yml": "title: P\npurpose: p\nbinds: [everyone]\n"}).graph
    assert graph.out_of("m/policies/p") == []


# --- the line of sight ------------------------------------------------------------------------


def test_the_way_up_leads_to_the_vision() -> None:
    """Why do we do this? Tactic, strategy, goal, vision."""
    graph = load_small().graph
    assert ways(graph, "m/tactics/rota") == [["strategies/evening", "goals/helped", "vision"]]
    (chain,) = graph.chains(graph.entities["m/tactics/rota"])
    assert chain.complete
    assert [relation.verb for relation, _ in chain.steps] == ["implements", "pursues", "advances"]
    assert ways(graph, "m/vision") == []
    assert ways(graph, "m/roles/editor") == []


def test_a_thing_with_several_reasons_has_several_ways_up() -> None:
    """Each of them is a reason, in the order in which it was written."""
    graph = load_small(
        {
            "m/goals/other.yml": "title: Other\n",
            "m/objectives/o.yml": "title: O\nserves: [helped, other]\n",
            "m/strategies/evening.yml": "title: S\napproach: a\npursues: [o, other]\n",
        }
    ).graph
    assert ways(graph, "m/tactics/rota") == [
        ["strategies/evening", "objectives/o", "goals/helped", "vision"],
        ["strategies/evening", "objectives/o", "goals/other", "vision"],
        ["strategies/evening", "goals/other", "vision"],
    ]


def test_a_part_of_something_larger_borrows_its_reasons_where_it_has_none() -> None:
    """A tactic within a tactic, without a strategy of its own, is done for the same end."""
    graph = load_small({"m/tactics/x.yml": "title: X\npart_of: rota\n"}).graph
    assert ways(graph, "m/tactics/x") == [["tactics/rota", "strategies/evening", "goals/helped", "vision"]]


def test_a_reason_of_its_own_goes_before_a_borrowed_one() -> None:
    """The shorter way is the truer one."""
    graph = load_small({"m/tactics/x.yml": "title: X\npart_of: rota\nimplements: [evening]\n"}).graph
    assert ways(graph, "m/tactics/x") == [["strategies/evening", "goals/helped", "vision"]]


def test_a_way_that_ends_early_is_shown_after_those_that_arrive() -> None:
    """The missing link is worth seeing, but not first."""
    graph = load_small(
        {
            "m/strategies/a-loose.yml": "title: Loose\napproach: a\n",
            "m/tactics/rota.yml": "title: T\nimplements: [a-loose, evening]\n",
        }
    ).graph
    assert ways(graph, "m/tactics/rota") == [
        ["strategies/evening", "goals/helped", "vision"],
        ["strategies/a-loose"],
    ]
    assert [c.complete for c in graph.chains(graph.entities["m/tactics/rota"])] == [True, False]


def test_a_circle_does_not_trap_the_climb() -> None:
    """Circles are findings, and the rest of the site still has to be made."""
    loaded = load_small(
        {
            "m/tactics/a.yml": "title: A\npart_of: b\n",
            "m/tactics/b.yml": "title: B\npart_of: a\n",
            "m/tactics/c.yml": "title: C\npart_of: c\n",
        }
    )
    assert [f.code for f in loaded.findings] == ["REF05", "REF05"]
    assert ways(loaded.graph, "m/tactics/a") == [["tactics/b"]]
    assert ways(loaded.graph, "m/tactics/c") == []


def test_many_ways_are_cut_off() -> None:
    """Ten strategies with ten objectives each would be a hundred lines on one page."""
    objectives = "".join(f"o{n}:\n  title: O{n}\n  serves: [helped]\n" for n in range(10))
    strategies = "".join(
        f"s{n}:\n  title: S{n}\n  approach: a\n  pursues: [{', '.join(f'o{k}' for k in range(10))}]\n"
        for n in range(10)
    )
    graph = load_small(
        {
            "m/objectives.yml": objectives,
            "m/strategies.yml": strategies,
            "m/tactics/x.yml": f"title: X\nimplements: [{', '.join(f's{n}' for n in range(10))}]\n",
        }
    ).graph
    assert len(graph.chains(graph.entities["m/tactics/x"])) == 12


# --- circles and old ids ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "field", "extra"),
    [
        ("tactics", "part_of: {}", ""),
        ("strategies", "part_of: {}", "approach: a\n"),
        ("objectives", "leads_to: [{}]", ""),
        ("policies", "prevails_over: [{}]", "purpose: p\n"),
        ("roles", "deputy: {}", "purpose: p\n"),
        ("roles", "reports_to: {}", "purpose: p\n"),
        ("tactics", "replaced_by: {}", ""),
    ],
)
def test_a_circle_is_told_once_with_every_step(kind: str, field: str, extra: str) -> None:
    """Whichever of them comes first in the alphabet tells of it; the others are shown."""
    for ring in (["a"], ["a", "b"], ["a", "b", "c"]):
        texts = {
            f"m/{kind}/{id}.yml": f"title: {id}\n{extra}{field.format(after)}\n"
            for id, after in zip(ring, [*ring[1:], ring[0]], strict=True)
        }
        (finding,) = load_small(texts).findings
        assert finding.code == "REF05"
        assert " → ".join([*ring, "a"]) in finding.message
        assert finding.place.path == f"playbooks/m/{kind}/a.yml"
        assert len(finding.related) == len(ring) - 1


def test_two_circles_through_one_point_are_two_findings() -> None:
    """Mending one leaves the other."""
    loaded = load_small(
        {
            "m/objectives/a.yml": "title: A\nleads_to: [b, c]\n",
            "m/objectives/b.yml": "title: B\nleads_to: [a]\n",
            "m/objectives/c.yml": "title: C\nleads_to: [a]\n",
        }
    )
    assert [f.code for f in loaded.findings] == ["REF05", "REF05"]


def test_a_long_line_is_no_circle_and_no_recursion() -> None:
    """A thousand steps are unusual, but not an error of Python's."""
    texts = {
        "m/objectives.yml": "".join(f"o{n}:\n  title: O\n  leads_to: [o{n + 1}]\n" for n in range(1500))
        + "o1500:\n  title: O\n"
    }
    loaded = load(from_memory({**SMALL, **texts}), Limits())
    assert loaded.findings == ()
    assert len(loaded.graph.entities) == len(SMALL) + 1501


def test_a_deep_tree_of_parts_can_be_climbed() -> None:
    """The same for the way up."""
    texts = {
        "m/tactics.yml": "".join(f"t{n}:\n  title: T\n  part_of: t{n + 1}\n" for n in range(1500))
        + "t1500:\n  title: T\n"
    }
    graph = load(from_memory({**SMALL, **texts}), Limits()).graph
    assert len(ways(graph, "m/tactics/t0")) == 1


OLD_IDS = {
    "an old id": ("formerly: [late-desk]\n", ""),
    "its own id": ("formerly: [x]\n", "tactics/x.yml:2:12 REF04"),
    "an id in use": ("formerly: [rota]\n", "tactics/x.yml:2:12 REF04"),
    "the same old id twice": ("formerly: [late-desk, late-desk]\n", "tactics/x.yml:2:23 REF04"),
    "no id at all": ("formerly: [Late Desk]\n", "tactics/x.yml:2:12 SHP07"),
}


@pytest.mark.parametrize("name", OLD_IDS)
def test_old_ids_lead_to_one_place_only(name: str) -> None:
    """A redirect that could lead to two pages leads nowhere."""
    text, expected = OLD_IDS[name]
    loaded = load_small({"m/tactics/x.yml": f"title: X\n{text}"})
    assert [
        f"{f.place.path.removeprefix('playbooks/m/')}:{f.place.span.line}:{f.place.span.column} {f.code}"
        for f in loaded.findings
    ] == ([expected] if expected else [])


def test_old_ids_of_parts_may_come_from_another_entity() -> None:
    """A clause that moved says where it lived."""
    policy = "title: P\npurpose: p\nclauses:\n  a: {{statement: s, strength: must, formerly: [{}]}}\n  b: {{statement: s, strength: must}}\n"
    assert load_small({"m/policies/p.yml": policy.format("old-policy#rule")}).findings == ()
    assert load_small({"m/policies/p.yml": policy.format("older")}).findings == ()
    assert [f.code for f in load_small({"m/policies/p.yml": policy.format("b")}).findings] == ["REF04"]
    assert [
        f.code
        for f in load_small(
            {
                "m/policies/p.yml": policy.format("q#c"),
                "m/policies/q.yml": policy.format("x").replace("b:", "c:"),
            }
        ).findings
    ] == ["REF04"]
