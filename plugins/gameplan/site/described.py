"""What search engines and shared links say of a page: one line of plain text, never empty."""

from __future__ import annotations

import re

from .data.page import PageData
from .llms import shortened

LONGEST = 160
"""Longer ones are cut by whoever shows them."""


def description(data: PageData, site_name: str, site_description: str = "") -> str:
    """The description of a page: what it says of itself, after its title where many pages say the same.

    At most `LONGEST` signs. Where a page says nothing of itself, it is its title and what stands above that; the
    home of a site may be described in mkdocs.yml.
    """
    own = " ".join((data.description or (site_description if data.kind == "site" else "")).split())
    if data.template == "index" or (data.template == "changes" and own):
        # An index says what its kind is for, which is the same in every playbook.
        whose = f"{data.title}, {data.eyebrow}" if data.eyebrow else data.title
        return shortened(f"{whose}: {own}" if own else f"{whose}.", LONGEST)
    if own:
        return shortened(own, LONGEST)
    lead = re.sub(r"\s+", " ", data.lead[0].striptags()) if data.lead and data.kind != "site" else ""
    said = [data.title, data.eyebrow, "" if data.title == site_name else site_name]
    return shortened(lead or f"{' · '.join(s for s in said if s)}.", LONGEST)
