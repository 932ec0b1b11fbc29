"""What a build may not show is in no byte of it: default deny, before anything else sees the graph."""

from __future__ import annotations

import contextlib
import html
import json
import logging
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from mkdocs.exceptions import MkDocsException

from gameplan.model import KINDS, Entity, Role
from gameplan.model.types import LabelType, ProseType
from gameplan.scan import scan, secrets
from gameplan.settings import SettingError, settings_from
from gameplan.visibility import visible
from sites import CONFIG, build, files_of, own, page, write
from small import SMALL, load_small

MARK = "Zanzibar"
"""A word that stands in everything hidden, and nowhere else."""

HIDDEN: Mapping[str, str] = {
    "m/playbook.yml": (
        SMALL["m/playbook.yml"] + "summary: See [[tactics/zanzibar-plan]] and [[tactics/zanzibar-plan|the Zanzibar plan]].\n"
        "contacts: [{for: Press, role: editor}]\ndefinitions: {desk: 'Open, see [[tactics/zanzibar-plan|Zanzibar]].'}\n"
    ),
    "m/tactics/zanzibar-plan.yml": (
        "title: Zanzibar plan\nvisibility: internal\nimplements: [evening]\nowner: editor\nnumber: ZZ-1 Zanzibar\n"
        "tags: [Zanzibar]\nformerly: [old-zanzibar]\nsummary: Zanzibar.\nmoves: [hours]\nruns_on: [desk]\nlinks: [{title: Zanzibar, url: 'https://zanzibar.example/'}]\n"
    ),
    "m/tactics/draft.yml": "title: Zanzibar draft\nstatus: draft\nimplements: [evening]\nowner: editor\n",
    "m/tactics/rota.yml": (
        SMALL["m/tactics/rota.yml"] + "description: |\n  As [[tactics/zanzibar-plan]] says, and [[policies/p#zanzibar-clause|Zanzibar words]].\n\n"
        "  See [[roles/zanzibar-role]].\nresponsible: [zanzibar-role]\npart_of: zanzibar-plan\nnotes: Zanzibar\n"
        "waivers: {TAC02: {reason: Zanzibar, until: 2026-12-31}}\n"
    ),
    "m/roles/zanzibar-role.yml": "title: Zanzibar role\npurpose: Zanzibar.\nvisibility: restricted\n",
    "m/roles/editor.yml": (
        "title: Duty editor\npurpose: P.\ndeputy: zanzibar-role\nreports_to: zanzibar-role\nmin_holders: 2\n"
        "holders: [{name: Ann Zanzibar, contact: 01632 Zanzibar}, {name: Public Pat, contact: pat, public: true}]\n"
    ),
    "m/metrics/hours.yml": "title: Hours\ndefinition: D.\nunit: hours\nreadings: [{on: 2026-01-01, value: 3}]\n",
    "m/objectives/zanzibar-goalpost.yml": (
        "title: Zanzibar by spring\nvisibility: internal\nserves: [helped]\nmeasured_by: {hours: {target: {value: 77777, due: 2026-12-31}}}\n"
    ),
    "m/channels/desk.yml": "title: Desk\ncustodian: zanzibar-role\nmoderation: p#zanzibar-clause\n",
    "m/policies/p.yml": (
        "title: Policy\npurpose: P.\nclauses:\n"
        "  open: {title: Open, strength: must, statement: S., replaced_by: p#zanzibar-clause}\n"
        "  zanzibar-clause: {title: Zanzibar clause, number: '9.Zanzibar', strength: must, statement: Zanzibar., visibility: internal, formerly: [old-zanzibar, q#moved-zanzibar]}\n"
        "  zanzibar-draft: {title: Zanzibar, strength: must, statement: Zanzibar., status: draft}\n"
    ),
    "m/rules/r.yml": (
        "title: Rule\nwhen: W.\naction: reply\nenforces: [p#open, p#zanzibar-clause]\nescalates_to: zanzibar-level\n"
        "approver: zanzibar-role\nnotifies: {zanzibar-role: 1h}\nreplies: {zanzibar-reply: {text: Zanzibar., visibility: restricted}}\n"
    ),
    "m/escalation.yml": (
        "levels:\n  green: {title: Green, decides: editor}\n"
        "  zanzibar-level: {title: Zanzibar level, decides: zanzibar-role, criteria: [Zanzibar], visibility: internal}\n"
    ),
    "m/guides/g.yml": (
        "title: Guide\nquestion: Q?\nstart: a\nquestions:\n"
        "  a: {ask: A?, answers: [{if: 'yes', then: zanzibar-question}, {if: 'no', then: ask, role: zanzibar-role, because: [p#zanzibar-clause]}]}\n"
        "  zanzibar-question: {ask: Zanzibar?, visibility: internal, answers: [{if: Zanzibar, then: go}]}\n"
    ),
    "m/procedures/d.yml": (
        "title: Drill\ntrigger: T.\nphases: {one: {steps: [{do: Call, role: zanzibar-role, reply: r#zanzibar-reply}]},"
        " zanzibar-phase: {visibility: internal, title: Zanzibar, steps: [{do: Zanzibar}]}}\n"
    ),
    "m/insights/i.yml": "title: Insight\nstatement: S.\nevidence: {zanzibar-evidence: {finding: Zanzibar., visibility: internal}}\n",
    "m/policies/zanzibar.yml": "title: Zanzibar policy\npurpose: Zanzibar.\nvisibility: internal\ndefinitions: {answer: Zanzibar.}\n",
    "z/playbook.yml": "title: Zanzibar playbook\norganisation: Zanzibar\nvisibility: internal\nextends: [m]\ndefinitions: {evening: Zanzibar.}\n",
    "z/tactics/public.yml": "title: Zanzibar public\nvisibility: public\nimplements: [evening]\nowner: editor\n",
}  # fmt: skip
"""A public playbook in which everything hidden says the same odd word, and everything else points at it."""

