"""What people see while they type: the real YAML language server, asked as an editor asks it.

In a text, `|` is the cursor and `«…»` what must be underlined. Every text is opened under a name of its own,
so that no answer about an older text can be taken for one about this.
"""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path
from typing import Any

import pytest

from gameplan.model import KINDS, LISTED
from tests.editor.client import Editor
from tests.editor.conftest import EXAMPLE, write_schemas
from tests.test_mistakes import MISTAKES

NUMBERS = itertools.count()
SINGLE = [kind for kind in KINDS if kind not in LISTED]


def place(folder: Path, kind: str) -> Path:
    """A file for an entry of a kind in the example, which need not be there: a new one each time."""
    return folder / "playbooks" / "merrowby" / kind / f"try-{next(NUMBERS)}.yml"


def cursor(text: str) -> tuple[str, int, int]:
    """A text without its cursor, and where that stood."""
    before, _, after = text.partition("|")
    return before + after, before.count("\n"), len(before) - before.rfind("\n") - 1


def offered(editor: Editor, path: Path, text: str) -> dict[str, dict[str, Any]]:
    """What is offered at the cursor, by its label."""
    text, line, column = cursor(text)
    editor.open(path, text)
    return {item["label"]: item for item in editor.complete(path, line, column)}


def words_of(item: dict[str, Any]) -> str:
    words = item.get("documentation") or ""
    return words if isinstance(words, str) else str(words["value"])


# --- the example ------------------------------------------------------------------------------


def test_nothing_is_underlined_in_the_whole_example(editor: Editor, folder: Path) -> None:
    """With the settings of VS Code, as they are written."""
    paths = sorted((folder / "playbooks").rglob("*.yml"))
    assert len(paths) > 100
    assert {path: said for path, said in editor.open_all(paths).items() if said} == {}


def test_first_lines_do_for_any_editor(server: list[str], tmp_path: Path) -> None:
    """Without settings the line in the file names the schema: nothing is underlined, and ids are offered."""
    shutil.copytree(EXAMPLE, tmp_path / "playbooks")
    write_schemas(tmp_path, "--modelines")
    with Editor(server, tmp_path) as plain:
        paths = sorted((tmp_path / "playbooks").rglob("*.yml"))
        assert {path: said for path, said in plain.open_all(paths).items() if said} == {}
        rota = tmp_path / "playbooks/merrowby/tactics/evening-reply-rota.yml"
        line = rota.read_text("utf-8").partition("\n")[0]
        items = offered(plain, rota.with_name("another.yml"), f"{line}\ntitle: X\nimplements: [|]")
        assert "be-the-evening-desk" in items
        (said,) = plain.open(rota.with_name("third.yml"), f"{line}\ntitle: X\nowners: a\n")
        assert said["message"] == "Property owners is not allowed."


# --- completion -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["title: X\n|", "title: X\nimpl|", "title: X\nim|\nowner: duty-editor\n"])
def test_fields_are_offered_with_what_they_are_for(editor: Editor, folder: Path, text: str) -> None:
    items = offered(editor, place(folder, "tactics"), text)
    assert "Without one it is chasing the ball" in words_of(items["implements"])
    assert "implements: [be-the-evening-desk]" in words_of(items["implements"])
    assert items["implements"]["insertText"] == "implements:\n  - "
    assert items["summary"]["insertText"] == "summary: "
    assert "title" not in items, "what is there already is not offered again"
    assert "contains" not in items, "what follows by itself is not offered"


@pytest.mark.parametrize(
    ("kind", "text", "field"),
    [
        ("policies", "title: X\nclauses:\n  a:\n    st|", "strength"),
        ("objectives", "title: X\nmeasured_by:\n  repeat-visits:\n    target:\n      |", "due"),
        ("roles", "title: X\nholders:\n  - na|", "name"),
        ("channels", "title: X\naccess:\n  |", "mfa"),
        ("procedures", "title: X\nphases:\n  one:\n    steps:\n      - do: X\n        |", "within"),
    ],
)
def test_fields_are_offered_inside_of_others(
    editor: Editor, folder: Path, kind: str, text: str, field: str
) -> None:
    assert field in offered(editor, place(folder, kind), text)


