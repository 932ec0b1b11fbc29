"""`gameplan init`: what it writes, what it leaves alone, what it asks, and what it says of privacy."""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata
from pathlib import Path

import click
import html5lib
import markdown
import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from gameplan import starter
from gameplan.cli import main
from gameplan.loader import load
from gameplan.model.address import id_fault
from gameplan.settings import VISIBILITY_LEVELS, Limits
from gameplan.source import from_memory
from gameplan.starter import Answers
from sites import build, page

COMMAND = sys.modules["gameplan.cli.init"]  # the name in the package is the command itself
ROOT = Path(__file__).resolve().parent.parent
ANSWERS = Answers("Tarn End", "tarn-end", "public", True, "mkdocs-gameplan==0.1.0")
SIX = [
    f"playbooks/tarn-end/{name}.yml"
    for name in (
        "playbook",
        "vision",
        "goals/questions-get-answers",
        "strategies/answer-before-announcing",
        "tactics/morning-round",
        "roles/playbook-editor",
    )
]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("SOURCE_DATE_EPOCH", "GITHUB_ACTIONS", "GAMEPLAN_VISIBILITY", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, list(arguments), input=typed, catch_exceptions=False)


def init(*arguments: str) -> Result:
    return run("init", "--organisation", "Tarn End", *arguments)


def files() -> dict[str, str]:
    """Every file below the working folder, by its path."""
    return {p.as_posix(): p.read_text(encoding="utf-8") for p in sorted(Path().rglob("*")) if p.is_file()}


# --- what it writes -------------------------------------------------------------------------------------


def test_a_site_is_begun() -> None:
    """Just what is planned, and each file is said."""
    result = init("--visibility", "public")
    assert result.exit_code == 0
    there = files()
    assert set(there) == {
        *SIX, "mkdocs.yml", "docs/.gitkeep", "README.md", ".gitattributes", ".gitignore", "requirements.txt", ".github/dependabot.yml",
        ".github/workflows/check.yml", ".github/workflows/publish.yml",
    }  # fmt: skip
    assert [line.split()[0] for line in result.stdout.splitlines() if line.endswith("  written")] == list(
        starter.texts(ANSWERS)
    )
    assert not [name for name, text in there.items() if re.search("[«»]", text)]
    assert all(text.endswith("\n") and "\r" not in text for text in there.values())


@pytest.mark.parametrize("profile", ["starter", "default"])
def test_the_example_passes_the_checks(profile: str) -> None:
    """Without a finding in the profile that it sets; in the next one there are questions, and no error."""
    init("--visibility", "public")
    result = run("check", "--profile", profile, "--all")
    assert result.exit_code == 0
    assert ("No findings in 6 entries" in result.stdout) is (profile == "starter")
    if profile == "default":
        found = set(re.findall(r"(?:warning|advice)\[(\w+)\]", result.stdout))
        assert found == {"FUN01", "ROE01", "EVD01", "GOV06", "MET06", "PPL01"}  # each asks for a file more
    assert run("check").stdout.startswith("No findings")


@pytest.mark.thorough
@pytest.mark.parametrize("level", ["", *VISIBILITY_LEVELS])
@pytest.mark.parametrize("github", [True, False])
def test_the_site_builds(level: str, github: bool) -> None:
    """And shows the example; or nothing of it, where nobody has said who may see it."""
    made = starter.texts(Answers("Tarn End", "tarn-end", level, github, "x"))
    starter.write(Path(), made)
    site = build(Path())
    assert (site / "tarn-end/tactics/morning-round/index.html").is_file() is bool(level)
    if level:
        assert "Worth asking" in page(site, "tarn-end/vision")


def test_the_site_asks_no_foreign_host() -> None:
    """No fonts from elsewhere; and its versions are left to the plugin, which knows whether there are any."""
    for github in (True, False):
        made = starter.texts(Answers("Tarn End", "tarn-end", "public", github, "x"))
        read = yaml.load(made["mkdocs.yml"].replace("!ENV ", ""), yaml.SafeLoader)
        assert read["theme"]["font"] is False
        assert [p if isinstance(p, str) else next(iter(p)) for p in read["plugins"]] == ["search", "gameplan"]
        assert "extra" not in read


