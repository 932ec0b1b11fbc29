"""The table: what a change of each field means.

A change is major if someone who complied with the old playbook may no longer comply with the new one.

Every key of the model has a row, is named in `WITHIN`, or is waived with a reason; a test compares, so a new
field cannot be forgotten.
"""

from __future__ import annotations

from .verdicts import (
    MAJOR,
    MAYBE,
    MINOR,
    PATCH,
    Row,
    access,
    acknowledge,
    always,
    binding_dates,
    definitions,
    delegates,
    editorial,
    exceptions,
    limit,
    notifies,
    parents,
    permitted,
    powers,
    procedure,
    reach,
    relation,
    response_time,
    rhythm,
    safeguard,
    situation,
    speaking,
    strength,
    target,
    training,
    visible,
    waivers,
    wording,
)

_MINOR = always("value-changed", MINOR)
_PATCH = editorial("value-changed")
_DIRECTION = always("direction", MAJOR, "direction")
_AIM = always("text-changed", MINOR, "direction", "wording", effect="reworded")
_OWNER = always("owner", MINOR, "owner")
_STEPS = always("steps", MAJOR, "procedure", ordered=True)
_TEXT = wording()
_BINDING = wording(binding=True)
_SCOPE = always("text-changed", MAYBE, "wording", effect="reworded")
_RELATION = relation()

_COMMON: dict[str, Row] = {
    "title": editorial("title"),
    "summary": editorial("summary"),
    "description": editorial("description"),
    "number": editorial("number"),
    "tags": editorial("tags"),
    "links": editorial("links"),
    "examples": editorial("examples"),
    "legal": editorial("legal"),
    "reviewed": editorial("reviewed"),
    "approved": editorial("approved"),
    "owner": _OWNER,
    "sponsor": always("sponsor", MINOR, "owner"),
    "effective": always("dates", MINOR),
    "expires": always("dates", MINOR),
    "review_every": always("review", MINOR),
    "review_by": always("review", MINOR),
    "replaced_by": _RELATION,
    "visibility": visible,
    "waivers": waivers,
}
"""Fields that every entity and part may have."""

