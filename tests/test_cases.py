"""Hostile and bad input: every row of cases/cases.tsv behaves as it says.

A row that needs no schema is put in as a whole file, once as a tactic and once as the vision. A row
that does is copied, value by value, into that field of a valid entity. Hostile files that cannot be
stored as a text (pipes, links, odd names) are in test_source.py.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from gameplan.diagnostics import Severity
from small import SMALL, brief, briefs, load_both, load_small

HERE = Path(__file__).parent / "cases"
ROWS = {
    row["name"]: row
    for row in csv.DictReader(
        io.StringIO((HERE / "cases.tsv").read_text("utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
}
MADE: dict[str, Callable[[], bytes]] = {
    "deep-block-1500": lambda: b"".join(b" " * n + b"a:\n" for n in range(1500)),
    "deep-flow-unclosed-100000": lambda: b"[" * 100_000,
    "deep-seq-block": lambda: b"- " * 50_000 + b"a\n",
    "huge-nodes": lambda: b"[" + b"1," * 150_000 + b"1]",
    "huge-scalar": lambda: b"a: " + b"x" * 12_000_000,
    "huge-sexagesimal": lambda: b"a: 1" + b":59" * 20_000 + b"\n",
}
"""Large cases are made, not stored."""


def data_of(name: str) -> bytes:
    return MADE[name]() if name in MADE else (HERE / "yaml" / f"{name}.yaml").read_bytes()


def raw(name: str, line: int = 0) -> str:
    """What stands after the first colon of a line of a case, quotes and all."""
    return data_of(name).decode().split("\n")[line].split(": ", 1)[1]


# --- rows that are files ----------------------------------------------------------------------

AS_A_FILE = {
    "bomb-alias-list": "1:5 SYN06, 2:5 SYN06, 2:10 SYN06",
    "bomb-alias-map": "1:5 SYN06, 2:5 SYN06, 3:7 SYN06",
    "cycle-list": "1:1 SYN06, 1:5 SYN06",
    "deep-flow-400": "1:33 SYN05",
    "deep-flow-unclosed-100000": "1:33 SYN05",
    "deep-seq-block": "1:65 SYN05",
    "deep-block-1500": "1:1 SYN05",
    "huge-scalar": "1:1 SYN05",
    "huge-nodes": "1:100000 SYN05",
    "huge-int-4000": "1:1 SHP01, 1:1 SHP03",
    "huge-sexagesimal": "1:1 SHP01, 1:1 SHP03",
    "dup-key-bool": "1:1 SHP01, 1:1 SHP03, 2:1 SHP01, 3:1 SHP01",
    "merge-override": "1:4 SYN06, 3:3 SYN06",
    "anchor-dup": "1:4 SYN06, 2:4 SYN06, 3:4 SYN06",
    "alias-undefined": "1:4 SYN06",
    "hash-comment-eats": "1:12 SYN11",
    "nospace-colon": "1:1 SHP02",
    "brace-template": "1:8 SYN10",
    "conflict-markers-blockscalar": "3:1 SYN04",
    "type-bad-date": "1:1 SHP01, 1:1 SHP03",
    "type-bad-date-2": "1:1 SHP01, 1:1 SHP03",
    "type-bad-time": "1:1 SHP01, 1:1 SHP03",
    "key-map": "1:3 SYN10",
    "doc-empty": "1:1 SYN15",
    "doc-null": "1:1 SYN15",
    "doc-multi": "2:1 SYN08",
    "doc-end-garbage": "3:1 SYN08",
    "doc-json": "1:2 SHP01",
    "doc-html": "1:1 SHP02",
    "directive-2": "1:1 SYN07",
    "directive-tag-redefine": "1:1 SYN07",
    "syn-tab-indent": "2:1 SYN12",
    "syn-tab-after-colon": "1:3 SYN12",
    "syn-at": "1:8 SYN10",
    "syn-star": "1:7 SYN10",
    "syn-amp": "1:1 SHP01, 1:1 SHP03, 1:7 SYN06",
    "syn-unclosed-quote": "1:8 SYN14",
    "syn-indent": "3:2 SYN09",
    "syn-smart-quotes": "",
    "syn-block-text-after": "1:7 SYN10",
    **dict.fromkeys(
        [
            f"tag-{n}"
            for n in "python-apply python-name python-module python-new env include inherit ruby".split()
        ]
        + [f"tag-{n}" for n in "binary-bad omap int-bad bool-bad float-bad".split()],
        "1:1 SHP01, 1:1 SHP03, 1:4 SYN07",
    ),
    "enc-utf16be": "1:1 SYN02",
    "enc-cp1252": "1:10 SYN02",
    "enc-nul": "1:5 SYN03",
    "enc-surrogate-pair": "1:8 SYN03",
    "enc-big-escape": "1:9 SYN09",
    "enc-bidi": "1:14 SYN03",
    "enc-ls": "1:9 SYN03",
    "enc-mixed-eol": "1:1 SHP01, 3:1 SHP01",
    "enc-emoji": "",
    "enc-rtl": "",
    "enc-cjk": "2:1 SHP01",
}
"""What each file gives as `tactics/x.yml`: line, column and code of every finding.

