"""What the checks for people, tactics and the life of entries catch and leave alone, case by case.

Their pages show one fault each. Here is what lies beside it: a playbook that names nobody, one that builds on
another, a desk with a telephone of its own.
"""

from __future__ import annotations

import pytest

from gameplan import checks
from gameplan.checks import BY_CODE
from gameplan.explain import Example, clean, played
from gameplan.reports.text import as_text


def found(code: str, files: dict[str, str]) -> list[str]:
    """What one check says of files over the clean playbook; `../` leads to one beside it."""
    placed = {p.removeprefix("../") if p.startswith("../") else f"merrowby/{p}": t for p, t in files.items()}
    loaded, judged = played(Example("Case", placed, ()), [BY_CODE[code]])
    assert as_text(loaded.findings, loaded.texts) == ""
    return [d.message for d in judged.findings]


def clean_but(name: str, old: str, new: str) -> dict[str, str]:
    """A file of the clean playbook with one change."""
    text = clean()[f"merrowby/{name}"]
    assert text.count(old) == 1
    return {name: text.replace(old, new)}


NORTH = "title: Northside\norganisation: Northside Branch\nextends: [merrowby]\nvisibility: public\n"

# --- who has it ---------------------------------------------------------------------------------


def test_a_part_belongs_to_the_owner_of_the_whole() -> None:
    part = "title: The Thursday desk\npart_of: evening-rota\n"
    assert found("GOV01", {"tactics/thursday.yml": part}) == []
    assert found("TAC01", {"tactics/thursday.yml": part}) == []
    assert found("TAC02", {"tactics/thursday.yml": part}) == []


def test_a_page_that_others_run_is_not_ours_to_own() -> None:
    others = "title: Merrowby readers\ntype: {type}\npurpose: Readers among themselves\n"
    for kind in ("partner", "unofficial", "impersonator"):
        assert found("GOV01", {"channels/readers.yml": others.replace("{type}", kind)}) == []
    assert found("GOV01", {"channels/readers.yml": others.replace("{type}", "branded")}) != []


def test_a_rule_may_be_left_to_the_owner_of_its_playbook() -> None:
    files = clean_but("rules.yml", "  escalates_to: amber\n  owner: editor\n", "  escalates_to: amber\n")
    assert found("GOV01", files) == []
    files |= clean_but("playbook.yml", "owner: editor\n", "")
    assert found("GOV01", files) == [
        'Nobody owns the rule "A comment attacks somebody"; whom will you ask when it fails?'
    ]


PIOTR = "holders: [{name: Piotr Lang, since: 2023-02-01}]"


def test_a_role_without_names_is_empty_only_where_names_are_kept() -> None:
    files = clean_but("roles.yml", f"  {PIOTR}\n", "")
    assert found("GOV03", files)[0].startswith('Nobody holds "Keeper of the keys" today, and ')
    as_team = {"roles.yml": files["roles.yml"].replace("  title: Keeper", "  type: team\n  title: Keeper")}
    assert found("GOV03", as_team) == []


def test_who_comes_later_does_not_hold_it_today() -> None:
    later = "holders: [{name: Piotr Lang, until: 2026-05-01}, {name: Fern Iveson, since: 2026-06-15}]"
    said = found("GOV03", clean_but("roles.yml", PIOTR, later))
    assert said[0].startswith('"Keeper of the keys" has been empty since 1 May 2026, and ')


def test_a_retired_role_is_named_with_what_took_its_place() -> None:
    files = clean_but("roles.yml", "  reports_to: director\n", "  reports_to: director\n  status: retired\n")
    said = found("GOV03", files)
    assert '"Duty editor" owns "Evening reply rota", but that role is retired.' in said
    assert '"Duty editor" decides at "Amber", but that role is retired.' in said


def test_an_empty_chair_that_nobody_waits_for_is_not_reported_twice() -> None:
    """On the bench is what it is."""
    idle = "title: Archivist\npurpose: Keeps the past.\nresponsibilities: [Files]\nholders: [{name: A B, until: 2020-01-01}]\n"
    assert found("GOV03", {"roles/archivist.yml": idle}) == []
    assert found("ROL04", {"roles/archivist.yml": f"{idle}min_holders: 2\n"}) == []
    assert found("ROL06", {"roles/archivist.yml": idle}) != []


