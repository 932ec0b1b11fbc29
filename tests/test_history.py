"""History as a build may show it: level then and now, renames followed, whom a change concerns."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

from gameplan.graph import Graph
from gameplan.history import Historian, History, Shelf
from gameplan.loader import load
from gameplan.releases import Memo, Release, read, snapshot, written
from gameplan.settings import Limits
from gameplan.source import from_memory
from gameplan.visibility import visible
from small import SMALL


def graph_of(texts: Mapping[str, str]) -> Graph:
    loaded = load(from_memory({**SMALL, **texts}), Limits())
    assert not loaded.findings, loaded.findings
    return loaded.graph


def release(version: str, day: str, texts: Mapping[str, str], memo: Memo | None = None) -> Release:
    data = snapshot(
        graph_of(texts),
        version=version,
        date=dt.date.fromisoformat(day),
        summary="",
        approver="",
        reference="",
    )
    return read(written(data), f"releases/{version}.json", memo)


def history(
    now: Mapping[str, str], *releases: Release, level: str = "public", upcoming: bool = False
) -> History:
    whole = graph_of(now)
    shown = visible(whole, level, drafts=False)
    return Historian().history(releases, whole, shown, level, drafts=False, upcoming=upcoming)


def told(past: History) -> str:
    """Everything a history holds about changes, as one text."""
    steps = [
        (s.version, s.summary, s.approver, [vars(c) for c in s.comparison.changes], dict(s.comparison.names))
        for s in past.steps
    ]
    return json.dumps(steps, default=str)


def policy(strength: str, extra: str = "", level: str = "") -> str:
    return (
        f"title: Social\npurpose: To help.\n{level}clauses:\n  keep:\n    strength: {strength}\n"
        f"    statement: Keep a copy.\n{extra}"
    )


def test_steps_know_when_they_were_in_force() -> None:
    """A release is in force until the day of the next one; the last has no end."""
    past = history({}, release("1.0", "2026-01-01", {}), release("1.1", "2026-04-01", {}))
    assert [(s.version, s.date.isoformat(), s.until and s.until.isoformat()) for s in past.steps] == [
        ("1.0", "2026-01-01", "2026-04-01"),
        ("1.1", "2026-04-01", None),
    ]
    assert past.steps[0].first
    assert not past.steps[1].first


def test_an_entry_says_since_when_and_what_changed() -> None:
    """The history of a policy holds what changed in its clauses, the latest release first."""
    past = history(
        {"m/policies/social.yml": policy("must")},
        release("1.0", "2026-01-01", {}),
        release("1.1", "2026-02-01", {"m/policies/social.yml": policy("should")}),
        release("2.0", "2026-03-01", {"m/policies/social.yml": policy("must")}),
    )
    since = past.since("m/policies/social")
    assert since is not None
    assert since.version == "1.1"
    assert [(str(s), [c.code for c in changes]) for s, changes in past.of("m/policies/social")] == [
        ("2.0", ["clause-strength"]),
        ("1.1", ["added"]),
    ]
    assert [str(s) for s, _ in past.of("m/policies/social#keep")] == ["2.0"]


def test_history_follows_a_rename() -> None:
    """What happened under an old id is the history of what it is called now."""
    old = {"m/tactics/rota.yml": SMALL["m/tactics/rota.yml"] + "cadence: Daily\n"}
    new = {"m/tactics/desk.yml": SMALL["m/tactics/rota.yml"] + "formerly: [rota]\n"}
    texts = {k: v for k, v in SMALL.items() if k != "m/tactics/rota.yml"}
    whole = load(from_memory({**texts, **new}), Limits()).graph
    releases = [release("1.0", "2026-01-01", {}), release("1.1", "2026-02-01", old)]
    past = Historian().history(releases, whole, whole, "internal", drafts=False, upcoming=True)
    assert str(past.since("m/tactics/desk")) == "1.0"
    assert [str(s) for s, _ in past.of("m/tactics/desk")] == ["1.1"]
    assert past.upcoming is not None
    assert {c.code for c in past.upcoming.changes} == {"renamed", "value-changed"}


def test_what_was_hidden_then_is_not_in_that_release() -> None:
    """An entry that was restricted in 1.0 comes as new with the release in which it was opened."""
    closed = policy("should", level="visibility: restricted\n").replace(
        "Keep a copy", "Burn every copy of nightjar"
    )
    past = history(
        {"m/policies/social.yml": policy("must")},
        release("1.0", "2026-01-01", {"m/policies/social.yml": closed}),
        release("2.0", "2026-02-01", {"m/policies/social.yml": policy("must")}),
    )
    assert "nightjar" not in told(past)
    assert str(past.since("m/policies/social")) == "2.0"
    assert {c.code for c in past.steps[1].comparison.changes} == {"added", "clause-added"}


def test_what_is_hidden_now_is_in_no_release() -> None:
    """An entry that was public once and is restricted today has no history that readers may see."""
    past = history(
        {"m/policies/nightjar.yml": policy("must", level="visibility: restricted\n")},
        release("1.0", "2026-01-01", {}),
        release("2.0", "2026-02-01", {"m/policies/nightjar.yml": policy("must")}),
        release("3.0", "2026-03-01", {"m/policies/nightjar.yml": policy("should")}),
    )
    assert "nightjar" not in told(past)
    assert past.since("m/policies/nightjar") is None
    assert all(not s.comparison.changes for s in past.steps)


def test_a_clause_that_is_hidden_now_is_in_no_release() -> None:
    """The same holds for a part, also where it has another id now."""
    secret = "  nightjar:\n    strength: must\n    statement: Burn it.\n"
    hidden = "  owl:\n    formerly: [nightjar]\n    visibility: restricted\n    strength: must\n    statement: Burn it.\n"
    past = history(
        {"m/policies/social.yml": policy("must", hidden)},
        release("1.0", "2026-01-01", {"m/policies/social.yml": policy("must")}),
        release("2.0", "2026-02-01", {"m/policies/social.yml": policy("must", secret)}),
    )
    assert "nightjar" not in told(past)
    assert "Burn" not in told(past)


def test_what_refers_to_something_hidden_does_not_name_it() -> None:
    """A reference to a hidden role, and one in prose, leave neither id nor title in what changed."""
    roles = {
        "m/roles/nightjar.yml": "title: Keeper of the nightjar\npurpose: Secret.\nvisibility: restricted\n",
    }
    bound = policy(
        "must", "    binds: [nightjar, editor]\n    rationale: See [[roles/nightjar|the nightjar]].\n"
    )
    free = policy("must", "    binds: [editor]\n    rationale: Trust.\n")
    past = history(
        {**roles, "m/policies/social.yml": bound},
        release("1.0", "2026-01-01", {**roles, "m/policies/social.yml": free}),
        release("2.0", "2026-02-01", {**roles, "m/policies/social.yml": bound}),
    )
    assert past.steps[1].comparison.changes
    assert "nightjar" not in told(past)


def test_an_approver_whom_readers_may_not_see_is_not_named() -> None:
    """A release says who approved it only where that role may be shown."""
    role = {
        "m/roles/nightjar.yml": "title: Keeper of the nightjar\npurpose: Secret.\nvisibility: restricted\n"
    }
    data = snapshot(
        graph_of(role),
        version="1.0",
        date=dt.date(2026, 1, 1),
        summary="",
        approver="m/roles/nightjar",
        reference="",
    )
    past = history(role, read(written(data), "releases/1.0.json"))
    assert past.steps[0].approver == ""


def test_waivers_and_holders_are_no_history() -> None:
    """Waivers are for editors, and who holds a role is not kept in releases."""
    waived = SMALL["m/tactics/rota.yml"] + "waivers: {TAC02: {reason: The nightjar, until: 2027-01-01}}\n"
    held = SMALL["m/roles/editor.yml"] + "holders: [{name: Nightjar Smith, public: true}]\n"
    past = history(
        {"m/tactics/rota.yml": waived, "m/roles/editor.yml": held},
        release("1.0", "2026-01-01", {}),
        release("1.1", "2026-02-01", {"m/tactics/rota.yml": waived, "m/roles/editor.yml": held}),
        upcoming=True,
    )
    assert not past.steps[1].comparison.changes
    assert past.upcoming is not None
    assert not past.upcoming.changes


def test_a_role_finds_what_changed_for_it() -> None:
    """What binds one role is among its changes; what binds everyone stands under everyone."""
    past = history(
        {"m/policies/social.yml": policy("must", "    binds: [editor]\n")},
        release("1.0", "2026-01-01", {"m/policies/social.yml": policy("should", "    binds: [editor]\n")}),
        release("2.0", "2026-02-01", {"m/policies/social.yml": policy("must", "    binds: [editor]\n")}),
    )
    assert [(str(s), [c.code for c in found]) for s, found in past.for_role("m/roles/editor")] == [
        ("2.0", ["clause-strength"])
    ]
    assert past.for_role("everyone") == ()


def test_a_historian_compares_once() -> None:
    """After an edit only what is different is compared again: the releases are the same objects."""
    memo = Memo()
    releases = [
        release("1.0", "2026-01-01", {}, memo),
        release("2.0", "2026-02-01", {"m/policies/social.yml": policy("must")}, memo),
    ]
    whole = graph_of({"m/policies/social.yml": policy("must")})
    shown = visible(whole, "public", drafts=False)
    historian = Historian()
    first = historian.history(releases, whole, shown, "public", drafts=False, upcoming=False)
    again = historian.history(releases, whole, shown, "public", drafts=False, upcoming=False)
    assert all(a.comparison is b.comparison for a, b in zip(first.steps, again.steps, strict=True))
    internal = visible(whole, "internal", drafts=False)
    other = historian.history(releases, whole, internal, "internal", drafts=False, upcoming=False)
    assert other.steps[0].comparison is not first.steps[0].comparison


def test_a_shelf_reads_again_what_was_written_again(tmp_path: Path) -> None:
    """Files that are the same are read once; one that came or changed is read."""
    shelf = Shelf()
    assert shelf.releases(tmp_path / "releases") == ()
    (tmp_path / "releases").mkdir()
    data = snapshot(
        graph_of({}), version="1.0", date=dt.date(2026, 1, 1), summary="", approver="", reference=""
    )
    (tmp_path / "releases" / "1.0.json").write_text(written(data), "utf-8")
    first = shelf.releases(tmp_path / "releases")
    assert [r.version for r in first] == ["1.0"]
    assert shelf.releases(tmp_path / "releases") is first
