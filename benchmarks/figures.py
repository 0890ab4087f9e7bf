"""What a benchmark measured -> a line of the table; ratios are within one run, so that the machine cancels out."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.tables import table as in_columns

_SHORT = 0.1
"""Less than this is told in milliseconds."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement. `ratio` says how it stands to another way in the same run, `beside`; `budget` is in seconds."""

    name: str
    seconds: float
    budget: float | None = None
    ratio: float | None = None
    beside: str = ""


def seconds_of(work: Callable[[], object]) -> float:
    """How long the work takes, in seconds of the clock on the wall."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def table(figures: Sequence[Figure]) -> str:
    """The figures in columns, under what each column is."""
    return in_columns([("benchmark", "took", "budget", "ratio", "beside"), *(_row(figure) for figure in figures)])


def _budget(seconds: float) -> str:
    return f"{seconds:g} s" if seconds >= _SHORT else f"{1000 * seconds:.3g} ms"


def _row(figure: Figure) -> tuple[str, str, str, str, str]:
    over = figure.budget is not None and figure.seconds > figure.budget
    return (
        figure.name,
        f"{figure.seconds:.2f} s" if figure.seconds >= _SHORT else f"{1000 * figure.seconds:.1f} ms",
        "" if figure.budget is None else f"{_budget(figure.budget)}{' (over)' if over else ''}",
        "" if figure.ratio is None else f"{figure.ratio:.3g}",
        figure.beside,
    )
