"""The branch of published versions: what is written into it and what is not, how large it is, what it holds."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from gameplan.diff.change import Change, Comparison, Impact, Side
from gameplan.diff.words import as_notes
from gameplan.git import Repository
from gameplan.loader import load
from gameplan.publishing import CannotPublish, Planned, Shelf, Store, holding, store_of, wanted
from gameplan.publishing import publish as published
from gameplan.publishing.lost import MARK, lost_page
from gameplan.publishing.publish import _with_lost_page
from gameplan.publishing.sizes import growth, in_words, judge
from gameplan.releases import Release, read, snapshot, written
from gameplan.settings import Limits
from gameplan.source import from_memory
from small import SMALL

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="the branch is a branch of git")


def git(folder: Path, *words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    return store_of(Repository.around(tmp_path), "gh-pages", "origin")


def filled(store: Store, files: Mapping[str, str], links: Mapping[str, str] | None = None) -> Shelf:
    """What the branch holds once these files were published."""
    folder = store.repository.top / "made"
    folder.mkdir()
    git(folder, "init", "--quiet", "--bare", ".git")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    for name, target in (links or {}).items():
        (folder / name).symlink_to(target)
    where = ("--git-dir", str(store.repository.top / ".git"), "--work-tree", str(folder))
    shutil.rmtree(folder / ".git")
    git(folder, *where, "add", "--all", "--force", ".")
    tree = git(folder, *where, "write-tree")
    git(folder, *where, "read-tree", "--empty")
    shutil.rmtree(folder)
    shelf = Shelf(store.repository, tree)
    store.take(shelf, "Made\n")
    return shelf


def listing(**versions: list[str]) -> str:
    return json.dumps(
        [{"version": v[1:].replace("_", "."), "title": v, "aliases": a} for v, a in versions.items()]
    )


@needs_git
def test_the_same_files_make_no_new_commit(store: Store) -> None:
    """Also where nobody has ever told git a name."""
    before = store.with_file(store.empty(), "a.txt", "one")
    first = store.take(before, "One\n")
    assert store.take(store.with_file(before, "a.txt", "one"), "Again\n") == first
    second = store.take(store.with_file(before, "a.txt", "two"), "Two\n")
    assert git(store.repository.top, "log", "--format=%s", "gh-pages").split() == ["Two", "One"]
    assert second != first
    assert store.at("gh-pages").text("a.txt") == "two"
    assert store.at("gh-pages").text("b.txt") is None


@needs_git
def test_what_somebody_else_has_published_meanwhile_is_not_lost(store: Store) -> None:
    """A build takes a while, and two may run at once."""
    store.take(store.with_file(store.empty(), "a", "1"), "One\n")
    begun = store.moment()
    other = store.take(store.with_file(store.empty(), "a", "2"), "Two\n")
    with pytest.raises(CannotPublish, match="meanwhile"):
        store.take(store.with_file(store.empty(), "a", "3"), "Three\n", begun)
    assert store.tip() == other


@needs_git
def test_what_happens_aside_is_gone_afterwards(store: Store) -> None:
    """A build that fails leaves no trace, and no ref that keeps its files alive."""

    def fail() -> None:
        with store.aside(store.empty()) as ref:
            assert store.at(ref).files == ()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert git(store.repository.top, "for-each-ref") == ""


@needs_git
def test_the_branch_goes_on_from_whichever_is_newer(store: Store) -> None:
    """Somebody else has published, or oneself has not pushed; both at once is for people to settle."""
    one = store.take(store.with_file(store.empty(), "a", "1"), "One\n")
    two = store.written(store.with_file(store.empty(), "a", "2").tree, "Two\n", (one,))
    git(store.repository.top, "update-ref", store.there, two)
    assert store.tip() == two
    git(store.repository.top, "update-ref", store.here, two)
    git(store.repository.top, "update-ref", store.there, one)
    assert store.tip() == two
    git(store.repository.top, "update-ref", store.there, store.written(store.empty().tree, "Three\n", (one,)))
    with pytest.raises(CannotPublish, match="gone different ways"):
        store.tip()


@needs_git
def test_a_link_counts_as_much_as_what_it_leads_to(store: Store) -> None:
    """The host that serves the files holds them twice."""
    shelf = filled(store, {"1.0/a": "x" * 100, "1.0/b/c": "y" * 50, "index.html": "z"}, {"latest": "1.0"})
    assert shelf.sizes == {"1.0": 150, "latest": 150, "": 1}
    assert shelf.size == 301


def test_sizes_are_told_and_judged() -> None:
    """First in passing, then as a warning, and too much is refused before anybody could see it."""
    assert [in_words(n) for n in (7, 12_345, 4_120_000, 23_400_000, 9_960_000)] == [
        "7 bytes", "12 kB", "4.1 MB", "23 MB", "10 MB",
    ]  # fmt: skip
    assert growth("3.0", 18_900_000, 23_000_000) == "3.0 adds 4.1 MB; all versions 23 MB of 1 GB."
    assert growth("3.0", 23_000_000, 22_000_000) == "3.0 takes away 1.0 MB; all versions 22 MB of 1 GB."
    assert growth("3.0", 23_000_000, 23_000_000) == "All versions have 23 MB of 1 GB."
    assert judge(799_999_999) == ""
    assert "from 1 GB on the host refuses them" in judge(800_000_000)
    assert "prune-versions" in judge(1_000_000_000)
    with pytest.raises(CannotPublish, match="Nothing was published"):
        judge(1_000_000_001)


@needs_git
@pytest.mark.parametrize("name", ["a..b", "-x", "a b", ""])
def test_a_name_that_is_no_branch_is_refused(store: Store, name: str) -> None:
    """Before git could take it for something else."""
    with pytest.raises(CannotPublish):
        store_of(store.repository, name, "origin")


@needs_git
def test_publishing_needs_an_environment_with_mike(store: Store) -> None:
    """And says how to get one; where ProperDocs is beside it, mike would build with that."""
    planned = Planned("dev", Path("mkdocs.yml"), 0, "", "", {})
    with pytest.raises(CannotPublish, match=r"mike, and it is|ProperDocs is installed"):
        published(store, planned, push=False, dry_run=False)
    with pytest.raises(CannotPublish, match="deploy_prefix"):
        published(
            store,
            Planned("dev", Path("mkdocs.yml"), 0, "", "", {"deploy_prefix": "x"}),
            push=False,
            dry_run=False,
        )


# --- the page for lost addresses ------------------------------------------------------------------------


def test_the_lost_page_knows_where_the_site_begins() -> None:
    """Without a script from the address of the site; it asks no other host for anything."""
    text = lost_page("https://x.example/a/playbook", "latest", latest="latest", working="dev")
    assert 'href="/a/playbook/latest/"' in text
    assert 'var known = "/a/playbook/"' in text
    assert "//" not in text.replace("</", "")
    assert 'href="/"' in lost_page("", "dev", latest="latest", working="dev")
    hostile = lost_page('https://x.example/"></script><b>', "latest", latest="latest", working="dev")
    assert "<b>" not in hostile


@needs_git
def test_a_lost_page_of_the_site_itself_is_left_alone(store: Store) -> None:
    """Ours is written anew with every version, somebody's own never."""
    shelf = _with_lost_page(store, store.empty(), "https://x.example/", "latest")
    assert MARK in (shelf.text("404.html") or "")
    assert _with_lost_page(store, shelf, "https://x.example/", "latest").tree == shelf.tree
    own = store.with_file(store.empty(), "404.html", "<h1>Lost?</h1>")
    assert _with_lost_page(store, own, "https://x.example/", "latest").text("404.html") == "<h1>Lost?</h1>"


