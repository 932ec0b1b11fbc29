"""Registers and matrices: what stands in which cell, what stands out, what is downloaded, and how heavy it gets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gameplan.loader import load
from gameplan.prose import Prose
from gameplan.settings import Limits
from gameplan.site.concerns import keys
from gameplan.site.data.tables import Sheet, Tabled
from gameplan.site.desk import Site
from gameplan.site.files import files
from gameplan.site.pages import playbook_pages
from gameplan.site.paths import Paths
from gameplan.site.tables import Group, csv_of, pages_of
from gameplan.source import from_memory
from gameplan.visibility import visible
from sites import Element, tree
from small import SMALL
from test_site import RENDERER, Made, hrefs

ROLES = {
    f"m/roles/{id}.yml": f"title: {title}\npurpose: P.\n"
    for id, title in (("head", "Head of comms"), ("keeper", "Keeper"), ("panel", "Reader panel"))
}
PLAYS = {
    **ROLES,
    "m/strategies/answers.yml": "title: Write it once\napproach: A.\n",
    "m/tactics/rota.yml": "title: Evening rota\nimplements: [evening, answers]\nowner: editor\nresponsible: [editor, head]\n",
    "m/tactics/notes.yml": "title: Shelf notes\nimplements: [answers]\nowner: head\nresponsible: [head]\nconsulted: [panel]\n",
    "m/tactics/alone.yml": "title: Alone\ninformed: [everyone]\n",
}


def cells(page: Element) -> dict[str, dict[str, str]]:
    """What a matrix says, by row and column; the columns are counted as a browser does it."""
    table = page.one("table", class_="gp-table")
    heads = [th.text for th in table.one("thead").all("th")][1:]
    found: dict[str, dict[str, str]] = {}
    for row in table.all("tr"):
        if not row["data-gp-is"] and not row.all("td"):
            continue
        name, *rest = row.children
        held, at = {}, 0
        for cell in rest:
            if cell.text and "data-label" in cell.attributes:
                held[heads[at]] = cell.text
                assert cell["data-label"] == heads[at]
            at += int(cell["colspan"] or 1)
        assert at == len(heads), "a row is as long as the head"
        link = name.all("a")[0].text
        found[link] = held
    return found


def leads(page: Element) -> str:
    return " ".join(e.text for e in page.all("div", class_="gp-lead"))


def downloads(site: Site) -> dict[str, list[list[str]]]:
    """The tables of a site by place, as a program reads them."""
    drawn = {p.address: (p.data(), "") for book in playbook_pages(site) for p in book}
    made = {name: text for name, text in files(site, "A site", "", drawn).items() if name.endswith(".csv")}
    return {name: list(csv.reader(io.StringIO(t.removeprefix("\ufeff")))) for name, t in made.items()}


# --- who does what --------------------------------------------------------------------------------


def test_who_does_what_says_it_in_words_and_under_each_strategy() -> None:
    """A letter is drawn by the style sheet; what is read aloud is the word. A tactic stands under its first strategy."""
    made = Made(PLAYS)
    page = made.page("m/who-does-what/")
    assert cells(page) == {
        "Evening rota": {"Duty editor": "accountableresponsible", "Head of comms": "responsible"},
        "Shelf notes": {"Head of comms": "accountableresponsible", "Reader panel": "consulted"},
        "Alone": {"Everyone": "informed"},
    }
    groups = [r.text for r in page.all("tr", class_="gp-group")]
    assert groups == ["Be there in the evening", "Write it once", "Without a strategy that shows here"]
    assert "also for Write it once" in page.one("table").text
    assert [m["data-sign"] for m in page.all("span", class_="gp-mark") if m.text] == list("ARRARCI")
    scopes = {th["scope"] for th in page.one("table").all("th")}
    assert scopes == {"col", "row", "rowgroup"}
    assert page.one("caption").text


def test_what_stands_out_is_counted() -> None:
    """The sentences above the table are worked out from it."""
    made = Made(PLAYS)
    assert leads(made.page("m/who-does-what/")) == (
        "Three tactics, four roles. One tactic has no owner: Alone. "
        "Head of comms works on two of three and owns one."
    )
    owned = Made({**PLAYS, "m/tactics/alone.yml": "title: Alone\nowner: keeper\n"})
    assert "Every tactic has exactly one owner." in leads(owned.page("m/who-does-what/"))


def test_a_part_of_a_tactic_serves_the_strategies_of_the_whole() -> None:
    """Where a tactic names no strategy, the one it is part of says which."""
    part = {"m/tactics/alone.yml": "title: Alone\npart_of: notes\nowner: head\n"}
    page = Made({**PLAYS, **part}).page("m/who-does-what/")
    assert [r.text for r in page.all("tr", class_="gp-group")] == ["Be there in the evening", "Write it once"]


def test_the_words_are_those_of_the_organisation() -> None:
    """Whoever says play for tactic and account for channel reads it here too."""
    labels = {"m/playbook.yml": SMALL["m/playbook.yml"] + "labels: {tactics: Plays, channels: Accounts}\n"}
    made = Made({**PLAYS, **labels, **CHANNELS})
    assert leads(made.page("m/who-does-what/")).startswith("Four plays")
    assert made.page("m/strategies-by-channel/").one("h1").text == "Strategies by account"
    assert made.page("m/channels/").one("thead").text.startswith("Account")


def test_there_is_no_matrix_that_says_nothing() -> None:
    """Of one row, or of none that meets a column, the pages of the entries say as much."""
    assert not [a for a in Made({}).pages if "does-what" in a or "-by-" in a]
    apart = {"m/channels/one.yml": "title: One\n", "m/channels/two.yml": "title: Two\n"}
    assert not [a for a in Made(apart).pages if "-by-" in a]


# --- the other matrices ---------------------------------------------------------------------------

CHANNELS = {
    "m/audiences.yml": "evenings: {title: Evening borrowers}\nquays: {title: The Quays}\nnobody: {title: Far away}\n",
    "m/channels/picture.yml": "title: Pictures\nreaches: [evenings]\n",
    "m/channels/letter.yml": "title: Letter\n",
    "m/channels/false.yml": "title: False\ntype: impersonator\nreaches: [quays]\n",
    "m/tactics/rota.yml": "title: Evening rota\nimplements: [evening]\nruns_on: [picture, letter]\nreaches: [evenings, quays]\n",
    "m/tactics/hour.yml": "title: Live hour\nimplements: [evening]\nruns_on: [picture]\n",
    "m/strategies/idle.yml": "title: Idle\napproach: A.\n",
}


def test_a_strategy_runs_on_the_channels_of_its_tactics() -> None:
    """Few columns leave room to name the tactics; a strategy without any says so."""
    page = Made(CHANNELS).page("m/strategies-by-channel/")
    assert cells(page) == {
        "Be there in the evening": {"Pictures": "Evening rota, Live hour", "Letter": "Evening rota"},
        "Idle": {},
    }
    assert page.one("td", class_="gp-none").text == "On no channel yet"
    assert "Idle runs on no channel." in leads(page)


def test_a_channel_reaches_people_directly_and_through_tactics() -> None:
    """Both ways are told apart, and what only pretends to be ours reaches nobody for us."""
    page = Made(CHANNELS).page("m/channels-by-audience/")
    assert cells(page) == {
        "Pictures": {
            "Evening borrowers": "directly, through Evening rota",
            "The Quays": "through Evening rota",
        },
        "Letter": {
            "Evening borrowers": "through Evening rota",
            "The Quays": "through Evening rota",
        },
    }
    assert "No channel reaches Far away." in leads(page)


def test_of_many_columns_a_cell_holds_a_number_that_leads_on() -> None:
    """One tactic is led to; of several the page of the row tells."""
    many = {f"m/channels/c{n}.yml": f"title: Channel {n}\n" for n in range(12)}
    runs = ", ".join(f"c{n}" for n in range(12))
    more = {
        "m/tactics/rota.yml": f"title: Evening rota\nimplements: [evening]\nruns_on: [{runs}]\n",
        "m/tactics/hour.yml": "title: Live hour\nimplements: [evening]\nruns_on: [c0]\n",
    }
    page = Made({**CHANNELS, **many, **more}).page("m/strategies-by-channel/")
    first, *others = page.one("tbody").all("a", class_="gp-mark")
    assert (first["data-sign"], first.text, first["href"]) == ("2", "2 tactics", "../strategies/evening/")
    assert {(a["data-sign"], a.text, a["href"]) for a in others} == {
        ("1", "Evening rota", "../tactics/rota/")
    }
    assert page.one("ul", class_="gp-key").text == "How many tactics of a strategy run on a channel"


FUNCTIONS = {
    "m/functions.yml": "desk: {title: Desk}\nbooks: {title: Books}\npeople: {title: People}\nbare: {title: Bare}\n",
    "m/goals/helped.yml": "title: Helped the first time\nsupports: [books]\n",
    "m/goals/known.yml": "title: Known to all\nsupports: [people, desk]\n",
    "m/objectives/soon.yml": "title: Soon\nserves: [known]\n",
    "m/strategies/evening.yml": "title: Be there\napproach: A.\npursues: [helped, soon]\nsupports: [desk]\n",
}


def test_a_strategy_supports_functions_by_name_and_through_its_goals() -> None:
    """Through a goal it pursues, and through one that its objectives serve; what nobody supports is said."""
    page = Made(FUNCTIONS).page("m/functions-by-strategy/")
    assert cells(page) == {
        "Bare": {},
        "Books": {"Be there": "through Helped the first time"},
        "Desk": {"Be there": "by name, through Known to all"},
        "People": {"Be there": "through Known to all"},
    }
    assert "No strategy supports Bare." in leads(page)
    assert page.one("td", class_="gp-none").text == "No strategy supports it"


# --- several playbooks, and what may not be seen ---------------------------------------------------

COUNTY = {
    "c/playbook.yml": "title: The county\norganisation: County\nvisibility: public\n",
    "c/vision.yml": "statement: S.\n",
    "c/roles/chief.yml": "title: Chief\npurpose: P.\n",
    "c/channels/hall.yml": "title: Town hall\nowner: chief\n",
    "c/rules/theirs.yml": "title: Their case\nwhen: W.\naction: reply\nresponder: chief\n",
    "c/tactics/one.yml": "title: One\nowner: chief\n",
    "c/tactics/two.yml": "title: Two\nowner: chief\n",
    "m/playbook.yml": SMALL["m/playbook.yml"] + "extends: [c]\n",
    "m/tactics/notes.yml": "title: Notes\nimplements: [evening]\nowner: c/roles/chief\nruns_on: [hall]\n",
    "m/strategies/more.yml": "title: More\napproach: A.\n",
    "m/channels/ours.yml": "title: Ours\nowner: editor\n",
    "m/rules/ours.yml": "title: Our case\nwhen: W.\naction: reply\nresponder: editor\ncovers: [hall]\n",
}


def test_what_parents_give_is_in_sight_and_what_they_do_has_a_table_of_its_own() -> None:
    """Their roles and channels are columns here; their tactics are told where they are theirs."""
    made = Made({k: v.replace("c/roles/chief", "chief") for k, v in COUNTY.items()})
    page = made.page("m/who-does-what/")
    assert cells(page) == {"Evening rota": {"Duty editor": "accountable"}, "Notes": {"Chief": "accountable"}}
    assert hrefs(page)["The county"] == "../../c/who-does-what/"
    assert cells(made.page("m/strategies-by-channel/"))["Be there in the evening"] == {"Town hall": "Notes"}


@pytest.mark.parametrize(
    ("kind", "own", "theirs"), [("channels", "Ours", "Town hall"), ("rules", "Our case", "Their case")]
)
def test_a_register_holds_what_parents_give(kind: str, own: str, theirs: str) -> None:
    """Under a heading, and with a filter that tells them apart."""
    made = Made({k: v.replace("c/roles/chief", "chief") for k, v in COUNTY.items()})
    page = made.page(f"m/{kind}/")
    rows = [r for r in page.all("tr") if "data-gp-is" in r.attributes]
    assert [r.all("a")[0].text for r in rows] == [own, theirs]
    assert [r["data-gp-is"].split()[-1] for r in rows] == ["from:m", "from:c"]
    assert page.one("tr", class_="gp-group").text == "From The county"
    assert {
        s["data-gp-value"] for s in page.one("div", class_="gp-sift").all("span") if s["data-gp-value"]
    } >= {"m", "c"}
    assert [line[0] for line in downloads(made.site)[f"m/{kind}/table.csv"][1:]] == [
        own,
        theirs,
    ]


def test_what_may_not_be_seen_is_in_no_cell_count_or_download() -> None:
    """Not its name, and not that it is one more."""
    texts = {
        **SMALL, **PLAYS, **CHANNELS, **FUNCTIONS,
        "m/roles/panel.yml": "title: Secret panel\npurpose: P.\nvisibility: restricted\n",
        "m/roles/head.yml": "title: Head of comms\npurpose: P.\n",
        "m/channels/letter.yml": "title: Secret letter\nvisibility: restricted\n",
        "m/audiences.yml": "evenings: {title: Evening borrowers}\nquays: {title: Secret Quays, visibility: restricted}\n",
        "m/tactics/secret.yml": "title: Secret rota\nimplements: [evening]\nruns_on: [picture]\nresponsible: [head]\nvisibility: restricted\n",
        "m/goals/known.yml": "title: Secret goal\nsupports: [people]\nvisibility: restricted\n",
        "m/channels/radio.yml": "title: Radio\nreaches: [evenings]\n",
        "m/rules/case.yml": "title: A case\nwhen: W.\naction: reply\nresponder: panel\ncovers: [letter]\n",
    }  # fmt: skip
    loaded = load(from_memory(texts), Limits())
    graph = visible(loaded.graph, "public", drafts=False)
    site = Site(graph, Paths(), Prose())
    pages = {p.address: p for book in playbook_pages(site) for p in book}
    shown = [a for a in pages if "-by-" in a or a.endswith(("what/", "channels/", "rules/"))]
    assert len(shown) == 6
    for address in shown:
        html = RENDERER.page(pages[address].data())
        assert "Secret" not in html, address
        assert "panel" not in html, address
    assert "Secret" not in str(downloads(site))
    what = tree(RENDERER.page(pages["m/who-does-what/"].data()))
    assert leads(what).startswith("Four tactics, two roles.")
    assert cells(tree(RENDERER.page(pages["m/functions-by-strategy/"].data())))["People"] == {}


# --- registers ------------------------------------------------------------------------------------


def test_an_account_that_only_pretends_is_not_linked() -> None:
    """Neither its handle nor its address leads there, on the page and in the download; the chip says why."""
    made = Made(
        {
            "m/channels/false.yml": 'title: Deals\ntype: impersonator\nhandle: "@deals"\nurl: "https://bad.example/deals"\nowner: editor\n',
            "m/channels/ours.yml": 'title: Ours\nhandle: "@ours"\nurl: "https://good.example/ours"\n',
        }
    )
    page = made.page("m/channels/")
    ours, false = (r for r in page.all("tr") if "data-gp-is" in r.attributes)
    assert set(hrefs(ours)) == {"Ours"}
    assert "https://good.example/ours" in str(downloads(made.site))
    assert set(hrefs(false)) == {"Deals", "Duty editor"}
    assert false.one("span", class_="gp-due--over").text == "Do not link or reply"
    assert "bad.example" not in str(downloads(made.site))


def test_what_is_wrong_with_a_channel_whatever_the_day_stands_beside_it() -> None:
    """Only what somebody has to put right; a partner's page and a press list lack nothing."""
    made = Made(
        {
            "m/channels/bare.yml": 'title: Bare\nhandle: "@bare"\naccess: {holders_min: 1, mfa: false}\n',
            "m/channels/good.yml": (
                'title: Good\nhandle: "@good"\nowner: editor\ncustodian: editor\n'
                "access: {holders_min: 2, mfa: true, tested: 2020-02-01}\n"
            ),
            "m/channels/list.yml": "title: A list\nowner: editor\n",
            "m/channels/own.yml": (
                'title: Own\ntype: personal-official\nhandle: "@o"\nowner: editor\naccess: {holders_min: 1, mfa: true, tested: 2026-02-01}\n'
            ),
            "m/channels/partner.yml": 'title: Partner\ntype: partner\nhandle: "@p"\nowner: editor\n',
        }
    )  # fmt: skip
    rows = {r.all("a")[0].text: r for r in made.page("m/channels/").all("tr") if "data-gp-is" in r.attributes}
    chips = {name: [c.text for c in row.all("span", class_="gp-chip")] for name, row in rows.items()}
    assert chips.pop("Bare") == [
        "No owner",
        "No custodian",
        "No second holder",
        "No second step",
        "Never tested",
    ]
    assert not any(chips.values())
    assert rows["Good"].one("time")["data-gp-day"] == "test"
    assert list(rows) == ["A list", "Bare", "Good", "Own", "Partner"]


