"""The forty mistakes: one run says every one of them, each at its exact place, and nothing else.

The example playbook is copied and a mistake of each class planted in it. In the text that is put in,
«…» marks what the finding must underline; lines and columns follow from the marks. A mistake with
`also` needs a second change somewhere to come about.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from gameplan.diagnostics import Diagnostic
from gameplan.loader import Loaded, load
from gameplan.settings import Limits
from gameplan.source import Place, from_folder
from small import SMALL, load_both, load_small, marked

EXAMPLE = Path(__file__).parent.parent / "playbooks"


class Mistake(NamedTuple):
    """`old` becomes `new` in `file` (a new file where `old` is empty); `near` is the word that is proposed."""

    file: str
    old: str
    new: str
    code: str
    near: str = ""
    says: str = ""
    also: tuple[str, str, str] | None = None
    related: str = ""


MISTAKES: dict[str, Mistake] = {
    # --- the text -----------------------------------------------------------------------------
    "a text that begins with [": Mistake(
        "tactics/summer-story-swap.yml",
        "summary: Leave a card about a book you loved, take home a stranger's.",
        "summary: «[[tactics/shelf-notes|Shelf notes]] on cards»",
        "SYN10",
        says='"[[tactics/shelf-notes|Shelf notes]] on cards"',
    ),
    "a text with a colon": Mistake(
        "tactics/quays-joining-desk.yml",
        "message: It is free, it takes five minutes, and your neighbour is in already.",
        "message: «Good news: it is free»",
        "SYN10",
        says='"Good news: it is free"',
    ),
    "a quote never closed": Mistake(
        "strategies/readers-do-the-talking.yml",
        "title: Let readers do the talking",
        'title: «"Let readers do the talking»',
        "SYN14",
    ),
    "a tab": Mistake(
        "rules/photo-shows-a-visitor.yml",
        "  - Crop, choose the one from behind",
        "«\t»- Crop, choose the one from behind",
        "SYN12",
    ),
    "a merge that was not finished": Mistake(
        "rules/false-account.yml", 'number: "S7"\n', '«<<<<<<< HEAD»\nnumber: "S7"\n', "SYN04"
    ),
    "no space after a colon": Mistake(
        "insights/questions-after-hours.yml",
        "reviewed: 2026-02-12",
        "«reviewed:»2026-02-12",
        "SYN09",
        says="reviewed: …",
    ),
    "a handle in a list": Mistake(
        "roles/reader-panel.yml",
        "authority: [May ask for any post to be looked at again]",
        "authority: [May ask for any post, «@panel may wait»]",
        "SYN10",
        says='"@panel may wait"',
    ),
    "a text cut by a hashtag": Mistake(
        "channels/quays-instagram.yml",
        "summary: Paused until somebody from the Quays wants to run it with us.",
        "summary: Paused, see «#QuaysLibrary for more»",
        "SYN11",
        says='"Paused, see #QuaysLibrary for more"',
    ),
    "a field written twice": Mistake(
        "policies/image-consent.yml",
        "sponsor: service-director\n",
        "sponsor: service-director\n«owner»: head-of-comms\n",
        "SYN13",
        related="policies/image-consent.yml: owner",
    ),
    "an id written twice in a list file": Mistake(
        "tools.yml",
        "writing-assistants:\n",
        "«instagram»:\n  title: Instagram again\nwriting-assistants:\n",
        "SYN13",
        related="tools.yml: instagram",
    ),
    "an anchor": Mistake(
        "strategies/meet-the-quays.yml",
        "tags: [Quays, membership]",
        "tags: [«&Quays» harbour, membership]",
        "SYN06",
    ),
    "an invisible sign": Mistake(
        "procedures/lost-phone.yml", "", "title: Lost«\u200b» phone\ntrigger: A phone is lost.\n", "SYN03"
    ),
    "an empty file": Mistake("tactics/later.yml", "", "«»", "SYN15"),
    "a reply that YAML takes for a field": Mistake(
        "rules/question-in-public.yml",
        "dont:\n",
        "dont:\n  - «Reply: thank you»\n",
        "SYN10",
        says='"Reply: thank you"',
    ),
    # --- shape --------------------------------------------------------------------------------
    "an unknown field": Mistake(
        "tactics/evening-reply-rota.yml",
        "implements: [be-the-evening-desk]",
        "«implement»: [be-the-evening-desk]",
        "SHP01",
        "implements",
    ),
    "the kind in the place of the verb": Mistake(
        "tactics/live-questions.yml",
        "implements: [be-the-evening-desk]",
        "«strategies»: [be-the-evening-desk]",
        "SHP01",
        says="Did you mean 'implements'?",
    ),
    "several where one belongs": Mistake(
        "tactics/live-questions.yml",
        "owner: duty-editor",
        "owner: «[duty-editor, head-of-comms]»",
        "SHP02",
        says="Write one of them without brackets: `owner: duty-editor`.",
    ),
    "an unknown field within a record": Mistake(
        "strategies/be-the-evening-desk.yml",
        "    mitigation: Nobody does more",
        "    «mitigaton»: Nobody does more",
        "SHP01",
        "mitigation",
    ),
    "an id where none belongs": Mistake(
        "tactics/shelf-notes.yml",
        "title: Shelf notes\n",
        "«id»: shelf-notes\ntitle: Shelf notes\n",
        "SHP01",
        says="delete this line",
    ),
    "an unknown word of a choice": Mistake(
        "tactics/evening-reply-rota.yml", "type: activity", "type: «activty»", "SHP04", "activity"
    ),
    "an unknown word without a near one": Mistake(
        "tactics/one-good-answer.yml",
        "mode: serve",
        "mode: «shout»",
        "SHP04",
        says="It is one of listen (we find out), ask (we invite),",
    ),
    "a visibility misspelt": Mistake(
        "insights/a-neighbours-word.yml",
        "    title: Joining slips\n",
        "    title: Joining slips\n    visibility: «intern»\n",
        "SHP04",
        "internal",
    ),
    "a status that is worked out": Mistake(
        "channels/friday-newsletter.yml",
        "type: branded\n",
        "type: branded\nstatus: «overdue»\n",
        "SHP04",
        says="active",
    ),
    "a kind that cannot be renamed": Mistake(
        "playbook.yml", "labels: {tactics: Plays}", "labels: {«tactic»: Plays}", "SHP04", "tactics"
    ),
    "a waiver for no check": Mistake(
        "channels/director-linkedin.yml",
        "language: English\n",
        "language: English\nwaivers:\n  «CHN2»: {reason: A personal account has one key, until: 2027-08-31}\n",
        "SHP04",
    ),
    "a list where a text belongs": Mistake(
        "tactics/one-good-answer.yml",
        "effort: Two hours a week",
        "effort: «[two, hours]»",
        "SHP02",
        says="must be text",
    ),
    "a text where a list belongs": Mistake(
        "tactics/shelf-notes.yml",
        "reaches: [regular-readers, evening-borrowers]",
        "reaches: «regular-readers»",
        "SHP02",
        says="[regular-readers]",
    ),
    "an empty item": Mistake(
        "tactics/one-good-answer.yml", "steps:\n", "steps:\n  «-»\n", "SHP02", says="item 1 of steps is empty"
    ),
    "a word for a number": Mistake(
        "metrics.yml", "{on: 2026-05-31, value: 17}", "{on: 2026-05-31, value: «seventeen»}", "SHP02"
    ),
    "a number with a comma": Mistake(
        "objectives.yml",
        "baseline: {value: 412,",
        'baseline: {value: «"1,412"»,',
        "SHP02",
        says="without commas or units: 1412",
    ),
    "neither yes nor no": Mistake(
        "channels/main-instagram.yml", "mfa: true", "mfa: «maybe»", "SHP02", says="true or false"
    ),
    "parts as a list": Mistake(
        "procedures/drill.yml",
        "",
        "title: Drill\ntrigger: Once a year.\nphases:\n  «- title: One»\n",
        "SHP02",
        says="an id of its own",
    ),
    "a required field missing in a list file": Mistake(
        "goals.yml",
        "quays-at-home:\n  title: The Quays feel at home here\n",
        "«quays-at-home»:\n",
        "SHP03",
        says="title is missing",
    ),
    "a required field missing in a file": Mistake(
        "procedures/fire.yml", "", "«title: A fire»\nphases: {}\n", "SHP03", says="trigger is missing"
    ),
    "a required field missing in a part": Mistake(
        "policies/social-media.yml",
        '  own-account:\n    title: On your own account\n    number: "5"\n    strength: should\n',
        '  «own-account»:\n    title: On your own account\n    number: "5"\n',
        "SHP03",
        says="strength is missing",
    ),
    "a required field left empty": Mistake(
        "metrics.yml", "  unit: visits a week", "  «unit»:", "SHP03", says="unit is empty"
    ),
    "a limit with two sides": Mistake(
        "policies/image-consent.yml",
        "limit: {at_most: 2, unit",
        "limit: «{»at_least: 1, at_most: 2, unit",
        "SHP03",
        says="here is both",
    ),
    "a playbook without a manifest": Mistake(
        "../quays",
        "",
        "«»",
        "SHP03",
        says="has no playbook.yml",
        also=("../quays/roles/x.yml", "", "title: X\npurpose: Y\n"),
    ),
    "a relation written from the wrong end": Mistake(
        "strategies/write-it-once.yml",
        "part_of: be-the-evening-desk\n",
        "part_of: be-the-evening-desk\n«implemented_by»: [one-good-answer]\n",
        "SHP05",
        says="implements: [write-it-once]",
        related="tactics/one-good-answer.yml: title: One good answer a week",
    ),
    "a relation of a part written from the wrong end": Mistake(
        "policies/social-media.yml",
        "    statement: Correct it in the same place",
        "    «enforced_by»: [we-got-it-wrong]\n    statement: Correct it in the same place",
        "SHP05",
        says="enforces: [social-media#corrections]",
        related="rules/we-got-it-wrong.yml: title: We got something wrong",
    ),
    "a folder misspelt": Mistake("tactic/x.yml", "", "«»title: X\n", "SHP06", "tactics/"),
    "a list file misspelt": Mistake("goal.yml", "", "«»x: {title: X}\n", "SHP06", "goals.yml"),
    "a file of another kind": Mistake(
        "tactics/notes.txt", "", "«»Remember the milk.\n", "SHP06", says="not a YAML file"
    ),
    "a file too deep": Mistake(
        "tactics/evening/x.yml", "", "«»title: X\n", "SHP06", says="merrowby/tactics/x.yml"
    ),
    "a file beside the playbooks": Mistake(
        "../x.yml", "", "«»title: X\n", "SHP06", says="belongs to no playbook"
    ),
    "a file name that is no id": Mistake(
        "tactics/Evening_Chat.yml", "", "«»title: Chat\n", "SHP07", "evening-chat"
    ),
    "a reserved file name": Mistake("tactics/index.yml", "", "«»title: Index\n", "SHP07", says="reserved"),
    "a key that is no id": Mistake(
        "principles.yml",
        "lend-the-microphone:\n",
        "«Be_Kind»:\n  title: Be kind\n  statement: Be kind.\nlend-the-microphone:\n",
        "SHP07",
        "be-kind",
    ),
    "a question called like an outcome": Mistake(
        "guides/can-i-post-this.yml",
        "  consent:\n    ask: Is their",
        "  «stop»:\n    ask: Why?\n  consent:\n    ask: Is their",
        "SHP07",
    ),
    "a day that does not exist": Mistake(
        "tactics/shelf-notes.yml", "starts: 2026-04-20", "starts: «2026-02-30»", "SHP08", says="no such day"
    ),
    "a date in another form": Mistake(
        "channels/main-mastodon.yml",
        "opened: 2023-01-23",
        "opened: «23.1.2023»",
        "SHP08",
        says="year-month-day",
    ),
    "a length of time in words": Mistake(
        "rules/hostile-comment.yml", "respond_within: 4h", "respond_within: «four hours»", "SHP08", says="4h"
    ),
    "a link that runs a script": Mistake(
        "playbook.yml",
        'url: "https://press.merrowby.example/"',
        'url: «"javascript:alert(1)"»',
        "SHP09",
        says="javascript",
    ),
    # --- references ---------------------------------------------------------------------------
    "a reference to nothing": Mistake(
        "tactics/evening-reply-rota.yml",
        "runs_on: [main-instagram, main-mastodon]",
        "runs_on: [main-instagram, «main-mastadon»]",
        "REF01",
        "main-mastodon",
        related="channels/main-mastodon.yml: title: Merrowby Libraries on Mastodon",
    ),
    "a role that is told, misspelt": Mistake(
        "rules/journalist-asks.yml",
        "service-director: 1h}",
        "«service-drector»: 1h}",
        "REF01",
        "service-director",
    ),
    "a level misspelt": Mistake(
        "rules/we-got-it-wrong.yml", "escalates_to: amber", "escalates_to: «ambre»", "REF01", "amber"
    ),
    "a metric misspelt": Mistake(
        "objectives.yml", "    repeat-visits:\n", "    «repeat-visit»:\n", "REF01", "repeat-visits"
    ),
    "a playbook that is not there": Mistake(
        "playbook.yml", "extends: [council]", "extends: [council, «corporate»]", "REF01"
    ),
    "a role of a playbook that is not there": Mistake(
        "channels/main-mastodon.yml",
        "editor: duty-editor",
        "editor: «merowby/roles/duty-editor»",
        "REF01",
        "merrowby",
    ),
    "another kind of thing": Mistake(
        "tactics/one-good-answer.yml",
        "moves: [repeat-visits, second-contacts]",
        "moves: [«fewer-wasted-trips», second-contacts]",
        "REF02",
        says="is an objective",
        related="objectives.yml: fewer-wasted-trips",
    ),
    "a whole where a part belongs": Mistake(
        "rules/hostile-comment.yml",
        "enforces: [social-media#reply-cap, social-media-conduct#three-replies]",
        "enforces: [«social-media»]",
        "REF02",
        says="social-media#",
    ),
    "an id used in a folder and in the list file": Mistake(
        "audiences/quays-households.yml",
        "",
        "«title: Quays households»\n",
        "REF03",
        related="audiences.yml: quays-households",
    ),
    "an old id that is in use": Mistake(
        "tactics/live-questions.yml",
        "formerly: [thursday-q-and-a]",
        "formerly: [thursday-q-and-a, «shelf-notes»]",
        "REF04",
        related="tactics/shelf-notes.yml: id: shelf-notes",
    ),
    "an old id claimed twice": Mistake(
        "tactics/reels-three-times-a-week.yml",
        "replaced_by: shelf-notes\n",
        "replaced_by: shelf-notes\nformerly: [«thursday-q-and-a»]\n",
        "REF04",
        related="tactics/live-questions.yml: thursday-q-and-a",
    ),
    "a circle of two": Mistake(
        "roles/head-of-comms.yml",
        "deputy: outreach-lead",
        "deputy: «outreach-lead»",
        "REF05",
        says="head-of-comms → outreach-lead → head-of-comms",
        also=("roles/outreach-lead.yml", "deputy: engagement-lead", "deputy: head-of-comms"),
        related="roles/outreach-lead.yml: head-of-comms",
    ),
    "a circle of one": Mistake(
        "objectives.yml",
        "leads_to: [fewer-wasted-trips]",
        "leads_to: [«answer-same-day»]",
        "REF05",
        says="answer-same-day → answer-same-day",
    ),
    "a part that does not exist": Mistake(
        "rules/question-in-public.yml",
        "enforces: [social-media#borrower-privacy, data-online#into-the-right-room]",
        "enforces: [«social-media#borrower-privcy»]",
        "REF06",
        "borrower-privacy",
        related="policies/social-media.yml: borrower-privacy",
    ),
    "an answer that leads nowhere": Mistake(
        "guides/can-i-post-this.yml",
        '{if: "One of the library\'s", then: people}',
        '{if: "One of the library\'s", then: «peple»}',
        "REF06",
        "people",
    ),
    "a reference in prose to nothing": Mistake(
        "vision.yml",
        "see [[strategies/be-the-evening-desk]].",
        "see [[«strategies/be-the-evening-dsk»]].",
        "REF01",
        "strategies/be-the-evening-desk",
    ),
    "a reference in prose without its kind, behind an emoji": Mistake(
        "roles/branch-responder.yml",
        "Answers the queue on the evenings of the rota",
        "Answers 👩‍💻 on the [[«evening-reply-rota»|rota]]",
        "REF01",
        "tactics/evening-reply-rota",
    ),
    "a reference in prose to a part that is not there": Mistake(
        "rules/abuse-in-comments.yml",
        "[[escalation#red|level red]]",
        "[[«escalation#blood-red»|level red]]",
        "REF06",
    ),
    # --- safety -------------------------------------------------------------------------------
    "a password in a sentence": Mistake(
        "channels/main-instagram.yml",
        "stored: Council key vault",
        'stored: "Key vault, password: «Tr0ub4dor&3»"',
        "SAF01",
    ),
    "a field for a password": Mistake(
        "channels.yml", "quays-library-cat:\n", "quays-library-cat:\n  password: «hunter2»\n", "SAF01"
    ),
    "a token": Mistake(
        "channels/friday-newsletter.yml",
        "records: Every issue",
        "records: «ghp_16C7e42F292c6912E7710c838347Ae178B4a» every issue",
        "SAF01",
    ),
    "recovery codes": Mistake(
        "tools.yml", "  data: Nothing at all.", '  data: "Codes «4821-9930», 7712-0045"', "SAF01"
    ),
}


def place_in(text: str, at: int) -> tuple[int, int]:
    before = text[:at]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / "merrowby" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    if old:
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{file}: {old!r} is there {text.count(old)} times"
        new = text.replace(old, new)
    path.write_text(new, "utf-8")


class Planted(NamedTuple):
    loaded: Loaded
    expected: dict[tuple[str, int, int, str], tuple[str, str]]
    """Place and code to (name of the mistake, marked text)."""

    def finding(self, name: str) -> Diagnostic:
        (key,) = [k for k, (n, _) in self.expected.items() if n == name]
        return next(f for f in self.loaded.findings if key == (f.place.path, *f.place.span[:2], f.code))


def shown(file: str) -> str:
    return (Path("playbooks/merrowby") / file).as_posix().replace("merrowby/../", "")


@pytest.fixture(scope="module", params=[False, True], ids=["C parser", "pure parser"])
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The example playbook with all mistakes in it, read once."""
    folder = tmp_path_factory.mktemp("site") / "playbooks"
    shutil.copytree(EXAMPLE, folder)
    expected = {}
    for mistake in MISTAKES.values():
        if mistake.file != "../quays":
            change(folder, mistake.file, mistake.old, mistake.new)
        if mistake.also:
            change(folder, *mistake.also)
    texts = {}
    for path in folder.rglob("*"):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            texts[f"playbooks/{name}"] = path.read_text("utf-8")
            path.write_text(texts[f"playbooks/{name}"].replace("«", "").replace("»", ""), "utf-8")
    for name, mistake in MISTAKES.items():
        path = shown(mistake.file)
        inside = mistake.new.split("«")[1].split("»")[0]
        text = texts.get(path, "«»")
        at = text.index(mistake.new) + mistake.new.index("«") if mistake.file != "../quays" else 0
        line, column = place_in(text[:at].replace("«", "").replace("»", ""), at)
        key = (path, line, column, mistake.code)
        assert key not in expected, f"{name} and {expected[key]} cannot be told apart"
        expected[key] = (name, inside)
    sources = from_folder(folder, shown_as="playbooks", max_bytes=10**6)
    return Planted(load(sources, Limits(), pure=request.param), expected)


