"""The registry of relations: each verb said once, with its ends, its reverse and how it reads.

The fields of the kinds, the graph, the pages and every later tool take a relation from here.
Kinds and verbs follow the OMG Business Motivation Model (ends, means, directives).
"""

from __future__ import annotations

from dataclasses import dataclass

from .fields import Target


@dataclass(frozen=True)
class Relation:
    """One verb between two ends.

    `verb` and `verbs` are the predicate for one and for several subjects. The subject is the end at
    which the relation is written, or, where `acted` is true, the end it points at ("the duty editor
    owns it" is written as `owner` on the thing owned). `passive` is the predicate seen from the other
    side. `reverse` is the word people reach for when they write a relation from the wrong end.
    `upward` relations lead from means to ends: the *why*. `implied` ones follow by themselves.
    """

    name: str
    verb: str
    verbs: str
    passive: str
    reverse: tuple[str, ...]
    sources: tuple[str, ...]
    targets: tuple[Target, ...]
    many: bool = True
    acyclic: bool = False
    acted: bool = False
    upward: bool = False
    implied: bool = False


def _target(text: str) -> Target:
    kind, _, family = text.partition("#")
    return Target(kind, family)


def _relation(
    name: str,
    verb: str,
    verbs: str,
    passive: str,
    reverse: str,
    sources: str,
    targets: str,
    *flags: str,
) -> Relation:
    return Relation(
        name,
        verb,
        verbs,
        passive,
        tuple(reverse.split()),
        tuple(sources.split()),
        tuple(_target(t) for t in targets.split()),
        many="one" not in flags,
        acyclic="acyclic" in flags,
        acted="acted" in flags,
        upward="upward" in flags,
        implied="implied" in flags,
    )


