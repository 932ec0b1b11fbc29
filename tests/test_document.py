"""The reader of YAML: every value knows its place, and whatever an author typed becomes findings."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gameplan.document import Document, Mapping, Node, Scalar, Sequence, read, scalars
from gameplan.settings import Limits

LIMITS = Limits()
EXAMPLES = sorted((Path(__file__).parent.parent / "playbooks").rglob("*.yml"))


def read_both(text: str | bytes, limits: Limits = LIMITS) -> Document:
    """The document, after making sure that the C and the pure parser agree about it."""
    data = text if isinstance(text, bytes) else text.encode()
    fast = read(data, "x.yml", limits)
    assert fast == read(data, "x.yml", limits, pure=True)
    return fast


def codes(document: Document) -> list[str]:
    return [d.code for d in document.findings]


def marked(document: Document) -> list[str]:
    """The texts that the findings underline."""
    return [document.slice(d.place.span) for d in document.findings]


def plain(node: Node | None) -> object:
    """A tree without its places."""
    if isinstance(node, Mapping):
        return {e.key.text: plain(e.value) for e in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text if node is not None else None


# --- places -----------------------------------------------------------------------------------

PLACES = {
    "plain text": ("title: «Evening rota»\n", "Evening rota"),
    "plain text before a comment": ("title: «Evening rota»  # since April\n", "Evening rota"),
    "plain text over two lines": ("title: «Evening\n  rota»\nnumber: 1\n", "Evening rota"),
    "double quotes": ('title: «"Evening \\"rota\\""»\n', 'Evening "rota"'),
    "single quotes": ("title: «'It''s on'»\n", "It's on"),
    "quotes over two lines": ('title: «"Evening\n  rota"»\nnumber: 1\n', "Evening rota"),
    "kept lines": ("title: «|\n  one\n  two»\n\nnumber: 1\n", "one\ntwo\n"),
    "folded lines": ("title: «>-\n  one\n  two»\nnumber: 1\n", "one two"),
    "folded lines at the end of the file": ("title: «>-\n  one\n  two»", "one two"),
    "an emoji before it": ('number: "🚀👨‍👩‍👧"\ntitle: «ok»\n', "ok"),
    "an emoji on its line": ("{number: 🚀, title: «ok»}\n", "ok"),
    "a byte order mark": ("\ufefftitle: «ok»\n", "ok"),
    "a byte order mark and an emoji": ("\ufeff{number: 🚀, title: «ok»}\n", "ok"),
    "Windows line ends": ("number: 1\r\ntitle: «ok»\r\n", "ok"),
    "old Mac line ends": ("number: 1\rtitle: «ok»\r", "ok"),
    "mixed line ends": ("number: 1\r\ntags: 2\rtitle: «ok»\n", "ok"),
    "in brackets": ("{title: «ok», number: 1}\n", "ok"),
    "no last line break": ("title: «ok»", "ok"),
    "a marked beginning": ("---\ntitle: «ok»\n", "ok"),
    "an explicit key": ("? title\n: «ok»\n", "ok"),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_value_knows_exactly_where_it_stands(name: str) -> None:
    """A finding can only be narrow, and an edit only surgical, where the place is right to the column."""
    source, value = PLACES[name]
    document = read_both(source.replace("«", "").replace("»", ""))
    assert document.findings == ()
    assert isinstance(document.root, Mapping)
    node = document.root.get("title")
    assert isinstance(node, Scalar)
    assert node.text == value
    lines = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    before = lines.split("«")[0]
    inside = lines.split("«")[1].split("»")[0]
    assert node.span[:2] == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert document.slice(node.span) == inside


def test_lists_and_mappings_end_with_their_last_value() -> None:
    """The parser's own marks run on to the next key; an edit by them would eat its neighbour."""
    document = read_both("steps:\n  - one\n  - {a: 1}\n\n# a comment\nnumber: 1\n")
    assert isinstance(document.root, Mapping)
    steps = document.root.get("steps")
    assert isinstance(steps, Sequence)
    assert document.slice(steps.span) == "- one\n  - {a: 1}"
    assert document.slice(steps.items[1].span) == "{a: 1}"
    assert [s.text for s in scalars(document.root)] == ["steps", "one", "a", "1", "number", "1"]


