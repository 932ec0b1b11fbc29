"""`gameplan build`: a site is built aside and takes the old one's place only when it is whole."""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException


class WrongSettings(Exception):
    """The settings of the site cannot be used; the message says why."""


def build_site(config_file: str, site_dir: str | None) -> str | None:
    """Build a site aside and swap it in; the old site stays until the new one is whole.

    Returns None when all went well, else what stood in the way, in words for a terminal.
    Raises WrongSettings where the configuration itself cannot be used.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    loggers = [logging.getLogger(name) for name in ("mkdocs", "properdocs")]  # plugins use either
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.WARNING)
    aside: Path | None = None
    target = Path(site_dir or "site")
    try:
        config = load_config(config_file=config_file, **({"site_dir": site_dir} if site_dir else {}))
        target = Path(config.site_dir)
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        config.site_dir = str(aside)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
        swap(aside, target)
    except Abort:
        return "the site was not built; the old one is untouched."  # what is wrong has been logged
    except ConfigurationError as error:
        raise WrongSettings(str(error)) from None
    except MkDocsException as error:
        return str(error)
    except ValueError as error:  # what YAML makes of a day that does not exist
        raise WrongSettings(f"{config_file} cannot be read: {error}.") from None
    except KeyboardInterrupt:
        return "stopped; the old site is untouched."
    except OSError as error:
        return f"{error.strerror or error} ({error.filename or target}); the old site is untouched."
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
    return None


def swap(new: Path, target: Path) -> None:
    """Put a finished folder in the place of an old one; the old one goes only when the new one stands."""
    new.chmod(0o755)
    if not target.exists():
        new.replace(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    old.rmdir()
    target.replace(old)
    try:
        new.replace(target)
    except OSError:
        old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
