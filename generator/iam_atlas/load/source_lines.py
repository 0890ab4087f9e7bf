"""Problems that only know their place -> the same with the offending line, read again from the input."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from iam_atlas.errors import Problem
from iam_atlas.load.source_text import split_lines

_WORD = re.compile(r"[^\s:,\[\]{}\"']+")


def with_source_lines(problems: Iterable[Problem], root: Path) -> tuple[Problem, ...]:
    """Fill in `source_line` and `length` where a problem found after loading has none.

    `root` is the folder of the root accounts file. The word that begins at the position is what is meant. A problem in
    a file that is not there (what AWS itself says) stays as it is.
    """
    lines: dict[str, tuple[str, ...]] = {}
    return tuple(_with_line(problem, root, lines) for problem in problems)


def _with_line(problem: Problem, root: Path, lines: dict[str, tuple[str, ...]]) -> Problem:
    place = problem.position
    if problem.source_line:
        return problem
    if place.file not in lines:
        file = root / place.file
        lines[place.file] = split_lines(file.read_text(encoding="utf-8-sig")) if file.is_file() else ()
    if place.line > len(lines[place.file]):
        return problem
    line = lines[place.file][place.line - 1]
    word = _WORD.match(line, place.column - 1)
    return replace(problem, source_line=line, length=len(word[0]) if word else 1)