@pytest.mark.parametrize("text", ["title: X\nstatus: |", "title: X\nstatus: pa|"])
def test_the_words_of_a_choice_are_offered_with_what_they_mean(
    editor: Editor, folder: Path, text: str
) -> None:
    items = offered(editor, place(folder, "tactics"), text)
    assert set(items) == {"draft", "proposed", "active", "paused", "done", "retired"}
    assert words_of(items["paused"]) == "Resting for a while; it will come back or be closed."


@pytest.mark.parametrize(
    ("kind", "text", "id", "title"),
    [
        ("tactics", "implements: [|]", "be-the-evening-desk", "Be the evening desk"),
        ("tactics", "implements: [be|]", "be-the-evening-desk", "Be the evening desk"),
        ("tactics", "implements: [write-it-once, |]", "be-the-evening-desk", "Be the evening desk"),
        ("tactics", "implements: [not-there-yet, be|]", "be-the-evening-desk", "Be the evening desk"),
        ("tactics", "implements:\n  - |", "be-the-evening-desk", "Be the evening desk"),
        ("tactics", "implements:\n  - be|", "be-the-evening-desk", "Be the evening desk"),
        ("tactics", "owner: |", "duty-editor", "Duty editor"),
        ("tactics", "owner: du|", "duty-editor", "Duty editor"),
        ("tactics", "approved: {by: |}", "service-director", "Service director"),
        ("tactics", "responsible: [|]", "everyone", "The built-in role that everybody has"),
        ("rules", "enforces: [|]", "social-media#house-rules", "House rules"),
        ("rules", "escalates_to: |", "amber", "Sensitive"),
        ("rules", "notifies: [|]", "duty-editor", "Duty editor"),
        ("rules", "notifies:\n  |", "duty-editor", ""),
        ("objectives", "measured_by:\n  |", "repeat-visits", ""),
        ("objectives", "measured_by:\n  re|", "repeat-visits", ""),
        ("strategies", "pursues:\n  - |", "quays-at-home", "The Quays feel at home here"),
        ("policies", "clauses:\n  a:\n    tightens: |", "data-online#into-the-right-room", ""),
        ("guides", "questions:\n  a:\n    answers:\n      - because: [|]", "hostile-comment", "goes for us"),
        ("procedures", "phases:\n  a:\n    steps:\n      - reply: |", "hostile-comment#", ""),
    ],
)  # fmt: skip
def test_ids_are_offered_with_their_titles(
    editor: Editor, folder: Path, kind: str, text: str, id: str, title: str
) -> None:
    """In block lists, in flow lists, as single values and as keys; begun or not."""
    items = offered(editor, place(folder, kind), f"title: X\n{text}")
    label = next(label for label in items if label.startswith(id))
    assert title in words_of(items[label])
    assert "undefined" not in " ".join(items), "nothing that nobody can use is offered"
    if not text.endswith(("\n  |", "\n  re|")):
        assert items[label]["insertText"] == label


def test_ids_are_offered_in_list_files(editor: Editor, folder: Path) -> None:
    """Where many entries stand in one file, each is completed as in a file of its own."""
    path = folder / "playbooks/merrowby/functions.yml"
    text, line, column = cursor(path.read_text("utf-8").rstrip() + "\nnew-one:\n  title: X\n  head: |")
    editor.open(path, text)
    assert "duty-editor" in {item["label"] for item in editor.complete(path, line, column)}
    editor.open(path)


def test_ids_of_a_playbook_it_extends_are_offered_and_others_are_not(editor: Editor, folder: Path) -> None:
    """Merrowby extends the council's playbook, and not the other way round."""
    below = offered(editor, place(folder, "tactics"), "title: X\nimplements: [|]")
    assert words_of(below["first-word-plain-word"]).endswith("(of council)")
    above = folder / "playbooks/council/tactics" / f"try-{next(NUMBERS)}.yml"
    assert "be-the-evening-desk" not in offered(editor, above, "title: X\nimplements: [|]")


