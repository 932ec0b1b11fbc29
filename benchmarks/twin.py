"""The same playbook as somebody would write it by hand: a Markdown page an entity, for plain MkDocs.

In: a loaded graph. Out: docs/ and mkdocs.yml. A page has a heading for each longer field and each
part, and links to its neighbours in both directions; the navigation holds the index of each kind
and nothing else, which is the fastest site that plain MkDocs with Material can build.
"""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from gameplan.graph import Edge, Graph
from gameplan.model import KINDS, LISTED
from gameplan.model.address import REFERENCE
from gameplan.model.entity import Entity
from gameplan.model.fields import Field, Reference, Shows, Structure
from gameplan.model.types import Measure, Notice, Part, TermsOf
from gameplan.model.values import in_words

OUTSIDE = ("title", "summary", "holders")
"""Fields that are placed by hand, or that a public build leaves out."""

SITE = {
    "site_name": "Tidewell Water",
    "site_url": "https://tidewell.example/",
    "theme": {"name": "material", "font": False},
}
"""What the twin and the playbook's own site have in common."""


def write_twin(graph: Graph, folder: Path) -> None:
    """docs/ and mkdocs.yml of a plain MkDocs site with the content of a graph."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text(
        f"# {SITE['site_name']}\n\nThe playbook is under the tabs above.\n", encoding="utf-8"
    )
    nav: list[Any] = [{"Home": "index.md"}]
    for playbook in graph.playbooks():
        name = playbook.address.playbook
        for entity in (e for e in graph.entities.values() if e.address.playbook == name):
            path = docs / _file(str(entity.address))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(_Page(graph, entity).lines()) + "\n", encoding="utf-8")
        nav += [
            {playbook.title: f"{name}/index.md"},
            {"Vision": f"{name}/vision.md"},
            {"Escalation": f"{name}/escalation.md"},
        ]
        for kind in LISTED:
            text = _index(kind, graph.of_kind(name, kind))
            (docs / name / kind / "index.md").write_text(text, encoding="utf-8")
            nav.append({kind.capitalize(): f"{name}/{kind}/index.md"})
    site = {
        **SITE,
        "plugins": ["search"],
        "markdown_extensions": ["attr_list"],
        "not_in_nav": "/*/*/*.md",
        "nav": nav,
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(site, sort_keys=False), encoding="utf-8")


def _file(address: str) -> str:
    """The Markdown file of an entity, below docs/."""
    return f"{address}.md" if "/" in address else f"{address}/index.md"


def _index(kind: str, entities: Iterable[Entity]) -> str:
    lines = [f"# {kind.capitalize()}", "", KINDS[kind].about, ""]
    lines += [f"- [{entity.title}]({entity.address.id}.md): {entity.summary}" for entity in entities]
    return "\n".join(lines) + "\n"


class _Page:
    def __init__(self, graph: Graph, entity: Entity) -> None:
        self.graph = graph
        self.entity = entity
        self.here = _file(str(entity.address))

    def lines(self) -> Iterator[str]:
        """The page, line by line."""
        entity = self.entity
        if entity.summary:
            yield from ("---", f"description: {entity.summary!r}", "---", "")
        yield from (f"# {entity.title}", "", entity.summary, "")
        yield from self._body(entity, 2)
        for part in entity.parts().values():
            yield from (f"## {part.named()} {{ #{part.id} }}", "")
            yield from self._body(part, 3)
            yield from self._sentences(part.address, back_only=True)
        yield from ("## How it connects", "")
        yield from self._sentences(str(entity.address))

    def _body(self, thing: Entity | Part, level: int) -> Iterator[str]:
        """Lead, facts and sections of an entity or part."""
        written = [
            (f, thing[name]) for name, f in thing.fields.items() if name in thing and name not in OUTSIDE
        ]
        for field, value in written:
            if field.shows is Shows.LEAD:
                yield from (self._prose(value), "")
        facts = [(f, v) for f, v in written if f.shows in (Shows.PAGE, Shows.ANSWER, Shows.FACT)]
        for field, value in facts:
            yield from self._fact(field, value)
        yield ""
        for field, value in written:
            if field.shows is Shows.SECTION:
                yield from (f"{'#' * level} {field.label}", "", *self._block(field, value), "")

    def _fact(self, field: Field[Any], value: Any) -> Iterator[str]:
        if isinstance(value, tuple) and value and isinstance(value[0], str) and len(value[0]) > 20:
            yield from (f"- **{field.label}:**", *(f"    - {self._prose(item)}" for item in value))
        else:
            yield f"- **{field.label}:** {self._inline(value)}"

    def _block(self, field: Field[Any], value: Any) -> Iterator[str]:
        if isinstance(field.type, TermsOf):
            yield from (f"- **{term}**: {self._prose(meaning)}" for term, meaning in value)
        elif isinstance(value, tuple):
            yield from (f"- {self._inline(item)}" for item in value)
        else:
            yield self._inline(value)

    def _inline(self, value: Any) -> str:
        match value:
            case str():
                return self._prose(value)
            case bool():
                return "yes" if value else "no"
            case dt.date():
                return in_words(value)
            case Reference():
                return self._link(self.graph.target(value))
            case Notice():
                return self._link(self.graph.target(value.role)) + (
                    f" within {value.within}" if value.within else ""
                )
            case Measure():
                ends = (self._inline(end) for end in (value.baseline, value.target) if end is not None)
                return f"{self._link(self.graph.target(value.metric))}: {'; '.join(ends)}"
            case Structure():
                pieces = (
                    f"{f.label}: {self._inline(value[n])}" for n, f in value.fields.items() if n in value
                )
                return "; ".join(pieces)
            case tuple():
                return ", ".join(self._inline(item) for item in value)
            case _:
                return str(value)

    def _prose(self, text: str) -> str:
        playbook = self.entity.address.playbook
        if "[[" not in text:
            return text
        return REFERENCE.sub(
            lambda m: self._link(self.graph.prose_target(playbook, m[1].strip()), m[2] or ""), text
        )

    def _link(self, address: str | None, words: str = "") -> str:
        found = self.graph.find(address) if address else None
        if address is None or found is None:
            return words or "everyone"
        base, _, part = address.partition("#")
        path = posixpath.relpath(_file(base), posixpath.dirname(self.here))
        title = found.named() if isinstance(found, Part) else found.title
        return f"[{words or title}]({path}{'#' + part if part else ''})"

    def _sentences(self, address: str, *, back_only: bool = False) -> Iterator[str]:
        """What points from here and at here, a line a relation: "implements A, B"."""
        lines: dict[str, list[str]] = {}
        for edge in () if back_only else self.graph.out_of(address):
            if self._is_link(edge):
                words = edge.relation.passive if edge.relation.acted else edge.relation.verb
                lines.setdefault(words, []).append(edge.target)
        for edge in self.graph.into(address):
            words = edge.relation.verb if edge.relation.acted else edge.relation.passive
            lines.setdefault(words, []).append(edge.source)
        for words, others in lines.items():
            yield f"- {words} " + ", ".join(self._link(other) for other in dict.fromkeys(others))
        yield ""

    def _is_link(self, edge: Edge) -> bool:
        """Whether a relation written here shows among the links, rather than as a fact."""
        if edge.reference is None:
            return True
        field = self.entity.fields.get(edge.reference.field.split(".")[0])
        return field is not None and field.shows is Shows.LINK
