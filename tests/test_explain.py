"""The page of a check: for a terminal, in the guide, and as a rule of the reports."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import markdown
import pytest
from click.testing import CliRunner, Result
from mkdocs.config import load_config

from gameplan import explain
from gameplan.checks import CHECKS
from gameplan.checks.check import ERROR, WARNING, Check, Finding, check
from gameplan.checks.ground import Ground
from gameplan.cli import main
from gameplan.diagnostics import INTEGRITY
from gameplan.explain import Example, examples, find, played, raised, rule_of, rules, sections, waiver_of
from gameplan.model import Tactic
from gameplan.reports.rules import page_of
from scripts import checks

ROOT = Path(__file__).resolve().parent.parent
GUIDE = "https://merrowby.example/guide/"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments], catch_exceptions=False)


def check_of(code: str) -> Check:
    found = find(code)
    assert isinstance(found, Check)
    return found


def _code(check: Check) -> str:
    return check.code


# --- in a terminal ----------------------------------------------------------------------------


@check("ZZZ01", WARNING, audit=ERROR, dated=True)
def tactic_in_a_hurry(tactic: Tactic, ground: Ground) -> Iterator[Finding]:
    """A tactic shouts.

    ## Why it matters

    Who shouts is heard once. Who speaks is asked to come again, and this sentence is only here so that the line is
    filled anew.

    ## What to do

    - Count the marks in the title, and ask of each what it would cost to leave it out, which is nothing at all, ever
    - Take them out

    | Marks | Heard |
    |---|---|
    | 1 | once |

    ## Bad

    ```yaml title="tactics/daily-post.yml"
    title: A post every day!  # finding

    owner: editor
    ```

    ## Good: it speaks

    ```yaml title="tactics/daily-post.yml"
    title: A post every day
    ```
    """
    if tactic.title.endswith("!"):
        yield Finding(tactic, "This shouts.", at=("title",), label="a mark", help="Take the mark out.")


SAID = """\
playbooks/merrowby/tactics/daily-post.yml:1:8: warning[ZZZ01] This shouts.
  |
1 | title: A post every day!
  |        ^^^^^^^^^^^^^^^^^ a mark
  |
  = Take the mark out.
