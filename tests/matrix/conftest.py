"""Every environment, and every shape of the site built in each of them, once for all tests."""

from __future__ import annotations

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from environments import ENVIRONMENTS, HOSTS, Built
from shapes import lay_out


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Built]:
    """By host and shape."""
    folder = tmp_path_factory.mktemp("matrix")
    shapes = lay_out(folder / "sources")
    # The same day for all, no colours, and no words about the future of the generators.
    environment = {
        **os.environ, "SOURCE_DATE_EPOCH": "1767225600", "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true",
    }  # fmt: skip

    def build(host: str, shape: str) -> Built:
        made, generator = HOSTS[host]
        site = folder / host / shape
        command = [made.python, "-m", generator, "build", "--strict", "-f", shapes[shape], "-d", site]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        return Built(site, done.stdout + done.stderr, done.returncode != 0)

    with ThreadPoolExecutor(max_workers=len(ENVIRONMENTS)) as pool:
        list(pool.map(lambda made: made.make(), ENVIRONMENTS))
    wanted = [(host, shape) for host in HOSTS for shape in shapes]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return dict(zip(wanted, pool.map(lambda pair: build(*pair), wanted), strict=True))
