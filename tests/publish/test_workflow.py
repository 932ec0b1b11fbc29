"""The steps of publish.yml with the real `gameplan publish`, and so with the real mike, in a repository of `gameplan init`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from world import MIKE

from matrix.environments import CannotMake
from test_workflows import CLAUSE, PAGES, POLICY, Proposal, begin, publish


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Proposal:
    """A site as `gameplan init` leaves it, on GitHub, with Pages switched on."""
    try:
        MIKE.make()
    except CannotMake as error:
        pytest.exit(str(error), returncode=1)
    made = begin(tmp_path_factory.mktemp("begun"), str(MIKE.python))
    made.hub.keep({**made.hub.kept(), "pages": PAGES})
    return made


def pages(folder: Path) -> Mapping[str, bytes]:
    """All files of what was deployed."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_from_the_first_push_to_the_first_release(begun: Proposal) -> None:
    """dev at once; a release from its tag, though main has moved on; nothing new where nothing changed."""
    hub = begun.hub
    first = publish(begun)
    assert {n: j.result for n, j in first.jobs.items()} == dict.fromkeys(
        ("build", "keep", "deploy"), "success"
    )
    assert first.deployed is not None
    assert (first.deployed / "dev/tarn-end/policies/pool/index.html").is_file()

    again = publish(begun)
    assert again.deployed is not None
    assert pages(again.deployed) == pages(first.deployed)
    assert "Everything up-to-date" in again["keep"].said
    assert hub.git(hub.bare, "rev-list", "--count", "gh-pages") == "1"

    command = ["gameplan", "release", "1.0", "--date", "2026-11-01"]
    subprocess.run(command, cwd=begun.files, env=hub.environment(), check=True, capture_output=True)
    begun.push("main")
    hub.git(begun.files, "tag", "-a", "-m", "1.0", "1.0")
    hub.git(begun.files, "push", "--quiet", str(hub.bare), "1.0")
    begun.write({POLICY: CLAUSE.format("must", "must")})
    begun.push("main")
    released = publish(begun, "1.0")
    assert released["build"].result == "success", released["build"].said
    assert released.deployed is not None
    assert [v["version"] for v in json.loads((released.deployed / "versions.json").read_bytes())] == [
        "dev",
        "1.0",
    ]
    page = (released.deployed / "1.0/tarn-end/policies/pool/index.html").read_text(encoding="utf-8")
    assert "You should ask everybody" in page
    assert "You must ask everybody" not in page
    assert f'<link rel="canonical" href="{PAGES["html_url"]}latest/tarn-end/policies/pool/">' in page
    latest = released.deployed / "latest"
    assert not latest.is_symlink()  # GitHub Pages follows none, so the artifact has copies
    assert (latest / "index.html").read_bytes() == (released.deployed / "1.0/index.html").read_bytes()


def test_a_release_that_does_not_exist_stops_before_anything_is_kept(begun: Proposal) -> None:
    """With what there is, and how to make it."""
    before = begun.hub.git(begun.hub.bare, "for-each-ref")
    done = publish(begun, "9.0")
    assert done["build"].result == "failure"
    assert "There is no release '9.0'." in done["build"].said
    assert (done["keep"].result, done.deployed) == ("skipped", None)
    assert begun.hub.git(begun.hub.bare, "for-each-ref") == before
