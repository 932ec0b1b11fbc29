"""The MkDocs door, with real builds: what stands where, what fails before anything is lost, what is inert."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from sites import (
    CONFIG,
    build,
    dangers,
    files_of,
    inventory,
    own,
    page,
    payloads,
    search_index,
    tree,
    write,
)
from small import SMALL

WARNED = {
    "m/tools.yml": "odd: {title: Odd, links: [{title: There, url: 'https://good.example@bad.example/'}]}\n"
}
"""A playbook with one warning (an address to look at twice) and no error."""


def config_with(*lines: str) -> str:
    return CONFIG + "".join(f"{line}\n" for line in lines)


def titles(text: str) -> list[str]:
    """The titles in the sidebar of a page, in order; a narrow screen shows the page's own one twice."""
    primary = tree(text).one("nav", class_="md-nav--primary")
    contents = {id(e) for toc in primary.all("nav", class_="md-nav--secondary") for e in toc}
    links = [e for e in primary.all("", class_="md-nav__link") if id(e) not in contents]
    return list(dict.fromkeys(s.text for e in links for s in e.all("span", class_="md-ellipsis")))


def nav_hrefs(text: str) -> set[str]:
    primary = tree(text).one("nav", class_="md-nav--primary")
    return {a["href"] for a in primary.all("a", class_="md-nav__link")}


# --- building, and failing before anything is lost ----------------------------------------------


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small playbook as a site, built as strictly as MkDocs can."""
    return build(write(tmp_path_factory.mktemp("small"), {}), strict=True)


def test_a_strict_build_of_a_good_playbook_passes(small_site: Path) -> None:
    """MkDocs' own warnings count in a strict build, so the pages Gameplan adds may cause none."""
    for name in ("", "m", "m/vision", "m/goals", "m/goals/helped", "m/tactics/rota", "m/roles/editor"):
        assert own(page(small_site, name)).one("h1"), name


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    "broken",
    [
        {"m/tactics/rota.yml": "title: [\n"},
        {"m/tactics/rota.yml": "title: Rota\nimplements: [nothing]\n"},
        {"m/extra.txt": "x"},
    ],
    ids=["syntax", "reference", "place"],
)
def test_an_error_ends_the_build_before_the_old_site_is_emptied(
    tmp_path: Path, broken: Mapping[str, str], strict: bool
) -> None:
    """MkDocs cleans the site folder after on_config: whatever fails later has already lost the old site."""
    write(tmp_path, {"site/kept.txt": "kept"}, {**SMALL, **broken})
    with pytest.raises(MkDocsException):
        build(tmp_path, strict=strict)
    assert list(files_of(tmp_path / "site")) == ["kept.txt"]


def test_a_strict_build_with_only_warnings_fails_before_too(tmp_path: Path) -> None:
    """MkDocs itself counts warnings at the very end, when the old site is gone."""
    write(tmp_path, {"site/kept.txt": "kept"}, {**SMALL, **WARNED})
    with pytest.raises(MkDocsException):
        build(tmp_path, strict=True)
    assert list(files_of(tmp_path / "site")) == ["kept.txt"]


def test_without_strict_a_warning_does_not_stop_a_build(tmp_path: Path) -> None:
    """A warning is for people to judge."""
    site = build(write(tmp_path, {}, {**SMALL, **WARNED}))
    assert own(page(site, "m/tools/odd"))


@pytest.mark.parametrize(
    "settings",
    [
        "playbooks_dir: nowhere",
        "visibility: secret",
        "today: yesterday",
        "limits: {depth: none}",
        "limits: {colour: 3}",
        "sprache: de",
        "drafts: perhaps",
    ],
)
def test_a_wrong_setting_ends_the_build_in_words(tmp_path: Path, settings: str) -> None:
    """A setting that cannot be meant must not be passed over, nor end in a traceback."""
    text = CONFIG.replace("starter}", f"starter, {settings}}}")
    write(tmp_path, {"mkdocs.yml": text, "site/kept.txt": "kept"})
    with pytest.raises((MkDocsException, Abort)):
        build(tmp_path, strict=True)
    assert list(files_of(tmp_path / "site")) == ["kept.txt"]