LEAVING = {
    "tomorrow": ("{name: Piotr Lang, until: 2026-06-02}", 1),
    "today": ("{name: Piotr Lang, until: 2026-06-01}", 1),
    "in two months": ("{name: Piotr Lang, until: 2026-08-01}", 0),
    "long gone, which GOV03 says": ("{name: Piotr Lang, until: 2026-05-01}", 0),
    "both at once": ("{name: Piotr Lang, until: 2026-06-10}, {name: Fern Iveson, until: 2026-06-12}", 1),
    "and another one stays": ("{name: Piotr Lang, until: 2026-06-10}, {name: Fern Iveson}", 0),
    "and the next one comes": (
        "{name: Piotr Lang, until: 2026-06-10}, {name: Fern Iveson, since: 2026-07-01}",
        0,
    ),
    "after one who left before": (
        "{name: Fern Iveson, until: 2025-01-31}, {name: Piotr Lang, until: 2026-06-10}",
        1,
    ),
}


@pytest.mark.parametrize(("holders", "times"), LEAVING.values(), ids=LEAVING)
def test_the_last_one_to_leave_is_named(holders: str, times: int) -> None:
    said = found("ROL02", clean_but("roles.yml", PIOTR, f"holders: [{holders}]"))
    assert len(said) == times
    assert all(m.endswith(", and nobody takes over.") for m in said)


def test_one_person_in_two_roles_does_not_look_twice() -> None:
    same = clean_but("roles.yml", "{name: Ruth Adeyemi, since: 2024-05-01}", "{name: Joss Marlow}")
    assert (
        'Nobody else looks at "Conduct online": Joss Marlow owns it as "Duty editor" and approves as "Service director".'
        in (found("GOV05", same))
    )
    two = {
        "roles.yml": same["roles.yml"].replace(
            "{name: Joss Marlow}", "{name: Joss Marlow}, {name: Ruth Adeyemi}"
        )
    }
    assert found("GOV05", two) == []


def test_a_desk_may_approve_its_own_work() -> None:
    own = clean_but("rules.yml", "approver: director", "approver: editor")
    assert found("GOV05", own) != []
    for change in ("min_holders: 2", "type: team"):
        files = own | clean_but(
            "roles.yml", "  reports_to: director\n", f"  reports_to: director\n  {change}\n"
        )
        assert found("GOV05", files) == []


def test_a_playbook_behind_which_a_leader_stands_carries_its_strategies() -> None:
    files = clean_but("strategies.yml", "  sponsor: director\n", "")
    assert found("GOV06", files) != []
    assert (
        found("GOV06", files | clean_but("playbook.yml", "approver: director\n", "sponsor: director\n")) == []
    )


def test_a_role_that_only_the_playbook_below_needs_is_not_on_the_bench() -> None:
    role = {
        "roles/photographer.yml": "title: Photographer\npurpose: Pictures.\nresponsibilities: [Takes them]\n"
    }
    below = {
        "../north/playbook.yml": NORTH,
        "../north/tactics/pictures.yml": "title: Pictures of readers\nowner: photographer\ncadence: Monthly\n",
    }
    assert found("ROL06", role) == ['"Photographer" is on the bench: nothing here needs it.']
    assert found("ROL06", role | below) == []


def test_the_people_of_a_parent_are_the_parents_affair() -> None:
    """A playbook below it sees them all, and has nothing to mend."""
    many = {
        f"roles/r{n}.yml": f"title: Role {n}\npurpose: Work.\nholders: [{{name: Sol Ferris}}]\n"
        for n in range(4)
    }
    assert len(found("GOV04", many)) == 1
    assert len(found("GOV04", many | {"../north/playbook.yml": NORTH})) == 1


# --- tactics and principles ---------------------------------------------------------------------

TITLES = {
    "Mastodon": 1,
    "Our Mastodon page": 1,
    "Use the shared inbox": 1,
    "Mastodon and shared inbox": 1,
    "Mastodon at six": 0,
    "Answers on Mastodon": 0,
    "Launch party": 0,
    "Posts": 0,
}


@pytest.mark.parametrize(("title", "times"), TITLES.items(), ids=TITLES)
def test_a_title_says_more_than_the_tool(title: str, times: int) -> None:
    assert len(found("TAC05", {"tactics/it.yml": f"title: {title}\nowner: editor\n"})) == times


def test_a_principle_that_a_step_refers_to_is_in_use() -> None:
    principle = {"principles/kind.yml": "title: Kind first\nstatement: Begin with what they need.\n"}
    assert found("PRN01", principle) != []
    step = "title: Read aloud\nsteps: ['Remember [[principles/kind]]']\n"
    assert found("PRN01", principle | {"tactics/read.yml": step}) == []
    wall = clean_but(
        "playbook.yml", "owner: editor\n", "owner: editor\ndescription: 'First of all [[principles/kind]].'\n"
    )
    assert found("PRN01", principle | wall) != []


