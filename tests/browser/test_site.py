"""The built example site in a real browser: every page, every link, valid, quiet, and found by search."""

from __future__ import annotations

import functools
import http.server
import re
import sys
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from playwright.sync_api import Browser, Page

from conftest import _Quiet, open_context
from test_weight import foreign as foreign_in

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}


@pytest.fixture(scope="session")
def pages(site: Path) -> list[str]:
    """The address of every page, from the root of the site."""
    found = sorted(
        p.relative_to(site).as_posix().removesuffix("index.html") for p in site.rglob("index.html")
    )
    assert len(found) > 40
    return found


@pytest.fixture(scope="session")
def documents(site: Path, pages: list[str]) -> dict[str, str]:
    """The text of every page."""
    return {name: (site / name / "index.html").read_text(encoding="utf-8") for name in [*pages]}


def is_stub(text: str) -> bool:
    """A page that only leads on from an old address."""
    return "<h1>This page has moved</h1>" in text


# --- links and ids ------------------------------------------------------------------------------------


def parsed(text: str) -> object:
    return html5lib.parse(text, namespaceHTMLElements=False)


@pytest.fixture(scope="session")
def trees(documents: dict[str, str]) -> dict[str, object]:
    """Every page as a browser understands it."""
    return {name: parsed(text) for name, text in documents.items()}


def elements(tree: object, tag: str | None = None) -> Iterator[object]:
    return tree.iter(tag) if tag else tree.iter()


def test_every_link_leads_to_a_page_and_every_fragment_to_an_id(
    site: Path, trees: dict[str, object], documents: dict[str, str]
) -> None:
    """Links are worked out without MkDocs, so MkDocs does not check them."""
    ids = {name: {e.get("id") for e in elements(tree) if e.get("id")} for name, tree in trees.items()}
    broken = []
    for name, tree in trees.items():
        for element in elements(tree):
            link = element.get("href") or element.get("src")
            if (
                not link
                or element.tag in ("base",)
                or urlsplit(link).scheme in ("http", "https", "mailto", "tel", "data")
            ):
                continue
            if element.tag == "link" and element.get("rel") == "canonical" and not is_stub(documents[name]):
                continue
            url = urlsplit(urljoin(f"http://x/{name}", link))
            target, anchor = unquote(url.path).lstrip("/"), unquote(url.fragment)
            file = site / target
            if not (file.is_file() or (file / "index.html").is_file()) or (
                file.is_dir() and target and not target.endswith("/")
            ):
                broken.append(f"{name}: {link}")
            elif anchor and target in ids and anchor not in ids[target] and anchor not in ("__skip",):
                broken.append(f"{name}: {link} (no such id)")
    assert broken == []


def test_no_id_occurs_twice_on_a_page(trees: dict[str, object]) -> None:
    """A link to an id that occurs twice leads to the first; labels and notes then name the wrong thing."""
    twice = []
    for name, tree in trees.items():
        seen: set[str] = set()
        for element in elements(tree):
            if (id := element.get("id")) in seen:
                twice.append(f"{name}#{id}")
            seen.add(id or f"{len(seen)}")
    assert twice == []


def test_each_page_has_exactly_one_h1_and_no_heading_level_is_skipped(trees: dict[str, object]) -> None:
    """People who listen to a page find their way by its headings."""
    for name, tree in trees.items():
        content = (e for e in elements(tree, "article") if "md-content__inner" in (e.get("class") or ""))
        article = next(content, tree)
        levels = [
            int(e.tag[1])
            for e in elements(article)
            if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)
        ]
        assert levels.count(1) == 1, (name, levels)
        assert levels[0] == 1, (name, levels)
        for above, below in pairwise(levels):
            assert below <= above + 1, (name, levels)


# --- valid HTML ---------------------------------------------------------------------------------------

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


def fragment_of(text: str) -> str:
    """What Gameplan wrote of a page: the source of its <div class="gp …">, or of the whole stub."""
    if is_stub(text):
        return text
    start = re.search(r'<div class="gp ', text)
    assert start, "no content of ours"
    depth, position = 0, start.start()
    for tag in re.finditer(r"<(/?)div\b[^>]*>", text[position:]):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return text[position : position + tag.end()]
    raise AssertionError("the content is never closed")


