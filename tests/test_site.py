"""Pages from small playbooks: everything a playbook says is on some page, in words, and only once rendered."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gameplan.graph import Graph
from gameplan.loader import load
from gameplan.model import KINDS, LISTED
from gameplan.model.fields import Field, Reference, Shows, Structure
from gameplan.model.types import ChoiceType, ListOf, Measure, Notice, PartsOf, RecordOf, TermsOf, Waiver
from gameplan.model.values import Duration, in_words
from gameplan.prose import Prose
from gameplan.settings import Limits
from gameplan.site.desk import Desk, Site
from gameplan.site.pages import home_page, playbook_pages, stubs
from gameplan.site.paper import whole_address
from gameplan.site.paths import Paths
from gameplan.site.renderer import Renderer, TemplateFault
from gameplan.source import from_memory
from sites import Element, tree
from small import SMALL

RENDERER = Renderer()


class Made:
    """The pages of a playbook in memory, rendered when asked."""

    def __init__(
        self, files: Mapping[str, str], *, directory: bool = True, source_url: str = "", whole: bool = False
    ) -> None:
        loaded = load(from_memory(files if whole else {**SMALL, **files}), Limits())
        assert loaded.findings == (), [
            f"{d.place.path}:{d.place.span.line} {d.message}" for d in loaded.findings
        ]
        self.graph = loaded.graph
        self.site = Site(loaded.graph, Paths(directory), Prose(), source_url, ("playbooks", "playbooks"))
        self.pages = {p.address: p for playbook in playbook_pages(self.site) for p in playbook}

    def html(self, address: str) -> str:
        return RENDERER.page(self.pages[address].data())

    def page(self, address: str) -> Element:
        return tree(self.html(address))

    def text(self, address: str) -> str:
        return self.page(address).text


def rows(page: Element) -> list[str]:
    """The sentences of "How it connects"."""
    return [" ".join(li.text.split()) for ul in page.all("ul", class_="gp-rel") for li in ul.all("li")]


def hrefs(element: Element) -> dict[str, str]:
    return {a.text: a["href"] for a in element.all("a")}


# --- there is a page for everything -------------------------------------------------------------------

REQUIRED = {
    "vision": "statement: S.\n", "goals": "title: T\n", "objectives": "title: T\n", "metrics": "title: T\ndefinition: D.\nunit: hours\n",
    "strategies": "title: T\napproach: A.\n", "tactics": "title: T\n", "principles": "title: T\nstatement: S.\n",
    "policies": "title: T\npurpose: P.\n", "rules": "title: T\nwhen: W.\naction: reply\n", "roles": "title: T\npurpose: P.\n",
    "channels": "title: T\n", "functions": "title: T\n", "audiences": "title: T\n", "insights": "title: T\nstatement: S.\n",
    "tools": "title: T\n", "guides": "title: T\nquestion: Q?\nstart: one\nquestions: {one: {ask: A?, answers: [{if: 'yes', then: go}]}}\n",
    "procedures": "title: T\ntrigger: W.\n", "escalation": "hours: Day and night.\n",
    "playbook": "title: Merrowby\norganisation: Merrowby Libraries\nvisibility: public\n",
}  # fmt: skip
"""The least each kind says."""
PARTS = {
    "policies": ("clauses", "strength: must\nstatement: S.\n"),
    "rules": ("replies", "text: Words.\n"),
    "escalation": ("levels", "title: L\n"),
    "guides": ("questions", "ask: A?\nanswers: [{if: 'yes', then: go}]\n"),
    "insights": ("evidence", "finding: F.\n"),
    "procedures": ("phases", "title: P\n"),
}
"""The family of parts of a kind, and the least a part says."""


def file_of(kind: str, id: str = "x") -> str:
    return f"m/{kind}.yml" if KINDS[kind].singleton else f"m/{kind}/{id}.yml"


def test_every_entry_has_a_page_and_every_kind_an_index() -> None:
    """An address is a path: what has one can be opened."""
    made = Made({file_of(kind): text for kind, text in REQUIRED.items()})
    assert set(made.graph.entities) <= {p.rstrip("/") for p in made.pages}
    for kind in LISTED:
        index = made.page(f"m/{kind}/")
        assert "../" not in hrefs(index).get("T", "x/../")[3:]
        assert "T" in hrefs(index), kind
    for address in made.pages:
        page = made.page(address)
        assert len(page.all("h1")) == 1, address
        ids = [e["id"] for e in page if e["id"]]
        assert len(ids) == len(set(ids)), address


def test_every_page_of_a_kind_is_reached_from_home() -> None:
    """What nothing leads to is as good as not there."""
    made = Made({file_of(kind): text for kind, text in REQUIRED.items()})
    reached, left = set(), ["m/"]
    known = {made.site.paths.page(a): a for a in made.pages}
    while left:
        here = left.pop()
        if here in reached:
            continue
        reached.add(here)
        base = made.site.paths.page(here)
        for href in hrefs(made.page(here)).values():
            target = resolved(base, href)
            if target in known:
                left.append(known[target])
    assert reached == set(made.pages)


def resolved(base: str, href: str) -> str:
    steps = base.split("/")[:-1]
    for step in href.partition("#")[0].split("/"):
        if step == "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    path = "/".join(steps)
    return path if not path or path.endswith(".html") else f"{path}/"


# --- every field shows --------------------------------------------------------------------------------

UNSEEN = {
    "visibility": "what may be read is shown by being there",
    "formerly": "old ids lead on; the page itself need not name them",
    "extends": "shown among the connections of a playbook that really has a parent (tested apart)",
    "labels": "shown in the titles of the kinds (tested apart)",
    "start": "the guide simply begins there",
    "prevails_over": "shown as a relation (tested apart, since it needs another policy)",
}
"""Fields that no page shows as such, and why."""


def wanted(value: Any, field: Field[Any] | None, graph: Graph, desk: Desk) -> Iterator[str]:
    """The words under which a value must be found on a page."""
    kind = field.type if field is not None else None
    if isinstance(value, Reference):
        target = graph.target(value)
        assert target is not None
        yield desk.name(target)
    elif isinstance(value, bool) or isinstance(kind, ChoiceType):
        return
    elif isinstance(value, Structure):
        for name, inner in value.values.items():
            if value.fields[name].shows is not Shows.NOWHERE:
                yield from wanted(inner, value.fields[name], graph, desk)
    elif isinstance(value, Waiver):
        return
    elif isinstance(value, dict):
        for part in value.values():
            yield from wanted(part, None, graph, desk)
    elif isinstance(value, Measure | Notice):
        yield from wanted((value[0], *value[1:3]), field, graph, desk)
    elif isinstance(value, tuple):
        for item in value:
            inner = Field(kind.item, "", default=None) if isinstance(kind, ListOf) else field
            if inner is not None:
                inner.name = field.name if field is not None else ""
            yield from wanted(item, inner, graph, desk)
    elif isinstance(value, dt.date):
        yield in_words(value)
    elif isinstance(value, Duration):
        yield str(value).removeprefix("1 ")
    elif isinstance(value, Decimal | int):
        yield f"{value:,}"
    elif isinstance(value, str) and field is not None and field.name != "then":
        yield value


def with_targets(files: dict[str, str]) -> dict[str, str]:
    """The files, with whatever the examples refer to added: an entry, or a part of one."""
    made = {**SMALL, **files}
    for _ in range(3):
        graph = load(from_memory(made), Limits()).graph
        missing = {
            (
                r.text,
                next(
                    (t.kind for t in r.targets if t.kind == e.plural or (t.family and "#" in r.text)),
                    r.targets[0].kind,
                ),
            )
            for e in graph.entities.values()
            for r in references(e)
            if graph.target(r) is None
        }
        if not missing:
            break
        for text, kind in sorted(missing):
            *_, last = text.rpartition("/")
            id, _, part = last.partition("#")
            if KINDS[kind].singleton:
                id, part = "", text.rpartition("#")[2]
            name = f"m/{kind}/{id}.yml" if id else f"m/{kind}.yml"
            body = made.get(name) or REQUIRED[kind].replace("title: T", f"title: The {id}")
            if part:
                family, least = PARTS[kind]
                lines = "".join(f"    {line}\n" for line in least.splitlines())
                body += ("" if f"\n{family}:" in body else f"{family}:\n") + f"  {part}:\n{lines}"
            made[name] = body
    return made


def references(thing: Any) -> Iterator[Reference]:
    if isinstance(thing, Reference):
        yield thing
    elif isinstance(thing, Structure):
        yield from references(tuple(thing.values.values()))
    elif isinstance(thing, dict):
        yield from references(tuple(thing.values()))
    elif isinstance(thing, tuple):
        for item in thing:
            yield from references(item)


def shown_fields(cls: type[Structure]) -> list[Field[Any]]:
    return [f for f in cls.fields.values() if f.shows is not Shows.PARTS and f.name not in UNSEEN]


ON_A_PAGE_OF_THEIR_OWN = {("playbook", "definitions")}
"""Fields whose words have a page, here the glossary (tested apart)."""


SAYS_MORE = {
    ("roles", "type"): "type: team",
    ("channels", "type"): "type: partner",
    ("policies", "binds"): "binds: [duty-editor]",
}
"""Where the example is what goes without saying."""


def faults(
    field: Field[Any], made: Made, address: str, thing: Structure, bare: str, least: str
) -> Iterator[str]:
    """What is wrong with how a field shows: nothing different, or words of its value that are not there."""
    html, text = made.html(address), made.text(address)
    if field.shows is Shows.NOWHERE:
        if text != bare:
            yield f"{field.name} shows, and must not"
        return
    if field.example not in least and text == bare:
        yield f"{field.name} makes no difference"
    desk = Desk(made.site, address, "m")
    for words in wanted(thing[field.name], field, made.graph, desk):
        if " ".join(words.split()) not in text and f'"{words}"' not in html:
            yield f"{field.name}: {words!r} is not there"


@pytest.mark.thorough
@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_shows_on_the_page_of_an_entry_that_sets_it(kind: str) -> None:
    """A field that is written and shown nowhere misleads its author; `notes` and `waivers` never show."""
    least, name = REQUIRED[kind], file_of(kind)
    address = "m/" if kind == "playbook" else f"m/{kind}" if KINDS[kind].singleton else f"m/{kind}/x"
    wrong: list[str] = []
    for field in shown_fields(KINDS[kind]):
        if (kind, field.name) in ON_A_PAGE_OF_THEIR_OWN:
            continue
        example, more = SAYS_MORE.get((kind, field.name), field.example), {}
        if field.name == "review_every":
            example += "\nreviewed: 2026-03-16"
        if field.name == "replaced_by":
            if KINDS[kind].singleton:
                continue
            example, more = (
                "replaced_by: successor",
                {file_of(kind, "successor"): least.replace("title: T", "title: Successor")},
            )
        required = re.sub(rf"^{field.name}:.*\n", "", least, flags=re.MULTILINE)
        files = with_targets({**more, name: f"{required}{example}\n"})
        made = Made(files, whole=True)
        bare = Made({**files, name: least}, whole=True).text(address)
        wrong += faults(field, made, address, made.graph.entities[address.rstrip("/")], bare, least)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", PARTS)
def test_every_field_of_a_part_shows_on_the_page(kind: str) -> None:
    """The same for clauses, replies, levels, questions, evidence and phases."""
    family, least = PARTS[kind]
    address = "m/escalation" if kind == "escalation" else f"m/{kind}/x"

    def files_with(part: str) -> dict[str, str]:
        head = "title: T\nquestion: Q?\nstart: one\n" if kind == "guides" else REQUIRED[kind]
        pieces = {
            "one": part,
            "two": least.replace("title: P", "title: Two").replace("title: L", "title: Two"),
        }
        body = "".join(
            f"  {id}:\n" + "".join(f"    {line}\n" for line in p.splitlines()) for id, p in pieces.items()
        )
        return {file_of(kind): f"{head}{family}:\n{body}"}

    wrong: list[str] = []
    for field in shown_fields(KINDS[kind].fields[family].type.cls):
        if field.name == "tightens":
            continue  # it points into another playbook; see test_a_local_clause_names_the_one_it_tightens
        example = field.example
        if field.name == "replaced_by":
            example = f"replaced_by: {'escalation' if kind == 'escalation' else 'x'}#two"
        elif field.name == "answers":
            example = "answers: [{if: 'perhaps', then: ask, role: duty-editor, because: [social-media#borrower-privacy]}]"
        required = re.sub(rf"^{field.name}:.*\n", "", least, flags=re.MULTILINE)
        files = with_targets(files_with(f"{required}{example}\n"))
        made = Made(files, whole=True)
        bare = Made({**files, **files_with(least)}, whole=True).text(address)
        wrong += faults(field, made, address, made.graph.parts[f"{address}#one"], bare, least)
    assert not wrong, "\n".join(wrong)


NOTE = '"Words[^1] here.\\n\\n[^1]: A note."'


def noted(cls: type[Structure], indent: str = "") -> str:
    """YAML in which every prose field of a structure holds a footnote; other fields only where needed."""
    lines = []
    for name, field in cls.fields.items():
        kind = field.type
        if field.shows is Shows.NOWHERE:
            continue
        kind_name = type(kind).__name__
        if kind_name == "ProseType":
            lines.append(f"{name}: {NOTE}")
        elif isinstance(kind, ListOf) and type(kind.item).__name__ == "ProseType":
            lines.append(f"{name}: [{NOTE}, {NOTE}]")
        elif isinstance(kind, TermsOf) and type(kind.value).__name__ == "ProseType":
            lines.append(f"{name}: {{one: {NOTE}, two: {NOTE}}}")
        elif isinstance(kind, ListOf) and isinstance(kind.item, RecordOf):
            inner = noted(kind.item.cls)
            if NOTE in inner:
                flow = "{" + ", ".join(inner.splitlines()) + "}"
                lines.append(f"{name}: [{flow}, {flow}]")
        elif isinstance(kind, PartsOf):
            inner = noted(kind.cls)
            two = "".join(
                f"  p{n}:\n" + "".join(f"    {line}\n" for line in inner.splitlines()) for n in (1, 2)
            )
            lines.append(f"{name}:\n{two}".rstrip("\n"))
        elif field.required:
            lines.append(
                field.example.replace("start: official", "start: p1").replace("then: ask", "then: go")
            )
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("kind", KINDS)
def test_notes_of_all_fields_keep_apart(kind: str) -> None:
    """Every prose field with the same footnote: no id may occur twice, and each mark leads to its own note."""
    text = noted(KINDS[kind]).replace("visibility: internal", "")
    files = {file_of(kind): text + ("visibility: public\n" if kind == "playbook" else "")}
    if kind == "policies":
        files["m/rules/r.yml"] = "title: R\nwhen: W.\naction: reply\nenforces: [x#p1, x#p2]\n"
    if kind == "escalation":
        files["m/rules/r.yml"] = "title: R\nwhen: W.\naction: reply\nescalates_to: p1\n"
    made = Made(with_targets(files), whole=True)
    for address in made.pages:
        page = made.page(address)
        ids = [e["id"] for e in page if e["id"]]
        assert sorted(ids) == sorted(set(ids)), address
        for link in page.all("a"):
            if link["href"].startswith("#"):
                assert link["href"][1:] in ids, (address, link["href"])


# --- relations, the why, the life of an entry ---------------------------------------------------------


def test_relations_read_as_sentences_from_both_ends() -> None:
    """A relation is written once; each end says it in its own words."""
    more = {
        "m/tactics/two.yml": "title: Second\nimplements: [evening]\nowner: editor\nresponsible: [editor]\n"
    }
    made = Made(more)
    assert "implements Be there in the evening" in rows(made.page("m/tactics/rota"))
    assert "Evening rota and Second implement it" in rows(made.page("m/strategies/evening"))
    role = rows(made.page("m/roles/editor"))
    assert "you own Evening rota and Second" in role
    assert "you work on Second" in role
    goal = rows(made.page("m/goals/helped"))
    assert "Be there in the evening pursues it" in goal


def test_the_why_leads_from_a_tactic_to_the_vision() -> None:
    """The question of the second year: why are we doing this?"""
    more = {
        "m/objectives/same-day.yml": (
            "title: Same day\nserves: [helped]\nmeasured_by: {hours: {baseline: {value: 31, on: 2026-01-31}, target: {value: 4, due: 2026-12-31}}}\n"
        ),
        "m/metrics/hours.yml": "title: Hours\ndefinition: Median.\nunit: hours\nreadings: [{on: 2026-06-30, value: 11}, {on: 2026-10-31, value: 6}]\n",
        "m/strategies/evening.yml": "title: Evening\napproach: A.\npursues: [same-day, helped]\n",
    }
    made = Made(more)
    why = made.page("m/tactics/rota").one("section", class_="gp-why")
    names = [e.text for e in why.all("span", class_="gp-why__name")]
    assert names == ["Evening rota", "Evening", "Same day", "Helped the first time", "Vision"]
    assert [e.text for e in why.all("span", class_="gp-why__verb")] == [
        "implements",
        "pursues",
        "serves",
        "advances",
    ]
    assert "6 hours on 31 October 2026, from 31, target 4" in why.text
    assert hrefs(why)["Same day"] == "../../objectives/same-day/"
    assert "Evening rota" not in hrefs(why)


def test_a_broken_line_of_sight_is_said() -> None:
    """A tactic that serves nothing must not look like one that does."""
    made = Made({"m/tactics/stray.yml": "title: Stray\n", "m/strategies/idle.yml": "title: Idle\napproach: A.\n",
                 "m/tactics/under.yml": "title: Under\nimplements: [idle]\n"})  # fmt: skip
    assert "It implements no strategy yet." in made.text("m/tactics/stray")
    assert "It pursues no objective or goal yet." in made.text("m/tactics/under")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("retired", "This is no longer in use. Use Evening rota instead."),
        ("done", "This has run its course and stays here for the record. Use Evening rota instead."),
        ("paused", "This is paused for the time being. Use Evening rota instead."),
        ("proposed", "This is a proposal and not in force. Use Evening rota instead."),
    ],
)
def test_an_entry_out_of_use_says_so_and_leads_on(status: str, words: str) -> None:
    """Who arrives by an old link must not act on it."""
    made = Made(
        {"m/tactics/old.yml": f"title: Old\nstatus: {status}\nreplaced_by: rota\nimplements: [evening]\n"}
    )
    notice = made.page("m/tactics/old").one("p", class_="gp-notice")
    assert notice.text == words
    assert hrefs(notice) == {"Evening rota": "../rota/"}
    index = made.page("m/tactics/")
    assert ("Old" in hrefs(index)) is (status != "retired")
    if status == "done":
        assert "Ran their course" in index.text
    assert made.pages["m/tactics/old"].data().searchable is (status != "retired")


def test_old_ids_and_anchors_lead_on() -> None:
    """Old links stay good: for renamed entries, renamed parts, and parts that moved elsewhere."""
    more = {
        "m/tactics/rota.yml": SMALL["m/tactics/rota.yml"] + "formerly: [late-desk]\n",
        "m/policies/old.yml": "title: Old policy\npurpose: P.\nclauses: {stays: {strength: must, statement: S.}}\n",
        "m/policies/new.yml": (
            "title: New policy\npurpose: P.\nclauses:\n"
            "  kind: {strength: must, statement: S., formerly: [old#be-kind, gone#nice, be-gentle]}\n"
        ),
    }
    made = Made(more)
    ways = stubs(made.site)
    assert ways["m/tactics/late-desk"].href == "../rota/"
    assert ways["m/policies/gone"].anchors == (("nice", "../new/#kind"),)
    assert "m/policies/old" not in ways
    moved = made.page("m/policies/old").one("li", id="be-kind")
    assert list(hrefs(moved).values()) == ["../new/#kind"]
    assert made.page("m/policies/new").one("span", id="be-gentle")
    stub = tree(RENDERER.stub(ways["m/tactics/late-desk"]))
    assert hrefs(stub) == {"Evening rota": "../rota/"}
    assert stub.one("link", rel="canonical")["href"] == "../rota/"


def test_a_renamed_playbook_leads_on_from_all_its_old_addresses() -> None:
    """The folder of a playbook is the first step of every address in it."""
    made = Made({"m/playbook.yml": SMALL["m/playbook.yml"] + "formerly: [merrow]\n"})
    ways = stubs(made.site)
    for old in ("merrow", "merrow/tactics/rota", "merrow/vision", "merrow/tactics/"):
        assert old in ways
    assert ways["merrow/tactics/rota"].href == "../../../m/tactics/rota/"


def test_a_chart_says_its_numbers_as_text() -> None:
    """A picture alone says nothing to those who cannot see it."""
    more = {
        "m/metrics/hours.yml": "title: Hours\ndefinition: D.\nunit: hours\nreadings: [{on: 2026-06-30, value: 1100.50}, {on: 2026-10-31, value: 6, note: Quiet.}]\n",
        "m/objectives/o.yml": "title: O\nserves: [helped]\nmeasured_by: {hours: {baseline: {value: 31}, target: {value: 4, due: 2026-12-31}}}\n",
    }
    made = Made(more)
    page = made.page("m/metrics/hours")
    chart = next(s for s in page.all("svg") if s["role"] == "img")
    assert "1,100.5 hours on 30 June 2026, 6 hours on 31 October 2026" in chart["aria-label"]
    for words in (
        "1,100.5 hours",
        "6 hours",
        "30 June 2026",
        "Quiet.",
        "31 hours",
        "4 hours",
        "31 December 2026",
    ):
        assert words in page.text
    objective = made.page("m/objectives/o")
    for words in ("31 hours", "4 hours", "6 hours", "31 December 2026"):
        assert words in objective.text


def test_a_guide_is_nested_questions() -> None:
    """Complete without a script; a question met before is linked, one that nothing leads to still shows."""
    guide = (
        "title: May I?\nquestion: Q?\nstart: a\nquestions:\n"
        "  a: {ask: First?, answers: [{if: 'yes', then: b}, {if: 'no', then: c}]}\n"
        "  b: {ask: Second?, answers: [{if: 'yes', then: go}, {if: 'no', then: c}]}\n"
        "  c: {ask: Third?, answers: [{if: 'yes', then: ask, role: editor}, {if: 'no', then: stop}, {if: again, then: a}]}\n"
        "  d: {ask: Never asked?, answers: [{if: 'yes', then: go}]}\n"
    )
    page = Made({"m/guides/g.yml": guide}).page("m/guides/g")
    asked = [e.text for e in page.all("p", class_="gp-question__ask")]
    assert sorted(asked) == ["First?", "Never asked?", "Second?", "Third?"]
    outer = page.one("", id="a")
    nested = [d for d in page.all("details") if "Second?" in d.text]
    assert outer
    assert "Third?" in nested[0].text
    for words in ("Go ahead.", "Do not.", "Ask Duty editor first."):
        assert words in page.text
    assert hrefs(page)["on to: First?"] == "#a"
    assert hrefs(page)["on to: Third?"] == "#c"


def test_prose_leads_to_what_it_names() -> None:
    """Titles, not ids; parts by their anchor; the other end says that it is mentioned."""
    more = {
        "m/policies/p.yml": "title: Policy\npurpose: P.\nclauses: {kind: {title: Be kind, strength: must, statement: S.}}\n",
        "m/tactics/two.yml": "title: Two\nimplements: [evening]\ndescription: See [[policies/p#kind]] and [[vision|the aim]] and [[m/tactics/rota]].\n",
    }
    made = Made(more)
    links = hrefs(made.page("m/tactics/two").one("section", id="_description"))
    assert links == {
        "Be kind": "../../policies/p/#kind",
        "the aim": "../../vision/",
        "Evening rota": "../rota/",
    }
    assert any(r.startswith("Two mentions it") for r in rows(made.page("m/tactics/rota")))


def test_links_fit_both_kinds_of_addresses() -> None:
    """With and without directory URLs."""
    files = with_targets({})
    for directory in (True, False):
        made = Made(files, whole=True, directory=directory)
        known = {made.site.paths.page(a) for a in (*made.pages, whole_address("m"))}
        for address in made.pages:
            base = made.site.paths.page(address)
            for words, href in hrefs(made.page(address)).items():
                assert resolved(base, href) in known, (address, words, href)


def test_labels_rename_kinds_everywhere_but_in_addresses() -> None:
    """An organisation's own word, in titles and sentences; links stay good."""
    made = Made(
        {"m/playbook.yml": SMALL["m/playbook.yml"] + "labels: {tactics: Plays, strategies: Big ideas}\n"}
    )
    assert made.page("m/tactics/").one("h1").text == "Plays"
    assert made.page("m/tactics/rota").one("p", class_="gp-eyebrow").text == "Play"
    assert "Plays" in made.text("m/")
    assert "Big idea" in made.page("m/tactics/rota").one("section", class_="gp-why").text


