"""The schemas for editors and the reader agree: what one accepts the other accepts, what one refuses both refuse.

A text is turned into data as an editor's YAML does it (YAML 1.2, its core schema) and put to the schema of
its file; the same text is put to the reader. The real language server is driven in tests/editor.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from gameplan.diagnostics import Severity
from gameplan.document import Mapping, Node, Sequence, read
from gameplan.loader import Loaded, load
from gameplan.model import KINDS, LISTED, Entity
from gameplan.model.address import ID, id_fault
from gameplan.model.fields import Field, Reading, Reference, Structure, missing_fields, read_fields
from gameplan.model.types import ListOf, PartsOf, RecordOf, url_fault
from gameplan.model.values import day_from, duration_from
from gameplan.resolve import Names, Unknowns
from gameplan.schema import Known, files, schema_name
from gameplan.schema.ids import all_wanted
from gameplan.schema.words import DATE, DURATION, URL, id_pattern
from gameplan.settings import Limits
from gameplan.source import START, from_memory
from gameplan.workspace import schema_for
from small import SMALL
from tests.test_cases import AS_A_FILE, MADE, data_of
from tests.test_mistakes import MISTAKES, Mistake
from tests.test_readme import GUIDE, README, Case, cases

EXAMPLE = Path(__file__).parent.parent / "playbooks"
PLAYBOOKS = ("m", "merrowby", "council", "tarn-end")


# --- the two judges ---------------------------------------------------------------------------


def data_of_node(node: Node) -> Any:
    """What an editor's YAML makes of a node: numbers, truth values and nothing are no texts there."""
    if isinstance(node, Mapping):
        return {entry.key.text: data_of_node(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [data_of_node(item) for item in node.items]
    text = node.text
    if not node.plain:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"0x[0-9a-fA-F]+|0o[0-7]+", text):
        return int(text, 0)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


SCHEMAS = {
    f"{playbook}/{path}": json.loads(text)
    for playbook in PLAYBOOKS
    for path, text in files([], PLAYBOOKS, (playbook,)).items()
}
REGISTRY: Registry[Any] = Registry().with_resources(
    [(f"http://schemas.example/{path}", Resource(schema, DRAFT7)) for path, schema in SCHEMAS.items()]
)
VALIDATORS = {
    path: Draft7Validator({"$ref": f"http://schemas.example/{path}"}, registry=REGISTRY)
    for path in SCHEMAS
    if not path.endswith("ids.json")
}


def refused(name: str, text: str) -> list[str]:
    """What the schema of a file says of a text; `name` is the file below the playbooks folder."""
    root = read(text.encode(), name, Limits()).root
    if root is None:
        return []
    validator = VALIDATORS[schema_for(name)]
    return [_said(error) for error in validator.iter_errors(data_of_node(root))]


def _said(error: Any) -> str:
    return f"{'/'.join(str(step) for step in error.absolute_path)}: {error.message[:100]}"


def faults(name: str, text: str) -> list[str]:
    """What the reader says of the shape of a text, as code and message."""
    document = read(text.encode(), name, Limits())
    found, found_later = list(document.findings), list[str]()
    root = document.root
    if isinstance(root, Mapping):
        kind = name.split("/")[1].partition(".")[0]
        entries = [root]
        if kind in LISTED and name.count("/") == 1:
            entries = [e.value for e in root.entries if isinstance(e.value, Mapping)]
        for entry in entries:
            reading = Reading(name, "m/x", document.lines, Limits().field_characters)
            values = read_fields(KINDS[kind], entry, reading, "it")
            missing_fields(KINDS[kind], entry, reading, entry.span, "it")
            assert values is not None
            found += reading.findings
            found_later += ["SHP05 written backwards" for _ in reading.reversed]
            found_later += [f"REF01 {r.text!r}" for _, r in reading.references if not _may_exist(r.text)]
    return [f"{d.code} {d.message}" for d in found if d.severity is Severity.ERROR] + found_later


def _may_exist(address: str) -> bool:
    """Whether some playbook could have something at an address; the reader finds out once all is known."""
    base, _, part = address.partition("#")
    steps = base.split("/") if base else []
    return bool(steps or part) and len(steps) <= 3 and all(ID.fullmatch(s) for s in [*steps, part or "x"])


def test_the_schemas_are_schemas() -> None:
    """Draft 07, as its own schema says."""
    for schema in SCHEMAS.values():
        Draft7Validator.check_schema(schema)


def test_every_kind_has_its_schemas_and_every_reference_leads_somewhere() -> None:
    """Singletons have one, the others one for a file with one entry and one for a file with many."""
    names = {path.removeprefix("m/") for path in SCHEMAS if path.startswith("m/")}
    expected = {schema_name(k, entry=e) for k in LISTED for e in (False, True)} | {"ids.json"}
    assert names == expected | {schema_name(k) for k in KINDS if k not in LISTED}
    for path, schema in SCHEMAS.items():
        for ref in _refs(schema):
            file, _, inside = ref.partition("#/definitions/")
            at = (Path(path).parent / file).as_posix() if file else path
            at = re.sub(r"[^/]+/\.\./", "", at)
            assert at in SCHEMAS, ref
            if inside:
                assert inside in SCHEMAS[at]["definitions"], ref


def _refs(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"]
        for value in schema.values():
            yield from _refs(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _refs(value)


def test_an_editor_reads_the_words_of_the_model() -> None:
    """What a field is, its example, what its words mean, and what counts where nothing is written."""
    tactic = SCHEMAS["m/tactics/entry.json"]
    assert tactic["required"] == ["title"]
    assert tactic["additionalProperties"] is False
    status = tactic["properties"]["status"]
    assert status["default"] == "active"
    assert dict(zip(status["enum"], status["enumDescriptions"], strict=True))["draft"].startswith(
        "Being written"
    )
    for kind, cls in KINDS.items():
        schema = SCHEMAS[f"m/{schema_name(kind, entry=kind in LISTED)}"]
        for field in cls.fields.values():
            said = schema["properties"][field.name]
            assert said["description"] == field.doc
            assert field.example in said["markdownDescription"]


def test_a_relation_from_the_wrong_end_says_where_it_belongs() -> None:
    """In the words of the field in which it is written, which may differ from the relation's."""

    def said(path: str, *steps: str) -> str:
        schema = SCHEMAS[path]
        for step in steps:
            schema = schema[step]
        return str(schema["else"]["errorMessage"])

    assert "Write 'implements' in the tactic," in said(
        "m/strategies/entry.json", "properties", "implemented_by"
    )
    assert "Write 'part_of' in the tactic," in said("m/tactics/entry.json", "properties", "contains")
    assert "Write 'to' under 'delegates' in the role," in said("m/roles/entry.json", "properties", "acts_for")
    assert "Write 'triggers' in the level of the escalation plan," in said(
        "m/procedures/entry.json", "properties", "triggered_by"
    )
    assert said("m/roles/entry.json", "properties", "mentioned_by").endswith("Delete this.")


# --- good cases -------------------------------------------------------------------------------


def _good() -> Iterator[tuple[str, str]]:
    """Files that the reader accepts, by name below the playbooks folder: example, samples, guide, cases."""
    for path in sorted(EXAMPLE.rglob("*.y*ml")):
        yield path.relative_to(EXAMPLE).as_posix(), path.read_text("utf-8")
    for plural, kind in KINDS.items():
        if kind.singleton:
            yield f"m/{plural}.yml", kind.sample
        else:
            yield f"m/{plural}/sample.yml", kind.sample
            yield f"m/{plural}.yml", "sample:\n" + "".join(f"  {line}\n" for line in kind.sample.splitlines())
    for page in (README, *GUIDE):
        for case in cases(page):
            if case.printed is None:
                for block in case.files:
                    name = block.title.removeprefix("playbooks/")
                    if name != block.title and schema_for(name):
                        yield name, block.text
    for name, expected in AS_A_FILE.items():
        if not expected and name not in MADE:
            yield f"m/tactics/{name}.yml", data_of(name).decode()
    yield from SMALL.items()


GOOD = [(name, text) for name, text in _good() if name.split("/")[0] in PLAYBOOKS]


def test_every_good_case_validates() -> None:
    """Whatever the reader accepts, an editor underlines nothing in."""
    assert len(GOOD) > 150
    wrong = {name: refused(name, text) for name, text in GOOD}
    assert {name: said for name, said in wrong.items() if said} == {}


def test_the_good_cases_are_good_to_the_reader_too() -> None:
    assert {name: faults(name, text) for name, text in GOOD if faults(name, text)} == {}


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", "2026"), ("title", "no"), ("title", "true"), ("title", "2026-04-01"), ("number", "3.2"),
        ("number", "1.10"), ("number", "010"), ("number", "1e3"), ("number", "0x1F"), ("tags", "[2026, no, 1.5]"),
        ("formerly", "[2019, true]"), ("owner", "2026"), ("review_every", "2 days"), ("starts", '"2026-04-01"'),
    ],
)  # fmt: skip
def test_a_text_without_quotes_is_a_text_to_both(field: str, text: str) -> None:
    """What YAML takes for a number or a truth value is what the author typed."""
    whole = f"title: X\n{field}: {text}\n" if field != "title" else f"title: {text}\n"
    assert faults("m/tactics/x.yml", whole) == []
    assert refused("m/tactics/x.yml", whole) == []


# --- mistakes ---------------------------------------------------------------------------------

UNSEEN = {
    "a playbook without a manifest": "A schema sees one file.",
    "a folder misspelt": "A file that nobody expects has no schema.",
    "a list file misspelt": "A file that nobody expects has no schema.",
    "a file of another kind": "A file that nobody expects has no schema.",
    "a file too deep": "A file that nobody expects has no schema.",
    "a file beside the playbooks": "A file that nobody expects has no schema.",
    "a file name that is no id": "A schema sees what is in a file, and not its name.",
    "a reserved file name": "A schema sees what is in a file, and not its name.",
}
"""Mistakes of shape that no schema of a file can see, and why."""


def _planted(mistake: Mistake) -> str:
    new = mistake.new.replace("«", "").replace("»", "")
    if not mistake.old:
        return new
    return (EXAMPLE / "merrowby" / mistake.file).read_text("utf-8").replace(mistake.old, new)


SHAPE = {name: m for name, m in MISTAKES.items() if m.code.startswith("SHP")}


@pytest.mark.parametrize("name", [name for name in SHAPE if name not in UNSEEN])
def test_a_mistake_of_shape_fails_the_schema_once(name: str) -> None:
    """One mistake, one error: nobody has to find out which of five is meant."""
    said = refused(f"merrowby/{SHAPE[name].file}", _planted(SHAPE[name]))
    assert len(said) == 1, said


def test_what_no_schema_can_see_is_still_a_mistake_of_shape() -> None:
    """The list of exceptions does not outlive its causes."""
    assert set(UNSEEN) <= set(SHAPE)
    for name in UNSEEN:
        file = f"merrowby/{SHAPE[name].file}"
        if schema_for(file):
            assert refused(file, _planted(SHAPE[name])) == [], name


BAD = [c for page in GUIDE for c in cases(page) if c.printed is not None and c.code[:3] == "SHP"]
UNSEEN_IN_GUIDE = {
    "SHP06": "It is about where a file lies.",
    "SHP07": "It is about the name of a file.",
}


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.code)
def test_a_bad_file_of_the_guide_fails_its_schema(case: Case) -> None:
    """The examples of the messages, and nothing else in them."""
    said = {}
    for block in case.files:
        name = block.title.removeprefix("playbooks/")
        if schema_for(name):
            said[name] = refused(name, block.text)
    assert sum(len(found) for found in said.values()) == (0 if case.code in UNSEEN_IN_GUIDE else 1), said


