"""`gameplan release`: the playbooks as they are become a release."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from ..diagnostics import has_errors
from ..diff.words import as_text
from ..releases import BadRelease
from ..releasing import CannotRelease, Draft
from ..reports.text import as_text as findings_as_text
from ..reports.text import safe
from ..settings import SettingError, day_from
from .common import CannotRun, colour, loaded_of, project_of, site


@click.command()
@click.argument("version")
@click.option("--summary", default="", help="One sentence that says what the release is about.")
@click.option("--approver", default="", metavar="ROLE", help="The role that approved it.")
@click.option(
    "--ref", "reference", default="", help="Where the approval is recorded, such as minutes 2026-08 item 4."
)
@click.option("--date", help="The day from which it is in force; else today.")
@click.option("--allow", is_flag=True, help="Accept a version step that is smaller than the changes ask for.")
@click.option("--dry-run", is_flag=True, help="Say what would be released, and write nothing.")
@click.option("--path", type=click.Path(path_type=Path), help="The playbooks folder.")
@site
def release(
    version: str,
    summary: str,
    approver: str,
    reference: str,
    date: str | None,
    allow: bool,
    dry_run: bool,
    path: Path | None,
    config: Path | None,
) -> None:
    """Release the playbooks as VERSION, such as 3.0: check them, compare them with the last release, and write
    releases/VERSION.json beside the playbooks folder.

    A change is major if somebody who kept to the last release may no longer comply with this one.
    Ends with 2 when it could not be released.
    """
    project = project_of(config, path)
    loaded = loaded_of(project)
    checked = project.check(loaded, project.today())
    if has_errors(loaded.findings) or checked.failing:
        click.echo(findings_as_text(checked.failing or loaded.findings, loaded.texts), err=True, nl=False)
        raise CannotRun("What is released must pass `gameplan check`: mend this first.")
    try:
        day = day_from(date, "--date") if date else project.today()
        draft = project.drafted(
            loaded, version, day, summary=summary, approver=approver, reference=reference, allow=allow
        )
    except (CannotRelease, BadRelease, SettingError) as error:
        raise CannotRun(safe(str(error))) from None
    if draft.comparison is None:
        click.echo(f"{draft.version} is the first release: {draft.entries} entries.")
    else:
        click.echo(
            as_text(draft.comparison, suggested=(draft.since, str(draft.version)), colour=colour()), nl=False
        )
    _say_doubts(draft)
    where = safe(draft.path.as_posix())
    if dry_run:
        click.echo(f"\nNothing was written; without --dry-run it would be {where}.")
        return
    _written(draft)
    click.echo(f"\n{where} holds {draft.version}, in force from {day}.")
    if not approver:
        click.echo("No approval is recorded in it. With one: --approver ROLE --ref WHERE.")
    playbooks = safe(project.folder.as_posix())
    click.echo(
        "Next:\n"
        f"  git add {playbooks} {where}\n"
        f'  git commit -m "Release {draft.version}"\n'
        f'  git tag -a {draft.version} -m "Release {draft.version}"\n'
        "  git push --follow-tags"
    )


def _say_doubts(draft: Draft) -> None:
    if draft.doubtful:
        click.echo(
            f"\nRead these before you release {draft.version}: they may ask people to act differently."
        )
        for change in draft.doubtful:
            click.echo(f"  - {safe(change.title)} ({safe(change.address)}): {safe(change.effect)}")


def _written(draft: Draft) -> None:
    """Write the file whole or not at all, and never over another."""
    try:
        draft.path.parent.mkdir(parents=True, exist_ok=True)
        if draft.path.exists():
            raise CannotRun(
                f"'{safe(str(draft.path))}' is there already, and a release is never written again."
            )
        handle, aside = tempfile.mkstemp(prefix=f".{draft.path.name}-", dir=draft.path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(draft.text)
            Path(aside).chmod(0o644)
            Path(aside).replace(draft.path)
        finally:
            Path(aside).unlink(missing_ok=True)
    except OSError as error:
        raise CannotRun(f"'{safe(str(draft.path))}' cannot be written: {error.strerror}.") from None
