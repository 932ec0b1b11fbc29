"""A comparison in the forms people and machines read: a file each, a function each.

Every one takes a `Comparison` and gives text. Nothing is judged here, and the order of the changes is kept.
"""

from __future__ import annotations

from .github import as_github
from .json import as_json
from .markdown import as_markdown
from .notes import as_notes
from .text import as_text

__all__ = ["as_github", "as_json", "as_markdown", "as_notes", "as_text"]
