"""Addresses become places on the site, and links between them.

The page of `merrowby/tactics/x` is `/merrowby/tactics/x/`, whatever the number of playbooks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit


@dataclass(frozen=True)
class Paths:
    """How pages are laid out: `directory` URLs (`x/`) or files (`x.html`)."""

    directory: bool = True

    @staticmethod
    def source(address: str) -> str:
        """The source path MkDocs derives the page's own path from: `merrowby/tactics/x.md`.

        A playbook or a kind (an address that ends in a slash) is an index.
        """
        if not address or address.endswith("/") or "/" not in address:
            return f"{address.rstrip('/')}/index.md".lstrip("/")
        return f"{address}.md"

    def page(self, address: str) -> str:
        """The URL of a page from the root of the site."""
        return _page(address, self.directory)

    def href(self, here: str, address: str) -> str:
        """The link from the page `here` to an address, its part included."""
        page, _, part = address.partition("#")
        anchor = f"#{part}" if part else ""
        if page == here.partition("#")[0] and anchor:
            return anchor
        return _between(here, page, self.directory) + anchor

    def lead(self, url: str, address: str) -> str:
        """The link to an address from a URL that is seen from the root of the site."""
        page, _, part = address.partition("#")
        return _shortest(url, self.page(page)) + (f"#{part}" if part else "")

    def way(self, here: str, url: str) -> str:
        """The link from the page `here` to a URL that is seen from the root of the site."""
        return _shortest(_page(here.partition("#")[0], self.directory), url)


@lru_cache(maxsize=65536)
def _page(address: str, directory: bool) -> str:
    source = Paths.source(address).removesuffix(".md")
    if source == "index" or source.endswith("/index"):
        folder = source.removesuffix("index")
        return folder if directory else f"{folder}index.html"
    return f"{source}/" if directory else f"{source}.html"


@lru_cache(maxsize=65536)
def _between(here: str, there: str, directory: bool) -> str:
    return _shortest(_page(here, directory), _page(there, directory))


def _shortest(here: str, there: str) -> str:
    """The shortest relative link from one URL to another."""
    start, end = here.split("/"), there.split("/")
    shared = 0
    while shared < min(len(start), len(end)) - 1 and start[shared] == end[shared]:
        shared += 1
    return "../" * (len(start) - 1 - shared) + "/".join(end[shared:]) or "./"


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