# --- which versions hold an entry -----------------------------------------------------------------------


def entry(playbook: Mapping[str, str], version: str) -> Release:
    graph = load(from_memory(playbook), Limits()).graph
    data = snapshot(graph, version=version, date=dt.date(2026, 1, 1), summary="", approver="", reference="")
    return read(written(data), f"releases/{version}.json")


BEFORE = {
    **SMALL,
    "m/tactics/rota-of-old.yml": SMALL["m/tactics/rota.yml"].replace("title: ", "title: Old & "),
}
del BEFORE["m/tactics/rota.yml"]
AFTER = {**SMALL, "m/tactics/rota.yml": f"{SMALL['m/tactics/rota.yml']}\nformerly: [rota-of-old]\n"}


@needs_git
def test_an_entry_is_found_under_its_name_of_then(store: Store) -> None:
    """As a page, as a link that leads on, in search, and not where another one's name only begins like it."""
    graph = load(from_memory(AFTER), Limits()).graph
    releases = (entry(BEFORE, "1.0"), entry(AFTER, "2.0"))
    (thing,) = wanted("tactics/rota", graph, releases)
    assert thing.then == {"1.0": "m/tactics/rota-of-old", "2.0": "m/tactics/rota"}
    shelf = filled(
        store,
        {
            "versions.json": listing(v2_0=["latest"], v1_0=[], v0_9=[]),
            "2.0/m/tactics/rota/index.html": "<h1>Rota</h1>",
            "2.0/m/tactics/rota-of-old/index.html": "<h1>This page has moved</h1>",
            "2.0/m/tactics/other/index.html": '<a href="../rota/">It</a>',
            "2.0/m/tactics/third/index.html": '<a href="../rota-two/">Another</a>',
            "2.0/sitemap.xml": "<loc>https://x.example/m/tactics/rota/</loc>",
            "1.0/m/tactics/rota-of-old.html": "<h1>Old &amp; …</h1>",
            "1.0/search/search_index.json": '{"location": "m/tactics/rota-of-old/"}',
            "0.9/index.html": "<p>m/tactics/rota-two</p>",
            "left-over/m/tactics/rota/index.html": "<h1>Rota</h1>",
        },
        {"latest": "2.0"},
    )
    held = {one.version: one for one in holding(thing, shelf)}
    assert set(held) == {"2.0", "1.0", "left-over"}
    assert held["2.0"].aliases == ("latest",)
    assert held["2.0"].page == "m/tactics/rota/index.html"
    assert held["2.0"].old_links == ("m/tactics/rota-of-old/index.html",)
    assert held["2.0"].named_in == ("m/tactics/other/index.html", "sitemap.xml")
    assert held["2.0"].machines == ("sitemap.xml",)
    assert held["1.0"].page == "m/tactics/rota-of-old.html"
    assert held["1.0"].machines == ("search/search_index.json",)