# --- by mutation ------------------------------------------------------------------------------


class Raw(str):
    """A piece of YAML that is written as it stands."""


VALUES = [
    "", "~", '""', "no", "True", "2026", "-5", "3.2", "1e3", "12345678901234567", "two words", "Foo Bar", '" "',
    "[a]", "[]", "[[a]]", "{a: b}", "{}", "[~]", "2026-02-29", "2024-02-29", "2026-4-1", "4h", "2 days and 4h",
    "4 parsecs", "PT4H", "https://merrowby.example/x", "javascript:alert(1)", "a#b", "m/roles/x", "everyone", "active",
]  # fmt: skip
"""What is put in the place of every value in turn."""

DIFFER = {
    ("1e3", "must be a (whole )?number"): "The reader keeps to digits; to an editor 1e3 is the number 1000.",
    (
        "True",
        "REF01 'True'|SHP07 'True'",
    ): "To an editor True is true, which may be an id; only the reader sees the capital.",
    (
        '""',
        "measured_by/",
    ): "Nothing need be written under a metric; the reader takes an empty text for nothing.",
    ('" "', "measured_by/"): "Nothing need be written under a metric; the reader takes a blank for nothing.",
}
"""Where the two differ by nature: the value put in and what one of them then says, with the reason."""


def _tree(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {e.key.text: _tree(e.value) for e in node.entries}
    if isinstance(node, Sequence):
        return [_tree(item) for item in node.items]
    one_line = node.span.line == node.span.end_line
    return Raw(node.text if node.plain and one_line else json.dumps(node.text))


def _written(tree: Any, indent: str = "") -> str:
    """A tree as YAML, a mapping and a list in block style."""
    if isinstance(tree, Raw):
        return f" {tree}\n" if tree else "\n"
    if isinstance(tree, dict):
        lines = [f"{indent}{json.dumps(k)}:{_written(v, indent + '  ')}" for k, v in tree.items()]
    else:
        lines = [f"{indent}-{_written(v, indent + '  ')}" for v in tree]
    return "\n" + "".join(lines) if lines else (" {}\n" if isinstance(tree, dict) else " []\n")


def _mutants(tree: Any, top: Any, put: Any) -> Iterator[tuple[str, str, str]]:
    """Texts with one value changed, one field taken out, or one word for a field misspelt."""
    places = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree))
    for key, value in places:
        for new in VALUES:
            tree[key] = Raw(new)
            yield f"{key} = {new}", new, put(top)
        tree[key] = value
        if isinstance(tree, dict):
            whole = dict(tree)
            del tree[key]
            yield f"{key} is missing", "", put(top)
            tree[f"{key}x"] = value
            yield f"{key}x", "", put(top)
            tree.clear()
            tree.update(whole)
        if isinstance(value, dict | list):
            yield from _mutants(value, top, put)


