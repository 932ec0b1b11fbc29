"""The finished site is read again: what may not be shown is found however it is spelt, and nothing else is."""

from __future__ import annotations

import gzip
import json
import logging
import unicodedata
from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest
from mkdocs.exceptions import MkDocsException

from gameplan.plugin.building import build_site
from gameplan.scan import Leak, Secret, scan, secrets
from gameplan.visibility import visible
from sites import CONFIG, build, files_of, write
from small import SMALL, load_small
from test_serve import Session

HIDDEN: Mapping[str, str] = {
    "m/tactics/quince-cafe.yml": (
        "title: Quince & crème café\nvisibility: internal\nimplements: [evening]\nowner: editor\n"
        "description: |\n  We meet **behind** the old\n  bandstand at noon. Bring *nobody* and [tell](https://x.example/) no one at all about it.\n"
    )
}
PLAN = "m/tactics/quince-cafe"


def hidden(texts: Mapping[str, str], *said: str, level: str = "public") -> tuple[Secret, ...]:
    graph = load_small(texts).graph
    return secrets(graph, visible(graph, level, drafts=False), said)


def found(folder: Path, text: str | bytes, wanted: tuple[Secret, ...], name: str = "page.html") -> list[str]:
    """What a site of one file gives away."""
    path = folder / "out" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    leaks = scan(folder / "out", wanted)
    assert {leak.file for leak in leaks} <= {name}
    return [leak.what for leak in leaks]


# --- however it is spelt ------------------------------------------------------------------------------

TITLE = "Quince & crème café"


@pytest.mark.parametrize(
    "spelt",
    [
        TITLE, escape(TITLE), escape(escape(TITLE)), "".join(f"&#{ord(c)};" for c in TITLE), json.dumps(TITLE),
        json.dumps(escape(TITLE)), quote(TITLE), quote(escape(TITLE)), escape(quote(TITLE)), json.dumps(quote(TITLE)),
        "".join(f"\\u{ord(c):04x}" for c in TITLE), unicodedata.normalize("NFD", TITLE),
        json.dumps(unicodedata.normalize("NFD", TITLE)), TITLE.replace(" ", "\n    "), TITLE.replace(" ", "&nbsp;"),
        TITLE.replace(" ", "\\n"), f"<!-- {TITLE} -->", f'<img alt="{escape(TITLE)}">',
    ],
)  # fmt: skip
def test_a_title_is_found_however_it_is_spelt(tmp_path: Path, spelt: str) -> None:
    """Every file has escapes of its own, and one may lie within another."""
    assert found(tmp_path, f"x {spelt} y", hidden(HIDDEN)) == ["a title"]


@pytest.mark.parametrize(
    "text",
    [
        "We meet **behind** the old\n  bandstand at noon.", "<p>We meet <strong>behind</strong> the old\nbandstand at noon.</p>",
        '{"text": "the old\\nbandstand at noon."}', "no one at all about it",
    ],
)  # fmt: skip
def test_a_sentence_is_found_in_yaml_html_and_json(tmp_path: Path, text: str) -> None:
    """It is cut at marks, which become tags; a line may end anywhere."""
    assert found(tmp_path, text, hidden(HIDDEN)) == ["a sentence"]


@pytest.mark.parametrize(
    "text",
    ['<a href="../quince-cafe/">', "https://x.example/m/tactics/quince-cafe/", "tactics/quince-cafe.html", '<h3 id="quince-cafe">'],
)  # fmt: skip
def test_an_address_is_found_whole_and_in_a_path(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text, hidden(HIDDEN)) == ["the address"]


def test_names_of_files_and_compressed_files_are_read_too(tmp_path: Path) -> None:
    """MkDocs writes its sitemap twice; a picture is not read, and its name is."""
    wanted = hidden(HIDDEN)
    assert found(tmp_path / "a", b"\0", wanted, "m/tactics/quince-cafe/card.png") == ["the address"]
    assert found(tmp_path / "b", gzip.compress(b"x tactics/quince-cafe/ y"), wanted, "sitemap.xml.gz") == [
        "the address"
    ]
    assert found(tmp_path / "c", b"not compressed", wanted, "odd.gz") == []


# --- no false alarm -----------------------------------------------------------------------------------


def test_what_is_shown_as_well_is_no_secret() -> None:
    """A title, an id or a sentence may stand in two entries, of which one is public."""
    twin = "title: Evening rota\nimplements: [evening]\nowner: editor\nsummary: Anyone comes away helped.\nvisibility: internal\n"
    assert {s.what for s in hidden({"m/tactics/evening-rota.yml": twin})} == {"the address"}
    assert (
        hidden({"m/policies/p.yml": "title: Policy\npurpose: P.\nvisibility: internal\n"})[0].text
        == "policies/p"
    )


def test_a_longer_word_is_not_the_secret(tmp_path: Path) -> None:
    text = "title: Press desk\nvisibility: internal\n"
    wanted = hidden({"m/tactics/press-desk.yml": text})
    assert (
        found(tmp_path, "Press desks, Xpress desk, press desk, /press-desk-two/, the-press-desk", wanted)
        == []
    )
    assert found(tmp_path, "the Press desk.", wanted) == ["a title"]


