"""The model reference as Markdown: a page for each kind, one for what all have, one for the relations.

Everything comes from the model: fields with their types, sentences and examples, samples, the registry of
relations. Only where the site shows a field is said here, in `shown`. No MkDocs, no files: `pages` returns
texts by path, the same at every call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from gameplan.diagnostics import one_of, with_article
from gameplan.document import Document, Mapping, Node, Sequence, read
from gameplan.model import KINDS, SECTIONS, Entity
from gameplan.model.address import near_id
from gameplan.model.fields import Field, Shows, Structure, Target
from gameplan.model.part import CommonPart
from gameplan.model.relations import RELATIONS, Relation
from gameplan.model.types import (
    ChoiceType,
    DateOrTextType,
    DateType,
    DurationType,
    ListOf,
    MeasuresType,
    NotesType,
    NotifiesType,
    NumberType,
    Part,
    PartsOf,
    ProseType,
    RecordOf,
    RefType,
    TermsOf,
    UrlType,
    WaiversType,
    WholeType,
    YesNoType,
)
from gameplan.settings import Limits

FOLDER = "guide/reference"
_SECTION_TITLES = {
    "home": "Whose it is",
    "strategy": "Strategy",
    "situations": "Situations",
    "roles": "Roles",
    "policies": "Policies",
    "channels": "Channels",
}
_WIDEST = 40
"""Lists longer than this are written over several lines: a phone shows about as many characters."""


# --- what there is ----------------------------------------------------------------------------


def pages() -> dict[str, str]:
    """The Markdown of every page by its path under docs/, in the order of the navigation."""
    made = {"index": _index(), "common": _common(), "relations": _relations()}
    made.update({plural: _kind(plural) for plural in KINDS})
    return {f"{FOLDER}/{name}.md": text for name, text in made.items()}


class Place(NamedTuple):
    """Where a field is written: in a kind, or in a structure inside it.

    `steps` are the fields that lead from the kind to the structure `cls`; `kind` is "" for what every
    entry has.
    """

    kind: str
    steps: tuple[Field[Any], ...]
    cls: type[Structure]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields that lead here."""
        return tuple(step.name for step in self.steps)


def inner(field: Field[Any]) -> type[Structure] | None:
    """The class of the fields that stand inside a field, or None for one that is a plain value."""
    kind = field.type.item if isinstance(field.type, ListOf) else field.type
    if isinstance(kind, PartsOf | RecordOf | MeasuresType | WaiversType):
        found: type[Structure] = kind.cls
        return found
    return None


def _places(place: Place) -> Iterator[tuple[Place, Field[Any]]]:
    """The fields of a structure, and of those inside it, as deep as they go."""
    for field in place.cls.fields.values():
        yield place, field
        if (cls := inner(field)) is not None:
            yield from _places(Place(place.kind, (*place.steps, field), cls))


# --- where the site shows it ------------------------------------------------------------------


class Shown(NamedTuple):
    """Where a field is to be seen: in words, and by the names that page data has for these places.

    Besides those of `site.data.page.PageData`: `connects` is the section of relations, `list` the list of the kind.
    """

    words: str
    places: frozenset[str] = frozenset()


def _shown(words: str, places: str = "") -> Shown:
    return Shown(words, frozenset(places.split()))


_NOWHERE = _shown("nowhere")
_ABOVE_THE_TITLE = _shown("in the line above the title, and in lists", "eyebrow list")
_WRITTEN_ABOVE = "in the line above the title"
_BEFORE_THE_QUESTION = "in the line above the question that the page opens with"
_UNDER_THE_TITLE = "in the line under the opening sentence"

