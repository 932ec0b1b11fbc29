"""What `gameplan schema` writes into a working folder, what it leaves alone, and that nothing is ever half written."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from gameplan import workspace
from gameplan.cli import main
from gameplan.model import KINDS, LISTED
from gameplan.schema import COMMENT, schema_name
from gameplan.workspace import mapping, schema_for, with_modeline
from small import SMALL

TACTIC = "m/tactics/entry.json"
LINE = b"# yaml-language-server: $schema=../../../.gameplan/m/tactics/entry.json"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small playbook, in the folder in which one works."""
    work = tmp_path / "work"
    put(work / "playbooks", SMALL)
    monkeypatch.chdir(work)
    return work


def put(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["schema", *arguments], catch_exceptions=False)


def texts(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# --- the schemas ------------------------------------------------------------------------------


def test_it_writes_a_schema_for_every_file_of_a_playbook_and_the_ids(folder: Path) -> None:
    done = run("--write", ".gameplan")
    assert done.exit_code == 0
    assert "36 files changed in .gameplan." in done.output
    assert "--vscode" in done.output
    for kind in KINDS:
        assert (folder / ".gameplan/m" / schema_name(kind, entry=kind in LISTED)).is_file()
    known = json.loads((folder / ".gameplan/m/ids.json").read_text("utf-8"))["definitions"]["roles-known"]
    assert (known["enum"], known["enumDescriptions"]) == (["editor"], ["Duty editor"])
    assert texts(folder / "playbooks") == {name: text.encode() for name, text in SMALL.items()}


def test_what_is_written_twice_is_the_same_and_nothing_changes(folder: Path) -> None:
    run("--write", ".gameplan", "--vscode", "--modelines")
    before = texts(folder)
    done = run("--write", ".gameplan", "--vscode", "--modelines")
    assert "0 files changed" in done.output
    assert texts(folder) == before


def test_check_names_what_is_out_of_date_and_changes_nothing(folder: Path) -> None:
    assert run("--check", ".gameplan").exit_code == 1
    assert not (folder / ".gameplan").exists()
    run("--write", ".gameplan")
    done = run("--check", ".gameplan")
    assert (done.exit_code, done.output) == (0, "Everything in .gameplan is up to date.\n")
    put(folder / "playbooks", {"m/roles/night.yml": "title: Night desk\npurpose: p\n"})
    before = texts(folder)
    done = run("--check", ".gameplan")
    assert (done.exit_code, done.output) == (
        1,
        ".gameplan/m/ids.json is out of date.\nRun the same with --write.\n",
    )
    assert texts(folder) == before


def test_check_asks_for_first_lines_and_settings_where_they_are_wanted(folder: Path) -> None:
    run("--write", ".gameplan")
    done = run("--check", ".gameplan", "--vscode", "--modelines")
    assert done.exit_code == 1
    assert ".vscode/settings.json is out of date." in done.output
    assert "playbooks/m/tactics/rota.yml is out of date." in done.output


def test_what_is_left_of_a_playbook_that_is_gone_is_taken_away(folder: Path) -> None:
    """Only what was written here: a file of somebody else stays, and so does its folder."""
    put(folder / "playbooks", {"old/playbook.yml": SMALL["m/playbook.yml"]})
    run("--write", ".gameplan")
    put(folder / ".gameplan", {"old/mine.json": "{}", "notes.txt": "hello"})
    for file in (folder / "playbooks/old").iterdir():
        file.unlink()
    (folder / "playbooks/old").rmdir()
    checked = run("--check", ".gameplan").output
    assert ".gameplan/old/audiences.json is out of date." in checked
    assert "30 more are out of date." in checked, "of a great many only the first are named"
    run("--write", ".gameplan")
    assert [p.name for p in (folder / ".gameplan/old").iterdir()] == ["mine.json"]
    assert (folder / ".gameplan/notes.txt").read_text() == "hello"


def test_a_file_of_somebody_else_is_left_as_it_is_and_named(folder: Path) -> None:
    put(folder / ".gameplan", {"m/vision.json": '{"mine": true}'})
    done = run("--write", ".gameplan")
    assert done.exit_code == 1
    assert ".gameplan/m/vision.json was left as it is. It was not written by gameplan." in done.output
    assert (folder / ".gameplan/m/vision.json").read_text() == '{"mine": true}'
    assert (folder / ".gameplan/m/ids.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Say what to do"),
        (["--write", "a", "--check", "a"], "Say what to do"),
        (["--write", "docs/schemas"], "is published"),
        (["--write", "docs"], "is published"),
        (["--write", "playbooks/m"], "holds nothing but playbooks"),
        (["--write", "../elsewhere", "--vscode"], "VS Code looks only into its own folder"),
        (["--write", "x", "--path", "nowhere"], "There is no folder 'nowhere'"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_written(
    folder: Path, arguments: list[str], says: str
) -> None:
    """The folder of the site above all: the ids name entries that a site hides."""
    (folder / "docs").mkdir()
    before = texts(folder.parent)
    done = run(*arguments)
    assert done.exit_code == 2
    assert says in done.output
    assert texts(folder.parent) == before


def test_a_playbook_with_mistakes_still_completes_what_can_be_read(folder: Path) -> None:
    put(
        folder / "playbooks",
        {"m/tactics/broken.yml": "title: [\n", "m/playbook.yml": "title: No organisation\n"},
    )
    done = run("--write", ".gameplan")
    assert done.exit_code == 0
    assert "`gameplan check` says what it is." in done.output
    assert '"rota"' in (folder / ".gameplan/m/ids.json").read_text("utf-8")


def test_a_file_is_replaced_whole_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full or the power fails, the old file is still there, and no scrap of the new one."""
    run("--write", ".gameplan", "--modelines")
    put(folder / "playbooks", {"m/tactics/rota.yml": SMALL["m/tactics/rota.yml"]})
    before = texts(folder)

    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", fail)
    done = run("--write", ".gameplan", "--modelines")
    assert done.exit_code == 2
    assert "cannot be written: No space left on device" in done.output
    assert texts(folder) == before


def test_mode_and_links_stay(folder: Path) -> None:
    """A file that others may not write stays so, and a link goes on leading to its file."""
    real = folder / "playbooks/m/tactics/rota.yml"
    real.chmod(0o640)
    link = folder / "playbooks/m/tactics/linked.yml"
    link.symlink_to("rota.yml")
    run("--write", ".gameplan", "--modelines")
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert real.read_bytes().count(LINE) == 1


def test_the_folder_of_pages_may_have_another_name(folder: Path) -> None:
    """Whatever lies there is copied into the site."""
    put(
        folder,
        {
            "base.yml": "docs_dir: pages\n",
            "mkdocs.yml": "INHERIT: base.yml\nsite_name: X\nplugins: [gameplan]\n",
        },
    )
    done = run("--write", "pages/schemas")
    assert done.exit_code == 2
    assert "What lies in pages/ is published" in done.output
    assert run("--write", "docs/schemas").exit_code == 0


@pytest.mark.parametrize("name", ["m/tactics/x.yml", "m/tactics/x.yaml"])
def test_every_file_of_a_playbook_has_its_schema(name: str) -> None:
    assert schema_for(name) == TACTIC
    assert schema_for("m/tactics.yml") == "m/tactics.json"
    assert schema_for("m/vision.yml") == "m/vision.json"
    for nothing in (
        "m/tactic/x.yml",
        "m/vision/x.yml",
        "m/tactics/a/x.yml",
        "m/notes.txt",
        "x.yml",
        "m/README.md",
    ):
        assert schema_for(nothing) == "", nothing


# --- first lines ------------------------------------------------------------------------------

NAMED = "../../../.gameplan/m/tactics/entry.json"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"title: X\n", LINE + b"\ntitle: X\n"),
        (b"title: X\r\nowner: y\r\n", LINE + b"\r\ntitle: X\r\nowner: y\r\n"),
        (b"\xef\xbb\xbftitle: X\n", b"\xef\xbb\xbf" + LINE + b"\ntitle: X\n"),
        (b"title: X", LINE + b"\ntitle: X"),
        (b"", LINE + b"\n"),
        (b"# our rota\ntitle: X\n", LINE + b"\n# our rota\ntitle: X\n"),
        (b"---\ntitle: X\n", LINE + b"\n---\ntitle: X\n"),
        (LINE + b"\ntitle: X\n", LINE + b"\ntitle: X\n"),
        (b"# yaml-language-server: $schema=old/m/tactics/entry.json\ntitle: X\n", LINE + b"\ntitle: X\n"),
        (b"# hello\n\n# yaml-language-server: $schema=m/tactics/entry.json\r\ntitle: X\n", b"# hello\n\n" + LINE + b"\r\ntitle: X\n"),
        (b"# $schema: old/m/tactics/entry.json\ntitle: X\n", LINE + b"\ntitle: X\n"),
        (b"# yaml-language-server: $schema=https://a.example/m/tactics/entry.json\ntitle: X\n", None),
        (b"# yaml-language-server: $schema=mine.json\ntitle: X\n", None),
        (b"# yaml-language-server: $schema=old/other/tactics/entry.json\ntitle: X\n", None),
        (b"# yaml-language-server: something else\ntitle: X\n", None),
        (b"summary: |\n  # yaml-language-server: $schema=mine.json\n", LINE + b"\nsummary: |\n  # yaml-language-server: $schema=mine.json\n"),
    ],
)  # fmt: skip
def test_the_first_line_is_put_in_or_made_right(text: bytes, expected: bytes | None) -> None:
    """Everything else stays as it is, byte for byte; a line that names another schema stays too (None)."""
    assert with_modeline(text, NAMED, TACTIC) == expected


@given(st.binary(max_size=80))
def test_only_one_line_is_ever_changed_and_only_once(rest: bytes) -> None:
    made = with_modeline(rest, NAMED, TACTIC)
    if made is not None:
        assert (
            made.replace(LINE, b"", 1)
            .replace(b"\r", b"")
            .lstrip(b"\xef\xbb\xbf\n")
            .endswith(rest.replace(b"\r", b"").lstrip(b"\xef\xbb\xbf\n"))
            or b"$schema" in rest
        )
        assert with_modeline(made, NAMED, TACTIC) == made


def test_files_with_first_lines_still_load_and_foreign_ones_are_named(folder: Path) -> None:
    foreign = "# yaml-language-server: $schema=mine.json\ntitle: X\n"
    put(folder / "playbooks", {"m/tactics/mine.yml": foreign})
    done = run("--write", "schemas", "--modelines")
    assert done.exit_code == 1
    assert (
        "playbooks/m/tactics/mine.yml was left as it is. Its first lines name another schema." in done.output
    )
    assert (folder / "playbooks/m/tactics/mine.yml").read_text() == foreign
    checked = CliRunner().invoke(main, ["check", "--profile", "starter"])
    assert checked.exit_code == 0, checked.output
    run("--write", ".gameplan", "--modelines")
    first = (folder / "playbooks/m/vision.yml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../.gameplan/m/vision.json"


# --- VS Code ----------------------------------------------------------------------------------


def settings(folder: Path) -> Path:
    return folder / ".vscode" / "settings.json"


def test_the_settings_of_vs_code_are_made_where_there_are_none(folder: Path) -> None:
    run("--write", ".gameplan", "--vscode")
    assert json.loads(settings(folder).read_text("utf-8")) == {
        "yaml.schemas": mapping(["m"], "playbooks", ".gameplan")
    }
    schemas = json.loads(settings(folder).read_text("utf-8"))["yaml.schemas"]
    assert schemas["./.gameplan/m/tactics/entry.json"] == [
        "playbooks/m/tactics/*.yml",
        "playbooks/m/tactics/*.yaml",
    ]
    assert all((folder / path).is_file() for path in schemas)


def test_other_settings_are_kept_and_old_ones_of_ours_are_not(folder: Path) -> None:
    """Also their order, how they are indented and how their lines end."""
    theirs = {
        "editor.rulers": [110],
        "yaml.schemas": {
            "./.gameplan/gone/vision.json": ["playbooks/gone/vision.yml", "playbooks/gone/vision.yaml"],
            "./old/m/vision.json": ["playbooks/m/vision.yml"],
            "./ci/vision.json": ["ci/*.yml"],
            "https://a.example/b.json": "b.yml",
        },
        "zen": "Überall",
    }
    put(
        folder,
        {".vscode/settings.json": json.dumps(theirs, indent=4, ensure_ascii=False).replace("\n", "\r\n")},
    )
    assert run("--write", ".gameplan", "--vscode").exit_code == 0
    text = settings(folder).read_bytes().decode()
    made = json.loads(text)
    assert list(made) == list(theirs)
    kept = {
        key: globs for key, globs in made.pop("yaml.schemas").items() if not key.startswith("./.gameplan/")
    }
    assert kept == {"./ci/vision.json": ["ci/*.yml"], "https://a.example/b.json": "b.yml"}
    assert made == {"editor.rulers": [110], "zen": "Überall"}
    assert '\r\n    "zen": "Überall"\r\n}' in text


@pytest.mark.parametrize(
    "text",
    [
        '{\n  // ours\n  "editor.rulers": [110]\n}\n',
        '{"editor.rulers": [110],}\n',
        "[1, 2]\n",
        '{"yaml.schemas": "x"}\n',
        '{"a": 1, "a": 2}\n',
        "{",
    ],
)
def test_settings_that_cannot_be_merged_are_left_as_they_are(folder: Path, text: str) -> None:
    """Comments would be lost; a half-understood file is worse than one that was not changed."""
    put(folder, {".vscode/settings.json": text})
    done = run("--write", ".gameplan", "--vscode")
    assert done.exit_code == 1
    assert ".vscode/settings.json was left as it is." in done.output
    assert "yaml.schemas" in done.output
    assert settings(folder).read_text("utf-8") == text
    assert (folder / ".gameplan/m/ids.json").is_file()


def test_settings_are_written_beside_the_configuration_of_the_site(folder: Path) -> None:
    """That is the folder one opens; the schemas may be asked for from another."""
    (folder / "mkdocs.yml").write_text("site_name: X\nplugins: [gameplan]\n")
    work = folder / "work"
    work.mkdir()
    os.chdir(work)
    done = CliRunner().invoke(main, ["schema", "--write", "../.gameplan", "--vscode", "-f", "../mkdocs.yml"])
    assert done.exit_code == 0, done.output
    assert "./.gameplan/m/vision.json" in settings(folder).read_text("utf-8")


def test_every_schema_says_that_it_was_written(folder: Path) -> None:
    run("--write", ".gameplan")
    for path in (folder / ".gameplan").rglob("*.json"):
        assert COMMENT in path.read_text("utf-8")[:200]
        assert workspace.stale(workspace.Plan({path: path.read_bytes()})) == []
