"""The world of `world.py`, made once for all tests, and a browser that sees it as a host serves it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from world import MIKE, World, git

from browser.conftest import _Quiet, _Server, chromium, complaints, context, foreign, page
from matrix.environments import CannotMake

__all__ = ["chromium", "complaints", "context", "foreign", "page"]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The repository with all its releases published. Tests that publish more do so in a clone."""
    try:
        MIKE.make()
    except CannotMake as error:
        pytest.exit(str(error), returncode=1)
    return World.made(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="session")
def address(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the host is that serves the branch below `/playbook/`."""
    folder = world.served(tmp_path_factory.mktemp("host") / "files")
    with _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def clone(world: World, tmp_path: Path) -> World:
    """The same as somebody else has cloned it, with a remote of its own, to do things in."""
    git(tmp_path, "clone", "--quiet", "--bare", str(world.remote), "remote.git")
    git(world.here, "push", "--quiet", str(tmp_path / "remote.git"), "main", "--tags")
    git(tmp_path, "clone", "--quiet", "--branch", "main", str(tmp_path / "remote.git"), "repository")
    return World(tmp_path)