_SHOWN: dict[str, Shown] = {
    # what every entry has
    "title": _shown("as the title of the page, and wherever another page names it", "title"),
    "summary": _shown("in the opening sentence, after the kind's own; in lists it stands alone", "lead"),
    "status": _shown(
        "as a word with a sign under the title; unless it is active, a banner says what it means",
        "status notice",
    ),
    "owner": _shown(f"{_UNDER_THE_TITLE}, with the deputy; the page of the role names it, too", "meta"),
    "number": _shown(f"{_WRITTEN_ABOVE}, and before the title in lists", "eyebrow"),
    "effective": _shown(_UNDER_THE_TITLE, "meta"),
    "expires": _shown(_UNDER_THE_TITLE, "meta"),
    "approved": _shown("among the facts, as “Approved”", "facts"),
    "formerly": _shown("nowhere: a page at the old address leads on, and search finds it by the old id"),
    "replaced_by": _shown("in a banner, with a link", "notice"),
    "visibility": _shown("nowhere: it decides whether there is a page at all"),
    "tags": _shown(_UNDER_THE_TITLE, "tags"),
    "links.title": _shown("as the words of the link, under “Read more”", "blocks"),
    "links.url": _shown("behind the words of the link", "blocks"),
    "examples.title": _shown("above the example, under “Examples”", "blocks"),
    "examples.text": _shown("under “Examples”", "blocks"),
    "legal.title": _shown("under “The law behind it”", "blocks"),
    "legal.note": _shown("below its title, under “The law behind it”", "blocks"),
    "legal.url": _shown("behind the title, as a link", "blocks"),
    "notes": _shown("nowhere: it is for editors"),
    "waivers": _shown("nowhere: it is for the linter"),
    "waivers.reason": _shown("nowhere: it is for the linter"),
    "waivers.until": _shown("nowhere: it is for the linter"),
    # the manifest, whose page is the home of the playbook
    "playbook/title": _shown(f"{_BEFORE_THE_QUESTION}, and wherever another page names it", "title"),
    "playbook/status": _shown(
        f"{_BEFORE_THE_QUESTION}, as a word with a sign, unless it is active", "status"
    ),
    "playbook/summary": _shown("under “About this playbook”", "lead"),
    "playbook/number": _shown(f"{_BEFORE_THE_QUESTION}, after the organisation", "eyebrow"),
    "playbook/replaced_by": _shown("under “How it connects”", "connects"),
    "playbook/organisation": _shown(f"{_BEFORE_THE_QUESTION}, unless the title names it", "eyebrow"),
    "playbook/definitions": _shown("in the glossary, and where a page first uses the word"),
    "playbook/labels": _shown("in place of our own words: titles of lists, navigation, sentences", "blocks"),
    # kinds that show a field in a way of their own
    "vision/statement": _shown("in the opening sentence under the title", "lead"),
    "channels/purpose": _shown("in the opening sentence under the title", "lead"),
    "rules/when": _shown(
        "in the opening sentence under the title, and in the list of situations", "lead list"
    ),
    "objectives/measured_by": _shown(
        "under “How we measure it”, with a small chart; the latest number also in the line of sight of what serves it",
        "blocks connects",
    ),
    "measured_by.baseline": _shown("under “How we measure it”, as “Where we began”", "blocks"),
    "measured_by.target": _shown("under “How we measure it”, as “Where we want to be”", "blocks"),
    "measured_by.baseline.value": _shown("under “How we measure it”, as “Where we began”", "blocks"),
    "measured_by.baseline.on": _shown("after the value, under “Where we began”", "blocks"),
    "measured_by.target.value": _shown("under “How we measure it”, as “Where we want to be”", "blocks"),
    "measured_by.target.due": _shown("after the value, under “Where we want to be”", "blocks"),
    "metrics/unit": _shown("behind every number, and among the facts, as “Unit”", "blocks facts"),
    "metrics/readings": _shown(
        "under “Readings”, as a chart and a table; the latest also in lists and with each objective it measures",
        "blocks list",
    ),
    "readings.on": _shown("in the table under “Readings”", "blocks"),
    "readings.value": _shown("in the table under “Readings”, with the unit", "blocks"),
    "readings.note": _shown("in the table under “Readings”", "blocks"),
    "strategies/type": _ABOVE_THE_TITLE,
    "tactics/type": _ABOVE_THE_TITLE,
    "rules/type": _ABOVE_THE_TITLE,
    "roles/type": _shown(f"{_WRITTEN_ABOVE}, unless it is `role`", "eyebrow"),
    "channels/type": _shown(f"{_WRITTEN_ABOVE}, and in the register of channels", "eyebrow list"),
    "tools/type": _ABOVE_THE_TITLE,
    "tactics/starts": _shown(_UNDER_THE_TITLE, "meta"),
    "tactics/ends": _shown(_UNDER_THE_TITLE, "meta"),
    "tactics/stop_if": _shown("in a box of its own, “We stop if”", "blocks"),
    "tactics/implements": _shown("in the line of sight, and under “How it connects”", "why connects"),
    "strategies/pursues": _shown("in the line of sight, and under “How it connects”", "why connects"),
    "objectives/serves": _shown("in the line of sight, and under “How it connects”", "why connects"),
    "functions/head": _shown(
        "among the facts, as “Headed by”, and under “How it connects”", "facts connects"
    ),
    "policies/approver": _shown(
        "among the facts, as “Who approves it”, and under “How it connects”", "facts connects"
    ),
    "policies/binds": _shown(
        f"under “How it connects”, and as a mark at each clause for those who chose such a role; `everyone` {_UNDER_THE_TITLE}",
        "connects meta blocks",
    ),
    "channels/opened": _shown(f"{_UNDER_THE_TITLE}, and among the facts, as “Opened”", "meta facts"),
    "channels/closed": _shown(f"{_UNDER_THE_TITLE}, and among the facts, as “Closed”", "meta facts"),
    "channels/access": _shown("under “Keys”, and in short in the register of channels", "blocks list"),
    "roles/holders": _shown(f"{_UNDER_THE_TITLE}, as “Held by”, and wherever a level wakes the role", "meta"),
    "holders.name": _shown(_UNDER_THE_TITLE, "meta"),
    "holders.contact": _shown("in brackets behind the name", "meta"),
    "holders.since": _shown("in brackets behind the name", "meta"),
    "holders.until": _shown("in brackets behind the name", "meta"),
    "holders.public": _shown("nowhere: it decides whether a public site shows name and contact"),
    "roles/deputy": _shown(f"{_UNDER_THE_TITLE}, and under “Who stands in”", "meta blocks"),
    "roles/reports_to": _shown(f"{_UNDER_THE_TITLE}, as “Reports to”", "meta"),
    "roles/function": _shown(f"{_WRITTEN_ABOVE}, and among the facts, as “Function”", "eyebrow facts"),
    "roles/responsibilities": _shown("under “What you are here to do”", "blocks"),
    "roles/authority": _shown("under “What you may decide alone”", "blocks"),
    "training.name": _shown("under “Training and reviews”", "blocks"),
    "training.renew_every": _shown("behind the name, under “Training and reviews”", "blocks"),
    "roles/delegates": _shown("under “Who stands in”", "blocks"),
    "delegates.to": _shown("under “Who stands in”", "blocks"),
    "delegates.scope": _shown("behind the role, under “Who stands in”", "blocks"),
    "delegates.until": _shown("behind the role, under “Who stands in”", "blocks"),
    "acknowledge.required": _shown("among the facts, in “Confirm that you have read it”", "facts"),
    "acknowledge.every": _shown("among the facts, in “Confirm that you have read it”", "facts"),
    "approved.by": _shown("among the facts, in “Approved”", "facts"),
    "approved.on": _shown("among the facts, in “Approved”", "facts"),
    "approved.ref": _shown("among the facts, in “Approved”", "facts"),
    # situations
    "rules/responder": _shown("in the answer at the top, as “Who answers”, with the deputy", "answer"),
    "rules/approver": _shown("in the answer at the top, as “Who approves”", "answer connects"),
    "rules/covers": _shown(f"{_UNDER_THE_TITLE}, and under “How it connects”", "meta connects"),
    "rules/notifies": _shown("in the answer at the top, below who approves", "answer connects"),
    "rules/do": _shown("under “Do”; the first also in the answer at the top", "blocks answer"),
    "rules/dont": _shown("under “Do not”", "blocks"),
    "rules/enforces": _shown(
        "word for word under “The clause behind it”, and under “How it connects”", "blocks connects"
    ),
    "rules/escalates_to": _shown(
        "under “When it gets worse”, and under “How it connects”", "blocks connects"
    ),
    "replies.text": _shown("in a box of its own, with a button to copy it", "blocks"),
    "replies.language": _shown("beside the heading of the reply", "blocks"),
    "guides/start": _shown("nowhere: it decides which question comes first", "blocks"),
    "questions.ask": _shown("as the question", "blocks"),
    "questions.consider": _shown("below the question, as “Think of”", "blocks"),
    "questions.answers": _shown("below the question; the next question opens inside its answer", "blocks"),
    "answers.if": _shown("as the answer", "blocks"),
    "answers.then": _shown("behind the answer: what to do, or the next question", "blocks"),
    "answers.because": _shown("behind the answer, after “Because of”", "blocks"),
    "answers.role": _shown("behind the answer", "blocks"),
    "escalation/hours": _shown("below the levels, as “Hours”", "blocks"),
    "escalation/approved": _shown("under “About this plan”, as “Approved”", "blocks"),
    "levels.title": _shown("as the heading of the card", "blocks"),
    "phases.steps": _shown("as a numbered list", "blocks"),
    "steps.do": _shown("as a step of the list", "blocks"),
    "steps.role": _shown(
        "with the step, behind its number; what each role does is gathered at the top", "blocks"
    ),
    "steps.within": _shown("with the step, as “Within”", "blocks"),
    "steps.every": _shown("with the step, as “Again every”", "blocks"),
    "steps.parallel": _shown("beside the steps that are done at the same time"),
    "steps.options": _shown("as a list below the step", "blocks"),
    "steps.reply": _shown("with the step, as “Words to use”", "blocks"),
    # policies
    "clauses.statement": _shown("as the words of the clause; rules that enforce it quote them", "blocks"),
    "clauses.strength": _shown("beside the clause, as a sign with a word", "blocks"),
    "clauses.rationale": _shown("below the words of the clause, as “Why”", "blocks"),
    "clauses.do": _shown("below the words of the clause, as “Do”", "blocks"),
    "clauses.dont": _shown("below the words of the clause, as “Do not”", "blocks"),
    "clauses.limit": _shown(
        "among the facts of the clause, as “Limit”, and where a rule quotes it", "blocks"
    ),
    "clauses.exceptions": _shown("among the facts of the clause, as “Exception”", "blocks"),
    "exceptions.for": _shown("in “Exception”", "blocks"),
    "exceptions.granted_by": _shown("in “Exception”", "blocks"),
    "exceptions.until": _shown("in “Exception”", "blocks"),
    "exceptions.reason": _shown("in “Exception”", "blocks"),
    "limit.at_most": _shown("in “Limit”", "blocks"),
    "limit.at_least": _shown("in “Limit”", "blocks"),
    "limit.unit": _shown("in “Limit”", "blocks"),
    "limit.per": _shown("in “Limit”", "blocks"),
    "evidence.finding": _shown("as the words of the piece of evidence", "blocks"),
    # what every part has
    "part.title": _shown("as the heading of the part; without one its id is the heading", "blocks"),
    "part.number": _shown("before the heading of the part", "blocks"),
    "part.status": _shown("behind the heading of the part, unless it is active", "blocks"),
    "part.effective": _shown(
        "below the heading of the part or among its facts, as “In force from”", "blocks"
    ),
    "part.formerly": _shown("nowhere: old links lead on, and search finds the part by its old id"),
    "part.replaced_by": _shown("below the heading of the part, with a link", "blocks"),
    "part.visibility": _shown("nowhere: it decides whether the part is shown at all"),
}
"""What the `Shows` of a field does not tell, from the general to the particular: the path of a field without its
kind, `part.` for what every part has, and `kind/field`."""