def test_a_value_that_is_not_written_stands_behind_its_key() -> None:
    """Both parsers put it somewhere else, so the reader decides."""
    document = read_both("title:\nsteps:\n  -\n")
    assert isinstance(document.root, Mapping)
    title, steps = (e.value for e in document.root.entries)
    assert isinstance(title, Scalar)
    assert title.is_empty
    assert title.span == (1, 6, 1, 6)
    assert isinstance(steps, Sequence)
    assert document.slice(steps.items[0].span) == "-"


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "no",
        "1.10",
        "010",
        "0x12",
        "12345e7",
        "2026-04-01",
        "12:30:00",
        "true",
        "1_000",
        ".inf",
        "=",
        "2024-02-30",
    ],
)
def test_scalars_stay_the_text_that_was_typed(text: str) -> None:
    """YAML's guesses turn NO into False and 1.10 into 1.1; a field's type decides instead."""
    document = read_both(f"a: {text}\n")
    assert plain(document.root) == {"a": text}


@pytest.mark.parametrize("text", ["~", "null", "Null", "NULL"])
def test_nothing_is_nothing_only_without_quotes(text: str) -> None:
    """A person called Null may be written in quotes."""
    for source, empty in ((f"a: {text}\n", True), (f'a: "{text}"\n', False)):
        root = read_both(source).root
        assert isinstance(root, Mapping)
        value = root.get("a")
        assert isinstance(value, Scalar)
        assert value.is_empty is empty


@pytest.mark.parametrize("source", ["a:\n", 'a: ""\n', "a: ''\n", "a: ' '\n", "a: |\n\nb: 1\n"])
def test_blanks_are_nothing_however_they_are_written(source: str) -> None:
    """An empty title between quotes is still no title."""
    root = read_both(source).root
    assert isinstance(root, Mapping)
    value = root.get("a")
    assert isinstance(value, Scalar)
    assert value.is_empty


# --- text that needs quotes -------------------------------------------------------------------

NEEDS_QUOTES = [
    "[[tactics/x]] tells you how",
    "[Read this](https://x.example) first",
    "Correction: we were wrong",
    "Note: see: below",
    "{first name}, thank you",
    "{first name} and {second name}",
    "> 3 complaints",
    ">=3 complaints",
    '"Sorry" is a start',
    '"Sorry" is not "enough"',
    "'Sorry' is a start",
    "@handle",
    "`code` in front",
    "% of people",
    "*Never* do this",
    "**Never** do this",
    "| a table |",
    "[ ] not done yet",
]


@pytest.mark.parametrize("text", NEEDS_QUOTES)
@pytest.mark.parametrize(
    "before",
    ["summary: ", "do:\n  - ", "replies:\n  hold:\n    text: ", "do:\n  - fine\n  - if: ", "'a key': "],
)
def test_text_that_needs_quotes_is_said_to_need_them(before: str, text: str) -> None:
    """model.md section 3: people will write these, and each gets the cure at its place."""
    if before.endswith("- ") and ": " in text and text[0].isalpha():
        # In a list this is a mapping to YAML; the type of the field knows better (test_mistakes.py).
        return
    document = read_both(f"title: a\n{before}{text}\nnumber: 1\n")
    assert codes(document) == ["SYN10"]
    assert marked(document) == [text]
    finding = document.findings[0]
    quoted = finding.help.removeprefix("Put quotes around it: ")
    cured = read_both(f"title: a\n{before}{quoted}\nnumber: 1\n")
    assert cured.findings == (), "the cure must cure"
    assert text in [s.text for s in scalars(cured.root)] if cured.root else False


@pytest.mark.parametrize("text", [t for t in NEEDS_QUOTES if t not in ("{first name}, thank you",)])
def test_in_a_list_within_brackets_only_the_item_needs_quotes(text: str) -> None:
    """Quotes around the whole list would make one text of it."""
    document = read_both(f"do: [first, {text}, last]\n")
    if not document.findings:
        # An item with one colon is a mapping to YAML; the type of the field knows better.
        assert text in ("Correction: we were wrong",)
        return
    assert (codes(document), marked(document)) == (["SYN10"], [text])


