"""What publishing leaves in the branch: one commit a version, nothing twice, room for all, and a way back."""

from __future__ import annotations

import json
import re

import pytest
from world import World, git

VERSIONS = ("1.0", "2.0", "2.1", "3.0")


def commits(world: World) -> list[str]:
    return git(world.here, "log", "--format=%s", "gh-pages").splitlines()


def test_each_version_is_one_commit_and_the_remote_has_it(world: World) -> None:
    """What mike does in several steps arrives whole."""
    assert commits(world) == ["Publish dev", *(f"Publish {v}" for v in reversed(VERSIONS))]
    assert git(world.remote, "rev-parse", "gh-pages") == git(world.here, "rev-parse", "gh-pages")
    assert git(world.here, "for-each-ref", "refs/gameplan") == ""
    assert git(world.here, "status", "--short") == ""


def test_versions_json_has_one_alias_for_the_newest_release(world: World) -> None:
    """With several aliases, mike would write them in another order each time."""
    listed = json.loads(git(world.here, "show", "gh-pages:versions.json"))
    assert [(v["version"], v["title"], v["aliases"]) for v in listed] == [
        ("dev", "next", []),
        ("3.0", "3.0", ["latest"]),
        *((v, v, []) for v in ("2.1", "2.0", "1.0")),
    ]
    top = git(world.here, "ls-tree", "--name-only", "gh-pages").split()
    assert sorted(top) == sorted(
        [".nojekyll", "404.html", "index.html", "latest", "dev", "versions.json", *VERSIONS]
    )
    assert git(world.here, "rev-parse", "gh-pages:latest") == git(world.here, "rev-parse", "gh-pages:3.0")


def test_the_top_leads_to_the_latest_version(world: World) -> None:
    """Also while only one version is there, and after dev came."""
    assert 'window.location.replace(\n      "latest/"' in git(world.here, "show", "gh-pages:index.html")


@pytest.mark.parametrize("version", VERSIONS)
def test_what_a_version_adds_is_noted(world: World, version: str) -> None:
    """Nobody reads of the limit for the first time when it is reached."""
    growth = re.search(
        rf"^{re.escape(version)} adds (\d+|\d\.\d) MB; all versions \d+ MB of 1 GB\.$",
        world.said[version],
        re.M,
    )
    assert growth, world.said[version]
    assert f"{version} is published in gh-pages (" in world.said[version]
    assert "`latest` leads to it" in world.said[version]


def test_dev_is_no_release(world: World) -> None:
    """It is published beside them, and nothing leads to it."""
    assert "latest" not in world.said["dev"]


def test_publishing_twice_makes_no_new_commit(clone: World) -> None:
    """The same sources give the same bytes, and the branch stays as it is, here and at the remote."""
    before = git(clone.remote, "rev-parse", "gh-pages")
    git(clone.here, "checkout", "--quiet", "3.0")
    said = clone.run("publish", "3.0", "--push")
    assert "3.0 is published already, just so: gh-pages has no new commit." in said
    assert git(clone.here, "rev-parse", "gh-pages") == before
    assert git(clone.remote, "rev-parse", "gh-pages") == before


def test_an_old_version_is_published_anew_without_taking_latest(clone: World) -> None:
    """Who withdraws an entry builds old versions again, and `latest` stays where it was; a trial changes nothing."""
    git(clone.here, "checkout", "--quiet", "2.1")
    page = clone.here / "docs" / "welcome.md"
    page.write_text("# Welcome back\n", "utf-8")
    assert "would be published" in clone.run("publish", "2.1", "--dry-run")
    assert git(clone.here, "for-each-ref", "refs/heads/gh-pages") == ""
    said = clone.run("publish", "2.1")
    assert "2.1 is published in gh-pages" in said
    assert "latest" not in said
    assert "git push origin gh-pages" in said
    assert commits(clone)[:2] == ["Publish 2.1", "Publish dev"]
    changed = git(clone.here, "diff", "--name-only", "gh-pages~1", "gh-pages").splitlines()
    assert {path.partition("/")[0] for path in changed} == {"2.1"}
    assert "Welcome back" in git(clone.here, "show", "gh-pages:2.1/welcome/index.html")


