"""Texts become one graph, and whatever is wrong in what can be read is said in one run.

Phases do not cascade: a file that cannot be read keeps its name known, an entity with a fault
keeps what is legible, so nothing else is blamed for it. Order: files, shape, references, circles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .diagnostics import Diagnostic, Label, Severity, did_you_mean, in_order, one_of
from .document import Document, Mapping, Node, Scalar, Sequence, read, span_within
from .graph import Edge, Graph
from .model import KINDS, LISTED, SINGLETONS, Entity
from .model.address import Address, id_fault, near_id, references_in
from .model.fields import Backwards, ProseText, Reading, Reference, missing_fields, read_fields
from .model.kinds.guide import OUTCOMES, Guide
from .model.relations import RELATIONS
from .model.types import first_field
from .resolve import Names, Resolution, Unknowns, old_address
from .secrets import Masks, secrets_of
from .settings import Limits
from .source import START, Place, SourceFile, Sources, Span, is_yaml

_MANIFEST = "playbook"


@dataclass(frozen=True)
class Loaded:
    """The outcome: a graph of what was legible, every finding in order, the texts by path, and the
    playbooks folder as paths print it."""

    graph: Graph
    findings: tuple[Diagnostic, ...]
    texts: dict[str, tuple[str, ...]] = field(repr=False)
    root: str = ""
    folders: frozenset[str] = frozenset()
    """The folders of playbooks, also of those that could not be read."""


def load(sources: Sources, limits: Limits, *, pure: bool = False) -> Loaded:
    """Read all files of a playbooks folder into a graph. Never raises for what an author wrote."""
    return _Loader(sources, limits, pure).run()


class _Loader:
    def __init__(self, sources: Sources, limits: Limits, pure: bool) -> None:
        self.sources = sources
        self.limits = limits
        self.pure = pure
        self.findings: list[Diagnostic] = []
        self.entities: dict[str, Entity] = {}
        self.unknowns = Unknowns()
        self.references: list[tuple[str, Reference]] = []
        self.proses: list[tuple[str, ProseText]] = []
        self.backwards: list[Backwards] = []
        self.texts: dict[str, tuple[str, ...]] = {}
        self.secrets: list[Place] = []
        self.folders: set[str] = set()
        self.manifests: set[str] = set()

    def run(self) -> Loaded:
        for file in self.sources:
            self._file(file)
        self._missing_manifests()
        names = Names(self.entities, self.unknowns)
        self._report(names.clashes())
        self._missing_visions(names)
        targets, edges = self._resolve(names)
        proses, mentions = self._resolve_proses(names)
        edges += mentions
        edges += _advances(names)
        self._report(self._worded_backwards(names))
        self._report(_guide_faults(self.entities.values()))
        self._report(_old_id_faults(self.entities))
        self._report(self._circles(edges))
        graph = Graph(self.entities.values(), targets, edges, proses, names.lineage())
        return Loaded(graph, *self._without_secrets(), self.sources.root, frozenset(self.folders))

    def _without_secrets(self) -> tuple[tuple[Diagnostic, ...], dict[str, tuple[str, ...]]]:
        """All findings in order, and the texts, with every secret blotted out."""
        said = {d.place for d in self.findings if d.code == "SAF01"}
        for place in self.secrets:
            if place not in said:
                self.findings.append(_secret(place, self._address_at(place)))
        masks = Masks(self.texts, {d.place for d in self.findings if d.code == "SAF01"})
        return in_order(masks.findings(self.findings)), masks.texts(self.texts)

    def _address_at(self, place: Place) -> str:
        """The entity or part that a place in a file belongs to, or ""."""
        line = place.span.line
        before = [e for e in self.entities.values() if e.path == place.path and e.key.line <= line]
        entity = max(before, key=lambda e: e.key.line, default=None)
        if entity is None:
            return ""
        parts = [p for p in entity.parts().values() if p.key.line <= line <= p.node.span.end_line]
        return max(parts, key=lambda p: p.key.line).address if parts else str(entity.address)

    def _report(self, findings: Iterable[Diagnostic]) -> None:
        self.findings.extend(findings)

    def _say(
        self,
        code: str,
        path: str,
        span: Span,
        message: str,
        help: str = "",
        address: str = "",
        related: tuple[Label, ...] = (),
    ) -> None:
        self.findings.append(
            Diagnostic(code, Severity.ERROR, message, Place(path, span), address, help=help, related=related)
        )

    # --- files and folders ------------------------------------------------------------------

    def _file(self, file: SourceFile) -> None:
        steps = file.name.split("/")
        name = steps[-1]
        if name == "README.md" or (len(steps) > 2 and steps[1] == "assets"):
            return
        if len(steps) == 1:
            if file.trouble and not file.name:
                self._say("SYN01", file.path, START, f"{file.trouble}.")
                return
            self._misplaced(file, "A file here belongs to no playbook.", self._where_to(name, ""))
            return
        playbook = steps[0]
        self._folder(playbook)
        stem, yaml = _stem(name)
        if len(steps) == 2 and (stem in KINDS) and yaml:
            if stem in SINGLETONS:
                self._single(file, playbook, stem)
            else:
                self._list(file, playbook, stem)
        elif len(steps) == 3 and steps[1] in LISTED and yaml:
            self._one(file, Address(playbook, steps[1], stem))
        else:
            if real := _renamed_by_an_editor(name):
                self._exists_as(playbook, [*steps[1:-1], real])
            self._misplaced(file, *self._misplacement(file, steps))

    def _exists_as(self, playbook: str, steps: list[str]) -> None:
        """Keep the name known of a file that has a wrong ending: what refers to it is not blamed."""
        stem = _stem(steps[-1])[0]
        if len(steps) == 2 and steps[0] in LISTED:
            self.unknowns.entity(Address(playbook, steps[0], stem))
        elif len(steps) == 1 and stem == _MANIFEST:
            self.manifests.add(playbook)
            self.unknowns.entity(Address(playbook))
        elif len(steps) == 1 and stem in SINGLETONS:
            self.unknowns.entity(Address(playbook, stem))
        elif len(steps) == 1 and stem in LISTED:
            self.unknowns.kind(playbook, stem)

    def _misplaced(self, file: SourceFile, message: str, help: str) -> None:
        self._say("SHP06", file.path, START, message, help)

    def _misplacement(self, file: SourceFile, steps: list[str]) -> tuple[str, str]:
        name = steps[-1]
        stem, yaml = _stem(name)
        if real := _renamed_by_an_editor(name):
            ending = name[len(real) :]
            return (
                f"'{name}' is not a YAML file, because it ends in {ending}.",
                f"Rename it to {real}. Some editors add {ending} when they save, and some systems hide it.",
            )
        if len(steps) == 2:
            if not yaml:
                return (
                    f"'{name}' is not a YAML file; a playbook's folder holds only those.",
                    f"Move it to {steps[0]}/assets/, or outside the playbooks folder.",
                )
            near = did_you_mean(stem, KINDS)
            help = f"Did you mean '{near}.yml'?" if near else self._where_to(name, steps[0])
            return f"'{stem}' is not a kind of entry.", help
        folder = steps[1]
        if folder in SINGLETONS:
            return (
                f"There is only one {folder} in a playbook, so it has no folder.",
                f"Write it in {steps[0]}/{folder}.yml.",
            )
        if folder not in LISTED:
            near = did_you_mean(folder, LISTED)
            help = (
                f"Did you mean '{near}/'?"
                if near
                else f"The folders of a playbook are {one_of(sorted(LISTED), 'and')}; other files go into assets/."
            )
            return f"'{folder}' is not a kind of entry.", help
        if len(steps) > 3:
            return (
                "This file lies too deep: the entries of a kind lie side by side.",
                f"Move it to {steps[0]}/{folder}/{name}.",
            )
        return (
            f"'{name}' is not a YAML file.",
            f"Rename it to {near_id(stem) or 'short-name'}.yml, or move it to {steps[0]}/assets/.",
        )

    def _where_to(self, name: str, playbook: str) -> str:
        stem, yaml = _stem(name)
        playbook = playbook or "<playbook>"
        if yaml and stem in KINDS:
            return f"Move it into the folder of a playbook: {playbook}/{name}."
        return f"Move it to the folder of its kind: {playbook}/tactics/{near_id(stem) or 'short-name'}.yml, for example."

    def _folder(self, playbook: str) -> None:
        if playbook in self.folders:
            return
        self.folders.add(playbook)
        path = f"{self.sources.root}/{playbook}"
        if fault := id_fault(playbook):
            near = near_id(playbook)
            help = f"For example: {near}" if near else ""
            self._say("SHP07", path, START, f"The name of this folder {fault}.", help, playbook)
        elif playbook in KINDS or playbook in ("situations", "strategy", "changes"):
            self._say(
                "SHP07",
                path,
                START,
                f"A playbook cannot be called '{playbook}', since that is the name of a kind or section.",
                "Rename the folder after the organisation or team.",
                playbook,
            )

    def _document(self, file: SourceFile) -> Document:
        if file.data is None:
            self._say(
                "SYN01" if "limit" not in file.trouble else "SYN05", file.path, START, f"{file.trouble}."
            )
            return Document(file.path, None, ())
        document = read(file.data, file.path, self.limits, pure=self.pure)
        self.texts[file.path] = document.lines
        self.secrets += [Place(file.path, span) for span in secrets_of(document)]
        return document

    # --- shape ------------------------------------------------------------------------------

    def _single(self, file: SourceFile, playbook: str, kind: str) -> None:
        address = Address(playbook) if kind == _MANIFEST else Address(playbook, kind)
        if kind == _MANIFEST:
            self.manifests.add(playbook)
        self._one(file, address)

    def _one(self, file: SourceFile, address: Address) -> None:
        kind = address.kind or _MANIFEST
        document = self._document(file)
        bad = ""
        if address.id:
            bad = id_fault(address.id)
            if bad:
                near = near_id(address.id)
                self._say(
                    "SHP07",
                    file.path,
                    START,
                    f"The file name '{address.id}' {bad}.",
                    f"For example: {near}.yml" if near else "",
                )
        legible = isinstance(document.root, Mapping) and not bad
        self._report(_with_address(document, str(address) if legible else ""))
        if not isinstance(document.root, Mapping):
            self.unknowns.entity(address)
            self._no_fields(document, KINDS[kind], str(address))
            return
        first = document.lines[0] if document.lines else ""
        key = Span(1, 1, 1, len(first) + 1)
        self._entity(KINDS[kind], document, document.root, address, key, keep=not bad)

    def _no_fields(self, document: Document, kind: type[Entity], address: str) -> None:
        root = document.root
        if document.findings and root is None:
            return
        if root is None or (isinstance(root, Scalar) and root.is_empty):
            if document.lines or root is not None:
                required = [f.name for f in kind.fields.values() if f.required]
                self._say(
                    "SYN15",
                    document.path,
                    START,
                    "This file is empty.",
                    f"Write the fields of {_a(kind.singular)}: {one_of(required, 'and')} at least.",
                    address,
                )
            return
        where = root
        if isinstance(root, Sequence) and root.items:
            where = root.items[0]
            message = f"item 1 is {_what(where)}, but {_a(kind.singular)} is written as fields."
            help = "Take out the hyphens and write `field: value`."
        else:
            message = f"Here is {_what(root)}, but {_a(kind.singular)} is written as fields."
            help = "Write `field: value`, each on a line of its own."
            word = root.text.split(":")[0] if isinstance(root, Scalar) else ""
            if isinstance(root, Scalar) and ":" in root.text and word.isidentifier():
                help = f"There is no space after the colon: write `{word}: …`."
        self._say("SHP02", document.path, where.span, message, help, address)

    def _list(self, file: SourceFile, playbook: str, kind: str) -> None:
        document = self._document(file)
        self._report(document.findings)
        root = document.root
        if not isinstance(root, Mapping):
            self.unknowns.kind(playbook, kind)
            if root is None or (isinstance(root, Scalar) and root.is_empty):
                if document.lines and not document.findings:
                    self._say(
                        "SYN15",
                        file.path,
                        START,
                        "This file is empty.",
                        f"Write `short-id:` for each {KINDS[kind].singular}, with its fields indented under it, or delete the file.",
                    )
            else:
                where = root.items[0] if isinstance(root, Sequence) and root.items else root
                self._say(
                    "SHP02",
                    file.path,
                    where.span,
                    f"{file.name.split('/')[-1]} must hold {kind} by their ids, but here is {_what(root)}.",
                    f"Write `short-id:` for each {KINDS[kind].singular}, with its fields indented under it.",
                )
            return
        for entry in root.entries:
            id, key = entry.key.text, entry.key.span
            address = Address(playbook, kind, id)
            fault = id_fault(id)
            if fault:
                near = near_id(id)
                self._say(
                    "SHP07",
                    file.path,
                    key,
                    f"'{_brief(id)}' {fault}.",
                    f"For example: {near}" if near else "",
                )
            if isinstance(entry.value, Mapping):
                self._entity(KINDS[kind], document, entry.value, address, key, keep=not fault)
            elif not fault:
                self.unknowns.entity(address)
                help = f"Write `{id}:`, and on the next line, indented further, `{first_field(KINDS[kind], entry.value)}`."
                if id in KINDS[kind].fields:
                    help = f"This file holds many {kind}; put each under an id of its own: `short-id:`."
                self._say(
                    "SHP02",
                    file.path,
                    key,
                    f"'{_brief(id)}' needs fields of its own, but here is {_what(entry.value)}.",
                    help,
                    str(address),
                )

    def _entity(
        self,
        kind: type[Entity],
        document: Document,
        node: Mapping,
        address: Address,
        key: Span,
        *,
        keep: bool,
    ) -> None:
        reading = Reading(document.path, str(address), document.lines, self.limits.field_characters)
        what = _a(kind.singular)
        values = read_fields(kind, node, reading, what)
        missing_fields(kind, node, reading, key, what)
        self._report(reading.findings)
        if not keep:
            self.unknowns.entity(address)
            return
        entity = kind(values, node, address, document.path, key)
        family = kind.family()
        if family and (written := node.get(family)) is not None:
            if family not in values:
                self.unknowns.parts(address)
            elif isinstance(written, Mapping):
                for entry in written.entries:
                    if entry.key.text not in values[family]:
                        self.unknowns.part(address._replace(part=entry.key.text))
        first = self.entities.get(str(address))
        if first is not None:
            self._say(
                "REF03",
                document.path,
                key,
                f"There are two {kind.plural} with the id '{address.id or address.kind or address.playbook}'.",
                "Rename one of them, or merge them.",
                str(address),
                (Label(first.place(), "the first"),),
            )
            return
        self.entities[str(address)] = entity
        self.references += reading.references
        self.proses += reading.proses
        self.backwards += reading.reversed

    # --- what must be there -----------------------------------------------------------------

    def _missing_manifests(self) -> None:
        for playbook in sorted(self.folders - self.manifests):
            self.unknowns.playbook(playbook)
            self._say(
                "SHP03",
                f"{self.sources.root}/{playbook}",
                START,
                f"The playbook '{playbook}' has no playbook.yml.",
                "Write one with `title:` and `organisation:`, or move these files into the folder of a playbook.",
                playbook,
            )

    def _missing_visions(self, names: Names) -> None:
        for playbook in names.playbooks():
            if names.has_single(playbook, "vision"):
                continue
            needing = sorted(
                str(e.address)
                for e in self.entities.values()
                if e.address.playbook == playbook and e.plural in ("goals", "strategies", "tactics")
            )
            if needing:
                self._say(
                    "SHP03",
                    self.entities[playbook].path,
                    START,
                    f"The playbook '{playbook}' has {needing[0].split('/')[1]} but no vision.yml, so nothing says where they lead.",
                    "Write vision.yml with a `statement:`.",
                    playbook,
                )

    # --- references -------------------------------------------------------------------------

    def _resolve(self, names: Names) -> tuple[dict[Reference, str | None], list[Edge]]:
        targets: dict[Reference, str | None] = {}
        edges: list[Edge] = []
        for source, reference in self.references:
            outcome = names.resolve(source, reference)
            targets[reference] = outcome.address
            if outcome.finding:
                self.findings.append(self._placed(source, reference.span, outcome))
            elif outcome.address and outcome.address != "everyone":
                edges.append(Edge(source, RELATIONS[reference.relation], outcome.address, reference))
        return targets, edges

    def _placed(self, source: str, span: Span, outcome: Resolution) -> Diagnostic:
        path = self.entities[source.partition("#")[0]].path
        return Diagnostic(
            outcome.finding,
            Severity.ERROR,
            outcome.message,
            Place(path, span),
            source,
            outcome.label,
            outcome.help,
            outcome.related,
        )

    def _resolve_proses(self, names: Names) -> tuple[dict[tuple[str, str], str | None], list[Edge]]:
        resolved: dict[tuple[str, str], str | None] = {}
        edges: list[Edge] = []
        for source, prose in self.proses:
            playbook = Address(*source.partition("#")[0].split("/")).playbook
            entity = self.entities[source.partition("#")[0]]
            for found in references_in(prose.text):
                outcome = names.resolve_prose(playbook, found.target)
                resolved[playbook, found.target] = outcome.address
                if outcome.finding:
                    offset = prose.text.index(found.target, found.offset)
                    span = span_within(prose.node, offset, len(found.target), self.texts[entity.path])
                    self.findings.append(self._placed(source, span, outcome))
                elif outcome.address and outcome.address.partition("#")[0] != source.partition("#")[0]:
                    edges.append(Edge(source, RELATIONS["mentions"], outcome.address))
        return resolved, edges

    def _worded_backwards(self, names: Names) -> Iterator[Diagnostic]:
        for address, entry, relation in self.backwards:
            entity = self.entities[address.partition("#")[0]]
            here = address.partition("#")[2]
            own = f"{entity.address.id}#{here}" if here and entity.address.id else (here or entity.address.id)
            own = own or str(entity.address)
            kinds = [s.partition("#") for s in relation.sources]
            first = _source_words(kinds[0]) if relation.sources[0] != "*" else "entry"
            places = []
            for id in _ids(entry.value):
                other = names.named(entity.address.playbook, id, [k for k, _, _ in kinds])
                if other is not None:
                    places.append(
                        Label(other.place(), f"write `{_sample(relation.name, own, relation.many)}` here")
                    )
                    first = other.singular
            where = f" in {places[0].place.path}" if places else ""
            cure = f"Write `{_sample(relation.name, own, relation.many)}` in the {first}{where}, and delete this line."
            if relation.implied:
                cure, places = "Delete this line: every goal advances the vision by itself.", []
            yield Diagnostic(
                "SHP05",
                Severity.ERROR,
                f"'{entry.key.text}' is worked out by itself and is not written by hand.",
                Place(entity.path, entry.key.span),
                address,
                "written from the wrong end",
                cure,
                tuple(places),
            )

    def _circles(self, edges: list[Edge]) -> Iterator[Diagnostic]:
        for name, relation in RELATIONS.items():
            if not relation.acyclic:
                continue
            ahead: dict[str, list[Edge]] = {}
            for edge in edges:
                if edge.relation.name == name:
                    ahead.setdefault(edge.source, []).append(edge)
            for ring in _rings(ahead):
                addresses = [edge.source for edge in ring]
                shown = " → ".join(_short(a) for a in [*addresses, addresses[0]])
                first, *others = ring
                entity = self.entities[first.source.partition("#")[0]]
                assert first.reference is not None
                related = tuple(
                    Label(
                        Place(self.entities[e.source.partition("#")[0]].path, e.reference.span),
                        f"and on to {_short(e.target)}",
                    )
                    for e in others
                    if e.reference is not None
                )
                yield Diagnostic(
                    "REF05",
                    Severity.ERROR,
                    f"This goes round in a circle: {shown}."
                    if others
                    else f"{_short(first.source)} {relation.verb} itself: {shown}.",
                    Place(entity.path, first.reference.span),
                    first.source,
                    help=f"Take out one `{first.reference.field.split('.')[-1]}` of the circle.",
                    related=related,
                )


def _rings(ahead: dict[str, list[Edge]]) -> Iterator[list[Edge]]:
    """Circles among some edges, each once, beginning at its first address; without recursion.

    Where circles cross, those met first: once they are mended, the others show.
    """
    state: dict[str, int] = {}
    for start in sorted(ahead):
        if state.get(start):
            continue
        path: list[Edge] = []
        stack: list[tuple[str, Iterator[Edge]]] = [(start, iter(ahead.get(start, ())))]
        state[start] = 1
        while stack:
            node, edges = stack[-1]
            for edge in edges:
                seen = state.get(edge.target, 0)
                if seen == 1:
                    ring = [*path, edge]
                    first = next(i for i, e in enumerate(ring) if e.source == edge.target)
                    ring = ring[first:]
                    turn = min(range(len(ring)), key=lambda i: ring[i].source)
                    yield ring[turn:] + ring[:turn]
                elif seen == 0:
                    state[edge.target] = 1
                    path.append(edge)
                    stack.append((edge.target, iter(ahead.get(edge.target, ()))))
                    break
            else:
                state[node] = 2
                stack.pop()
                if path:
                    path.pop()


def _advances(names: Names) -> list[Edge]:
    """Every goal advances the vision that serves its playbook."""
    return [
        Edge(str(e.address), RELATIONS["advances"], vision)
        for e in names.entities.values()
        if e.plural == "goals" and (vision := names.single(e.address.playbook, "vision"))
    ]


def _guide_faults(entities: Iterable[Entity]) -> Iterator[Diagnostic]:
    """Answers, and the start of a guide, must lead to a question or an outcome."""
    for guide in entities:
        if not isinstance(guide, Guide) or "questions" not in guide:
            continue
        questions = guide.questions
        written = guide.node.get("questions") if isinstance(guide.node, Mapping) else None
        # A question whose id cannot be used is blamed for that alone.
        ids = {e.key.text for e in written.entries} if isinstance(written, Mapping) else set(questions)
        if "start" in guide and guide.start not in ids:
            yield _nowhere(
                guide,
                str(guide.address),
                guide.at("start"),
                guide.start,
                list(questions),
                "the first question",
            )
        for question in questions.values():
            for answer in question.answers:
                then = answer.then
                if "then" in answer and then not in ids and then not in OUTCOMES:
                    yield _nowhere(
                        guide,
                        question.address,
                        answer.at("then"),
                        then,
                        [*questions, *OUTCOMES],
                        "a question, or go, stop or ask",
                    )


def _nowhere(guide: Guide, address: str, span: Span, word: str, known: list[str], want: str) -> Diagnostic:
    near = did_you_mean(word, known)
    help = (
        f"Did you mean '{near}'?"
        if near
        else f"Here one writes {want}; the questions are {one_of(list(guide.questions), 'and')}."
    )
    return Diagnostic(
        "REF06",
        Severity.ERROR,
        f"'{_brief(word)}' is not a question of this guide.",
        Place(guide.path, span),
        address,
        "leads nowhere",
        help,
    )


def _old_id_faults(entities: dict[str, Entity]) -> Iterator[Diagnostic]:
    """An old id must not be in use again, nor be claimed twice."""
    claimed: dict[str, Place] = {}
    for entity in entities.values():
        for thing, address in [
            (entity, str(entity.address)),
            *((p, p.address) for p in entity.parts().values()),
        ]:
            for index, old in enumerate(thing["formerly"]):
                place = Place(entity.path, thing.at("formerly", index))
                where = old_address(entity, thing, old)
                if where == address:
                    yield Diagnostic(
                        "REF04",
                        Severity.ERROR,
                        f"'{old}' is the id it has now, not an old one.",
                        place,
                        address,
                        help="Delete it from `formerly`.",
                    )
                elif (other := entities.get(where)) is not None or _has_part(entities, where):
                    at = other.place() if other is not None else _part_place(entities, where)
                    yield Diagnostic(
                        "REF04", Severity.ERROR, f"'{old}' cannot be an old id, because it is in use.", place, address,
                        help="Old links would lead to the wrong page; delete one of the two.", related=(Label(at, "in use here"),),
                    )  # fmt: skip
                elif where in claimed:
                    yield Diagnostic(
                        "REF04", Severity.ERROR, f"'{old}' is claimed as an old id twice.", place, address,
                        help="An old link can lead to one place only; keep one.", related=(Label(claimed[where], "claimed here first"),),
                    )  # fmt: skip
                else:
                    claimed[where] = place


def _has_part(entities: dict[str, Entity], address: str) -> bool:
    base, _, part = address.partition("#")
    return bool(part) and base in entities and part in entities[base].parts()


def _part_place(entities: dict[str, Entity], address: str) -> Place:
    base, _, part = address.partition("#")
    return Place(entities[base].path, entities[base].parts()[part].key)


def _secret(place: Place, address: str) -> Diagnostic:
    return Diagnostic(
        "SAF01",
        Severity.ERROR,
        "This looks like a password, token or recovery code.",
        place,
        address,
        help="Never in git: name the vault that keeps it instead, and change it, since it has been written down.",
        secret=True,
    )


def _with_address(document: Document, address: str) -> Iterator[Diagnostic]:
    for d in document.findings:
        yield Diagnostic(
            d.code, d.severity, d.message, d.place, address, d.label, d.help, d.related, d.secret
        )


def _ids(node: Node) -> list[str]:
    if isinstance(node, Scalar):
        return [node.text]
    items: Iterable[Node] = node.items if isinstance(node, Sequence) else (e.key for e in node.entries)
    return [item.text for item in items if isinstance(item, Scalar)]


def _sample(field: str, own: str, many: bool) -> str:
    return f"{field}: [{own}]" if many else f"{field}: {own}"


def _source_words(source: tuple[str, str, str]) -> str:
    kind, _, family = source
    return f"{family.removesuffix('s')} of the {KINDS[kind].singular}" if family else KINDS[kind].singular


def _stem(name: str) -> tuple[str, bool]:
    for ending in (".yml", ".yaml"):
        if name.endswith(ending):
            return name.removesuffix(ending), True
    return name.rpartition(".")[0] or name, is_yaml(name)


def _renamed_by_an_editor(name: str) -> str:
    """The name of a YAML file behind which an editor put an ending of its own (`b.yml.txt`), or ""."""
    real, dot, ending = name.rpartition(".")
    return real if dot and ending.isalpha() and not is_yaml(name) and is_yaml(real) else ""


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _what(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    return "nothing" if node.is_empty else "text"


def _brief(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def _short(address: str) -> str:
    """An address without playbook and kind."""
    return address.split("/")[-1]
