"""How much may be published: a site on GitHub Pages may have 1 GB, and other hosts draw a line somewhere too."""

from __future__ import annotations

from .fault import CannotPublish

LIMIT = 1_000_000_000
WARNED = 800_000_000
_CURE = "`gameplan prune-versions --keep 3` takes old versions off the site."


def in_words(size: int) -> str:
    """A number of bytes for people: "12 kB", "4.1 MB", "23 MB"."""
    millions = abs(size) / 1e6
    if millions < 0.1:
        return f"{abs(size) / 1e3:.0f} kB" if abs(size) >= 500 else f"{abs(size)} bytes"
    return f"{millions:.1f} MB" if millions < 9.95 else f"{millions:.0f} MB"


def growth(version: str, before: int, after: int) -> str:
    """What publishing a version has done to the size of all of them."""
    step = after - before
    if not step:
        return f"All versions have {in_words(after)} of 1 GB."
    verb = "takes away" if step < 0 else "adds"
    return f"{version} {verb} {in_words(step)}; all versions {in_words(after)} of 1 GB."


def judge(size: int) -> str:
    """A warning where not much room is left, else "". Raises CannotPublish where there is none."""
    if size > LIMIT:
        raise CannotPublish(
            f"All versions together would have {in_words(size)}, and the host takes 1 GB. Nothing was published. {_CURE}"
        )
    if size >= WARNED:
        return f"All versions together have {in_words(size)}, and from 1 GB on the host refuses them. {_CURE}"
    return ""
