"""Addresses on the web, and why one may not be a link."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ...diagnostics import Severity, brief
from ...document import Node
from ..fields import Compares, Reading
from .scalar import scalar_at, too_long


class UrlType:
    """An address on the web: http, https or mailto, or a path within the site."""

    form = "a web address"
    compares = Compares.SCALAR

    def decode(self, node: Node, reading: Reading) -> str | None:
        scalar = scalar_at(node, reading, self.form)
        if scalar is None or too_long(scalar, reading):
            return None
        text = scalar.text.strip()
        fault = url_fault(text)
        if fault:
            help = f"Write https://{brief(text)}" if fault == WITHOUT_SCHEME else "Use https://…"
            reading.say("SHP09", scalar, f"This address cannot be linked: {fault}.", help=help)
            return None
        if doubt := _url_doubt(text):
            reading.say(
                "SHP09",
                scalar,
                f"Look at this address twice: {doubt}.",
                severity=Severity.WARNING,
                help="Write the address people know the site by.",
            )
        return text


WITHOUT_SCHEME = "without https:// in front it would be looked for within this site"


def url_fault(url: str) -> str:
    """Why an address may not be a link, as the end of a sentence; "" where it may."""
    if re.search(r"[\x00-\x20\x7f-\xa0\"'<>\\^`{|}\u2028\u2029]", url):
        return "it holds a blank, a quote or a sign that addresses do not have"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "it is not well-formed"
    if parts.scheme.lower() not in ("http", "https", "mailto", ""):
        return f"'{parts.scheme}:' is not http, https or mailto"
    if not parts.scheme and url.lower().startswith("www."):
        return WITHOUT_SCHEME
    if not parts.scheme and ":" in url.split("/")[0]:
        return "what stands before the colon is not http, https or mailto"
    if parts.scheme.lower() in ("http", "https") and not parts.hostname:
        return "it names no site"
    if not parts.scheme and parts.netloc:
        return "it begins with // and leaves open how to connect"
    return ""


def _url_doubt(url: str) -> str:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme.lower() != "mailto" and "@" in parts.netloc:
        return f"what stands before the @ is not the site; it leads to {host}"
    if host and not host.isascii():
        return f"{host} holds letters that look like others"
    if re.fullmatch(
        r"(127|10|0)\..*|192\.168\..*|169\.254\..*|172\.(1[6-9]|2\d|3[01])\..*|localhost|\[?::1\]?", host
    ):
        return f"{host} is an address inside a network"
    return ""
