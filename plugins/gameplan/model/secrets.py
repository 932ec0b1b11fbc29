"""Values that look like a password, token or recovery code: never in git, so refused (SAF01)."""

from __future__ import annotations

import re

from ..document import Scalar, span_within
from .fields import Reading

_SECRET = re.compile(
    r"""(?P<token>
          gh[pousr]_[A-Za-z0-9]{20,} | github_pat_\w{20,} | glpat-[\w-]{16,} | xox[abprs]-[\w-]{10,}
        | (?:AKIA|ASIA)[0-9A-Z]{16} | AIza[\w-]{30,} | [rsp]k_(?:live|test)_\w{16,} | npm_[A-Za-z0-9]{30,}
        | pypi-[A-Za-z0-9_-]{30,} | sk-[A-Za-z0-9_-]{24,} | EAA[A-Za-z0-9]{30,} | ya29\.[\w-]{20,}
        | eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,} | -----BEGIN[ ][A-Z ]*PRIVATE[ ]KEY-----
        | (?<![\w/.-])[A-Fa-f0-9]{32,}(?![\w/.-])
        | (?<![\w/.-])(?=[\w+=]*[a-z])(?=[\w+=]*[A-Z])(?=(?:[\w+=]*\d){3})[A-Za-z0-9_+=]{20,}(?![\w/.-])
    ) | (?P<code>
          (?<![\w-])(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]{4,6}(?:-[A-Z0-9]{4,6}){2,}(?![\w-])
        | (?<![\w-])\d{4}[- ]\d{4}(?:[- ]\d{4})?(?=[,;\s]+\d{4}[- ]\d{4})
        | (?<![\w-])[a-z0-9]{4,5}-(?=[a-z]*\d)[a-z0-9]{4,5}(?=[,;\s]+[a-z0-9]{4,5}-[a-z0-9]{4,5})
    ) | (?P<said>
          (?i:\b(?:password|passwort|passphrase|passcode|pin\ code|api\ key|access\ token|secret\ key|
             recovery\ codes?|backup\ codes?|login)\b\s*(?:is|are|=|:)\s*)
          (?P<value>(?=\S*[\d!$%&*@#^])(?!https?:)\S{6,})
    ) | (?P<inurl> \b[a-z]{3,8}://[^\s/@:]+:(?P<key>[^\s/@]{3,})@ )""",
    re.VERBOSE,
)


# Every pattern above holds one of these; most texts do not.
_MAY_HOLD_SECRET = re.compile(r"[\d!$%&*@^]|\S#\S|PRIVATE KEY")


def secret_in(text: str) -> tuple[int, int] | None:
    """The offsets of what looks like a password, token or recovery code, or None."""
    if len(text) < 9 or not _MAY_HOLD_SECRET.search(text):
        return None
    match = _SECRET.search(text)
    if match is None:
        return None
    for group in ("value", "key", "token", "code"):
        if match[group]:
            return match.span(group)
    return None


def refused_as_secret(node: Scalar, reading: Reading) -> bool:
    """Refuse a value that looks like a secret; the finding marks it where it stands."""
    found = secret_in(node.text)
    if found is None:
        return False
    span = span_within(node, found[0], found[1] - found[0], reading.lines)
    reading.say(
        "SAF01",
        span,
        f"{reading.name} holds what looks like a password, token or recovery code.",
        help="Never in git: name the vault that keeps it instead, and change it, since it has been written down.",
        secret=True,
    )
    return True
