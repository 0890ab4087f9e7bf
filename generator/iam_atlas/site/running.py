"""The program that runs to a digest: what another one made may be made in another way."""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_INSTALLED = (".dist-info", ".egg-info")


@cache
def running() -> str:
    """The digest of every file of this package, of the names and versions of all that is installed, and of Python."""
    parts = (sys.version, *_libraries(), *_code())
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _libraries() -> Iterator[str]:
    """The names of what is installed, versions included, where Python looks for modules."""
    for place in sys.path:
        with suppress(OSError):
            yield from sorted(one.name for one in Path(place or ".").iterdir() if one.suffix in _INSTALLED)


def _code() -> Iterator[str]:
    """Every file of this package with its digest."""
    yield from (f"{path} {hashlib.sha256(content).hexdigest()}" for path, content in _walk(files("iam_atlas"), ""))


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from () if entry.name == "__pycache__" else _walk(entry, f"{path}{entry.name}/")
        else:
            yield f"{path}{entry.name}", entry.read_bytes()
