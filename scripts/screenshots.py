"""Take the pictures of the README and the guide from the built example site.

    python scripts/screenshots.py SITE      writes docs/images/*.png

Each is seen in a real Chromium on the same day at the same size, so that a picture changes only with its page.
"""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.browser import find, flags

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
DAY = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)
"""The day on which the pictures are taken: what is due depends on it."""

ME = "merrowby/roles/duty-editor"
"""The role that the reader in the pictures has chosen."""


@dataclass(frozen=True)
class Shot:
    """One picture: a page, how wide and high, and whether it is dark. `begin` is an element at its top."""

    name: str
    page: str
    width: int = 1280
    height: int = 900
    dark: bool = False
    begin: str = ""
    mine: bool = False


SHOTS = (
    Shot("home-desktop", "", height=1500, mine=True),
    Shot("tactic-desktop", "merrowby/tactics/evening-reply-rota/"),
    Shot("role-desktop", "merrowby/roles/duty-editor/", mine=True),
    Shot("situation-desktop", "merrowby/rules/hostile-comment/"),
    Shot("guide-phone", "merrowby/guides/can-i-post-this/", width=390, height=844),
    Shot("escalation-desktop", "merrowby/escalation/", height=1100),
    Shot("map-dark", "merrowby/map/", dark=True),
    Shot("register-desktop", "merrowby/channels/"),
    Shot("matrix-desktop", "merrowby/who-does-what/"),
    Shot("scoreboard-desktop", "merrowby/scoreboard/"),
    Shot("release-desktop", "changes/3.0/"),
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def take(site: Path, folder: Path = IMAGES) -> None:
    """Take all pictures of a built site into a folder."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as play:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = play.chromium.launch(executable_path=find(), args=flags())
        for shot in SHOTS:
            (folder / f"{shot.name}.png").write_bytes(_taken(browser, server.server_port, shot))
        browser.close()
        server.shutdown()


def _taken(browser: Browser, port: int, shot: Shot) -> bytes:
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.clock.set_fixed_time(DAY)
    address = f"http://127.0.0.1:{port}/"
    if shot.mine:
        page.goto(address)
        page.evaluate("role => localStorage.setItem('gameplan:/:role', role)", ME)
    page.goto(address + shot.page)
    if shot.dark:
        page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    if shot.begin:
        page.locator(shot.begin).first.scroll_into_view_if_needed()
    taken = page.screenshot()
    context.close()
    return taken


if __name__ == "__main__":
    take(Path(sys.argv[1]))
