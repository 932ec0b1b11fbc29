"""The sitemap without the pages that search engines should lead nobody to: those of entries that are retired."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import unescape


def without(sitemap: str, urls: Collection[str]) -> str:
    """The text of a sitemap without the pages at some URLs; everything else stays as it is, byte for byte."""

    def kept(match: re.Match[str]) -> str:
        return "" if unescape(match[1]) in urls else match[0]

    return (
        re.sub(r"\s*<url>\s*<loc>(.*?)</loc>.*?</url>", kept, sitemap, flags=re.DOTALL) if urls else sitemap
    )
