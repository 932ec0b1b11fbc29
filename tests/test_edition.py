"""Which edition a build is of, what its pages say of that, and what stands in a version among others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest

from gameplan.edition import Edition, edition_of
from gameplan.loader import load
from gameplan.releases import snapshot, written
from gameplan.settings import Limits
from gameplan.site.foot import foot
from gameplan.source import from_memory
from sites import CONFIG, build, files_of, page, tree, write
from small import SMALL


@dataclass(frozen=True)
class Made:
    version: str
    date: dt.date


MADE = [Made("1.0", dt.date(2026, 1, 1)), Made("2.0", dt.date(2026, 9, 1))]


@pytest.mark.parametrize(
    ("named", "same", "expected", "words"),
    [
        ("1.0", False, Edition("1.0", dt.date(2026, 1, 1), published=True), "version 1.0"),
        ("dev", True, Edition("dev", after="2.0", published=True), "working version after 2.0"),
        ("next", False, Edition("next", after="2.0", published=True), "working version after 2.0"),
        ("", True, Edition("2.0", dt.date(2026, 9, 1)), "version 2.0"),
        ("", False, Edition("dev", after="2.0"), "working version after 2.0"),
    ],
)
def test_mike_names_the_edition_else_the_playbooks_do(
    named: str, same: bool, expected: Edition, words: str
) -> None:
    """Whoever builds without mike sees whether he has what was released."""
    found = edition_of(MADE, named, lambda: same)
    assert found == expected
    assert found.words == words


def test_before_the_first_release_everything_is_a_working_version() -> None:
    """A site that has no releases is not asked for any."""
    assert edition_of([], "", lambda: True) == Edition("dev")
    assert edition_of([], "dev", lambda: True).words == "working version"
    line = foot(Edition("dev"), "A playbook", "")
    assert (line.words, line.since, line.lasting) == ("", None, None)


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("", "../2.0/"),
        ("m/tactics/rota/", "../../../../2.0/m/tactics/rota/"),
        ("m/tactics/rota.html", "../../../2.0/m/tactics/rota.html"),
    ],
)
def test_the_link_that_stays_leads_into_the_folder_of_the_version(url: str, href: str) -> None:
    """It is the same seen from `/latest/` as from `/2.0/`, and on any host."""
    line = foot(Edition("2.0", dt.date(2026, 9, 1), published=True), "A playbook", url)
    assert line.lasting is not None
    assert line.lasting.href == href
    unpublished = foot(Edition("2.0", dt.date(2026, 9, 1)), "A playbook", url)
    assert unpublished.lasting is None


def released(folder: Path, config: str = CONFIG) -> Path:
    loaded = load(from_memory(SMALL), Limits())
    data = snapshot(
        loaded.graph, version="1.0", date=dt.date(2026, 1, 1), summary="", approver="", reference=""
    )
    return write(folder, {"releases/1.0.json": written(data), "mkdocs.yml": config})


def test_a_build_says_at_the_foot_which_edition_it_is(tmp_path: Path) -> None:
    """Without mike nothing else of versions is in it."""
    folder = released(tmp_path)
    site = build(folder)
    line = tree(page(site, "m/tactics/rota")).one("p", class_="gp-edition").text
    assert line == "Merrowby · version 1.0 · in force from 1 January 2026 · may be read by anyone"
    assert not any("versions" in name for name in files_of(site))
    assert 'data-md-component="outdated"' not in page(site)
    (folder / "playbooks/m/goals").mkdir(exist_ok=True)
    (folder / "playbooks/m/goals/new.yml").write_text("title: Something new\n", "utf-8")
    line = tree(page(build(folder), "m/tactics/rota")).one("p", class_="gp-edition").text
    assert line == "Merrowby · working version after 1.0 · may be read by anyone"


def test_a_version_that_mike_builds_has_banner_selector_and_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it without a word in the configuration."""
    monkeypatch.setenv("MIKE_DOCS_VERSION", "1.0")
    site = build(released(tmp_path))
    text = page(site, "m/tactics/rota")
    assert "This is version 1.0, and there is a newer one." in text
    assert 'href="../../../../latest/" data-gp-latest="1.0"' in text
    assert '"version": {"alias": true, "default": "latest", "provider": "mike"}' in text
    scripts = [e["src"] for e in tree(text).all("script") if "gameplan" in e["src"]]
    names = [s.rpartition("/")[2] for s in scripts]
    assert names == ["releases.js", "roles.js", "gameplan-versions.js", "gameplan.js"]
    assert "gp-edition" not in (site / "search" / "search_index.json").read_text("utf-8")
    assert "working version" not in (site / "search" / "search_index.json").read_text("utf-8")


def test_a_template_of_the_site_itself_goes_before_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It hides the banner, and takes it in with one line."""
    monkeypatch.setenv("MIKE_DOCS_VERSION", "1.0")
    folder = released(tmp_path, CONFIG.replace("font: false", "font: false, custom_dir: overrides"))
    own = folder / "overrides" / "main.html"
    own.parent.mkdir()
    own.write_text('{% extends "base.html" %}{% block announce %}Ours{% endblock %}', "utf-8")
    assert "there is a newer one" not in page(build(folder))
    own.write_text(
        '{% extends "base.html" %}{% block outdated %}{% include "partials/gameplan-outdated.html" ignore missing %}{% endblock %}',
        "utf-8",
    )
    assert "there is a newer one" in page(build(folder))
    monkeypatch.delenv("MIKE_DOCS_VERSION")
    assert "there is a newer one" not in page(build(folder))