def test_a_shallow_branch_is_not_lost_when_nothing_changed(clone: World) -> None:
    """A runner fetches one commit only; mike, left alone, would delete a branch whose only commit changes nothing."""
    git(clone.here, "checkout", "--quiet", "3.0")
    git(clone.here, "fetch", "--quiet", "--depth", "1", f"file://{clone.remote}", "gh-pages:gh-pages")
    before = git(clone.here, "rev-parse", "gh-pages")
    assert "no new commit" in clone.run("publish", "3.0")
    assert git(clone.here, "rev-parse", "gh-pages") == before


def test_other_playbooks_are_not_published_as_a_release(clone: World) -> None:
    """Under the name of 3.0 stands what 3.0 is, unless somebody insists."""
    said = clone.run("publish", "3.0", fails=True)
    assert "What lies here is not 3.0" in said
    assert "`git checkout 3.0`" in said
    assert "--allow" in said
    said = clone.run("publish", "9.0", fails=True)
    assert "There is no release '9.0'. The releases are 1.0, 2.0, 2.1, 3.0." in said
    git(clone.here, "switch", "--quiet", "gh-pages")
    assert "There is no mkdocs.yml here" in clone.run("publish", "3.0", fails=True)


def test_old_versions_are_pruned(clone: World) -> None:
    """The newest stay, with dev; what is freed is said, and that history keeps the copies."""
    said = clone.run("prune-versions", "--keep", "2", "--dry-run")
    assert "2.0 and 1.0 would go" in said
    said = clone.run("prune-versions", "--keep", "2", "--push")
    assert re.search(
        r"^2\.0 and 1\.0 gone, \d+ MB freed\. dev, 3\.0 and 2\.1 stay, \d+ MB of 1 GB\.$", said, re.M
    )
    assert "The history of gh-pages keeps the old copies." in said
    top = git(clone.remote, "ls-tree", "--name-only", "gh-pages").split()
    assert {"2.1", "3.0", "dev", "latest"} <= set(top)
    assert not {"1.0", "2.0"} & set(top)
    assert "Nothing goes." in clone.run("prune-versions", "--keep", "2")


def test_published_names_the_versions_that_hold_an_entry(world: World) -> None:
    """Under the address of that time, as a page, as an old link, and as what data for machines says."""
    said = world.run("published", "merrowby/tactics/live-questions")
    rows = dict(line.split(maxsplit=1) for line in said.splitlines() if line.startswith("  "))
    assert "(also merrowby/tactics/thursday-q-and-a)" in said
    assert "3.0/merrowby/tactics/live-questions/" in rows["3.0,"]
    assert "1 old link" in rows["3.0,"]
    assert rows["2.1"].startswith("2.1/merrowby/tactics/thursday-q-and-a/ ")
    assert "graph.json" in rows["2.1"]
    assert "1.0" not in rows or "its page" in rows["1.0"]
    assert "Nothing lives at 'nowhere/at-all'" in world.run("published", "nowhere/at-all", fails=True)


def test_published_follows_an_entry_that_came_later(world: World) -> None:
    """What is in one version only is looked for in all."""
    said = world.run("published", "merrowby/rules/journalist-asks")
    assert "Not in 2.1, 2.0, 1.0." in said


def test_a_release_goes_all_the_way(clone: World) -> None:
    """Release, commit, tag, publish, notes: the steps that the commands themselves name."""
    said = clone.run("release", "3.1", "--date", "2026-10-05", "--summary", "Ready for winter.")
    steps = [
        line.strip() for line in said.partition("Next:")[2].splitlines() if line.strip().startswith("git")
    ]
    assert [step.split()[1] for step in steps] == ["add", "commit", "tag", "push"]
    clone.commit("Release 3.1")
    git(clone.here, "tag", "--annotate", "3.1", "--message", "Release 3.1")
    git(clone.here, "push", "--quiet", "--follow-tags")
    assert "`latest` leads to it" in clone.run("publish", "3.1", "--push")
    published = git(clone.remote, "rev-parse", "gh-pages:3.1", "gh-pages:latest").split()
    assert published[0] == published[1]
    assert published[0] != git(clone.remote, "rev-parse", "gh-pages:3.0")
    assert git(clone.remote, "rev-parse", "gh-pages:3.0") == git(clone.remote, "rev-parse", "gh-pages~1:3.0")
    notes = clone.run("notes", "3.1", "--url", "https://merrowby.example/playbook/3.1/")
    assert notes.startswith("Ready for winter.\n\nIn force from 5 October 2026.\n\n## ")
    assert "ready-for-winter" not in notes
    assert "<https://merrowby.example/playbook/3.1/changes/3.1/>" in notes