def test_principles_alone_are_left_alone() -> None:
    files = {
        "../charter/playbook.yml": "title: Charter\norganisation: The council\n",
        "../charter/principles/kind.yml": "title: Kind first\nstatement: Begin with what they need.\n",
    }
    assert found("PRN01", files) == []


# --- days ---------------------------------------------------------------------------------------

REVIEWS = {
    "its own day": ("review_by: 2026-05-31\n", 1),
    "its own day is today": ("review_by: 2026-06-01\n", 0),
    "its own rhythm": ("reviewed: 2026-01-31\nreview_every: 3 months\n", 1),
    "the rhythm of the playbook": ("reviewed: 2025-03-01\n", 1),
    "a beginning before the playbook's review": ("effective: 2025-03-01\n", 0),
    "its own rhythm from a beginning before that": ("effective: 2025-03-01\nreview_every: 1 year\n", 1),
    "a rhythm counted from the playbook's review": ("review_every: 2 months\n", 1),
    "nothing of its own": ("", 0),
}


@pytest.mark.parametrize(("lines", "times"), REVIEWS.values(), ids=REVIEWS)
def test_a_review_is_overdue_from_the_day_after(lines: str, times: int) -> None:
    assert len(found("LIF01", {"tools/camera.yml": f"title: Camera\n{lines}"})) == times


def test_what_has_no_day_of_its_own_goes_with_its_playbook() -> None:
    """One overdue playbook is one finding, rather than one for each of its entries."""
    files = clean_but("playbook.yml", "reviewed: 2026-03-02\nreview_every: 1 year", "review_by: 2026-05-01")
    said = found("LIF01", files)
    assert 'The review of "Merrowby, the small playbook" was due on 1 May 2026, 31 days ago.' in said
    for line in ("", "effective: 2025-03-01\n"):
        camera = {"tools/camera.yml": f"title: Camera\n{line}"}
        assert not any("Camera" in m for m in found("LIF01", files | camera))


def test_a_clause_is_active_until_the_new_one_begins() -> None:
    new = "title: Images\npurpose: No surprises.\nowner: editor\neffective: {day}\n"
    old = "title: Pictures\npurpose: No surprises.\nowner: editor\nreplaced_by: images\n"
    both = {"policies/pictures.yml": old, "policies/images.yml": new.replace("{day}", "2026-07-01")}
    assert found("LIF04", both) == []
    both["policies/images.yml"] = new.replace("{day}", "2026-05-01")
    assert found("LIF04", both) == ['"Pictures" was replaced by "Images" and is still active.']


CROSSED = {
    "an approval that runs backwards": {"policies/x.yml": "title: X\npurpose: Y\neffective: 2027-01-01\nexpires: 2026-12-31\n"},
    "a channel": {"channels/x.yml": "title: X\nstatus: retired\nopened: 2026-02-02\nclosed: 2026-01-01\n"},
    "a measure": {
        "objectives/x.yml": "title: X\nmeasured_by:\n  first-reply:\n    baseline: {value: 31, on: 2026-12-31}\n"
        "    target: {value: 4, due: 2026-01-31}\n"
    },
}  # fmt: skip


@pytest.mark.parametrize("files", CROSSED.values(), ids=CROSSED)
def test_dates_that_cross_are_seen_in_everything(files: dict[str, str]) -> None:
    (said,) = found("LIF03", files)
    assert said.startswith('Dates cross: "X" ')


# --- waivers ------------------------------------------------------------------------------------


def waived(code: str) -> list[str]:
    text = f"title: Camera\nwaivers:\n  {code}: {{reason: Because, until: 2026-12-31}}\n"
    return found("LIF06", {"tools/camera.yml": text})


def test_a_waiver_names_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    assert waived("TAC01") == []
    assert waived("TAC77") == ['The waiver of TAC77 at "Camera" accepts nothing: there is no such check.']
    assert waived("REF01") == [
        'The waiver of REF01 at "Camera" accepts nothing: "A reference to something that does not exist" cannot be waived.'
    ]
    monkeypatch.setitem(checks.RETIRED, "TAC77", "TAC03 says it now.")
    assert waived("TAC77") == [
        'The waiver of TAC77 at "Camera" accepts nothing: that check was retired. TAC03 says it now.'
    ]


def test_the_waivers_of_parts_are_looked_at_too() -> None:
    files = clean_but(
        "policies.yml",
        "      title: What you read is yours\n",
        "      title: What you read is yours\n      waivers: {POL03: {reason: Plain enough, until: 2026-05-31}}\n",
    )
    assert found("LIF06", files) == [
        'The waiver of POL03 at "What you read is yours" ran out on 31 May 2026.'
    ]


