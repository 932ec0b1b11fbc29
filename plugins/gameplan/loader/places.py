"""Where files belong, and what is said of one that lies somewhere else."""

from __future__ import annotations

from ..diagnostics import did_you_mean, one_of
from ..model import KINDS, LISTED, SINGLETONS
from ..model.address import id_fault, near_id
from ..source import is_yaml


def misplacement(steps: list[str]) -> tuple[str, str]:
    """What is wrong with a file at these steps below the playbooks folder, and the cure."""
    if len(steps) == 1:
        return "A file here belongs to no playbook.", _where_to(steps[0], "")
    name = steps[-1]
    stem, yaml = stem_of(name)
    if real := renamed_by_an_editor(name):
        ending = name[len(real) :]
        return (
            f"'{name}' is not a YAML file, because it ends in {ending}.",
            f"Rename it to {real}. Some editors add {ending} when they save, and some systems hide it.",
        )
    if len(steps) == 2:
        if not yaml:
            return (
                f"'{name}' is not a YAML file; a playbook's folder holds only those.",
                f"Move it to {steps[0]}/assets/, or outside the playbooks folder.",
            )
        near = did_you_mean(stem, KINDS)
        help = f"Did you mean '{near}.yml'?" if near else _where_to(name, steps[0])
        return f"'{stem}' is not a kind of entry.", help
    folder = steps[1]
    if folder in SINGLETONS:
        return (
            f"There is only one {folder} in a playbook, so it has no folder.",
            f"Write it in {steps[0]}/{folder}.yml.",
        )
    if folder not in LISTED:
        near = did_you_mean(folder, LISTED)
        help = (
            f"Did you mean '{near}/'?"
            if near
            else f"The folders of a playbook are {one_of(sorted(LISTED), 'and')}; other files go into assets/."
        )
        return f"'{folder}' is not a kind of entry.", help
    if len(steps) > 3:
        return (
            "This file lies too deep: the entries of a kind lie side by side.",
            f"Move it to {steps[0]}/{folder}/{name}.",
        )
    return (
        f"'{name}' is not a YAML file.",
        f"Rename it to {near_id(stem) or 'short-name'}.yml, or move it to {steps[0]}/assets/.",
    )


def _where_to(name: str, playbook: str) -> str:
    stem, yaml = stem_of(name)
    playbook = playbook or "<playbook>"
    if yaml and stem in KINDS:
        return f"Move it into the folder of a playbook: {playbook}/{name}."
    return f"Move it to the folder of its kind: {playbook}/tactics/{near_id(stem) or 'short-name'}.yml, for example."


def stem_of(name: str) -> tuple[str, bool]:
    """A file's name without its ending, and whether that is one of YAML's."""
    for ending in (".yml", ".yaml"):
        if name.endswith(ending):
            return name.removesuffix(ending), True
    return name.rpartition(".")[0] or name, is_yaml(name)


def renamed_by_an_editor(name: str) -> str:
    """The name of a YAML file behind which an editor put an ending of its own (`b.yml.txt`), or ""."""
    real, dot, ending = name.rpartition(".")
    return real if dot and ending.isalpha() and not is_yaml(name) and is_yaml(real) else ""


def folder_fault(name: str) -> tuple[str, str] | None:
    """Why a folder's name cannot be that of a playbook, and the cure; None where it can."""
    if fault := id_fault(name):
        near = near_id(name)
        return f"The name of this folder {fault}.", f"For example: {near}" if near else ""
    if name in KINDS or name in ("situations", "strategy", "changes"):
        return (
            f"A playbook cannot be called '{name}', since that is the name of a kind or section.",
            "Rename the folder after the organisation or team.",
        )
    return None