OF_THEIR_OWN = {"playbook": "On the home of a playbook", "escalation": "On an escalation plan"}
"""Kinds that show some fields which every entry has in a way of their own."""

_TOP = {
    Shows.LEAD: _shown(
        "in the opening sentence under the title; where there is no summary, in lists too", "lead list"
    ),
    Shows.LINK: _shown("under “How it connects”", "connects"),
    Shows.NOWHERE: _NOWHERE,
}


def shown(place: Place, field: Field[Any]) -> Shown:
    """Where the site shows a field."""
    for key in _keys(place, field):
        if key in _SHOWN:
            return _SHOWN[key]
    if not place.steps:
        if place.kind == "escalation" and field.shows is Shows.FACT:
            return _shown(f"under “About this plan”, as “{field.label}”", "blocks")
        return (
            _TOP.get(field.shows)
            or {
                Shows.SECTION: _shown(f"under “{field.label}”", "blocks"),
                Shows.PARTS: _shown(
                    f"under “{field.label}”, each with a heading that can be linked to", "blocks"
                ),
                Shows.ANSWER: _shown(f"in the answer at the top, as “{field.label}”", "answer"),
                Shows.FACT: _shown(f"among the facts, as “{field.label}”", "facts"),
            }[field.shows]
        )
    outer = place.steps[-1]
    if issubclass(place.cls, Part):
        where = (
            "on the card of the level"
            if place.cls.family == "levels"
            else f"among the facts of the {place.cls.singular}"
        )
        return _shown(f"{where}, as “{field.label}”", "blocks")
    if isinstance(outer.type, ListOf):
        return _shown(f"in the table under “{outer.label}”, as “{field.label}”", "blocks")
    return _shown(f"under “{outer.label}”, as “{field.label}”", "blocks")


