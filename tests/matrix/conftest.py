"""Every environment, and every shape of the site built in each of them, once for all tests."""

from __future__ import annotations

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from environments import ENVIRONMENTS, HOSTS, Built, CannotMake, environment
from shapes import lay_out


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Built]:
    """By host and shape."""
    folder = tmp_path_factory.mktemp("matrix")
    shapes = lay_out(folder / "sources")
    try:
        with ThreadPoolExecutor(max_workers=len(ENVIRONMENTS)) as pool:
            list(pool.map(lambda made: made.make(), ENVIRONMENTS))
    except CannotMake as error:
        pytest.exit(str(error), returncode=1)

    def build(host: str, shape: str) -> Built:
        made, generator = HOSTS[host]
        site = folder / host / shape
        command = [made.python, "-m", generator, "build", "--strict", "-f", shapes[shape], "-d", site]
        done = subprocess.run(
            command, env=environment(), capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        return Built(site, done.stdout + done.stderr, done.returncode != 0)

    wanted = [(host, shape) for host in HOSTS for shape in shapes]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return dict(zip(wanted, pool.map(lambda pair: build(*pair), wanted), strict=True))
