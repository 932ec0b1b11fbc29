"""For programs: graph.json keeps its contract and hides what is hidden, llms.txt stays short, pages are described."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gameplan.loader import load
from gameplan.model import KINDS
from gameplan.model.fields import Shows
from gameplan.model.values import Duration, duration_from
from gameplan.plugin.sitemap import without
from gameplan.prose import Prose
from gameplan.settings import Limits
from gameplan.site.data.page import PageData
from gameplan.site.described import description
from gameplan.site.desk import Site
from gameplan.site.files import files
from gameplan.site.graph_json import CHANGES_SCHEMA, SCHEMA, graph_json, iso, schema
from gameplan.site.llms import shortened
from gameplan.site.pages import home_page, playbook_pages
from gameplan.site.paths import Paths
from gameplan.source import from_memory
from gameplan.visibility import visible
from sites import build, page, payloads, write
from small import SMALL, load_small

ROOT = Path(__file__).parent.parent
HOME = "https://merrowby.example/playbook/"
CONTRACT = Draft202012Validator(json.loads(schema(SCHEMA)))
RICH = {
    "m/playbook.yml": SMALL["m/playbook.yml"]
    + "owner: editor\nlabels: {tactics: Plays}\ndefinitions: {hold: A *book* that waits.}\nreview_every: 1 year\n",
    "m/objectives/same-day.yml": "title: Same day\nserves: [helped]\nmeasured_by:\n"
    "  time: {baseline: {value: 31, on: 2026-02-28}, target: {value: 2.5, due: 2027-03-31}}\n"
    "  secret-time: {target: {value: 1}}\n",
    "m/metrics/time.yml": "title: Time\ndefinition: Hours.\nunit: hours\nreadings: [{on: 2026-06-30, value: 8}]\n",
    "m/metrics/secret-time.yml": "title: Secret time\ndefinition: Minutes.\nunit: hours\nvisibility: restricted\n",
    "m/tactics/rota.yml": SMALL["m/tactics/rota.yml"]
    + "summary: Two *trained* people, see [[roles/editor]] and [[tools/vault]].\nstarts: 2026-04-06\nuses: [vault]\n"
    "steps: ['Open the **inbox**', Read]\nnotes: For editors alone.\n"
    "waivers: {TAC02: {reason: Nobody counts yet, until: 2027-01-31}}\n",
    "m/tools/vault.yml": "title: The vault\nvisibility: restricted\n",
    "m/policies/talk.yml": "title: Talking\npurpose: So that people know.\nbinds: [everyone]\nclauses:\n"
    "  kind: {strength: must, statement: Be kind., number: '1.1', limit: {at_most: 3, unit: posts, per: 1 day}}\n"
    "  quiet: {strength: may, statement: Say nothing., visibility: restricted}\n",
    "m/rules/attack.yml": "title: An attack\nwhen: Somebody attacks.\naction: reply\nresponder: editor\n"
    "respond_within: 4h\nnotifies: {editor: 30 min, hidden-one: 1h}\nenforces: [talk#kind, talk#quiet]\n",
    "m/roles/hidden-one.yml": "title: Hidden one\npurpose: Watches.\nvisibility: restricted\n",
}  # fmt: skip


def site_of(texts: Mapping[str, str], level: str = "public") -> Site:
    loaded = load_small(texts)
    assert not loaded.findings, [d.message for d in loaded.findings]
    return Site(visible(loaded.graph, level, drafts=False), Paths(), Prose())


def told(texts: Mapping[str, str], level: str = "public", site_url: str = HOME) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(graph_json(site_of(texts, level), "A site", site_url))
    return found


def by_address(things: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {thing["address"]: thing for thing in things}


# --- graph.json -------------------------------------------------------------------------------


@pytest.mark.parametrize("site_url", [HOME, ""])
@pytest.mark.parametrize("level", ["public", "restricted"])
def test_the_graph_keeps_its_contract(site_url: str, level: str) -> None:
    """What the schema says holds for real output, at every level, with an address of the site and without."""
    CONTRACT.validate(told(RICH, level, site_url))


def test_the_schema_says_every_key_there_is() -> None:
    """A key that is added without being described would be no part of the contract."""
    for place in (SCHEMA, CHANGES_SCHEMA):
        Draft202012Validator.check_schema(json.loads(schema(place)))
    contract = json.loads(schema(SCHEMA))
    data, defs = told(RICH), contract["$defs"]
    assert set(data) == set(contract["properties"]) == set(contract["required"])
    for name in ("playbooks", "entities", "parts", "relations", "edges"):
        one = defs[contract["properties"][name]["items"]["$ref"].rpartition("/")[2]]
        for item in data[name]:
            assert set(item) == set(one["properties"]) == set(one["required"])


def test_values_have_one_form_each() -> None:
    """Days, lengths of time, numbers, references, prose, records."""
    data = told(RICH)
    things = by_address([*data["playbooks"], *data["entities"], *data["parts"]])
    assert things["m"]["fields"]["definitions"] == {"hold": "A book that waits."}
    assert things["m"]["fields"]["review_every"] == "P1Y"
    rota = things["m/tactics/rota"]
    assert rota["fields"]["starts"] == "2026-04-06"
    assert rota["fields"]["implements"] == ["m/strategies/evening"]
    assert rota["fields"]["steps"] == ["Open the inbox", "Read"]
    assert rota["summary"] == "Two trained people, see Duty editor and a restricted entry."
    assert rota["url"] == f"{HOME}m/tactics/rota/"
    rule = things["m/rules/attack"]["fields"]
    assert rule["respond_within"] == "PT4H"
    assert rule["notifies"] == [{"role": "m/roles/editor", "within": "PT30M"}]
    (measure,) = things["m/objectives/same-day"]["fields"]["measured_by"]
    assert measure == {
        "metric": "m/metrics/time",
        "baseline": {"value": 31, "on": "2026-02-28"},
        "target": {"value": 2.5, "due": "2027-03-31"},
    }
    clause = things["m/policies/talk#kind"]
    assert (clause["entity"], clause["family"], clause["number"]) == ("m/policies/talk", "clauses", "1.1")
    assert clause["fields"]["limit"] == {"at_most": 3, "unit": "posts", "per": "1 day"}
    assert clause["url"] == f"{HOME}m/policies/talk/#kind"
    assert things["m/policies/talk"]["fields"]["binds"] == ["everyone"]


def test_what_is_hidden_leaves_no_trace() -> None:
    """No entry, no part, no edge, no address in a field; and no notes, waivers and places in files at any level."""
    public = json.dumps(told(RICH))
    for hidden in ("vault", "secret-time", "Hidden one", "hidden-one", "quiet", "Say nothing"):
        assert hidden not in public, hidden
    everything = json.dumps(told(RICH, "restricted"))
    for never in ("For editors alone", "Nobody counts yet", "waivers", ".yml"):
        assert never not in everything, never
    assert "m/tools/vault" in everything


def test_edges_join_what_is_there() -> None:
    """Both ends of each are in the file, and each relation has its words."""
    data = told(RICH)
    known = {t["address"] for name in ("playbooks", "entities", "parts") for t in data[name]}
    assert {end for e in data["edges"] for end in (e["source"], e["target"])} <= known
    words = {r["name"]: r for r in data["relations"]}
    assert {e["relation"] for e in data["edges"]} == set(words)
    assert words["owner"]["verb"] == "owns"
    assert (words["owner"]["subject"], words["implements"]["subject"]) == ("target", "source")
    implied = [(e["source"], e["target"]) for e in data["edges"] if e["implied"]]
    assert implied == [("m/goals/helped", "m/vision")]


def test_every_field_that_a_page_shows_can_be_told() -> None:
    """The samples of all kinds, which name every required field and most others."""
    texts = {}
    for plural, kind in KINDS.items():
        name = re.sub(
            r"[^a-z]+", "-", (re.search(r"^title: (.*)$", kind.sample, re.M) or ["", "x"])[1].lower()
        )
        path = (
            "playbook"
            if plural == "playbook"
            else plural
            if kind.singleton
            else f"{plural}/{name.strip('-')}"
        )
        texts[f"m/{path}.yml"] = kind.sample
    loaded = load(from_memory(texts), Limits())
    site = Site(loaded.graph, Paths(), Prose())
    data = json.loads(graph_json(site, "A site", ""))
    CONTRACT.validate(data)
    fields = by_address([*data["playbooks"], *data["entities"]])
    beside = {"title", "status", "number", "summary", "visibility", "extends"}
    for address, entity in loaded.graph.entities.items():
        shown = {
            name
            for name in entity.values
            if entity.fields[name].shows not in (Shows.NOWHERE, Shows.PARTS) and name not in beside
        }
        assert shown <= set(fields[address]["fields"]), address


def test_the_same_playbooks_give_the_same_bytes() -> None:
    """Builds are reproducible, and a line is a thing."""
    one, other = (graph_json(site_of(RICH), "A site", HOME) for _ in range(2))
    assert one == other
    assert sum(line.startswith('{"address"') for line in one.splitlines()) == len(
        [t for n in ("playbooks", "entities", "parts") for t in json.loads(one)[n]]
    )


@given(st.integers(0, 400), st.integers(0, 200_000))
def test_lengths_of_time_can_be_read_back(months: int, minutes: int) -> None:
    """Whatever they are."""
    length = Duration(months, minutes)
    assert duration_from(iso(length)) == length


def test_the_example_in_the_guide_runs(tmp_path: Path) -> None:
    """It prints who answers what."""
    text = (ROOT / "docs/guide/how-to/machines.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"^```python\n(.*?)^```$", text, re.M | re.S)
    assert len([line for line in program.splitlines() if line]) == 5
    (tmp_path / "answers.py").write_text(program, encoding="utf-8")
    (tmp_path / "graph.json").write_text(graph_json(site_of(RICH), "A site", ""), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "answers.py", "graph.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    assert ran.stdout == "Duty editor answers: An attack\n"


# --- llms.txt ---------------------------------------------------------------------------------


def made(site: Site, site_name: str = "A site", site_url: str = HOME) -> dict[str, str]:
    """The files for programs of a site without releases."""
    drawn = {p.address: (p.data(), "") for playbook in playbook_pages(site) for p in playbook}
    return files(site, site_name, site_url, drawn)


def test_llms_txt_has_the_form_that_programs_know() -> None:
    """A title, a quote, headings with lists of links; each link leads to a page or a file of the site."""
    site = site_of(RICH)
    found = made(site)
    lines = found["llms.txt"].splitlines()
    assert lines[0] == "# A site"
    assert lines[2] == "> The playbook of Merrowby Libraries."
    assert [line for line in lines if line.startswith("#")] == ["# A site", "## Merrowby", "## For programs"]
    links = [m for line in lines if (m := re.fullmatch(r"- \[(.+?)\]\((.+?)\)(: .+)?", line))]
    assert len(links) == sum(line.startswith("- ") for line in lines)
    pages = {site.paths.page(p.address) for playbook in playbook_pages(site) for p in playbook}
    assert {m[2].removeprefix(HOME) for m in links} <= pages | set(found)
    assert {"Home", "Situations", "An attack", "Talking", "Duty editor", "graph.json"} <= {
        m[1] for m in links
    }
    assert "- [Plays](https://merrowby.example/playbook/m/tactics/)" in found["llms.txt"]
    assert "vault" not in found["llms.txt"]


def test_llms_txt_stays_short() -> None:
    """Of many entries the index is enough."""
    many = {f"m/roles/r{n}.yml": f"title: Role {n}\npurpose: P.\n" for n in range(300)}
    text = made(site_of({**RICH, **many}))["llms.txt"]
    assert len(text) < 4000
    assert "301 entries" in text


@pytest.mark.parametrize("payload", payloads())
def test_nothing_of_an_author_is_markup_in_llms_txt(payload: str) -> None:
    """Titles and summaries stay words where a program renders the file."""
    shown = json.dumps(re.sub(r"[\x00-\x1f\x7f-\x9f]", "", payload))
    loaded = load_small({"m/roles/editor.yml": f"title: {shown}\npurpose: P.\nsummary: {shown}\n"})
    if loaded.findings:
        return  # the loader refuses it, so it comes nowhere
    text = made(Site(visible(loaded.graph, "public", drafts=False), Paths(), Prose()), payload)["llms.txt"]
    assert not re.search(r"(?<!\\)<", text)
    assert all(m.startswith(HOME) for m in re.findall(r"(?<!\\)\]\(([^)]*)", text))


# --- descriptions -----------------------------------------------------------------------------


def test_every_page_is_described_in_words_of_its_own() -> None:
    """The home and every index, view and entry, also of an entry that says nothing of itself."""
    bare = {"m/tools/bare.yml": "title: Bare tool\n", "m/tools/other.yml": "title: Other tool\n"}
    site = site_of({**RICH, **bare}, "restricted")
    pages = [home_page(site, "A site"), *(p for playbook in playbook_pages(site) for p in playbook)]
    told = {p.address: description(p.data(), "A site") for p in pages}
    assert all(0 < len(text) <= 160 and "\n" not in text for text in told.values())
    own = [
        text for address, text in told.items() if address not in ("", "m/")
    ]  # with one playbook both are its home
    assert len(set(own)) == len(own)


@given(st.text(), st.text(min_size=1), st.sampled_from(["index", "entity", "home"]))
def test_descriptions_are_never_empty_or_long(own: str, title: str, template: str) -> None:
    """Whatever a page says of itself."""
    page = PageData(template=template, kind="tactics", title=f"T{title}", description=own)
    assert 0 < len(description(page, "A site")) <= 160


def test_what_is_cut_is_cut_between_words() -> None:
    """And says that it goes on."""
    assert shortened("one two three", 9) == "one two…"
    assert shortened("abcdefghijkl", 9) == "abcdefgh…"


# --- the sitemap, and a whole site --------------------------------------------------------------


def test_the_sitemap_leaves_retired_entries_out(tmp_path: Path) -> None:
    """Every page of what is in use is in it; redirects and what is retired are not."""
    playbooks = {
        **SMALL,
        "m/tools/gone.yml": "title: Gone\nstatus: retired\n",
        "m/tools/box.yml": "title: Box\nformerly: [chest]\n",
    }
    config = "site_name: A site\nsite_url: https://a.example/x/\ntheme: {name: material, font: false}\nplugins: [search, {gameplan: {profile: starter}}]\n"
    site = build(write(tmp_path, {"mkdocs.yml": config}, playbooks))
    listed = re.findall(r"<loc>https://a.example/x/(.*?)</loc>", (site / "sitemap.xml").read_text())
    assert "m/tools/box/" in listed
    assert not {"m/tools/gone/", "m/tools/chest/"} & set(listed)
    pages = {p.parent.relative_to(site).as_posix().removeprefix(".") for p in site.rglob("index.html")}
    assert pages - {url.rstrip("/") for url in listed} == {"m/tools/gone", "m/tools/chest", "m/whole"}
    assert (site / "m/tools/gone/index.html").is_file()
    assert {"graph.json", "llms.txt", "schemas/graph-1.json"} <= {
        p.relative_to(site).as_posix() for p in site.rglob("*")
    }
    assert '<meta name="description" content="Tools, Merrowby: ' in page(site, "m/tools")


def test_a_sitemap_is_otherwise_left_alone() -> None:
    """Byte for byte."""
    text = "<?xml?>\n<urlset>\n    <url>\n  <loc>a?x&amp;y</loc>\n </url>\n    <url>\n  <loc>b</loc>\n </url>\n</urlset>\n"
    assert without(text, ()) == text
    assert without(text, {"a?x&y"}) == "<?xml?>\n<urlset>\n    <url>\n  <loc>b</loc>\n </url>\n</urlset>\n"
