"""The shell door: `gameplan check`, `gameplan diff`, `gameplan build` and the others, a file each."""

from __future__ import annotations

import gc
import os
import sys

import click

from .. import __version__
from .build import A_SITE, build
from .check import check
from .diff import diff
from .explain import explain
from .impact import impact
from .init import init
from .notes import notes
from .prune_versions import prune_versions
from .publish import publish
from .published import published
from .release import release
from .schema import schema
from .show import show

__all__ = ["A_SITE", "main", "run"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gameplan", message="%(prog)s %(version)s")
def main() -> None:
    """Strategy as code: check, look up and build a playbook kept in YAML."""
    gc.disable()  # a command is over before there is garbage worth the search; a build switches it on again


def run() -> None:
    """The command as a process of its own. It leaves at once when all is said: the system takes the memory of
    a large playbook back faster than Python would free it piece by piece."""
    code: object = 1
    try:
        main()
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


for _command in (
    init, check, show, impact, diff, release, notes, build, publish, published, prune_versions, explain, schema,
):  # fmt: skip
    main.add_command(_command)