def test_a_policy_that_names_nobody_binds_everyone() -> None:
    """Written or not: a reader must see that it holds for them."""
    files = {
        "m/policies/a.yml": "title: A\npurpose: P.\n",
        "m/policies/b.yml": "title: B\npurpose: P.\nbinds: [everyone]\n",
        "m/policies/c.yml": "title: C\npurpose: P.\nbinds: [editor]\n",
    }
    made = Made(files)
    assert "Binds Everyone" in made.text("m/policies/a")
    assert "Binds Everyone" in made.text("m/policies/b")
    assert "Everyone" not in made.text("m/policies/c")
    assert "binds Duty editor" in rows(made.page("m/policies/c"))


def local(more: Mapping[str, str] | None = None) -> Made:
    """A playbook that extends another, served by its vision."""
    return Made(
        {
            "m/policies/data.yml": "title: Data\npurpose: P.\nclauses: {names: {title: Names, strength: should, statement: S.}}\n",
            "l/playbook.yml": "title: Local\norganisation: L\nvisibility: public\nextends: [m]\n",
            "l/policies/mine.yml": (
                "title: Mine\npurpose: P.\nclauses: {stricter: {title: Stricter, strength: must, statement: S., tightens: m/policies/data#names}}\n"
            ),
            "l/tactics/own.yml": "title: Own\nimplements: [evening]\nowner: editor\n",
            **(more or {}),
        }
    )