BY_HAND = (
    "---\nplaybook: m\n---\n# How we work\n\nThe desk in the evening: [[tactics/zanzibar-plan]], "
    "[[policies/p#zanzibar-clause|Zanzibar words]], [[z/tactics/public]], [[tactics/rota]].\n"
)


def spellings(data: bytes) -> str:
    """A file as every decoder on the way may leave it."""
    text = data.decode("utf-8", "replace")
    forms = [text, html.unescape(text), unquote(text)]
    with contextlib.suppress(ValueError):
        forms.append(json.dumps(json.loads(text), ensure_ascii=False))
    return unicodedata.normalize("NFC", "\n".join(forms)).casefold()


@pytest.fixture(scope="module")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The playbook with hidden entries, as a public site with all that Material can show."""
    folder = tmp_path_factory.mktemp("public")
    config = CONFIG.replace(
        "font: false", "font: false, features: [navigation.path, navigation.footer, toc.integrate]"
    )
    files = {"mkdocs.yml": config + "site_url: https://x.example/\n", "docs/how.md": BY_HAND}
    return build(write(folder, files, {**SMALL, **HIDDEN}), strict=True)


def test_nothing_hidden_is_in_any_byte_of_a_public_site(public_site: Path) -> None:
    """Pages, navigation, search, sitemap, names of files, anchors, redirects: a static host cannot hide a page."""
    found = {name for name, data in files_of(public_site).items() if MARK.casefold() in spellings(data)}
    assert found == set()
    assert [name for name in files_of(public_site) if MARK.casefold() in name.casefold()] == []


def test_nothing_hidden_is_counted(public_site: Path) -> None:
    """A number says that there is more."""
    assert "77777" not in own(page(public_site, "m/metrics/hours")).text
    assert "77,777" not in own(page(public_site, "m/metrics/hours")).text
    assert "1 role" in own(page(public_site, "m")).text
    assert "2 roles" not in own(page(public_site, "m")).text


def test_references_to_hidden_things_are_words_without_a_title(public_site: Path) -> None:
    """Prose and fields alike say "a restricted entry", and lead nowhere."""
    rota = own(page(public_site, "m/tactics/rota"))
    assert rota.text.count("a restricted entry") >= 3
    assert {e.tag for e in rota.all("", class_="gp-hidden")} == {"span"}
    assert "a restricted entry" in own(page(public_site, "m/rules/r")).text
    assert "a restricted entry" in own(page(public_site, "m/channels")).text


def test_the_same_playbook_shows_it_all_at_a_higher_level(tmp_path: Path) -> None:
    """The test would prove little if the marked entries never showed."""
    config = CONFIG.replace("starter}", "starter, visibility: restricted, drafts: true}")
    site = build(write(tmp_path, {"mkdocs.yml": config}, {**SMALL, **HIDDEN}), strict=True)
    names = {name for name, data in files_of(site).items() if MARK.casefold() in spellings(data)}
    assert {
        "m/tactics/zanzibar-plan/index.html",
        "m/tactics/draft/index.html",
        "z/tactics/public/index.html",
    } <= names
    assert "Ann Zanzibar" in own(page(site, "m/roles/editor")).text
    notes = [n for n in names if "TAC02" in (site / n).read_text("utf-8")]
    assert notes == []


# --- the filter itself --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("playbook", "entry", "level", "shows"),
    [
        ("public", "", "public", True), ("public", "internal", "public", False), ("public", "restricted", "internal", False),
        ("public", "internal", "internal", True), ("public", "restricted", "restricted", True),
        ("", "", "public", False), ("", "", "internal", True), ("", "public", "public", False),
        ("internal", "public", "public", False), ("internal", "public", "internal", True),
        ("restricted", "public", "internal", False), ("restricted", "", "restricted", True),
    ],
)  # fmt: skip
def test_an_entry_shows_where_its_level_and_its_playbooks_allow_it(
    playbook: str, entry: str, level: str, shows: bool
) -> None:
    """An entry without a level takes its playbook's; a playbook without one is internal, and hides all it holds."""
    line = f"visibility: {playbook}\n" if playbook else ""
    own_line = f"visibility: {entry}\n" if entry else ""
    graph = load_small(
        {
            "m/playbook.yml": f"title: M\norganisation: O\n{line}",
            "m/tactics/rota.yml": SMALL["m/tactics/rota.yml"] + own_line,
        }
    ).graph
    assert ("m/tactics/rota" in visible(graph, level, drafts=False).entities) is shows