def _keys(place: Place, field: Field[Any]) -> Iterator[str]:
    if not place.steps:
        yield f"{place.kind}/{field.name}"
        if field.name in Entity.fields:
            yield field.name
        return
    for first in range(len(place.steps)):
        yield ".".join((*place.names[first:], field.name))
    if issubclass(place.cls, Part) and field.name in CommonPart.fields:
        yield f"part.{field.name}"
        yield field.name


# --- words ------------------------------------------------------------------------------------


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _one(target: Target) -> str:
    """One thing at the end of a relation, with its article: "a tactic", "the vision"."""
    if target.kind == "*":
        return "an entry"
    cls: Any = _family(target) or KINDS[target.kind]
    single = not target.family and target.kind in ("vision", "escalation")
    return f"the {cls.singular}" if single else with_article(cls.singular)


def _many(target: Target) -> str:
    """Several of them: "tactics"; the vision stays one."""
    if target.kind == "*":
        return "entries"
    if target.family:
        return "pieces of evidence" if target.family == "evidence" else target.family
    if target.kind in ("vision", "escalation"):
        return _one(target)
    return "playbooks" if target.kind == "playbook" else target.kind


def _family(target: Target) -> type[Part] | None:
    if not target.family:
        return None
    kind = KINDS[target.kind].fields[target.family].type
    return kind.cls if isinstance(kind, PartsOf) else None


def _link(words: str, target: Target) -> str:
    """Words as a link to where a thing is described; "an entry" of any kind has no page."""
    if target.kind == "*":
        return words
    anchor = f"#{target.family}" if target.family else ""
    article, _, noun = words.partition(" ")
    if article in ("a", "an", "the") and noun:
        return f"{article} [{noun}]({target.kind}.md{anchor})"
    return f"[{words}]({target.kind}.md{anchor})"


