"""What a user may set: each setting typed once, for the MkDocs door and the shell door alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields
from typing import Any

VISIBILITY_LEVELS = ("public", "internal", "restricted")


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
    limits: Limits = field(default_factory=Limits)


class SettingError(ValueError):
    """A setting has a value it cannot have; the message says which, and the cure."""


def settings_from(values: dict[str, Any]) -> Settings:
    """Settings from plain values, as mkdocs.yml holds them. Raises SettingError."""
    known = {f.name for f in fields(Settings)}
    for name in values:
        if name not in known:
            raise SettingError(f"'{name}' is not a setting of gameplan; it has {', '.join(sorted(known))}.")
    values = {name: value for name, value in values.items() if value is not None}
    if "today" in values:
        values["today"] = day_from(str(values["today"]), "today")
    limits = values.get("limits")
    if limits is not None:
        values["limits"] = _limits_from(limits)
    if "drafts" in values:
        values["drafts"] = _yes_or_no(values["drafts"])
    for name in ("playbooks_dir", "visibility", "source_url"):
        if name in values and not isinstance(values[name], str):
            raise SettingError(f"{name} must be text.")
    settings = Settings(**values)
    if settings.visibility not in VISIBILITY_LEVELS:
        raise SettingError(
            f"visibility must be one of {', '.join(VISIBILITY_LEVELS)}, not '{settings.visibility}'."
        )
    return settings


def day_from(text: str, name: str) -> dt.date:
    """The day written as 2026-11-22. Raises SettingError."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise SettingError(f"{name} must be a date such as 2026-11-22, not '{text}'.") from None


def _limits_from(values: object) -> Limits:
    known = {f.name for f in fields(Limits)}
    if not isinstance(values, dict):
        raise SettingError(f"limits must be a mapping with any of {', '.join(sorted(known))}.")
    for name, value in values.items():
        if name not in known:
            raise SettingError(f"'{name}' is not a limit; the limits are {', '.join(sorted(known))}.")
        if not str(value).isdigit() or int(value) < 1:
            raise SettingError(f"limits.{name} must be a whole number above 0.")
    return Limits(**{name: int(value) for name, value in values.items()})


def _yes_or_no(value: object) -> bool:
    words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    try:
        return words[str(value).lower()]
    except KeyError:
        raise SettingError(f"drafts must be true or false, not '{value}'.") from None
