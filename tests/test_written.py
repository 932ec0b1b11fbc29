"""Pages written by hand: what their references mean, where a wrong one stands, and what the pages then show."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from gameplan.prose import Prose
from gameplan.reports.text import as_text
from gameplan.site.data.blocks import GlossaryBlock
from gameplan.site.desk import Site
from gameplan.site.glossary import glossary
from gameplan.site.paths import Paths
from gameplan.written import Written, WrittenPage
from sites import CONFIG, build, own, page, search_index, tree, write
from small import SMALL, load_small

POLICY = "title: Conduct\npurpose: P.\nclauses:\n  ask: {strength: must, statement: Ask., title: Ask first}\n"
TWO: Mapping[str, str] = {
    "n/playbook.yml": "title: Second\norganisation: N\nvisibility: public\n",
    "n/roles/editor.yml": "title: Other editor\npurpose: P.\n",
}


def written(text: str, *seen: str, playbooks: Mapping[str, str] | None = None, playbook: str = "") -> Written:
    return Written(
        [WrittenPage("docs/how.md", "how/", "How", text, seen, playbook)], load_small(playbooks).graph
    )


def briefs(of: Written) -> list[str]:
    return [f"{d.place.span.line}:{d.place.span.column} {d.code} {d.message}" for d in of.findings]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("tactics/rota", "m/tactics/rota"),
        ("m/tactics/rota", "m/tactics/rota"),
        ("vision", "m/vision"),
        ("m", "m"),
        ("policies/p#ask", "m/policies/p#ask"),
    ],
)
def test_a_reference_means_what_it_means_in_the_only_playbook(text: str, address: str) -> None:
    found = written(f"[[{text}]]", text, playbooks={"m/policies/p.yml": POLICY})
    assert (briefs(found), list(found.mentions)) == ([], [address])


def test_what_one_playbook_alone_knows_needs_no_name() -> None:
    assert list(written("[[tactics/rota]]", "tactics/rota", playbooks=TWO).mentions) == ["m/tactics/rota"]


def test_what_two_playbooks_know_needs_the_name_of_one() -> None:
    found = written("See [[roles/editor]].", "roles/editor", playbooks=TWO)
    assert briefs(found) == ["1:7 REF07 [[roles/editor]] could mean the one of m or n."]
    assert found.findings[0].help == "Name the playbook too: [[m/roles/editor]] or [[n/roles/editor]]."


def test_a_page_may_say_where_it_belongs() -> None:
    found = written("[[roles/editor]]", "roles/editor", playbooks=TWO, playbook="n")
    assert list(found.mentions) == ["n/roles/editor"]


def test_a_child_and_its_parent_know_the_same_entry() -> None:
    child = {"n/playbook.yml": "title: Child\norganisation: N\nvisibility: public\nextends: [m]\n"}
    found = written("[[roles/editor]]", "roles/editor", playbooks=child)
    assert (list(found.mentions), found.home) == (["m/roles/editor"], "n")


def test_a_page_of_no_playbook_there_is_told_so_with_the_near_name() -> None:
    found = written("---\nplaybook: mm\n---\nText\n", playbook="mm")
    assert briefs(found) == ["2:11 REF01 The page says it belongs to the playbook 'mm', which is not there."]
    assert found.findings[0].help == "Did you mean 'm'?"


@pytest.mark.parametrize("text", ["tactics/late", "m/tactics/late"])
def test_an_old_id_leads_to_the_new_one(text: str) -> None:
    rota = {"m/tactics/rota.yml": f"{SMALL['m/tactics/rota.yml']}formerly: [late]\n"}
    for playbook in ("m", "none"):
        (finding,) = written(f"[[{text}]]", text, playbooks=rota, playbook=playbook).findings
        assert finding.help == f"It is now [[{text.replace('late', 'rota')}]]."


def test_an_old_id_of_one_playbook_goes_before_a_near_word_of_another() -> None:
    """On a page of none, the playbook that knows the old id has the answer."""
    files = {
        "m/tactics/lates.yml": "title: L\n",
        "n/playbook.yml": TWO["n/playbook.yml"],
        "n/vision.yml": "statement: V.\n",
        "n/tactics/rota.yml": "title: Rota\nformerly: [late]\n",
    }
    (finding,) = written("[[tactics/late]]", "tactics/late", playbooks=files, playbook="none").findings
    assert finding.help == "It is now [[tactics/rota]]."


def test_a_wrong_reference_is_shown_at_its_place_with_the_cure() -> None:
    text = "# How\n\nWe keep [[tactics/rotta|the rota]].\n"
    found = written(text, "tactics/rotta")
    assert as_text(found.findings, found.texts) == (
        "docs/how.md:3:11: error[REF01] [[tactics/rotta]] leads nowhere.\n"
        "  |\n"
        "3 | We keep [[tactics/rotta|the rota]].\n"
        "  |           ^^^^^^^^^^^^^ no such entry\n"
        "  |\n"
        "  = Did you mean [[tactics/rota]]?\n"
        "  = 'tactics/rota' is here: playbooks/m/tactics/rota.yml:1:1\n"
    )


def test_a_whole_address_is_answered_with_a_whole_address() -> None:
    (finding,) = written("[[m/tactics/rotta]]", "m/tactics/rotta", playbooks=TWO).findings
    assert finding.help == "Did you mean [[m/tactics/rota]]?"


def test_only_what_markdown_reads_is_judged_and_code_goes_last() -> None:
    """The same words in code and in the text: the finding stands at those in the text."""
    text = "`[[x/y]]` and [[x/y]]\n\n    [[z/z]]\n"
    assert [b.split()[0] for b in briefs(written(text, "x/y"))] == ["1:17"]
    assert briefs(written(text)) == []


def test_a_reference_from_a_snippet_is_reported_at_the_page() -> None:
    assert [b.split()[0] for b in briefs(written("--8<-- 'x'", "x/y"))] == ["1:1"]


# --- in a site ----------------------------------------------------------------------------------

DOCS = """\
# The way *we* work