def type_words(kind: Any, home: str) -> str:
    """A type as people would name it; `home` is the kind whose field it is."""
    if isinstance(kind, ListOf):
        return _list_words(kind, home)
    if isinstance(kind, ChoiceType):
        return "one of the words below"
    if isinstance(kind, RefType) and kind.targets == (Target("*"),):
        return "a reference to another of the same kind"
    if isinstance(kind, RefType):
        return "a reference to " + one_of([_link(_one(t), t) for t in _targets(kind, home)])
    if isinstance(kind, RecordOf):
        return "a mapping with the fields below"
    if isinstance(kind, PartsOf):
        return f"a mapping from ids to {_many(Target(home, kind.cls.family))}, each with the fields below"
    if isinstance(kind, TermsOf):
        if kind.keys:
            return "a mapping from kinds to words: " + ", ".join(f"`{key}`" for key in kind.keys)
        return "a mapping from words to what they mean, which is Markdown text"
    if isinstance(kind, MeasuresType):
        return "a mapping from [metrics](metrics.md) to the fields below"
    if isinstance(kind, WaiversType):
        return "a mapping from the code of a check to the fields below"
    if isinstance(kind, NotifiesType):
        roles = "[roles](roles.md)"
        return f"a list of references to {roles}, or a mapping from {roles} to a length of time"
    words = {
        NotesType: "text", ProseType: "Markdown text", DateType: "a date", DateOrTextType: "a date, or a few words",
        DurationType: "a length of time", YesNoType: "`true` or `false`", NumberType: "a number",
        WholeType: "a whole number", UrlType: "a web address",
    }  # fmt: skip
    return words.get(type(kind), "text")


def _list_words(kind: ListOf[Any], home: str) -> str:
    item: Any = kind.item
    if isinstance(item, RefType):
        return "a list of references to " + one_of([_link(_many(t), t) for t in _targets(item, home)])
    if isinstance(item, RecordOf):
        return "a list; each item has the fields below"
    if isinstance(item, ProseType):
        return "a list of Markdown texts"
    return kind.form


def _targets(kind: RefType, home: str) -> tuple[Target, ...]:
    """What a reference may point at; one that takes its own kind says which."""
    if kind.relation == "part_of":
        return (Target(home),)
    return kind.targets


# --- an example over several lines ------------------------------------------------------------


def unfolded(example: str) -> str:
    """An example as one writes it in a file: mappings in braces, and lists that are long, over several lines."""
    document = read(example.encode(), "example", Limits())
    if not isinstance(document.root, Mapping):
        return example
    return "\n".join(_lines(document.root, document))


def _lines(node: Node, document: Document) -> list[str]:
    """A node in block style; a single line where that is enough."""
    if isinstance(node, Mapping):
        found: list[str] = []
        for entry in node.entries:
            found += _below(f"{document.slice(entry.key.span)}:", entry.value, document)
        return found
    if isinstance(node, Sequence):
        found = []
        for item in node.items:
            lines = _lines(item, document)
            found += [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]
        return found
    return [document.slice(node.span)]


def _below(key: str, node: Node, document: Document) -> list[str]:
    if isinstance(node, Sequence) and not any(isinstance(item, Mapping) for item in node.items):
        whole = f"{key} {document.slice(node.span)}"
        if len(whole) <= _WIDEST:
            return [whole]
    lines = _lines(node, document)
    if isinstance(node, Mapping | Sequence):
        return [key, *(f"  {line}" for line in lines)]
    return [f"{key} {lines[0]}"]


# --- fields -----------------------------------------------------------------------------------


def heading(place: Place, field: Field[Any]) -> str:
    """The heading of a field; those inside another field name it."""
    inside = f" in `{place.names[-1]}`" if place.steps else ""
    return f"`{field.name}`{inside}"


def anchor(place: Place, field: Field[Any]) -> str:
    """Where one finds a field on its page: `cadence`, `statement-in-clauses`."""
    return _slug(heading(place, field))


def _slug(words: str) -> str:
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", words).strip().lower())


def _entry(place: Place, field: Field[Any]) -> str:
    """A field with all there is to say about it, and below it the fields inside it, unless those are parts."""
    nested = len([s for s in place.steps if not isinstance(s.type, PartsOf)])
    what = _upper(type_words(field.type, place.kind))
    needed = " **Required.**" if field.required else ""
    default = f" Without it: `{field.default}`." if field.default and isinstance(field.default, str) else ""
    text = [
        f"{'#' * min(6, 3 + nested)} {heading(place, field)}",
        field.doc,
        f"{what}.{needed}{default} *Shown* {shown(place, field).words}.",
    ]
    if isinstance(field.type, ChoiceType):
        text.append("\n".join(f"- `{word}`: {meaning}" for word, meaning in field.type.options.items()))
    text.append(f"```yaml\n{unfolded(field.example)}\n```")
    cls = inner(field)
    if cls is not None and not issubclass(cls, Part):
        within = Place(place.kind, (*place.steps, field), cls)
        text += [_entry(within, f) for f in cls.fields.values()]
    return "\n\n".join(text)


_GROUPS = (
    ("What it cannot do without", ()),
    ("The top of the page", (Shows.PAGE, Shows.LEAD, Shows.ANSWER)),
    ("Sections of the page", (Shows.SECTION,)),
    ("Facts", (Shows.FACT, Shows.NOWHERE)),
    ("Connections", (Shows.LINK,)),
)


def _own(cls: type[Structure], base: type[Structure]) -> list[Field[Any]]:
    """The fields of a class that its base does not have, or has in another form."""
    return [f for f in cls.fields.values() if base.fields.get(f.name) is not f]