USED: set[tuple[str, str]] = set()
"""The exceptions that this process has needed."""


def disagreements(name: str, text: str) -> list[str]:
    root = read(text.encode(), name, Limits()).root
    assert root is not None
    tree, seen, found = _tree(root), 0, []
    for what, new, mutant in _mutants(tree, tree, lambda t: _written(t).lstrip("\n")):
        seen += 1
        mine, theirs = faults(name, mutant), refused(name, mutant)
        if bool(mine) != bool(theirs):
            said = " ".join(mine + theirs)
            excused = {pair for pair in DIFFER if pair[0] == new and re.search(pair[1], said)}
            USED.update(excused)
            if not excused:
                found.append(f"{what}: reader {mine}, schema {theirs}")
    assert seen > 30
    return found


@pytest.mark.thorough
@pytest.mark.parametrize("plural", KINDS)
def test_reader_and_schema_agree_about_every_changed_value(plural: str) -> None:
    """Each value of each sample, and of a file with every field of the kind, is changed in each way."""
    kind = KINDS[plural]
    name = f"m/{plural}.yml" if kind.singleton else f"m/{plural}/x.yml"
    common = set() if plural == "tactics" else set(Entity.fields) - {"title"}
    every = "".join(f"{field.example}\n" for name, field in kind.fields.items() if name not in common)
    assert disagreements(name, kind.sample) + disagreements(name, every) == []