def test_there_are_at_least_forty_mistakes() -> None:
    """The acceptance test asks for forty; each stands for a class."""
    assert len(MISTAKES) >= 40


def test_one_run_says_all_of_them_at_their_places_and_nothing_else(planted: Planted) -> None:
    """What is missing, and what is said too much, is printed by name."""
    found = {(f.place.path, *f.place.span[:2], f.code): f for f in planted.loaded.findings}
    missed = {name: key for key, (name, _) in planted.expected.items() if key not in found}
    too_much = [(key, f.message) for key, f in found.items() if key not in planted.expected]
    assert (missed, too_much) == ({}, [])
    assert len(planted.loaded.findings) == len(MISTAKES)


@pytest.mark.parametrize("name", [n for n, m in MISTAKES.items() if "«»" not in m.new])
def test_exactly_the_wrong_text_is_marked(planted: Planted, name: str) -> None:
    """Not the line, not the whole list: the word that has to change."""
    inside = MISTAKES[name].new.split("«")[1].split("»")[0]
    finding = planted.finding(name)
    if finding.code == "SAF01":
        inside = "•" * len(inside)
    if planted.loaded.texts.get(finding.place.path):
        assert (
            marked(planted.loaded, finding).startswith(inside)
            if inside == "{"
            else marked(planted.loaded, finding) == inside
        )