@pytest.mark.parametrize("drafts", [True, False])
def test_drafts_show_only_where_they_are_asked_for(drafts: bool) -> None:
    """A draft that slips out is worse than one that is missed; a proposal is meant to be seen."""
    graph = load_small(
        {
            "m/tactics/a.yml": "title: A\nstatus: draft\n",
            "m/tactics/b.yml": "title: B\nstatus: proposed\n",
            "m/policies/p.yml": "title: P\npurpose: P.\nclauses: {c: {strength: must, statement: S., status: draft}}\n",
        }
    ).graph
    shown = visible(graph, "public", drafts=drafts)
    assert ("m/tactics/a" in shown.entities) is drafts
    assert "m/tactics/b" in shown.entities
    assert ("m/policies/p#c" in shown.parts) is drafts


def test_a_hidden_entry_hides_its_parts() -> None:
    """Also those that say they are public."""
    text = "title: P\npurpose: P.\nvisibility: internal\nclauses: {c: {strength: must, statement: S., visibility: public}}\n"
    shown = visible(load_small({"m/policies/p.yml": text}).graph, "public", drafts=False)
    assert not shown.parts


def test_names_of_holders_are_internal_unless_they_say_otherwise() -> None:
    """A role is public; who holds it is personal data."""
    text = "title: E\npurpose: P.\nholders: [{name: A}, {name: B, public: true}, {name: C, public: false}]\n"
    graph = load_small({"m/roles/editor.yml": text}).graph
    names = {}
    for level in ("public", "internal", "restricted"):
        role = visible(graph, level, drafts=False).entities["m/roles/editor"]
        assert isinstance(role, Role)
        names[level] = [h.name for h in role.holders]
    assert names == {"public": ["B"], "internal": ["A", "B", "C"], "restricted": ["A", "B", "C"]}


def test_the_filter_changes_nothing_of_the_graph_it_is_given() -> None:
    """While serving, the same graph may be asked for another level."""
    graph = load_small(HIDDEN).graph
    before = {a: dict(e.values) for a, e in graph.entities.items()}
    visible(graph, "public", drafts=False)
    assert {a: dict(e.values) for a, e in graph.entities.items()} == before


def test_no_edge_leads_to_or_from_what_is_hidden() -> None:
    """Back-links, counts and charts all read the edges."""
    shown = visible(load_small(HIDDEN).graph, "public", drafts=False)
    ends = {end for edge in shown.edges() for end in (edge.source, edge.target)}
    assert ends <= {*shown.entities, *shown.parts, "everyone", ""}  # "": a reference to something hidden
    assert not [end for end in ends if "zanzibar" in end or end.startswith("z/")]


def test_an_unknown_level_shows_nothing() -> None:
    """Default deny: a level that cannot be read is an error, in an entry (which ends the build) and in a setting."""
    loaded = load_small({"m/tactics/rota.yml": "title: R\nvisibility: publik\nimplements: [evening]\n"})
    assert [d.code for d in loaded.findings] == ["SHP04"]
    with pytest.raises(SettingError, match="publik"):
        settings_from({"visibility": "publik"})
    with pytest.raises(ValueError, match="not in tuple"):
        visible(loaded.graph, "publik", drafts=False)


# --- a build that hides everything ----------------------------------------------------------------------