def test_every_exception_is_needed() -> None:
    """An exception outlives its cause only where nobody looks."""
    USED.clear()
    assert disagreements("m/objectives/x.yml", KINDS["objectives"].sample) == []
    assert set(DIFFER) == USED


# --- forms of single values -------------------------------------------------------------------

TEXTS = st.text(alphabet="0123456789-:/.#aAhHmMnNdDyYPT wWeEkKsSoOtTlLi,@?[]µé\t", max_size=24)


def _near(*forms: str) -> st.SearchStrategy[str]:
    """Texts, and texts that are nearly of a form: with a character put in, taken out or changed."""
    ends = st.sampled_from(forms)
    cut = st.builds(lambda t, n: t[: n % (len(t) + 1)] + t[n % (len(t) + 1) + 1 :], ends, st.integers(0, 40))
    put = st.builds(
        lambda t, n, c: t[: n % (len(t) + 1)] + c + t[n % (len(t) + 1) :], ends, st.integers(0, 40), TEXTS
    )
    return st.one_of(TEXTS, ends, cut, put)


@given(
    _near("2024-02-29", "2026-02-29", "1900-02-29", "2000-02-29", "0000-01-01", "2026-04-31", "2026-12-31")
)
def test_a_date_is_a_date_to_both(text: str) -> None:
    assert bool(re.search(DATE, text)) == (day_from(text) is not None)