[[tactics/rota|Our rota]] and [[policies/p#ask]], [[m]], `[[tactics/none]]`.

```text
[[tactics/none]]
```

    [[tactics/none]]

| Who | What |
|---|---|
| [[roles/editor]] | Answers |
"""
PLAYBOOK = {**SMALL, "m/policies/p.yml": POLICY}
SITE = f"{CONFIG}markdown_extensions: [tables, pymdownx.superfences, toc: {{permalink: true}}]\n"


@pytest.mark.parametrize("directory", [True, False])
def test_references_become_links_that_mkdocs_has_checked(tmp_path: Path, directory: bool) -> None:
    config = f"{SITE}use_directory_urls: {str(directory).lower()}\nvalidation: {{anchors: warn}}\n"
    site = build(write(tmp_path, {"mkdocs.yml": config, "docs/guide/how.md": DOCS}, PLAYBOOK), strict=True)
    made = site / ("guide/how/index.html" if directory else "guide/how.html")
    article = tree(made.read_text(encoding="utf-8")).one("article")
    links = {a.text: a["href"] for a in article.all("a", class_="gp-ref")}
    assert list(links) == ["Our rota", "Ask first", "Merrowby", "Duty editor"]
    for href in links.values():
        path, _, anchor = href.partition("#")
        target = (made.parent / path).resolve()
        target = target / "index.html" if target.is_dir() else target
        assert f'id="{anchor or "_top"}"' in target.read_text(encoding="utf-8")
    assert article.text.count("[[tactics/none]]") == 3


def test_both_sides_know_of_each_other(tmp_path: Path) -> None:
    site = build(write(tmp_path, {"mkdocs.yml": SITE, "docs/guide/how.md": DOCS}, PLAYBOOK), strict=True)
    for name in ("m/tactics/rota", "m", "m/policies/p", "m/roles/editor"):
        (back,) = [a for a in own(page(site, name)).all("a") if a.text == "The way we work"]
        assert (site / name / back["href"] / "index.html").resolve() == site / "guide/how/index.html"
    foot = tree(page(site, "guide/how")).one("aside", class_="gp-spoken")
    assert [li.text for li in foot.all("li")] == [
        "Evening rota tactic, owned by Duty editor",
        "Conduct: Ask first policy",
        "Merrowby playbook",
        "Duty editor role",
    ]


@pytest.mark.parametrize(
    ("nav", "text", "title"),
    [
        ("nav: [{Ways: [{In the nav: how.md}]}, gameplan]\n", "# Heading\n\n[[m]]\n", "In the nav"),
        ("", "---\ntitle: In front\n---\n# Heading\n\n[[m]]\n", "In front"),
        ("", "# Heading with [[m|words]] and [[vision]]\n", "Heading with words and Vision"),
        ("", "[[m]]\n", "How"),
    ],
)
def test_a_page_is_called_what_mkdocs_calls_it(tmp_path: Path, nav: str, text: str, title: str) -> None:
    site = build(write(tmp_path, {"mkdocs.yml": SITE + nav, "docs/how.md": text}), strict=True)
    assert title in [a.text for a in own(page(site, "m")).all("a")]


def test_a_wrong_reference_ends_the_build_before_the_old_site_is_emptied(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = write(tmp_path, {"docs/how.md": "[[m]]\n"})
    site = build(folder)
    before = page(site, "how")
    (folder / "docs/how.md").write_text("[[tactics/none]]\n", encoding="utf-8")
    with pytest.raises(Abort):
        build(folder)
    assert "1 error in the pages under docs/. The site was not built" in caplog.text
    assert page(site, "how") == before


def test_pages_that_are_left_out_are_not_judged(tmp_path: Path) -> None:
    config = f"{SITE}exclude_docs: old.md\ndraft_docs: draft.md\n"
    files = {
        "docs/old.md": "[[no/where]]\n",
        "docs/draft.md": "[[no/where]]\n",
        "docs/README.md": "[[no/where]]\n",
    }
    build(write(tmp_path, {"mkdocs.yml": config, "docs/index.md": "# Home\n", **files}), strict=False)


def test_a_hidden_entry_has_no_name_on_a_written_page_either(tmp_path: Path) -> None:
    hidden = {"m/tactics/plan.yml": "title: Zanzibar\nvisibility: internal\nimplements: [evening]\n"}
    docs = {"docs/how.md": "We do [[tactics/plan]] and [[tactics/plan|the Zanzibar thing]].\n"}
    site = build(write(tmp_path, docs, {**SMALL, **hidden}), strict=True)
    assert "We do a restricted entry and a restricted entry." in tree(page(site, "how")).one("article").text


# --- words explained ----------------------------------------------------------------------------

WORDS = {
    **SMALL,
    "m/playbook.yml": SMALL["m/playbook.yml"]
    + "definitions: {evening: 'After six, see [[tactics/rota]].', IT: Computers., key holder: Signs in.}\n",
    "m/tactics/rota.yml": SMALL["m/tactics/rota.yml"]
    + "description: |\n  ## An evening heading\n\n  `evening` [the evening](https://x.example/) Evenings and evening. It has two key\n  holders in IT.\n",
}


def explained(html: str) -> list[tuple[str, str]]:
    """The words explained on a page, with what is said of each."""
    return [
        (t.one("a").text, t.one("span", class_="gp-term__meaning").text)
        for t in tree(html).all("span", class_="gp-term")
    ]


@pytest.fixture(scope="module")
def words_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    docs = {
        "docs/how.md": "# An evening\n\nOne evening, another evening.\n",
        "docs/not.md": "---\nplaybook: none\n---\n# Not\n\nOne evening.\n",
    }
    return build(write(tmp_path_factory.mktemp("words"), docs, WORDS), strict=True)


def test_the_first_use_of_a_word_on_a_page_is_explained(words_site: Path) -> None:
    """Not in headings, links and code; plurals count, and a word in capitals is not `it`."""
    assert explained(page(words_site, "m/tactics/rota")) == [
        ("Evenings", "After six, see Evening rota."),
        ("key holders", "Signs in."),
        ("IT", "Computers."),
    ]


def test_a_written_page_explains_words_too_unless_it_belongs_nowhere(words_site: Path) -> None:
    assert explained(page(words_site, "how")) == [("evening", "After six, see Evening rota.")]
    assert explained(page(words_site, "not")) == []


def test_an_explained_word_leads_to_its_entry_in_the_glossary(words_site: Path) -> None:
    glossary = page(words_site, "m/glossary")
    for name in ("m/tactics/rota", "how"):
        for term in tree(page(words_site, name)).all("span", class_="gp-term"):
            path, _, anchor = term.one("a")["href"].partition("#")
            assert (words_site / name / path).resolve() == words_site / "m/glossary"
            assert f'id="{anchor}"' in glossary
            assert term.one("a")["aria-describedby"] == term.one("span", class_="gp-term__meaning")["id"]


def test_the_glossary_has_all_words_and_search_finds_them(words_site: Path) -> None:
    words = own(page(words_site, "m/glossary")).one("section", id="_words")
    assert [dt.text for dt in words.all("dt")] == ["evening", "IT", "key holder"]
    found = {d["location"]: d["title"] for d in search_index(words_site)}
    assert found["m/glossary/#_key-holder"] == "key holder"
    assert explained(page(words_site, "m/glossary")) == []


def test_search_does_not_read_the_explanations(words_site: Path) -> None:
    texts = [d["text"] for d in search_index(words_site) if not d["location"].startswith("m/glossary")]
    assert not any("After six" in text for text in texts)


def test_a_glossary_stands_beside_the_policies(words_site: Path) -> None:
    labels = [a.text for a in tree(page(words_site, "m")).all("a") if a["href"].endswith("glossary/")]
    assert "Glossary" in labels


def test_the_glossary_says_who_defines_a_word_and_holds_the_parents_words() -> None:
    loaded = load_small(
        {
            "m/playbook.yml": WORDS["m/playbook.yml"],
            "n/playbook.yml": "title: Child\norganisation: N\nextends: [m]\ndefinitions: {evening: Later.}\n",
            "n/policies/p.yml": f"{POLICY}definitions: {{Asking: Saying please.}}\n",
        }
    )
    assert loaded.findings == ()
    words = glossary(Site(loaded.graph, Paths(), Prose()), "n").blocks[0]
    assert isinstance(words, GlossaryBlock)
    said = [(e.word, e.source.words if e.source else "") for e in words.entries]
    assert said == [
        ("Asking", "Conduct"),
        ("evening", ""),
        ("evening", "Merrowby"),
        ("IT", "Merrowby"),
        ("key holder", "Merrowby"),
    ]


def test_signs_that_mark_words_cannot_be_forged(tmp_path: Path) -> None:
    """Private-use characters in a title or a text are taken out, and mark nothing."""
    forged = {
        **WORDS,
        "m/tactics/rota.yml": 'title: "\\ue001evening\\ue002<b>\\ue003"\nimplements: [evening]\n'
        'description: "\\ue001evening\\ue002x\\ue003 &#xe001;IT&#xe002;"\n',
    }
    html = page(build(write(tmp_path, {}, forged)), "m/tactics/rota")
    assert not any(sign in own(html).text for sign in "\ue001\ue002\ue003")
    assert "<b>" not in html
