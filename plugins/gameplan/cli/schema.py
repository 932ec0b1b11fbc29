"""`gameplan schema`: what an editor completes fields and ids with."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..diagnostics import has_errors
from ..reports.text import safe
from .common import EXIT_FINDINGS, CannotRun, loaded_of, project_of, site


@click.command()
@click.option("--write", "target", metavar="DIR", type=click.Path(path_type=Path), help="Write them to DIR.")
@click.option(
    "--check", "there", metavar="DIR", type=click.Path(path_type=Path), help="Say what in DIR is out of date."
)
@click.option("--vscode", is_flag=True, help="Name them in .vscode/settings.json, too.")
@click.option("--modelines", is_flag=True, help="Name them in the first line of each file, too.")
@click.option("--path", type=click.Path(path_type=Path), help="The playbooks folder.")
@site
def schema(
    target: Path | None,
    there: Path | None,
    vscode: bool,
    modelines: bool,
    path: Path | None,
    config: Path | None,
) -> None:
    """Write schemas with which an editor completes fields and ids, such as `gameplan schema --write .gameplan`.

    They name hidden entries too: keep them out of the site. Write them again when entries come or go.
    Ends with 0 when all is as it should be, 1 when something is out of date or was left alone, 2 when it
    could not run.
    """
    from .. import workspace

    folder = target or there
    if folder is None or (target and there):
        raise CannotRun("Say what to do: gameplan schema --write .gameplan, or the same with --check.")
    project = project_of(config, path)
    loaded = loaded_of(project)
    try:
        plan = workspace.plan(
            loaded.graph,
            project.folder,
            folder,
            project.root,
            project.published,
            lines=modelines,
            vscode=vscode,
        )
        changed = workspace.write(plan) if target else workspace.stale(plan)
    except workspace.Elsewhere as error:
        raise CannotRun(str(error)) from None
    except OSError as error:
        raise CannotRun(f"'{safe(str(error.filename))}' cannot be written: {error.strerror}.") from None
    click.echo(workspace.said(plan, changed, folder, written=target is not None), nl=False)
    for file, why in plan.left:
        click.echo(f"gameplan: {safe(file.as_posix())} was left as it is. {why}", err=True)
    if has_errors(loaded.findings):
        click.echo(
            "gameplan: what could not be read has no ids there; `gameplan check` says what it is.", err=True
        )
    if plan.left or (there and changed):
        sys.exit(EXIT_FINDINGS)