def _grouped(place: Place, fields: list[Field[Any]]) -> Iterator[str]:
    fields = [f for f in fields if f.shows is not Shows.PARTS]
    for title, shows in _GROUPS:
        found = [f for f in fields if (f.shows in shows and not f.required) or (f.required and not shows)]
        if found:
            yield f"## {title}"
            yield from (_entry(place, f) for f in found)


# --- pages ------------------------------------------------------------------------------------


def file_of(plural: str) -> str:
    """The file that the sample of a kind is: `tactics/evening-reply-rota.yml`."""
    kind = KINDS[plural]
    if kind.singleton:
        return f"{plural}.yml"
    title = re.match(r"title: (.*)", kind.sample)
    return f"{plural}/{near_id(title[1]) if title else 'x'}.yml"


def title_of(plural: str) -> str:
    """The title of a kind's page."""
    return _upper(plural)


def _said(cls: type[Structure]) -> str:
    """What a class says it is, in one paragraph."""
    return " ".join((cls.__doc__ or "").strip().split("\n\n")[0].split())


def _kind(plural: str) -> str:
    kind = KINDS[plural]
    place = Place(plural, (), kind)
    own = _own(kind, Entity)
    text = [f"# {title_of(plural)}", _said(kind), _where(plural), _needs(plural)]
    text.append(f'```yaml title="playbooks/merrowby/{file_of(plural)}"\n{kind.sample}```')
    text += list(_grouped(place, own))
    for field in own:
        if isinstance(field.type, PartsOf):
            text += _parts(place, field)
    text += ["## Fields of every entry", _of_every_entry(kind)]
    text += ["## How it connects", _connections(plural)]
    return "\n\n".join(text) + "\n"


def _where(plural: str) -> str:
    kind = KINDS[plural]
    if plural == "playbook":
        return "It is the file `playbook.yml` in the folder of the playbook, and its page is the playbook's home."
    if kind.singleton:
        return f"It is the file `{plural}.yml` in the folder of the playbook."
    return (
        f"{_upper(with_article(kind.singular))} is a file in the folder `{plural}`, such as `{file_of(plural)}`. Several can "
        f"share the file `{plural}.yml`, in which each stands under its id. On the site their list begins: “{kind.about}”"
    )


def _needs(plural: str) -> str:
    kind = KINDS[plural]
    needed = [_to_field(Place(plural, (), kind), f) for f in kind.fields.values() if f.required]
    return f"It cannot do without {one_of(needed, 'and') if needed else 'anything'}. {_SAMPLE}"


_SAMPLE = "For example:"


def _to_field(place: Place, field: Field[Any], page: str = "") -> str:
    """The name of a field as a link to its entry, from the page of a kind or from elsewhere."""
    common = not place.steps and Entity.fields.get(field.name) is field
    there = "common.md" if common else f"{page}.md" if page else ""
    return f"[`{field.name}`]({there}#{anchor(place, field)})"


def _of_every_entry(kind: type[Entity]) -> str:
    place = Place("", (), kind)
    names = [_to_field(place, f) for f in kind.fields.values() if Entity.fields.get(f.name) is f]
    return f"It may also have what [every entry may have](common.md): {', '.join(names)}."


def _parts(place: Place, field: Field[Any]) -> list[str]:
    """The parts of a kind: what they are, and their fields."""
    cls = inner(field)
    assert cls is not None
    assert issubclass(cls, Part)
    within = Place(place.kind, (*place.steps, field), cls)
    needed = [f"[`{f.name}`](#{anchor(within, f)})" for f in cls.fields.values() if f.required]
    needs = f" It cannot do without {one_of(needed, 'and')}." if needed else ""
    common = [f for f in cls.fields.values() if CommonPart.fields.get(f.name) is f]
    rest = ", ".join(f"[`{f.name}`](common.md#{anchor(_EVERY_PART, f)})" for f in common)
    return [
        f"## {_upper(field.name)}",
        f"{field.doc} {_upper(with_article(cls.singular))}: {_lower(_said(cls))}{needs}",
        f"{_upper(type_words(field.type, place.kind))}. *Shown* {shown(place, field).words}.",
        f"```yaml\n{unfolded(field.example)}\n```",
        *(_entry(within, f) for f in _own(cls, CommonPart)),
        f"It may also have what [every part may have](common.md#fields-of-every-part): {rest}.",
    ]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


_PARTS: Field[Any] = Field(PartsOf(CommonPart), "The parts of any kind.", default=None)
_PARTS.name = "parts"
_EVERY_PART = Place("", (_PARTS,), CommonPart)
"""What every part has, whatever the name of its family."""


