"""Reading a folder: only regular files inside it, and never an exception for what lies there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gameplan.loader import Loaded, load
from gameplan.settings import Limits
from gameplan.source import from_folder, from_memory, printable
from small import SMALL, brief

needs_posix = pytest.mark.skipif(
    os.name != "posix", reason="links, pipes and bytes in names as POSIX knows them"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small playbook on disk."""
    root = tmp_path / "playbooks"
    for name, text in SMALL.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def read(folder: Path, max_bytes: int = 1_000_000) -> Loaded:
    return load(from_folder(folder, shown_as="playbooks", max_bytes=max_bytes), Limits())


def found(folder: Path) -> list[str]:
    return [brief(f) for f in read(folder).findings]


def test_a_folder_and_the_same_texts_in_memory_are_the_same(folder: Path) -> None:
    """Tests, snapshots and builds may take either way in."""
    assert from_folder(folder, shown_as="playbooks", max_bytes=10**6) == from_memory(SMALL)
    assert found(folder) == []


def test_no_folder_is_an_error_of_its_own(tmp_path: Path) -> None:
    """The doors turn it into one line; it is not a finding, since there is nothing to find it in."""
    with pytest.raises(NotADirectoryError):
        from_folder(tmp_path / "none", max_bytes=1)


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    """Whether that is a fault is for the doors to say."""
    assert tuple(from_folder(tmp_path, max_bytes=1)) == ()


@needs_posix
def test_a_link_out_of_the_folder_is_not_followed(folder: Path) -> None:
    """A pull request must not read a runner's secrets by a link."""
    secret = folder.parent / "secret.yml"
    secret.write_text("title: TOPSECRET\n", "utf-8")
    (folder / "m/tactics/x.yml").symlink_to(secret)
    (folder / "m/goals/x.yml").symlink_to("/etc/passwd")
    loaded = read(folder)
    assert [brief(f) for f in loaded.findings] == ["goals/x.yml:1:1 SYN01", "tactics/x.yml:1:1 SYN01"]
    assert "TOPSECRET" not in repr(loaded.texts)


@needs_posix
def test_a_link_to_another_file_of_the_folder_is_followed(folder: Path) -> None:
    """Nothing leaves or enters the folder by it."""
    (folder / "m/tactics/x.yml").symlink_to(folder / "m/tactics/rota.yml")
    assert found(folder) == []


@needs_posix
def test_a_link_to_a_folder_is_not_walked(folder: Path) -> None:
    """A link to the folder above would go round for ever."""
    (folder / "m/policies").symlink_to(folder / "m")
    (folder / "m/rules").symlink_to("/etc")
    assert {b.partition(" ")[2] for b in found(folder)} <= {"SYN01", "SHP06"}
    assert len(found(folder)) == 2


@needs_posix
def test_a_dangling_link_is_one_finding(folder: Path) -> None:
    """It names the file that cannot be read."""
    (folder / "m/tactics/x.yml").symlink_to(folder / "m/tactics/gone.yml")
    assert found(folder) == ["tactics/x.yml:1:1 SYN01"]


@needs_posix
def test_a_pipe_does_not_make_the_build_wait(folder: Path) -> None:
    """Opening a pipe without a writer blocks for ever where one is not careful."""
    os.mkfifo(folder / "m/tactics/x.yml")
    assert found(folder) == ["tactics/x.yml:1:1 SYN01"]


def test_a_folder_named_like_a_file_is_one_finding(folder: Path) -> None:
    """Reading it as a file would be a traceback."""
    (folder / "m/tactics/x.yaml").mkdir()
    assert found(folder) == ["tactics/x.yaml:1:1 SYN01"]


@needs_posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_one_finding(folder: Path) -> None:
    """Its name stays known, so references to it are not blamed."""
    path = folder / "m/strategies/evening.yml"
    path.chmod(0)
    assert found(folder) == ["strategies/evening.yml:1:1 SYN01"]


