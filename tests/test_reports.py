"""How findings are printed: golden texts of each form, and what no text of an author may become in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import html5lib
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

import gameplan.reports
from gameplan.diagnostics import INTEGRITY, Diagnostic, Label, Severity
from gameplan.reports.github import as_github
from gameplan.reports.json import as_json
from gameplan.reports.rules import Accepted, Rule, page_of, url_of
from gameplan.reports.sarif import as_sarif
from gameplan.reports.summary import Sight, as_summary
from gameplan.reports.text import as_text, safe
from gameplan.source import START, Place, Span

ERROR, WARNING, ADVICE = Severity
GUIDE = "https://merrowby.example/guide/"
ROTA = "playbooks/m/tactics/rota.yml"
TEXTS = {
    ROTA: ("title: Rota", "implements: [evning]", "owner: nobody"),
    "playbooks/m/goals.yml": ("seen:", "  title: Seen"),
}
DANGLING = Diagnostic(
    "REF01",
    ERROR,
    "'evning' is not a strategy of this playbook.",
    Place(ROTA, Span(2, 14, 2, 20)),
    "m/tactics/rota",
    "no such strategy",
    "Did you mean 'evening'?  strategies/evening.yml",
    (Label(Place("playbooks/m/strategies/evening.yml", Span(1, 1, 1, 15)), "'evening' is here"),),
)
CHASING = Diagnostic(
    "STR01",
    WARNING,
    'Chasing the ball: "Rota" implements no strategy.',
    Place(ROTA, Span(1, 1, 1, 12)),
    "m/tactics/rota",
    help="Name the strategy it carries out: `implements: [short-id]`.",
)
QUIET = Diagnostic("FUN03", ADVICE, "Borrowing has no stake.", Place("playbooks/m/goals.yml", START), "m")
FOUND = (DANGLING, CHASING, QUIET)
RULES = (
    Rule("REF01", "a-reference-to-nothing", "A reference to something that does not exist", ERROR),
    Rule(
        "STR01",
        "tactic-without-strategy",
        "An active tactic implements no strategy",
        WARNING,
        "Nobody can say why this is done.",
        "An active tactic implements no strategy.\n\n## Why it matters\n\nNobody can say why this is done.",
    ),
    Rule("FUN03", "function-without-goal", "A function is listed and nothing supports it", ADVICE),
)

NASTY = [
    "\n",
    "\r",
    "\r\n",
    "\x1b[31m",
    "\x1b]0;t\x07",
    "\x9b",
    "\u2028",
    "\u0085",
    "\u202e",
    "::",
    "::error::",
    "::stop-commands::x",
    "\n::add-mask::e",
    "##",
    "##[",
    "##[error]",
    "##vso[task.setvariable variable=x]",
    "%",
    "%0A",
    "%25",
    ",",
    ":",
    "=",
    "[a](b)",
    "[a](//evil.example)",
    "{0}",
    "|",
    "\\",
    "`",
    "``",
    "<b>",
    "</td>",
    "<!--",
    "&amp;",
    "*x*",
    "__x__",
    "~~",
    "$x$",
    "![x](y)",
    "@merrowby",
    "#1",
    "https://evil.example",
    "www.evil.example",
    ":smile:",
    "- ",
    "# ",
    "1. ",
    " ",
    "\ud800",
    "é",
    "𝔘",
]
author = st.lists(st.sampled_from(NASTY) | st.text(max_size=4), max_size=8).map("".join)
"""What an author may have written: any text at all, with a liking for what means something to somebody."""


@st.composite
def diagnostics(draw: st.DrawFn) -> Diagnostic:
    """A finding whose words, file and entry came from an author."""
    line, column = draw(st.integers(1, 5)), draw(st.integers(1, 9))
    span = draw(
        st.sampled_from([START, Span(line, column, line, column + 3), Span(line, column, line + 1, 2)])
    )
    place = Place(f"playbooks/{safe(draw(author))}x.yml", span)
    return Diagnostic(
        draw(st.sampled_from(["REF01", "STR01", "FUN03", "ZZZ99"])),
        draw(st.sampled_from(Severity)),
        "It is " + draw(author),
        place,
        draw(author),
        draw(author),
        draw(author),
        tuple(Label(place, text) for text in draw(st.lists(author, max_size=1))),
    )


# --- pages of codes ---------------------------------------------------------------------------


@pytest.mark.parametrize("code", INTEGRITY)
def test_a_code_of_integrity_leads_to_its_heading(code: str) -> None:
    """The id of a heading is made by the Markdown of the guide."""
    html = markdown.markdown(f"### {code} {INTEGRITY[code]}", extensions=["toc"])
    (anchor,) = re.findall(r'id="([^"]+)"', html)
    assert page_of(code) == f"messages/#{anchor}"


@pytest.mark.parametrize("base", ["https://x.example/guide", "https://x.example/guide/"])
def test_the_address_of_a_page_begins_with_that_of_the_guide(base: str) -> None:
    assert url_of("STR01", base) == "https://x.example/guide/checks/str01/"
    assert url_of("STR01", "") == ""


# --- text -------------------------------------------------------------------------------------


def test_colour_marks_the_severity_and_the_text_and_nothing_else() -> None:
    assert as_text([DANGLING], TEXTS, colour=True) == (
        f"{ROTA}:2:14: \x1b[1;31merror\x1b[0m[REF01] 'evning' is not a strategy of this playbook.\n"
        "  |\n"
        "2 | implements: [evning]\n"
        "  |              \x1b[1;31m^^^^^^\x1b[0m no such strategy\n"
        "  |\n"
        "  = Did you mean 'evening'?  strategies/evening.yml\n"
        "  = 'evening' is here: playbooks/m/strategies/evening.yml:1:1\n"
    )


@given(st.lists(diagnostics(), max_size=3), author)
def test_colour_is_all_that_colour_adds(found: list[Diagnostic], line: str) -> None:
    """And without it, whatever an author wrote, no escape and no command reaches the terminal or the log."""
    texts = {d.place.path: tuple(line.split("\n")) * 2 for d in found}
    plain = as_text(found, texts)
    assert re.sub("\x1b\\[(?:1;3[136]|0)m", "", as_text(found, texts, colour=True)) == plain
    assert [c for c in plain if not c.isprintable() and c not in "\n\u200c\u200d\u200e\u200f\ufe0f"] == []
    assert list(commands(plain)) == []
    assert "##vso[" not in plain


# --- GitHub -----------------------------------------------------------------------------------


def commands(log: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """What GitHub's runner makes of a log: name, properties and data of every command, whatever its name.

    A line that begins with `::`, after white space, is a command in today's form; else `##[` anywhere in it
    begins one in the form of old.
    """
    for line in re.split(r"\r\n|\r|\n", log):
        if (begun := line.lstrip()).startswith("::") and "::" in begun[2:]:
            head, _, data = begun[2:].partition("::")
            name, _, listed = head.partition(" ")
            pairs = [pair.split("=", 1) for pair in listed.strip().split(",") if "=" in pair]
            yield name, {key: decoded(value, ":,") for key, value in pairs}, decoded(data)
        elif "##[" in line and "]" in line.partition("##[")[2]:
            yield "old", {}, line


def decoded(text: str, also: str = "") -> str:
    """A property or data as the runner reads it: the escape of the escape comes last."""
    for c in f"\r\n{also}%":
        text = text.replace(f"%{ord(c):02X}", c)
    return text


def test_github_gets_a_command_for_each_finding() -> None:
    assert as_github(FOUND, RULES, base=GUIDE) == (
        "::error file=playbooks/m/tactics/rota.yml,line=2,endLine=2,col=14,endColumn=20,"
        "title=REF01 A reference to something that does not exist::"
        "'evning' is not a strategy of this playbook.%0A"
        "Did you mean 'evening'?  strategies/evening.yml%0A"
        "'evening' is here: playbooks/m/strategies/evening.yml:1:1%0A"
        "https://merrowby.example/guide/messages/#ref01-a-reference-to-something-that-does-not-exist\n"
        "::warning file=playbooks/m/tactics/rota.yml,line=1,endLine=1,col=1,endColumn=12,"
        "title=STR01 An active tactic implements no strategy::"
        'Chasing the ball: "Rota" implements no strategy.%0A'
        "Name the strategy it carries out: `implements: [short-id]`.%0A"
        "https://merrowby.example/guide/checks/str01/\n"
        "::notice file=playbooks/m/goals.yml,line=1,"
        "title=FUN03 A function is listed and nothing supports it::"
        "Borrowing has no stake.%0A"
        "https://merrowby.example/guide/checks/fun03/\n"
    )


def test_github_gets_nothing_for_nothing() -> None:
    assert as_github([]) == ""


def test_github_is_told_how_many_it_would_have_dropped() -> None:
    """It shows ten of a level. Ten fit; of more, the most telling nine stay, and the tenth says so."""
    telling = [replace(DANGLING, code=code) for code in ("FUN03",) * 8 + ("STR01",) * 4]
    assert as_github(telling[:10], RULES).count("\n") == 10
    lines = as_github([*telling, QUIET], RULES).splitlines()
    assert [re.findall(r"title=(\w+)", line) for line in lines] == [
        *[["FUN03"]] * 5,
        *[["STR01"]] * 4,
        ["Gameplan"],
        ["FUN03"],
    ]
    assert lines[9] == (
        "::error title=Gameplan::3 more errors. GitHub shows 10 at most; run `gameplan check --all` to see them."
    )


def test_github_gets_no_columns_for_text_of_several_lines() -> None:
    """It would refuse them."""
    found = replace(DANGLING, place=Place(ROTA, Span(1, 3, 2, 4)))
    assert "line=1,endLine=2,title=" in as_github([found], RULES)


@given(st.lists(diagnostics(), max_size=4))
def test_no_text_becomes_a_workflow_command(found: list[Diagnostic]) -> None:
    """A strategy is proposed by strangers, and the runner that reads this holds the keys of the repository."""
    printed = as_github(found, RULES, base=GUIDE)
    read = list(commands(printed))
    assert len(read) == len(printed.splitlines()) == len(found)
    in_levels = sorted(found, key=lambda d: list(Severity).index(d.severity))
    for d, (name, properties, data) in zip(in_levels, read, strict=True):
        assert name == {"error": "error", "warning": "warning", "advice": "notice"}[d.severity]
        assert properties.keys() <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert properties["file"] == safe(d.place.path)
        assert data.split("\n")[0] == safe(d.message)
    assert "##[" not in printed
    assert "##vso[" not in printed
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", printed)


# --- JSON -------------------------------------------------------------------------------------

SCHEMA = json.loads(
    (Path(gameplan.reports.__file__).parent / "findings-1.schema.json").read_text(encoding="utf-8")
)
CONTRACT = Draft202012Validator(SCHEMA)


def test_json_names_the_page_and_counts_the_waived() -> None:
    report = json.loads(as_json(FOUND, waived=2, base=GUIDE))
    assert report["summary"] == {"error": 1, "warning": 1, "advice": 1, "waived": 2}
    assert report["findings"][1]["url"] == f"{GUIDE}checks/str01/"
    assert json.loads(as_json(FOUND))["findings"][1]["url"] is None


@given(st.lists(diagnostics(), max_size=3), st.sampled_from(["", GUIDE]))
def test_json_keeps_its_contract(found: list[Diagnostic], base: str) -> None:
    CONTRACT.validate(json.loads(as_json(found, base=base)))


def test_the_schema_says_every_key_there_is() -> None:
    """A key that is added without being described would be no part of the contract."""
    Draft202012Validator.check_schema(SCHEMA)
    report = json.loads(as_json(FOUND))
    described = SCHEMA["$defs"]["finding"]
    finding = report["findings"][0]
    for shape, value in (
        (SCHEMA, report),
        (SCHEMA["properties"]["summary"], report["summary"]),
        (described, finding),
        (described["properties"]["related"]["items"], finding["related"][0]),
    ):
        assert set(shape["properties"]) == set(shape["required"]) == set(value)


@pytest.mark.parametrize(
    "change", [{"line": 0}, {"severity": "fatal"}, {"code": "STR1"}, {"address": ""}, {"related": None}]
)
def test_the_schema_refuses_what_breaks_the_contract(change: dict[str, Any]) -> None:
    """A guard that cannot bite guards nothing."""
    report = json.loads(as_json(FOUND))
    report["findings"][0] |= change
    assert not CONTRACT.is_valid(report)


# --- SARIF ------------------------------------------------------------------------------------

OFFICIAL = Draft7Validator(
    json.loads(Path(__file__).with_name("schemas").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
)


def sarif(*arguments: Any, **named: Any) -> dict[str, Any]:
    """The one run of a log that keeps to the standard."""
    log = json.loads(as_sarif(*arguments, **named))
    OFFICIAL.validate(log)
    (run,) = log["runs"]
    return run


def test_sarif_of_a_finding() -> None:
    run = sarif(FOUND, RULES, texts=TEXTS, base=GUIDE)
    result = run["results"][0]
    (fingerprint,) = result.pop("partialFingerprints").items()
    assert fingerprint[0] == "gameplan/v1"
    assert re.fullmatch(r"[0-9a-f]{64}", fingerprint[1])
    assert result == {
        "ruleId": "REF01",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": "'evning' is not a strategy of this playbook. Did you mean 'evening'?  strategies/evening.yml"
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "playbooks/m/tactics/rota.yml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 2, "startColumn": 14, "endLine": 2, "endColumn": 20},
                },
                "logicalLocations": [{"fullyQualifiedName": "m/tactics/rota"}],
            }
        ],
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "playbooks/m/strategies/evening.yml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 15},
                },
                "message": {"text": "'evening' is here"},
            }
        ],
        "suppressions": [],
    }
    assert run["columnKind"] == "unicodeCodePoints"
    assert [r["level"] for r in run["results"]] == ["error", "warning", "note"]


def test_sarif_describes_every_rule() -> None:
    rules = sarif(FOUND, RULES, base=GUIDE)["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == ["REF01", "STR01", "FUN03"]
    assert rules[1] == {
        "id": "STR01",
        "name": "TacticWithoutStrategy",
        "shortDescription": {"text": "An active tactic implements no strategy."},
        "fullDescription": {"text": "Nobody can say why this is done."},
        "help": {
            "text": f"An active tactic implements no strategy. Nobody can say why this is done. {GUIDE}checks/str01/",
            "markdown": "An active tactic implements no strategy.\n\n## Why it matters\n\n"
            f"Nobody can say why this is done.\n\n[STR01 in the guide]({GUIDE}checks/str01/)",
        },
        "helpUri": f"{GUIDE}checks/str01/",
        "defaultConfiguration": {"level": "warning"},
    }
    assert "helpUri" not in sarif(FOUND, RULES)["tool"]["driver"]["rules"][1]


def test_sarif_marks_what_is_accepted() -> None:
    """A waiver stands in the playbook, a baseline beside it; what is accepted by nothing is in the same run."""
    accepted = [Accepted(CHASING, "The rota is printed."), Accepted(QUIET, in_source=False)]
    results = sarif([DANGLING], RULES, accepted=accepted)["results"]
    assert [r["suppressions"] for r in results] == [
        [],
        [{"kind": "inSource", "status": "accepted", "justification": "The rota is printed."}],
        [{"kind": "external", "status": "accepted"}],
    ]


def fingerprints(*found: Diagnostic, texts: dict[str, tuple[str, ...]] = TEXTS) -> list[str]:
    results = sarif(found, RULES, texts=texts)["results"]
    return [r["partialFingerprints"]["gameplan/v1"] for r in results]


def test_sarif_knows_a_finding_again_after_lines_have_moved() -> None:
    """Its wording may change too: many messages hold a date, or a number of days."""
    lower = {path: ("# new", *lines) for path, lines in TEXTS.items()}
    moved = [
        replace(
            d,
            message=f"{d.message} Again.",
            place=d.place._replace(
                span=d.place.span._replace(line=d.place.span.line + 1, end_line=d.place.span.end_line + 1)
            ),
        )
        for d in (DANGLING, CHASING)
    ]
    assert fingerprints(*moved, texts=lower) == fingerprints(DANGLING, CHASING)


def test_sarif_tells_findings_apart() -> None:
    """By what they mark; where that is the same too, by their order."""
    owner = replace(DANGLING, place=Place(ROTA, Span(3, 8, 3, 14)))
    found = (DANGLING, DANGLING, owner, CHASING, replace(DANGLING, address="m/tactics/other"))
    assert len(set(fingerprints(*found))) == len(found)
    assert fingerprints(owner)[0] == fingerprints(DANGLING, owner)[1]


def test_sarif_does_not_tell_what_is_secret() -> None:
    """A fingerprint of a short password could be guessed back."""
    secret = replace(DANGLING, secret=True)
    assert fingerprints(secret) == fingerprints(secret, texts={})


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("playbooks/m/caf\u00e9 1#2?.yml", "playbooks/m/caf%C3%A9%201%232%3F.yml"),
        ("a:b/x%.yml", "a%3Ab/x%25.yml"),
        ("/srv/play books/x.yml", "file:///srv/play%20books/x.yml"),
        ("C:/play books/x.yml", "file:///C:/play%20books/x.yml"),
    ],
)
def test_sarif_writes_files_as_addresses(path: str, uri: str) -> None:
    (result,) = sarif([replace(DANGLING, place=Place(path, START))], RULES)["results"]
    file = result["locations"][0]["physicalLocation"]
    assert file["artifactLocation"]["uri"] == uri
    assert ("uriBaseId" in file["artifactLocation"]) is not uri.startswith("file:")
    assert file["region"] == {"startLine": 1}


@settings(max_examples=30)
@given(st.lists(diagnostics(), max_size=3), author)
def test_sarif_keeps_to_the_standard(found: list[Diagnostic], reason: str) -> None:
    """Whatever an author wrote; and none of it becomes a link, a placeholder or an escape."""
    run = sarif(found, RULES, accepted=[Accepted(CHASING, reason)], base=GUIDE)
    for d, result in zip([*found, CHASING], run["results"], strict=True):
        text = result["message"]["text"]
        assert not re.search(r"(?<!\\)\]\(|(?<!\{)\{\d+\}", text)
        assert text == safe(text)
        location = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", location["artifactLocation"]["uri"])
        assert unquote(location["artifactLocation"]["uri"]) == d.place.path
        index = result.get("ruleIndex")
        assert d.code == "ZZZ99" if index is None else RULES[index].code == d.code


# --- the summary ------------------------------------------------------------------------------


def test_the_summary_is_a_page() -> None:
    sight = Sight("Merrowby", 3, 4, (("Rota", "implements no strategy"),))
    summary = as_summary(
        FOUND,
        RULES,
        waived=2,
        known=1,
        sights=[sight],
        owners={"m/tactics/rota": "Duty editor"},
        base=GUIDE,
        source_url="https://git.example/m/blob/main",
    )
    source = "https://git.example/m/blob/main/playbooks/m"
    assert summary == (
        "## Gameplan\n"
        "\n"
        "1 error, 1 warning, 1 advice. 2 accepted by a waiver. 1 known from the baseline.\n"
        "\n"
        "**Line of sight of Merrowby:** 3 of 4 active tactics lead to the vision (75 per cent).\n"
        "\n"
        "- “Rota” implements no strategy\n"
        "\n"
        "| | Check | Where | What |\n"
        "|---|---|---|---|\n"
        f"| error | [REF01]({GUIDE}messages/#ref01-a-reference-to-something-that-does-not-exist) "
        f"| [playbooks/m/tactics/rota.yml:2]({source}/tactics/rota.yml#L2) "
        "| 'evning' is not a strategy of this playbook. Did you mean 'evening'? strategies/evening.yml |\n"
        f"| warning | [STR01]({GUIDE}checks/str01/) "
        f"| [playbooks/m/tactics/rota.yml:1]({source}/tactics/rota.yml#L1) "
        '| Chasing the ball: "Rota" implements no strategy. Name the strategy it carries out: '
        "&#96;implements: &#91;short-id&#93;&#96;. |\n"
        f"| advice | [FUN03]({GUIDE}checks/fun03/) "
        f"| [playbooks/m/goals.yml:1]({source}/goals.yml#L1) "
        "| Borrowing has no stake. |\n"
        "\n"
        "| Owner | Errors | Warnings | Advice |\n"
        "|---|--:|--:|--:|\n"
        "| Duty editor | 1 | 1 | 0 |\n"
        "| *nobody* | 0 | 0 | 1 |\n"
    )


def test_the_summary_of_nothing() -> None:
    assert as_summary([]) == "## Gameplan\n\nNo findings.\n"


def test_the_summary_is_cut_after_the_most_telling() -> None:
    many = [replace(QUIET, message=f"Number {n:03}.") for n in range(60)]
    summary = as_summary([*many, CHASING], RULES)
    rows = [line for line in summary.splitlines() if line.startswith("| ") and "Check" not in line]
    assert len(rows) == 50
    assert "STR01" in rows[0]
    assert summary.endswith("\n11 more; run `gameplan check --all` to see them.\n")


@settings(max_examples=60)
@given(diagnostics(), author, author, author)
def test_nothing_of_an_author_is_markup_in_the_summary(
    found: Diagnostic, owner: str, tactic: str, playbook: str
) -> None:
    """Drawn by a Markdown processor, the page has our elements and no others, and says just what was written."""
    summary = as_summary(
        [found],
        RULES,
        sights=[Sight(playbook, 0, 1, ((tactic, "has no owner"),))],
        owners={found.address: f"o {owner}"},
        base=GUIDE,
        source_url="https://git.example",
    )
    html = html5lib.parse(markdown.markdown(summary, extensions=["tables"]), namespaceHTMLElements=False)
    tags = [
        e.tag for e in html.iter() if isinstance(e.tag, str) and e.tag not in ("span", "html", "head", "body")
    ]
    head, row = ["thead", "tr", *["th"] * 4], ["tbody", "tr", "td", "td", "a", "td", "a", "td"]
    owned = ["thead", "tr", *["th"] * 4, "tbody", "tr", *["td"] * 4]
    assert tags == ["h2", "p", "p", "strong", "ul", "li", "table", *head, *row, "table", *owned]
    cells = ["".join(e.itertext()).replace("\u200b", "") for e in html.iter("td")]
    assert squeezed(cells[3]) == squeezed(f"{found.message} {found.help}")
    assert squeezed(cells[4]) == squeezed(f"o {owner}")
    line = "".join(next(html.iter("li")).itertext()).replace("\u200b", "")
    assert squeezed(line) == squeezed(f"“{tactic}” has no owner")
    assert not re.search(r"[@#](?!\u200b)|\bgh-\d", "".join(html.find("body").itertext()), re.IGNORECASE)
    raw = summary.splitlines()[-1]
    assert not re.search(r"[\\`*_\[\]{}~$!^]|https?:", raw)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("@everyone", "@\u200beveryone"),
        ("see #12", "see #\u200b12"),
        ("a/b#12, GH-12", "a/b#\u200b12, GH-\u200b12"),
        ("high-12", "high-12"),
        ("\u200b@x", "\\\\u200b@\u200bx"),
    ],
)
def test_a_mention_is_cut_in_two(text: str, told: str) -> None:
    """GitHub looks for people and issues in the finished HTML, where an entity is the character again."""
    assert f"| {told} |".replace("\\\\", "&#92;") in as_summary([replace(QUIET, message=text)])


def squeezed(text: str) -> str:
    """What can be seen of a text, without the white space."""
    return "".join(safe(" ".join(text.split())).split())