def test_a_page_under_docs_in_the_place_of_a_generated_one_is_an_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One of the two would silently win; and the old site must not be lost over it."""
    write(tmp_path, {"docs/m/tactics/rota.md": "# Mine\n", "site/kept.txt": "kept"})
    with pytest.raises(MkDocsException):
        build(tmp_path)
    assert "docs/m/tactics/rota.md stands where the page of 'm/tactics/rota' belongs" in caplog.text
    assert list(files_of(tmp_path / "site")) == ["kept.txt"]


def test_the_yaml_is_never_copied_into_the_site(tmp_path: Path) -> None:
    """With the playbooks under docs/, MkDocs would publish every file, notes and restricted ones included."""
    text = CONFIG.replace("starter}", "starter, playbooks_dir: docs/plays}")
    plays = {f"docs/plays/{name}": body for name, body in SMALL.items()}
    plays["docs/plays/README.md"] = "# For editors only\n"
    plays["docs/plays/m/assets/plan.txt"] = "kept"
    site = build(write(tmp_path, {"mkdocs.yml": text, **plays}, {}))
    assert own(page(site, "m/tactics/rota"))
    assert not [
        name for name in files_of(site) if name.startswith("plays") or name.endswith((".yml", ".yaml"))
    ]


# --- navigation -----------------------------------------------------------------------------------

TWO = {
    **SMALL,
    **{name.replace("m/", "n/", 1): text.replace("Merrowby", "Netherby") for name, text in SMALL.items()},
}


def test_without_nav_the_playbook_comes_after_the_written_pages(tmp_path: Path) -> None:
    """An existing site adds the plugin and a folder and changes nothing else."""
    files = {"docs/index.md": "# Welcome\n", "docs/about.md": "# About us\n"}
    site = build(write(tmp_path, files), strict=True)
    shown = titles(page(site))
    assert shown[:2] == ["Welcome", "About us"]
    assert shown.index("Merrowby") == 2
    for index in ("Goals", "Strategies", "Tactics", "Roles", "Vision"):
        assert index in shown


def test_sections_and_indexes_are_in_the_navigation_and_entries_are_not(small_site: Path) -> None:
    """A page that carried the navigation of the whole playbook would grow with it."""
    assert "m/tactics/" in nav_hrefs(page(small_site))
    assert not any("rota" in href for href in nav_hrefs(page(small_site)))
    assert "Evening rota" not in titles(page(small_site, "m/goals/helped"))


def test_the_sidebar_of_an_entry_lists_its_siblings_and_only_those(tmp_path: Path) -> None:
    """Up to forty siblings help to find the way; more are a wall, and entries of other kinds are noise."""
    for count, shown in ((40, 40), (41, 1)):
        many = {
            f"m/tactics/t{n}.yml": f"title: Tactic {n}\nimplements: [evening]\n" for n in range(count - 1)
        }
        site = build(write(tmp_path / str(count), {}, {**SMALL, **many}))
        listed = [
            t for t in titles(page(site, "m/tactics/rota")) if t.startswith("Tactic ") or t == "Evening rota"
        ]
        assert len(listed) == shown
        assert "Evening rota" in listed
        assert "Helped the first time" not in titles(page(site, "m/tactics/rota"))
        assert not [t for t in titles(page(site, "m/tactics")) if t.startswith("Tactic ")]


def test_a_retired_entry_is_no_sibling_but_finds_itself(tmp_path: Path) -> None:
    """Who arrives at a retired page by an old link still sees where it belongs."""
    gone = {"m/tactics/gone.yml": "title: Gone\nstatus: retired\nimplements: [evening]\n"}
    site = build(write(tmp_path, {}, {**SMALL, **gone}))
    assert "Gone" not in titles(page(site, "m/tactics/rota"))
    assert "Gone" in titles(page(site, "m/tactics/gone"))


def test_an_entry_knows_its_ancestors(tmp_path: Path) -> None:
    """Breadcrumbs and the marked section tell a reader who came by a search result where this is."""
    text = CONFIG.replace("font: false", "font: false, features: [navigation.path, navigation.tabs]")
    site = build(write(tmp_path, {"mkdocs.yml": text, "docs/index.md": "# Welcome\n"}))
    entry = tree(page(site, "m/tactics/rota"))
    path = entry.one("nav", class_="md-path")
    assert [a.text for a in path.all("a")] == ["Welcome", "Strategy", "Tactics"]
    assert [a["href"] for a in path.all("a")][-1] == "../"
    active = [e.text for e in entry.one("nav", class_="md-tabs").all("li", class_="md-tabs__item--active")]
    assert active == ["Strategy"]
    marked = [
        e.text for e in entry.one("nav", class_="md-nav--primary").all("a", class_="md-nav__link--active")
    ]
    assert "Evening rota" in marked


def test_the_swap_of_one_page_leaves_no_trace_on_the_next(small_site: Path) -> None:
    """The sidebar is exchanged for one page at a time, in a tree that all pages share."""
    assert titles(page(small_site, "m/vision")) == titles(page(small_site, "m/roles"))
    for name in ("m/vision", "m/roles", ""):
        primary = tree(page(small_site, name)).one("nav", class_="md-nav--primary")
        assert len({e.text for e in primary.all("a", class_="md-nav__link--active")}) == 1, name


def test_an_explicit_nav_without_a_mark_keeps_its_entries(tmp_path: Path) -> None:
    """Playbooks then come after them, as where there is no nav."""
    files = {
        "docs/index.md": "# Welcome\n",
        "docs/about.md": "# About us\n",
        "mkdocs.yml": config_with("nav: [{Start: index.md}, {Who we are: about.md}]"),
    }
    site = build(write(tmp_path, files), strict=True)
    assert titles(page(site))[:3] == ["Start", "Who we are", "Merrowby"]


@pytest.mark.parametrize(
    ("nav", "want"),
    [
        ("[gameplan, about.md]", ["Merrowby", "Netherby", "About us"]),
        ("[about.md, gameplan/n]", ["About us", "Netherby"]),
        ("[{Our plays: gameplan}, about.md]", ["Our plays", "Merrowby", "Netherby", "About us"]),
        (
            "[{South: gameplan/n}, about.md, {North: gameplan/m}]",
            ["South", "About us", "North"],
        ),
        ("[{All of it: [about.md, gameplan/m]}]", ["All of it", "About us", "Merrowby"]),
        ("[{South: gameplan/n}, gameplan]", ["South", "Merrowby"]),
        ("[{North: gameplan/m}, {Others: gameplan}]", ["North", "Others"]),
    ],
)
def test_marks_in_an_explicit_nav_say_where_playbooks_stand(
    tmp_path: Path, nav: str, want: list[str]
) -> None:
    """`gameplan` stands for all playbooks without a mark, `gameplan/n` for one; a title of its own wraps it."""
    files = {
        "docs/index.md": "# Welcome\n",
        "docs/about.md": "# About us\n",
        "mkdocs.yml": config_with(f"nav: {nav}"),
    }
    site = build(write(tmp_path, files, TWO), strict=True)
    shown = [t for t in titles(page(site)) if t in {*want, "Netherby", "Merrowby"}]
    assert list(dict.fromkeys(shown)) == want


def test_a_mark_for_no_playbook_fails_before_the_old_site_is_emptied(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A slip in nav would otherwise leave a site in which a playbook cannot be found."""
    write(tmp_path, {"mkdocs.yml": config_with("nav: [gameplan/x]"), "site/kept.txt": "kept"})
    with pytest.raises(MkDocsException):
        build(tmp_path)
    assert "There are: gameplan/m." in caplog.text
    assert list(files_of(tmp_path / "site")) == ["kept.txt"]


