"""What stands in the way of publishing."""

from __future__ import annotations


class CannotPublish(Exception):
    """Nothing was published. The message says why and what to do, in a sentence or two for people."""
