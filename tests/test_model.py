"""The model says each thing once: kinds, fields and relations fit together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from gameplan.document import Mapping, read
from gameplan.model import KINDS, LISTED, SECTIONS, SINGLETONS, Entity
from gameplan.model.fields import Field, Reading, Shows, Structure, Target, read_fields
from gameplan.model.relations import RELATIONS, reverses_at
from gameplan.model.states import current_holders, first_day, last_day, review_day, reviewed_together, states
from gameplan.model.types import (
    ChoiceType,
    ListOf,
    MeasuresType,
    NotifiesType,
    Part,
    PartsOf,
    RecordOf,
    RefType,
    WaiversType,
)
from gameplan.reports.json import as_json
from gameplan.reports.text import as_text
from gameplan.settings import Limits
from small import SMALL, briefs, load_both, load_small, marked

IMPLIED = {"advances", "mentions"}
"""Relations that nobody writes: every goal advances the vision, and prose mentions what it names."""


def structures() -> dict[type[Structure], str]:
    """Every class that carries fields, and where it is used: `policies`, `policies#clauses`, or the same for records."""
    found: dict[type[Structure], str] = {}

    def visit(cls: type[Structure], where: str) -> None:
        found.setdefault(cls, where)
        for field in cls.fields.values():
            for inner in inside(field.type):
                if isinstance(inner, PartsOf):
                    visit(inner.cls, f"{where}#{inner.cls.family}")
                elif isinstance(inner, RecordOf | MeasuresType | WaiversType):
                    visit(inner.cls, where)

    for plural, kind in KINDS.items():
        visit(kind, plural)
    return found


def inside(type: Any) -> Iterator[Any]:
    """A type and the types of its items."""
    yield type
    if isinstance(type, ListOf):
        yield from inside(type.item)


STRUCTURES = structures()
WITH_FIELDS = [pytest.param(cls, where, id=f"{where}.{cls.__name__}") for cls, where in STRUCTURES.items()]


def relations_of(field: Field[Any]) -> Iterator[tuple[str, tuple[Target, ...]]]:
    """The relations that a field makes, with what it may point at."""
    for inner in inside(field.type):
        if isinstance(inner, RefType):
            yield inner.relation, inner.targets
        elif isinstance(inner, NotifiesType):
            yield "notifies", RELATIONS["notifies"].targets
        elif isinstance(inner, MeasuresType):
            yield "measured_by", RELATIONS["measured_by"].targets


@pytest.mark.parametrize(("cls", "where"), WITH_FIELDS)
def test_a_relation_fits_the_field_that_makes_it(cls: type[Structure], where: str) -> None:
    """The registry names the kinds at both ends; a field cannot say otherwise."""
    for field in cls.fields.values():
        for name, targets in relations_of(field):
            relation = RELATIONS[name]
            assert where in relation.sources or relation.sources == ("*",), (
                f"{name} is not written in {where}"
            )
            assert set(targets) <= set(relation.targets) or relation.targets == (Target("*"),), field.name
            if issubclass(cls, (Entity, Part)):
                assert isinstance(field.type, RefType) != relation.many, (
                    f"{field.name}: n:1 is one id, n:m a list"
                )


def test_every_relation_is_written_somewhere_or_implied() -> None:
    """A verb that no field uses would be a word without a meaning."""
    used = {name for cls in STRUCTURES for field in cls.fields.values() for name, _ in relations_of(field)}
    assert used | IMPLIED == set(RELATIONS)


def test_every_source_of_a_relation_can_write_it() -> None:
    """The registry must not promise a field that is not there."""
    written = {
        (where, name)
        for cls, where in _all_places()
        for f in cls.fields.values()
        for name, _ in relations_of(f)
    }
    for relation in RELATIONS.values():
        for source in relation.sources:
            if source != "*" and relation.name not in IMPLIED:
                assert (source, relation.name) in written, f"{source} has no field for {relation.name}"


def _all_places() -> Iterator[tuple[type[Structure], str]]:
    def visit(cls: type[Structure], where: str) -> Iterator[tuple[type[Structure], str]]:
        yield cls, where
        for field in cls.fields.values():
            for inner in inside(field.type):
                if isinstance(inner, PartsOf):
                    yield from visit(inner.cls, f"{where}#{inner.cls.family}")
                elif isinstance(inner, RecordOf):
                    yield from visit(inner.cls, where)

    for plural, kind in KINDS.items():
        yield from visit(kind, plural)


def test_every_end_of_a_relation_exists() -> None:
    """A kind misspelt in the registry would never be found."""
    families = {f"{plural}#{kind.family()}" for plural, kind in KINDS.items() if kind.family()}
    for relation in RELATIONS.values():
        ends = {
            *relation.sources,
            *(f"{t.kind}#{t.family}" if t.family else t.kind for t in relation.targets),
        }
        assert ends - {"*"} <= {*KINDS, *families}, relation.name
        for words in (relation.verb, relation.verbs, relation.passive):
            assert words
            assert "_" not in words


@pytest.mark.parametrize("plural", KINDS)
def test_a_reverse_word_is_never_also_a_field(plural: str) -> None:
    """Otherwise writing it by hand would be a slip and right at once."""
    kind = KINDS[plural]
    assert not set(kind.reverses) & set(kind.fields)
    assert reverses_at(plural)


@pytest.mark.parametrize(("cls", "where"), WITH_FIELDS)
def test_a_field_says_what_it_is_for(cls: type[Structure], where: str) -> None:
    """Its sentence is the hover of an editor and the line in the reference; its label the heading on a page."""
    for name, field in cls.fields.items():
        assert field.doc.endswith("."), name
        assert field.doc[0].isupper(), name
        assert field.label, name
        assert field.label[0].isupper(), name
        assert "_" not in field.label, name
        assert isinstance(field.shows, Shows), name
        if isinstance(field.type, ChoiceType):
            for word, meaning in field.type.options.items():
                assert meaning.endswith("."), (name, word)


@pytest.mark.parametrize(("cls", "where"), WITH_FIELDS)
def test_the_example_of_a_field_is_right(cls: type[Structure], where: str) -> None:
    """An example that does not work is a mistake handed out to every reader."""
    for name, field in cls.fields.items():
        document = read(field.example.encode(), "example.yml", Limits())
        assert document.findings == (), name
        assert isinstance(document.root, Mapping), name
        assert [e.key.text for e in document.root.entries] == [name]
        reading = Reading("example.yml", "m/x", document.lines, 20_000)
        values = read_fields(cls, document.root, reading, "an example")
        assert reading.findings == [], name
        assert name in values
        assert reading.reversed == [], name


@pytest.mark.parametrize("plural", KINDS)
def test_a_kind_introduces_itself(plural: str) -> None:
    """`about` tops its index; the docstring opens its page of the reference."""
    kind = KINDS[plural]
    assert kind.about.endswith((".", "?"))
    assert kind.__doc__
    assert kind.__doc__.strip().split("\n")[0].endswith(".")
    assert kind.singular
    assert plural in SECTIONS.get(kind.section, ()) or kind.section == "home"


def test_the_kinds_are_those_of_the_design() -> None:
    """Folders, files and URLs are made of these words; they are a promise."""
    assert set(SINGLETONS) == {"playbook", "vision", "escalation"}
    assert sorted(LISTED) == sorted(
        "goals objectives metrics strategies tactics principles policies rules roles channels functions audiences "
        "insights tools guides procedures".split()
    )


def test_only_a_few_fields_are_required() -> None:
    """The schema asks for little, the linter for much (model.md, section 2)."""
    required = {
        plural: [f.name for f in kind.fields.values() if f.required] for plural, kind in KINDS.items()
    }
    assert required == {
        "playbook": ["title", "organisation"],
        "vision": ["statement"],
        "goals": ["title"],
        "objectives": ["title"],
        "metrics": ["title", "definition", "unit"],
        "strategies": ["title", "approach"],
        "tactics": ["title"],
        "insights": ["title", "statement"],
        "audiences": ["title"],
        "functions": ["title"],
        "rules": ["title", "when", "action"],
        "guides": ["title", "question", "start"],
        "escalation": [],
        "procedures": ["title", "trigger"],
        "roles": ["title", "purpose"],
        "policies": ["title", "purpose"],
        "principles": ["title", "statement"],
        "channels": ["title"],
        "tools": ["title"],
    }


def test_names_that_are_words_of_python_lose_their_underscore() -> None:
    """`for`, `if` and `ref` are what people write."""
    for cls in STRUCTURES:
        assert not any(name.endswith("_") for name in cls.fields)


# --- what follows from dates ------------------------------------------------------------------


def one(text: str, manifest: str = "", kind: str = "tactics") -> tuple[Any, Any]:
    """An entity and its playbook, from a few lines."""
    files = {f"m/{kind}/x.yml": f"title: X\n{text}"}
    if manifest:
        files["m/playbook.yml"] = SMALL["m/playbook.yml"] + manifest
    graph = load_small(files).graph
    return graph.entities[f"m/{kind}/x"], graph.playbook("m")


TODAY = dt.date(2026, 6, 15)


@pytest.mark.parametrize(
    ("text", "manifest", "expected"),
    [
        ("", "", ()),
        ("starts: 2026-06-15\n", "", ()),
        ("starts: 2026-06-16\n", "", ("scheduled",)),
        ("effective: 2026-07-01\n", "", ("scheduled",)),
        ("ends: 2026-06-15\n", "", ()),
        ("ends: 2026-06-14\n", "", ("expired",)),
        ("expires: 2026-06-14\n", "", ("expired",)),
        ("review_by: 2026-06-14\n", "", ("overdue",)),
        ("review_by: 2026-06-15\n", "", ("due",)),
        ("review_by: 2026-07-15\n", "", ("due",)),
        ("review_by: 2026-07-16\n", "", ()),
        ("reviewed: 2025-06-01\nreview_every: 1 year\n", "", ("overdue",)),
        ("reviewed: 2025-06-01\n", "review_every: 1 year\n", ("overdue",)),
        ("reviewed: 2026-06-01\n", "review_every: 1 year\n", ()),
        ("effective: 2025-06-01\nreview_every: 1 year\n", "", ("overdue",)),
        ("starts: 2026-07-01\nreview_by: 2026-06-01\n", "", ("scheduled", "overdue")),
        ("ends: 2026-06-01\nreview_by: 2026-06-01\nstatus: done\n", "", ()),
        ("ends: 2026-06-01\nstatus: retired\n", "", ()),
    ],
)
def test_states_are_worked_out_from_dates(text: str, manifest: str, expected: tuple[str, ...]) -> None:
    """A date passes while nobody edits the file, so the state is never written."""
    entity, playbook = one(text, manifest)
    assert states(entity, playbook, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "manifest", "day", "together"),
    [
        ("", "reviewed: 2026-03-01", "2027-03-01", True),
        ("starts: 2025-01-01\n", "reviewed: 2026-03-01", "2027-03-01", True),
        ("effective: 2026-03-01\n", "reviewed: 2026-03-01", "2027-03-01", True),
        ("approved: {on: 2025-01-01}\n", "reviewed: 2026-03-01", "2027-03-01", True),
        ("approved: {on: 2026-04-01}\n", "reviewed: 2026-03-01", "2027-04-01", False),
        ("starts: 2025-01-01\n", "effective: 2026-03-01", "2026-01-01", False),
        ("reviewed: 2025-02-01\n", "reviewed: 2026-03-01", "2026-02-01", False),
        ("review_by: 2026-02-02\n", "reviewed: 2026-03-01", "2026-02-02", False),
        ("starts: 2025-01-01\nreview_every: 2 years\n", "reviewed: 2026-03-01", "2027-01-01", False),
        ("review_every: 2 years\n", "reviewed: 2026-03-01", "2028-03-01", True),
    ],
)
def test_whoever_reviews_a_playbook_reviews_what_stands_in_it(
    text: str, manifest: str, day: str, together: bool
) -> None:
    """Unless an entry was looked at later, by itself, or has a rhythm of its own."""
    entity, playbook = one(text, f"{manifest}\nreview_every: 1 year\n")
    assert review_day(entity, playbook) == dt.date.fromisoformat(day)
    assert reviewed_together(entity, playbook) is together
    assert not reviewed_together(playbook, playbook)


def test_a_role_without_a_holder_today_is_vacant() -> None:
    """A name whose time is over fills no role."""
    role, playbook = one(
        "purpose: p\nholders:\n  - {name: A, until: 2026-06-14}\n  - {name: B, since: 2026-06-16}\n",
        kind="roles",
    )
    assert states(role, playbook, TODAY) == ("vacant",)
    assert states(role, playbook, dt.date(2026, 6, 14)) == ()
    assert [h.name for h in current_holders(role, dt.date(2026, 6, 16))] == ["B"]


def test_the_days_of_an_entity_are_found_under_the_words_of_its_kind() -> None:
    """A tactic starts, a channel opens, everything else is effective."""
    tactic, playbook = one("starts: 2026-01-01\nends: 2026-02-01\nreview_every: 1 month\n")
    assert (first_day(tactic), last_day(tactic)) == (dt.date(2026, 1, 1), dt.date(2026, 2, 1))
    assert review_day(tactic, playbook) == dt.date(2026, 2, 1)
    channel, _ = one("opened: 2026-01-01\nclosed: 2026-02-01\n", kind="channels")
    assert (first_day(channel), last_day(channel)) == (dt.date(2026, 1, 1), dt.date(2026, 2, 1))
    assert review_day(channel, None) is None


# --- values as fields decode them -------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "line", "expected"),
    [
        ("tactics", "number: 3.2", "3.2"),
        ("tactics", "number: 1.10", "1.10"),
        ("tactics", "effort: no", "no"),
        ("tactics", "cadence: >-\n  Every\n  Friday", "Every Friday"),
        ("tactics", "starts: 2026-04-01", dt.date(2026, 4, 1)),
        ("tools", "permitted: no", False),
        ("tools", "permitted: TRUE", True),
        ("tactics", "tags: [no, 1.10]", ("no", "1.10")),
        ("tactics", "tags: []", ()),
    ],
)
def test_a_value_is_read_by_the_type_of_its_field(kind: str, line: str, expected: object) -> None:
    """`no` stays text where text is wanted, and means no where yes or no is."""
    entity, _ = one(f"{line}\n", kind=kind)
    assert entity[line.split(":")[0]] == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("our key: AKIAIOSFODNN7EXAMPLE now", True),
        ("token ghp_16C7e42F292c6912E7710c838347Ae178B4a", True),
        ("password: hunter2!", True),
        ("the password is correct-horse-1", True),
        ("codes 4821-9930, 7712-0045", True),
        ("X7K2-99QP-41ZD", True),
        ("https://user:s3cret@host.example/", True),
        ("-----BEGIN RSA PRIVATE KEY-----", True),
        ("The password is in the council vault", False),
        ("Keep passwords in the vault, never in a file", False),
        ("Ring 01632 960131 at any hour", False),
        ("libraries-social@merrowby.example", False),
        ("https://libraries.merrowby.example/forms/picture-consent?id=2026-04-01", False),
        ("minutes 2026-03 item 4", False),
        ("Two-factor authentication, recovery codes in the safe", False),
        ("reports/quays-doorstep-2026.pdf", False),
        ("2026-04-01 to 2026-12-31", False),
        ("A very long German word: Donaudampfschifffahrtsgesellschaft", False),
        ("#LoveYourLibrary2026", False),
        ("ISBN 978-0-306-40615-7", False),
        ("COVID-19 and PSHE-2020 guidance", False),
    ],
)
def test_what_looks_like_a_secret_is_refused_and_what_speaks_of_one_is_not(text: str, found: bool) -> None:
    """A policy has to be able to talk about passwords."""
    loaded = load_small({"m/tactics/x.yml": f"title: X\ndescription: |\n  {text}\n"})
    assert [f.code for f in loaded.findings] == (["SAF01"] if found else [])


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://a.example/", ""),
        ("http://a.example:8080/x?y=z#w", ""),
        ("mailto:a@b.example", ""),
        ("../handbook/", ""),
        ("/handbook/", ""),
        ("assets/form.pdf", ""),
        ("javascript:alert(1)", "SHP09"),
        ("data:text/html,x", "SHP09"),
        ("vbscript:x", "SHP09"),
        ("file:///etc/passwd", "SHP09"),
        ("//evil.example/", "SHP09"),
        ("https://", "SHP09"),
        ("https://a b/", "SHP09"),
        ("https://[::1", "SHP09"),
        ("https://a.example:99999999/", "SHP09"),
        ("java%0Ascript:alert(1)", "SHP09"),
    ],
)
def test_only_addresses_that_are_safe_to_follow_become_links(url: str, code: str) -> None:
    """The author of YAML is not trusted; a link runs in the reader's browser."""
    loaded = load_small({"m/tactics/x.yml": f'title: X\nlinks:\n  - title: A\n    url: "{url}"\n'})
    assert briefs(loaded) == ([f"tactics/x.yml:4:10 {code}"] if code else [])


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("examples: [{title: A, text: «Hello, world»}]", '"Hello, world"'),
        ("links: [{title: «Rota, plan and notes», url: /x/}]", '"Rota, plan and notes"'),
        ("approved: {by: editor, ref: «66% of 1,140»}", '"66% of 1,140"'),
    ],
)
def test_a_comma_between_braces_that_belongs_to_the_text(line: str, text: str) -> None:
    """YAML takes the rest of the sentence for a field; the author only forgot the quotes."""
    loaded = load_small({"m/tactics/x.yml": f"title: X\n{line.replace('«', '').replace('»', '')}\n"})
    (finding,) = loaded.findings
    assert (finding.code, text in finding.help) == ("SYN10", True)
    assert f"«{marked(loaded, finding)}»" in line


@pytest.mark.parametrize(
    "line",
    [
        "owner: ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "steps: [ghp_abcdefghijklmnopqrstuvwxyz0123456789]",
        "status: ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "cadance: ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789: x",
        "summary: @x ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    ],
)
def test_a_secret_is_found_wherever_it_stands_and_never_printed(line: str) -> None:
    """Findings end up in public logs, and a token is a token in any field, key or broken line."""
    loaded = load_both({**SMALL, "m/tactics/x.yml": f"title: X\n{line}\n"})
    printed = as_text(loaded.findings, loaded.texts) + as_json(loaded.findings)
    assert "SAF01" in printed
    assert "ghp_" not in printed
