"""Texts at a revision: the same as the folder would have given, and nothing in the repository is touched."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from gameplan import git as room
from gameplan.git import GitError, Repository
from gameplan.source import FOLDER_LIKE_A_FILE, LINK_OUT, LINK_TO_A_FOLDER, Sources, from_folder
from small import SMALL

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is what is tested")
needs_posix = pytest.mark.skipif(os.name != "posix", reason="links and bytes in names as POSIX knows them")

LIMIT = 10_000


@pytest.fixture(autouse=True)
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the settings of whoever runs the tests nor a hook or a runner around them count."""
    for name in [n for n in os.environ if n.startswith("GIT_") or n == "GITHUB_BASE_REF"]:
        monkeypatch.delenv(name)
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(tmp_path),
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_AUTHOR_DATE": "2024-01-01T00:00:00Z",
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.org",
        "GIT_COMMITTER_DATE": "2024-01-01T00:00:00Z",
    }.items():
        monkeypatch.setenv(name, value)


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], input=stdin, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def write(folder: Path, texts: dict[str, str | bytes]) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)


def commit(folder: Path, message: str = "Change it") -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def start(folder: Path, *arguments: str) -> Path:
    git(folder.parent, "init", "--quiet", "--initial-branch=main", *arguments, str(folder))
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the small playbook below `playbooks`, and one commit."""
    top = start(tmp_path / "repository")
    write(top / "playbooks", dict(SMALL))
    commit(top)
    return top


def at(top: Path, revision: str = "HEAD", folder: str = "playbooks", **known: dict[str, bytes]) -> Sources:
    found = Repository.around(top / folder)
    return found.sources(found.commit(revision), top / folder, shown_as="playbooks", max_bytes=LIMIT, **known)


def now(top: Path, folder: str = "playbooks") -> Sources:
    return from_folder(top / folder, shown_as="playbooks", max_bytes=LIMIT)


def troubles(sources: Sources) -> dict[str, str]:
    return {file.name: file.trouble for file in sources if file.trouble}


def said(error: pytest.ExceptionInfo[GitError]) -> str:
    """The message, once it is sure that it is prose for people."""
    message = str(error.value)
    assert message.isprintable()
    assert "Traceback" not in message
    assert "fatal:" not in message
    assert message.endswith(".")
    return message


# The same as the folder


def test_a_commit_and_the_folder_it_was_made_from_are_the_same(repository: Path) -> None:
    """Otherwise an untouched playbook would differ from itself."""
    assert at(repository) == now(repository)
    assert len(at(repository).files) == len(SMALL)


def test_all_kinds_of_files_are_the_same(repository: Path) -> None:
    """What is passed over, listed or in trouble on the disk is so at a revision."""
    write(
        repository / "playbooks",
        {
            "README.md": "# Read me\n",
            ".hidden.yml": "title: H\n",
            ".github/workflows/x.yml": "on: push\n",
            "m/.draft/x.yml": "title: D\n",
            "m/assets/logo.png": b"\x89PNG\r\n\0\xff",
            "m/deep/er/and/deeper.yaml": "title: D\n",
            "m/crlf.yml": b"title: T\r\nsummary: S\r\n",
            "m/bytes.yml": b"title: \xff\xfe\0\n",
            "m/empty.yml": b"",
            "m/large.yml": b"x" * (LIMIT + 1),
            "m/full.yml": b"x" * LIMIT,
            "m/folder.yml/inside.yml": "title: T\n",
            "m/a-b.yml": "title: T\n",
            "m/a/b.yml": "title: T\n",
            "m/a.txt": "not YAML",
            "m/Ünïcode – name.yml": "title: T\n",
        },
    )
    git(repository, "config", "core.autocrlf", "false")
    commit(repository)
    assert at(repository) == now(repository)
    assert set(troubles(at(repository))) == {"m/folder.yml", "m/large.yml"}
    assert troubles(at(repository))["m/folder.yml"] == FOLDER_LIKE_A_FILE


@needs_posix
def test_names_of_any_bytes_are_the_same(repository: Path) -> None:
    """A name may break a line, colour it, or be no text at all."""
    folder = os.fsencode(repository / "playbooks/m/tactics")
    for name in (
        b"a\nb.yml",
        b"caf\xe9.yml",
        b"\x1b[31m.yml",
        b'"quoted".yml',
        b"tab\t.yml",
        b"*.yml",
        b"-x.yml",
    ):
        with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123 - bytes in the name
            file.write(b"title: T\n")
    commit(repository)
    assert at(repository) == now(repository)
    assert len(at(repository).files) == len(SMALL) + 7


@needs_posix
def test_links_are_the_same(repository: Path) -> None:
    """Inside they are followed, also by a way round; what leads out is said in the same words."""
    write(repository, {"outside.yml": "title: SECRET\n"})
    playbooks = repository / "playbooks"
    write(playbooks, {"m/.kept/x.yml": "title: Kept\n"})
    (repository / "back").symlink_to("playbooks/m")
    links = {
        "in.yml": "tactics/rota.yml",
        "in-again.yml": "in.yml",
        "up.yml": "../../playbooks/m/tactics/rota.yml",
        "above.yml": "../../../repository/playbooks/m/tactics/rota.yml",
        "absolute.yml": str(playbooks / "m/tactics/rota.yml"),
        "round.yml": "../../back/tactics/rota.yml",
        "to-hidden.yml": ".kept/x.yml",
        "dots.yml": ".//tactics/./rota.yml",
        "gone.yml": "tactics/gone.yml",
        "gone.txt": "tactics/gone.yml",
        "through.yml": "tactics/rota.yml/x.yml",
        "back-through.yml": "tactics/rota.yml/../../in.yml",
        "slash.yml": "tactics/rota.yml/",
        "loop.yml": "loop.yml",
        "loop.txt": "loop.txt",
        "one.yml": "two.yml",
        "two.yml": "one.yml",
        "out.yml": "../../outside.yml",
        "out.txt": "../../outside.yml",
        "out-gone.yml": "../../gone.yml",
        "password.yml": "/etc/passwd",
        "far.yml": "../../../../../../../../../../etc/passwd",
        "beside.yml": "../../playbooks-not/x.yml",
        "folder": "tactics",
        "folder.yml": "tactics",
        "self": ".",
        "above": "../..",
    }
    for name, target in links.items():
        (playbooks / "m" / name).symlink_to(target)
    commit(repository)
    assert at(repository) == now(repository)
    found = troubles(at(repository))
    outs = {"out.yml", "out.txt", "out-gone.yml", "password.yml", "far.yml", "beside.yml", "above"}
    assert {name for name, trouble in found.items() if trouble == LINK_OUT} == {f"m/{n}" for n in outs}
    assert {name for name, trouble in found.items() if trouble == LINK_TO_A_FOLDER} == {
        "m/folder",
        "m/folder.yml",
        "m/self",
    }
    assert "SECRET" not in repr(at(repository))
    assert at(repository, folder="playbooks/m") == now(repository, "playbooks/m")


@needs_posix
def test_a_link_is_followed_in_the_tree_and_not_on_the_disk(repository: Path) -> None:
    """What a link led to then counts, whatever lies there today."""
    (repository / "playbooks/m/tactics/x.yml").symlink_to("rota.yml")
    commit(repository)
    then = now(repository)
    write(repository, {"playbooks/m/tactics/rota.yml": "title: Another\n"})
    assert at(repository) == then


def test_a_pointer_of_lfs_is_not_taken_for_yaml(repository: Path) -> None:
    """It would parse, and say nonsense."""
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n"
    write(repository / "playbooks", {"m/tactics/x.yml": pointer})
    commit(repository)
    assert troubles(at(repository)) == {"m/tactics/x.yml": room.LFS_POINTER}


def test_a_repository_within_is_passed_over(repository: Path) -> None:
    """Its texts belong to another history."""
    inner = repository / "playbooks/n"
    start(inner)
    write(inner, {"playbook.yml": "title: N\n"})
    commit(inner)
    commit(repository)
    assert git(repository, "ls-files", "--stage", "playbooks/n").startswith("160000")
    assert at(repository).files == tuple(f for f in now(repository) if not f.name.startswith("n/"))


# Where the folder lies


def test_an_older_state_is_read_while_a_newer_one_lies_there(repository: Path) -> None:
    """Moved, deleted and new files are as they were at each revision."""
    before = now(repository)
    playbooks = repository / "playbooks"
    (playbooks / "m/tactics/rota.yml").rename(playbooks / "m/moved.yml")
    write(playbooks, {"m/new.yml": "title: New\n"})
    commit(repository)
    after = now(repository)
    shutil.rmtree(playbooks / "m")
    assert at(repository, "HEAD~1") == before
    assert at(repository, "HEAD") == after
    assert before != after


def test_a_folder_that_is_gone_today_can_be_read(repository: Path) -> None:
    """A playbook that was deleted must show as deleted."""
    before = now(repository)
    shutil.rmtree(repository / "playbooks")
    assert at(repository) == before


@pytest.mark.parametrize("folder", ["elsewhere", "playbooks/none/at/all", "playbooks/m/playbook.yml"])
def test_where_there_was_no_folder_there_are_no_files(repository: Path, folder: str) -> None:
    """All that is there today is then new."""
    assert at(repository, folder=folder) == Sources("playbooks", ())


def test_a_folder_deep_in_a_repository_is_found(tmp_path: Path) -> None:
    """Many playbooks live beside code."""
    top = start(tmp_path / "mono")
    write(top, {"a/b/playbooks/m/x.yml": "title: X\n", "a/playbooks/m/x.yml": "title: Not this\n"})
    commit(top)
    assert at(top, folder="a/b/playbooks") == now(top, "a/b/playbooks")
    assert len(at(top, folder="a/b/playbooks").files) == 1


def test_the_top_of_a_repository_may_be_the_folder(tmp_path: Path) -> None:
    """`.git` begins with a dot."""
    top = start(tmp_path / "top")
    write(top, {"m/x.yml": "title: X\n"})
    commit(top)
    assert at(top, folder=".") == now(top, ".")


def test_a_relative_folder_counts_from_where_one_works(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it does everywhere else."""
    monkeypatch.chdir(repository / "playbooks/m")
    found = Repository.around(Path("../../playbooks"))
    assert found.top == repository.resolve()
    sources = found.sources(
        found.commit("HEAD"), Path("../../playbooks"), shown_as="playbooks", max_bytes=LIMIT
    )
    assert sources == now(repository)