@pytest.mark.parametrize("nav", ["[index.md, gameplan/n]", "[index.md, gameplan]", "[index.md, gameplan/m]"])
def test_a_mark_of_a_hidden_playbook_stands_for_nothing(tmp_path: Path, nav: str) -> None:
    """A public and an internal site share their nav."""
    hidden = {**TWO, "n/playbook.yml": TWO["n/playbook.yml"].replace("public", "internal")}
    files = {"docs/index.md": "# Welcome\n", "mkdocs.yml": config_with(f"nav: {nav}")}
    site = build(write(tmp_path, files, hidden), strict=True)
    assert "Netherby" not in page(site)


def test_where_a_nav_comes_from_elsewhere_the_playbooks_stand_last(tmp_path: Path) -> None:
    """A plugin that makes its own navigation passes over nav, and our marks with it."""
    files = {
        "docs/index.md": "# Welcome\n",
        "mkdocs.yml": config_with("nav: [{Ours: gameplan}, index.md]\nhooks: [elsewhere.py]"),
        "elsewhere.py": "from mkdocs.plugins import event_priority\n\n\n@event_priority(-50)\n"
        "def on_config(config):\n    config.nav = ['index.md']\n    return config\n",
    }
    site = build(write(tmp_path, files), strict=True)
    assert titles(page(site))[:3] == ["Welcome", "Merrowby", "Strategy"]


