"""The example site, built once and served here, and a real Chromium that talks to nobody else.

A test asks for `page` (and `site` or `address` where it needs files or URLs). Every request to a
foreign host is refused and fails the test that caused it, and so does an error in the browser's
console, unless the test takes them out of `foreign` or `complaints` itself.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, sync_playwright

from scripts.browser import find, flags

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built example site; $GAMEPLAN_SITE names one that is built already."""
    if given := os.environ.get("GAMEPLAN_SITE"):
        return Path(given).resolve()
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(
        command, cwd=ROOT, env=quiet, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert built.returncode == 0, f"the example site does not build:\n{built.stdout}{built.stderr}"
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, as a static host serves them: 404.html for what is not there, no log."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        lost = Path(self.directory, "404.html")
        if code != 404 or not lost.is_file():
            super().send_error(code, message, explain)
            return
        body = lost.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class _Server(http.server.ThreadingHTTPServer):
    """Says nothing when a page that was left hangs up in the middle of a file."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # handed on as it came


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, without a slash at its end: http://127.0.0.1:PORT."""
    with serve(site) as there:
        yield there


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder, and say where."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium for the whole run."""
    executable = find()
    if executable is None:
        pytest.fail("There is no Chromium: run `make browser`, or `python scripts/browser.py --install`.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=flags())
        yield browser
        browser.close()


@pytest.fixture
def foreign() -> Iterator[list[str]]:
    """The requests to foreign hosts that a test caused; none must be left when it ends."""
    requests: list[str] = []
    yield requests
    assert not requests, f"the page asked foreign hosts: {requests}"


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """The errors in the browser's console that a test caused; none must be left when it ends."""
    errors: list[str] = []
    yield errors
    assert not errors, f"the browser complained: {errors}"


@pytest.fixture
def context(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str]
) -> Iterator[BrowserContext]:
    """A fresh profile, 1280 by 900, in which only the site under test can be reached.

    A test that wants another size, palette or none of the scripts opens pages in `open_context`'s.
    """
    with_rules = open_context(chromium, address, foreign, complaints)
    yield with_rules
    with_rules.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page; `page.goto("/merrowby/")` leads into the site."""
    return context.new_page()


def open_context(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str], **options: object
) -> BrowserContext:
    """A context with the rules of this suite. `options` are those of Playwright's `new_context`."""
    settings: dict[str, object] = {
        "base_url": address,
        "viewport": {"width": 1280, "height": 900},
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "reduced_motion": "reduce",
        "service_workers": "block",
    }
    context = chromium.new_context(**{**settings, **options})  # type: ignore[arg-type]  # checked by Playwright
    here = urlsplit(address).netloc

    def decide(route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.netloc == here or url.scheme in ("data", "blob", "about"):
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    context.route("**/*", decide)
    context.on("console", listen)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.set_default_timeout(15_000)
    return context