def test_a_register_has_no_column_of_which_no_row_says_anything() -> None:
    """A list of channels of which only the titles are known is no wall of blanks."""
    made = Made({"m/channels/one.yml": "title: One\nowner: editor\n", "m/channels/two.yml": "title: Two\n"})
    heads = [th.text for th in made.page("m/channels/").one("thead").all("th")]
    assert heads == ["Channel", "Whose", "State", "Owner"]


LEVELS = "levels: {green: {title: Everyday}, amber: {title: Sensitive}, red: {title: Crisis}}\n"


def test_a_situation_says_how_bad_it_may_get() -> None:
    """The level in words, its rank to order by, and a meter that only draws them; without channels it holds on any."""
    made = Made(
        {
            "m/escalation.yml": LEVELS,
            "m/channels/one.yml": "title: One\n",
            "m/rules/a.yml": "title: A\nwhen: W.\naction: reply\ntype: respond\nescalates_to: amber\nrespond_within: 90 min\n",
            "m/rules/b.yml": "title: B\nwhen: W.\naction: post\ntype: publish\nescalates_to: red\ncovers: [one]\n",
        }
    )
    page = made.page("m/rules/")
    first, second = (r for r in page.all("tr") if "data-gp-is" in r.attributes)
    assert first["data-gp-is"] == "type:respond channel:* level:amber"
    assert second["data-gp-is"] == "type:publish channel:one level:red"
    severity = next(td for td in first.all("td") if td["data-label"] == "Severity")
    assert severity.text == "Sensitivelevel 2 of 3"
    assert severity["data-gp-key"] == "2"
    assert [td["data-gp-key"] for td in first.all("td")][-1] == "90"
    named = [s["data-gp-name"] for s in page.one("div", class_="gp-sift").children]
    assert named == ["type", "level", "channel"]


