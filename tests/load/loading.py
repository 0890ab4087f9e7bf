"""Small accounts files for tests: written to a folder and loaded."""

from datetime import date
from pathlib import Path

import pytest

from iam_atlas.errors import InputError
from iam_atlas.load.landscape import load_landscape
from iam_atlas.model.landscape import Landscape

ACCOUNTS = """
accounts:
  jump: { id: "111111111111", kind: jump }
  dev: { id: "222222222222", environment: dev }
  prod: { id: "333333333333", environment: prod }
"""
PEOPLE = "users: { alice: [developers] }\n"


def load(folder: Path, text: str, *, today: date | None = None, files: dict[str, str] | None = None) -> Landscape:
    """The landscape of an accounts file with this text; `files` are written beside it."""
    for name, content in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    root = folder / "accounts.yaml"
    root.write_text(f"version: 1\n{text}", encoding="utf-8")
    return load_landscape(root, today=today)


def rules(folder: Path, text: str, *, today: date | None = None, files: dict[str, str] | None = None) -> list[str]:
    """The rules of everything that loading the text reports, sorted by position."""
    try:
        return [problem.rule for problem in load(folder, text, today=today, files=files).warnings]
    except InputError as error:
        return [problem.rule for problem in error.problems]


def fails_with(folder: Path, text: str, rule: str) -> str:
    """The message of the first problem of this rule; the test fails when loading succeeds or reports no such rule."""
    with pytest.raises(InputError) as caught:
        load(folder, text)
    return next(problem.message for problem in caught.value.problems if problem.rule == rule)