def test_two_playbooks_stand_side_by_side(tmp_path: Path) -> None:
    """Each has its own sections; the home of the site leads to both."""
    site = build(write(tmp_path, {}, TWO), strict=True)
    assert {"Merrowby", "Netherby"} <= set(titles(page(site)))
    links = {a["href"] for a in own(page(site)).all("a")}
    assert {"m/", "n/"} <= links


# --- the home of the site ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["index.md", "README.md"])
def test_a_written_home_stays_the_home(tmp_path: Path, name: str) -> None:
    """docs/index.md, where there is one, is the site's home."""
    site = build(write(tmp_path, {f"docs/{name}": "# Mine alone\n"}), strict=True)
    assert "Mine alone" in page(site)
    assert not tree(page(site)).all("div", class_="gp")


def test_without_a_written_home_one_is_made(small_site: Path) -> None:
    """The front door must not be a page that is missing; one playbook alone is met there at once."""
    home = own(page(small_site))
    assert home.one("h1").text == "What do you need to know?"
    assert home.one("p", class_="gp-eyebrow").one("strong").text == "Merrowby"
    assert "m/tactics/rota/" in {a["href"] for a in own(page(small_site)).all("a")}


# --- settings of MkDocs ---------------------------------------------------------------------------


def hrefs_resolve(site: Path, base: str = "") -> None:
    """Every local link of every page leads to a file of the site, and to an id in it."""
    pages = {
        name: text.decode()
        for name, text in files_of(site).items()
        if name.endswith(".html") and name != "404.html"
    }
    ids = {name: {e["id"] for e in tree(text) if e["id"]} for name, text in pages.items()}
    for name, text in pages.items():
        for link in (e for element in tree(text).all("div", class_="gp") for e in element.all("a")):
            href, _, anchor = link["href"].partition("#")
            if href.startswith(("http:", "https:", "mailto:")):
                continue
            target = os.path.normpath(Path(name).parent / href) if href else name
            if link["download"]:
                assert target in files_of(site), f"{name}: {link['href']}"
                continue
            target = target if target.endswith(".html") else Path(target, "index.html").as_posix()
            assert target in pages, f"{name}: {link['href']}"
            assert not anchor or anchor in ids[target], f"{name}: {link['href']}"


@pytest.mark.parametrize("directory", [True, False])
def test_links_lead_somewhere_with_and_without_directory_urls(tmp_path: Path, directory: bool) -> None:
    """Links are worked out by Gameplan, not by MkDocs, so MkDocs does not check them."""
    more = {
        "m/tactics/other.yml": "title: Other\nimplements: [evening]\nformerly: [older]\n"
        "summary: See [[tactics/rota]] and [[goals/helped|the goal]].\n"
    }
    site = build(write(tmp_path, {}, {**SMALL, **more}), use_directory_urls=directory, strict=True)
    name = "m/tactics/other/index.html" if directory else "m/tactics/other.html"
    assert name in files_of(site)
    assert ("m/tactics/older/index.html" if directory else "m/tactics/older.html") in files_of(site)
    hrefs_resolve(site)


def test_a_site_under_a_path_links_relatively(tmp_path: Path) -> None:
    """Project pages of git hosts live under a path; an address from the root would leave the site."""
    site = build(
        write(tmp_path, {"mkdocs.yml": config_with("site_url: https://host.example/some/path/")}), strict=True
    )
    for name, text in files_of(site).items():
        if name.endswith(".html") and name != "404.html":
            for element in tree(text.decode()).all("div", class_="gp"):
                assert not [a["href"] for a in element.all("a") if a["href"].startswith("/")], name
    assert 'href="https://host.example/some/path/m/tactics/rota/"' in page(site, "m/tactics/rota")
    hrefs_resolve(site)


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_another_theme_builds_too(tmp_path: Path, theme: str) -> None:
    """The pages are plain HTML; a site that does not use Material must not fail for it."""
    text = CONFIG.replace("{name: material, font: false}", theme)
    site = build(write(tmp_path, {"mkdocs.yml": text}), strict=True)
    assert own(page(site, "m/tactics/rota")).one("h1").text == "Evening rota"


