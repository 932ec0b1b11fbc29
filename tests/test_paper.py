"""Paper: what stands in the margins of a sheet, and a whole playbook bound into one document."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gameplan.edition import Edition
from gameplan.prose import Prose
from gameplan.site.bindery import Binder, trimmed
from gameplan.site.desk import Site
from gameplan.site.foot import foot
from gameplan.site.margins import css_string, margins
from gameplan.site.pages import playbook_pages
from gameplan.site.paper import wholes
from gameplan.site.paths import Paths
from gameplan.site.renderer import Renderer
from gameplan.visibility import visible
from sites import CONFIG, Element, build, dangers, page, payloads, tree, write
from small import SMALL, load_small

RENDERER = Renderer()
MADE = dt.date(2026, 9, 1)

# --- strings of CSS -----------------------------------------------------------------------------------


def read_back(string: str) -> str:
    """What CSS understands a string to be (CSS Syntax 4.3.5), or a failed test where it ends early."""
    assert string[0] == string[-1] == '"'
    inner = string[1:-1]
    assert not re.search(r'["\n\r\f]', inner)
    return re.sub(r"\\([0-9a-f]{1,6})(?:\s|$)", lambda m: chr(int(m[1], 16)), inner)


@given(st.text() | st.text(alphabet='"\\<>/&style \n\r\f\x00é‮{}*'))
def test_whatever_a_title_holds_stays_in_its_string(text: str) -> None:
    """An author's title ends neither the string nor the style element, and reads as it was written."""
    string = css_string(text)
    assert "<" not in string
    said = read_back(string)
    seen = [
        c
        for c in text
        if not re.match(
            "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff]",
            c,
        )
    ]
    if len(said) < 90:
        assert said.replace(" ", "") == "".join("".join(seen).split())
    string.encode("utf-8")


@given(st.text(), st.text())
def test_the_margins_are_one_style_element(title: str, entry: str) -> None:
    """It stands in the head of every page, and nothing of it may get out."""
    html = str(margins(foot(Edition("2.0", MADE), title, ""), entry))
    head = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert [child.tag for child in head] == ["style"]
    assert html.count("<") == 2
    assert '--gp-paper-edition:"version 2.0, in force from 1 September 2026"' in html


def test_a_long_title_does_not_fill_the_sheet() -> None:
    """Two lines in a margin are enough."""
    assert len(read_back(css_string("word " * 100))) == 90
    assert css_string("word " * 100).endswith('…"')


# --- the line at the foot -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "words"),
    [("public", "may be read by anyone"), ("internal", "for staff only"), ("restricted", "restricted")],
)
def test_a_sheet_says_who_may_read_it(level: str, words: str) -> None:
    """Paper lies about where a screen does not."""
    line = foot(Edition("2.0", MADE), "A playbook", "m/", level)
    assert line.readers == words
    text = tree(RENDERER.edition(line)).one("p").text
    assert text == f"A playbook · version 2.0 · in force from 1 September 2026 · {words}"
    assert bool(tree(RENDERER.edition(line)).all("span", class_="gp-paper")) is (level == "public")
    assert f'--gp-paper-readers:"{words}"' in margins(line, "")


@pytest.mark.parametrize(
    ("site_url", "published", "place"),
    [
        ("https://x.example/p/", False, "https://x.example/p/m/vision/"),
        ("https://x.example/p/latest/", True, "https://x.example/p/2.0/m/vision/"),
        ("https://x.example/p/2.0/", True, "https://x.example/p/2.0/m/vision/"),
        ("https://x.example/p/", True, "https://x.example/p/2.0/m/vision/"),
        ("", True, ""),
    ],
)
def test_a_sheet_says_where_its_page_stays(site_url: str, published: bool, place: str) -> None:
    """Whoever holds the sheet can look up what it was printed from, without a script."""
    line = foot(Edition("2.0", MADE, published=published), "A playbook", "m/vision/", "public", site_url)
    assert line.place == place
    assert (place or "A playbook") in tree(RENDERER.edition(line)).one("p").text


# --- pages bound into one -----------------------------------------------------------------------------

PLACES = {"m/roles/a/": ("roles/a", "1.1"), "m/roles/b/": ("roles/b", "1.2")}


