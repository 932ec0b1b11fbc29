"""The model reference is whole and true: it names every field, its examples load, and what it says is shown is shown.

A field is tried in the sample of its kind, among the samples of all kinds. What its example refers to is put there.
"""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gameplan.loader import Loaded, load
from gameplan.model import KINDS, Entity
from gameplan.model.fields import Field, Reference, Shows, Structure
from gameplan.model.kinds.policy import Limit
from gameplan.model.part import CommonPart
from gameplan.model.relations import RELATIONS
from gameplan.model.types import ChoiceType, ListOf, MeasuresType, Part, PartsOf, RecordOf, WaiversType
from gameplan.prose import Prose
from gameplan.reports.text import as_text
from gameplan.settings import Limits
from gameplan.site.data.page import PageData
from gameplan.site.desk import Site
from gameplan.site.pages import playbook_pages
from gameplan.site.paths import Paths
from gameplan.site.renderer import Renderer
from gameplan.source import from_memory
from scripts import picture, reference
from sites import CONFIG, build, page, search_index, tree, write
from small import load_both

ROOT = Path(__file__).resolve().parent.parent
PAGES = reference.pages()
SAMPLES = {f"merrowby/{reference.file_of(plural)}": kind.sample for plural, kind in KINDS.items()}
RENDERER, PROSE = Renderer(), Prose()


# --- every field there is, from the classes alone ---------------------------------------------


class Spot(NamedTuple):
    """A field of a kind, or of a structure that `steps` lead to, from the kind downwards."""

    kind: str
    steps: tuple[Field[Any], ...]
    cls: type[Structure]
    field: Field[Any]

    @property
    def path(self) -> str:
        return ".".join((self.kind, *(s.name for s in self.steps), self.field.name))

    @property
    def page(self) -> str:
        """The page it is described on."""
        of_part = issubclass(self.cls, Part) and CommonPart.fields.get(self.field.name) is self.field
        of_entry = Entity.fields.get((*self.steps, self.field)[0].name) is (*self.steps, self.field)[0]
        of_waiver = len(self.steps) > 1 and self.steps[-1].name == "waivers"
        return "common" if of_part or of_entry or of_waiver else self.kind

    @property
    def heading(self) -> str:
        if not self.steps:
            return f"`{self.field.name}`"
        of_part = issubclass(self.cls, Part) and CommonPart.fields.get(self.field.name) is self.field
        return f"`{self.field.name}` in `{'parts' if of_part else self.steps[-1].name}`"


def inside(field: Field[Any]) -> tuple[Any, type[Structure] | None]:
    """What holds the fields inside a field, and their class."""
    kind = field.type.item if isinstance(field.type, ListOf) else field.type
    if isinstance(kind, PartsOf | RecordOf | MeasuresType | WaiversType):
        return kind, kind.cls
    return kind, None


def spots(kind: str) -> Iterator[Spot]:
    """Every field of a kind, as deep as they go."""

    def visit(cls: type[Structure], steps: tuple[Field[Any], ...]) -> Iterator[Spot]:
        for field in cls.fields.values():
            yield Spot(kind, steps, cls, field)
            _, within = inside(field)
            if within is not None:
                yield from visit(within, (*steps, field))

    yield from visit(KINDS[kind], ())


ALL = [spot for kind in KINDS for spot in spots(kind)]


def section(spot: Spot) -> str:
    """What the reference says of a field: the text between its heading and the next."""
    text = PAGES[f"guide/reference/{spot.page}.md"]
    found = re.findall(rf"^#{{2,6}} {re.escape(spot.heading)}\n(.*?)(?=^#|\Z)", text, re.M | re.S)
    if not spot.steps and spot.field.shows is Shows.PARTS:
        found = re.findall(rf"^## {spot.field.name.capitalize()}\n(.*?)(?=^#|\Z)", text, re.M | re.S)
    assert len(found) == 1, f"{spot.path}: {len(found)} headings {spot.heading} on {spot.page}.md"
    return str(found[0])


