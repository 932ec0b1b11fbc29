"""While somebody edits: a fault never stops the server, and a rebuild does only what a change asks for.

Most tests drive the plugin as `mkdocs serve` does, without a server: one plugin through many builds.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from sites import CONFIG, build, files_of, own, page, tree, write
from small import SMALL

pytestmark = pytest.mark.thorough

ROTA = "playbooks/m/tactics/rota.yml"
BROKEN = "title: [\n"


class Session:
    """One `mkdocs serve`: a plugin that lives through all its builds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "served"
        self._configuration().plugins.on_startup(command="serve", dirty=False)

    def _configuration(self) -> Any:
        config = load_config(config_file=str(self.folder / "mkdocs.yml"), site_dir=str(self.site))
        config.site_url = "http://127.0.0.1:8000/"
        return config

    def build(self) -> dict[str, bytes]:
        """Build as the server does after a change; returns the files of the site."""
        config = self._configuration()
        self.plugin = config.plugins["gameplan"]
        mkdocs_build(config, serve_url="http://127.0.0.1:8000/")
        return files_of(self.site)

    def renders(self) -> int:
        """How many pages the next build renders."""
        before = self.plugin.renderer.renders
        self.build()
        return int(self.plugin.renderer.renders - before)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A serving session over the small playbook, built once."""
    started = Session(write(tmp_path, {"docs/index.md": "# Welcome\n"}))
    started.build()
    return started


def fresh(folder: Path) -> dict[str, bytes]:
    """The site as a new session builds it."""
    return Session(folder).build()


def banners(files: dict[str, bytes]) -> dict[str, str]:
    """The banner of each page that has one."""
    pages = {name: tree(data.decode()) for name, data in files.items() if name.endswith(".html")}
    return {
        name: faults[0].text for name, e in pages.items() if (faults := e.all("aside", class_="gp-faults"))
    }


def content_pages(files: dict[str, bytes]) -> set[str]:
    """The pages with content: neither the 404 page, nor one that only leads on, nor the document to carry away."""
    return {
        n for n in files if n.endswith(".html") and n != "404.html" and not n.endswith("/whole/index.html")
    }


def test_a_fault_keeps_the_last_good_pages_and_shows_itself_on_every_page(session: Session) -> None:
    """An editor in the middle of a line must not lose the site, nor wonder why nothing changes."""
    session.write(ROTA, BROKEN)
    files = session.build()
    shown = banners(files)
    assert shown.keys() == content_pages(files)
    assert all(f"{ROTA.split('/', 1)[1]}:1:8" in words for words in shown.values())
    assert "before" in shown["m/tactics/rota/index.html"]
    assert own(files["m/tactics/rota/index.html"].decode()).one("h1").text == "Evening rota"


def test_a_repaired_playbook_leaves_no_trace_of_the_fault(session: Session) -> None:
    """The site recovers by itself, and is what a new session would build."""
    session.write(ROTA, BROKEN)
    session.build()
    session.write(ROTA, SMALL["m/tactics/rota.yml"])
    files = session.build()
    assert banners(files) == {}
    assert files == fresh(session.folder)


def test_a_warning_is_no_fault(session: Session) -> None:
    """A warning would not stop a build, so the page is shown as it is."""
    session.write(
        "playbooks/m/tools.yml",
        "odd: {title: Odd, links: [{title: x, url: 'https://a.example@b.example/'}]}\n",
    )
    files = session.build()
    assert "m/tools/odd/index.html" in files
    assert banners(files) == {}


def test_a_session_that_starts_on_a_fault_says_what_is_wrong(tmp_path: Path) -> None:
    """Whoever starts the server on a broken playbook needs the message, not an exit; and it recovers."""
    write(tmp_path, {ROTA: BROKEN})
    session = Session(tmp_path)
    files = session.build()
    assert "tactics/rota.yml:1:8" in banners(files)["index.html"]
    assert "before" not in banners(files)["index.html"]
    session.write(ROTA, SMALL["m/tactics/rota.yml"])
    assert banners(session.build()) == {}
    assert own(page(session.site, "m/tactics/rota")).one("h1").text == "Evening rota"


def test_a_missing_folder_is_said_and_its_return_heals(tmp_path: Path) -> None:
    """A checkout of another branch can take the folder away for a while."""
    session = Session(write(tmp_path, {}, {}))
    assert "There is no folder" in banners(session.build())["index.html"]
    write(tmp_path, {})
    files = session.build()
    assert banners(files) == {}
    (tmp_path / "playbooks").rename(tmp_path / "away")
    files = session.build()
    assert "There is no folder" in banners(files)["m/tactics/rota/index.html"]
    (tmp_path / "away").rename(tmp_path / "playbooks")
    assert banners(session.build()) == {}


def test_faults_of_mkdocs_yml_are_shown_too(session: Session) -> None:
    """A page in the way, or a mark in nav without its playbook, must not freeze the server."""
    (session.folder / "docs/m").mkdir()
    session.write("docs/m/index.md", "# In the way\n")
    assert "docs/m/index.md stands where" in banners(session.build())["m/tactics/rota/index.html"]
    (session.folder / "docs/m/index.md").unlink()
    session.write("mkdocs.yml", CONFIG + "nav: [index.md, gameplan/x]\n")
    assert "gameplan/x" in banners(session.build())["index.html"]
    session.write("mkdocs.yml", CONFIG)
    assert banners(session.build()) == {}


def test_the_banner_shows_the_first_faults_and_counts_the_rest(session: Session) -> None:
    """A broken merge can give hundreds; a page that is all banner helps nobody."""
    for n in range(30):
        session.write(f"playbooks/m/tactics/t{n}.yml", BROKEN)
    words = banners(session.build())["index.html"]
    assert "30 faults" in words
    assert "10 more" in words


def test_text_of_authors_in_the_banner_is_text(session: Session) -> None:
    """Messages quote what authors wrote."""
    session.write(ROTA, "title: Rota\nimplements: ['<img src=x onerror=alert(1)>']\n")
    files = session.build()
    banner = tree(files["index.html"].decode()).one("aside", class_="gp-faults")
    assert "<img src=x onerror=alert(1)>" in banner.text
    assert not banner.all("img")


def test_a_banner_is_not_searched(session: Session) -> None:
    """A search for a word of the message would find every page of the site."""
    session.write(ROTA, "title: Rota\nimplements: [zebra]\n")
    files = session.build()
    assert b"zebra" in files["index.html"]
    assert b"zebra" not in files["search/search_index.json"]


def test_an_unchanged_rebuild_renders_nothing(session: Session) -> None:
    """A page is remembered by the value of its data."""
    before = files_of(session.site)
    assert session.renders() == 0
    assert files_of(session.site) == before


def test_one_changed_field_renders_only_the_pages_that_show_it(session: Session) -> None:
    """And what is written is, byte for byte, what a new session writes."""
    session.write(ROTA, SMALL["m/tactics/rota.yml"] + "cadence: Four evenings a week\n")
    assert session.renders() == 1
    assert files_of(session.site) == fresh(session.folder)
    session.write(ROTA, SMALL["m/tactics/rota.yml"] + "summary: Two staff answer.\n")
    again = session.renders()
    shows = [n for n, data in files_of(session.site).items() if b"Two staff answer" in own_bytes(n, data)]
    assert again == len(shows) + ("m/tactics/rota/index.html" not in shows)
    assert files_of(session.site) == fresh(session.folder)


def own_bytes(name: str, data: bytes) -> bytes:
    """What Gameplan wrote of a page, so that the theme's own meta description does not count."""
    if not name.endswith(".html") or name == "404.html":
        return b""
    found = tree(data.decode()).all("div", class_="gp")
    return found[0].text.encode() if found else b""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (ROTA, "title: A new name\nimplements: [evening]\nowner: editor\n"),
        ("playbooks/m/goals/second.yml", "title: A second goal\n"),
        ("playbooks/m/playbook.yml", SMALL["m/playbook.yml"] + "labels: {tactics: Plays, goals: Aims}\n"),
        (
            "playbooks/m/strategies/evening.yml",
            "title: Evening\napproach: See [[tactics/rota]].\npursues: [helped]\n",
        ),
        ("playbooks/m/roles/editor.yml", "title: Desk\npurpose: P.\nholders: [{name: Ann, public: true}]\n"),
        ("playbooks/m/tactics/rota.yml", "title: Rota\nstatus: retired\nimplements: [evening]\n"),
        ("playbooks/m/tactics/rota.yml", "title: Rota\nvisibility: internal\nimplements: [evening]\n"),
        ("docs/index.md", "# Another welcome\n"),
        ("mkdocs.yml", CONFIG.replace("A site", "Another site") + "use_directory_urls: false\n"),
    ],
)
def test_a_rebuild_is_what_a_new_session_builds(session: Session, name: str, text: str) -> None:
    """What is remembered may save work, and may never show."""
    session.write(name, text)
    assert session.build() == fresh(session.folder)