@pytest.mark.parametrize("name", [n for n, m in MISTAKES.items() if m.near or m.says])
def test_the_message_holds_the_cure(planted: Planted, name: str) -> None:
    """The near word where there is one, else what to write."""
    mistake, finding = MISTAKES[name], planted.finding(name)
    if mistake.near:
        assert mistake.near in finding.help
    assert mistake.says in f"{finding.message} {finding.help}"


@pytest.mark.parametrize("name", [n for n, m in MISTAKES.items() if m.related])
def test_the_other_end_is_shown(planted: Planted, name: str) -> None:
    """Two places belong to a clash, and the place where a relation belongs to one written backwards."""
    file, _, text = MISTAKES[name].related.partition(": ")
    others = planted.finding(name).related
    assert (shown(file), text) in [
        (label.place.path, text_at(planted.loaded, label.place)) for label in others
    ]


def text_at(loaded: Loaded, place: Place) -> str:
    span = place.span
    return loaded.texts[place.path][span.line - 1][span.column - 1 : span.end_column - 1]


def test_messages_are_sentences_without_jargon(planted: Planted) -> None:
    """Editors read them; a Python or schema term would tell them nothing."""
    for finding in planted.loaded.findings:
        words = f"{finding.message} {finding.help} {finding.label}".lower()
        assert finding.message.endswith("."), finding.message
        for jargon in (
            "none",
            "nonetype",
            "traceback",
            "exception",
            "scalar",
            "sequence",
            "node",
            "token",
            "schema",
            "str ",
            "dict",
        ):
            assert jargon not in words.split() or jargon == "token", (jargon, finding.message)