"""


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> Check:
    """A check of this test alone, so that a check may be worded anew without a change here."""
    monkeypatch.setitem(explain.BY_CODE, "ZZZ01", tactic_in_a_hurry)
    return tactic_in_a_hurry


def test_explain_prints_the_page_of_a_check(hurry: Check) -> None:
    result = run(hurry.code)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "ZZZ01  Tactic in a hurry\n"
        "\n"
        "A tactic shouts.\n"
        "\n"
        "A warning; an error in the profile audit. The profile starter does not look for it. It depends\n"
        "on the day, so it fails a run in the profile audit alone.\n"
        "\n"
        "Why it matters\n"
        "  Who shouts is heard once. Who speaks is asked to come again, and this sentence is only here so\n"
        "  that the line is filled anew.\n"
        "\n"
        "What to do\n"
        "  - Count the marks in the title, and ask of each what it would cost to leave it out, which is\n"
        "    nothing at all, ever\n"
        "  - Take them out\n"
        "\n"
        "  | Marks | Heard |\n"
        "  |---|---|\n"
        "  | 1 | once |\n"
        "\n"
        "Bad\n"
        "  tactics/daily-post.yml\n"
        "    title: A post every day!\n"
        "\n"
        "    owner: editor\n"
        "\n"
        "  gameplan check says:\n"
        "\n"
        f"{textwrap.indent(SAID, '    ')}"
        "\n"
        "Good: it speaks\n"
        "  tactics/daily-post.yml\n"
        "    title: A post every day\n"
        "\n"
        "To accept it at one entry, write there:\n"
        '  waivers: {ZZZ01: {reason: "…", until: 2027-06-30}}\n'
        "\n"
        "In the guide: checks/zzz01/\n"
    )


def test_a_code_may_be_written_small() -> None:
    assert run("str01").stdout == run("STR01").stdout


def test_the_guide_is_named_by_its_address_where_that_is_known() -> None:
    assert explain.explained("STR01", GUIDE).endswith(f"In the guide: {GUIDE}checks/str01/\n")
    assert explain.explained("REF01", GUIDE).endswith(f"In the guide: {GUIDE}{page_of('REF01')}\n")


@pytest.mark.parametrize("check", CHECKS, ids=_code)
def test_every_check_can_be_explained(check: Check) -> None:
    """With its examples as they are written, and what is really said of the bad ones."""
    text = explain.explained(check.code)
    assert check.summary in text
    assert "# finding" not in text
    assert "```" not in text
    assert f"[{check.code}]" in text


@pytest.mark.parametrize("code", INTEGRITY)
def test_a_code_of_integrity_has_a_kind_answer(code: str) -> None:
    """Somebody who reads a code in a message cannot know which kind it is of."""
    result = run(code)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{code}  {INTEGRITY[code]}\n")
    assert "“What the messages mean”" in result.stdout
    assert result.stdout.endswith(f"In the guide: {page_of(code)}\n")


def test_a_retired_code_has_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(explain.RETIRED, "STR99", "STR01 says it now.")
    result = run("str99")
    assert (result.exit_code, result.stdout) == (0, "STR99 was retired. STR01 says it now.\n")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("STR1", "There is no check 'STR1'. Did you mean STR01?"),
        ("REF1", "There is no check 'REF1'. Did you mean REF01?"),
        ("quatsch", "There is no check 'QUATSCH'. `gameplan explain` lists them all."),
        ("\x1b[31m", "There is no check '\\x1b[31M'."),
    ],
)
def test_an_unknown_code_ends_with_2_and_the_near_word(code: str, words: str) -> None:
    result = run(code)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_without_a_code_all_are_listed_once() -> None:
    """By what they are about; those of integrity come last."""
    result = run()
    assert result.exit_code == 0
    listed = re.findall(r"^  ([A-Z]{3}\d\d)  (.+)$", result.stdout, re.M)
    assert listed == [
        *((c.code, c.summary) for c in CHECKS),
        *((code, f"{words}.") for code, words in INTEGRITY.items()),
    ]
    assert "\nStrategies: is it a choice, or a list of things to do\n" in f"\n{result.stdout}"


# --- in the guide -----------------------------------------------------------------------------


def test_there_is_a_page_for_every_check_and_an_index() -> None:
    expected = ["index", *(check.code.lower() for check in CHECKS)]
    assert list(checks.pages()) == [f"guide/checks/{name}.md" for name in expected]
    assert checks.pages() is not checks.pages()


def test_a_page_lies_where_findings_lead() -> None:
    """What a finding names as its page is the address that MkDocs gives to the file."""
    wanted = {f"guide/{page_of(check.code)}".rstrip("/") + ".md" for check in CHECKS}
    assert wanted - checks.pages().keys() == set()


def test_the_page_of_a_check_is_whole() -> None:
    assert checks.page(tactic_in_a_hurry) == (
        "# ZZZ01 Tactic in a hurry\n"
        "\n"
        "A tactic shouts.\n"
        "\n"
        "| Profile | `starter` | `default` | `audit` |\n"
        "|---|---|---|---|\n"
        "| Severity | not looked for | warning | error |\n"
        "\n"
        "It depends on the day, so it fails a run in the profile audit alone.\n"
        "\n"
        "## Why it matters\n"
        "\n"
        "Who shouts is heard once. Who speaks is asked to come again, and this sentence is only here so that the line is\n"
        "filled anew.\n"
        "\n"
        "## What to do\n"
        "\n"
        "- Count the marks in the title, and ask of each what it would cost to leave it out, which is nothing at all, ever\n"
        "- Take them out\n"
        "\n"
        "| Marks | Heard |\n"
        "|---|---|\n"
        "| 1 | once |\n"
        "\n"
        "## Bad\n"
        "\n"
        '```yaml title="tactics/daily-post.yml"\n'
        "title: A post every day!\n"
        "\n"
        "owner: editor\n"
        "```\n"
        "\n"
        "`gameplan check` says:\n"
        "\n"
        f"```text\n{SAID}```\n"
        "\n"
        "## Good: it speaks\n"
        "\n"
        '```yaml title="tactics/daily-post.yml"\n'
        "title: A post every day\n"
        "```\n"
        "\n"
        "## Where you accept it\n"
        "\n"
        "Write a waiver at the entry. [All checks](index.md#when-you-do-not-agree) says more.\n"
        "\n"
        '```yaml\nwaivers: {ZZZ01: {reason: "…", until: 2027-06-30}}\n```\n'
    )


@pytest.mark.parametrize("check", CHECKS, ids=_code)
def test_every_bad_example_stands_above_what_is_said_of_it(check: Check) -> None:
    page = checks.pages()[f"guide/checks/{check.code.lower()}.md"]
    bad = [section for section in sections(check) if section.example and section.example.bad]
    assert page.count("`gameplan check` says:") == len(bad)
    for section in bad:
        said = raised(check, section)
        assert f"[{check.code}]" in said
        assert f"{section.text}\n\n`gameplan check` says:\n\n```text\n{said.rstrip()}\n```\n" in page
    assert "# finding" not in page


@pytest.fixture(scope="module")
def converter() -> markdown.Markdown:
    """Markdown as this site draws it."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def test_every_block_of_a_page_is_drawn_as_one(converter: markdown.Markdown) -> None:
    for path, text in checks.pages().items():
        html = converter.reset().convert(text)
        assert html.count("<pre") == len(re.findall(r"^```\w+", text, re.M)), path
        assert "```" not in html, path