def test_a_whole_entry_is_offered_in_an_empty_file(editor: Editor, folder: Path) -> None:
    for kind in LISTED:
        items = offered(editor, place(folder, kind), "|")
        whole = items[f"a whole {KINDS[kind].singular}"]["insertText"]
        assert "title: ${1:title}" in whole


def test_texts_offer_nothing(editor: Editor, folder: Path) -> None:
    """A title may be written `2026` or `true`, but nobody wants to be offered `true`."""
    for text in ("title: |", "title: X\nsummary: |", "title: X\nnumber: |", "title: X\nsteps: [|]"):
        assert offered(editor, place(folder, "tactics"), text) == {}, text


# --- what is shown over a word ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ti|tle: X", "What people call it."),
        ("title: X\nimple|ments: [a]", "Without one it is chasing the ball"),
        ("title: X\nimplements: [be-the-|evening-desk]", "* `be-the-evening-desk`: Be the evening desk"),
        ("title: X\nruns_on:\n  - main-|mastodon", "* `main-mastodon`: Merrowby Libraries on Mastodon"),
        ("title: X\nowner: duty-|editor", "* `duty-editor`: Duty editor"),
        ("title: X\nstatus: pau|sed", "* `paused`: Resting for a while"),
    ],
)
def test_the_pointer_shows_words_and_titles(editor: Editor, folder: Path, text: str, shown: str) -> None:
    path = place(folder, "tactics")
    text, line, column = cursor(text)
    editor.open(path, text)
    said = editor.hover(path, line, column)
    assert shown in said
    values = [row for row in said.splitlines() if row.startswith("* ")]
    assert not values or shown in values[0], "what stands there comes first"


# --- mistakes ---------------------------------------------------------------------------------

