"""`gameplan explain`: the page of a check."""

from __future__ import annotations

import click

from ..reports.text import safe
from .common import CannotRun


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Print the page of the check CODE: what it looks for, why, and what to do. Without CODE, list them all.

    For example `gameplan explain STR01`.
    """
    from ..explain import NoSuchCode, explained, listed

    try:
        click.echo(explained(code) if code else listed(), nl=False)
    except NoSuchCode as error:
        raise CannotRun(f"{safe(str(error))} `gameplan explain` lists them all.") from None