def bound(html: str, other: str = "", site_url: str = "https://x.example/") -> Element:
    """A page as it stands in a document beside another one."""
    binder = Binder({"m/roles/a/": html, "m/roles/b/": other}, PLACES, "m/whole/", site_url)
    return tree(binder.bound("m/roles/a/", 3))


@pytest.mark.parametrize(
    ("href", "leads", "number"),
    [
        ("../b/", "#roles/b", "1.2"),
        ("../b/#part", "#roles/b/part", "1.2"),
        ("../b/#gone", "#roles/b", "1.2"),
        ("../b/?x=1#part", "#roles/b/part", "1.2"),
        ("#own", "#roles/a/own", ""),
        ("#_top", "#roles/a", ""),
        ("../../tactics/c/#x", "https://x.example/m/tactics/c/#x", ""),
        ("../../../", "https://x.example/", ""),
        ("https://y.example/?a=1&amp;b", "https://y.example/?a=1&b", ""),
        ("mailto:a@b.example", "mailto:a@b.example", ""),
        ("//y.example/", "//y.example/", ""),
    ],
)
def test_links_lead_within_the_document_or_away_from_the_site(href: str, leads: str, number: str) -> None:
    """A document that is carried away still leads somewhere."""
    link = bound(f'<h1 id="_top">A</h1><p id="own"><a href="{href}">x</a>', '<p id="part">').one("a")
    assert (link["href"], link["data-n"]) == (leads, number)


def test_a_site_that_does_not_say_where_it_is_gets_ways_from_the_document() -> None:
    """They work as long as the document stays beside its site."""
    html = '<a href="../../tactics/c/#x">c</a><img src="pic.png">'
    assert bound(html, site_url="").one("a")["href"] == "../../m/tactics/c/#x"
    assert bound(html).one("img")["src"] == "../../m/roles/a/pic.png"


def test_only_tags_are_touched() -> None:
    """What people wrote about HTML stays as they wrote it."""
    html = '<h1>A</h1><p title="see id=x" aria-label="an href= in words">write id="x" href="../b/" &lt;a id="y"&gt;'
    found = bound(html).one("p")
    assert found.attributes == {"title": "see id=x", "aria-label": "an href= in words"}
    assert found.text == 'write id="x" href="../b/" <a id="y">'


def test_whatever_names_an_id_follows_it() -> None:
    """Labels, descriptions, the parts of a drawing."""
    html = (
        '<h2 id="h">B</h2><section aria-labelledby="h g"></section><label for="t">x</label><input id="t" name="n">'
        '<svg><marker id="m"></marker><path marker-end="url(#m)"></path><use xlink:href="#m"></use></svg>'
    )
    found = bound(html)
    assert found.one("section")["aria-labelledby"] == "roles/a/h roles/a/g"
    assert found.one("label")["for"] == found.one("input")["id"] == "roles/a/t"
    assert found.one("path")["marker-end"] == "url(#roles/a/m)"
    assert found.one("use")["href"] == "#roles/a/m"


def test_a_document_has_no_use_for_some_things() -> None:
    """Ways to edit, what checks see, history, tooltips; and what was folded is open."""
    html = (
        '<h1>A</h1><aside class="gp-findings" aria-label="x">Mend<aside>deep</aside>this</aside><p>Kept</p>'
        '<section id="_history" class="gp-block"><section>Old</section> times</section>'
        '<h2>B<a class="headerlink" href="#b">¶</a></h2><details class="d" open=""><summary>More</summary>Text</details>'
        '<p>A <span class="gp-term"><a href="../../glossary/#w" aria-describedby="_term-1">word</a>'
        '<span class="gp-term__meaning" role="tooltip" id="_term-1">what it means</span></span>.</p>'
        '<div data-gp-copy="text">Words</div><footer class="gp-actions"><a href="x">Edit</a></footer>'
    )
    found = bound(html)
    assert found.text == "1.1 AKeptBMoreTextA word.Words"
    assert found.one("details").attributes == {"open": "", "class": "d"}
    assert "data-gp-copy" not in found.one("div").attributes
    assert [e.tag for e in found if re.fullmatch("h[1-6]", e.tag)] == ["h3", "h4"]