TABLE: dict[str, Row] = {
    # the manifest
    "playbook.organisation": editorial("organisation"),
    "playbook.approver": procedure("approver"),
    "playbook.model": _MINOR,
    "playbook.extends": parents,
    "playbook.labels": editorial("labels"),
    "playbook.definitions": definitions,
    "playbook.decision_rule": _BINDING,
    "playbook.out_of_scope": _SCOPE,
    "playbook.contacts": _RELATION,
    "playbook.contacts.for": editorial("contacts"),
    # ends
    "vision.statement": _DIRECTION,
    "vision.horizon": _DIRECTION,
    "vision.experience": _AIM,
    "vision.mission": _AIM,
    "goals.driver": _TEXT,
    "goals.outcome": _AIM,
    "goals.supports": _RELATION,
    "objectives.measured_by": target,
    "objectives.measured_by.baseline": _MINOR,
    "objectives.serves": _RELATION,
    "objectives.leads_to": _RELATION,
    "objectives.perspective": _PATCH,
    "metrics.definition": _BINDING,
    "metrics.unit": always("value-changed", MAYBE, "direction"),
    "metrics.direction": _DIRECTION,
    "metrics.stage": _PATCH,
    "metrics.leading": _PATCH,
    "metrics.source": _PATCH,
    "metrics.report_every": rhythm("rhythm"),
    "metrics.readings": editorial("readings"),
    # means
    "strategies.approach": _AIM,
    "strategies.type": _PATCH,
    "strategies.diagnosis": _TEXT,
    "strategies.posture": always("value-changed", MINOR, "direction"),
    "strategies.not_doing": _AIM,
    "strategies.experience": _AIM,
    "strategies.relationship_change": _AIM,
    "strategies.story": _TEXT,
    "strategies.pillars": _MINOR,
    "strategies.capabilities": _TEXT,
    "strategies.resources": _TEXT,
    "strategies.risks": _TEXT,
    "strategies.risks.owner": _OWNER,
    "strategies.pursues": _RELATION,
    "strategies.part_of": _RELATION,
    "strategies.supports": _RELATION,
    "strategies.informed_by": _RELATION,
    "strategies.reaches": _RELATION,
    "strategies.applies": _RELATION,
    "tactics.type": _PATCH,
    "tactics.steps": always("steps", MINOR, "procedure", ordered=True),
    "tactics.stop_if": _AIM,
    "tactics.message": _TEXT,
    "tactics.call_to_action": _TEXT,
    "tactics.mode": _MINOR,
    "tactics.cadence": _MINOR,
    "tactics.effort": _PATCH,
    "tactics.starts": always("dates", MINOR),
    "tactics.ends": always("dates", MINOR),
    "tactics.implements": _RELATION,
    "tactics.part_of": _RELATION,
    "tactics.reaches": _RELATION,
    "tactics.runs_on": _RELATION,
    "tactics.uses": _RELATION,
    "tactics.moves": _RELATION,
    "tactics.applies": _RELATION,
    "tactics.responsible": _RELATION,
    "tactics.consulted": _RELATION,
    "tactics.informed": _RELATION,
    "insights.statement": _TEXT,
    "insights.implication": _TEXT,
    "insights#evidence.finding": _TEXT,
    "insights#evidence.method": _PATCH,
    "insights#evidence.stakeholders": _PATCH,
    "insights#evidence.functions": _RELATION,
    "insights#evidence.collected": _PATCH,
    "insights#evidence.source": _PATCH,
    "insights#evidence.confidence": _MINOR,
    "audiences.needs": _TEXT,
    "audiences.size": _PATCH,
    "audiences.relation": _MINOR,
    "audiences.found_on": _RELATION,
    "functions.driver": _TEXT,
    "functions.head": _OWNER,
    # what to do
    "rules.when": procedure("situation"),
    "rules.action": procedure("action"),
    "rules.type": _PATCH,
    "rules.responder": procedure("responder"),
    "rules.approver": procedure("approver"),
    "rules.respond_within": response_time,
    "rules.notifies": notifies,
    "rules.do": _BINDING,
    "rules.dont": _BINDING,
    "rules.record": _BINDING,
    "rules.covers": reach("covers"),
    "rules.enforces": _RELATION,
    "rules.applies": _RELATION,
    "rules.escalates_to": relation("procedure"),
    "rules#replies.text": _TEXT,
    "rules#replies.language": _PATCH,
    "guides.question": _TEXT,
    "guides.start": procedure("outcome"),
    "guides#questions.ask": _BINDING,
    "guides#questions.consider": _TEXT,
    "guides#questions.answers": procedure("outcome"),
    "guides#questions.answers.if": _BINDING,
    "guides#questions.answers.because": _RELATION,
    "escalation.hours": _BINDING,
    "escalation#levels.criteria": procedure("criteria"),
    "escalation#levels.examples": editorial("examples"),
    "escalation#levels.decides": procedure("decides"),
    "escalation#levels.notifies": notifies,
    "escalation#levels.respond_within": response_time,
    "escalation#levels.may": powers,
    "escalation#levels.triggers": relation("procedure"),
    "procedures.trigger": procedure("situation"),
    "procedures.exercise_every": rhythm("rhythm"),
    "procedures.last_exercised": _PATCH,
    "procedures#phases.steps": _STEPS,
    # people
    "roles.purpose": _TEXT,
    "roles.type": _PATCH,
    "roles.responsibilities": _TEXT,
    "roles.authority": powers,
    "roles.requirements": _BINDING,
    "roles.training": training,
    "roles.delegates": delegates,
    "roles.holders": editorial("holders"),
    "roles.min_holders": _MINOR,
    "roles.effort": _PATCH,
    "roles.deputy": _OWNER,
    "roles.function": _RELATION,
    "roles.reports_to": _RELATION,
    # what binds
    "policies.purpose": _TEXT,
    "policies.scope": _SCOPE,
    "policies.out_of_scope": _SCOPE,
    "policies.acknowledge": acknowledge,
    "policies.breach": _TEXT,
    "policies.monitoring": _TEXT,
    "policies.training": _BINDING,
    "policies.definitions": definitions,
    "policies.approver": procedure("approver"),
    "policies.binds": reach("binds"),
    "policies.effective": binding_dates,
    "policies.expires": binding_dates,
    "policies.prevails_over": relation("procedure"),
    "policies#clauses.statement": wording("clause-wording", binding=True),
    "policies#clauses.strength": strength,
    "policies#clauses.when": situation,
    "policies#clauses.limit": limit,
    "policies#clauses.binds": reach("binds"),
    "policies#clauses.effective": binding_dates,
    "policies#clauses.covers": reach("covers"),
    "policies#clauses.speaking_as": speaking,
    "policies#clauses.tightens": _RELATION,
    "policies#clauses.rationale": editorial("rationale"),
    "policies#clauses.do": _BINDING,
    "policies#clauses.dont": _BINDING,
    "policies#clauses.disclaimer": _BINDING,
    "policies#clauses.applies": _RELATION,
    "policies#clauses.exceptions": exceptions,
    "policies#clauses.approver": procedure("approver"),
    "principles.statement": _BINDING,
    "principles.rationale": editorial("rationale"),
    # where
    "channels.purpose": _TEXT,
    "channels.type": _MINOR,
    "channels.handle": _MINOR,
    "channels.url": _MINOR,
    "channels.verified": _PATCH,
    "channels.language": _PATCH,
    "channels.hours": _TEXT,
    "channels.records": _BINDING,
    "channels.opened": _PATCH,
    "channels.closed": always("dates", MINOR),
    "channels.access": access,
    "channels.access.holders_min": safeguard,
    "channels.access.mfa": safeguard,
    "channels.access.stored": procedure("access"),
    "channels.access.tested": editorial("access"),
    "channels.tool": _RELATION,
    "channels.editor": procedure("editor"),
    "channels.custodian": procedure("custodian"),
    "channels.supports": _RELATION,
    "channels.reaches": _RELATION,
    "channels.moderation": _RELATION,
    "tools.type": _PATCH,
    "tools.permitted": permitted,
    "tools.data": _BINDING,
    "tools.recovery": _MINOR,
    # the order of parts
    "escalation.levels": always("order-changed", MAJOR, "procedure", ordered=True),
    "procedures.phases": always("order-changed", MAJOR, "procedure", ordered=True),
    "policies.clauses": always("order-changed", PATCH, effect="editorial"),
    "rules.replies": always("order-changed", PATCH, effect="editorial"),
    "guides.questions": always("order-changed", PATCH, effect="editorial"),
    "insights.evidence": always("order-changed", PATCH, effect="editorial"),
}  # fmt: skip
"""By the key of a fact."""

