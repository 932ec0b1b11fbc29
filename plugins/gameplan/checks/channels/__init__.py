"""Channels and tools: whether somebody keeps the keys, plays there, and may use what they use."""

from __future__ import annotations

from ..check import Check
from .channel_of_others_unanswered import channel_of_others_unanswered
from .channel_without_house_rules import channel_without_house_rules
from .channel_without_purpose import channel_without_purpose
from .channel_without_tactic import channel_without_tactic
from .keys_in_one_pocket import keys_in_one_pocket
from .tool_not_permitted import tool_not_permitted
from .two_channels_one_job import two_channels_one_job

CHECKS: tuple[Check, ...] = (
    keys_in_one_pocket,
    tool_not_permitted,
    channel_of_others_unanswered,
    channel_without_house_rules,
    channel_without_tactic,
    channel_without_purpose,
    two_channels_one_job,
)
