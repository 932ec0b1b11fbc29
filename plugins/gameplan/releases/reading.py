"""The text of a release file becomes a release, or one sentence says why it cannot.

A file that was cut off, merged or edited by hand is refused whole, since a release that is half read would show a
history that never was. What a file holds beyond this model, or in words of another, is left out instead.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

from ..diagnostics import brief
from ..model import KINDS, LISTED, SINGLETONS
from ..model.address import ID
from ..model.values import day_from
from ..settings import VISIBILITY_LEVELS
from ..source import printable
from .migrations import MIGRATIONS, MODEL, migrated
from .rebuilt import Memo
from .release import Release
from .snapshot import HIDDEN
from .version import Version

LARGEST = 64_000_000
"""How many bytes a release file may have."""

DEEPEST = 24
"""How many lists and mappings may stand within one another; the model needs less than half of it."""

CURE = (
    "Take the file back as it was in git, or delete it and write the release again with `gameplan release`."
)


class BadRelease(Exception):
    """A file that is no release this version of Gameplan can read: its path, a sentence with the cure, the line."""

    def __init__(self, path: str, message: str, line: int = 1) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.message = message
        self.line = line


class _Repeated(Exception):
    """A key that stands twice in one mapping."""


class _NoNumber(Exception):
    """A word that some programs write for what is no number."""


def read(text: str, path: str, memo: Memo | None = None) -> Release:
    """The release that a text holds. Raises BadRelease.

    `path` is how its file is printed, and its name must say the version. With a `memo`, entities that another
    release with the same memo holds too are read once, and their fields are the same object.
    """
    data = _parsed(text, path)
    if not isinstance(data, dict) or data.get("gameplan") != "release":
        raise BadRelease(path, "This is not a release of Gameplan. Move it out of the folder of releases.")
    data = _of_this_model(data, path, _line_of(text, "model"))

    def wrong(key: str, what: str) -> NoReturn:
        raise BadRelease(path, f"{what} {CURE}", _line_of(text, key))

    said = {name: data.get(name) for name in ("version", "date", "summary", "approver", "reference")}
    for name, value in said.items():
        if not isinstance(value, str):
            wrong(name, f"{name} is missing, or is not text.")
    words = {name: str(value) for name, value in said.items()}
    version = words["version"]
    try:
        Version.parse(version)
    except ValueError:
        wrong("version", f"'{_shown(version)}' is not a version such as 3.0 or 3.0.1.")
    if re.split(r"[/\\]", path)[-1] != f"{version}.json":
        message = f"The file says that it holds version {version}: call it {version}.json."
        raise BadRelease(path, message, _line_of(text, "version"))
    day = day_from(words["date"])
    if day is None:
        wrong("date", f"'{_shown(words['date'])}' is not a date such as 2026-09-01.")
    entities = data.get("entities")
    if not isinstance(entities, dict):
        wrong("entities", "entities is missing, or is not a mapping of addresses.")
    memo = memo or Memo()
    known: dict[str, Any] = {}
    for address, entity in entities.items():
        if fault := _entity_fault(address, entity, entities):
            wrong(address, fault)
        if address.count("/") == 0 or address.split("/")[1] in KINDS:
            fields = memo.same(address, entity["fields"])
            known[address] = {"visibility": _level(entity["visibility"]), "fields": fields}
    about = {name: words[name] for name in ("summary", "approver", "reference")}
    return Release(version, day, **about, path=path, entities=known, memo=memo)


# --- the text -------------------------------------------------------------------------------


def _parsed(text: str, path: str) -> Any:
    if len(text) > LARGEST or (len(text) > LARGEST // 4 and len(text.encode("utf-8", "replace")) > LARGEST):
        raise BadRelease(path, f"This file is larger than {LARGEST:,} bytes, so it is no release. {CURE}")
    try:
        data = json.loads(
            text, object_pairs_hook=_mapping, parse_constant=_no_number, parse_float=str, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        message = f"This is not JSON: {error.msg}, at line {error.lineno}, column {error.colno}. {CURE}"
        raise BadRelease(path, message, error.lineno) from None
    except _Repeated as error:
        key = str(error)
        message = f"'{_shown(key)}' stands here twice, and only one of them could count. {CURE}"
        raise BadRelease(path, message, _line_of(text, key, last=True)) from None
    except _NoNumber as error:
        message = f"'{error}' is not a number that JSON knows. {CURE}"
        raise BadRelease(path, message, _line_at(text, text.find(str(error)))) from None
    except RecursionError:
        raise _too_deep(path) from None
    if _is_deep(data):
        raise _too_deep(path)
    hidden = HIDDEN.search(text)
    if hidden is None and "\\u" in text:
        hidden = next((found for each in _texts(data) if (found := HIDDEN.search(each))), None)
    if hidden is not None:
        message = f"This file holds a sign that cannot be seen (U+{ord(hidden.group()):04X}). {CURE}"
        raise BadRelease(path, message, _line_at(text, text.find(hidden.group())))
    return data


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        counts = Counter(key for key, _ in pairs)
        raise _Repeated(next(key for key, count in counts.items() if count > 1))
    return found


def _no_number(word: str) -> NoReturn:
    raise _NoNumber(word)


def _whole(digits: str) -> int | str:
    """A whole number; more digits than any field may have stay text."""
    return int(digits) if len(digits) < 20 else digits


def _too_deep(path: str) -> BadRelease:
    return BadRelease(path, f"This file is nested deeper than any release ({DEEPEST} levels). {CURE}")


def _is_deep(data: Any) -> bool:
    level = [data]
    for _ in range(DEEPEST):
        level = [
            each
            for one in level
            for each in (one.values() if isinstance(one, dict) else one)
            if isinstance(each, dict | list)
        ]
        if not level:
            return False
    return True


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for each in data:
            yield from _texts(each)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _texts(value)


def _shown(text: str) -> str:
    """What somebody wrote, as a message quotes it."""
    return printable(brief(text))


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, max(position, 0)) + 1


def _line_of(text: str, key: str, *, last: bool = False) -> int:
    """The line on which a key stands, first or last; 1 where it does not."""
    quoted = re.escape(json.dumps(key, ensure_ascii=False))
    found = [match.start() for match in re.finditer(rf"{quoted}\s*:", text)]
    return _line_at(text, found[-1 if last else 0]) if found else 1


# --- what it says ---------------------------------------------------------------------------


def _of_this_model(data: dict[str, Any], path: str, line: int) -> dict[str, Any]:
    model = data.get("model")
    if type(model) is not int or model < 0:  # true is a whole number to Python
        raise BadRelease(path, f"model is missing, or is not a whole number. {CURE}", line)
    if model > MODEL:
        message = (
            f"This release was written by a newer Gameplan (model {model}; this one knows {MODEL}). "
            "Install that version or a newer one."
        )
        raise BadRelease(path, message, line)
    if any(step not in MIGRATIONS for step in range(model, MODEL)):
        raise BadRelease(path, f"No Gameplan ever wrote a release of model {model}. {CURE}", line)
    try:
        return migrated(data)
    except (LookupError, TypeError, ValueError, AttributeError):
        raise BadRelease(path, f"This is not what a release of model {model} holds. {CURE}", line) from None


def _entity_fault(address: str, entity: Any, entities: dict[str, Any]) -> str:
    """What is wrong with one entity in a release, in a sentence; "" where nothing is."""
    steps = address.split("/")
    if not _is_address(steps):
        return f"'{_shown(address)}' is not the address of an entry."
    if steps[0] not in entities:
        return f"'{address}' belongs to the playbook '{steps[0]}', which is missing."
    if not isinstance(entity, dict) or not isinstance(entity.get("fields"), dict):
        return f"'{address}' has no fields."
    if not isinstance(entity.get("visibility"), str):
        return f"'{address}' does not say who may read it (visibility)."
    return ""


def _is_address(steps: list[str]) -> bool:
    """Whether these steps lead to an entry: of a kind that this model has, or of one that another may have had."""
    if len(steps) > 3 or not all(ID.fullmatch(step) for step in steps):
        return False
    if len(steps) == 1:
        return True
    if steps[1] not in KINDS:
        return True
    return steps[1] in LISTED if len(steps) == 3 else steps[1] in SINGLETONS and steps[1] != "playbook"


def _level(word: str) -> str:
    """A level of visibility; one that is not known is the strictest."""
    return word if word in VISIBILITY_LEVELS else VISIBILITY_LEVELS[-1]
