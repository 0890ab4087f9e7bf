"""A signal that ends the program to an exception, so that what was begun is put back and what was started is ended."""

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

from iam_atlas.errors import said

STOPPED = said(
    "Stopped. No file is left half written: you have the previous files, or the new ones. "
    "Run the command again to finish."
)
_BY_SIGNAL = 128  # shells give this and the number of the signal as the exit code
_ENDING = [one for one in (getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")) if one is not None]


@contextmanager
def ended_by(numbers: Iterable[int]) -> Iterator[None]:
    """Let each of these signals raise KeyboardInterrupt in the block, as Ctrl-C does."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt(number)

    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Let what ends a program by default raise KeyboardInterrupt; what the caller ignores, as nohup does, stays so."""
    main = threading.current_thread() is threading.main_thread()
    with ended_by(one for one in _ENDING if main and signal.getsignal(one) == signal.SIG_DFL):
        yield


@contextmanager
def ended_in_any_case() -> Iterator[None]:
    """The same for SIGTERM and Ctrl-C, whatever the caller said of them.

    A shell starts its background jobs with SIGINT ignored, and Python then keeps it so: both are asked for.
    """
    with ended_by((signal.SIGTERM, signal.SIGINT)):
        yield


def exit_code(stopped: KeyboardInterrupt) -> int:
    """What the program ends with after a signal."""
    number = stopped.args[0] if stopped.args else signal.SIGINT
    return _BY_SIGNAL + int(number)
