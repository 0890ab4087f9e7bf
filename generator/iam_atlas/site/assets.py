"""The stylesheets, scripts, fonts and pictures shipped with this package, as files below the generated folder."""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from iam_atlas.site.shipped import files_below
from iam_atlas.site.stamp import stamped

_TEXTS = (".css", ".js", ".svg", ".txt")


def asset_files() -> Mapping[str, bytes]:
    """Path relative to the generated folder to content, sorted by path."""
    found = files_below(files("iam_atlas.site") / "assets", "assets/")
    shown = {path: file for path, file in found if not file.name.startswith(".")}
    return {path: _content(shown[path], path) for path in sorted(shown)}


def _content(entry: Traversable, path: str) -> bytes:
    if path.endswith(_TEXTS):
        return stamped(path, entry.read_text(encoding="utf-8")).encode()
    return entry.read_bytes()