def test_secrets_are_not_repeated(planted: Planted) -> None:
    """A message may end up in a public log."""
    for finding in planted.loaded.findings:
        if finding.code == "SAF01":
            assert finding.secret
            text = marked(planted.loaded, finding)
            assert text not in f"{finding.message} {finding.help} {finding.label}"


def test_findings_know_whom_they_are_about(planted: Planted) -> None:
    """The address lets a page or an editor gather what is wrong with one entry."""
    for finding in planted.loaded.findings:
        if finding.code[:3] in ("SHP", "REF", "SAF") and finding.code not in ("SHP06", "SHP07"):
            assert finding.address, finding
    about = planted.finding("a required field missing in a part")
    assert about.address == "merrowby/policies/social-media#own-account"
    assert planted.finding("an unknown field").address == "merrowby/tactics/evening-reply-rota"


def test_the_playbook_without_mistakes_is_clean() -> None:
    """Otherwise the table above would prove nothing."""
    sources = from_folder(EXAMPLE, shown_as="playbooks", max_bytes=10**6)
    assert load(sources, Limits()).findings == ()


# --- what a newcomer wrote, one at a time ---------------------------------------------------------


class Slip(NamedTuple):
    """A text for `file`, «…» around what is marked; the only finding has `code` and says all of `cure`.

    `without` is what it must not say, because it would make matters worse.
    """

    file: str
    text: str
    code: str
    cure: str
    without: str = "\0"