@given(
    st.lists(
        st.sampled_from(
            [
                '<footer class="gp-actions">',
                "</footer>",
                '<aside class="x gp-findings y">',
                "</aside>",
                "<aside>",
                "text",
                "<b>",
                "</b>",
            ]
        )
    )
)
def test_html_of_any_shape_is_trimmed(pieces: list[str]) -> None:
    """A template of a site may draw what it likes; nothing outside of what is cut is lost."""
    html = "".join(pieces)
    left = trimmed(html)
    assert "gp-actions" not in left
    assert "gp-findings" not in left
    if "footer" not in html and "aside" not in html:
        assert left == html


# --- a whole playbook ---------------------------------------------------------------------------------

STATE: Mapping[str, str] = {
    "m/playbook.yml": (
        "title: Merrowby\norganisation: Merrowby Libraries\nvisibility: public\nowner: editor\nextends: [c]\n"
        "labels: {tactics: Plays}\nsummary: How we speak.\ndecision_rule: Ask [[roles/editor]].\n"
        "definitions: {desk: Where people ask.}\n"
    ),
    "c/playbook.yml": "title: Council\norganisation: Council\nvisibility: public\n",
    "c/principles/kind.yml": "title: Be kind\nstatement: Be kind.\n",
    "m/tactics/rota.yml": SMALL["m/tactics/rota.yml"]
    + "description: See [[roles/editor]] and [[principles/kind]].\n",
    "m/tactics/old.yml": "title: An old play\nstatus: retired\nimplements: [evening]\nowner: editor\n",
    "m/tactics/secret.yml": "title: Zanzibar plan\nvisibility: internal\nimplements: [evening]\nowner: editor\n",
    "m/rules/hostile.yml": "title: Somebody is hostile\nwhen: A comment is hostile.\naction: reply\nresponder: editor\n",
}


def documents(
    files: Mapping[str, str] = STATE,
    edition: Edition | None = None,
    site_url: str = "",
    level: str = "public",
) -> dict[str, str]:
    """The documents of all playbooks by their place."""
    graph = visible(load_small(files).graph, level, drafts=False)
    site = Site(graph, Paths(), Prose(), site_url=site_url)
    drawn = {}
    for playbook in playbook_pages(site):
        for planned in playbook:
            data = planned.data()
            drawn[planned.address] = (data, RENDERER.page(data))
    return wholes(site, edition, level, drawn, RENDERER)


def whole(files: Mapping[str, str] = STATE, **said: object) -> str:
    return documents(files, **said)["m/whole/index.html"]  # type: ignore[arg-type]  # handed on


def titles(document: Element) -> list[str]:
    """Chapters and entries in their order."""
    return [e.text for e in document if e.tag in ("h2", "h3")]


def test_a_document_has_everything_in_order() -> None:
    """Strategy with the vision first, what happens, who, what binds, where; then the words."""
    document = tree(whole())
    main = [t for t in titles(document) if re.match(r"\d", t)]
    assert main == [
        "1 About this playbook", "2 Strategy", "2.1 Vision", "2.2 Helped the first time", "2.3 Be there in the evening",
        "2.4 Evening rota", "3 Situations", "3.1 Somebody is hostile", "4 Roles", "4.1 Duty editor", "5 Policies", "6 Glossary",
    ]  # fmt: skip
    contents = document.one("nav").text
    assert "Plays 2.4 Evening rota" in contents
    assert "An old play" not in contents + " ".join(main)


def test_what_another_playbook_gives_is_named_and_not_repeated() -> None:
    """Its own document has it."""
    for site_url, href in (
        ("", "../../c/principles/kind/"),
        ("https://x.example/", "https://x.example/c/principles/kind/"),
    ):
        document = tree(whole(site_url=site_url))
        other = document.one("aside")
        assert other.one("h3").text == "From Council"
        assert other.one("a")["href"] == href
        assert document.one("article", id="tactics/rota").all("a", href=href)
        assert not document.all("article", id="principles/kind")


