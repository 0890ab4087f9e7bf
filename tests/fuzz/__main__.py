"""Gives every target random input in turn until the time is over: `python -m fuzz MINUTES [TARGET]`.

What breaks is made as small as possible and printed; the exit code is 1 then. A run begins with the seed that it
prints, and goes on from there by one a round, so that a round can be had again: `SEED=17 python -m fuzz 1`.
"""

import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from fuzz.targets import TARGETS, Target

_ROUND = 100  # cases of one target before the next has its turn


def fuzz(target: Target, number: int, tried: list[int]) -> str:
    """A hundred cases; what broke, as text, and empty when nothing did."""

    @seed(number)
    @settings(
        max_examples=_ROUND,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(target.given)
    def each(value: object) -> None:
        tried[0] += 1
        with tempfile.TemporaryDirectory() as folder:
            target.run(Path(folder), value)

    try:
        each()
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return "".join(traceback.format_exception(error))
    return ""


def rounds(minutes: float, names: list[str], first: int) -> Iterator[tuple[str, int]]:
    """The name of a target and a seed, in turn, until the time is over."""
    end, number = time.monotonic() + minutes * 60, first
    while time.monotonic() < end:
        for name in names:
            if time.monotonic() < end:
                yield name, number
        number += 1


def main(minutes: float, only: str) -> int:
    """Say what ran and what broke; the exit code."""
    tried, broken = Counter[str](), dict[str, str]()
    names = [name for name in TARGETS if only in name]
    for name, number in rounds(minutes, names, int(os.environ.get("SEED", "1"))):
        count = [0]
        if found := fuzz(TARGETS[name], number, count):
            broken.setdefault(name, f"{name}, seed {number}\n{found}")
        tried[name] += count[0]
    for found in broken.values():
        print(found)
    for name in names:
        print(f"{tried[name]:>9,}  {name}{'  BROKEN' if name in broken else ''}")
    print(f"{tried.total():>9,}  cases in {minutes:g} minutes; {len(broken)} of {len(names)} targets broke")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 10, sys.argv[2] if len(sys.argv) > 2 else ""))
