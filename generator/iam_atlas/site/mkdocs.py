"""A project folder to its built site or its live preview, by MkDocs in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from iam_atlas.site.manifest import NAVIGATION_PATH

CONFIGURATION = "mkdocs.yml"


def build_site(root: Path, *, strict: bool) -> int:
    """Build site/ from `root`; MkDocs' messages go to stderr. Returns its exit code, 0 when the site is whole."""
    options = ["--strict"] if strict else []
    return subprocess.run(
        _command("build", "--quiet", "--clean", *options), cwd=root, env=_environment(), stdout=2, check=False
    ).returncode


@contextmanager
def preview(root: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """MkDocs' preview server on 127.0.0.1:`port` while the block runs; it rebuilds and reloads what changes."""
    server = subprocess.Popen(
        _command("serve", "--dirty", "--no-strict", "--dev-addr", f"127.0.0.1:{port}", "--watch", NAVIGATION_PATH),
        cwd=root,
        env=_environment(),
        stdout=2,
    )
    try:
        yield server
    finally:
        server.terminate()
        server.wait()


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *words]


def _environment() -> dict[str, str]:
    """The caller's environment, with the theme's advertisement for its successor switched off."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