def test_a_local_clause_names_the_one_it_tightens() -> None:
    """And the parent's clause names the stricter one."""
    made = local()
    assert hrefs(made.page("l/policies/mine"))["Names"] == "../../../m/policies/data/#names"
    assert "Mine: Stricter" in made.text("m/policies/data")


def test_a_local_playbook_names_its_parent() -> None:
    """And its tactics serve the parent's vision."""
    made = local()
    assert "extends Merrowby" in rows(made.page("l/"))
    assert "Local extends it" in rows(made.page("m/"))
    assert "Vision" in made.page("l/tactics/own").one("section", class_="gp-why").text


def test_the_address_is_there_to_copy_and_the_source_to_change() -> None:
    """Ids only where one would copy them; a change is suggested at the exact file and line."""
    files = {"m/tools.yml": "# the tools\n\ninbox:\n  title: Shared inbox\n"}
    made = Made(files, source_url="https://git.example/o/r/blob/main/")
    page = made.page("m/tools/inbox")
    assert page.one("span", class_="gp-address").one("code").text == "m/tools/inbox"
    assert hrefs(page)["Suggest a change"] == "https://git.example/o/r/edit/main/playbooks/m/tools.yml"
    assert hrefs(page)["See the source line"] == "https://git.example/o/r/blob/main/playbooks/m/tools.yml#L3"
    assert (
        not Made(files)
        .page("m/tools/inbox")
        .all("a", href="https://git.example/o/r/edit/main/playbooks/m/tools.yml")
    )