def _common() -> str:
    place = Place("", (), Entity)
    groups = (
        ("What it is", "title summary description number tags"),
        ("Who stands for it", "owner sponsor approved"),
        ("Its life", "status effective expires reviewed review_every review_by formerly replaced_by"),
        ("Who sees it", "visibility notes waivers"),
        ("What else to say", "examples links legal"),
    )
    text = [
        "# Fields of every entry",
        (
            "Whatever the kind, an entry may have these. Only `title` is required, and the vision and the escalation "
            "plan have one of their own. Where the home of a playbook shows a field in another place, it says so."
        ),
    ]
    left = [f for f in Entity.fields if f not in " ".join(names for _, names in groups).split()]
    for title, names in (*groups, ("More", " ".join(left))):
        if names:
            text += [f"## {title}", *(_common_entry(place, Entity.fields[name]) for name in names.split())]
    families = ", ".join(
        f"[{_many(Target(plural, kind.family()))}]({plural}.md#{kind.family()})"
        for plural, kind in KINDS.items()
        if kind.family()
    )
    text += [
        "## Fields of every part",
        (
            f"Some entries have parts: {families}. A part has an id, a heading and an address of its own, and may have "
            "these fields."
        ),
    ]
    text += [_part_entry(f) for f in CommonPart.fields.values()]
    return "\n\n".join(text) + "\n"


def _common_entry(place: Place, field: Field[Any]) -> str:
    text, usual = _entry(place, field), shown(place, field)
    told = f"*Shown* {usual.words}."
    for kind, where in OF_THEIR_OWN.items():
        own = shown(Place(kind, (), KINDS[kind]), field)
        if own != usual:
            told += f" {where}: {own.words}."
    return text.replace(f"*Shown* {usual.words}.", told)


def _part_entry(field: Field[Any]) -> str:
    """An entry for every part; the fields inside it are those of every entry."""
    return _entry(_EVERY_PART, field).partition("\n\n#### ")[0]


# --- relations --------------------------------------------------------------------------------


def _writers() -> dict[str, list[tuple[Place, Field[Any]]]]:
    """By relation, the fields in which it is written; what every entry has counts once."""
    found: dict[str, list[tuple[Place, Field[Any]]]] = {}
    start = [Place("", (), Entity), *(Place(plural, (), kind) for plural, kind in KINDS.items())]
    for place in start:
        for where, field in _places(place):
            if place.kind and (where.steps or (field,))[0] is Entity.fields.get(
                (where.names or (field.name,))[0]
            ):
                continue
            if place.kind and field.name in CommonPart.fields and CommonPart.fields[field.name] is field:
                continue
            kind = field.type.item if isinstance(field.type, ListOf) else field.type
            name = {NotifiesType: "notifies", MeasuresType: "measured_by"}.get(type(kind), "")
            if isinstance(kind, RefType):
                name = kind.relation
            if name:
                found.setdefault(name, []).append((where, field))
    for fields in found.values():
        fields.sort(
            key=lambda pair: (list(KINDS).index(pair[0].kind) if pair[0].kind else 0, len(pair[0].steps))
        )
    return found


def _source(text: str) -> Target:
    kind, _, family = text.partition("#")
    return Target(kind, family)


def _sources(relation: Relation) -> tuple[Target, ...]:
    return tuple(_source(text) for text in relation.sources)


def forth(relation: Relation) -> str:
    """The predicate of whoever writes a relation."""
    return relation.passive if relation.acted else relation.verb


def back(relation: Relation) -> str:
    """The predicate of what it points at."""
    return relation.verb if relation.acted else relation.passive


def _objects(relation: Relation, source: Target) -> str:
    """What a relation points at from one kind of source: "strategies", "one role", "another tactic"."""
    words = []
    for target in (source,) if relation.name == "part_of" else relation.targets:
        several, single = ("other ", "another ") if target == source else ("", "one ")
        many = f"{several}{_link(_many(target), target)}"
        one = re.sub(r"^an? ", single, _link(_one(target), target))
        words.append(many if relation.many else one)
    return one_of(words)


def _subjects(relation: Relation, target: Target) -> str:
    """What points at one kind of target by a relation: "tactics", "other tactics"."""
    sources = (target,) if relation.name == "part_of" else _sources(relation)
    return one_of([f"{'other ' if s == target else ''}{_link(_many(s), s)}" for s in sources])


def _connections(plural: str) -> str:
    """Both directions of every relation that a kind, or a part of it, takes part in, as sentences."""
    kind = KINDS[plural]
    ends = [Target(plural), *([Target(plural, kind.family())] if kind.family() else [])]
    lines = []
    for end in ends:
        for relation in RELATIONS.values():
            if "*" in relation.sources and relation.targets != (Target("roles"),):
                continue
            subject = _upper(_one(end))
            if end in _sources(relation):
                lines.append(f"{subject} {_verb(relation, forth(relation))} {_objects(relation, end)}.")
            if end in relation.targets:
                lines.append(f"{subject} {_verb(relation, back(relation))} {_subjects(relation, end)}.")
    text = "\n".join(f"- {line}" for line in lines)
    every = (
        "Like every entry it may have an owner and a sponsor, be replaced by another, and be mentioned in text: see "
        "[relations of every kind](relations.md#of-every-kind)."
    )
    return f"{text}\n\n{every}" if text else every


def _verb(relation: Relation, predicate: str) -> str:
    return f"[{predicate}](relations.md#{relation.name})"