def test_the_index_names_every_check_once() -> None:
    index = checks.pages()["guide/checks/index.md"]
    assert re.findall(r"^- \[([A-Z]{3}\d\d)\]", index, re.M) == [c.code for c in CHECKS]
    for c in CHECKS:
        assert f"- [{c.code}]({c.code.lower()}.md) {c.summary} *" in index


def test_links_between_pages_lead_somewhere() -> None:
    for path, text in checks.pages().items():
        for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)):
            if re.match(r"[a-z]+:", link):
                continue
            name, _, anchor = link.partition("#")
            target = Path(path).parent / name if name else Path(path)
            known = (ROOT / "docs" / target).resolve()
            inside = str(known.relative_to(ROOT / "docs"))
            assert inside in checks.pages() or known.is_file() or inside.startswith("guide/reference/"), (
                f"{path}: {link}"
            )
            if anchor and inside in checks.pages():
                headings = re.findall(r"^#+ (.+)$", checks.pages()[inside], re.M)
                assert anchor in {re.sub(r"\W+", "-", h.lower()) for h in headings}, f"{path}: {link}"


def test_the_waiver_that_is_shown_works() -> None:
    """Nobody should copy a line and find that it does nothing."""
    found = check_of("STR01")
    (bad, *_) = (e for e in examples(found) if e.bad)
    waived = {path: f"{text}{waiver_of('STR01')}\n" for path, text in bad.files.items()}
    loaded, judged = played(Example(bad.heading, waived, ()), [found])
    assert loaded.findings == ()
    assert (judged.findings, [w.finding.code for w in judged.waived]) == ((), ["STR01"])
    index = checks.pages()["guide/checks/index.md"]
    (shown,) = re.findall(r"^```yaml\n(waivers:\n.*?)^```$", index, re.M | re.S)
    files = {path: text + shown.replace("TAC02", "STR01") for path, text in bad.files.items()}
    assert played(Example(bad.heading, files, ()), [found])[1].findings == ()


# --- in the reports ---------------------------------------------------------------------------


def test_reports_know_every_code_the_most_telling_first() -> None:
    """Integrity comes before the checks: nothing else can be judged until that is in order."""
    made = rules()
    assert [rule.code for rule in made] == [*INTEGRITY, *(check.code for check in CHECKS)]
    for rule in made:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name), rule.code
        assert not rule.summary.endswith("."), rule.code
        assert 0 < len(rule.why) <= 1000, rule.code
        assert "# finding" not in rule.help
    one = rule_of(tactic_in_a_hurry)
    assert one.title == "ZZZ01 A tactic shouts"
    assert (one.name, one.severity) == ("tactic-in-a-hurry", WARNING)
    assert one.why.startswith("Who shouts is heard once.")
    assert one.help.startswith("A tactic shouts.\n\n## Why it matters\n\nWho shouts is heard once.")
