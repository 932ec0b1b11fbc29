"""What every reader fetches stays small, and comes from the site itself."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from gameplan.site import assets
from sites import build, tree, write
from small import SMALL

KB = 1000


def test_the_script_stays_small() -> None:
    """At most 15 kB, compressed as hosts do."""
    assert len(gzip.compress(assets.script().encode(), 9)) <= 15 * KB


def test_the_style_sheet_stays_small() -> None:
    """At most 10 kB, compressed as hosts do."""
    assert len(gzip.compress(assets.style().encode(), 9)) <= 10 * KB


def test_blanks_that_mean_something_stay_in_the_style_sheet() -> None:
    """Only those between signs go: not those of a text, a calculation or a way down the tree."""
    style = assets.style()
    assert 'content:"page " counter(page) " of " counter(pages)' in style
    assert "calc(100vh - 5rem)" in style
    assert ".gp-item__summary" in style
    assert "@media print{" in style
    assert ".gp-card p{" in style
    assert not re.search(r"[{};]\s", re.sub(r'"[^"]*"', "", style).strip())


_NAMED = re.compile(r"^(?:function (\w+)|(?:var|const|let) (.*?);?$)", re.MULTILINE)
_ONE = re.compile(r"(?:^|, )([A-Za-z_]\w*)(?= = |$)")


def test_no_part_of_the_script_takes_the_name_of_another() -> None:
    """The parts share one function: of two things with one name, only the later is known."""
    owners: dict[str, list[str]] = {}
    folder = Path(assets.__file__).parent.parent / "assets" / "script"
    for part in assets.SCRIPTS:
        for function, variables in _NAMED.findall((folder / f"{part}.js").read_text(encoding="utf-8")):
            for name in [function] if function else _ONE.findall(variables):
                owners.setdefault(name, []).append(part)
    assert len(owners) > 100
    assert {name: parts for name, parts in owners.items() if len(parts) > 1} == {}


LOADING = {
    "script": ("src",), "link": ("href",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",),
    "video": ("src", "poster"), "audio": ("src",), "object": ("data",), "embed": ("src",), "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"), "form": ("action",), "input": ("src",),
}  # fmt: skip
"""What a browser fetches by itself, or sends something to."""
_QUIET = {"canonical", "prev", "next", "alternate"}
"""Links in the head that lead somewhere, and fetch nothing."""
_FOREIGN = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_IN_STYLE = re.compile(r"@import|url\(\s*[\"']?(?:https?:)?//", re.IGNORECASE)
_IN_SCRIPT = re.compile(
    r"(?:fetch|import|open|sendBeacon|XMLHttpRequest|WebSocket|EventSource|\.src\s*=)[^;]{0,40}[\"'`](?:https?:|wss?:)?//"
)


def foreign(site: Path) -> list[str]:
    """What pages, style sheets and our own script would fetch from another host."""
    found = []
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for element in tree(text):
            for name in LOADING.get(element.tag, ()):
                quiet = element.tag == "link" and _QUIET & set(element["rel"].split())
                if not quiet and any(_FOREIGN.match(one) for one in element[name].split(",")):
                    found.append(f"{path.name}: {element.tag} {element[name]}")
        found += [
            f"{path.name}: {m[0]}"
            for m in _IN_STYLE.finditer("".join(re.findall(r"style=.*?>|<style.*?</style>", text, re.S)))
        ]
    found += [
        f"{p.name}: {m[0]}"
        for p in sorted(site.rglob("*.css"))
        for m in _IN_STYLE.finditer(p.read_text("utf-8"))
    ]
    ours = [p for p in sorted(site.rglob("*.js")) if "gameplan" in p.as_posix().removeprefix(site.as_posix())]
    return found + [f"{p.name}: {m[0]}" for p in ours for m in _IN_SCRIPT.finditer(p.read_text("utf-8"))]


def test_no_page_asks_a_foreign_host(tmp_path: Path) -> None:
    """Nothing is fetched from elsewhere: no font, picture, script or style sheet, whatever a playbook links to."""
    playbooks = {
        **SMALL,
        "m/channels/main.yml": "title: Main\nurl: https://social.example/merrowby\n",
        "m/tools/box.yml": "title: Box\nlinks: [{title: More, url: https://box.example/}]\n"
        "description: '![a picture](https://pictures.example/a.png) and <img src=//pictures.example/b.png>'\n",
    }
    site = build(write(tmp_path, {}, playbooks))
    assert foreign(site) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", '<img src="//x.example/a.png">'),
        ("a.html", '<link rel="stylesheet" href="https://x.example/a.css">'),
        ("a.html", '<script src="HTTPS://x.example/a.js"></script>'),
        ("a.html", '<p style="background: url(https://x.example/a.png)">'),
        ("a.css", "@import 'b.css';"),
        ("a.css", "p { background: url('//x.example/a.png') }"),
        ("gameplan.js", 'fetch("https://x.example/")'),
    ],
)
def test_the_search_for_foreign_hosts_bites(tmp_path: Path, name: str, text: str) -> None:
    """A check that finds nothing must be able to find something."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(foreign(tmp_path)) == 1


def test_every_page_says_its_language(tmp_path: Path) -> None:
    """Pages that lead on from old addresses, too."""
    site = build(write(tmp_path, {}, {**SMALL, "m/tools/box.yml": "title: Box\nformerly: [chest]\n"}))
    pages = sorted(site.rglob("*.html"))
    assert any("chest" in page.as_posix() for page in pages)
    assert {tree(p.read_text(encoding="utf-8")).one("html")["lang"] for p in pages} == {"en"}