def test_it_works_without_the_search_plugin(tmp_path: Path) -> None:
    """What search reads is swapped in and out of the page; without search nothing may be left over."""
    site = build(write(tmp_path, {"mkdocs.yml": CONFIG.replace("search, ", "")}), strict=True)
    assert own(page(site, "m/tactics/rota")).one("h1")


# --- search ---------------------------------------------------------------------------------------

PARTS = {
    "m/policies/social-media.yml": (
        "title: Social media policy\npurpose: Confidence.\nnumber: ML-07\nclauses:\n"
        "  borrower-privacy: {title: Borrower privacy, number: '3.2', strength: must-not, statement: Never hint who borrowed what.}\n"
        "  be-kind: {strength: must, statement: Be kind.}\n"
    ),
    "m/rules/angry.yml": (
        "title: Somebody is angry\nwhen: A hostile comment\naction: reply-once\n"
        "replies: {hold: {text: We are finding out.}}\n"
    ),
    "m/guides/post.yml": (
        "title: Can I post this?\nquestion: May I?\nstart: official\n"
        'questions: {official: {ask: Official?, answers: [{if: "yes", then: go}]}}\n'
    ),
    "m/tactics/gone.yml": "title: Gone\nstatus: retired\nimplements: [evening]\n",
}


def test_search_has_one_document_for_each_entry_and_each_part(tmp_path: Path) -> None:
    """Headings would give dozens of documents a page; people look for entries and clauses."""
    site = build(write(tmp_path, {}, {**SMALL, **PARTS}))
    docs = {d["location"]: d for d in search_index(site)}
    assert len(docs) == len(search_index(site))
    assert sorted(docs) == sorted(
        [
            "m/", "m/vision/", "m/goals/", "m/goals/helped/", "m/strategies/", "m/strategies/evening/",
            "m/tactics/", "m/tactics/rota/", "m/map/", "m/line-of-sight/", "m/roles/", "m/roles/editor/",
            "m/own-account/", "m/policies/", "m/policies/social-media/", "m/policies/social-media/#borrower-privacy",
            "m/policies/social-media/#be-kind", "m/rules/", "m/rules/angry/", "m/rules/angry/#hold",
            "m/guides/", "m/guides/post/", "m/guides/post/#official",
        ]
    )  # fmt: skip
    policy, clause = docs["m/policies/social-media/"], docs["m/policies/social-media/#borrower-privacy"]
    for words in ("ML-07", "Social media policy", "social-media"):
        assert words in policy["title"] + policy["text"]
    for words in ("3.2", "Borrower privacy", "borrower-privacy", "Never hint who borrowed what."):
        assert words in clause["title"] + clause["text"]


def test_what_search_reads_is_not_what_the_page_shows(small_site: Path) -> None:
    """The search text is swapped in for the search plugin alone."""
    text = page(small_site, "m/tactics/rota")
    assert len(tree(text).all("h1")) == 1
    assert own(text).one("h1")["id"] == "_top"


# --- hostile texts ------------------------------------------------------------------------------------

SIGNS = ("\x01", "\u202e")
"""Characters that are refused before anything is built (test_cases.py)."""
HOSTILE = [p for p in payloads() if not any(sign in p for sign in SIGNS)]
BREAKERS = [
    "</script><img src=x onerror=alert(1)>",
    "</title><script>alert(2)</script>",
    "&lt;img src=x onerror=alert(3)&gt;",
]


