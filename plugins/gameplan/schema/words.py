"""How single values are written, as patterns: what `model.types` reads, said once more for editors.

The patterns keep to what Python's and JavaScript's regular expressions have in common. `tests/test_schema.py`
compares them with the reader, value by value.
"""

from __future__ import annotations

from typing import Any

from ..model.address import ID, ID_LENGTH, RESERVED

Schema = dict[str, Any]

IDS = "ids.json"

# --- ids and references -----------------------------------------------------------------------

_RESERVED = "|".join(sorted(RESERVED))
_ID = f"(?!(?:{_RESERVED})(?![a-z0-9-]))(?=[a-z0-9-]{{1,{ID_LENGTH}}}(?![a-z0-9-])){ID.pattern}"


def id_pattern(refused: tuple[str, ...] = ()) -> str:
    """What a whole key must look like to be an id; `refused` are words that are none here."""
    not_these = f"(?!(?:{'|'.join(refused)})$)" if refused else ""
    return f"^{not_these}{_ID}$"


OLD_ID = rf"^\s*{_ID}\s*$"
OLD_PART = rf"^\s*{_ID}(?:#{_ID})?\s*$"
# What exists is for the reader to say, since ids.json may be older than the playbook; this is how ids look.
_STEP = ID.pattern
REFERENCE = rf"^(?=\s*\S)\s*(?:(?:{_STEP}/){{0,2}}{_STEP})?(?:#{_STEP})?\s*$"
CHECK_CODE = "^[A-Z]{3}[0-9]{2}$"

# --- dates, lengths of time, numbers ----------------------------------------------------------

_YEAR = "(?!0000)[0-9]{4}"
_LEAP = "(?!0000)(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DAY = (
    f"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    f"|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP}-02-29)"
)
DATE = rf"^\s*{_DAY}\s*$"
DATE_OR_TEXT = rf"^(?:\s*{_DAY}\s*|(?!\s*[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\s*$)[\s\S]*\S[\s\S]*)$"


def _any_case(word: str) -> str:
    return "".join(f"[{c.upper()}{c}]" for c in word)


_UNITS = "|".join(
    _any_case(word)
    for word in (
        "minutes minute mins min m hours hour hrs hr h days day d weeks week w months month years year yr y"
    ).split()
)
_AMOUNT = rf"[0-9]{{1,5}}\s*(?:{_UNITS})(?![A-Za-z])"
_ISO = (
    "P(?=[0-9T])(?:[0-9]{1,4}Y)?(?:[0-9]{1,4}M)?(?:[0-9]{1,4}W)?(?:[0-9]{1,5}D)?"
    "(?:T(?=[0-9])(?:[0-9]{1,5}H)?(?:[0-9]{1,5}M)?)?"
)
DURATION = rf"^\s*(?:{_ISO}|[ ,]*(?:and[ ,]*)?{_AMOUNT}(?:(?:[ ,]+(?:and[ ,]*)?)?{_AMOUNT})*)\s*$"

NUMBER = r"^\s*[+-]?[0-9]{1,15}(?:\.[0-9]{1,9})?\s*$"
WHOLE = r"^\s*[0-9]{1,9}\s*$"
YES_NO = rf"^\s*(?:{'|'.join(_any_case(w) for w in ('true', 'yes', 'on', 'false', 'no', 'off'))})\s*$"

# --- addresses on the web ---------------------------------------------------------------------

_URL_CHARACTER = r"""[^\u0000-\u0020\u007f-\u00a0"'<>\\^`{|}\u2028\u2029]"""
_HOST = r"""(?:[^/?#@\u0000-\u0020\u007f-\u00a0"'<>\\^`{|}\u2028\u2029]*@)?[^/?#@:\u0000-\u0020\u007f-\u00a0"'<>\\^`{|}\u2028\u2029]"""
_PATH = r"""(?!//[^/?#])[^:/\u0000-\u0020\u007f-\u00a0"'<>\\^`{|}\u2028\u2029]*(?:/CHARACTER*)?""".replace(
    "CHARACTER", _URL_CHARACTER
)
URL = (
    rf"^\s*(?=\S)(?:{_any_case('http')}[Ss]?://{_HOST}{_URL_CHARACTER}*"
    rf"|{_any_case('mailto')}:{_URL_CHARACTER}*|{_PATH})\s*$"
)

TEXT = r"\S"


# --- a single value ---------------------------------------------------------------------------


def value(pattern: str, message: str, *natives: Schema) -> Schema:
    """A single value: one of the `natives`, which YAML has read as something else, or text of a form.

    A playbook's values are text until their field reads them, so `number: 3.2` and `title: 2026` are text.
    An editor sees a number there. Whatever is wrong raises one message, at most once: the form of a text is
    looked at only where there is a text. It stands inside `anyOf`, because the language server would else
    offer `true` and `false` wherever they may be written.
    """
    text: Schema = {
        "type": "string",
        "pattern": pattern,
        "errorMessage": message,
        "patternErrorMessage": message,
    }
    if not natives:
        return text
    either = natives[0] if len(natives) == 1 else {"anyOf": list(natives)}
    return {"anyOf": [{"if": either, "else": text}]}


SPELLED = {"type": ["number", "boolean"]}
"""What YAML may read where somebody means a text."""