def test_rows_say_whom_they_concern() -> None:
    """The browser marks the reader's own by it."""
    made = Made(PLAYS)
    rows = [r for r in made.page("m/who-does-what/").all("tr") if "data-gp-is" in r.attributes]
    assert rows[0]["data-gp-for"].split() == list(keys(["m/roles/editor", "m/roles/head"]))


def test_no_control_stands_in_the_html() -> None:
    """What needs the script is made by it: a dead button helps nobody."""
    made = Made({**PLAYS, **CHANNELS, "m/rules/a.yml": "title: A\nwhen: W.\naction: reply\n"})
    for address in ("m/who-does-what/", "m/channels/", "m/rules/"):
        page = made.page(address)
        assert not [e for e in page if e.tag in ("button", "select", "input")]
        assert "hidden" in page.one("div", class_="gp-sift").attributes


# --- the download ---------------------------------------------------------------------------------


def test_the_download_says_what_the_page_says() -> None:
    """In words and days that programs read, with a column for each thing."""
    made = Made(
        {
            **PLAYS,
            **CHANNELS,
            "m/channels/picture.yml": "title: Pictures\naccess: {tested: 2026-02-10}\nreaches: [evenings]\n",
        }
    )
    found = downloads(made.site)
    head, *lines = found["m/channels/table.csv"]
    assert dict(zip(head, lines[0], strict=True))["Channel"] == "Letter"
    assert dict(zip(head, lines[1], strict=True))["Access tested"] == "2026-02-10"
    assert found["m/channels-by-audience/table.csv"] == [
        ["Channel", "Evening borrowers", "The Quays"],
        ["Letter", "Evening rota", "Evening rota"],
        ["Pictures", "directly; Evening rota", "Evening rota"],
    ]
    page = made.page("m/channels-by-audience/")
    link = page.one("p", class_="gp-download").one("a")
    assert (link["href"], link["download"]) == ("./table.csv", "m-channels-by-audience.csv")


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), min_size=1, max_size=5))
def test_no_cell_is_a_formula_and_none_is_lost(rows: list[list[str]]) -> None:
    """Whatever somebody wrote in a title: a spreadsheet computes nothing, and reads the words that are there."""
    text = csv_of(Sheet(tuple(map(tuple, rows))))
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert text.startswith("\ufeff")
    assert len(read) == len(rows)
    for line, given_line in zip(read, rows, strict=True):
        for cell, said in zip(line, given_line, strict=True):
            assert not re.match(r"\s*[=+\-@\t\r]", cell)
            assert cell.removeprefix("'").split() == said.replace("\0", "").removeprefix(
                "'"
            ).split() or cell == " ".join(said.split())
    # The script takes lines out of the file by this.
    assert len(re.findall(r'(?:"(?:[^"]|"")*"|[^"\n])+\n', text.removeprefix("\ufeff"))) == len(rows)