SHP01 and SHP03 appear where a case uses fields of its own that a tactic does not have.
"""


def test_every_row_that_is_a_file_has_its_expectation() -> None:
    """A row added to the table must say what it gives."""
    assert set(AS_A_FILE) == {name for name, row in ROWS.items() if row["needs_schema"] == "no"}


@pytest.mark.parametrize("name", AS_A_FILE)
def test_a_hostile_file_gives_its_findings_and_nothing_else(name: str) -> None:
    """One line per fault at its place; the rest of the playbook is not blamed."""
    loaded = load_small({"m/tactics/x.yml": data_of(name)})
    expected = [f"tactics/x.yml:{e}" for e in AS_A_FILE[name].split(", ") if e]
    assert sorted(briefs(loaded)) == sorted(expected)
    for finding in loaded.findings:
        assert "\n" not in finding.message
        assert len(finding.message) < 300
    if ROWS[name]["kind"] == "reject":
        assert any(f.severity is Severity.ERROR for f in loaded.findings)


@pytest.mark.parametrize("name", [n for n in AS_A_FILE if n not in MADE])
def test_a_hostile_file_in_a_place_of_honour_harms_nothing_else(name: str) -> None:
    """The vision is looked up by every goal, so a broken one must not be reported as a missing one."""
    loaded = load_small({"m/vision.yml": data_of(name)})
    assert {f.place.path for f in loaded.findings} == {"playbooks/m/vision.yml"}
    assert not any("no vision.yml" in f.message for f in loaded.findings)


@pytest.mark.parametrize("name", [n for n in AS_A_FILE if n not in MADE])
def test_a_hostile_manifest_harms_nothing_else(name: str) -> None:
    """Everything in the playbook hangs on its manifest."""
    loaded = load_small({"m/playbook.yml": data_of(name)})
    assert {f.place.path for f in loaded.findings} == {"playbooks/m/playbook.yml"}


def test_nothing_in_a_case_is_ever_executed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of the tags would make a file named pwned."""
    monkeypatch.chdir(tmp_path)
    for name in ("tag-python-apply", "tag-python-new", "directive-tag-redefine"):
        load_small({"m/tactics/x.yml": data_of(name)})
    assert list(tmp_path.iterdir()) == []


# --- rows that are values ---------------------------------------------------------------------


def tactic(*lines: str) -> dict[str, str]:
    return {"m/tactics/x.yml": "\n".join(("title: T", *lines)) + "\n"}


def as_id(name: str) -> dict[str, str]:
    """The hostile id as a key of a list file."""
    return {"m/tactics.yml": f"{raw(name)}:\n  title: T\n"}


def two_ids(first: str, second: str) -> dict[str, str]:
    return {"m/tactics.yml": f"{first}:\n  title: A\n{second}:\n  title: B\n"}


