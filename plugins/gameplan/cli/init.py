"""`gameplan init`: a new site, with an example playbook, a README for editors, and the workflows for GitHub."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from .. import starter
from ..host import configurations
from ..loader.places import folder_fault
from ..project import has_plugin
from ..reports.text import safe
from ..settings import VISIBILITY_LEVELS
from ..starter import PACKAGE, Answers, Outcome
from .common import CannotRun

_NOBODY_SAID = "Our organisation"
_LONGEST = 100
_WHO = {"1": "public", "2": "internal", "3": "restricted"}
_WHO_ASKED = """\
Who will see the site?
  1  Anybody on the internet
  2  The people of the organisation
  3  A few of them
"""
_WARNED_OF_PAGES = (
    "A site on GitHub Pages is public, even that of a private repository, unless your plan has private publishing "
    "(GitHub Enterprise Cloud)."
)
_WARNED_OF_FILES = (
    "Whoever can read the repository reads every file in it: a public repository shows its restricted files, whatever "
    "the site leaves out."
)
_LEFT = {
    ".gitignore": "it should name /site/ and /.gameplan/",
    "requirements.txt": "it should name mkdocs-gameplan, and mike to publish versions",
}
"""What a file that was there should say, where that matters."""
_NEXT_ON_GITHUB = (
    "To publish it on GitHub, make an empty repository there, and:",
    "  git init -b main",
    "  git add .",
    '  git commit -m "Begin the playbook"',
    "  git remote add origin <the address of the repository>",
    "  git push -u origin main",
    "In the repository choose Settings > Pages > Source: GitHub Actions; this makes the environment github-pages, from which",
    "only main may publish. Then open Actions > Publish, and run again what stopped since Pages was off.",
)


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--organisation", help="Whose playbook it is, as people write it.")
@click.option("--name", help="The name of the playbook's folder, with which every address begins.")
@click.option("--visibility", type=click.Choice(VISIBILITY_LEVELS), help="Who will see the site.")
@click.option(
    "--github/--no-github", default=True, help="Whether workflows for GitHub are written; left out, they are."
)
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
def init(
    folder: Path,
    organisation: str | None,
    name: str | None,
    visibility: str | None,
    github: bool,
    yes: bool,
    dry_run: bool,
) -> None:
    """Begin a site in FOLDER, or here: an example playbook of six files, mkdocs.yml, a README for editors, and
    workflows that check proposals and publish the site.

    What is there already is left as it is. On a terminal it asks what you have not said. Ends with 2 when it could
    not run.
    """
    if folder.exists() and not folder.is_dir():
        raise CannotRun(f"'{safe(str(folder))}' is a file. Name the folder in which the site begins.")
    asks = not yes and _at_a_terminal()
    if organisation is None:
        organisation = click.prompt("Whose playbook is it", default=_NOBODY_SAID) if asks else _NOBODY_SAID
    organisation = _organisation(organisation)
    name = _name(name) if name is not None else starter.name_from(organisation)
    asked = visibility is None and asks
    if asked:
        visibility = _asked(github)
    requirement, installable = starter.requirement()
    answers = starter.Answers(organisation, name, visibility or "", github, requirement)
    made = starter.texts(answers)
    there = starter.playbooks_in(folder)
    if there:
        made = {name: text for name, text in made.items() if not name.startswith(f"{starter.PLAYBOOKS}/")}
    config = next(iter(configurations(folder)), None)
    if config is not None:
        made.pop(starter.CONFIGURATION)
    try:
        outcome = starter.planned(folder, made) if dry_run else starter.write(folder, made)
    except OSError as error:
        raise CannotRun(
            f"'{safe(str(error.filename or folder))}' cannot be written: {error.strerror}. Nothing was written."
        ) from None
    _say(outcome, config, there, dry_run=dry_run)
    if not outcome.made:
        click.echo("\nThe site has begun already: there was nothing to write.")
        return
    click.echo()
    for line in _privacy(answers):
        click.echo(line)
    for line in () if asked else _warnings(github):
        click.echo(line)
    click.echo()
    for line in _next(folder, answers, config, installable=installable):
        click.echo(line)
    if dry_run:
        click.echo("\nNothing was written. Leave out --dry-run to write it.")


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _organisation(text: str) -> str:
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST or not text.isprintable():
        raise CannotRun(f"An organisation is named in one line of at most {_LONGEST} letters.")
    return text


def _name(text: str) -> str:
    if fault := folder_fault(text):
        raise CannotRun(safe(f"--name {text}: {' '.join(fault)}".strip()))
    return text


def _asked(github: bool) -> str:
    """Who will see the site, as somebody at a terminal says it."""
    click.echo()
    click.echo(_WHO_ASKED)
    for line in _warnings(github):
        click.echo(line)
    answer = click.prompt("1, 2 or 3", type=click.Choice(list(_WHO)), show_choices=False)
    return _WHO[answer]


def _say(outcome: Outcome, config: Path | None, there: Sequence[str], *, dry_run: bool) -> None:
    """What became of each file."""
    left = [*outcome.left, *([config.name] if config is not None else [])]
    width = max(map(len, [*outcome.made, *left]), default=0)
    for name in outcome.made:
        click.echo(f"{safe(name):{width}}  {'would be written' if dry_run else 'written'}")
    for name in left:
        hint = _LEFT.get(name, "")
        click.echo(f"{safe(name):{width}}  left as it is{f'; {hint}' if hint else ''}")
    if there:
        click.echo(f"No example was added, since there is a playbook here already: {safe(', '.join(there))}.")


def _privacy(answers: Answers) -> Iterator[str]:
    """What the answer means."""
    if not answers.readers:
        yield "Nobody said who will see the site. So the playbook is internal, and the site shows what is public: nothing yet."
        yield f"Say it with --visibility {'|'.join(VISIBILITY_LEVELS)}, or later as the README says."
    elif answers.readers == "public":
        yield "The site is public, and so is the example: everybody may read it. Replace it before you publish."
    else:
        yield f"The site shows what is {answers.readers}, so it belongs only where those people can reach it."
        if answers.github:
            yield "publish.yml asks GitHub who can see the site, and stops if anybody can."


def _warnings(github: bool) -> tuple[str, ...]:
    return (_WARNED_OF_PAGES, _WARNED_OF_FILES) if github else (_WARNED_OF_FILES,)


def _next(folder: Path, answers: Answers, config: Path | None, *, installable: bool) -> Iterator[str]:
    """What to do now."""
    yield "Next:"
    if folder != Path():
        yield f"  cd {shlex.quote(safe(folder.as_posix()))}"
    yield "  gameplan check                  says what is wrong"
    yield "  mkdocs serve --livereload       shows the site while you edit"
    if config is not None:
        if not has_plugin(config):
            yield f"Write `- gameplan` below `plugins:` in {config.name}."
        if answers.github:
            yield (
                f"Write `visibility: !ENV [GAMEPLAN_VISIBILITY, {answers.level}]` below gameplan in {config.name}, so "
                "that what publish.yml says about it counts."
            )
    if not installable:
        yield (
            f"Gameplan came from a folder of this computer. In requirements.txt, put an address that others can reach in "
            f"the place of `{answers.requirement}`, such as `{PACKAGE} @ git+https://…`."
        )
    if answers.github:
        yield from _NEXT_ON_GITHUB
    else:
        yield "To publish, run `gameplan build`, and copy the folder `site` to where your website is served from."
