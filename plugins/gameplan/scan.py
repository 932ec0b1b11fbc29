"""The second wall: a finished site is read again, for whatever this build may not show.

In goes the graph before and after the filter; out come the secrets, and where a site holds one.
The filter (`visibility.py`) should have left nothing to find. This looks at bytes and trusts nobody:
no view of ours, no template of a site, no other plugin, no page that somebody wrote by hand.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from .graph import Graph
from .model import Entity, Role
from .model.address import REFERENCE
from .model.fields import Shows, Structure
from .model.types import Part


class Leak(NamedTuple):
    """A secret in a finished site: the file, what it is ("a title"), and of which address. Never the words."""

    file: str
    what: str
    address: str


@dataclass(frozen=True)
class Secret:
    """Words that may stand nowhere in a site; `edge` names what must stand around them to count."""

    what: str
    address: str
    text: str
    edge: str = "word"

    @cached_property
    def words(self) -> frozenset[str]:
        """The words in it that are worth looking for."""
        return frozenset(_WORD.findall(self.text))

    def stands_in(self, text: str) -> bool:
        """Whether a folded text holds it, and not merely as a piece of something longer."""
        if self.text not in text:
            return False
        before, after = _EDGES[self.edge]
        return re.search(before + re.escape(self.text) + after, text) is not None


_WORD = re.compile(r"[^\W_]{3,}")
_EDGES = {
    "word": (r"(?<!\w)", r"(?!\w)"),
    "id": (r"(?<![\w-])", r"(?![\w-])"),
    "path": (r"(?<=[/\"'#=])", r"(?=[/\"'#.])"),
}
_BETWEEN = " \x00 "


# --- what is secret -----------------------------------------------------------------------------------


def secrets(
    graph: Graph, shown: Graph, said: Iterable[str] = (), past: Sequence[tuple[Graph, Graph]] = ()
) -> tuple[Secret, ...]:
    """What a site of `shown` may not hold of `graph`, which is the graph before the filter.

    `past` are the same two graphs of each release: what was hidden then, or is hidden now, is secret as it was
    worded then.

    Of every hidden entity and part (above the level, or a draft) these are secret:

    - its address, with the kind (`tactics/late-desk`) and, where it stands in a path or an anchor
      and has two words, alone; anywhere, where it has three. So are its old ids;
    - titles of at least two words and eight characters;
    - sentences, of prose as of labels, of at least four words and twenty characters. They are cut at
      marks of Markdown and at references, so that they are found in YAML, Markdown and HTML alike.

    So are the names (two words) and contacts (six characters) of hidden holders, the words that prose
    which is shown gives to a hidden reference, and the notes and waivers of everything.

    Left out is whatever also stands in what is shown, now or of a release, or in `said`, which is what the
    site says of itself: its name, its address, those of its own pages.
    """
    pairs = ((graph, shown), *past)
    texts = dict.fromkeys(text for _, seen in pairs for text in _shown_texts(seen))
    corpus = _fold(_BETWEEN.join([*texts, *(f"/{text}/" for text in said)]))
    common = set(_WORD.findall(corpus))
    found: dict[tuple[str, str], Secret] = {}
    for secret in dict.fromkeys(c for pair in pairs for c in _candidates(*pair)):
        if secret.words and not (secret.words <= common and secret.stands_in(corpus)):
            found.setdefault((secret.text, secret.edge), secret)
    return tuple(found.values())


def reasons_of_waivers(shown: Graph) -> tuple[str, ...]:
    """The reasons of all waivers in what is shown, for a site that shows them beside its findings."""
    things: list[Entity | Part] = [*shown.entities.values(), *shown.parts.values()]
    return tuple(waiver.reason for thing in things for waiver in thing["waivers"])


def _candidates(graph: Graph, shown: Graph) -> Iterator[Secret]:
    for address, entity in graph.entities.items():
        kept = shown.entities.get(address)
        yield from _of_thing(address, entity, kept, graph, shown)
        if kept is None:
            yield from _of_ids(address, entity.address.id, f"{entity.plural}/", entity)
        if isinstance(entity, Role):
            yield from _of_holders(address, entity, kept)
        home = entity.address.id or entity.plural
        for part in entity.parts().values():
            left = shown.parts.get(part.address)
            yield from _of_thing(part.address, part, left, graph, shown)
            if left is None:
                for sign in ("#", "/#", ".html#"):
                    yield from _of_ids(part.address, part.id, f"{home}{sign}", part)


def _of_thing(
    address: str, thing: Structure, kept: Structure | None, graph: Graph, shown: Graph
) -> Iterator[Secret]:
    """The titles and sentences that are hidden, and the words of hidden references in those that are not."""
    playbook = address.partition("/")[0]
    for name, text, published in _texts(thing):
        if kept is None or not published:
            folded = _fold(text)
            if name == "title" and _is_name(folded):
                yield Secret("a title", address, folded)
            yield from (
                Secret("a sentence", address, sentence)
                for sentence in _sentences(text)
                if len(sentence) >= 20 and sentence.count(" ") >= 3
            )
            continue
        for match in REFERENCE.finditer(text) if "[[" in text else ():
            target, words = match[1].strip(), _fold(match[2] or "")
            if _is_name(words) and shown.prose_target(playbook, target) is None:
                yield Secret("the name", graph.prose_target(playbook, target) or address, words)


def _of_ids(address: str, id: str, home: str, thing: Structure) -> Iterator[Secret]:
    for name in filter(None, (id, *(old.rpartition("#")[2] for old in thing["formerly"]))):
        yield Secret("the address", address, f"{home}{name}", "id")
        if "-" in name:
            yield Secret("the address", address, name, "id" if name.count("-") > 1 else "path")


def _of_holders(address: str, role: Role, kept: Entity | None) -> Iterator[Secret]:
    for holder in role.holders:
        if isinstance(kept, Role) and holder in kept.holders:
            continue
        if " " in holder.name:
            yield Secret("the name of a holder", address, _fold(holder.name))
        if len(holder.contact) >= 6:
            yield Secret("the contact of a holder", address, _fold(holder.contact))


def _is_name(text: str) -> bool:
    return len(text) >= 8 and " " in text


def _shown_texts(shown: Graph) -> Iterator[str]:
    things: list[Entity | Part] = [*shown.entities.values(), *shown.parts.values()]
    for thing in things:
        address = str(thing.address)
        playbook, (home, _, id) = address.partition("/")[0], address.partition("#")
        yield from (f"/{address}/", f"/{home}/#{id}/", f"/{home}.html#{id}/")
        yield from (f"/{old}/" for old in thing["formerly"])
        if isinstance(thing, Entity) and thing.address.id:  # where a page leads on from the old id
            yield from (f"/{thing.address._replace(id=old)}/" for old in thing.formerly)

        def words(match: re.Match[str], playbook: str = playbook) -> str:
            there = shown.prose_target(playbook, match[1].strip()) is not None
            return (match[2] or "") if there else _BETWEEN

        for _, text, published in _texts(thing):
            if published:
                yield REFERENCE.sub(words, text) if "[[" in text else text
        for holder in thing.holders if isinstance(thing, Role) else ():
            yield from (holder.name, holder.contact)


def _texts(thing: Structure) -> Iterator[tuple[str, str, bool]]:
    """The texts of an entity or part, without its parts and holders: field, text, whether it is ever published."""
    for name, value in thing.values.items():
        shows = thing.fields[name].shows
        if name not in ("holders", "formerly") and shows is not Shows.PARTS:
            yield from ((inner, text, shows is not Shows.NOWHERE) for inner, text in _strings(name, value))


def _strings(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Structure):
        for inner, one in value.values.items():
            yield from _strings(inner, one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(name, one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(name, one)


_CUT = re.compile(
    r"\]\([^)\s]*\)|[*_`~\[\]<>|\\^\x00]|(?<=[.!?…])\s+|\n\s*(?:[-+#:>]+\s|\d+[.)]\s|\n)", re.MULTILINE
)  # marks of Markdown, ends of sentences, beginnings of lists and paragraphs


def _sentences(text: str) -> Iterator[str]:
    for piece in _CUT.split(REFERENCE.sub("\x00", text)):
        yield _fold(piece).strip(" -+#:;,().!?…")


# --- where it is --------------------------------------------------------------------------------------


def scan(site: Path, secrets: Sequence[Secret], shipped: Sequence[Path] = ()) -> tuple[Leak, ...]:
    """Where the files of a site, or their names, hold a secret, in order; compressed files are opened.

    Each is read as it is and with HTML, JSON and percent escapes undone (also one within the other), in NFC,
    with its case, its white space folded. Lines are looked at once, however many pages share them, and
    only for words of secrets; a page that has all the words of one is read as a whole. Files that stand byte
    for byte in a folder of `shipped` (a theme's) come from there and are passed over.
    """
    vocabulary = frozenset(word for secret in secrets for word in secret.words)
    known: dict[str, frozenset[str]] = {}
    leaks = set()
    for path in sorted(p for p in site.rglob("*") if p.is_file()):
        name = path.relative_to(site).as_posix()
        if any(_same(path, folder / name) for folder in shipped):
            continue
        text = f"/{name}/\n{_text_of(path)}"
        words: set[str] = set()
        for line in text.split("\n"):
            if (hit := known.get(line)) is None:
                found = _WORD.findall("\n".join(_forms(line)))
                hit = known[line] = vocabulary.intersection(found)
            words |= hit
        suspects = [secret for secret in secrets if secret.words <= words] if words else []
        if suspects:
            forms = [_fold(form) for form in _forms(text)]
            leaks |= {Leak(name, s.what, s.address) for s in suspects if any(map(s.stands_in, forms))}
    return tuple(sorted(leaks))


def _same(one: Path, other: Path) -> bool:
    return (
        other.is_file()
        and one.stat().st_size == other.stat().st_size
        and one.read_bytes() == other.read_bytes()
    )


def _text_of(path: Path) -> str:
    """The text of a file; "" where it is none (a picture, a font)."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            return ""
    return "" if b"\0" in data[:4096] else data.decode("utf-8", "replace")


_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([\"'/\\bfnrt]))")
_SIGNS = {"b": " ", "f": " ", "n": " ", "r": " ", "t": " "}


def _forms(text: str) -> Iterator[str]:
    """A text as it is, and as it reads when what escapes it is undone, layer by layer, in NFC."""
    for _ in range(4):
        yield text if text.isascii() else unicodedata.normalize("NFC", text)
        plain = text
        if "\\" in plain:
            plain = _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else _SIGNS.get(m[2], m[2]), plain)
            plain = plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if "%" in plain:
            plain = unquote(plain)
        if "&" in plain:
            plain = unescape(plain)
        if plain == text:
            return
        text = plain


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
