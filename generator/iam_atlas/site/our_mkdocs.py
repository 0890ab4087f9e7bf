"""MkDocs as `build` and `serve` run it, in a process of its own: its command line, with plugins of ours.

A build tells its warnings and nothing else. `mkdocs build --quiet` would drop them before they are counted, so that no
warning could stop a strict build.
"""

import logging
import sys
from functools import partial
from typing import Any

from mkdocs import config
from mkdocs.__main__ import cli
from mkdocs.commands import serve
from mkdocs.config.defaults import MkDocsConfig

from iam_atlas.site.figures import Figures
from iam_atlas.site.rebuilding import Rebuilding, patiently

_load = config.load_config
_rebuilding = Rebuilding()


def main() -> None:
    """Run MkDocs with the arguments of this process."""
    config.load_config = serve.load_config = _prepared  # type: ignore[attr-defined]  # commands read settings by it
    serve.serve = partial(patiently, serve.serve)  # a preview may begin while a run is moving files, too
    cli(prog_name="mkdocs")


def _prepared(*given: Any, **named: Any) -> MkDocsConfig:
    loaded = _load(*given, **named)
    loaded.plugins["iam-atlas"] = Figures()
    if sys.argv[1] == "serve":
        loaded.plugins["iam-atlas-preview"] = _rebuilding
    else:
        logging.getLogger("mkdocs").setLevel(logging.WARNING)
    return loaded


if __name__ == "__main__":
    main()