@needs_git
def test_an_entry_that_is_gone_is_still_found(store: Store) -> None:
    """Most of all then: somebody has deleted it, and the old versions have it."""
    graph = load(from_memory({n: t for n, t in SMALL.items() if "rota" not in n}), Limits()).graph
    (thing,) = wanted("m/tactics/rota-of-old", graph, (entry(BEFORE, "1.0"),))
    shelf = filled(store, {"versions.json": listing(v1_0=[]), "1.0/m/tactics/rota-of-old/index.html": "It"})
    assert [one.page for one in holding(thing, shelf)] == ["m/tactics/rota-of-old/index.html"]
    assert wanted("m/tactics/never", graph, (entry(BEFORE, "1.0"),)) == []


# --- notes of a release -----------------------------------------------------------------------------------


def change(**said: object) -> Change:
    told = {"code": "x", "kind": "changed", "impact": Impact.MAJOR, "address": "m/rules/a", "thing": "rule",
            "title": "A rule", "effect": "tightened", "flags": ("obligation-up",), **said}  # fmt: skip
    return Change(**told)  # type: ignore[arg-type]  # put together from words


def test_notes_say_first_what_people_must_do() -> None:
    """By role, everyone before the others; what nobody does differently comes after, or is counted."""
    changes = (
        change(acts=("m/roles/editor", "m/roles/head")),
        change(acts=("everyone",), title="For all"),
        change(kind="added", impact=Impact.MINOR, flags=(), title="New one", effect="new"),
        change(impact=Impact.PATCH, flags=(), title="A comma"),
    )
    names = {"m/roles/editor": "Duty *editor*", "m/roles/head": "Head @everybody"}
    text = as_notes(
        Comparison(Side("1.0"), Side("2.0"), changes, names=names),
        lead=["A [link](x)."],
        read_more="https://x.example/",
    )
    lines = text.splitlines()
    assert lines[0] == r"A \[link\](x)."
    assert lines.index("## What you must do differently") < lines.index("- **Everyone**")
    assert lines.index("- **Everyone**") < lines.index("- **Duty \\*editor\\* and Head @\u200beverybody**")
    assert lines.index("## New") < lines.index("Besides: 1 edit after which nobody acts differently.")
    assert "A comma" not in text
    assert text.endswith("<https://x.example/>\n")


def test_notes_are_cut_where_a_host_would_refuse_them() -> None:
    """What is left out is said, and no heading stands over nothing."""
    changes = tuple(change(acts=("everyone",), title=f"Rule {n} {'x' * 40}") for n in range(60))
    text = as_notes(Comparison(Side("1.0"), Side("2.0"), changes), read_more="https://x.example/", limit=1500)
    assert len(text) <= 1500
    assert "More has changed than fits here." in text
    assert text.endswith("<https://x.example/>\n")
