"""`gameplan check`: everything that is wrong, and what makes a strategy weak."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import click

from ..checks.baseline import BadBaseline
from ..checks.engine import SHOWN
from ..diagnostics import has_errors
from ..loader import Loaded
from ..project import Project
from ..report import FORMATS, Report
from ..reports.text import safe
from ..settings import NEVER, PROFILES, SEVERITIES
from .common import EXIT_FINDINGS, CannotRun, colour, day_of, loaded_of, project_of, site, write

BASELINE = "gameplan-baseline.json"


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="How to print the findings; text, in GitHub Actions github.",
)
@click.option(
    "--profile", type=click.Choice(PROFILES), help="How strict to be: what the settings say, or this."
)
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, NEVER]),
    help="What makes the run fail, and all that is worse.",
)
@click.option(
    "--strict-line",
    type=click.IntRange(0, 100),
    help="Fail if fewer per cent of tactics have a whole line of sight.",
)
@click.option("--all", "everything", is_flag=True, help=f"Show all findings, not only {SHOWN} of the checks.")
@click.option(
    "--summary", type=click.Path(path_type=Path), help="Write a summary in Markdown to this file as well."
)
@click.option("--baseline", help="A file with findings that are known and do not fail.")
@click.option(
    "--write-baseline", is_flag=True, help=f"Write what is found now to the baseline, or to {BASELINE}."
)
@click.option("--today", help="The day to judge dates by; else that of SOURCE_DATE_EPOCH, else today.")
@site
def check(
    path: Path | None,
    form: str | None,
    profile: str | None,
    fail_on: str | None,
    strict_line: int | None,
    everything: bool,
    summary: Path | None,
    baseline: str | None,
    write_baseline: bool,
    today: str | None,
    config: Path | None,
) -> None:
    """Say everything that is wrong with the playbooks in PATH, and what makes a strategy weak.

    PATH is the playbooks folder; left out, it is what the site's configuration says, or `playbooks`.
    Ends with 0 when nothing fails, 1 when something does, 2 when it could not run.
    """
    given = {"profile": profile, "fail_on": fail_on, "baseline": baseline}
    project = project_of(config, path, {name: value for name, value in given.items() if value is not None})
    form = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    day = day_of(today, project)
    loaded = loaded_of(project)
    if write_baseline:
        _write_baseline(project, loaded, day)
        return
    try:
        checked = project.check(loaded, day)
    except BadBaseline as error:
        raise CannotRun(f"{safe(project.settings.baseline)}: {error}") from None
    except OSError as error:
        raise CannotRun(
            f"The baseline '{safe(project.settings.baseline)}' cannot be read: {error.strerror}. "
            "Write one with `gameplan check --write-baseline`."
        ) from None
    report = Report(loaded, checked, project.settings.guide_url, project.settings.source_url)
    click.echo(report.printed(form, everything=everything, colour=colour()), nl=False)
    if summary is not None:
        write(summary, report.summary())
    low = [s for s in checked.sights if strict_line is not None and s.share < strict_line]
    for sight in low:
        click.echo(
            f"gameplan: the line of sight of {sight.playbook.title} is {sight.share} per cent, "
            f"and --strict-line asks for {strict_line}.",
            err=True,
        )
    if checked.failing or low:
        sys.exit(EXIT_FINDINGS)


def _write_baseline(project: Project, loaded: Loaded, day: dt.date) -> None:
    place = project.root / (project.settings.baseline or BASELINE)
    if has_errors(loaded.findings):
        raise CannotRun(
            "A baseline needs a playbook that can be read: run `gameplan check` and mend the errors first."
        )
    text, number = project.baseline(loaded, day)
    write(place, text)
    click.echo(f"{place.as_posix()}: {number} finding{'' if number == 1 else 's'} known from now on.")
    if not project.settings.baseline:
        click.echo(f"Name it in {project.config} so that it counts: `baseline: {BASELINE}` under gameplan.")
