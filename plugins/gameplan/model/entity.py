"""What every entity has: the common fields, and how a kind declares itself."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from ..document import Node
from ..source import Place, Span
from .address import Address
from .declare import choice, date, duration, label, labels, prose, record, records, ref, url
from .fields import Field, Reference, Shows, Structure, Target
from .types import FormerlyType, ListOf, NotesType, Waiver, WaiversType

STATUS = {
    "draft": "Being written; left out of published sites.",
    "proposed": "Ready to be decided on; not in force.",
    "active": "In force.",
    "paused": "Resting for a while; it will come back or be closed.",
    "done": "Ran its course; its page stays.",
    "retired": "No longer used; its page stays and leads on.",
}

VISIBILITY = {
    "public": "Anybody may read it.",
    "internal": "Only people inside the organisation.",
    "restricted": "Only those who need it.",
}


class WaiverFields(Structure):
    """Why a finding is silenced, and until when."""

    reason = prose("Why this finding is accepted here.", example="reason: The rota is published monthly")
    until = date("The day on which the waiver runs out.", example="until: 2026-12-31")


class Approved(Structure):
    """The record of an approval."""

    by = ref("approved_by", "The role that approved it.", example="by: service-director")
    on = date("The day of the approval.", example="on: 2026-03-16")
    ref_ = label("Where the decision is recorded.", example="ref: minutes 2026-03 item 4")


class Link(Structure):
    """A way out to more."""

    title = label("What one finds there.", required=True, example="title: The council's data policy")
    url = url("The address.", required=True, example="url: https://merrowby.example/data")


class Example(Structure):
    """A case that shows what is meant."""

    title = label("A name for the example.", example="title: A reader asks about a fine")
    text = prose(
        "The example.", required=True, example="text: We answered the question and left the fine to the desk."
    )


class Legal(Structure):
    """A law or rule of others that stands behind this."""

    title = label("The law, regulation or code.", required=True, example="title: Data Protection Act 2018")
    note = prose("What it means here.", example="note: Names of borrowers are personal data.")
    url = url("Where it can be read.", example="url: https://law.example/dpa-2018")


class Entity(Structure):
    """One thing of a playbook.

    `address` is its whole address, `path` and `key` where it stands; `states` and the graph say the rest.
    """

    __slots__ = ("address", "key", "path")

    plural: ClassVar[str] = ""
    singular: ClassVar[str] = ""
    section: ClassVar[str] = ""
    singleton: ClassVar[bool] = False
    about: ClassVar[str] = ""
    """One sentence for the top of the kind's index."""
    sample: ClassVar[str] = ""
    """A small whole file. Those of all kinds make one playbook; the title of each makes its id."""

    title = label(
        "What people call it.", required=True, shows=Shows.PAGE, example="title: Evening reply rota"
    )
    summary = prose(
        "One line that says what it is; shown in lists, on cards and in search.",
        shows=Shows.LEAD,
        example="summary: Two trained staff answer from 18:00 to 21:00.",
    )
    description = prose(
        "Everything else worth saying, with headings and lists where they help.",
        shows=Shows.SECTION,
        label="More about it",
        example="description: The rota began as a trial in the spring.",
    )
    status = choice(
        "Where it is in its life. Scheduled, due, overdue, expired and vacant are worked out from dates and never written.",
        STATUS,
        default="active",
        shows=Shows.PAGE,
        example="status: paused",
    )
    owner = ref("owner", "The one role that is accountable.", shows=Shows.PAGE, example="owner: duty-editor")
    sponsor = ref("sponsor", "The leader who stands behind it.", example="sponsor: service-director")
    number = label("A printed number or code, apart from the id.", shows=Shows.PAGE, example="number: ML-07")
    effective = date("The day from which it is in force.", shows=Shows.PAGE, example="effective: 2026-04-01")
    expires = date(
        "The day after which it is no longer in force.", shows=Shows.PAGE, example="expires: 2027-03-31"
    )
    reviewed = date("The day of the last review.", label="Last reviewed", example="reviewed: 2026-03-16")
    review_every = duration(
        "How often it is reviewed; counted from `reviewed`, else `effective`. Inherited from the playbook.",
        label="Reviewed every",
        example="review_every: 1 year",
    )
    review_by = date(
        "The day of the next review, where it does not follow from `review_every`.",
        label="Next review",
        example="review_by: 2026-12-01",
    )
    approved = record(
        Approved,
        "a record of approval",
        "Who approved it, when, and where that is recorded.",
        example="approved: {by: service-director, on: 2026-03-16, ref: minutes 2026-03 item 4}",
    )
    formerly: Field[tuple[str, ...]] = Field(
        ListOf(FormerlyType(part=False), "old ids"),
        "Ids it had before; old links lead on to it.",
        default=(),
        shows=Shows.PAGE,
        example="formerly: [late-desk]",
    )
    replaced_by: Field[Reference | None] = ref(
        "replaced_by",
        "What to use instead, of the same kind.",
        Target("*"),
        shows=Shows.PAGE,
        example="replaced_by: evening-reply-rota",
    )
    visibility = choice(
        "Who may read it; a site shows only what its own level allows. Inherited from the playbook.",
        VISIBILITY,
        shows=Shows.PAGE,
        example="visibility: internal",
    )
    tags = labels("Words to group by.", shows=Shows.PAGE, example="tags: [evening, inbox]")
    links = records(
        Link,
        "a link",
        "Where to read more.",
        shows=Shows.SECTION,
        label="Read more",
        example="links: [{title: The rota, url: https://rota.example/}]",
    )
    examples = records(
        Example,
        "an example",
        "Cases that show what is meant.",
        shows=Shows.SECTION,
        example="examples: [{title: A late question, text: We answered at 20:40.}]",
    )
    legal = records(
        Legal,
        "a law or rule",
        "Laws and rules of others that stand behind it.",
        shows=Shows.SECTION,
        label="The law behind it",
        example="legal: [{title: Data Protection Act 2018, note: Names are personal data.}]",
    )
    notes: Field[str] = Field(
        NotesType(),
        "For editors; never published.",
        default="",
        shows=Shows.NOWHERE,
        example="notes: Ask Priya before the summer.",
    )
    waivers: Field[tuple[Waiver, ...]] = Field(
        WaiversType(WaiverFields),
        "Findings of the linter that are accepted here, each with a reason and an end.",
        default=(),
        shows=Shows.NOWHERE,
        example="waivers: {TAC02: {reason: The rota is published monthly, until: 2026-12-31}}",
    )

    def __init__(self, values: dict[str, Any], node: Node, address: Address, path: str, key: Span) -> None:
        super().__init__(values, node)
        self.address = address
        self.path = path
        self.key = key

    def place(self, *steps: str | int) -> Place:
        """Where a value stands, or the entity's own key or first line."""
        return Place(self.path, self.at(*steps) if steps else self.key)

    @property
    def line(self) -> int:
        """The line on which the entity begins."""
        return self.key.line

    def parts(self) -> dict[str, Any]:
        """Its parts by id, in the order of the file; empty for kinds without parts."""
        family = self.family()
        return self[family] if family else {}

    @classmethod
    @cache
    def family(cls) -> str:
        """The name of the field that holds its parts, or ""."""
        return next((f.name for f in cls.fields.values() if f.shows is Shows.PARTS), "")

    @property
    def ended(self) -> bool:
        """Whether it is out of use: retired or done."""
        return self.status in ("retired", "done")