def test_the_packages_are_those_that_are_locked() -> None:
    """`make lock` writes them all."""
    lines = (ROOT / "requirements/site.txt").read_text("utf-8").splitlines()
    lines += (ROOT / "requirements/publish.txt").read_text("utf-8").splitlines()
    pins = starter.texts(ANSWERS)["requirements.txt"].splitlines()
    assert pins[1] == "mkdocs-gameplan==0.1.0"
    assert set(pins[2:]) < set(lines)
    asked = metadata.requires("mkdocs-gameplan") or []
    wanted = {re.split(r"[^\w-]", line)[0].lower() for line in asked}
    assert wanted <= {pin.split("==")[0].lower() for pin in pins[2:]} | {"mike"}
    assert any(pin.startswith("mike==") for pin in pins)


def test_without_github_there_is_nothing_of_it() -> None:
    """The README says the three steps that any host takes."""
    result = init("--visibility", "public", "--no-github")
    there = files()
    assert not [name for name in there if name.startswith(".github")]
    assert "GitHub" not in there["README.md"] + there["mkdocs.yml"] + result.stdout
    steps = re.findall(r"^\d\. (.*)$", there["README.md"], re.M)
    assert len(steps) == 3
    assert steps[:2] == ["`pip install -r requirements.txt`", "`gameplan build`"]


@pytest.mark.parametrize("github", [True, False])
@pytest.mark.parametrize("level", ["", *VISIBILITY_LEVELS])
def test_the_readme_leads_only_to_what_is_there(level: str, github: bool) -> None:
    """And says who can read what."""
    made = starter.texts(Answers("Tarn End", "tarn-end", level, github, "x"))
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", made["README.md"])
    assert targets
    for target in targets:
        assert target in made or any(name.startswith(f"{target}/") for name in made), target
    assert "## Who can read this" in made["README.md"]
    assert ("GitHub Enterprise Cloud" in " ".join(made["README.md"].split())) is github


# --- whatever the organisation is called ----------------------------------------------------------------

names = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1, max_size=40
).map(lambda text: " ".join(text.split()))