@given(
    _near(
        "4h",
        "30 min",
        "2 days and 4 hours",
        "1 year, 6 months",
        "and 4h",
        "P1Y2M3DT4H5M",
        "PT4H",
        "P",
        "PT",
        "P ",
        "P1DT ",
        "1h30min",
    )
)
def test_a_length_of_time_is_one_to_both(text: str) -> None:
    assert bool(re.search(DURATION, text)) == (duration_from(text) is not None)


@given(_near("https://merrowby.example/x?y=1#z", "HTTP://a", "mailto:a@b.example", "/a/b", "//a.example", "a:b", "http:///x",
             "http://u@h.example:80/", "http://:80", "x/y:z", "?a:b", "///x", "ftp://x"))  # fmt: skip
def test_an_address_is_one_to_both(text: str) -> None:
    """Faults inside a host, such as a port that is no number, are for the reader alone to find."""
    fault = url_fault(text.strip())
    if not text.strip() or fault == "it is not well-formed" or "[" in text or "]" in text:
        return
    assert bool(re.search(URL, text)) == (fault == ""), fault


@given(
    _near(
        "evening-desk",
        "a" * 64,
        "a" * 65,
        "con",
        "index",
        "com1",
        "com10",
        "everyone",
        "a--b",
        "-a",
        "everyone-else",
    )
)
def test_an_id_is_one_to_both(text: str) -> None:
    assert bool(re.search(id_pattern(), text)) == (id_fault(text) == "")


# --- random entries ---------------------------------------------------------------------------

_WORDS = st.text(alphabet="abc ÄÖ0123456789'\"-:#,.!?[]{}@&*|>%éß", min_size=1, max_size=20).filter(str.strip)
_ID = st.from_regex(r"[a-z]{3,8}(-[a-z0-9]{1,5})?", fullmatch=True).filter(lambda t: not id_fault(t))
_DAYS = st.dates().map(lambda d: Raw(d.isoformat()))


def _values(field: Field[Any]) -> st.SearchStrategy[Any]:
    """Values that a field can have, as trees to be written."""
    return _of_type(field.type)