@needs_posix
def test_a_folder_is_found_through_links(repository: Path, tmp_path: Path) -> None:
    """To the repository, into it, and within it."""
    (tmp_path / "to").symlink_to(repository)
    (tmp_path / "into").symlink_to(repository / "playbooks")
    (repository / "within").symlink_to("playbooks")
    commit(repository)
    for folder in (tmp_path / "to/playbooks", tmp_path / "into", repository / "within"):
        found = Repository.around(folder)
        assert found.top == repository.resolve()
        sources = found.sources(found.commit("HEAD"), folder, shown_as="playbooks", max_bytes=LIMIT)
        assert sources == now(repository)


@needs_posix
def test_a_folder_that_became_a_link_is_read_as_what_it_was(repository: Path) -> None:
    """The commit says what the way meant, not today's disk."""
    before = now(repository)
    (repository / "playbooks").rename(repository / "content")
    (repository / "playbooks").symlink_to("content")
    commit(repository)
    assert at(repository, "HEAD~1") == before
    assert at(repository, "HEAD") == before


def test_a_folder_outside_is_refused(repository: Path, tmp_path: Path) -> None:
    """No files would look as if all of it were new."""
    found = Repository.around(repository)
    with pytest.raises(GitError) as error:
        found.sources(found.commit("HEAD"), tmp_path, shown_as="x", max_bytes=LIMIT)
    assert "outside of the repository" in said(error)