# --- what may be shown --------------------------------------------------------------------------

PRIVATE = [
    "joss@gmail.com",
    "Joss, j.marlow84@hotmail.co.uk",
    "angeline.clubb@yahoo.com",
    "Call 07700 900123",
    "Phone Joss on 07700 900123 at night",
    "+44 7700 900123",
    "+44 (0)7700 900 123",
    "+49 171 1234567",
    "+33 6 12 34 56 78",
]
NOT_PRIVATE = [
    "joss@merrowby.example",
    "merrowby.libraries@gmail.com",
    "press.desk@outlook.com",
    "01632 960123",
    "020 7946 0123",
    "0161 496 0123",
    "duty phone 07700 900123",
    "07700 900123, on call",
    "07700 900123 (rota, changes weekly)",
    "desk@merrowby.example, evening phone 07700 900123",
    "[+44 1632 960123](https://merrowby.example/070-0900123456)",
    "ISBN 978-0-7134-5612-8",
]  # fmt: skip


@pytest.mark.parametrize("text", PRIVATE)
def test_what_is_private_is_kept_out_of_public_pages(text: str) -> None:
    assert len(found("SAF02", {"tools/camera.yml": f"title: Camera\ndescription: '{text}'\n"})) == 1
    for visibility in ("internal", "restricted"):
        files = {"tools/camera.yml": f"title: Camera\nvisibility: {visibility}\ndescription: '{text}'\n"}
        assert found("SAF02", files) == []


@pytest.mark.parametrize("text", NOT_PRIVATE)
def test_how_one_reaches_a_desk_may_be_public(text: str) -> None:
    assert found("SAF02", {"tools/camera.yml": f"title: Camera\ndescription: '{text}'\n"}) == []


def test_a_contact_that_colleagues_alone_see_may_be_private() -> None:
    role = "title: Night desk\npurpose: Awake.\nholders: [{name: Fern, contact: 07700 900123, public: {public}}]\n"
    assert len(found("SAF02", {"roles/night.yml": role.replace("{public}", "true")})) == 1
    assert found("SAF02", {"roles/night.yml": role.replace("{public}", "false")}) == []
    desk = role.replace("{public}", "true").replace("Fern", "Night desk")
    assert found("SAF02", {"roles/night.yml": desk}) == []


def test_the_page_of_a_retired_entry_is_still_read() -> None:
    tool = "title: Camera\nstatus: {status}\nlinks: [{title: Ask Joss, url: 'mailto:joss@gmail.com'}]\n"
    assert len(found("SAF02", {"tools/camera.yml": tool.replace("{status}", "retired")})) == 1
    assert found("SAF02", {"tools/camera.yml": tool.replace("{status}", "draft")}) == []


def test_readers_who_see_less_than_the_page_names_are_counted_once() -> None:
    hidden = clean_but(
        "roles.yml", "  title: Keeper of the keys\n", "  title: Keeper of the keys\n  visibility: internal\n"
    )
    (said,) = found("SAF03", hidden)
    assert said.startswith('"Keeper of the keys" is internal, but ')
    assert said.endswith('readers of such a page meet "a restricted entry".')


def test_a_hidden_playbook_is_said_once_for_each_that_shows_more() -> None:
    inside = clean_but("playbook.yml", "visibility: public\n", "visibility: internal\n")
    assert found("SAF03", inside) == []
    said = found("SAF03", inside | {"../north/playbook.yml": NORTH})
    assert said == [
        'All of "Merrowby, the small playbook" is internal, but "Northside" refers to it and is shown to more people.'
    ]


UNFINISHED = ["TODO: ask Ruth", "By **TBC** at the latest", "Call XXXX", "Lorem ipsum dolor", "FIXME"]
FINISHED = ["Todo lo que necesitas", "A to-do list", "Write `TODO` there", "XXL shirts", "TBDs", "Mastodon"]


@pytest.mark.parametrize("text", UNFINISHED)
def test_reminders_are_found_in_lists_and_records(text: str) -> None:
    for lines in (
        f"steps: [Begin, '{text}']",
        f"examples: [{{title: A, text: '{text}'}}]",
        f"tags: ['{text}']",
    ):
        assert len(found("LIF05", {"tactics/it.yml": f"title: It\n{lines}\n"})) == 1


@pytest.mark.parametrize("text", FINISHED)
def test_what_only_looks_like_a_reminder_is_left_alone(text: str) -> None:
    assert found("LIF05", {"tactics/it.yml": f"title: It\nsummary: '{text}'\n"}) == []
