"""Authors' Markdown: safe whatever it says, the same by the short way and the long, references resolved."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gameplan.prose import Pointer, Prose
from sites import Element, as_browsers_read, dangers, payloads, tree

KNOWN = {
    "tactics/rota": Pointer("Evening rota", "../rota/"),
    "policies/social#privacy": Pointer("Privacy <&>", "../social/#privacy"),
    "roles/secret": Pointer("a restricted entry"),
}


def resolve(text: str) -> Pointer:
    return KNOWN.get(text, Pointer("a restricted entry"))


def html(text: str, **options: object) -> str:
    return str(Prose().html(text, resolve, **options))  # type: ignore[arg-type]


def words(text: str) -> str:
    return tree(html(text)).text


# --- whatever it says, it is safe -----------------------------------------------------------------

ALLOWED = {
    "a": {"href", "title", "class", "id", "rel"}, "blockquote": set(), "br": set(), "code": {"class"}, "dd": set(),
    "del": set(), "details": {"class", "open"}, "div": {"class", "data-tabs"}, "dl": set(), "dt": set(), "em": set(),
    "h3": set(), "h4": set(), "h5": set(), "h6": set(), "hr": set(), "img": {"src", "alt", "title"},
    "input": {"type", "id", "name", "checked"}, "label": {"for"}, "li": {"id"}, "ol": {"start"}, "p": {"class"},
    "pre": {"class"}, "span": {"class"}, "strong": set(), "summary": set(), "sup": {"id"}, "table": set(),
    "tbody": set(), "td": {"align"}, "th": {"align"}, "thead": set(), "tr": set(), "ul": set(),
}  # fmt: skip
"""All that prose may consist of; a list of its own, so that a wider one in the code shows here."""


def check_safe(text: str, root: Element) -> None:
    for element in root:
        if not element.tag:
            continue
        assert element.tag in ALLOWED, (text, element.tag)
        assert set(element.attributes) <= ALLOWED[element.tag], (text, element)
        for name in ("href", "src"):
            target = as_browsers_read(element[name])
            scheme = re.match(r"[a-z][a-z0-9+.-]*:", target)
            assert scheme is None or scheme[0] in ("http:", "https:", "mailto:"), (text, target)
            assert not target.startswith("//"), (text, target)
            assert name == "href" or scheme is None, (text, target)
        if element.tag == "input":
            assert element["type"] == "radio", (text, element)
        if element.tag == "a" and element["href"].startswith(("http:", "https:")):
            assert element["rel"] == "noopener noreferrer"
        assert not re.search(r"\bmd-", element["class"]), (text, element)
        for name in ("id", "for", "name"):
            assert not element[name] or element[name].startswith("p_"), (text, element)


@pytest.mark.parametrize("text", payloads())
def test_no_hostile_text_gets_through(text: str) -> None:
    """Alone, in a list, in a table, in a link's words, in a title of a box: only what the list allows comes out."""
    shapes = [
        text,
        f"* {text}",
        f"a | b\n--- | ---\n{text} | x",
        f"[{text}](https://a.example)",
        f"[x](<{text}>)",
        f'[x](y "{text}")',
        f"![{text}](x.png)",
        f"![x]({text})",
        f'!!! note "{text}"\n    x',
        f'??? {text} "x"\n    x',
        f'=== "{text}"\n    x',
        f"text[^{text}]\n\n[^{text}]: {text}",
        f"``` {text}\nx\n```",
        f"<{text}>",
        f"[[{text}]]",
        f"[[tactics/rota|{text}]]",
        f"{text}\n:   {text}",
        f"`{text}`",
    ]
    for shape in shapes:
        result = html(shape, prefix="p")
        check_safe(shape, tree(result))
        assert not dangers(result), shape


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *payloads(),
                "`",
                "```",
                "\n",
                "\n\n",
                "    ",
                "[",
                "](",
                ")",
                "<",
                ">",
                "!",
                "[[",
                "]]",
                "|",
                "&",
                "\\",
                "*",
                "x",
            ]
        ),
        max_size=6,
    )
)
def test_no_mixture_of_hostile_texts_gets_through(pieces: list[str]) -> None:
    """What is harmless apart may be harmful together."""
    text = "".join(pieces)
    check_safe(text, tree(html(text, prefix="p")))