def faults_of(html: str) -> list[str]:
    """What the HTML standard calls a parse error, in a fragment set in a minimal document."""
    whole = (
        html
        if html.startswith("<!doctype")
        else f"<!doctype html><html lang=en><head><title>x</title></head><body>{html}</body></html>"
    )
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(whole)
    return [f"{place}: {code} {data}" for place, code, data in parser.errors]


BLOCKS = frozenset(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul".split()
)
PHRASING_ONLY = frozenset(
    "p h1 h2 h3 h4 h5 h6 span strong em b i small a code dt summary label button".split()
)


def misplaced(tree: object) -> list[str]:
    """Elements where the standard does not allow them: blocks in lines of text, stray list items, links in links."""
    found: list[str] = []

    def walk(element: object, above: tuple[str, ...]) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        tag = tag.rpartition("}")[2]
        parent = above[-1] if above else ""
        if tag in BLOCKS and parent in PHRASING_ONLY - {"a", "summary"}:
            found.append(f"<{tag}> in <{parent}>")
        if tag in BLOCKS and parent == "summary" and not re.fullmatch("h[1-6]", tag):
            found.append(f"<{tag}> in <summary>")
        if tag == "a" and "a" in above:
            found.append("<a> in <a>")
        if tag == "li" and parent not in ("ul", "ol"):
            found.append(f"<li> in <{parent}>")
        if parent in ("ul", "ol") and tag != "li":
            found.append(f"<{tag}> in <{parent}>")
        if tag in ("dt", "dd") and parent not in ("dl", "div"):
            found.append(f"<{tag}> in <{parent}>")
        if parent == "dl" and tag not in ("dt", "dd", "div"):
            found.append(f"<{tag}> in <dl>")
        for child in element:
            walk(child, (*above, tag))

    walk(tree, ())
    return found


def test_what_gameplan_writes_is_valid_html(documents: dict[str, str]) -> None:
    """The theme has a few errors of its own; ours adds none."""
    for name, text in documents.items():
        if '<div class="gp ' not in text and not is_stub(text):
            continue
        fragment = fragment_of(text)
        assert faults_of(fragment) == [], name
        body = next(elements(parsed(f"<!doctype html><body>{fragment}"), "body"))
        assert misplaced(body) == [], name


def test_the_validation_bites() -> None:
    """A check that finds nothing must be able to find something."""
    assert faults_of("<p><div>x</div></p>")
    assert faults_of("<b><i>x</b></i>")
    assert misplaced(parsed("<ul><p>x</p></ul>")) == ["<p> in <ul>"]
    assert misplaced(parsed("<span><div>x</div></span>")) == ["<div> in <span>"]


# --- in the browser -----------------------------------------------------------------------------------


def settled(page: Page, name: str) -> None:
    """Open a page and wait until the theme's script has taken hold."""
    page.goto(f"/{name}", wait_until="load")


OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= wide) return [];
  const out = [];
  for (const e of document.querySelectorAll('body *')) {
    const box = e.getBoundingClientRect();
    if (box.width && box.right > wide + 1 && getComputedStyle(e).position !== 'fixed') out.push(e.tagName + '.' + e.className);
  }
  return [document.scrollingElement.scrollWidth + ' > ' + wide, ...out.slice(0, 5)];
}"""


def visited(pages: list[str]) -> list[str]:
    """Every page but most of the guide's many that are made alike, of which every twelfth stands for the others."""
    alike = [name for name in pages if re.match(r"guide/(?:checks|ideas)/.+", name)]
    return [name for name in pages if name not in alike or alike.index(name) % 12 == 0]


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("phone", "dark")])
def test_every_page_opens_quietly_and_never_scrolls_sideways(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str], pages: list[str],
    documents: dict[str, str], size: str, scheme: str,
) -> None:  # fmt: skip
    """No error in the console, no foreign host (the fixtures see to both), no sideways scrolling, down to the
    320 px of WCAG 1.4.10. Palettes do not change the layout, so one is paired with each size."""
    options = PHONE if size == "phone" else {}
    context = open_context(chromium, address, foreign, complaints, color_scheme=scheme, **options)
    page = context.new_page()
    if scheme == "dark":
        page.goto("/", wait_until="load")
        page.evaluate(
            "__md_set('__palette', {index: 1, color: {media: '', scheme: 'slate', primary: 'custom', accent: 'custom'}})"
        )
    wide = {}
    for name in visited(pages):
        if is_stub(documents[name]):
            continue
        settled(page, name)
        # A whole playbook in one document has one palette, that of paper.
        dark = scheme == "dark" and not name.endswith("/whole/")
        assert page.evaluate("document.body.dataset.mdColorScheme") == ("slate" if dark else "default")
        assert page.locator("h1:visible").count() == 1, name
        for width in (390, 320) if size == "phone" else (1280,):
            page.set_viewport_size({"width": width, "height": 844})
            if found := page.evaluate(OVERFLOW):
                wide[name, width] = found
    context.close()
    assert wide == {}


def test_nothing_in_the_files_of_the_site_comes_from_a_foreign_host(site: Path) -> None:
    """Also what no page of this run happened to fetch."""
    assert foreign_in(site) == []


def test_a_page_is_complete_without_a_script(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str]
) -> None:
    """Nothing of a playbook is drawn by the browser."""
    context = open_context(chromium, address, foreign, complaints, java_script_enabled=False)
    page = context.new_page()
    page.goto("/merrowby/tactics/evening-reply-rota/")
    assert "Evening reply rota" in page.locator("h1").inner_text()
    assert page.get_by_text("Be the evening desk").first.is_visible()
    page.goto("/merrowby/guides/can-i-post-this/")
    assert page.locator(".gp-guide").is_visible()
    context.close()


FOUND = """wanted => [...document.querySelectorAll('.md-search-result__item a')].some(a => {
  const url = new URL(a.href);
  return url.pathname.slice(1) + url.hash === wanted;
})"""


@pytest.mark.parametrize(
    ("words", "address_wanted"),
    [
        ("Evening reply rota", "merrowby/tactics/evening-reply-rota/"),
        ("evening-reply-rota", "merrowby/tactics/evening-reply-rota/"),
        ("ML-07", "merrowby/policies/social-media/"),
        ("Borrower privacy", "merrowby/policies/social-media/#borrower-privacy"),
        ("borrower-privacy", "merrowby/policies/social-media/#borrower-privacy"),
        ("hostile comment", "merrowby/rules/hostile-comment/"),
        ("Duty editor", "merrowby/roles/duty-editor/"),
    ],
)
def test_search_finds_by_title_number_and_id(page: Page, words: str, address_wanted: str) -> None:
    """A name somebody heard, a number on paper, an id from a message: each leads to the page, or to the
    clause on it."""
    page.goto("/", wait_until="load")
    page.locator("[data-md-component=search-query]").first.focus()
    page.keyboard.type(words)
    page.wait_for_function(FOUND, arg=address_wanted)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("can I post", "Can I post this?"),
        ("angry comment", "Someone goes for us in a comment"),
        ("picture of visitor", "A picture shows a visitor"),
        ("duty editor", "Duty editor"),
    ],
)
def test_search_names_what_answers_first(page: Page, words: str, first: str) -> None:
    """A person in a hurry asks in words of their own: what tells them what to do stands before what only has
    the word in its title, and before the guide for makers of playbooks."""
    page.goto("/", wait_until="load")
    page.locator("[data-md-component=search-query]").first.focus()
    page.keyboard.type(words)
    title = page.locator(".md-search-result__item").first.locator("h1")
    page.wait_for_function(
        "first => (document.querySelector('.md-search-result__item h1') || {innerText: ''}).innerText.includes(first)",
        arg=first,
    )
    assert first in title.inner_text()


# --- words explained ----------------------------------------------------------------------------------


