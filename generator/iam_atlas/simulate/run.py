"""The lines of a cases file become the lines of answers, in their order, on one process or several."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from iam_atlas.simulate.answer import Answer, answer

_WORTH_A_PROCESS = 500  # cases; fewer are answered sooner than a process starts
_SHARE = 250


def answers(data: bytes, jobs: int = 1) -> Iterator[Answer]:
    """One answer for each line that is not blank, in order; the same whatever `jobs` is.

    The first come while others are still being decided, unlike those of `workers.shared_out`: somebody may read along.
    """
    cases = [line for line in data.split(b"\n") if line.strip()]
    if jobs < 2 or len(cases) < _WORTH_A_PROCESS:
        yield from map(answer, cases)
        return
    with ProcessPoolExecutor(max_workers=jobs) as workers:
        yield from workers.map(answer, cases, chunksize=_SHARE)
