"""The same pages on every generator and theme we say we run on, whatever else the site has.

Run by `make matrix`: it makes environments of its own from the package index.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from environments import ALONE, HOSTS, NEWEST, OLDEST, Built, environment, floors
from shapes import DOCS, EXAMPLE, PLAYBOOKS, SHAPES, TEMPLATE

from sites import files_of, page, search_index, tree, write

Sites = dict[tuple[str, str], Built]

FIRST, *OTHERS = HOSTS
EVERY = [*SHAPES, EXAMPLE]
hosts = pytest.mark.parametrize("host", HOSTS)
others = pytest.mark.parametrize("host", OTHERS)
shapes = pytest.mark.parametrize("shape", EVERY)


def own_bytes(text: str) -> list[str]:
    """What Gameplan wrote of a page, just as it stands there."""
    found = []
    for start in re.finditer(r'<div class="gp[ "]', text):
        depth = 0
        for mark in re.compile(r"<div\b|</div>").finditer(text, start.start()):
            depth += -1 if mark[0] == "</div>" else 1
            if not depth:
                found.append(text[start.start() : mark.end()])
                break
    return found


def pages(site: Path) -> dict[str, list[str]]:
    """By path: what Gameplan wrote of each page that has something of it."""
    texts = {name: body.decode() for name, body in files_of(site).items() if name.endswith(".html")}
    return {name: own for name, text in texts.items() if (own := own_bytes(text))}


def differing(one: dict[str, list[str]], other: dict[str, list[str]]) -> list[str]:
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]


def sidebar(text: str) -> list[str]:
    """The titles in the navigation of a page, top level only."""
    items = tree(text).one("nav", class_="md-nav--primary").all("ul")[0]
    return [next(e for e in item if "md-ellipsis" in e["class"]).text for item in items.children]


def test_the_environments_are_what_they_are_called(built: Sites) -> None:
    """An installer that quietly takes another version would leave nothing tested."""
    oldest, newest, alone = (e.versions() for e in (OLDEST, NEWEST, ALONE))
    assert {name: oldest[name.lower()] for name in floors()} == floors()
    assert set(floors()) >= {"mkdocs", "mkdocs-material", "pymdown-extensions", "Markdown"}
    assert newest["mkdocs-material"] != oldest["mkdocs-material"]
    assert "mkdocs" not in alone
    assert alone["properdocs"] == newest["properdocs"]


@hosts
@shapes
def test_it_builds_strictly(built: Sites, host: str, shape: str) -> None:
    """Not even a warning, from any of the plugins."""
    assert not built[host, shape].failed, built[host, shape].said


@others
@shapes
def test_the_pages_are_the_same(built: Sites, host: str, shape: str) -> None:
    """Byte for byte, so that nobody has to read two sites to trust one."""
    one, other = built[FIRST, shape].site, built[host, shape].site
    assert len(pages(one)) >= 20
    assert differing(pages(one), pages(other)) == []
    names = [{n for n in files_of(site) if n.endswith(".html")} for site in (one, other)]
    assert names[0] == names[1]


@pytest.mark.parametrize("config", ["properdocs.yml", "mkdocs.yml"])
def test_the_command_builds_the_same_pages_without_mkdocs(built: Sites, tmp_path: Path, config: str) -> None:
    """Whoever has ProperDocs alone checks and builds with the same words."""
    write(tmp_path, {"mkdocs.yml": SHAPES["plain"], **DOCS}, PLAYBOOKS)
    (tmp_path / "mkdocs.yml").rename(tmp_path / config)

    def said(*words: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [ALONE.command("gameplan"), *words],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout, done.stderr

    code, report, complaint = said("check")
    assert (code, complaint) == (0, "")
    assert report.startswith("No findings in ")
    assert said("build") == (0, "", "")
    assert differing(pages(built[FIRST, "plain"].site), pages(tmp_path / "site")) == []


@others
@shapes
def test_search_finds_the_same(built: Sites, host: str, shape: str) -> None:
    """One document for each entry and part, with the same words."""
    wanted, found = (
        {(d["location"], d["title"], d["text"]) for d in search_index(built[name, shape].site)}
        for name in (FIRST, host)
    )
    assert found ^ wanted == set()


@hosts
@pytest.mark.parametrize(
    ("plain", "shape"),
    [
        ("plain", "subpath"),
        ("flat", "subpath-flat"),
        ("plain", "adopted"),
        ("flat", "adopted-flat"),
        ("plain", "awesome"),
    ],
)
def test_nothing_else_of_a_site_changes_a_page(built: Sites, host: str, plain: str, shape: str) -> None:
    """Other plugins, overrides, a nav and the place of the site are none of the playbook's business. A document to
    carry away says where its site stands, so only those of one place are alike."""
    found = differing(pages(built[host, plain].site), pages(built[host, shape].site))
    assert found == ["m/whole/index.html", "n/whole/index.html"]
    placed = "subpath-flat" if plain == "flat" else "subpath"
    assert differing(pages(built[host, placed].site), pages(built[host, shape].site)) == []


@hosts
@pytest.mark.parametrize(
    ("shape", "rota"), [("adopted", "m/tactics/rota/index.html"), ("adopted-flat", "m/tactics/rota.html")]
)
def test_texts_of_a_playbook_are_no_macros(built: Sites, host: str, shape: str, rota: str) -> None:
    """mkdocs-macros renders the pages people write, and leaves ours alone."""
    files = files_of(built[host, shape].site)
    (own,) = own_bytes(files[rota].decode())
    assert TEMPLATE in tree(own).text
    assert "{{ 1 + 1 }}" in tree(own).text
    assert "This is A site." in tree(files["index.html"].decode()).one("article").text


@hosts
@pytest.mark.parametrize(
    ("shape", "old", "target"),
    [
        ("adopted", "old/index.html", "../m/tactics/rota/"),
        ("adopted", "older/index.html", "../about/"),
        ("adopted-flat", "old.html", "m/tactics/rota.html"),
        ("adopted-flat", "older.html", "about.html"),
    ],
)
def test_redirects_lead_to_pages_of_a_playbook(
    built: Sites, host: str, shape: str, old: str, target: str
) -> None:
    """Whether mkdocs-redirects stands before gameplan in the list of plugins or after it."""
    text = files_of(built[host, shape].site)[old].decode()
    assert tree(text).one("a")["href"] == target


@hosts
def test_tags_of_written_pages_are_listed(built: Sites, host: str) -> None:
    """Material's own plugin goes on doing what it did."""
    assert "welcome" in tree(page(built[host, "adopted"].site, "about")).one("article").text


@hosts
@pytest.mark.parametrize("shape", ["adopted", "awesome"])
def test_overrides_of_the_theme_hold_on_our_pages(built: Sites, host: str, shape: str) -> None:
    """A block of main.html, which existing sites override first."""
    for name in ("", "m", "m/tactics/rota", "n/tactics/stall"):
        assert "Closed on Monday" in page(built[host, shape].site, name)


@hosts
def test_an_explicit_nav_has_the_playbooks_at_their_marks(built: Sites, host: str) -> None:
    """In the words of the nav, and nowhere else."""
    shown = sidebar(page(built[host, "adopted"].site))
    assert shown[:4] == ["Welcome", "North", "About", "Netherby"]
    assert shown[-1] == "Guide"


@hosts
def test_awesome_nav_orders_the_written_pages(built: Sites, host: str) -> None:
    """The playbooks come after them, each once."""
    shown = sidebar(page(built[host, "awesome"].site))
    assert shown[:3] == ["Welcome", "Guide", "About us"]
    assert sorted(shown[3:]) == ["Merrowby", "Netherby"]