@needs_posix
def test_a_folder_that_links_out_is_refused(repository: Path, tmp_path: Path) -> None:
    """Git has the link, and not what it leads to."""
    (tmp_path / "elsewhere").mkdir()
    (repository / "x").symlink_to(tmp_path / "elsewhere")
    commit(repository)
    found = Repository.around(repository)
    with pytest.raises(GitError) as error:
        found.sources(found.commit("HEAD"), repository / "x", shown_as="x", max_bytes=LIMIT)
    assert "leads out of the repository" in said(error)


def test_one_file_at_a_revision(repository: Path) -> None:
    """Settings are read like this; what is no file, or was not there, is None."""
    write(repository, {"mkdocs.yml": b"site_name: \xff\r\n"})
    commit(repository)
    (repository / "mkdocs.yml").unlink()
    found = Repository.around(repository)
    head, before = found.commit("HEAD"), found.commit("HEAD~1")
    assert found.text(head, repository / "mkdocs.yml") == b"site_name: \xff\r\n"
    assert found.text(before, repository / "mkdocs.yml") is None
    assert found.text(head, repository / "playbooks") is None
    assert found.text(head, repository.parent / "mkdocs.yml") is None


# What a revision means


def test_a_revision_may_be_written_in_every_usual_way(repository: Path, tmp_path: Path) -> None:
    """They all mean a commit, also a tag that is an object of its own."""
    first = git(repository, "rev-parse", "HEAD")
    git(repository, "tag", "light")
    git(repository, "tag", "--annotate", "-m", "A release", "heavy")
    git(repository, "branch", "feature/one")
    git(repository, "update-ref", "refs/remotes/origin/theirs", first)
    second = commit(repository)
    found = Repository.around(repository)
    names = [
        "light",
        "heavy",
        "feature/one",
        "origin/theirs",
        "HEAD~1",
        "main^",
        first,
        first[:8],
        "refs/tags/heavy",
    ]
    assert {found.commit(name) for name in names} == {first}
    assert {found.commit(name) for name in ("HEAD", "@", "main")} == {second}
    assert git(repository, "rev-parse", "heavy") != first


