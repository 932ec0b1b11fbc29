"""The playbooks of a release as YAML again: what an editor had on that day, as far as a release keeps it.

JSON is YAML, so the plain data of an entry is a file of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def version_files() -> list[Path]:
    """The releases of the example, oldest first."""
    return sorted((ROOT / "releases").glob("*.json"), key=lambda p: [int(n) for n in p.stem.split(".")])


def lay_out(release: Path, folder: Path) -> None:
    """Write the playbooks of a release into a folder that has none yet."""
    entities: dict[str, Any] = json.loads(release.read_text("utf-8"))["entities"]
    for address, said in entities.items():
        playbook, *rest = address.split("/")
        path = folder.joinpath(playbook, *(rest or ["playbook"])).with_suffix(".yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            json.dumps(_typed(said["fields"]), ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n"
        )


def _typed(value: Any) -> Any:
    """As an editor types it: who is told without a time stands in a list, and not beside nothing."""
    if isinstance(value, list):
        return [_typed(item) for item in value]
    if not isinstance(value, dict):
        return value
    typed = {name: _typed(item) for name, item in value.items()}
    if isinstance(told := typed.get("notifies"), dict) and not any(told.values()):
        typed["notifies"] = list(told)
    return typed