@pytest.mark.parametrize("said", ["=1+1", "+1", "-1", "@handle", "\t=1", " =1", "\r=1", "＝1", "\n@x"])
def test_what_a_spreadsheet_would_compute_is_defused(said: str) -> None:
    """An apostrophe before it makes it text."""
    assert csv_of(Sheet(((said,),))).removeprefix("\ufeff").startswith("\"'")


# --- pages, and their weight ----------------------------------------------------------------------


@given(st.lists(st.lists(st.integers(1, 9), max_size=8), max_size=6), st.integers(4, 12))
def test_pages_hold_everything_in_order_and_no_more_than_they_may(
    weights: list[list[int]], most: int
) -> None:
    """A group is cut only where it is longer than a page, and only what is too heavy by itself is too heavy."""
    things: list[list[object]] = [[(n, k) for k in range(len(group))] for n, group in enumerate(weights)]
    groups = [Group(str(n), "", tuple(group)) for n, group in enumerate(things)]  # type: ignore[arg-type]  # only carried

    def weigh(thing: object) -> int:
        n, k = thing  # type: ignore[misc]  # a pair
        return weights[n][k]

    pages = pages_of(groups, most, weigh)  # type: ignore[arg-type]  # it weighs what it is given
    assert [e for page in pages for group in page for e in group.entities] == [t for ts in things for t in ts]
    for page in pages:
        held = [e for group in page for e in group.entities]
        assert sum(map(weigh, held)) <= most or len(held) == 1
    for n, group in enumerate(weights):
        if sum(group) <= most:
            assert sum(g.anchor == str(n) for page in pages for g in page) <= 1