_R = _relation
_TABLE = (
    # the line of sight
    _R("advances", "advances", "advance", "is advanced by", "advanced_by", "goals", "vision", "one", "upward", "implied"),
    _R("serves", "serves", "serve", "is served by", "served_by", "objectives", "goals", "upward"),
    _R("pursues", "pursues", "pursue", "is pursued by", "pursued_by", "strategies", "objectives goals", "upward"),
    _R(
        "implements", "implements", "implement", "is implemented by", "implemented_by", "tactics", "strategies", "upward"
    ),
    _R(
        "part_of", "is part of", "are part of", "contains", "contains", "strategies tactics", "strategies tactics",
        "one", "acyclic", "upward",
    ),
    _R("measured_by", "is measured by", "are measured by", "measures", "measures", "objectives", "metrics"),
    _R("leads_to", "leads to", "lead to", "follows from", "follows_from", "objectives", "objectives", "acyclic"),
    # what a strategy or tactic leans on
    _R("informed_by", "is informed by", "are informed by", "informs", "informs", "strategies", "insights"),
    _R("supports", "supports", "support", "is supported by", "supported_by", "goals strategies channels", "functions"),
    _R("reaches", "reaches", "reach", "is reached by", "reached_by", "strategies tactics channels", "audiences"),
    _R("speaks_to", "speaks to", "speak to", "is spoken to by", "spoken_to_by", "strategies", "audiences"),
    _R("runs_on", "runs on", "run on", "carries", "carries", "tactics", "channels"),
    _R("uses", "uses", "use", "is used in", "used_in used_by", "tactics", "tools"),
    _R("moves", "moves", "move", "is moved by", "moved_by", "tactics", "metrics"),
    _R(
        "applies", "applies", "apply", "is applied by", "applied_by", "strategies tactics rules policies#clauses",
        "principles",
    ),
    # directives
    _R("enforces", "enforces", "enforce", "is enforced by", "enforced_by", "rules", "policies#clauses"),
    _R(
        "escalates_to", "escalates to", "escalate to", "is reached from", "reached_from", "rules", "escalation#levels",
        "one",
    ),
    _R("triggers", "triggers", "trigger", "is triggered by", "triggered_by", "escalation#levels", "procedures"),
    _R("binds", "binds", "bind", "is bound by", "bound_by", "policies policies#clauses", "roles"),
    _R("covers", "covers", "cover", "is covered by", "covered_by", "rules policies#clauses", "channels"),
    _R("prevails_over", "prevails over", "prevail over", "yields to", "yields_to", "policies", "policies", "acyclic"),
    _R("tightens", "tightens", "tighten", "is tightened by", "tightened_by", "policies#clauses", "policies#clauses", "one"),
    _R("moderation", "is moderated by", "are moderated by", "moderates", "moderates", "channels", "policies#clauses", "one"),
    _R("because", "cites", "cite", "is cited by", "cited_by", "guides#questions", "rules policies#clauses"),
    _R("reply", "uses the words of", "use the words of", "is used in", "used_in", "procedures#phases", "rules#replies", "one"),
    # channels, tools, functions
    _R("tool", "is an account on", "are accounts on", "hosts", "hosts", "channels", "tools", "one"),
    _R("found_on", "can be found on", "can be found on", "is where one finds", "home_of", "audiences", "tools"),
    _R("collected_in", "was seen in", "were seen in", "saw", "saw", "insights#evidence", "functions"),
    _R("function", "belongs to", "belong to", "is made up of", "made_up_of members", "roles", "functions", "one"),
    _R("head", "heads", "head", "is headed by", "heads", "functions", "roles", "one", "acted"),
    # people
    _R("owner", "owns", "own", "is owned by", "owns", "*", "roles", "one", "acted"),
    _R("sponsor", "stands behind", "stand behind", "is sponsored by", "sponsors", "*", "roles", "one", "acted"),
    _R("approved_by", "approved", "approved", "was approved by", "approved_by", "*", "roles", "one", "acted"),
    _R(
        "approver", "approves", "approve", "is approved by", "approves",
        "playbook policies policies#clauses rules", "roles", "one", "acted",
    ),
    _R("responder", "answers", "answer", "is answered by", "answers responds_to", "rules", "roles", "one", "acted"),
    _R("decides", "decides at", "decide at", "is decided by", "decides_at", "escalation#levels", "roles", "one", "acted"),
    _R("notifies", "is told of", "are told of", "tells", "told_of", "rules escalation#levels", "roles", "acted"),
    _R("editor", "edits", "edit", "is edited by", "edits", "channels", "roles", "one", "acted"),
    _R("custodian", "keeps the keys of", "keep the keys of", "is kept by", "keeps_the_keys_of", "channels", "roles", "one", "acted"),
    _R("responsible", "works on", "work on", "is worked on by", "works_on", "tactics", "roles", "acted"),
    _R("consulted", "advises on", "advise on", "is advised on by", "advises", "tactics", "roles", "acted"),
    _R("informed", "follows", "follow", "is followed by", "follows", "tactics", "roles", "acted"),
    _R("deputy", "deputises for", "deputise for", "is deputised for by", "deputises_for", "roles", "roles", "one", "acyclic", "acted"),
    _R("reports_to", "reports to", "report to", "leads", "leads", "roles", "roles", "one", "acyclic"),
    _R("delegates", "delegates to", "delegate to", "acts for", "acts_for", "roles", "roles"),
    _R("asks", "is asked in", "are asked in", "asks", "asked_in", "guides#questions", "roles", "acted"),
    _R("does", "acts in", "act in", "is carried out by", "acts_in", "procedures#phases", "roles", "acted"),
    _R("grants", "grants exceptions to", "grant exceptions to", "has exceptions granted by", "grants", "policies#clauses", "roles", "acted"),
    _R("carries_risk", "watches a risk of", "watch a risk of", "is watched by", "watches", "strategies", "roles", "acted"),
    _R("contact", "is a contact of", "are contacts of", "can be reached through", "contact_of", "playbook", "roles", "acted"),
    # every kind
    _R("mentions", "mentions", "mention", "is mentioned by", "mentioned_by", "*", "*"),
    _R("replaced_by", "is replaced by", "are replaced by", "replaces", "replaces", "*", "*", "one", "acyclic"),
    _R("extends", "extends", "extend", "is extended by", "extended_by", "playbook", "playbook", "acyclic"),
)  # fmt: skip

RELATIONS: dict[str, Relation] = {relation.name: relation for relation in _TABLE}
"""Every relation by its name."""


def reverses_at(kind: str, family: str = "") -> dict[str, Relation]:
    """For a kind, or a family of parts in it, the reverse words that people may write by hand."""
    return {
        word: relation
        for relation in _TABLE
        if any(t == Target(kind, family) or (t.kind == "*" and not family) for t in relation.targets)
        for word in relation.reverse
    }
