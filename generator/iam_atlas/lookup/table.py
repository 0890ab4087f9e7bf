"""Values to their numbers: what is said many times is written once."""

from collections.abc import Hashable
from typing import Generic, TypeVar

_Row = TypeVar("_Row", bound=Hashable)


class Table(Generic[_Row]):
    """Rows without repetition, numbered from 0 in the order in which they were first asked for."""

    def __init__(self) -> None:
        self._numbers: dict[_Row, int] = {}

    def number(self, row: _Row) -> int:
        """The number of `row`; a new one for a row that is not there yet."""
        return self._numbers.setdefault(row, len(self._numbers))

    @property
    def rows(self) -> tuple[_Row, ...]:
        """All rows by their number."""
        return tuple(self._numbers)
