"""The program that runs to a digest: what another one made may be made in another way."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

from iam_atlas.site.manifest import digest
from iam_atlas.site.shipped import files_below

_INSTALLED = (".dist-info", ".egg-info")


@cache
def running() -> str:
    """The digest of every file of this package, of the names and versions of all that is installed, and of Python."""
    parts = (sys.version, *_libraries(), *_code())
    return digest("\0".join(parts).encode("utf-8", "surrogatepass"))


def _libraries() -> Iterator[str]:
    """The names of what is installed, versions included, where Python looks for modules."""
    for place in sys.path:
        with suppress(OSError):
            yield from sorted(one.name for one in Path(place or ".").iterdir() if one.suffix in _INSTALLED)


def _code() -> Iterator[str]:
    """Every file of this package with its digest."""
    yield from (f"{path} {digest(file.read_bytes())}" for path, file in files_below(files("iam_atlas")))