def test_pages_hold_dates_and_no_word_that_depends_on_today() -> None:
    """A site that nobody rebuilt still turns amber, and the same sources give the same bytes on any day."""
    files = {
        "m/tactics/rota.yml": SMALL["m/tactics/rota.yml"]
        + "starts: 2020-01-01\nends: 2020-02-01\nreview_by: 2020-03-01\n"
    }
    page = Made(files).page("m/tactics/rota")
    marks = {t["datetime"]: t["data-gp-day"] for t in page.all("time") if t["data-gp-day"]}
    assert marks == {"2020-01-01": "starts", "2020-02-01": "until", "2020-03-01": "due"}
    assert not re.search(r"\b(overdue|expired|scheduled|vacant)\b", page.text, re.IGNORECASE)


def test_empty_sections_do_not_show() -> None:
    """A heading without words is noise."""
    page = Made({"m/tools/x.yml": "title: X\n"}).page("m/tools/x")
    assert [e.text for e in page if e.tag in ("h2", "h3")] == []


# --- rendering ------------------------------------------------------------------------------------------


def rendered_by(renderer: Renderer, made: Made) -> int:
    before = renderer.renders
    for planned in made.pages.values():
        renderer.page(planned.data())
    renderer.page(home_page(made.site, "A site").data())
    return renderer.renders - before


