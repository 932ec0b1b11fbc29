"""Addresses become places on the site, and links between them.

The page of `merrowby/tactics/x` is `/merrowby/tactics/x/`, whatever the number of playbooks.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit


@dataclass(frozen=True)
class Paths:
    """How pages are laid out: `directory` URLs (`x/`) or files (`x.html`)."""

    directory: bool = True

    def source(self, address: str) -> str:
        """The source path MkDocs derives the page's own path from: `merrowby/tactics/x.md`.

        A playbook or a kind (an address that ends in a slash) is an index.
        """
        if not address or address.endswith("/") or "/" not in address:
            return f"{address.rstrip('/')}/index.md".lstrip("/")
        return f"{address}.md"

    def page(self, address: str) -> str:
        """The URL of a page from the root of the site."""
        source = self.source(address).removesuffix(".md")
        if source.endswith("index") and (source == "index" or source.endswith("/index")):
            folder = source.removesuffix("index")
            return folder if self.directory else f"{folder}index.html"
        return f"{source}/" if self.directory else f"{source}.html"

    def root(self, address: str) -> str:
        """The way from a page up to the root of the site."""
        return "../" * self.page(address).count("/")

    def href(self, here: str, address: str) -> str:
        """The link from the page `here` to an address, its part included."""
        page, _, part = address.partition("#")
        anchor = f"#{part}" if part else ""
        if page == here.partition("#")[0] and anchor:
            return anchor
        return (self.root(here) + self.page(page) or "./") + anchor


def edit_url(source_url: str, path: str) -> str:
    """Where a file can be edited in the git host, from the address its files are seen at.

    GitHub and GitLab say `/blob/`, Gitea and Forgejo `/src/`, for the view, and have another word for
    editing; of hosts we do not know, the view itself is as near as we can lead.
    """
    view = view_url(source_url, path)
    host = urlsplit(view)
    for seen, edit in (("/-/blob/", "/-/edit/"), ("/blob/", "/edit/"), ("/src/branch/", "/_edit/")):
        if seen in host.path:
            return view.replace(seen, edit, 1)
    return view


def view_url(source_url: str, path: str, line: int = 0) -> str:
    """Where a file, or one line of it, can be seen in the git host."""
    base = source_url.rstrip("/")
    parts = urlsplit(base)
    if parts.hostname == "github.com" and len([s for s in parts.path.split("/") if s]) == 2:
        base += "/blob/main"
    anchor = ""
    if line:
        anchor = f"#lines-{line}" if parts.hostname == "bitbucket.org" else f"#L{line}"
    return f"{base}/{quote(path)}{anchor}"
