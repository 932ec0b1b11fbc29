"""The pages of the checks as Markdown: one each, and an index by what they are about.

A page is the docstring of its check. Below each bad example stands what the engine really says of it, made anew
whenever the site is built. No MkDocs, no files: `pages` returns texts by path, the same at every call.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gameplan.checks import CHECKS, RETIRED
from gameplan.checks.check import Check
from gameplan.explain import DATED, families, loudness_of, raised, sections, severities, title_of, waiver_of
from gameplan.settings import PROFILES

FOLDER = "guide/checks"

_PROFILE_WORDS = {
    "starter": "Whether everything can be read and fits together, and no more. For the first weeks of a playbook.",
    "default": "All checks, as loudly as each deserves.",
    "audit": "All checks, and what a playbook must not lack is an error.",
}

_HEAD = """\
# The checks

`gameplan check` says two kinds of things. First, whether all files can be read and fit together:
[What the messages mean](../messages.md) explains these, and they are always on. Then, once that is in order, what
somebody who has seen many strategies would say in a review. These are the checks on this page. Each has a page of its
own, with an example that it finds and one that it lets pass. `gameplan explain STR01` prints the same in a terminal.
The examples lie over a small playbook that is in order; only the files that matter are shown.

A check judges what is in force: a draft, or what has ended, is left alone unless the check is about that."""

_QUIET = """\
## When you do not agree

A check can be wrong about you. Then say so where it is, with a reason and an end, and everybody can read why.

```yaml
waivers:
  TAC02:
    reason: The rota is printed monthly and hangs in the staff room.
    until: 2027-06-30
```

A waiver stands in the entry, or the part of one, that the finding is about. It needs both lines. Past its end, or
without a reason, it counts for nothing. What it accepts is counted at the end of every run.

To make a check louder, quieter or silent everywhere, name it in [the settings](../settings.md).

## What some of them say of themselves

- **It depends on the day.** The finding may come although nobody changed a file: a date has passed. Such a check makes
  a run fail in the profile `audit` alone.
- **It reads your words.** A few checks look at sentences, and a machine understands none. Their pages say how often
  they were right on sentences that we know, and how often they were wrong."""


@lru_cache(maxsize=1)
def _made() -> tuple[tuple[str, str], ...]:
    made = [("index", _index()), *((check.code.lower(), page(check)) for check in CHECKS)]
    return tuple((f"{FOLDER}/{name}.md", text) for name, text in made)


def pages() -> dict[str, str]:
    """The Markdown of every page by its path under docs/. Examples are played at the first call only."""
    return dict(_made())


def _index() -> str:
    blocks = [_HEAD, "## Profiles", _profiles(), _QUIET]
    for subject, checks in families().items():
        blocks += [f"## {subject}", "\n".join(_row(check) for check in checks)]
    if RETIRED:
        rows = (f"- {code}: {words}" for code, words in sorted(RETIRED.items()))
        blocks += ["## Given up", "\n".join(rows)]
    return "\n\n".join(blocks) + "\n"


def _profiles() -> str:
    rows = [f"| `{profile}` | {_PROFILE_WORDS[profile]} |" for profile in PROFILES]
    return "\n".join(["| Profile | What it looks for |", "|---|---|", *rows])


def _row(check: Check) -> str:
    dated = " It depends on the day." if check.dated else ""
    return f"- [{check.code}]({check.code.lower()}.md) {check.summary} *{loudness_of(check)}*{dated}"


def page(check: Check) -> str:
    """The page of one check."""
    blocks = [f"# {check.code} {title_of(check)}", check.summary, _severities(check)]
    if check.dated:
        blocks.append(DATED)
    for section in sections(check):
        blocks += [*([f"## {section.heading}"] if section.heading else []), section.text]
        if said := raised(check, section):
            blocks += ["`gameplan check` says:", f"```text\n{said.rstrip()}\n```"]
    blocks += list(_waiver(check))
    return "\n\n".join(blocks) + "\n"


def _severities(check: Check) -> str:
    words = [severity.value if severity else "not looked for" for severity in severities(check).values()]
    head, line = " | ".join(f"`{profile}`" for profile in PROFILES), "---|" * (len(PROFILES) + 1)
    return f"| Profile | {head} |\n|{line}\n| Severity | {' | '.join(words)} |"


def _waiver(check: Check) -> Iterator[str]:
    yield "## Where you accept it"
    yield f"Write a waiver at the entry. [All checks](index.md#when-you-do-not-agree) says more.\n\n```yaml\n{waiver_of(check.code)}\n```"
