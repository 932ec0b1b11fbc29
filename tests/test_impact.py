"""Impact: who and what stands on an entry, how far away, by which way, and what is left alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from gameplan.cli import main
from gameplan.graph import Edge, Graph
from gameplan.impact import Impact, as_json, as_text, impact
from gameplan.loader import load
from gameplan.model.address import EVERYONE
from gameplan.settings import Limits
from gameplan.source import from_folder, from_memory
from sites import write
from small import SMALL, load_small

EXAMPLE = Path(__file__).parent.parent / "playbooks"

CLAUSES = """\
title: Social media
purpose: People take part.
owner: chief
approver: chief
clauses:
  privacy:
    title: What you read is yours
    strength: must-not
    statement: Never hint who borrowed what.
    exceptions:
      - {for: "Author evenings.", granted_by: chief, until: 2027-08-31, reason: They ask for it}
  hide:
    title: Hide abuse
    strength: must
    statement: Hide it.
    binds: [editor]
    covers: [instagram]
"""
RULE = "title: A comment is abusive\nwhen: It is.\naction: hide\nresponder: editor\nenforces: [social-media#hide]\n"
GUIDE = """\
title: Can I post this?
question: May I?
start: reader
questions:
  reader:
    ask: Can a reader be recognised?
    answers:
      - {if: "yes", then: ask, role: chief, because: [social-media#privacy]}
      - {if: "no", then: go}
"""
CHANNEL = (
    "title: Instagram\nurl: https://instagram.example/m\neditor: editor\nmoderation: social-media#hide\n"
)
CHILD = {
    "quay/playbook.yml": "title: Quay\norganisation: Quay branch\nextends: [m]\n",
    "quay/policies/local.yml": (
        "title: At the quay\npurpose: p\nclauses:\n  quiet:\n    strength: must-not\n    statement: s\n"
        "    tightens: social-media#privacy\n    binds: [porter]\n"
    ),
    "quay/roles/porter.yml": "title: Porter\npurpose: p\n",
}
POLICY: Mapping[str, str] = {
    "m/roles/chief.yml": "title: Chief\npurpose: p\n",
    "m/policies/social-media.yml": CLAUSES,
    "m/rules/abuse.yml": RULE,
    "m/guides/post.yml": GUIDE,
    "m/channels/instagram.yml": CHANNEL,
    **CHILD,
}


@cache
def graph_of(texts: tuple[tuple[str, str], ...] = ()) -> Graph:
    """The small playbook with some files added or replaced, which must be without findings."""
    loaded = load_small(dict(texts))
    assert loaded.findings == ()
    return loaded.graph


def graph(texts: Mapping[str, str] | None = None) -> Graph:
    return graph_of(tuple((texts or {}).items()))


def standing(found: Impact) -> list[tuple[str, int]]:
    return [(one.address, one.distance) for one in found.standing]


def sentences(within: Graph, address: str) -> list[str]:
    """How each thing stands on an address, as the JSON says it."""
    report = json.loads(as_json(within, impact(within, address)))
    return [one["sentence"] for one in report["standing"]]


def reasons(found: Impact) -> dict[str, list[str]]:
    """For each role what it does with what: `owns m/tactics/rota`."""
    return {one.role: [f"{r.verb} {r.address}" for r in one.reasons] for one in found.roles}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["impact", *arguments], catch_exceptions=False)


# --- what stands on it --------------------------------------------------------------------------------


def test_what_refers_to_a_thing_stands_on_it_and_so_does_what_stands_on_that() -> None:
    """Nearest first, with the way there."""
    found = impact(graph(), "m/vision")
    assert standing(found) == [("m/goals/helped", 1), ("m/strategies/evening", 2), ("m/tactics/rota", 3)]
    assert sentences(graph(), "m/vision")[-1] == (
        "Evening rota (tactic) implements Be there in the evening (strategy), "
        "which pursues Helped the first time (goal), which advances Vision (vision)."
    )


def test_the_answer_reads_as_plain_sentences() -> None:
    """Roles first, then things by distance, then what to do before one acts."""
    text = as_text(graph(), impact(graph(), "m/goals/helped"))
    assert text == (
        "Helped the first time  (goal, active)\n"
        "m/goals/helped  playbooks/m/goals/helped.yml:1\n"
        "\n"
        "Who is affected\n"
        "  Duty editor  owns Evening rota\n"
        "\n"
        "What stands on it  (1 strategy, 1 tactic)\n"
        "  Directly\n"
        "    Be there in the evening (strategy) pursues it.\n"
        "  Two steps away\n"
        "    Evening rota (tactic) implements Be there in the evening (strategy), which pursues it.\n"
        "\n"
        "Before you retire it: give it `replaced_by`; before you rename it: add `formerly`.\n"
    )


def test_for_a_policy_the_clauses_are_named_with_their_exceptions() -> None:
    """Rules that enforce, answers that cite, channels moderated by it, and clauses of others that tighten it."""
    text = as_text(graph(POLICY), impact(graph(POLICY), "m/policies/social-media"))
    assert text == (
        "Social media  (policy, active)\n"
        "m/policies/social-media  playbooks/m/policies/social-media.yml:1\n"
        "\n"
        "Who is affected\n"
        "  Everyone     is bound by What you read is yours\n"
        "  Duty editor  is bound by Hide abuse\n"
        "               answers A comment is abusive\n"
        "               edits Instagram\n"
        "  Chief        approves and owns it\n"
        "               grants exceptions to What you read is yours\n"
        "               is asked in Reader in Can I post this?\n"
        "  Porter       is bound by Quiet in At the quay\n"
        "\n"
        "What stands on it  (1 rule, 1 guide, 1 channel, 1 policy)\n"
        "  Directly\n"
        "    A comment is abusive (rule) enforces Hide abuse.\n"
        "    Reader (question of Can I post this?) cites What you read is yours.\n"
        "    Instagram (channel) is moderated by Hide abuse.\n"
        "    Quiet (clause of At the quay) tightens What you read is yours.\n"
        "\n"
        "Exceptions granted\n"
        "  What you read is yours does not hold for: Author evenings (granted by Chief, until 2027-08-31).\n"
        "\n"
        "Before you retire it: give it `replaced_by`; before you rename it: add `formerly`.\n"
    )


def test_for_a_clause_only_what_stands_on_that_clause_counts() -> None:
    """Whoever is bound by another clause of the same policy has nothing to do with it."""
    found = impact(graph(POLICY), "m/policies/social-media#privacy")
    assert standing(found) == [("m/guides/post#reader", 1), ("quay/policies/local#quiet", 1)]
    assert reasons(found)[EVERYONE] == ["is bound by m/policies/social-media#privacy"]
    assert "m/roles/editor" not in reasons(found)
    assert [one.case for one in found.exemptions] == ["Author evenings."]
    assert impact(graph(POLICY), "m/policies/social-media#hide").exemptions == ()


def test_what_holds_a_part_speaks_for_it() -> None:
    """A piece of evidence was seen in a function, so the strategy that the insight informs stands on it too."""
    files = {
        "m/functions/desk.yml": "title: The desk\n",
        "m/insights/night.yml": (
            "title: Questions at night\nsummary: s\nstatement: x\nevidence:\n"
            "  log: {title: The log, finding: f, functions: [desk]}\n"
        ),
        "m/strategies/evening.yml": SMALL["m/strategies/evening.yml"] + "informed_by: [night]\n",
    }
    loaded = load_small(files)
    assert [d.code for d in loaded.findings if d.code.startswith("REF")] == []
    assert sentences(loaded.graph, "m/functions/desk")[:2] == [
        "The log (piece of evidence of Questions at night) was seen in The desk (function).",
        (
            "Be there in the evening (strategy) is informed by Questions at night (insight), "
            "whose piece of evidence The log was seen in The desk (function)."
        ),
    ]


def test_the_part_that_is_pointed_at_speaks_for_what_holds_it() -> None:
    """A phase uses the words of a rule's reply: it stands on the rule, and so does the level that begins it."""
    files = {
        "m/rules/wrong.yml": "title: We erred\nwhen: w\naction: correct\nreplies:\n  sorry: {title: Sorry, text: t}\n",
        "m/procedures/repair.yml": (
            "title: Repair\ntrigger: t\nphases:\n  tell: {title: Tell, steps: [{do: s, reply: wrong#sorry}]}\n"
        ),
        "m/escalation.yml": "levels:\n  red: {title: Crisis, triggers: [repair]}\n",
    }
    within = load_small(files).graph
    assert sentences(within, "m/rules/wrong") == [
        "Tell (phase of Repair) uses the words of Sorry.",
        "Crisis (level of Escalation) triggers Repair (procedure), whose phase Tell uses the words of Sorry.",
    ]


def test_several_relations_of_one_thing_are_one_sentence() -> None:
    """The reader asks what to do with it, and not how often it is written."""
    files = {
        **POLICY,
        "m/rules/abuse.yml": RULE.replace("[social-media#hide]", "[social-media#privacy, social-media#hide]"),
        "m/principles/kind.yml": "title: Kind\nstatement: s\n",
    }
    (rule, *_) = sentences(graph(files), "m/policies/social-media")
    assert rule == "A comment is abusive (rule) enforces What you read is yours; Hide abuse."


def test_a_mention_in_passing_is_told_apart_and_never_followed() -> None:
    """Prose names many things that do not depend on each other."""
    files = {
        "m/strategies/evening.yml": SMALL["m/strategies/evening.yml"] + "story: As [[roles/editor]] says.\n"
    }
    found = impact(graph(files), "m/roles/editor")
    assert [(m.address, m.target) for m in found.mentions] == [("m/strategies/evening", "m/roles/editor")]
    assert standing(found) == [("m/tactics/rota", 1)]
    assert "Mentioned by\n  Be there in the evening (strategy)\n" in as_text(graph(files), found)


def test_what_is_out_of_use_comes_last_and_is_marked() -> None:
    """It has to be looked at as well, and nobody works by it."""
    files = {
        "m/tactics/late.yml": "title: Late desk\nimplements: [evening]\nowner: editor\nstatus: retired\n",
        "m/tactics/part.yml": "title: Part\npart_of: rota\nowner: editor\n",
    }
    found = impact(graph(files), "m/strategies/evening")
    assert standing(found) == [("m/tactics/rota", 1), ("m/tactics/part", 2), ("m/tactics/late", 1)]
    assert "  Out of use\n    Late desk (tactic, retired) implements it.\n" in as_text(graph(files), found)
    assert "owns m/tactics/late" not in reasons(found)["m/roles/editor"]


def test_a_retired_entry_that_others_still_refer_to_says_what_to_do() -> None:
    """Renaming it is no longer the question."""
    files = {"m/strategies/evening.yml": SMALL["m/strategies/evening.yml"] + "status: retired\n"}
    text = as_text(graph(files), impact(graph(files), "m/strategies/evening"))
    assert text.endswith(
        "It is out of use, and others still refer to it: give it `replaced_by`, or change them.\n"
    )


def test_where_nothing_stands_on_it_that_is_said() -> None:
    """An empty answer would look like a mistake."""
    text = as_text(graph(), impact(graph(), "m/tactics/rota"))
    assert text.endswith("Nothing stands on it, and nothing mentions it.\n")


def test_a_playbook_says_what_it_holds_and_who_extends_it() -> None:
    """Its own entries stand in it rather than on it."""
    found = impact(graph(POLICY), "m")
    assert standing(found) == [("quay", 1)]
    assert "It holds 1 vision, 1 goal, 1 strategy, 1 tactic, 1 rule," in as_text(graph(POLICY), found)


# --- where the walk stops -----------------------------------------------------------------------------

SHARED: Mapping[str, str] = {
    "m/audiences/readers.yml": "title: Readers\ndescription: d\nfound_on: [box]\n",
    "m/tools/box.yml": "title: Box\n",
    "m/tactics/rota.yml": SMALL["m/tactics/rota.yml"] + "reaches: [readers]\nuses: [box]\n",
    "m/tactics/other.yml": "title: Other\nimplements: [evening]\nowner: editor\nreaches: [readers]\n",
    "m/tactics/piece.yml": "title: Piece\npart_of: other\nowner: editor\n",
}


def test_things_that_share_a_role_do_not_stand_on_each_other() -> None:
    """The editor owns both tactics; changing one says nothing about the other."""
    found = impact(graph(SHARED), "m/tactics/rota")
    assert found.standing == ()
    assert reasons(found) == {"m/roles/editor": ["owns m/tactics/rota"]}


def test_an_audience_and_a_tool_are_followed_from_themselves_only() -> None:
    """What reaches the audience stands on it. It does not stand on the tool that the audience is found on."""
    readers = impact(graph(SHARED), "m/audiences/readers")
    assert standing(readers) == [("m/tactics/rota", 1), ("m/tactics/other", 1), ("m/tactics/piece", 2)]
    box = impact(graph(SHARED), "m/tools/box")
    assert {a for a, _ in standing(box)} == {"m/tactics/rota", "m/audiences/readers"}


def test_on_a_role_stands_all_that_it_owns_answers_or_stands_in_for_and_no_more() -> None:
    """Whoever owns one of these things must find somebody else for it."""
    files = {
        **POLICY,
        "m/roles/chief.yml": "title: Chief\npurpose: p\ndeputy: editor\n",
        "m/roles/helper.yml": "title: Helper\npurpose: p\nreports_to: editor\n",
        "m/rules/abuse.yml": RULE + "owner: chief\n",
    }
    found = impact(graph(files), "m/roles/editor")
    assert {a for a, distance in standing(found) if distance == 1} == {a for a, _ in standing(found)} == {
        "m/tactics/rota", "m/rules/abuse", "m/channels/instagram", "m/policies/social-media#hide",
        "m/roles/chief", "m/roles/helper",
    }  # fmt: skip
    assert reasons(found) == {
        "m/roles/chief": [
            "is deputised for by m/roles/editor", "owns m/rules/abuse", "owns m/policies/social-media",
        ],
        "m/roles/helper": ["reports to m/roles/editor"],
    }  # fmt: skip
    assert "  A comment is abusive (rule) is answered by it.\n" in as_text(graph(files), found)


def test_a_clause_that_covers_a_channel_leads_to_nothing_else() -> None:
    """Other channels that the clause moderates do not depend on this one."""
    files = {**POLICY, "m/channels/mastodon.yml": CHANNEL.replace("Instagram", "Mastodon")}
    found = impact(graph(files), "m/channels/instagram")
    assert standing(found) == [("m/policies/social-media#hide", 1)]


# --- who is touched -----------------------------------------------------------------------------------


def test_roles_with_a_direct_reason_come_before_those_met_on_the_way() -> None:
    """And the approver of the playbook's changes is named, since nothing goes without a yes."""
    files = {
        "m/playbook.yml": SMALL["m/playbook.yml"] + "approver: chief\n",
        "m/roles/chief.yml": "title: Chief\npurpose: p\n",
        "m/roles/writer.yml": "title: A writer\npurpose: p\n",
        "m/strategies/evening.yml": SMALL["m/strategies/evening.yml"] + "owner: editor\n",
        "m/tactics/rota.yml": SMALL["m/tactics/rota.yml"] + "responsible: [writer]\n",
    }
    found = impact(graph(files), "m/strategies/evening")
    assert [(one.role, one.direct) for one in found.roles] == [
        ("m/roles/editor", True), ("m/roles/chief", True), ("m/roles/writer", False)
    ]  # fmt: skip
    assert reasons(found)["m/roles/editor"] == ["owns m/strategies/evening", "owns m/tactics/rota"]
    assert reasons(found)["m/roles/chief"] == ["approves changes of m"]


def test_whoever_names_everyone_touches_everyone() -> None:
    """The built-in role has no entry, and is a reader like any other."""
    files = {"m/tactics/rota.yml": SMALL["m/tactics/rota.yml"] + "responsible: [everyone]\n"}
    assert reasons(impact(graph(files), "m/tactics/rota"))[EVERYONE] == ["works on m/tactics/rota"]
    assert reasons(impact(graph(POLICY), "m/guides/post"))[EVERYONE] == [
        "looks for the answer in m/guides/post"
    ]


# --- much, hostile, round in circles ------------------------------------------------------------------


def many(count: int) -> Graph:
    """One strategy, and so many tactics in a row, each a part of the one before."""
    files = {
        f"m/tactics/t{n}.yml": f"title: Tactic {n:04}\nowner: editor\n"
        + (f"part_of: t{n - 1}\n" if n % 7 else "implements: [evening]\n")
        for n in range(count)
    }
    return load(from_memory({**SMALL, **files}), Limits()).graph


def test_beyond_forty_the_rest_is_counted_and_all_lists_it() -> None:
    """A list that nobody reads to its end hides what is near."""
    within = many(60)
    found = impact(within, "m/vision")
    text = as_text(within, found)
    assert "  and 23 more, in 23 tactics; --all lists them.\n" in text
    assert "owns Evening rota; Tactic 0000; Tactic 0007; and 58 more" in text
    whole = as_text(within, found, everything=True)
    assert "more" not in whole
    assert all(f"Tactic {n:04} (tactic)" in whole for n in range(60))


def test_everything_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk costs as much as there are edges, however many ways lead to one thing."""
    within = many(1000)
    asked: list[str] = []
    into = Graph.into

    def counted(self: Graph, address: str) -> list[Edge]:
        asked.append(address)
        return into(self, address)

    monkeypatch.setattr(Graph, "into", counted)
    assert len(impact(within, "m/vision").standing) == 1003
    assert len(asked) <= 1010


def test_text_that_plays_tricks_is_spelled_out() -> None:
    """A title is text of somebody else's."""
    title = '"Rota \\u202e\\x1b[31m ##[error]"'
    files = {"m/tactics/rota.yml": f"title: {title}\nimplements: [evening]\n"}
    within = load(from_memory({**SMALL, **files}), Limits()).graph
    found = impact(within, "m/strategies/evening")
    for told in (as_text(within, found), as_json(within, found)):
        assert not {"\u202e", "\x1b"} & set(told)
        assert "##[" not in told


IDS = st.sampled_from("abcd")
LISTS = st.lists(IDS, max_size=2, unique=True)


@st.composite
def playbooks(draw: st.DrawFn) -> Mapping[str, str]:
    """A playbook in which anything may refer to anything, itself included."""
    files = dict(SMALL)

    def listed(ids: list[str]) -> str:
        return f"[{', '.join(ids)}]"

    for id in "abcd":
        files[f"m/roles/{id}.yml"] = (
            f"title: {id}\npurpose: p\ndeputy: {draw(IDS)}\nreports_to: {draw(IDS)}\n"
        )
        files[f"m/objectives/{id}.yml"] = (
            f"title: {id}\nleads_to: {listed(draw(LISTS))}\nowner: {draw(IDS)}\n"
        )
        files[f"m/strategies/{id}.yml"] = (
            f"title: {id}\napproach: x\npart_of: {draw(IDS)}\npursues: {listed(draw(LISTS))}\n"
            f"story: As [[tactics/{draw(IDS)}]] does.\n"
        )
        files[f"m/tactics/{id}.yml"] = (
            f"title: {id}\npart_of: {draw(IDS)}\nimplements: {listed(draw(LISTS))}\nowner: {draw(IDS)}\n"
            f"replaced_by: {draw(IDS)}\nstatus: {draw(st.sampled_from(['active', 'retired']))}\n"
        )
        files[f"m/rules/{id}.yml"] = (
            f"title: {id}\nwhen: w\naction: reply\nresponder: {draw(IDS)}\nescalates_to: {draw(IDS)}\n"
            f"replies:\n  r: {{text: t}}\nenforces: {listed([f'{other}#c' for other in draw(LISTS)])}\n"
        )
        files[f"m/procedures/{id}.yml"] = (
            f"title: {id}\ntrigger: t\nphases:\n  p: {{steps: [{{do: s, role: {draw(IDS)}, reply: {draw(IDS)}#r}}]}}\n"
        )
        files[f"m/policies/{id}.yml"] = (
            f"title: {id}\npurpose: p\nprevails_over: {listed(draw(LISTS))}\nclauses:\n"
            f"  c: {{strength: may, statement: s, binds: {listed(draw(LISTS))}}}\n"
        )
    files["m/escalation.yml"] = "levels:\n" + "".join(
        f"  {id}: {{title: {id}, decides: {draw(IDS)}, triggers: {listed(draw(LISTS))}}}\n" for id in "abcd"
    )
    return files


@settings(max_examples=30, deadline=None)
@given(playbooks())
def test_the_walk_ends_and_every_step_of_it_is_an_edge(files: Mapping[str, str]) -> None:
    """Nothing stands on itself, nothing twice, and each way leads to the start over relations that are written."""
    loaded = load(from_memory(files), Limits())
    assert not [d for d in loaded.findings if d.code.startswith(("SYN", "SHP"))]
    within = loaded.graph
    edges = {(e.source, e.relation.name, e.target) for e in within.edges()}
    for start in [*within.entities, *within.parts]:
        found = impact(within, start)
        own = {start, start.partition("#")[0]}
        addresses = [one.address for one in found.standing]
        assert len(set(addresses)) == len(addresses)
        assert not own & set(addresses)
        active = [one.distance for one in found.standing if not one.ended]
        assert active == sorted(active)
        for one in found.standing:
            for way in one.ways:
                assert way[0].source == one.address
                assert way[-1].target.partition("#")[0] == start.partition("#")[0]
                for step, after in zip(way, (*way[1:], None), strict=True):
                    assert (step.source, step.relation.name, step.target) in edges
                    assert step.relation.name != "mentions"
                    if after is not None:
                        assert step.target.partition("#")[0] == after.source.partition("#")[0]
        assert as_text(within, found).endswith("\n")


@settings(max_examples=15, deadline=None)
@given(playbooks())
def test_whatever_refers_to_a_thing_is_found(files: Mapping[str, str]) -> None:
    """The first step leaves nothing out but prose, which is among the mentions."""
    within = load(from_memory(files), Limits()).graph
    for start in within.entities:
        found = impact(within, start)
        told = {one.address for one in found.standing if one.distance == 1} | {
            m.address for m in found.mentions
        }
        parts = [p.address for p in within.entities[start].parts().values()]
        sources = {e.source for a in (start, *parts) for e in within.into(a)}
        assert told == {s for s in sources if s.partition("#")[0] != start}


# --- the example --------------------------------------------------------------------------------------


@cache
def example() -> Graph:
    return load(from_folder(EXAMPLE, max_bytes=Limits().file_bytes), Limits()).graph


@pytest.mark.parametrize(
    "address",
    [
        "merrowby/vision",
        "merrowby/policies/social-media#house-rules",
        "merrowby/roles/duty-editor",
        "merrowby/tools/shared-inbox",
        "council/policies/social-media-conduct",
    ],
)
def test_the_example_has_an_answer_for_each_kind_of_question(address: str) -> None:
    """Somebody stands on each of these, near and named; and what is told does not change from run to run."""
    found = impact(example(), address)
    assert found.roles
    assert found.standing[0].distance == 1
    assert as_text(example(), found) == as_text(example(), impact(example(), address))
    assert len(json.loads(as_json(example(), found))["standing"]) == len(found.standing)


def test_every_address_of_the_example_has_an_answer() -> None:
    """No combination of kinds and parts is without words, and no line is longer than a terminal is wide."""
    for address in [*example().entities, *example().parts]:
        text = as_text(example(), impact(example(), address), everything=True)
        assert "  \n" not in text
        lines = text.splitlines()
        assert all(len(line) <= 100 for line in lines[2:]), address


def test_a_clause_of_the_council_leads_to_the_library_that_tightens_it() -> None:
    """The editor of a parent rarely knows the children."""
    found = impact(example(), "council/policies/social-media-conduct")
    assert any(one.entity == "merrowby/policies/social-media" for one in found.standing)


# --- the command --------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small playbook in a folder of its own; the rota had another id once."""
    files = {**SMALL, "m/tactics/rota.yml": SMALL["m/tactics/rota.yml"] + "formerly: [late-desk]\n"}
    write(tmp_path, {}, files)
    (tmp_path / "mkdocs.yml").unlink()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_prints_the_answer_and_ends_with_0(project: Path) -> None:
    """Typed with or without the playbook, or as prose writes it."""
    result = run("goals/helped")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Be there in the evening (strategy) pursues it." in result.stdout
    assert run("m/goals/helped").stdout == run("[[goals/helped]]").stdout == result.stdout


def test_an_old_id_leads_on_with_a_note(project: Path) -> None:
    """The note stays out of what a program reads."""
    result = run("tactics/late-desk", "--format", "json")
    assert result.exit_code == 0
    assert result.stderr == "gameplan: 'tactics/late-desk' is now m/tactics/rota.\n"
    assert json.loads(result.stdout)["address"] == "m/tactics/rota"


def test_an_unknown_address_is_met_with_the_nearest(project: Path) -> None:
    """The same words as those of `gameplan show`."""
    result = run("goals/helpd")
    assert result.exit_code == 2
    assert result.stderr == "Error: Nothing lives at 'goals/helpd'. Did you mean 'goals/helped'?\n"
    write(project, {}, {"n/playbook.yml": "title: N\norganisation: N\n", "n/goals/helped.yml": "title: H\n"})
    (project / "mkdocs.yml").unlink()
    assert run("goals/helped").stderr == (
        "Error: 'goals/helped' could mean m/goals/helped, n/goals/helped; name the playbook too.\n"
    )
    assert run("goals/helped", "--path", "nowhere").exit_code == 2


def test_the_json_is_as_documented(project: Path) -> None:
    """A contract: version 1, the same bytes each time."""
    result = run("goals/helped", "--format", "json")
    assert result.stdout == run("goals/helped", "--format", "json").stdout
    report = json.loads(result.stdout)
    tactic = report["standing"][1]
    assert report == {
        "version": 1,
        "address": "m/goals/helped",
        "title": "Helped the first time",
        "kind": "goal",
        "status": "active",
        "holds": {},
        "roles": [
            {
                "role": "m/roles/editor",
                "title": "Duty editor",
                "direct": False,
                "reasons": [
                    {"relation": "owner", "words": "owns", "address": "m/tactics/rota", "distance": 2}
                ],
            }
        ],
        "standing": [report["standing"][0], tactic],
        "mentioned_by": [],
        "exceptions": [],
    }
    assert tactic == {
        "address": "m/tactics/rota",
        "entity": "m/tactics/rota",
        "title": "Evening rota",
        "kind": "tactic",
        "status": "active",
        "ended": False,
        "distance": 2,
        "sentence": (
            "Evening rota (tactic) implements Be there in the evening (strategy), "
            "which pursues Helped the first time (goal)."
        ),
        "ways": [
            [
                {"source": "m/tactics/rota", "relation": "implements", "target": "m/strategies/evening"},
                {"source": "m/strategies/evening", "relation": "pursues", "target": "m/goals/helped"},
            ]
        ],
    }