def test_raw_html_is_shown_as_text() -> None:
    """Nothing vanishes: an author who types a tag sees it."""
    assert words("a <b>c</b> <!-- d --> &amp; &lt;") == "a <b>c</b> <!-- d --> & <"


ELSEWHERE = [
    "//evil.example/t.png",
    "http&#58;//evil.example/t.png",
    "http&colon;//evil.example/t.png",
    "ht&Tab;tp://evil.example/t.png",
    "&#1;//evil.example/t.png",
    "&#9;//evil.example/t.png",
    "&#47;/evil.example/t.png",
    "&sol;&sol;evil.example/t.png",
    "/\\evil.example/t.png",
    "\\\\\\\\evil.example/t.png",
    "&bsol;/evil.example/t.png",
    "http:evil.example/t.png",
    "HTTPS://evil.example/t.png",
    "ftp://evil.example/t.png",
    "data:image/png;base64,AAAA",
]


@pytest.mark.parametrize("source", ELSEWHERE)
def test_no_disguise_brings_a_remote_picture(source: str) -> None:
    """Entities, control characters and backslashes are undone by browsers after Markdown has looked."""
    for text in (f"![x]({source})", f"![x](<{source}>)", f"![x][r]\n\n[r]: {source}", f"[![x]({source})](y)"):
        assert not tree(html(text)).all("img"), text


@pytest.mark.parametrize("target", [s for s in ELSEWHERE if not re.match("(?i)https?[:&]|ht&", s)])
def test_a_link_names_how_to_connect(target: str) -> None:
    """An address that begins with // looks like a page of this site and is not."""
    check_safe(target, tree(html(f"[x]({target})", prefix="p")))


def test_a_remote_picture_becomes_a_link() -> None:
    """A picture elsewhere would tell its host who reads this page."""
    link = tree(html("![A chart](https://a.example/chart.png)")).one("a")
    assert (link["href"], link.text) == ("https://a.example/chart.png", "A chart")
    assert tree(html("![A chart](chart.png)")).one("img")["src"] == "chart.png"


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7 * 7 }}",
        "{% raw %}x{% endraw %}",
        "{#x#}",
        "--8<-- 'pyproject.toml'",
        ":material-x:",
        "*[HTML]: x",
    ],
)
def test_other_languages_are_text(text: str) -> None:
    """Templates, snippets, icons, abbreviations: none of them is Markdown of ours."""
    assert words(text) in (text, text.replace("'", "’"))


# --- the short way and the long -------------------------------------------------------------------

PLAIN = st.text(
    st.one_of(
        st.sampled_from(" \n\n\t.,:;()#-+=!?>0123456789abcé'\"/@{}$%&<|^~_*[]`\\"),
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
    ),
    max_size=60,
).map(str.strip)  # as values are decoded


@settings(max_examples=400, deadline=None)
@given(PLAIN)
@example("one\n\ntwo")
@example("one\n \n\n two")
@example("one\n# two")
@example("a\n   b\n\tc")
@example("2026. It was a year")
@example("1) one")
@example("- one")
@example("Dr. No & <Co>")
@example("a\ue000b")
@example("a\x02b")
@example("&amp; &lt;")
@example("a  \nb")
@example("https://a.example/x_y_z")
@example("a\u2028b\x85c")
@example("a\n\xa0\nb")
@example("a\n\n    b")
@example("a:\n\n:   b")
@example("a \n  b \n\n c")
@example("Setext\n===")
@example("\ufeffx")
def test_the_short_way_gives_the_same_bytes(text: str) -> None:
    """Plain text, which is most of it, does not go through Markdown; nobody may be able to tell."""
    prose = Prose()
    quick = str(prose.html(text, resolve))
    if prose.conversions == 0 and text:
        assert quick == str(prose._convert(text, {}, 3))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "a[^1]\n\n[^1]: b",
                "[x][r]\n\n[r]: https://a.example",
                "[x][r]",
                "a[^1]",
                '=== "A"\n    x\n\n=== "B"\n    y',
                "# H",
                "```\nx",
                "*a",
                "[[tactics/rota]]",
            ]
        ),
        max_size=6,
    )
)
def test_one_text_leaves_nothing_behind_for_the_next(texts: list[str]) -> None:
    """One converter serves all texts: notes, link targets and counters must not leak into other fields."""
    prose = Prose()
    for text in texts:
        assert str(prose.html(text, resolve, prefix="p")) == html(text, prefix="p")