def big() -> Mapping[str, str]:
    """A playbook with long names and many relations: 300 tactics, 130 rules, 70 of most other things."""

    def named(kind: str, n: int) -> str:
        return f"{kind}-that-has-a-rather-long-name-for-the-district-of-{n}"

    def refs(kind: str, n: int, many: int, step: int) -> str:
        return (
            "[" + ", ".join(dict.fromkeys(named(kind, (n * step + k * 17) % 70) for k in range(many))) + "]"
        )

    def title(kind: str, n: int) -> str:
        return f"title: The {kind} with a rather long name for the district of {n}"

    texts = dict(SMALL)
    del texts["m/tactics/rota.yml"]
    texts["m/escalation.yml"] = LEVELS
    texts["m/audiences.yml"] = "".join(
        f"{named('audience', n)}: {{{title('audience', n)}}}\n" for n in range(70)
    )
    for n in range(70):
        texts[f"m/roles/{named('role', n)}.yml"] = f"{title('role', n)}\npurpose: P.\n"
        texts[f"m/strategies/{named('strategy', n)}.yml"] = f"{title('strategy', n)}\napproach: A.\n"
        texts[f"m/channels/{named('channel', n)}.yml"] = (
            f'{title("channel", n)}\nhandle: "@{n}"\nowner: {named("role", n)}\neditor: {named("role", n)}\n'
            f"reaches: {refs('audience', n, 4, 3)}\n"
        )
    for n in range(130):
        texts[f"m/rules/{named('rule', n)}.yml"] = (
            f"{title('rule', n)}\nwhen: {'Something happens. ' * 8}\naction: reply\ntype: respond\nescalates_to: amber\n"
            f"responder: {named('role', n % 70)}\napprover: {named('role', n % 60)}\ncovers: {refs('channel', n, 2, 5)}\n"
        )
    for n in range(300):
        texts[f"m/tactics/{named('tactic', n)}.yml"] = (
            f"{title('tactic', n)}\nsummary: {'Words. ' * 20}\nimplements: [{named('strategy', n % 70)}]\nowner: {named('role', n % 70)}\n"
            f"responsible: {refs('role', n, 3, 7)}\nconsulted: {refs('role', n, 2, 11)}\nruns_on: {refs('channel', n, 3, 7)}\n"
            f"reaches: {refs('audience', n, 3, 13)}\n"
        )
    return texts