def _of_type(type: Any) -> st.SearchStrategy[Any]:
    name = type.__class__.__name__
    if isinstance(type, ListOf):
        return st.lists(_of_type(type.item), max_size=3)
    if isinstance(type, PartsOf):
        return st.dictionaries(_ID.filter(lambda t: t not in type.refused), _structures(type.cls), max_size=2)
    if isinstance(type, RecordOf):
        return _structures(type.cls)
    plain: dict[str, st.SearchStrategy[Any]] = {
        "ChoiceType": st.sampled_from([Raw(word) for word in getattr(type, "options", ["x"])]),
        "DateType": _DAYS,
        "DateOrTextType": st.one_of(_DAYS, _WORDS.map(json.dumps).map(Raw)),
        "DurationType": st.builds(lambda n, u: Raw(f"{n} {u}"), st.integers(0, 99999), st.sampled_from(["h", "days", "Min", "years"])),
        "NumberType": st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-9999, max_value=9999).map(lambda d: Raw(str(d))),
        "WholeType": st.integers(0, 10**9 - 1).map(lambda n: Raw(str(n))),
        "YesNoType": st.sampled_from(["yes", "No", "TRUE", "off", "true"]).map(Raw),
        "UrlType": _ID.map(lambda t: Raw(f"https://{t}.example/a?b#c")),
        "FormerlyType": _ID.map(Raw),
        "RefType": st.builds(lambda *p: Raw("/".join(p)), _ID),
        "NotifiesType": st.one_of(st.lists(_ID.map(Raw), max_size=2), st.dictionaries(_ID, st.just(Raw("4h")), max_size=2)),
        "TermsOf": st.dictionaries(
            st.sampled_from(type.keys) if getattr(type, "keys", ()) else _ID, _WORDS.map(json.dumps).map(Raw), max_size=2
        ),
        "WaiversType": st.dictionaries(
            st.from_regex("[A-Z]{3}[0-9]{2}", fullmatch=True), st.fixed_dictionaries({"until": _DAYS}), max_size=2
        ),
    }  # fmt: skip
    if name == "MeasuresType":
        return st.dictionaries(_ID, _structures(type.cls), max_size=2)
    return plain.get(
        name,
        st.one_of(_WORDS.map(json.dumps).map(Raw), st.sampled_from([Raw("no"), Raw("3.20"), Raw("2026")])),
    )


def _structures(cls: type[Structure]) -> st.SearchStrategy[dict[str, Any]]:
    needed = {f.name: _values(f) for f in cls.fields.values() if f.required}
    more = {f.name: _values(f) for f in cls.fields.values() if not f.required}
    if cls.__name__ == "Limit":  # one side of the two, and not both
        needed["at_most"] = _values(cls.fields["at_most"])
        more = {"per": more["per"]}
    return st.fixed_dictionaries(needed, optional=more)


@pytest.mark.thorough
@pytest.mark.parametrize("plural", KINDS)
def test_any_entry_that_can_be_written_is_good_to_both(plural: str) -> None:
    """Entries made up from the model: every field, in any company."""
    kind = KINDS[plural]
    name = f"m/{plural}.yml" if kind.singleton else f"m/{plural}/x.yml"

    @settings(max_examples=25, deadline=None)
    @given(_structures(kind))
    def judge(tree: dict[str, Any]) -> None:
        text = _written(tree).lstrip("\n") if tree else "title: X\n"
        found = [f for f in faults(name, text) if not f.startswith(("SAF", "SYN"))]
        assert (found, refused(name, text)) == ([], [])

    judge()


# --- the ids ----------------------------------------------------------------------------------


def _known(loaded: Loaded) -> list[Known]:
    graph = loaded.graph
    found = [Known(e.address, e.title) for e in graph.entities.values()]
    return found + [
        Known(e.address._replace(part=id), part.named())
        for e in graph.entities.values()
        for id, part in e.parts().items()
    ]