def test_the_same_data_is_not_rendered_again() -> None:
    """Pages are remembered by the value of their data, so a new graph that says the same costs nothing."""
    renderer = Renderer()
    assert rendered_by(renderer, Made({})) == len(Made({}).pages) + 1
    assert rendered_by(renderer, Made({})) == 0


@pytest.mark.parametrize(
    ("name", "line", "pages"),
    [
        ("m/tactics/rota.yml", "cadence: Four evenings", 1),
        ("m/tactics/rota.yml", "notes: For editors", 0),
        ("m/tactics/rota.yml", "# a comment", 0),
        ("m/goals/helped.yml", "driver: Fewer trips", 1),
        ("m/goals/helped.yml", "summary: A goal.", 2),
    ],
)
def test_a_change_renders_only_the_pages_that_show_it(name: str, line: str, pages: int) -> None:
    """What makes serving fast is what keeps it right: nothing but the data decides."""
    renderer = Renderer()
    rendered_by(renderer, Made({}))
    assert rendered_by(renderer, Made({name: f"{SMALL[name]}{line}\n"})) == pages


def override(folder: Path, name: str, text: str) -> Renderer:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return Renderer([folder])


def test_an_override_is_one_block_long(tmp_path: Path) -> None:
    """`shipped/` names the template of ours that a site's own one extends."""
    renderer = override(
        tmp_path,
        "entity.html",
        '{% extends "shipped/entity.html" %}{% block eyebrow %}<p class="own">{{ page.kind }}</p>{% endblock %}',
    )
    made = Made({})
    page = tree(renderer.page(made.pages["m/tactics/rota"].data()))
    assert page.one("p", class_="own").text == "tactics"
    assert not page.all("p", class_="gp-eyebrow")
    assert page.one("section", class_="gp-why")
    index = tree(renderer.page(made.pages["m/tactics/"].data()))
    assert not index.all("p", class_="own")