def test_a_text_is_converted_once() -> None:
    """The same text with other words behind its references is another; the same again is remembered."""
    prose = Prose()
    for _ in range(3):
        prose.html("*a* [[tactics/rota]]", resolve)
    assert prose.conversions == 1
    prose.html("*a* [[tactics/rota]]", lambda text: Pointer("Renamed", "../x/"))
    assert prose.conversions == 2


# --- references -----------------------------------------------------------------------------------


def test_a_reference_is_a_link_with_the_title_or_its_own_words() -> None:
    """Titles, not ids; and both are text."""
    root = tree(
        html("See [[tactics/rota]], [[policies/social#privacy]] and [[tactics/rota|the *rota* <b>]].")
    )
    links = root.all("a", class_="gp-ref")
    assert [(a["href"], a.text) for a in links] == [
        ("../rota/", "Evening rota"),
        ("../social/#privacy", "Privacy <&>"),
        ("../rota/", "the *rota* <b>"),
    ]


def test_a_hidden_reference_is_words_only() -> None:
    """Neither its id nor the words an author gave it may show."""
    result = html("See [[roles/secret]] and [[roles/secret|the secret desk]].")
    assert "secret desk" not in result
    assert "roles/secret" not in result
    root = tree(result)
    assert [e.text for e in root.all("span", class_="gp-hidden")] == ["a restricted entry"] * 2
    assert not root.all("a")


@pytest.mark.parametrize(
    "text",
    [
        "`[[tactics/rota]]`",
        "``a ` [[tactics/rota]]``",
        "```\n[[tactics/rota]]\n```",
        "~~~ bash\nif [[tactics/rota]]\n~~~",
        "    [[tactics/rota]]",
        "`if [[ -f x ]]`",
        "if [[ -f x ]]; then",
        "\\[[tactics/rota]]",
    ],
)
def test_code_and_shell_are_left_alone(text: str) -> None:
    """`[[ -f x ]]` is bash, and code is shown as it is."""
    root = tree(html(text if not text.startswith("    ") else f"x\n\n{text}"))
    assert not root.all("a")
    assert "[[" in root.text


def test_a_reference_works_wherever_text_does() -> None:
    """In lists, tables, emphasis, notes and boxes."""
    for text in (
        "* [[tactics/rota]]", "a | b\n--- | ---\n[[tactics/rota]] | [[tactics/rota|x]]", "**[[tactics/rota]]**",
        "a[^1]\n\n[^1]: [[tactics/rota]]", "!!! note\n    [[tactics/rota]]", "> [[tactics/rota]]", "term\n:   [[tactics/rota]]",
    ):  # fmt: skip
        assert tree(html(text)).all("a", class_="gp-ref"), text


def test_links_of_authors_cannot_look_like_references() -> None:
    """The classes of our own marks cannot be written by hand."""
    root = tree(html("[x](y){.gp-ref} <span class='gp-hidden'>x</span>"))
    assert not root.all("", class_="gp-ref")
    assert not root.all("", class_="gp-hidden")


# --- structure ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "want"), [(3, "h3 h4 h5 h6 h6 h6"), (6, "h6 h6 h6 h6 h6 h6")])
def test_headings_are_below_the_heading_of_their_field(level: int, want: str) -> None:
    """A page has one h1, and a field stands under a heading of its own."""
    root = tree(html("# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F\n", level=level))
    assert [e.tag for e in root if re.fullmatch("h[1-6]", e.tag)] == want.split()


NOTES = "One[^1] and two[^b].\n\n[^1]: First.\n[^b]: Second."


def test_footnotes_of_two_fields_do_not_meet() -> None:
    """All fields of a page share its ids."""
    prose = Prose()
    root = tree(
        str(prose.html(NOTES, resolve, prefix="_steps") + prose.html(NOTES, resolve, prefix="_message"))
    )
    ids = [e["id"] for e in root if e["id"]]
    assert len(ids) == 8
    assert len(set(ids)) == 8
    assert all(i.startswith(("_steps_", "_message_")) for i in ids)
    targets = {a["href"].removeprefix("#") for a in root.all("a")}
    assert targets == set(ids)


