"""Work becomes its results, shared out to processes forked from this one.

A forked process has everything that this one has: nothing is sent to it, and only results come back. Where a system
cannot fork safely there is one process.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, ForkProcess
from typing import TypeAlias, TypeVar

from iam_atlas.pause import gc_paused

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

Tell: TypeAlias = Callable[[int, int], None]
"""Hears how many items are begun, of how many."""

FEW = 24
"""Items that are done sooner than a process is forked and has sent its results back."""


def silent(_done: int, _of: int) -> None:
    """Tells nobody how far it is."""


def cores() -> int:
    """How many processes can run at a time here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shared_out(
    work: Callable[[_Item], _Result],
    items: Sequence[_Item],
    jobs: int,
    tell: Tell = silent,
) -> list[_Result]:
    """What `work` gives for each item, in their order, by `jobs` processes; this one works too.

    Most neighbours go to one process, which may remember what they have in common; the first and the last are begun at
    once. `work` must not depend on what it did before. What a forked process fails to do is done here, and fails here.
    """
    context = _forking() if jobs > 1 and len(items) > FEW else None
    if context is None:
        return [_told(work, item, number, len(items), tell) for number, item in enumerate(items)]
    shares = _Shares(context, len(items), jobs)
    others = [partial(_share, work, items, shares, process) for process in range(1, jobs)]
    with gc_paused(), _helpers(context, others) as helpers:
        found = _share(work, items, shares, 0, tell)
        for helper in helpers:
            found |= helper()
    return [found[number] if number in found else work(item) for number, item in enumerate(items)]


@contextmanager
def beside(work: Callable[[], _Result], jobs: int) -> Iterator[Callable[[], _Result]]:
    """Have `work` done in another process, if there may be `jobs` of them, while the block does something else.

    The function waits for what it gives. What the process fails to do is done here, and fails here.
    """
    context = _forking() if jobs > 1 else None
    if context is None:
        yield work
        return

    def result() -> _Result:
        found = helper()
        return found[0] if found else work()

    with gc_paused(), _helpers(context, [lambda: {0: work()}]) as (helper,):
        yield result


def _told(work: Callable[[_Item], _Result], item: _Item, number: int, of: int, tell: Tell) -> _Result:
    tell(number, of)
    return work(item)


def _share(
    work: Callable[[_Item], _Result],
    items: Sequence[_Item],
    shares: "_Shares",
    process: int,
    tell: Tell = silent,
) -> dict[int, _Result]:
    """The results of the items that fall to the process, by their numbers."""
    found: dict[int, _Result] = {}
    while (taken := shares.take(process)) is not None:
        number, begun = taken
        tell(begun, len(items))
        found[number] = work(items[number])
    return found


class _Shares:
    """Says which item is the next, to all forked processes: it is in memory that they share.

    Each has a stretch of its own, and the last one goes through it backwards. Who is done helps the one that has most
    left, from the other end of its stretch.
    """

    def __init__(self, context: ForkContext, items: int, processes: int) -> None:
        bounds = [items * number // processes for number in range(processes + 1)]
        self._items = items
        self._begins, self._ends = context.RawArray("L", bounds[:-1]), context.RawArray("L", bounds[1:])
        self._lock = context.Lock()

    def take(self, process: int) -> tuple[int, int] | None:
        """The number of an item that nobody else has taken, and how many were; None when all are."""
        with self._lock:
            left = [end - begin for begin, end in zip(self._begins, self._ends, strict=True)]
            whose = process if left[process] else left.index(max(left))
            if not left[whose]:
                return None
            is_last = whose == len(left) - 1
            if is_last is (whose == process):
                self._ends[whose] -= 1
                return self._ends[whose], self._items - sum(left)
            self._begins[whose] += 1
            return self._begins[whose] - 1, self._items - sum(left)


def _forking() -> ForkContext | None:
    """None where forking is not there, or not safe: on macOS system libraries may end a forked process."""
    if sys.platform in ("win32", "darwin") or "fork" not in multiprocessing.get_all_start_methods():
        return None
    return multiprocessing.get_context("fork")


@contextmanager
def _helpers(
    context: ForkContext, works: Sequence[Callable[[], dict[int, _Result]]]
) -> Iterator[list[Callable[[], dict[int, _Result]]]]:
    """A process for each of the works; each function waits for the results of one, and gives none for one that failed.

    Nobody collects garbage meanwhile: that would touch everything, and forked processes would no longer share memory.
    """
    started: list[tuple[ForkProcess, Connection]] = []
    try:
        for work in works:
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=_help, args=(work, theirs, ours), daemon=True)
            process.start()
            theirs.close()
            started.append((process, ours))
        yield [lambda pipe=pipe: _received(pipe) for _, pipe in started]  # type: ignore[misc]
    finally:
        for process, _ in started:
            process.kill()  # Python loses a SIGTERM that comes while it forks
        for process, pipe in started:
            process.join()
            pipe.close()


def _help(work: Callable[[], dict[int, _Result]], pipe: Connection, reader: Connection) -> None:
    """The life of a forked process. Whatever goes wrong, the process that forked it does the work again and says so.

    It lets go of the end that it inherited: else it would wait for ever to be rid of results that nobody wants.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # whoever forked it may have said what else to do, for itself
    reader.close()
    with suppress(Exception, KeyboardInterrupt):
        pipe.send(work())


def _received(pipe: Connection) -> dict[int, _Result]:
    try:
        results: dict[int, _Result] = pipe.recv()
    except (EOFError, OSError):
        return {}
    return results
