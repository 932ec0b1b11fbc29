"""A small valid playbook in memory, and the words in which tests speak of findings."""

from __future__ import annotations

from collections.abc import Mapping

from gameplan.diagnostics import Diagnostic
from gameplan.loader import Loaded, load
from gameplan.settings import Limits
from gameplan.source import from_memory

SMALL: Mapping[str, str] = {
    "m/playbook.yml": "title: Merrowby\norganisation: Merrowby Libraries\nvisibility: public\n",
    "m/vision.yml": "statement: Anyone comes away helped.\n",
    "m/goals/helped.yml": "title: Helped the first time\n",
    "m/strategies/evening.yml": "title: Be there in the evening\napproach: Answer when people ask.\npursues: [helped]\n",
    "m/tactics/rota.yml": "title: Evening rota\nimplements: [evening]\nowner: editor\n",
    "m/roles/editor.yml": "title: Duty editor\npurpose: Somebody answers.\n",
}
"""The six files that a first playbook needs (model.md, section 2)."""


def load_both(texts: Mapping[str, str | bytes], limits: Limits | None = None) -> Loaded:
    """Load texts, after making sure that the C and the pure parser agree about every finding."""
    limits = limits or Limits()
    fast = load(from_memory(texts), limits)
    assert fast.findings == load(from_memory(texts), limits, pure=True).findings
    return fast


def load_small(texts: Mapping[str, str | bytes] | None = None) -> Loaded:
    """The small playbook with some files added or replaced."""
    return load_both({**SMALL, **(texts or {})})


def brief(finding: Diagnostic) -> str:
    """`tactics/rota.yml:3:8 REF01`: all that most tests want to know."""
    path = finding.place.path.removeprefix("playbooks/").removeprefix("m/")
    return f"{path}:{finding.place.span.line}:{finding.place.span.column} {finding.code}"


def briefs(loaded: Loaded) -> list[str]:
    return [brief(d) for d in loaded.findings]


def marked(loaded: Loaded, finding: Diagnostic) -> str:
    """The text that a finding underlines."""
    lines = loaded.texts[finding.place.path]
    span = finding.place.span
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first, last = lines[span.line - 1][span.column - 1 :], lines[span.end_line - 1][: span.end_column - 1]
    return "\n".join([first, *lines[span.line : span.end_line - 1], last])