def test_a_deleted_entry_leaves_with_all_that_named_it(session: Session) -> None:
    """Its page, its place in lists and what it pointed at."""
    (session.folder / ROTA).unlink()
    files = session.build()
    assert not [name for name, data in files.items() if b"Evening rota" in data]
    assert files == fresh(session.folder)


def test_a_changed_template_is_seen(session: Session) -> None:
    """A site's own template renders every page anew, as does one that was not there before."""
    session.write("mkdocs.yml", CONFIG.replace("font: false", "font: false, custom_dir: over"))
    (session.folder / "over/gameplan").mkdir(parents=True)
    override = '{% extends "shipped/entity.html" %}{% block eyebrow %}<p>NUMBER</p>{% endblock %}'
    session.write("over/gameplan/entity.html", override.replace("NUMBER", "first"))
    session.build()
    assert "first" in own(page(session.site, "m/tactics/rota")).text
    session.write("over/gameplan/entity.html", override.replace("NUMBER", "second look"))
    os.utime(session.folder / "over/gameplan/entity.html", ns=(1, 1))  # whatever the clock's grain
    session.build()
    assert "second look" in own(page(session.site, "m/tactics/rota")).text


def test_a_build_after_a_session_knows_nothing_of_it(session: Session) -> None:
    """MkDocs keeps plugins in one process; a build must not show what an older session remembered."""
    session.write(ROTA, BROKEN)
    session.build()
    (session.folder / ROTA).unlink()
    site = build(session.folder)
    assert not (site / "m/tactics").exists()
    assert banners(files_of(site)) == {}


