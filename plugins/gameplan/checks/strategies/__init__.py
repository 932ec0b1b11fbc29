"""Strategies: is it a choice, or a list of things to do."""

from __future__ import annotations

from ..check import Check
from .calendar_as_strategy import calendar_as_strategy
from .channels_instead_of_approach import channels_instead_of_approach
from .content_without_strategy_above import content_without_strategy_above
from .fits_any_organisation import fits_any_organisation
from .no_diagnosis import no_diagnosis
from .no_experience import no_experience
from .no_posture import no_posture
from .nobody_plays import nobody_plays
from .nothing_ruled_out import nothing_ruled_out
from .one_posture_for_all import one_posture_for_all
from .over_before_it_works import over_before_it_works
from .shopping_list import shopping_list
from .strategy_without_goal import strategy_without_goal
from .tactic_without_strategy import tactic_without_strategy
from .technology_first import technology_first
from .tool_at_the_top import tool_at_the_top

CHECKS: tuple[Check, ...] = (
    tactic_without_strategy,
    channels_instead_of_approach,
    strategy_without_goal,
    shopping_list,
    calendar_as_strategy,
    fits_any_organisation,
    no_diagnosis,
    nobody_plays,
    content_without_strategy_above,
    tool_at_the_top,
    nothing_ruled_out,
    no_experience,
    no_posture,
    technology_first,
    over_before_it_works,
    one_posture_for_all,
)
