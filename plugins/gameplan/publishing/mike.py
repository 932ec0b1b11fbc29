"""Runs the real mike, which builds a version and lays it into the branch. Nothing of what it does is done here."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from ..git import by_the_folder_alone
from ..source import printable
from .fault import CannotPublish
from .store import Store

_MIKE = "import sys; from mike.driver import main; sys.exit(main())"
_TOLD = ("WARNING", "ERROR", "CRITICAL")


def refuse_without(config: Path) -> None:
    """Raises CannotPublish where mike is not installed, or would build with another generator than the site's."""
    if find_spec("mike") is None:
        raise CannotPublish(
            "Versions are published with mike, and it is not installed beside gameplan. Install both into an "
            "environment of their own: `pip install 'mkdocs-gameplan[publish]'`."
        )
    if find_spec("properdocs") is not None and not config.name.startswith("properdocs."):
        raise CannotPublish(
            f"ProperDocs is installed here, and mike would build {printable(config.name)} with it instead of MkDocs. "
            "Publish from an environment without it: `pip uninstall properdocs`."
        )


def deploy(
    store: Store, ref: str, config: Path, version: str, aliases: tuple[str, ...], *options: str, epoch: int
) -> str:
    """Build the site and put it into the branch as a version; what was said that people should know.

    Raises CannotPublish where that fails.
    """
    wanted = ("deploy", *options, *(("--update-aliases",) if aliases else ()))
    variables = {"SOURCE_DATE_EPOCH": str(epoch)}
    return _run(store, ref, config, wanted, (version, *aliases), variables)


def set_default(store: Store, ref: str, config: Path, version: str) -> None:
    """Let the top of the site lead to a version or an alias. Raises CannotPublish."""
    _run(store, ref, config, ("set-default",), (version,))


def delete(store: Store, ref: str, config: Path, versions: tuple[str, ...]) -> None:
    """Take versions off the site. Raises CannotPublish."""
    _run(store, ref, config, ("delete",), versions)


def _run(
    store: Store,
    ref: str,
    config: Path,
    verb: tuple[str, ...],
    words: tuple[str, ...],
    variables: Mapping[str, str] | None = None,
) -> str:
    # mike works where the repository is, and starts `mkdocs` by its name.
    where = ("--branch", ref, "--remote", store.remote, "--ignore-remote-status", "--deploy-prefix", "")
    whole = config.resolve()
    command = [sys.executable, "-c", _MIKE, *verb, "--config-file", str(whole), *where, "--", *words]
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    environment = {
        **by_the_folder_alone(os.environ),
        **store.identity(),
        "PATH": path,
        "PYTHONUTF8": "1",
        **(variables or {}),
    }
    done = subprocess.run(
        command,
        cwd=whole.parent,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said = done.stdout.decode("utf-8", "replace").strip()
    if done.returncode:
        raise CannotPublish(
            f"mike could not {verb[0]} {' '.join(words)}; the branch {store.branch} is as it was. It says:\n{said}"
        )
    return "\n".join(line for line in said.splitlines() if line.startswith(_TOLD))
