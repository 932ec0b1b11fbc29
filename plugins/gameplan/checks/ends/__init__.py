"""Functions, objectives, metrics: what all this is for, and how anybody would know."""

from __future__ import annotations

from ..check import Check
from .function_on_paper import function_on_paper
from .function_without_goal import function_without_goal
from .goal_without_function import goal_without_function
from .measure_without_target import measure_without_target
from .metric_never_reported import metric_never_reported
from .metric_nobody_asks_for import metric_nobody_asks_for
from .metric_out_of_date import metric_out_of_date
from .metric_without_source import metric_without_source
from .objective_nobody_pursues import objective_nobody_pursues
from .objective_of_applause import objective_of_applause
from .objective_without_goal import objective_without_goal
from .objective_without_measure import objective_without_measure
from .strategy_without_outcome import strategy_without_outcome
from .target_date_passed import target_date_passed
from .target_the_wrong_way import target_the_wrong_way

CHECKS: tuple[Check, ...] = (
    target_the_wrong_way,
    objective_without_measure,
    objective_without_goal,
    objective_of_applause,
    strategy_without_outcome,
    measure_without_target,
    objective_nobody_pursues,
    goal_without_function,
    function_on_paper,
    target_date_passed,
    metric_without_source,
    metric_never_reported,
    metric_out_of_date,
    function_without_goal,
    metric_nobody_asks_for,
)
