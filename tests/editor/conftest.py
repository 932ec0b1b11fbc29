"""The example with its schemas in a folder of its own, and the real language server on it.

`scripts/editor.py --install` fetches the server; `make editor` does so first.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from gameplan.cli import main
from scripts.editor import ADVICE, find
from tests.editor.client import Editor

EXAMPLE = Path(__file__).resolve().parents[2] / "playbooks"


@pytest.fixture(scope="session")
def server() -> list[str]:
    """The command that starts the server."""
    found = find()
    if found is None:
        pytest.exit(ADVICE, returncode=1)
    return found


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example, with schemas and the settings of VS Code as the command writes them."""
    root = tmp_path_factory.mktemp("workspace")
    shutil.copytree(EXAMPLE, root / "playbooks")
    write_schemas(root, "--vscode")
    return root


def write_schemas(root: Path, *more: str) -> None:
    """Run `gameplan schema --write .gameplan` in a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        done = CliRunner().invoke(main, ["schema", "--write", ".gameplan", *more])
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="session")
def editor(server: list[str], folder: Path) -> Iterator[Editor]:
    """An editor with the settings that were written."""
    settings = json.loads((folder / ".vscode" / "settings.json").read_text("utf-8"))
    with Editor(server, folder, settings) as opened:
        yield opened
