"""What a user may set: each setting typed once, for the MkDocs door and the shell door alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

VISIBILITY_LEVELS = ("public", "internal", "restricted")
PROFILES = ("starter", "default", "audit")
SEVERITIES = ("error", "warning", "advice")
OFF = "off"
NEVER = "never"


@dataclass(frozen=True)
class Limits:
    """How much a single file may ask of the reader; a file beyond a limit is refused with its name."""

    file_bytes: int = 1_000_000
    depth: int = 32
    nodes: int = 50_000
    field_characters: int = 20_000


@dataclass(frozen=True)
class Settings:
    """Everything that can be set under `plugins: - gameplan:` in mkdocs.yml."""

    playbooks_dir: str = "playbooks"
    visibility: str = "public"
    drafts: bool = False
    today: dt.date | None = None
    source_url: str = ""
    profile: str = "default"
    checks: Mapping[str, str] = field(default_factory=dict)
    """By the code of a check: how loudly it is said, or "off"."""
    fail_on: str = "error"
    """The least severity that fails a run, or "never"."""
    baseline: str = ""
    """A file with the findings that are known and do not fail, seen from mkdocs.yml."""
    evidence_months: int = 24
    show_findings: str = "previews"
    """Whether pages show the findings about them: previews, always or never."""
    guide_url: str = ""
    """Where the guide of Gameplan is published, for links from findings to their pages."""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Fault:
    """What is wrong with one setting: the way to it, `("checks", "STR99")`, and the cure as an act.

    `name` is true where the name is wrong and not its value.
    """

    steps: tuple[str, ...]
    message: str
    help: str = ""
    name: bool = False


class SettingError(ValueError):
    """Settings that cannot be used; `faults` says all of them."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(" ".join(f"{f.message} {f.help}".strip() for f in faults))
        self.faults = faults


def settings_from(values: Mapping[str, Any]) -> Settings:
    """Settings from plain values, as mkdocs.yml holds them. Raises SettingError with everything that is wrong."""
    faults: list[Fault] = []
    read: dict[str, Any] = {}
    known = {f.name for f in fields(Settings)}
    for name, value in values.items():
        if name not in known:
            listed = ", ".join(sorted(known))
            faults.append(
                Fault((name,), f"'{name}' is not a setting of gameplan.", f"It has {listed}.", name=True)
            )
        elif value is not None:
            try:
                read[name] = _READERS[name](value, name)
            except SettingError as error:
                faults += error.faults
    if faults:
        raise SettingError(*faults)
    return Settings(**read)


def day_from(text: object, name: str) -> dt.date:
    """The day written as 2026-11-22. Raises SettingError."""
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        raise SettingError(
            Fault((name,), f"{name} must be a date such as 2026-11-22, not '{text}'.")
        ) from None


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise SettingError(Fault((name,), f"{name} must be text."))
    return value


def _one_of(*words: str) -> Callable[[object, str], str]:
    def read(value: object, name: str) -> str:
        word = OFF if value is False else str(value).lower()
        if word not in words:
            raise SettingError(Fault((name,), f"{name} must be one of {', '.join(words)}, not '{value}'."))
        return word

    return read


def _yes_or_no(value: object, name: str) -> bool:
    words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    try:
        return words[str(value).lower()]
    except KeyError:
        raise SettingError(Fault((name,), f"{name} must be true or false, not '{value}'.")) from None


def _count(value: object, name: str) -> int:
    if isinstance(value, bool) or not str(value).isdigit() or int(str(value)) < 1:
        raise SettingError(Fault((name,), f"{name} must be a whole number above 0."))
    return int(str(value))


def _mapping(value: object, name: str, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingError(Fault((name,), f"{name} must be a mapping {what}."))
    return {str(key): item for key, item in value.items()}


def _limits(value: object, name: str) -> Limits:
    known = {f.name for f in fields(Limits)}
    faults: list[Fault] = []
    read: dict[str, int] = {}
    for limit, number in _mapping(value, name, f"with any of {', '.join(sorted(known))}").items():
        if limit not in known:
            listed = ", ".join(sorted(known))
            faults.append(
                Fault((name, limit), f"'{limit}' is not a limit.", f"The limits are {listed}.", name=True)
            )
            continue
        try:
            read[limit] = _count(number, f"{name}.{limit}")
        except SettingError as error:
            faults.append(Fault((name, limit), error.faults[0].message))
    if faults:
        raise SettingError(*faults)
    return Limits(**read)


def _checks(value: object, name: str) -> dict[str, str]:
    faults: list[Fault] = []
    read: dict[str, str] = {}
    loudness = _one_of(*SEVERITIES, OFF)
    for code, word in _mapping(value, name, "of codes to error, warning, advice or off").items():
        try:
            read[code.upper()] = loudness(word, f"{name}.{code}")
        except SettingError as error:
            faults.append(Fault((name, code), error.faults[0].message))
    if faults:
        raise SettingError(*faults)
    return read


_READERS: dict[str, Callable[[Any, str], Any]] = {
    "playbooks_dir": _text,
    "visibility": _one_of(*VISIBILITY_LEVELS),
    "drafts": _yes_or_no,
    "today": day_from,
    "source_url": _text,
    "profile": _one_of(*PROFILES),
    "checks": _checks,
    "fail_on": _one_of(*SEVERITIES, NEVER),
    "baseline": _text,
    "evidence_months": _count,
    "show_findings": _one_of("previews", "always", "never"),
    "guide_url": _text,
    "limits": _limits,
}