IDS = [
    "abs backslash slash search assets tags sitemap con aux question angle newline leading-dash constructor turkish glob tilde"
]
AS_A_VALUE: dict[str, tuple[dict[str, str], str]] = {
    **{f"id-{n}": (as_id(f"id-{n}"), "tactics.yml:1:1 SHP07") for n in IDS[0].split()},
    "id-nul": (as_id("id-nul"), "tactics.yml:1:1 SHP07, tactics.yml:1:1 SYN03"),
    "id-case-collision": (two_ids("Growth", "growth"), "tactics.yml:1:1 SHP07"),
    "id-nfc-collision": (two_ids('"café"', '"cafe\u0301"'), "tactics.yml:1:1 SHP07, tactics.yml:3:1 SHP07"),
    "id-dup": (two_ids("x", "x"), "tactics.yml:3:1 SYN13"),
    "id-confusable": (two_ids("growth", "gr\u043ewth"), "tactics.yml:3:1 SHP07"),
    "enc-zero-width": (as_id("enc-zero-width"), "tactics.yml:1:4 SYN03"),
    "type-octal-id": (as_id("type-octal-id"), ""),
    "type-int-id": (as_id("type-int-id"), ""),
    "ref-self": (tactic("part_of: x"), "tactics/x.yml:2:10 REF05"),
    "ref-cycle": (
        {f"m/tactics/{a}.yml": f"title: T\npart_of: {b}\n" for a, b in ("ab", "bc", "ca")},
        "tactics/a.yml:2:10 REF05",
    ),
    "vis-typo": (tactic(f"visibility: {raw('vis-typo', 2)}"), "tactics/x.yml:2:13 SHP04"),
    "vis-list": (tactic(f"visibility: {raw('vis-list', 2)}"), "tactics/x.yml:2:13 SHP02"),
    "vis-zwsp": (tactic(f"visibility: {raw('vis-zwsp', 2)}"), "tactics/x.yml:2:24 SYN03"),
    **{
        f"url-{n}": (
            tactic("links:", "  - title: A", f"    url: {raw(f'url-{n}')}"),
            "tactics/x.yml:4:10 SHP09",
        )
        for n in "js js-case js-tab data userinfo idn metadata".split()
    },
    "url-quote": (
        tactic("links:", "  - title: A", f"    url: {raw('url-quote')}"),
        "tactics/x.yml:4:10 SYN10",
    ),
    "type-no": ({"m/tactics/x.yml": f"title: {raw('type-no')}\n"}, ""),
    "type-float-version": (tactic(f"number: {raw('type-float-version')}"), ""),
    "type-hex-sha": (tactic(f"number: {raw('type-hex-sha')}", f"effort: {raw('type-hex-sha', 1)}"), ""),
    "type-date-string": ({"m/tactics/x.yml": data_of("type-date-string").decode()}, ""),
    "type-null-title": ({"m/tactics/x.yml": data_of("type-null-title").decode()}, "tactics/x.yml:1:1 SHP03"),
    "type-list-for-text": (
        {"m/tactics/x.yml": data_of("type-list-for-text").decode()},
        "tactics/x.yml:1:8 SHP02",
    ),
    "type-null-item2": (tactic(data_of("type-null-item2").decode()), "tactics/x.yml:4:3 SHP02"),
    "tag-set": (tactic(data_of("tag-set").decode()), "tactics/x.yml:2:7 SHP02, tactics/x.yml:2:7 SYN07"),
    "key-typo": (
        {"m/tactics/x.yml": data_of("key-typo").decode()},
        "tactics/x.yml:1:1 SHP01, tactics/x.yml:1:1 SHP03",
    ),
    "key-case": ({"m/tactics/x.yml": data_of("key-case").decode()}, "tactics/x.yml:1:1 SHP01"),
    "key-dunder": (
        {"m/tactics/x.yml": data_of("key-dunder").decode()},
        ", ".join(["tactics/x.yml:1:1 SHP03", *(f"tactics/x.yml:{n}:1 SHP01" for n in range(1, 5))]),
    ),
    "doc-list-of-scalars": (
        {"m/tactics/x.yml": data_of("doc-list-of-scalars").decode()},
        "tactics/x.yml:1:3 SHP02",
    ),
    "conflict-inside-text": (
        tactic(data_of("conflict-inside-text").decode().replace("text:", "description:")),
        "tactics/x.yml:3:3 SYN04, tactics/x.yml:7:3 SYN04",
    ),
    **{
        name: (tactic(data_of(name).decode().replace("text:", "description:").removeprefix("title: T\n")), "")
        for name in ("snippet-include", "md-fence-break", "md-heading-in-field")
    },
    **{
        name: ({"m/tactics/x.yml": data_of(name).decode().replace("text:", "description:")}, "")
        for name in ("json-script-break", "jinja-expr", "md-pipe-in-title")
    },
}


def test_every_row_that_is_a_value_has_its_expectation() -> None:
    """A row added to the table must say what it gives."""
    assert set(AS_A_VALUE) == {name for name, row in ROWS.items() if row["needs_schema"] != "no"}


@pytest.mark.parametrize("name", AS_A_VALUE)
def test_a_hostile_value_gives_its_findings_and_nothing_else(name: str) -> None:
    """The value is read by the type of its field, or refused at its place."""
    texts, expected = AS_A_VALUE[name]
    assert sorted(briefs(load_small(texts))) == sorted(e for e in expected.split(", ") if e)