def test_a_short_hash_has_seven_digits(repository: Path) -> None:
    """More only where they are needed."""
    found = Repository.around(repository)
    whole = found.commit("HEAD")
    assert found.short(whole) == whole[:7]


@pytest.mark.parametrize("revision", ["-x", "--all", "--output=x", "-", "", " ", "a\0b"])
def test_what_git_could_take_for_an_option_is_refused(
    repository: Path, revision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git is not even asked."""
    found = Repository.around(repository)
    monkeypatch.setattr(room, "_run", None)
    with pytest.raises(GitError) as error:
        found.commit(revision)
    assert "write a branch, a tag or a commit" in said(error)


@pytest.mark.parametrize(
    "revision",
    ["none", "HEAD~9", "0" * 40, "^HEAD", "HEAD..HEAD", "HEAD^{tree}", "HEAD:playbooks", "a\nb", "\udce9"],
)
def test_what_is_no_commit_is_said_to_be_none(repository: Path, revision: str) -> None:
    """Ranges, trees and files cannot be compared as a playbook can."""
    with pytest.raises(GitError) as error:
        Repository.around(repository).commit(revision)
    assert "There is no commit" in said(error)
    assert "git fetch" in said(error)


def test_a_branch_that_only_the_server_has_is_named(repository: Path) -> None:
    """On a runner nothing but `origin/main` exists, and people write `main`."""
    git(repository, "update-ref", "refs/remotes/origin/topic", "HEAD")
    with pytest.raises(GitError) as error:
        Repository.around(repository).commit("topic")
    assert "write `origin/topic`" in said(error)


def test_a_hash_that_is_too_short_is_told_so(tmp_path: Path) -> None:
    """Among 1,500 commits two begin with the same four digits."""
    top = start(tmp_path / "many")
    who = "Ada <ada@example.org>"
    lines = [
        f"commit refs/heads/main\nmark :{n}\ncommitter {who} {n} +0000\ndata 0\n" for n in range(1, 1501)
    ]
    git(top, "fast-import", "--quiet", stdin="\n".join(lines).encode())
    found: dict[str, str] = {}
    twins = [h[:4] for h in git(top, "rev-list", "main").split() if found.setdefault(h[:4], h) != h]
    with pytest.raises(GitError) as error:
        Repository.around(top).commit(twins[0])
    assert "more digits" in said(error)


# What a change is compared with


def test_on_the_default_branch_the_working_tree_is_compared_with_its_commit(repository: Path) -> None:
    """There is nothing else that it could have left."""
    found = Repository.around(repository)
    assert found.starting_point() == ("main", found.commit("HEAD"))


def test_on_a_branch_it_starts_where_the_branch_left(repository: Path) -> None:
    """What others have done since on the default branch is not part of the change."""
    left = git(repository, "rev-parse", "HEAD")
    git(repository, "checkout", "--quiet", "-b", "topic")
    commit(repository, "Ours")
    git(repository, "checkout", "--quiet", "main")
    commit(repository, "Theirs")
    git(repository, "checkout", "--quiet", "topic")
    assert Repository.around(repository).starting_point() == ("main", left)


def test_the_default_branch_is_looked_for_from_the_surest_to_the_likeliest(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The branch of the pull request, what the server calls its head, the usual names there, the usual names here."""
    found = Repository.around(repository)
    git(repository, "checkout", "--quiet", "--detach")
    git(repository, "branch", "--move", "main", "usual")
    with pytest.raises(GitError) as error:
        found.starting_point()
    assert "which branch is the default" in said(error)
    git(repository, "config", "init.defaultBranch", "usual")
    seen = [found.starting_point()[0]]
    monkeypatch.setenv("GITHUB_BASE_REF", "release/2")
    for ref in (
        "refs/heads/master",
        "refs/heads/main",
        "refs/remotes/origin/master",
        "refs/remotes/origin/main",
        "refs/remotes/origin/trunk",
        "refs/heads/release/2",
        "refs/remotes/origin/release/2",
    ):
        git(repository, "update-ref", ref, commit(repository))
        if ref.endswith("trunk"):
            git(repository, "symbolic-ref", "refs/remotes/origin/HEAD", ref)
        name, base = found.starting_point()
        assert base == git(repository, "rev-parse", ref)
        seen.append(name)
    assert seen == ["usual", "master", "main", "master", "main", "trunk", "release/2", "release/2"]


def test_a_server_head_that_points_nowhere_is_passed_over(repository: Path) -> None:
    """It stays behind when a default branch is renamed."""
    git(repository, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/gone")
    assert Repository.around(repository).starting_point()[0] == "main"


def test_histories_without_a_common_commit_are_told_so(repository: Path) -> None:
    """A branch may begin anew."""
    git(repository, "checkout", "--quiet", "--orphan", "anew")
    commit(repository, "Begin anew")
    with pytest.raises(GitError) as error:
        Repository.around(repository).starting_point()
    assert "no commit in common" in said(error)
    assert "such as `HEAD~1`" in said(error)


# What may be missing


def shallow(repository: Path) -> Path:
    commit(repository)
    clone = repository.parent / "clone"
    git(repository.parent, "clone", "--quiet", "--depth", "1", repository.as_uri(), str(clone))
    return clone


def test_a_shallow_clone_reads_what_it_has(repository: Path) -> None:
    """A runner has one commit, unless it is asked for more."""
    clone = shallow(repository)
    assert Repository.around(clone).is_shallow()
    assert not Repository.around(repository).is_shallow()
    assert at(clone) == now(clone) == now(repository)


def test_a_shallow_clone_says_how_to_get_more(repository: Path) -> None:
    """The three ways out, since each suits somebody; the first is tried here."""
    clone = shallow(repository)
    found = Repository.around(clone)
    with pytest.raises(GitError) as error:
        found.commit("HEAD~1")
    for cure in ("git fetch --unshallow", "fetch-depth: 0", "name a release instead"):
        assert cure in said(error)
    git(clone, "fetch", "--quiet", "--unshallow")
    assert found.commit("HEAD~1") == git(repository, "rev-parse", "HEAD~1")


def test_a_shallow_clone_without_a_common_commit_says_how_to_get_more(repository: Path) -> None:
    """Where a branch left is the first thing that is missing there."""
    clone = shallow(repository)
    git(clone, "checkout", "--quiet", "--orphan", "anew")
    commit(clone, "Begin anew")
    with pytest.raises(GitError) as error:
        Repository.around(clone).starting_point()
    assert "fetch-depth: 0" in said(error)


def test_a_clone_without_contents_says_how_to_get_them(repository: Path) -> None:
    """Git would fetch them one by one and write them down; the cure fetches them at once, and works."""
    git(repository, "config", "uploadpack.allowFilter", "true")
    clone = repository.parent / "clone"
    git(
        repository.parent,
        "clone",
        "--quiet",
        "--filter=blob:none",
        "--no-checkout",
        repository.as_uri(),
        str(clone),
    )
    before = listing(clone)
    with pytest.raises(GitError) as error:
        at(clone)
    assert listing(clone) == before
    assert "cannot read 'playbooks/m/" in said(error)
    cure = re.search(r"`git (fetch [^`]+)`", said(error))
    assert cure
    git(clone, *cure[1].split())
    assert at(clone) == now(repository)


def test_a_damaged_repository_is_told_so(repository: Path) -> None:
    """Whatever object is no longer what it was: a text, a folder."""
    for spoilt in ("HEAD:playbooks/m/playbook.yml", "HEAD:playbooks/m"):
        path = loose(repository, spoilt)
        path.chmod(0o644)
        path.write_bytes(b"nonsense")
        with pytest.raises(GitError) as error:
            at(repository)
        assert "git fsck" in said(error)


def test_a_tree_that_is_no_tree_is_told_so(repository: Path) -> None:
    """A hand-made commit may hold anything."""
    tree = git(repository, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=b"no tree")
    bad = git(
        repository,
        "hash-object",
        "-t",
        "tree",
        "-w",
        "--literally",
        "--stdin",
        stdin=b"40000 playbooks\0" + bytes.fromhex(tree),
    )
    made = git(repository, "commit-tree", "-m", "Bad", bad)
    with pytest.raises(GitError) as error:
        at(repository, made)
    assert "git fsck" in said(error)


def test_without_a_repository_there_is_no_earlier_state(tmp_path: Path) -> None:
    """Also around a folder that does not exist."""
    for folder in (tmp_path, tmp_path / "none/at/all"):
        with pytest.raises(GitError) as error:
            Repository.around(folder)
        assert "in no git repository" in said(error)


def test_a_bare_repository_has_no_folder(repository: Path) -> None:
    """Neither has the inside of `.git`."""
    with pytest.raises(GitError) as error:
        Repository.around(repository / ".git")
    assert "ordinary clone" in said(error)


def test_settings_that_git_cannot_read_are_passed_on(repository: Path) -> None:
    """Whatever else git complains of is said in its own words."""
    (repository / ".git/config").write_text("[nonsense\n", "utf-8")
    with pytest.raises(GitError) as error:
        Repository.around(repository)
    assert "bad config line 1" in said(error)


@pytest.mark.parametrize("path", ["", "bin"], ids=["no PATH", "a relative one"])
def test_without_git_it_says_so(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """A `git` that lies in a playbook's repository is not the one to run."""
    found = Repository.around(repository)
    monkeypatch.chdir(tmp_path)
    trap = tmp_path / "bin/git"
    write(tmp_path, {"bin/git": "#!/bin/sh\necho run > trapped\n"})
    trap.chmod(0o755)
    monkeypatch.setenv("PATH", path)
    for ask in (lambda: Repository.around(repository), lambda: found.commit("main"), found.starting_point):
        with pytest.raises(GitError) as error:
            ask()
        assert "Install it" in said(error)
    assert not (tmp_path / "trapped").exists()


def test_a_repository_of_another_user_names_the_command(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Containers run into it every day."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(GitError) as error:
        Repository.around(repository / "playbooks")
    assert f"`git config --global --add safe.directory {repository}`" in said(error)


def test_a_repository_without_a_commit_says_so(tmp_path: Path) -> None:
    """There is nothing to compare with yet."""
    top = start(tmp_path / "young")
    found = Repository.around(top)
    for ask in (lambda: found.commit("HEAD"), lambda: found.commit("main"), found.starting_point):
        with pytest.raises(GitError) as error:
            ask()
        assert "no commit yet" in said(error)


# How it is done


def test_a_repository_of_sha256_is_read(tmp_path: Path) -> None:
    """Its ids have 64 digits."""
    top = start(tmp_path / "repository", "--object-format=sha256")
    write(top / "playbooks", dict(SMALL))
    commit(top)
    assert len(Repository.around(top).commit("HEAD")) == 64
    assert at(top) == now(top)
    known = {f.name: f.data for f in now(top) if f.data is not None}
    loose(top, "HEAD:playbooks/m/playbook.yml").unlink()
    assert at(top, known=known) == now(top)


def test_a_hook_may_ask(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git tells a hook its own repository by variables, and they would lead every call there."""
    other = start(tmp_path / "other")
    write(other / "playbooks", {"m/x.yml": "title: Another\n"})
    commit(other)
    for name, value in {
        "GIT_DIR": other / ".git",
        "GIT_WORK_TREE": other,
        "GIT_INDEX_FILE": other / ".git/index",
        "GIT_OBJECT_DIRECTORY": other / ".git/objects",
        "GIT_PREFIX": "playbooks/",
    }.items():
        monkeypatch.setenv(name, str(value))
    assert at(repository) == now(repository)


def test_nothing_in_the_repository_changes(repository: Path) -> None:
    """No ref, no index, no object, no file, and no time of a file."""
    git(repository, "checkout", "--quiet", "-b", "topic")
    commit(repository)
    write(repository, {"playbooks/m/playbook.yml": "title: Not committed\n", "new.txt": "new"})
    before = listing(repository)
    found = Repository.around(repository / "playbooks")
    name, base = found.starting_point()
    found.short(base)
    found.is_shallow()
    found.text(base, repository / "playbooks/m/playbook.yml")
    at(repository, name)
    with pytest.raises(GitError):
        found.commit("none")
    assert listing(repository) == before


def test_known_texts_are_not_asked_for(repository: Path) -> None:
    """Nearly all of a playbook is the same on both sides; also under another name, since bytes are bytes."""
    whole = now(repository)
    known = {f.name: f.data for f in whole if f.data is not None}
    known["moved.yml"] = known.pop("m/tactics/rota.yml")
    for name in SMALL:
        loose(repository, f"HEAD:playbooks/{name}").unlink(missing_ok=True)
    with pytest.raises(GitError):
        at(repository)
    assert at(repository, known=known) == whole


def test_a_known_text_that_has_changed_is_not_taken(repository: Path) -> None:
    """Otherwise no change would ever be seen."""
    before = now(repository)
    known = {f.name: b"title: Changed\n" for f in before}
    assert at(repository, known=known) == before


def test_a_known_text_above_the_limit_is_in_trouble_too(repository: Path) -> None:
    """The same file must not be read on one side and refused on the other."""
    write(repository, {"playbooks/m/large.yml": "x" * (LIMIT + 1)})
    commit(repository)
    known = {"m/large.yml": b"x" * (LIMIT + 1)}
    assert at(repository, known=known) == now(repository)


def test_many_files_take_one_process(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process for each file would take seconds."""
    write(
        repository / "playbooks",
        {f"m/f{n % 20}/t{n}.yml": f"title: T{n}\n" for n in range(300)},
    )
    commit(repository)
    found = Repository.around(repository)
    head = found.commit("HEAD")
    calls: list[list[str]] = []
    real = subprocess.Popen.__init__

    def count(self: object, arguments: list[str], *rest: object, **named: object) -> None:
        calls.append(arguments)
        real(self, arguments, *rest, **named)

    monkeypatch.setattr(subprocess.Popen, "__init__", count)
    sources = found.sources(head, repository / "playbooks", shown_as="playbooks", max_bytes=LIMIT)
    assert sources == now(repository)
    assert [next(a for a in call if a in ("rev-parse", "cat-file")) for call in calls] == [
        "rev-parse",
        "cat-file",
    ]


def loose(top: Path, name: str) -> Path:
    """The file that holds an object."""
    found = git(top, "rev-parse", name)
    return top / ".git/objects" / found[:2] / found[2:]


def listing(top: Path) -> dict[str, tuple[str, int]]:
    """Every file below a folder, `.git` included, with a hash of its bytes and the time it was written."""

    def files() -> Iterator[tuple[str, tuple[str, int]]]:
        for path in sorted(top.rglob("*")):
            if path.is_file():
                told = hashlib.sha256(path.read_bytes()).hexdigest()
                yield path.relative_to(top).as_posix(), (told, path.stat().st_mtime_ns)

    return dict(files())
