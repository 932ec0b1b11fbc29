"""Pages on paper: printed to PDF as a person would print them, and the sheets read again."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from conftest import open_context, serve

TITLE = "Merrowby Libraries, social playbook"
PAGES = {
    "home": "/merrowby/",
    "rule": "/merrowby/rules/hostile-comment/",
    "role": "/merrowby/roles/duty-editor/",
    "policy": "/merrowby/policies/social-media/",
    "register": "/merrowby/channels/",
    "guide": "/merrowby/guides/can-i-post-this/",
    "escalation": "/merrowby/escalation/",
    "procedure": "/merrowby/procedures/account-taken-over/",
}
ONE_SHEET = ("escalation", "procedure")
"""What must fit one sheet leaves out what is for the screen; other pages leave out nothing."""
WRITTEN = "/guide/tour/"
WHOLE = "/merrowby/whole/"


def sheets(page: Page, **options: object) -> list[str]:
    """The text of each sheet of what is open, printed on A4 as a browser does by itself."""
    pdf = page.pdf(**{"format": "A4", **options})  # type: ignore[arg-type]  # checked by Playwright
    return [" ".join((sheet.extract_text() or "").split()) for sheet in PdfReader(BytesIO(pdf)).pages]


def bare(text: str) -> str:
    """A text without blanks, which say little about words on paper."""
    return re.sub(r"\s", "", text)


def check_margins(found: list[str], title: str) -> None:
    """Every sheet says what it is of, which edition, who may read it, and which sheet it is."""
    for number, sheet in enumerate(found, start=1):
        text = bare(sheet)
        assert bare(title) in text, (number, sheet[:200])
        assert re.search(r"workingversionafter\d+\.\d+|version\d+\.\d+,inforcefrom", text), (
            number,
            sheet[:200],
        )
        assert "mayberea" in text, (number, sheet[-200:])
        assert f"page{number}of{len(found)}" in text, (number, sheet[-200:])


@pytest.mark.parametrize("name", [*PAGES])
def test_every_sheet_says_what_it_is_and_holds_no_chrome(page: Page, name: str) -> None:
    """And all that the page says is on one of them."""
    page.goto(PAGES[name])
    if name in ONE_SHEET:
        page.emulate_media(media="print")
    words = page.evaluate(
        """() => [...document.querySelectorAll(".gp-page :is(h1, h2, h3, p, dt, dd, th, td, li, summary)")]
            .filter(e => !e.closest(".gp-actions, .gp-screen, .gp-walk, .gp-map__same, [hidden], .gp-quiet") && (e.checkVisibility() || matchMedia("screen").matches) && !e.querySelector("p, li, .gp-term, .headerlink, a, .gp-quiet")
              && !e.matches(".gp-quiet, :has(button), :has(span:empty)"))
            .map(e => e.textContent)"""
    )
    heading = page.locator("h1").inner_text()
    found = sheets(page)
    check_margins(found, TITLE)
    if name != "home":
        assert all(bare(f"{TITLE} · {heading}") in bare(sheet) for sheet in found)
    said = bare("".join(found))
    assert len(words) > 10
    for text in words:
        assert bare(text).casefold() in said.casefold(), text
    for chrome in (
        "Skiptocontent",
        "Suggestachange",
        "Seethesourceline",
        "Thisismyrole",
        "Typetostartsearching",
        "Backtotop",
    ):
        assert chrome not in said
    assert bare(f"https://merrowby.example/playbook{PAGES[name]}") in said


def test_a_page_written_by_hand_is_printed_the_same_way(page: Page) -> None:
    """Any page of the site, not only ours."""
    page.goto(WRITTEN)
    found = sheets(page)
    check_margins(
        found, f"Merrowby playbook · {page.locator('h1').evaluate('e => e.firstChild.textContent')}"
    )
    assert "Wherethelinkslead" in bare("".join(found))


def test_links_say_where_they_lead(page: Page, address: str) -> None:
    """Outside of the site after the words, inside by a number; each address once; gone when the printing is over."""
    page.goto("/merrowby/")
    links = page.locator(".gp-page a[href^='http']:visible")
    outside = {
        a
        for a in links.evaluate_all("all => all.map(a => a.href)")
        if "git.example" not in a and not a.startswith(address)
    }
    assert outside
    said = bare("".join(sheets(page)))
    for url in outside:
        assert said.count(f"({bare(url).removeprefix('https://').rstrip('/')})") == 1, url
    listed = said.partition("Wherethelinkslead")[2]
    role = f"{address}/merrowby/roles/head-of-comms/"
    numbers = re.findall(rf"\[(\d+)\]{re.escape(role)}(?=\[|$)", listed)
    assert len(numbers) == 1
    assert said.count(f"Headofcomms[{numbers[0]}]") > 1
    assert page.locator(".gp-leads").count() == 0
    assert page.locator("[data-gp-leads]").count() == 0


def test_without_a_script_the_sheets_still_say_it(chromium: Browser, address: str) -> None:
    """Margins, the address of the page, and where links lead out of the site."""
    context = open_context(chromium, address, [], [], java_script_enabled=False)
    page = context.new_page()
    page.goto("/merrowby/")
    found = sheets(page)
    check_margins(found, TITLE)
    said = bare("".join(found))
    assert "https://merrowby.example/playbook/merrowby/" in said
    assert re.search(r"\(https://[a-z.]+merrowby\.example/", said)
    page.goto(PAGES["guide"])
    said = bare("".join(sheets(page)))
    for question in page.locator(".gp-question__ask").all_text_contents():
        assert bare(question) in said, question
    context.close()


def test_a_dark_page_is_ink_on_white(chromium: Browser, address: str) -> None:
    """Nobody wants a black sheet, or light grey words on white."""
    context = open_context(chromium, address, [], [], color_scheme="dark")
    page = context.new_page()
    page.goto(PAGES["rule"])
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    poor = page.evaluate(
        """() => {
            const light = rgb => { const [r, g, b] = rgb.match(/[\\d.]+/g).map(Number).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
            const bad = [];
            for (const e of document.querySelectorAll(".gp-page *")) {
              const style = getComputedStyle(e);
              if (!e.checkVisibility() || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
              let under = e, ground = "rgb(255, 255, 255)";
              for (; under; under = under.parentElement) {
                const color = getComputedStyle(under).backgroundColor;
                if (color !== "rgba(0, 0, 0, 0)" && color !== "transparent") { ground = color; break; }
              }
              const [a, b] = [light(style.color), light(ground)].sort((x, y) => y - x);
              if ((a + .05) / (b + .05) < 4.5 || (light(ground) < .9 && !e.closest(".gp-chip"))) bad.push([e.className, style.color, ground]);
            }
            return bad;
        }"""
    )
    assert poor == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    context.close()


def test_the_print_button_prints(page: Page) -> None:
    """It stands with the other actions, is reached by keyboard, and is there once."""
    page.goto(PAGES["role"])
    page.evaluate("void (window.print = () => { window.printed = (window.printed || 0) + 1 })")
    button = page.get_by_role("button", name="Print", exact=True)
    assert button.count() == 1
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed") == 1


# --- nothing is cut -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a playbook is served that has more channels, and longer rows, than a sheet can hold."""
    folder = tmp_path_factory.mktemp("tall")
    files = {
        "mkdocs.yml": "site_name: Tall\ntheme: {name: material, font: false}\nplugins: [{gameplan: {profile: starter, visibility: internal}}]\n",
        "playbooks/m/playbook.yml": "title: Tall\norganisation: Tall\nvisibility: public\n",
        "docs/table.md": "# Table\n\n| a | b |\n|---|---|\n"
        + "".join(f"| first{n} {'word ' * 40} | last{n} |\n" for n in range(60)),
    }
    for n in range(60):
        files[f"playbooks/m/channels/c{n}.yml"] = (
            f"title: Channel begins{n} {'and goes on ' * 12} ends{n}\ntype: branded\npurpose: To help.\n"
        )
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    with serve(Path(folder, "site")) as there:
        yield there


@pytest.mark.parametrize(
    ("place", "first", "last"), [("/m/channels/", "begins", "ends"), ("/table/", "first", "last")]
)
def test_no_row_is_cut_in_two(chromium: Browser, tall: str, place: str, first: str, last: str) -> None:
    """A row that does not fit goes to the next sheet, under the head of its table."""
    context = open_context(chromium, tall, [], [])
    page = context.new_page()
    page.goto(place)
    rows = page.locator("tbody tr").count()
    head = bare(page.locator("thead th").first.text_content() or "")
    found = [bare(sheet) for sheet in sheets(page)]
    assert rows == 60
    assert len(found) > 3
    for n in range(60):
        one = [number for number, sheet in enumerate(found) if re.search(rf"{first}{n}(?!\d)", sheet)]
        other = [number for number, sheet in enumerate(found) if re.search(rf"{last}{n}(?!\d)", sheet)]
        assert one == other, n
        assert len(one) == 1, n
    assert all(head in sheet for sheet in found if f"{first}" in sheet)
    assert all("forstaffonly" in sheet for sheet in found)
    context.close()


# --- the whole playbook -------------------------------------------------------------------------------


def test_the_whole_playbook_is_one_document(page: Page) -> None:
    """Reached from the playbook's home; on paper it has a cover, contents and sections, and links say which section."""
    page.goto("/merrowby/")
    page.get_by_role("link", name="The whole playbook on one page").click()
    page.wait_for_url(f"**{WHOLE}")
    clauses = page.locator("#part-policies .gp-clause__words").all_text_contents()
    entries = page.locator(".gp-entry").count()
    assert len(clauses) > 10
    assert entries > 50
    number = page.locator("[id='roles/duty-editor'] h3 .gp-number").inner_text()
    found = sheets(page, page_ranges="1-4")
    assert bare("Last release3.0, in force from 1 September 2026") in bare(found[0])
    assert "Contents" in found[1]
    # The rest takes long to read: two chapters stand for it.
    page.evaluate(
        "document.querySelectorAll('.gp-chapter:not(#part-roles, #part-policies)').forEach(e => e.remove())"
    )
    found = sheets(page)
    check_margins(found, TITLE)
    said = bare("".join(found))
    for text in clauses:
        assert bare(text) in said, text
    assert re.search(rf"Dutyeditor{re.escape(number)}(?!\d)", said)
    running, heading = bare(f"{TITLE} · Roles"), bare(f"{number} Duty editor")
    assert any(running in bare(sheet) and heading in bare(sheet) for sheet in found)
    assert "Wherethelinkslead" not in said


def test_the_whole_playbook_shuts_nobody_out(page: Page) -> None:
    """It is no page of the theme, and is read aloud and by keyboard all the same."""
    page.goto(WHOLE)
    # A situation, the escalation plan and a metric: axe looks at every word, and their pages are looked at as well.
    page.evaluate(
        """() => {
            const kept = ["rules", "escalation", "metrics"].map(kind => document.querySelector(".gp-entry--" + kind));
            for (const e of document.querySelectorAll(".gp-entry, #glossary")) if (!kept.includes(e)) e.remove();
            for (const a of document.querySelectorAll("a[href^='#']")) if (!document.getElementById(decodeURI(a.hash.slice(1)))) a.removeAttribute("href");
        }"""
    )
    found = Axe().run(
        page, options={"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
    )
    assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []


def test_the_whole_playbook_can_be_carried_away(
    site: Path, tmp_path: Path, chromium: Browser, address: str, foreign: list[str], complaints: list[str]
) -> None:
    """Saved and opened from a disk: it asks for nothing, runs nothing, reads well on a phone, and its links work."""
    copy = tmp_path / "playbook.html"
    copy.write_bytes((site / WHOLE.strip("/") / "index.html").read_bytes())
    asked: list[str] = []
    context = open_context(
        chromium,
        address,
        foreign,
        complaints,
        viewport={"width": 320, "height": 700},
        java_script_enabled=True,
        offline=True,
    )
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    context.unroute_all()
    page.goto(copy.as_uri())
    assert asked == [copy.as_uri()]
    assert page.locator("script").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= 320")
    page.get_by_role("navigation").get_by_role("link", name="Duty editor").click()
    assert page.url.endswith("#roles/duty-editor")
    assert page.locator("[id='roles/duty-editor']").evaluate(
        "e => Math.abs(e.getBoundingClientRect().top) < 60"
    )
    context.close()