def example(spot: Spot) -> str:
    """The YAML that the reference shows for a field."""
    found = re.findall(r"^```yaml\n(.*?)^```$", section(spot), re.M | re.S)
    assert len(found) == 1, spot.path
    return str(found[0])


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_described(kind: str) -> None:
    """With its sentence, whether it must be there, the words it may be, and where it is shown."""
    for spot in spots(kind):
        said = section(spot)
        assert spot.field.doc in said, spot.path
        assert said.count("*Shown* ") == 1, spot.path
        if spot.field.shows is not Shows.PARTS:
            assert ("**Required.**" in said) == spot.field.required, spot.path
        if isinstance(spot.field.type, ChoiceType):
            assert all(f"- `{word}`: {says}" in said for word, says in spot.field.type.options.items()), (
                spot.path
            )
        assert example(spot).startswith(f"{spot.field.name}:"), spot.path


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_a_kind_introduces_it(kind: str) -> None:
    """What it is, the file it is, what it must have, what it may have, and a whole file of it."""
    text = PAGES[f"guide/reference/{kind}.md"]
    before = text.partition("\n## ")[0]
    assert text.startswith(f"# {kind.capitalize()}\n\n{(KINDS[kind].__doc__ or '').split('.')[0]}")
    assert f"`{kind}.yml`" in before
    assert KINDS[kind].sample in before
    for field in KINDS[kind].fields.values():
        assert not field.required or f"[`{field.name}`]" in before, field.name
        assert re.search(rf"^#+ `{field.name}`$|\[`{field.name}`\]|^## {field.name}$", text, re.M | re.I), (
            field.name
        )


def test_every_relation_is_told_in_both_directions() -> None:
    """On its own page, and as a sentence on the pages at both ends."""
    told = PAGES["guide/reference/relations.md"]
    for relation in RELATIONS.values():
        entry = re.search(rf"^### `{relation.name}`\n(.*?)(?=^#|\Z)", told, re.M | re.S)
        assert entry, relation.name
        assert f"**{relation.verb}**" in entry[1]
        assert f"**{relation.passive}**" in entry[1]
        assert ("may not go round" in entry[1]) == relation.acyclic
        for end, words in (
            *(
                (s.partition("#")[0], reference.forth(relation))
                for s in relation.sources
                if "*" not in relation.sources
            ),
            *((t.kind, reference.back(relation)) for t in relation.targets if t.kind != "*"),
        ):
            assert f"[{words}](relations.md#{relation.name})" in PAGES[f"guide/reference/{end}.md"], (
                relation,
                end,
            )


def test_links_lead_to_pages_and_headings() -> None:
    """The strict build checks pages; an anchor that is not there it would pass over."""
    for path, text in PAGES.items():
        for link in re.findall(r"\]\(([^)]+)\)", text):
            name, _, anchor = link.partition("#")
            if name.startswith("../"):
                assert (ROOT / "docs/guide" / name[3:]).is_file(), link
                continue
            target = PAGES[f"guide/reference/{name}"] if name else text
            slugs = [_slug(h) for h in re.findall(r"^#+ (.*)$", target, re.M)]
            assert not anchor or slugs.count(anchor) == 1, f"{path}: {link}"


def _slug(heading: str) -> str:
    return re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())


# --- examples that load -----------------------------------------------------------------------


def test_the_samples_of_all_kinds_are_one_playbook() -> None:
    """Each is shown as a file to copy, and they refer to one another."""
    loaded = load_both(SAMPLES)
    assert as_text(loaded.findings, loaded.texts) == ""
    assert len(loaded.graph.entities) == len(KINDS)


def without(text: str, name: str) -> str:
    """A file without one of its fields."""
    return re.sub(rf"^{name}:.*\n(?:[ -].*\n)*", "", text, flags=re.M)


def required(cls: type[Structure], but: Field[Any]) -> str:
    """What a structure cannot do without, from the examples of its fields."""
    lines = [f.example for f in cls.fields.values() if f.required and f is not but]
    if cls is Limit and not but.name.startswith("at_"):
        lines.append(cls.fields["at_most"].example)
    if not lines and issubclass(cls, Part) and but.name != "title":
        lines.append("title: A part")
    return "".join(f"{line}\n" for line in lines)


