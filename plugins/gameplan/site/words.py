"""The words and signs a reader meets: statuses, strengths, kinds by the names the organisation gives them."""

from __future__ import annotations

import re

from markupsafe import Markup

from ..diff.change import Impact
from ..graph import Graph
from ..model import KINDS, Entity
from ..model.kinds.rule import Reply, Rule
from ..model.types import Part
from .data.changes import Effect
from .data.pieces import Chip, Status

SECTION_TITLES = {
    "situations": "Situations",
    "strategy": "Strategy",
    "roles": "Roles",
    "policies": "Policies",
    "channels": "Channels",
}

_STATUS = {
    "active": Status("Active", "full"),
    "paused": Status("Paused", "bars"),
    "proposed": Status("Proposed", "ring"),
    "draft": Status("Draft", "ring"),
    "done": Status("Done", "none"),
    "retired": Status("Retired", "none"),
}
_CHANNEL_TYPES = {
    "branded": "Ours",
    "personal-official": "A colleague's own",
    "partner": "A partner's",
    "unofficial": "Unofficial",
    "impersonator": "Impersonating us",
}
_STRENGTH = {
    "must": Chip("Must", "must"),
    "must-not": Chip("Must not", "must not"),
    "should": Chip("Should", "should"),
    "should-not": Chip("Should not", "should not"),
    "may": Chip("May", "may"),
}
_ACTIONS = {
    "reply": "Reply",
    "reply-once": "Reply once",
    "correct": "Put the facts right",
    "rectify": "Put it right",
    "monitor": "Watch, do not answer",
    "hide": "Hide it, keep a copy",
    "block": "Block the account",
    "no-reply": "Let it stand",
    "post": "Post it",
    "do-not-post": "Do not post it",
    "escalate": "Hand it up",
}
_SITUATIONS = {
    "publish": "Before you publish",
    "respond": "Someone said something",
    "moderate": "On our pages",
    "account": "An account",
}
_EFFECTS = {
    "tightened": Effect("Tightened", "up", up=True),
    "turned round": Effect("Turned round", "swap", up=True),
    "shorter": Effect("Shorter", "clock", up=True),
    "longer": Effect("Longer", "clock"),
    "new duty": Effect("New duty", "plus", up=True),
    "widened": Effect("Widened", "widen", up=True),
    "narrowed": Effect("Narrowed", "narrow"),
    "loosened": Effect("Loosened", "minus"),
    "new exception": Effect("New exception", "minus"),
    "ended": Effect("Ended", "cross"),
    "new": Effect("New", "plus"),
    "in force": Effect("In force", "check"),
    "reworded": Effect("Reworded", "edit"),
    "renamed": Effect("Renamed", "swap"),
    "moved": Effect("Moved", "swap"),
    "retired": Effect("Retired", "cross"),
    "removed": Effect("Removed", "cross"),
    "withdrawn": Effect("Withdrawn", "cross"),
    "paused": Effect("Paused", "minus"),
    "done": Effect("Done", "check"),
    "connected": Effect("Connected", "plus"),
    "disconnected": Effect("Disconnected", "minus"),
    "opened": Effect("Opened", "widen"),
    "closed": Effect("Closed", "narrow"),
    "leads to the vision again": Effect("Healed", "check"),
    "no longer leads to the vision": Effect("Broken", "alert"),
}
_IMPACTS = {
    Impact.MAJOR: ("Major", "who followed {before} may have to act differently"),
    Impact.MAYBE_MAJOR: (
        "Perhaps major",
        "words changed that often carry the meaning, so who followed {before} reads them again",
    ),
    Impact.MINOR: ("Minor", "who followed {before} still complies, and there is something new"),
    Impact.PATCH: ("Editorial", "nothing follows from it for anybody"),
    Impact.NONE: ("No change", "it says the same as {before}"),
}
_SPECIAL = {"rules": "situation"}
_PLURALS = {"vision": "Vision", "escalation": "Escalation", "rules": "Situations"}


SIGHT = "Line of sight"

GLOSSARY = "Glossary"

OWN_ACCOUNT = "On your own account"

MAP = "The map"

SCOREBOARD = "Scoreboard"