def with_texts(texts: list[str], *, prose: bool) -> dict[str, str]:
    """A playbook that puts each text into every plain field of some entry, or into every prose field."""
    files = dict(SMALL)
    for n, text in enumerate(texts):
        word = json.dumps(text)
        label, body = (json.dumps(f"Harmless {n}"), word) if prose else (word, "Harmless words.")
        files[f"m/tactics/x{n}.yml"] = (
            f"title: {label}\nimplements: [evening]\ntags: [{label}, other]\nnumber: {label}\ncadence: {label}\n"
            f"effort: {label}\nlinks: [{{title: {label}, url: 'https://ok.example/'}}]\nexamples: [{{title: {label}, text: {body}}}]\n"
            f"legal: [{{title: {label}, note: {body}}}]\nsummary: {body}\ndescription: {body}\nmessage: {body}\n"
            f"steps: [{body}, {body}]\nstop_if: {body}\napproved: {{by: editor, ref: {label}}}\n"
        )
        group = n // 15
        policy, rule = f"m/policies/p{group}.yml", f"m/rules/r{group}.yml"
        if policy not in files:
            files[policy] = (
                f"title: {label}\npurpose: {body}\nscope: {body}\ndefinitions: {{{label}: {body}}}\nclauses:\n"
            )
            files[rule] = (
                f"title: {label}\nwhen: {body}\naction: reply\nrecord: {body}\ndo: [{body}]\nenforces: [p{group}#c{n}]\nreplies:\n"
            )
        files[policy] += (
            f"  c{n}: {{title: {label}, number: {label}, strength: must, statement: {body}, rationale: {body}, do: [{body}],"
            f" when: {body}, limit: {{at_most: 2, unit: {label}, per: {label}}}}}\n"
        )
        files[rule] += f"  w{n}: {{title: {label}, text: {body}, language: {label}}}\n"
    first = json.dumps(texts[0])
    files["m/playbook.yml"] = (
        f"title: {'Merrowby' if prose else first}\norganisation: {'Us' if prose else first}\nvisibility: public\n"
        f"labels: {{tactics: {'Plays' if prose else first}}}\n"
    )
    return files


def hostile_pair(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], twin: Callable[[int], str], *, prose: bool
) -> tuple[Path, Path]:
    name = "prose" if prose else "labels"
    text = CONFIG.replace(
        "font: false", "font: false, features: [navigation.path, navigation.tabs, toc.integrate]"
    )
    folders = [tmp_path_factory.mktemp(f"{name}-{n}") for n in range(2)]
    sites = [with_texts(texts, prose=prose), with_texts([twin(n) for n in range(len(texts))], prose=prose)]
    return tuple(  # type: ignore[return-value]
        build(write(folder, {"mkdocs.yml": text}, files))
        for folder, files in zip(folders, sites, strict=True)
    )


