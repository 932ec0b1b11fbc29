"""Owners and roles: who answers for it, and who stands in."""

from __future__ import annotations

from ..check import Check
from .deputy_is_the_same_person import deputy_is_the_same_person
from .empty_role import empty_role
from .no_leader_behind import no_leader_behind
from .nobody_else_looks import nobody_else_looks
from .nobody_takes_over import nobody_takes_over
from .one_department import one_department
from .one_position_for_all import one_position_for_all
from .role_on_the_bench import role_on_the_bench
from .role_without_deputy import role_without_deputy
from .role_without_responsibilities import role_without_responsibilities
from .too_few_holders import too_few_holders
from .too_many_hands import too_many_hands
from .without_owner import without_owner

CHECKS: tuple[Check, ...] = (
    without_owner,
    empty_role,
    nobody_takes_over,
    role_without_deputy,
    deputy_is_the_same_person,
    nobody_else_looks,
    one_position_for_all,
    too_few_holders,
    too_many_hands,
    role_without_responsibilities,
    no_leader_behind,
    one_department,
    role_on_the_bench,
)
