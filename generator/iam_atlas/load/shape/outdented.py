"""A key at the margin that no section has -> the section above it that it was probably meant for."""

from iam_atlas.load.node import Mapping, Node, Scalar
from iam_atlas.load.shape.file import ROOT_FILE
from iam_atlas.load.shape.kinds import MapOf
from iam_atlas.load.values import is_nothing

_OF_NAMES = frozenset(field.name for field in ROOT_FILE.fields if isinstance(field.shape, MapOf))


def section_above(file: Mapping, key: Scalar) -> str | None:
    """The section that lists names, one a line, which `key` follows in `file`; None where another stands between.

    A section with nothing in it counts: that is what is left of one whose names all lost their indentation.
    """
    above: str | None = None
    for name, written, value in file.named():
        if written is key:
            return above
        if name in ROOT_FILE.by_name:
            above = name if name in _OF_NAMES and _takes_lines(written, value) else None
    return None


def names_below(file: Mapping, section: str) -> frozenset[str]:
    """The names at the margin that were probably meant for a section."""
    unknown = [key for name, key, _ in file.named() if name not in ROOT_FILE.by_name]
    return frozenset(key.text for key in unknown if section_above(file, key) == section)


def _takes_lines(key: Scalar, value: Node) -> bool:
    return is_nothing(value) or (isinstance(value, Mapping) and value.position.line > key.position.line)