WITHIN: dict[str, str] = {
    "playbook.contacts": "role",
    "objectives.measured_by": "target target.value target.due baseline.value baseline.on",
    "metrics.readings": "on value note",
    "strategies.pillars": "title share audience",
    "strategies.risks": "risk mitigation",
    "guides#questions.answers": "then role",
    "procedures#phases.steps": "do role within every parallel options reply",
    "roles.training": "name renew_every",
    "roles.delegates": "to scope until",
    "roles.holders": "name contact since until public",
    "policies.acknowledge": "required every",
    "policies#clauses.limit": "at_most at_least unit per",
    "policies#clauses.exceptions": "for granted_by until reason",
    "channels.access": "shared_mailbox",
    "tools.recovery": "form email",
    "links": "title url",
    "examples": "title text",
    "legal": "title note url",
    "approved": "by on ref",
    "waivers": "reason until",
}
"""Fields within a record that the row of the whole record judges, too."""

WAIVED: dict[str, str] = {
    "notes": "Notes are for editors and stand in no output, so nobody learns of them from a difference either.",
    "status": "What has become of a thing is judged as a whole: it came into force, rests, was retired.",
    "formerly": "Old ids say what was renamed or moved; one that is dropped is judged as a broken link.",
}
"""Fields that every thing may have and that have no row, each with the reason."""


def named(key: str) -> bool:
    """Whether somebody has thought of a key of the model: it has a row, or is named within one, or is waived."""
    field = key.partition(".")[2]
    if key in TABLE or field in _COMMON or field in WAIVED:
        return True
    steps = field.split(".")
    return any(
        ".".join(steps[n:]) in WITHIN.get(whole, "").split()
        for n in range(1, len(steps))
        for whole in (key.removesuffix("." + ".".join(steps[n:])), ".".join(steps[:n]))
    )


def row_of(key: str) -> Row | None:
    """The row for a key: its own, else that of the nearest thing around it, else that of a common field."""
    field = key.partition(".")[2]
    step = key
    while "." in step:
        if step in TABLE:
            return TABLE[step]
        step = step.rpartition(".")[0]
    return _COMMON.get(field.partition(".")[0])
