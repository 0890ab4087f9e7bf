"""Functions that keep their result for each object, whatever it is equal to; enumerations that hash as quickly."""

from collections.abc import Callable
from enum import Enum
from functools import update_wrapper
from typing import Any, Generic, TypeVar
from weakref import WeakSet

_Value = TypeVar("_Value")
_Result = TypeVar("_Result")

_MOST = 100_000
"""Results that a function keeps at a time."""

_every: "WeakSet[ByIdentity[Any, Any]]" = WeakSet()


class ByIdentity(Generic[_Value, _Result]):
    """Calls the function once for each object; an equal object that is another one is asked about again.

    For arguments that take long to compare or have no hash. Object and result are kept until `_MOST` are, or until
    `forget_all`; then all go.
    """

    def __init__(self, work: Callable[[_Value], _Result]) -> None:
        self._work = work
        # The object is kept beside its result: its id must not be given to another one.
        self._known: dict[int, tuple[_Value, _Result]] = {}
        update_wrapper(self, work)
        _every.add(self)

    def __call__(self, value: _Value) -> _Result:
        """What the function gives for the object."""
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        if len(self._known) >= _MOST:
            self.forget()
        result = self._work(value)
        self._known[id(value)] = (value, result)
        return result

    def forget(self) -> None:
        """Let go of every object and its result."""
        self._known.clear()


def forget_all() -> None:
    """Have each `ByIdentity` forget: a process that runs on must not keep what nobody will ask about any more."""
    for each in _every:
        each.forget()


class Member(Enum):
    """An enumeration whose members hash as they compare, by identity.

    They are part of most keys here, and what `Enum` does instead is a call of Python for each.
    """

    __hash__ = object.__hash__