@pytest.fixture(scope="module")
def hostile_labels(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A site whose plain texts are all hostile, and a twin of the same shape with harmless ones."""
    return hostile_pair(tmp_path_factory, [*BREAKERS, *HOSTILE], lambda n: f"Harmless {n}", prose=False)


@pytest.fixture(scope="module")
def hostile_prose(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same for Markdown."""
    return hostile_pair(tmp_path_factory, [*BREAKERS, *HOSTILE], lambda n: f"Harmless words {n}.", prose=True)


def pages_of(site: Path) -> dict[str, str]:
    return {name: body.decode() for name, body in files_of(site).items() if name.endswith(".html")}


def test_plain_text_is_text_wherever_it_is_printed(hostile_labels: tuple[Path, Path]) -> None:
    """Titles stand in <title>, meta, navigation, breadcrumbs, headings: on every page the same elements
    must stand as with harmless words. MkDocs' templates have no autoescape."""
    hostile, twin = map(pages_of, hostile_labels)
    assert hostile.keys() == twin.keys()
    for name, text in hostile.items():
        assert inventory(plain_of(text)) == inventory(plain_of(twin[name])), name


def plain_of(text: str) -> str:
    """A page without what depends on how long a title is, or how fit to search for."""
    return without_examples(unlettered(text))


def unlettered(text: str) -> str:
    """A page without the words in the boxes of the map, which break into lines by their length. Markup in them stays."""
    text = re.sub(r'<(?:text class="gp-node__|path class="gp-sign)[^<>]*>[^<>]*(?:</text>)?', "", text)
    return re.sub(r'(data-gp-n="[^<>]*>)<title>[^<>]*</title>', r"\1", text)


def without_examples(text: str) -> str:
    """A page without the examples of search, of which there are as many as titles are fit to search for: what goes
    are whole links that hold nothing but words."""
    before, there, after = text.partition('<p class="gp-ask__examples gp-screen">')
    examples, end, rest = after.partition("</p>")
    return before + there + re.sub(r'<a href="[^"<>]*">[^<>]*</a>', "", examples) + end + rest


def test_markdown_of_authors_runs_nothing(hostile_prose: tuple[Path, Path]) -> None:
    """Whatever Markdown makes of a text, no page gets an element, handler or address that could run or load."""
    hostile, twin = map(pages_of, hostile_prose)
    assert hostile.keys() == twin.keys()
    for name, text in hostile.items():
        assert dangers(text) <= dangers(twin[name]), name


@pytest.mark.parametrize("which", ["hostile_labels", "hostile_prose"])
def test_nothing_in_the_search_index_is_markup_of_authors(which: str, request: pytest.FixtureRequest) -> None:
    """Search results are put into the page as HTML by the theme's script: titles, texts and tags alike."""
    site, _ = request.getfixturevalue(which)
    for doc in search_index(site):
        assert not dangers(doc["title"] + doc["text"]), doc
        assert {e.tag for e in tree(doc["title"])} == {""}, doc
        assert {e.tag for e in tree(doc["text"])} <= {"", "p"}, doc


def test_a_title_in_the_head_cannot_end_it(hostile_labels: tuple[Path, Path]) -> None:
    """`</title><script>` in a title, also when the theme decodes entities once more."""
    for name, text in pages_of(hostile_labels[0]).items():
        head = text[: text.index("<body")]
        assert "alert(" not in head.replace("&lt;", "<").split("<title>")[0].split('name="description"')[0], (
            name
        )
        title = head[head.index("<title>") + 7 : head.index("</title>")]
        assert "<" not in title, name


def test_template_language_is_shown_literally(tmp_path: Path) -> None:
    """Texts of a playbook are never templates."""
    jinja = "{{ config.site_name }} {% raw %}x{% endraw %} {# gone? #}"
    word = json.dumps(jinja)
    files = {"m/tactics/rota.yml": f"title: {word}\nsummary: {word}\nimplements: [evening]\ntags: [{word}]\n"}
    shown = own(page(build(write(tmp_path, {}, {**SMALL, **files})), "m/tactics/rota")).text
    assert shown.count(jinja) >= 3


# --- same inputs, same bytes ----------------------------------------------------------------------------


@pytest.mark.thorough
def test_two_builds_are_equal_byte_for_byte(tmp_path: Path) -> None:
    """Another working folder, time zone, locale, hash seed and kind of line ending change nothing."""
    results = []
    for n, (zone, seed, lang) in enumerate(
        (("Pacific/Kiritimati", "1", "C"), ("America/New_York", "2", "C.UTF-8"))
    ):
        folder = tmp_path / f"{'deeper/' * n}copy{n}"
        playbook = {
            name: text.replace("\n", "\r\n") if n else text for name, text in {**SMALL, **PARTS}.items()
        }
        # Path.write_text would translate nothing here: the texts hold their own line ends.
        write(folder, {"docs/index.md": "# Home\n", "docs/guide/a.md": "# A\n"}, {})
        for name, text in playbook.items():
            path = folder / "playbooks" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(tmp_path), "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": lang,
            "SOURCE_DATE_EPOCH": "1767225600",
        }  # fmt: skip
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "-q",
            "-f",
            str(folder / "mkdocs.yml"),
            "-d",
            str(folder / "out"),
        ]
        cwd = folder if n else tmp_path
        done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        results.append(files_of(folder / "out"))
    first, second = results
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_loaded_configuration_has_the_assets(tmp_path: Path) -> None:
    """Style sheet and script are added once, also when a configuration is loaded again."""
    site = build(write(tmp_path, {}))
    assert (site / "assets/gameplan/gameplan.css").is_file()
    assert page(site, "m").count("gameplan.css") == 1
    assert load_config(config_file=str(tmp_path / "mkdocs.yml")).extra_css == []


def test_a_broken_template_ends_a_build_before_the_old_site_is_emptied(tmp_path: Path) -> None:
    """It is found where it stands, and costs nothing that was published."""
    files = {
        "mkdocs.yml": "site_name: S\ntheme: {name: material, font: false, custom_dir: overrides}\nplugins: [gameplan]\n",
        "overrides/gameplan/entity.html": '{% extends "shipped/entity.html" %}\n{% block why %}{{ page.titel }}{% endblock %}\n',
        "site/kept.txt": "kept",
    }
    write(tmp_path, files)
    with pytest.raises(MkDocsException):
        build(tmp_path)
    assert list(files_of(tmp_path / "site")) == ["kept.txt"]
