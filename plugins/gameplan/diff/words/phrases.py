"""What a change says in a few words, where its title is known: "should became must", "now also binds editors".

A phrase is part of a sentence: no full stop, and no address where a title is known. It holds texts of authors
as they are written, so whoever prints it escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..change import Change, Plain
from .pieces import cut, listed

Name = Callable[[str], str]
"""What people call what lives at an address, or the address itself where nobody knows."""

_LONG, _SHORT = 60, 40

_WORDED: dict[str, tuple[str, str, str]] = {
    "clause-strength": ("{old} became {new}", "now {new}", "no longer {old}"),
    "clause-when": (
        "holds when: {old} → {new}",
        "now holds only when: {new}",
        "no longer holds only when: {old}",
    ),
    "speaking-as": (
        "now for speaking as {new}, was {old}",
        "now for speaking as {new}",
        "no longer for speaking as {old} alone",
    ),
    "situation": ("for when: {old} → {new}", "now for when: {new}", "no longer for when: {old}"),
    "action": ("now {new}, was {old}", "now {new}", "no longer {old}"),
    "responder": (
        "{new} answers now, was {old}",
        "{new} answers now",
        "nobody is named to answer any more, was {old}",
    ),
    "approver": (
        "{new} approves now, was {old}",
        "{new} approves now",
        "nobody has to approve any more, was {old}",
    ),
    "decides": (
        "{new} decides now, was {old}",
        "{new} decides now",
        "nobody is named to decide any more, was {old}",
    ),
    "custodian": (
        "{new} keeps the keys now, was {old}",
        "{new} keeps the keys now",
        "nobody is named to keep the keys any more, was {old}",
    ),
    "editor": (
        "{new} edits now, was {old}",
        "{new} edits now",
        "nobody is named to edit any more, was {old}",
    ),
    "response-time": ("within {new}, was {old}", "now within {new}", "no longer within {old}"),
    "owner": (
        "{field} is now {new}, was {old}",
        "{field} is now {new}",
        "{field} is nobody any more, was {old}",
    ),
    "title": ("was called {old}", "now called {new}", "was called {old}"),
    "visibility": ("now {new}, was {old}", "now {new}", "no longer {old}"),
    "text-changed": ("{field} reworded", "{field}: now “{new}”", "{field}: no longer “{old}”"),
    "clause-wording": ("reworded", "now “{new}”", "no longer “{old}”"),
}
"""By code: where there are an old and a new value, only a new one, only an old one."""

_WORDS_FOR_VALUES = frozenset({"clause-strength", "speaking-as", "action", "visibility"})
"""Codes whose values are choices of the model, spelled with hyphens."""

_VERBS = {
    name: name.replace("_", " ")
    for name in (
        "applies covers binds enforces escalates_to extends implements leads_to mentions moves prevails_over"
        " pursues reaches reports_to runs_on serves speaks_to supports tightens triggers uses"
    ).split()
} | {
    "because": "cites",
    "collected_in": "was seen in",
    "delegates": "delegates to",
    "found_on": "is found on",
    "function": "belongs to",
    "informed_by": "is informed by",
    "measured_by": "is measured by",
    "moderation": "is moderated by",
    "notifies": "tells",
    "part_of": "is part of",
    "replaced_by": "is replaced by",
    "tool": "is an account on",
}
"""Fields that hold a relation whose subject is the entry itself, as verbs."""


_SPOKEN = {
    "do": "what to do",
    "dont": "what not to do",
    "if": "answer",
    "may": "powers",
    "not_doing": "what we leave to others",
    "stop_if": "when we stop",
    "then": "where it leads",
}
"""Fields whose names say little outside of their file."""


def phrase(change: Change, name: Name) -> str:
    """What happened to a thing, as a part of a sentence on one line, such as "within 4 hours, was 8 hours".

    `name` gives the title of an address. A code that has no words of its own is worded from the field and the
    values, or from the effect where there are none.
    """
    own = _OWN.get(change.code) or _OWN.get(change.kind if change.kind != "changed" else "")
    words = own(change, name) if own else ""
    return " ".join((words or _worded(change, name) or _plainly(change, name)).split())


def in_words(field: str, name: Name = str) -> str:
    """The way to a value as people say it: "limit, at most", "exceptions “election weeks”, until"."""
    steps = []
    for step, key in re.findall(r"([^.\[\]]+)(?:\[(.*)\])?", field):
        told = _SPOKEN.get(step, step).replace("_", " ").strip()
        steps.append(f"{told} “{_text(key, name)}”" if key else told)
    return ", ".join(filter(None, steps))


def value(told: Plain, name: Name) -> str:
    """A value as people read it, long ones cut short: titles for addresses, yes and no, "nothing" for none."""
    if told is None or told in ("", ()):
        return "nothing"
    if isinstance(told, bool):
        return "yes" if told else "no"
    if isinstance(told, tuple):
        return listed([value(one, name) for one in told], 4)
    if isinstance(told, float):
        return f"{told:.12g}"
    return _text(str(told), name)


# --- codes that need more than a pattern --------------------------------------------------------------


def _added(c: Change, name: Name) -> str:
    lead = c.effect if c.effect.startswith("new") else "new"
    if c.field == "status" or c.new in (None, "", ()):
        return f"{lead}: in force now" if c.field == "status" else lead
    return f"{lead}: {value(c.new, name).replace('must-not', 'must not')}"


def _renamed(c: Change, name: Name) -> str:
    if not c.old_address:
        return ""
    before = name(c.old_address)
    if before not in (c.old_address, c.title):
        return f"was {cut(before, _LONG)}"
    return f"its id was {re.split('[/#]', c.old_address)[-1]}"


def _moved(c: Change, name: Name) -> str:
    if not c.old_address:
        return ""
    home, _, part = c.old_address.partition("#")
    if not part:
        home = home.split("/")[0]
    return f"moved here from {cut(name(home), _LONG)}"


def _retired(c: Change, name: Name) -> str:
    after = [a for a in _several(c.new) if isinstance(a, str) and "/" in a]
    if after:
        return f"use {value(tuple(after), name)} instead"
    return "retired, and nothing replaces it" if "dropped" in c.flags else "retired"


def _removed(c: Change, name: Name) -> str:
    return "removed, and old links lead nowhere" if "link-broken" in c.flags else "removed"


def _gained(c: Change, name: Name) -> str:
    verb = _VERBS.get(_stem(c), "")
    what = _key(c, name) or value(c.new, name)
    if c.new in (None, "", ()):
        return ""
    if c.code.startswith(("binds", "covers", "extends")):
        return f"now also {verb or c.code.split('-')[0]} {what}"
    if verb.startswith(("is ", "was ")):
        verb, _, rest = verb.partition(" ")
        return f"{verb} now {rest} {what}"
    return f"now {verb} {what}" if verb else f"{_stem_in_words(c)}: now also {what}"


def _lost(c: Change, name: Name) -> str:
    if c.old in (None, "", ()):
        return ""
    verb = _VERBS.get(_stem(c), "") or ("" if "relation" in c.code else c.code.split("-")[0])
    what = _key(c, name) or value(c.old, name)
    if verb.startswith(("is ", "was ")):
        verb, _, rest = verb.partition(" ")
        return f"{verb} no longer {rest} {what}"
    return f"no longer {verb} {what}" if verb else f"{_stem_in_words(c)}: no longer {what}"


def _connected(c: Change, name: Name) -> str:
    verb = _VERBS.get(_stem(c), "")
    if not verb or c.old in (None, "", ()) or c.new in (None, "", ()):
        return ""
    return f"now {verb} {value(c.new, name)}, was {value(c.old, name)}"


def _stem(c: Change) -> str:
    """The name of the field at the end of the way, without what stands in brackets."""
    return re.sub(r"\[.*\]", "", c.field).rpartition(".")[2] or c.code.partition("-")[0]


def _stem_in_words(c: Change) -> str:
    return in_words(re.sub(r"\[.*\]$", "", c.field)) or c.code.replace("-", " ")


def _key(c: Change, name: Name) -> str:
    """What a value is known by, where it is one of several: the end of "definitions[official channel]"."""
    key = re.search(r"\[(.*)\]$", c.field, re.DOTALL)
    return _text(key[1], name) if key else ""


def _notifies(c: Change, name: Name) -> str:
    key = _key(c, name)
    if not key:
        return ""
    if c.old in (None, "", ()):
        return f"now tells {key}"
    return (
        f"no longer tells {key}"
        if c.new in (None, "", ())
        else f"tells {key}: {_sides(c.old, c.new, '', name)}"
    )


def _old_ids(c: Change, name: Name) -> str:
    return f"links to its old id {value(c.old, name)} lead nowhere now"


def _permitted(c: Change, name: Name) -> str:
    if not isinstance(c.new, bool):
        return ""
    return "staff may use it now" if c.new else "staff may not use it any more"


def _limit(c: Change, name: Name) -> str:
    step = in_words(c.field.rpartition(".")[2], name)
    now, was = (_amount(side, step, name) for side in (c.new, c.old))
    if step in ("at most", "at least") and now and was:
        return f"{step} {now}{f' {c.unit}' if c.unit else ''}, was {was}"
    if c.field.startswith("limit.") and step not in ("at most", "at least"):
        return ""
    if now and was:
        return f"{now}, was {was}"
    lead = f"{step} " if step.startswith("at ") else ""
    return f"now {lead}{now}" if now else f"no longer {lead}{was}" if was else ""


def _amount(side: Plain, step: str, name: Name) -> str:
    """A limit, or a number of one: ("at_most: 2", "unit: replies", "per: thread") is "at most 2 replies per thread"."""
    if side in (None, "", ()):
        return ""
    if not isinstance(side, tuple):
        return value(side, name).removeprefix(f"{step} ")
    told = dict(str(one).partition(": ")[::2] for one in side)
    pairs = [(key.replace("_", " "), text) for key, text in told.items()]
    return " ".join(text if key == "unit" else f"{key} {text}" for key, text in pairs)


def _exception(c: Change, name: Name) -> str:
    key = re.search(r"\[(.*)\]", c.field)
    told = c.new if c.code == "exception-added" else c.old
    what = f"“{cut(key[1], _LONG)}”" if key else value(told, name)
    if c.code == "exception-added":
        return f"new exception: {what}"
    if c.code == "exception-removed":
        return f"no longer an exception: {what}"
    step = in_words(c.field.rpartition("]")[2].lstrip("."), name)
    return f"exception {what}: {_sides(c.old, c.new, step, name)}"


def _waiver(c: Change, name: Name) -> str:
    key = re.search(r"\[(.*)\]", c.field)
    told = c.new if c.code == "waiver-added" else c.old
    what = key[1] if key else value(told, name)
    return f"{what} is accepted now" if c.code == "waiver-added" else f"{what} is no longer accepted"


def _merged(c: Change, name: Name) -> str:
    into = value(c.new, name) if c.new else ""
    return f"merged into {into}, and old links lead there" if into else "merged into another"


def _rhythm(c: Change, name: Name) -> str:
    """How often: "every 1 month, was every 3 months"."""
    if c.old in (None, "", ()) or c.new in (None, "", ()):
        return ""
    return f"{in_words(c.field, name)}: every {value(c.new, name)}, was every {value(c.old, name)}"


def _thread(c: Change, name: Name) -> str:
    """A line of sight that broke, with the link that is missing."""
    return "no longer reaches the vision" + (f": it {c.new}" if isinstance(c.new, str) and c.new else "")


def _list(c: Change, name: Name) -> str:
    """Which items came and went, where both sides are lists."""
    old, new = _several(c.old), _several(c.new)
    if (key := _key(c, name)) and bool(old) is not bool(new):
        return f"{_stem_in_words(c)}: {'now also' if new else 'no longer'} “{key}”"
    if not isinstance(c.old, tuple) and not isinstance(c.new, tuple):
        return ""
    came = tuple(one for one in new if one not in old)
    went = tuple(one for one in old if one not in new)
    what = in_words(c.field, name) or c.code.replace("-", " ")
    if not came and not went:
        return f"{what} in another order"
    parts = [f"now {_quoted(came, name)}"] if came else []
    parts += [f"no longer {_quoted(went, name)}"] if went else []
    return f"{what}: {', '.join(parts)}"


def _quoted(items: tuple[Plain, ...], name: Name) -> str:
    return listed([f"“{value(item, name)}”" for item in items], 3)


def _ordered(c: Change, name: Name) -> str:
    return f"{in_words(c.field, name) or 'all of it'} in another order"


def _rewrapped(c: Change, name: Name) -> str:
    return f"{in_words(c.field, name) or 'text'}: only the line breaks changed"


def _reworded(c: Change, name: Name) -> str:
    """Which words became which, where those are few and short; else in how many places they did."""
    places: list[list[str]] = [["", ""]]
    for word in c.words:
        if word.op != "equal":
            places[-1][word.op == "insert"] += word.text
        elif any(places[-1]):
            places.append(["", ""])
    told = [(_neat(went), _neat(came)) for went, came in places if went or came]
    if not told or c.old in (None, "", ()) or c.new in (None, "", ()):
        return ""
    what = "" if c.code == "clause-wording" else in_words(c.field, name)
    if len(told) > 2 or any(len(side) > _SHORT for pair in told for side in pair):
        many = f" in {len(told)} places" if len(told) > 1 else ""
        return f"{what} reworded{many}".strip()
    parts = [
        f"“{went}” became “{came}”"
        if went and came
        else f"now with “{came}”"
        if came
        else f"without “{went}” now"
        for went, came in told
    ]
    return ": ".join(filter(None, (what, ", ".join(parts))))


def _neat(text: str) -> str:
    """A stretch of a text without the commas and blanks at its ends, save where it is nothing else."""
    line = " ".join(text.split())
    return line.strip(" ,;") or line


def _several(told: Plain) -> tuple[Plain, ...]:
    return told if isinstance(told, tuple) else () if told is None else (told,)


_OWN: dict[str, Callable[[Change, Name], str]] = {
    "added": _added,
    "renamed": _renamed,
    "moved": _moved,
    "merged": _merged,
    "retired": _retired,
    "removed": _removed,
    "revived": lambda c, name: "in force again",
    "clause-wording": _reworded,
    "text-changed": _reworded,
    "clause-limit": _limit,
    "binds-gained": _gained,
    "binds-lost": _lost,
    "covers-gained": _gained,
    "covers-lost": _lost,
    "extends-gained": _gained,
    "extends-lost": _lost,
    "relation-added": _gained,
    "relation-removed": _lost,
    "relation-changed": _connected,
    "exception-added": _exception,
    "exception-removed": _exception,
    "exception-changed": _exception,
    "criteria": _list,
    "steps": _list,
    "outcome": _list,
    "list-changed": _list,
    "powers": _list,
    "rhythm": _rhythm,
    "order-changed": _ordered,
    "rewrapped": _rewrapped,
    "clause-added": _added,
    "clause-ended": lambda c, name: "no longer in force",
    "in-force": lambda c, name: "in force now",
    "paused": lambda c, name: "paused",
    "done": lambda c, name: "done",
    "withdrawn": lambda c, name: "no longer in force",
    "old-id-dropped": _old_ids,
    "notifies": _notifies,
    "response-time": lambda c, name: _notifies(c, name) if "notifies" in c.field else "",
    "tool-permitted": _permitted,
    "waiver-added": _waiver,
    "waiver-removed": _waiver,
    "thread-broken": _thread,
    "thread-healed": lambda c, name: "reaches the vision again",
}

# --- the rest -----------------------------------------------------------------------------------------


def _worded(c: Change, name: Name) -> str:
    patterns = _WORDED.get(c.code)
    old, new = ("" if v in (None, "", ()) else value(v, name) for v in (c.old, c.new))
    if not patterns or not (old or new):
        return ""
    if c.code in _WORDS_FOR_VALUES:
        old, new = old.replace("-", " "), new.replace("-", " ")
    pattern = patterns[0] if old and new else patterns[1] if new else patterns[2]
    field = in_words(c.field, name) or ("owner" if c.code == "owner" else "text")
    return pattern.format(old=old, new=new, field=field)


def _plainly(c: Change, name: Name) -> str:
    step = in_words(c.field, name)
    if c.old in (None, "", ()) and c.new in (None, "", ()):
        return f"{step} {c.effect or c.kind}".strip()
    if changed := _list(c, name):
        return changed
    return _sides(c.old, c.new, step or c.code.replace("-", " "), name)


def _sides(old: Plain, new: Plain, what: str, name: Name) -> str:
    if old in (None, "", ()):
        told = f"now {value(new, name)}"
    elif new in (None, "", ()):
        told = f"no longer {value(old, name)}"
    else:
        told = f"{value(old, name)} → {value(new, name)}"
    return f"{what}: {told}" if what else told


_REFERENCE = re.compile(r"\[\[([^\[\]|\n]+?)(?:\|([^\[\]\n]*))?\]\]")


def _text(text: str, name: Name) -> str:
    if text == "everyone":
        return text
    if (title := name(text)) != text:
        return cut(title, _LONG)
    lead, colon, rest = text.partition(": ")
    if colon and (title := name(rest)) != rest:  # a field of a record that holds an address
        return cut(f"{lead.replace('_', ' ')}: {title}", _LONG)
    return cut(_REFERENCE.sub(lambda m: m[2] or name(m[1]), text), _LONG)