TWINS = {
    **SMALL,
    "m/playbook.yml": SMALL["m/playbook.yml"] + "extends: [c]\n",
    "m/goals/same.yml": "title: A goal\n",
    "m/objectives/same.yml": "title: An objective\n",
    "m/escalation.yml": "levels:\n  amber: {title: Ours}\n",
    "m/policies/data.yml": "title: D\npurpose: p\nclauses:\n  a: {title: First, statement: s, strength: must}\n",
    "c/playbook.yml": "title: Corporate\norganisation: C\n",
    "c/vision.yml": "statement: v\n",
    "c/escalation.yml": "levels:\n  amber: {title: Theirs}\n",
    "c/policies/house.yml": "title: H\npurpose: p\nclauses:\n  a: {title: Above, statement: s, strength: must}\n",
    "c/roles/lead.yml": "title: Lead\npurpose: p\nstatus: retired\n",
    "o/playbook.yml": "title: Other\norganisation: O\n",
    "o/roles/else.yml": "title: Elsewhere\npurpose: p\n",
}  # fmt: skip
"""A playbook that extends another, beside a third, with ids that are not clear by themselves."""


def definitions(texts: Any, *scope: str) -> dict[str, dict[str, str]]:
    """What each definition of ids.json offers: what to write, and the words about it."""
    loaded = load(from_memory(texts), Limits())
    assert loaded.findings == ()
    names = [p.address.playbook for p in loaded.graph.playbooks()]
    made = json.loads(files(_known(loaded), names, scope)["ids.json"])["definitions"]
    return {
        name: dict(zip(found["enum"], found["enumDescriptions"], strict=True)) if found else {}
        for name, found in made.items()
        if name.endswith("-known")
    }


def test_ids_are_spelled_as_shortly_as_they_are_clear() -> None:
    """Bare; with its kind where two kinds have it; whole where nothing else reaches it."""
    found = definitions(TWINS, "m", "c")
    assert found["objectives-or-goals-known"] == {
        "objectives/same": "An objective (objective)",
        "helped": "Helped the first time (goal)",
        "goals/same": "A goal (goal)",
    }
    assert found["escalation-levels-known"] == {"amber": "Ours", "c/escalation#amber": "Theirs (of c)"}
    assert found["policies-clauses-known"] == {
        "data#a": "First (in data)",
        "house#a": "Above (in house, of c)",
    }
    assert found["policies-clauses-of-parents-known"] == {"house#a": "Above (in house, of c)"}
    assert found["playbook-known"] == {"c": "Corporate", "o": "Other"}
    assert set(found["roles-known"]) == {"editor", "lead"}
    assert set(found["roles-everyone-known"]) == {"editor", "lead", "everyone"}
    assert found["guides-known"] == {}


@pytest.mark.parametrize("scope", [("m", "c"), ("c",), ("o",)])
def test_every_id_that_is_offered_means_what_its_title_says(scope: tuple[str, ...]) -> None:
    """Written where it is offered, the reader finds just that."""
    loaded = load(from_memory(TWINS), Limits())
    names = Names(loaded.graph.entities, Unknowns())
    found = definitions(TWINS, *scope)
    seen = 0
    for want in all_wanted():
        relation = "tightens" if want.parents else "owner"
        for text, said in found[f"{want.name}-known"].items():
            outcome = names.resolve(scope[0], Reference(text, want.targets, START, "x", relation))
            assert outcome.address, (want, text, outcome.message)
            thing = loaded.graph.find(outcome.address)
            title = getattr(thing, "title", "") if thing is not None else "The built-in role"
            assert said.startswith(title)
            seen += 1
    assert seen > 3


def test_the_same_playbooks_give_the_same_bytes() -> None:
    known = _known(load(from_memory(TWINS), Limits()))
    once = files(known, ["c", "m", "o"], ("m", "c"))
    assert files(reversed(known), ["o", "m", "c"], ("m", "c")) == once
