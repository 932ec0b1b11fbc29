"""Write the locks under requirements/ afresh from what pyproject.toml asks for.

In: `[project] dependencies`, `[build-system] requires` and `[dependency-groups] dev` of pyproject.toml.
Out: requirements/site.txt (what building a site takes) and requirements/dev.txt (that and the tools),
each requirement and all it pulls in pinned with `==` to the newest version that installs on the oldest
Python the project supports, whatever Python runs this.
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
HEAD = "# Written by `make lock` from pyproject.toml; do not edit.\n"


def main() -> None:
    """Resolve both sets, the second on top of the first, and write the files."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    oldest = re.sub(r"^>=\s*(\d+\.\d+)$", r"\1.0", asked["project"]["requires-python"])
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder, "Scripts" if sys.platform == "win32" else "bin", "python")
        site = _resolved(python, oldest, asked["project"]["dependencies"] + asked["build-system"]["requires"])
        # The site's pins hold in the second set, or the two would disagree.
        both = _resolved(python, oldest, site + asked["dependency-groups"]["dev"])
    _write("site", site)
    _write("dev", ["-r site.txt", *(pin for pin in both if pin not in site)])


def _resolved(python: Path, oldest: str, wanted: list[str]) -> list[str]:
    """The pins of some requirements and of all they pull in, by name."""
    for_oldest = ["--python-version", oldest, "--only-binary=:all:", "--target", "unused"]
    command = [str(python), "-m", "pip", "install", "-qq", "--dry-run", "--ignore-installed", *for_oldest]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        subprocess.run([*command, "--report", str(report), *wanted], check=True)
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
