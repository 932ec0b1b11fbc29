"""The page of a check: its words, its examples, and what those really raise.

A check's docstring is its page and its test. Examples are files that lie over a small clean playbook;
`# finding` stands at the end of each line that a bad one is found at. `sections` takes a page apart; `explained`
prints it for a terminal, and the guide and the reports are made of the same pieces.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .checks import BY_CODE, CHECKS, RETIRED
from .checks.check import Check
from .checks.engine import Judged, Loudness, judge
from .checks.ground import Ground
from .diagnostics import INTEGRITY, Severity, did_you_mean
from .loader import Loaded, load
from .reports.rules import Rule, page_of, url_of
from .reports.text import as_text
from .settings import PROFILES, Limits
from .source import from_memory

DAY = dt.date(2026, 6, 1)
"""The day on which all examples are judged."""

_CLEAN = Path(__file__).parent / "checks" / "clean"
_PLAYBOOK = "merrowby"
_MARK = re.compile(r"[ \t]*# finding\b.*$", re.M)
_HEADING = re.compile(r"^## (.+)$", re.M)
_FENCE = re.compile(r"^```[^\n]*\n.*?^```$", re.M | re.S)
_BLOCK = re.compile(r'^```yaml title="([^"]+)"\n(.*?)^```$', re.M | re.S)


@dataclass(frozen=True)
class Example:
    """Files that are found wrong at the `marks` (path below the playbooks folder, line), or not at all."""

    heading: str
    files: dict[str, str]
    marks: tuple[tuple[str, int], ...]

    @property
    def bad(self) -> bool:
        """Whether it should be found wrong."""
        return self.heading.startswith("Bad")


def examples(check: Check) -> Iterator[Example]:
    """The examples of a check, under headings that begin with Bad or Good."""
    for section in sections(check):
        if section.example is not None:
            yield section.example


@dataclass(frozen=True)
class Section:
    """A piece of a check's page: its heading ("" for what stands above the first), its Markdown without the
    marks, and the example that it shows."""

    heading: str
    text: str
    example: Example | None = None


def sections(check: Check) -> Iterator[Section]:
    """The page of a check after its first sentence, piece by piece."""
    first, *pieces = _HEADING.split(check.text.partition("\n")[2])
    if first.strip():
        yield Section("", first.strip())
    for heading, text in zip(pieces[::2], pieces[1::2], strict=True):
        example = _example(heading, text) if heading.startswith(("Bad", "Good")) else None
        yield Section(heading, _MARK.sub("", text).strip() if example else text.strip(), example)


def _example(heading: str, text: str) -> Example:
    written = {_address(title): body for title, body in _BLOCK.findall(text)}
    marks = tuple(
        (path, n)
        for path, body in written.items()
        for n, line in enumerate(body.splitlines(), 1)
        if _MARK.search(line)
    )
    return Example(heading, {path: _MARK.sub("", body) for path, body in written.items()}, marks)


def raised(check: Check, section: Section) -> str:
    """What `gameplan check` really prints about a bad example of a check; "" for any other section."""
    if section.example is None or not section.example.bad:
        return ""
    loaded, judged = played(section.example, [check])
    return as_text(judged.findings, loaded.texts)


def _address(title: str) -> str:
    """A file of the clean playbook, or with `../` of one beside it."""
    return title.removeprefix("../") if title.startswith("../") else f"{_PLAYBOOK}/{title}"


@lru_cache
def clean() -> dict[str, str]:
    """The small clean playbook under all examples, by path below the playbooks folder."""
    return {f"{_PLAYBOOK}/{p.name}": p.read_text(encoding="utf-8") for p in sorted(_CLEAN.glob("*.yml"))}


def played(
    example: Example, checks: Iterable[Check] = CHECKS, profile: str = "default"
) -> tuple[Loaded, Judged]:
    """An example over the clean playbook, as it loads and as checks judge it.

    A file that is only blank takes the file of the same name away.
    """
    files = {path: text for path, text in {**clean(), **example.files}.items() if text.strip()}
    loaded = load(from_memory(files), Limits())
    return loaded, judge(checks, Ground(loaded.graph, DAY), Loudness(profile))


def find(code: str) -> Check | str:
    """The check with a code, or the sentence to answer with: it was retired, or there is none."""
    code = code.strip().upper()
    if check := BY_CODE.get(code):
        return check
    if code in RETIRED:
        return f"{code} was retired. {RETIRED[code]}"
    near = did_you_mean(code, [*BY_CODE, *INTEGRITY])
    return f"There is no check '{code}'." + (f" Did you mean {near}?" if near else "")


# --- in words -----------------------------------------------------------------------------------


def title_of(check: Check) -> str:
    """The name of a check as a title: "Tactic without strategy"."""
    return check.name.replace("-", " ").capitalize()


def severities(check: Check) -> dict[str, Severity | None]:
    """How loudly a check is said in each profile, None where it is silent."""
    return {profile: Loudness(profile).of(check) for profile in PROFILES}


def families() -> dict[str, tuple[Check, ...]]:
    """All checks by what they are about, as the folders say it, in the order in which they tell."""
    found: dict[str, list[Check]] = {}
    for check in CHECKS:
        folder = sys.modules[check.function.__module__.rpartition(".")[0]]
        found.setdefault((folder.__doc__ or "").partition("\n")[0].rstrip("."), []).append(check)
    return {subject: tuple(checks) for subject, checks in found.items()}


def rules() -> tuple[Rule, ...]:
    """What reports say of every code there is: those of integrity, then the checks, the most telling first."""
    whole = (
        Rule(code, _in_address(words), words, Severity.ERROR, _INTEGRITY_WHY)
        for code, words in INTEGRITY.items()
    )
    return (*whole, *(rule_of(check) for check in CHECKS))


_INTEGRITY_WHY = (
    "What cannot be read, or does not fit together, cannot be shown, so nothing is built until it is mended."
)


def rule_of(check: Check) -> Rule:
    """What reports say of a check; its help is its page, with the examples."""
    text = "\n\n".join(
        f"## {section.heading}\n\n{section.text}" if section.heading else section.text
        for section in sections(check)
    )
    why = next((s.text for s in sections(check) if s.heading == "Why it matters"), "")
    return Rule(
        check.code,
        check.name,
        check.summary.rstrip("."),
        check.severity,
        textwrap.shorten(why, 1000, placeholder=" …"),
        f"{check.summary}\n\n{text}",
    )


def _in_address(words: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))


def loudness_of(check: Check) -> str:
    """How loudly a check is said, as a sentence, such as: A warning; an error in the profile audit."""
    said = severities(check)
    words = [_LOUD[said["default"]]]
    if said["audit"] is not said["default"]:
        words.append(f"{_LOUD[said['audit']].lower()} in the profile audit")
    return f"{'; '.join(words)}."


_LOUD = {
    Severity.ERROR: "An error",
    Severity.WARNING: "A warning",
    Severity.ADVICE: "Advice",
    None: "Silent",
}


# --- for a terminal -----------------------------------------------------------------------------

_WIDTH = 96


class NoSuchCode(Exception):
    """Nothing has this code; the message says so, with the near word."""


def explained(code: str, base: str = "") -> str:
    """The page of a code for a terminal, ending with a newline; of a retired one the answer. Raises NoSuchCode.

    `base` is the address of the guide, where one can read on.
    """
    found = find(code)
    if isinstance(found, Check):
        return _explained(found, base)
    code = code.strip().upper()
    if code in INTEGRITY:
        return _integrity(code, base)
    if code in RETIRED:
        return f"{_filled(found)}\n"
    raise NoSuchCode(found)


def listed() -> str:
    """All codes there are, a line each, by what they are about, for a terminal."""
    blocks = [
        f"{subject}\n" + "".join(f"  {c.code}  {c.summary}\n" for c in checks)
        for subject, checks in families().items()
    ]
    blocks.append(
        "Files and settings: can they be read, and do they fit together; always looked for\n"
        + "".join(f"  {code}  {words}.\n" for code, words in INTEGRITY.items())
    )
    return "\n".join([*blocks, "More about one of them: gameplan explain CODE\n"])


def _explained(check: Check, base: str) -> str:
    lines = [f"{check.code}  {title_of(check)}", "", check.summary, ""]
    dated = f" {DATED}" if check.dated else ""
    lines += [_filled(f"{loudness_of(check)} The profile starter does not look for it.{dated}")]
    for section in sections(check):
        lines += ["", *([section.heading] if section.heading else []), *_drawn(section.text)]
        if said := raised(check, section):
            lines += ["", "  gameplan check says:", "", textwrap.indent(said.rstrip(), "    ")]
    lines += ["", "To accept it at one entry, write there:", f"  {waiver_of(check.code)}"]
    lines += ["", f"In the guide: {url_of(check.code, base) or page_of(check.code)}"]
    return "\n".join(lines) + "\n"


DATED = "It depends on the day, so it fails a run in the profile audit alone."
"""What is said of a check that depends on the day."""


def waiver_of(code: str) -> str:
    """A waiver of a check as one writes it at an entry."""
    return f'waivers: {{{code}: {{reason: "…", until: 2027-06-30}}}}'


def _integrity(code: str, base: str) -> str:
    words = (
        f"This is not a check of the strategy: it says that something cannot be read or does not fit together. "
        f"It is always looked for, whatever the profile, and no waiver takes it away. {_INTEGRITY_WHY}"
    )
    where = url_of(code, base) or page_of(code)
    return (
        f"{code}  {INTEGRITY[code]}\n\n{_filled(words)}\n\n"
        f"“What the messages mean” has an example, and the way out.\n\nIn the guide: {where}\n"
    )


def _drawn(text: str) -> list[str]:
    """Markdown for a terminal: prose filled, files under their names, a blank line between them."""
    blocks: list[str] = []
    place = 0
    for fence in _FENCE.finditer(text):
        blocks += [*_prose(text[place : fence.start()]), _file(fence[0])]
        place = fence.end()
    return ["\n\n".join([*blocks, *_prose(text[place:])])]


def _prose(text: str) -> Iterator[str]:
    for paragraph in filter(None, re.split(r"\n\s*\n", text.strip())):
        if paragraph.startswith("|"):  # a table is read as it is written
            yield textwrap.indent(paragraph, "  ")
        else:
            items = re.split(r"\n(?=[-*] |\d+\. )", paragraph)
            hangs = ("    " if re.match(r"[-*] |\d+\. ", item) else "  " for item in items)
            yield "\n".join(_filled(item, "  ", hang) for item, hang in zip(items, hangs, strict=True))


def _file(fence: str) -> str:
    first, *body, _ = fence.split("\n")
    title = re.search(r'title="([^"]+)"', first)
    head = [f"  {title[1]}"] if title else []
    return "\n".join([*head, *(f"    {line}".rstrip() for line in body)])


def _filled(text: str, indent: str = "", hang: str = "") -> str:
    return textwrap.fill(
        " ".join(text.split()),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
