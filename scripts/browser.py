"""Find Chromium for the tests of real pages, or install it.

    python scripts/browser.py             prints where it is; exit 1 where there is none
    python scripts/browser.py --install   installs it first where there is none

Looked at in turn: $GAMEPLAN_CHROMIUM, the usual names on the PATH, Playwright's own. Playwright, which
drives it, comes with the lock; on a bare system its driver may lack a library, which is installed too.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
"""How the tests start it: it asks nothing of anybody but the site under test."""

ADVICE = """\
There is no Chromium here, and it could not be installed. Any one of these will do:
  - Debian: sudo apt-get install chromium
  - elsewhere: .venv/bin/python -m playwright install --with-deps chromium
  - one that is already here: export GAMEPLAN_CHROMIUM=/path/to/chromium"""


def flags() -> list[str]:
    """The flags to start it with; root cannot use Chromium's sandbox."""
    return [*FLAGS, *(["--no-sandbox"] if _is_root() else [])]


def find() -> Path | None:
    """A Chromium that runs, or None. Raises SystemExit where $GAMEPLAN_CHROMIUM names none."""
    if given := os.environ.get("GAMEPLAN_CHROMIUM"):
        if _runs(Path(given)):
            return Path(given)
        raise SystemExit(f"GAMEPLAN_CHROMIUM={given} does not start.")
    on_path = (Path(found) for name in NAMES if (found := shutil.which(name)))
    return next((path for path in itertools.chain(on_path, _of_playwright()) if _runs(path)), None)


def install() -> Path | None:
    """Install Chromium by the first way that works here; where it then is, or None.

    On Debian itself its own package comes first: it brings its libraries and is kept up to date.
    Ubuntu's package of that name only fetches a snap, so Playwright's build comes first there.
    """
    apt, playwright = _by_apt, _by_playwright
    for way in (apt, playwright) if _is_debian() else (playwright, apt):
        way()
        if found := find():
            return found
    return None


def install_driver() -> bool:
    """Install what Playwright's driver needs to start; whether it then starts."""
    if not _driver_starts():
        _apt_install("libatomic1")
    return _driver_starts()


def _driver_starts() -> bool:
    return (
        subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True).returncode == 0
    )


def _by_apt() -> None:
    _apt_install("chromium")


def _apt_install(package: str) -> None:
    root = _root_prefix()
    if root is not None and shutil.which("apt-get"):
        _run([*root, "apt-get", "update", "-qq"])
        _run([*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", package])


def _by_playwright() -> None:
    # Its libraries come from the system's packages, for which it would ask for a password.
    libraries = ["--with-deps"] if _root_prefix() is not None else []
    _run([sys.executable, "-m", "playwright", "install", *libraries, "chromium"])


def _run(command: list[str]) -> None:
    print("$", *command, file=sys.stderr, flush=True)
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, timeout=900, check=False)
    except subprocess.TimeoutExpired:
        print("  … gave up after 15 minutes", file=sys.stderr)


def _root_prefix() -> list[str] | None:
    """What to put before a command to run it as root; None where that takes a password."""
    if _is_root():
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return release.is_file() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def _of_playwright() -> Iterator[Path]:
    if _driver_starts():
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            yield Path(playwright.chromium.executable_path)


def _runs(path: Path) -> bool:
    """Whether a file is there and starts; a snap's stand-in and a build without its libraries do not."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main() -> int:
    """Print where Chromium is; 0 where there is one."""
    parser = argparse.ArgumentParser(description="Find Chromium for the tests of real pages.")
    parser.add_argument("--install", action="store_true", help="install it where there is none")
    wanted = parser.parse_args()
    if wanted.install and not install_driver():
        print(
            "Playwright's driver does not start; `python -m playwright --version` says why.", file=sys.stderr
        )
        return 1
    found = find() or (install() if wanted.install else None)
    print(found if found else ADVICE, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
