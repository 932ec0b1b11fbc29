"""A hook of MkDocs: adds to the guide the pages that are written from the code, and its pictures.

A generator is a function that returns Markdown by path under docs/, the same at every call. A picture takes the
place of a comment such as `<!-- picture of the kinds -->`, so that the Markdown of a page stays readable.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # MkDocs takes it out again

from scripts import checks, picture, reference

GENERATORS: tuple[Callable[[], dict[str, str]], ...] = (reference.pages, checks.pages)
PICTURES: dict[str, Callable[[], str]] = {"<!-- picture of the kinds -->": picture.svg}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every generated page; one that lies under docs/ already is an error of MkDocs."""
    for generator in GENERATORS:
        for path, text in generator().items():
            files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put the pictures into the pages that ask for them."""
    for mark, drawn in PICTURES.items():
        if mark in markdown:
            markdown = markdown.replace(mark, drawn())
    return markdown