def wrapped(spot: Spot, depth: int, text: str) -> str:
    """Fields as they stand inside the field that leads to them."""
    step = spot.steps[depth]
    holder, _ = inside(step)
    if isinstance(holder, RecordOf):
        first, rest = ("  - ", "    ") if isinstance(step.type, ListOf) else ("  ", "  ")
        lines = text.splitlines()
        return f"{step.name}:\n" + "".join(f"{rest if n else first}{line}\n" for n, line in enumerate(lines))
    key = {MeasuresType: "first-reply-time", WaiversType: "TAC02"}.get(type(holder)) or part_id(spot.kind)
    return f"{step.name}:\n  {key}:\n" + "".join(f"    {line}\n" for line in text.splitlines())


def part_id(kind: str) -> str:
    """A part of the sample that a try may take the place of, such that others still find what they refer to."""
    family = without(KINDS[kind].sample.partition(f"{KINDS[kind].family()}:\n")[2], "none")
    ids = re.findall(r"^  ([a-z0-9-]+):$", family, re.M)
    return str(ids[-1] if KINDS[kind].singleton else ids[0])


def file_with(spot: Spot, yaml: str) -> str:
    """The sample of a kind with a field in it, or without where `yaml` is empty and nothing else is needed."""
    text = yaml
    if spot.steps:
        text = required(spot.cls, spot.field) + yaml
        for depth in range(len(spot.steps) - 1, -1, -1):
            text = wrapped(spot, depth, text) if text else ""
            if depth:
                _, cls = inside(spot.steps[depth - 1])
                assert cls is not None
                text = required(cls, spot.steps[depth]) + text
    return without(KINDS[spot.kind].sample, (*spot.steps, spot.field)[0].name) + text


def address_of(kind: str) -> str:
    """Where the tried entry lives: beside the sample, so that the sample stays to be referred to."""
    if kind == "playbook":
        return "merrowby"
    return f"merrowby/{kind}" if KINDS[kind].singleton else f"merrowby/{kind}/tried"


def file_of(kind: str) -> str:
    return f"{'merrowby/playbook' if kind == 'playbook' else address_of(kind)}.yml"


Files = tuple[tuple[str, str], ...]


@cache
def tried(kind: str, text: str) -> tuple[Loaded, Files]:
    """A file of a kind, loaded among the samples and stand-ins for whatever it refers to; and those files."""
    files = dict(SAMPLES)
    while True:
        loaded = load(from_memory({**files, file_of(kind): text}), Limits())
        missing: dict[str, str] = {}
        for wanted in references(loaded.graph.entities[address_of(kind)]):
            if loaded.graph.target(wanted) is None:
                missing.update(stand_ins(kind, wanted))
        if missing.items() <= files.items():
            return loaded, tuple(files.items())
        files.update(missing)


def references(value: Any) -> Iterator[Reference]:
    """All references in a value."""
    if isinstance(value, Reference):
        yield value
    elif isinstance(value, Structure):
        yield from references(tuple(value.values.values()))
    elif isinstance(value, Mapping):
        yield from references(tuple(value.values()))
    elif isinstance(value, tuple):
        for item in value:
            yield from references(item)


def stand_ins(kind: str, wanted: Reference) -> dict[str, str]:
    """Files with the least that makes a reference right; nothing where the kind has no folder."""
    (target, *_) = wanted.targets
    of = kind if target.kind == "*" or wanted.relation == "part_of" else target.kind
    base, _, part = wanted.text.partition("#")
    *around, id = base.split("/")
    if of == "playbook":
        return {f"{id}/playbook.yml": "title: P\norganisation: O\n"}
    if KINDS[of].singleton:
        return {}
    playbook = around[0] if len(around) == 2 else "merrowby"
    text = "".join(f"{f.example}\n" for f in KINDS[of].fields.values() if f.required)
    if part:
        family = KINDS[of].fields[KINDS[of].family()]
        _, cls = inside(family)
        assert cls is not None
        lines = [f.example for f in cls.fields.values() if f.required]
        text += f"{family.name}:\n  {part}:\n" + "".join(f"    {line}\n" for line in lines)
    found = {f"{playbook}/{of}/{id}.yml": text}
    if playbook != "merrowby":
        found[f"{playbook}/playbook.yml"] = "title: P\norganisation: O\n"
        found["merrowby/playbook.yml"] = f"{SAMPLES['merrowby/playbook.yml']}extends: [{playbook}]\n"
    return found