TRAPS = {
    "goals": "Some methods swap the two words: what OGSM calls an objective is a goal here.",
    "objectives": "What OGSM calls a goal is an objective here.",
    "policies": "Books on strategy say policy for a guiding approach; here it is a document that binds.",
}
"""Words that mean something else elsewhere, by kind: in OGSM, and in Rumelt and the OMG Business Motivation Model."""

CHANGES = "Changes"
"""What the pages of releases are called in the navigation."""

_LEADING = {"situations": "rules", "roles": "roles", "policies": "policies", "channels": "channels"}


def section_title(graph: Graph, playbook: str, section: str) -> str:
    """What a section is called: like the kind that leads it, if that has a name of its own here."""
    kind = _LEADING.get(section)
    return (own_word(graph, playbook, kind) if kind else "") or SECTION_TITLES[section]


def status(word: str) -> Status:
    """The word and sign of a status."""
    return _STATUS[word]


def channel_type(word: str) -> str:
    """Whose a channel is, in words."""
    return _CHANNEL_TYPES.get(word, "")


def strength(word: str) -> Chip:
    """How strongly a clause binds."""
    return _STRENGTH.get(word, Chip(word, "may"))


def action(word: str) -> str:
    """What a rule asks for, as an act."""
    return _ACTIONS.get(word, word)


def situation(word: str) -> str:
    """The kind of situation a rule is about."""
    return _SITUATIONS.get(word, "")


def plural(graph: Graph, playbook: str, kind: str) -> str:
    """What a kind is called here, capitalised: the organisation's own word, else ours."""
    return own_word(graph, playbook, kind) or _PLURALS.get(kind) or kind.capitalize()


def singular(graph: Graph, playbook: str, kind: str) -> str:
    """One of a kind, in small letters. From an organisation's own plural the English singular is made."""
    own = own_word(graph, playbook, kind)
    if not own:
        return _SPECIAL.get(kind) or KINDS[kind].singular
    word = own if own[1:] != own[1:].lower() else own.lower()
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def own_word(graph: Graph, playbook: str, kind: str) -> str:
    """The organisation's own plural for a kind, its own or its nearest parent's, or ""."""
    for name in (playbook, *graph.parents(playbook)):
        manifest = graph.playbook(name)
        for word, label in manifest.labels if manifest else ():
            if word == kind:
                return label
    return ""


def effect(word: str) -> Effect:
    """What a change does, as a chip."""
    return _EFFECTS.get(word) or Effect(upper(word), "edit")


def part(found: Part, entity: Entity | None) -> str:
    """What people call a part: its title, else its id in words.

    A reply without a title is known by its language where that tells it from the others, else by its place:
    readers copy it, and its id says nothing to them.
    """
    if found["title"] or not isinstance(entity, Rule) or not isinstance(found, Reply):
        return found.named()
    replies = list(entity.replies.values())
    if len(replies) == 1:
        return "Reply"
    languages = [r.language for r in replies if not r.title]
    if found.language and len(set(languages)) == len(languages):
        return f"In {found.language}"
    return f"Reply {replies.index(found) + 1}"


def impact(found: Impact, before: str) -> tuple[str, str]:
    """What a release means, in a word and as a sentence; `before` is the version that people followed until then."""
    word, sentence = _IMPACTS[found]
    return word, sentence.format(before=before)


def with_code(text: str) -> Markup:
    """Plain text in which what stands between backticks is to be typed."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(Markup.escape(text))))


def upper(text: str) -> str:
    """A text with its first letter capital."""
    return text[:1].upper() + text[1:]


def count(n: int, singular: str, plural: str) -> str:
    """'1 situation', '7 situations'."""
    return f"{n} {singular if n == 1 else plural}"


def amount(graph: Graph, playbook: str, kind: str, n: int) -> str:
    """How many of a kind, as a playbook calls them: '1 situation', '7 plays'."""
    many = plural(graph, playbook, kind)
    return count(n, singular(graph, playbook, kind), many if many[1:] != many[1:].lower() else many.lower())


LEVEL_TONES = ("green", "amber", "red")


def tone(rank: int, ranks: int) -> str:
    """The colour of a level: green for the mildest, red for the worst, amber between."""
    if ranks == 1 or rank == ranks:
        return "red" if ranks > 1 else "amber"
    return "green" if rank == 1 else "amber"