CLAUSE = "title: X\npurpose: Y\nclauses:\n  a:\n    strength: must\n    statement: Z\n"


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("tactics", "title: X\n«implement»: [a]", "Property implement is not allowed."),
        ("tactics", "«s»ummary: X", 'Missing property "title".'),
        ("tactics", "title: X\nlinks: [«{»title: A}]", 'Missing property "url".'),
        ("policies", "title: X\npurpose: Y\nclauses:\n  «a»:\n    strength: must", 'Missing property "statement".'),
        ("tactics", "title: X\nsummary: «[[tactics/x]]»", "put quotes around all of it"),
        ("tactics", "title: X\neffort: «{two: hours}»", "effort must be text."),
        ("tactics", "title: X\nreaches: «regular-readers»", "reaches must be a list of ids of audiences."),
        ("tactics", "title: X\nowner: «[duty-editor, head-of-comms]»", "Write the id of a role."),
        ("tactics", "title: X\nowner: «Duty Editor»", "Write the id of a role."),
        ("tactics", "title: X\ntype: «activty»", "type is one of initiative, campaign or activity."),
        ("tactics", "title: X\nstarts: «2026-02-30»", "the day must exist"),
        ("tactics", "title: X\nstarts: «23.1.2026»", "year-month-day"),
        ("tactics", "title: X\nreview_every: «four hours»", "must be a length of time"),
        ("tactics", "title: X\nformerly: [«Old_Id»]", "An old id is written as it was."),
        ("tactics", "title: X\nlinks: [{title: A, url: «javascript:alert(1)»}]", "This address cannot be linked."),
        ("tactics", "title: X\nwaivers: {«TAC2»: {reason: Y, until: 2026-12-31}}", "the code of a check"),
        ("tactics", "title: X\napproved: «yes»", 'Expected "Approved: a record of approval"'),
        ("tactics", "title: X\ncontains: «[a]»", "'contains' is worked out by itself"),
        ("strategies", "title: X\napproach: Y\nimplemented_by: «[a]»", "Write 'implements' in the tactic"),
        ("tactics", "title: X\nsteps:\n  - One\n  - «[a]»", "each item of steps must be text"),
        ("channels", "title: X\naccess: {mfa: «maybe»}", "mfa must be true or false."),
        ("channels", "title: X\naccess: {holders_min: «two»}", "holders_min must be a whole number."),
        ("metrics", "title: X\ndefinition: Y\nunit: Z\nreadings: [{on: 2026-05-31, value: «\"1,412\"»}]", "without commas"),
        ("guides", "title: X\nquestion: Y\nstart: a\nquestions:\n  «stop»:\n    ask: Z", "are no ids here"),
        ("policies", "title: X\npurpose: Y\nclauses:\n  «Be_Kind»:\n    strength: must\n    statement: Z", "An id is made of"),
        ("policies", f"{CLAUSE}    limit: {{at_most: 2, at_least: «1», unit: replies}}", "and not both"),
        ("procedures", "title: X\ntrigger: Y\nphases: «[{title: One}]»", 'Expected "Phases: a mapping of id to phase"'),
        ("rules", "title: X\nwhen: Y\naction: reply\nnotifies: «duty-editor»", "notifies must be a list of roles"),
        ("rules", "title: X\nwhen: Y\naction: reply\nnotifies: {duty-editor: «soon»}", "must be a length of time"),
    ],
)  # fmt: skip
def test_each_class_of_mistake_is_said_once_at_its_place(
    editor: Editor, folder: Path, kind: str, text: str, says: str
) -> None:
    """One mistake, one line under it, and a message that says what to write."""
    before, _, rest = text.partition("«")
    marked, _, after = rest.partition("»")
    (said,) = editor.open(place(folder, kind), before + marked + after + "\n")
    assert says in said["message"]
    begin, end = said["range"]["start"], said["range"]["end"]
    assert begin == {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
    assert end["character"] - begin["character"] == len(marked)


IN_FILES = {
    name: m
    for name, m in MISTAKES.items()
    if m.code.startswith("SHP") and m.old and not m.also and m.code not in ("SHP06",)
}


@pytest.mark.parametrize("name", IN_FILES)
def test_a_mistake_planted_in_the_example_is_said_once(editor: Editor, folder: Path, name: str) -> None:
    """The very mistakes for which the reader is tested, in the files in which they are planted."""
    mistake = IN_FILES[name]
    path = folder / "playbooks" / "merrowby" / mistake.file
    text = path.read_text("utf-8").replace(mistake.old, mistake.new.replace("«", "").replace("»", ""))
    probe = path if "/" not in mistake.file else place(folder, mistake.file.split("/")[0])
    said = editor.open(probe, text)
    if probe == path:
        editor.open(path)
    assert len(said) == 1, [d["message"] for d in said]


def test_numbers_and_words_without_quotes_are_no_mistakes(editor: Editor, folder: Path) -> None:
    """YAML reads a number where somebody means a text; a playbook does not mind, and neither may the editor."""
    text = "title: 2026\nnumber: 3.2\ntags: [2026, no, true]\nformerly: [2019]\neffective: 2026-04-01\neffort: no\n"
    assert editor.open(place(folder, "tactics"), text) == []


def test_an_id_that_is_not_known_yet_is_no_mistake(editor: Editor, folder: Path) -> None:
    """The file of ids may be older than the playbook; whether it exists is for `gameplan check` to say."""
    assert (
        editor.open(
            place(folder, "tactics"), "title: X\nowner: brand-new\nimplements: [merrowby/strategies/new]\n"
        )
        == []
    )


def test_a_new_entry_is_offered_once_the_schemas_are_written_again(server: list[str], tmp_path: Path) -> None:
    """An editor that watches the file of ids need not be started again."""
    shutil.copytree(EXAMPLE, tmp_path / "playbooks")
    write_schemas(tmp_path, "--modelines")
    tactic = tmp_path / "playbooks/merrowby/tactics/one-good-answer.yml"
    line = tactic.read_text("utf-8").partition("\n")[0]
    with Editor(server, tmp_path) as plain:
        first, second = (tactic.with_name(f"{name}.yml") for name in ("first", "second"))
        assert "night-desk" not in offered(plain, first, f"{line}\ntitle: X\nowner: |")
        (tmp_path / "playbooks/merrowby/roles/night-desk.yml").write_text("title: Night desk\npurpose: Y\n")
        write_schemas(tmp_path)
        plain.changed(tmp_path / ".gameplan/merrowby/ids.json")
        items = offered(plain, second, f"{line}\ntitle: X\nowner: |")
        assert words_of(items["night-desk"]) == "Night desk"