@pytest.mark.parametrize("text", [t for t in NEEDS_QUOTES if ": " not in t])
def test_inside_a_longer_text_none_of_it_needs_quotes(text: str) -> None:
    """Only the beginning of a text can be mistaken for something else."""
    for source in (
        f"a: first\n  {text}\nb: 1\n",
        f"a: >-\n  {text}\nb: 1\n",
        f"a: |\n  {text}\nb: 1\n",
        f"a:\n  first\n  {text}\n",
    ):
        assert read_both(source).findings == ()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "summary: We were wrong.\n  Correction: it is at ten.\nnumber: 1\n",
            "We were wrong.\n  Correction: it is at ten.",
        ),
        (
            "summary:\n  We were wrong.\n  Correction: it is at ten.\n",
            "We were wrong.\n  Correction: it is at ten.",
        ),
        (
            "do:\n  - We were wrong.\n    Correction: it is at ten.\n",
            "We were wrong.\n    Correction: it is at ten.",
        ),
        ("summary: @handle\n", "@handle"),
        ("summary: - a dash\n", "- a dash"),
        ("summary: ? a question\n", "? a question"),
        ("do: [a, {b: @c}]\n", "@c"),
        ("steps:\n  - {do: Ask: why, role: x}\n", "Ask: why"),
        ("summary: 'It's late'\n", "'It's late'"),
        ('summary: "He said "no" twice"\n', '"He said "no" twice"'),
    ],
)
def test_the_text_is_marked_from_its_beginning_to_the_trouble(source: str, text: str) -> None:
    """A colon on the third line means quotes on the first."""
    document = read_both(source)
    assert (codes(document), marked(document)) == (["SYN10"], [text])


@pytest.mark.parametrize(
    ("source", "lost", "cure"),
    [
        (
            "summary: Share it with «#LoveYourLibrary»\n",
            "#LoveYourLibrary",
            '"Share it with #LoveYourLibrary"',
        ),
        ("do:\n  - Share it with «#Love»\n  - b\n", "#Love", '"Share it with #Love"'),
        ("do: [a, Share it with «#Love», b]\n", "#Love", '"Share it with #Love"'),
        ("do: [a, «#Love»]\n", "#Love", '"#Love"'),
        ("summary: «#Love»\n", "#Love", '"#Love"'),
        ("summary: We are «#1 in town»  \n", "#1 in town", '"We are #1 in town"'),
        ("summary: first\n  second «#Love»\n", "#Love", '"first second #Love"'),
        ("summary: first\n  «#Love»\nnumber: 1\n", "#Love", '"first #Love"'),
        ("do:\n  - one\n    «#Love»\n  - two\n", "#Love", '"one #Love"'),
    ],
)
def test_text_that_a_hash_would_cut_is_an_error(source: str, lost: str, cure: str) -> None:
    """YAML drops it without a word, and a campaign loses its hashtag on the page."""
    document = read_both(source.replace("«", "").replace("»", ""))
    assert (codes(document), marked(document)) == (["SYN11"], [lost])
    before = source.split("«")[0]
    assert document.findings[0].place.span[:2] == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert cure in document.findings[0].help


@pytest.mark.parametrize(
    "source",
    [
        "title: text # a comment\n",
        "title: text  # a comment, with #tags in it\n",
        "title: text #\n",
        "title: text #!\n",
        "title: C#\n",
        "title: a#b\n",
        'title: "Share #Love"\n',
        "title: >-\n  Share #Love\n  #Love\n",
        "# one\n#two\ntitle: text\n#three\n",
        "do:\n  - one\n  #- two\n  - three\n",
        "title: text\n  #number: 3\n",
        "levels:\n  green:\n    title: a\n    #title: b\n",
    ],
)
def test_a_comment_is_fine(source: str) -> None:
    """Only a # that touches a word looks like a hashtag; lines taken out for a while are left alone."""
    assert read_both(source).findings == ()


# --- other slips ------------------------------------------------------------------------------

