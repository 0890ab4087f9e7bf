"""The stylesheets, scripts, fonts and pictures shipped with this package, as files below the generated folder."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from iam_atlas.site.stamp import stamped

_TEXTS = (".css", ".js", ".svg", ".txt")


def asset_files() -> Mapping[str, bytes]:
    """Path relative to the generated folder to content, sorted by path."""
    found = dict(_walk(files("iam_atlas.site") / "assets", "assets"))
    return {path: found[path] for path in sorted(found)}


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        below = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, below)
        elif not entry.name.startswith("."):
            yield below, _content(entry, below)


def _content(entry: Traversable, path: str) -> bytes:
    if path.endswith(_TEXTS):
        return stamped(path, entry.read_text(encoding="utf-8")).encode()
    return entry.read_bytes()
