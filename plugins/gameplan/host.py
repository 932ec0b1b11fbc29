"""Which builder makes the site, MkDocs or ProperDocs: settled before anything of it is imported."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

_NAMES = ("properdocs.yml", "properdocs.yaml", "mkdocs.yml", "mkdocs.yaml")
"""What the configuration of a site is called, in the order in which ProperDocs, and last MkDocs, looks."""


class NoBuilder(Exception):
    """No builder is installed; the message says so, and the cure."""


def configurations(folder: Path) -> list[Path]:
    """The configurations in a folder; the first is the one that is read."""
    return [path for name in _NAMES if (path := folder / name).is_file()]


def settle(config: Path) -> None:
    """Let the name `mkdocs` mean the builder for this configuration, from here on in this process.

    That is MkDocs where it is installed, else ProperDocs; for a `properdocs.*` the other way round.
    Raises NoBuilder.
    """
    builders = ["mkdocs", "properdocs"]
    if config.name.startswith("properdocs."):
        builders.reverse()
    found = next((name for name in builders if find_spec(name)), None)
    if found is None:
        raise NoBuilder(
            "No site can be built: neither MkDocs nor ProperDocs is installed beside gameplan. "
            "Install one: `pip install mkdocs` or `pip install properdocs`."
        )
    if found == "properdocs":
        import properdocs.replacement  # noqa: F401  # it answers to the name of MkDocs, for every plugin too
