"""What holds for all tests: none asserts how long anything takes, Hypothesis' own limit included, and where
none says how many examples it tries, they are so many that the quick tests stay quick."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("gameplan", deadline=None, max_examples=50)
settings.load_profile("gameplan")