@pytest.mark.parametrize("name", [n for n, r in ROWS.items() if r["needs_schema"] == "id"])
def test_a_hostile_id_is_refused_as_a_file_name_too(name: str) -> None:
    """The id of an entity is its file's name, and no page may be written outside the site."""
    if "collision" in name or name in (
        "id-dup",
        "id-confusable",
        "type-octal-id",
        "type-int-id",
        "id-slash",
        "id-abs",
        "id-angle",
    ):
        return
    id = {"enc-zero-width": "gro\u200bwth", "id-newline": "a\nb", "id-nul": "a\0b"}.get(name) or raw(
        name
    ).strip('"')
    loaded = load_small({f"m/tactics/{id}.yml": "title: T\n"})
    assert [f.code for f in loaded.findings] == ["SHP07"]


def test_a_path_that_climbs_is_refused() -> None:
    """`../x` has a folder too many, and no kind is called `..`."""
    for name in ("m/tactics/../x.yml", "m/../x.yml", "../x.yml", "m/tactics/a/b.yml"):
        assert {f.code for f in load_small({name: "title: T\n"}).findings} <= {"SHP06", "SHP07", "SHP03"}
        assert load_small({name: "title: T\n"}).findings


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("type-no", "title", "NO"),
        ("type-float-version", "number", "1.10"),
        ("type-hex-sha", "number", "0x12"),
        ("type-hex-sha", "effort", "12345e7"),
        ("type-date-string", "title", "2024-01-31"),
        ("jinja-expr", "title", "{{ 7*7 }} {{ config }}"),
        ("json-script-break", "title", "</script><script>alert(1)</script>"),
        ("md-pipe-in-title", "title", "A | B | C"),
        ("snippet-include", "description", '--8<-- ".git/config"\n--8<-- "mkdocs.yml"'),
    ],
)
def test_text_stays_exactly_what_was_typed(name: str, field: str, value: str) -> None:
    """No YAML guess, no template, no inclusion: the core hands the words on as they are."""
    loaded = load_small(AS_A_VALUE[name][0])
    entity = loaded.graph.entities["m/tactics/x"]
    assert entity[field] == value


def test_ids_that_are_numbers_stay_text() -> None:
    """`010` is not eight, and `42` has an address."""
    assert "m/tactics/010" in load_small(AS_A_VALUE["type-octal-id"][0]).graph.entities
    assert "m/tactics/42" in load_small(AS_A_VALUE["type-int-id"][0]).graph.entities


def test_a_circle_is_told_whole() -> None:
    """The author must see every step, since any of them may be the wrong one."""
    (finding,) = load_small(AS_A_VALUE["ref-cycle"][0]).findings
    assert "a → b → c → a" in finding.message
    assert [r.place.path for r in finding.related] == [
        "playbooks/m/tactics/b.yml",
        "playbooks/m/tactics/c.yml",
    ]


@pytest.mark.parametrize("name", ["vis-typo", "vis-list", "vis-zwsp"])
def test_a_broken_visibility_is_an_error_and_never_public(name: str) -> None:
    """A page that was meant to be hidden must not appear because of a slip."""
    loaded = load_small(AS_A_VALUE[name][0])
    assert all(f.severity is Severity.ERROR for f in loaded.findings)
    entity = loaded.graph.entities.get("m/tactics/x")
    assert entity is None or entity["visibility"] != "public"


def test_an_address_that_hides_where_it_leads_is_a_warning() -> None:
    """It may be meant, so it does not stop a build; a person should look."""
    for name in ("url-userinfo", "url-idn", "url-metadata"):
        (finding,) = load_small(AS_A_VALUE[name][0]).findings
        assert finding.severity is Severity.WARNING
    for name in ("url-js", "url-js-case", "url-js-tab", "url-data"):
        (finding,) = load_small(AS_A_VALUE[name][0]).findings
        assert finding.severity is Severity.ERROR


def test_all_cases_at_once_are_told_in_one_run() -> None:
    """Faults do not hide each other: a folder full of them gives every one of them."""
    names = [n for n in AS_A_FILE if n not in MADE]
    loaded = load_both({**SMALL, **{f"m/tactics/{n}.yml": data_of(n) for n in names}})
    for name in names:
        given = sorted(
            b.partition(".yml:")[2]
            for b in map(brief, loaded.findings)
            if b.startswith(f"tactics/{name}.yml")
        )
        assert given == sorted(e for e in AS_A_FILE[name].split(", ") if e)