def test_a_file_that_cannot_be_opened_is_one_finding(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for whoever runs the tests as root: the system says no, and that is a finding."""
    real = os.open

    def refuse(path: str, *args: int) -> int:
        if str(path).endswith("evening.yml"):
            raise PermissionError(13, "Permission denied")
        return real(path, *args)

    monkeypatch.setattr("gameplan.source.os.open", refuse)
    (finding,) = read(folder).findings
    assert brief(finding) == "strategies/evening.yml:1:1 SYN01"
    assert finding.message == "This file cannot be read (permission denied)."


@needs_posix
def test_odd_names_are_findings_that_can_be_printed(folder: Path) -> None:
    """A line break in a name could forge a line of the log; bytes that are no text could stop it."""
    tactics = os.fsencode(folder / "m/tactics")
    for name in (
        b"a\nb.yml",
        b"caf\xe9.yml",
        b"a\x1b[31mb.yml",
        "cafe\u0301.yml".encode(),
        "café.yml".encode(),
    ):
        with open(os.path.join(tactics, name), "wb") as file:  # noqa: PTH118, PTH123 - bytes in the name
            file.write(b"title: T\n")
    loaded = read(folder)
    assert {f.code for f in loaded.findings} == {"SHP07"}
    assert len(loaded.findings) == 5
    for finding in loaded.findings:
        for text in (finding.place.path, finding.message, finding.help):
            assert text.isprintable()
            text.encode()


@pytest.mark.parametrize("name", ["a\nb", "\x1b[0m", "\udce9", "a\u2028b", "\u202e"])
def test_a_printable_name_is_printable(name: str) -> None:
    """Whatever a disk holds, a log line stays one line."""
    assert printable(name).isprintable()


def test_two_spellings_of_a_file_ending_are_one_id_used_twice(folder: Path) -> None:
    """`.yml` and `.yaml` twins would be one page."""
    (folder / "m/tactics/rota.yaml").write_text("title: T\n", "utf-8")
    (finding,) = read(folder).findings
    assert finding.code == "REF03"
    assert {finding.place.path, finding.related[0].place.path} == {
        "playbooks/m/tactics/rota.yaml",
        "playbooks/m/tactics/rota.yml",
    }


def test_names_that_differ_by_case_only_do_not_collide(folder: Path) -> None:
    """On Windows and macOS they would be one file; the one with a capital is no id anyway."""
    loaded = load(
        from_memory({**SMALL, "m/tactics/Growth.yaml": "title: A\n", "m/tactics/growth.yaml": "title: B\n"}),
        Limits(),
    )
    assert [brief(f) for f in loaded.findings] == ["tactics/Growth.yaml:1:1 SHP07"]


def test_dot_files_assets_and_read_me_files_are_left_alone(folder: Path) -> None:
    """Editors and git leave files behind, and pictures have to lie somewhere."""
    for name in (
        ".DS_Store",
        ".git/config",
        "m/.hidden.yml",
        "README.md",
        "m/README.md",
        "m/assets/logo.png",
        "m/assets/a/b.yml",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\xff: [")
    assert found(folder) == []


def test_a_file_above_the_limit_is_not_read(folder: Path) -> None:
    """12 MB of one text would be held in memory several times over."""
    (folder / "m/tactics/x.yml").write_bytes(b"title: " + b"x" * 2_000)
    loaded = read(folder, max_bytes=1_000)
    (finding,) = loaded.findings
    assert (brief(finding), "limits.file_bytes" in finding.message) == ("tactics/x.yml:1:1 SYN05", True)
    assert "playbooks/m/tactics/x.yml" not in loaded.texts


def test_the_order_of_a_directory_does_not_matter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File systems list names in any order; runs must be identical."""
    usual = from_folder(folder, shown_as="playbooks", max_bytes=10**6)
    real = os.scandir
    monkeypatch.setattr("gameplan.source.os.scandir", lambda path: reversed(list(real(path))))
    assert from_folder(folder, shown_as="playbooks", max_bytes=10**6) == usual


def test_many_files_are_read_once_each(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """10,000 files are measured by hand; here it is enough that work grows with their number."""
    for n in range(300):
        (folder / f"m/tactics/t{n}.yml").write_text(f"title: T{n}\nimplements: [evening]\n", "utf-8")
    opened: list[str] = []
    real = os.open
    monkeypatch.setattr(
        "gameplan.source.os.open", lambda path, *a: opened.append(str(path)) or real(path, *a)
    )
    loaded = read(folder)
    assert loaded.findings == ()
    assert len(opened) == len(set(opened)) == len(SMALL) + 300
