"""What an editor needs in a working folder: the schemas, the line that names one, `.vscode/settings.json`.

Everything here is a plan: paths with the bytes that should be there. `write` carries a plan out, each file
whole or not at all; `stale` says where the folder differs from it. Files of other people are left as they are.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from .graph import Graph
from .model import LISTED, SINGLETONS
from .schema import COMMENT, Known, files, schema_name
from .settings import Limits
from .source import from_folder

SETTINGS = ".vscode/settings.json"
_MAPPING = "yaml.schemas"


class Left(NamedTuple):
    """A file that is left as it is, and why, as a sentence."""

    path: Path
    why: str


class Plan(NamedTuple):
    """What should be where, what should be there no more, and what is not touched."""

    files: dict[Path, bytes]
    gone: tuple[Path, ...] = ()
    left: tuple[Left, ...] = ()


class Elsewhere(ValueError):
    """The schemas cannot lie in the folder that was named; the message says why, and the cure."""


def plan(
    graph: Graph,
    playbooks: Path,
    folder: Path,
    root: Path,
    published: Path,
    *,
    lines: bool = False,
    vscode: bool = False,
) -> Plan:
    """The schemas of a graph in `folder`; with `lines` the first lines of the files in `playbooks`, with `vscode`
    the settings of VS Code in `root`.

    Raises Elsewhere where the schemas must not lie there, above all in `published`, which becomes the site.
    """
    _fit(playbooks, folder, published)
    plans = [schemas(graph, folder)]
    if lines:
        plans.append(modelines(_playbooks(graph), playbooks, folder))
    if vscode:
        seen = [os.path.relpath(place, root).replace(os.sep, "/") for place in (playbooks, folder)]
        if any(place.startswith("..") for place in seen):
            raise Elsewhere(
                f"VS Code looks only into its own folder, '{root.as_posix()}'. Name a folder in it."
            )
        plans.append(settings(_playbooks(graph), seen[0], seen[1], root / SETTINGS))
    made = {path: data for each in plans for path, data in each.files.items()}
    gone = tuple(path for each in plans for path in each.gone)
    return Plan(made, gone, tuple(left for each in plans for left in each.left))


def _fit(playbooks: Path, folder: Path, published: Path) -> None:
    inside = (folder.resolve(), *folder.resolve().parents)
    if playbooks.resolve() in inside:
        raise Elsewhere(
            "The folder of playbooks holds nothing but playbooks. Write the schemas beside it: .gameplan"
        )
    if published.resolve() in inside:
        raise Elsewhere(
            f"What lies in {published.name}/ is published, and the schemas name hidden entries too. Write them beside it: .gameplan"
        )


# --- the schemas ------------------------------------------------------------------------------


def schemas(graph: Graph, folder: Path) -> Plan:
    """The schemas of every playbook below `folder`, with the ids of all that the graph holds.

    They name hidden entries and drafts, too: they are for editors in the repository, never for a site.
    """
    known = list(_known(graph))
    playbooks = _playbooks(graph)
    made = {
        folder / playbook / path: text.encode()
        for playbook in playbooks
        for path, text in files(known, playbooks, (playbook, *graph.parents(playbook))).items()
    }
    foreign = [path for path in made if path.exists() and not _is_ours(path)]
    gone = [p for p in sorted(folder.glob("**/*.json")) if p not in made and _is_ours(p)]
    left = tuple(Left(path, "It was not written by gameplan.") for path in foreign)
    return Plan({p: text for p, text in made.items() if p not in foreign}, tuple(gone), left)


def _playbooks(graph: Graph) -> list[str]:
    """The names of all playbooks, also of those whose manifest could not be read."""
    return sorted({entity.address.playbook for entity in graph.entities.values()})


def _known(graph: Graph) -> Iterator[Known]:
    for entity in graph.entities.values():
        yield Known(entity.address, entity.title, _remark(entity.status))
        for id, part in entity.parts().items():
            yield Known(entity.address._replace(part=id), part.named(), _remark(part["status"]))


def _remark(status: str) -> str:
    return "" if status == "active" else status


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return COMMENT.encode() in stream.read(400)
    except OSError:
        return False


def schema_for(name: str) -> str:
    """The schema, below its folder, of a file named below the playbooks folder; "" where there is none."""
    playbook, _, inner = name.partition("/")
    stem, dot, ending = inner.rpartition(".")
    if not dot or ending not in ("yml", "yaml"):
        return ""
    kind, slash, id = stem.partition("/")
    if slash:
        return f"{playbook}/{schema_name(kind, entry=True)}" if kind in LISTED and "/" not in id else ""
    return f"{playbook}/{schema_name(stem)}" if stem in (*LISTED, *SINGLETONS) else ""


# --- the line that names a schema -------------------------------------------------------------

_MODELINE = re.compile(rb"^#[ \t]+(?:yaml-language-server[ \t]*:|\$schema:)[^\r\n]*", re.M)
_NAMED = re.compile(rb"\$schema(?:=|:[ \t]*)(\S+)")
_COMMENTS = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:[ \t]*#[^\n]*)?")
_BOM = b"\xef\xbb\xbf"


def modelines(names: Iterable[str], playbooks: Path, folder: Path) -> Plan:
    """The files of some playbooks with a first line that names their schema; all else in them stays as it is.

    `playbooks` is the folder they lie in, `folder` the one with the schemas. A file that names another schema is left alone.
    """
    made: dict[Path, bytes] = {}
    left = []
    named_here = set(names)
    for file in from_folder(playbooks, max_bytes=Limits().file_bytes):
        schema = schema_for(file.name)
        if not schema or file.data is None or schema.partition("/")[0] not in named_here:
            continue
        path = playbooks / file.name
        named = os.path.relpath(folder / schema, path.parent).replace(os.sep, "/")
        text = with_modeline(file.data, named, schema)
        if text is None:
            left.append(Left(path, "Its first lines name another schema."))
        elif b"\0" in file.data:
            left.append(Left(path, "It is not UTF-8 text."))
        else:
            made[path] = text
    return Plan(made, (), tuple(left))


def with_modeline(text: bytes, named: str, schema: str) -> bytes | None:
    """A text whose first line names a schema; None where it names one that is not ours.

    Ours is one whose path ends as `schema` does: the playbook, and the schema of the kind.
    """
    line = f"# yaml-language-server: $schema={named}".encode()
    head = _COMMENTS.match(text)
    assert head is not None
    there = _MODELINE.search(text.removeprefix(_BOM), 0, head.end())
    if there is None:
        begin = len(_BOM) if text.startswith(_BOM) else 0
        ending = b"\r\n" if text.partition(b"\n")[0].endswith(b"\r") else b"\n"
        return text[:begin] + line + ending + text[begin:]
    shift = len(text) - len(text.removeprefix(_BOM))
    begin, end = there.start() + shift, there.end() + shift
    value = _NAMED.search(text[begin:end])
    if (
        value is None
        or b"://" in value[1]
        or not f"/{value[1].decode('utf-8', 'replace')}".endswith(f"/{schema}")
    ):
        return None
    return text[:begin] + line + text[end:]


# --- VS Code ----------------------------------------------------------------------------------


def settings(playbooks: Iterable[str], playbooks_dir: str, folder: str, path: Path) -> Plan:
    """`.vscode/settings.json` at `path` with the schemas of all playbooks; its other settings are kept.

    The folders are given as they are seen from the root of the workspace. A file that is not plain JSON,
    such as one with comments, is left alone, since its comments would be lost.
    """
    text, trouble = _text_of(path)
    if trouble:
        return Plan({}, (), (Left(path, trouble),))
    try:
        values = json.loads(text or "{}", object_pairs_hook=_once)
        if not isinstance(values, dict) or not isinstance(values.get(_MAPPING, {}), dict):
            raise ValueError
    except ValueError:
        why = f"It is not plain JSON with settings by name, so nothing could be added. Add '{_MAPPING}' by hand."
        return Plan({}, (), (Left(path, why),))
    kept = {key: globs for key, globs in values.get(_MAPPING, {}).items() if not _is_our_mapping(key, globs)}
    values[_MAPPING] = {**kept, **mapping(playbooks, playbooks_dir, folder)}
    indent = _indent(text)
    made = json.dumps(values, ensure_ascii=False, indent=indent) + "\n"
    if "\r\n" in text:
        made = made.replace("\n", "\r\n")
    return Plan({path: made.encode()})


def mapping(playbooks: Iterable[str], playbooks_dir: str, folder: str) -> dict[str, list[str]]:
    """Each schema with the files it is for, as the setting `yaml.schemas` has them."""
    return {
        f"./{folder}/{playbook}/{name}": [f"{playbooks_dir}/{playbook}/{glob}.{e}" for e in ("yml", "yaml")]
        for playbook in playbooks
        for name, glob in _globs().items()
    }


def _globs() -> dict[str, str]:
    """For each schema the files below a playbook that it is for, without their ending."""
    made = {schema_name(kind): kind for kind in (*SINGLETONS, *LISTED)}
    made.update({schema_name(kind, entry=True): f"{kind}/*" for kind in LISTED})
    return dict(sorted(made.items()))


def _is_our_mapping(key: str, globs: Any) -> bool:
    """Whether an entry of `yaml.schemas` is one that was written here, maybe for another folder."""
    for name, glob in _globs().items():
        if key.startswith("./") and key.endswith(f"/{name}"):
            playbook = key.removesuffix(f"/{name}").rpartition("/")[2]
            return isinstance(globs, list) and all(
                isinstance(g, str)
                and f"/{g}".endswith((f"/{playbook}/{glob}.yml", f"/{playbook}/{glob}.yaml"))
                for g in globs
            )
    return False


def _text_of(path: Path) -> tuple[str, str]:
    """The text of a file, "" where there is none; and why it cannot be read, or ""."""
    try:
        return path.read_bytes().decode("utf-8"), ""
    except FileNotFoundError:
        return "", ""
    except (OSError, UnicodeDecodeError):
        return "", "It cannot be read as UTF-8 text."


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a setting is there twice")
    return values


def _indent(text: str) -> int | str:
    """How a JSON text is indented: two blanks where it does not say."""
    found = re.search(r"^([ \t]+)\S", text, re.M)
    return found[1] if found else 2


# --- carrying a plan out ----------------------------------------------------------------------


def stale(plan: Plan) -> list[Path]:
    """The files that are not as a plan has them, by path."""
    changed = [path for path, data in plan.files.items() if not path.is_file() or path.read_bytes() != data]
    return sorted([*changed, *plan.gone])


def said(plan: Plan, changed: list[Path], folder: Path, *, written: bool) -> str:
    """What became of a plan, and what to do next, as lines."""
    if not written:
        lines = _named(changed, "is out of date.", "are out of date.")
        end = "Run the same with --write." if changed else f"Everything in {folder.as_posix()} is up to date."
        return "\n".join([*lines, end]) + "\n"
    beside = [path for path in changed if folder not in path.parents]
    lines = _named(beside, "changed.", "changed.")
    number = len(changed) - len(beside)
    lines.append(f"{number} file{'' if number == 1 else 's'} changed in {folder.as_posix()}.")
    if len(plan.files) == len([path for path in plan.files if folder in path.parents]):
        lines += [
            "To use them in VS Code, add --vscode to this command; in another editor, add --modelines.",
            f"They are made from the playbooks, so they need not be in git: add /{folder.as_posix()}/ to .gitignore.",
        ]
    return "\n".join(lines) + "\n"


_SHOWN = 8


def _named(paths: list[Path], one: str, many: str) -> list[str]:
    """A line for each of some paths; of a great many only for the first."""
    lines = [f"{path.as_posix()} {one}" for path in paths]
    if len(lines) <= _SHOWN:
        return lines
    return [*lines[: _SHOWN - 1], f"{len(lines) - _SHOWN + 1} more {many}"]


def write(plan: Plan) -> list[Path]:
    """Make the folder as a plan has it; the files that were changed, by path. Raises OSError."""
    changed = stale(plan)
    for path in changed:
        if path in plan.files:
            _replace(path, plan.files[path])
        else:
            path.unlink()
            _prune(path.parent)
    return changed


def _replace(path: Path, data: bytes) -> None:
    """Put a whole new file in the place of an old one, so that nobody ever reads half of it."""
    real = Path(os.path.realpath(path))  # a link stays a link
    real.parent.mkdir(parents=True, exist_ok=True)
    mode = real.stat().st_mode & 0o7777 if real.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(mode)
        Path(name).replace(real)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _prune(folder: Path) -> None:
    """Take away a folder that is left empty, and the one around it."""
    for empty in (folder, folder.parent):
        if any(empty.iterdir()):
            return
        empty.rmdir()