# --- a real server --------------------------------------------------------------------------------

PATIENCE = 60.0
"""How long a slow machine may take for one rebuild."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """`mkdocs serve` on a free port, over the small playbook."""
    write(tmp_path, {"docs/index.md": "# Welcome\n"})
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (tmp_path / "log").open("w")
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"]
    running = subprocess.Popen(
        command, cwd=tmp_path, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
    )
    try:
        yield tmp_path, f"http://127.0.0.1:{port}/"
        assert running.poll() is None, (tmp_path / "log").read_text()
    finally:
        running.send_signal(signal.SIGINT)
        try:
            running.wait(10)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
        log.close()


def wait_for(address: str, wanted: str, *, present: bool = True) -> None:
    """Until a page holds a text, or no longer does; fails after PATIENCE."""
    deadline, text = time.monotonic() + PATIENCE, ""
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as response:
                text = response.read().decode()
            if (re.search(wanted, text) is not None) is present:
                return
        except OSError as error:
            text = str(error)
        time.sleep(0.1)
    pytest.fail(f"{address} never {'showed' if present else 'lost'} {wanted!r}: {text[:300]}")


def test_a_real_server_survives_a_fault(server: tuple[Path, str]) -> None:
    """The whole way: the file is watched, the fault is shown, requests are answered, the repair is seen."""
    folder, root = server
    wait_for(f"{root}m/tactics/rota/", "Evening rota")
    (folder / ROTA).write_text(BROKEN, encoding="utf-8")
    wait_for(f"{root}m/tactics/rota/", 'class="gp-faults"')
    wait_for(f"{root}m/tactics/rota/", "Evening rota")
    (folder / ROTA).write_text("title: Late rota\nimplements: [evening]\n", encoding="utf-8")
    wait_for(f"{root}m/tactics/rota/", "Late rota")
    wait_for(root, 'class="gp-faults"', present=False)


def test_previews_show_what_the_checks_see_and_how_it_is_mended(tmp_path: Path) -> None:
    """An editor sees at the entry what is missing, and that it is gone."""
    config = CONFIG.replace("starter", "default")
    session = Session(write(tmp_path, {"docs/index.md": "# Welcome\n", "mkdocs.yml": config}))
    session.build()
    name = "m/strategies/evening"
    assert (
        "which obstacle it answers" in own(page(session.site, name)).one("aside", class_="gp-findings").text
    )
    session.write(f"playbooks/{name}.yml", SMALL[f"{name}.yml"] + "diagnosis: People ask at night.\n")
    session.build()
    assert "which obstacle it answers" not in own(page(session.site, name)).text