def test_tabs_of_two_fields_do_not_meet() -> None:
    """Radio buttons with one name would switch each other."""
    prose, text = Prose(), '=== "A"\n    x\n\n=== "B"\n    y'
    root = tree(str(prose.html(text, resolve, prefix="a") + prose.html(text, resolve, prefix="b")))
    inputs = root.all("input")
    assert len({e["id"] for e in inputs}) == 4
    assert len({e["name"] for e in inputs}) == 2
    assert {e["for"] for e in root.all("label")} == {e["id"] for e in inputs}


@pytest.mark.parametrize(
    "text",
    [
        "```\nnever closed",
        "~~~ python\nx = 1",
        "!!! note\n    open",
        '=== "Tab"\n    open',
        "* a\n    * b",
        "<div>",
        "a[^1]\n\n[^1]: open",
        "??? note\n    open",
        "| a |\n| - |\n| b",
        "<table><tr>",
    ],
)
def test_what_is_never_closed_stays_in_its_field(text: str) -> None:
    """A fence without an end must not swallow the page: the elements of a field are balanced."""
    result = html(text)
    opened = re.findall(r"<([a-z0-9]+)[\s>]", result)
    closed = re.findall(r"</([a-z0-9]+)>", result)
    assert sorted(t for t in opened if t not in ("br", "hr", "img", "input")) == sorted(closed)
    root = tree(f"<section>{result}</section><p>after</p>")
    assert root.children[-1].tag == "p"


def test_inline_prose_is_a_line_where_it_is_one() -> None:
    """In lists and cells a paragraph of its own would be too loud; two paragraphs stay two."""
    prose = Prose()
    assert str(prose.inline("a *b*", resolve)) == "a <em>b</em>"
    assert str(prose.inline("a\n\nb", resolve)) == "<p>a</p>\n<p>b</p>"
    assert str(prose.inline("* a", resolve)).startswith("<ul>")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("A *b* [[tactics/rota]] & <c>", "A b Evening rota & <c>"),
        ("one\ntwo\n\n* three", "one two three"),
        ("&lt;script&gt;", "<script>"),
        ("[x](https://a.example)", "x"),
        ("[[roles/secret|x]]", "a restricted entry"),
        ("`a < b`", "a < b"),
    ],
)
def test_text_is_the_words_alone(text: str, plain: str) -> None:
    """For search and descriptions."""
    assert Prose().text(text, resolve) == plain


def test_boxes_tabs_tables_and_code_keep_the_theme_s_marks() -> None:
    """Authors of a Material site expect its Markdown."""
    root = tree(
        html(
            '!!! tip "T"\n    x\n\n=== "A"\n    y\n\na | b\n--- | ---\n1 | 2\n\n```python\nx = 1\n```\n\n~~gone~~'
        )
    )
    assert root.one("div", class_="admonition")["class"] == "admonition tip"
    assert root.one("div", class_="tabbed-set")
    assert root.one("table")
    assert root.one("div", class_="highlight")
    assert root.one("del").text == "gone"


@pytest.mark.parametrize("piece", ["[", "![", "[a](", "[a][", "[[a", "](", "[](", "[" * 50 + "]" * 50])
def test_brackets_without_end_are_shown_as_typed(piece: str) -> None:
    """Python-Markdown is quadratic on them: a field of 20,000 characters, the most there may be, would take a
    minute. Hidden references stay hidden in such a text, too."""
    text = (piece * 20_000)[:20_000]
    assert words(text) == " ".join(text.split()) or len(text) > len(words(text)) > 0
    result = html(f"[[roles/secret]] [[tactics/rota|x]] {text}")
    assert "roles/secret" not in result
    check_safe(text, tree(result))


def test_a_long_text_with_many_links_is_markdown_all_the_same() -> None:
    """What an author may really write."""
    text = "* [A page](https://a.example/page) and [[tactics/rota]] (see *there*) :(\n" * 250
    assert len(tree(html(text)).all("a")) == 500