@settings(max_examples=100, deadline=None)
@given(
    names.filter(bool)
    | st.sampled_from(
        [
            "Changes",
            "Search",
            "Roles",
            "No",
            "null",
            "a: b",
            "# x",
            "- y",
            "“Z” & Co.",
            "{a}",
            "x #1",
            "'",
            '"\\',
        ]
    )
)
def test_any_name_is_kept_as_it_was_written(organisation: str) -> None:
    """In the playbook, the configuration and the README, where it is neither YAML nor markup."""
    name = starter.name_from(organisation)
    assert id_fault(name) == ""
    made = starter.texts(Answers(organisation, name, "public", True, "x"))
    inside = {n.removeprefix("playbooks/"): text for n, text in made.items() if n.startswith("playbooks/")}
    loaded = load(from_memory(inside), Limits())
    assert not [d for d in loaded.findings if d.severity.value == "error"]
    assert loaded.graph.entities[name]["organisation"] == organisation
    assert (
        yaml.load(made["mkdocs.yml"].replace("!ENV ", ""), yaml.SafeLoader)["site_name"]
        == f"{organisation} playbook"
    )
    drawn = html5lib.parse(
        markdown.markdown(made["README.md"].split("\n## ")[0]), namespaceHTMLElements=False
    )
    assert [e.tag for e in drawn.find("body").iter()] == ["body", "h1", "p", "p", "strong"]
    assert "".join(drawn.find("body/h1").itertext()) == f"{organisation} playbook"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--organisation", ""), "named in one line"),
        (("--organisation", "x" * 101), "at most 100 letters"),
        (("--organisation", "a\x1b[31m"), "named in one line"),
        (("--organisation", "A", "--name", "Tarn End"), "is not an id"),
        (("--organisation", "A", "--name", "../x"), "is not an id"),
        (("--organisation", "A", "--name", "search"), "is a reserved word"),
        (("--organisation", "A", "--name", "changes"), "cannot be called 'changes'"),
        (("--organisation", "A", "--visibility", "secret"), "is not one of"),
    ],
)
def test_what_cannot_be_used_is_refused(arguments: tuple[str, ...], said: str) -> None:
    """Before anything is written."""
    result = run("init", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "\x1b" not in result.stderr
    assert files() == {}


# --- what is there --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(starter.texts(ANSWERS)))
def test_nothing_is_written_over(name: str) -> None:
    """Whatever file is there stays as it is, is named, and the others come beside it."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text("Mine.\n", encoding="utf-8")
    result = init("--visibility", "public")
    assert result.exit_code == 0
    assert Path(name).read_text(encoding="utf-8") == "Mine.\n"
    if name in SIX:
        assert "No example was added, since there is a playbook here already: tarn-end." in result.stdout
        assert not set(files()) & (set(SIX) - {name})
    else:
        assert re.search(rf"^{re.escape(name)} +left as it is", result.stdout, re.M)
        assert set(files()) == set(starter.texts(ANSWERS))


def test_twice_is_once() -> None:
    """The second time writes nothing at all, and says so of each file."""
    init("--visibility", "public")
    before = files()
    result = init("--visibility", "internal")
    assert files() == before
    assert "  written" not in result.stdout
    assert "mkdocs.yml                     left as it is" in result.stdout
    again = init()
    assert again.stdout.endswith("The site has begun already: there was nothing to write.\n")
    assert "Nobody said" not in again.stdout


def test_a_link_that_leads_nowhere_is_left_too() -> None:
    """What somebody put there is theirs, and nothing is written behind a link."""
    Path("README.md").symlink_to("elsewhere.md")
    assert "README.md" in init("--visibility", "public").stdout
    assert not Path("elsewhere.md").exists()


@pytest.mark.parametrize("name", ["properdocs.yml", "mkdocs.yaml"])
def test_a_site_of_another_name_gets_no_second_configuration(name: str) -> None:
    """And is told what to write into the one it has."""
    Path(name).write_text("site_name: Mine\nplugins: [search]\n", encoding="utf-8")
    result = init("--visibility", "internal")
    assert not Path("mkdocs.yml").exists()
    assert f"Write `- gameplan` below `plugins:` in {name}." in result.stdout
    assert f"`visibility: !ENV [GAMEPLAN_VISIBILITY, internal]` below gameplan in {name}" in result.stdout


def test_a_folder_is_made_and_named_in_what_comes_next() -> None:
    result = run("init", "my site", "--organisation", "Tarn End", "--visibility", "public")
    assert Path("my site/mkdocs.yml").is_file()
    assert "  cd 'my site'\n" in result.stdout


def test_a_file_in_the_way_of_a_folder_is_said() -> None:
    """Nothing is written then, and nothing is left of the try."""
    Path("playbooks").write_text("Mine.\n", encoding="utf-8")
    result = init("--visibility", "public")
    assert result.exit_code == 2
    assert "'playbooks" in result.stderr
    assert "Nothing was written." in result.stderr
    assert files() == {"playbooks": "Mine.\n"}


def test_a_file_is_no_folder_to_begin_in() -> None:
    Path("site.txt").write_text("Mine.\n", encoding="utf-8")
    for more in ((), ("--dry-run",)):
        result = init("site.txt", *more)
        assert (result.exit_code, "'site.txt' is a file." in result.stderr) == (2, True)


@pytest.mark.parametrize("number", range(1, 16))
def test_all_or_nothing(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full at the n-th file, the folder is as it was before."""
    Path("docs").mkdir()
    Path("README.md").write_text("Mine.\n", encoding="utf-8")
    real, calls = starter._put, iter(range(1, 99))

    def full(path: Path, text: str) -> None:
        if next(calls) == number:
            raise OSError(28, "No space left on device", str(path))
        real(path, text)

    monkeypatch.setattr(starter, "_put", full)
    result = init("--visibility", "public")
    if number > 14:  # there were no more files to write
        assert result.exit_code == 0
        return
    assert result.exit_code == 2
    assert "cannot be written: No space left on device. Nothing was written." in result.stderr
    assert sorted(p.as_posix() for p in Path().rglob("*")) == ["README.md", "docs"]


def test_a_disk_without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is then put in its place in another way, and still never over one that is there."""

    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("os.link", refuse)
    assert init("--visibility", "public").exit_code == 0
    assert files() == {
        **starter.texts(ANSWERS),
        **{"requirements.txt": Path("requirements.txt").read_text("utf-8")},
    }
    with pytest.raises(FileExistsError):
        starter._put(Path("README.md"), "Other.")
    assert not [p for p in Path().rglob(".*.*") if p.name.count(".") > 2]


def test_a_dry_run_writes_nothing() -> None:
    """And names the same files."""
    result = init("--visibility", "public", "--dry-run")
    assert files() == {}
    assert re.findall(r"^(\S+) +would be written$", result.stdout, re.M) == list(starter.texts(ANSWERS))
    assert result.stdout.endswith("\nNothing was written. Leave out --dry-run to write it.\n")


# --- who will see it ------------------------------------------------------------------------------------


def test_nobody_is_asked_where_nobody_sits() -> None:
    """Then nothing is shown before somebody has said who may see it, and that is said."""
    result = run("init")
    assert result.exit_code == 0
    there = files()
    assert "visibility: internal\n" in there["playbooks/our-organisation/playbook.yml"]
    assert "visibility: !ENV [GAMEPLAN_VISIBILITY, public]" in there["mkdocs.yml"]
    assert "GAMEPLAN_VISIBILITY: public" in there[".github/workflows/publish.yml"]
    assert "Nobody said who will see the site." in result.stdout
    assert "Nobody has decided yet" in there["README.md"]


@pytest.mark.parametrize("level", VISIBILITY_LEVELS)
def test_the_answer_is_written_into_playbook_and_site(level: str) -> None:
    """The level of the readers is that of the entries and of the build."""
    result = init("--visibility", level)
    there = files()
    assert f"visibility: {level}\n" in there[SIX[0]]
    assert f"[GAMEPLAN_VISIBILITY, {level}]" in there["mkdocs.yml"]
    assert (
        "is public, even that of a private repository, unless your plan has private publishing"
        in result.stdout
    )
    assert "a public repository shows its restricted files" in result.stdout
    assert ("asks GitHub who can see the site" in result.stdout) is (level != "public")


@pytest.mark.parametrize(("typed", "level"), list(zip("123", VISIBILITY_LEVELS, strict=True)))
def test_at_a_terminal_it_asks(typed: str, level: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose it is and who will see it, with the warning before the answer; what was said already is not asked."""
    monkeypatch.setattr(COMMAND, "_at_a_terminal", lambda: True)
    result = run("init", typed=f"Tarn End\n9\n{typed}\n")
    assert result.exit_code == 0
    assert f"visibility: {level}\n" in files()[SIX[0]]
    asked = result.stdout.partition("1, 2 or 3")[0]
    assert "Whose playbook is it [Our organisation]: " in asked
    assert "GitHub Enterprise Cloud" in asked
    assert result.stdout.count("GitHub Enterprise Cloud") == 1
    assert "1, 2 or 3" not in init("again", "--visibility", level).stdout


def test_yes_asks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(COMMAND, "_at_a_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: pytest.fail("asked"))
    assert run("init", "--yes").exit_code == 0


# --- where Gameplan comes from --------------------------------------------------------------------------


class Installed:
    """A distribution as pip has noted it."""

    version = "0.1.0"

    def __init__(self, origin: object) -> None:
        self.origin = origin

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return self.origin if isinstance(self.origin, str | None) else json.dumps(self.origin)


@pytest.mark.parametrize(
    ("origin", "requirement", "works"),
    [
        (None, "mkdocs-gameplan==0.1.0", True),
        ("{", "mkdocs-gameplan==0.1.0", True),
        ({"url": "file:///home/anna/gameplan", "dir_info": {}}, "mkdocs-gameplan==0.1.0", False),
        (
            {"url": "https://git.example/g", "vcs_info": {"vcs": "git", "commit_id": "ab12"}},
            "mkdocs-gameplan @ git+https://git.example/g@ab12",
            True,
        ),
        (
            {"url": "file:///home/anna/g", "vcs_info": {"vcs": "git", "commit_id": "ab12"}},
            "mkdocs-gameplan==0.1.0",
            False,
        ),
        (
            {"url": "https://a.example/g.whl", "archive_info": {}},
            "mkdocs-gameplan @ https://a.example/g.whl",
            True,
        ),
    ],
)
def test_gameplan_is_installed_elsewhere_as_it_was_here(
    origin: object, requirement: str, works: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the address it came from; from a folder of this computer nobody else can, and that is said."""
    monkeypatch.setattr(metadata, "distribution", lambda _: Installed(origin))
    assert starter.requirement() == (requirement, works)
    assert (
        "Gameplan came from a folder of this computer." in init("--visibility", "public").stdout
    ) is not works
    assert Path("requirements.txt").read_text(encoding="utf-8").splitlines()[1] == requirement