SLIPS = {
    "a quote never closed": ('title: «"Evening rota»\nnumber: 1\n', "SYN14"),
    "a single quote never closed": ("title: «'Evening rota»\nnumber: 1\n", "SYN14"),
    "a quote closed by the next one, by accident": (
        'title: «"Evening rota»\nsummary: He said "no" twice\n',
        "SYN14",
    ),
    "a quote closed at the end of a later line": (
        'title: «"Evening rota»\nsummary: no"\nnumber: 1\n',
        "SYN14",
    ),
    "a quote in a list, closed by the next item's": ('do:\n  - «"Say where»\n  - "and how long"\n', "SYN14"),
    "a quote in a list, never closed": ('do:\n  - «"Say where»\n  - and how long\n', "SYN14"),
    "a tab for indentation": ("title: a\napproved:\n«\t»by: x\n", "SYN12"),
    "a tab after the colon": ("title:«\t»a\n", "SYN12"),
    "no space after the colon": ("title: a\n«number:»3\n", "SYN09"),
    "no space after the first colon": ("«title:»a\nnumber: 3\n", "SYN09"),
    "a bracket never closed": ("tags: «[»a, b\nnumber: 1\n", "SYN09"),
    "a brace never closed": ("approved: «{»by: x\nnumber: 1\n", "SYN09"),
    "a comma missing": ('tags: ["a" «"b"»]\n', "SYN09"),
    "a line out of line": ("approved:\n  by: x\n «on: y»\n", "SYN09"),
    "a line that is nothing": ("title: a\n«nothing»\nnumber: 1\n", "SYN09"),
    "a code that does not exist": ('title: "C:«\\U»sers"\n', "SYN09"),
    "text on the line of a block mark": ("title: «> hello»\n  world\n", "SYN10"),
    "an anchor": ("title: «&Co» owners\n", "SYN06"),
    "an anchor in a list": ("tags: [a, «&b» c]\n", "SYN06"),
    "an alias": ("title: «*nope»\n", "SYN06"),
    "a merge key": ("a: «&b» {c: d}\ne:\n  «<<»: *b\n", "SYN06 SYN06"),
    "a tag": ("title: «!ENV» [A, b]\n", "SYN07"),
    "a tag of YAML's own": ("title: «!!int» 3\n", "SYN07"),
    "a second document": ("title: a\n«---»\ntitle: b\n", "SYN08"),
    "a directive": ("«%YAML 2.0»\n---\ntitle: a\n", "SYN07"),
    "a key twice": ("title: a\nnumber: 1\n«title»: b\n", "SYN13"),
    "a key twice in brackets": ("{a: 1, «a»: 2}\n", "SYN13"),
    "a mapping as a key": ("? «{a: b}»\n: c\n", "SYN10"),
    "an invisible sign": ("title: gro«\u200b»wth\n", "SYN03"),
    "a sign that turns the text around": ("title: safe«\u202e»\n", "SYN03"),
    "a hidden line break that would begin a field": ("title: x«\u2028»visibility: public\n", "SYN03"),
    "the same, spelt as a code": ('title: «"x\\u2028y"»\n', "SYN03"),
    "half a character": ('title: «"\\ud83d"»\n', "SYN03"),
    "a control character": ("title: a«\x00»b\n", "SYN03"),
    "a conflict": ("title: a\n«<<<<<<< HEAD»\nnumber: 1\n=======\nnumber: 2\n>>>>>>> other\n", "SYN04"),
    "a conflict within a text": (
        "title: |\n  «<<<<<<< HEAD»\n  a\n  =======\n  «>>>>>>> other»\n",
        "SYN04 SYN04",
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_found_at_its_place(name: str) -> None:
    """One line that names the slip where it was made, not where the parser gave up."""
    source, expected = SLIPS[name]
    document = read_both(source.replace("«", "").replace("»", ""))
    assert codes(document) == expected.split()
    pieces = source.split("«")
    for index, finding in enumerate(document.findings):
        before = "".join(pieces[: index + 1]).replace("»", "")
        assert finding.place.span[:2] == (before.count("\n") + 1, len(before) - before.rfind("\n"))
        if document.lines:
            inside = pieces[index + 1].split("»")[0]
            assert document.slice(finding.place.span).startswith(inside)
        assert finding.help


def test_a_key_written_twice_names_both_places() -> None:
    """The author must see which of the two to keep."""
    (finding,) = read_both("title: a\nnumber: 1\ntitle: b\n").findings
    assert (finding.place.span.line, finding.related[0].place.span.line) == (3, 1)


def test_the_first_of_two_equal_keys_counts_meanwhile() -> None:
    """Something must be known under the name, so that nothing else is blamed."""
    assert plain(read_both("a: 1\na: 2\n").root) == {"a": "1"}


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"title: it\x92s\n", "SYN02", 1, 10),
        (b"title: a\r\nnumber: \xff\n", "SYN02", 2, 9),
        (b"\xef\xbb\xbftitle: \xff\n", "SYN02", 1, 8),
        ("title: ü\n".encode() + b"x: \xc3(\n", "SYN02", 2, 4),
        ("title: a".encode("utf-16"), "SYN02", 1, 1),
        (b"title: \xed\xa0\xbd\n", "SYN02", 1, 8),
    ],
)
def test_other_encodings_are_refused_at_the_first_bad_byte(
    data: bytes, code: str, line: int, column: int
) -> None:
    """A guess at the encoding would print mojibake; the editor can save the file as UTF-8."""
    (finding,) = read_both(data).findings
    assert (finding.code, finding.place.span[:2]) == (code, (line, column))


@pytest.mark.parametrize(
    "text", ["[Who can see it?]", "[a ?b, c]", "{a: why?, b: c}", "- why?", "[what?, why??]"]
)
def test_a_question_mark_within_brackets_is_text(text: str) -> None:
    """The pure parser stops there; questions are what guides are made of."""
    if text.startswith("?"):
        return
    assert read_both(f"{text}\n").findings == ()