@pytest.mark.parametrize("line", ["", "visibility: internal\n"])
def test_a_build_that_hides_everything_says_so(
    tmp_path: Path, line: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The first thing that goes wrong for a newcomer: an empty site, and no word why."""
    caplog.set_level(logging.INFO)
    playbook = {**SMALL, "m/playbook.yml": f"title: Zanzibar\norganisation: O\n{line}"}
    write(tmp_path, {"site/kept.txt": "kept"}, playbook)
    with pytest.raises(MkDocsException):
        build(tmp_path, strict=True)
    assert list(files_of(tmp_path / "site")) == ["kept.txt"]
    site = build(tmp_path)
    assert "Nothing of the playbooks may be shown at `visibility: public`" in caplog.text
    assert "visibility: public` in its playbook.yml" in caplog.text
    assert "No playbook may be shown by this build" in own(page(site)).text
    assert not [n for n, data in files_of(site).items() if MARK.casefold() in spellings(data)]


# --- the second wall, and drafts --------------------------------------------------------------------------


def test_without_the_filter_the_canaries_end_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Taking the filter out is the mutation that the scan of the finished site must catch, for entry and part."""
    write(tmp_path, {}, {**SMALL, **HIDDEN})
    monkeypatch.setattr("gameplan.project.visible", lambda graph, level, *, drafts: graph)
    with pytest.raises(MkDocsException):
        build(tmp_path)
    assert "Do not publish it" in caplog.text
    shown = visible(load_small(HIDDEN).graph, "public", drafts=False)
    graph = load_small(HIDDEN).graph
    named = {leak.address for leak in scan(tmp_path / "site", secrets(graph, shown))}
    missed = {*graph.entities, *graph.parts} - {*shown.entities, *shown.parts} - named
    assert missed == set()


_NEEDED = {
    "guides": "start: a\nquestions: {a: {ask: Marmoset?, answers: [{if: Marmoset, then: go}]}}\n",
    "rules": "action: reply\n",
}


def _twin(kind: type[Entity], number: int, line: str) -> str:
    texts = (
        f"{field.name}: Marmoset{number} says what nobody may read.\n"
        for field in kind.fields.values()
        if field.required
        and field.name not in ("title", "start")
        and isinstance(field.type, LabelType | ProseType)
    )
    return f"title: Canary{number} Marmoset\n{line}\n{''.join(texts)}{_NEEDED.get(kind.plural, '')}"


def test_a_hidden_twin_of_every_kind_is_in_no_byte(tmp_path: Path) -> None:
    """At every level that is hidden, with text wherever some is required; kinds that come later are tried too."""
    kinds = [kind for kind in KINDS.values() if kind.plural != "playbook" and not kind.singleton]
    hidden = ("visibility: internal", "visibility: restricted", "status: draft")
    texts = {
        f"m/{kind.plural}/canary-{n}.yml": _twin(kind, n, line)
        for n, (kind, line) in enumerate((kind, line) for kind in kinds for line in hidden)
    }
    names = " ".join(f"[[{name[2:-4]}|Marmoset words]]" for name in texts)
    rota = SMALL["m/tactics/rota.yml"] + f"description: See {names}.\n"
    site = build(write(tmp_path, {}, {**SMALL, **texts, "m/tactics/rota.yml": rota}), strict=True)
    for name, data in files_of(site).items():
        assert not {"marmoset", "canary"} & set(re.findall("marmoset|canary", name + spellings(data))), name


def test_a_preview_marks_its_drafts(tmp_path: Path) -> None:
    """On their page, in the list of their kind, and on each part."""
    texts = {
        "m/tactics/new.yml": "title: New one\nstatus: draft\nimplements: [evening]\nowner: editor\n",
        "m/policies/p.yml": "title: P\npurpose: P.\nclauses: {c: {title: C, strength: must, statement: S., status: draft}}\n",
        "m/insights/i.yml": "title: I\nstatement: S.\nevidence: {e: {title: E, finding: F., status: draft}}\n",
        "m/rules/r.yml": "title: R\nwhen: W.\naction: reply\nreplies: {e: {title: E, text: F., status: draft}}\n",
        "m/escalation.yml": "levels: {e: {title: E, decides: editor, status: draft}}\n",
        "m/procedures/d.yml": "title: D\ntrigger: T.\nphases: {e: {title: E, status: draft, steps: [{do: X}]}}\n",
        "m/guides/g.yml": "title: G\nquestion: Q?\nstart: a\nquestions: {a: {ask: A?, status: draft, answers: [{if: B, then: go}]}}\n",
    }
    config = CONFIG.replace("starter}", "starter, drafts: true}")
    site = build(write(tmp_path, {"mkdocs.yml": config}, {**SMALL, **texts}))
    assert "This is a draft and not in force." in own(page(site, "m/tactics/new")).text
    unmarked = {
        name
        for name in ("tactics/new", "tactics", "policies/p", "insights/i", "rules/r", "escalation", "procedures/d", "guides/g")
        if '<span class="gp-status gp-status--ring">Draft</span>' not in page(site, f"m/{name}")
    }  # fmt: skip
    assert unmarked == set()