def tactic(text: str, *slip: str) -> Slip:
    return Slip("tactics/x", f"title: X\n{text}", *slip)


def rule(text: str, *slip: str) -> Slip:
    return Slip("rules/r", f"title: R\nwhen: W.\naction: reply\n{text}", *slip)


def guide(text: str, *slip: str) -> Slip:
    before = "title: G\nquestion: Q?\nstart: a\nquestions:\n  a:\n    ask: A?\n    answers:"
    return Slip("guides/g", f"{before}{text}", *slip)


SLIPS: dict[str, Slip] = {
    # an item that YAML would read into the text above
    "a hyphen too deep": tactic(
        "steps:\n  - Book the café\n    «- the one on the quay»\n  - Eat",
        "SYN10",
        "Put it under the hyphen above: delete 2 spaces before it. If it is all one text, put quotes",
    ),
    "a hyphen below a text": tactic(
        "steps: Book the café\n  «- the one on the quay»",
        "SYN10",
        "For a list, begin the text above on a line of its own",
    ),
    "a hyphen too deep below a field of an item": tactic(
        "links:\n  - url: https://a.example\n    title: The\n      «- rota»",
        "SYN10",
        "put quotes around the whole",
    ),
    "a hyphen too deep before a colon": tactic(
        "steps:\n  - Ask\n    «- Book: the café»", "SYN10", "Put it under the hyphen above: delete 2 spaces"
    ),
    "a hyphen too deep below an item with fields": tactic(
        "links:\n  - title: T\n    url: https://a.example\n    «- title: U»",
        "SYN09",
        "Delete 2 spaces before the hyphen, so that it stands under the hyphen (line 3).",
    ),
    # hyphens and spaces
    "hyphens without a space": tactic(
        "steps:\n  «-A»sk\n  -Book", "SYN09", "Put a space after each hyphen", "brackets"
    ),
    "one hyphen without a space": tactic(
        "steps:\n  - Ask\n  «-B»ook\n  - Eat", "SYN09", "Put a space after each hyphen"
    ),
    "hyphens at the very left without a space": tactic(
        "steps:\n-Ask\n«-B»ook", "SYN09", "Put a space after each hyphen"
    ),
    "one space too many": tactic(
        "«summary: S»".replace("«", " «"),
        "SYN09",
        "Delete the space before 'summary', so that it stands under 'title' (line 1).",
    ),
    "three spaces too many": tactic(
        "number: N\n   «summary: S»", "SYN09", "Delete 3 spaces before 'summary'"
    ),
    "one space too many in an item": tactic(
        "links:\n  - title: T\n     «url: https://a.example»",
        "SYN09",
        "Delete the space before 'url', so that it stands under 'title' (line 3).",
    ),
    "one space too few in an item": tactic(
        "links:\n  - title: T\n   «url: https://a.example»", "SYN09", "Put 1 more space before 'url'"
    ),
    "a hyphen that stands between two levels": tactic(
        "links:\n    - title: T\n      url: https://a.example\n   «- title: U»",
        "SYN09",
        "Put 1 more space before the hyphen",
    ),
    "a first line that is indented": Slip(
        "tactics/x", " «title: X»\nnumber: N", "SYN09", "Delete the space before 'title'."
    ),
    "first lines that are indented": Slip(
        "tactics/x",
        "  «title: X»\n  number: N\nsummary: S",
        "SYN09",
        "Delete 2 spaces at the beginning of each line from 1 to 2.",
    ),
    "an apostrophe in front": Slip(
        "tactics/x",
        "title: «'tis the season»",
        "SYN14",
        'Put double quotes around the text: "\'tis the season"',
        "Close it",
    ),
    "a single quote never closed": Slip(
        "tactics/x",
        "title: «'Evening rota»",
        "SYN14",
        "Close it with ' at the end of the text. If it is an apostrophe, put double quotes",
    ),
    # lists
    "a sentence with commas for a list": tactic(
        "steps: «Ask Ann, Bob and Cy»",
        "SHP02",
        "below `steps:`, behind a hyphen: `- Ask Ann, Bob and Cy`",
        "[",
    ),
    "ids with commas for a list": tactic("runs_on: «a, b»", "SHP02", "Write it as a list: `runs_on: [a, b]`"),
    "words with commas for a list": tactic("tags: «tea, cake»", "SHP02", "`tags: [tea, cake]`"),
    "an address for a list of links": tactic(
        "links: «https://a.example»", "SHP02", "behind a hyphen: `- {title: ", "[https"
    ),
    "fields for a list of texts": tactic(
        "steps:\n  «Ask: the desk»",
        "SHP02",
        'Begin each item with a hyphen, and put quotes around its text: `- "Ask: the desk"`',
    ),
    "fields in the place of a text": tactic(
        "steps:\n  - «Ask: Ann\n    Book: it»",
        "SHP02",
        'A colon with a space behind it makes a field of a text. If it is one text, put quotes around it: "Ask: Ann Book: it"',
    ),
    "braces in the place of a text": tactic("steps:\n  - «{do: it, by: me}»", "SHP02", "without braces"),
    "a list in the place of a text": tactic(
        "steps:\n  - «- Ask»", "SHP02", "without brackets or another hyphen"
    ),
    "one link without its hyphen": tactic(
        "links:\n  «title: T\n  url: https://a.example»",
        "SHP02",
        "Put a hyphen before the first field of each, and indent the others like it: `- title: …`",
    ),
    # parts and records
    "a text in the place of a reply": rule(
        "replies:\n  hold: «Thanks for telling us»",
        "SHP02",
        "Write `hold:`, and on the next line, indented further, `text: Thanks for telling us`.",
    ),
    "nothing in the place of a reply": rule("replies:\n  «hold»:", "SHP02", "indented further, `text: …`."),
    "a text in the place of a level": Slip(
        "escalation",
        "levels:\n  red: «Crisis»",
        "SHP02",
        "Write `red:`, and on the next line, indented further, `title: Crisis`.",
    ),
    "a text in the place of a question": Slip(
        "guides/g",
        "title: G\nquestion: Q?\nstart: a\nquestions:\n  a: «Is it ours?»",
        "SHP02",
        "`ask: Is it ours?`",
    ),
    "a text in the place of a channel": Slip(
        "channels",
        "«main»: Our main account",
        "SHP02",
        "Write `main:`, and on the next line, indented further, `title: Our main account`.",
    ),
    "a number in the place of a target": Slip(
        "objectives/o",
        "title: O\nmeasured_by:\n  m: {target: «40»}",
        "SHP02",
        "For example: `target: {value: 40, due: 2026-12-31}`",
    ),
    "answers without if and then": guide(
        "\n      «yes: go\n      no: stop»",
        "SHP02",
        'Begin each item with a hyphen: `- {if: "yes", then: go}`',
    ),
    "an answer without if and then": guide("\n      - «yes: go»", "SHP02", 'Write `- {if: "yes", then: go}`'),
    # names of fields
    "a field in capitals": Slip("tactics/x", "«Title»: X", "SHP01", "Write 'title', in small letters."),
    "a field with a hyphen": tactic("«call-to-action»: Come", "SHP01", "Write 'call_to_action'."),
    "a field without its s": tactic("«step»: [Ask]", "SHP01", "Write 'steps'."),
    "a field that nothing is like": tactic(
        "«glossary»: words", "SHP01", "Delete the line, or say it in `description`."
    ),
    # words of a choice
    "a word that is dangerously near": Slip(
        "rules/r",
        "title: R\nwhen: W.\naction: «delete»",
        "SHP04",
        "hide (hide it and keep a copy), block (block the account)",
        "Did you",
    ),
    "a word that means the opposite": Slip(
        "rules/r", "title: R\nwhen: W.\naction: «unblock»", "SHP04", "It is one of", "Did you"
    ),
    "a word with two letters swapped": tactic("status: «actvie»", "SHP04", "Did you mean 'active'?"),
    "a word with a space": Slip(
        "rules/r", "title: R\nwhen: W.\naction: «do not post»", "SHP04", "Did you mean 'do-not-post'?"
    ),
    # links
    "a link in a text without https": tactic(
        "summary: See [our site](«www.x.example/a») and `[b](www.y.example)`",
        "SHP09",
        "Write https://www.x.example/a",
    ),
    "a link below a text without https": tactic(
        "summary: |\n  See [our site][1].\n\n  [1]: «www.x.example»", "SHP09", "Write https://www.x.example"
    ),
    "an address without https": tactic(
        "links: [{title: T, url: «www.x.example»}]", "SHP09", "Write https://www.x.example"
    ),
    # what must not be there
    "a password in the place of a vault": Slip(
        "channels/c", "title: C\naccess:\n  stored: «Hunter2!kitty»", "SAF01", "name the vault"
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_of_a_newcomer_is_one_message_with_its_cure(name: str) -> None:
    """Each was made by somebody who does not program, and answered in a way that did not help."""
    slip = SLIPS[name]
    metric = {"m/metrics/m.yml": "title: M\ndefinition: D.\nunit: replies\n"}
    loaded = load_small({**metric, f"m/{slip.file}.yml": slip.text.replace("«", "").replace("»", "") + "\n"})
    (finding,) = loaded.findings
    assert finding.code == slip.code
    place = (finding.place.span.line, finding.place.span.column)
    assert place == place_in(slip.text.split("«")[0], len(slip.text.split("«")[0]))
    inside = slip.text.split("«")[1].split("»")[0]
    assert marked(loaded, finding) == ("•" * len(inside) if slip.code == "SAF01" else inside)
    assert slip.cure in finding.help
    assert slip.without not in finding.help


@pytest.mark.parametrize(
    "text",
    [
        'steps:\n  - "Book the café\n    - the one"',
        "steps:\n  - >-\n    Book the café\n    - the one",
        "summary: |\n  We offer\n  - tea\n  - cake",
        "steps:\n  - Book the café\n    -the one",
        "steps:\n  - Book the café -\n    the one",
        "steps: [Book the café\n    - the one]",
        "summary: -ish",
        "summary: See [our page](www/) and www.x.example",
    ],
)
def test_what_only_looks_like_such_a_slip_is_left_alone(text: str) -> None:
    """Text between quotes or below a block mark says what it is."""
    assert load_small({"m/tactics/x.yml": f"title: X\n{text}\n"}).findings == ()


@pytest.mark.parametrize(
    "stored",
    [
        "1Password",
        "Vault 2, shelf #3B",
        "KeePass-2.5",
        "https://vault.example/Team2?x=1",
        "It.Desk2@council.example",
        "Safe/Room2B",
        "council password vault",
        "C:\\Vault2\\Keys",
    ],
)
def test_the_name_of_a_vault_is_no_password(stored: str) -> None:
    assert load_small({"m/channels/c.yml": f"title: C\naccess: {{stored: '{stored}'}}\n"}).findings == ()


@pytest.mark.parametrize(
    ("name", "real"),
    [
        ("tactics/b.yml.txt", "b.yml"),
        ("goals.yml.txt", "goals.yml"),
        ("vision.yaml.txt", "vision.yaml"),
        ("playbook.yml.txt", "playbook.yml"),
    ],
)
def test_an_ending_that_an_editor_added_is_taken_off_again(name: str, real: str) -> None:
    """And what refers to the file is not blamed: it is there, under a name that nobody sees."""
    files = {**SMALL, f"m/{name}": "title: B\n", "m/tactics/x.yml": "title: X\npart_of: b\n"}
    if name != "tactics/b.yml.txt":
        files |= {"m/tactics/b.yml": "title: B\n"}
    files = {file: text for file, text in files.items() if file != f"m/{real}"}
    (finding,) = load_both(files).findings
    assert (finding.code, finding.place.path) == ("SHP06", f"playbooks/m/{name}")
    assert finding.help.startswith(f"Rename it to {real}.")


def test_a_field_that_was_meant_is_read_as_such() -> None:
    """Its value counts, so that nothing else is said to be missing; what is wrong in it is said too."""
    loaded = load_small({"m/tactics/x.yml": "Title: X\nImplement: [evening]\nOwner: editr\n"})
    assert [d.code for d in loaded.findings] == ["SHP01", "SHP01", "SHP01", "REF01"]
    tactic = loaded.graph.find("m/tactics/x")
    assert tactic is not None
    assert tactic["title"] == "X"
    assert [e.target for e in loaded.graph.out_of("m/tactics/x")] == ["m/strategies/evening"]


def test_a_field_written_twice_in_two_ways_counts_once() -> None:
    """Then the other is not missing, and which of the two is meant is for the author to say."""
    loaded = load_small({"m/tactics/x.yml": "title: X\nTitle: Y\n"})
    assert [(d.code, d.place.span.line) for d in loaded.findings] == [("SHP01", 2)]
