"""corpus.yaml -> hostile strings by class."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml


@cache
def classes() -> Mapping[str, tuple[str, ...]]:
    """The strings of each class, in the order of the file."""
    written = (Path(__file__).parent / "corpus.yaml").read_text(encoding="utf-8")
    return {name: tuple(strings) for name, strings in yaml.safe_load(written).items()}


def strings() -> tuple[str, ...]:
    """Every string once; neighbours are of different classes, so that any run of them has something of each."""
    columns = list(classes().values())
    rows = max(len(column) for column in columns)
    return tuple(dict.fromkeys(column[row] for row in range(rows) for column in columns if row < len(column)))
