"""The facade: one playbooks folder with its settings, for whichever door asks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .document import inherited, plugin_settings
from .graph import Graph
from .loader import Loaded, load
from .settings import Settings, settings_from
from .source import as_seen, from_folder
from .visibility import visible


class NoPlaybooks(Exception):
    """There is no playbooks folder where one was looked for; the message says where, and the cure."""


class Project:
    """A folder of playbooks, read when asked.

    `root` is the folder the settings are relative to; paths in findings are relative to where
    the person works. `config` is what a message calls the file with the settings.
    """

    def __init__(self, settings: Settings, root: Path, config: str = "mkdocs.yml") -> None:
        self.settings = settings
        self.root = root
        self.config = config

    @classmethod
    def of(cls, config: Path | None, path: Path | None = None) -> Project:
        """The project of a site: what its configuration says, else defaults in the working folder.

        `path` names the playbooks folder instead. Raises SettingError for a wrong setting.
        """
        if config is None:
            project = cls(Settings(), Path())
        else:
            project = cls(settings_from(_site_settings(config)), config.parent, config.as_posix())
        if path is not None:
            project.settings = replace(project.settings, playbooks_dir=str(path))
            project.root = Path()
        return project

    @property
    def folder(self) -> Path:
        """The playbooks folder."""
        return self.root / self.settings.playbooks_dir

    def load(self) -> Loaded:
        """Read everything. Raises NoPlaybooks."""
        folder = self.folder
        if not folder.is_dir():
            raise NoPlaybooks(
                f"There is no folder '{folder.as_posix()}' here. A playbook is a folder in it, with a playbook.yml; "
                f"where it has another name, say so with `playbooks_dir:` in {self.config} or on the command line."
            )
        if (folder / "playbook.yml").is_file():
            raise NoPlaybooks(
                f"'{folder.as_posix()}' is one playbook. Name the folder above it, which holds all playbooks: "
                f"{folder.parent.as_posix()}"
            )
        sources = from_folder(folder, shown_as=as_seen(folder), max_bytes=self.settings.limits.file_bytes)
        return load(sources, self.settings.limits)

    def shown(self, graph: Graph) -> Graph:
        """What a build with these settings may show of a graph."""
        return visible(graph, self.settings.visibility, drafts=self.settings.drafts)


def _site_settings(config: Path, depth: int = 0) -> dict[str, object]:
    try:
        data = config.read_bytes()
    except OSError:
        return {}
    values = plugin_settings(data, "gameplan")
    if values is None and depth < 3 and (parent := inherited(data)):
        return _site_settings(config.parent / parent, depth + 1)
    return values or {}