def test_an_override_of_a_block_or_the_frame_reaches_every_page(tmp_path: Path) -> None:
    """Our own templates look a site's up first."""
    renderer = override(
        tmp_path,
        "base.html",
        '{% extends "shipped/base.html" %}{% block foot %}<p class="own">ours</p>{% endblock %}',
    )
    made = Made({})
    for address in made.pages:
        assert tree(renderer.page(made.pages[address].data())).one("p", class_="own"), address
    renderer = override(tmp_path / "b", "blocks/prose.html", "<p class=own>{{ block.heading }}</p>\n")
    assert (
        tree(renderer.page(made.pages["m/strategies/evening"].data())).one("p", class_="own").text
        == "Our approach"
    )


def test_the_first_folder_wins(tmp_path: Path) -> None:
    """As MkDocs has it: custom_dir before the theme."""
    for name in ("a", "b"):
        override(tmp_path / name, "entity.html", f"<p>{name}</p>")
    renderer = Renderer([tmp_path / "a", tmp_path / "b"])
    assert renderer.page(Made({}).pages["m/tactics/rota"].data()) == "<p>a</p>"


def test_a_slip_in_a_template_is_an_error(tmp_path: Path) -> None:
    """An unknown name would otherwise be an empty place on every page."""
    renderer = override(tmp_path, "entity.html", "{{ page.titel }}")
    with pytest.raises(TemplateFault, match=r"entity\.html, line 1, cannot be used: .*titel"):
        renderer.page(Made({}).pages["m/tactics/rota"].data())


def test_an_override_escapes_by_itself(tmp_path: Path) -> None:
    """A site's own template must not open the door that ours keep shut."""
    renderer = override(tmp_path, "entity.html", "<p>{{ page.title }}</p>")
    made = Made({"m/tactics/x.yml": 'title: "<script>alert(1)</script>"\nimplements: [evening]\n'})
    assert renderer.page(made.pages["m/tactics/x"].data()) == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_data_of_a_page_can_be_compared() -> None:
    """Frozen, plain data: equal where it says the same, different where it does not."""
    one, same, other = (Made(f) for f in ({}, {}, {"m/vision.yml": "statement: Another.\n"}))
    for address in one.pages:
        assert one.pages[address].data() == same.pages[address].data()
    assert one.pages["m/vision"].data() != other.pages["m/vision"].data()
    hash(one.pages["m/tactics/rota"].data())