# --- limits -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "limits", "name"),
    [
        ("a: b\n" * 10, Limits(file_bytes=20), "limits.file_bytes"),
        ("[" * 9 + "]" * 9, Limits(depth=8), "limits.depth"),
        ("- " * 9 + "a", Limits(depth=8), "limits.depth"),
        ("[" * 100_000, LIMITS, "limits.depth"),
        ("- " * 50_000 + "a", LIMITS, "limits.depth"),
        ("{a: " * 33, LIMITS, "limits.depth"),
        ("[1,2,3,4]", Limits(nodes=4), "limits.nodes"),
        ("[" + "1," * 50_000 + "1]", LIMITS, "limits.nodes"),
    ],
)
def test_a_text_beyond_a_limit_is_refused_with_the_name_of_the_limit(
    source: str, limits: Limits, name: str
) -> None:
    """Deep or long input crashes or hangs a parser; who needs more can raise the setting."""
    document = read_both(source, limits)
    assert codes(document) == ["SYN05"]
    assert name in document.findings[0].message


def test_what_is_just_within_the_limits_is_read() -> None:
    """A limit is the last value that is allowed."""
    assert read_both("[" * 8 + "]" * 8, Limits(depth=8)).findings == ()
    assert read_both("[1,2,3]", Limits(nodes=4)).findings == ()
    assert read_both("a: b\n", Limits(file_bytes=5)).findings == ()


@pytest.mark.parametrize("source", ["", "\n", "# only a comment\n", "---\n", "---\n...\n", "\ufeff"])
def test_an_empty_text_has_no_tree_or_an_empty_one(source: str) -> None:
    """The loader says that the file is empty, since it knows what ought to be in it."""
    root = read_both(source).root
    assert root is None or (isinstance(root, Scalar) and root.is_empty)


# --- whatever comes ---------------------------------------------------------------------------

_PIECES = [
    *[
        ": ",
        ":",
        " ",
        "\n",
        "\n  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        '"',
        "'",
        "#",
        " #x",
        "&a",
        "*a",
        "!",
        "!!str ",
        "|",
        ">",
    ],
    *[
        "|+2",
        "%",
        "@",
        "`",
        "\t",
        "? ",
        "?",
        "\\",
        "\\u12",
        "\\U00110000",
        "---",
        "...",
        "\r",
        "\ufeff",
        "\x85",
        "\u2028",
    ],
    *[
        "🚀",
        "\x00",
        "~",
        "<<: ",
        "%YAML 1.2\n",
        "\\N",
        "a",
        "1",
        "=",
        "é",
        "\\ud83d",
        "\xa0",
        "\u200d",
        "key: value\n",
    ],
]


def _sane(document: Document) -> None:
    """Every place lies within the text."""
    for finding in document.findings:
        line, column, end_line, end_column = finding.place.span
        assert (1, 1) <= (line, column) <= (end_line, end_column)
        assert not document.lines or end_line <= len(document.lines)
        if document.lines:
            document.slice(finding.place.span)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_an_exception(data: bytes) -> None:
    """No traceback ever, and one voice for both parsers."""
    _sane(read_both(data))


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
@example("? ")
@example(">#")
@example("!*a!str x")
@example("[a-? b]")
@example("{1?: 2}")
@example("a<<: ]")
@example("%YAML 1.2\n  \u3000")
def test_any_mixture_of_yaml_signs_is_read_without_an_exception(text: str) -> None:
    """The signs of YAML in every order reach more corners than letters do."""
    _sane(read_both(text.encode("utf-8", "replace")))


@given(st.sampled_from(EXAMPLES), st.randoms(use_true_random=False))
def test_a_real_file_with_a_few_signs_changed_is_read_without_an_exception(
    path: Path, chance: random.Random
) -> None:
    """This is what a slip of the hand looks like."""
    data = bytearray(path.read_bytes())
    begin = chance.randrange(len(data))
    data = data[begin : begin + 400]
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        if chance.random() < 0.3:
            del data[at : at + chance.randint(1, 5)]
        else:
            data[at:at] = chance.choice(_PIECES).encode()
    _sane(read_both(bytes(data)))


def test_the_example_playbook_is_read_alike_by_both_parsers() -> None:
    """A text without faults is only ever read once, by either of them."""
    for path in EXAMPLES:
        assert read_both(path.read_bytes()).findings == ()


def test_the_order_of_lines_does_not_change_what_a_value_is() -> None:
    """Keys in any order give the same values."""
    lines = ["title: a\n", "tags: [b, c]\n", "summary: >-\n  d\n  e\n"]
    trees = [plain(read_both("".join(order)).root) for order in itertools.permutations(lines)]
    assert all(tree == trees[0] for tree in trees)
