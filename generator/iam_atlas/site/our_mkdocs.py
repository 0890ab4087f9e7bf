"""MkDocs as `build` and `serve` run it, in a process of its own: its command line, with our drawings out of its way.

A build tells its warnings and nothing else. `mkdocs build --quiet` would drop them before they are counted, so that no
warning could stop a strict build.
"""

import logging
import sys
import time
from typing import Any

from mkdocs import config
from mkdocs.__main__ import cli
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from iam_atlas.site.figures import Figures

_PATIENCE, _PAUSE = 3.0, 0.05  # seconds
_load = config.load_config


def main() -> None:
    """Run MkDocs with the arguments of this process."""
    config.load_config = _prepared  # what its commands read their configuration by
    cli(prog_name="mkdocs")


def _prepared(*given: Any, **named: Any) -> MkDocsConfig:
    loaded = _loaded(*given, **named) if sys.argv[1] == "serve" else _load(*given, **named)
    loaded.plugins["iam-atlas"] = Figures()
    if sys.argv[1] == "build":
        logging.getLogger("mkdocs").setLevel(logging.WARNING)
    return loaded


def _loaded(*given: Any, **named: Any) -> MkDocsConfig:
    """The configuration, tried again for a while: it is away as long as a run moves files.

    MkDocs would show nothing more after such a failure, since what comes back unchanged is no change to it.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return _load(*given, **named)
        except (ConfigurationError, OSError):
            if time.monotonic() > end:
                raise
        time.sleep(_PAUSE)


if __name__ == "__main__":
    main()