def test_a_word_is_explained_on_hover_and_on_focus_and_goes_with_escape(page: Page) -> None:
    """WCAG 1.4.13: what appears can be dismissed, pointed at, and stays until then."""
    settled(page, "merrowby/tactics/evening-reply-rota/")
    term = page.locator(".gp-term").first
    meaning = term.locator(".gp-term__meaning")
    assert not meaning.is_visible()
    term.locator("a").focus()
    assert meaning.is_visible()
    page.keyboard.press("Escape")
    assert not meaning.is_visible()
    page.locator("h1").first.click()
    term.hover()
    assert meaning.is_visible()
    meaning.hover()
    assert meaning.is_visible()
    box = meaning.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]


def test_the_first_touch_of_a_word_shows_and_the_second_one_goes(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str]
) -> None:
    context = open_context(chromium, address, foreign, complaints, **PHONE)
    page = context.new_page()
    settled(page, "merrowby/tactics/evening-reply-rota/")
    term = page.locator(".gp-term").first
    term.locator("a").tap()
    assert term.locator(".gp-term__meaning").is_visible()
    assert page.url.endswith("/evening-reply-rota/")
    term.locator("a").tap()
    page.wait_for_url("**/merrowby/glossary/**")
    context.close()


# --- a hostile playbook -------------------------------------------------------------------------------


class _Calm(http.server.ThreadingHTTPServer):
    """A page that is left before it is whole is no error here."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose every text is a payload of cases/xss.txt, titles and prose by turns."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from sites import CONFIG, build, write
    from test_plugin import BREAKERS, HOSTILE, with_texts

    features = "font: false, features: [navigation.path, navigation.tabs, search.suggest, search.highlight]"
    folder = tmp_path_factory.mktemp("hostile")
    files = with_texts([*BREAKERS, *HOSTILE], prose=False)
    prose = with_texts([*BREAKERS, *HOSTILE], prose=True)
    files |= {f"n/{name.partition('/')[2]}": text for name, text in prose.items()}
    built = build(write(folder, {"mkdocs.yml": CONFIG.replace("font: false", features)}, files))
    handler = functools.partial(_Quiet, directory=str(built))
    with _Calm(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_nothing_of_a_hostile_playbook_runs(
    chromium: Browser, hostile: str, foreign: list[str], complaints: list[str]
) -> None:
    """On load, in the search results, and when every link and field of ours is pressed or entered."""
    context = open_context(chromium, hostile, foreign, complaints)
    ran: list[str] = []
    context.expose_function("alert", lambda *arguments: ran.append(str(arguments)))
    page = context.new_page()
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    entries = [f"{kind}{n}" for kind in ("policies/p", "rules/r") for n in range(5)]  # fifteen texts on each
    entries += ["tactics/", "policies/", "rules/", "", *(f"tactics/x{n}" for n in range(0, 60, 6))]
    for playbook in ("m", "n"):
        for entry in entries:
            answer = page.goto(f"/{playbook}/{entry}", wait_until="load")
            assert answer is not None
            assert answer.ok, page.url
            page.evaluate(PRESS)
            assert ran == [], page.url
    for words in ("onerror", "harmless", "md", "src"):
        page.goto("/m/tactics/", wait_until="load")
        page.locator("[data-md-component=search-query]").first.focus()
        page.keyboard.type(words)
        page.wait_for_selector(".md-search-result__item a", state="attached")
        page.evaluate(PRESS)
        assert ran == [], words
    complaints[:] = [c for c in complaints if "404" not in c]
    context.close()


PRESS = """() => {
  for (const e of document.querySelectorAll('.gp *, .md-search-result *, .md-nav *, .md-path *, .md-header *')) {
    for (const type of ['mouseover', 'focus', 'mouseenter', 'pointerover', 'toggle', 'load', 'error', 'begin'])
      e.dispatchEvent(new Event(type));
  }
  for (const a of document.querySelectorAll('.gp a')) if (/^\\s*(javascript|vbscript|data):/i.test(a.href)) a.click();
}"""
