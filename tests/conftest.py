"""What holds for all tests: none asserts how long anything takes, Hypothesis' own limit included."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("gameplan", deadline=None)
settings.load_profile("gameplan")