@pytest.fixture(scope="module")
def large() -> Made:
    """The pages of the big playbook."""
    return Made(big(), whole=True)


def test_no_table_of_a_big_playbook_is_heavy(large: Made) -> None:
    """150 kB is the most a page may have; the frame of the theme takes 20 of them."""
    heavy, seen = {}, 0
    for address in large.pages:
        if address.endswith("/") or "page--" in address:
            html = large.html(address)
            seen += "page--" in address
            if len(html.encode()) > 125_000 and not address.startswith(("m/line-of-sight", "m//")):
                heavy[address] = len(html.encode())
    assert not heavy
    assert seen > 8


def test_the_pages_of_a_long_table_hold_all_of_it_once(large: Made) -> None:
    """Each page says which rows it holds and leads to the others; the download is whole, and only one."""
    pages = [a for a in large.pages if a.startswith("m/who-does-what/")]
    assert pages[:2] == ["m/who-does-what/", "m/who-does-what/page--2"]
    names, first = [], 1
    for address in pages:
        page = large.page(address)
        rows = cells(page)
        names += list(rows)
        assert (
            page.all("nav", class_="gp-leaves")[0]
            .one("p")
            .text.startswith(f"This page holds {first} to {first + len(rows) - 1} of 300.")
        )
        link = page.one("p", class_="gp-download").one("a")
        assert link["data-gp-csv"] == str(first - 1)
        assert link["href"] == ("./table.csv" if address.endswith("/") else "../table.csv")
        first += len(rows)
        data = large.pages[address].data()
        assert [b.sheet is not None for b in data.blocks if isinstance(b, Tabled)] == [address == pages[0]]
    assert len(names) == len(set(names)) == 300
    assert len(downloads(large.site)["m/who-does-what/table.csv"]) == 301


def test_a_long_list_says_only_what_its_entries_are_called(large: Made) -> None:
    """Of three hundred summaries nobody finds anything."""
    page = large.page("m/tactics/")
    assert len(page.all("li", class_="gp-item")) == 150
    assert not page.all("div", class_="gp-item__summary")
    assert hrefs(page)["151 to 300"] == "page--2/"
    assert not large.pages["m/tactics/page--2"].data().searchable
