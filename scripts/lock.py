"""Write the locks under requirements/ afresh from what pyproject.toml asks for.

In: the dependencies, the `publish` extra, the build requirements and the dev group of pyproject.toml.
Out, under requirements/: site.txt (what building a site takes); publish.txt (that, and what publishes its
versions); dev.txt (a site, and the tools; what publishes is apart, since it builds with ProperDocs where that
is installed). And the requirements.txt that `gameplan init` writes: publish.txt without what builds Gameplan. Each requirement and all it pulls in is pinned with `==` to the newest version that installs on
the oldest Python the project supports, whatever Python runs this.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STARTER = ROOT / "plugins" / "gameplan" / "starter" / "files" / "requirements.txt"
HEAD = "# Written by `make lock` from pyproject.toml; do not edit.\n"


def main() -> None:
    """Resolve the sets, the others on top of the first, and write the files."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    oldest = re.sub(r"^>=\s*(\d+\.\d+)$", r"\1.0", asked["project"]["requires-python"])
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder, "Scripts" if sys.platform == "win32" else "bin", "python")
        site = _resolved(python, oldest, asked["project"]["dependencies"] + asked["build-system"]["requires"])
        # The site's pins hold in the second set, or the two would disagree.
        wanted = {
            "publish": asked["project"]["optional-dependencies"]["publish"],
            "dev": asked["dependency-groups"]["dev"],
        }
        sets = {name: _resolved(python, oldest, site + more) for name, more in wanted.items()}
        begun = _resolved(
            python, oldest, asked["project"]["dependencies"] + wanted["publish"], held=sets["publish"]
        )
    _write("site", site)
    for name, pins in sets.items():
        _write(name, ["-r site.txt", *(pin for pin in pins if pin not in site)])
    first = STARTER.read_text(encoding="utf-8").splitlines()[:2]  # what it is for, and Gameplan itself
    STARTER.write_text("\n".join([*first, *begun]) + "\n", encoding="utf-8", newline="\n")


def _resolved(python: Path, oldest: str, wanted: list[str], held: list[str] | None = None) -> list[str]:
    """The pins of some requirements and of all they pull in, by name; `held` has pins that must be kept to."""
    for_oldest = ["--python-version", oldest, "--only-binary=:all:", "--target", "unused"]
    command = [str(python), "-m", "pip", "install", "-qq", "--dry-run", "--ignore-installed", *for_oldest]
    with tempfile.TemporaryDirectory() as folder:
        report, pins = Path(folder, "report.json"), Path(folder, "pins.txt")
        pins.write_text("\n".join(held or []), encoding="utf-8")
        subprocess.run([*command, "--constraint", str(pins), "--report", str(report), *wanted], check=True)
        found = [item["metadata"] for item in json.loads(report.read_text(encoding="utf-8"))["install"]]
    return sorted((f"{data['name']}=={data['version']}" for data in found), key=_name)


def _name(pin: str) -> str:
    return pin.split("==")[0].lower().replace("_", "-")


def _write(name: str, lines: list[str]) -> None:
    path = ROOT / "requirements" / f"{name}.txt"
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {len(lines)} lines")


if __name__ == "__main__":
    main()
