"""What `mkdocs serve` spends when one field of one file is edited.

    python -m benchmarks.rebuild MKDOCS_YML FILE OLD NEW SITE_DIR

Builds the site in this process as `serve` does, replaces OLD by NEW in FILE, and builds again.
Prints one line of JSON: CPU seconds of the first build and of the second.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config


def main(config_file: str, edited: str, old: str, new: str, site_dir: str) -> None:
    """Run both builds; the second loads the configuration afresh, as `serve` does."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config = load_config(config_file, site_dir=site_dir)
    config.plugins.on_startup(command="serve", dirty=False)
    begin = time.process_time()
    build(config, serve_url="http://127.0.0.1:8000/")
    between = time.process_time()
    path = Path(edited)
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {edited}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    again = time.process_time()
    build(load_config(config_file, site_dir=site_dir), serve_url="http://127.0.0.1:8000/")
    end = time.process_time()
    print(json.dumps({"cold": between - begin, "rebuild": end - again}))


if __name__ == "__main__":
    main(*sys.argv[1:])
