"""Rules, guides, escalation and procedures: will it hold when it is needed."""

from __future__ import annotations

from ..check import Check
from .clock_runs_backwards import clock_runs_backwards
from .level_without_decider import level_without_decider
from .playbook_without_escalation import playbook_without_escalation
from .procedure_never_exercised import procedure_never_exercised
from .question_that_leads_nowhere import question_that_leads_nowhere
from .response_without_time import response_without_time
from .rule_without_escalation import rule_without_escalation
from .rule_without_responder import rule_without_responder
from .unfinished_reply import unfinished_reply

CHECKS: tuple[Check, ...] = (
    playbook_without_escalation,
    level_without_decider,
    rule_without_responder,
    clock_runs_backwards,
    question_that_leads_nowhere,
    rule_without_escalation,
    unfinished_reply,
    procedure_never_exercised,
    response_without_time,
)