def only_elsewhere(spot: Spot) -> bool:
    """The example of a field that all kinds or parts share names a tactic or a clause: it fits nowhere else."""
    if spot.field.name != "replaced_by":
        return False
    return spot.kind != "policies" if spot.steps else KINDS[spot.kind].singleton and spot.kind != "playbook"


def worth_trying(spot: Spot) -> bool:
    """Fields inside those that all entries or parts share are the same everywhere: two kinds will do."""
    deep = spot.steps and not issubclass(spot.cls, Part)
    return not deep or spot.page != "common" or spot.kind in ("tactics", "policies")


@pytest.mark.thorough
@pytest.mark.parametrize("kind", KINDS)
def test_an_example_loads_in_its_kind(kind: str) -> None:
    """Nobody should copy a line and be told that it is wrong."""
    for spot in spots(kind):
        if worth_trying(spot) and not only_elsewhere(spot):
            loaded, _ = tried(kind, file_with(spot, example(spot)))
            assert as_text(loaded.findings, loaded.texts) == "", spot.path


def test_an_example_that_is_wrong_would_be_noticed() -> None:
    """A guard that cannot bite guards nothing."""
    spot = next(s for s in ALL if s.path == "policies.clauses.limit.at_most")
    for wrong in ("at_most: two\n", "at_mots: 2\n", "at_most: {x: 2}\n", ""):
        assert tried("policies", file_with(spot, wrong))[0].findings, wrong
    spot = next(s for s in ALL if s.path == "tactics.runs_on")
    assert tried("tactics", file_with(spot, "runs_on: [tools/instagram]\n"))[0].findings


# --- where the site shows it ------------------------------------------------------------------

_NOT_PLACES = {"toc", "search", "description", "actions", "address", "subject", "searchable"}
_NAMES = {"rows": "connects", "pointers": "connects"}


def drawn(kind: str, loaded: Loaded) -> tuple[PageData, PageData | None]:
    """The data of the page of a tried entry, and of the list of its kind where there is one."""
    site = Site(loaded.graph, Paths(), PROSE)
    planned = {p.address.rstrip("/"): p for pages in playbook_pages(site) for p in pages}
    index = planned.get(f"merrowby/{kind}") if not KINDS[kind].singleton else None
    return planned[address_of(kind)].data(), index.data() if index else None


@cache
def lacking(kind: str, text: str, files: Files) -> tuple[PageData, PageData | None]:
    """The same of a file without the field that is tried, among the files that were there with it."""
    return drawn(kind, load(from_memory({**dict(files), file_of(kind): text}), Limits()))


def differing(spot: Spot) -> tuple[set[str], PageData]:
    """The places of the page and the list that change when a field is written, and the page with it."""
    loaded, files = tried(spot.kind, file_with(spot, example(spot)))
    on, on_list = drawn(spot.kind, loaded)
    off, off_list = lacking(spot.kind, file_with(spot, ""), files)
    names = {f.name for f in dataclasses.fields(PageData)} - _NOT_PLACES
    found = {_NAMES.get(n, n) for n in names if getattr(on, n) != getattr(off, n)}
    return found | ({"list"} if on_list != off_list else set()), on