def test_links_between_entries_stay_inside() -> None:
    """And say on paper in which section their end is."""
    document = tree(whole())
    links = document.one("article", id="tactics/rota").all("a", href="#roles/editor")
    assert links
    assert {link["data-n"] for link in links} == {"4.1"}
    ids = [e["id"] for e in document if e["id"]]
    assert len(ids) == len(set(ids))
    for link in document.all("a"):
        if link["href"].startswith("#"):
            assert unquote(link["href"][1:]) in ids, link["href"]


def test_the_cover_says_what_it_is_a_copy_of() -> None:
    """Title, organisation, version, date, who may read it, and where today's stands."""
    said = whole(edition=Edition("2.0", MADE), site_url="https://x.example/", level="internal")
    cover = tree(said).one("header", class_="gp-cover").text
    for words in (
        "Merrowby Libraries",
        "How we speak.",
        "Version2.0",
        "In force from1 September 2026",
        "For staff only",
    ):
        assert words in cover
    assert "what holds today is at https://x.example/m/" in cover
    assert '--gp-paper-readers:"for staff only"' in said
    assert '@page gp-3{@top-left{content:"Merrowby · Situations"}}' in said
    assert "All 7 entries" in cover
    assert "All 6 entries" in tree(whole()).one("header", class_="gp-cover").text


def test_a_document_is_whole_and_valid_by_itself() -> None:
    """No script, no file, no host; one h1, no level left out, nothing twice."""
    text = whole()
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(text)
    assert parser.errors == []
    document = tree(text)
    assert document.one("html")["lang"] == "en"
    assert not document.all("script") + document.all("link") + document.all("img")
    assert "url(" not in "".join(e.text for e in document.all("style"))
    levels = [int(e.tag[1]) for e in document if re.fullmatch("h[1-6]", e.tag)]
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_what_readers_may_not_see_is_in_no_document() -> None:
    """It is made of pages that are filtered already; and the same sources give the same bytes."""
    assert "Zanzibar" not in whole()
    assert "Zanzibar" in whole(level="internal")
    assert documents() == documents()


def test_the_smallest_playbook_has_a_document() -> None:
    """Six files, no releases."""
    document = tree(whole({}))
    assert [t for t in titles(document) if re.match(r"\d+ ", t)] == [
        "1 Strategy",
        "2 Roles",
    ]


def test_hostile_titles_do_no_more_than_others() -> None:
    """On the cover, in the contents, in the margins."""
    plain = dangers(whole())
    for number, text in enumerate(payloads()):
        title = text.replace("\n", " ").replace("'", "''")
        said = {
            **STATE,
            "m/playbook.yml": STATE["m/playbook.yml"].replace("title: Merrowby\n", f"title: 'x {title}'\n"),
            "m/rules/hostile.yml": STATE["m/rules/hostile.yml"].replace(
                "Somebody is hostile", f"'x {title}'"
            ),
        }
        if number % 9 == 0 and load_small(said).graph.find("m/rules/hostile") is not None:
            assert dangers(whole(said)) <= plain, text


@pytest.mark.parametrize("directory", [True, False])
def test_a_site_holds_its_document_and_leads_to_it(tmp_path: Path, directory: bool) -> None:
    """It is no page: search and the sitemap do not know it. Every page says in its head what stands in its margins."""
    config = f"{CONFIG}site_url: https://x.example/\nuse_directory_urls: {str(directory).lower()}\n"
    site = build(write(tmp_path, {"mkdocs.yml": config, "docs/about.md": '# "About" &lt;us&gt; \\\\\n'}))
    home = page(site, "m")
    link = next(a for a in tree(home).all("a") if a.text.startswith("The whole playbook on one page"))
    place = urlsplit(urljoin("https://x.example/m/", link["href"])).path.strip("/")
    text = (site / place / ("index.html" if directory else "")).read_text("utf-8")
    assert "1.4 Evening rota" in tree(text).text
    assert "whole" not in (site / "sitemap.xml").read_text("utf-8")
    assert "m/whole" not in (site / "search" / "search_index.json").read_text("utf-8")
    written = page(site, "about") if directory else (site / "about.html").read_text("utf-8")
    style = next(e.text for e in tree(written).all("style") if "--gp-paper" in e.text)
    assert style.startswith(':root{--gp-paper-title:"A site · \\22 About\\22 \\3c us\\3e \\5c')
    assert "https://x.example/about" in tree(written).one("p", class_="gp-edition").text