def test_what_the_site_says_of_itself_is_no_secret() -> None:
    text = {"m/tactics/press-desk.yml": "title: Press desk\nvisibility: internal\n"}
    assert {s.what for s in hidden(text, "Press desk of Merrowby")} == {"the address"}
    assert {s.text for s in hidden(text, "https://x.example/press-desk/")} == {
        "Press desk",
        "tactics/press-desk",
    }


def test_short_and_common_words_are_no_secret() -> None:
    """One word is everybody's; an alarm that rings for nothing is switched off."""
    text = "title: Reviews\nvisibility: internal\nsummary: Be kind.\ntags: [a, b]\n"
    assert {s.text for s in hidden({"m/tactics/reviews.yml": text})} == {"tactics/reviews"}


# --- what is secret -----------------------------------------------------------------------------------


def test_holders_notes_and_words_of_hidden_references_are_secret() -> None:
    """Of entries that are shown, these are not."""
    text = {
        "m/roles/editor.yml": "title: Duty editor\npurpose: P.\nnotes: Ask Priya before the summer holidays.\n"
        "holders: [{name: Ann Other, contact: 01632 960142}, {name: Pat Public, contact: pat@x.example, public: true}]\n",
        "m/tactics/plan.yml": "title: Plan\nvisibility: internal\n",
        "m/tactics/rota.yml": SMALL["m/tactics/rota.yml"]
        + "summary: See [[tactics/plan|the bandstand plan]] and [[roles/editor|our good editor]].\n",
    }
    assert {(s.what, s.address, s.text) for s in hidden(text)} == {
        ("the name of a holder", "m/roles/editor", "Ann Other"),
        ("the contact of a holder", "m/roles/editor", "01632 960142"),
        ("a sentence", "m/roles/editor", "Ask Priya before the summer holidays"),
        ("the name", "m/tactics/plan", "the bandstand plan"),
        ("the address", "m/tactics/plan", "tactics/plan"),
    }
    assert {s.what for s in hidden(text, level="internal")} == {"a sentence"}


def test_drafts_and_parts_are_secret_like_anything_hidden() -> None:
    text = "title: P\npurpose: P.\nclauses:\n  late-one: {title: The late one, strength: must, statement: S., status: draft, formerly: [old-late-one]}\n"
    assert {(s.what, s.text) for s in hidden({"m/policies/p.yml": text})} == {
        ("a title", "The late one"), ("the address", "late-one"), ("the address", "old-late-one"),
        *(("the address", f"p{sign}{id}") for sign in ("#", "/#", ".html#") for id in ("late-one", "old-late-one")),
    }  # fmt: skip


# --- in a build ---------------------------------------------------------------------------------------


def test_a_page_by_hand_that_tells_ends_the_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The message names file and address, never the words; `gameplan build` keeps the old site."""
    write(
        tmp_path,
        {"docs/index.md": f"# Hello\n\n{escape(TITLE)}\n", "site/old.txt": "old"},
        {**SMALL, **HIDDEN},
    )
    message = build_site(str(tmp_path / "mkdocs.yml"), str(tmp_path / "site")) or ""
    assert "the old one is untouched" in message
    assert f"  index.html: a title of {PLAN}\n" in caplog.text
    assert f"  search/search_index.json: a title of {PLAN}\n" in caplog.text
    assert "Quince" not in caplog.text
    assert list(files_of(tmp_path / "site")) == ["old.txt"]


def test_at_a_level_that_may_show_it_the_same_page_is_fine(tmp_path: Path) -> None:
    config = CONFIG.replace("starter}", "starter, visibility: internal}")
    build(write(tmp_path, {"mkdocs.yml": config, "docs/index.md": f"{escape(TITLE)}\n"}, {**SMALL, **HIDDEN}))


def test_without_the_filter_the_build_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A wall that nothing ever hits may be of paper."""
    write(tmp_path, {}, {**SMALL, **HIDDEN})
    build(tmp_path)
    monkeypatch.setattr("gameplan.project.visible", lambda graph, level, *, drafts: graph)
    with pytest.raises(MkDocsException):
        build(tmp_path)
    assert f"a sentence of {PLAN}" in caplog.text


def test_while_serving_it_is_only_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A server that stops says less than one that goes on."""
    caplog.set_level(logging.INFO)
    session = Session(write(tmp_path, {"docs/index.md": f"{escape(TITLE)}\n"}, {**SMALL, **HIDDEN}))
    session.build()
    assert f"index.html: a title of {PLAN}" in caplog.text


def test_leaks_come_in_order_without_repetition(tmp_path: Path) -> None:
    """Two runs print the same."""
    for name in ("b.html", "a.html"):
        (tmp_path / name).write_text(f"{TITLE} {TITLE} tactics/quince-cafe", encoding="utf-8")
    assert scan(tmp_path, hidden(HIDDEN)) == tuple(
        Leak(name, what, PLAN) for name in ("a.html", "b.html") for what in ("a title", "the address")
    )
