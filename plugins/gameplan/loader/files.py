"""Files and folders: which of them hold what, and which playbook has no manifest."""

from __future__ import annotations

from ..model import KINDS, LISTED, SINGLETONS
from ..model.address import Address
from ..settings import Limits
from ..source import START, SourceFile, Sources
from .entities import Documents, Reader
from .gathered import Gathered
from .places import folder_fault, misplacement, renamed_by_an_editor, stem_of

_MANIFEST = "playbook"


def gather(sources: Sources, limits: Limits, pure: bool, known: Documents) -> Gathered:
    """Read all files; what they say of each other is not looked at yet."""
    gathered = Gathered()
    files = _Files(sources.root, gathered, Reader(gathered, limits, pure, known))
    for file in sources:
        files.take(file)
    files.missing_manifests()
    return gathered


class _Files:
    def __init__(self, root: str, gathered: Gathered, reader: Reader) -> None:
        self.root = root
        self.gathered = gathered
        self.reader = reader
        self.manifests: set[str] = set()

    def take(self, file: SourceFile) -> None:
        """Read a file as what its place says it is."""
        steps = file.name.split("/")
        name = steps[-1]
        if name == "README.md" or (len(steps) > 2 and steps[1] == "assets"):
            return
        if len(steps) == 1:
            if file.trouble and not file.name:
                self.gathered.say("SYN01", file.path, START, f"{file.trouble}.")
            else:
                self._misplaced(file, steps)
            return
        playbook = steps[0]
        self._folder(playbook)
        stem, yaml = stem_of(name)
        if len(steps) == 2 and (stem in KINDS) and yaml:
            if stem == _MANIFEST:
                self.manifests.add(playbook)
                self.reader.one(file, Address(playbook))
            elif stem in SINGLETONS:
                self.reader.one(file, Address(playbook, stem))
            else:
                self.reader.many(file, playbook, stem)
        elif len(steps) == 3 and steps[1] in LISTED and yaml:
            self.reader.one(file, Address(playbook, steps[1], stem))
        else:
            if real := renamed_by_an_editor(name):
                self._exists_as(playbook, [*steps[1:-1], real])
            self._misplaced(file, steps)

    def _misplaced(self, file: SourceFile, steps: list[str]) -> None:
        self.gathered.say("SHP06", file.path, START, *misplacement(steps))

    def _exists_as(self, playbook: str, steps: list[str]) -> None:
        """Keep the name known of a file that has a wrong ending: what refers to it is not blamed."""
        stem = stem_of(steps[-1])[0]
        if len(steps) == 2 and steps[0] in LISTED:
            self.gathered.unknowns.entity(Address(playbook, steps[0], stem))
        elif len(steps) == 1 and stem == _MANIFEST:
            self.manifests.add(playbook)
            self.gathered.unknowns.entity(Address(playbook))
        elif len(steps) == 1 and stem in SINGLETONS:
            self.gathered.unknowns.entity(Address(playbook, stem))
        elif len(steps) == 1 and stem in LISTED:
            self.gathered.unknowns.kind(playbook, stem)

    def _folder(self, playbook: str) -> None:
        if playbook in self.gathered.folders:
            return
        self.gathered.folders.add(playbook)
        if fault := folder_fault(playbook):
            self.gathered.say("SHP07", f"{self.root}/{playbook}", START, *fault, playbook)

    def missing_manifests(self) -> None:
        """Say which folders have no playbook.yml, once all files are known."""
        for playbook in sorted(self.gathered.folders - self.manifests):
            self.gathered.unknowns.playbook(playbook)
            self.gathered.say(
                "SHP03",
                f"{self.root}/{playbook}",
                START,
                f"The playbook '{playbook}' has no playbook.yml.",
                "Write one with `title:` and `organisation:`, or move these files into the folder of a playbook.",
                playbook,
            )