def _relations() -> str:
    groups: dict[str, list[Relation]] = {
        "The line of sight": [], "From one kind to another": [], "Who does what": [], "Of every kind": [],
    }  # fmt: skip
    for relation in RELATIONS.values():
        if "*" in relation.sources:
            groups["Of every kind"].append(relation)
        elif relation.upward:
            groups["The line of sight"].append(relation)
        elif relation.acted or relation.targets == (Target("roles"),):
            groups["Who does what"].append(relation)
        else:
            groups["From one kind to another"].append(relation)
    text = [
        "# Relations",
        (
            "A relation is a verb between two entries, or parts of them. It is written once, at the end that the first "
            "sentence begins with; the other end follows from it, and its page shows it too. *One* means that only one "
            "may be named. Where nothing is said of a circle, there can be none."
        ),
    ]
    writers = _writers()
    for title, relations in groups.items():
        text.append(f"## {title}")
        text += [_relation(relation, writers.get(relation.name, [])) for relation in relations]
    return "\n\n".join(text) + "\n"


def _relation(relation: Relation, writers: list[tuple[Place, Field[Any]]]) -> str:
    sources, targets = _sources(relation), relation.targets
    subjects = one_of([_link(_one(s), s) for s in sources])
    others = one_of([_link(_one(t), t) for t in targets])
    if relation.name in ("part_of", "replaced_by"):
        objects, back_to = "another of the same kind", "others of the same kind"
    else:
        objects = _objects(relation, sources[0])
        back_to = _subjects(relation, targets[0])
    text = [
        f"### `{relation.name}`",
        f"{_upper(subjects)} **{forth(relation)}** {objects}. {_upper(others)} **{back(relation)}** {back_to}.",
        f"{_written(relation, writers)}{_round(relation)}",
    ]
    return "\n\n".join(text)


def _written(relation: Relation, writers: list[tuple[Place, Field[Any]]]) -> str:
    if relation.implied:
        return "Nobody writes it: it follows by itself."
    if not writers:
        return "It is written in text, as `[[kind/id]]`."
    fields = []
    for place, field in writers:
        page = place.kind or "common"
        path = ".".join((*place.names, field.name))
        fields.append(f"[`{path}`]({page}.md#{anchor(place, field)}) of {_many(Target(place.kind or '*'))}")
    return f"Written as {one_of(fields, 'and')}."


def _round(relation: Relation) -> str:
    """What is said of circles: nothing where there can be none."""
    if relation.acyclic:
        return " It may not go round in a circle."
    if relation.name == "tightens":  # a playbook never extends itself
        return ""
    meet = ("*" in relation.sources and Target("*") in relation.targets) or set(_sources(relation)) & set(
        relation.targets
    )
    return " It may go round in a circle." if meet else ""


# --- the first page ---------------------------------------------------------------------------


def _index() -> str:
    text = [
        "# Every kind and field",
        (
            "Every kind of entry and every field, with an example. These pages are made from the program itself, so "
            "they are never out of date. To learn what a playbook is, begin with "
            "[what a playbook is made of](../concepts.md)."
        ),
        "## The kinds",
    ]
    for section, names in (("home", ("playbook",)), *_in_order()):
        rows = [
            f"- [{title_of(n)}]({n}.md): {_lower(_said(KINDS[n]).split('. ')[0].rstrip('.'))}." for n in names
        ]
        text.append(f"**{_SECTION_TITLES[section]}**")
        text.append("\n".join(rows))
    text += [
        "## What they share",
        (
            "- [Fields of every entry](common.md), and of every part\n- [Relations](relations.md): the verbs that hold "
            "a playbook together"
        ),
        "## How a value is written",
        _HOW_WRITTEN,
        "## Where a field is shown",
        _HOW_SHOWN,
    ]
    return "\n\n".join(text) + "\n"


def _in_order() -> list[tuple[str, tuple[str, ...]]]:
    return [(section, SECTIONS[section]) for section in _SECTION_TITLES if section in SECTIONS]


_HOW_WRITTEN = """\
- **Text** is shown as it is. **Markdown text** may have emphasis, links, lists, and `[[references]]`.
- **A date** is written `2027-04-01`. **A length of time** is written `30 min`, `4h`, `2 days`, `6 months` or `1 year`.
- **A reference** is an id: `owner: duty-editor`. A part comes after a `#`: `enforces: [social-media#house-rules]`.
- **A list** is written in brackets, `[one, two]`, or with a hyphen before each item on a line of its own.
- **A mapping** has keys with values, indented below its name. A list of mappings has a hyphen before each first key."""

_HOW_SHOWN = """\
- **Lists** are the pages that name all entries of a kind.
- **The facts** stand beside the text, below it on a phone, and above it on pages that are long.
- **How it connects** is the last section of a page. What one entry says of another is shown on both pages.
- **The line of sight** leads from a tactic, strategy, objective or goal up to the vision.
- Search finds an entry by its title, number, id, old ids and tags, by its Markdown texts, and each part by its own."""