@pytest.mark.thorough
@pytest.mark.parametrize("kind", KINDS)
def test_a_field_is_shown_where_the_reference_says(kind: str) -> None:
    """And nowhere else on its page; what is said to be shown under some words is on a page with these words."""
    # What measures an objective is among its connections too; the home of a playbook counts all there is, and the
    # chart of a metric bears its title. The small map says again what is under "How it connects".
    tied = {"objectives": "connects", "playbook": "blocks", "metrics": "blocks"}
    beside = {"why", "list", "nearby", tied.get(kind, "")}
    for spot in spots(kind):
        if not worth_trying(spot) or (spot.field.name == "replaced_by" and spot.steps):
            continue
        told = reference.shown(reference.Place(spot.kind, spot.steps, spot.cls), spot.field)
        if not spot.steps or kind != "playbook":
            assert told.words in section(spot) or of_its_own(spot, told), spot.path
        found, data = differing(spot)
        if not (spot.steps and spot.field.required):  # without it there is nothing to compare with
            assert told.places <= found, f"{spot.path}: not shown as {set(told.places) - found}"
            assert found - told.places <= beside, f"{spot.path}: shown as {found - told.places}, too"
        if quoted := re.findall(r"“([^”]+)”", told.words):
            words = html.unescape(re.sub(r"<[^>]+>", " ", RENDERER.page(data)))
            assert all(quote in words for quote in quoted), f"{spot.path}: {quoted}"


def of_its_own(spot: Spot, told: reference.Shown) -> bool:
    """Some kinds show a common field in a way of their own, which its entry adds."""
    where = reference.OF_THEIR_OWN.get(spot.kind)
    return where is not None and f"{where}: {told.words}." in section(spot)


@pytest.mark.parametrize("kind", KINDS)
def test_notes_are_on_no_page(kind: str) -> None:
    """The reference promises it, and people will rely on it."""
    text = f"{KINDS[kind].sample}notes: Zanzibar is for editors.\nwaivers: {{TAC02: {{reason: Timbuktu}}}}\n"
    site = Site(tried(kind, text)[0].graph, Paths(), PROSE)
    for planned in (p for pages in playbook_pages(site) for p in pages):
        data = planned.data()
        assert "Zanzibar" not in f"{data}{RENDERER.page(data)}"
        assert "Timbuktu" not in f"{data}{RENDERER.page(data)}"


# --- the picture, and the site ----------------------------------------------------------------


def test_the_picture_shows_every_kind_and_only_real_relations() -> None:
    """The page beside it says the same in words."""
    assert set(picture.BOXES) == set(KINDS)
    text = " ".join((ROOT / "docs/guide/concepts.md").read_text(encoding="utf-8").split()).lower()
    for arrow in picture.ARROWS:
        relation = RELATIONS[arrow.relation]
        assert arrow.source in {s.partition("#")[0] for s in relation.sources}
        assert arrow.target in {t.kind for t in relation.targets}
        verb = relation.verbs if arrow.source != "escalation" else relation.verb
        assert re.search(rf"{arrow.source}[^.]* {verb} [^.]*{arrow.target}", text), arrow.relation
    assert "\n\n" not in picture.svg()


@pytest.mark.thorough
def test_the_pages_build_in_strict_mode_and_once_only(tmp_path: Path) -> None:
    """Twice, as a server does: the pages must not pile up; and every box of the picture leads to a page."""
    hook = f"hooks: [{(ROOT / 'scripts/guide.py').as_posix()}]\nmarkdown_extensions: [pymdownx.superfences]\n"
    home = "# Home\n"
    concepts = "# Concepts\n\n<!-- picture of the kinds -->\n"
    linked = {f"docs/guide/{name}.md": "# Linked\n" for name in ("messages", "settings")}
    pages = {"docs/index.md": home, "docs/guide/concepts.md": concepts, **linked}
    folder = write(tmp_path, {"mkdocs.yml": CONFIG + hook, **pages})
    for _ in range(2):
        site = build(folder, strict=True)
    for path, text in PAGES.items():
        address = path.removesuffix(".md").removesuffix("index").rstrip("/")
        (title,) = tree(page(site, address)).all("h1")
        assert title.text.rstrip("¶") == text.split("\n")[0].removeprefix("# ")
        assert [d["location"] for d in search_index(site)].count(f"{address}/") == 1
    boxes = [a["href"] for a in tree(page(site, "guide/concepts")).one("figure").all("a")]
    assert len(boxes) == len(KINDS)
    for href in boxes:
        assert (site / "guide/concepts" / href / "index.html").is_file(), href
